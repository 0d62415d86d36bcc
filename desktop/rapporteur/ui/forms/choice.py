"""Editors that offer something to choose: closed lists, presets, several of many, yes or no."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QAction, QKeyEvent
from PySide6.QtWidgets import QCheckBox, QComboBox, QCompleter, QLineEdit, QMenu, QWidget

from rapporteur.domain.fields import Field
from rapporteur.domain.sessions import join_list, split_list
from rapporteur.ui.forms.editor import FieldEditor
from rapporteur.ui.icons import set_icon
from rapporteur.ui.theme import GRID


class QuietCombo(QComboBox):
    """Ignores the wheel while it has no focus, so that scrolling a form changes nothing."""

    def __init__(self) -> None:
        super().__init__()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMinimumContentsLength(4)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)

    def wheelEvent(self, event: QEvent) -> None:
        event.ignore()


class ChoiceEditor(FieldEditor):
    """One of a closed list, or nothing."""

    input: QComboBox
    merges = True

    def __init__(self, field: Field, parent: QWidget | None = None) -> None:
        super().__init__(field, parent)
        self.input.activated.connect(lambda _index: self._on_chosen())

    def make_input(self) -> QWidget:
        box = QuietCombo()
        box.addItem(self.field.empty, "")
        for choice in self.field.choices:
            box.addItem(choice.text(), choice.code)
        return box

    def put(self, value: str) -> None:
        self.input.setCurrentIndex(max(self.input.findData(value), 0))

    def typed(self) -> str:
        return str(self.input.currentData() or "")

    def text_width(self) -> int:
        return super().text_width() + 2 * GRID

    def _on_chosen(self) -> None:
        # Choosing nothing for people who differ is a choice, though the value stays "".
        self._emptied = self._mixed and not self.typed()
        self.commit()


class PresetEditor(FieldEditor):
    """Free text with suggestions; a suggestion is only a quicker way of typing."""

    input: QComboBox

    def __init__(self, field: Field, parent: QWidget | None = None) -> None:
        super().__init__(field, parent)
        self.set_suggestions([choice.text() for choice in field.choices])
        self.input.activated.connect(lambda _index: self.commit())
        self.input.editTextChanged.connect(self.typed_changed)

    def make_input(self) -> QWidget:
        box = QuietCombo()
        box.setEditable(True)
        box.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        completer = QCompleter(box.model(), box)
        completer.setCompletionMode(QCompleter.CompletionMode.PopupCompletion)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        box.setCompleter(completer)
        return box

    def put(self, value: str) -> None:
        self.input.setCurrentIndex(self.input.findText(value, Qt.MatchFlag.MatchExactly))
        self.input.setEditText(value)
        self._line().setCursorPosition(0)

    def typed(self) -> str:
        return self.input.currentText()

    def set_suggestions(self, suggestions: list[str]) -> None:
        text = self.typed()
        blocked = self.input.blockSignals(True)
        self.input.clear()
        self.input.addItems(suggestions)
        self.input.setCurrentIndex(self.input.findText(text, Qt.MatchFlag.MatchExactly))
        self.input.setEditText(text)
        self.input.blockSignals(blocked)

    def text_width(self) -> int:
        return super().text_width() + 3 * GRID

    def _popup_open(self) -> bool:
        completer = self.input.completer()
        popup = completer.popup() if completer is not None else None
        return self.input.view().isVisible() or (popup is not None and popup.isVisible())

    def _line(self) -> QLineEdit:
        line = self.input.lineEdit()
        if line is None:  # pragma: no cover - an editable combo box always has one
            raise TypeError("not editable")
        return line


class ListEditor(FieldEditor):
    """Several short texts in one line, "one; two". Alt+Down or the arrow ticks suggestions."""

    input: QLineEdit

    def __init__(self, field: Field, parent: QWidget | None = None) -> None:
        self._suggestions = [choice.text() for choice in field.choices]
        super().__init__(field, parent)
        self.input.textEdited.connect(self.typed_changed)
        self._open = QAction(self.tr("Choose (Alt+Down)"), self)
        set_icon(self._open, "chevron-down")
        self._open.triggered.connect(self.open_menu)
        self.input.addAction(self._open, QLineEdit.ActionPosition.TrailingPosition)
        self._open.setVisible(bool(self._suggestions))

    def make_input(self) -> QWidget:
        return QLineEdit()

    def put(self, value: str) -> None:
        self.input.setText(self.shown(value))
        self.input.setCursorPosition(0)

    def typed(self) -> str:
        return self.input.text()

    def shown(self, value: str) -> str:
        return join_list([self.field.shown(part) for part in split_list(value)])

    def show_lock(self) -> None:
        self.input.setReadOnly(self.read_only)

    def set_suggestions(self, suggestions: list[str]) -> None:
        self._suggestions = suggestions
        self._open.setVisible(bool(suggestions))

    def key_pressed(self, event: QKeyEvent) -> bool:
        alt = event.modifiers() & Qt.KeyboardModifier.AltModifier
        if alt and event.key() == Qt.Key.Key_Down and self._suggestions:
            self.open_menu()
            return True
        return super().key_pressed(event)

    def open_menu(self) -> None:
        """Tick what belongs in the list."""
        if self.input.isReadOnly():
            return
        chosen = split_list(self.typed())
        menu = QMenu(self)
        for text in self._suggestions:
            action = menu.addAction(text.replace("&", "&&"))
            action.setCheckable(True)
            action.setChecked(text in chosen)
            action.toggled.connect(lambda on, text=text: self._tick(text, on=on))
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(self.input.mapToGlobal(QPoint(0, self.input.height())))

    def _tick(self, text: str, *, on: bool) -> None:
        parts = [part for part in split_list(self.typed()) if part != text]
        self.input.setText(join_list([*parts, text] if on else parts))
        self.commit()


class FlagEditor(FieldEditor):
    """Yes or no."""

    input: QCheckBox

    def __init__(self, field: Field, parent: QWidget | None = None) -> None:
        super().__init__(field, parent)
        self.input.clicked.connect(lambda _on: self.commit())

    def make_input(self) -> QWidget:
        return QCheckBox()

    def put(self, value: str) -> None:
        self.input.setChecked(value == "yes")

    def typed(self) -> str:
        return "yes" if self.input.isChecked() else ""
