"""What a newer list of one sender says beyond its rows: who moved, who returned, who is gone.

The list is held against what its sender sent last. Only the sender's own order counts: whoever
was placed elsewhere here has not moved. Nobody is ever deleted; who is gone is withdrawn, and
only where it is plain that they are gone and not written in another way.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from rapporteur.domain.delegates import CONFIRMED, WITHDRAWN, Delegate
from rapporteur.domain.importing import CellChange, Move, PlannedRow, RowState
from rapporteur.domain.workbook import Issue, ListRow
from rapporteur.services.importing.matching import name_key, name_keys
from rapporteur.services.importing.order import in_step

_KNOWN = frozenset({RowState.SAME, RowState.CHANGED})
_ON_BOTH = frozenset({*_KNOWN, RowState.MOVED})
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


def next_version(
    rows: Sequence[PlannedRow],
    people: Iterable[Delegate],
    before: Mapping[int, OnList],
    sender: str,
) -> tuple[list[PlannedRow], list[Issue]]:
    """`rows` with what only the comparison with the last list of `sender` gives, and notices.

    `before` is what the sender's lists last said, by id of the delegate. People who are gone
    follow behind the rows of the list, in the order of the last list.
    """
    by_id = {person.id: person for person in people}
    found = [_returned(row, by_id, before) for row in rows]
    for at, move in _moves(found, before).items():
        row = found[at]
        state = RowState.MOVED if row.state is RowState.SAME else row.state
        found[at] = replace(row, state=state, move=move)
    gone, issues = _gone(found, by_id, before, sender)
    if not before:
        text = f"This is the first list from {sender}: there is none to compare it with."
        issues.append(Issue("", "first_list", text))
    return [*found, *gone], issues


def still_there(rows: Sequence[PlannedRow], before: Mapping[int, OnList]) -> list[int]:
    """Indexes of the rows whose people stand on the last list of their side as well.

    Of several rows that are one person, the first stands for all.
    """
    newest = _newest(rows, before)
    found: dict[int, int] = {}
    for at, row in enumerate(rows):
        if row.delegate_id is None or row.state not in _ON_BOTH or row.repeats or not row.row.row:
            continue
        place = before.get(row.delegate_id)
        if place is not None and place.row and place.list_id == newest[row.side_id]:
            found.setdefault(row.delegate_id, at)
    return list(found.values())


def returns(row: ListRow, person: Delegate, before: Mapping[int, OnList]) -> bool:
    """Whether the sender had taken a withdrawn person off and now lists them again."""
    place = before.get(person.id)
    gone = place is not None and not place.row
    return gone and person.withdrawn and not row.values.get("status")


def as_no_version(row: PlannedRow) -> PlannedRow:
    """The row without what the comparison with the last list has given it."""
    changes = tuple(c for c in row.changes if not (c.derived and _is_return(c)))
    state = row.state
    if state is RowState.MOVED or (state is RowState.CHANGED and not changes):
        state = RowState.SAME
    return replace(row, state=state, changes=changes, move=None)


def comes_back(row: PlannedRow) -> bool:
    """Whether a row takes somebody in again who was withdrawn."""
    return any(map(_is_return, row.changes))


def _is_return(change: CellChange) -> bool:
    return change.field == "status" and change.old == WITHDRAWN != change.new


def _returned(
    row: PlannedRow, by_id: Mapping[int, Delegate], before: Mapping[int, OnList]
) -> PlannedRow:
    """The row with the proposal to reinstate whoever returns."""
    person = by_id.get(row.delegate_id or 0)
    if row.state not in _KNOWN or person is None or not returns(row.row, person, before):
        return row
    back = CellChange("status", WITHDRAWN, CONFIRMED, derived=True)
    return replace(row, state=RowState.CHANGED, changes=(*row.changes, back))


def _newest(rows: Iterable[PlannedRow], before: Mapping[int, OnList]) -> dict[int | None, int]:
    """The last list of each side, of those of the sender that have anybody of it."""
    newest: dict[int | None, int] = {}
    for row in rows:
        place = before.get(row.delegate_id or 0)
        if place is not None and place.row:
            newest[row.side_id] = max(place.list_id, newest.get(row.side_id, 0))
    return newest


def _moves(rows: Sequence[PlannedRow], before: Mapping[int, OnList]) -> dict[int, Move]:
    """The fewest people who have to move for the last order to become the new one."""
    moves: dict[int, Move] = {}
    by_side: dict[int | None, list[int]] = {}
    for index in still_there(rows, before):
        by_side.setdefault(rows[index].side_id, []).append(index)
    for indexes in by_side.values():
        places = [before[rows[index].delegate_id or 0].at for index in indexes]
        old = {place: number for number, place in enumerate(sorted(places), 1)}
        staying = in_step(places)
        moves |= {
            index: Move(old[places[at]], at + 1)
            for at, index in enumerate(indexes)
            if at not in staying
        }
    return moves


def _gone(
    rows: Sequence[PlannedRow],
    by_id: Mapping[int, Delegate],
    before: Mapping[int, OnList],
    sender: str,
) -> tuple[list[PlannedRow], list[Issue]]:
    """Who stood on the last lists and stands on this one no more.

    A side of which the list has nobody is not a part of it, so nobody of it is gone.
    """
    here = {row.delegate_id for row in rows if row.state in _ON_BOTH}
    sides = {row.side_id for row in rows if row.state is not RowState.SKIPPED}
    expected = sorted(
        (delegate_id for delegate_id, place in before.items() if place.row),
        key=lambda delegate_id: (before[delegate_id].list_id, before[delegate_id].at),
    )
    people = [by_id[i] for i in expected if i in by_id and by_id[i].side_id in sides]
    written = _Written(rows)
    found = [_removed(person, written) for person in people if person.id not in here]
    leaving = [row for row in found if row.state is RowState.REMOVED]
    if len(leaving) <= len(people) * _MANY:
        return found, []
    text = (
        f"{len(leaving)} of the {len(people)} people of the last list from {sender} are not in "
        "this one. It may be only a part, or another list: they stay unless you take "
        "their removal."
    )
    return [replace(row, accepted=False) for row in found], [Issue("", "many_removed", text)]


def _removed(person: Delegate, written: _Written) -> PlannedRow:
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
    reason = ""
    if named := next((n for k in name_keys(person) if (n := written.names.get(k))), 0):
        reason = f"Row {named} has this name and is not taken in: look at it first."
    return PlannedRow(
        row, RowState.REMOVED, person.side_id, person.id, reason=reason, accepted=not reason
    )


class _Written:
    """Rows in which people who seem to be gone may stand after all."""

    def __init__(self, rows: Iterable[PlannedRow]) -> None:
        self.doubts: dict[int, int] = {}
        """Number of the doubtful row in which somebody may be, by their id."""
        self.names: dict[str, int] = {}
        """Number of a row that is not taken in, by the key of its name."""
        for row in rows:
            if row.state is RowState.DOUBTFUL and row.delegate_id is not None:
                for person in (row.delegate_id, *row.rivals):
                    self.doubts.setdefault(person, row.row.row)
            elif row.state in {RowState.DOUBTFUL, RowState.FAULTY, RowState.SKIPPED}:
                self.names.setdefault(name_key(row.row.values), row.row.row)
