"""What is on the clipboard, as the bytes of a list that goes through the same guarded door.

A table of Excel, LibreOffice, Word or a mail lies there as a page of HTML beside its plain text;
the page also says who is crossed out and which cells are merged. Nothing is looked into here.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from rapporteur.domain.errors import UserError
from rapporteur.domain.workbook import Reading


@dataclass(frozen=True, slots=True)
class Copied:
    """A list as it was copied: what it is called here, its bytes, and how they are read."""

    name: str
    content: bytes
    reading: Reading


def copied_list(html: str, text: str, when: datetime) -> Copied:
    """The list in what the clipboard offers as `html` and as `text`; each may be empty.

    `when` is the local time of the paste and becomes part of the name. UserError "paste.empty"
    where there is neither a table nor lines of text.
    """
    name = f"Pasted table {when:%Y-%m-%d %H.%M}"
    if holds_table(html):
        # The page may name another encoding, in which it was before the system handed it over.
        return Copied(f"{name}.html", _bytes(html), Reading("table", "utf-8"))
    if holds_lines(text):
        separator = "\t" if "\t" in text else ""
        return Copied(f"{name}.txt", _bytes(text), Reading("text", "utf-8", separator))
    raise UserError(
        "paste.empty",
        "There is no table on the clipboard.",
        safe="Nothing was changed.",
        advice="Copy the rows of the list, with their headings, where they stand, then paste here.",
    )


def holds_table(html: str) -> bool:
    """Whether a page has a table in it."""
    return "<table" in html.casefold()


def holds_lines(text: str) -> bool:
    """Whether a text is more than the one line that a field would take."""
    return "\n" in text.strip().replace("\r", "\n")


def _bytes(text: str) -> bytes:
    return text.encode("utf-8", "replace")
