"""What must be there before the session can start."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import datetime

from rapporteur.domain.agenda import AgendaItem
from rapporteur.domain.clocks import zone_of
from rapporteur.domain.delegates import CONFIRMED, Delegate
from rapporteur.domain.heads import is_head
from rapporteur.domain.names import full_name, is_cyrillic, is_devanagari
from rapporteur.domain.readiness.points import (
    TICK_KEYS,
    Material,
    Phase,
    Point,
    State,
    share,
)
from rapporteur.domain.sessions import SESSION, Side
from rapporteur.domain.subgroups import AGREED_BOTH, AGREED_ONE, RECEIVED, REQUESTED

_FACTS = ("start_date", "venue_en", "city_en", "signing_date", "time_zone")
_INTERPRETS = re.compile(r"\binterpret|\btranslat|переводчи|दुभाषिय", re.IGNORECASE)
_NO_NEED = re.compile(r"^\s*(?:$|not\b|no\b|none\b|не\s|нет\b)", re.IGNORECASE)
# What nobody leads: the co-chairs open and close, and the Protocol is signed by both.
_LED_BY_CHAIRS = frozenset({"opening", "adoption", "other", "next", "signing", "closing"})


def before(material: Material) -> Iterator[Point]:
    """The points in the order in which a secretariat takes them."""
    yield _facts(material)
    for side in material.sides:
        yield _list(material, side)
    for side in material.sides:
        yield _head(material, side)
    for side in material.sides:
        yield _frozen(material, side)
    yield from _agenda(material)
    yield _leads(material)
    yield from _updates(material)
    yield inherited(material, Phase.BEFORE)
    yield from _interpreters(material)
    yield _plate_names(material)
    for key in TICK_KEYS:
        state = State.READY if material.ticked(key) else State.MISSING
        yield Point(key, Phase.BEFORE, state, tick=key)


def _facts(material: Material) -> Point:
    lacking = [key for key in _FACTS if not material.session[key]]
    done = len(_FACTS) - len(lacking)
    return Point(
        "facts",
        Phase.BEFORE,
        share(done, len(_FACTS)),
        done=done,
        total=len(_FACTS),
        detail=", ".join(SESSION[key].label for key in lacking),
        area="settings",
        field=lacking[0] if lacking else "",
    )


def _list(material: Material, side: Side) -> Point:
    people = material.coming(side)
    unsure = [p for p in people if p["status"] != CONFIRMED]
    state = share(len(people) - len(unsure), len(people)) if people else State.MISSING
    if people and state is State.MISSING:
        state = State.PARTLY  # the list is there, if nobody on it is confirmed
    return Point(
        "list",
        Phase.BEFORE,
        state,
        done=len(people) - len(unsure),
        total=len(people),
        side=side.position,
        subject=side.name(),
        area="delegates",
        row_id=unsure[0].id if unsure else 0,
        field="status" if unsure else "",
    )


def _head(material: Material, side: Side) -> Point:
    people = material.coming(side)
    head = next((p for p in people if is_head(p["role"])), None)
    first = head or (people[0] if people else None)
    return Point(
        "head",
        Phase.BEFORE,
        State.READY if head else State.MISSING,
        side=side.position,
        subject=side.name(),
        detail=full_name(head, honorific=True) if head else "",
        area="delegates",
        row_id=first.id if first else 0,
        field="" if head or not first else "role",
    )


def _frozen(material: Material, side: Side) -> Point:
    frozen = material.frozen.get(side.id)
    if frozen is None:
        return Point(
            "frozen",
            Phase.BEFORE,
            State.MISSING,
            side=side.position,
            subject=side.name(),
            area="lock",
        )
    return Point(
        "frozen",
        Phase.BEFORE,
        State.PARTLY if frozen.changes else State.READY,
        done=0,
        total=len(frozen.changes),
        side=side.position,
        subject=side.name(),
        detail=frozen.stamp,
        area="split" if frozen.changes else "delegates",
    )


def _agenda(material: Material) -> Iterator[Point]:
    items, parents = material.items, {item.parent_id for item in material.items}
    waiting = [i for i in items if i.sitting_id is None and i.parent_id is None]
    placed = [i for i in items if i.sitting_id is not None]
    state = State.READY if placed else (State.PARTLY if waiting else State.MISSING)
    yield Point(
        "agenda",
        Phase.BEFORE,
        state,
        done=len(placed),
        total=len(placed) + len(waiting),
        area="agenda",
        row_id=waiting[0].id if waiting and not placed else 0,
    )
    known = [s for s in material.sittings if s["date"] and s["start_time"] and s.text("room")]
    unknown = [s for s in material.sittings if s not in known]
    total = len(material.sittings)
    yield Point(
        "sittings",
        Phase.BEFORE,
        share(len(known), total) if total else State.MISSING,
        done=len(known),
        total=total,
        subject=unknown[0].text("title") if unknown else "",
        area="agenda",
    )
    leaves = material.leaves()
    minutes = [i for i in leaves if i["planned_minutes"]]
    without = [i for i in leaves if not i["planned_minutes"]]
    yield Point(
        "times",
        Phase.BEFORE,
        share(len(minutes), len(leaves)),
        done=len(minutes),
        total=len(leaves),
        area="agenda",
        row_id=without[0].id if without else 0,
        field="planned_minutes" if without else "",
    )
    timed = [plan for plan in material.agenda.plans if plan.times.length is not None]
    over = [plan for plan in timed if plan.times.over]
    first = over[0] if over else None
    yield Point(
        "overrun",
        Phase.BEFORE,
        State.PARTLY if over else State.READY if timed else State.NOT_NEEDED,
        done=len(timed) - len(over),
        total=len(timed),
        subject=first.sitting.text("title") if first else "",
        detail=str(first.times.over) if first else "",
        area="agenda",
        row_id=first.lines[0].id if first and first.lines else 0,
    )
    yield _circulated(material, [i for i in items if i["late"] and i.id not in parents])


def _circulated(material: Material, late: Sequence[AgendaItem]) -> Point:
    """Whether the agenda was sent, and what came afterwards."""
    stamp = material.session["agenda_circulated"]
    if stamp:  # by the clock of the place, as on the agenda's own screen
        there = datetime.fromisoformat(stamp).astimezone(zone_of(material.session))
        stamp = there.isoformat(timespec="minutes")
    return Point(
        "circulated",
        Phase.BEFORE,
        State.READY if stamp else State.MISSING,
        total=len(late),
        detail=stamp,
        area="agenda",
    )


def _leads(material: Material) -> Point:
    """Led by somebody: named for the item, or by the co-leads of its sub-group."""
    groups = {group.uuid: group for group in material.groups}
    led: list[AgendaItem] = []
    not_led: list[AgendaItem] = []
    for item in material.leaves():
        if item["kind"] in _LED_BY_CHAIRS:
            continue
        group = groups.get(item["sub_group"])
        named = item["lead_first"] or item["lead_second"] or item["presenters"]
        by_group = group is not None and (group["lead_first"] or group["lead_second"])
        (led if named or by_group else not_led).append(item)
    first = not_led[0] if not_led else None
    total = len(led) + len(not_led)
    return Point(
        "leads",
        Phase.BEFORE,
        share(len(led), total),
        done=len(led),
        total=total,
        subject=first.text("title") if first else "",
        area="agenda",
        row_id=first.id if first else 0,
        field="lead_first" if first else "",
    )


def _updates(material: Material) -> Iterator[Point]:
    """Of each sub-group: both co-leads, and what it reports."""
    for group in material.groups:
        lacking = [key for key in ("lead_first", "lead_second") if not group[key]]
        yield Point(
            "co_leads",
            Phase.BEFORE,
            share(2 - len(lacking), 2),
            done=2 - len(lacking),
            total=2,
            side=(1 if lacking[0] == "lead_first" else 2) if len(lacking) == 1 else 0,
            subject=group.name(),
            area="subgroups",
            row_id=group.id,
            field=lacking[0] if lacking else "",
        )
    for group in material.groups:
        update = material.update_of(group)
        code = update["state"] if update else ""
        state = {
            "": State.MISSING,
            REQUESTED: State.PARTLY,
            RECEIVED: State.READY,
            AGREED_ONE: State.READY,
            AGREED_BOTH: State.READY,
        }[code]
        yield Point(
            "update",
            Phase.BEFORE,
            state,
            subject=group.name(),
            detail=code,
            area="subgroups",
            row_id=group.id,
            field="state",
        )


def inherited(material: Material, phase: Phase) -> Point:
    """Looked at since the session that agreed it: closed, or with progress reported since."""
    since = material.session["previous_date"]
    reported = {entry.action_id for entry in material.progress if entry["date"] > since}
    all_ = [item for item in material.actions if item.inherited]
    open_ = [i for i in all_ if not i.closed and i.id not in reported]
    done = len(all_) - len(open_)
    return Point(
        "inherited",
        phase,
        share(done, len(all_)),
        done=done,
        total=len(all_),
        area="actions",
        row_id=open_[0].id if open_ else 0,
    )


def _interpreters(material: Material) -> Iterator[Point]:
    """Of each side: somebody who interprets, where the session or anybody needs it."""
    own = [[p for p in material.coming(s) if interprets(p)] for s in material.sides]
    needing = [[p for p in material.coming(s) if needs_interpreter(p)] for s in material.sides]
    wanted = bool(material.session["interpretation"]) or any(needing)
    for at, side in enumerate(material.sides):
        if own[at]:
            state = State.READY
        elif not wanted:
            state = State.NOT_NEEDED
        else:  # the other side's may do, but nobody should find that out on the day
            state = State.PARTLY if own[1 - at] else State.MISSING
        yield Point(
            "interpreters",
            Phase.BEFORE,
            state,
            done=len(own[at]),
            total=len(needing[at]),
            side=side.position,
            subject=side.name(),
            area="delegates",
            row_id=needing[at][0].id if needing[at] and not own[at] else 0,
            field="interpreter" if needing[at] and not own[at] else "",
        )


def interprets(person: Delegate) -> bool:
    """Whether somebody comes as an interpreter, by role or post."""
    return bool(_INTERPRETS.search(f"{person['role']}\n{person['designation']}"))


def needs_interpreter(person: Delegate) -> bool:
    """Whether the field says that somebody needs one: "Needed", or a language."""
    return not _NO_NEED.match(person["interpreter"]) and not interprets(person)


def _plate_names(material: Material) -> Point:
    """A plate needs Latin letters: those of the passport are not taken for it unasked."""
    people = material.coming()
    lacking = [p for p in people if not p["latin_name"] and _other_script(full_name(p))]
    done = len(people) - len(lacking)
    first = lacking[0] if lacking else None
    return Point(
        "plate_names",
        Phase.BEFORE,
        share(done, len(people)),
        done=done,
        total=len(people),
        subject=full_name(first) if first else "",
        area="delegates",
        row_id=first.id if first else 0,
        field="latin_name" if first else "",
    )


def _other_script(name: str) -> bool:
    return is_cyrillic(name) or is_devanagari(name)
