"""The agenda as one tree, with the numbers and times that follow from order and plan."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence

from sqlalchemy.orm import Session as Db

from rapporteur.domain.agenda import AgendaItem, Sitting
from rapporteur.domain.agenda_numbers import Place, computed, late_numbers
from rapporteur.domain.agenda_tree import Agenda, AgendaLine, SittingPlan
from rapporteur.domain.timetable import Planned, Slot, minutes_of, stretched, timetable
from rapporteur.services import sessions, stored

Branches = Mapping[tuple[int | None, int | None], Sequence[AgendaItem]]


def agenda(db: Db) -> Agenda:
    """Everything in order. UserError "session.none" where the file holds no session yet."""
    session = sessions.session(db)
    sittings = stored.read(db, stored.SITTINGS)
    items = stored.read(db, stored.AGENDA_ITEMS)
    branches = branches_of(items)
    circulated = session["agenda_circulated"]
    numbers = _numbers(sittings, branches, items, circulated=bool(circulated))
    late = {i.id for i in items if circulated and numbers.get(i.id) and not i["number"]}
    late |= {item.id for item in items if item["late"]}
    maker = _Maker(branches, numbers, session["interpretation"], late)
    return Agenda(
        circulated,
        tuple(maker.plan(sitting) for sitting in sittings),
        maker.lines(None, timetable(None, None, maker.planned(None)).slots),
    )


def branches_of(items: Sequence[AgendaItem]) -> Branches:
    """The items of each sitting (or None, the parking lot) and sub-items of each item, in order.

    The key is (sitting, None), or (None, parent).
    """
    found: dict[tuple[int | None, int | None], list[AgendaItem]] = defaultdict(list)
    for item in items:
        key = (None, item.parent_id) if item.parent_id else (item.sitting_id, None)
        found[key].append(item)
    return found


def places_of(sittings: Sequence[Sitting], branches: Branches) -> list[Place]:
    """The items that stand in a sitting, in order, each followed by its sub-items."""
    found: list[Place] = []
    for sitting in sittings:
        for item in branches.get((sitting.id, None), ()):
            found.append(Place(item.id, 1, item["number"]))
            subs = branches.get((None, item.id), ())
            found += [Place(sub.id, 2, sub["number"]) for sub in subs]
    return found


def _numbers(
    sittings: Sequence[Sitting],
    branches: Branches,
    items: Sequence[AgendaItem],
    *,
    circulated: bool,
) -> dict[int, str]:
    places = places_of(sittings, branches)
    if not circulated:
        return computed(places)
    numbers = {item.id: item["number"] for item in items}
    # A file from elsewhere may hold items that nobody numbered: shown as they would be.
    return numbers | late_numbers(places, [number for number in numbers.values() if number])


class _Maker:
    """Makes lines out of records, once numbers are known."""

    def __init__(
        self, branches: Branches, numbers: Mapping[int, str], percent: str, late: Collection[int]
    ) -> None:
        self._branches = branches
        self._numbers = numbers
        self._percent = percent
        self._late = late

    def plan(self, sitting: Sitting) -> SittingPlan:
        times = timetable(
            minutes_of(sitting["start_time"]),
            minutes_of(sitting["end_time"]),
            self.planned(sitting.id),
        )
        return SittingPlan(sitting, self.lines(sitting, times.slots), times)

    def planned(self, sitting_id: int | None) -> list[Planned]:
        return [self._planned(item) for item in self._branches.get((sitting_id, None), ())]

    def lines(self, sitting: Sitting | None, slots: Sequence[Slot]) -> tuple[AgendaLine, ...]:
        by_key = {slot.key: slot for slot in slots}
        items = self._branches.get((sitting.id if sitting else None, None), ())
        return tuple(self._line(item, 1, sitting, by_key) for item in items)

    def _planned(self, item: AgendaItem) -> Planned:
        return Planned(
            item.id,
            stretched(item["planned_minutes"], self._percent, item["interpretation"]),
            minutes_of(item["fixed_start"]),
            tuple(self._planned(sub) for sub in self._branches.get((None, item.id), ())),
        )

    def _line(
        self, item: AgendaItem, level: int, sitting: Sitting | None, slots: Mapping[int, Slot]
    ) -> AgendaLine:
        subs = self._branches.get((None, item.id), ()) if level == 1 else ()
        return AgendaLine(
            item,
            self._numbers.get(item.id, ""),
            level,
            sitting,
            slots[item.id],
            item.id in self._late,
            tuple(self._line(sub, 2, sitting, slots) for sub in subs),
        )
