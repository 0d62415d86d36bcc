"""The session day in a facts file: topics, sittings, agenda, updates, actions, records, Protocol.

Records name each other by what people call them: a sub-group by its English name, a delegate by
family name, an agenda item or a record by the `id` it has in the file, an action item by its
number. The reader checks that each name
means one thing; `make_day` turns them into references once the records are there.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from sqlalchemy.orm import Session as Db

from rapporteur.domain.actions import ACTION_ITEM, PROGRESS
from rapporteur.domain.agenda import AGENDA_ITEM, SITTING
from rapporteur.domain.delegates import DELEGATE
from rapporteur.domain.fields import Catalogue
from rapporteur.domain.meeting import MEETING_RECORD
from rapporteur.domain.protocol import PARAGRAPH, PROTOCOL_PARAGRAPH, first_state, first_steps
from rapporteur.domain.sessions import SIDE, Side
from rapporteur.domain.subgroups import SUB_GROUP, TOPIC, UPDATE
from rapporteur.services import delegates, stored
from rapporteur.services.facts.reading import FactsReader
from rapporteur.services.protocol.references import bind_new, renumbering
from rapporteur.services.stored import Stored

DAY_TABLES = ("topics", "sittings", "agenda", "updates", "actions", "records", "paragraphs")

_UUID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")


@dataclass(frozen=True, slots=True)
class Draft:
    """A record to be made: canonical `values`, `links` by field key to names of other records.

    `uuid` is "" for a fresh one. `own` holds what stands beside the fields: "id", "under",
    "sitting", "session". `parts` are the progress entries of an action.
    """

    values: Mapping[str, str]
    links: Mapping[str, str] = field(default_factory=dict)
    uuid: str = ""
    own: Mapping[str, str] = field(default_factory=dict)
    parts: Sequence[Draft] = ()


@dataclass(frozen=True, slots=True)
class DayFacts:
    """Everything of the session day; `sub_groups` are by English name."""

    sub_groups: Mapping[str, Draft] = field(default_factory=dict)
    topics: Sequence[Draft] = ()
    sittings: Sequence[Draft] = ()
    agenda: Sequence[Draft] = ()
    updates: Sequence[Draft] = ()
    actions: Sequence[Draft] = ()
    records: Sequence[Draft] = ()
    paragraphs: Sequence[Draft] = ()


@dataclass(frozen=True, slots=True)
class Names:
    """What the rest of the file calls things."""

    sub_groups: Collection[str]
    people: Sequence[str]
    sides: Collection[str]


class DayReader:
    """Reads the tables of the day by means of the file's reader."""

    def __init__(self, reader: FactsReader, document: Mapping[str, object], names: Names) -> None:
        self._reader = reader
        self._document = document
        self._known: dict[str, Counter[str]] = {
            SUB_GROUP.entity: Counter(names.sub_groups),
            DELEGATE.entity: Counter(names.people),
            SIDE.entity: Counter(names.sides),
            AGENDA_ITEM.entity: self._names("agenda", "id"),
            MEETING_RECORD.entity: self._names("records", "id"),
            ACTION_ITEM.entity: self._names("actions", "number"),
        }

    def day(self, sub_groups: Mapping[str, Draft]) -> DayFacts:
        """All tables of the day."""
        sittings = self._drafts("sittings", SITTING)
        places = {str(n) for n in range(1, len(sittings) + 1)}
        agenda = self._drafts("agenda", AGENDA_ITEM, own=("id", "under", "sitting"))
        ids: set[str] = set()
        for at, draft in enumerate(agenda):
            under, sitting = draft.own.get("under", ""), draft.own.get("sitting", "")
            if under and under not in ids:
                raise self._unknown("agenda", at, "under", "agenda item above it", under)
            if sitting and sitting not in places:
                raise self._unknown("agenda", at, "sitting", "sitting", sitting)
            ids.add(draft.own.get("id", ""))
        return DayFacts(
            sub_groups,
            self._drafts("topics", TOPIC),
            sittings,
            agenda,
            self._drafts("updates", UPDATE, own=("session", "of")),
            self._drafts("actions", ACTION_ITEM, parts="progress"),
            self._drafts("records", MEETING_RECORD, own=("id",)),
            self._drafts("paragraphs", PROTOCOL_PARAGRAPH),
        )

    def draft(
        self,
        where: str,
        at: int,
        table: Mapping[str, object],
        catalogue: Catalogue,
        own: Sequence[str] = (),
    ) -> Draft:
        """One table."""
        links = {f.key: f.refers_to for f in catalogue.references if f.key in table}
        beside = {key: str(table[key]) for key in own if key in table}
        rest = {
            key: value
            for key, value in table.items()
            if key not in links and key not in beside and key != "uuid"
        }
        if "of" in beside and beside["of"] not in self._known[SUB_GROUP.entity]:
            raise self._unknown(where, at, "of", "sub-group", beside["of"])
        extra = (*own, *(f.key for f in catalogue.references), "uuid")
        values = self._reader.values(where, at, rest, catalogue, extra=extra)
        self._reader.required(where, at, values, catalogue)
        for key, entity in links.items():
            if self._known[entity][str(table[key])] != 1:
                raise self._unknown(where, at, key, entity.replace("_", " "), str(table[key]))
        uuid = str(table.get("uuid", ""))
        if uuid and not _UUID.fullmatch(uuid):
            raise self._reader.error(where, at, "uuid", "value", "This is no uuid.")
        return Draft(values, {key: str(table[key]) for key in links}, uuid, beside)

    def _names(self, where: str, key: str) -> Counter[str]:
        """By what the tables of one kind are called elsewhere in the file."""
        given = self._reader.tables(where, self._document.get(where, []))
        return Counter(str(table[key]) for table in given if key in table)

    def _drafts(
        self, where: str, catalogue: Catalogue, own: Sequence[str] = (), parts: str = ""
    ) -> tuple[Draft, ...]:
        found = []
        tables = self._reader.tables(where, self._document.get(where, []))
        for at, table in enumerate(tables):
            rest = {key: value for key, value in table.items() if not parts or key != parts}
            draft = self.draft(where, at, rest, catalogue, own)
            inner = self._reader.tables(parts, table.get(parts, [])) if parts else []
            entries = tuple(self.draft(where, at, entry, PROGRESS) for entry in inner)
            found.append(Draft(draft.values, draft.links, draft.uuid, draft.own, entries))
        return tuple(found)

    def _unknown(self, where: str, at: int, key: str, kind: str, name: str) -> Exception:
        problem = f"There is not exactly one {kind} called {name}."
        return self._reader.error(where, at, key, "unknown_name", problem)


