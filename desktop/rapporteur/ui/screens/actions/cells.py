"""How a cell of the actions table is typed into, and where the cursor is seen."""

from __future__ import annotations

from PySide6.QtCore import QAbstractItemModel, QEvent, QObject, QRect, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPalette, QPen
from PySide6.QtWidgets import (
    QAbstractItemDelegate,
    QComboBox,
    QLineEdit,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from rapporteur.domain.actions import ACTION_ITEM
from rapporteur.domain.errors import UserError
from rapporteur.domain.fields import Field, Kind
from rapporteur.services.values import canonical
from rapporteur.ui.models.action_table import Index, Role
from rapporteur.ui.models.action_texts import RESPONSIBLE
from rapporteur.ui.theme import GRID

_CLOSING_KEYS = frozenset({Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Tab, Qt.Key.Key_Backtab})

# Cells of two lines that say two things: neither may push the other out.
_LINE_BY_LINE = (RESPONSIBLE, "due_words")


class ActionCells(QStyledItemDelegate):
    """Frames the current cell; edits a status by choosing, everything else in a line."""

    refused = Signal(object)
    """A `UserError`: what was typed cannot be read; the editor stays open."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._fields: dict[QWidget, Field] = {}

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        super().paint(painter, option, index)
        if not option.state & QStyle.StateFlag.State_HasFocus:
            return
        selected = option.state & QStyle.StateFlag.State_Selected
        role = QPalette.ColorRole.HighlightedText if selected else QPalette.ColorRole.Highlight
        painter.save()
        painter.setPen(QPen(option.palette.color(role), 2))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        rect: QRect = option.rect
        painter.drawRect(rect.adjusted(2, 2, -2, -2))
        painter.restore()

    def initStyleOption(self, option: QStyleOptionViewItem, index: Index) -> None:
        super().initStyleOption(option, index)
        option.textElideMode = Qt.TextElideMode.ElideRight
        if index.data(Role.FIELD_KEY) in _LINE_BY_LINE:
            option.features &= ~QStyleOptionViewItem.ViewItemFeature.WrapText

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        del option
        field = ACTION_ITEM[str(index.data(Role.FIELD_KEY))]
        editor: QWidget
        if field.kind is Kind.CHOICE:
            editor = combo = QComboBox(parent)
            for choice in field.choices:
                combo.addItem(choice.label, choice.code)
            combo.activated.connect(lambda _row: self._accept(combo))
        else:
            editor = line = QLineEdit(parent)
            line.setAcceptDrops(False)  # a dragged file is for the window
            line.setFrame(False)
        editor.setAccessibleName(field.title())
        self._fields[editor] = field
        editor.destroyed.connect(lambda: self._fields.pop(editor, None))
        return editor

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        text = str(index.data(Qt.ItemDataRole.EditRole) or "")
        if isinstance(editor, QComboBox):
            editor.setCurrentIndex(max(editor.findData(text), 0))
        elif isinstance(editor, QLineEdit) and not editor.isModified():
            editor.setText(text)
            editor.selectAll()

    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: Index) -> None:
        model.setData(model.index(index.row(), index.column()), _typed(editor))

    def updateEditorGeometry(
        self, editor: QWidget, option: QStyleOptionViewItem, index: Index
    ) -> None:
        del index
        rect: QRect = option.rect
        wide = max(rect.width(), min(editor.sizeHint().width(), 30 * GRID))
        editor.setGeometry(rect.x(), rect.y(), wide, rect.height())

    def eventFilter(self, editor: QObject, event: QEvent) -> bool:
        if (
            event.type() is QEvent.Type.KeyPress
            and isinstance(event, QKeyEvent)
            and event.key() in _CLOSING_KEYS
            and isinstance(editor, QWidget)
            and self._refuses(editor)
        ):
            return True
        return super().eventFilter(editor, event)

    def _accept(self, editor: QWidget) -> None:
        self.commitData.emit(editor)
        self.closeEditor.emit(editor, QAbstractItemDelegate.EndEditHint.NoHint)

    def _refuses(self, editor: QWidget) -> bool:
        field = self._fields.get(editor)
        if field is None:
            return False
        try:
            canonical(field, _typed(editor))
        except UserError as error:
            self.refused.emit(error)
            return True
        return False


def _typed(editor: QWidget) -> str:
    if isinstance(editor, QComboBox):
        return str(editor.currentData() or "")
    return editor.text() if isinstance(editor, QLineEdit) else ""
