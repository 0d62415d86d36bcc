"""Where the room is: the agenda as it was read last, the item that is on, the one looked at.

A move is asked for at once and written beside the window. Until the file has it, the item that
will be on is known already: what is typed after the key belongs to it, not to the one before.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from PySide6.QtCore import QObject, Signal

from rapporteur.domain.errors import UserError
from rapporteur.domain.running import is_paused
from rapporteur.services.meeting import running
from rapporteur.services.meeting.running import Run, RunItem
from rapporteur.ui.bridge import FileBridge
from rapporteur.ui.meeting.writing import Writer


class Course(QObject):
    """The way of one meeting window through the agenda."""

    moving = Signal()
    """A move was asked for; `shown` is the item that it leads to."""

    arrived = Signal()
    """The file has all moves, or has refused them; `run` was read anew where it has changed."""

    def __init__(
        self, bridge: FileBridge, writer: Writer, now: Callable[[], datetime], parent: QObject
    ) -> None:
        super().__init__(parent)
        self._bridge, self._writer, self._now = bridge, writer, now
        self.run = Run((), ())
        self._looking = 0
        self._ahead = 0
        self._moves = 0  # on their way into the file

    @property
    def current(self) -> RunItem | None:
        """The item that is discussed, as the file says."""
        return self.run.current

    @property
    def coming(self) -> RunItem | None:
        """What is discussed, or will be when what was asked for is done."""
        return self.run.by_id(self._ahead) or self.run.current

    @property
    def shown(self) -> RunItem | None:
        """The item whose notes are shown: the one looked at, else the one discussed, or next."""
        first = self.run.next_after(None) or next(iter(reversed(self.run.items)), None)
        return self.run.by_id(self._looking) or self.coming or first

    def read(self) -> None:
        """Read the agenda."""
        self.run = self._bridge.read(running.run)

    def look_at(self, item_id: int) -> None:
        """Show this item; the room stays where it is. 0 shows again what is discussed."""
        current = self.coming
        self._looking = 0 if current is not None and current.item.id == item_id else item_id

    def beside(self, by: int) -> int:
        """The id of the item before (-1) or after (1) the one that is shown; 0 for none."""
        shown = self.shown
        order = [i.item.id for i in self.run.items if not i.heading or i.item["notes"]]
        if shown is None or shown.item.id not in order:
            return 0
        place = order.index(shown.item.id) + by
        return order[place] if 0 <= place < len(order) else 0

    # Moves ---------------------------------------------------------------------------

    def take_up(self, item_id: int) -> None:
        """Discuss this item."""
        item = self.run.by_id(item_id)
        if item is not None:
            label = self.tr("Take up {number} {title}")
            label = label.format(number=item.number, title=item.title)
            self._move(label, lambda db, now: running.take_up(db, item_id, now), item)

    def go_on(self) -> None:
        """End the item and take up the next."""
        following = self.run.next_after(self.coming)
        self._move(self.tr("Go on to the next item"), running.go_on, following)

    def go_back(self) -> None:
        """Return to the item before."""
        earlier = self.run.before(self.coming)
        self._move(self.tr("Go back to the item before"), running.go_back, earlier)

    def pause(self) -> None:
        """Begin or end a break."""
        current = self.current
        ends = current is not None and is_paused(current.item)
        label = self.tr("End of a break") if ends else self.tr("Break")
        self._move(label, running.pause, self.coming)

    def postpone(self) -> None:
        """Put the item off and go on."""
        following = self.run.next_after(self.coming)
        self._move(self.tr("Postpone the item"), running.postpone, following)

    def _move(self, label: str, work: Callable[..., object], coming: RunItem | None) -> None:
        if self._bridge.read_only:
            return
        now = self._now()
        self._looking = 0
        self._ahead = coming.item.id if coming is not None else 0
        self._moves += 1
        self.moving.emit()

        def done(result: object) -> None:
            self._arrive()
            if result is None:
                self._bridge.say(self.tr("There is no further item in this direction."))

        def failed(error: UserError) -> None:
            self._arrive()
            self._bridge.report(error)

        self._writer.put(label, lambda db: work(db, now), done=done, failed=failed)

    def _arrive(self) -> None:
        self._moves -= 1
        if not self._moves:
            self._ahead = 0
            self.arrived.emit()
