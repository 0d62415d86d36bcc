"""The action items in memory: which are shown, under which headings, and in which order.

Knows no Qt. Each item is kept with one folded string over all its text, so that a key press in
the filter is one scan of strings. Sorting and grouping arrange what is shown; the order of the
table, `position`, is the file's and never touched here.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import Enum

from rapporteur.domain.actions import ACTION_ITEM, ACTION_STATES, ActionItem, ProgressEntry, overdue
from rapporteur.domain.dates import shown_date
from rapporteur.domain.directory import Directory
from rapporteur.domain.fields import Kind
from rapporteur.services.search import Query, search_key

FACETS = ("state", "origin", "side", "sub_group")

OPEN_ONES, OVERDUE, CLOSED = "open", "overdue", "closed"
INHERITED = "inherited"
FIRST, SECOND, BOTH = "1", "2", "both"


class Grouping(Enum):
    """By what the table is parted; `NONE` is one list."""

    NONE = "none"
    SUB_GROUP = "sub_group"
    SIDE = "side"
    BODY = "body"
    DUE_MONTH = "due_month"
    STATUS = "status"


class Direction(Enum):
    """The three states of a column heading; `STORED` is the order of the file."""

    STORED = "stored"
    ASCENDING = "ascending"
    DESCENDING = "descending"

    def next(self) -> Direction:
        """What a click on the heading makes of it."""
        order = tuple(Direction)
        return order[(order.index(self) + 1) % len(order)]


@dataclass(frozen=True, slots=True)
class Filter:
    """Words that must all occur, and chosen values per facet; a facet without any lets all pass."""

    text: str = ""
    chosen: Mapping[str, frozenset[str]] = field(default_factory=dict)

    @property
    def active(self) -> bool:
        """Whether anything may be hidden."""
        return bool(self.text.strip()) or bool(self.chosen)


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading of the table: `key` is what its items have in common, "" for nothing."""

    key: str
    count: int
    late: int
    collapsed: bool


@dataclass(frozen=True, slots=True)
class ItemRow:
    """An item of the table; one with two bodies stands under each of them."""

    item: ActionItem


Row = Heading | ItemRow
SortKey = Callable[[ActionItem], str]


def sides_of(item: ActionItem) -> str:
    """Which side is responsible: FIRST, SECOND, BOTH or ""."""
    first = bool(item["body_first"] or item["person_first"])
    second = bool(item["body_second"] or item["person_second"])
    if first and second:
        return BOTH
    return FIRST if first else SECOND if second else ""


def headings_of(item: ActionItem, by: Grouping) -> tuple[str, ...]:
    """The keys of the headings under which an item stands."""
    if by is Grouping.BODY:
        bodies = tuple(b for b in (item["body_first"], item["body_second"]) if b)
        return tuple(dict.fromkeys(bodies)) or ("",)
    return ({
        Grouping.SUB_GROUP: item["sub_group"],
        Grouping.SIDE: sides_of(item),
        Grouping.DUE_MONTH: item["due_date"][:7],
        Grouping.STATUS: item["status"],
    }.get(by, ""),)  # fmt: skip


class ActionRows:
    """All items with their search keys; `arrange` says which rows the table has."""

    def __init__(self) -> None:
        self.items: dict[int, ActionItem] = {}
        self._keys: dict[int, str] = {}
        self.today = date.min

    def replace(
        self,
        items: Iterable[ActionItem],
        directory: Directory,
        progress: Mapping[int, Sequence[ProgressEntry]],
        today: date,
    ) -> None:
        """These are the items now, in the order of the file."""
        self.today = today
        self.items = {item.id: item for item in items}
        self._keys = {
            i: search_key(_text(item, directory, progress.get(i, ())))
            for i, item in self.items.items()
        }

    def select(self, wanted: Filter) -> list[ActionItem]:
        """The items that the filter lets through, in the order of the file."""
        query = Query(wanted.text)
        return [
            item
            for i, item in self.items.items()
            if query.matches(self._keys[i]) and self._let_through(item, wanted)
        ]

    def _let_through(self, item: ActionItem, wanted: Filter) -> bool:
        if not wanted.chosen:
            return True
        facets = self.facets(item)
        return all(values & facets[facet] for facet, values in wanted.chosen.items())

    def facets(self, item: ActionItem) -> dict[str, frozenset[str]]:
        """What an item is, per kind of chip."""
        states = {CLOSED if item.closed else OPEN_ONES}
        if overdue(item, self.today):
            states.add(OVERDUE)
        sides = sides_of(item)
        return {
            "state": frozenset(states),
            "origin": frozenset({INHERITED} if item.inherited else ()),
            "side": frozenset({FIRST, SECOND} if sides == BOTH else {sides}),
            "sub_group": frozenset({item["sub_group"]}),
        }

    def counts(self) -> dict[str, Counter[str]]:
        """How many items there are of each value of each facet."""
        found: dict[str, Counter[str]] = {facet: Counter() for facet in FACETS}
        for item in self.items.values():
            for facet, values in self.facets(item).items():
                found[facet].update(values)
        return found

    def arrange(
        self,
        wanted: Filter,
        by: Grouping,
        *,
        order: Sequence[str] = (),
        collapsed: frozenset[str] = frozenset(),
        sort_key: SortKey | None = None,
        direction: Direction = Direction.STORED,
    ) -> list[Row]:
        """The rows of the table. `order` says in which order headings come; others by name.

        What has no value stands under the last heading, and last where it is sorted by.
        """
        items = self.select(wanted)
        if sort_key is not None and direction is not Direction.STORED:
            with_value = [item for item in items if sort_key(item)]
            without = [item for item in items if not sort_key(item)]
            backwards = direction is Direction.DESCENDING
            items = sorted(with_value, key=sort_key, reverse=backwards) + without
        if by is Grouping.NONE:
            return [ItemRow(item) for item in items]
        parts: dict[str, list[ActionItem]] = {}
        for item in items:
            for key in headings_of(item, by):
                parts.setdefault(key, []).append(item)
        places = {key: at for at, key in enumerate(order)}
        rows: list[Row] = []
        for key in sorted(parts, key=lambda k: (not k, places.get(k, len(places)), k.casefold())):
            part = parts[key]
            late = sum(overdue(item, self.today) for item in part)
            rows.append(Heading(key, len(part), late, key in collapsed))
            if key not in collapsed:
                rows += [ItemRow(item) for item in part]
        return rows


STATUS_ORDER = tuple(choice.code for choice in ACTION_STATES)
_LABELS = {c.code: f"{c.label}\n{c.label_ru}" for c in ACTION_STATES}


def _text(item: ActionItem, directory: Directory, progress: Sequence[ProgressEntry]) -> str:
    """All that one may look for in an item: its texts, names behind references, progress."""
    parts: list[str] = []
    for catalogue_field, value in zip(ACTION_ITEM, item.values, strict=True):
        if not value:
            continue
        if catalogue_field.kind is Kind.REFERENCE:
            entry = directory.entry(value)
            parts.append(f"{entry.name}\n{entry.key}" if entry is not None else "")
        elif catalogue_field.kind is Kind.DATE:
            parts.append(shown_date(value))
        else:
            parts.append(_LABELS.get(value, value) if catalogue_field.choices else value)
    parts += [entry["text"] for entry in progress]
    return "\n".join(parts)
