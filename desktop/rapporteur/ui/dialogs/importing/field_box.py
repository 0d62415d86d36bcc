"""A searchable box of the fields that a column of a list can be."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QStringListModel, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QWheelEvent
from PySide6.QtWidgets import QComboBox, QCompleter, QWidget

from rapporteur.domain.delegates import DELEGATE
from rapporteur.domain.fields import Kind

# Not a column anybody sends: the program keeps these itself.
_OWN = frozenset({"name_order"})


class FieldChoices(QObject):
    """The names of the fields, shared by all boxes of a sheet. The first stands for "none"."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        fields = [f for f in (*DELEGATE.derived, *DELEGATE) if f.key not in _OWN]
        fields = [f for f in fields if f.kind is not Kind.IMAGE]
        self.keys = ("", *(f.key for f in fields))
        names = [self.tr("(no field)"), *(f.label for f in fields)]
        self.model = QStringListModel(names, self)


class FieldBox(QComboBox):
    """Shows the field of one column; typing narrows the list, Enter takes the first match.

    Nothing is taken from half a word: what is no field goes back to what was there.
    """

    picked = Signal(str)
    """The key of the field the user chose; "" for none."""

    entered = Signal()
    """The box has the keyboard now."""

    def __init__(self, choices: FieldChoices, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._choices = choices
        self._key = ""
        self.setModel(choices.model)
        self.setEditable(True)
        self.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.setMaxVisibleItems(18)
        self.setMinimumContentsLength(8)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        completer = QCompleter(choices.model, self)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        completer.setCompletionMode(QCompleter.CompletionMode.PopupCompletion)
        self.setCompleter(completer)
        self.activated.connect(self._on_activated)
        line = self.lineEdit()
        if line is not None:
            line.editingFinished.connect(self._settle)

    def key(self) -> str:
        """The field shown."""
        return self._key

    def set_key(self, key: str) -> None:
        """Show a field without saying that the user chose it."""
        self._key = key if key in self._choices.keys else ""
        self.setCurrentIndex(self._choices.keys.index(self._key))
        line = self.lineEdit()
        if line is not None:
            line.setCursorPosition(0)

    def wheelEvent(self, event: QWheelEvent) -> None:
        # The wheel scrolls the sheet; it must not change a column on the way.
        event.ignore()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        super().keyPressEvent(event)
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            # The dialog's default button must not hear an Enter that chose a field.
            event.accept()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.entered.emit()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        line = self.lineEdit()
        if event.type() is QEvent.Type.EnabledChange and line is not None:
            line.setCursorPosition(0)

    def _on_activated(self, index: int) -> None:
        self._take(self._choices.keys[index])

    def _settle(self) -> None:
        """What was typed becomes the one field it means, or what was there comes back."""
        typed = self.currentText().strip().casefold()
        names = [name.casefold() for name in self._choices.model.stringList()]
        fitting = [i for i, name in enumerate(names) if name == typed]
        if not fitting and typed:
            fitting = [i for i, name in enumerate(names) if typed in name]
        if not typed:
            fitting = [0]
        self._take(self._choices.keys[fitting[0]] if fitting else self._key)

    def _take(self, key: str) -> None:
        before = self._key
        self.set_key(key)
        if key != before:
            self.picked.emit(key)
