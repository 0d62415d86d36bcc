"""Everything that a reference may name, read at once: for forms, tables and exports."""

from __future__ import annotations

from typing import Any

from sqlalchemy.orm import Session as Db

from rapporteur.domain.agenda import AGENDA_ITEM, SITTING
from rapporteur.domain.delegates import DELEGATE
from rapporteur.domain.directory import Directory, Entry
from rapporteur.domain.names import full_name
from rapporteur.domain.sessions import SIDE
from rapporteur.domain.subgroups import SUB_GROUP, TOPIC
from rapporteur.services import delegates, sessions, stored
from rapporteur.services.search import search_key
from rapporteur.services.stored import Stored

# Where a change makes another directory.
ENTITIES = (
    DELEGATE.entity, SIDE.entity, SUB_GROUP.entity, AGENDA_ITEM.entity, SITTING.entity,
    TOPIC.entity,
)  # fmt: skip


def directory(db: Db, language: str = "en") -> Directory:
    """Sides, delegates who are coming, sub-groups, agenda items, sittings and topics.

    Names stand in `language`, English where there is none; a delegate's as the delegation
    writes it.
    """
    sides = sessions.sides(db)
    places = {side.id: side.position for side in sides}
    found = {
        SIDE.entity: [
            _entry(s.uuid, s.name(language), s["code"], s.id, s.position, also=s["name_ru"])
            for s in sides
        ],
        DELEGATE.entity: [
            _entry(
                d.uuid,
                full_name(d),
                ", ".join(text for text in (d["designation"], d["organisation"]) if text),
                d.id,
                places[d.side_id],
                also=f"{d['native_name']} {d['latin_name']}",
            )
            for d in delegates.list_delegates(db, withdrawn=False)
        ],
    }
    named: tuple[tuple[Stored[Any], str], ...] = (
        (stored.SUB_GROUPS, "name"),
        (stored.AGENDA_ITEMS, "title"),
        (stored.SITTINGS, "title"),
        (stored.TOPICS, "title"),
    )
    for kind, stem in named:
        found[kind.entity] = [
            _entry(r.uuid, r.text(stem, language), "", r.id, also=r[f"{stem}_ru"])
            for r in stored.read(db, kind)
        ]
    return Directory(found)


def _entry(
    uuid: str, name: str, detail: str, row_id: int, side: int = 0, *, also: str = ""
) -> Entry:
    return Entry(uuid, name, detail, search_key(f"{name}\n{detail}\n{also}"), side, row_id)
