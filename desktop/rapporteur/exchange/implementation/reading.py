"""An implementation table that came back: where its columns are, and what its rows hold.

It may have been sorted, shortened and saved by another program; columns may stand elsewhere, and
the hidden ones may be gone. What cannot be matched is handed on all the same: nothing is dropped.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from rapporteur.domain.action_sheets import ReturnedLine, ReturnedTable, Stamp
from rapporteur.domain.workbook import Book, CellValue, Sheet
from rapporteur.exchange.implementation.marks import (
    COLUMNS,
    DATE,
    HEADINGS,
    NUMBER,
    OPEN_COLUMNS,
    REMARK,
    STATUS,
    TEXT,
    read_column,
    read_row,
    read_table,
)
from rapporteur.exchange.lists.addresses import address
from rapporteur.exchange.lists.cells import as_text

_SEARCHED = 200  # rows in which headings are looked for: a sheet may have been sorted as a whole
_ENOUGH = 3  # headings that make a row the one of the headings, with No. and one to fill in
_PREFIX = "rapporteur:"


def returned_table(book: Book) -> ReturnedTable | None:
    """What `book` holds of an implementation table; None where it is none.

    A book is one where a sheet has one of the hidden marks; without them, where the headings of
    the table stand in a row.
    """
    body, found = "", False
    sent: list[str] = []
    lines: list[ReturnedLine] = []
    for sheet in book.sheets:
        if sheet.hidden:
            continue
        marked, said = _marks(sheet)
        header, columns = _columns(sheet)
        if not marked and not columns:
            continue
        found = True
        if said is not None:
            body = body or said[0]
            sent += said[1]
        lines += _lines(sheet, header, columns)
    if not found:
        return None
    return ReturnedTable(book.name, body, tuple(dict.fromkeys(sent)), tuple(lines))


def is_returned_table(book: Book) -> bool:
    """Whether `book` carries the hidden marks of a table of ours."""
    return any(_marks(sheet)[0] for sheet in book.sheets if not sheet.hidden)


def _marks(sheet: Sheet) -> tuple[bool, tuple[str, tuple[str, ...]] | None]:
    """Whether the sheet has a mark of an implementation table, and what it says of itself."""
    marked, said = False, None
    for row in sheet.rows:
        for value in row:
            if isinstance(value, str) and value.startswith(_PREFIX):
                table = read_table(value)
                said = said or table
                marked = marked or bool(table or read_row(value) or read_column(value))
    return marked, said


def _columns(sheet: Sheet) -> tuple[int, dict[str, int]]:
    """The row of the headings and the column of each key, both from 1; nothing where unknown.

    The hidden line settles what it names; headings say where the rest is.
    """
    named: dict[str, int] = {}
    header = 0
    best: dict[str, int] = {}
    for number, row in enumerate(sheet.rows[:_SEARCHED], 1):
        for column, value in enumerate(row, 1):
            if isinstance(value, str) and (key := read_column(value)):
                named.setdefault(key, column)
        headings = _headings(row)
        if len(headings) > len(best):
            header, best = number, headings
    usable = len(best) >= _ENOUGH and NUMBER in best and any(k in best for k in OPEN_COLUMNS)
    if not usable:
        header, best = 0, {}
    return header, {**best, **named}


def _headings(row: Sequence[CellValue]) -> dict[str, int]:
    found: dict[str, int] = {}
    for column, value in enumerate(row, 1):
        if isinstance(value, str) and (key := _KNOWN.get(_folded(value), "")):
            found.setdefault(key, column)
    return found


def _folded(text: str) -> str:
    return " ".join(text.casefold().replace("ё", "е").split()).strip(" .:")


def _known() -> dict[str, str]:
    """Every heading as it may stand: in one language, or in several with a stroke between."""
    found = {}
    for key in COLUMNS:
        words = HEADINGS[key]
        english, russian = words["en"], words["ru"]
        for text in (english, russian, f"{english} / {russian}", f"{russian} / {english}"):
            found[_folded(text)] = key
    return found


_KNOWN = _known()


def _lines(sheet: Sheet, header: int, columns: Mapping[str, int]) -> list[ReturnedLine]:
    """The rows that name an item or hold anything in the columns to be filled in."""
    lines = []
    for number, row in enumerate(sheet.rows, 1):
        stamp = _stamp(row)
        if stamp is None and (number <= header or not header or _is_mark(row)):
            continue
        line = _line(sheet, number, row, columns, stamp)
        if stamp is not None or any((line.number, line.status, line.date, line.remark)):
            lines.append(line)
    return lines


def _line(
    sheet: Sheet,
    number: int,
    row: Sequence[CellValue],
    columns: Mapping[str, int],
    stamp: Stamp | None,
) -> ReturnedLine:
    def value(key: str) -> CellValue:
        column = columns.get(key, 0)
        return row[column - 1] if 0 < column <= len(row) else None

    def text(key: str) -> str:
        shown = sheet.numbers_as_shown.get((number, columns.get(key, 0)))
        return (shown if shown is not None else as_text(value(key))).strip()

    day = value(DATE)
    return ReturnedLine(
        sheet=sheet.name,
        row=number,
        stamp=stamp,
        number=text(NUMBER),
        text=text(TEXT),
        status=text(STATUS),
        date=day.strip() or None if isinstance(day, str) else day,
        remark=text(REMARK),
        cells={key: address(number, column) for key, column in columns.items()},
    )


def _stamp(row: Sequence[CellValue]) -> Stamp | None:
    for value in row:
        if isinstance(value, str) and (stamp := read_row(value)) is not None:
            return stamp
    return None


def _is_mark(row: Sequence[CellValue]) -> bool:
    """Whether a row is the hidden line of the columns."""
    return any(isinstance(value, str) and read_column(value) for value in row)
