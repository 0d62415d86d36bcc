"""A seating plan on paper: the table from above, the chairs with names and numbers, the door."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from rapporteur.documents.pdf.engine import Page, Printout, mm, prepare
from rapporteur.documents.pdf.faces import GROUNDS, INK, MARKS, MUTED
from rapporteur.documents.pdf.lettering import (
    Box,
    Line,
    Words,
    centred,
    draw,
    moved_right,
    set_words,
)
from rapporteur.domain.papers.page import PageLayout, PaperSize
from rapporteur.domain.papers.seating import PaperChair, PaperSide, SeatingPaper

_EDGE = mm(12)
_HEAD = mm(22)
_FOOT = mm(7)
_LABEL = mm(9)
_DOOR = mm(8)
_ASIDE = mm(16)  # the breadth of a door at the side
_TABLE = 1.1  # rows
_TALLEST = mm(24)  # of a chair
_NARROW = mm(17)  # a chair narrower than this has its name turned
_GAP = mm(1.2)
_WOOD, _EMPTY = "#ece7df", "#9aa4ad"


@dataclass(frozen=True, slots=True)
class PlacedChair:
    """A chair in its place on the page, with the lines of its name; turned ones lie on a side."""

    chair: PaperChair
    box: Box
    lines: tuple[Line, ...]
    turned: bool


@dataclass(frozen=True, slots=True)
class PlacedPlan:
    """Everything of a plan in its place on the page, in units."""

    chairs: tuple[PlacedChair, ...]
    words: tuple[Line, ...]
    table: Box
    door: Box


def seating_printout(paper: SeatingPaper, size: PaperSize = PaperSize.A4) -> Printout:
    """The plan on one page lying on its side."""
    prepare()
    layout = PageLayout(size, landscape=True, left=0.0, top=0.0, right=0.0, bottom=0.0)
    placed = place(paper, mm(layout.width), mm(layout.height))
    return Printout(paper.title, [Page(layout, partial(_paint, paper, placed))])


def place(paper: SeatingPaper, width: float, height: float) -> PlacedPlan:
    """Put the plan on a page of this size."""
    aside = _ASIDE if paper.door_aside else 0.0
    below = 0.0 if paper.door_aside else _DOOR
    room = Box(
        _EDGE, _EDGE + _HEAD + _LABEL, width - 2 * _EDGE - aside,
        height - 2 * _EDGE - _HEAD - _FOOT - 2 * _LABEL - below,
    )  # fmt: skip
    columns = sorted({chair.column for chair in paper.chairs})
    rows = 1 + max(chair.row for chair in paper.chairs)
    across = room.width / len(columns)
    down = min(room.height / (2 * rows + _TABLE), _TALLEST)
    middle = room.y + room.height / 2
    table = Box(room.x, middle - down * _TABLE / 2, room.width, down * _TABLE)
    chairs = [
        _chair(chair, _chair_box(chair, columns[0], table, across, down)) for chair in paper.chairs
    ]
    reach = rows * down
    words = [
        *_heading(paper, width),
        *_label(paper.far, Box(room.x, table.y - reach - _LABEL, room.width, _LABEL)),
        *_label(paper.near, Box(room.x, table.y + table.height + reach, room.width, _LABEL)),
    ]
    door = (
        Box(width - _EDGE - mm(5), middle - mm(14), mm(3), mm(28))
        if paper.door_aside
        else Box(width / 2 - mm(14), height - _EDGE - _FOOT - mm(3), mm(28), mm(3))
    )
    words += _door_words(paper, door)
    foot = Box(_EDGE, height - _EDGE - _FOOT, width - 2 * _EDGE, _FOOT)
    words += set_words([Words(paper.footer, 8, colour=MUTED)], foot, middle=True)
    return PlacedPlan(tuple(chairs), tuple(words), table, door)


def _chair_box(chair: PaperChair, first: int, table: Box, across: float, down: float) -> Box:
    x = table.x + (chair.column - first) * across
    y = table.y - (chair.row + 1) * down if chair.far else table.y + table.height + chair.row * down
    return Box(x + _GAP / 2, y + _GAP / 2, across - _GAP, down - _GAP)


def _chair(chair: PaperChair, box: Box) -> PlacedChair:
    turned = box.width < _NARROW < box.height * 1.6
    across, down = (box.height, box.width) if turned else (box.width, box.height)
    pad = mm(0.8)
    number = mm(3.4) if chair.number else 0.0
    inner = Box(pad, pad, across - 2 * pad, down - 2 * pad - (0 if turned else number))
    if turned and number:
        inner = Box(pad, pad, across - 2 * pad - mm(6), down - 2 * pad)
    words = [Words(chair.name, 12 if chair.head else 10, 9, bold=True, lines=3)]
    lines = centred(set_words(words, inner, middle=True), inner)
    if chair.number:
        place = (
            Box(across - mm(6), 0, mm(6) - pad, down)
            if turned
            else Box(pad, down - number - pad / 2, across - 2 * pad, number)
        )
        found = set_words([Words(chair.number, 8, colour=MUTED)], place, middle=True)
        lines += moved_right(found, place) if turned else centred(found, place)
    return PlacedChair(chair, box, tuple(lines), turned)


def _heading(paper: SeatingPaper, width: float) -> list[Line]:
    box = Box(_EDGE, _EDGE, width - 2 * _EDGE, _HEAD)
    words = [
        *(Words(line, 9, colour=MUTED) for line in paper.heading),
        Words(paper.title, 16, bold=True, before=2),
    ]
    return centred(set_words(words, box), box)


def _label(side: PaperSide, box: Box) -> list[Line]:
    return centred(set_words([Words(side.label, 13, bold=True)], box, middle=True), box)


def _door_words(paper: SeatingPaper, door: Box) -> list[Line]:
    if paper.door_aside:
        box = Box(door.x - mm(6), door.y - mm(7), mm(14), mm(6))
        return centred(set_words([Words(paper.door, 9)], box, middle=True), box)
    box = Box(door.x + door.width + mm(2), door.y - mm(1.5), mm(40), mm(6))
    return set_words([Words(paper.door, 9)], box, middle=True)


def _paint(paper: SeatingPaper, placed: PlacedPlan, painter: QPainter) -> None:
    painter.setPen(QPen(QColor(MUTED), 6.0))
    painter.setBrush(QColor(_WOOD))
    table = placed.table
    painter.drawRoundedRect(QRectF(table.x, table.y, table.width, table.height), mm(3), mm(3))
    door = placed.door
    painter.setBrush(QColor(MUTED))
    painter.drawRect(QRectF(door.x, door.y, door.width, door.height))
    for one in placed.chairs:
        _paint_chair(painter, one, paper.far.tint if one.chair.far else paper.near.tint)
    draw(painter, placed.words)


def _paint_chair(painter: QPainter, placed: PlacedChair, tint: int) -> None:
    box, chair = placed.box, placed.chair
    free = not chair.name
    pen = QPen(QColor(_EMPTY if free else MARKS.get(tint, INK)), 12.0 if chair.head else 5.0)
    if free:
        pen.setStyle(Qt.PenStyle.DashLine)
    painter.setPen(pen)
    painter.setBrush(QColor("#ffffff" if free else GROUNDS.get(tint, "#ffffff")))
    painter.drawRoundedRect(QRectF(box.x, box.y, box.width, box.height), mm(1.5), mm(1.5))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.save()
    if placed.turned:
        painter.translate(box.x, box.y + box.height)
        painter.rotate(-90.0)
    else:
        painter.translate(box.x, box.y)
    draw(painter, placed.lines)
    painter.restore()
