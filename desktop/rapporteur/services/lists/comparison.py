"""Two lists as received, compared row by row with the rules by which lists are imported.

Works on plain values alone. The older list is taken for the people who are there, so that what
counts as the same person, as a doubt and as a change is the same here as in an import. Two
things differ: a cell that the newer list has emptied counts, since both are documents, and what
was done in the session since does not.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from rapporteur.domain.comparison import ComparedRow, Comparison, Difference
from rapporteur.domain.delegates import DELEGATE, Delegate
from rapporteur.domain.importing import CellChange, Move
from rapporteur.domain.names import compose_name
from rapporteur.domain.workbook import Layout, ListRow
from rapporteur.services.importing.changes import compare_received
from rapporteur.services.importing.fitting import fits_as_well
from rapporteur.services.importing.matching import (
    Match,
    match_rows,
    name_key,
    name_keys,
)
from rapporteur.services.importing.order import in_step

_OTHER_SIDE = "other_side"


@dataclass(frozen=True, slots=True)
class ListRows:
    """The rows of one list, to be compared. `forced` is the code of the side of all, or "".

    `others` are the sheets of the same book that are not the list but look like one, as an old
    list that was left in it: what stands in their columns is known, and nothing else of them.
    """

    title: str
    layouts: tuple[Layout, ...]
    rows: tuple[ListRow, ...]
    forced: str = ""
    others: tuple[Layout, ...] = ()

    @property
    def people(self) -> list[ListRow]:
        """The rows that are somebody. Who is of neither side counts where no side is named."""
        others = all(row.skipped or not row.side for row in self.rows)
        return [
            row
            for row in self.rows
            if not row.faults and (not row.skipped or (row.skipped == _OTHER_SIDE and others))
        ]

    def sheet(self, row: ListRow) -> str:
        """The sheet on which a row stands."""
        return row.sheet or (self.layouts[0].sheet if self.layouts else "")

    def has(self, field: str) -> bool:
        """Whether the list has a column for a field."""
        return any(column.target == field for layout in self.layouts for column in layout.columns)


@dataclass(frozen=True, slots=True)
class _Lists:
    """The two lists that are compared."""

    old: ListRows
    new: ListRows


def compare_lists(old: ListRows, new: ListRows) -> Comparison:
    """What the newer list says otherwise than the older one, line by line.

    The lines are in the order of the newer list; who is on the older one alone follows.
    """
    lists = _Lists(old, new)
    before, after = old.people, new.people
    sides = _Sides(old, new)
    people = [_person(at, row, sides.of(row, old)) for at, row in enumerate(before, 1)]
    asked = [(row, sides.of(row, new)) for row in after]
    matches = match_rows(asked, people, {}, expected=range(1, len(people) + 1))
    pairs = {
        at: match.delegate.id - 1
        for at, match in enumerate(matches)
        if match.delegate is not None and not match.reason
    }
    moves = _moves(pairs, [side for _, side in asked])
    lines: list[ComparedRow] = []
    for at, (row, match) in enumerate(zip(after, matches, strict=True)):
        other = before[match.delegate.id - 1] if match.delegate else None
        if match.reason:
            lines.append(_doubtful(lists, row, other, match.reason))
        elif other is None or match.delegate is None:
            added = ComparedRow(Difference.ADDED, _name(row), "", 0, new.sheet(row), row.row)
            lines.append(added)
        else:
            changes = (
                *compare_received(row, match.delegate).changes,
                *_emptied(new, row, match.delegate),
            )
            lines.append(_on_both(lists, other, row, changes, moves.get(at)))
    # Who may be in a doubtful row is named there, and not as gone.
    found = {match.delegate.id - 1 for match in matches if match.delegate is not None}
    given = _given(asked, matches)
    for at, row in enumerate(before):
        if at in found:
            continue
        if namesake := _namesake(people[at], given):
            lines.append(_one_of_two(lists, row, namesake))
        else:
            lines.append(ComparedRow(Difference.REMOVED, _name(row), old.sheet(row), row.row))
    skipped = len(old.rows) - len(before) + len(new.rows) - len(after)
    return Comparison(old.title, new.title, tuple(lines), skipped)


class _Sides:
    """A number for the side of a row: one for all, where either list does not say it."""

    def __init__(self, old: ListRows, new: ListRows) -> None:
        self._numbers: dict[str, int] = {}
        both = (old, new)
        forced = all(one.forced for one in both)
        self._told = forced or all(row.side for one in both for row in one.people)
        self._forced = forced

    def of(self, row: ListRow, of: ListRows) -> int:
        if not self._told:
            return 1
        return self._numbers.setdefault(
            of.forced if self._forced else row.side, len(self._numbers) + 1
        )


def _person(number: int, row: ListRow, side: int) -> Delegate:
    """A row of the older list in the place of somebody who is there."""
    values = tuple(row.values.get(key, "") for key in DELEGATE.keys)
    return Delegate(DELEGATE, number, "", 1, values, side, row.row)


def _moves(pairs: Mapping[int, int], sides: Sequence[int]) -> dict[int, Move]:
    """Who moved within their side, by index in the newer list: the fewest, of those on both.

    `sides` are those of the rows of the newer list.
    """
    moves: dict[int, Move] = {}
    by_side: defaultdict[int, list[int]] = defaultdict(list)
    for at in sorted(pairs):
        by_side[sides[at]].append(at)
    for indexes in by_side.values():
        places = [pairs[at] for at in indexes]
        old = {place: number for number, place in enumerate(sorted(places), 1)}
        staying = in_step(places)
        moves |= {
            at: Move(old[places[number]], number + 1)
            for number, at in enumerate(indexes)
            if number not in staying
        }
    return moves


def _given(
    asked: Sequence[tuple[ListRow, int]], matches: Sequence[Match]
) -> Mapping[str, list[tuple[ListRow, Delegate]]]:
    """The rows that are somebody of the older list, and who that is, by the key of the name."""
    found: defaultdict[str, list[tuple[ListRow, Delegate]]] = defaultdict(list)
    for (row, _), match in zip(asked, matches, strict=True):
        if match.delegate is not None and not match.reason:
            found[name_key(row.values)].append((row, match.delegate))
    return found


def _namesake(
    person: Delegate, given: Mapping[str, list[tuple[ListRow, Delegate]]]
) -> ListRow | None:
    """The row of the newer list that is a namesake's and may as well be that of `person`."""
    for key in name_keys(person):
        for row, other in given.get(key, ()):
            same_side = other.side_id == person.side_id
            if same_side and fits_as_well(row.values, person, other, {}):
                return row
    return None


