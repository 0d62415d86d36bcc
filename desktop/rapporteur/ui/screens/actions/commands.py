"""What can be done with chosen action items; each is one step of the history."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QObject, Signal

from rapporteur.domain.actions import ACTION_ITEM, DROPPED, ActionItem
from rapporteur.domain.editing import FieldEdit
from rapporteur.services import actions as action_service
from rapporteur.ui.bridge import FileBridge


class ActionCommands(QObject):
    """Writes. What needs words first is asked for through a signal, and nothing is written."""

    remark_wanted = Signal(int)
    """This item is to be dropped, and nobody has said by which agreement."""

    def __init__(self, bridge: FileBridge, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._bridge = bridge

    def write(
        self, item: ActionItem, key: str, new: str, others: Sequence[ActionItem] = ()
    ) -> bool:
        """Give a field of an item a canonical value, and the same to others selected with it."""
        if key == "status" and new == DROPPED:
            return self.set_status([item, *others], new)
        if others:
            return self._for_several([item, *others], key, new)
        label = self.tr("{field} of {number}").format(
            field=ACTION_ITEM[key].label, number=item["number"]
        )
        edit = {key: FieldEdit(item[key], new)}
        return (
            self._bridge.perform(label, lambda db: action_service.update_action(db, item.id, edit))
            is not None
        )

    def set_status(self, items: Sequence[ActionItem], status: str) -> bool:
        """Give items a status; those to be dropped without a word are asked for theirs."""
        if status == DROPPED and (silent := [i for i in items if not i["closing_remark"]]):
            if len(items) > 1:
                self._bridge.say(
                    self.tr("Items are dropped one by one: each needs the words of the agreement.")
                )
            self.remark_wanted.emit(silent[0].id)
            return False
        if not any(item["status"] != status for item in items):
            return False
        return self._for_several(items, "status", status)

    def remove(self, items: Sequence[ActionItem]) -> bool:
        """Remove own items; an inherited one is asked for the words with which it is dropped."""
        if not items:
            return False
        if inherited := [item for item in items if item.inherited]:
            if len(items) > 1:
                self._bridge.say(
                    self.tr("Inherited items cannot be removed. They are dropped by agreement, "
                            "one by one.")
                )  # fmt: skip
            elif inherited[0].closed:
                self._bridge.say(self.tr("This inherited item is closed already, and stays."))
                return False
            self.remark_wanted.emit(inherited[0].id)
            return False
        ids = [item.id for item in items]
        numbers = self._named(items)
        label = self.tr("Remove {numbers}").format(numbers=numbers)
        if self._bridge.perform(label, lambda db: action_service.remove_actions(db, ids)) is None:
            return False
        self._bridge.say(self.tr("Removed: {numbers}.").format(numbers=numbers), undo=True)
        return True

    def move(self, ids: Sequence[int], before: int | None) -> None:
        """Place items before another, or at the end."""
        self._bridge.perform(
            self.tr("Order of the action items"),
            lambda db: action_service.move_actions(db, ids, before),
        )

    def _for_several(self, items: Sequence[ActionItem], key: str, value: str) -> bool:
        ids = [item.id for item in items]
        label = self.tr("{field} of {number}").format(
            field=ACTION_ITEM[key].label, number=self._named(items)
        )
        found = self._bridge.perform(
            label, lambda db: action_service.set_for_several(db, ids, {key: value})
        )
        return found is not None

    def _named(self, items: Sequence[ActionItem]) -> str:
        """The number of one, or how many."""
        if len(items) == 1:
            return items[0]["number"] or self.tr("an action item")
        return self.tr("%n action items", "", len(items))
