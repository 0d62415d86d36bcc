"""The points of one phase as a list: what is open first, then what is ready."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from rapporteur.domain.readiness.points import Point, State
from rapporteur.ui.screens.overview.words import PointWords

_Index = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()

POINT = Qt.ItemDataRole.UserRole
"""The `Point` itself."""
STATE_WORD = Qt.ItemDataRole.UserRole + 1

_ORDER = {State.MISSING: 0, State.PARTLY: 0, State.READY: 1, State.NOT_NEEDED: 2}


class PointsModel(QAbstractListModel):
    """Rows are replaced one by one, so that the cursor stays where it is while one works."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._points: list[Point] = []
        self._words = PointWords(self)

    def show_points(self, points: Sequence[Point]) -> None:
        """Show these, the open ones first, otherwise in their order."""
        ordered = sorted(points, key=lambda point: _ORDER[point.state])
        old, new = len(self._points), len(ordered)
        if new < old:
            self.beginRemoveRows(_ROOT, new, old - 1)
            del self._points[new:]
            self.endRemoveRows()
        elif new > old:
            self.beginInsertRows(_ROOT, old, new - 1)
            self._points += ordered[old:]
            self.endInsertRows()
        differing = [at for at, p in enumerate(ordered) if self._points[at] != p]
        self._points = ordered
        if differing:
            self.dataChanged.emit(self.index(differing[0]), self.index(differing[-1]))

    def point(self, row: int) -> Point:
        """The point at `row`."""
        return self._points[row]

    def rowCount(self, parent: _Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self._points)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        point = self._points[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return self._words.say(point)
        if role == STATE_WORD:
            return self._words.state(point)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{self._words.say(point)}, {self._words.state(point)}"
        if role == Qt.ItemDataRole.ToolTipRole:
            return self.tr("Space: confirm or take back") if point.tick else None
        if role == POINT:
            return point
        return None
