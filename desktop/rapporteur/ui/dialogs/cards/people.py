"""Whom cards are for: the entries of the choice, and the people behind each of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from rapporteur.domain.delegates import CATEGORIES, Delegate
from rapporteur.domain.printing import SeatingPlan
from rapporteur.domain.sessions import Side
from rapporteur.services import delegates
from rapporteur.services.seating.reading import seating
from rapporteur.services.workspace import Db

EVERYBODY, SELECTED = "all", "selected"
PLAN = "plan:"
_SIDE, _CATEGORY = "side:", "category:"


@dataclass(frozen=True, slots=True)
class Wanted:
    """The people of a print in its order, and the numbers of their chairs by uuid."""

    people: tuple[Delegate, ...]
    seats: Mapping[str, str] = field(default_factory=dict)


def side_key(side: Side) -> str:
    """The entry of everybody of a side."""
    return f"{_SIDE}{side.id}"


def category_key(code: str) -> str:
    """The entry of a category."""
    return f"{_CATEGORY}{code}"


def plan_key(plan_id: int) -> str:
    """The entry of those who sit in a plan, in the order of the seats."""
    return f"{PLAN}{plan_id}"


def entries(
    sides: Sequence[Side], plans: Sequence[SeatingPlan], selected: int
) -> list[tuple[str, str]]:
    """The keys of the choice, each with what its words need: a name, or how many."""
    found = [(SELECTED, str(selected))] if selected else []
    found.append((EVERYBODY, ""))
    found += [(side_key(side), side.name()) for side in sides]
    found += [(plan_key(plan.id), plan["name"]) for plan in plans]
    return [*found, *((category_key(choice.code), choice.label) for choice in CATEGORIES)]


def wanted(db: Db, key: str, selected: Sequence[int]) -> Wanted:
    """The people behind an entry; those who are not coming get no card."""
    if key.startswith(PLAN):
        plan = seating(db, int(key.removeprefix(PLAN)))
        return Wanted(tuple(plan.in_order()), plan.labels())
    if key == SELECTED:
        chosen = delegates.delegates_by_id(db, selected)
        return Wanted(tuple(person for person in chosen if not person.withdrawn))
    people = delegates.list_delegates(db, withdrawn=False)
    if key.startswith(_SIDE):
        side = int(key.removeprefix(_SIDE))
        return Wanted(tuple(person for person in people if person.side_id == side))
    if key.startswith(_CATEGORY):
        code = key.removeprefix(_CATEGORY)
        return Wanted(tuple(person for person in people if person["category"] == code))
    return Wanted(tuple(people))
