"""Lines of letters that fit: as large as a box allows, broken between words, never cut.

Text on cards is set line by line, since its size depends on its box and not the other way
round. Widths grow with the size (no hinting), so every text is measured once, at one size.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import combinations

from PySide6.QtCore import QPointF
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter

from rapporteur.documents.pdf.engine import FAMILIES, UNITS

POINT = UNITS / 72
ASCENT, DESCENT = 1.0, 0.36
"""Above and below the line, in sizes: marks above capitals and below Devanagari have room."""

_MEASURED = 1000  # pixels: the size at which texts are measured
_SLACK = 0.995  # rounding of sizes must not push the last letter over the edge
_STEP = 0.95
_SMALLEST = 0.25  # of the size wanted; below that the loop ends and widths alone decide


@dataclass(frozen=True, slots=True)
class Line:
    """One line of text where it stands: `x` its left edge, `y` its base line, in units."""

    text: str
    x: float
    y: float
    size: int
    bold: bool
    colour: str

    @property
    def width(self) -> float:
        """How broad it stands."""
        return measured(self.text, bold=self.bold) * self.size

    @property
    def top(self) -> float:
        """The upper edge of its letters."""
        return self.y - ASCENT * self.size

    @property
    def bottom(self) -> float:
        """The lower edge of its letters."""
        return self.y + DESCENT * self.size


@dataclass(frozen=True, slots=True)
class Words:
    """A text and how it wants to stand. Sizes are in points.

    A text is first made smaller down to `least`, then broken into as many as `lines` lines, and
    only then made smaller still. A `running` text keeps its size and breaks where it must.
    `before` is the room above it, in points.
    """

    text: str
    size: float
    least: float = 0.0
    bold: bool = False
    colour: str = "#000000"
    lines: int = 2
    running: bool = False
    before: float = 0.0


@dataclass(frozen=True, slots=True)
class Box:
    """Where texts stand, in units."""

    x: float
    y: float
    width: float
    height: float


def font(size: int, *, bold: bool = False) -> QFont:
    """The font of the cards at `size` units.

    Never kept: what Qt holds for a font belongs to the thread that first measured with it.
    """
    made = QFont()
    made.setFamilies(list(FAMILIES))
    made.setPixelSize(max(size, 1))
    made.setBold(bold)
    made.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    return made


@lru_cache(maxsize=8192)
def measured(text: str, *, bold: bool = False) -> float:
    """How broad `text` is, in sizes of its letters."""
    return QFontMetricsF(font(_MEASURED, bold=bold)).horizontalAdvance(text) / _MEASURED


def set_words(words: Sequence[Words], box: Box, *, middle: bool = False) -> list[Line]:
    """Set texts one below the other so that all of them stand in `box`, as large as that allows.

    `middle` centres them between the upper and the lower edge.
    """
    there = [one for one in words if one.text]
    scale = 1.0
    while True:
        found = [_set(one, scale, box.width) for one in there]
        height = sum(
            len(lines) * size * (ASCENT + DESCENT) + (one.before * POINT * scale if at else 0)
            for at, (one, (size, lines)) in enumerate(zip(there, found, strict=True))
        )
        if height <= box.height or scale < _SMALLEST:
            break
        scale *= _STEP
    y = box.y + max(box.height - height, 0) / 2 if middle else box.y
    placed: list[Line] = []
    for at, (one, (size, lines)) in enumerate(zip(there, found, strict=True)):
        y += one.before * POINT * scale if at else 0
        for text in lines:
            placed.append(Line(text, box.x, y + ASCENT * size, size, one.bold, one.colour))
            y += size * (ASCENT + DESCENT)
    return placed


def moved_right(lines: Sequence[Line], box: Box) -> list[Line]:
    """The lines at the right edge of `box`."""
    return [
        Line(one.text, box.x + box.width - one.width, one.y, one.size, one.bold, one.colour)
        for one in lines
    ]


def centred(lines: Sequence[Line], box: Box) -> list[Line]:
    """The lines in the middle between the left and the right edge of `box`."""
    return [
        Line(one.text, box.x + (box.width - one.width) / 2, one.y, one.size, one.bold, one.colour)
        for one in lines
    ]


def draw(painter: QPainter, lines: Sequence[Line]) -> None:
    """Paint lines where they stand, as text that can be found and copied."""
    colour = ""
    for one in lines:
        if one.colour != colour:
            colour = one.colour
            painter.setPen(QColor(colour))
        painter.setFont(font(one.size, bold=one.bold))
        painter.drawText(QPointF(one.x, one.y), one.text)


@lru_cache(maxsize=8192)  # posts, bodies and the words of the event stand on many cards
def _set(words: Words, scale: float, width: float) -> tuple[int, tuple[str, ...]]:
    """The size in units and the lines of one text."""
    wanted = words.size * POINT * scale
    if words.running:
        return _set_running(words, wanted, width)
    paragraphs = words.text.split("\n")
    best: tuple[float, list[str]] = (0.0, paragraphs)
    for count in range(1, words.lines + 1):
        lines = [line for text in paragraphs for line in _balanced(text, count, bold=words.bold)]
        broadest = max(measured(line, bold=words.bold) for line in lines)
        size = min(wanted, width * _SLACK / broadest) if broadest else wanted
        if size > best[0]:
            best = (size, lines)
        if size >= words.least * POINT * scale:
            break
    return int(best[0]), tuple(best[1])


def _set_running(words: Words, wanted: float, width: float) -> tuple[int, tuple[str, ...]]:
    """Break a text wherever a line is full; smaller only where a single word is too broad."""
    pieces = _pieces(words.text.replace("\n", " "))
    broadest = max((measured(piece, bold=words.bold) for piece in pieces), default=0.0)
    size = int(min(wanted, width * _SLACK / broadest)) if broadest else int(wanted)
    room = width * _SLACK / max(size, 1)
    space = measured(" ", bold=words.bold)
    lines: list[str] = []
    for paragraph in words.text.split("\n"):
        line, used = "", 0.0
        for piece in _pieces(paragraph):
            more = measured(piece, bold=words.bold)
            if line and used + space + more > room:
                lines.append(line)
                line, used = piece, more
            else:
                line, used = (f"{line} {piece}", used + space + more) if line else (piece, more)
        lines.append(line)
    return size, tuple(lines)


def _balanced(text: str, count: int, *, bold: bool) -> list[str]:
    """`text` in `count` lines of which the broadest is as narrow as can be."""
    pieces = _pieces(text)
    if count == 1 or len(pieces) <= 1:
        return [" ".join(pieces)] if pieces else [text]
    count = min(count, len(pieces))
    splits = combinations(range(1, len(pieces)), count - 1)
    found = ([" ".join(pieces[a:b]) for a, b in zip((0, *cut), (*cut, len(pieces)), strict=True)]
             for cut in splits)  # fmt: skip
    return min(found, key=lambda lines: max(measured(line, bold=bold) for line in lines))


def _pieces(text: str) -> list[str]:
    """What a line may be broken between: a space that does not break holds words together."""
    return [piece for piece in text.replace("\t", " ").split(" ") if piece]
