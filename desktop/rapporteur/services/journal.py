"""The journal: who changed what and when, in words, searchable in both scripts.

Fields that the screen masks (passport and birth) are named but never said: their values are in
no text that is searched or shown. The reading is for a worker: fifty thousand steps take a while.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from functools import cached_property

from sqlalchemy.orm import Session as Db

from rapporteur.domain.dates import shown_date
from rapporteur.domain.delegates import DELEGATE, Delegate
from rapporteur.domain.directory import Directory
from rapporteur.domain.fields import Catalogue, Field, Kind
from rapporteur.domain.history import Step
from rapporteur.domain.names import full_name
from rapporteur.domain.paragraph_refs import referred, shown
from rapporteur.domain.protocol import numbers
from rapporteur.domain.sessions import SESSION, SIDE
from rapporteur.services import stored
from rapporteur.services.directory import directory
from rapporteur.services.search import Query, search_key
from rapporteur.services.search_everything import SHOWN_BY_FIELD
from rapporteur.storage import journal as history
from rapporteur.storage.images import Image
from rapporteur.storage.journal import RawChange, Wanted

Reading = Callable[[], AbstractContextManager[Db]]

PAGE = 200
"""Steps read at a time."""

SHOWN = 400
"""Rows of one step that are told one by one."""

_LOOK = 500  # steps searched at a time
_MANY = 100  # rows of a step beyond which those that came or went are searched by name alone

CATALOGUES: Mapping[str, Catalogue] = {
    c.entity: c for c in (SESSION, SIDE, DELEGATE, *(kind.catalogue for kind in stored.ALL))
}

AREAS: Mapping[str, tuple[str, ...]] = {
    "delegates": (
        DELEGATE.entity, "received_list", "delegate_source", "sender", "identity_decision",
        "frozen_list", "column_set",
    ),
    "agenda": ("agenda_item", "sitting", "meeting_record", "speaker"),
    "subgroups": ("sub_group", "topic", "sub_group_update"),
    "actions": ("action_item", "progress_entry"),
    "attendance": ("attendance",),
    "protocol": ("protocol_paragraph", "clause", "protocol_snapshot", "seal"),
    "documents": ("printed_card", "seating_plan", "seat"),
    "session": (SESSION.entity, SIDE.entity, "readiness_tick"),
}  # fmt: skip
"""The areas by which the journal is filtered, with what belongs to each."""

_NAMED = (
    "title_en", "name_en", "text_en", "text", "name", "remark", "key", "sender", "working_group_en",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Sought:
    """What one looks for: words, an area ("" for all), an author, a day by the local clock."""

    words: str = field(default="", repr=False)
    area: str = ""
    who: str = ""
    day: date | None = None


@dataclass(frozen=True, slots=True)
class Told:
    """One field of one record as a step changed it; `key` is "" where the record came or went.

    `came` and `went` say so of the whole record. `masked`: the values are not told.
    """

    entity: str
    row_id: int
    name: str = field(repr=False)
    key: str = ""
    label: str = ""
    was: str = field(default="", repr=False)
    now: str = field(default="", repr=False)
    came: bool = False
    went: bool = False
    masked: bool = False


@dataclass(frozen=True, slots=True)
class Page:
    """Steps that were found, and whether there are older ones to look through."""

    steps: tuple[Step, ...]
    more: bool


class Reader:
    """Reads pages; keeps the search keys of steps, which never change once written."""

    def __init__(self) -> None:
        self._keys: dict[int, str] = {}

    def page(
        self,
        reading: Reading,
        sought: Sought,
        *,
        before: int = 0,
        zone: tzinfo | None = None,
    ) -> Page:
        """The newest `PAGE` steps that are sought; those older than `before` where it is given.

        `reading` is `Workspace.read`: a search reads a few hundred steps at a time, since an edit
        waits for whoever reads. `zone` is the clock of the days sought, by default the computer's.
        """
        wanted = _wanted(sought, zone)
        query = Query(sought.words)
        if not query:
            with reading() as db:
                some = history.steps(db, wanted, PAGE + 1, before)
            return Page(tuple(some[:PAGE]), len(some) > PAGE)
        found: list[Step] = []
        while True:
            with reading() as db:
                some = history.steps(db, wanted, _LOOK, before)
                keys = self._keys_of(db, some)
            for step in some:
                if query.matches(keys[step.id]):
                    found.append(step)
                    if len(found) == PAGE:
                        return Page(tuple(found), more=True)
            if len(some) < _LOOK:
                return Page(tuple(found), more=False)
            before = some[-1].id

    def _keys_of(self, db: Db, some: Sequence[Step]) -> dict[int, str]:
        new = [step for step in some if step.id not in self._keys]
        if new:
            done = history.changes(db, new)
            known = _Known(db)
            names = _names(db, (change for changes in done.values() for change in changes))
            for step in new:
                self._keys[step.id] = _key(step, done[step.id], names, known)
        return {step.id: self._keys[step.id] for step in some}


def told(db: Db, step: Step) -> list[Told]:
    """What a step did, field by field, of at most `SHOWN` rows."""
    done = history.changes(db, [step], SHOWN)[step.id]
    names = _names(db, done)
    known = _Known(db)
    return [line for change in done for line in _told(change, names, known)]


def authors(db: Db) -> list[str]:
    """Everybody who made a step."""
    return history.authors(db)


def days(db: Db, zone: tzinfo | None = None) -> list[date]:
    """The days on which there were steps by the local clock, the newest first."""
    found = (
        datetime.fromisoformat(minute).replace(tzinfo=UTC).astimezone(zone).date()
        for minute in history.moments(db)
    )
    return list(dict.fromkeys(found))


def count(db: Db) -> int:
    """How many steps there are in all."""
    return history.count(db)


def place(db: Db, line: Told) -> tuple[str, int, str]:
    """Area, row and field that a jump takes for what was changed; ("", 0, "") where none shows it.

    Where a record is shown by that to which it belongs, the field is "".
    """
    area, row_id = _record_place(db, line.entity, line.row_id)
    return area, row_id, line.key if line.entity in SHOWN_BY_FIELD else ""


def _record_place(db: Db, entity: str, row_id: int) -> tuple[str, int]:
    area, by = _PLACES.get(entity, ("", ""))
    if by == "id":
        return area, row_id
    if not by:
        return area, 0
    image = history.images_of(db, {entity: [row_id]}).get((entity, row_id), {})
    value = image.get(by)
    if isinstance(value, str):
        found = directory(db).entry(value)
        return area, found.row_id if found is not None else 0
    return area, value or 0


_PLACES: Mapping[str, tuple[str, str]] = {
    DELEGATE.entity: ("delegates", "id"),
    "delegate_source": ("delegates", "delegate_id"),
    "identity_decision": ("delegates", "delegate_id"),
    "received_list": ("table", ""),
    "column_set": ("columns", ""),
    "frozen_list": ("delegates", ""),
    "agenda_item": ("agenda", "id"),
    "sitting": ("agenda", ""),
    "meeting_record": ("agenda", "agenda_item"),
    "speaker": ("agenda", "agenda_item"),
    "sub_group": ("subgroups", "id"),
    "topic": ("subgroups", "sub_group"),
    "sub_group_update": ("subgroups", "sub_group_id"),
    "action_item": ("actions", "id"),
    "progress_entry": ("actions", "action_id"),
    "attendance": ("attendance", "delegate_id"),
    SESSION.entity: ("settings", ""),
    SIDE.entity: ("settings", ""),
    "readiness_tick": ("overview", ""),
    "protocol_paragraph": ("protocol", "id"),
    "clause": ("protocol", ""),
    "protocol_snapshot": ("protocol", ""),
    "seal": ("protocol", ""),
    "printed_card": ("delegates", "delegate"),
    "seating_plan": ("documents", ""),
    "seat": ("documents", ""),
}
"""Where each entity is shown, and what of its row names the record to be shown."""


def _wanted(sought: Sought, zone: tzinfo | None) -> Wanted:
    since = until = ""
    if sought.day is not None:
        start = datetime.combine(sought.day, time())
        end = datetime.combine(sought.day + timedelta(days=1), time())
        since, until = (
            (moment.replace(tzinfo=zone) if zone else moment).astimezone(UTC).isoformat()
            for moment in (start, end)
        )
    return Wanted(sought.who, since, until, AREAS.get(sought.area, ()))


class _Known:
    """The names behind references, read when the first one is met: most changes have none."""

    def __init__(self, db: Db) -> None:
        self._db = db

    @cached_property
    def _all(self) -> Directory:
        return directory(self._db)

    @cached_property
    def _more(self) -> Mapping[str, str]:
        """What a paragraph leads to and no form offers: action items, and what was taken down."""
        rows = [*stored.read(self._db, stored.ACTION_ITEMS)]
        found = {row.uuid: f"{row['number']} {row.text('text')}".strip() for row in rows}
        records = stored.read(self._db, stored.MEETING_RECORDS)
        return found | {row.uuid: row.text("text") for row in records}

    @cached_property
    def _numbers(self) -> Mapping[str, int]:
        return numbers(stored.read(self._db, stored.PARAGRAPHS))

    def name(self, uuid: str) -> str:
        """The name of the record of this uuid; "" where there is none any more."""
        return self._all.name(uuid) or self._more.get(uuid, "")

    def text(self, text: str) -> str:
        """A text of the Protocol with the numbers that paragraphs have today."""
        return shown(text, self._numbers) if any(referred(text)) else text


_Names = Mapping[tuple[str, int], str]


def _names(db: Db, changes: Iterable[RawChange]) -> _Names:
    """What the records are called, those that are gone included."""
    rows: dict[str, set[int]] = {}
    for change in changes:
        rows.setdefault(change.entity, set()).add(change.row_id)
    images = history.images_of(db, rows)
    owners: dict[str, set[int]] = {}
    for (entity, _row_id), image in images.items():
        for key, owner in _OWNERS.get(entity, {}).items():
            if image.get(key):
                owners.setdefault(owner, set()).add(image[key])
    images_of_owners = history.images_of(db, owners)
    return {
        (entity, row_id): _name(entity, image, images_of_owners)
        for (entity, row_id), image in images.items()
    }


_OWNERS: Mapping[str, Mapping[str, str]] = {
    "attendance": {"delegate_id": DELEGATE.entity},
    "sub_group_update": {"sub_group_id": "sub_group"},
    "progress_entry": {"action_id": "action_item"},
    "delegate_source": {"delegate_id": DELEGATE.entity},
    "identity_decision": {"delegate_id": DELEGATE.entity},
    "frozen_list": {"side_id": SIDE.entity},
}
"""Records that are called by the record to which they belong."""


def _name(entity: str, image: Image, owners: Mapping[tuple[str, int], Image]) -> str:
    if entity == DELEGATE.entity:
        values = tuple(str(image.get(key) or "") for key in DELEGATE.keys)
        return full_name(Delegate(DELEGATE, 0, "", 0, values, 0, 0))
    for key, owner in _OWNERS.get(entity, {}).items():
        found = owners.get((owner, image.get(key) or 0))
        if found is not None:
            return _name(owner, found, {})
    parts = [str(image.get("number") or "")]
    parts += [str(image[key]) for key in _NAMED if image.get(key)][:1]
    return " ".join(" ".join(parts).split())


def _told(change: RawChange, names: _Names, known: _Known) -> list[Told]:
    name = known.text(names.get((change.entity, change.row_id), ""))
    before, after = change.before, change.after
    if before is None or after is None:
        gone = after is None
        return [Told(change.entity, change.row_id, name, came=not gone, went=gone)]
    catalogue = CATALOGUES.get(change.entity)
    lines = []
    for key in after:
        spec = catalogue[key] if catalogue is not None and key in catalogue else None
        was, now = before.get(key), after[key]
        if spec is None:
            continue
        if spec.privacy.masked or spec.kind is Kind.IMAGE:
            lines.append(Told(change.entity, change.row_id, name, key, spec.label, masked=True))
        else:
            lines.append(
                Told(change.entity, change.row_id, name, key, spec.label,
                     _said(spec, was, known), _said(spec, now, known))
            )  # fmt: skip
    # Its place or its owner changed, which no field says.
    return lines or [Told(change.entity, change.row_id, name)]


def _said(spec: Field, value: object, known: _Known) -> str:
    """A stored value as people read it."""
    text = str(value or "")
    if not text:
        return ""
    if spec.kind is Kind.REFERENCE:
        return known.name(text) or "…"
    if spec.kind is Kind.DATE:
        return shown_date(text)
    if spec.kind is Kind.MOMENT:
        return datetime.fromisoformat(text).astimezone().strftime("%Y-%m-%d %H:%M")
    return known.text(spec.shown(text))


def _key(step: Step, changes: Sequence[RawChange], names: _Names, known: _Known) -> str:
    """The search key of a step: its label and author, and what it changed from what to what."""
    parts = dict.fromkeys((step.label, step.who))
    many = len(changes) > _MANY
    for change in changes:
        parts[names.get((change.entity, change.row_id), "")] = None
        catalogue = CATALOGUES.get(change.entity)
        if catalogue is None:
            continue
        whole = change.before is None or change.after is None
        if whole and many:
            continue
        image = change.after if change.after is not None else change.before
        for key in image or ():
            if key not in catalogue:
                continue
            spec = catalogue[key]
            if not whole:
                parts[spec.label] = None
                parts[spec.label_ru] = None
            if spec.privacy.masked or spec.kind is Kind.IMAGE:
                continue
            for side in (change.before, change.after):
                if side is not None and (said := _said(spec, side.get(key), known)):
                    parts[said] = None
    return "\n".join(search_key(text) for text in parts if text)
