"""Who stood on the last list of a sender and stands on the newer one no more.

Nobody is ever deleted; who is gone is withdrawn, and that is proposed only where it is plain
that they are gone: not written in another way, not in a row that could not be read, not one of
two namesakes, and on no list of somebody else.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from rapporteur.domain.delegates import Delegate
from rapporteur.domain.importing import PlannedRow, RowState, Verdict
from rapporteur.domain.workbook import Issue, ListRow
from rapporteur.services.importing.fitting import fits_as_well
from rapporteur.services.importing.matching import name_key, name_keys

# States of rows whose person stands on the list, known before.
ON_BOTH = frozenset({RowState.SAME, RowState.CHANGED, RowState.MOVED})
MANY_REMOVED = "many_removed"
# Of the last list; more that are gone at once are rather the people of another list.
_MANY = 1 / 3


@dataclass(frozen=True, slots=True)
class OnList:
    """The last thing that a sender's lists say of somebody: in which list, and where.

    `at` grows along the list; `row` is its row, or 0 where the list had them no more.
    """

    list_id: int
    at: float
    row: int


@dataclass(frozen=True, slots=True)
class Others:
    """What else is known of people, by id: `lists` of other senders on which they stand, in
    words; `said` is what the sender's last list held of them.
    """

    lists: Mapping[int, str] = field(default_factory=dict)
    said: Mapping[int, Mapping[str, str]] = field(default_factory=dict)


NO_OTHERS = Others()


def who_is_gone(
    rows: Sequence[PlannedRow],
    by_id: Mapping[int, Delegate],
    before: Mapping[int, OnList],
    sender: str,
    others: Others = NO_OTHERS,
) -> tuple[list[PlannedRow], list[Issue]]:
    """Lines for those who were on the last lists and are on this one no more, and notices.

    A side of which the list has nobody is not a part of it, so nobody of it is gone.
    """
    # A row that came back corrected is skipped, but is somebody.
    here = {row.delegate_id for row in rows if row.state in {*ON_BOTH, RowState.SKIPPED}}
    sides = {row.side_id for row in rows if _is_somebody(row)}
    expected = sorted(
        (delegate_id for delegate_id, place in before.items() if place.row),
        key=lambda delegate_id: (before[delegate_id].list_id, before[delegate_id].at),
    )
    people = [by_id[i] for i in expected if i in by_id and by_id[i].side_id in sides]
    written = _Written(rows, people, by_id, others)
    found = [_removed(person, written, others) for person in people if person.id not in here]
    leaving = [row for row in found if row.state is RowState.REMOVED]
    if len(leaving) <= len(people) * _MANY:
        return found, []
    text = (
        f"{len(leaving)} of the {len(people)} people of the last list from {sender} are not in "
        "this one. It may be only a part, or another list: they stay unless you take "
        "their removal."
    )
    return [replace(row, accepted=False) for row in found], [Issue("", MANY_REMOVED, text)]


def _is_somebody(row: PlannedRow) -> bool:
    """Whether a row is a person who was read: only such a one tells that a side is in the list."""
    if row.state is RowState.DOUBTFUL:
        return row.suspect is not None or row.twin is not None
    return row.state in ON_BOTH or row.state is RowState.NEW


def _removed(person: Delegate, written: _Written, others: Others) -> PlannedRow:
    """The line of somebody who does not stand on the list, as far as the rows tell."""
    values = {key: value for key, value in person.as_dict().items() if value}
    row = ListRow(0, values, {}, {})
    if person.withdrawn:
        # Both know it: this is only to be kept, so that a return is noticed.
        reason = "Was withdrawn here before, and is no longer on the list."
        return PlannedRow(row, RowState.SAME, person.side_id, person.id, reason=reason)
    if doubt := written.doubts.get(person.id):
        reason = f"May be in row {doubt}, which is in doubt: decide about it first."
        return PlannedRow(
            row, RowState.SKIPPED, person.side_id, person.id, reason=reason, accepted=False
        )
    reason = written.why_not_gone(person)
    if not reason and (known := others.lists.get(person.id)):
        reason = f"This person still stands on {known}."
    return PlannedRow(
        row, RowState.REMOVED, person.side_id, person.id, reason=reason, accepted=not reason
    )


class _Written:
    """Rows in which people who seem to be gone may stand after all."""

    def __init__(
        self,
        rows: Iterable[PlannedRow],
        people: Iterable[Delegate],
        by_id: Mapping[int, Delegate],
        others: Others,
    ) -> None:
        self._by_id = by_id
        self._others = others
        self.doubts: dict[int, int] = {}
        """Number of the doubtful row in which somebody may be, by their id."""
        self._names: dict[str, int] = {}
        """Number of a row that is not taken in, by the key of its name."""
        self._unread: dict[int | None, int] = {}
        """Number of a row that may be anybody, by side; None where the side is not known."""
        self._taken: defaultdict[str, list[PlannedRow]] = defaultdict(list)
        """Rows that are somebody of the last lists, by the key of their name."""
        known = {key for person in people for key in name_keys(person)}
        for row in rows:
            key = name_key(row.row.values)
            if row.state is RowState.DOUBTFUL and row.delegate_id is not None:
                for person in (row.delegate_id, *row.rivals):
                    self.doubts.setdefault(person, row.row.row)
            elif row.state in {RowState.DOUBTFUL, RowState.FAULTY, RowState.SKIPPED}:
                self._names.setdefault(key, row.row.row)
                if _is_unread(row) and key not in known:
                    self._unread.setdefault(row.side_id, row.row.row)
            elif row.state in ON_BOTH and key and row.verdict is not Verdict.SAME:
                self._taken[key].append(row)

    def why_not_gone(self, person: Delegate) -> str:
        """Why it is not plain that somebody is gone; "" where it is."""
        keys = name_keys(person)
        if named := next((n for key in keys if (n := self._names.get(key))), 0):
            return f"Row {named} has this name and is not taken in: look at it first."
        if number := next((n for key in keys for n in self._namesakes(key, person)), 0):
            return f"Row {number} has this name too and does not say which of the two it is."
        if unread := self._unread.get(person.side_id) or self._unread.get(None):
            return f"Row {unread} could not be read: it may be this person."
        return ""

    def _namesakes(self, key: str, person: Delegate) -> Iterable[int]:
        """Rows of somebody else of this name that fit the one as well as the other."""
        for row in self._taken.get(key, ()):
            other = self._by_id.get(row.delegate_id or 0)
            if other is None or other.side_id != person.side_id:
                continue
            if fits_as_well(row.row.values, person, other, self._others.said):
                yield row.row.row


def _is_unread(row: PlannedRow) -> bool:
    """Whether nobody can tell who a row is: faulty, without a name, or without a side."""
    if row.state is RowState.SKIPPED:
        return not row.row.skipped
    return row.state is RowState.FAULTY or row.twin is None
