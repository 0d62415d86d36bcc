"""The delegates as a Qt table: frozen records behind it, a list of visible ids in front.

Not a proxy: the screen hands over the ids to show, already filtered and sorted, and the model
tells the view the smallest truth about what is different. It keeps no value of its own; an
edited cell goes to a command, and the file answers with new records.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtCore import (
    QAbstractTableModel,
    QMimeData,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
)
from PySide6.QtGui import QBrush, QColor, QFont, QIcon

from rapporteur.domain.delegates import DELEGATE, Delegate
from rapporteur.domain.fields import Kind
from rapporteur.ui.icons import icon
from rapporteur.ui.models.delegate_columns import (
    CHECKS,
    DEFAULT_COLUMNS,
    FULL_NAME,
    NUMBER,
    CellTexts,
    editable,
)
from rapporteur.ui.theme import current_theme

Index = QModelIndex | QPersistentModelIndex
EditCommand = Callable[[Delegate, str, str], bool]
MoveCommand = Callable[[list[int], int | None], bool]

MIME_DELEGATES = "application/x-rapporteur-delegates"

# Above this many separate changes telling the view each of them costs more than a reset.
_MAX_RANGES = 24

_NO_INDEX = QModelIndex()


class Role:
    """Roles beyond Qt's own."""

    DELEGATE_ID = Qt.ItemDataRole.UserRole + 1
    SIDE_TINT = Qt.ItemDataRole.UserRole + 2  # QColor of the delegate's side, for the stripe
    FIELD_KEY = Qt.ItemDataRole.UserRole + 3


@dataclass(frozen=True, slots=True)
class Marker:
    """The checks' verdict on one delegate: how bad, and in words, one finding per line."""

    icon: QIcon
    text: str


@dataclass(frozen=True, slots=True)
class RowColours:
    """Colours of a row: stripe and quiet ground by side id, and the ink of people not coming."""

    tints: Mapping[int, QColor]
    grounds: Mapping[int, QColor]
    withdrawn: QColor


