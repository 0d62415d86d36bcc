"""Where two readers may see different things in a broken list: the whole list, with reasons.

Every difference in an accepted file must be one of these, told by what stands in the file and
not only by the values; anything else is a fault of one of the readers and fails the test.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property
from math import inf
from typing import Any
from xml.sax.saxutils import escape

from tests.faults.hostile.second_reader import Cells
from tests.faults.hostile.workbooks import BOOK, MAIN, OFFICE, STRINGS, STYLES

_REFERENCE = re.compile(rb'<c [^<>]*?\br="([A-Z]+)(\d+)"|<row [^<>]*?\br="(\d+)"')
_ESCAPE = re.compile(r"_x([0-9A-Fa-f]{4})_")


@dataclass(frozen=True)
class Cell:
    """One cell that differs: its row, and what each reader found."""

    row: int
    ours: Any
    other: Any


class File:
    """What stands in the file about which the readers differ."""

    def __init__(self, data: bytes) -> None:
        self._parts: dict[str, bytes] = {}
        self.is_ole = data.startswith(b"\xd0\xcf\x11\xe0")
        if data.startswith(b"PK"):
            with zipfile.ZipFile(io.BytesIO(data)) as container:
                self._parts = {name: container.read(name) for name in container.namelist()}

    @property
    def is_xlsx(self) -> bool:
        """Whether it is a workbook of today's Excel."""
        return BOOK in self._parts

    @property
    def has_other_names(self) -> bool:
        """Whether an element is called by another full name than it should be: the other reader
        does not know it then, ours goes by the last part of the name.
        """
        sheets = [data for name, data in self._parts.items() if "worksheets/" in name]
        book = self.part(BOOK)
        known = OFFICE.encode() in book and all(MAIN.encode() in one for one in (book, *sheets))
        return self.is_xlsx and not known

    def part(self, name: str) -> bytes:
        """One part, or nothing."""
        return self._parts.get(name, b"")

    @cached_property
    def out_of_order(self) -> bool:
        """Whether a row or a cell does not stand behind the one before it."""
        return any(_goes_back(data) for name, data in self._parts.items() if "worksheets/" in name)


def _goes_back(sheet: bytes) -> bool:
    row, place = 0, (0, 0)
    for letters, digits, number in _REFERENCE.findall(sheet):
        if number:
            if int(number) <= row:
                return True
            row = int(number)
            continue
        here = (int(digits), int.from_bytes(letters, "big"))
        if here <= place or here[0] != row:
            return True
        place = here
    return False


def _space(file: File, cell: Cell) -> bool:
    """A text that does not ask to keep the space at its ends loses it: ours is trimmed before
    it is stored in any case.
    """
    ours, other = cell.ours or "", cell.other or ""
    return isinstance(ours, str) and isinstance(other, str) and ours == other.strip()


def _escape(file: File, cell: Cell) -> bool:
    """Excel writes control characters as _x000D_; ours reads them as Excel does."""

    def letter(found: re.Match[str]) -> str:
        return chr(int(found.group(1), 16))

    return isinstance(cell.other, str) and _ESCAPE.sub(letter, cell.other) == (cell.ours or "")


def _two_texts(file: File, cell: Cell) -> bool:
    """A string with two texts is not allowed; ours shows both, the other the first."""
    twice = re.search(rb"</t>\s*<t[ >]", file.part(STRINGS)) is not None
    return twice and isinstance(cell.ours, str) and cell.ours.startswith(str(cell.other))


def _cut(file: File, cell: Cell) -> bool:
    """No cell holds more than 32,767 characters; ours is cut, with a notice."""
    full = isinstance(cell.ours, str) and len(cell.ours) == 32_767
    return full and str(cell.other).startswith(cell.ours)


def _no_number(file: File, cell: Cell) -> bool:
    """Beyond 15 digits numbers are not exact, and beyond the calendar there is no date."""
    if cell.ours == "#NUM!" and cell.other == inf:
        return True
    if cell.ours == "00:00" and str(cell.other) < "1900":
        return True
    if cell.other == "#VALUE!":
        return cell.ours == "#NUM!" or (isinstance(cell.ours, int | float) and cell.ours > 2958465)
    if isinstance(cell.ours, bool) or not isinstance(cell.ours, int | float):
        return False
    close = isinstance(cell.other, int | float) and abs(cell.ours - cell.other) < 1e-15 * cell.ours
    return close and abs(cell.ours) > 1e15


def _out_of_order(file: File, cell: Cell) -> bool:
    """Cells that stand behind later ones are not allowed; ours goes by the place they name,
    the other by their order.
    """
    return file.out_of_order


def _first_format(file: File, cell: Cell) -> bool:
    """To cells without a format the other gives the first one of the book, here a date."""
    first = re.search(rb"<cellXfs[^<>]*><xf [^<>]*numFmtId=\"(\d+)\"", file.part(STYLES))
    made_a_date = b'numFmtId="0" formatCode' in file.part(STYLES)
    return made_a_date or (first is not None and first.group(1) != b"0")


def _error(file: File, cell: Cell) -> bool:
    """Of the old and of the open formats the other reader gives no error values."""
    return not file.is_xlsx and str(cell.ours).startswith("#") and cell.other is None


def _as_shown(file: File, cell: Cell) -> bool:
    """Of a value in .ods that cannot be read as its type says ours takes the text that is shown;
    the other reader takes something or nothing.
    """
    text = re.escape(escape(str(cell.ours)).encode())
    shown = re.compile(
        rb'<table:table-cell(?:(?![^<>]* office:value-type="string")|[^<>]*"error")[^<>]*>'
        rb"<text:p>%s</text:p>" % text
    )
    return isinstance(cell.ours, str) and shown.search(file.part("content.xml")) is not None


def _no_structure(file: File, cell: Cell) -> bool:
    """Nothing in the records of .xls says that a byte is wrong: a flipped one makes another
    kind of record, and readers know different kinds.
    """
    return file.is_ole


CELLS: dict[str, Callable[[File, Cell], bool]] = {
    "white space": _space,
    "escapes": _escape,
    "two texts": _two_texts,
    "cut": _cut,
    "no number": _no_number,
    "out of order": _out_of_order,
    "first format": _first_format,
    "errors": _error,
    "as shown": _as_shown,
    "no structure": _no_structure,
}


def explained(data: bytes, ours: Cells, other: Cells) -> dict[str, int]:
    """How many differences there are, by name; those under "" are on no list.

    A sheet without a name ours shows, the other reader leaves out.
    """
    found: dict[str, int] = {}
    file = File(data)
    if ours != other and file.has_other_names:
        return {"other names": 1}
    found |= {"no name": 1} if "" in ours and "" not in other else {}
    ours = {name: rows for name, rows in ours.items() if name or "" in other}
    if list(ours) != list(other):
        return {"": 1}
    for cell in _different(ours, other):
        name = next((name for name, is_it in CELLS.items() if is_it(file, cell)), "")
        found[name] = found.get(name, 0) + 1
    return found


def _different(ours: Cells, other: Cells) -> Iterator[Cell]:
    for sheet, mine in ours.items():
        theirs = other[sheet]
        for row in range(max(len(mine), len(theirs))):
            left = mine[row] if row < len(mine) else []
            right = theirs[row] if row < len(theirs) else []
            for column in range(max(len(left), len(right))):
                one = left[column] if column < len(left) else None
                two = right[column] if column < len(right) else None
                if one != two or type(one) is not type(two):
                    yield Cell(row + 1, one, two)
