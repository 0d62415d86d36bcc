"""What is taken down for an item of the agenda: notes, action items, decisions, paragraphs.

Each entry carries the item and its sub-group, so that the typist fills neither. Who has the floor
says which side is meant until the typist says otherwise.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session as Db

from rapporteur.domain.actions import ACTION_ITEM, ActionItem
from rapporteur.domain.agenda import AgendaItem
from rapporteur.domain.delegates import Delegate
from rapporteur.domain.editing import FieldEdit, clean_text
from rapporteur.domain.errors import UserError
from rapporteur.domain.fields import Catalogue, Record
from rapporteur.domain.meeting import MEETING_RECORD, SPEAKER, MeetingRecord
from rapporteur.domain.names import full_name
from rapporteur.domain.running import stamp
from rapporteur.domain.sessions import Side
from rapporteur.services import delegates, sessions, speakers, stored
from rapporteur.services.actions.editing import create_action, remove_actions, update_action
from rapporteur.services.stored import (
    ACTION_ITEMS,
    AGENDA_ITEMS,
    MEETING_RECORDS,
    SPEAKERS,
    SUB_GROUPS,
    Stored,
)
from rapporteur.services.values import canonical

ACTION = ACTION_ITEM.entity
RECORD = MEETING_RECORD.entity
SPEECH = SPEAKER.entity

_KINDS: dict[str, Stored[Any]] = {
    ACTION: ACTION_ITEMS, RECORD: MEETING_RECORDS, SPEECH: SPEAKERS,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Noted:
    """One line of what was taken down for an item.

    `kind` is "action", "decision", "paragraph" or "speaker"; `side` 1 or 2, 0 for both. `moment`
    is when it was noted, in UTC, where that is known. `fixed` entries cannot be removed here.
    """

    entity: str
    id: int
    kind: str
    number: str
    text: str = field(repr=False)
    second: str = field(default="", repr=False)
    detail: str = field(default="", repr=False)
    side: int = 0
    moment: str = ""
    fixed: bool = False


@dataclass(frozen=True, slots=True)
class Lead:
    """Who answers for an item's sub-group on one side: a suggestion for the responsible body."""

    body: str = field(default="", repr=False)
    person: str = field(default="", repr=False)


def write_notes(db: Db, item_id: int, old: str, new: str) -> AgendaItem:
    """Save the notes of an item, which its typist saw as `old`. Raises Conflict."""
    edit = FieldEdit(old, clean_text(new, lines=True))
    return stored.update(db, AGENDA_ITEMS, item_id, {"notes": edit})


def notes_of(db: Db, item_id: int) -> str:
    """The notes as the file holds them; UserError "record.gone"."""
    return stored.get(db, AGENDA_ITEMS, item_id)["notes"]


def add_record(db: Db, item_id: int, values: Mapping[str, str], now: datetime) -> MeetingRecord:
    """Take down a decision or a paragraph (`kind`) for an item, last of all.

    `values` as typed: the texts, and a `side` by uuid. An empty one is refused.
    """
    item = stored.get(db, AGENDA_ITEMS, item_id)
    found = _canonical(MEETING_RECORD, values)
    _require_text(found)
    row = {**_belonging(item), "noted_at": stamp(now), **found}
    (record,) = stored.create(db, MEETING_RECORDS, [row])
    return record


def add_action(db: Db, item_id: int, values: Mapping[str, str]) -> ActionItem:
    """Note an action item for an item; `values` as typed. An empty one is refused."""
    item = stored.get(db, AGENDA_ITEMS, item_id)
    found = _canonical(ACTION_ITEM, values)
    _require_text(found)
    return create_action(db, {**_belonging(item), **found})


def change(db: Db, entity: str, record_id: int, edits: Mapping[str, FieldEdit]) -> None:
    """Change the texts of an entry, each from what was shown. Raises Conflict, "record.gone"."""
    kind = _KINDS[entity]
    clean = {
        key: FieldEdit(edit.old, canonical(kind.catalogue[key], edit.new))
        for key, edit in edits.items()
    }
    if entity == ACTION:
        update_action(db, record_id, clean)
    else:
        stored.update(db, kind, record_id, clean)


def remove(db: Db, entity: str, record_id: int) -> None:
    """Take an entry away; an inherited action item is refused, since it can only be closed."""
    stored.get(db, _KINDS[entity], record_id)
    if entity == ACTION:
        remove_actions(db, [record_id])
    else:
        stored.remove(db, _KINDS[entity], [record_id])