class DelegateTableModel(QAbstractTableModel):
    """Rows are visible delegates, columns are keys of the catalogue.

    `edit` and `move` are commands: they change the file and say whether it accepted; the
    model changes when new records are shown to it, and only then.
    """

    def __init__(self, edit: EditCommand, move: MoveCommand, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._edit = edit
        self._move = move
        self._records: Mapping[int, Delegate] = {}
        self._ids: list[int] = []
        self._rows: dict[int, int] | None = None
        self._columns: tuple[str, ...] = DEFAULT_COLUMNS
        self._texts = CellTexts()
        self._markers: Mapping[int, Marker] = {}
        self._notes: Mapping[int, str] = {}
        self._colours = RowColours({}, {}, QColor(Qt.GlobalColor.gray))
        self._withdrawn_font = QFont()
        self._withdrawn_font.setStrikeOut(True)

    # ------------------------------------------------------------------ what is shown

    def show(self, records: Mapping[int, Delegate], ids: Sequence[int]) -> None:
        """Show `ids` of `records`; signals say only what differs from before.

        `records` is kept, not copied, and must never change: a changed roster is a new mapping.
        """
        old, wanted = self._records, list(ids)
        if wanted != self._ids and not self._rearrange(records, wanted):
            self.beginResetModel()
            self._records, self._ids, self._rows = records, wanted, None
            self.endResetModel()
            return
        self._records = records
        if records is not old:
            self._tell_changed(old)

    def show_columns(self, columns: Sequence[str]) -> None:
        """Show these columns, in this order."""
        if tuple(columns) == self._columns:
            return
        self.beginResetModel()
        self._columns = tuple(columns)
        self.endResetModel()

    def set_texts(self, texts: CellTexts) -> None:
        """Use other names of the sides, or another language."""
        self._texts = texts
        self._tell_all()

    def set_markers(self, markers: Mapping[int, Marker]) -> None:
        """Mark delegates on which there are findings; only rows whose marker differs repaint."""
        old, self._markers = self._markers, markers
        self._tell_marked(old, markers)

    def set_notes(self, notes: Mapping[int, str]) -> None:
        """Mark delegates quietly, below the checks: something to know, nothing to correct."""
        old, self._notes = self._notes, notes
        self._tell_marked(old, notes)

    def set_colours(self, colours: RowColours) -> None:
        """Use the colours of another theme."""
        self._colours = colours
        self._tell_all()

    # ----------------------------------------------------------------------- asking

    @property
    def columns(self) -> tuple[str, ...]:
        """The keys of the columns shown."""
        return self._columns

    @property
    def ids(self) -> list[int]:
        """The ids shown, from top to bottom."""
        return list(self._ids)

    def delegate(self, index: Index) -> Delegate:
        """The record of a row; `index` must be valid."""
        return self._records[self._ids[index.row()]]

    def row_of(self, delegate_id: int) -> int | None:
        """The row in which a delegate stands; None where it is filtered out."""
        if self._rows is None:
            self._rows = {i: row for row, i in enumerate(self._ids)}
        return self._rows.get(delegate_id)

    def key(self, column: int) -> str:
        """The field of a column."""
        return self._columns[column]

    # --------------------------------------------------------------- Qt's side of it

    def rowCount(self, parent: Index = _NO_INDEX) -> int:
        return 0 if parent.isValid() else len(self._ids)

    def columnCount(self, parent: Index = _NO_INDEX) -> int:
        return 0 if parent.isValid() else len(self._columns)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        delegate, key = self.delegate(index), self._columns[index.column()]
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return self._texts.shown(delegate, key)
            case Qt.ItemDataRole.EditRole if editable(key):
                return self._texts.editable_text(delegate, key)
            case Role.DELEGATE_ID:
                return delegate.id
            case Role.FIELD_KEY:
                return key
            case Role.SIDE_TINT:
                return self._colours.tints.get(delegate.side_id)
            case _:
                return self._look(delegate, key, role)

    def _look(self, delegate: Delegate, key: str, role: int) -> object:
        """Everything about a cell that is not its text."""
        match role:
            case Qt.ItemDataRole.BackgroundRole if ground := self._colours.grounds.get(
                delegate.side_id
            ):
                return QBrush(ground)
            case Qt.ItemDataRole.ForegroundRole if delegate.withdrawn:
                return QBrush(self._colours.withdrawn)
            case Qt.ItemDataRole.FontRole if delegate.withdrawn and key != "status":
                return self._withdrawn_font
            case Qt.ItemDataRole.TextAlignmentRole if key == NUMBER:
                return Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
            case Qt.ItemDataRole.DecorationRole if key == CHECKS:
                marker = self._markers.get(delegate.id)
                return marker.icon if marker else self._note_icon(delegate.id)
            case Qt.ItemDataRole.AccessibleTextRole:
                return self._accessible_text(delegate, key)
        return None

    def _accessible_text(self, delegate: Delegate, key: str) -> str:
        if key == CHECKS:
            return self._marker_text(delegate.id) or self.tr("Nothing found by the checks")
        text = self._texts.shown(delegate, key)
        if key == FULL_NAME and delegate.withdrawn:
            return self.tr("{name}, withdrawn").format(name=text)
        return text

    def marker_text(self, index: Index) -> str:
        """What the checks found on a row, and its notes, one per line; "" for nothing."""
        return self._marker_text(self.delegate(index).id)

    def _marker_text(self, delegate_id: int) -> str:
        marker = self._markers.get(delegate_id)
        texts = (marker.text if marker else "", self._notes.get(delegate_id, ""))
        return "\n".join(text for text in texts if text)

    def _note_icon(self, delegate_id: int) -> QIcon | None:
        return icon("edit", colour=current_theme().muted) if delegate_id in self._notes else None

    def headerData(
        self,
        section: int,
        orientation: Qt.Orientation,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> object:
        if orientation is not Qt.Orientation.Horizontal or not 0 <= section < len(self._columns):
            return None
        key = self._columns[section]
        if role == Qt.ItemDataRole.DisplayRole:
            return "" if key == CHECKS else DELEGATE[key].title(self._texts.language)
        if role == Qt.ItemDataRole.AccessibleTextRole and key == CHECKS:
            return self.tr("Checks")
        if role == Qt.ItemDataRole.TextAlignmentRole:
            side = Qt.AlignmentFlag.AlignRight if key == NUMBER else Qt.AlignmentFlag.AlignLeft
            return side | Qt.AlignmentFlag.AlignVCenter
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        if not index.isValid():
            return Qt.ItemFlag.ItemIsDropEnabled  # below the last row
        flags = (
            Qt.ItemFlag.ItemIsEnabled
            | Qt.ItemFlag.ItemIsSelectable
            | Qt.ItemFlag.ItemIsDragEnabled
            | Qt.ItemFlag.ItemNeverHasChildren
        )
        return flags | Qt.ItemFlag.ItemIsEditable if self._can_edit(index) else flags

    def _can_edit(self, index: Index) -> bool:
        key = self._columns[index.column()]
        return editable(key) and DELEGATE[key].kind is not Kind.IMAGE

    def setData(self, index: Index, value: object, role: int = Qt.ItemDataRole.EditRole) -> bool:
        """Send what was typed to the file; the cell changes when the file answers."""
        if role != Qt.ItemDataRole.EditRole or not index.isValid() or not self._can_edit(index):
            return False
        delegate, key = self.delegate(index), self._columns[index.column()]
        text = str(value)
        if text == self._texts.editable_text(delegate, key):
            return True
        return self._edit(delegate, key, text)

    # ------------------------------------------------------------------- drag and drop

    def supportedDropActions(self) -> Qt.DropAction:
        return Qt.DropAction.MoveAction

    def mimeTypes(self) -> list[str]:
        return [MIME_DELEGATES]

    def mimeData(self, indexes: Sequence[QModelIndex]) -> QMimeData:
        rows = sorted({index.row() for index in indexes})
        data = QMimeData()
        data.setData(MIME_DELEGATES, " ".join(str(self._ids[row]) for row in rows).encode())
        return data

    def dropMimeData(
        self, data: QMimeData, action: Qt.DropAction, row: int, column: int, parent: Index
    ) -> bool:
        """Move the dragged delegates before the row they were dropped on or above.

        Always False: the view must not remove the dragged rows itself, the file's answer
        has already put them where they belong.
        """
        del column
        if action is not Qt.DropAction.MoveAction or not data.hasFormat(MIME_DELEGATES):
            return False
        dragged = [int(part) for part in bytes(data.data(MIME_DELEGATES).data()).split()]
        target = parent.row() if parent.isValid() else row
        before = self._ids[target] if 0 <= target < len(self._ids) else None
        self._move(dragged, before)
        return False

    # --------------------------------------------------------------------- differences

    def _tell_marked(self, old: Mapping[int, object], new: Mapping[int, object]) -> None:
        if CHECKS not in self._columns:
            return
        column = self._columns.index(CHECKS)
        for delegate_id in old.keys() | new.keys():
            row = self.row_of(delegate_id)
            if row is not None and old.get(delegate_id) != new.get(delegate_id):
                index = self.index(row, column)
                self.dataChanged.emit(index, index)

    def _rearrange(self, records: Mapping[int, Delegate], new_ids: list[int]) -> bool:
        """Bring the rows to `new_ids` in few steps; False where a reset is cheaper."""
        old_set, new_set = set(self._ids), set(new_ids)
        removed = _ranges([row for row, i in enumerate(self._ids) if i not in new_set])
        added = _ranges([row for row, i in enumerate(new_ids) if i not in old_set])
        if len(removed) + len(added) > _MAX_RANGES:
            return False
        for first, last in reversed(removed):
            self.beginRemoveRows(_NO_INDEX, first, last)
            del self._ids[first : last + 1]
            self._rows = None
            self.endRemoveRows()
        self._permute([i for i in new_ids if i in old_set])
        # Only now: a removed row had to find its old record until the view forgot it.
        self._records = records
        for first, last in added:
            self.beginInsertRows(_NO_INDEX, first, last)
            self._ids[first:first] = new_ids[first : last + 1]
            self._rows = None
            self.endInsertRows()
        return True

    def _permute(self, ids: list[int]) -> None:
        """Put the same rows in another order; selection and current cell move along."""
        if ids == self._ids:
            return
        self.layoutAboutToBeChanged.emit()
        persistent = self.persistentIndexList()
        row_of = {i: row for row, i in enumerate(ids)}
        moved = [self.createIndex(row_of[self._ids[p.row()]], p.column()) for p in persistent]
        self._ids, self._rows = ids, None
        self.changePersistentIndexList(persistent, moved)
        self.layoutChanged.emit()

    def _tell_changed(self, old: Mapping[int, Delegate]) -> None:
        """Emit `dataChanged` for the rows whose record is another than in `old`."""
        new = self._records
        rows = [row for row, i in enumerate(self._ids) if i in old and old[i] != new[i]]
        for first, last in _ranges(rows):
            self.dataChanged.emit(
                self.index(first, 0), self.index(last, max(len(self._columns) - 1, 0))
            )

    def _tell_all(self) -> None:
        if self._ids and self._columns:
            self.dataChanged.emit(
                self.index(0, 0), self.index(len(self._ids) - 1, len(self._columns) - 1)
            )


def _ranges(rows: Sequence[int]) -> list[tuple[int, int]]:
    """Ascending `rows` as first and last of each unbroken stretch."""
    found: list[tuple[int, int]] = []
    for row in rows:
        if found and row == found[-1][1] + 1:
            found[-1] = (found[-1][0], row)
        else:
            found.append((row, row))
    return found
