"""The roll of meeting mode: a mark is shown with its key, and written beside the window."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from rapporteur.domain.clocks import zone_of
from rapporteur.domain.meeting import PRESENT
from rapporteur.domain.roll import NOT_MARKED, Called, Mark
from rapporteur.services import attendance
from rapporteur.services.meeting import acts
from rapporteur.services.meeting.acts import LEAVES
from rapporteur.ui.meeting.doing import Acts
from rapporteur.ui.models.roll import Roll
from rapporteur.ui.roll_words import mark_words, state_word

if TYPE_CHECKING:
    from rapporteur.services.workspace import Db
    from rapporteur.ui.bridge import FileBridge


class LiveRoll(Roll):
    """A `Roll` whose marks are acts; `marks` hold those that the file does not have yet, too."""

    refused = Signal(object)
    """A `Called` whose mark the rules refused after it had been shown."""

    def __init__(self, bridge: FileBridge, doing: Acts, parent: QObject | None = None) -> None:
        super().__init__(bridge, parent)
        self._acts = doing
        self._in_file: Mapping[int, Mark] = {}
        doing.settled.connect(self._show_pending)

    def mark(self, ids: Sequence[int], state: str) -> bool:
        """Mark people as the roll does, without waiting for the file."""
        label = "{who}: " + state_word(state).lower()
        return self._begin(label, ids, state)

    def leave(self, ids: Sequence[int]) -> bool:
        """Note that people leave now, without waiting for the file."""
        return self._begin(self.tr("{who}: left"), ids, LEAVES)

    def _begin(self, label: str, ids: Sequence[int], state: str) -> bool:
        if self.sitting is None or not self.can_mark:
            return False
        for row_id in ids:
            person = self.person(row_id)
            if person is None:
                continue
            before = self.mark_of(row_id)
            act = acts.mark(self.sitting.uuid, person.uuid, state, self._acts.now())
            if self._after(before, act) == before:
                words = mark_words(before)
                self.noted.emit(
                    self.tr("{name}: {mark} already.").format(name=person.name, mark=words)
                )
                continue
            self._acts.do(
                label.format(who=person.name),
                act,
                refused=lambda person=person: self.refused.emit(person),  # type: ignore[misc]
            )
            self._show_pending()
            self.noted.emit(f"{person.name}: {mark_words(self.mark_of(row_id))}.")
        return True

    def marks_in(self, db: Db, sitting_id: int) -> Mapping[int, Mark]:
        """The marks of the file, and over them those on their way."""
        self._in_file = attendance.marks(db, sitting_id)
        return self._over(self._in_file)

    def _over(self, known: Mapping[int, Mark]) -> dict[int, Mark]:
        found = dict(known)
        uuids: dict[str, Called] = {one.uuid: one for one in self.people}
        for act in self._acts.pending:
            person = uuids.get(act.get("delegate", ""))
            here = self.sitting is not None and act.get("sitting") == self.sitting.uuid
            if person is not None and here:
                old = found.get(person.delegate_id, NOT_MARKED)
                found[person.delegate_id] = self._after(old, act)
        return {row_id: mark for row_id, mark in found.items() if mark != NOT_MARKED}

    def _after(self, old: Mark, act: acts.Act) -> Mark:
        """As `attendance` will have it; the minute of an arrival is known when the file has it."""
        if act["state"] == LEAVES:
            return Mark(PRESENT, old.arrived, self._clock(act), old.remarks)
        if act["state"] == PRESENT:
            return Mark(PRESENT, old.arrived, "", old.remarks)
        return Mark(act["state"], remarks=old.remarks)

    def _clock(self, act: acts.Act) -> str:
        place = zone_of(self.session) if self.session is not None else None
        return f"{acts.moment(act).astimezone(place):%H:%M}"

    def _show_pending(self) -> None:
        if self._asleep:
            self._stale = True
        else:
            self.show_marks(self._over(self._in_file))
