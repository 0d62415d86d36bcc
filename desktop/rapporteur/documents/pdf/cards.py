"""Cards put on sheets of paper, with marks to cut and to fold by.

A name plate is a tent: a sheet folded across its middle, the name upright on the near half and
upside down on the far one, so that it is read from both sides of the table. Badges and place
cards stand several on a sheet.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum
from functools import partial

from PySide6.QtCore import QLineF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from rapporteur.documents.pdf import faces
from rapporteur.documents.pdf.engine import Page, Printout, mm, prepare
from rapporteur.domain.papers.cards import Card, CardKind, CardSheet
from rapporteur.domain.papers.page import PageLayout, PaperSize

_CUT, _FOLD = "#9aa4ad", "#6b7680"
_HAIR = 2.0
_MARK = 5.0  # millimetres: the length of a mark at the edge
_LEAST_MARGIN = 7.0  # millimetres that a printer may leave white


class BadgeSize(Enum):
    """How large a badge is, by the name under which the choice is remembered."""

    CARD = "card"  # 90 × 55 mm, for a plastic holder
    LANYARD = "lanyard"  # a quarter of the sheet, A6 on A4


@dataclass(frozen=True, slots=True)
class Grid:
    """How cards stand on a sheet: `width` and `height` of one, in millimetres, cut."""

    layout: PageLayout
    columns: int
    rows: int
    width: float
    height: float
    tent: bool

    @property
    def count(self) -> int:
        """How many cards stand on one sheet."""
        return self.columns * self.rows

    @property
    def left(self) -> float:
        """The white on the left of the first column, in millimetres."""
        return (self.layout.width - self.columns * self.width) / 2

    @property
    def top(self) -> float:
        """The white above the first row, in millimetres."""
        return (self.layout.height - self.rows * self.height) / 2


def grid(kind: CardKind, size: PaperSize, badge: BadgeSize = BadgeSize.CARD) -> Grid:
    """How cards of `kind` stand on paper of `size`."""
    if kind is CardKind.PLATE:
        layout = _sheet(size, landscape=True)
        return Grid(layout, 1, 1, layout.width, layout.height, tent=True)
    layout = _sheet(size)
    if kind is CardKind.PLACE:
        return _as_many(layout, 90.0, 90.0, tent=True)
    if badge is BadgeSize.LANYARD:
        return Grid(layout, 2, 2, layout.width / 2, layout.height / 2, tent=False)
    return _as_many(layout, 90.0, 55.0, tent=False)


def cards_printout(
    sheet: CardSheet, size: PaperSize = PaperSize.A4, badge: BadgeSize = BadgeSize.CARD
) -> Printout:
    """All cards of `sheet` on pages of `size`; one page without cards where there are none."""
    prepare()
    found = grid(sheet.kind, size, badge)
    some = [sheet.cards[at : at + found.count] for at in range(0, len(sheet.cards), found.count)]
    pages = [Page(found.layout, partial(_paint, found, cards, sheet.event)) for cards in some]
    return Printout(sheet.title, pages or [Page(found.layout, partial(_paint, found, (), ""))])


def _sheet(size: PaperSize, *, landscape: bool = False) -> PageLayout:
    return PageLayout(size, landscape=landscape, left=0.0, top=0.0, right=0.0, bottom=0.0)


def _as_many(layout: PageLayout, width: float, height: float, *, tent: bool) -> Grid:
    columns = int((layout.width - 2 * _LEAST_MARGIN) // width)
    rows = int((layout.height - 2 * _LEAST_MARGIN) // height)
    return Grid(layout, columns, rows, width, height, tent)


def _paint(found: Grid, cards: Sequence[Card], event: str, painter: QPainter) -> None:
    _paint_marks(painter, found)
    for at, card in enumerate(cards):
        row, column = divmod(at, found.columns)
        painter.save()
        painter.translate(mm(found.left + column * found.width), mm(found.top + row * found.height))
        _paint_card(painter, found, card, event)
        painter.restore()


def _paint_card(painter: QPainter, found: Grid, card: Card, event: str) -> None:
    width, height = mm(found.width), mm(found.height)
    if not found.tent:
        faces.paint(painter, faces.lay_out(card, event, width, height))
        return
    face = faces.lay_out(card, event, width, height / 2)
    painter.save()
    painter.translate(0.0, height / 2)
    faces.paint(painter, face)
    painter.restore()
    painter.translate(width, height / 2)
    painter.rotate(180.0)
    faces.paint(painter, face)


def _paint_marks(painter: QPainter, found: Grid) -> None:
    """Hair lines to cut along, and short broken ones at the edges where a tent is folded."""
    left, top = mm(found.left), mm(found.top)
    right, bottom = mm(found.layout.width) - left, mm(found.layout.height) - top
    painter.setPen(QPen(QColor(_CUT), _HAIR))
    if found.count > 1:
        across = [left + mm(found.width) * n for n in range(found.columns + 1)]
        down = [top + mm(found.height) * n for n in range(found.rows + 1)]
        painter.drawLines([QLineF(x, top - mm(_MARK), x, bottom + mm(_MARK)) for x in across])
        painter.drawLines([QLineF(left - mm(_MARK), y, right + mm(_MARK), y) for y in down])
    if not found.tent:
        return
    painter.setPen(QPen(QColor(_FOLD), 2 * _HAIR, Qt.PenStyle.DashLine))
    for row in range(found.rows):
        y = top + mm(found.height) * (row + 0.5)
        for column in range(found.columns):
            x = left + mm(found.width) * column
            end = x + mm(found.width)
            painter.drawLine(QLineF(x, y, x + mm(12), y))
            painter.drawLine(QLineF(end - mm(12), y, end, y))
