"""One person or two: merging entries of one person, and saying of two that they are two.

Knows which pairs have been told apart, so that neither the form nor the checks ask again.
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from rapporteur.domain.delegates import Delegate
from rapporteur.domain.names import full_name
from rapporteur.domain.sessions import Side
from rapporteur.services.importing import identity
from rapporteur.ui.bridge import FileBridge, Tone
from rapporteur.ui.models.roster import Roster
from rapporteur.ui.screens.delegates.commands import DelegateCommands
from rapporteur.ui.settings import Settings

# So many are compared in the wink of an eye; of more, the likeliest are not looked for.
_QUICKLY = 1_000


class MergeDesk(QObject):
    """Works on the people of `roster`."""

    merged = Signal(int)
    """Two entries are one: the id of the one that stays."""

    def __init__(
        self,
        bridge: FileBridge,
        commands: DelegateCommands,
        roster: Roster,
        settings: Settings,
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self._window = parent
        self._bridge = bridge
        self._commands = commands
        self._settings = settings
        self._roster = roster
        self.sides: tuple[Side, ...] = ()
        self.apart: frozenset[identity.Pair] = frozenset()
        """Pairs of whom it was said that they are two people."""

    def load(self) -> None:
        """Read the pairs from the file."""
        self.apart = self._bridge.read(identity.told_apart)

    def merge(self, people: Sequence[Delegate]) -> None:
        """Merge two people; beside a single one the other is looked for."""
        if self._bridge.read_only or not people:
            return
        if len(people) > 2:
            self._bridge.say(self.tr("Choose one or two people to merge."), Tone.INFO)
            return
        first = people[0]
        second = people[1] if len(people) == 2 else self._look_for_other(first)
        if second is not None:
            self.merge_pair(first.id, second.id)

    def merge_pair(self, one: int, other: int) -> None:
        """Ask how two entries become one, and do it."""
        # Late: not needed before somebody merges.
        from rapporteur.ui.dialogs.merge import MergeDialog  # noqa: PLC0415

        everybody = self._roster.records
        if self._bridge.read_only or one not in everybody or other not in everybody:
            return
        sides = {side.id: side for side in self.sides}
        places = {side.id: side.position for side in self.sides}
        first, second = sorted(
            (everybody[one], everybody[other]), key=lambda p: (places[p.side_id], p.position)
        )
        dialog = MergeDialog((first, second), sides, self._settings, self._window.window())
        accepted = bool(dialog.exec())
        stays, goes, taken, apart = dialog.stays, dialog.goes, dialog.taken, dialog.apart
        dialog.deleteLater()
        if apart:
            self.tell_apart(one, other)
        elif accepted and self._commands.merge(stays, goes, taken):
            self.merged.emit(stays.id)

    def tell_apart(self, one: int, other: int) -> None:
        """Remember that two people are two."""
        everybody = self._roster.records
        if not self._bridge.read_only and one in everybody and other in everybody:
            self._commands.tell_apart(everybody[one], everybody[other])

    def _look_for_other(self, person: Delegate) -> Delegate | None:
        """Let the user say who is the same person; the likeliest stand first."""
        from rapporteur.services.names import similar  # noqa: PLC0415 - as above
        from rapporteur.ui.dialogs.find_person import FindPerson  # noqa: PLC0415

        everybody = self._roster.records
        likely: dict[int, int] = {}
        if len(everybody) <= _QUICKLY:
            found = similar(everybody.values(), person.as_dict(), exclude_id=person.id)
            likely = {match.delegate_id: at for at, match in enumerate(found)}
        others = sorted(
            (p for p in everybody.values() if p.id != person.id),
            key=lambda p: (likely.get(p.id, len(likely)), p.side_id != person.side_id),
        )
        sides = {side.id: side for side in self.sides}
        words = self.tr("Who is the same person as {0}?").format(full_name(person))
        finder = FindPerson(others, sides, self._settings, self._window.window(), words=words)
        chosen = finder.found if finder.exec() else None
        finder.deleteLater()
        return everybody[chosen] if chosen is not None else None
