"""Search over everything in a session: one folded key for each record, in both scripts.

`Everything` is made once and then kept fresh with what each `Changed` names; it holds no more than
the records themselves and their keys. Fields that the screen masks (passport and birth) are in no
key and in no snippet, so they are never found.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from heapq import nsmallest
from operator import itemgetter
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session as Db

from rapporteur.domain.agenda import AgendaItem
from rapporteur.domain.dates import shown_date
from rapporteur.domain.delegates import DELEGATE, Delegate
from rapporteur.domain.fields import Field, Kind, Record
from rapporteur.domain.meeting import Speaker
from rapporteur.domain.names import full_name
from rapporteur.domain.protocol import HEADING, Paragraph
from rapporteur.domain.sessions import SESSION, SIDE, Side
from rapporteur.domain.subgroups import SubGroup
from rapporteur.services import delegates, sessions, stored
from rapporteur.services.agenda.reading import agenda
from rapporteur.services.folding import plain
from rapporteur.services.lists.provenance import list_in_words, lists_by_number
from rapporteur.services.marking import Marked, marked
from rapporteur.services.protocol.paragraphs import protocol
from rapporteur.services.search import Query, delegate_key, search_key
from rapporteur.storage.tables import ChangeRow, DelegateRow, StepRow, table_of

RECEIVED_LIST = "received_list"
"""The entity of lists as received, which have no catalogue."""

SHOWN_BY_FIELD = frozenset({
    DELEGATE.entity, SESSION.entity, "agenda_item", "sub_group", "sub_group_update", "action_item",
    "protocol_paragraph",
})  # fmt: skip
"""Entities whose own fields stand in the form to which a jump leads."""

_UNSEARCHED = frozenset({Kind.IMAGE, Kind.REFERENCE, Kind.MOMENT, Kind.FLAG, Kind.DERIVED})
_RECENT = 400  # changes looked back at for what was worked on last
_MANY_ROWS = 20  # of a step that is no longer work on single records
_SNIPPET = 96  # letters
_BEGINS = 2  # the rank of what begins words of a name; better ones are smaller
_NO_WORD = re.compile(r"[^0-9a-z]+")


@dataclass(frozen=True, slots=True)
class Entry:
    """One record as it is found: where it leads, what it is called, in what one searches.

    `area` and `target` are what a jump takes. `names` is the folded name, each word after a blank.
    """

    entity: str
    row_id: int
    area: str
    target: int
    name: str = field(repr=False)  # may be a person's: not for a log
    detail: str = field(repr=False)
    key: str = field(repr=False)
    names: str = field(repr=False)
    record: Record | None = field(repr=False, default=None)


@dataclass(frozen=True, slots=True)
class Hit:
    """An entry that was found. `field` is where the hit stands, "" for the record as a whole."""

    entry: Entry
    name: Marked
    snippet: Marked
    field: str = ""
    label: str = ""  # of the field

    @property
    def jump_field(self) -> str:
        """The field to put the cursor in; "" where the screen shows the record by another one."""
        return self.field if self.entry.entity in SHOWN_BY_FIELD else ""


@dataclass(frozen=True, slots=True)
class Found:
    """All hits of one entity: the best ones worked out, and how many there are.

    `named` where every word typed begins a word of the best one's name.
    """

    entity: str
    hits: tuple[Hit, ...]
    total: int
    named: bool = False


class Everything:
    """The index of one file, never changed once made.

    `people` are the delegates by id; `recent` gives the step that touched a record last.
    """

    def __init__(
        self,
        people: Mapping[int, Entry],
        others: Iterable[Entry],
        recent: Mapping[tuple[str, int], int],
    ) -> None:
        self.people = people
        self._recent = recent
        self._entries = [*people.values(), *others]
        # Side by side, since all of them are looked through at every key press.
        self._keys = [entry.key for entry in self._entries]
        self._names = [entry.names for entry in self._entries]
        self._entities = [entry.entity for entry in self._entries]
        self._age = [-recent.get((entry.entity, entry.row_id), 0) for entry in self._entries]

    def search(
        self, text: str, limit: int = 6, more: Collection[str] = (), most: int = 200
    ) -> list[Found]:
        """What holds every word of `text`, by entity, the entity of the best hit first.

        `limit` hits are worked out of each, of those in `more` up to `most`. What begins a word of
        a name comes first, then what occurs in a name, then the rest; among equals what was
        changed last. An empty text finds what was changed last.
        """
        query = Query(text)
        if not query:
            return self._worked_on(limit)
        grouped = self._ranked(query, _NO_WORD.sub(" ", plain(text)).split())
        found = []
        for entity, ranked in grouped.items():
            shown = nsmallest(most if entity in more else limit, ranked)
            hits = tuple(_hit(self._entries[at], text, query) for _rank, _age, at in shown)
            named = shown[0][0] <= _BEGINS
            found.append((shown[0], Found(entity, hits, len(ranked), named)))
        return [one for _best, one in sorted(found, key=itemgetter(0))]

    def _ranked(self, query: Query, words: Sequence[str]) -> dict[str, list[tuple[int, int, int]]]:
        """What is found, by entity: (rank, the newer the smaller, index).

        Ranks: 0 the name itself, 1 begins the name, 2 begins words of it, 3 elsewhere in the name,
        4 in another field. Written out, since thousands of names are ranked at a key press.
        """
        all_names, entities, age = self._names, self._entities, self._age
        tokens = [f" {word}" for word in words]
        whole = f" {' '.join(words)}"
        grouped: dict[str, list[tuple[int, int, int]]] = {}
        for at in query.filter(self._keys):
            names = all_names[at]
            for token in tokens:
                if token not in names:
                    rank = 3 if names and query.matches(names) else 4
                    break
            else:
                rank = _BEGINS
                if names.startswith(whole):
                    rank = 0 if names.startswith(whole + " ") else 1
            grouped.setdefault(entities[at], []).append((rank, age[at], at))
        return grouped

    def _worked_on(self, limit: int) -> list[Found]:
        recent = self._recent
        newest = sorted(
            (entry for entry in self._entries if (entry.entity, entry.row_id) in recent),
            key=lambda entry: -recent[entry.entity, entry.row_id],
        )[: 2 * limit]
        grouped: dict[str, list[Hit]] = {}
        for entry in newest:
            if len(grouped.setdefault(entry.entity, [])) < limit:
                grouped[entry.entity].append(Hit(entry, Marked(entry.name), Marked(entry.detail)))
        return [Found(entity, tuple(hits), len(hits)) for entity, hits in grouped.items()]


@dataclass(frozen=True, slots=True)
class Sources:
    """What an index is made of, as read from the file; `people` are those read anew."""

    people: Sequence[Delegate] = field(repr=False)
    sides: Mapping[int, Side]
    others: Sequence[Entry] = field(repr=False)
    recent: Mapping[tuple[str, int], int]


def gather(db: Db, people: Collection[int] | None = None) -> Sources:
    """Read everything, or of the delegates only these. An edit waits for whoever reads."""
    found = (
        delegates.list_delegates(db) if people is None else delegates.delegates_by_id(db, people)
    )
    sides = {side.id: side for side in sessions.sides(db)}
    return Sources(found, sides, tuple(_others(db)), _recent(db))


def everything(sources: Sources) -> Everything:
    """The index of the whole file. Ten thousand people take about a second: beside the window."""
    people = {p.id: _person(p, sources.sides[p.side_id]) for p in sources.people}
    return Everything(people, sources.others, sources.recent)


def refreshed(old: Everything, sources: Sources, people: Collection[int]) -> Everything:
    """The index with these delegates as they were read anew, or gone, and all that is no person."""
    kept = {row_id: entry for row_id, entry in old.people.items() if row_id not in people}
    kept |= {p.id: _person(p, sources.sides[p.side_id]) for p in sources.people}
    return Everything(kept, sources.others, sources.recent)


def record_key(record: Record) -> str:
    """The search key of all that the screen shows of a record; masked fields stay out."""
    parts: list[str] = []
    for spec, value in zip(record.catalogue.fields, record.values, strict=True):
        if value and _searched(spec):
            parts += _spellings(spec, value)
    return "\n".join(search_key(text) for text in parts)


def _searched(spec: Field) -> bool:
    return spec.kind not in _UNSEARCHED and not spec.privacy.masked


def _spellings(spec: Field, value: str) -> Iterator[str]:
    """A value as it may be typed: as it stands, by the labels of a choice, as a written date."""
    if spec.kind is Kind.CHOICE:
        yield from (f"{c.label}\n{c.label_ru}" for c in spec.choices if c.code == value)
        return
    yield value
    if spec.kind is Kind.DATE:
        yield shown_date(value)


def _person(person: Delegate, side: Side) -> Entry:
    detail = " · ".join(
        text for text in (person["designation"], person["organisation"], side.name()) if text
    )
    names = f"{full_name(person)} {person['native_name']} {person['latin_name']}"
    return Entry(
        DELEGATE.entity, person.id, "delegates", person.id, full_name(person, honorific=True),
        detail, delegate_key(person, side), _words(names), person,
    )  # fmt: skip


def _others(db: Db) -> Iterator[Entry]:
    """Everything but the delegates, of which there is never very much."""
    groups = stored.read(db, stored.SUB_GROUPS)
    items = stored.read(db, stored.AGENDA_ITEMS)
    speakers = stored.read(db, stored.SPEAKERS)
    names = {group.uuid: group.name() for group in groups}
    names |= _people_named(db, groups, speakers)
    session = sessions.session(db)
    yield _record_entry(session, "settings", 0, session["working_group_en"], session["city_en"])
    for line in agenda(db).everything():
        item, name = line.item, line.caption()
        detail = item["presenters"] or names.get(item["sub_group"], "")
        yield _record_entry(item, "agenda", item.id, name, detail, also=item["title_ru"])
    for sitting in stored.read(db, stored.SITTINGS):
        detail = " · ".join(t for t in (shown_date(sitting["date"]), sitting.text("room")) if t)
        yield _record_entry(
            sitting, "agenda", 0, sitting.text("title"), detail, also=sitting["title_ru"]
        )
    yield from _sub_groups(db, groups, names)
    yield from _actions(db, names)
    yield from _taken_down(db, {item.uuid: item for item in items}, speakers, names)
    yield from _paragraphs(db)
    for one in lists_by_number(db):
        name = list_in_words(one)
        key = search_key(f"{name}\n{one.name}")
        yield Entry(
            RECEIVED_LIST,
            one.id,
            "table",
            0,
            name,
            one.name,
            key,
            _words(f"{one.sender} {one.name}"),
        )


def _people_named(db: Db, groups: Sequence[Record], speakers: Sequence[Record]) -> dict[str, str]:
    """The names of the delegates to whom these records refer."""
    uuids = {group[key] for group in groups for key in ("lead_first", "lead_second")}
    uuids |= {speaker["delegate"] for speaker in speakers}
    table = table_of(DelegateRow)
    ids = [row[0] for row in db.execute(select(table.c.id).where(table.c.uuid.in_(uuids)))]
    return {person.uuid: full_name(person) for person in delegates.delegates_by_id(db, ids)}


def _sub_groups(db: Db, groups: Sequence[SubGroup], names: Mapping[str, str]) -> Iterator[Entry]:
    """The sub-groups, their topics, and what they report."""
    for group in groups:
        leads = ", ".join(
            name for key in ("lead_first", "lead_second") if (name := names.get(group[key], ""))
        )
        yield _record_entry(
            group, "subgroups", group.id, group.name(), leads, also=group["name_ru"], linked=leads
        )
    by_uuid = {group.uuid: group.id for group in groups}
    for topic in stored.read(db, stored.TOPICS):
        owner, target = names.get(topic["sub_group"], ""), by_uuid.get(topic["sub_group"], 0)
        yield _record_entry(
            topic, "subgroups", target, topic.text("title"), owner, also=topic["title_ru"]
        )
    by_id = {group.id: group.name() for group in groups}
    for update in stored.read(db, stored.UPDATES):
        name = by_id.get(update.sub_group_id, "")
        detail = update.text("work") or update.text("proposals")
        yield _record_entry(update, "subgroups", update.sub_group_id, name, detail, names="")


def _actions(db: Db, names: Mapping[str, str]) -> Iterator[Entry]:
    items = {item.id: item for item in stored.read(db, stored.ACTION_ITEMS)}
    for item in items.values():
        bodies = " / ".join(t for t in (item["body_first"], item["body_second"]) if t)
        group = names.get(item["sub_group"], "")
        yield _record_entry(
            item, "actions", item.id, _action_name(item), bodies, also=item["text_ru"], linked=group
        )
    for entry in stored.read(db, stored.PROGRESS_ENTRIES):
        owner = items.get(entry.action_id)
        name = _action_name(owner) if owner else ""
        yield _record_entry(entry, "actions", entry.action_id, name, entry["text"], names="")


def _taken_down(
    db: Db,
    items: Mapping[str, AgendaItem],
    speakers: Sequence[Speaker],
    names: Mapping[str, str],
) -> Iterator[Entry]:
    """Records and speakers lead to the item of the agenda to which they belong."""
    for record in stored.read(db, stored.MEETING_RECORDS):
        item = items.get(record["agenda_item"])
        title = item.text("title") if item else ""
        yield _record_entry(
            record, "agenda", item.id if item else 0, record.text("text"), title,
            also=record["text_ru"],
        )  # fmt: skip
    for speaker in speakers:
        item = items.get(speaker["agenda_item"])
        title = item.text("title") if item else ""
        name = names.get(speaker["delegate"]) or speaker["name"]
        yield _record_entry(speaker, "agenda", item.id if item else 0, name, title, linked=name)


def _paragraphs(db: Db) -> Iterator[Entry]:
    """The Protocol, as people read it: by its texts, and by "para 12" for the number."""
    now = protocol(db)
    under = ""
    for one in now.paragraphs:
        texts = {code: now.text(one, code) for code in now.languages}
        first = next((text for text in texts.values() if text), "")
        number = now.number(one)
        if one["kind"] == HEADING:
            under = first
        name = f"{number}. {first}" if number else first
        called = f"para {number} п. {number}" if number else ""
        if one["kind"] == HEADING:
            called = " ".join(texts.values())
        shown = replace(one, values=_as_shown(one, texts))
        yield _record_entry(
            shown, "protocol", one.id, name, under, names=_words(called), linked=called
        )  # fmt: skip


def _as_shown(one: Paragraph, texts: Mapping[str, str]) -> tuple[str, ...]:
    """The values of a paragraph with numbers in the place of references.

    What was assembled is left out: it is found by the text that became of it; and so is the kind,
    since "para" would find them all.
    """
    values = one.as_dict() | {f"text_{code}": text for code, text in texts.items()}
    return tuple(
        "" if key.startswith("assembled_") or key in {"slot", "kind"} else text
        for key, text in values.items()
    )


def _action_name(item: Record) -> str:
    return " ".join(part for part in (item["number"], item.text("text")) if part)


def _record_entry(
    record: Record,
    area: str,
    target: int,
    name: str,
    detail: str,
    *,
    also: str = "",
    names: str | None = None,
    linked: str = "",
) -> Entry:
    """`also` is a second spelling of the name; `linked` what a reference of the record says."""
    key = record_key(record)
    if linked:
        key = f"{key}\n{search_key(linked)}"
    folded = _words(f"{name} {also}") if names is None else names
    if name.endswith(detail):
        detail = ""  # a report is often called after its sub-group
    return Entry(
        record.catalogue.entity, record.id, area, target, " ".join(name.split()),
        " ".join(detail.split()), key, folded, record,
    )  # fmt: skip


def _words(text: str) -> str:
    """The words of a search key, each after a blank, so that " gruz" is the beginning of one."""
    return " " + _NO_WORD.sub(" ", search_key(text)) + " "


def _hit(entry: Entry, text: str, query: Query) -> Hit:
    """Where the words stand: in the name, in the line below it, or in the first field with one."""
    name = marked(entry.name, text, _SNIPPET)
    detail = marked(entry.detail, text, _SNIPPET)
    if entry.record is None or (name.marks and query.matches(entry.names)):
        return Hit(entry, name, detail)
    best: tuple[int, Field, Marked] | None = None
    for spec, value in zip(entry.record.catalogue.fields, entry.record.values, strict=True):
        if value and _searched(spec):
            shown = shown_date(value) if spec.kind is Kind.DATE else spec.shown(value)
            seen = marked(shown, text, _SNIPPET)
            if seen.marks and (best is None or len(seen.marks) > best[0]):
                best = (len(seen.marks), spec, seen)
    if best is None:
        return Hit(entry, name, detail)
    if len(name.marks) >= best[0] and entry.record[best[1].key] in entry.name:
        return Hit(entry, name, detail, best[1].key)  # it is read in the name already
    return Hit(entry, name, best[2], best[1].key, best[1].label)


def _recent(db: Db) -> dict[tuple[str, int], int]:
    """The step that touched each of the records worked on last; an import is no work on one."""
    changes: Any = table_of(ChangeRow).c
    steps: Any = table_of(StepRow).c
    last = select(func.max(changes.id)).scalar_subquery()
    rows = db.execute(
        select(changes.entity, changes.row_id, func.max(changes.step_id))
        .join_from(table_of(ChangeRow), table_of(StepRow), steps.id == changes.step_id)
        .where(changes.id > last - _RECENT, steps.rows <= _MANY_ROWS, steps.state == "done")
        .group_by(changes.entity, changes.row_id)
    )
    return {(entity, row_id): step for entity, row_id, step in rows}


SEARCHED = (DELEGATE.entity, SESSION.entity, SIDE.entity, RECEIVED_LIST,
            *(kind.entity for kind in stored.ALL))  # fmt: skip
"""A change of one of these makes another index."""
