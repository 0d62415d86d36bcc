"""The whole agenda, read at once: sittings, items and sub-items, with numbers and times.

The one shape from which the agenda screen, meeting mode, the exports and the overview show it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from rapporteur.domain.agenda import AgendaItem, Sitting
from rapporteur.domain.timetable import Slot, Timetable, clock


@dataclass(frozen=True, slots=True)
class AgendaLine:
    """An item with what follows from its place.

    `number` is the shown one: computed, or frozen once circulated; in the parking lot the one it
    had on the circulated agenda, mostly "". `level` is 1, or 2 for a sub-item; `sitting` None in
    the parking lot, where `slot` knows the length alone. `late`: added after the circulation.
    """

    item: AgendaItem
    number: str
    level: int
    sitting: Sitting | None
    slot: Slot
    late: bool = False
    lines: tuple[AgendaLine, ...] = ()

    @property
    def id(self) -> int:
        """The id of the item."""
        return self.item.id

    @property
    def uuid(self) -> str:
        """The uuid of the item, by which others refer to it."""
        return self.item.uuid

    @property
    def start(self) -> str:
        """ "10:15", or "" where it is not known."""
        return clock(self.slot.start)

    @property
    def end(self) -> str:
        """ "10:45", or "" where it is not known."""
        return clock(self.slot.end)

    def title(self, language: str = "en") -> str:
        """The title in `language`, English where there is none."""
        return self.item.text("title", language)

    def caption(self, language: str = "en") -> str:
        """ "4.2 Mining"."""
        return f"{self.number} {self.title(language)}".strip()

    def with_subs(self) -> Iterator[AgendaLine]:
        """This line, then those of its sub-items."""
        yield self
        yield from self.lines


@dataclass(frozen=True, slots=True)
class SittingPlan:
    """A sitting with its items in order and their times."""

    sitting: Sitting
    lines: tuple[AgendaLine, ...]
    times: Timetable

    def all_lines(self) -> Iterator[AgendaLine]:
        """The items in order, each followed by its sub-items."""
        for line in self.lines:
            yield from line.with_subs()


@dataclass(frozen=True, slots=True)
class Agenda:
    """The sittings in order, then what is parked. `circulated` is the moment in UTC, or ""."""

    circulated: str
    plans: tuple[SittingPlan, ...]
    parked: tuple[AgendaLine, ...]

    def lines(self) -> Iterator[AgendaLine]:
        """All items and sub-items that stand in a sitting, in order."""
        for plan in self.plans:
            yield from plan.all_lines()

    def parked_lines(self) -> Iterator[AgendaLine]:
        """All items and sub-items of the parking lot."""
        for line in self.parked:
            yield from line.with_subs()

    def everything(self) -> Iterator[AgendaLine]:
        """The items of the sittings, then those of the parking lot."""
        yield from self.lines()
        yield from self.parked_lines()

    def line(self, item_id: int) -> AgendaLine | None:
        """The line of one item, placed or parked; None where there is none."""
        return next((line for line in self.everything() if line.id == item_id), None)

    def line_of(self, uuid: str) -> AgendaLine | None:
        """The line to which a reference leads; None where there is none."""
        return next((line for line in self.everything() if line.uuid == uuid), None)

    def plan(self, sitting_id: int) -> SittingPlan | None:
        """The plan of one sitting; None where there is none."""
        return next((plan for plan in self.plans if plan.sitting.id == sitting_id), None)

    def parent(self, item_id: int) -> AgendaLine | None:
        """The item of a sub-item; None for an item."""
        found = self.line(item_id)
        return self.line(found.item.parent_id) if found and found.item.parent_id else None
