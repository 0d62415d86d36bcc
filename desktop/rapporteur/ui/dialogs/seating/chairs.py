"""How a chair looks: a frame in the tint of its side, the name in it, the number in its corner."""

from __future__ import annotations

from functools import lru_cache

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from rapporteur.ui.models.seating_table import SeatingModel
from rapporteur.ui.theme import GRID, current_theme

Index = QModelIndex | QPersistentModelIndex

_GAP = 3
_LEAST_POINTS = 5.5
_STEP = 0.5
_WRAP = int(Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap)
_WRAP_ANYWHERE = int(Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWrapAnywhere)


class ChairDelegate(QStyledItemDelegate):
    """Paints chairs and the table. Free chairs have a broken frame."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        model = index.model()
        if not isinstance(model, SeatingModel):
            return
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        frame = QRectF(option.rect).adjusted(_GAP, _GAP, -_GAP, -_GAP)
        if model.chair_at(index) is None:
            self._paint_table(painter, frame)
        else:
            self._paint_chair(painter, option, frame, model, index)
        painter.restore()

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        return QSize(12 * GRID, 6 * GRID)

    @staticmethod
    def _paint_table(painter: QPainter, frame: QRectF) -> None:
        theme = current_theme()
        painter.setPen(QPen(QColor(theme.border), 1.5))
        painter.setBrush(QColor(theme.raised))
        painter.drawRoundedRect(frame, GRID, GRID)

    @staticmethod
    def _paint_chair(
        painter: QPainter,
        option: QStyleOptionViewItem,
        frame: QRectF,
        model: SeatingModel,
        index: Index,
    ) -> None:
        theme, chair = current_theme(), model.chair_at(index)
        if chair is None:
            return
        name, number = str(index.data() or ""), model.number_at(index)
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        focus = bool(option.state & QStyle.StateFlag.State_HasFocus)
        pen = QPen(QColor(theme.side_mark(chair.side)), 3.0 if chair.centre else 1.5)
        if not name:
            pen.setColor(QColor(theme.disabled))
            pen.setStyle(Qt.PenStyle.DashLine)
        if chosen:
            pen = QPen(QColor(theme.accent), 4.0 if focus else 2.5)
        painter.setPen(pen)
        painter.setBrush(QColor(theme.side_ground(chair.side) if name else theme.base))
        painter.drawRoundedRect(frame, GRID / 2, GRID / 2)
        foot = 0.0
        if number:
            font = _font(option.font, max(option.font.pointSizeF() * 0.8, _LEAST_POINTS))
            foot = QFontMetricsF(font).height()
            painter.setFont(font)
            painter.setPen(QColor(theme.muted))
            place = QRectF(frame.left(), frame.bottom() - foot - 1, frame.width(), foot)
            painter.drawText(place, int(Qt.AlignmentFlag.AlignCenter), number)
        if name:
            inner = frame.adjusted(_GAP, 1, -_GAP, -foot - 1).toRect()
            points, bold = option.font.pointSizeF(), chair.centre
            size = _fitting(name, inner.width(), inner.height(), points, bold=bold)
            painter.setFont(_font(option.font, size, bold=bold))
            painter.setPen(QColor(theme.text))
            flags = _WRAP if size > _LEAST_POINTS else _WRAP_ANYWHERE
            painter.drawText(QRectF(inner), flags, name)


def _font(base: QFont, points: float, *, bold: bool = False) -> QFont:
    found = QFont(base)
    found.setPointSizeF(points)
    found.setBold(bold)
    return found


@lru_cache(maxsize=2048)
def _fitting(text: str, width: int, height: int, points: float, *, bold: bool) -> float:
    """The largest size, up to `points`, in which `text` stands in a chair without being cut."""
    size = points
    while size > _LEAST_POINTS:
        metrics = QFontMetricsF(_font(QFont(), size, bold=bold))
        needed = metrics.boundingRect(QRectF(QRect(0, 0, width, 10_000)), _WRAP, text)
        broadest = max(metrics.horizontalAdvance(word) for word in text.split())
        if needed.height() <= height and broadest <= width:
            return size
        size -= _STEP
    return _LEAST_POINTS
