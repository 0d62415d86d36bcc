"""What can be done with the agenda, each a named step of the file."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject, Signal

from rapporteur.domain.agenda import AgendaItem, Sitting
from rapporteur.services.agenda import circulating, editing, placing, templates
from rapporteur.ui.bridge import FileBridge, Tone
from rapporteur.ui.models.agenda_table import Row, Spot


class AgendaOperations(QObject):
    """Acts on the chosen row. `shown` names the item or sitting to be chosen afterwards."""

    item_wanted = Signal(int)
    sitting_wanted = Signal(int)

    def __init__(
        self, bridge: FileBridge, chosen: Callable[[], Row | None], parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._chosen = chosen

    # Adding and removing -------------------------------------------------------------

    def add_item(self) -> int | None:
        """A new item behind the chosen one, or first in the chosen sitting; its id."""
        row = self._chosen()
        title = self.tr("New item")

        def add(db: Any) -> AgendaItem:
            values = {"title_en": title}
            if row is not None and row.line is not None:
                return editing.add_item(db, values, after=row.line.id)
            if row is not None:
                sitting = row.sitting
                return editing.add_item(db, values, (sitting.id if sitting else None, None))
            return editing.add_item(db, values)

        made = self._bridge.perform(self.tr("New agenda item"), add)
        return self._show(made)

    def add_sub_item(self) -> int | None:
        """A new sub-item of the chosen item; its id."""
        row = self._chosen()
        if row is None or row.line is None:
            return None
        line = row.line
        spot: Spot = (None, line.item.parent_id or line.id)
        title = self.tr("New sub-item")
        made = self._bridge.perform(
            self.tr("New sub-item"), lambda db: editing.add_item(db, {"title_en": title}, spot)
        )
        return self._show(made)

    def remove(self) -> None:
        """Take the chosen item away with its sub-items, or the chosen sitting."""
        row = self._chosen()
        if row is None:
            return
        if row.line is not None:
            item_id = row.line.id
            label = self.tr("Remove {item}").format(item=row.line.caption())
            done = self._bridge.perform(label, lambda db: editing.remove_items(db, [item_id]))
        elif row.sitting is not None:
            sitting_id = row.sitting.id
            label = self.tr("Remove a sitting")
            done = self._bridge.perform(label, lambda db: editing.remove_sitting(db, sitting_id))
        else:
            return
        if done is not None:
            self._bridge.say(label, Tone.DONE, undo=True)

    def add_sitting(self) -> None:
        """A new sitting behind the last."""
        made: Sitting | None = self._bridge.perform(self.tr("New sitting"), editing.add_sitting)
        if made is not None:
            self.sitting_wanted.emit(made.id)

    def add_typical(self) -> None:
        """The ten items that most sessions have."""
        made = self._bridge.perform(self.tr("The ten typical items"), templates.add_typical)
        if made:
            self.item_wanted.emit(made[0].id)

    # Moving --------------------------------------------------------------------------

    def move(self, step: int) -> None:
        """The chosen item or sitting one place up (-1) or down (+1)."""
        row = self._chosen()
        if row is None:
            return
        if row.line is not None:
            item_id = row.line.id
            self._move(item_id, lambda db: placing.move(db, item_id, step))
        elif row.sitting is not None:
            sitting_id = row.sitting.id
            label = self.tr("Move a sitting")
            self._bridge.perform(label, lambda db: editing.move_sitting(db, sitting_id, step))
            self.sitting_wanted.emit(sitting_id)

    def move_in(self) -> None:
        """Make the chosen item a sub-item of the one above."""
        self._move_chosen(placing.move_in)

    def move_out(self) -> None:
        """Make the chosen sub-item an item of its own."""
        self._move_chosen(placing.move_out)

    def park(self) -> None:
        """Put the chosen item into the parking lot."""
        self._move_chosen(lambda db, item_id: placing.place(db, item_id, placing.PARKED))

    def place(self, item_id: int, spot: Spot, at: int) -> None:
        """Put an item where it was dropped."""
        self._move(item_id, lambda db: placing.place(db, item_id, spot, at))

    # Circulation ---------------------------------------------------------------------

    def circulate(self) -> None:
        """Freeze the numbers."""
        count = self._bridge.perform(self.tr("Circulate the agenda"), circulating.circulate)
        if count:
            self._bridge.say(
                self.tr("The numbers stand now; what is added later moves nobody."),
                Tone.DONE,
                undo=True,
            )

    def withdraw(self) -> None:
        """Let the numbers follow the order again."""
        label = self.tr("Withdraw the circulation")
        self._bridge.perform(label, circulating.withdraw_circulation)

    # Internals -----------------------------------------------------------------------

    def _show(self, made: AgendaItem | None) -> int | None:
        if made is None:
            return None
        self.item_wanted.emit(made.id)
        return made.id

    def _move_chosen(self, work: Callable[[Any, int], object]) -> None:
        row = self._chosen()
        if row is not None and row.line is not None:
            item_id = row.line.id
            self._move(item_id, lambda db: work(db, item_id))

    def _move(self, item_id: int, work: Callable[[Any], object]) -> None:
        self._bridge.perform(self.tr("Order of the agenda"), work)
        self.item_wanted.emit(item_id)
