"""How any reader hands a sheet over: values in blocks of rows, then what stands beside them.

Runs in the reading process, whatever the kind of the file. Messages are lists: ["sheet", name,
hidden], ["rows", rows], ["details", …], ["notice", code, number].
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import timedelta
from math import isfinite
from typing import Any

from rapporteur.exchange.incoming.limits import Limits, Refused
from rapporteur.exchange.incoming.sheet_xml import Details

Message = list[Any]
Emit = Callable[[Message], None]

# A message is taken in at one go, and the window waits while it is.
_ROWS_PER_MESSAGE = 2000
_LETTERS_PER_MESSAGE = 500_000
_DETAILS_PER_MESSAGE = 5000
_MOST_LETTERS_IN_A_ROW = 2_000_000
_NO_NUMBER = "#NUM!"  # what Excel shows where a number is beyond what it can hold


def plain_value(value: Any) -> Any:
    """Numbers without a fraction as whole numbers, durations as text, no number as an error."""
    if type(value) is float:
        if not isfinite(value):
            return _NO_NUMBER
        return int(value) if value.is_integer() else value
    if type(value) is timedelta:
        minutes = int(value.total_seconds() // 60)
        return f"{minutes // 60:02d}:{minutes % 60:02d}"
    return value


def emit_rows(rows: Iterable[list[Any]], found: Details, limits: Limits, emit: Emit) -> None:
    """Send the rows without the emptiness below and to the right, then the details."""
    block: list[list[Any]] = []
    pending = width = last = number = cut = letters = 0
    for number, row in enumerate(rows, 1):
        for column, text in found.errors.get(number, {}).items():
            row.extend([None] * (column - len(row)))
            row[column - 1] = text
        while row and row[-1] is None:
            row.pop()
        if not row:
            pending += 1  # sent only when something follows
            continue
        shortened, size = _shorten(row, limits.text_length)
        cut, letters = cut + shortened, letters + size
        if size > _MOST_LETTERS_IN_A_ROW:
            raise Refused("unpacked")
        if number - last > 1:
            block.extend([] for _ in range(pending))
        pending, last = 0, number
        width = max(width, len(row))
        block.append(row)
        if len(block) >= _ROWS_PER_MESSAGE or letters >= _LETTERS_PER_MESSAGE:
            emit(["rows", block])
            block, letters = [], 0
    emit(["rows", block])
    if cut:
        emit(["notice", "text_cut", cut])
    details: tuple[list[Any], ...] = (
        _merged(found, last, width),
        sorted({n for n in found.hidden_rows if n <= last}),
        sorted({n for n in found.hidden_columns if n <= width}),
        [at for at in found.struck if at[0] <= last and at[1] <= width],
        [at for at in found.shown if at[0] <= last and at[1] <= width],
    )
    for start in range(0, max(1, *map(len, details)), _DETAILS_PER_MESSAGE):
        emit(["details", *(one[start : start + _DETAILS_PER_MESSAGE] for one in details)])


def _merged(found: Details, last: int, width: int) -> list[list[int]]:
    """The merged ranges as far as there are values; no more than could lie side by side."""
    areas, room = [], last * width
    for top, left, bottom, right in dict.fromkeys(found.merged):
        if top <= min(bottom, last) and left <= min(right, width):
            area = [top, left, min(bottom, last), min(right, width)]
            room -= area[2] + 1 - top
            if room < 0:  # they lie upon each other, which no office program does
                break
            areas.append(area)
    return areas


def _shorten(row: list[Any], longest: int) -> tuple[int, int]:
    """Cut texts that no spreadsheet could hold; returns how many, and the letters of the row."""
    cut = letters = 0
    for index, value in enumerate(row):
        if type(value) is str:
            letters += len(value)
            if len(value) > longest:
                row[index] = value[:longest]
                cut += 1
    return cut, letters
