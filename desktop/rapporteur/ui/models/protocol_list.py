"""The Protocol as a list: one row per paragraph or heading, dragged to another place."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import (
    QAbstractListModel,
    QByteArray,
    QMimeData,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)

from rapporteur.ui.models.protocol_rows import Row

_Index = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()
_MIME = "application/x-rapporteur-paragraphs"
ROW = Qt.ItemDataRole.UserRole


class ProtocolListModel(QAbstractListModel):
    """Rows as they are given. `ROW` is the role of the `Row` itself.

    `spoken` says a row in words, for programs that read the screen aloud and for the tool tip.
    """

    dropped = Signal(list, int)
    """Ids of paragraphs that were dragged, and the row before which they were dropped."""

    def __init__(self, spoken: Callable[[Row], str], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._spoken = spoken
        self._places: dict[int, int] = {}
        self.rows: list[Row] = []
        self.read_only = False

    def show(self, rows: Sequence[Row]) -> None:
        """Show these rows; where they are the same ones, only what differs is announced."""
        fresh = list(rows)
        if [row.id for row in fresh] != [row.id for row in self.rows]:
            self.beginResetModel()
            self.rows = fresh
            self._places = {row.id: at for at, row in enumerate(fresh)}
            self.endResetModel()
            return
        before, self.rows = self.rows, fresh
        for at, (old, new) in enumerate(zip(before, fresh, strict=True)):
            if _look(old) != _look(new):
                self.dataChanged.emit(self.index(at), self.index(at))

    def row_of(self, paragraph_id: int) -> int:
        """The row of a paragraph; -1 where it is not shown."""
        return self._places.get(paragraph_id, -1)

    def row_at(self, at: int) -> Row | None:
        """The row at a place."""
        return self.rows[at] if 0 <= at < len(self.rows) else None

    def repaint(self) -> None:
        """Say that every row is drawn otherwise now."""
        if self.rows:
            self.dataChanged.emit(self.index(0), self.index(len(self.rows) - 1))

    # Qt ------------------------------------------------------------------------------

    def rowCount(self, parent: _Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self.rows)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        row = self.row_at(index.row()) if index.isValid() else None
        if row is None:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return row.line.text()
        if role in (Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole):
            return self._spoken(row)
        return row if role == ROW else None

    def flags(self, index: _Index) -> Qt.ItemFlag:
        if not index.isValid():  # between two rows
            return Qt.ItemFlag.NoItemFlags if self.read_only else Qt.ItemFlag.ItemIsDropEnabled
        found = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        return found if self.read_only else found | Qt.ItemFlag.ItemIsDragEnabled

    def supportedDropActions(self) -> Qt.DropAction:
        return Qt.DropAction.MoveAction

    def mimeTypes(self) -> list[str]:
        return [_MIME]

    def mimeData(self, indexes: Sequence[QModelIndex]) -> QMimeData:
        data = QMimeData()
        rows = sorted({index.row() for index in indexes})
        ids = [str(self.rows[at].id) for at in rows]
        data.setData(_MIME, QByteArray(",".join(ids).encode()))
        return data

    def canDropMimeData(
        self, data: QMimeData, _action: Qt.DropAction, _row: int, _column: int, _parent: _Index
    ) -> bool:
        return data.hasFormat(_MIME) and not self.read_only

    def dropMimeData(
        self, data: QMimeData, _action: Qt.DropAction, row: int, _column: int, parent: _Index
    ) -> bool:
        if not data.hasFormat(_MIME) or self.read_only:
            return False
        at = row if row >= 0 else parent.row() if parent.isValid() else len(self.rows)
        ids = [int(one) for one in bytes(data.data(_MIME).data()).decode().split(",") if one]
        self.dropped.emit(ids, at)
        return False  # the rows move when the file has answered


def _look(row: Row) -> tuple[object, ...]:
    """What of a row is seen; a record with the same version has the same values."""
    line = row.line
    seen = (line.paragraph.version, line.number, line.side, row.open, row.standing, row.folded)
    return (*seen, *line.texts.items())
