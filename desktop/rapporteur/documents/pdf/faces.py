"""What one card looks like: a name plate, a badge, a place card, laid out and painted.

A face is laid out as lines in their places first, which a test can measure, and painted then.
The side is told by its label; its colour stands beside it and never alone.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

import segno
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from rapporteur.documents.pdf.engine import mm
from rapporteur.documents.pdf.lettering import (
    POINT,
    Box,
    Line,
    Words,
    centred,
    draw,
    moved_right,
    set_words,
)
from rapporteur.domain.papers.cards import Card, CardKind, CardPost

INK, MUTED = "#000000", "#3c4650"
GROUNDS = {1: "#fdf3e3", 2: "#e6f0fa"}
MARKS = {1: "#b4660c", 2: "#2f66a3"}

_QUIET = 4  # modules of white around a QR code
_LARGE = mm(75.0)  # a badge as tall as this has room for larger letters


@dataclass(frozen=True, slots=True)
class Bar:
    """A coloured rectangle; with `outline` only its edge."""

    box: Box
    colour: str
    outline: bool = False


@dataclass(frozen=True, slots=True)
class Face:
    """One face of a card: what stands where, in units from its upper left corner.

    `safe` is where letters may stand: what lies outside may be cut off or not be printed.
    """

    width: float
    height: float
    safe: Box
    lines: tuple[Line, ...]
    bars: tuple[Bar, ...]
    code: str = ""
    code_box: Box = Box(0, 0, 0, 0)  # noqa: RUF009 - frozen


def lay_out(card: Card, event: str, width: float, height: float) -> Face:
    """The face of `card` of this size. `event` stands on badges."""
    if card.kind is CardKind.PLATE:
        return _plate(card, width, height)
    if card.kind is CardKind.PLACE:
        return _place(card, width, height)
    return _badge(card, event, width, height)


def paint(painter: QPainter, face: Face) -> None:
    """Paint a face at the origin of `painter`."""
    for bar in face.bars:
        area = QRectF(bar.box.x, bar.box.y, bar.box.width, bar.box.height)
        if bar.outline:
            painter.setPen(QPen(QColor(bar.colour), 7.0))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(area)
        else:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(bar.colour))
            painter.drawRect(area)
    if face.code:
        _paint_code(painter, face.code, face.code_box)
    draw(painter, face.lines)


def _plate(card: Card, width: float, height: float) -> Face:
    """Half of a tent: the name as large as it goes, the side and the seat below."""
    safe = Box(mm(14), mm(8), width - mm(28), height - mm(16))
    foot = mm(11)
    lines: list[Line] = []
    label = Box(safe.x + mm(7), safe.y + safe.height - foot, safe.width * 0.55, foot)
    lines += set_words([Words(card.side_label, 20, 12, bold=True, colour=INK)], label, middle=True)
    seat = Box(safe.x + safe.width * 0.62, label.y, safe.width * 0.38, foot)
    lines += moved_right(
        set_words([Words(card.seat, 20, 12, colour=MUTED)], seat, middle=True), seat
    )
    names = Box(safe.x, safe.y, safe.width, safe.height - foot - mm(4))
    posts = [
        Words(text, 17, 11, colour=MUTED, lines=2, before=6 if not at else 1)
        for at, text in enumerate(_one_line(post) for post in card.posts)
    ]
    words = [
        Words(card.first, 92, 46, bold=True),
        Words(card.second, 50, 26, before=2),
        *posts,
    ]
    lines += centred(set_words(words, names, middle=True), names)
    rule = Box(safe.x, label.y - mm(2.5), safe.width, mm(1.6))
    mark = Box(safe.x, label.y + mm(1.5), mm(4), foot - mm(3))
    colour = MARKS.get(card.tint, MUTED)
    return Face(width, height, safe, tuple(lines), (Bar(rule, colour), Bar(mark, colour)))


def _place(card: Card, width: float, height: float) -> Face:
    """Half of a small tent."""
    safe = Box(mm(5), mm(4), width - mm(10), height - mm(8))
    foot = mm(6)
    label = Box(safe.x + mm(4), safe.y + safe.height - foot, safe.width * 0.6, foot)
    seat = Box(safe.x + safe.width * 0.68, label.y, safe.width * 0.32, foot)
    names = Box(safe.x, safe.y, safe.width, safe.height - foot - mm(2))
    posts = [Words(_one_line(post), 8, 6, colour=MUTED, before=2) for post in card.posts]
    words = [Words(card.first, 25, 14, bold=True), Words(card.second, 15, 9, before=1), *posts]
    lines = [
        *centred(set_words(words, names, middle=True), names),
        *set_words([Words(card.side_label, 9.5, 7, bold=True)], label, middle=True),
        *moved_right(set_words([Words(card.seat, 9.5, 7, colour=MUTED)], seat, middle=True), seat),
    ]
    colour = MARKS.get(card.tint, MUTED)
    rule = Box(safe.x, label.y - mm(1), safe.width, mm(0.7))
    mark = Box(safe.x, label.y + mm(1), mm(2), foot - mm(2))
    return Face(width, height, safe, tuple(lines), (Bar(rule, colour), Bar(mark, colour)))


def _badge(card: Card, event: str, width: float, height: float) -> Face:
    """A badge: side and event above, the name in the middle, the post, role and code below."""
    tall = height > _LARGE
    grow = 1.5 if tall else 1.0
    safe, head = _badge_frame(width, height)
    heading, stripes = _badge_head(card.side_label, event, card.tint, width, height)
    lines, bars = list(heading), list(stripes)
    top = head + mm(1.2)
    body = Box(safe.x, top, safe.width, safe.y + safe.height - top)
    if card.role:
        foot = mm(8 if tall else 5.5)
        body = Box(body.x, body.y, body.width, body.height - foot - mm(1))
        shown, bar = _role(card.role, Box(body.x, body.y + body.height + mm(1), body.width, foot))
        lines += shown
        bars.append(bar)
    code_box = Box(0, 0, 0, 0)
    if card.code:
        code_box, below = _room_for_code(body, tall=tall)
        lines += set_words(_badge_words(card, grow), below, middle=tall)
    elif tall:
        lines += centred(set_words(_badge_words(card, grow), body, middle=True), body)
    else:
        lines += set_words(_badge_words(card, grow), body, middle=True)
    return Face(width, height, safe, tuple(lines), tuple(bars), card.code, code_box)


def _badge_frame(width: float, height: float) -> tuple[Box, float]:
    """Where letters may stand on a badge, and how tall the coloured head is."""
    tall = height > _LARGE
    edge = mm(8 if tall else 4)
    return Box(edge, edge * 0.4, width - 2 * edge, height - edge * 1.4), mm(20 if tall else 11)


@lru_cache(maxsize=64)  # the same for everybody of a side
def _badge_head(
    side_label: str, event: str, tint: int, width: float, height: float
) -> tuple[tuple[Line, ...], tuple[Bar, ...]]:
    """The head of a badge: the side on the left, the event on the right."""
    grow = 1.5 if height > _LARGE else 1.0
    safe, head = _badge_frame(width, height)
    colour = MARKS.get(tint, MUTED)
    bars = (
        Bar(Box(0, 0, width, head), GROUNDS.get(tint, "#ffffff")),
        Bar(Box(0, head - mm(0.8), width, mm(0.8)), colour),
        Bar(Box(0, 0, mm(2.4), head), colour),
    )
    band = Box(safe.x, safe.y, safe.width * 0.42, head - mm(1.2) - safe.y)
    side = set_words([Words(side_label, 11 * grow, 8 * grow, bold=True)], band, middle=True)
    about = Box(safe.x + safe.width * 0.46, band.y, safe.width * 0.54, band.height)
    words = [Words(event, 6.2 * grow, running=True, colour=MUTED)]
    told = moved_right(set_words(words, about, middle=True), about)
    return (*side, *told), bars


def _badge_words(card: Card, grow: float) -> list[Words]:
    words = [
        Words(card.first, 19 * grow, 12.5 * grow, bold=True),
        Words(card.second, 12 * grow, 9 * grow, before=0.5),
    ]
    for post in card.posts:
        words += [
            Words(post.designation, 8 * grow, running=True, before=3 * grow),
            Words(post.organisation, 7 * grow, running=True, colour=MUTED, before=0.5),
        ]
    return words


def _room_for_code(body: Box, *, tall: bool) -> tuple[Box, Box]:
    """Where the code stands, and what it leaves for the words."""
    side = mm(34 if tall else 20)
    if tall:
        code = Box(body.x + (body.width - side) / 2, body.y + body.height - side, side, side)
        return code, Box(body.x, body.y, body.width, body.height - side - mm(2))
    code = Box(body.x + body.width - side, body.y + body.height - side, side, side)
    return code, Box(body.x, body.y, body.width - side - mm(2), body.height)


def _role(role: str, foot: Box) -> tuple[Sequence[Line], Bar]:
    """The role in a frame of its own: interpreters and press are told at a glance."""
    pad = mm(1.6)
    inner = Box(foot.x + pad, foot.y, foot.width - 2 * pad, foot.height)
    shown = set_words([Words(role, foot.height / POINT * 0.55, 5, bold=True)], inner, middle=True)
    broadest = max((line.width for line in shown), default=0.0)
    return shown, Bar(Box(foot.x, foot.y, broadest + 2 * pad, foot.height), INK, outline=True)


def _one_line(post: CardPost) -> str:
    return " · ".join(text for text in (post.designation, post.organisation) if text)


@lru_cache(maxsize=1024)
def _runs(code: str) -> tuple[int, tuple[tuple[int, int, int], ...]]:
    """The modules of a code across, and its dark runs: row, first column, length."""
    rows = segno.make(code, error="m", micro=False).matrix
    runs: list[tuple[int, int, int]] = []
    for y, row in enumerate(rows):
        start = -1
        for x, dark in enumerate((*row, 0)):
            if dark and start < 0:
                start = x
            elif not dark and start >= 0:
                runs.append((y, start, x - start))
                start = -1
    return len(rows), tuple(runs)


def _paint_code(painter: QPainter, code: str, box: Box) -> None:
    across, runs = _runs(code)
    module = box.width / (across + 2 * _QUIET)
    left, top = box.x + _QUIET * module, box.y + _QUIET * module
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor("#ffffff"))
    painter.drawRect(QRectF(box.x, box.y, box.width, box.height))
    painter.setBrush(QColor(INK))
    painter.drawRects(
        [QRectF(left + x * module, top + y * module, length * module, module)
         for y, x, length in runs]
    )  # fmt: skip
    painter.setBrush(Qt.BrushStyle.NoBrush)
