"""The lists as received, as a Qt table: one line per list, the newest first."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime

from PySide6.QtCore import (
    QAbstractTableModel,
    QCoreApplication,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
)

from rapporteur.domain.comparison import ReceivedList, Source
from rapporteur.domain.dates import shown_date
from rapporteur.ui.moments import moment

Index = QModelIndex | QPersistentModelIndex

FROM, NUMBER, RECEIVED, FILE, SIDE, PEOPLE, OUTCOME = range(7)


class ReceivedListsModel(QAbstractTableModel):
    """Shows what `show` is given."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._lists: list[ReceivedList] = []
        self._sides: Mapping[int, str] = {}

    def show(self, lists: Sequence[ReceivedList], sides: Mapping[int, str]) -> None:
        """Show these lists; `sides` are the names of the sides by id."""
        self.beginResetModel()
        self._lists, self._sides = list(reversed(lists)), sides
        self.endResetModel()

    def list_at(self, row: int) -> ReceivedList:
        """The list of a line."""
        return self._lists[row]

    def line_of(self, list_id: int) -> int | None:
        """The line of a list; None where it is not there."""
        return next((at for at, one in enumerate(self._lists) if one.id == list_id), None)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        return 0 if parent.isValid() else len(self._lists)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        return 0 if parent.isValid() else OUTCOME + 1

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self._text(self._lists[index.row()], index.column())
        return None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        if role != Qt.ItemDataRole.DisplayRole or orientation != Qt.Orientation.Horizontal:
            return None
        return (
            self.tr("From"),
            self.tr("List"),
            self.tr("Received"),
            self.tr("File"),
            self.tr("Side"),
            self.tr("People"),
            self.tr("What came of it"),
        )[section]

    def _text(self, one: ReceivedList, column: int) -> str:
        match column:
            case 0:
                return one.sender or self.tr("(no sender)")
            case 1:
                return str(one.number)
            case 2:
                return moment(datetime.fromisoformat(one.received_at))
            case 3:
                return one.name
            case 4:
                side = self._sides.get(one.side_id or 0)
                return side or self.tr("Both")
            case 5:
                return str(one.people)
            case _:
                return self._outcome(one)

    def _outcome(self, one: ReceivedList) -> str:
        parts = [
            self.tr("{0} named first").format(one.first_named) if one.first_named else "",
            self.tr("{0} no longer on it").format(one.taken_off) if one.taken_off else "",
        ]
        return " · ".join(part for part in parts if part) or self.tr("nobody came or went")


def list_words(one: ReceivedList) -> str:
    """A list as one says it: "list 3 from Ministry of Mines, 4 Aug 2025"."""
    day = shown_date(datetime.fromisoformat(one.received_at).astimezone().date().isoformat())
    translate = QCoreApplication.translate
    if not one.sender:
        return translate("ListWords", "list {0} without a sender, {1}").format(one.number, day)
    words = translate("ListWords", "list {0} from {1}, {2}")
    return words.format(one.number, one.sender, day)


def source_words(source: Source) -> str:
    """A source as one says it: "row 14 of list 3 from Ministry of Mines, 4 Aug 2025"."""
    translate, named = QCoreApplication.translate, list_words(source.list)
    if source.row:
        return translate("ListWords", "row {0} of {1}").format(source.row, named)
    return translate("ListWords", "no longer on {0}").format(named)
