"""The agenda and the updates as plain values to be drawn."""

from __future__ import annotations

from collections.abc import Mapping

from rapporteur.domain.agenda import CURRENT, DONE, AgendaItem, Sitting
from rapporteur.domain.dates import shown_date
from rapporteur.domain.readiness.points import Material
from rapporteur.domain.subgroups import AGREED_BOTH, AGREED_ONE, RECEIVED, REQUESTED
from rapporteur.ui.screens.overview.timeline import Progress, Slice, Track

_UNKNOWN = 5.0  # minutes drawn for an item without any
_STEPS = {"": 0, REQUESTED: 1, RECEIVED: 2, AGREED_ONE: 3, AGREED_BOTH: 4}


def tracks(material: Material, untitled: str, too_long: str) -> list[Track]:
    """One per sitting that holds items; `too_long` has a place for {count} minutes."""
    stretch = int(material.session["interpretation"] or 0) / 100 or 1.0
    found = []
    for sitting in material.sittings:
        own = [item for item in material.items if item.sitting_id == sitting.id]
        slices = []
        for item in sorted(own, key=lambda i: i.position):
            parts = sorted(
                (i for i in material.items if i.parent_id == item.id), key=lambda i: i.position
            )
            slices += [_slice(part, stretch) for part in parts or [item]]
        if not slices:
            continue
        room = _minutes(sitting)
        over = round(sum(one.minutes for one in slices) - room)
        words = too_long.format(count=over) if room and over > 0 else ""
        found.append(Track(_title(sitting, untitled), tuple(slices), room, words))
    return found


def progress(material: Material, names: Mapping[str, str], not_yet: str) -> list[Progress]:
    """How far the update of each sub-group has come."""
    rows = []
    for group in material.groups:
        update = material.update_of(group)
        code = update["state"] if update else ""
        rows.append(Progress(group.name(), _STEPS[code], names.get(code, not_yet), group.id))
    return rows


def _slice(item: AgendaItem, stretch: float) -> Slice:
    minutes = float(item["planned_minutes"] or 0) or _UNKNOWN
    factor = 1.0 if item["interpretation"] == "none" else stretch
    title = " ".join(part for part in (item["number"], item.text("title")) if part)
    return Slice(title, minutes * factor, item.id, item["state"] == DONE, item["state"] == CURRENT)


def _title(sitting: Sitting, untitled: str) -> str:
    times = "–".join(t for t in (sitting["start_time"], sitting["end_time"]) if t)
    when = " ".join(part for part in (shown_date(sitting["date"]), times) if part)
    parts = (sitting.text("title") or untitled, when, sitting.text("room"))
    return " · ".join(part for part in parts if part)


def _minutes(sitting: Sitting) -> float:
    """How long a sitting may take; 0 where that is not known."""
    start, end = (_since_midnight(sitting[key]) for key in ("start_time", "end_time"))
    return max(end - start, 0.0) if start and end else 0.0


def _since_midnight(clock: str) -> float:
    """Minutes of "10:30"; 0 where there is no time."""
    hours, colon, minutes = clock.partition(":")
    return 60.0 * int(hours) + int(minutes) if colon else 0.0
