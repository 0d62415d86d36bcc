"""The entries of a corrigendum as a table, in the words and columns of the document."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from rapporteur.domain.delegates import DELEGATE
from rapporteur.domain.freezing import Line, ListChange
from rapporteur.exchange.outgoing.corrigendum import CorrigendumEntry

_Index = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()

_NUMBERS = (0, 2)
MASK = "••••"


def masked(change: ListChange) -> ListChange:
    """A change with dots in the place of passport data."""
    return replace(change, lines=tuple(map(_masked_line, change.lines)))


def _masked_line(line: Line) -> Line:
    if line.field not in DELEGATE or not DELEGATE[line.field].privacy.masked:
        return line
    was, now = (MASK if text else "" for text in (line.was, line.now))
    return replace(line, was=was, now=now)


class CorrigendumModel(QAbstractTableModel):
    """Read-only; a row per line. What belongs to the whole entry stands in its first row."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._titles: Sequence[str] = ()
        self._rows: list[tuple[str, ...]] = []

    def show_entries(self, titles: Sequence[str], entries: Sequence[CorrigendumEntry]) -> None:
        """Show `entries` under `titles`, the headings of the document."""
        self.beginResetModel()
        self._titles = titles
        self._rows = []
        for number, entry in enumerate(entries, 1):
            head: tuple[str, ...] = (str(number), entry.kind, str(entry.number), entry.name)
            for line in entry.lines or (("", "", ""),):
                self._rows.append((*head, *line))
                head = ("", "", "", "")
        self.endResetModel()

    def rowCount(self, parent: _Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: _Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self._titles)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        if orientation is not Qt.Orientation.Horizontal or not 0 <= section < len(self._titles):
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self._titles[section]
        return self._alignment(section) if role == Qt.ItemDataRole.TextAlignmentRole else None

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self._rows[index.row()][index.column()]
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return self._alignment(index.column())
        return None

    @staticmethod
    def _alignment(column: int) -> Qt.AlignmentFlag:
        side = Qt.AlignmentFlag.AlignHCenter if column in _NUMBERS else Qt.AlignmentFlag.AlignLeft
        return side | Qt.AlignmentFlag.AlignVCenter
