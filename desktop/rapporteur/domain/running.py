"""How long an item of the agenda has been discussed, and how that stands to its plan.

An item may be taken up more than once: `spent` holds the seconds of the earlier times,
`began_at` and `ended_at` the last one. Taken up, not ended: the time is running. Being discussed
but ended: there is a break. Nobody here asks what time it is; `now` is given, in UTC.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime

from rapporteur.domain.agenda import CURRENT
from rapporteur.domain.fields import Record


@dataclass(frozen=True, slots=True)
class Elapsed:
    """Seconds spent on an item, and those planned for it; 0 where nothing is planned."""

    spent: int
    planned: int

    @property
    def over(self) -> int:
        """Seconds beyond the plan; 0 where there is none, or none yet."""
        return max(0, self.spent - self.planned) if self.planned else 0

    @property
    def left(self) -> int:
        """Seconds until the planned end; 0 where it is past or there is no plan."""
        return max(0, self.planned - self.spent)

    @property
    def share(self) -> float:
        """How much of the planned time is gone, from 0 to 1."""
        return min(1.0, self.spent / self.planned) if self.planned else 0.0


def stamp(now: datetime) -> str:
    """`now` as a moment is stored: UTC, whole seconds."""
    return now.astimezone(UTC).isoformat(timespec="seconds")


def is_running(item: Record) -> bool:
    """Whether the time of this item is running."""
    return item["state"] == CURRENT and bool(item["began_at"]) and not item["ended_at"]


def is_paused(item: Record) -> bool:
    """Whether this item is being discussed, with a break just now."""
    return item["state"] == CURRENT and not is_running(item)


def spent_seconds(item: Record, now: datetime) -> int:
    """All seconds spent on the item until `now`; never negative, whatever the clock has done."""
    earlier = int(item["spent"] or 0)
    if not item["began_at"]:
        return earlier
    began = datetime.fromisoformat(item["began_at"])
    if item["ended_at"]:
        end = datetime.fromisoformat(item["ended_at"])
    elif item["state"] == CURRENT:
        end = now
    else:
        end = began  # put back by hand, without an end: nothing can be said of it
    return earlier + max(0, int((end - began).total_seconds()))


def elapsed(item: Record, now: datetime, planned_seconds: int) -> Elapsed:
    """How the item stands at `now`, against a plan of so many seconds."""
    return Elapsed(spent_seconds(item, now), planned_seconds)


def clock_text(seconds: int) -> str:
    """Seconds as a clock shows them: "7:05", "1:02:05"."""
    minutes, rest = divmod(seconds, 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{rest:02}" if hours else f"{minutes}:{rest:02}"
