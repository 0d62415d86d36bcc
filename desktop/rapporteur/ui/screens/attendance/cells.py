"""The cells of the roll: times are read strictly, and one that cannot be read stays open."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from rapporteur.domain.errors import UserError
from rapporteur.domain.meeting import ATTENDANCE
from rapporteur.services import values
from rapporteur.ui.models.roll_table import COLUMNS

_CLOSING = frozenset({Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Tab, Qt.Key.Key_Backtab})


class RollCells(QStyledItemDelegate):
    """Makes the editors of times and remarks."""

    refused = Signal(object)
    """A `UserError`: what was typed cannot be read; the editor stays open."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._keys: dict[QWidget, str] = {}

    def createEditor(
        self,
        parent: QWidget,
        _option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> QWidget:
        key = COLUMNS[index.column()]
        editor = QLineEdit(parent)
        editor.setAccessibleName(ATTENDANCE[key].label)
        if key != "remarks":
            editor.setPlaceholderText("10:05")
        self._keys[editor] = key
        editor.destroyed.connect(lambda: self._keys.pop(editor, None))
        return editor

    def eventFilter(self, editor: QObject, event: QEvent) -> bool:
        closing = (
            event.type() is QEvent.Type.KeyPress
            and isinstance(event, QKeyEvent)
            and event.key() in _CLOSING
        )
        if closing and isinstance(editor, QLineEdit) and not self._readable(editor):
            return True
        return super().eventFilter(editor, event)

    def _readable(self, editor: QLineEdit) -> bool:
        try:
            values.canonical(ATTENDANCE[self._keys[editor]], editor.text())
        except UserError as error:
            self.refused.emit(error)
            return False
        return True
