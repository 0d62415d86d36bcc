"""Everything the delegates screen does to the file: each a named step that undo takes back.

The one place of the screen that calls services which write. Each command says whether the file
accepted; what the screen shows changes when the file answers, never here.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QObject

from rapporteur.domain import names
from rapporteur.domain.delegates import DELEGATE, Delegate
from rapporteur.domain.editing import FieldEdit
from rapporteur.domain.errors import UserError
from rapporteur.services import delegates as service
from rapporteur.services import values
from rapporteur.services.importing import identity
from rapporteur.ui.bridge import FileBridge, Tone
from rapporteur.ui.screens.delegates.clipboard import CellPaste

if TYPE_CHECKING:
    from rapporteur.services.workspace import Db

T = TypeVar("T")


class DelegateCommands(QObject):
    """The steps of the delegates screen. Labels name the field and the person."""

    def __init__(self, bridge: FileBridge, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self.busy = False
        """True while one of these steps is being written: a change heard then is our own."""

    # ------------------------------------------------------------------------- fields

    def save(self, delegate: Delegate, key: str, old: str, new: str, *, merge: str = "") -> None:
        """Write one canonical value; `old` is what the user started from.

        Raises UserError for the field to show, a Conflict among them.
        """
        self._edit(
            self.field_label(delegate, key),
            lambda db: service.update_delegate(db, delegate.id, {key: FieldEdit(old, new)}),
            merge=merge,
        )

    def type_into_cell(self, delegate: Delegate, key: str, text: str) -> bool:
        """Write what was typed into a cell of the table; a refusal goes to the message bar."""
        try:
            self.save(delegate, key, delegate[key], values.canonical(DELEGATE[key], text))
        except UserError as error:
            self._bridge.report(error)
            return False
        return True

    def save_for_all(self, people: Sequence[Delegate], key: str, value: str) -> None:
        """Write one canonical value into a field of several people. Raises UserError."""
        ids = [d.id for d in people]
        label = self.tr("{field} of %n delegates", "", len(ids)).format(
            field=_lower_first(DELEGATE[key].label)
        )
        self._edit(label, lambda db: service.set_field(db, ids, key, value))

    def create(self, side_id: int, values_by_key: Mapping[str, str], after: int | None) -> Delegate:
        """Put a new person on a side's list, after another or at the end. Raises UserError."""
        name = names.compose_name(values_by_key) or self.tr("a delegate")
        return self._edit(
            self.tr("new delegate {name}").format(name=name),
            lambda db: service.create_delegate(db, side_id, values_by_key, after=after),
        )

    def set_photo(self, delegate: Delegate, data: bytes | None, name: str) -> bool:
        """Store or remove a person's photo."""
        done = self._perform(
            self.field_label(delegate, "photo"),
            lambda db: service.set_photo(db, delegate.id, data, name),
        )
        return done is not None

    # ------------------------------------------------------------------------- people

    def withdraw(self, people: Sequence[Delegate]) -> None:
        """Mark people as no longer coming; offers Undo in the message bar."""
        ids = [d.id for d in people if not d.withdrawn]
        if not ids:
            return
        label = self._people_label(self.tr("withdraw {who}"), people)
        if self._done(label, lambda db: service.withdraw(db, ids)):
            said = self.tr("{who} withdrawn.").format(who=self._who(people))
            self._bridge.say(said, Tone.DONE, undo=True)

    def reinstate(self, people: Sequence[Delegate]) -> None:
        """Bring withdrawn people back."""
        ids = [d.id for d in people if d.withdrawn]
        if not ids:
            return
        label = self._people_label(self.tr("reinstate {who}"), people)
        if self._done(label, lambda db: service.reinstate(db, ids)):
            said = self.tr("{who} reinstated.").format(who=self._who(people))
            self._bridge.say(said, Tone.DONE, undo=True)

    def move(self, people: Sequence[Delegate], before: int | None) -> bool:
        """Move people of one side before another of it; None is the end of the list."""
        ids = [d.id for d in people]
        label = self._people_label(self.tr("protocol order of {who}"), people)
        return self._done(label, lambda db: service.move_delegates(db, ids, before))

    def move_to_side(self, people: Sequence[Delegate], side_id: int, side_name: str) -> None:
        """Put people at the end of the other side's list."""
        ids = [d.id for d in people if d.side_id != side_id]
        if not ids:
            return
        label = self._people_label(self.tr("side of {who}"), people)
        if self._done(label, lambda db: service.move_to_side(db, ids, side_id)):
            said = self.tr("{who} moved to {side}.").format(who=self._who(people), side=side_name)
            self._bridge.say(said, Tone.DONE, undo=True)

    def order_by_rank(self, side_id: int, side_name: str) -> None:
        """Put one side's list into the order of its ranks."""
        label = self.tr("order of {side} by rank").format(side=side_name)
        if self._done(label, lambda db: service.order_by_rank(db, side_id)):
            said = self.tr(
                "{side} is ordered by rank, then by date in rank; people without a rank stand last."
            ).format(side=side_name)
            self._bridge.say(said, Tone.DONE, undo=True)

    # ------------------------------------------------------------- one person or two

    def merge(self, stays: Delegate, goes: Delegate, taken: frozenset[str]) -> bool:
        """Make two entries one; `taken` are the fields to be had from the one that goes."""
        # Late: brings what recognises people in lists, which the first picture does not need.
        from rapporteur.services.merging import merge  # noqa: PLC0415

        label = self._people_label(self.tr("merge two entries of {who}"), [stays])
        if not self._done(label, lambda db: merge(db, stays, goes, taken)):
            return False
        said = self.tr("{who}: two entries are one now.").format(who=self._who([stays]))
        self._bridge.say(said, Tone.DONE, undo=True)
        return True

    def tell_apart(self, one: Delegate, other: Delegate) -> bool:
        """Remember that two people are two, so that nobody is asked again."""
        who = self.tr("{one} and {other}").format(one=self._who([one]), other=self._who([other]))
        label = self.tr("two different people: {who}").format(who=who)
        if not self._done(label, lambda db: identity.tell_apart(db, one.id, other.id)):
            return False
        said = self.tr("{who} are two people; this is not asked again.").format(who=who)
        self._bridge.say(said, Tone.DONE, undo=True)
        return True

    # ------------------------------------------------------------------------ pasting

    def paste_cells(self, cells: Sequence[CellPaste]) -> bool:
        """Write pasted cells as one step; cells with a fault are left out."""
        edits: dict[int, dict[str, FieldEdit]] = {}
        for cell in cells:
            if not cell.fault:
                edits.setdefault(cell.delegate_id, {})[cell.key] = FieldEdit(cell.old, cell.value)
        count = sum(len(fields) for fields in edits.values())
        if not count:
            return False
        label = self.tr("paste cells: %n", "", count)
        if not self._done(
            label,
            lambda db: service.update_delegates(db, edits),
        ):
            return False
        self._bridge.say(self.tr("Cells pasted: %n.", "", count), Tone.DONE, undo=True)
        return True

    def paste_people(self, people: Sequence[tuple[int, Mapping[str, str]]]) -> list[int]:
        """Add pasted people, (side, values) each, as one step; the ids of the new ones."""
        label = self.tr("paste delegates: %n", "", len(people))
        by_side: dict[int, list[Mapping[str, str]]] = {}
        for side_id, fields in people:
            by_side.setdefault(side_id, []).append(fields)
        added = self._perform(
            label,
            lambda db: [
                d.id
                for side_id, rows in by_side.items()
                for d in service.create_delegates(db, side_id, rows)
            ],
        )
        if added:
            said = self.tr("Delegates added: %n.", "", len(added))
            self._bridge.say(said, Tone.DONE, undo=True)
        return added or []

    # ------------------------------------------------------------------------- labels

    def field_label(self, delegate: Delegate, key: str) -> str:
        """The name of the step that edits one field: "designation of Raghav Menon"."""
        return self.tr("{field} of {name}").format(
            field=_lower_first(DELEGATE[key].label),
            name=names.full_name(delegate) or self.tr("a delegate"),
        )

    def _people_label(self, pattern: str, people: Sequence[Delegate]) -> str:
        return pattern.format(who=self._who(people))

    def _who(self, people: Sequence[Delegate]) -> str:
        if len(people) == 1:
            return names.full_name(people[0]) or self.tr("A delegate")
        return self.tr("%n delegates", "", len(people))

    def _edit(self, label: str, work: Callable[[Db], T], *, merge: str = "") -> T:
        """One step of our own. Raises UserError."""
        self.busy = True
        try:
            return self._bridge.edit(label, work, merge=merge)
        finally:
            self.busy = False

    def _perform(self, label: str, work: Callable[[Db], T]) -> T | None:
        """Like `_edit`, but a refusal is shown in the message bar."""
        try:
            return self._edit(label, work)
        except UserError as error:
            self._bridge.report(error)
            return None

    def _done(self, label: str, work: Callable[[Db], object]) -> bool:
        """Perform a step whose result says nothing; whether the file accepted."""
        return self._perform(label, lambda db: (work(db),)) is not None


def _lower_first(label: str) -> str:
    """A label within a sentence: "Designation" -> "designation", but "E-mail" stays."""
    return label if label[1:2] in {"-", ""} or label[:2].isupper() else label[0].lower() + label[1:]
