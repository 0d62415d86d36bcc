"""One column of the board of action items: the cards of a status, as Qt sees them."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import (
    QAbstractListModel,
    QByteArray,
    QMimeData,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
)

from rapporteur.domain.actions import ActionItem, overdue
from rapporteur.ui.models.action_table import Role
from rapporteur.ui.models.action_texts import ActionTexts

Index = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()
_MIME = "application/x-rapporteur-actions"

LATE = Role.HEADING + 1
"""Whether the card is late."""


class BoardColumnModel(QAbstractListModel):
    """The cards of `status`. Cards dropped here go to `move(ids, status)`."""

    def __init__(
        self,
        status: str,
        texts: ActionTexts,
        move: Callable[[list[int], str], None],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self.status = status
        self.read_only = False
        self._texts = texts
        self._move = move
        self._items: list[ActionItem] = []

    @property
    def items(self) -> list[ActionItem]:
        """The cards from top to bottom."""
        return list(self._items)

    def show(self, items: Sequence[ActionItem]) -> None:
        """Show these cards; the same ones in the same order only have their texts refreshed."""
        if [i.id for i in items] == [i.id for i in self._items]:
            self._items = list(items)
            if items:
                self.dataChanged.emit(self.index(0), self.index(len(items) - 1))
            return
        self.beginResetModel()
        self._items = list(items)
        self.endResetModel()

    def row_of(self, item_id: int) -> int | None:
        """Where a card stands; None where it does not."""
        return next((at for at, item in enumerate(self._items) if item.id == item_id), None)

    def rowCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self._items)

    def flags(self, index: Index) -> Qt.ItemFlag:
        found = super().flags(index)
        if self.read_only:
            return found
        if index.isValid():
            return found | Qt.ItemFlag.ItemIsDragEnabled
        return found | Qt.ItemFlag.ItemIsDropEnabled

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        item, texts = self._items[index.row()], self._texts
        match role:
            case Qt.ItemDataRole.DisplayRole | Qt.ItemDataRole.ToolTipRole:
                return "\n".join(self.lines(item))
            case Qt.ItemDataRole.AccessibleTextRole:
                return ". ".join(filter(None, self.lines(item)))
            case Role.ITEM_ID:
                return item.id
            case _ if role == LATE:
                return overdue(item, texts.today)
        return None

    def lines(self, item: ActionItem) -> tuple[str, str, str, str]:
        """Number with who; the text; when it is due; how late it is, or on which day."""
        texts = self._texts
        bodies = " / ".join(filter(None, (item["body_first"], item["body_second"])))
        head = " · ".join(filter(None, (item["number"], bodies)))
        # Line breaks of the text would be lines of the card.
        text = " ".join(item["text_en"].split())
        return head, text, texts.due(item), texts.lateness(item)

    # -------------------------------------------------------------------------- dragging

    def supportedDropActions(self) -> Qt.DropAction:
        return Qt.DropAction.MoveAction

    def mimeTypes(self) -> list[str]:
        return [_MIME]

    def mimeData(self, indexes: Sequence[QModelIndex]) -> QMimeData:
        data = QMimeData()
        ids = " ".join(str(self._items[index.row()].id) for index in indexes)
        data.setData(_MIME, QByteArray(ids.encode()))
        return data

    def dropMimeData(
        self, data: QMimeData, action: Qt.DropAction, row: int, column: int, parent: Index
    ) -> bool:
        del row, column, parent
        if action != Qt.DropAction.MoveAction or not data.hasFormat(_MIME) or self.read_only:
            return False
        ids = [int(text) for text in bytes(data.data(_MIME).data()).split()]
        moved = [i for i in ids if self.row_of(i) is None]
        if moved:
            self._move(moved, self.status)
        # The file answers by itself: the view must not take rows away on its own.
        return False
