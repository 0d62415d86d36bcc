"""The list of documents: grouped, each with its picture and the line that says how far it is."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QPainter
from PySide6.QtWidgets import (
    QListWidget,
    QListWidgetItem,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from rapporteur.ui.icons import pixmap
from rapporteur.ui.screens.documents.states import State, StateWords
from rapporteur.ui.screens.documents.words import Kind, groups
from rapporteur.ui.theme import GRID, current_theme

_KIND = Qt.ItemDataRole.UserRole
_STATE = Qt.ItemDataRole.UserRole + 1
_OPEN = Qt.ItemDataRole.UserRole + 2
_ICON_SIZE = 24

_Index = QModelIndex | QPersistentModelIndex


class Gallery(QListWidget):
    """One line per document under the headings of the groups; headings cannot be chosen."""

    chosen = Signal(str)
    """The key of the document to be shown."""

    wanted = Signal()
    """Enter, or a double click: the document in hand is to be written."""

    def __init__(self, known: Collection[str], parent: QWidget | None = None) -> None:
        """`known` are the keys of the documents that can be made."""
        super().__init__(parent)
        self.setAccessibleName(self.tr("Documents"))
        self.setItemDelegate(_Line(self))
        self.setFrameShape(QListWidget.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QListWidget.ScrollMode.ScrollPerPixel)
        self.setMinimumWidth(26 * GRID)
        for group in groups():
            kinds = [kind for kind in group.kinds if kind.key in known]
            if kinds:
                self._add_heading(group.title)
            for kind in kinds:
                self._add(kind)
        self.currentItemChanged.connect(self._on_current)
        self.itemActivated.connect(lambda _item: self.wanted.emit())

    def kind(self) -> Kind | None:
        """The document in hand."""
        return self._kind_at(self.currentRow())

    def choose(self, key: str) -> None:
        """Take a document in hand; an unknown key takes the first one."""
        rows = [row for row in range(self.count()) if self._kind_at(row) is not None]
        row = next((row for row in rows if getattr(self._kind_at(row), "key", "") == key), -1)
        if row < 0 and rows:
            row = rows[0]
        self.setCurrentRow(row)

    def show_states(self, states: Mapping[str, State]) -> None:
        """Show how far each document is."""
        words = StateWords()
        for row in range(self.count()):
            kind = self._kind_at(row)
            if kind is not None and kind.key in states:
                item, state = self.item(row), states[kind.key]
                said = words.say(state)
                item.setData(_STATE, said)
                item.setData(_OPEN, bool(state.refusal))
                item.setData(Qt.ItemDataRole.AccessibleTextRole, f"{kind.title}, {said}")
                item.setToolTip(said)

    def _kind_at(self, row: int) -> Kind | None:
        found = self.model().index(row, 0).data(_KIND)
        return found if isinstance(found, Kind) else None

    def _add_heading(self, title: str) -> None:
        item = QListWidgetItem(title)
        item.setFlags(Qt.ItemFlag.NoItemFlags)
        self.addItem(item)

    def _add(self, kind: Kind) -> None:
        item = QListWidgetItem(kind.title)
        item.setData(_KIND, kind)
        self.addItem(item)

    def _on_current(self, current: QListWidgetItem | None) -> None:
        kind = self.kind()
        if current is not None and kind is not None:
            self.chosen.emit(kind.key)


class _Line(QStyledItemDelegate):
    """Draws plain text: the title, and below it in one line how far the document is."""

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        height = option.fontMetrics.height()
        if not isinstance(index.data(_KIND), Kind):
            return QSize(0, height + 2 * GRID)
        return QSize(0, 2 * height + GRID + GRID // 2)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        theme = current_theme()
        kind = index.data(_KIND)
        area = QRect(option.rect)
        painter.save()
        if not isinstance(kind, Kind):
            small = QFont(option.font)
            small.setPointSizeF(small.pointSizeF() * 0.9)
            small.setBold(True)
            painter.setFont(small)
            painter.setPen(QColor(theme.muted))
            inner = area.adjusted(GRID + GRID // 2, 0, -GRID, -GRID // 2)
            painter.drawText(inner, Qt.AlignmentFlag.AlignBottom, str(index.data()))
            painter.restore()
            return
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        text, quiet = QColor(theme.text), QColor(theme.muted)
        state = index.data(_STATE)
        if chosen:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(theme.accent))
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.drawRoundedRect(area.adjusted(GRID // 2, 1, -GRID // 2, -1), 4, 4)
            text = quiet = QColor(theme.on_accent)
        ratio = painter.device().devicePixelRatioF()
        drawing = pixmap(kind.icon, _ICON_SIZE, colour=text.name(), ratio=ratio)
        top = area.top() + (area.height() - _ICON_SIZE) // 2
        painter.drawPixmap(area.left() + GRID + GRID // 2, top, drawing)
        left = 2 * GRID + _ICON_SIZE + GRID // 2
        inner = area.adjusted(left, GRID // 2 + 2, -GRID - GRID // 2, -GRID // 2 - 2)
        painter.setPen(text)
        metrics = option.fontMetrics
        title = metrics.elidedText(kind.title, Qt.TextElideMode.ElideRight, inner.width())
        painter.drawText(inner, Qt.AlignmentFlag.AlignTop, title)
        if state:
            if index.data(_OPEN) and not chosen:
                quiet = QColor(theme.warning)
            painter.setPen(quiet)
            words = metrics.elidedText(str(state), Qt.TextElideMode.ElideRight, inner.width())
            painter.drawText(inner, Qt.AlignmentFlag.AlignBottom, words)
        painter.restore()
