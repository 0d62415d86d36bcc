"""The columns of one set in their order: what is private about each, and what stands above it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import (
    QAbstractTableModel,
    QMimeData,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QFont

from rapporteur.domain.column_sets import ColumnSet
from rapporteur.domain.delegates import DELEGATE
from rapporteur.domain.editing import clean_text
from rapporteur.domain.languages import LANGUAGES
from rapporteur.ui.icons import icon
from rapporteur.ui.theme import current_theme
from rapporteur.ui.wording import privacy_word, privacy_words

_Index = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()
_MIME = "application/x-rapporteur-set-columns"

FIELD, PRIVATE, FIRST_HEADING = 0, 1, 2


class SetColumnsModel(QAbstractTableModel):
    """A row per column of the list. Edits are only asked for; `show_set` brings the answer."""

    heading_typed = Signal(str, str, str)
    """Field key, language, and the heading wanted ("" for the usual one)."""

    order_wanted = Signal(tuple)
    """The field keys in the order to which a row was dragged."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.keys: tuple[str, ...] = ()
        self.languages: tuple[str, ...] = ("en",)
        self.read_only = False
        self._set: ColumnSet | None = None

    def show_set(self, found: ColumnSet, languages: tuple[str, ...]) -> None:
        """Show what the file holds now."""
        self._set = found
        if found.fields != self.keys or languages != self.languages:
            self.beginResetModel()
            self.keys, self.languages = found.fields, languages
            self.endResetModel()
        elif self.keys:
            last = self.index(len(self.keys) - 1, self.columnCount() - 1)
            self.dataChanged.emit(self.index(0, 0), last)

    def language(self, column: int) -> str:
        """The language of the headings in a column of the table; "" for the other columns."""
        return self.languages[column - FIRST_HEADING] if column >= FIRST_HEADING else ""

    # Qt ------------------------------------------------------------------------------

    def rowCount(self, parent: _Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self.keys)

    def columnCount(self, parent: _Index = _ROOT) -> int:
        return 0 if parent.isValid() else FIRST_HEADING + len(self.languages)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        if orientation is not Qt.Orientation.Horizontal or role != Qt.ItemDataRole.DisplayRole:
            return None
        if section == FIELD:
            return self.tr("Column")
        if section == PRIVATE:
            return self.tr("Private")
        code = self.languages[section - FIRST_HEADING]
        return next(choice.label for choice in LANGUAGES if choice.code == code)

    def flags(self, index: _Index) -> Qt.ItemFlag:
        if not index.isValid():
            return Qt.ItemFlag.ItemIsDropEnabled
        own = super().flags(index)
        if self.read_only:
            return own
        own |= Qt.ItemFlag.ItemIsDragEnabled | Qt.ItemFlag.ItemIsDropEnabled
        return own | Qt.ItemFlag.ItemIsEditable if index.column() >= FIRST_HEADING else own

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid() or self._set is None:
            return None
        key, column = self.keys[index.row()], index.column()
        if column >= FIRST_HEADING:
            return self._heading(key, self.languages[column - FIRST_HEADING], role)
        private = privacy_word(DELEGATE[key].privacy)
        if role == Qt.ItemDataRole.DisplayRole:
            return DELEGATE[key].label if column == FIELD else private
        if role == Qt.ItemDataRole.DecorationRole and column == PRIVATE and private:
            return icon("lock", colour=current_theme().warning)
        if role in (Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole):
            what = privacy_words(DELEGATE[key].privacy)
            said = self.tr("{column}, private: {what}") if what else "{column}"
            return said.format(column=DELEGATE[key].label, what=what)
        return None

    def _heading(self, key: str, language: str, role: int) -> object:
        own = self._set.headings.get(key, {}).get(language, "") if self._set else ""
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.EditRole):
            return own or DELEGATE[key].title(language)
        if role == Qt.ItemDataRole.FontRole and own:
            font = QFont()
            font.setBold(True)
            return font
        if role == Qt.ItemDataRole.ForegroundRole and not own:
            return QColor(current_theme().muted)
        if role == Qt.ItemDataRole.ToolTipRole:
            usual = DELEGATE[key].title(language)
            if own:
                return self.tr("Usually “{0}”. Empty the cell to bring it back.").format(usual)
            return self.tr("The usual heading. Type another (F2).")
        return None

    def setData(self, index: _Index, value: object, role: int = Qt.ItemDataRole.EditRole) -> bool:
        if role != Qt.ItemDataRole.EditRole or not index.isValid() or self._set is None:
            return False
        key, language = self.keys[index.row()], self.language(index.column())
        text = clean_text(str(value))
        if not language or text == self._heading(key, language, Qt.ItemDataRole.EditRole):
            return False
        self.heading_typed.emit(key, language, text)
        return True

    # Dragging ------------------------------------------------------------------------

    def supportedDropActions(self) -> Qt.DropAction:
        return Qt.DropAction.MoveAction

    def mimeTypes(self) -> list[str]:
        return [_MIME]

    def mimeData(self, indexes: Sequence[QModelIndex]) -> QMimeData:
        data = QMimeData()
        rows = sorted({index.row() for index in indexes})
        data.setData(_MIME, ",".join(map(str, rows)).encode())
        return data

    def dropMimeData(
        self, data: QMimeData, action: Qt.DropAction, row: int, column: int, parent: _Index
    ) -> bool:
        """Ask for the new order. False, so that the view takes no rows away by itself."""
        del column
        if action is Qt.DropAction.MoveAction and data.hasFormat(_MIME):
            rows = [int(part) for part in bytes(data.data(_MIME).data()).decode().split(",")]
            target = row if row >= 0 else parent.row() if parent.isValid() else len(self.keys)
            self.move(rows, target)
        return False

    def move(self, rows: Sequence[int], before: int) -> None:
        """Ask for the order in which `rows` stand before the row `before`."""
        moved = [self.keys[row] for row in rows]
        above = [k for k in self.keys[:before] if k not in moved]
        below = [k for k in self.keys[before:] if k not in moved]
        order = (*above, *moved, *below)
        if order != self.keys:
            self.order_wanted.emit(order)
