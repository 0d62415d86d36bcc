"""What is open while the session runs."""

from __future__ import annotations

from collections.abc import Iterator

from rapporteur.domain.agenda import DONE as ITEM_DONE
from rapporteur.domain.agenda import PLANNED, POSTPONED
from rapporteur.domain.meeting import PARAGRAPH
from rapporteur.domain.protocol import MISSING, OUT_OF_STEP
from rapporteur.domain.protocol import PARAGRAPH as NUMBERED
from rapporteur.domain.readiness.before import inherited
from rapporteur.domain.readiness.points import Material, Phase, Point, State, share
from rapporteur.domain.subgroups import AGREED_BOTH, AGREED_ONE, RECEIVED, REQUESTED


def during(material: Material) -> Iterator[Point]:
    """The points in the order in which they come up in the room."""
    yield from _attendance(material)
    yield _taken_up(material)
    yield _postponed(material)
    yield _waiting(material)
    yield _without_notes(material)
    yield inherited(material, Phase.DURING)
    yield from _updates(material)
    yield from protocol(material, Phase.DURING)
    yield unassigned(material, Phase.DURING)


def _attendance(material: Material) -> Iterator[Point]:
    """Of each sitting; the first person who is not noted is where one goes on."""
    coming = [person.id for person in material.coming()]
    noted = {(one.sitting_id, one.delegate_id) for one in material.attendances if one["state"]}
    for sitting in material.sittings:
        left = [row_id for row_id in coming if (sitting.id, row_id) not in noted]
        done, total = len(coming) - len(left), len(coming)
        yield Point(
            "attendance",
            Phase.DURING,
            share(done, total),
            done=done,
            total=total,
            subject=sitting.text("title"),
            detail=sitting["date"],
            area="attendance",
            row_id=left[0] if left else 0,
        )


def _taken_up(material: Material) -> Point:
    leaves = material.leaves()
    left = [item for item in leaves if item["state"] == PLANNED]
    return Point(
        "taken_up",
        Phase.DURING,
        share(len(leaves) - len(left), len(leaves)),
        done=len(leaves) - len(left),
        total=len(leaves),
        subject=left[0].text("title") if left else "",
        area="agenda",
        row_id=left[0].id if left else 0,
    )


def _postponed(material: Material) -> Point:
    """Items put off, and those that wait in the parking lot."""
    waiting = [i for i in material.items if i.sitting_id is None and i.parent_id is None]
    put_off = [i for i in material.items if i["state"] == POSTPONED and i not in waiting]
    both = put_off + waiting
    return Point(
        "postponed",
        Phase.DURING,
        State.PARTLY if both else State.NOT_NEEDED,
        total=len(both),
        subject=both[0].text("title") if both else "",
        area="agenda",
        row_id=both[0].id if both else 0,
    )


def _waiting(material: Material) -> Point:
    """Who asked for the floor and has not had it."""
    waiting = [s for s in material.speakers if not s["began_at"] and not s["ended_at"]]
    ids = {item.uuid: item.id for item in material.items}
    total = len(material.speakers)
    state = State.NOT_NEEDED if not total else State.MISSING if waiting else State.READY
    if waiting and len(waiting) < total:
        state = State.PARTLY
    return Point(
        "speakers",
        Phase.DURING,
        state,
        done=total - len(waiting),
        total=total,
        area="agenda",
        row_id=ids.get(waiting[0]["agenda_item"], 0) if waiting else 0,
    )


def _without_notes(material: Material) -> Point:
    """Items dealt with of which nothing was written down."""
    written = {record["agenda_item"] for record in material.records}
    written |= {action["agenda_item"] for action in material.actions}
    done = [item for item in material.leaves() if item["state"] == ITEM_DONE]
    bare = [item for item in done if not item["notes"] and item.uuid not in written]
    return Point(
        "notes",
        Phase.DURING,
        share(len(done) - len(bare), len(done)),
        done=len(done) - len(bare),
        total=len(done),
        subject=bare[0].text("title") if bare else "",
        area="agenda",
        row_id=bare[0].id if bare else 0,
        field="notes" if bare else "",
    )


def _updates(material: Material) -> Iterator[Point]:
    for group in material.groups:
        update = material.update_of(group)
        code = update["state"] if update else ""
        state = {
            "": State.MISSING,
            REQUESTED: State.MISSING,
            RECEIVED: State.PARTLY,
            AGREED_ONE: State.PARTLY,
            AGREED_BOTH: State.READY,
        }[code]
        yield Point(
            "agreed",
            Phase.DURING,
            state,
            subject=group.name(),
            detail=code,
            area="subgroups",
            row_id=group.id,
            field="state",
        )


def protocol(material: Material, phase: Phase) -> Iterator[Point]:
    """The Protocol: how much of it is agreed and in step; before it, what was taken down for it."""
    standing = [one for one in material.paragraphs if one["kind"] == NUMBERED and not one.withdrawn]
    if not standing:
        yield _taken_for_it(material, phase)
        return
    open_ = [one for one in standing if one.open]
    yield Point(
        "agreed_paragraphs",
        phase,
        share(len(standing) - len(open_), len(standing)),
        done=len(standing) - len(open_),
        total=len(standing),
        area="protocol",
        row_id=open_[0].id if open_ else 0,
    )
    texts = [
        (one, code)
        for one in material.paragraphs
        for code in material.session.language_codes
        if not one.withdrawn
    ]
    behind = [(o, c) for o, c in texts if o.language_state(c) in (MISSING, OUT_OF_STEP)]
    yield Point(
        "in_step",
        phase,
        share(len(texts) - len(behind), len(texts)),
        done=len(texts) - len(behind),
        total=len(texts),
        area="protocol",
        row_id=behind[0][0].id if behind else 0,
        field=f"text_{behind[0][1]}" if behind else "",
    )


def _taken_for_it(material: Material, phase: Phase) -> Point:
    """Paragraphs taken for the Protocol; each in every language of the session's texts."""
    taken = [r for r in material.records if r["kind"] == PARAGRAPH]
    languages = material.session.language_codes
    lacking = [r for r in taken if not all(r[f"text_{code}"] for code in languages)]
    state = State.MISSING if not taken else State.PARTLY if lacking else State.READY
    ids = {item.uuid: item.id for item in material.items}
    return Point(
        "paragraphs",
        phase,
        state,
        done=len(taken) - len(lacking),
        total=len(taken),
        area="agenda",
        row_id=ids.get(lacking[0]["agenda_item"], 0) if lacking else 0,
    )


def unassigned(material: Material, phase: Phase) -> Point:
    """Open action items: each needs somebody responsible and a date."""
    open_ = [item for item in material.actions if not item.closed]
    bare = [
        item
        for item in open_
        if not (item["body_first"] or item["body_second"])
        or not (item["due_date"] or item["due_words"])
    ]
    first = bare[0] if bare else None
    field = ""
    if first is not None:
        named = first["body_first"] or first["body_second"]
        field = "due_words" if named else "body_first"
    return Point(
        "assigned",
        phase,
        share(len(open_) - len(bare), len(open_)),
        done=len(open_) - len(bare),
        total=len(open_),
        area="actions",
        row_id=first.id if first else 0,
        field=field,
    )
