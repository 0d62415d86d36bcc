"""The steps of an assistant in one line: where one is, what comes, what is behind."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from rapporteur.ui.theme import GRID, current_theme

_DISC = 24
_LINE = 40


class StepBar(QWidget):
    """ "1 File — 2 Columns — 3 Preview", the present one filled with the accent colour."""

    def __init__(self, steps: Sequence[str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._steps = tuple(steps)
        self._current = 0
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.set_current(0)

    def set_current(self, current: int) -> None:
        """Show that one is at step `current` (from 0)."""
        self._current = current
        self.setAccessibleName(
            self.tr("Step {0} of {1}: {2}").format(
                current + 1, len(self._steps), self._steps[current]
            )
        )
        self.update()

    def sizeHint(self) -> QSize:
        words = sum(self._bold_width(step) for step in self._steps)
        discs = len(self._steps) * (_DISC + GRID)
        return QSize(words + discs + (len(self._steps) - 1) * (_LINE + 2 * GRID), _DISC + GRID)

    def paintEvent(self, _event: QPaintEvent) -> None:
        theme = current_theme()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        left, middle = 1.0, self.height() / 2
        for number, step in enumerate(self._steps):
            here, behind = number == self._current, number < self._current
            disc = QRectF(left, middle - _DISC / 2, _DISC, _DISC)
            painter.setPen(QPen(QColor(theme.accent if here or behind else theme.border), 1.5))
            painter.setBrush(QColor(theme.accent if here else theme.base))
            painter.drawEllipse(disc)
            painter.setPen(QColor(theme.on_accent if here else theme.muted))
            painter.drawText(disc, Qt.AlignmentFlag.AlignCenter, "✓" if behind else str(number + 1))
            font = self.font()
            font.setBold(here)
            painter.setFont(font)
            painter.setPen(QColor(theme.text if here else theme.muted))
            width = self._bold_width(step)
            words = QRectF(disc.right() + GRID, 0, width, self.height())
            painter.drawText(words, Qt.AlignmentFlag.AlignVCenter, step)
            painter.setFont(self.font())
            left = words.right() + GRID
            if number + 1 < len(self._steps):
                painter.setPen(QPen(QColor(theme.border), 1.5))
                painter.drawLine(QPointF(left, middle), QPointF(left + _LINE, middle))
                left += _LINE + GRID

    def _bold_width(self, text: str) -> int:
        # A bold word is wider; reserving its width keeps the others where they are.
        return round(self.fontMetrics().horizontalAdvance(text) * 1.12) + 2
