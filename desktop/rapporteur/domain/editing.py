"""What it means to edit a field: the value it had, the value it gets, and what text may hold.

A form never sends a whole record. It sends the fields its user changed, each with the value
the user started from, so that two people working on one person lose nothing of each other's.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from rapporteur.domain.errors import UserError

# Code points that are never part of a text people typed: C0 and C1 controls, lone surrogates,
# non-characters, marks that turn the reading direction (a name could then read as another),
# byte order marks, soft hyphens and zero-width spaces. Joiners (U+200C, U+200D) stay:
# Devanagari needs them. Tabs and line breaks are dealt with before.
_FORBIDDEN = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\xad\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f"
    "\ud800-\udfff\ufdd0-\ufdef\ufeff\ufff9-\ufffb\ufffe\uffff]"
)
_BREAK = re.compile("\r\n|[\n\r\x0b\x0c\x1c\x1d\x1e\x85\u2028\u2029]")

# What one cell of a workbook can hold; a longer text could not be exported whole.
MAX_LENGTH = 32_767


@dataclass(frozen=True, slots=True)
class FieldEdit:
    """One field: the canonical value its user started from, and the one that is wanted."""

    old: str
    new: str


class Conflict(UserError):  # noqa: N818 - a word of the trade, shown to users as such
    """Somebody else changed the field meanwhile; the file holds neither `old` nor `new`.

    `field` is its key, `theirs` what the file holds now, `mine` what was to be written. The
    message names neither value: it may end in a log.
    """

    def __init__(self, field: str, label: str, theirs: str, mine: str) -> None:
        super().__init__(
            "edit.conflict",
            f"{label} was changed meanwhile, by undo, by an import or by somebody else.",
            safe="The file still holds the other value and nothing was overwritten.",
            advice="Choose which of the two values is right.",
            place=field,
        )
        self.field = field
        self.theirs = theirs
        self.mine = mine


def resolve(current: str, edit: FieldEdit, field: str, label: str) -> str | None:
    """The value to write over `current`, or None where nothing is to be done.

    Raises Conflict where `current` is neither what the user started from nor what is wanted.
    """
    if current == edit.new:
        return None
    if current == edit.old:
        return edit.new
    raise Conflict(field, label, current, edit.new)


def edits_between(before: Mapping[str, str], after: Mapping[str, str]) -> dict[str, FieldEdit]:
    """The fields of `after` that differ from `before` (a missing one counts as empty)."""
    return {
        key: FieldEdit(before.get(key, ""), new)
        for key, new in after.items()
        if before.get(key, "") != new
    }


def clean_text(text: str, *, lines: bool = False) -> str:
    """`text` without what no typed text holds, trimmed; case, accents and spelling untouched.

    Line breaks become spaces unless `lines`, where they become "\\n" and each line loses its
    trailing blanks. Neither composed nor decomposed letters are rewritten.
    """
    if text.isprintable():  # the everyday case, decided in one pass
        return text.strip()
    found = _BREAK.sub("\n" if lines else " ", text).replace("\t", " ")
    found = _FORBIDDEN.sub("", found)
    if not lines:
        return found.strip()
    return "\n".join(line.rstrip() for line in found.split("\n")).strip()


def is_clean(text: str, *, lines: bool = False) -> bool:
    """Whether `clean_text` would leave `text` as it is and it fits in a cell."""
    return len(text) <= MAX_LENGTH and clean_text(text, lines=lines) == text
