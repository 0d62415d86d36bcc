"""How a cell of the delegates table is painted and typed into.

A stripe at the left edge tells the side (its label stands in the Side column); the editor of a
cell fits the kind of the field and stays open while what was typed cannot be read.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QAbstractItemModel, QEvent, QObject, QRect, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPalette, QPen
from PySide6.QtWidgets import (
    QAbstractItemDelegate,
    QComboBox,
    QCompleter,
    QLineEdit,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from rapporteur.domain.delegates import DELEGATE
from rapporteur.domain.errors import UserError
from rapporteur.domain.fields import Field, Kind
from rapporteur.services import values
from rapporteur.ui.models.delegate_table import Index, Role
from rapporteur.ui.theme import GRID

STRIPE = 4

_CLOSING_KEYS = frozenset({Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Tab, Qt.Key.Key_Backtab})

PresetsOf = Callable[[int, Field], Sequence[str]]


class CellDelegate(QStyledItemDelegate):
    """Paints cells and makes their editors. `presets_of` gives suggestions for a person's field."""

    refused = Signal(object)
    """A `UserError`: what was typed cannot be read; the editor stays open."""

    def __init__(self, presets_of: PresetsOf, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._presets_of = presets_of
        self._fields: dict[QWidget, Field] = {}

    # ------------------------------------------------------------------------ painting

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        super().paint(painter, option, index)
        tint = index.data(Role.SIDE_TINT)
        if isinstance(tint, QColor) and self._is_first(option, index):
            rect: QRect = option.rect
            painter.fillRect(rect.x(), rect.y(), STRIPE, rect.height(), tint)
        if option.state & QStyle.StateFlag.State_HasFocus:
            self._paint_cursor(painter, option)

    @staticmethod
    def _paint_cursor(painter: QPainter, option: QStyleOptionViewItem) -> None:
        """Frame the cell that F2 would edit; the style's own line of dots is hardly seen."""
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

    @staticmethod
    def _is_first(option: QStyleOptionViewItem, index: Index) -> bool:
        """Whether the cell stands at the left edge, wherever the user dragged the columns."""
        view = option.widget
        return (
            isinstance(view, QTableView)
            and view.horizontalHeader().visualIndex(index.column()) == 0
        )

    # ------------------------------------------------------------------------- editing

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        del option
        field = DELEGATE[str(index.data(Role.FIELD_KEY))]
        editor: QWidget
        if field.kind is Kind.CHOICE:
            editor = self._choice_editor(parent, field)
        else:
            presets = self._presets_of(int(index.data(Role.DELEGATE_ID)), field)
            editor = line = self._line_editor(parent, presets)
            # Enter in the list of suggestions never passes the event filter below.
            line.returnPressed.connect(lambda: QTimer.singleShot(0, line, self._accept_typed(line)))
        editor.setAccessibleName(field.title())
        self._fields[editor] = field
        editor.destroyed.connect(lambda: self._fields.pop(editor, None))
        return editor

    @staticmethod
    def _line_editor(parent: QWidget, presets: Sequence[str]) -> QLineEdit:
        line = QLineEdit(parent)
        line.setAcceptDrops(False)  # a dragged file is for the window
        line.setFrame(False)
        if presets:
            completer = QCompleter(list(presets), line)
            completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
            completer.setFilterMode(Qt.MatchFlag.MatchContains)
            line.setCompleter(completer)
        return line

    def _choice_editor(self, parent: QWidget, field: Field) -> QComboBox:
        combo = QComboBox(parent)
        combo.addItem(field.empty, "")
        for choice in field.choices:
            combo.addItem(choice.label, choice.code)
        combo.activated.connect(lambda _row: self._accept(combo))
        return combo

    def _accept_typed(self, line: QLineEdit) -> Callable[[], None]:
        """Accept a line once its list of suggestions has closed, if it can be read."""

        def accept() -> None:
            if line in self._fields and not self._refuses(line):
                self._accept(line)

        return accept

    def _accept(self, editor: QWidget) -> None:
        self.commitData.emit(editor)
        self.closeEditor.emit(editor, QAbstractItemDelegate.EndEditHint.NoHint)

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        text = str(index.data(Qt.ItemDataRole.EditRole) or "")
        if isinstance(editor, QComboBox):
            editor.setCurrentIndex(max(editor.findData(text), 0))
        elif isinstance(editor, QLineEdit) and not editor.isModified():
            # A half-typed cell is left alone when the file answers about another field.
            editor.setText(text)
            editor.selectAll()

    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: Index) -> None:
        model.setData(model.index(index.row(), index.column()), self._typed(editor))

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

    def _refuses(self, editor: QWidget) -> bool:
        field = self._fields.get(editor)
        if field is None:
            return False
        try:
            values.canonical(field, self._typed(editor))
        except UserError as error:
            self.refused.emit(error)
            return True
        return False

    @staticmethod
    def _typed(editor: QWidget) -> str:
        if isinstance(editor, QComboBox):
            return str(editor.currentData() or "")
        return editor.text() if isinstance(editor, QLineEdit) else ""
