"""How many of each side are there, as a bar and in words."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QBrush, QColor, QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QLabel, QSizePolicy, QVBoxLayout, QWidget

from rapporteur.domain.roll import SideCount
from rapporteur.ui.roll_words import count_words
from rapporteur.ui.theme import GRID, current_theme

_BAR = 14


class SideBars(QWidget):
    """One bar and one sentence for each side."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bars = (PresenceBar(1), PresenceBar(2))
        self._words = (QLabel(), QLabel())
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GRID // 2)
        for bar, words in zip(self._bars, self._words, strict=True):
            words.setWordWrap(True)
            column.addWidget(words)
            column.addWidget(bar)
            column.addSpacing(GRID)
        column.addStretch(1)

    def show_counts(self, counts: Sequence[SideCount], names: Sequence[str]) -> None:
        """Show both sides, in their order."""
        for bar, words, count, name in zip(self._bars, self._words, counts, names, strict=True):
            text = count_words(count, name)
            words.setText(text)
            bar.show_count(count)
            bar.setAccessibleName(text)

    @property
    def texts(self) -> list[str]:
        """What stands over the bars."""
        return [words.text() for words in self._words]


class PresenceBar(QWidget):
    """Present solid, left pale, excused hatched, absent crossed; the rest is open ground."""

    def __init__(self, side: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._side = side
        self._count = SideCount(side)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_count(self, count: SideCount) -> None:
        """Draw these numbers."""
        if count != self._count:
            self._count = count
            self.update()

    def sizeHint(self) -> QSize:
        return QSize(20 * GRID, _BAR)

    def minimumSizeHint(self) -> QSize:
        return QSize(8 * GRID, _BAR)

    def paintEvent(self, _event: QPaintEvent) -> None:
        theme, count = current_theme(), self._count
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        frame = QRectF(0.5, 0.5, self.width() - 1, _BAR - 1)
        outline = QPainterPath()
        outline.addRoundedRect(frame, _BAR / 2, _BAR / 2)
        painter.fillPath(outline, QColor(theme.base))
        painter.setClipPath(outline)
        strong = QColor(theme.side_mark(self._side))
        pale = QColor(strong)
        pale.setAlpha(110)
        left = frame.left()
        for number, brush in (
            (count.present, QBrush(strong)),
            (count.left, QBrush(pale)),
            (count.excused, QBrush(strong, Qt.BrushStyle.BDiagPattern)),
            (count.absent, QBrush(strong, Qt.BrushStyle.DiagCrossPattern)),
        ):
            if number and count.coming:
                width = frame.width() * number / count.coming
                painter.fillRect(QRectF(left, 0, width, _BAR), brush)
                left += width
                painter.fillRect(QRectF(left - 1, 0, 1, _BAR), QColor(theme.text))
        painter.setClipping(False)
        painter.setPen(QPen(QColor(theme.border), 1))
        painter.drawPath(outline)
