"""The lines of the palette: headings, commands, hits, and "show all" below a long group."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from rapporteur.services.marking import Marked
from rapporteur.services.search_everything import Hit
from rapporteur.ui.finding.commands import Command

_Index = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()

LINE = Qt.ItemDataRole.UserRole
"""The `Line` itself."""


NOTHING = Marked("")


class LineKind(Enum):
    """What a line is; a heading cannot be chosen."""

    HEADING = "heading"
    COMMAND = "command"
    HIT = "hit"
    MORE = "more"


@dataclass(frozen=True, slots=True)
class Line:
    """One line: what stands in it, and what choosing it does."""

    kind: LineKind
    title: Marked
    below: Marked = NOTHING
    prefix: str = ""  # the field in which the hit stands
    aside: str = ""  # a key, a number
    hit: Hit | None = None
    command: Command | None = None
    entity: str = ""


class PaletteModel(QAbstractListModel):
    """Replaced as a whole at every key press: it never holds more than fits a few pages."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._lines: Sequence[Line] = ()

    def show_lines(self, lines: Sequence[Line]) -> None:
        """Show these lines."""
        self.beginResetModel()
        self._lines = lines
        self.endResetModel()

    def line(self, row: int) -> Line:
        """The line at `row`."""
        return self._lines[row]

    def rowCount(self, parent: _Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self._lines)

    def flags(self, index: _Index) -> Qt.ItemFlag:
        if not index.isValid() or self._lines[index.row()].kind is LineKind.HEADING:
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        line = self._lines[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return line.title.text
        if role == Qt.ItemDataRole.AccessibleTextRole:
            parts = (line.title.text, line.prefix, line.below.text, line.aside)
            return ", ".join(part for part in parts if part)
        if role == LINE:
            return line
        return None

    def chosen_at(self, row: int) -> bool:
        """Whether the line at `row` can be chosen."""
        return 0 <= row < len(self._lines) and self._lines[row].kind is not LineKind.HEADING

    def next_from(self, row: int, step: int) -> int:
        """The next line that can be chosen, up or down, round the ends; -1 where there is none."""
        count = len(self._lines)
        for _ in range(count):
            row = (row + step) % count
            if self.chosen_at(row):
                return row
        return -1
