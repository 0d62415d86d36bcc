"""Who has no chair: a list that people are dragged from, and dragged to."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import (
    QAbstractListModel,
    QMimeData,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
)
from PySide6.QtGui import QColor

from rapporteur.domain.delegates import Delegate
from rapporteur.services.search import delegate_key, matches
from rapporteur.services.seating.drawing import name_on_plan
from rapporteur.services.seating.reading import Seating
from rapporteur.ui.models.seating_table import PERSON_TYPE
from rapporteur.ui.theme import current_theme

Index = QModelIndex | QPersistentModelIndex


class StandingModel(QAbstractListModel):
    """`unseat` is called with the uuid of somebody who was dropped here."""

    def __init__(self, unseat: Callable[[str], None], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._unseat = unseat
        self.editable = True
        self._plan: Seating | None = None
        self._wanted = ""
        self._shown: Sequence[Delegate] = ()

    def show_plan(self, plan: Seating | None) -> None:
        """Show who has no chair in a plan."""
        self._plan = plan
        self._fill()

    def set_filter(self, text: str) -> None:
        """Show those whose name, post or organisation holds the words, in either script."""
        self._wanted = text
        self._fill()

    def person_at(self, index: Index) -> Delegate | None:
        """The person of a row."""
        row = index.row() if index.isValid() else -1
        return self._shown[row] if 0 <= row < len(self._shown) else None

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        return 0 if parent.isValid() else len(self._shown)

    def flags(self, index: Index) -> Qt.ItemFlag:
        found = super().flags(index)
        if not self.editable:
            return found
        return found | (
            Qt.ItemFlag.ItemIsDragEnabled if index.isValid() else Qt.ItemFlag.ItemIsDropEnabled
        )

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        person = self.person_at(index)
        if person is None or self._plan is None:
            return None
        side = next(side for side in self._plan.sides if side.id == person.side_id)
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return f"{side['code']}  {name_on_plan(person, 'en')}"
        if role == Qt.ItemDataRole.ToolTipRole:
            texts = (person["designation"], person["organisation"])
            return "\n".join(text for text in texts if text)
        if role == Qt.ItemDataRole.BackgroundRole:
            return QColor(current_theme().side_ground(side.position))
        return None

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
        self, data: QMimeData, _action: Qt.DropAction, _row: int, _column: int, _parent: Index
    ) -> bool:
        return self.editable and data.hasFormat(PERSON_TYPE)

    def dropMimeData(
        self, data: QMimeData, _action: Qt.DropAction, _row: int, _column: int, _parent: Index
    ) -> bool:
        """Let who was dropped stand up; False, for the view would take the dragged cell away."""
        if self.editable and data.hasFormat(PERSON_TYPE):
            self._unseat(bytes(data.data(PERSON_TYPE).data()).decode(errors="replace"))
        return False

    def _fill(self) -> None:
        self.beginResetModel()
        found: Sequence[Delegate] = self._plan.standing if self._plan is not None else ()
        if self._wanted.strip() and self._plan is not None:
            sides = {side.id: side for side in self._plan.sides}
            found = [
                one
                for one in found
                if matches(delegate_key(one, sides.get(one.side_id)), self._wanted)
            ]
        self._shown = found
        self.endResetModel()
