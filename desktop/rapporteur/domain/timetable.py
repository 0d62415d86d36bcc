"""When each item of a sitting begins: from its start, the planned minutes and interpretation.

Minutes are whole and count from midnight of the sitting's day; a sitting that ends past midnight
goes on beyond 1440. Consecutive interpretation stretches the planned minutes by a percentage,
rounded up. An item with sub-items lasts as long as its own minutes or as its sub-items together,
whichever is longer: its own minutes are what was set aside for all of them. An item with a fixed
start waits for it; one whose fixed start has passed begins at once and is late.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

DAY = 24 * 60

USUAL_PERCENT = 160
"""For an item interpreted consecutively in a session that is not otherwise [custom]."""

_CLOCK = re.compile(r"(\d{1,2}):(\d{2})\Z")


@dataclass(frozen=True, slots=True)
class Planned:
    """What is known of an item: `minutes` at full length, `not_before` its fixed start."""

    key: int
    minutes: int = 0
    not_before: int | None = None
    parts: tuple[Planned, ...] = ()


@dataclass(frozen=True, slots=True)
class Slot:
    """When an item is on: None where the sitting's start is not known.

    `waits`: minutes left empty before its fixed start; `late`: minutes by which the fixed start
    is missed; `over`: minutes after the sitting's end.
    """

    key: int
    minutes: int
    start: int | None = None
    waits: int = 0
    late: int = 0
    over: int = 0

    @property
    def end(self) -> int | None:
        """When the item is over."""
        return None if self.start is None else self.start + self.minutes


@dataclass(frozen=True, slots=True)
class Timetable:
    """The items of one sitting with its sum. `length` is None where an end is missing."""

    slots: tuple[Slot, ...]
    minutes: int
    waits: int
    start: int | None
    length: int | None

    @property
    def needed(self) -> int:
        """From the start of the sitting to the end of its last item."""
        return self.minutes + self.waits

    @property
    def over(self) -> int:
        """By how many minutes the items are longer than the sitting."""
        return max(0, self.needed - self.length) if self.length is not None else 0

    @property
    def free(self) -> int:
        """How many minutes of the sitting are left."""
        return max(0, self.length - self.needed) if self.length is not None else 0


def minutes_of(text: str) -> int | None:
    """ "18:05" as minutes since midnight; None for anything else."""
    found = _CLOCK.match(text)
    return int(found[1]) * 60 + int(found[2]) if found else None


def clock(minutes: int | None) -> str:
    """Minutes since midnight as "18:05"; past midnight the clock begins anew. None is ""."""
    if minutes is None:
        return ""
    hours, rest = divmod(minutes % DAY, 60)
    return f"{hours:02}:{rest:02}"


def span(minutes: int) -> str:
    """A length as "0:45", "3:00"."""
    return f"{minutes // 60}:{minutes % 60:02}"


def stretched(minutes: str, percent: str, interpretation: str = "") -> int:
    """The minutes an item really takes.

    `percent` is the session's ("" or "100": simultaneous); `interpretation` the item's own:
    "none", "consecutive", or "" for the session's.
    """
    planned = int(minutes) if minutes.isdecimal() else 0
    factor = int(percent) if percent.isdecimal() and int(percent) > 0 else 100
    if interpretation == "none":
        factor = 100
    elif interpretation == "consecutive" and factor <= 100:
        factor = USUAL_PERCENT
    return -(-planned * factor // 100)


def timetable(start: int | None, end: int | None, items: Sequence[Planned]) -> Timetable:
    """The slots of the items and their parts, each item before its parts."""
    length = None
    if start is not None and end is not None:
        length = (end - start) % DAY  # an end before the start is on the next day
    last = None if start is None or length is None else start + length
    slots: list[Slot] = []
    now = start or 0
    waits = 0
    for item in items:
        slot, parts = _slot(item, now, start, last)
        slots += [slot, *parts]
        waits += slot.waits
        now += slot.waits + slot.minutes
    return Timetable(tuple(slots), now - (start or 0) - waits, waits, start, length)


def _slot(item: Planned, now: int, start: int | None, last: int | None) -> tuple[Slot, list[Slot]]:
    waits = late = 0
    if item.not_before is not None and start is not None:
        fixed = item.not_before
        if fixed < start and last is not None and fixed + DAY <= last:
            fixed += DAY  # a sitting through midnight
        waits, late = max(0, fixed - now), max(0, now - fixed)
    begins = now + waits
    parts: list[Slot] = []
    then = begins
    for part in item.parts:
        found, _ = _slot(Planned(part.key, part.minutes, part.not_before), then, start, last)
        parts.append(found)
        then += found.waits + found.minutes
    minutes = max(item.minutes, then - begins)
    over = max(0, begins + minutes - last) if last is not None else 0
    return (
        Slot(item.key, minutes, begins if start is not None else None, waits, late, over),
        parts,
    )
