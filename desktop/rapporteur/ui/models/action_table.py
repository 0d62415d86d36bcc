"""The table of action items as Qt sees it: rows of items, and headings between them."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtGui import QBrush, QColor, QFont

from rapporteur.domain.actions import (
    ACTION_ITEM,
    DONE,
    DROPPED,
    IN_PROGRESS,
    OPEN,
    ActionItem,
    overdue,
)
from rapporteur.domain.errors import UserError
from rapporteur.domain.fields import Kind
from rapporteur.services.values import canonical
from rapporteur.ui.icons import icon
from rapporteur.ui.models.action_rows import Grouping, Heading, ItemRow, Row
from rapporteur.ui.models.action_texts import DEFAULT_COLUMNS, IN_PLACE, ActionTexts
from rapporteur.ui.theme import current_theme

Index = QModelIndex | QPersistentModelIndex
Write = Callable[[ActionItem, str, str], bool]
"""Called with an item, the key of a field and its new canonical value; False where refused."""

_ROOT = QModelIndex()

# Shape as well as colour: a ring, a clock, a tick, a bar; and a triangle for what is late.
STATE_ICONS = {OPEN: "circle", IN_PROGRESS: "clock", DONE: "check-circle", DROPPED: "skip"}
LATE_ICON = "warning"


class Role:
    """Roles beyond Qt's own."""

    ITEM_ID = Qt.ItemDataRole.UserRole + 1
    FIELD_KEY = Qt.ItemDataRole.UserRole + 2
    HEADING = Qt.ItemDataRole.UserRole + 3  # the key of a heading; None for an item


class ActionTableModel(QAbstractTableModel):
    """Shows what `show` hands it; typing calls `write`, and the file's answer is shown again."""

    def __init__(self, texts: ActionTexts, write: Write, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._texts = texts
        self._write = write
        self._rows: list[Row] = []
        self._grouping = Grouping.NONE
        self._columns: tuple[str, ...] = DEFAULT_COLUMNS
        self._places: dict[int, int] = {}
        self.read_only = False

    # ------------------------------------------------------------------- what is shown

    @property
    def columns(self) -> tuple[str, ...]:
        """The keys of the columns."""
        return self._columns

    def show_columns(self, columns: Sequence[str]) -> None:
        """Show these columns, in this order."""
        self.beginResetModel()
        self._columns = tuple(columns)
        self.endResetModel()

    def show(self, rows: Sequence[Row], by: Grouping) -> None:
        """Show these rows. The same items in the same places only have their texts refreshed."""
        shape, then = [_shape(row) for row in rows], [_shape(row) for row in self._rows]
        if shape == then and by is self._grouping:
            before, self._rows = self._rows, list(rows)
            for at, (old, new) in enumerate(zip(before, self._rows, strict=True)):
                if old != new:
                    self.dataChanged.emit(self.index(at, 0), self.index(at, len(self._columns) - 1))
            return
        self.beginResetModel()
        self._rows, self._grouping = list(rows), by
        self._places = {}
        for at, row in enumerate(rows):
            if isinstance(row, ItemRow):
                self._places.setdefault(row.item.id, at)
        self.endResetModel()

    def refresh(self) -> None:
        """Names, days or colours differ: every text is to be asked for again."""
        if self._rows:
            last = self.index(len(self._rows) - 1, len(self._columns) - 1)
            self.dataChanged.emit(self.index(0, 0), last)
            self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, len(self._columns) - 1)

    def row(self, at: int) -> Row:
        """The row at a place."""
        return self._rows[at]

    def heading_rows(self) -> list[int]:
        """Where headings stand."""
        return [at for at, row in enumerate(self._rows) if isinstance(row, Heading)]

    def item(self, at: int) -> ActionItem | None:
        """The item at a place; None for a heading and beyond the rows."""
        row = self._rows[at] if 0 <= at < len(self._rows) else None
        return row.item if isinstance(row, ItemRow) else None

    def place(self, item_id: int) -> int | None:
        """The first row of an item; None where it is not shown."""
        return self._places.get(item_id)

    # ----------------------------------------------------------------------- Qt's side

    def rowCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self._columns)

    def flags(self, index: Index) -> Qt.ItemFlag:
        found = super().flags(index)
        if not index.isValid() or self.read_only:
            return found
        if self.item(index.row()) is not None and self._columns[index.column()] in IN_PLACE:
            return found | Qt.ItemFlag.ItemIsEditable
        return found

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        inside = 0 <= section < len(self._columns)
        if orientation is Qt.Orientation.Horizontal and inside:
            if role == Qt.ItemDataRole.DisplayRole:
                return self._texts.title(self._columns[section])
            if role == Qt.ItemDataRole.TextAlignmentRole:
                return int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        row, key = self._rows[index.row()], self._columns[index.column()]
        if role == Role.FIELD_KEY:
            return key
        if isinstance(row, Heading):
            return self._heading(row, index.column(), role)
        item = row.item
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return self._texts.cell(item, key)
            case Qt.ItemDataRole.EditRole if key in IN_PLACE:
                field = ACTION_ITEM[key]
                return self._texts.cell(item, key) if field.kind is Kind.DATE else item[key]
            case Role.ITEM_ID:
                return item.id
            case Qt.ItemDataRole.ToolTipRole:
                return self._texts.cell(item, key)
            case _:
                return self._look(item, key, role)

    def setData(self, index: Index, value: object, role: int = Qt.ItemDataRole.EditRole) -> bool:
        item = self.item(index.row()) if index.isValid() else None
        if item is None or role != Qt.ItemDataRole.EditRole:
            return False
        key = self._columns[index.column()]
        try:
            new = canonical(ACTION_ITEM[key], str(value))
        except UserError:  # the editor has said so, and stays open
            return False
        return new != item[key] and self._write(item, key, new)

    # ----------------------------------------------------------------------- internals

    def _heading(self, row: Heading, column: int, role: int) -> object:
        """A heading is written in the first column, which the view spans over all."""
        if role == Role.HEADING:
            return row.key
        if role == Qt.ItemDataRole.FontRole:
            font = QFont()
            font.setBold(True)
            return font
        if role == Qt.ItemDataRole.BackgroundRole:
            return QBrush(QColor(current_theme().window))
        if column:
            return None
        name = self._texts.heading(row.key, self._grouping)
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            late = self.tr("%n overdue", "", row.late) if row.late else ""
            return "   ".join(filter(None, (name, str(row.count), late)))
        if role == Qt.ItemDataRole.DecorationRole:
            return icon("chevron-right" if row.collapsed else "chevron-down")
        return None

    def _look(self, item: ActionItem, key: str, role: int) -> object:
        late = overdue(item, self._texts.today)
        theme = current_theme()
        if role == Qt.ItemDataRole.ForegroundRole:
            if late and key == "due_words":
                return QBrush(QColor(theme.error))
            return QBrush(QColor(theme.muted)) if item.closed else None
        if role == Qt.ItemDataRole.DecorationRole:
            if key == "due_words" and late:
                return icon(LATE_ICON, colour=theme.error)
            if key == "status" and (name := STATE_ICONS.get(item["status"])):
                return icon(name, colour=theme.good if item["status"] == DONE else theme.muted)
        return None


def _shape(row: Row) -> tuple[object, ...]:
    return (row.key,) if isinstance(row, Heading) else (None, row.item.id)
