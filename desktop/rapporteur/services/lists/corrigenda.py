"""What became different on a side's list since it was frozen, as its readers see it.

Compared is what is printed: the columns of a set, in the form the language of the list chooses.
So a change that shows in no column of the set is no correction, and privacy is decided by the
set here as in every other list.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session as Db

from rapporteur.domain.column_sets import ColumnSet
from rapporteur.domain.delegates import Delegate
from rapporteur.domain.fields import Field, Kind
from rapporteur.domain.freezing import ChangeKind, FrozenList, FrozenState, Line, ListChange
from rapporteur.domain.moves import fewest_moves
from rapporteur.domain.roster_text import FULL_NAME, roster_text
from rapporteur.domain.sessions import Session, Side
from rapporteur.services import sessions
from rapporteur.services.columns.column_sets import column_set
from rapporteur.services.delegates import list_delegates
from rapporteur.services.lists.freezing import last_frozen, list_of_then, touched_after
from rapporteur.services.lists.titles import short_moment
from rapporteur.storage.past import Touched

NUMBER = "number"
_PUBLIC = "public"

# What tells the reader whom an entry about somebody no longer on the list means.
_TELLING = ("designation", "organisation")
_ABOVE = {"en": "above", "ru": "выше", "hi": "ऊपर"}


@dataclass(frozen=True, slots=True)
class Frozen:
    """Records to compare lists with their last freezes: `last` is by the id of the side,
    `touched` by that of the freeze, `columns` the public set; all are empty where no list is
    frozen.
    """

    people: Sequence[Delegate]
    session: Session | None
    sides: Sequence[Side]
    columns: ColumnSet | None
    last: Mapping[int, FrozenList]
    touched: Mapping[int, Touched]


def changes_since(
    db: Db, frozen: FrozenList, columns: ColumnSet, language: str = "en"
) -> list[ListChange]:
    """The entries of a corrigendum, in the order of the list as it stands now.

    Those no longer on the list come where they stood. Raises ValueError where the set names a
    field it may not carry.
    """
    people, touched = list_delegates(db), touched_after(db, frozen)
    return changes_of(frozen, people, list_of_then(frozen, people, touched), columns, language)


def changes_of(
    frozen: FrozenList,
    people: Sequence[Delegate],
    then: Sequence[Delegate],
    columns: ColumnSet,
    language: str = "en",
) -> list[ListChange]:
    """`changes_since` of what was read before: everybody as they are now, and the list `then`."""
    here = {person.id: person for person in people if person.side_id == frozen.side_id}
    was = [person for person in then if not person.withdrawn]
    now = [person for person in here.values() if not person.withdrawn]
    return _Comparison(columns, language, was, now).changes(here)


def frozen_states(db: Db) -> list[FrozenState]:
    """The last freeze of each side that has one, with what changed on the public list since."""
    return states_of(gather(db))


def gather(db: Db, people: Sequence[Delegate] | None = None) -> Frozen:
    """Read what `states_of` needs; `people` are all delegates, given by who has just read them.

    An edit waits for whoever reads the file, so comparing is left for afterwards.
    """
    if not (last := last_frozen(db)):
        return Frozen(people or (), None, (), None, {}, {})
    return Frozen(
        list_delegates(db) if people is None else people,
        sessions.session(db),
        sessions.sides(db),
        column_set(db, _PUBLIC),
        last,
        {frozen.id: touched_after(db, frozen) for frozen in last.values()},
    )


def states_of(records: Frozen) -> list[FrozenState]:
    """`frozen_states` of what was read before; needs no file, so a worker may run it."""
    session, columns = records.session, records.columns
    if session is None or columns is None:
        return []
    states = []
    for side in records.sides:
        if (frozen := records.last.get(side.id)) is not None:
            then = list_of_then(frozen, records.people, records.touched[frozen.id])
            changes = tuple(changes_of(frozen, records.people, then, columns))
            stamp = short_moment(session, frozen.at)
            states.append(FrozenState(frozen, side, stamp, changes, tuple(then)))
    return states


class _Comparison:
    """Two states of one list, both without those who have withdrawn."""

    def __init__(
        self,
        columns: ColumnSet,
        language: str,
        then: Sequence[Delegate],
        now: Sequence[Delegate],
    ) -> None:
        # The number is the place, which the moves tell; all are of one side; a picture is no text.
        self._fields = [
            f
            for f in columns.columns()
            if f.key not in {NUMBER, "side"} and f.kind is not Kind.IMAGE
        ]
        self._columns = columns
        self._keys = frozenset(columns.fields)
        self._language = language
        self._then = then
        self._now = now
        self._places_then = {person.id: at for at, person in enumerate(then, 1)}
        self._places_now = {person.id: at for at, person in enumerate(now, 1)}

    def changes(self, here: Mapping[int, Delegate]) -> list[ListChange]:
        """All entries; `here` is everybody who is on this side now, withdrawn or not."""
        before = {person.id: person for person in self._then}
        moves = fewest_moves(list(before), list(self._places_now))
        gone = self._gone_behind(moves, here)
        found = gone.get(None, [])
        for person in self._now:
            old = before.get(person.id)
            if old is None:
                found.append(self._added(person))
                continue
            if change := self._changed(old, person):
                found.append(change)
            if person.id in moves:
                found.append(self._moved(old))
            else:
                found += gone.get(person.id, [])
        return found

    def _gone_behind(
        self, moves: Collection[int], here: Mapping[int, Delegate]
    ) -> dict[int | None, list[ListChange]]:
        """Those no longer on the list, by the last one above them who kept his place."""
        found: dict[int | None, list[ListChange]] = {}
        above: int | None = None
        for person in self._then:
            if person.id not in self._places_now:
                kind = ChangeKind.WITHDRAWN if person.id in here else ChangeKind.REMOVED
                found.setdefault(above, []).append(self._gone(person, kind))
            elif person.id not in moves:
                above = person.id
        return found

    def _added(self, person: Delegate) -> ListChange:
        lines = tuple(
            Line(f.key, "", text)
            for f in self._fields
            if f.key != FULL_NAME and (text := self._text(person, f))
        )
        place = self._places_now[person.id]
        return ListChange(ChangeKind.ADDED, person.id, place, self._name(person), lines)

    def _gone(self, person: Delegate, kind: ChangeKind) -> ListChange:
        telling = [self._text(person, f) for f in self._fields if f.key in _TELLING]
        text = ", ".join(part for part in telling if part)
        lines = (Line("", text, ""),) if text else ()
        return self._entry(kind, person, lines)

    def _changed(self, old: Delegate, new: Delegate) -> ListChange | None:
        if old.values == new.values:
            return None
        lines = tuple(
            Line(f.key, was, now)
            for f in self._fields
            if (was := self._text(old, f)) != (now := self._text(new, f))
        )
        return self._entry(ChangeKind.CHANGED, old, lines) if lines else None

    def _moved(self, old: Delegate) -> ListChange:
        was, now = self._places_then[old.id], self._places_now[old.id]
        texts = [str(was), str(now)]
        if was == now:  # others left: the number says nothing, whom one stands below does
            above = (self._then[was - 2], self._now[now - 2])
            texts = [
                f"{number} ({_ABOVE[self._language]}: {self._name(person)})"
                for number, person in zip(texts, above, strict=True)
            ]
        return self._entry(ChangeKind.MOVED, old, (Line(NUMBER, *texts),))

    def _entry(self, kind: ChangeKind, old: Delegate, lines: tuple[Line, ...]) -> ListChange:
        return ListChange(kind, old.id, self._places_then[old.id], self._name(old), lines)

    def _name(self, person: Delegate) -> str:
        return self._roster_text(person, FULL_NAME)

    def _text(self, person: Delegate, field: Field) -> str:
        text = self._roster_text(person, field.key)
        if field.kind is Kind.DATE:
            return _printed_date(text)
        return field.shown(text, self._language)

    def _roster_text(self, person: Delegate, key: str) -> str:
        return roster_text(
            person.as_dict(), key, self._language,
            columns=self._keys, honorific=self._columns.honorific,
        )  # fmt: skip


def _printed_date(text: str) -> str:
    """A date as it stands in a printed list; text that is none stays as it is."""
    try:
        return f"{date.fromisoformat(text):%d.%m.%Y}"
    except ValueError:
        return text
