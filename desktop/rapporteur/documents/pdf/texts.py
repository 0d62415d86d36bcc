"""Texts laid out in lines: measured, painted whole or in part, cut between two lines.

Every script goes through Qt's text engine, which shapes Devanagari and takes letters from the
right one of the two families. Lines break between words, and within a word only where it is
broader than its column; nothing is ever cut off.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from threading import get_ident

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetricsF,
    QPainter,
    QPen,
    QTextCharFormat,
    QTextLayout,
    QTextLine,
    QTextOption,
)

from rapporteur.documents.pdf.engine import FAMILIES, UNITS, prepare

INK = "#000000"

LEFT, CENTRE, RIGHT = (
    Qt.AlignmentFlag.AlignLeft,
    Qt.AlignmentFlag.AlignHCenter,
    Qt.AlignmentFlag.AlignRight,
)
JUSTIFIED = Qt.AlignmentFlag.AlignJustify

_POINT = UNITS / 72
_BOX, _CROSSED, _ARROW = "☐", "☒", "→"
_DRAWN = str.maketrans(dict.fromkeys(_BOX + _CROSSED + _ARROW, "\u2003"))
_DRAWN_SHARE = 0.8  # of the size of the letters


@dataclass(frozen=True, slots=True)
class Type:
    """How a text stands: its size in points, weight, colour and place between the edges."""

    size: float = 10.0
    bold: bool = False
    colour: str = INK
    align: Qt.AlignmentFlag = LEFT


@dataclass(frozen=True, slots=True)
class Mark:
    """A part of a text with a ground of its own, such as an open bracket in a draft."""

    start: int
    length: int
    ground: str


def font(size: float, *, bold: bool = False) -> QFont:
    """The font of the papers at `size` points, in units of the pages.

    Never kept: what Qt holds for a font belongs to the thread that first measured with it.
    """
    made = QFont()
    made.setFamilies(list(FAMILIES))
    made.setPixelSize(round(size * _POINT))
    made.setBold(bold)
    made.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    return made


def text_width(text: str, size: float, *, bold: bool = False) -> float:
    """How broad the broadest line of `text` stands, unwrapped."""
    prepare()
    metrics = QFontMetricsF(font(size, bold=bold))
    return max((metrics.horizontalAdvance(line) for line in text.split("\n")), default=0.0)


def broadest_word(text: str, size: float, *, bold: bool = False) -> float:
    """How broad the broadest word of `text` stands: what a column needs so as to break none."""
    prepare()
    metrics = QFontMetricsF(font(size, bold=bold))
    return max((metrics.horizontalAdvance(word) for word in text.split()), default=0.0)


class TextBlock:
    """A text of one or several lines in a column of a given width.

    Painted in the thread that laid it out, and nowhere else.
    """

    def __init__(
        self, text: str, width: float, look: Type, marks: Sequence[Mark] = (), *, hang: float = 0.0
    ) -> None:
        """Lay `text` out. `hang` moves every line but the first of a paragraph in."""
        prepare()
        self.text = text
        self._thread = get_ident()
        self._look = look
        self._layouts: list[QTextLayout] = []
        self._lines: list[tuple[QTextLine, float, float]] = []
        self._drawn: list[tuple[int, int, str]] = []
        top, start = 0.0, 0
        for paragraph in text.split("\n"):
            inside = _marks_within(marks, start, len(paragraph))
            top = self._lay_out(paragraph, width, top, inside, hang)
            start += len(paragraph) + 1

    @property
    def lines(self) -> int:
        """How many lines the text has."""
        return len(self._lines)

    def height(self, first: int = 0, last: int | None = None) -> float:
        """The height of the lines from `first` to before `last`."""
        lines = self._lines[first:last]
        return sum(height for _, _, height in lines)

    @property
    def width(self) -> float:
        """How broad the broadest line really is."""
        return max((line.naturalTextWidth() for line, _, _ in self._lines), default=0.0)

    def fitting(self, room: float, first: int = 0) -> int:
        """The number of the first line that no longer fits into `room` units from `first` on."""
        at, used = first, 0.0
        for _, _, height in self._lines[first:]:
            used += height
            if used > room + 0.5:
                break
            at += 1
        return at

    def paint(
        self, painter: QPainter, x: float, y: float, first: int = 0, last: int | None = None
    ) -> None:
        """Paint the lines from `first` to before `last`, the upper left corner at `x`, `y`.

        Raises RuntimeError in another thread than that which laid them out: Qt would not survive.
        """
        if get_ident() != self._thread:
            raise RuntimeError("laid out in another thread")
        lines = self._lines[first:last]
        if not lines:
            return
        painter.setPen(QColor(self._look.colour))
        lift = y - lines[0][1]
        for line, top, _ in lines:
            line.draw(painter, QPointF(x, top + lift - line.y()))
        for at, position, letter in self._drawn:
            if first <= at < first + len(lines):
                self._draw_letter(painter, QPointF(x, lift), at, position, letter)

    def _draw_letter(
        self, painter: QPainter, corner: QPointF, at: int, position: int, letter: str
    ) -> None:
        """Draw what the shipped fonts have no letter for: boxes to tick, an arrow."""
        line, top, _ = self._lines[at]
        found = line.cursorToX(position)  # with the position, against what the stubs say
        left = found[0] if isinstance(found, tuple) else 0.0
        edge = self._look.size * _POINT * _DRAWN_SHARE
        frame = QRectF(0.0, 0.0, edge, edge)
        frame.moveTo(corner + QPointF(left, top + line.ascent() - edge * 0.9))
        painter.setPen(QPen(QColor(self._look.colour), edge / 12))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        if letter == _ARROW:
            tip = QPointF(frame.right(), frame.center().y() + edge * 0.15)
            for x, y in ((-edge, 0.0), (-edge / 3, -edge / 4), (-edge / 3, edge / 4)):
                painter.drawLine(tip, tip + QPointF(x, y))
            return
        painter.drawRect(frame)
        if letter == _CROSSED:
            inner = frame.adjusted(edge / 5, edge / 5, -edge / 5, -edge / 5)
            painter.drawLine(inner.topLeft(), inner.bottomRight())
            painter.drawLine(inner.bottomLeft(), inner.topRight())

    def _lay_out(
        self, text: str, width: float, top: float, marks: Sequence[Mark], hang: float
    ) -> float:
        drawn = [(at, letter) for at, letter in enumerate(text) if ord(letter) in _DRAWN]
        text = text.translate(_DRAWN)
        layout = QTextLayout(text, font(self._look.size, bold=self._look.bold))
        layout.setTextOption(_option(self._look.align))
        if marks:
            layout.setFormats([_format(mark) for mark in marks])
        layout.beginLayout()
        inset = 0.0
        while (line := layout.createLine()).isValid():
            line.setLineWidth(max(width - inset, 1.0))
            line.setPosition(QPointF(inset, 0.0))
            first, end = line.textStart(), line.textStart() + line.textLength()
            here = len(self._lines)
            self._drawn += [(here, at, letter) for at, letter in drawn if first <= at < end]
            self._lines.append((line, top, line.height()))
            top += line.height()
            inset = hang
        layout.endLayout()
        self._layouts.append(layout)
        return top


def _option(align: Qt.AlignmentFlag) -> QTextOption:
    option = QTextOption(align)
    option.setUseDesignMetrics(True)
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    return option


def _format(mark: Mark) -> QTextLayout.FormatRange:
    look = QTextCharFormat()
    look.setBackground(QColor(mark.ground))
    found = QTextLayout.FormatRange()
    found.start, found.length, found.format = mark.start, mark.length, look
    return found


def _marks_within(marks: Sequence[Mark], start: int, length: int) -> list[Mark]:
    """The parts of `marks` in a paragraph, counted from its beginning."""
    found = []
    for mark in marks:
        first = max(mark.start - start, 0)
        last = min(mark.start + mark.length - start, length)
        if first < last:
            found.append(Mark(first, last - first, mark.ground))
    return found
