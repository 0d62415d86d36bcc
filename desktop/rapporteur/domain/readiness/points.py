"""What a point of readiness is, what it is judged by, and in which phase a session is.

Plain values: the words for a point are the window's, the clock is the caller's.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import Enum

from rapporteur.domain.actions import ActionItem, ProgressEntry
from rapporteur.domain.agenda import AgendaItem, Sitting
from rapporteur.domain.agenda_tree import Agenda
from rapporteur.domain.clocks import today_of
from rapporteur.domain.delegates import Delegate
from rapporteur.domain.freezing import FrozenState
from rapporteur.domain.meeting import Attendance, MeetingRecord, ReadinessTick, Speaker
from rapporteur.domain.protocol import Paragraph
from rapporteur.domain.sessions import Session, Side
from rapporteur.domain.subgroups import SubGroup, SubGroupUpdate

# What only a person can confirm; each is a READINESS_TICK of this key.
PLATES_PRINTED = "plates_printed"
ROOM_CHECKED = "room_checked"
TICK_KEYS = (PLATES_PRINTED, ROOM_CHECKED)

EMPTY = Agenda("", (), ())
"""The agenda of a session that has none."""


class Phase(Enum):
    """Where a session stands, by its days: before, on, or after them."""

    BEFORE = "before"
    DURING = "during"
    AFTER = "after"


class State(Enum):
    """How a point stands. NOT_NEEDED: there is nothing that could be missing."""

    READY = "ready"
    PARTLY = "partly"
    MISSING = "missing"
    NOT_NEEDED = "not needed"

    @property
    def settled(self) -> bool:
        """True where nobody need do anything."""
        return self in (State.READY, State.NOT_NEEDED)


@dataclass(frozen=True, slots=True)
class Point:
    """One point: `done` of `total` are as they should be.

    `subject` is the name of what the point is about, `detail` a code or a text that the words need.
    `area`, `row_id` and `field` say where it is put right; `tick` is the key of a point that a
    person confirms. `side` is 1 or 2 where it belongs to one side.
    """

    key: str
    phase: Phase
    state: State
    done: int = 0
    total: int = 0
    side: int = 0
    subject: str = field(default="", repr=False)  # may be a person's name: not for a log
    detail: str = field(default="", repr=False)
    area: str = ""
    row_id: int = 0
    field: str = ""
    tick: str = ""


@dataclass(frozen=True, slots=True)
class Material:
    """All that readiness is judged by, as read from one file.

    `updates` are those of this session; `frozen` the last freeze of each side, by side id.
    """

    session: Session
    sides: tuple[Side, Side]
    people: Sequence[Delegate] = field(repr=False)
    groups: Sequence[SubGroup] = ()
    updates: Sequence[SubGroupUpdate] = field(default=(), repr=False)
    sittings: Sequence[Sitting] = ()
    items: Sequence[AgendaItem] = field(default=(), repr=False)
    agenda: Agenda = field(default=EMPTY, repr=False)
    actions: Sequence[ActionItem] = field(default=(), repr=False)
    progress: Sequence[ProgressEntry] = field(default=(), repr=False)
    attendances: Sequence[Attendance] = field(default=(), repr=False)
    records: Sequence[MeetingRecord] = field(default=(), repr=False)
    speakers: Sequence[Speaker] = field(default=(), repr=False)
    ticks: Sequence[ReadinessTick] = ()
    paragraphs: Sequence[Paragraph] = field(default=(), repr=False)
    frozen: Mapping[int, FrozenState] = field(default_factory=dict, repr=False)

    def coming(self, side: Side | None = None) -> list[Delegate]:
        """Who is coming, of one side or of both."""
        return [p for p in self.people if not p.withdrawn and side in (None, self._side_of(p))]

    def leaves(self) -> list[AgendaItem]:
        """The items of the sittings that are taken up themselves: those without sub-items."""
        parents = {item.parent_id for item in self.items}
        placed = {item.id for item in self.items if item.sitting_id is not None}
        return [
            item
            for item in self.items
            if item.id not in parents and (item.id in placed or item.parent_id in placed)
        ]

    def update_of(self, group: SubGroup) -> SubGroupUpdate | None:
        """What the sub-group reports to this session; None where nothing is begun."""
        return next((u for u in self.updates if u.sub_group_id == group.id), None)

    def ticked(self, key: str) -> bool:
        """Whether a person has confirmed the point of this key."""
        return any(tick["key"] == key and tick["done"] for tick in self.ticks)

    def _side_of(self, person: Delegate) -> Side:
        return next(side for side in self.sides if side.id == person.side_id)


def phase_of(session: Session, now: datetime) -> Phase:
    """The phase by the days of the session; BEFORE while it has none."""
    try:
        start = date.fromisoformat(session["start_date"])
        end = date.fromisoformat(session["end_date"] or session["start_date"])
    except ValueError:
        return Phase.BEFORE
    today = today_of(session, now)
    if today < start:
        return Phase.BEFORE
    return Phase.DURING if today <= max(start, end) else Phase.AFTER


def share(done: int, total: int) -> State:
    """The state of so many out of so many; of nothing, nothing is needed."""
    if not total:
        return State.NOT_NEEDED
    if done >= total:
        return State.READY
    return State.PARTLY if done else State.MISSING
