"""Cells to and from a spreadsheet by the clipboard, as plain text with tabs.

What is copied is what is shown: passport data go out as the dots that stand in their place.
What is pasted is read like a received list, so headings, joined cells and dates are understood
the same way; nothing is written before the user has seen the preview.
"""

from __future__ import annotations

import csv
import hashlib
import io
import re
from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication

from rapporteur.domain.delegates import DELEGATE, Delegate
from rapporteur.domain.errors import UserError
from rapporteur.domain.workbook import Book, Sheet
from rapporteur.services import values
from rapporteur.ui.models.delegate_columns import CHECKS, MASK, CellTexts, editable

MAX_ROWS = 5_000
MAX_COLUMNS = 200

# What a spreadsheet would calculate on paste. A telephone number begins with "+" and stays.
_FORMULA = re.compile(r"[=@]|[+\-](?![\d\s()\-]*$)")
_GUARD = "'"

Rows = tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class CellPaste:
    """One cell that would get a value. `value` is canonical; `fault` says why it cannot."""

    delegate_id: int
    key: str
    old: str
    value: str
    fault: str = ""


def to_text(delegates: Sequence[Delegate], columns: Sequence[str], texts: CellTexts) -> str:
    """The cells with a line of headings, tab-separated, as spreadsheets paste it.

    A text that a spreadsheet would take for a formula gets an apostrophe before it.
    """
    keys = [key for key in columns if key != CHECKS]
    lines = [[DELEGATE[key].title(texts.language) for key in keys]]
    lines += [[_guarded(texts.shown(d, key)) for key in keys] for d in delegates]
    return "".join("\t".join(cells) + "\n" for cells in lines)


def from_text(text: str) -> Rows:
    """The cells of tab-separated text; a quoted cell may hold tabs and line breaks.

    Raises UserError where it is empty or larger than a list of people can be.
    """
    translate = QCoreApplication.translate
    if not text.strip():
        raise UserError(
            "paste.empty",
            translate("Clipboard", "There is no text on the clipboard."),
            advice=translate(
                "Clipboard", "Copy the cells in the spreadsheet first, then paste here."
            ),
        )
    reader = csv.reader(io.StringIO(text.replace("\x00", ""), newline=""), delimiter="\t")
    rows = tuple(tuple(_unguarded(cell) for cell in row) for row in reader)
    if len(rows) > MAX_ROWS or any(len(row) > MAX_COLUMNS for row in rows):
        raise UserError(
            "paste.too_large",
            translate(
                "Clipboard", "The clipboard holds more than {rows} rows or {columns} columns."
            ).format(rows=f"{MAX_ROWS:,}", columns=MAX_COLUMNS),
            safe=translate("Clipboard", "Nothing was changed."),
            advice=translate("Clipboard", "Save the list as a workbook and use Import instead."),
        )
    return rows


def as_book(rows: Rows) -> Book:
    """The pasted cells as a received list with one sheet."""
    digest = hashlib.sha256(repr(rows).encode("utf-8", "replace")).hexdigest()
    cells = tuple(tuple(cell.strip() or None for cell in row) for row in rows)
    return Book("clipboard", digest, (Sheet("Clipboard", hidden=False, rows=cells),))


def into_cells(
    rows: Rows, targets: Sequence[Delegate], columns: Sequence[str], *, language: str = "en"
) -> list[CellPaste]:
    """What the pasted cells would do to `targets` downward and `columns` to the right.

    One copied value goes to every target. Cells that would stay as they are do not appear;
    a dot pattern of masked data, a composed column or an unreadable value is a fault.
    """
    if len(rows) == 1 and len(rows[0]) == 1:
        rows = rows * len(targets)
    found: list[CellPaste] = []
    for row, delegate in zip(rows, targets, strict=False):
        for text, key in zip(row, columns, strict=False):
            paste = _cell(delegate, key, text, language)
            if paste is not None:
                found.append(paste)
    return found


def _cell(delegate: Delegate, key: str, text: str, language: str) -> CellPaste | None:
    if key == CHECKS:
        return None
    shown = CellTexts(language=language).shown(delegate, key) if key != "side" else text
    if not editable(key) or text.strip() == MASK:
        if text.strip() in {"", shown}:
            return None
        fault = QCoreApplication.translate("Clipboard", "{field} cannot be pasted into.")
        return CellPaste(
            delegate.id, key, "", "", fault.format(field=DELEGATE[key].title(language))
        )
    try:
        value = values.canonical(DELEGATE[key], text)
    except UserError as error:
        return CellPaste(delegate.id, key, delegate[key], "", error.message)
    if value == delegate[key]:
        return None
    return CellPaste(delegate.id, key, delegate[key], value)


def _guarded(text: str) -> str:
    return _GUARD + text if _FORMULA.match(text) else text


def _unguarded(text: str) -> str:
    return text[1:] if text.startswith(_GUARD) and _FORMULA.match(text[1:]) else text
