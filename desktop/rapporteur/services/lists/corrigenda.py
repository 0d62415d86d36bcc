"""What became different on a side's list since it was frozen, as its readers see it.

Compared is what is printed: the columns of a set, in the form the language of the list chooses.
So a change that shows in no column of the set is no correction, and privacy is decided by the
set here as in every other list.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date

from sqlalchemy.orm import Session as Db

from rapporteur.domain.column_sets import ColumnSet
from rapporteur.domain.delegates import Delegate
from rapporteur.domain.fields import Field, Kind
from rapporteur.domain.freezing import ChangeKind, FrozenList, FrozenState, Line, ListChange
from rapporteur.domain.moves import fewest_moves
from rapporteur.domain.roster_text import FULL_NAME, roster_text
from rapporteur.services import sessions
from rapporteur.services.columns.column_sets import column_set
from rapporteur.services.delegates import list_delegates
from rapporteur.services.lists.freezing import last_frozen, list_then
from rapporteur.services.lists.titles import short_moment

NUMBER = "number"
_PUBLIC = "public"

# What tells the reader whom an entry about somebody no longer on the list means.
_TELLING = ("designation", "organisation")
_ABOVE = {"en": "above", "ru": "выше", "hi": "ऊपर"}


def changes_since(
    db: Db, frozen: FrozenList, columns: ColumnSet, language: str = "en"
) -> list[ListChange]:
    """The entries of a corrigendum, in the order of the list as it stands now.

    Those no longer on the list come where they stood. Raises ValueError where the set names a
    field it may not carry.
    """
    people = list_delegates(db)
    then = [person for person in list_then(db, frozen, people) if not person.withdrawn]
    here = {person.id: person for person in people if person.side_id == frozen.side_id}
    now = [person for person in here.values() if not person.withdrawn]
    return _Comparison(columns, language, then, now).changes(here)


def frozen_states(db: Db) -> list[FrozenState]:
    """The last freeze of each side that has one, with what changed on the public list since."""
    if not (last := last_frozen(db)):
        return []
    session, columns = sessions.session(db), column_set(db, _PUBLIC)
    return [
        FrozenState(
            frozen,
            side,
            short_moment(session, frozen.at),
            tuple(changes_since(db, frozen, columns)),
        )
        for side in sessions.sides(db)
        if (frozen := last.get(side.id)) is not None
    ]


def count_changes(changes: Iterable[ListChange]) -> Mapping[ChangeKind, int]:
    """How many entries there are of each kind."""
    return Counter(change.kind for change in changes)


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
