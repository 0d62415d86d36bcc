"""The agenda skeleton, and under the review item what the last Protocol left to be done."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from rapporteur.domain.agenda import AGENDA_ITEM, AgendaItem
from rapporteur.domain.carrying import Reason
from rapporteur.domain.languages import LANGUAGES
from rapporteur.domain.origins import moved_on
from rapporteur.services import stored
from rapporteur.services.agenda.placing import number_late
from rapporteur.services.carrying.action_lines import reviewed_as, unfinished
from rapporteur.services.carrying.agenda_lines import (
    KEPT,
    REVIEW,
    TITLES,
    carried_uuid,
    ordered,
    shifts,
    sitting_anew,
)
from rapporteur.services.carrying.tally import Taking

_REVIEW_TITLES = {
    "title_en": "Review of the implementation of the Protocol of the previous Session",
    "title_ru": "Ход выполнения Протокола предыдущего заседания",
    "title_hi": "पिछले सत्र के प्रोटोकॉल के कार्यान्वयन की समीक्षा",
}


def take_agenda(taking: Taking) -> None:
    """Make the chosen items: in the sittings where there is no agenda yet, else parked."""
    old, here, db = taking.old, taking.here, taking.db
    own = bool(here.items)
    chosen = [(i, p) for i, p in ordered(old) if taking.wants(f"item:{i.uuid}")]
    rooms = {} if own or not chosen else _sittings(taking)
    made: dict[int, AgendaItem] = {}
    numbers = shifts(old, here)
    for item, parent in chosen:
        heads: dict[str, Any] = {"sitting_id": None, "parent_id": None}
        if parent is not None and parent.id in made:
            heads["parent_id"] = made[parent.id].id
        elif parent is None and not own:
            heads["sitting_id"] = rooms.get(item.sitting_id or 0)
        values = _values(taking, item, numbers)
        uuid = carried_uuid(here, item)
        position = 1 + len(_beside(taking, heads))
        (made[item.id],) = stored.create(
            db, stored.AGENDA_ITEMS, [values], uuids=[uuid], position=position, **heads
        )


def take_review(taking: Taking) -> Mapping[str, str]:
    """Sub-items of the review, one per reference; by the action's uuid, the uuid of its item.

    Actions of one paragraph share an item. An item of that name that is there is used again.
    """
    old, db = taking.old, taking.db
    coming = unfinished(taking.chosen, old)
    if not coming or not taking.wants(REVIEW):
        return {}
    review = _review_item(taking)
    below = stored.read(db, stored.AGENDA_ITEMS, parent_id=review.id)
    known = {item["title_en"]: item.uuid for item in below}
    codes = _languages(taking)
    found: dict[str, str] = {}
    made: list[int] = []
    for action in coming:
        reference = reviewed_as(action, old)
        values = {f"title_{code}": reference.implementation(code) for code in codes}
        values |= {"title_en": reference.implementation("en"), "kind": REVIEW}
        if values["title_en"] not in known:
            (item,) = stored.create(
                db, stored.AGENDA_ITEMS, [values], sitting_id=None, parent_id=review.id,
                position=len(below) + len(made) + 1,
            )  # fmt: skip
            known[values["title_en"]] = item.uuid
            made.append(item.id)
        found[action.uuid] = known[values["title_en"]]
    number_late(db, made)
    references = dict.fromkeys(reviewed_as(action, old) for action in coming)
    said = (
        one.paragraph if one.ordinal == old.session["ordinal"] and one.paragraph else one.said()
        for one in references
    )
    taking.note(REVIEW, Reason.UNDER_REVIEW, ", ".join(said))
    return found


def _review_item(taking: Taking) -> AgendaItem:
    """The review item; a new one in the parking lot where the agenda has none."""
    items = stored.read(taking.db, stored.AGENDA_ITEMS)
    for item in items:
        if item["kind"] == REVIEW and item.parent_id is None:
            return item
    codes = _languages(taking)
    titles = {f"title_{code}": _REVIEW_TITLES[f"title_{code}"] for code in codes}
    values = {**titles, "title_en": _REVIEW_TITLES["title_en"], "kind": REVIEW}
    parked: dict[str, Any] = {"sitting_id": None, "parent_id": None}
    place = 1 + len(_beside(taking, parked))
    (made,) = stored.create(taking.db, stored.AGENDA_ITEMS, [values], position=place, **parked)
    return made


def _values(taking: Taking, item: AgendaItem, numbers: Mapping[int, int]) -> dict[str, str]:
    """An item without what belonged to that day: number, state, notes, remarks, fixed times."""
    known = taking.places
    values = {key: item[key] for key in KEPT}
    values |= {key: moved_on(item[key], numbers) for key in TITLES}
    key = f"item:{item.uuid}"
    values["sub_group"] = known.sub_groups.get(item["sub_group"], "")
    if item["sub_group"] and not values["sub_group"]:
        taking.note(key, Reason.NO_SUB_GROUP, taking.group_name(item["sub_group"]))
    for lead in ("lead_first", "lead_second"):
        values[lead] = known.delegates.get(item[lead], "")
        if item[lead] and not values[lead]:
            taking.note(key, Reason.NO_LEAD, taking.person_name(item[lead]))
    return known.turned(values, AGENDA_ITEM)


def _sittings(taking: Taking) -> Mapping[int, int]:
    """By the id of a sitting there, that of the sitting here; made where this session has none."""
    old, here = taking.old, taking.here
    there = sorted(old.sittings, key=lambda s: s.position)
    own = list(here.sittings)
    if not own and there:
        rows = [sitting_anew(old, here, sitting) for sitting in there]
        own = stored.create(taking.db, stored.SITTINGS, rows)
    if not own:
        return {}
    return {sitting.id: own[min(at, len(own) - 1)].id for at, sitting in enumerate(there)}


def _beside(taking: Taking, heads: Mapping[str, Any]) -> list[AgendaItem]:
    """The items that stand where `heads` says."""
    items = stored.read(taking.db, stored.AGENDA_ITEMS)
    return [
        item
        for item in items
        if (item.sitting_id, item.parent_id) == (heads["sitting_id"], heads["parent_id"])
    ]


def _languages(taking: Taking) -> list[str]:
    codes = taking.here.session.language_codes
    return [one.code for one in LANGUAGES if one.code in codes]
