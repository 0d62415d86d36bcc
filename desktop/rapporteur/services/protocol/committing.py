"""From a paragraph that commits to the action item: what, who, by when, and back again."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from sqlalchemy.orm import Session as Db

from rapporteur.domain.actions import ActionItem
from rapporteur.domain.agenda import AgendaItem
from rapporteur.domain.commitments import Commitment, commitment
from rapporteur.domain.delegates import Delegate
from rapporteur.domain.drafting.opening import latin_person
from rapporteur.domain.editing import FieldEdit
from rapporteur.domain.protocol import COMMITMENT, TASK, Paragraph
from rapporteur.domain.subgroups import SubGroup
from rapporteur.services import delegates, sessions, stored
from rapporteur.services.actions.editing import create_action
from rapporteur.services.actions.reading import session_day
from rapporteur.services.protocol import paragraphs
from rapporteur.services.protocol.clauses import library
from rapporteur.services.protocol.references import said


@dataclass(frozen=True, slots=True)
class ActionOffer:
    """An action item as a paragraph suggests it; a person corrects it before it is taken.

    `texts` are by language. `existing` is the uuid of the action item to which the paragraph
    leads already, "" for none.
    """

    paragraph_id: int
    texts: Mapping[str, str] = field(repr=False)
    body_first: str = ""
    person_first: str = field(default="", repr=False)
    body_second: str = ""
    person_second: str = field(default="", repr=False)
    due_words: str = ""
    due_date: str = ""
    sub_group: str = ""
    agenda_item: str = ""
    existing: str = ""


def offer_action(db: Db, paragraph_id: int) -> ActionOffer | None:
    """What action item a paragraph makes; None where it commits nobody."""
    now = paragraphs.protocol(db)
    paragraph = stored.get(db, stored.PARAGRAPHS, paragraph_id)
    found = _commitments(db, now, paragraph)
    if not found or not paragraph.numbered:
        return None
    item = _one(db, stored.AGENDA_ITEMS, paragraph["agenda_item"])
    group_uuid = paragraph["sub_group"] or (item["sub_group"] if item else "")
    group = _one(db, stored.SUB_GROUPS, group_uuid)
    due = next((one.due for one in found.values() if one.due.date or one.due.words), None)
    return ActionOffer(
        paragraph_id,
        {code: one.action for code, one in found.items()},
        due_words=due.words if due else "",
        due_date=due.date if due else "",
        sub_group=group_uuid,
        agenda_item=paragraph["agenda_item"],
        existing=paragraph["action_item"],
        **_responsible(db, now.text(paragraph, "en") or now.text(paragraph, "ru"), group, item),
    )


def take_offer(db: Db, offer: ActionOffer) -> ActionItem:
    """Make the action item; it names its paragraph, and the paragraph leads to it.

    A paragraph that leads to another action item goes on doing so. Raises as `create_action`
    and `paragraphs.edit` do.
    """
    paragraph = stored.get(db, stored.PARAGRAPHS, offer.paragraph_id)
    number = paragraphs.protocol(db).numbers.get(paragraph.uuid)
    values = {f"text_{code}": text for code, text in offer.texts.items()}
    keys = ("body_first", "person_first", "body_second", "person_second", "due_words",
            "due_date", "sub_group", "agenda_item")  # fmt: skip
    values |= {key: text for key in keys if (text := getattr(offer, key))}
    if not values.get("text_en"):
        values["text_en"] = next((text for text in offer.texts.values() if text), "")
    made = create_action(db, {**values, "paragraph": said([number] if number else [])})
    if not paragraph["action_item"]:
        paragraphs.edit(db, paragraph.id, {"action_item": FieldEdit("", made.uuid)})
    return stored.get(db, stored.ACTION_ITEMS, made.id)


def _commitments(
    db: Db, now: paragraphs.Protocol, paragraph: Paragraph
) -> dict[str, Commitment]:  # fmt: skip
    day = session_day(db)
    own = [one for one in library(db) if one.own and one.effect in {COMMITMENT, TASK}]
    found = {}
    for code in now.languages:
        leads = [text for one in own if (text := one.texts.get(code, ""))]
        if one := commitment(now.text(paragraph, code), code, day, leads):
            found[code] = one
    return found


def _responsible(
    db: Db, text: str, group: SubGroup | None, item: AgendaItem | None
) -> dict[str, str]:
    """Body and person of each side: the co-leads, or who leads the item of the agenda.

    Where the paragraph speaks of one side alone, the other has none.
    """
    both = sessions.sides(db)
    named = [
        side
        for side in both
        for code in ("en", "ru")
        if side[f"adjective_{code}"] and text.startswith(_subjects(side[f"adjective_{code}"]))
    ]
    found: dict[str, str] = {}
    for side, end in zip(both, ("first", "second"), strict=True):
        if named and side not in named:
            continue
        for source in (group, item):
            person = _person(db, source[f"lead_{end}"]) if source else None
            if person is not None:
                found[f"body_{end}"] = person["organisation"]
                found[f"person_{end}"] = latin_person(person)
                break
    return found


def _subjects(adjective: str) -> tuple[str, ...]:
    return (f"The {adjective} Side", f"{adjective} Side", f"{adjective} Сторона")


def _person(db: Db, uuid: str) -> Delegate | None:
    if not uuid:
        return None
    return next((one for one in delegates.list_delegates(db) if one.uuid == uuid), None)


def _one(db: Db, kind: stored.Stored[stored.R], uuid: str) -> stored.R | None:
    """The record to which a reference leads."""
    found = stored.read(db, kind, uuid=uuid) if uuid else []
    return found[0] if found else None
