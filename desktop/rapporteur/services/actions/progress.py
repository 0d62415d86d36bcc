"""Progress of action items: what was reported, when and by whom. The newest comes first.

An entry that names a status gives it to its item, and what closes an item closes it on the day
of the entry. Taking an entry away leaves the item's status as it is.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date

from sqlalchemy.orm import Session as Db

from rapporteur.domain.actions import DROPPED, ProgressEntry
from rapporteur.domain.editing import FieldEdit
from rapporteur.services import sessions, stored
from rapporteur.services.actions.editing import set_for_several
from rapporteur.services.stored import ACTION_ITEMS, PROGRESS_ENTRIES


def progress_of(db: Db, action_id: int) -> list[ProgressEntry]:
    """What was reported of one item, the newest first."""
    return _newest_first(stored.read(db, PROGRESS_ENTRIES, action_id=action_id))


def all_progress(db: Db) -> dict[int, list[ProgressEntry]]:
    """What was reported of each item that has any, by its id, the newest first."""
    found: dict[int, list[ProgressEntry]] = {}
    for entry in stored.read(db, PROGRESS_ENTRIES):
        found.setdefault(entry.action_id, []).append(entry)
    return {action_id: _newest_first(entries) for action_id, entries in found.items()}


def add_progress(db: Db, action_id: int, values: Mapping[str, str]) -> ProgressEntry:
    """Report of an item; canonical values, the date is today's where none is given.

    Raises UserError "record.gone" where the item is not there, and "action.drop_remark" where
    the entry drops it without a word.
    """
    stored.get(db, ACTION_ITEMS, action_id)
    filled = {**values, "date": values.get("date") or sessions.today(db).isoformat()}
    entry = stored.create(db, PROGRESS_ENTRIES, [filled], action_id=action_id)[0]
    _tell_item(db, entry)
    return entry


def update_progress(db: Db, entry_id: int, edits: Mapping[str, FieldEdit]) -> ProgressEntry:
    """Change an entry; a status it names now, and did not before, goes to the item."""
    before = stored.get(db, PROGRESS_ENTRIES, entry_id)
    after = stored.update(db, PROGRESS_ENTRIES, entry_id, edits)
    if after["status"] != before["status"]:
        _tell_item(db, after)
    return after


def remove_progress(db: Db, ids: Collection[int]) -> int:
    """Take entries away; how many went. The items keep their status."""
    return stored.remove(db, PROGRESS_ENTRIES, ids)


def _newest_first(entries: list[ProgressEntry]) -> list[ProgressEntry]:
    return sorted(entries, key=lambda entry: (entry["date"], entry.id), reverse=True)


def _tell_item(db: Db, entry: ProgressEntry) -> None:
    """Give the item the status that its entry names."""
    if not entry["status"]:
        return
    item = stored.get(db, ACTION_ITEMS, entry.action_id)
    values = {"status": entry["status"]}
    if entry["status"] == DROPPED and not item["closing_remark"]:
        values["closing_remark"] = entry["text"]
    day = date.fromisoformat(entry["date"]) if entry["date"] else None
    set_for_several(db, [item.id], values, on=day)
