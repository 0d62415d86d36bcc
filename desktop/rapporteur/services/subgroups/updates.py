"""The update of a sub-group for this session: made when first touched, edited, and its state.

A text that both sides agreed is no longer what they agreed once a word of it is changed. So an
edit of a part takes the agreement back in the same step: the update is "received" again.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date

from sqlalchemy.orm import Session as Db

from rapporteur.domain.editing import FieldEdit
from rapporteur.domain.errors import UserError
from rapporteur.domain.languages import LANGUAGES
from rapporteur.domain.subgroups import (
    AGREED_BOTH,
    AGREED_ONE,
    RECEIVED,
    REQUESTED,
    UPDATE,
    UPDATE_PARTS,
    SubGroupUpdate,
)
from rapporteur.services import sessions, stored
from rapporteur.services.stored import SUB_GROUPS, UPDATES

AGREED = frozenset({AGREED_ONE, AGREED_BOTH})

PART_KEYS = tuple(f"{part}_{code.code}" for part in UPDATE_PARTS for code in LANGUAGES)
"""The fields whose words the sides agree on."""


def this_session(db: Db, group_id: int) -> SubGroupUpdate | None:
    """What the sub-group reports at this session; None where nobody has touched it yet."""
    found = stored.read(db, UPDATES, sub_group_id=group_id, session_ordinal="")
    return found[0] if found else None


def all_of_this_session(db: Db) -> dict[int, SubGroupUpdate]:
    """The updates of this session by the id of their sub-group."""
    return {update.sub_group_id: update for update in stored.read(db, UPDATES, session_ordinal="")}


def earlier(db: Db, group_id: int) -> list[SubGroupUpdate]:
    """What the sub-group reported at earlier sessions, the latest first."""
    found = [u for u in stored.read(db, UPDATES, sub_group_id=group_id) if u.session_ordinal]
    return sorted(found, key=_ordinal, reverse=True)


def touched(db: Db, group_id: int) -> SubGroupUpdate:
    """The update of this session, made where there is none. UserError "record.gone"."""
    found = this_session(db, group_id)
    if found is not None:
        return found
    stored.get(db, SUB_GROUPS, group_id)
    (made,) = stored.create(db, UPDATES, [{}], sub_group_id=group_id, session_ordinal="")
    return made


def edit(db: Db, group_id: int, edits: Mapping[str, FieldEdit]) -> SubGroupUpdate:
    """Change fields of the update; Conflict as ever.

    A change of an agreed text makes the update "received" again.
    """
    before = touched(db, group_id)
    after = stored.update(db, UPDATES, before.id, edits)
    words = any(before[key] != after[key] for key in PART_KEYS)
    if words and before["state"] in AGREED:
        values = {"state": RECEIVED, "agreed_side": ""}
        stored.set_fields(db, UPDATES, {before.id: values})
        after = stored.get(db, UPDATES, before.id)
    return after


def set_state(
    db: Db, group_id: int, state: str, side: str = "", *, today: date | None = None
) -> SubGroupUpdate:
    """Put the update into a state, with the dates that belong to it.

    `side` is the uuid of the side that agreed, for "agreed by one side". What was never asked
    for or received gets today's date; a date that stands is kept. UserError "update.side".
    """
    day = (today or sessions.today(db)).isoformat()
    held = touched(db, group_id)
    values = {"state": state, "agreed_side": ""}
    if state == REQUESTED:
        values |= {"requested_on": held["requested_on"] or day, "received_on": ""}
    elif state:
        values["received_on"] = held["received_on"] or day
    else:
        values |= {"requested_on": "", "received_on": ""}
    if state == AGREED_ONE:
        values["agreed_side"] = _known_side(db, side)
    stored.set_fields(db, UPDATES, {held.id: values})
    return stored.get(db, UPDATES, held.id)


def ask_for(db: Db, groups: Collection[int], *, today: date | None = None) -> int:
    """Mark the updates of these sub-groups as requested, as far as they were not; how many."""
    held = all_of_this_session(db)
    new = [one for one in groups if one not in held or not held[one]["state"]]
    for group_id in new:
        set_state(db, group_id, REQUESTED, today=today)
    return len(new)


def part_title(part: str) -> str:
    """The title of a part of the form, without its language."""
    return UPDATE[f"{part}_en"].label.rpartition(" (")[0]


def _known_side(db: Db, side: str) -> str:
    if side not in {one.uuid for one in sessions.sides(db)}:
        raise UserError(
            "update.side",
            "It is not said which side agreed.",
            safe="Nothing was changed.",
            advice="Choose the side that agreed to the text.",
            place="agreed_side",
        )
    return side


def _ordinal(update: SubGroupUpdate) -> tuple[int, str]:
    number = update.session_ordinal
    return (int(number) if number.isdecimal() else 0, number)