def noted(db: Db, item: AgendaItem) -> list[Noted]:
    """What was taken down for an item, in the order in which it was: actions come last."""
    places = {side.uuid: side.position for side in sessions.sides(db)}
    found = [
        Noted(
            RECORD, record.id, record["kind"], "", _first(record.as_dict()),
            _second(record.as_dict()), side=places.get(record["side"], 0),
            moment=record["noted_at"],
        )
        for record in stored.read(db, MEETING_RECORDS, agenda_item=item.uuid)
    ]  # fmt: skip
    spoke = stored.read(db, SPEAKERS, agenda_item=item.uuid)
    names = _names(db, [s["delegate"] for s in spoke if not s["name"]])
    for speaker in spoke:
        name = speaker["name"] or names.get(speaker["delegate"], "")
        found.append(
            Noted(SPEECH, speaker.id, "speaker", "", name, detail=speaker["remarks"],
                  side=places.get(speaker["side"], 0),
                  moment=speaker["began_at"] or speaker["asked_at"])
        )  # fmt: skip
    found.sort(key=lambda entry: entry.moment)
    for action in stored.read(db, ACTION_ITEMS, agenda_item=item.uuid):
        who = (action["body_first"], action["body_second"])
        side = 0 if all(who) or not any(who) else 1 + (not who[0])
        parts = (*(body for body in who if body), action["due_words"] or action["due_date"])
        found.append(
            Noted(
                ACTION, action.id, "action", action["number"], _first(action.as_dict()),
                _second(action.as_dict()), " · ".join(part for part in parts if part), side,
                fixed=action.inherited,
            )
        )  # fmt: skip
    return found


def entry_values(db: Db, entity: str, record_id: int) -> dict[str, str]:
    """All values of an action item or a record; UserError "record.gone"."""
    record: Record = stored.get(db, _KINDS[entity], record_id)
    return record.as_dict()


def leads(db: Db, item: AgendaItem) -> tuple[Lead, Lead]:
    """Body and person that would answer for the item on each side: its leads, or the co-leads."""
    group = next((g for g in stored.read(db, SUB_GROUPS) if g.uuid == item["sub_group"]), None)
    sides = sessions.sides(db)
    found: list[Lead] = []
    for side, key in zip(sides, ("lead_first", "lead_second"), strict=True):
        wanted = (group[key] if group is not None else "") or item[key]
        person = next(
            (d for d in _people(db, [wanted] if wanted else []) if d.uuid == wanted), None
        )
        if person is not None and person["organisation"]:
            found.append(Lead(person["organisation"], full_name(person)))
        else:
            found.append(Lead(_body_of(side), full_name(person) if person is not None else ""))
    return found[0], found[1]


def floor_side(db: Db, item: AgendaItem) -> int:
    """The side that has the floor on this item: 1 or 2, and 0 where nobody speaks."""
    holder = speakers.floor(db)
    return holder[1].side if holder is not None and holder[0] == item.uuid else 0


def bodies(db: Db) -> tuple[list[str], list[str]]:
    """The bodies that are known on each side: those of its delegates and of its action items."""
    sides = sessions.sides(db)
    found: tuple[dict[str, None], dict[str, None]] = ({}, {})
    for person in delegates.list_delegates(db, withdrawn=False):
        if person["organisation"]:
            found[0 if person.side_id == sides[0].id else 1][person["organisation"]] = None
    for action in stored.read(db, ACTION_ITEMS):
        for known, key in zip(found, ("body_first", "body_second"), strict=True):
            if action[key]:
                known[action[key]] = None
    return sorted(found[0]), sorted(found[1])


def language_of(text: str) -> str:
    """The language by whose letters most of `text` is written: "en", "ru" or "hi"."""
    counts = {
        "en": sum(letter.isascii() and letter.isalpha() for letter in text),
        "ru": sum("\u0400" <= letter <= "\u04ff" for letter in text),
        "hi": sum("\u0900" <= letter <= "\u097f" for letter in text),
    }
    return max(counts, key=lambda code: counts[code])


def _body_of(side: Side) -> str:
    return f"{side['adjective_en']} Side" if side["adjective_en"] else side.name()


def _belonging(item: AgendaItem) -> dict[str, str]:
    return {"agenda_item": item.uuid, "sub_group": item["sub_group"]}


def _canonical(catalogue: Catalogue, values: Mapping[str, str]) -> dict[str, str]:
    """The values in the form in which they are stored; UserError for what cannot be."""
    return {key: canonical(catalogue[key], value) for key, value in values.items()}


def _require_text(values: Mapping[str, str]) -> None:
    if not any(value for key, value in values.items() if key.startswith("text_")):
        raise UserError(
            "entry.empty",
            "There is no text yet.",
            safe="Nothing was changed.",
            advice="Type what was said, or press Esc.",
            place="text_en",
        )


def _names(db: Db, uuids: Sequence[str]) -> dict[str, str]:
    return {person.uuid: full_name(person) for person in _people(db, uuids)}


def _people(db: Db, uuids: Sequence[str]) -> list[Delegate]:
    return delegates.list_delegates(db) if uuids else []


def _texts(values: Mapping[str, str]) -> list[str]:
    return [value for key, value in values.items() if key.startswith("text_") and value]


def _first(values: Mapping[str, str]) -> str:
    return next(iter(_texts(values)), "")


def _second(values: Mapping[str, str]) -> str:
    return "\n".join(_texts(values)[1:])