def make_day(db: Db, day: DayFacts, sides: Sequence[Side]) -> None:
    """Make the records of the day in a file whose session, sub-groups and delegates are there."""
    if day != DayFacts():
        _Maker(db, sides).make(day)


class _Maker:
    """Makes records in an order in which whatever is named is there already."""

    def __init__(self, db: Db, sides: Sequence[Side]) -> None:
        self._db = db
        self._groups = {group.name_en: group for group in stored.read(db, stored.SUB_GROUPS)}
        self._uuids: dict[tuple[str, str], str] = {
            **{(SUB_GROUP.entity, name): group.uuid for name, group in self._groups.items()},
            **{(SIDE.entity, side["code"]): side.uuid for side in sides},
            **{
                (DELEGATE.entity, person["family_name"]): person.uuid
                for person in delegates.list_delegates(db)
            },
        }

    def make(self, day: DayFacts) -> None:
        db = self._db
        stored.set_fields(
            db,
            stored.SUB_GROUPS,
            {
                self._groups[name].id: {**draft.values, **self._links(draft, SUB_GROUP)}
                for name, draft in day.sub_groups.items()
            },
        )
        self._add(stored.TOPICS, day.topics)
        rooms = self._add(stored.SITTINGS, day.sittings)
        self._agenda(day.agenda, [room.id for room in rooms])
        for draft in day.updates:
            group = self._groups[draft.own["of"]]
            ordinal = draft.own.get("session", "")
            self._add(stored.UPDATES, [draft], sub_group_id=group.id, session_ordinal=ordinal)
        for draft, action in zip(
            day.actions, self._add(stored.ACTION_ITEMS, day.actions), strict=True
        ):
            self._uuids[ACTION_ITEM.entity, action["number"]] = action.uuid
            if draft.parts:
                self._add(stored.PROGRESS_ENTRIES, draft.parts, action_id=action.id)
        for draft, record in zip(
            day.records, self._add(stored.MEETING_RECORDS, day.records), strict=True
        ):
            self._uuids[MEETING_RECORD.entity, draft.own.get("id", "")] = record.uuid
        self._protocol(day.paragraphs)

    def _protocol(self, drafts: Sequence[Draft]) -> None:
        """The paragraphs, whose numbers the texts name; action items name theirs."""
        complete = []
        for draft in drafts:
            values = {"kind": PARAGRAPH, **draft.values}
            values = {"state": first_state(values), **first_steps(values), **values}
            complete.append(replace(draft, values=values))
        with renumbering(self._db):
            made = self._add(stored.PARAGRAPHS, complete)
            bind_new(self._db, {one.id for one in made})

    def _agenda(self, drafts: Sequence[Draft], sittings: Sequence[int]) -> None:
        places: Counter[tuple[int | None, int | None]] = Counter()
        made: dict[str, int] = {}
        for draft in drafts:
            own = draft.own
            parent = made[own["under"]] if "under" in own else None
            sitting = sittings[int(own["sitting"]) - 1] if "sitting" in own and not parent else None
            places[sitting, parent] += 1
            (item,) = self._add(
                stored.AGENDA_ITEMS,
                [draft],
                sitting_id=sitting,
                parent_id=parent,
                position=places[sitting, parent],
            )
            if "id" in own:
                made[own["id"]] = item.id
                self._uuids[AGENDA_ITEM.entity, own["id"]] = item.uuid

    def _add(self, kind: Stored[Any], drafts: Sequence[Draft], **heads: Any) -> list[Any]:
        found = []
        for draft in drafts:
            values = {**draft.values, **self._links(draft, kind.catalogue)}
            uuids = [draft.uuid] if draft.uuid else []
            found += stored.create(self._db, kind, [values], uuids=uuids, **heads)
        return found

    def _links(self, draft: Draft, catalogue: Catalogue) -> dict[str, str]:
        # The reader has checked the names; whom the caller leaves out afterwards nobody names.
        return {
            key: self._uuids.get((catalogue[key].refers_to, name), "")
            for key, name in draft.links.items()
        }
