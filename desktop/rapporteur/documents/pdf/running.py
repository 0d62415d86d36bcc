"""What stands on every page around its text: the mark of what is internal, page x of y."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QPointF
from PySide6.QtGui import QColor, QPainter, QPen

from rapporteur.documents.pdf.engine import Page, Printout, mm
from rapporteur.documents.pdf.flow import Filled
from rapporteur.documents.pdf.texts import CENTRE, RIGHT, TextBlock, Type
from rapporteur.domain.papers.page import PageLayout
from rapporteur.domain.papers.words import initials, page_of

WARNING = "#9B1C1C"
MUTED = "#4A5561"

_SMALL = 8.0  # points
_HEAD = mm(9.0)  # from the upper edge of the sheet
_FOOT = mm(14.0)  # from the lower edge to the top of the words there
_INITIALS_LINE = mm(22.0)
_RULE = "#8A949E"

INITIALLED = 27.0
"""The lower margin in millimetres that leaves room for initials."""


@dataclass(frozen=True, slots=True)
class Running:
    """What every page bears.

    `mark` stands in the middle above and below, for what must not be mistaken; `foot` on the
    left below. `initials` leaves lines for those of both sides.
    """

    languages: tuple[str, ...]
    foot: str = ""
    mark: str = ""
    initials: bool = False


@dataclass(frozen=True, slots=True)
class Section:
    """Pages of one layout, filled."""

    layout: PageLayout
    pages: Sequence[Filled]
    running: Running


def room_of(layout: PageLayout) -> tuple[float, float]:
    """Breadth and height between the margins, in units."""
    return (
        mm(layout.width - layout.left - layout.right),
        mm(layout.height - layout.top - layout.bottom),
    )


def bind(title: str, sections: Sequence[Section]) -> Printout:
    """All pages of `sections`, numbered through."""
    count = sum(len(section.pages) for section in sections)
    pages: list[Page] = []
    for section in sections:
        for filled in section.pages:
            paint = partial(_paint, section, filled, len(pages) + 1, count)
            pages.append(Page(section.layout, paint))
    return Printout(title, pages)


def _paint(section: Section, filled: Filled, number: int, count: int, painter: QPainter) -> None:
    layout = section.layout
    for placed in filled:
        placed.row.draw(painter, mm(layout.left), mm(layout.top) + placed.y)
    running = section.running
    width = mm(layout.width - layout.left - layout.right)
    left, low = mm(layout.left), mm(layout.height) - _FOOT
    muted = Type(_SMALL, colour=MUTED)
    number_words = TextBlock(page_of(running.languages, number, count), width,
                             Type(_SMALL, colour=MUTED, align=RIGHT))  # fmt: skip
    number_words.paint(painter, left, low)
    if running.foot:
        foot = TextBlock(running.foot, width - number_words.width - mm(4.0), muted)
        foot.paint(painter, left, low)
    above = low - mm(0.5)
    if running.mark:
        loud = Type(9.0, bold=True, colour=WARNING, align=CENTRE)
        mark = TextBlock(running.mark, width, loud)
        mark.paint(painter, left, _HEAD)
        above -= mark.height()
        mark.paint(painter, left, above)
    if running.initials:
        _paint_initials(painter, running, left, above - mm(1.5), width)


def _paint_initials(
    painter: QPainter, running: Running, left: float, y: float, width: float
) -> None:
    label = TextBlock(initials(running.languages), width, Type(_SMALL, colour=MUTED))
    x = left + width - 2 * _INITIALS_LINE - mm(4.0)
    label.paint(painter, x - label.width - mm(3.0), y - label.height())
    painter.setPen(QPen(QColor(_RULE), 5.0))
    for at in range(2):
        start = x + at * (_INITIALS_LINE + mm(4.0))
        painter.drawLine(QPointF(start, y), QPointF(start + _INITIALS_LINE, y))
