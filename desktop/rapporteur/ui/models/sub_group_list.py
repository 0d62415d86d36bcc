"""The sub-groups as a list: one line each, filtered by what is typed in either script."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from rapporteur.services.search import Query
from rapporteur.services.subgroups.overview import GroupLine

_Index = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()
LINE = Qt.ItemDataRole.UserRole


class SubGroupListModel(QAbstractListModel):
    """Lines that match the filter. `LINE` is the role of the `GroupLine` itself."""

    def __init__(self, spoken: Callable[[GroupLine], str], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._spoken = spoken
        self._all: Sequence[GroupLine] = ()
        self._query = Query("")
        self.lines: list[GroupLine] = []

    def show(self, lines: Sequence[GroupLine]) -> None:
        """Show these lines, as far as the filter lets them through."""
        self._all = lines
        self._refill()

    def look_for(self, text: str) -> None:
        """Filter by what is typed."""
        self._query = Query(text)
        self._refill()

    def row_of(self, group_id: int) -> int:
        """The row of a sub-group; -1 where it is not shown."""
        return next((i for i, line in enumerate(self.lines) if line.group.id == group_id), -1)

    def rowCount(self, parent: _Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self.lines)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid() or index.row() >= len(self.lines):
            return None
        line = self.lines[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return line.group.name()
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self._spoken(line)
        return line if role == LINE else None

    def _refill(self) -> None:
        fresh = [x for x in self._all if not self._query or self._query.matches(x.key)]
        if [x.group.id for x in fresh] == [x.group.id for x in self.lines]:
            self.lines = fresh  # the current line stays where it is
            if fresh:
                self.dataChanged.emit(self.index(0), self.index(len(fresh) - 1))
            return
        self.beginResetModel()
        self.lines = fresh
        self.endResetModel()
