"""Readiness of an open session: reading what it is judged by, and the ticks that a person gives."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime

from sqlalchemy.orm import Session as Db

from rapporteur.domain.clocks import today_of
from rapporteur.domain.delegates import Delegate
from rapporteur.domain.freezing import FrozenState
from rapporteur.domain.readiness.after import after
from rapporteur.domain.readiness.before import before
from rapporteur.domain.readiness.during import during
from rapporteur.domain.readiness.points import TICK_KEYS, Material, Phase, Point
from rapporteur.services import sessions, stored
from rapporteur.services.agenda.reading import agenda


def gather(
    db: Db, people: Sequence[Delegate], frozen: Mapping[int, FrozenState] | None = None
) -> Material:
    """Read what `points` needs; `people` are all delegates and `frozen` their last freezes."""
    return Material(
        session=sessions.session(db),
        sides=sessions.sides(db),
        people=people,
        groups=tuple(stored.read(db, stored.SUB_GROUPS)),
        updates=tuple(stored.read(db, stored.UPDATES, session_ordinal="")),
        sittings=tuple(stored.read(db, stored.SITTINGS)),
        agenda=agenda(db),
        items=tuple(stored.read(db, stored.AGENDA_ITEMS)),
        actions=tuple(stored.read(db, stored.ACTION_ITEMS)),
        progress=tuple(stored.read(db, stored.PROGRESS_ENTRIES)),
        attendances=tuple(stored.read(db, stored.ATTENDANCES)),
        records=tuple(stored.read(db, stored.MEETING_RECORDS)),
        speakers=tuple(stored.read(db, stored.SPEAKERS)),
        ticks=tuple(stored.read(db, stored.TICKS)),
        paragraphs=tuple(stored.read(db, stored.PARAGRAPHS)),
        frozen=frozen or {},
    )


def points(material: Material, now: datetime) -> dict[Phase, tuple[Point, ...]]:
    """All points of each phase. `now` has a zone. Needs no file, so a worker may run it."""
    return {
        Phase.BEFORE: tuple(before(material)),
        Phase.DURING: tuple(during(material)),
        Phase.AFTER: tuple(after(material, today_of(material.session, now))),
    }


def tick(db: Db, key: str, *, done: bool) -> None:
    """Confirm a point that only a person can confirm, or take it back; within one edit."""
    if key not in TICK_KEYS:
        raise ValueError(f"no point of readiness is called {key}")
    value = "yes" if done else ""
    found = [t for t in stored.read(db, stored.TICKS) if t["key"] == key]
    if found:
        stored.set_fields(db, stored.TICKS, {found[0].id: {"done": value}})
    elif done:
        stored.create(db, stored.TICKS, [{"key": key, "done": value}])
