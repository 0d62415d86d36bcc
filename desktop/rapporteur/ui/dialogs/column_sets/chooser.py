"""Which columns a set has: every field of the catalogue with a tick, private ones marked.

A private field is not ticked without a purpose: the question for it opens under the tree, and
the answer and the column become one step.
"""

from __future__ import annotations

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QLineEdit,
    QPushButton,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from rapporteur.domain.column_sets import ColumnSet, needs_purpose, possible_columns
from rapporteur.domain.delegates import DELEGATE
from rapporteur.domain.editing import clean_text
from rapporteur.domain.fields import Field
from rapporteur.ui.icons import icon
from rapporteur.ui.theme import GRID, current_theme
from rapporteur.ui.wording import privacy_word, privacy_words

_KEY = Qt.ItemDataRole.UserRole


class ColumnChooser(QWidget):
    """The tree and the question. Ticks are only asked for; `show_set` brings the answer."""

    wanted = Signal(str, bool, str)
    """Field key, whether it shall be a column, and a purpose typed for it ("" for none)."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._set: ColumnSet | None = None
        self._items: dict[str, QTreeWidgetItem] = {}

        self.tree = QTreeWidget()
        self.label = QLabel(self.tr("Columns to ch&oose from"))
        self.question = PurposeQuestion()

        self.tree.itemChanged.connect(self._on_ticked)
        self.question.answered.connect(self._on_answered)
        self.question.left.connect(self._on_left)

        self.label.setBuddy(self.tree)
        self.tree.setAccessibleName(self.tr("Columns to choose from"))
        self.tree.setHeaderHidden(True)
        self.tree.setColumnCount(2)
        self.tree.setIndentation(2 * GRID)
        self.tree.header().setStretchLastSection(False)
        self.tree.header().setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        self.tree.header().setSectionResizeMode(1, QHeaderView.ResizeMode.ResizeToContents)
        self._fill()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GRID // 2)
        column.addWidget(self.label)
        column.addWidget(self.tree, 1)
        column.addWidget(self.question)

    def show_set(self, found: ColumnSet) -> None:
        """Show which columns the set has; a question about another set is taken away."""
        if self._set is not None and self._set.key != found.key:
            self.question.hide()
        self._set = found
        with QSignalBlocker(self.tree):
            for key, item in self._items.items():
                on = key in found.fields
                item.setCheckState(0, Qt.CheckState.Checked if on else Qt.CheckState.Unchecked)

    def set_read_only(self, *, read_only: bool) -> None:
        """Forbid ticking."""
        with QSignalBlocker(self.tree):
            for item in self._items.values():
                item.setFlags(_flags(tickable=not read_only))

    def _fill(self) -> None:
        with QSignalBlocker(self.tree):
            for group in DELEGATE.groups:
                top = QTreeWidgetItem([group.label])
                top.setFlags(Qt.ItemFlag.ItemIsEnabled)
                self.tree.addTopLevelItem(top)
                for field in possible_columns():
                    if field.group == group.key:
                        self._items[field.key] = item = _item(field)
                        top.addChild(item)
                top.setExpanded(True)

    def _on_ticked(self, item: QTreeWidgetItem) -> None:
        key, on = str(item.data(0, _KEY)), item.checkState(0) is Qt.CheckState.Checked
        if self._set is None or on == (key in self._set.fields):
            return
        if on and needs_purpose(key) and not self._set.purpose:
            self.question.ask(DELEGATE[key])
            return
        self.question.hide()
        self.wanted.emit(key, on, "")
        self.show_set(self._set)  # where the answer was no, the tick goes back

    def _on_answered(self, key: str, purpose: str) -> None:
        self.tree.setFocus()
        self.wanted.emit(key, True, purpose)
        if self._set is not None:
            self.show_set(self._set)

    def _on_left(self) -> None:
        self.tree.setFocus()
        if self._set is not None:
            self.show_set(self._set)


class PurposeQuestion(QFrame):
    """Asks, in place, for which purpose a private column is handed out."""

    answered = Signal(str, str)
    """Field key and purpose."""

    left = Signal()
    """The column is left out."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._key = ""
        self._words = QLabel()
        self.input = QLineEdit()
        self._add = QPushButton(self.tr("Add the colu&mn"))
        self._leave = QPushButton(self.tr("Lea&ve it out"))

        self.input.textChanged.connect(self._on_typed)
        self._add.clicked.connect(self._on_add)
        self._leave.clicked.connect(self._on_leave)

        self.setFrameShape(QFrame.Shape.StyledPanel)
        self._words.setWordWrap(True)
        self._words.setBuddy(self.input)
        self.input.setAccessibleName(self.tr("Purpose of the list"))
        self.input.setPlaceholderText(self.tr("For example: hotel reservations"))
        buttons = QHBoxLayout()
        buttons.setSpacing(GRID)
        for button in (self._add, self._leave):
            button.setAutoDefault(False)
            buttons.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(GRID, GRID, GRID, GRID)
        column.setSpacing(GRID // 2)
        column.addWidget(self._words)
        column.addWidget(self.input)
        column.addLayout(buttons)
        self.hide()

    def ask(self, field: Field) -> None:
        """Show the question about `field` and wait for an answer."""
        self._key = field.key
        self._words.setText(
            self.tr("“{0}” is private ({1}). For which purpose is the list handed out?").format(
                field.label, privacy_words(field.privacy)
            )
        )
        self.input.clear()
        self._on_typed()
        self.show()
        self.input.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self._on_leave()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._on_add()
        else:
            super().keyPressEvent(event)

    def _on_typed(self) -> None:
        self._add.setEnabled(bool(clean_text(self.input.text())))

    def _on_add(self) -> None:
        purpose = clean_text(self.input.text())
        if purpose:
            self.hide()
            self.answered.emit(self._key, purpose)

    def _on_leave(self) -> None:
        self.hide()
        self.left.emit()


def _item(field: Field) -> QTreeWidgetItem:
    private = privacy_word(field.privacy)
    item = QTreeWidgetItem([field.label, private])
    item.setData(0, _KEY, field.key)
    item.setFlags(_flags(tickable=True))
    item.setCheckState(0, Qt.CheckState.Unchecked)
    if private:
        item.setIcon(1, icon("lock", colour=current_theme().warning))
        item.setForeground(1, QColor(current_theme().warning))
        item.setToolTip(1, privacy_words(field.privacy))
        item.setData(0, Qt.ItemDataRole.AccessibleTextRole, f"{field.label}, {private}")
    return item


def _flags(*, tickable: bool) -> Qt.ItemFlag:
    flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
    return flags | Qt.ItemFlag.ItemIsUserCheckable if tickable else flags
