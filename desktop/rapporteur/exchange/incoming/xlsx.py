"""Values and details of an .xlsx workbook, sheet by sheet. Runs in the reading process.

calamine reads the values, ten times faster than anything in Python; it takes memory for the
whole rectangle that the cells span, so the rectangle is measured first. Of a sheet with a cell
far away from the rest, a copy without that cell is read.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from typing import Any

from python_calamine import CalamineError, CalamineWorkbook

from rapporteur.exchange.incoming.emitting import Emit, emit_rows, plain_value
from rapporteur.exchange.incoming.limits import Limits, Refused
from rapporteur.exchange.incoming.near_cells import near_copy
from rapporteur.exchange.incoming.package import Package
from rapporteur.exchange.incoming.sheet_xml import (
    Details,
    SheetPart,
    check_strings,
    read_details,
    read_styles,
    sheet_parts,
)

_STRINGS = "xl/sharedstrings.xml"  # readers find it in any letters
_COMPANIONS = {
    "macros": re.compile(r"(?:^|/)vbaProject\.bin$|^xl/macrosheets/[^/]+\.xml$"),
    "external_links": re.compile(r"^xl/externalLinks/[^/]+\.(?:xml|bin)$"),
    "connections": re.compile(r"^xl/(?:connections\.(?:xml|bin)|queryTables/[^/]+\.xml)$"),
    "embedded": re.compile(r"^xl/(?:embeddings|activeX)/[^/]+\.(?!xml|rels)\w+$"),
}


def read_xlsx(package: Package, limits: Limits, emit: Emit) -> None:
    """Read every sheet and emit it piece by piece; Refused where the file is not taken."""
    styles = read_styles(package)
    parts = sheet_parts(package, limits)
    details = [read_details(package, sheet.part, styles, limits) for sheet in parts]
    seen = {sheet.part for sheet in parts}
    for name in sorted(package.names - seen):
        if name.lower() == _STRINGS:
            check_strings(package, name, limits)
        else:
            package.check(name)
    _check_area(details, limits)
    book = _open(package.data)
    _note_companions(package, emit)
    for sheet, found in zip(parts, details, strict=True):
        emit(["sheet", sheet.name, sheet.hidden])
        values = _open(near_copy(package, sheet.part, limits)) if found.far else book
        rows = _all_rows(values, sheet, found)
        if found.far:
            emit(["notice", "far_cells", found.last_row])
        emit_rows(rows, found, limits, emit)
        if found.without_result:
            emit(["notice", "no_results", found.without_result])


def _note_companions(package: Package, emit: Emit) -> None:
    """Name what came with the list, is not part of it, and was neither run nor fetched."""
    for code, pattern in _COMPANIONS.items():
        number = sum(pattern.search(name) is not None for name in package.names)
        if number:
            emit(["notice", code, number])


def _check_area(details: list[Details], limits: Limits) -> None:
    cells = 0
    for found in details:
        cells += found.last_row * found.last_column
    if cells > limits.cells:
        raise Refused("cells", limits.cells)


def _open(data: bytes) -> CalamineWorkbook:
    try:
        return CalamineWorkbook.from_filelike(io.BytesIO(data))
    except (CalamineError, OSError, ValueError) as error:
        raise Refused("damaged") from error


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
        plain = [(v or None) if type(v) is str else plain_value(v) for v in row]
        yield left + plain if left else plain
