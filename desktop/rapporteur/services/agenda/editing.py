"""Adding and removing items and sittings."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Mapping, Sequence

from sqlalchemy.orm import Session as Db

from rapporteur.domain.agenda import AGENDA_ITEM, SITTING, AgendaItem, Sitting
from rapporteur.domain.errors import UserError
from rapporteur.services import referring, sessions, stored
from rapporteur.services.agenda.placing import PARKED, Spot, number_late, place, spot_of
from rapporteur.services.agenda.reading import agenda

FIRST_SITTING = {
    "title_en": "Plenary sitting",
    "title_ru": "Пленарное заседание",
    "start_time": "10:00",
    "end_time": "13:00",
}


def add_item(
    db: Db,
    values: Mapping[str, str],
    spot: Spot | None = None,
    *,
    after: int | None = None,
    uuid: str = "",
) -> AgendaItem:
    """Add an item: after another and at its level, or last in `spot`, or last of all.

    Where the session has no sitting yet, the first one is made. Once circulated, the item takes
    a number that moves nobody and is marked as added.
    """
    at = None
    if after is not None:
        other = stored.get(db, stored.AGENDA_ITEMS, after)
        spot = spot_of(other)
        likes = stored.read(db, stored.AGENDA_ITEMS, sitting_id=spot[0], parent_id=spot[1])
        at = [like.id for like in likes].index(after) + 1
    if spot is None:
        spot = (last_sitting(db).id, None)
    heads = {"sitting_id": PARKED[0], "parent_id": PARKED[1]}
    (item,) = stored.create(
        db, stored.AGENDA_ITEMS, [dict(values)], uuids=[uuid] if uuid else [], **heads
    )
    return place(db, item.id, spot, at)


def remove_items(db: Db, ids: Collection[int]) -> int:
    """Take items away with their sub-items and lists of speakers. How many items went.

    Nobody refers to them any more; action items stay, without an agenda item. The numbers of the
    others stay where they are circulated, and close up where they are not. UserError
    "agenda.noted" where decisions or paragraphs were noted for one: they would stand in no screen.
    """
    items = stored.read(db, stored.AGENDA_ITEMS)
    going = [item for item in items if item.id in ids or item.parent_id in ids]
    uuids = {item.uuid for item in going}
    _refuse_noted(db, going)
    spoke = [s.id for s in stored.read(db, stored.SPEAKERS) if s["agenda_item"] in uuids]
    stored.remove(db, stored.SPEAKERS, spoke)  # nobody would ever take the floor from them
    referring.release(db, AGENDA_ITEM.entity, uuids)
    subs = [item.id for item in going if item.parent_id is not None]
    count = stored.remove(db, stored.AGENDA_ITEMS, subs)
    count += stored.remove(db, stored.AGENDA_ITEMS, [i.id for i in going if i.parent_id is None])
    left = stored.read(db, stored.AGENDA_ITEMS)
    for spot in {spot_of(item) for item in going}:
        stored.arrange(db, stored.AGENDA_ITEMS, [i.id for i in left if spot_of(i) == spot])
    return count


def _refuse_noted(db: Db, going: Sequence[AgendaItem]) -> None:
    noted: dict[str, Counter[str]] = defaultdict(Counter)
    for record in stored.read(db, stored.MEETING_RECORDS):
        noted[record["agenda_item"]][record["kind"]] += 1
    captions = {line.id: line.caption() for line in agenda(db).everything()}
    found = [
        f"“{captions[item.id]}” ({_counted(noted[item.uuid])})"
        for item in going
        if noted[item.uuid]
    ]
    if found:
        raise UserError(
            "agenda.noted",
            f"What was noted in the room would lose its item: {', '.join(found)}.",
            safe="Nothing was removed.",
            advice="Postpone the item instead, or first remove what was noted, "
            "in meeting mode (F11).",
        )


def _counted(kinds: Counter[str]) -> str:
    return ", ".join(f"{n} {kind}{'s' if n > 1 else ''}" for kind, n in sorted(kinds.items()))


def last_sitting(db: Db) -> Sitting:
    """The last sitting; the first of all is made on the first day of the session."""
    found = stored.read(db, stored.SITTINGS)
    return found[-1] if found else add_sitting(db)


def add_sitting(db: Db) -> Sitting:
    """Add a sitting after the last, on its day and in its room; the first from 10:00 to 13:00."""
    session = sessions.session(db)
    there = stored.read(db, stored.SITTINGS)
    if there:
        keys = [key for key in SITTING.keys if key.startswith(("date", "room_"))]
        values = {key: there[-1][key] for key in keys} | {"title_en": "Sitting"}
        values |= {"title_ru": "Заседание"} if "ru" in session.language_codes else {}
    else:
        values = {**FIRST_SITTING, "date": session["start_date"]}
        if "ru" not in session.language_codes:
            del values["title_ru"]
    return stored.create(db, stored.SITTINGS, [values])[0]


def remove_sitting(db: Db, sitting_id: int) -> int:
    """Take a sitting away with its attendance; its items are parked. How many were."""
    sitting = stored.get(db, stored.SITTINGS, sitting_id)
    items = stored.read(db, stored.AGENDA_ITEMS, sitting_id=sitting_id)
    parked = stored.read(db, stored.AGENDA_ITEMS, sitting_id=None, parent_id=None)
    stored.set_fields(db, stored.AGENDA_ITEMS, {item.id: {"sitting_id": None} for item in items})
    stored.arrange(db, stored.AGENDA_ITEMS, [item.id for item in (*parked, *items)])
    referring.release(db, SITTING.entity, [sitting.uuid])
    stored.remove(db, stored.SITTINGS, [sitting_id])
    stored.arrange(db, stored.SITTINGS, [s.id for s in stored.read(db, stored.SITTINGS)])
    number_late(db, anew=[item.id for item in items])
    return len(items)


def move_sitting(db: Db, sitting_id: int, step: int) -> bool:
    """A sitting with its items one place up (-1) or down (+1); False where there is none."""
    ids = [sitting.id for sitting in stored.read(db, stored.SITTINGS)]
    if sitting_id not in ids:
        raise stored.gone()
    at = ids.index(sitting_id)
    if not 0 <= at + step < len(ids):
        return False
    ids.insert(at + step, ids.pop(at))
    stored.arrange(db, stored.SITTINGS, ids)
    return True
