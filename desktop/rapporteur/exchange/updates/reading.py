"""A form that came back: whose it is, and what stands in its cells."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field

from rapporteur.domain.editing import MAX_LENGTH, clean_text
from rapporteur.domain.errors import UserError
from rapporteur.domain.workbook import Book
from rapporteur.exchange.lists.addresses import address
from rapporteur.exchange.lists.cells import as_text
from rapporteur.exchange.updates.marks import read_cell, read_form

TEXT_COLUMN = 3  # from 1


@dataclass(frozen=True, slots=True)
class ReturnedCell:
    """One filled cell. `sent` is the fingerprint of what we sent, `cell` where it stands."""

    key: str
    text: str = field(repr=False)
    sent: str
    cell: str


@dataclass(frozen=True, slots=True)
class ReturnedForm:
    """A whole form. `group` is the uuid it was sent for, `name` what its first line says."""

    book: str
    sheet: str
    group: str
    name: str
    cells: tuple[ReturnedCell, ...]


def is_returned_form(book: Book) -> bool:
    """Whether `book` carries the hidden marks of a form of ours."""
    return any(
        isinstance(value, str) and read_form(value)
        for sheet in book.sheets
        for row in sheet.rows
        for value in row
    )


def returned_form(book: Book, keys: Collection[str]) -> ReturnedForm:
    """What `book` holds of a form with the fields `keys`.

    Raises UserError "update_form.other" where it is none of ours, "update_form.cell" with sheet
    and cell where a text is too long or a field is there twice.
    """
    for sheet in book.sheets:
        group, name, cells = "", "", {}
        for number, row in enumerate(sheet.rows, 1):
            for value in row:
                if not isinstance(value, str):
                    continue
                group = group or read_form(value)
                found = read_cell(value)
                if found is None or found[0] not in keys:
                    continue
                key, sent = found
                raw = row[TEXT_COLUMN - 1] if len(row) >= TEXT_COLUMN else None
                shown = sheet.numbers_as_shown.get((number, TEXT_COLUMN))
                text = clean_text(shown if shown is not None else as_text(raw), lines=True)
                where = address(number, TEXT_COLUMN)
                if key in cells or len(text) > MAX_LENGTH:
                    raise _odd_cell(book.name, sheet.name, where, twice=key in cells)
                cells[key] = ReturnedCell(key, text, sent, where)
            name = name or next((v for v in row if isinstance(v, str) and v.strip()), "")
        if cells:
            return ReturnedForm(book.name, sheet.name, group, name, tuple(cells.values()))
    raise UserError(
        "update_form.other",
        f"{book.name} is not the form of a sub-group update: on none of its sheets stands a part "
        "of the form with its hidden mark.",
        safe="Nothing was changed.",
        advice="Choose the workbook that was sent to the co-leads, filled in; if its hidden "
        "column was deleted, send the form again.",
    )


def _odd_cell(book: str, sheet: str, cell: str, *, twice: bool) -> UserError:
    what = "holds a part that stands further up already" if twice else "holds too long a text"
    return UserError(
        "update_form.cell",
        f"{book}: cell {cell} of the sheet “{sheet}” {what}.",
        safe="Nothing was changed.",
        advice="Put the cell right and read the form again.",
        place=cell,
    )
