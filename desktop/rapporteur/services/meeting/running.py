"""Running the agenda: taking items up, going on and back, breaks, items that nobody had planned.

Items are gone through in the order of the agenda, sitting by sitting. An item with sub-items is a
heading: going on leads to its first sub-item, and it is done when they are.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session as Db

from rapporteur.domain.agenda import CURRENT, DONE, PLANNED, POSTPONED, AgendaItem, Sitting
from rapporteur.domain.agenda_tree import AgendaLine
from rapporteur.domain.running import is_running, spent_seconds, stamp
from rapporteur.services import speakers, stored
from rapporteur.services.agenda import reading
from rapporteur.services.agenda.editing import add_item, last_sitting
from rapporteur.services.stored import AGENDA_ITEMS, SUB_GROUPS

_OVER = (DONE, POSTPONED)


@dataclass(frozen=True, slots=True)
class RunItem:
    """An item in the order of the agenda. `sitting_id` is None in the parking lot.

    `state` is the item's own; of a heading, that of its sub-items. `planned` are the seconds that
    it takes as planned, interpretation included; 0 for none.
    """

    item: AgendaItem
    number: str
    depth: int
    sitting_id: int | None
    heading: bool
    state: str
    planned: int

    @property
    def title(self) -> str:
        """The English title."""
        return self.item["title_en"]


@dataclass(frozen=True)
class Run:
    """The whole agenda as it is being gone through."""

    sittings: Sequence[Sitting]
    items: Sequence[RunItem]

    @property
    def current(self) -> RunItem | None:
        """The item that is being discussed."""
        return next((i for i in self.items if i.item["state"] == CURRENT), None)

    def by_id(self, item_id: int) -> RunItem | None:
        """The item with this id."""
        return next((i for i in self.items if i.item.id == item_id), None)

    @property
    def steps(self) -> list[RunItem]:
        """The items that are gone through: no headings, no parking lot."""
        return [i for i in self.items if not i.heading and i.sitting_id is not None]

    def next_after(self, item: RunItem | None) -> RunItem | None:
        """What comes next: the first item behind `item` that is not over yet."""
        steps = self.steps
        start = 0
        if item is not None:
            order = [i.item.id for i in self.items]
            place = order.index(item.item.id)
            behind = set(order[place + 1 :])
            start = next((n for n, i in enumerate(steps) if i.item.id in behind), len(steps))
        return next((i for i in steps[start:] if i.item["state"] not in _OVER), None)

    def before(self, item: RunItem | None) -> RunItem | None:
        """The item gone through before `item`; the last of those over where there is none."""
        steps = self.steps
        if item is None:
            return next((i for i in reversed(steps) if i.item["state"] in _OVER), None)
        order = [i.item.id for i in self.items]
        ahead = set(order[: order.index(item.item.id)])
        return next((i for i in reversed(steps) if i.item.id in ahead), None)


def run(db: Db) -> Run:
    """The agenda in its order, with numbers and states."""
    tree = reading.agenda(db)
    found: list[RunItem] = []

    def add(line: AgendaLine) -> None:
        below = [sub.item for sub in line.lines]
        sitting_id = line.sitting.id if line.sitting is not None else None
        state = _state_of_heading(line.item, below) if below else line.item["state"]
        found.append(
            RunItem(line.item, line.number, line.level - 1, sitting_id, bool(below), state,
                    60 * line.slot.minutes)
        )  # fmt: skip
        for sub in line.lines:
            add(sub)

    for plan in tree.plans:
        for line in plan.lines:
            add(line)
    for line in tree.parked:
        add(line)
    return Run([plan.sitting for plan in tree.plans], found)


def take_up(db: Db, item_id: int, now: datetime) -> AgendaItem:
    """Discuss this item from `now` on; what was discussed until then is done.

    An item in its break goes on; one that is being discussed already is left alone.
    """
    item = stored.get(db, AGENDA_ITEMS, item_id)
    if is_running(item):
        return item
    _leave_others(db, item_id, now, DONE)
    begun = {
        "state": CURRENT,
        "spent": str(spent_seconds(item, now) or ""),
        "began_at": stamp(now),
        "ended_at": "",
    }
    stored.set_fields(db, AGENDA_ITEMS, {item_id: begun})
    _settle(db, item.parent_id)
    return stored.get(db, AGENDA_ITEMS, item_id)


def go_on(db: Db, now: datetime) -> AgendaItem | None:
    """End the present item and take up the next; None where it was the last one."""
    found = run(db)
    following = found.next_after(found.current)
    if following is None:
        _leave_others(db, 0, now, DONE)
        return None
    return take_up(db, following.item.id, now)


def go_back(db: Db, now: datetime) -> AgendaItem | None:
    """Return to the item before; the present one is not done yet. None where there is none."""
    found = run(db)
    earlier = found.before(found.current)
    if earlier is None:
        return None
    _leave_others(db, earlier.item.id, now, PLANNED)
    return take_up(db, earlier.item.id, now)


def pause(db: Db, now: datetime) -> bool:
    """Begin a break, or end it; True where the time is running now, False also without an item."""
    current = run(db).current
    if current is None:
        return False
    if is_running(current.item):
        stored.set_fields(db, AGENDA_ITEMS, {current.item.id: {"ended_at": stamp(now)}})
        return False
    take_up(db, current.item.id, now)
    return True


def postpone(db: Db, now: datetime) -> AgendaItem | None:
    """Put the present item off and take up the next; what is discussed then."""
    found = run(db)
    if found.current is None:
        return None
    following = found.next_after(found.current)
    _leave_others(db, 0, now, POSTPONED)
    return take_up(db, following.item.id, now) if following is not None else None


def add_unplanned(db: Db, titles: Mapping[str, str], now: datetime) -> AgendaItem:
    """Add an item that nobody had planned, behind the present one, and take it up.

    `titles` by field ("title_en"). It stands at the level of the present item, so that going on
    leads to what is left. Once circulated, it gets a number that moves nobody ("3a").
    """
    found = run(db)
    current = found.current
    values = {**titles, "kind": "other"}
    if current is not None and current.sitting_id is not None:
        item = add_item(db, values, after=current.item.id)
    else:
        item = add_item(db, values, (_a_sitting(db, found), None))
    return take_up(db, item.id, now)


def _a_sitting(db: Db, found: Run) -> int:
    """The first sitting that is not over; one is made where there is none."""
    following = found.next_after(None)
    if following is not None and following.sitting_id is not None:
        return following.sitting_id
    return last_sitting(db).id


def sub_group_name(db: Db, uuid: str) -> str:
    """The English name of a sub-group; "" where there is none of this uuid."""
    found = (g for g in stored.read(db, SUB_GROUPS) if g.uuid == uuid)
    return next((g["name_en"] for g in found), "")


def _leave_others(db: Db, item_id: int, now: datetime, state: str) -> None:
    """End what is being discussed, unless it is `item_id`."""
    left = [i for i in stored.read(db, AGENDA_ITEMS) if i["state"] == CURRENT and i.id != item_id]
    for item in left:
        below = stored.read(db, AGENDA_ITEMS, parent_id=item.id)
        open_ = any(child["state"] not in _OVER for child in below)
        ended = {"state": PLANNED if open_ else state}  # a heading is over with its sub-items
        ended |= {"ended_at": stamp(now)} if is_running(item) else {}
        stored.set_fields(db, AGENDA_ITEMS, {item.id: ended})
    if left:
        speakers.end(db, now=now)  # nobody has the floor on an item that is over
    for parent in {item.parent_id for item in left}:
        _settle(db, parent)


def _settle(db: Db, parent_id: int | None) -> None:
    """A heading is done when all its sub-items are over, and not done any more when one is not."""
    if parent_id is None:
        return
    parent = stored.get(db, AGENDA_ITEMS, parent_id)
    below = stored.read(db, AGENDA_ITEMS, parent_id=parent_id)
    over = all(child["state"] in _OVER for child in below)
    if over and parent["state"] == PLANNED:
        stored.set_fields(db, AGENDA_ITEMS, {parent_id: {"state": DONE}})
    elif not over and parent["state"] == DONE:
        stored.set_fields(db, AGENDA_ITEMS, {parent_id: {"state": PLANNED}})


def _state_of_heading(item: AgendaItem, below: Sequence[AgendaItem]) -> str:
    states = {child["state"] for child in below}
    if CURRENT in states:
        return CURRENT
    return DONE if states <= set(_OVER) else item["state"]
