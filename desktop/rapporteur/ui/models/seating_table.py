"""A seating plan as a table: a cell for each chair, the negotiation table in the middle row.

Seen from the door: the side beyond the table above, the other one below. Who sits where is
changed by `seat`, which the model calls when somebody is dropped on a chair; what it shows
changes when the file answers.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import (
    QAbstractTableModel,
    QMimeData,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
)

from rapporteur.domain.delegates import Delegate
from rapporteur.domain.seating import Chair, SeatingCustoms, chairs, column, number_of
from rapporteur.services.lists.titles import side_title
from rapporteur.services.seating.drawing import name_on_plan
from rapporteur.services.seating.reading import Seating

Index = QModelIndex | QPersistentModelIndex

PERSON_TYPE = "application/x-rapporteur-person"
"""What is dragged: the uuid of a delegate."""


class SeatingModel(QAbstractTableModel):
    """Shows one plan. `seat` is called with a uuid and the chair it was dropped on."""

    def __init__(self, seat: Callable[[str, Chair], None], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._seat = seat
        self.editable = True
        self._plan: Seating | None = None
        self._people: dict[str, Delegate] = {}
        self._first = 0
        self._places: dict[Chair, tuple[int, int]] = {}
        self._chairs: dict[tuple[int, int], Chair] = {}
        self._size = (0, 0)

    # ------------------------------------------------------------------------ what is shown

    def show_plan(self, plan: Seating | None) -> None:
        """Show a plan. As long as it has the same chairs, the chosen one stays chosen."""
        before = (self._size, self._customs_of(self._plan))
        same = self._plan is not None and plan is not None and (
            before == (_size_of(plan.customs), plan.customs)
        )  # fmt: skip
        if not same:
            self.beginResetModel()
        self._plan = plan
        self._people = {person.uuid: person for person in plan.people} if plan else {}
        if not same:
            self._place()
            self.endResetModel()
        elif self._size[0]:
            self.dataChanged.emit(
                self.index(0, 0), self.index(self._size[0] - 1, self._size[1] - 1)
            )

    @property
    def table_row(self) -> int:
        """The row in which the table stands."""
        return (self._size[0] - 1) // 2

    def chair_at(self, index: Index) -> Chair | None:
        """The chair of a cell; None for the table."""
        return self._chairs.get((index.row(), index.column())) if index.isValid() else None

    def index_of(self, chair: Chair) -> QModelIndex:
        """The cell of a chair; an invalid index for one that the plan does not have."""
        place = self._places.get(chair)
        return self.index(*place) if place is not None else QModelIndex()

    def person_at(self, index: Index) -> Delegate | None:
        """Who sits there."""
        chair = self.chair_at(index)
        if chair is None or self._plan is None:
            return None
        return self._people.get(self._plan.seats.get(chair, ""))

    def chair_of(self, uuid: str) -> Chair | None:
        """Where somebody sits."""
        seats = self._plan.seats if self._plan is not None else {}
        return next((chair for chair, who in seats.items() if who == uuid), None)

    def number_at(self, index: Index) -> str:
        """The number of a chair, "" where seats bear none."""
        chair = self.chair_at(index)
        if chair is None or self._plan is None or not self._plan.customs.numbered:
            return ""
        return str(number_of(self._plan.customs, chair))

    # ---------------------------------------------------------------------------------- Qt

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        return 0 if parent.isValid() else self._size[0]

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        return 0 if parent.isValid() else self._size[1]

    def flags(self, index: Index) -> Qt.ItemFlag:
        if self.chair_at(index) is None:
            return Qt.ItemFlag.NoItemFlags
        found = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        if self.editable:
            found |= Qt.ItemFlag.ItemIsDropEnabled
            if self.person_at(index) is not None:
                found |= Qt.ItemFlag.ItemIsDragEnabled
        return found

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        chair = self.chair_at(index)
        if chair is None:
            return self.tr("Table") if role == Qt.ItemDataRole.AccessibleTextRole else None
        person = self.person_at(index)
        name = name_on_plan(person, "en") if person is not None else ""
        if role == Qt.ItemDataRole.DisplayRole:
            return name
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{self.words_of(chair)}: {name or self.tr('free')}"
        if role == Qt.ItemDataRole.ToolTipRole:
            post = person["designation"] if person is not None else ""
            return "\n".join(text for text in (name, post, self.words_of(chair)) if text)
        return None

    def words_of(self, chair: Chair) -> str:
        """A chair in words: its side, its number, where it stands."""
        if self._plan is None:
            return ""
        side = next(s for s in self._plan.sides if s.position == chair.side)
        number = str(number_of(self._plan.customs, chair)) if self._plan.customs.numbered else ""
        seat = self.tr("seat {0}").format(number) if number else ""
        row = self.tr("row {0} behind").format(chair.row) if chair.row else self.tr("at the table")
        parts = (side_title(side, "en"), seat, row, self._hand_words(chair))
        return ", ".join(part for part in parts if part)

    def mimeTypes(self) -> list[str]:
        return [PERSON_TYPE]

    def mimeData(self, indexes: Sequence[QModelIndex]) -> QMimeData:
        found = QMimeData()
        people = [person for index in indexes if (person := self.person_at(index)) is not None]
        if people:
            found.setData(PERSON_TYPE, people[0].uuid.encode())
        return found

    def supportedDropActions(self) -> Qt.DropAction:
        return Qt.DropAction.MoveAction

    def canDropMimeData(
        self, data: QMimeData, _action: Qt.DropAction, _row: int, _column: int, parent: Index
    ) -> bool:
        chair = self.chair_at(parent)
        person = self._people.get(_uuid(data))
        if not self.editable or chair is None or person is None or self._plan is None:
            return False
        return self._plan.side_of(person) == chair.side

    def dropMimeData(
        self, data: QMimeData, _action: Qt.DropAction, _row: int, _column: int, parent: Index
    ) -> bool:
        """Seat who was dropped; False, for the view would take the dragged cell away."""
        chair = self.chair_at(parent)
        if chair is not None and self.canDropMimeData(data, _action, _row, _column, parent):
            self._seat(_uuid(data), chair)
        return False

    # --------------------------------------------------------------------------- internals

    def _hand_words(self, chair: Chair) -> str:
        if not chair.offset:
            return self.tr("in the centre")
        away = abs(chair.offset)
        return (
            self.tr("{0} to the right of the centre").format(away)
            if chair.offset > 0
            else self.tr("{0} to the left of the centre").format(away)
        )

    def _place(self) -> None:
        self._places, self._chairs, self._size = {}, {}, (0, 0)
        if self._plan is None:
            return
        customs = self._plan.customs
        self._size = _size_of(customs)
        found = [chair for side in (1, 2) for chair in chairs(customs, side)]
        first = min(column(customs, chair) for chair in found)
        middle = self.table_row
        for chair in found:
            far = chair.side == customs.far_side
            row = middle - 1 - chair.row if far else middle + 1 + chair.row
            place = (row, column(customs, chair) - first)
            self._places[chair], self._chairs[place] = place, chair

    @staticmethod
    def _customs_of(plan: Seating | None) -> SeatingCustoms | None:
        return plan.customs if plan is not None else None


def _size_of(customs: SeatingCustoms) -> tuple[int, int]:
    return 2 * (customs.rows_behind + 1) + 1, customs.at_table


def _uuid(data: QMimeData) -> str:
    return bytes(data.data(PERSON_TYPE).data()).decode(errors="replace")
