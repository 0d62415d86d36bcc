"""Creating, editing, closing, ordering and removing action items.

The due date follows the words: whenever these change, it is computed anew. A date set by hand
stands until then. The day of closing follows the status in the same way. Dropping an item takes
an agreement, so the file asks in what words; an inherited item is closed, never deleted.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date

from sqlalchemy.orm import Session as Db

from rapporteur.domain.actions import ACTION_ITEM, DONE, DROPPED, OPEN, ActionItem
from rapporteur.domain.editing import FieldEdit
from rapporteur.domain.errors import UserError
from rapporteur.services import referring, sessions, stored
from rapporteur.services.actions.numbering import next_number, require_free
from rapporteur.services.actions.reading import actions, due_fields
from rapporteur.services.stored import ACTION_ITEMS

_CLOSED = (DONE, DROPPED)


def create_action(
    db: Db, values: Mapping[str, str] | None = None, *, on: date | None = None
) -> ActionItem:
    """Add an item of this session at the end, open, with the next number.

    `values` are canonical and win over what the program would fill in. Words of a due date get
    their date; a status that closes gets its day (`on`, by default today).
    """
    filled = {"status": OPEN, **(values or {})}
    if not filled.get("number"):
        filled["number"] = next_number(db)
    require_free(db, filled["number"])
    if filled.get("due_words") and not filled.get("due_date"):
        filled.update(due_fields(db, filled["due_words"]))
    if filled["status"] in _CLOSED and not filled.get("closed_on"):
        filled["closed_on"] = (on or sessions.today(db)).isoformat()
    if filled["status"] == DROPPED and not filled.get("closing_remark"):
        raise _no_remark()
    return stored.create(db, ACTION_ITEMS, [filled])[0]


def update_action(
    db: Db, action_id: int, edits: Mapping[str, FieldEdit], *, on: date | None = None
) -> ActionItem:
    """Change fields, each from the value its user started from, and what follows from them.

    Raises Conflict, UserError "record.gone", "action.number_taken" and "action.drop_remark".
    """
    before = stored.get(db, ACTION_ITEMS, action_id)
    if "number" in edits:
        require_free(db, edits["number"].new, action_id)
    after = stored.update(db, ACTION_ITEMS, action_id, edits)
    wanted = {key: edit.new for key, edit in edits.items()}
    return _follow(db, before, after, wanted, on)


def set_for_several(
    db: Db, ids: Collection[int], values: Mapping[str, str], *, on: date | None = None
) -> int:
    """Give all these items the same canonical values, whatever they held; how many differ now.

    What follows from a value follows for each of them. Raises as `update_action` does.
    """
    if "number" in values:
        raise ValueError("several items cannot have one number")
    changed = 0
    for item in stored.by_ids(db, ACTION_ITEMS, ids):
        if all(item[key] == value for key, value in values.items()):
            continue
        stored.set_fields(db, ACTION_ITEMS, {item.id: dict(values)})
        _follow(db, item, stored.get(db, ACTION_ITEMS, item.id), values, on)
        changed += 1
    return changed


def remove_actions(db: Db, ids: Collection[int]) -> int:
    """Take own items away with their progress; how many went.

    Raises UserError "action.inherited" where one of them is of an earlier session.
    """
    found = stored.by_ids(db, ACTION_ITEMS, ids)
    if kept := [item["number"] for item in found if item.inherited]:
        raise UserError(
            "action.inherited",
            f"Inherited action items cannot be removed: {', '.join(kept)}.",
            safe="Nothing was removed.",
            advice="Close them instead, as done or as dropped by agreement, and say how.",
        )
    referring.release(db, ACTION_ITEM.entity, [item.uuid for item in found])
    gone = stored.remove(db, ACTION_ITEMS, [item.id for item in found])
    stored.arrange(db, ACTION_ITEMS, [item.id for item in actions(db)])
    return gone


def move_actions(db: Db, ids: Collection[int], before: int | None) -> int:
    """Place items, in the order they stand in, before another (None: at the end)."""
    order = [item.id for item in actions(db)]
    moving = [row_id for row_id in order if row_id in ids]
    # Where the target itself moves, the next that stays marks the place.
    behind = order[order.index(before) :] if before in order else []
    target = next((row_id for row_id in behind if row_id not in ids), None)
    staying = [row_id for row_id in order if row_id not in ids]
    at = staying.index(target) if target is not None else len(staying)
    return stored.arrange(db, ACTION_ITEMS, [*staying[:at], *moving, *staying[at:]])


def _follow(
    db: Db,
    before: ActionItem,
    after: ActionItem,
    wanted: Mapping[str, str],
    on: date | None,
) -> ActionItem:
    """What a change entails: the date of new words, the day of closing, the remark of dropping."""
    entailed: dict[str, str] = {}
    if before["due_words"] != after["due_words"] and "due_date" not in wanted:
        entailed["due_date"] = due_fields(db, after["due_words"])["due_date"]
    if after["status"] == DROPPED and not after["closing_remark"]:
        raise _no_remark()
    if before["status"] != after["status"]:
        if after.closed and not wanted.get("closed_on") and not before.closed:
            entailed["closed_on"] = (on or sessions.today(db)).isoformat()
        elif not after.closed:
            entailed["closed_on"] = ""
    if all(after[key] == value for key, value in entailed.items()):
        return after
    stored.set_fields(db, ACTION_ITEMS, {after.id: entailed})
    return stored.get(db, ACTION_ITEMS, after.id)


def _no_remark() -> UserError:
    return UserError(
        "action.drop_remark",
        "Dropping an action item takes an agreement of both sides, which is to be put in words.",
        safe="The former status is kept.",
        advice="Write under “How it was closed” what was agreed, then drop it.",
        place="closing_remark",
    )
