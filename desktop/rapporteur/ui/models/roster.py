"""The delegates in memory: which of them are shown, in which order, and how many there are.

Knows no Qt. Each record is kept with one folded string over all its visible text, so that a
key press is one scan of strings that hands a list of ids to the table; nothing is asked of
the file. Filters and sorting only choose and arrange ids: the protocol order, `position`
within the side, is the file's and is never touched here.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import Enum
from typing import Any, Protocol, TypeVar

from rapporteur.domain.delegates import DELEGATE, Delegate
from rapporteur.services.search import Query

# The fields that have chips above the table.
FACETS = ("side", "category", "status")


class Comparable(Protocol):
    """What a sort key must be able to do; all keys of one sorting are of one type."""

    def __lt__(self, other: Any, /) -> bool:
        """Whether this key stands before `other`."""


SortKey = Callable[[Delegate], Comparable | None]
SearchKey = Callable[[Delegate], str]
_Item = TypeVar("_Item")


class Direction(Enum):
    """The three states of a column heading."""

    PROTOCOL = "protocol"
    ASCENDING = "ascending"
    DESCENDING = "descending"

    def next(self) -> Direction:
        """What a click on the heading makes of it."""
        order = tuple(Direction)
        return order[(order.index(self) + 1) % len(order)]


@dataclass(frozen=True, slots=True)
class Filter:
    """What the table shall show: words that must all occur, and chosen values per facet.

    `text` is as typed; it is folded as the search keys are. A facet without chosen values lets
    all through.
    """

    text: str = ""
    chosen: Mapping[str, frozenset[str]] = field(default_factory=dict)

    @property
    def active(self) -> bool:
        """Whether anybody may be hidden."""
        return bool(self.text.strip()) or any(self.chosen.values())


class Roster:
    """All delegates of the session, filtered and sorted.

    `search_key` folds one record to the text that filters look at; it is called once per
    record and change, not per key press.
    """

    def __init__(self, search_key: SearchKey) -> None:
        self._search_key = search_key
        self._records: dict[int, Delegate] = {}
        self._folded: dict[int, str] = {}
        self._side_positions: dict[int, int] = {}
        self._sort_key: SortKey | None = None
        self._direction = Direction.PROTOCOL
        self._order: list[int] = []
        self._keys: list[str] = []
        self._counts: dict[tuple[str, bool], Counter[str]] = {}

    def __len__(self) -> int:
        return len(self._records)

    def __contains__(self, delegate_id: object) -> bool:
        return delegate_id in self._records

    def __getitem__(self, delegate_id: int) -> Delegate:
        return self._records[delegate_id]

    @property
    def records(self) -> Mapping[int, Delegate]:
        """All records by id, in no particular order; a mapping once given never changes."""
        return self._records

    @property
    def sorted(self) -> bool:
        """Whether another order than the protocol order is shown."""
        return self._direction is not Direction.PROTOCOL

    def replace(self, delegates: Sequence[Delegate], side_positions: Mapping[int, int]) -> None:
        """Take over the whole list; `side_positions` says which side stands first."""
        self._side_positions = dict(side_positions)
        old, folded = self._records, self._folded
        self._records = {d.id: d for d in delegates}
        self._folded = {
            d.id: folded[d.id] if old.get(d.id) == d else self._search_key(d) for d in delegates
        }
        self._arrange()

    def refold(self) -> None:
        """Compose all search keys again: something they were made with has changed."""
        self._folded = {i: self._search_key(d) for i, d in self._records.items()}
        self._arrange()

    def update(
        self,
        delegates: Iterable[Delegate],
        gone: Iterable[int],
        folded: Mapping[int, str] | None = None,
    ) -> None:
        """Take over changed or new records, and forget those in `gone`.

        `folded` are their search keys by id, where somebody has composed them already.
        """
        lost, known = set(gone), folded or {}
        # A new mapping: the table still compares its rows with the old one.
        self._records = {i: d for i, d in self._records.items() if i not in lost}
        for delegate in delegates:
            self._records[delegate.id] = delegate
            self._folded[delegate.id] = known.get(delegate.id) or self._search_key(delegate)
        self._arrange()

    def sort(self, key: SortKey | None, direction: Direction) -> None:
        """Arrange by `key`; `Direction.PROTOCOL` goes back to the protocol order.

        Records whose key is None stand last in both directions, as empty cells do in the
        world's spreadsheets, and equal keys keep the protocol order among themselves.
        """
        self._sort_key = key if direction is not Direction.PROTOCOL else None
        self._direction = direction if key is not None else Direction.PROTOCOL
        self._arrange()

    def select(self, wanted: Filter) -> list[int]:
        """The ids that `wanted` lets through, in the chosen order."""
        ids = self._order
        query = Query(wanted.text)
        if query:
            ids = [ids[at] for at in query.filter(self._keys)]
        for facet, allowed in wanted.chosen.items():
            if allowed:
                ids = [i for i in ids if facet_value(self._records[i], facet) in allowed]
        return list(ids)

    def protocol_ids(self, side_id: int) -> list[int]:
        """The ids of one side in protocol order."""
        mine = [d for d in self._records.values() if d.side_id == side_id]
        return [d.id for d in sorted(mine, key=lambda d: d.position)]

    def counts(self, facet: str, *, coming_only: bool = False) -> Counter[str]:
        """How many delegates there are per value of `facet`.

        `coming_only` leaves the withdrawn out: that is the number a host has to reckon with.
        """
        found = self._counts.get((facet, coming_only))
        if found is None:
            everybody = self._records.values()
            people = [d for d in everybody if not d.withdrawn] if coming_only else everybody
            found = self._counts[facet, coming_only] = _counted(people, facet)
        return found

    def _arrange(self) -> None:
        """Put all ids in the chosen order once, so that a filter need not sort or count."""
        self._counts.clear()
        sides = self._side_positions
        people = sorted(self._records.values(), key=lambda d: (sides.get(d.side_id, 0), d.position))
        if self._sort_key is not None:
            people = arranged(
                people, self._sort_key, reverse=self._direction is Direction.DESCENDING
            )
        self._order = [d.id for d in people]
        self._keys = [self._folded[i] for i in self._order]


def arranged(
    items: Sequence[_Item], key: Callable[[_Item], Comparable | None], *, reverse: bool
) -> list[_Item]:
    """`items` by `key`, stable in both directions; those without a key stand last."""
    keyed = [(key(item), item) for item in items]
    filled = [(k, item) for k, item in keyed if k is not None]
    filled.sort(key=lambda pair: pair[0], reverse=reverse)
    return [item for _, item in filled] + [item for k, item in keyed if k is None]


def _counted(people: Iterable[Delegate], facet: str) -> Counter[str]:
    """How many people there are per value of `facet`; quick, since long lists are counted often."""
    if facet == "side":
        return Counter({str(side): n for side, n in Counter([d.side_id for d in people]).items()})
    at = DELEGATE.positions[facet]
    return Counter([d.values[at] for d in people])


def facet_value(delegate: Delegate, facet: str) -> str:
    """The value by which `delegate` belongs to a chip: the side's id as text, or the field."""
    return str(delegate.side_id) if facet == "side" else delegate[facet]
