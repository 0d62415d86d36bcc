"""The roll as a table: both sides in protocol order, each with its mark and its times."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtGui import QColor

from rapporteur.domain.meeting import ATTENDANCE
from rapporteur.domain.roll import Called, Mark
from rapporteur.ui.roll_words import state_colour, state_icon, state_word
from rapporteur.ui.theme import current_theme

Index = QModelIndex | QPersistentModelIndex

COLUMNS = (
    "side", "number", "name", "other_name", "state", "arrived", "left", "designation",
    "organisation", "remarks",
)  # fmt: skip
EDITABLE = frozenset(("arrived", "left", "remarks"))


class RollTable(QAbstractTableModel):
    """Rows of people. `mark_of` tells how somebody is marked, `edit` writes a field of a mark."""

    def __init__(
        self,
        mark_of: Callable[[int], Mark],
        edit: Callable[[int, str, str], bool],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._mark_of = mark_of
        self._edit = edit
        self._editable = True
        self.people: Sequence[Called] = ()
        self._rows: dict[int, int] = {}

    def show_people(self, people: Sequence[Called], *, editable: bool) -> None:
        """Show these people in this order."""
        self.beginResetModel()
        self.people = people
        self._editable = editable
        self._rows = {one.delegate_id: row for row, one in enumerate(people)}
        self.endResetModel()

    def refresh(self, ids: Collection[int]) -> None:
        """The marks of these people differ; only their rows are told about."""
        for row in sorted(self._rows[one] for one in ids if one in self._rows):
            self.dataChanged.emit(self.index(row, 0), self.index(row, len(COLUMNS) - 1))

    def at(self, row: int) -> Called | None:
        """The person in a row."""
        return self.people[row] if 0 <= row < len(self.people) else None

    def row_of(self, delegate_id: int) -> int:
        """Where somebody stands; -1 where the filter hides them."""
        return self._rows.get(delegate_id, -1)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        return 0 if parent.isValid() else len(self.people)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        return 0 if parent.isValid() else len(COLUMNS)

    def headerData(
        self,
        section: int,
        orientation: Qt.Orientation,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> object:
        if orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return self._titles()[section]
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        found = super().flags(index)
        if index.isValid() and self._editable and COLUMNS[index.column()] in EDITABLE:
            found |= Qt.ItemFlag.ItemIsEditable
        return found

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        person = self.at(index.row()) if index.isValid() else None
        if person is None:
            return None
        key = COLUMNS[index.column()]
        mark = self._mark_of(person.delegate_id)
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.EditRole):
            return _text(person, mark, key)
        if role == Qt.ItemDataRole.ToolTipRole and key not in ("side", "number", "state"):
            return _text(person, mark, key)
        if role == Qt.ItemDataRole.BackgroundRole and key == "side":
            return QColor(current_theme().side_ground(person.side))
        if key == "state":
            if role == Qt.ItemDataRole.DecorationRole:
                return state_icon(mark.shown_state)
            if role == Qt.ItemDataRole.ForegroundRole:
                return QColor(state_colour(mark.shown_state))
        return None

    def setData(self, index: Index, value: object, role: int = Qt.ItemDataRole.EditRole) -> bool:
        person = self.at(index.row())
        if person is None or role != Qt.ItemDataRole.EditRole:
            return False
        key = COLUMNS[index.column()]
        return key in EDITABLE and self._edit(person.delegate_id, key, str(value))

    def _titles(self) -> tuple[str, ...]:
        return (
            self.tr("Side"), self.tr("No."), self.tr("Name"), self.tr("In the other script"),
            self.tr("Attendance"), ATTENDANCE["arrived"].label, ATTENDANCE["left"].label,
            self.tr("Designation"), self.tr("Organisation"), ATTENDANCE["remarks"].label,
        )  # fmt: skip


def _text(person: Called, mark: Mark, key: str) -> str:
    found = {
        "side": person.side_code,
        "number": str(person.number),
        "name": person.name,
        "other_name": person.other_name,
        "designation": person.designation,
        "organisation": person.organisation,
        "state": state_word(mark.shown_state),
        "arrived": mark.arrived,
        "left": mark.left,
        "remarks": mark.remarks,
    }
    return found[key]
