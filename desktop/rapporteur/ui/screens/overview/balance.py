"""The two sides drawn against each other: bars that grow from the middle, numbers at their ends."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from rapporteur.ui.theme import GRID, current_theme

_CENTRE = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignHCenter
_RIGHT = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight
_LEFT = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft


@dataclass(frozen=True, slots=True)
class Pair:
    """One line: how many of each side; a heading where both numbers are None."""

    label: str
    first: int | None = None
    second: int | None = None


class BalanceChart(QWidget):
    """Lines of mirrored bars, all to one scale, with the label between them."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._pairs: list[Pair] = []
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_pairs(self, pairs: Sequence[Pair], sides: Sequence[str]) -> None:
        """Show these lines; `sides` are the names, for who cannot see the picture."""
        self._pairs = list(pairs)
        words = (
            f"{p.label}: {sides[0]} {p.first}, {sides[1]} {p.second}"
            for p in self._pairs
            if p.first is not None
        )
        self.setAccessibleName("; ".join(words))
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(40 * GRID, self._line() * max(len(self._pairs), 1))

    def minimumSizeHint(self) -> QSize:
        return QSize(28 * GRID, self.sizeHint().height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        theme, metrics, line = current_theme(), self.fontMetrics(), self._line()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        number = metrics.horizontalAdvance(str(self._most())) + GRID
        widest = max((metrics.horizontalAdvance(p.label) for p in self._pairs), default=0)
        label = min(widest + 2 * GRID, self.width() // 2)
        room = max((self.width() - label) / 2 - number, GRID)
        middle = self.width() / 2
        most = max(self._most(), 1)
        for row, pair in enumerate(self._pairs):
            top = row * line
            place = QRectF(middle - label / 2, top, label, line)
            if pair.first is None or pair.second is None:
                self._heading(painter, pair.label, QRectF(0, top, self.width(), line))
                continue
            painter.setPen(QColor(theme.text))
            words = metrics.elidedText(pair.label, Qt.TextElideMode.ElideRight, int(label) - GRID)
            painter.drawText(place, _CENTRE, words)
            bar = line - GRID
            for side, count in ((1, pair.first), (2, pair.second)):
                length = room * count / most
                left = place.left() - length if side == 1 else place.right()
                painter.setPen(Qt.PenStyle.NoPen)
                painter.setBrush(QColor(theme.side_mark(side)))
                if count:
                    painter.drawRoundedRect(QRectF(left, top + GRID / 2, length, bar), 3, 3)
                painter.setPen(QColor(theme.text if count else theme.muted))
                if side == 1:
                    painter.drawText(QRectF(0, top, left - GRID / 2, line), _RIGHT, str(count))
                else:
                    after = QRectF(left + length + GRID / 2, top, number, line)
                    painter.drawText(after, _LEFT, str(count))

    def _heading(self, painter: QPainter, words: str, area: QRectF) -> None:
        bold, plain = QFont(self.font()), self.font()
        bold.setBold(True)
        painter.setFont(bold)
        painter.setPen(QColor(current_theme().muted))
        painter.drawText(area, _CENTRE, words)
        painter.setFont(plain)

    def _most(self) -> int:
        numbers = (n for pair in self._pairs for n in (pair.first, pair.second))
        return max((n for n in numbers if n is not None), default=0)

    def _line(self) -> int:
        return self.fontMetrics().height() + GRID // 2 + 1
