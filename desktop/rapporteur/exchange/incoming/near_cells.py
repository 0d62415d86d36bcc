"""Where the cells of a sheet really stand, and the sheet without those that stand far away.

A cell in the last corner of a sheet would make the reader of values take room for the whole
rectangle. Formatted emptiness may reach there in honest lists; values do in hostile ones, or
where somebody's finger slipped. Runs in the reading process.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from rapporteur.exchange.incoming.limits import Limits
from rapporteur.exchange.incoming.package import Package
from rapporteur.exchange.incoming.strict_xml import rewritten
from rapporteur.exchange.lists.addresses import column_letters

_PLACED = re.compile(rb"<(?:\w+:)?(row|c)(?=[\s/>])([^<>]*)>(\s*</)?")
_REFERENCE = re.compile(rb'\br="([A-Z]*)(\d+)"')
_PIECE = re.compile(  # of a sheet that was written anew: no element without an end tag
    rb"<((?:\w+:)?row)(?=[ >])([^<>]*)>|<((?:\w+:)?c)(?=[ >])([^<>]*)>(.*?)</\3>", re.DOTALL
)
_FARTHEST = 999_999_999


@dataclass(slots=True)
class Place:
    """The place of the last row or cell; what does not name its place stands behind that."""

    row: int = 0
    column: int = 0

    def move(self, kind: bytes, attributes: bytes) -> None:
        """Go on to the next row or cell."""
        at = _REFERENCE.search(attributes)
        if kind == b"row":
            self.row, self.column = (whole(at.group(2)) if at else self.row + 1), 0
        elif at:
            self.row, self.column = whole(at.group(2)), column_number(at.group(1))
        else:
            self.row, self.column = max(self.row, 1), self.column + 1

    def is_near(self, limits: Limits) -> bool:
        """Whether the cell counts."""
        return 0 < self.row <= limits.rows and 0 < self.column <= limits.columns


def measure(chunks: Iterable[bytes], limits: Limits) -> tuple[int, int, bool]:
    """The last row and the last column with something in a cell within the limits, and whether
    there is something in cells outside of them.
    """
    place, last_row, last_column, far = Place(), 0, 0, False
    for chunk in whole_elements(chunks):
        for kind, attributes, ending in _PLACED.findall(chunk):
            place.move(kind, attributes)
            if kind == b"row" or ending or attributes.endswith(b"/"):
                continue
            if place.is_near(limits):
                last_row, last_column = max(last_row, place.row), max(last_column, place.column)
            else:
                far = True
    return last_row, last_column, far


def near_copy(package: Package, part: str, limits: Limits) -> bytes:
    """A container with one sheet, `part`, in which no cell stands outside the limits."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as copy:
        for name in sorted(package.names):
            if name == part:
                with copy.open(name, "w") as target:
                    for piece in _near_pieces(package.unpack(name), limits):
                        target.write(piece)
            elif name.lower().endswith((".xml", ".rels")) and "sheets/" not in name:
                copy.writestr(name, b"".join(package.unpack(name)))
    return out.getvalue()


def _near_pieces(chunks: Iterable[bytes], limits: Limits) -> Iterator[bytes]:
    place = Place()

    def kept(piece: re.Match[bytes]) -> bytes:
        row, row_rest, cell, cell_rest, content = piece.groups()
        if row:
            place.move(b"row", row_rest)
            number = min(max(place.row, 1), limits.rows)
            return b'<%s r="%d"%s>' % (row, number, _REFERENCE.sub(b"", row_rest))
        place.move(b"c", cell_rest)
        if not place.is_near(limits):
            return b""
        name = column_letters(place.column).encode()
        rest = _REFERENCE.sub(b"", cell_rest)
        return b'<%s r="%s%d"%s>%s</%s>' % (cell, name, place.row, rest, content, cell)

    for chunk in whole_elements(rewritten(chunks)):
        yield _PIECE.sub(kept, chunk)


def whole_elements(chunks: Iterable[bytes]) -> Iterator[bytes]:
    """Cut chunks so that no cell is torn apart: each ends where an element of a row begins."""
    rest = b""
    for chunk in chunks:
        block = rest + chunk
        at = max(block.rfind(b"<c "), block.rfind(b"<row"), block.rfind(b":c "), block.rfind(b"<m"))
        if at <= 0 or len(block) - at > 1 << 20:
            at = len(block)
        yield block[:at]
        rest = block[at:]
    yield rest


def whole(digits: bytes) -> int:
    """The number that `digits` write, or one beyond every limit."""
    return int(digits) if len(digits) < 10 else _FARTHEST


def column_number(letters: bytes) -> int:
    """The number of a column, from 1: b"C" is 3."""
    if len(letters) > 5:
        return _FARTHEST
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number
