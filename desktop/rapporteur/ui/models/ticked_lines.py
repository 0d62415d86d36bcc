"""What two tables of things that came back have in common: lines that are taken or left by a tick.

Each shows lines of a plan; a tick says that a line is taken, and ticking is the only edit.
"""

from __future__ import annotations

from collections.abc import Iterable
from enum import Enum
from typing import Protocol

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)
from PySide6.QtGui import QIcon

Index = QModelIndex | QPersistentModelIndex

_UNCHECKED = Qt.CheckState.Unchecked


class TakenOrLeft(Protocol):
    """A line of a plan."""

    @property
    def takes_effect(self) -> bool:
        """Whether taking it does anything."""


class TickedLinesModel(QAbstractTableModel):
    """The lines shown are places in the plan; `accepted` are those places that are taken."""

    ticked = Signal()
    """Which lines are taken differs now."""

    def __init__(self, tick_column: int, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.accepted: set[int] = set()
        self._rows: list[int] = []
        self._icons: dict[Enum, QIcon] = {}
        self._tick_column = tick_column

    def line(self, row: int) -> TakenOrLeft:
        """What stands in a line."""
        raise NotImplementedError

    def choosable(self) -> list[int]:
        """The lines shown that can be taken or left."""
        return [row for row in range(len(self._rows)) if self.line(row).takes_effect]

    def accept(self, rows: Iterable[int], *, yes: bool) -> None:
        """Take or leave these lines, as far as there is anything to take."""
        places = {self._rows[row] for row in rows if self.line(row).takes_effect}
        self.accepted = self.accepted | places if yes else self.accepted - places
        self.refresh()

    def turn(self, rows: Iterable[int]) -> None:
        """Tick these lines, or where all are ticked that can be, untick them."""
        wanted = [row for row in rows if self.line(row).takes_effect]
        if wanted:
            places = {self._rows[row] for row in wanted}
            self.accept(wanted, yes=not self.accepted.issuperset(places))

    def refresh(self) -> None:
        """Draw everything anew, as after a change of theme."""
        self._icons = {}
        if self._rows:
            last = self.index(len(self._rows) - 1, self.columnCount() - 1)
            self.dataChanged.emit(self.index(0, 0), last)
        self.ticked.emit()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        return 0 if parent.isValid() else len(self._rows)

    def flags(self, index: Index) -> Qt.ItemFlag:
        flags = super().flags(index)
        if self._can_tick(index):
            flags |= Qt.ItemFlag.ItemIsUserCheckable
        return flags

    def setData(self, index: Index, value: object, role: int = Qt.ItemDataRole.EditRole) -> bool:
        if role != Qt.ItemDataRole.CheckStateRole or not self._can_tick(index):
            return False
        self.accept([index.row()], yes=Qt.CheckState(value) != _UNCHECKED)
        return True

    def tick_of(self, index: Index) -> Qt.CheckState | None:
        """Whether the line is taken; None where there is nothing to tick."""
        if not self._can_tick(index):
            return None
        taken = self._rows[index.row()] in self.accepted
        return Qt.CheckState.Checked if taken else _UNCHECKED

    def _can_tick(self, index: Index) -> bool:
        right_place = index.isValid() and index.column() == self._tick_column
        return right_place and self.line(index.row()).takes_effect
