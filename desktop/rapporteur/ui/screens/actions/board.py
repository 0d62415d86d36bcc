"""The action items as cards on a board, a column per status.

Left and Right go to the next column, with Alt the card goes along. Cards can be dragged as
well. What is dropped by agreement needs words, so the screen may refuse or ask.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFocusEvent, QFont, QKeyEvent, QPainter, QPen
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QLabel,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from rapporteur.domain.actions import ACTION_STATES, DROPPED, ActionItem
from rapporteur.ui.icons import pixmap
from rapporteur.ui.models.action_board import LATE, BoardColumnModel
from rapporteur.ui.models.action_table import LATE_ICON, STATE_ICONS, Role
from rapporteur.ui.models.action_texts import ActionTexts
from rapporteur.ui.theme import GRID, current_theme

_TEXT_LINES = 3
_ICON = 16
_FILLED = 2  # times as wide as an empty column, which only takes cards in
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter


class _Card(QStyledItemDelegate):
    """A card: number and body, three lines of text, when it is due."""

    def sizeHint(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        del index
        line = option.fontMetrics.lineSpacing()
        return QSize(16 * GRID, (_TEXT_LINES + 3) * line + 2 * GRID)

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        theme = current_theme()
        head, text, due, day = str(index.data()).split("\n", 3)
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        rect: QRect = option.rect
        card = rect.adjusted(GRID // 2, GRID // 4, -GRID // 2, -GRID // 4)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        focused = bool(option.state & QStyle.StateFlag.State_HasFocus)
        painter.setPen(
            QPen(QColor(theme.accent if selected else theme.border), 2 if focused else 1)
        )
        painter.setBrush(QColor(theme.accent if selected else theme.raised))
        painter.drawRoundedRect(card, 6, 6)
        inner = card.adjusted(GRID, GRID // 2, -GRID, -GRID // 2)
        line = option.fontMetrics.lineSpacing()
        bold = QFont(option.font)
        bold.setBold(True)
        painter.setFont(bold)
        painter.setPen(QColor(theme.on_accent if selected else theme.text))
        self._line(painter, QRect(inner.left(), inner.top(), inner.width(), line), head)
        painter.setFont(option.font)
        body = QRect(inner.left(), inner.top() + line, inner.width(), _TEXT_LINES * line)
        self._wrapped(painter, body, text)
        last = QRect(inner.left(), body.bottom() + 1, inner.width(), line)
        if due:
            late = bool(index.data(LATE))
            plain = theme.on_accent if selected else theme.muted
            tint = theme.error if late and not selected else plain
            if late:
                ratio = painter.device().devicePixelRatioF()
                mark = pixmap(LATE_ICON, _ICON, colour=tint, ratio=ratio)
                painter.drawPixmap(last.left(), last.center().y() - _ICON // 2, mark)
                last = last.adjusted(_ICON + GRID // 2, 0, 0, 0)
            painter.setPen(QColor(tint))
            self._line(painter, last, due)
            self._line(painter, QRect(inner.left(), last.top() + line, inner.width(), line), day)
        painter.restore()

    @staticmethod
    def _line(painter: QPainter, rect: QRect, text: str) -> None:
        shown = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, rect.width())
        painter.drawText(rect, _LEFT, shown)

    @staticmethod
    def _wrapped(painter: QPainter, rect: QRect, text: str) -> None:
        """As much of the text as fits, the last line elided."""
        metrics, words = painter.fontMetrics(), text.split()
        lines: list[str] = []
        while words and len(lines) < _TEXT_LINES:
            taken = 1
            while (
                taken < len(words)
                and metrics.horizontalAdvance(" ".join(words[: taken + 1])) <= rect.width()
            ):
                taken += 1
            last = len(lines) == _TEXT_LINES - 1
            shown = " ".join(words if last else words[:taken])
            lines.append(metrics.elidedText(shown, Qt.TextElideMode.ElideRight, rect.width()))
            words = [] if last else words[taken:]
        for at, shown in enumerate(lines):
            height = metrics.lineSpacing()
            line = QRect(rect.left(), rect.top() + at * height, rect.width(), height)
            painter.drawText(line, _LEFT, shown)


class _Column(QListView):
    """The cards of one status."""

    left = Signal(int, bool)
    """Left (-1) or Right (1) was pressed; True: the card shall go along."""

    form_wanted = Signal()
    entered = Signal()

    def __init__(self, model: BoardColumnModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.cards = model
        self.setModel(model)
        self.setItemDelegate(_Card(self))
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setDragDropMode(QAbstractItemView.DragDropMode.DragDrop)
        self.setDefaultDropAction(Qt.DropAction.MoveAction)
        self.setDropIndicatorShown(False)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setUniformItemSizes(True)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.setFrameShape(QListView.Shape.NoFrame)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, along = event.key(), event.modifiers() == Qt.KeyboardModifier.AltModifier
        if key in (Qt.Key.Key_Left, Qt.Key.Key_Right) and (along or not event.modifiers()):
            self.left.emit(-1 if key == Qt.Key.Key_Left else 1, along)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_F2):
            self.form_wanted.emit()
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if not self.currentIndex().isValid() and self.cards.rowCount():
            self.setCurrentIndex(self.cards.index(0))
        self.entered.emit()


class ActionBoard(QWidget):
    """Four columns. `move(ids, status)` is called with what shall have another status."""

    items_changed = Signal()
    """Another card is current, or others are selected."""

    form_wanted = Signal()
    menu_wanted = Signal(QPoint)

    def __init__(
        self,
        texts: ActionTexts,
        move: Callable[[list[int], str], None],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._move = move
        self._at = 0
        self.columns: list[_Column] = []
        self._titles: list[QLabel] = []
        self._marks: list[QLabel] = []
        row = QHBoxLayout(self)
        row.setContentsMargins(GRID // 2, 0, GRID // 2, GRID // 2)
        row.setSpacing(GRID // 2)
        for at, choice in enumerate(ACTION_STATES):
            column = _Column(BoardColumnModel(choice.code, texts, move, self))
            column.setAccessibleName(choice.label)
            column.left.connect(self._on_left)
            column.form_wanted.connect(self.form_wanted)
            column.doubleClicked.connect(lambda _index: self.form_wanted.emit())
            column.entered.connect(lambda at=at: self._on_entered(at))
            column.selectionModel().selectionChanged.connect(lambda *_: self.items_changed.emit())
            column.customContextMenuRequested.connect(
                lambda point, c=column: self.menu_wanted.emit(c.viewport().mapToGlobal(point))
            )
            self.columns.append(column)
            self._titles.append(QLabel())
            self._marks.append(QLabel())
            row.addLayout(self._headed(at, column), 1)
        self._row = row
        self.dress()

    def _headed(self, at: int, column: _Column) -> QVBoxLayout:
        head = QHBoxLayout()
        head.setContentsMargins(GRID // 2, 0, 0, 0)
        head.setSpacing(GRID // 2)
        head.addWidget(self._marks[at])
        head.addWidget(self._titles[at], 1)
        font = self._titles[at].font()
        font.setBold(True)
        self._titles[at].setFont(font)
        self._titles[at].setBuddy(column)
        self._titles[at].setMinimumWidth(GRID)
        whole = QVBoxLayout()
        whole.setSpacing(GRID // 2)
        whole.addLayout(head)
        whole.addWidget(column, 1)
        return whole

    def dress(self) -> None:
        """Draw the marks of the columns in the colours of the theme."""
        ratio = self.devicePixelRatioF()
        for mark, choice in zip(self._marks, ACTION_STATES, strict=True):
            tint = current_theme().muted
            mark.setPixmap(pixmap(STATE_ICONS[choice.code], _ICON, colour=tint, ratio=ratio))

    def set_read_only(self, *, read_only: bool) -> None:
        """Let no card be moved where the file cannot be edited."""
        for column in self.columns:
            column.cards.read_only = read_only

    def show_items(self, items: Sequence[ActionItem]) -> None:
        """Show these cards; those that were selected stay so."""
        held, current = self.selected_ids(), self.current_id()
        parts = zip(self.columns, self._titles, ACTION_STATES, strict=True)
        for at, (column, title, choice) in enumerate(parts):
            own = [item for item in items if item["status"] == choice.code]
            column.cards.show(own)
            self._row.setStretch(at, _FILLED if own else 1)
            name = self.tr("Dropped") if choice.code == DROPPED else choice.label
            title.setText(f"{name}  {len(own)}")
        if held:
            self.select(held, current)

    def selected_ids(self) -> list[int]:
        """The ids of the selected cards of the column with the cursor, from top to bottom."""
        column = self.columns[self._at]
        rows = sorted(index.row() for index in column.selectionModel().selectedIndexes())
        return [int(column.cards.index(row).data(Role.ITEM_ID)) for row in rows]

    def current_id(self) -> int | None:
        """The id of the card that the cursor is on."""
        index = self.columns[self._at].currentIndex()
        return int(index.data(Role.ITEM_ID)) if index.isValid() else None

    def select(self, ids: Sequence[int], current: int | None = None) -> None:
        """Select cards of one column; `current`, else the first that is there, gets the cursor."""
        wanted = [current, *ids] if current is not None else list(ids)
        for at, column in enumerate(self.columns):
            rows = [row for i in wanted if (row := column.cards.row_of(i)) is not None]
            if not rows:
                continue
            had_focus = self.columns[self._at].hasFocus()
            if at != self._at:
                self.columns[self._at].clearSelection()
            self._at = at
            selection = column.selectionModel()
            flags = selection.SelectionFlag
            selection.setCurrentIndex(column.cards.index(rows[0]), flags.ClearAndSelect)
            for row in rows[1:]:
                selection.select(column.cards.index(row), flags.Select)
            if had_focus and not column.hasFocus():
                column.setFocus(Qt.FocusReason.OtherFocusReason)
            return

    def clear(self) -> None:
        """Select no card."""
        for column in self.columns:
            column.clearSelection()

    def take_focus(self) -> None:
        """Put the cursor on the current card, else on the first there is."""
        column = self.columns[self._at]
        if not column.cards.rowCount():
            column = next((c for c in self.columns if c.cards.rowCount()), column)
        column.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_entered(self, at: int) -> None:
        if at != self._at:
            self.columns[self._at].clearSelection()
            self._at = at
        column = self.columns[at]
        if column.currentIndex().isValid() and not column.selectionModel().hasSelection():
            flags = column.selectionModel().SelectionFlag
            column.selectionModel().select(column.currentIndex(), flags.ClearAndSelect)
        self.items_changed.emit()

    def _on_left(self, step: int, along: bool) -> None:
        target = self._at + step
        if not 0 <= target < len(self.columns):
            return
        if along:
            if ids := self.selected_ids():
                self._move(ids, ACTION_STATES[target].code)
            return
        while 0 <= target < len(self.columns) and not self.columns[target].cards.rowCount():
            target += step
        if 0 <= target < len(self.columns):
            row = self.columns[self._at].currentIndex().row()
            column = self.columns[target]
            near = min(max(row, 0), column.cards.rowCount() - 1)
            column.setCurrentIndex(column.cards.index(near))
            column.setFocus(Qt.FocusReason.OtherFocusReason)
