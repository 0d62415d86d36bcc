"""The order of a set's columns and what stands above each: dragged, moved by keys, typed into."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QPushButton,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from rapporteur.domain.column_sets import ColumnSet
from rapporteur.ui.icons import set_icon
from rapporteur.ui.models.set_columns import PRIVATE, SetColumnsModel
from rapporteur.ui.theme import GRID


class ColumnOrder(QWidget):
    """The table with its buttons. Everything is only asked for; `show_set` brings the answer."""

    order_wanted = Signal(tuple)
    """The field keys in the order wanted; one less where a column was taken out."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.model = SetColumnsModel(self)
        self.table = QTableView()
        self.label = QLabel(self.tr("Order and &headings"))
        self.up = self._button(self.tr("Move &up"), "up")
        self.down = self._button(self.tr("Move &down"), "down")
        self.out = self._button(self.tr("&Take out"), "delete")

        self.model.order_wanted.connect(self._on_order)
        self.up.clicked.connect(lambda: self._move(-1))
        self.down.clicked.connect(lambda: self._move(1))
        self.out.clicked.connect(self._take_out)
        for keys, button in (("Alt+Up", self.up), ("Alt+Down", self.down), ("Del", self.out)):
            shortcut = QShortcut(QKeySequence(keys), self.table)
            shortcut.setContext(Qt.ShortcutContext.WidgetShortcut)
            shortcut.activated.connect(button.click)

        self.label.setBuddy(self.table)
        self._prepare_table()
        buttons = QHBoxLayout()
        buttons.setSpacing(GRID)
        for button in (self.up, self.down, self.out):
            buttons.addWidget(button)
        buttons.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GRID // 2)
        column.addWidget(self.label)
        column.addWidget(self.table, 1)
        column.addLayout(buttons)

    def show_set(self, found: ColumnSet, languages: tuple[str, ...]) -> None:
        """Show what the file holds now; the same column stays current."""
        current = self.table.currentIndex()
        key = self._key(current.row())
        self.model.show_set(found, languages)
        if key in found.fields:
            row = found.fields.index(key)
        else:
            row = min(max(current.row(), 0), len(found.fields) - 1)
        index = self.model.index(row, max(current.column(), 0))
        if self.table.currentIndex() != index:
            self.table.setCurrentIndex(index)

    def set_read_only(self, *, read_only: bool) -> None:
        """Forbid every change."""
        self.model.read_only = read_only
        for button in (self.up, self.down, self.out):
            button.setEnabled(not read_only)

    def _prepare_table(self) -> None:
        table, mode = self.table, QHeaderView.ResizeMode
        table.setModel(self.model)
        table.setAccessibleName(self.tr("Columns of the set in their order, with their headings"))
        table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        table.setTabKeyNavigation(False)
        table.setDragDropMode(QAbstractItemView.DragDropMode.InternalMove)
        table.setDragDropOverwriteMode(False)
        table.setWordWrap(False)
        table.verticalHeader().hide()
        table.verticalHeader().setDefaultSectionSize(4 * GRID)
        head = table.horizontalHeader()
        head.setHighlightSections(False)
        head.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        head.setSectionResizeMode(mode.Stretch)
        self.model.modelReset.connect(self._fit)

    def _fit(self) -> None:
        """The class of a private field is as wide as its word; the others share the rest."""
        head, mode = self.table.horizontalHeader(), QHeaderView.ResizeMode
        for column in range(self.model.columnCount()):
            narrow = column == PRIVATE
            head.setSectionResizeMode(column, mode.ResizeToContents if narrow else mode.Stretch)

    def _key(self, row: int) -> str:
        return self.model.keys[row] if 0 <= row < len(self.model.keys) else ""

    def _on_order(self, order: tuple[str, ...]) -> None:
        self.order_wanted.emit(order)

    def _move(self, step: int) -> None:
        row = self.table.currentIndex().row()
        if row >= 0 and 0 <= row + step < len(self.model.keys):
            self.model.move([row], row + step if step < 0 else row + step + 1)

    def _take_out(self) -> None:
        key = self._key(self.table.currentIndex().row())
        if key:
            self.order_wanted.emit(tuple(one for one in self.model.keys if one != key))

    def _button(self, text: str, icon_name: str) -> QPushButton:
        button = QPushButton(text)
        set_icon(button, icon_name)
        button.setAutoDefault(False)
        return button
