"""The agenda and the updates as plain values to be drawn."""

from __future__ import annotations

from collections.abc import Mapping

from rapporteur.domain.agenda import CURRENT, DONE, Sitting
from rapporteur.domain.agenda_tree import AgendaLine
from rapporteur.domain.dates import shown_date
from rapporteur.domain.readiness.points import Material
from rapporteur.domain.subgroups import AGREED_BOTH, AGREED_ONE, RECEIVED, REQUESTED
from rapporteur.ui.screens.overview.timeline import Progress, Slice, Track

_UNKNOWN = 5.0  # minutes drawn for an item without any
_STEPS = {"": 0, REQUESTED: 1, RECEIVED: 2, AGREED_ONE: 3, AGREED_BOTH: 4}


def tracks(material: Material, untitled: str, too_long: str) -> list[Track]:
    """One per sitting that holds items; `too_long` has a place for {count} minutes."""
    found = []
    for plan in material.agenda.plans:
        leaves = [part for line in plan.lines for part in line.lines or (line,)]
        if leaves:
            over = plan.times.over
            words = too_long.format(count=over) if over else ""
            slices = tuple(_slice(line) for line in leaves)
            title = _title(plan.sitting, untitled)
            found.append(Track(title, slices, float(plan.times.length or 0), words))
    return found


def progress(material: Material, names: Mapping[str, str], not_yet: str) -> list[Progress]:
    """How far the update of each sub-group has come."""
    rows = []
    for group in material.groups:
        update = material.update_of(group)
        code = update["state"] if update else ""
        rows.append(Progress(group.name(), _STEPS[code], names.get(code, not_yet), group.id))
    return rows


def _slice(line: AgendaLine) -> Slice:
    state = line.item["state"]
    title = " ".join(part for part in (line.start, line.caption()) if part)
    minutes = float(line.slot.minutes) or _UNKNOWN
    return Slice(title, minutes, line.id, state == DONE, state == CURRENT, line.caption())


def _title(sitting: Sitting, untitled: str) -> str:
    times = "–".join(t for t in (sitting["start_time"], sitting["end_time"]) if t)
    when = " ".join(part for part in (shown_date(sitting["date"]), times) if part)
    parts = (sitting.text("title") or untitled, when, sitting.text("room"))
    return " · ".join(part for part in parts if part)
