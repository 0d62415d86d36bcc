"""Chips: small switches that narrow a list ("India 46", "Experts 12")."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from rapporteur.ui.theme import GRID, current_theme


class Chip(QAbstractButton):
    """A switch with a label, a count and, for a side, its tint. The tint never stands alone."""

    def __init__(self, label: str, *, side: int = 0, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._side = side
        self._count: int | None = None
        self.setText(label)
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(label)

    def set_count(self, count: int | None) -> None:
        """Show a number after the label."""
        if count != self._count:
            self._count = count
            name = self.text() if count is None else f"{self.text()} {count}"
            self.setAccessibleName(name)
            self.updateGeometry()
            self.update()

    def sizeHint(self) -> QSize:
        metrics = self.fontMetrics()
        width = metrics.horizontalAdvance(self._shown()) + 3 * GRID
        return QSize(width + (GRID + 4 if self._side else 0), metrics.height() + GRID)

    def paintEvent(self, _event: QPaintEvent) -> None:
        theme = current_theme()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        frame = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        ground, text, border = theme.base, theme.text, theme.border
        if self._side:
            ground = theme.side_ground(self._side)
        if self.isChecked():
            ground, text, border = theme.accent, theme.on_accent, theme.accent
        if not self.isEnabled():
            text = theme.disabled
        painter.setPen(QPen(QColor(theme.accent if self.hasFocus() else border), 1.5))
        painter.setBrush(QColor(ground))
        painter.drawRoundedRect(frame, frame.height() / 2, frame.height() / 2)
        left = frame.left() + 1.5 * GRID - 1
        if self._side:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(text if self.isChecked() else theme.side_mark(self._side)))
            painter.drawEllipse(QRectF(left, frame.center().y() - 4, 8, 8))
            left += GRID + 4
        painter.setPen(QColor(text))
        painter.drawText(
            frame.adjusted(left - frame.left(), 0, 0, 0),
            Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft,
            self._shown(),
        )

    def _shown(self) -> str:
        return self.text() if self._count is None else f"{self.text()}  {self._count}"
