"""A plan of carrying over as a Qt tree: the kinds of pieces, and under each its pieces with ticks.

What is filtered away keeps its tick; ticking a kind ticks what is shown of it.
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import (
    QAbstractItemModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)
from PySide6.QtGui import QBrush, QColor, QFont

from rapporteur.domain.carrying import CarryLine, CarryPlan, Fate, Part
from rapporteur.services.search import Query
from rapporteur.ui.dialogs.carrying.wording import outcome, part_word
from rapporteur.ui.theme import current_theme

Index = QModelIndex | QPersistentModelIndex

WHAT, DETAIL, OUTCOME = range(3)
_Role = Qt.ItemDataRole
_Check = Qt.CheckState


class CarryLinesModel(QAbstractItemModel):
    """Shows a plan; `chosen` are the keys of the ticked pieces."""

    ticked = Signal()
    """Other pieces are ticked than before."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.chosen: frozenset[str] = frozenset()
        self._lines: tuple[CarryLine, ...] = ()
        self._query = Query("")
        self._only = False
        self._shown: list[tuple[Part, list[CarryLine]]] = []

    def show_plan(self, plan: CarryPlan, chosen: frozenset[str] | None = None) -> None:
        """Show a plan with these pieces ticked; without them, with those that it proposes."""
        self.beginResetModel()
        self._lines = plan.lines
        possible = {line.key for line in plan.lines if line.choosable}
        self.chosen = plan.proposed() if chosen is None else chosen & possible
        self._find()
        self.endResetModel()
        self.ticked.emit()

    def show_found(self, text: str, *, choosable: bool = False) -> None:
        """Show the pieces in which every word of `text` occurs, in either script.

        With `choosable` only those that can be ticked.
        """
        self.beginResetModel()
        self._query, self._only = Query(text), choosable
        self._find()
        self.endResetModel()

    def counts(self) -> tuple[int, int]:
        """How many pieces are ticked, of how many that can be."""
        return len(self.chosen), sum(line.choosable for line in self._lines)

    def line_at(self, index: Index) -> CarryLine | None:
        """The piece at an index; None for a kind."""
        if not index.isValid() or not index.internalId():
            return None
        return self._shown[index.internalId() - 1][1][index.row()]

    # Qt ------------------------------------------------------------------------------

    def index(self, row: int, column: int, parent: Index = QModelIndex()) -> QModelIndex:  # noqa: B008 - Qt's signature
        if not self.hasIndex(row, column, parent):
            return QModelIndex()
        return self.createIndex(row, column, parent.row() + 1 if parent.isValid() else 0)

    def parent(self, index: Index = QModelIndex()) -> QModelIndex:  # type: ignore[override]  # noqa: B008 - Qt's signature
        if not index.isValid() or not index.internalId():
            return QModelIndex()
        return self.createIndex(index.internalId() - 1, 0, 0)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        if not parent.isValid():
            return len(self._shown)
        if parent.internalId() or parent.column():
            return 0
        return len(self._shown[parent.row()][1])

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: ARG002, B008 - Qt's signature
        return OUTCOME + 1

    def flags(self, index: Index) -> Qt.ItemFlag:
        found = super().flags(index)
        if index.isValid() and index.column() == WHAT and self._choosable(index):
            found |= Qt.ItemFlag.ItemIsUserCheckable
        return found

    def data(self, index: Index, role: int = _Role.DisplayRole) -> object:
        if not index.isValid():
            return None
        line = self.line_at(index)
        if role == _Role.CheckStateRole:
            return self._state(index) if index.column() == WHAT else None
        if line is None:
            return self._kind_data(index, role)
        text = (line.name, line.detail, outcome(line, chosen=line.key in self.chosen))
        if role in (_Role.DisplayRole, _Role.ToolTipRole):
            return text[index.column()]
        if role == _Role.AccessibleTextRole:
            return text[index.column()] if index.column() else ", ".join(filter(None, text))
        if role == _Role.ForegroundRole and index.column() != WHAT:
            return QBrush(QColor(self._colour(line, index.column())))
        return None

    def setData(self, index: Index, value: object, role: int = _Role.EditRole) -> bool:
        if role != _Role.CheckStateRole or not index.isValid() or not self._choosable(index):
            return False
        wanted = _Check(value) != _Check.Unchecked
        line = self.line_at(index)
        lines = [line] if line is not None else self._shown[index.row()][1]
        keys = frozenset(one.key for one in lines if one.choosable)
        self.chosen = self.chosen | keys if wanted else self.chosen - keys
        top = index.parent() if line is not None else index
        place = top.row()
        self.dataChanged.emit(self.index(place, 0), self.index(place, OUTCOME))
        kind = self.index(place, 0)
        last = self.rowCount(kind) - 1
        self.dataChanged.emit(self.index(0, 0, kind), self.index(last, OUTCOME, kind))
        self.ticked.emit()
        return True

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = _Role.DisplayRole
    ) -> object:
        if role != _Role.DisplayRole or orientation != Qt.Orientation.Horizontal:
            return None
        return (self.tr("What"), self.tr("More about it"), self.tr("What becomes of it"))[section]

    # Internals -----------------------------------------------------------------------

    def _find(self) -> None:
        found = [
            line
            for line in self._lines
            if (line.choosable or not self._only) and self._query.matches(line.search)
        ]
        self._shown = [
            (part, own) for part in Part if (own := [line for line in found if line.part is part])
        ]

    def _choosable(self, index: Index) -> bool:
        line = self.line_at(index)
        if line is not None:
            return line.choosable
        return any(one.choosable for one in self._shown[index.row()][1])

    def _state(self, index: Index) -> Qt.CheckState | None:
        if not self._choosable(index):
            return None
        line = self.line_at(index)
        lines: Sequence[CarryLine] = [line] if line is not None else self._shown[index.row()][1]
        ticks = {one.key in self.chosen for one in lines if one.choosable}
        if len(ticks) > 1:
            return _Check.PartiallyChecked
        return _Check.Checked if ticks == {True} else _Check.Unchecked

    def _kind_data(self, index: Index, role: int) -> object:
        part, lines = self._shown[index.row()]
        if role == _Role.FontRole and index.column() == WHAT:
            font = QFont()
            font.setBold(True)
            return font
        if role != _Role.DisplayRole:
            return None
        choosable = [line for line in lines if line.choosable]
        if index.column() == WHAT:
            return f"{part_word(part)} ({len(lines)})"
        if index.column() == OUTCOME and choosable:
            number = sum(line.key in self.chosen for line in choosable)
            return self.tr("{0} of {1} chosen").format(number, len(choosable))
        return None

    def _colour(self, line: CarryLine, column: int) -> str:
        theme = current_theme()
        if column == DETAIL:
            return theme.muted
        comes = line.key in self.chosen if line.choosable else line.fate is Fate.TAKEN
        if comes:
            return theme.good
        return theme.warning if line.fate is Fate.DIFFERS else theme.muted
