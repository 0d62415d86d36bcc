"""What was noted for the item: decisions, paragraphs, speakers, action items, one line each."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

from PySide6.QtCore import (
    QAbstractListModel,
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QFont, QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from rapporteur.services.meeting.entries import Noted
from rapporteur.ui.icons import pixmap
from rapporteur.ui.theme import GRID, current_theme

ENTRY = Qt.ItemDataRole.UserRole
"""The `Noted` of a line."""

_Index = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()
_ICONS = {
    "action": "actions", "decision": "check-circle", "paragraph": "protocol", "speaker": "person",
}  # fmt: skip


class NotedModel(QAbstractListModel):
    """The entries of one item. `sides` are the names of the two sides."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._entries: Sequence[Noted] = ()
        self._sides: Sequence[str] = ("", "")
        self._zone = ZoneInfo("UTC")

    def show_entries(self, entries: Sequence[Noted], sides: Sequence[str], zone: ZoneInfo) -> None:
        """Show these entries."""
        if (entries, sides, zone) == (self._entries, self._sides, self._zone):
            return
        self.beginResetModel()
        self._entries, self._sides, self._zone = entries, sides, zone
        self.endResetModel()

    def row_of(self, entity: str, record_id: int) -> int:
        """The line of a record; -1 where there is none."""
        return next(
            (n for n, e in enumerate(self._entries) if (e.entity, e.id) == (entity, record_id)), -1
        )

    def rowCount(self, parent: _Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self._entries)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        entry = self._entries[index.row()]
        if role == ENTRY:
            return entry
        if role == Qt.ItemDataRole.DisplayRole:
            return " ".join(entry.text.split())
        if role == Qt.ItemDataRole.ToolTipRole:
            return "\n\n".join(part for part in (entry.text, entry.second) if part)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{self.kind_word(entry)} {self.side_word(entry)}: {entry.text}"
        return None

    def kind_word(self, entry: Noted) -> str:
        """What a line is, in a word; of an action item, its number."""
        return {
            "action": self.tr("Action {0}").format(entry.number).strip(),
            "decision": self.tr("Decision"),
            "paragraph": self.tr("Paragraph"),
            "speaker": self.tr("Speaker"),
        }[entry.kind]

    def side_word(self, entry: Noted) -> str:
        """The name of the side; "" for both."""
        return self._sides[entry.side - 1] if entry.side else ""

    def tail(self, entry: Noted) -> str:
        """What stands at the right: what is due from whom, or the side and the time."""
        parts = [entry.detail or self.side_word(entry)]
        if entry.moment:
            at = datetime.fromisoformat(entry.moment).astimezone(self._zone)
            parts.append(f"{at:%H:%M}")
        return " · ".join(part for part in parts if part)


class NotedList(QListView):
    """Enter or F2 changes an entry, Del removes it; both can be undone."""

    edit_wanted = Signal(object)
    remove_wanted = Signal(object)
    left = Signal()
    """Esc: back to the notes."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.entries = NotedModel(self)
        self.setModel(self.entries)
        self.setItemDelegate(_Lines(self))
        self.setAccessibleName(self.tr("Noted for this item"))
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setUniformItemSizes(True)
        self.doubleClicked.connect(self._on_activated)

    def event(self, event: QEvent) -> bool:
        if (
            event.type() is QEvent.Type.ShortcutOverride
            and isinstance(event, QKeyEvent)
            and event.key() == Qt.Key.Key_F2
        ):
            event.accept()  # here it means to change, not to go to the notes
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        entry = self.currentIndex().data(ENTRY)
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        elif isinstance(entry, Noted) and event.key() in (
            Qt.Key.Key_F2, Qt.Key.Key_Return, Qt.Key.Key_Enter,
        ):  # fmt: skip
            self.edit_wanted.emit(entry)
        elif isinstance(entry, Noted) and event.key() == Qt.Key.Key_Delete:
            self.remove_wanted.emit(entry)
        else:
            super().keyPressEvent(event)

    def _on_activated(self, index: QModelIndex) -> None:
        entry = index.data(ENTRY)
        if isinstance(entry, Noted):
            self.edit_wanted.emit(entry)


class _Lines(QStyledItemDelegate):
    """Icon, what it is, the text as far as it goes, and at the right whose and when."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        entry = index.data(ENTRY)
        model = index.model()
        if not isinstance(entry, Noted) or not isinstance(model, NotedModel):
            return
        theme = current_theme()
        rect = option.rect
        state = option.state
        selected = bool(state & QStyle.StateFlag.State_Selected)
        strong = theme.on_accent if selected else theme.text
        quiet = theme.on_accent if selected else theme.muted
        painter.save()
        if selected:
            painter.fillRect(rect, QColor(theme.accent))
        elif entry.side:
            painter.fillRect(rect, QColor(theme.side_ground(entry.side)))
        ratio = painter.device().devicePixelRatio()
        drawn = pixmap(_ICONS[entry.kind], 16, colour=quiet, ratio=ratio)
        painter.drawPixmap(rect.left() + GRID, rect.center().y() - 8, drawn)
        font = QFont(option.font)
        font.setBold(True)
        painter.setFont(font)
        painter.setPen(QColor(strong))
        metrics = painter.fontMetrics()
        words = model.kind_word(entry)
        column = max(metrics.horizontalAdvance(words), 14 * metrics.averageCharWidth())
        left = rect.left() + 4 * GRID
        middle = Qt.AlignmentFlag.AlignVCenter
        painter.drawText(QRect(left, rect.top(), column, rect.height()), middle, words)
        left += column + GRID
        font.setBold(False)
        painter.setFont(font)
        metrics = painter.fontMetrics()
        right = rect.right() - GRID
        tail = metrics.elidedText(
            model.tail(entry), Qt.TextElideMode.ElideRight, max(0, (right - left) // 2)
        )
        width = metrics.horizontalAdvance(tail)
        painter.setPen(QColor(quiet))
        tail_rect = QRect(right - width, rect.top(), width + 2, rect.height())
        painter.drawText(tail_rect, middle, tail)
        painter.setPen(QColor(strong))
        room = right - width - 2 * GRID - left
        text = metrics.elidedText(str(index.data()), Qt.TextElideMode.ElideRight, max(0, room))
        painter.drawText(QRect(left, rect.top(), max(0, room), rect.height()), middle, text)
        painter.restore()

    def sizeHint(self, option: QStyleOptionViewItem, _index: _Index) -> QSize:
        return QSize(30 * GRID, option.fontMetrics.height() + GRID + 2)
