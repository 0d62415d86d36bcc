"""What a newer list of one sender says beyond its rows: who moved, who returned, who is gone.

The list is held against what its sender sent last. Only the sender's own order counts: whoever
was placed elsewhere here has not moved. Who is gone is found in `gone`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from rapporteur.domain.delegates import CONFIRMED, WITHDRAWN, Delegate
from rapporteur.domain.importing import CellChange, Move, PlannedRow, RowState
from rapporteur.domain.workbook import Issue, ListRow
from rapporteur.services.importing.gone import (
    MANY_REMOVED,
    NO_OTHERS,
    ON_BOTH,
    OnList,
    Others,
    who_is_gone,
)
from rapporteur.services.importing.order import in_step

__all__ = [
    "NOTICES", "OnList", "Others", "as_no_version", "comes_back", "next_version", "returns",
    "still_there",
]  # fmt: skip

_KNOWN = frozenset({RowState.SAME, RowState.CHANGED})


# Codes of the notices that belong to the comparison.
NOTICES = frozenset({"first_list", MANY_REMOVED})


def next_version(
    rows: Sequence[PlannedRow],
    people: Iterable[Delegate],
    before: Mapping[int, OnList],
    sender: str,
    others: Others = NO_OTHERS,
) -> tuple[list[PlannedRow], list[Issue]]:
    """`rows` with what only the comparison with the last list of `sender` gives, and notices.

    `before` is what the sender's lists last said, by id of the delegate; `others` what else is
    known of them. People who are gone follow behind the rows of the list, in the order of the
    last list.
    """
    by_id = {person.id: person for person in people}
    found = [_returned(row, by_id, before) for row in rows]
    for at, move in _moves(found, before).items():
        row = found[at]
        state = RowState.MOVED if row.state is RowState.SAME else row.state
        found[at] = replace(row, state=state, move=move)
    gone, issues = who_is_gone(found, by_id, before, sender, others)
    if not before:
        text = f"This is the first list from {sender}: there is none to compare it with."
        issues.append(Issue("", "first_list", text))
    return [*found, *gone], issues


def still_there(rows: Sequence[PlannedRow], before: Mapping[int, OnList]) -> list[int]:
    """Indexes of the rows whose people stand on the last list of their side as well.

    Of several rows that are one person, one stands for all, at the place of the first.
    """
    newest = _newest(rows, before)
    found: dict[int, int | None] = {}
    for at, row in enumerate(rows):
        if row.delegate_id is None or row.state not in ON_BOTH or not row.row.row:
            continue
        place = before.get(row.delegate_id)
        if place is not None and place.row and place.list_id == newest[row.side_id]:
            speaks = found.setdefault(row.delegate_id)
            if speaks is None and not row.repeats:
                found[row.delegate_id] = at
    return [at for at in found.values() if at is not None]


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
    if row.state not in _KNOWN or row.repeats or person is None:
        return row
    if not returns(row.row, person, before):
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
