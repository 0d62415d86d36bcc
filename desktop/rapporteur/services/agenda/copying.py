"""Items of a previous session's agenda, taken over: titles, kinds and minutes, nothing said."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy.orm import Session as Db

from rapporteur.domain.agenda import AgendaItem
from rapporteur.domain.cancelling import Check, go_on
from rapporteur.domain.origins import english_ordinal, moved_on
from rapporteur.services import sessions, stored
from rapporteur.services.agenda.editing import add_item, last_sitting
from rapporteur.services.agenda.placing import PARKED, Spot
from rapporteur.services.carrying.agenda_lines import (
    KEPT,
    TITLES,
    carried_uuid,
    ordered,
    shifts,
    sitting_anew,
)
from rapporteur.services.carrying.contents import Contents, contents, contents_of


@dataclass(frozen=True, slots=True)
class EarlierItem:
    """An item there. `number` counts from its order; `there` where it was copied before."""

    item: AgendaItem
    level: int
    number: str
    there: bool = False


@dataclass(frozen=True)
class Earlier:
    """The agenda of a previous session, `name` saying which ("10th Session")."""

    name: str
    items: tuple[EarlierItem, ...]
    contents: Contents


def read_earlier(path: Path, check: Check = go_on) -> Contents:
    """Everything in a previous session's file, which is opened to look at it only.

    UserError where it cannot be opened, or holds no session.
    """
    return contents_of(path, check)


def earlier(db: Db, old: Contents) -> Earlier:
    """What may be copied from there."""
    here = contents(db)
    present = {item.uuid for item in here.items}
    found: list[EarlierItem] = []
    item_at = sub_at = 0
    for item, parent in ordered(old):
        if parent is None:
            item_at, sub_at = item_at + 1, 0
            number = str(item_at)
        else:
            sub_at += 1
            number = f"{item_at}.{sub_at}"
        there = carried_uuid(here, item) in present
        found.append(EarlierItem(item, 1 if parent is None else 2, number, there))
    return Earlier(f"{english_ordinal(old.session['ordinal'])} Session", tuple(found), old)


def copy_items(db: Db, old: Contents, uuids: Collection[str]) -> list[AgendaItem]:
    """Add the items of these uuids, in their order.

    Where this session has no sitting yet, those of the chosen items are made with their times, on
    days as far from its first day; otherwise everything comes last. Ordinals of sessions in the
    titles are moved on. A sub-item goes under its item, whenever that was taken; one whose item is
    not here becomes an item.
    """
    here = contents(db)
    numbers = shifts(old, here)
    chosen = [(i, p) for i, p in ordered(old) if i.uuid in uuids]
    rooms = _sittings(db, old, here, chosen) if not here.sittings else {}
    present = {item.uuid: item for item in here.items}
    groups = {group.uuid for group in sessions.sub_groups(db)}
    names = {group["name_en"]: group.uuid for group in sessions.sub_groups(db)}
    there = {group.uuid: group["name_en"] for group in old.sub_groups}
    homes: dict[int, int] = {}
    for item, parent in ordered(old):
        known = present.get(carried_uuid(here, item))
        if known is not None and parent is None and known.parent_id is None:
            homes[item.id] = known.id
    made: list[AgendaItem] = []
    for item, parent in chosen:
        uuid = carried_uuid(here, item)
        if uuid in present:
            continue
        values = {key: item[key] for key in KEPT}
        values |= {key: moved_on(item[key], numbers) for key in TITLES}
        group = item["sub_group"]
        values["sub_group"] = group if group in groups else names.get(there.get(group, ""), "")
        spot: Spot
        top = parent or item
        if parent is not None and parent.id in homes:
            spot = (None, homes[parent.id])
        elif top.sitting_id is None:
            spot = PARKED
        elif top.sitting_id in rooms:
            spot = (rooms[top.sitting_id], None)
        else:
            spot = (last_sitting(db).id, None)
        made.append(add_item(db, values, spot, uuid=uuid))
        if parent is None:
            homes[item.id] = made[-1].id
    return made


def _sittings(
    db: Db, old: Contents, here: Contents, chosen: list[tuple[AgendaItem, AgendaItem | None]]
) -> dict[int | None, int]:
    """The sittings of the chosen items, made here; by the id there, the id here."""
    wanted = {(parent or item).sitting_id for item, parent in chosen} - {None}
    rooms: dict[int | None, int] = {}
    for sitting in sorted(old.sittings, key=lambda s: s.position):
        if sitting.id not in wanted:
            continue
        values = sitting_anew(old, here, sitting)
        rooms[sitting.id] = stored.create(db, stored.SITTINGS, [values])[0].id
    return rooms
