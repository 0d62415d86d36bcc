"""Everything the Protocol screen shows, read at once: paragraphs, their sources, what is found."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from sqlalchemy.orm import Session as Db

from rapporteur.domain.directory import Directory, Entry
from rapporteur.domain.paragraph_refs import referred
from rapporteur.domain.protocol import HEADING, PROTOCOL_PARAGRAPH, SEAL, Paragraph
from rapporteur.domain.sessions import Session, Side
from rapporteur.services import sessions, stored
from rapporteur.services.directory import ENTITIES as NAMED
from rapporteur.services.directory import directory
from rapporteur.services.protocol.paragraphs import Protocol, protocol
from rapporteur.services.search import search_key

ENTITIES = (
    PROTOCOL_PARAGRAPH.entity, SEAL.entity, "action_item", "meeting_record", "session", *NAMED
)  # fmt: skip
"""Where a change makes another desk."""

_AREAS = {
    "agenda_item": "agenda",
    "sub_group": "subgroups",
    "action_item": "actions",
    "record": "agenda",
}

# Folded once for each wording: a desk is read anew at every save.
_folded = lru_cache(maxsize=4_096)(search_key)


@dataclass(frozen=True, slots=True)
class Source:
    """A record that a paragraph comes from: the field that names it, and where it is shown."""

    key: str
    area: str
    row_id: int
    name: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class Line:
    """One paragraph as the list shows it. `texts` are as people read them, by language.

    `heading` is the id of the heading above, 0 where there is none; `side` the code of the side
    that proposes it; `key` is what a filter looks in.
    """

    paragraph: Paragraph
    number: str
    heading: int
    side: str
    texts: Mapping[str, str] = field(repr=False)
    key: str = field(repr=False)

    @property
    def id(self) -> int:
        """The id of the paragraph."""
        return self.paragraph.id

    def text(self) -> str:
        """The text in the first language that has one."""
        return next((text for text in self.texts.values() if text), "")


@dataclass(frozen=True, slots=True)
class Desk:
    """The Protocol with what stands around it. `languages` are those of the session."""

    session: Session
    sides: tuple[Side, Side]
    protocol: Protocol
    lines: Sequence[Line]
    directory: Directory
    _by_id: Mapping[int, Line] = field(repr=False)
    targets: Mapping[str, int] = field(repr=False)
    _referring: Mapping[str, Sequence[int]] = field(repr=False)

    @property
    def languages(self) -> tuple[str, ...]:
        """The languages of the texts, the leading one first."""
        return self.protocol.languages

    def line(self, paragraph_id: int) -> Line | None:
        """The line of a paragraph; None where it is no longer there."""
        return self._by_id.get(paragraph_id)

    def by_number(self, number: int) -> Line | None:
        """The paragraph that bears a number."""
        return next((line for line in self.lines if line.number == str(number)), None)

    def sources(self, paragraph: Paragraph) -> list[Source]:
        """What the paragraph comes from, as far as it is still there."""
        found = []
        for key, area in _AREAS.items():
            entry = self.directory.entry(paragraph[key])
            if entry is not None:
                row_id = self.targets.get(entry.uuid, entry.row_id)
                found.append(Source(key, area, row_id, entry.name))
        return found

    def referring(self, paragraph: Paragraph) -> list[Line]:
        """The paragraphs whose text refers to this one."""
        lines = (self.line(one) for one in self._referring.get(paragraph.uuid, ()))
        return [line for line in lines if line is not None]


def desk(db: Db, known: Desk | None = None) -> Desk:
    """Read it all; UserError "session.none" where no session was made yet.

    `known` lends everything but the paragraphs, where nothing else has changed since.
    """
    found = protocol(db)
    if known is None:
        session, sides = sessions.session(db), sessions.sides(db)
        every, targets = _sources(db)
    else:
        session, sides, every, targets = (
            known.session, known.sides, known.directory, known.targets,
        )  # fmt: skip
    referring: dict[str, list[int]] = {}
    for paragraph in found.paragraphs:
        texts = (paragraph[f"text_{code}"] for code in found.languages)
        for uuid in dict.fromkeys(uuid for text in texts for uuid in referred(text)):
            referring.setdefault(uuid, []).append(paragraph.id)
    codes = {side.uuid: side["code"] for side in sides}
    lines = _lines(found, codes, every)
    by_id = {line.id: line for line in lines}
    return Desk(session, sides, found, lines, every, by_id, targets, referring)


def _sources(db: Db) -> tuple[Directory, Mapping[str, int]]:
    """What paragraphs may come from, and the agenda items with which records are shown."""
    names = directory(db)
    agenda_ids = {entry.uuid: entry.row_id for entry in names.of("agenda_item")}
    actions = [
        Entry(a.uuid, f"{a['number']} {a.text('text')}".strip(), key=_folded(a["text_en"]),
              row_id=a.id)
        for a in stored.read(db, stored.ACTION_ITEMS)
    ]  # fmt: skip
    records = stored.read(db, stored.MEETING_RECORDS)
    noted = [Entry(r.uuid, r.text("text"), key=_folded(r["text_en"]), row_id=r.id) for r in records]
    targets = {record.uuid: agenda_ids.get(record["agenda_item"], 0) for record in records}
    return Directory({**names.entries, "action_item": actions, "meeting_record": noted}), targets


def _lines(found: Protocol, codes: Mapping[str, str], names: Directory) -> list[Line]:
    lines, heading = [], 0
    for one in found.paragraphs:
        if one["kind"] == HEADING:
            heading = one.id
        texts = {code: found.text(one, code) for code in found.languages}
        side = codes.get(one["proposed_by"], "")
        number = found.number(one)
        parts = [number, *texts.values(), side, one["remarks"]]
        parts += [names.name(one[key]) for key in ("agenda_item", "sub_group")]
        key = _folded("\n".join(part for part in parts if part))
        under = heading if one["kind"] != HEADING else 0
        lines.append(Line(one, number, under, side, texts, key))
    return lines
