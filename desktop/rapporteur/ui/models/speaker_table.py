"""The list of speakers as a table: who has the floor, who waits in which order, who spoke."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import UTC, datetime

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtGui import QColor, QFont

from rapporteur.domain.roll import SPEAKING, SPOKE, WAITING, OnList
from rapporteur.domain.running import clock_text
from rapporteur.services.speakers import seconds_between
from rapporteur.ui.icons import icon
from rapporteur.ui.theme import current_theme

Index = QModelIndex | QPersistentModelIndex
STATE, NAME, SIDE, TIME = range(4)


class SpeakerTable(QAbstractTableModel):
    """Rows in the order given. `side_name` names side 1 or 2, and 0 for neither."""

    def __init__(self, side_name: Callable[[int], str], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._side_name = side_name
        self.lines: Sequence[OnList] = ()
        self._turns: dict[int, int] = {}

    def show_lines(self, lines: Sequence[OnList]) -> None:
        """Show these; those who wait are numbered as they stand."""
        self.beginResetModel()
        self.lines = lines
        waiting = [line.id for line in lines if line.state == WAITING]
        self._turns = {line_id: at for at, line_id in enumerate(waiting, 1)}
        self.endResetModel()

    def tick(self) -> None:
        """A second has passed for whoever has the floor."""
        for row, line in enumerate(self.lines):
            if line.state == SPEAKING:
                self.dataChanged.emit(self.index(row, TIME), self.index(row, TIME))

    def at(self, row: int) -> OnList | None:
        """The line in a row."""
        return self.lines[row] if 0 <= row < len(self.lines) else None

    def row_of(self, uuid: str) -> int:
        """Where a line stands; -1 for one that is not there."""
        return next((row for row, line in enumerate(self.lines) if line.uuid == uuid), -1)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        return 0 if parent.isValid() else len(self.lines)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        return 0 if parent.isValid() else 4

    def headerData(
        self,
        section: int,
        orientation: Qt.Orientation,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> object:
        if orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return (self.tr("Turn"), self.tr("Speaker"), self.tr("Side"), self.tr("Time"))[section]
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        line = self.at(index.row()) if index.isValid() else None
        if line is None:
            return None
        column = index.column()
        if role == Qt.ItemDataRole.DisplayRole:
            return self._text(line, column)
        if role == Qt.ItemDataRole.ForegroundRole and line.state == SPOKE:
            return QColor(current_theme().muted)
        if role == Qt.ItemDataRole.FontRole and line.state == SPEAKING:
            font = QFont()
            font.setBold(True)
            return font
        if role == Qt.ItemDataRole.DecorationRole and column == STATE:
            shape = {SPEAKING: "right", SPOKE: "check"}.get(line.state)
            return icon(shape) if shape else None
        if role == Qt.ItemDataRole.BackgroundRole and column == SIDE and line.side:
            return QColor(current_theme().side_ground(line.side))
        return None

    def _text(self, line: OnList, column: int) -> str:
        if column == NAME:
            return line.name
        if column == SIDE:
            return self._side_name(line.side)
        if column == TIME:
            if line.state == SPEAKING:
                now = datetime.now(UTC).isoformat(timespec="seconds")
                return clock_text(seconds_between(line.began_at, now))
            return clock_text(line.seconds) if line.state == SPOKE else ""
        return {SPEAKING: self.tr("speaks"), SPOKE: self.tr("spoke")}.get(
            line.state, str(self._turns.get(line.id, ""))
        )
