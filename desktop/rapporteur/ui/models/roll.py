"""The roll as the screen and the panel of meeting mode share it: what is read, what is done.

It reads the people once and their marks after every change, since marking somebody is what
happens eighty times in ten minutes. Asleep, it only remembers that something differs.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from rapporteur.domain.agenda import SITTING, Sitting
from rapporteur.domain.delegates import DELEGATE
from rapporteur.domain.editing import FieldEdit
from rapporteur.domain.history import Changed
from rapporteur.domain.meeting import ATTENDANCE, PRESENT
from rapporteur.domain.roll import NOT_MARKED, UNMARKED, Called, Mark, SideCount, counted
from rapporteur.domain.sessions import SESSION, SIDE, Session, Side
from rapporteur.services import attendance, sessions, stored
from rapporteur.ui.roll_words import mark_words, state_word
from rapporteur.ui.wording import ordinal

if TYPE_CHECKING:
    from rapporteur.services.workspace import Db
    from rapporteur.ui.bridge import FileBridge

_PEOPLE = (DELEGATE.entity, SIDE.entity, SITTING.entity, SESSION.entity)


class Roll(QObject):
    """Sittings, people and marks of one file; `sitting` is the one whose roll is called."""

    people_changed = Signal()
    """Sitting, people and marks were read anew."""

    marks_changed = Signal(object)
    """The marks of these delegates (ids) differ now."""

    noted = Signal(str)
    """A sentence about what was just marked."""

    def __init__(self, bridge: FileBridge, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._wanted: int | None = None
        self._asleep = True
        self._stale = True
        self.sittings: Sequence[Sitting] = ()
        self.sitting: Sitting | None = None
        self.session: Session | None = None
        self.sides: Sequence[Side] = ()
        self.people: Sequence[Called] = ()
        self.marks: Mapping[int, Mark] = {}
        self._by_id: dict[int, Called] = {}
        bridge.changed.connect(self._on_changed)

    @property
    def can_mark(self) -> bool:
        """Whether there is a sitting, somebody to mark, and a file that can be written."""
        return self.sitting is not None and bool(self.people) and not self._bridge.read_only

    def mark_of(self, delegate_id: int) -> Mark:
        """How somebody is marked."""
        return self.marks.get(delegate_id, NOT_MARKED)

    def person(self, delegate_id: int) -> Called | None:
        """The line of somebody who is called."""
        return self._by_id.get(delegate_id)

    def counts(self) -> tuple[SideCount, SideCount]:
        """The counts of both sides."""
        return counted(self.people, self.marks)

    def side_name(self, position: int) -> str:
        """The name of side 1 or 2."""
        return self.sides[position - 1].name() if len(self.sides) == 2 else ""

    # Reading -------------------------------------------------------------------------

    def wake(self) -> None:
        """Somebody looks: read what changed meanwhile, and follow from now on."""
        self._asleep = False
        if self._stale:
            self.load()

    def sleep(self) -> None:
        """Nobody looks: read nothing until `wake`."""
        self._asleep = True

    def set_sitting(self, sitting_id: int | None) -> None:
        """Call the roll of this sitting; None: of the one that goes on now."""
        self._wanted = sitting_id
        self.load()

    def load(self) -> None:
        """Read everything."""
        self._stale = False
        self._bridge.read(self._read)
        self._by_id = {one.delegate_id: one for one in self.people}
        self.people_changed.emit()

    def _read(self, db: Db) -> None:
        self.session = sessions.session(db)
        self.sides = sessions.sides(db)
        self.sittings = stored.read(db, stored.SITTINGS)
        found = next((s for s in self.sittings if s.id == self._wanted), None)
        self.sitting = found or attendance.sitting_now(db)
        self.people = attendance.called(db)
        self.marks = self.marks_in(db, self.sitting.id) if self.sitting else {}

    def marks_in(self, db: Db, sitting_id: int) -> Mapping[int, Mark]:
        """The marks of a sitting, as they are to be shown."""
        return attendance.marks(db, sitting_id)

    def show_marks(self, marks: Mapping[int, Mark]) -> None:
        """Show these marks."""
        before, self.marks = self.marks, marks
        ids = before.keys() | marks.keys()
        differ = frozenset(i for i in ids if before.get(i) != marks.get(i))
        if differ:
            self.marks_changed.emit(differ)

    def _on_changed(self, changed: Changed) -> None:
        if not changed.touches(*_PEOPLE, ATTENDANCE.entity):
            return
        if self._asleep:
            self._stale = True
        elif changed.touches(*_PEOPLE):
            self.load()
        elif self.sitting is not None:
            sitting_id = self.sitting.id
            self.show_marks(self._bridge.read(lambda db: self.marks_in(db, sitting_id)))

    # Doing ---------------------------------------------------------------------------

    def mark(self, ids: Sequence[int], state: str) -> bool:
        """Mark people PRESENT, ABSENT, EXCUSED or UNMARKED; False where that was refused."""
        if state == UNMARKED:
            label = self.tr("mark of {who} taken back")
        else:
            label = "{who}: " + state_word(state).lower()
        return self._do(label, ids, lambda db, sitting: attendance.mark(db, sitting, ids, state))

    def leave(self, ids: Sequence[int]) -> bool:
        """Note that people leave now; False where that was refused."""
        return self._do(
            self.tr("{who}: left"), ids, lambda db, sitting: attendance.leave(db, sitting, ids)
        )

    def toggle_present(self, ids: Sequence[int]) -> bool:
        """Mark people present; where all of them are, take that back."""
        there = all(self.mark_of(i).shown_state == PRESENT for i in ids)
        return self.mark(ids, UNMARKED if there else PRESENT)

    def all_present(self, side: int) -> None:
        """Mark everybody of a side present who is not marked."""
        name = self.side_name(side)
        label = self.tr("all of {side} present").format(side=name)
        done = self._perform(label, lambda db, sitting: attendance.all_present(db, sitting, side))
        if done is not None:
            self.noted.emit(self.tr("%n delegates of {side} marked present.", "", done)
                            .format(side=name))  # fmt: skip

    def carry(self) -> None:
        """Mark those who are not marked as at the sitting before."""
        done = self._perform(self.tr("attendance as at the sitting before"), attendance.carry)
        if done is not None:
            self.noted.emit(self.tr("%n marks taken over from the sitting before.", "", done))

    def edit(self, delegate_id: int, key: str, change: FieldEdit) -> bool:
        """Change one field of a mark; False where that was refused."""
        person = self.person(delegate_id)
        field = ATTENDANCE[key].label.lower()
        label = f"{person.name if person else ''}: {field}"
        done = self._perform(
            label,
            lambda db, sitting: (attendance.edit(db, sitting, delegate_id, key, change),),
        )
        return done is not None

    def _do(self, label: str, ids: Sequence[int], work: Callable[[Db, int], int]) -> bool:
        if not ids:
            return False
        first = self.person(ids[0])
        name = first.name if first is not None else ""
        who = name if len(ids) == 1 else self.tr("%n delegates", "", len(ids))
        done = self._perform(label.format(who=who), work)
        if done is None:
            return False
        if len(ids) == 1:
            words = mark_words(self.mark_of(ids[0]))
            already = self.tr("{name}: {mark} already.").format(name=name, mark=words)
            self.noted.emit(f"{name}: {words}." if done else already)
        else:
            self.noted.emit(self.tr("%n marks changed.", "", done))
        return True

    def _perform(self, label: str, work: Callable[[Db, int], object]) -> int | None:
        if self.sitting is None:
            return None
        sitting_id = self.sitting.id
        done = self._bridge.perform(label, lambda db: work(db, sitting_id))
        return done if isinstance(done, int) or done is None else 1

    def make_sitting(self) -> None:
        """Make a sitting on the first day of the session, for a file that has none."""

        def work(db: Db) -> int:
            session = sessions.session(db)
            number = len(stored.read(db, stored.SITTINGS)) + 1
            values = {
                "title_en": f"{ordinal(str(number))} sitting",
                "title_ru": f"{number}-е заседание",
                "date": session["start_date"],
            }
            return stored.create(db, stored.SITTINGS, [values])[0].id

        made = self._bridge.perform(self.tr("new sitting"), work)
        if made is not None:
            self.set_sitting(made)
