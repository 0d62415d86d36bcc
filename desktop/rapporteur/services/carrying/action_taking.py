"""Action items come over with their history and with where they were agreed first."""

from __future__ import annotations

from collections.abc import Mapping

from rapporteur.domain.actions import ACTION_ITEM, OPEN, ActionItem
from rapporteur.domain.carrying import Reason
from rapporteur.domain.origins import Origin
from rapporteur.services import stored
from rapporteur.services.carrying.action_lines import (
    named_paragraph,
    new_progress,
    origin_of,
    unfinished,
)
from rapporteur.services.carrying.tally import Taking


def take_actions(taking: Taking, reviewed: Mapping[str, str]) -> None:
    """Take the chosen items, and what was chosen of those that are here already.

    `reviewed` gives the agenda item under which an action is reviewed, by the action's uuid.
    """
    old, db = taking.old, taking.db
    coming = unfinished(taking.chosen, old)
    rows = [_values(action, taking, reviewed.get(action.uuid, "")) for action in coming]
    made = stored.create(db, stored.ACTION_ITEMS, rows, uuids=[a.uuid for a in coming])
    for action, new in zip(coming, made, strict=True):
        _take_progress(taking, action, new.id)
    present = {action.uuid: action for action in taking.here.actions}
    for action in old.actions:
        other = present.get(action.uuid)
        if other is None:
            continue
        if taking.wants(f"progress:{action.uuid}"):
            _take_progress(taking, action, other.id, other)
        if taking.wants(f"status:{action.uuid}"):
            keys = ["status", "closed_on", "closing_remark"] if action.closed else ["status"]
            values = {key: action[key] for key in keys if action[key]}
            stored.set_fields(db, stored.ACTION_ITEMS, {other.id: values})


def _values(action: ActionItem, taking: Taking, review: str) -> dict[str, str]:
    """What an item is in the session that inherits it."""
    old, key = taking.old, f"action:{action.uuid}"
    values = taking.places.turned(action.as_dict(), ACTION_ITEM)
    group = taking.places.sub_groups.get(action["sub_group"], "")
    if action["sub_group"] and not group:
        taking.note(key, Reason.NO_SUB_GROUP, taking.group_name(action["sub_group"]))
    origin = action["origin"] or origin_of(action, old).said()
    values |= {
        "status": action["status"] or OPEN,
        "sub_group": group,
        "agenda_item": review,
        "paragraph": "",  # of the Protocol of this session, which is still to be written
        "origin_ordinal": action["origin_ordinal"] or old.session["ordinal"],
        "origin": origin,
    }
    if paragraph := named_paragraph(action):
        last = Origin(old.session["ordinal"], paragraph=paragraph).said()
        if last != origin:  # it has a first origin already; the paragraph must not be forgotten
            line = f"Also {last}."
            remarks = action["remarks"]
            values["remarks"] = remarks if line in remarks else f"{remarks}\n{line}".strip()
    return values


def _take_progress(
    taking: Taking, action: ActionItem, new_id: int, other: ActionItem | None = None
) -> None:
    """The history of an item: all of it, or what has been added since."""
    entries = taking.old.progress_of.get(action.id, [])
    if other is not None:
        entries = new_progress(action, other, taking.old, taking.here)
    stored.create(
        taking.db,
        stored.PROGRESS_ENTRIES,
        [entry.as_dict() for entry in entries],
        uuids=[entry.uuid for entry in entries],
        action_id=new_id,
    )
