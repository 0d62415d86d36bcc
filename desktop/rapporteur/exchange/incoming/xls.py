"""Values and details of an old Excel workbook (.xls). Runs in the reading process.

xlrd reads them, because it alone tells who is struck through and what is hidden. Where it gives
up on a file, calamine is asked for the values, and the user is told what could not be seen.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from datetime import datetime
from typing import Any, Literal

import xlrd
from python_calamine import CalamineError, CalamineWorkbook, PasswordError, SheetVisibleEnum
from xlrd.biffh import error_text_from_code
from xlrd.book import Book
from xlrd.sheet import Sheet

from rapporteur.exchange.incoming.emitting import Emit, emit_rows, plain_value
from rapporteur.exchange.incoming.limits import Limits, Refused
from rapporteur.exchange.incoming.sheet_xml import Details, shown_number

_MACROS = "_VBA_PROJECT_CUR".encode("utf-16-le")
_SHEET_OF_VALUES = 0
_MOST_MERGES = 50_000


def _refuse_password(_book: Book, _data: bytes) -> None:
    raise Refused("protected")


# The reader says of an encrypted workbook only that it could not read it.
Book.handle_filepass = _refuse_password  # type: ignore[assignment,method-assign]


def read_xls(data: bytes, limits: Limits, emit: Emit) -> None:
    """Read every sheet and emit it; Refused where neither reader can."""
    try:
        book = xlrd.open_workbook(
            file_contents=data,
            formatting_info=True,
            ragged_rows=True,
            logfile=io.StringIO(),  # it would write into our answer
        )
    except (MemoryError, Refused):
        raise
    except Exception:  # noqa: BLE001 - on damaged files it raises whatever comes
        book = None
    if book is None:
        read_values(data, "xls", limits, emit)
        return
    if book.nsheets > limits.sheets:
        raise Refused("sheets", limits.sheets)
    emit(["reading", "xls", "", ""])
    if _MACROS in data:
        emit(["notice", "macros", 1])
    struck = {n for n, xf in enumerate(book.xf_list) if book.font_list[xf.font_index].struck_out}
    cells = 0
    for sheet in book.sheets():
        cells += sum(sheet.row_len(row) for row in range(sheet.nrows))
        if cells > limits.cells:
            raise Refused("cells", limits.cells)
        emit(["sheet", sheet.name, sheet.visibility != 0])
        details = _details(book, sheet, struck)
        emit_rows(_rows(book, sheet), details, limits, emit)


def read_values(data: bytes, kind: str, limits: Limits, emit: Emit) -> None:
    """The bare values by calamine, and the notice that nothing else could be seen."""
    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(data))
        sheets = list(book.sheets_metadata)
        if len(sheets) > limits.sheets:
            raise Refused("sheets", limits.sheets)
        emit(["reading", kind, "", ""])
        emit(["notice", "values_only", 0])
        cells = 0
        for sheet in sheets:
            values = book.get_sheet_by_name(sheet.name)
            cells += values.total_height * values.total_width
            if cells > limits.cells or values.total_height > limits.rows:
                raise Refused("cells", limits.cells)
            emit(["sheet", sheet.name, sheet.visible is not SheetVisibleEnum.Visible])
            left: list[Any] = [None] * (values.start[1] if values.start else 0)
            rows = ([*left, *map(_value, row)] for row in values.iter_rows())
            emit_rows(rows, Details(), limits, emit)
    except PasswordError as error:
        raise Refused("protected") from error
    except (CalamineError, OSError, ValueError) as error:
        raise Refused("damaged") from error


def _value(value: Any) -> Any:
    return (value or None) if type(value) is str else plain_value(value)


def _rows(book: Book, sheet: Sheet) -> Iterator[list[Any]]:
    for number in range(sheet.nrows):
        yield [
            _typed(book, kind, value)
            for kind, value in zip(
                sheet.row_types(number), sheet.row_values(number), strict=True
            )
        ]  # fmt: skip


def _typed(book: Book, kind: int, value: Any) -> Any:
    """One value by its kind: text, number, date, truth, error."""
    match kind:
        case xlrd.XL_CELL_TEXT:
            return value or None
        case xlrd.XL_CELL_NUMBER:
            return plain_value(value)
        case xlrd.XL_CELL_DATE:
            return _moment(value, 1 if book.datemode else 0)
        case xlrd.XL_CELL_BOOLEAN:
            return bool(value)
        case xlrd.XL_CELL_ERROR:
            return error_text_from_code.get(value, "#N/A")
        case _:
            return None


def _moment(value: float, mode: Literal[0, 1]) -> Any:
    try:
        year, month, day, hour, minute, second = xlrd.xldate_as_tuple(value, mode)
        if not year:
            return f"{hour:02d}:{minute:02d}"
        found = datetime(year, month, day, hour, minute, second)  # noqa: DTZ001 - a cell has none
    except (xlrd.XLDateError, ValueError, OverflowError):
        return plain_value(value)  # a date that no calendar has
    return found if hour or minute or second else found.date()


def _details(book: Book, sheet: Sheet, struck: set[int]) -> Details:
    found = Details()
    found.hidden_rows = {row + 1 for row, info in sheet.rowinfo_map.items() if info.hidden}
    found.hidden_columns = {col + 1 for col, info in sheet.colinfo_map.items() if info.hidden}
    found.merged = [
        (top + 1, left + 1, bottom, right)
        for top, bottom, left, right in sheet.merged_cells[:_MOST_MERGES]
    ]
    codes = {
        number: book.format_map[xf.format_key].format_str
        for number, xf in enumerate(book.xf_list)
        if xf.format_key in book.format_map
    }
    for row in range(sheet.nrows):
        for column in range(sheet.row_len(row)):
            kind = sheet.cell_type(row, column)
            if kind in {xlrd.XL_CELL_EMPTY, xlrd.XL_CELL_BLANK}:
                continue
            style = sheet.cell_xf_index(row, column)
            if style in struck:
                found.struck.append((row + 1, column + 1))
            value = sheet.cell_value(row, column)
            if kind == xlrd.XL_CELL_NUMBER and float(value).is_integer() and style in codes:
                text = shown_number(codes[style], int(value))
                if text is not None and text != str(int(value)):
                    found.shown.append((row + 1, column + 1, text))
    return found
