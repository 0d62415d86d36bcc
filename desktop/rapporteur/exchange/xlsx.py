"""Values and details of an .xlsx workbook, sheet by sheet. Runs in the reading process.

calamine reads the values, ten times faster than anything in Python; it takes memory for the
whole rectangle that the cells span, so the rectangle is measured first. A sheet with a cell far
away from the rest is read row by row within the limits instead.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any

from python_calamine import CalamineError, CalamineWorkbook

from rapporteur.exchange.limits import Limits, Refused
from rapporteur.exchange.package import Package
from rapporteur.exchange.sheet_xml import (
    Details,
    SheetPart,
    read_details,
    read_styles,
    sheet_parts,
)

Message = list[Any]
Emit = Callable[[Message], None]

_ROWS_PER_MESSAGE = 2000


def read_xlsx(data: bytes, limits: Limits, emit: Emit) -> None:
    """Read every sheet and emit it piece by piece; Refused where the file is not taken.

    Messages: ["sheet", name, hidden], ["rows", rows], ["details", …], ["notice", code, number].
    """
    package = Package(data, limits)
    _check_kind(package)
    styles = read_styles(package)
    parts = sheet_parts(package, limits)
    details = [read_details(package, sheet.part, styles, limits) for sheet in parts]
    seen = {sheet.part for sheet in parts}
    for name in sorted(package.names - seen):
        if name.endswith((".xml", ".rels")):
            for _ in package.unpack(name):
                pass  # counted and checked, not kept: the value reader may open any of them
    _check_area(details, limits)
    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(data))
    except (CalamineError, OSError, ValueError) as error:
        raise Refused("damaged") from error
    for sheet, found in zip(parts, details, strict=True):
        emit(["sheet", sheet.name, sheet.hidden])
        rows = _near_rows(data, sheet, found) if found.far else _all_rows(book, sheet, found)
        if found.far:
            emit(["notice", "far_cells", found.last_row])
        _emit_rows(rows, found, limits, emit)
        if found.without_result:
            emit(["notice", "no_results", found.without_result])


def _check_kind(package: Package) -> None:
    """Name the files that are zip containers too, but no .xlsx workbook."""
    names = package.names
    if "xl/workbook.xml" in names:
        return
    for code, part in (
        ("word", "word/document.xml"),
        ("powerpoint", "ppt/presentation.xml"),
        ("xlsb", "xl/workbook.bin"),
        ("opendocument", "content.xml"),
    ):
        if part in names:
            raise Refused(code)
    raise Refused("zip")


def _check_area(details: list[Details], limits: Limits) -> None:
    cells = 0
    for found in details:
        cells += found.last_row * found.last_column
    if cells > limits.cells:
        raise Refused("cells", limits.cells)


def _all_rows(book: CalamineWorkbook, sheet: SheetPart, found: Details) -> Iterator[list[Any]]:
    """The rows from row 1 and column A, by calamine."""
    if not found.last_row:
        return
    try:
        values = book.get_sheet_by_name(sheet.name)
    except (CalamineError, OSError, ValueError) as error:
        raise Refused("damaged") from error
    left: list[Any] = [None] * (values.start[1] if values.start else 0)
    for row in values.iter_rows():
        plain = [(v or None) if type(v) is str else _plain(v) for v in row]
        yield left + plain if left else plain


def _near_rows(data: bytes, sheet: SheetPart, found: Details) -> Iterator[list[Any]]:
    """The rows within the limits, of a sheet that has cells far outside them."""
    import openpyxl  # noqa: PLC0415 - a fifth of a second, and only odd files need it

    try:
        book = openpyxl.load_workbook(io.BytesIO(data), read_only=True, data_only=True,
                                      keep_links=False)  # fmt: skip
        values = book[sheet.name]
        values.reset_dimensions()
        for row in values.iter_rows(
            max_row=found.last_row, max_col=found.last_column, values_only=True
        ):
            yield [(v or None) if type(v) is str else _plain(v) for v in row]
    except Exception as error:  # eleven kinds were seen on damaged files
        raise Refused("damaged") from error


def _plain(value: Any) -> Any:
    """Numbers without a fraction as whole numbers, durations as text."""
    if type(value) is float:
        return int(value) if value.is_integer() else value
    if type(value) is timedelta:
        minutes = int(value.total_seconds() // 60)
        return f"{minutes // 60:02d}:{minutes % 60:02d}"
    return value


def _emit_rows(rows: Iterator[list[Any]], found: Details, limits: Limits, emit: Emit) -> None:
    """Send the rows without the emptiness below and to the right, then the details."""
    block: list[list[Any]] = []
    pending = width = last = number = cut = 0
    for number, row in enumerate(rows, 1):
        for column, text in found.errors.get(number, {}).items():
            row.extend([None] * (column - len(row)))
            row[column - 1] = text
        while row and row[-1] is None:
            row.pop()
        if not row:
            pending += 1  # sent only when something follows
            continue
        cut += _shorten(row, limits.text_length)
        if number - last > 1:
            block.extend([] for _ in range(pending))
        pending, last = 0, number
        width = max(width, len(row))
        block.append(row)
        if len(block) >= _ROWS_PER_MESSAGE:
            emit(["rows", block])
            block = []
    emit(["rows", block])
    if cut:
        emit(["notice", "text_cut", cut])
    emit(["details",
          [[top, left, min(bottom, last), min(right, width)]
           for top, left, bottom, right in found.merged if top <= last and left <= width],
          sorted({n for n in found.hidden_rows if n <= last}),
          sorted({n for n in found.hidden_columns if n <= width}),
          [at for at in found.struck if at[0] <= last and at[1] <= width],
          [at for at in found.shown if at[0] <= last and at[1] <= width]])  # fmt: skip


def _shorten(row: list[Any], longest: int) -> int:
    """Cut texts that no spreadsheet could hold; returns how many."""
    cut = 0
    for index, value in enumerate(row):
        if type(value) is str and len(value) > longest:
            row[index] = value[:longest]
            cut += 1
    return cut
