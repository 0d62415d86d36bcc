"""References by uuid: a lead, a sub-group, an agenda item named by other records.

A reference is the uuid of a record, so that it means the same in the next session's file. No
key of the database holds it up: whoever removes or merges records says so here, in the same
edit, and undo brings both back.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping

from sqlalchemy import select
from sqlalchemy.orm import Session as Db

from rapporteur.services.stored import ALL
from rapporteur.storage.history import bulk_update
from rapporteur.storage.tables import table_of


def release(db: Db, entity: str, uuids: Collection[str]) -> int:
    """Empty every reference to these records of `entity`; how many records held one."""
    return _replace(db, entity, dict.fromkeys(uuids, ""))


def redirect(db: Db, entity: str, old: str, new: str) -> int:
    """Let whoever refers to the record `old` of `entity` refer to `new`; how many did."""
    return _replace(db, entity, {old: new})


def _replace(db: Db, entity: str, changes: Mapping[str, str]) -> int:
    db.flush()
    touched = 0
    for stored in ALL:
        keys = [f.key for f in stored.catalogue.references if f.refers_to == entity]
        if not keys or not changes:
            continue
        table = table_of(stored.row)
        edits: dict[int, dict[str, str]] = {}
        for key in keys:
            for row_id, uuid in db.execute(
                select(table.c.id, table.c[key]).where(table.c[key] != "")
            ):
                if uuid in changes:
                    edits.setdefault(row_id, {})[key] = changes[uuid]
        if edits:
            touched += bulk_update(db, stored.row, edits)
    return touched
