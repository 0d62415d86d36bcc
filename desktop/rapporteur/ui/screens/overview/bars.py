"""A bar of categories drawn by hand, with a legend that says the same in words and figures."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from rapporteur.ui.theme import GRID, current_theme

_BAR = 14
_DOT = 10


class CategoryBar(QWidget):
    """Shares of a whole as one bar; each share in a shade of the side's tint."""

    def __init__(self, position: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._position = position
        self._shares: list[tuple[str, int]] = []
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_shares(self, shares: Sequence[tuple[str, int]]) -> None:
        """Show labels with their numbers; empty ones are left out."""
        self._shares = [(label, number) for label, number in shares if number]
        words = ", ".join(f"{label} {number}" for label, number in self._shares)
        self.setAccessibleName(words or self.tr("Nobody yet"))
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        line = self.fontMetrics().height() + 4
        return QSize(30 * GRID, _BAR + GRID + line * max(len(self._shares), 1))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, _event: QPaintEvent) -> None:
        theme = current_theme()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        frame = QRectF(0, 0, self.width(), _BAR)
        outline = QPainterPath()
        outline.addRoundedRect(frame, _BAR / 2, _BAR / 2)
        painter.setClipPath(outline)
        painter.fillRect(frame, QColor(theme.border))
        total = sum(number for _label, number in self._shares)
        shades = self._shades(len(self._shares))
        left = 0.0
        for (_label, number), shade in zip(self._shares, shades, strict=True):
            width = frame.width() * number / total
            painter.fillRect(QRectF(left, 0, width, _BAR), shade)
            left += width
            painter.fillRect(QRectF(left - 1, 0, 1.5, _BAR), QColor(theme.raised))
        painter.setClipping(False)
        self._paint_legend(painter, shades)

    def _paint_legend(self, painter: QPainter, shades: Sequence[QColor]) -> None:
        theme = current_theme()
        line = self.fontMetrics().height() + 4
        top = float(_BAR + GRID)
        if not self._shares:
            painter.setPen(QColor(theme.muted))
            nobody = QRectF(0, top, self.width(), line)
            painter.drawText(nobody, Qt.AlignmentFlag.AlignVCenter, self.tr("Nobody yet"))
        for (label, number), shade in zip(self._shares, shades, strict=True):
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(shade)
            painter.drawEllipse(QRectF(1, top + (line - _DOT) / 2, _DOT, _DOT))
            row = QRectF(_DOT + GRID, top, self.width() - _DOT - GRID, line)
            painter.setPen(QColor(theme.text))
            painter.drawText(row, Qt.AlignmentFlag.AlignVCenter, label)
            painter.drawText(
                row, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, str(number)
            )
            top += line

    def _shades(self, count: int) -> list[QColor]:
        """From the side's tint towards the ground, never so pale that a share is lost."""
        theme = current_theme()
        strong, ground = QColor(theme.side_mark(self._position)), QColor(theme.raised)
        return [_mixed(strong, ground, 0.68 * step / max(count - 1, 1)) for step in range(count)]


def _mixed(colour: QColor, other: QColor, share: float) -> QColor:
    return QColor(
        *(
            round(one + (two - one) * share)
            for one, two in (
                (colour.red(), other.red()),
                (colour.green(), other.green()),
                (colour.blue(), other.blue()),
            )
        )
    )
