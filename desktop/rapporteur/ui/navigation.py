"""The list of screens on the left: icon, title, and how many records there are."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import (
    QListWidget,
    QListWidgetItem,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from rapporteur.ui.icons import pixmap
from rapporteur.ui.theme import GRID, current_theme

_KEY = Qt.ItemDataRole.UserRole
_COUNT = Qt.ItemDataRole.UserRole + 1
_ICON = Qt.ItemDataRole.UserRole + 2
_ROW_HEIGHT = 5 * GRID
_ICON_SIZE = 20


class Navigation(QListWidget):
    """One line per screen; the arrow keys walk through them."""

    chosen = Signal(str)
    """The key of the screen wanted."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("navigation")
        self.setAccessibleName(self.tr("Screens"))
        self.setItemDelegate(_Line(self))
        self.setMinimumWidth(16 * GRID)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QListWidget.ScrollMode.ScrollPerPixel)
        self.currentItemChanged.connect(self._on_current)

    def add(self, key: str, title: str, icon_name: str) -> None:
        """Add a screen at the end."""
        item = QListWidgetItem(title)
        item.setData(_KEY, key)
        item.setData(_ICON, icon_name)
        self.addItem(item)
        self._make_room()

    def show_current(self, key: str) -> None:
        """Mark the screen that is shown."""
        for row in range(self.count()):
            if self.item(row).data(_KEY) == key:
                self.setCurrentRow(row)

    def set_count(self, key: str, count: int | None) -> None:
        """Show how many records a screen has; None for no number."""
        for row in range(self.count()):
            item = self.item(row)
            if item.data(_KEY) == key:
                item.setData(_COUNT, count)
                spoken = item.text() if count is None else f"{item.text()}, {count}"
                item.setData(Qt.ItemDataRole.AccessibleTextRole, spoken)
        self._make_room()

    def sizeHint(self) -> QSize:
        return QSize(23 * GRID, 30 * GRID)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.FontChange:
            self._make_room()

    def _make_room(self) -> None:
        """However narrow it is made, no number stands on a title."""
        metrics = self.fontMetrics()
        widest = 0
        for row in range(self.count()):
            item, count = self.item(row), self.item(row).data(_COUNT)
            number = metrics.horizontalAdvance(f"  {count}") if count is not None else 0
            widest = max(widest, metrics.horizontalAdvance(item.text()) + number)
        self.setMinimumWidth(max(16 * GRID, widest + _ICON_SIZE + 6 * GRID))

    def _on_current(self, item: QListWidgetItem | None) -> None:
        if item is not None:
            self.chosen.emit(str(item.data(_KEY)))


class _Line(QStyledItemDelegate):
    """Draws one line: a rounded ground for the current one, the number at the right."""

    def sizeHint(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        return QSize(super().sizeHint(option, index).width(), _ROW_HEIGHT)

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        theme = current_theme()
        current = bool(option.state & QStyle.StateFlag.State_Selected)
        over = bool(option.state & QStyle.StateFlag.State_MouseOver)
        area: QRect = option.rect.adjusted(GRID, 2, -GRID, -2)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if current or over:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(theme.accent if current else theme.border))
            painter.drawRoundedRect(area, 6, 6)
        colour = theme.on_accent if current else theme.text
        ratio = painter.device().devicePixelRatioF()
        drawing = pixmap(str(index.data(_ICON)), _ICON_SIZE, colour=colour, ratio=ratio)
        top = area.center().y() - _ICON_SIZE // 2 + 1
        painter.drawPixmap(area.left() + GRID, top, drawing)
        painter.setPen(QColor(colour))
        middle = Qt.AlignmentFlag.AlignVCenter
        text = area.adjusted(2 * GRID + _ICON_SIZE, 0, -GRID, 0)
        painter.drawText(text, middle | Qt.AlignmentFlag.AlignLeft, str(index.data()))
        count = index.data(_COUNT)
        if count is not None:
            painter.setPen(QColor(colour if current else theme.muted))
            painter.drawText(text, middle | Qt.AlignmentFlag.AlignRight, str(count))
        painter.restore()
