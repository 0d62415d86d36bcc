"""Rows put on pages one below the other: every document of the papers is a pile of rows.

A row is one or more cells beside each other; a paragraph is a row of one cell. A row goes whole
onto a page where it can, and is cut between two lines only where it is taller than a page or
may be cut (running text). What must not be parted from what follows says so by `keep`. A row
that belongs to a table brings the heading rows of its table to the top of each page.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from rapporteur.documents.pdf.texts import TextBlock

_FEWEST = 2  # lines of a paragraph that may stand alone on a page
_HAIR = 3.5  # units: the breadth of the lines of a table


@dataclass(frozen=True, slots=True)
class Cell:
    """A text in its place in a row: from `x` on, `width` broad, both with the padding.

    `first` and `last` are the lines of the text that stand here; None is the end.
    """

    text: TextBlock
    x: float
    width: float
    pad: float = 0.0
    ground: str = ""
    middle: bool = False
    inset: float = 0.0
    first: int = 0
    last: int | None = None

    @property
    def height(self) -> float:
        """Of the lines that stand here."""
        return self.text.height(self.first, self.last)

    @property
    def lines(self) -> int:
        """How many lines stand here."""
        return (self.text.lines if self.last is None else self.last) - self.first


@dataclass(frozen=True, slots=True)
class Row:
    """Cells beside each other.

    `before` is the room above, left out at the top of a page. `least` is the least height
    without the padding. `rule` is the colour of the lines around the cells, "" for none. `above`
    are the rows repeated where this row begins a page. `paint` draws what is no text, such as a
    line to sign on, with the upper left corner of the row and its height.
    """

    cells: tuple[Cell, ...]
    before: float = 0.0
    pad: float = 0.0
    least: float = 0.0
    rule: str = ""
    keep: bool = False
    cuttable: bool = False
    above: tuple[Row, ...] = field(default=(), repr=False)
    paint: Callable[[QPainter, float, float, float], None] | None = None

    @property
    def height(self) -> float:
        """Of the row as it stands, without the room above."""
        return max([self.least, *(cell.height for cell in self.cells)]) + 2 * self.pad

    def cut(self, room: float) -> tuple[Row, Row] | None:
        """Part the row so that the first piece stands in `room`; None where that cannot be."""
        if not self.cuttable:
            return None
        inner = room - 2 * self.pad
        heads, tails, parted = [], [], False
        for cell in self.cells:
            at = _place_to_cut(cell, inner)
            heads.append(replace(cell, last=at))
            tails.append(replace(cell, first=at))
            parted = parted or cell.first < at < cell.first + cell.lines
            if at == cell.first and cell.lines:
                return None
        if not parted:
            return None
        head = replace(self, cells=tuple(heads), keep=False, least=0.0)
        return head, replace(self, cells=tuple(tails), before=0.0, least=0.0)

    def draw(self, painter: QPainter, x: float, y: float) -> None:
        """Paint the row with its upper left corner at `x`, `y`."""
        height = self.height
        for cell in self.cells:
            frame = QRectF(x + cell.x, y, cell.width, height)
            if cell.ground:
                painter.fillRect(frame, QColor(cell.ground))
            if self.rule:
                painter.setPen(QPen(QColor(self.rule), _HAIR))
                painter.setBrush(Qt.BrushStyle.NoBrush)
                painter.drawRect(frame)
        for cell in self.cells:
            lift = (height - 2 * self.pad - cell.height) / 2 if cell.middle else 0.0
            left = x + cell.x + cell.pad + cell.inset
            cell.text.paint(painter, left, y + self.pad + lift, cell.first, cell.last)
        if self.paint is not None:
            self.paint(painter, x, y, height)


@dataclass(frozen=True, slots=True)
class Placed:
    """A row in its place on a page, counted from the top of the page's room."""

    row: Row
    y: float


Filled = list[Placed]
"""What stands on one page, from the top down."""


def fill(rows: Sequence[Row], room: float) -> list[Filled]:
    """Put `rows` on as many pages as they need, each with `room` units of height."""
    pages = _Pages(room)
    for chain in _chains(rows):
        pages.put(chain)
    return [page for page in pages.done if page] or [[]]


class _Pages:
    """The pages as they fill."""

    def __init__(self, room: float) -> None:
        self._room = room
        self._used = 0.0
        self.done: list[Filled] = [[]]

    def put(self, chain: Sequence[Row]) -> None:
        """Place rows that stand together, on this page or on the next."""
        if self._needed(chain) <= self._left():
            self._place_all(chain)
        elif self._put_parted(chain):
            return
        elif self._used:
            self._turn()
            self.put(chain)
        else:
            self._put_singly(chain)

    def _left(self) -> float:
        return self._room - self._used + 0.5

    def _needed(self, chain: Sequence[Row]) -> float:
        """The height of the rows where the page stands now, with the repeated ones."""
        height = sum(row.height + row.before for row in chain)
        if not self._used:
            height += sum(row.height for row in chain[0].above) - chain[0].before
        return height

    def _put_parted(self, chain: Sequence[Row]) -> bool:
        """Cut one of the rows; what is above the cut stays here, the rest goes to the next page.

        As low as possible. What is carried along with a row that is cut must stand with its end
        on one page: so a signature takes the end of the last paragraph along. False where no
        row can be cut so.
        """
        for at in range(len(chain) - 1, -1, -1):
            row, rest = chain[at], chain[at + 1 :]
            over = self._needed(chain[: at + 1]) - row.height
            parts = row.cut(self._left() - over)
            if parts is None:
                continue
            carried = [parts[1], *rest]
            if rest and sum(one.height + one.before for one in carried) > self._room:
                continue
            self._place_all([*chain[:at], parts[0]])
            self._turn()
            self.put(carried)
            return True
        return False

    def _put_singly(self, chain: Sequence[Row]) -> None:
        """Rows that stand together on no page: as they come, cut where one is too tall."""
        for row in chain:
            if self._needed([row]) > self._left() and self._used:
                self._turn()
            if self._needed([row]) > self._left() and self._put_parted([_forced(row)]):
                continue
            self._place(row)

    def _place_all(self, rows: Sequence[Row]) -> None:
        for row in rows:
            self._place(row)

    def _place(self, row: Row) -> None:
        page = self.done[-1]
        if self._used:
            self._used += row.before
        else:
            for one in row.above:
                page.append(Placed(one, self._used))
                self._used += one.height
        page.append(Placed(row, self._used))
        self._used += row.height

    def _turn(self) -> None:
        self.done.append([])
        self._used = 0.0


def _forced(row: Row) -> Row:
    """A row that is taller than a page, and so must be cut."""
    return replace(row, cuttable=True)


def _chains(rows: Sequence[Row]) -> list[list[Row]]:
    """The rows in runs that must not be parted."""
    found: list[list[Row]] = []
    open_ = False
    for row in rows:
        if open_:
            found[-1].append(row)
        else:
            found.append([row])
        open_ = row.keep
    return found


def _place_to_cut(cell: Cell, room: float) -> int:
    """The line before which a cell is cut, so that no line stands alone on either page."""
    end = cell.first + cell.lines
    at = min(cell.text.fitting(room, cell.first), end)
    if at >= end:
        return end
    at = min(at, end - _FEWEST)
    return at if at - cell.first >= _FEWEST else cell.first
