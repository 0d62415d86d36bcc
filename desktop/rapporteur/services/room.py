"""What the room's screen may show: a frozen value of public things, made here and nowhere else.

Titles, numbers, sides, names and rooms are public. Notes, run-sheet remarks, attendance and
contact data are not read into it at all. How long the item takes is internal unless asked for;
the speaker's name and side are public, and shown only where that is asked for.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session as Db

from rapporteur.domain.agenda import Sitting
from rapporteur.domain.clocks import zone_of
from rapporteur.domain.fields import Record
from rapporteur.domain.running import is_running, spent_seconds
from rapporteur.services import attendance, sessions, speakers
from rapporteur.services.meeting import running
from rapporteur.services.meeting.running import RunItem

Texts = Mapping[str, str]
"""One text by code of its language, in the order of the session; none of them empty."""


@dataclass(frozen=True)
class RoomItem:
    """An item of the agenda as the room sees it."""

    number: str
    titles: Texts


@dataclass(frozen=True)
class Timing:
    """How long the item has been discussed at `as_of`; `planned` is 0 where nothing is."""

    spent: int
    planned: int
    goes_on: bool
    as_of: datetime

    def spent_at(self, now: datetime) -> int:
        """Seconds spent at `now`."""
        more = int((now - self.as_of).total_seconds()) if self.goes_on else 0
        return self.spent + max(more, 0)


@dataclass(frozen=True)
class RoomView:
    """One slide. `speaker` and `timing` are there only where they were asked for."""

    zone: ZoneInfo
    ordinal: str
    groups: Texts
    cities: Texts
    sides: tuple[Texts, Texts]
    sittings: Texts = field(default_factory=dict)
    rooms: Texts = field(default_factory=dict)
    current: RoomItem | None = None
    following: RoomItem | None = None
    speaker: str = field(default="", repr=False)
    speaker_side: int = 0
    timing: Timing | None = None


def room_view(
    db: Db, *, timing: bool = False, speaker: bool = False, now: datetime | None = None
) -> RoomView:
    """The slide as it is now. UserError "session.none" where the file holds no session."""
    moment = now or datetime.now(UTC)
    session = sessions.session(db)
    codes = session.language_codes or ("en",)
    first, second = sessions.sides(db)
    run = running.run(db)
    current = run.current
    sitting = _sitting(db, current, run.sittings, moment)
    holder = speakers.floor(db) if speaker else None
    here = holder is not None and current is not None and holder[0] == current.item.uuid

    def texts(record: Record, stem: str) -> Texts:
        return {code: text for code in codes if (text := record[f"{stem}_{code}"])}

    def slide(item: RunItem | None) -> RoomItem | None:
        if item is None:
            return None
        titles = texts(item.item, "title") or {"en": item.title}
        return RoomItem(item.number, titles)

    return RoomView(
        zone_of(session),
        session["ordinal"],
        texts(session, "working_group"),
        texts(session, "city"),
        (texts(first, "name"), texts(second, "name")),
        texts(sitting, "title") if sitting is not None else {},
        texts(sitting, "room") if sitting is not None else {},
        slide(current),
        slide(run.next_after(current)),
        holder[1].name if holder is not None and here else "",
        holder[1].side if holder is not None and here else 0,
        _timing(current, moment) if timing and current is not None else None,
    )


def _sitting(
    db: Db, current: RunItem | None, sittings: Sequence[Sitting], now: datetime
) -> Sitting | None:
    found = [s for s in sittings if current is not None and s.id == current.sitting_id]
    return found[0] if found else attendance.sitting_now(db, now=now)


def _timing(current: RunItem, now: datetime) -> Timing:
    spent = spent_seconds(current.item, now)
    return Timing(spent, current.planned, is_running(current.item), now)
