"""The roll of a sitting: marking who is there, who came late, who left, and counting both sides.

Rules of time. A time is written only where it is one that somebody saw: marking a person present
while the sitting goes on writes the present minute as the arrival, unless one stands there
already; before the start, and after the end, present means present from the beginning. "All
present" and "as at the sitting before" write no times, since nobody saw each of them come. A
sitting goes on from its start to its end on its day, in the session's time zone, and beyond the
end for as long as one of its items is being discussed.

Whoever has withdrawn is not called. Marks are kept, so a person who is reinstated has them again.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from datetime import UTC, datetime
from functools import partial
from typing import Any

from sqlalchemy.orm import Session as Db

from rapporteur.domain.agenda import CURRENT, Sitting
from rapporteur.domain.clocks import zone_of
from rapporteur.domain.delegates import Delegate
from rapporteur.domain.editing import FieldEdit
from rapporteur.domain.errors import UserError
from rapporteur.domain.meeting import ABSENT, EXCUSED, PRESENT, Attendance
from rapporteur.domain.names import full_name, is_cyrillic, is_devanagari
from rapporteur.domain.roll import NOT_MARKED, UNMARKED, Called, Mark
from rapporteur.domain.sessions import Side
from rapporteur.services import delegates, sessions, stored
from rapporteur.services.search import search_key
from rapporteur.storage.history import bulk_insert
from rapporteur.storage.tables import AttendanceRow

_STATES = frozenset((PRESENT, ABSENT, EXCUSED))
_HOURS_BEFORE = 3  # a roll is opened this long before its sitting rather than the one before


def called(db: Db) -> list[Called]:
    """Everybody who is coming: the first side, then the second, each in protocol order."""
    sides = {side.id: side for side in sessions.sides(db)}
    people = delegates.list_delegates(db, withdrawn=False)
    lines = [_called(one, sides[one.side_id]) for one in people]
    return sorted(lines, key=lambda line: (line.side, line.number))


def marks(db: Db, sitting_id: int) -> dict[int, Mark]:
    """By id of the delegate: how each was marked at this sitting; nobody who was not."""
    return {
        row.delegate_id: _mark(row)
        for row in stored.read(db, stored.ATTENDANCES, sitting_id=sitting_id)
    }


def mark(
    db: Db, sitting_id: int, ids: Collection[int], state: str, *, now: datetime | None = None
) -> int:
    """Mark delegates PRESENT, ABSENT or EXCUSED, or UNMARKED again; how many marks differ now.

    PRESENT writes the arrival by the rules above, and takes back that somebody left; the other
    states empty both times.
    """
    if state not in _STATES | {UNMARKED}:
        raise ValueError(state)
    sitting = stored.get(db, stored.SITTINGS, sitting_id)
    clock = _clock(db, sitting, now) if state == PRESENT else ""

    def after(old: Mark) -> Mark:
        if state != PRESENT:
            return Mark(state, remarks=old.remarks)
        came = clock if old.state != PRESENT else ""
        return Mark(PRESENT, old.arrived or came, "", old.remarks)

    return _write(db, sitting_id, ids, after)


def leave(db: Db, sitting_id: int, ids: Collection[int], *, now: datetime | None = None) -> int:
    """Note that delegates leave now; whoever was not marked was present until now.

    UserError "attendance.no_time" while the sitting does not go on: then the time has to be
    written by hand.
    """
    sitting = stored.get(db, stored.SITTINGS, sitting_id)
    clock = _clock(db, sitting, now)
    if not clock:
        raise UserError(
            "attendance.no_time",
            "This sitting does not take place now, so the present time is not when they left.",
            safe="Nothing was changed.",
            advice="Type the time into the column Left.",
        )
    return _write(db, sitting_id, ids, lambda old: Mark(PRESENT, old.arrived, clock, old.remarks))


def edit(
    db: Db, sitting_id: int, delegate_id: int, key: str, change: FieldEdit
) -> Attendance | None:
    """Change one field, "arrived", "left" or "remarks", of a mark; None where none is left.

    A time says that the person was there. Raises Conflict as `stored.update` does.
    """
    found = stored.read(db, stored.ATTENDANCES, sitting_id=sitting_id, delegate_id=delegate_id)
    if not found:
        if not change.new:
            return None
        found = stored.create(
            db, stored.ATTENDANCES, [{}], sitting_id=sitting_id, delegate_id=delegate_id
        )
    record = stored.update(db, stored.ATTENDANCES, found[0].id, {key: change})
    if record["state"] != PRESENT and (record["arrived"] or record["left"]):
        stored.set_fields(db, stored.ATTENDANCES, {record.id: {"state": PRESENT}})
    _clear_empty(db, sitting_id)
    left = stored.by_ids(db, stored.ATTENDANCES, [record.id])
    return left[0] if left else None


def all_present(db: Db, sitting_id: int, side: int) -> int:
    """Mark everybody of a side (1 or 2) present about whom nothing is noted; how many those are."""
    known = marks(db, sitting_id)
    ids = [
        one.delegate_id
        for one in called(db)
        if one.side == side and known.get(one.delegate_id, NOT_MARKED).state == UNMARKED
    ]
    return _write(db, sitting_id, ids, lambda old: Mark(PRESENT, remarks=old.remarks))


def carry(db: Db, sitting_id: int) -> int:
    """Mark whoever is not marked yet as at the sitting before; how many were.

    Whoever left that sitting early stays open: nobody knows whether they came back. UserError
    "attendance.first" where this is the first sitting.
    """
    before = sitting_before(stored.read(db, stored.SITTINGS), sitting_id)
    if before is None:
        raise UserError(
            "attendance.first",
            "There is no sitting before this one.",
            safe="Nothing was changed.",
            advice="Mark all of a side present instead.",
        )
    then, known = marks(db, before.id), marks(db, sitting_id)
    coming = {one.delegate_id for one in called(db)}
    carried = 0
    for state in sorted(_STATES):
        ids = [
            row_id
            for row_id, old in then.items()
            if row_id in coming
            and old.shown_state == state
            and known.get(row_id, NOT_MARKED).state == UNMARKED
        ]
        carried += _write(db, sitting_id, ids, partial(_as_before, state))
    return carried


def _as_before(state: str, old: Mark) -> Mark:
    return Mark(state, remarks=old.remarks)


def sitting_before(sittings: Sequence[Sitting], sitting_id: int) -> Sitting | None:
    """The sitting before this one; None for the first one and an unknown one."""
    ids = [sitting.id for sitting in sittings]
    at = ids.index(sitting_id) if sitting_id in ids else 0
    return sittings[at - 1] if at > 0 else None


def sitting_now(db: Db, *, now: datetime | None = None) -> Sitting | None:
    """The sitting whose roll is called now; None where the session has none.

    The last one that has begun today, or begins within three hours; on a day without sittings the
    one whose item is being discussed; else the next one to come; else the last.
    """
    sittings = stored.read(db, stored.SITTINGS)
    local = (now or datetime.now(UTC)).astimezone(zone_of(sessions.session(db)))
    day, clock = local.date().isoformat(), local.strftime("%H:%M")
    soon = f"{min(local.hour + _HOURS_BEFORE, 23):02}:{local.minute:02}"
    today = [s for s in sittings if s["date"] == day]
    begun = [s for s in today if s["start_time"] <= clock]
    over = begun and begun[-1]["end_time"] and begun[-1]["end_time"] < clock
    near = [s for s in today if clock < s["start_time"] <= soon]
    if begun and not (over and near):
        return begun[-1]
    talked = [] if today else [s for s in sittings if _being_discussed(db, s.id)]
    later = near or talked or [s for s in today if s["start_time"] > clock]
    later = later or [s for s in sittings if s["date"] > day]
    return later[0] if later else (sittings[-1] if sittings else None)


def _clock(db: Db, sitting: Sitting, now: datetime | None) -> str:
    """The present minute where the sitting goes on, else ""."""
    session = sessions.session(db)
    local = (now or datetime.now(UTC)).astimezone(zone_of(session))
    clock = local.strftime("%H:%M")
    begun = (
        sitting["date"] == local.date().isoformat()
        and sitting["start_time"]
        and sitting["start_time"] <= clock
    )
    if not begun:
        return ""
    in_time = not sitting["end_time"] or clock <= sitting["end_time"]
    return clock if in_time or _being_discussed(db, sitting.id) else ""


def _being_discussed(db: Db, sitting_id: int) -> bool:
    items = stored.read(db, stored.AGENDA_ITEMS)
    here = {item.id for item in items if item.sitting_id == sitting_id}
    return any(
        item["state"] == CURRENT and (item.id in here or item.parent_id in here) for item in items
    )


def _write(db: Db, sitting_id: int, ids: Collection[int], change: Callable[[Mark], Mark]) -> int:
    """Give each of these delegates a new mark; those who have withdrawn are left as they are."""
    rows = stored.read(db, stored.ATTENDANCES, sitting_id=sitting_id)
    known = {row.delegate_id: row for row in rows}
    coming = {one.id for one in delegates.delegates_by_id(db, ids) if not one.withdrawn}
    fresh: list[dict[str, Any]] = []
    edits: dict[int, dict[str, str]] = {}
    for delegate_id in sorted(coming):
        row = known.get(delegate_id)
        old = NOT_MARKED if row is None else _mark(row)
        new = change(old)
        if new == old:
            continue
        if row is None:
            fresh.append({**_values(new), "sitting_id": sitting_id, "delegate_id": delegate_id})
        else:
            edits[row.id] = _values(new)
    if fresh:
        bulk_insert(db, AttendanceRow, fresh)
    stored.set_fields(db, stored.ATTENDANCES, edits)
    _clear_empty(db, sitting_id)
    return len(edits) + len(fresh)


def _clear_empty(db: Db, sitting_id: int) -> None:
    """A row that says nothing goes: "not noted" has one form only."""
    rows = stored.read(db, stored.ATTENDANCES, sitting_id=sitting_id)
    stored.remove(db, stored.ATTENDANCES, [row.id for row in rows if not any(row.values)])


def _mark(row: Attendance) -> Mark:
    return Mark(row["state"], row["arrived"], row["left"], row["remarks"])


def _values(new: Mark) -> dict[str, str]:
    return {
        "state": new.state,
        "arrived": new.arrived,
        "left": new.left,
        "remarks": new.remarks,
    }


def _called(one: Delegate, side: Side) -> Called:
    name = full_name(one)
    latin = not (is_cyrillic(name) or is_devanagari(name))
    other = one["native_name"] if latin else one["latin_name"]
    name_key = search_key(f"{name}\n{one['native_name']}\n{one['latin_name']}")
    rest = search_key(f"{one['designation']}\n{one['organisation']}")
    return Called(
        one.id,
        one.uuid,
        side.position,
        one.position,
        name,
        other if other != name else "",
        one["designation"],
        one["organisation"],
        name_key,
        f"{name_key}\n{rest}",
        side["code"],
    )
