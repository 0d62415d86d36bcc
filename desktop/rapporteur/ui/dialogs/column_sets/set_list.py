"""The sets of the session in their order: which come with the program, which are its own."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtGui import QColor, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QGridLayout,
    QHeaderView,
    QLabel,
    QPushButton,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from rapporteur.domain.column_sets import ColumnSet
from rapporteur.services.columns.column_sets import is_changed, is_own
from rapporteur.ui.icons import icon, set_icon
from rapporteur.ui.theme import GRID, current_theme
from rapporteur.ui.wording import privacy_words

_KEY = Qt.ItemDataRole.UserRole
_NAME, _PRIVATE, _MARK = range(3)


class SetList(QWidget):
    """The list and what can be done with a whole set. Everything is only asked for."""

    chosen = Signal(str)
    new_wanted = Signal()
    copy_wanted = Signal(str)
    remove_wanted = Signal(str)
    move_wanted = Signal(str, object)
    """The key of a set, and that of the set before which it shall stand; None is the end."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._sets: tuple[ColumnSet, ...] = ()
        self._read_only = False

        self.tree = QTreeWidget()
        label = QLabel(self.tr("&Sets"))
        self.new = self._button(self.tr("&New"), "add")
        self.copy = self._button(self.tr("Dupl&icate"), "copy")
        self.remove = self._button("", "delete")

        self.tree.currentItemChanged.connect(lambda _now, _before: self._on_current())
        self.new.clicked.connect(self._on_new)
        self.copy.clicked.connect(lambda: self.copy_wanted.emit(self.current()))
        self.remove.clicked.connect(lambda: self.remove_wanted.emit(self.current()))
        self._on_key("Alt+Up", lambda: self._move(-1))
        self._on_key("Alt+Down", lambda: self._move(1))
        self._on_key("Del", self.remove.click)

        label.setBuddy(self.tree)
        self.tree.setAccessibleName(self.tr("Sets of columns"))
        self.tree.setToolTip(self.tr("Alt+Up and Alt+Down move a set"))
        self.tree.setHeaderHidden(True)
        self.tree.setRootIsDecorated(False)
        self.tree.setColumnCount(3)
        self.tree.header().setStretchLastSection(False)
        self.tree.header().setMinimumSectionSize(3 * GRID)
        self.tree.header().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        self.tree.header().setSectionResizeMode(_NAME, QHeaderView.ResizeMode.Stretch)
        buttons = QGridLayout()
        buttons.setSpacing(GRID)
        buttons.addWidget(self.new, 0, 0)
        buttons.addWidget(self.copy, 0, 1)
        buttons.addWidget(self.remove, 1, 0, 1, 2)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GRID // 2)
        column.addWidget(label)
        column.addWidget(self.tree, 1)
        column.addLayout(buttons)

    def current(self) -> str:
        """The key of the set chosen; "" where there is none."""
        item = self.tree.currentItem()
        return str(item.data(_NAME, _KEY)) if item is not None else ""

    def show_sets(self, sets: Sequence[ColumnSet], current: str) -> None:
        """Show what the file holds now, with `current` chosen where it is there."""
        self._sets = tuple(sets)
        with QSignalBlocker(self.tree):
            self.tree.clear()
            for found in sets:
                self.tree.addTopLevelItem(self._item(found))
        self.choose(current)
        self.chosen.emit(self.current())

    def choose(self, key: str) -> None:
        """Make a set the current one without a word; the first where it is not there."""
        keys = [found.key for found in self._sets]
        place = keys.index(key) if key in keys else 0
        with QSignalBlocker(self.tree):
            self.tree.setCurrentIndex(self.tree.model().index(place, 0))
        self._show_buttons()

    def set_read_only(self, *, read_only: bool) -> None:
        """Forbid every change."""
        self._read_only = read_only
        self._show_buttons()

    def _item(self, found: ColumnSet) -> QTreeWidgetItem:
        mark = self._mark(found)
        item = QTreeWidgetItem([found.name, "", mark])
        item.setData(_NAME, _KEY, found.key)
        item.setForeground(_MARK, QColor(current_theme().muted))
        private = ", ".join(map(privacy_words, found.private_classes()))
        if private:
            item.setIcon(_PRIVATE, icon("lock"))
            item.setToolTip(_PRIVATE, self.tr("Private data: {0}").format(private))
        words = f"{found.name}, {mark}" + (f", {private}" if private else "")
        item.setData(_NAME, Qt.ItemDataRole.AccessibleTextRole, words)
        return item

    def _mark(self, found: ColumnSet) -> str:
        if is_own(found.key):
            return self.tr("own")
        return self.tr("changed") if is_changed(found) else self.tr("built in")

    def _on_new(self) -> None:
        self.new_wanted.emit()

    def _on_current(self) -> None:
        self._show_buttons()
        self.chosen.emit(self.current())

    def _show_buttons(self) -> None:
        found = next((one for one in self._sets if one.key == self.current()), None)
        own = found is not None and is_own(found.key)
        self.remove.setText(self.tr("De&lete") if own else self.tr("As bui&lt in"))
        self.remove.setEnabled(
            found is not None and (own or is_changed(found)) and not self._read_only
        )
        self.new.setEnabled(not self._read_only)
        self.copy.setEnabled(found is not None and not self._read_only)

    def _move(self, step: int) -> None:
        keys = [found.key for found in self._sets]
        place = keys.index(self.current()) if self.current() in keys else -1
        target = place + step
        if self._read_only or place < 0 or not 0 <= target < len(keys):
            return
        after = target + 1 if step > 0 else target
        self.move_wanted.emit(keys[place], keys[after] if after < len(keys) else None)

    def _on_key(self, keys: str, slot: object) -> None:
        shortcut = QShortcut(QKeySequence(keys), self.tree)
        shortcut.setContext(Qt.ShortcutContext.WidgetShortcut)
        shortcut.activated.connect(slot)

    def _button(self, text: str, icon_name: str) -> QPushButton:
        button = QPushButton(text)
        set_icon(button, icon_name)
        button.setAutoDefault(False)
        return button