def _one_of_two(lists: _Lists, row: ListRow, other: ListRow) -> ComparedRow:
    """The line of somebody of the older list whose namesake's row may be theirs."""
    reason = f"Row {other.row} has this name too and does not say which of the two it is."
    return ComparedRow(
        Difference.DOUBTFUL, _name(row), lists.old.sheet(row), row.row,
        lists.new.sheet(other), other.row, reason=reason,
    )  # fmt: skip


def _doubtful(lists: _Lists, row: ListRow, other: ListRow | None, reason: str) -> ComparedRow:
    if other is not None:  # a person has a number, a row of a list has its row
        called = f"No. {other.row}, "
        at = reason.find(called)
        row_word = "Row" if at == 0 else "row"
        reason = reason.replace(called, f"{row_word} {other.row}, ", 1)
    return ComparedRow(
        Difference.DOUBTFUL,
        _name(row),
        lists.old.sheet(other) if other else "",
        other.row if other else 0,
        lists.new.sheet(row),
        row.row,
        reason=reason,
    )


def _on_both(
    lists: _Lists,
    old: ListRow,
    new: ListRow,
    changes: tuple[CellChange, ...],
    move: Move | None,
) -> ComparedRow:
    kind = Difference.CHANGED if changes else Difference.MOVED if move else Difference.SAME
    return ComparedRow(
        kind, _name(new), lists.old.sheet(old), old.row, lists.new.sheet(new), new.row,
        changes, move,
    )  # fmt: skip


def _emptied(new: ListRows, row: ListRow, there: Delegate) -> list[CellChange]:
    """What the older list said and the newer has a column for, but says no more."""
    return [
        CellChange(key, there[key], "")
        for key in DELEGATE.keys
        if there[key] and key in _OWN_CELL and not row.values.get(key) and new.has(key)
    ]


# Fields with a cell of their own; names and posts may be told in several ways.
_OWN_CELL = frozenset(DELEGATE.keys) - {
    "honorific", "family_name", "given_name", "patronymic", "name_order", "native_name",
    "latin_name", "status",
}  # fmt: skip


def _name(row: ListRow) -> str:
    """The name as a line of a comparison calls it."""
    name = compose_name(row.values)
    return name or next((text for text in row.original.values() if text), "")
