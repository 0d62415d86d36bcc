"""Records of any catalogue: reading, editing, placing and removing them, each in one way.

`Stored` binds a catalogue to its table and its record. What is special about an area stands in
that area's own service; what is the same for all of them stands here. Delegates, of which there
may be ten thousand, have faster ways of their own.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from sqlalchemy import select
from sqlalchemy.orm import Session as Db

from rapporteur.domain.actions import ACTION_ITEM, PROGRESS, ActionItem, ProgressEntry
from rapporteur.domain.agenda import AGENDA_ITEM, SITTING, AgendaItem, Sitting
from rapporteur.domain.editing import FieldEdit, resolve
from rapporteur.domain.errors import UserError
from rapporteur.domain.fields import Catalogue, Record
from rapporteur.domain.meeting import (
    ATTENDANCE,
    MEETING_RECORD,
    READINESS_TICK,
    SPEAKER,
    Attendance,
    MeetingRecord,
    ReadinessTick,
    Speaker,
)
from rapporteur.domain.printing import (
    PRINTED_CARD,
    SEAT,
    SEATING_PLAN,
    PrintedCard,
    Seat,
    SeatingPlan,
)
from rapporteur.domain.protocol import (
    CLAUSE,
    PROTOCOL_PARAGRAPH,
    SEAL,
    SNAPSHOT,
    Clause,
    Paragraph,
    Seal,
    Snapshot,
)
from rapporteur.domain.subgroups import (
    SUB_GROUP,
    TOPIC,
    UPDATE,
    SubGroup,
    SubGroupUpdate,
    Topic,
)
from rapporteur.services.values import require_canonical
from rapporteur.storage.history import bulk_insert, bulk_update, update_known
from rapporteur.storage.tables import (
    ActionItemRow,
    AgendaItemRow,
    AttendanceRow,
    ClauseRow,
    MeetingRecordRow,
    PrintedCardRow,
    ProgressEntryRow,
    ProtocolParagraphRow,
    ProtocolSnapshotRow,
    ReadinessTickRow,
    SealRow,
    SeatingPlanRow,
    SeatRow,
    SittingRow,
    SpeakerRow,
    SubGroupRow,
    SubGroupUpdateRow,
    TopicRow,
    Tracked,
    new_uuid,
    table_of,
)

R = TypeVar("R", bound=Record)

_IDS = 500  # named in one statement


@dataclass(frozen=True, slots=True)
class Stored(Generic[R]):
    """A catalogue with its table and its record.

    `heads` are the columns that stand beside the fields of the catalogue, in the order of the
    record's own fields; `order` those by which records are read.
    """

    catalogue: Catalogue
    row: type[Tracked]
    record: type[R]
    heads: tuple[str, ...] = ()
    order: tuple[str, ...] = ("id",)

    @property
    def entity(self) -> str:
        """The name under which the history and `Changed` know these records."""
        return self.catalogue.entity


_PLACED = ("position", "id")

SITTINGS = Stored(SITTING, SittingRow, Sitting, ("position",), _PLACED)
AGENDA_ITEMS = Stored(
    AGENDA_ITEM, AgendaItemRow, AgendaItem, ("sitting_id", "parent_id", "position"), _PLACED
)
SUB_GROUPS = Stored(SUB_GROUP, SubGroupRow, SubGroup, ("position",), _PLACED)
TOPICS = Stored(TOPIC, TopicRow, Topic, ("position",), _PLACED)
UPDATES = Stored(UPDATE, SubGroupUpdateRow, SubGroupUpdate, ("sub_group_id", "session_ordinal"))
ACTION_ITEMS = Stored(ACTION_ITEM, ActionItemRow, ActionItem, ("position",), _PLACED)
PROGRESS_ENTRIES = Stored(
    PROGRESS, ProgressEntryRow, ProgressEntry, ("action_id",), ("action_id", "date", "id")
)
ATTENDANCES = Stored(ATTENDANCE, AttendanceRow, Attendance, ("sitting_id", "delegate_id"))
MEETING_RECORDS = Stored(MEETING_RECORD, MeetingRecordRow, MeetingRecord, ("position",), _PLACED)
SPEAKERS = Stored(SPEAKER, SpeakerRow, Speaker, ("position",), _PLACED)
TICKS = Stored(READINESS_TICK, ReadinessTickRow, ReadinessTick)
PARAGRAPHS = Stored(PROTOCOL_PARAGRAPH, ProtocolParagraphRow, Paragraph, ("position",), _PLACED)
CLAUSES = Stored(CLAUSE, ClauseRow, Clause, ("position",), _PLACED)
SNAPSHOTS = Stored(SNAPSHOT, ProtocolSnapshotRow, Snapshot, ("content",), ("sent_at", "id"))
SEALS = Stored(SEAL, SealRow, Seal)
PRINTED_CARDS = Stored(PRINTED_CARD, PrintedCardRow, PrintedCard)
SEATING_PLANS = Stored(SEATING_PLAN, SeatingPlanRow, SeatingPlan, ("position",), _PLACED)
SEATS = Stored(SEAT, SeatRow, Seat, ("plan_id", "place"), ("plan_id", "side", "row", "place", "id"))

ALL: tuple[Stored[Any], ...] = (
    SITTINGS, AGENDA_ITEMS, SUB_GROUPS, TOPICS, UPDATES, ACTION_ITEMS, PROGRESS_ENTRIES,
    ATTENDANCES, MEETING_RECORDS, SPEAKERS, TICKS, PARAGRAPHS, CLAUSES, SNAPSHOTS, SEALS,
    PRINTED_CARDS, SEATING_PLANS, SEATS,
)  # fmt: skip


def read(db: Db, stored: Stored[R], **heads: Any) -> list[R]:
    """The records in their order; those whose head columns have these values, where some are."""
    db.flush()  # what an edit has set on objects is not in the tables before
    table = table_of(stored.row)
    statement = select(*_columns(stored)).order_by(*(table.c[key] for key in stored.order))
    for key, value in heads.items():
        statement = statement.where(table.c[key] == value)
    return [_record(stored, row) for row in db.execute(statement)]


def by_ids(db: Db, stored: Stored[R], ids: Collection[int]) -> list[R]:
    """The records with these ids, by id; unknown ids are left out."""
    db.flush()
    wanted, table = sorted(ids), table_of(stored.row)
    found: list[R] = []
    for start in range(0, len(wanted), _IDS):
        some = table.c.id.in_(wanted[start : start + _IDS])
        rows = db.execute(select(*_columns(stored)).where(some).order_by(table.c.id))
        found += [_record(stored, row) for row in rows]
    return found


def get(db: Db, stored: Stored[R], record_id: int) -> R:
    """One record; UserError "record.gone" where there is none with this id."""
    found = by_ids(db, stored, [record_id])
    if not found:
        raise gone()
    return found[0]


def create(
    db: Db,
    stored: Stored[R],
    rows: Iterable[Mapping[str, str]],
    *,
    uuids: Sequence[str] = (),
    **heads: Any,
) -> list[R]:
    """Add records with these canonical values, in their order; all with the same head columns.

    Where there is a `position` and `heads` gives none, they come last of all; `arrange` places
    them among their likes. `uuids` are given where records keep the identity they have elsewhere.
    """
    values = [dict(row) for row in rows]
    for row in values:
        require_canonical(stored.catalogue, row)
    first = heads.pop("position", None)
    if "position" in stored.heads and first is None:
        first = max((found for (found,) in db.execute(_positions(stored))), default=0) + 1
    names = uuids or [new_uuid() for _ in values]
    complete: list[dict[str, Any]] = []
    for at, (row, uuid) in enumerate(zip(values, names, strict=True)):
        place = {} if first is None else {"position": first + at}
        complete.append({**row, **heads, **place, "uuid": uuid})
    ids = bulk_insert(db, stored.row, complete)
    found = {record.id: record for record in by_ids(db, stored, ids)}
    return [found[record_id] for record_id in ids]


def update(db: Db, stored: Stored[R], record_id: int, edits: Mapping[str, FieldEdit]) -> R:
    """Change fields of one record, each from the value its user started from.

    A field that holds the new value already is left alone. Raises Conflict for the first field
    that holds neither, and UserError "record.gone"; nothing is changed then.
    """
    catalogue = stored.catalogue
    require_canonical(catalogue, {key: edit.new for key, edit in edits.items()})
    record = get(db, stored, record_id)
    after: dict[str, str] = {}
    for key, edit in edits.items():
        value = resolve(record[key], edit, key, catalogue[key].label)
        if value is not None:
            after[key] = value
    if not after:
        return record
    update_known(db, stored.row, record_id, {key: record[key] for key in after}, after)
    return get(db, stored, record_id)


def set_fields(db: Db, stored: Stored[Any], values: Mapping[int, Mapping[str, Any]]) -> int:
    """Give records these values, head columns included, whatever they held; how many differ now."""
    for row in values.values():
        fields = {key: value for key, value in row.items() if key not in stored.heads}
        require_canonical(stored.catalogue, fields)
    return bulk_update(db, stored.row, values) if values else 0


def arrange(db: Db, stored: Stored[Any], order: Sequence[int]) -> int:
    """Number these records 1 to n in this order; how many rows changed their place."""
    return bulk_update(
        db, stored.row, {row_id: {"position": at} for at, row_id in enumerate(order, 1)}
    )


def remove(db: Db, stored: Stored[Any], ids: Collection[int]) -> int:
    """Take records away, with what belongs to each of them alone; how many went.

    Who refers to them is dealt with before, by `referring.release`.
    """
    rows = [row for row_id in sorted(ids) if (row := db.get(stored.row, row_id)) is not None]
    for row in rows:
        db.delete(row)
    db.flush()
    return len(rows)


def gone() -> UserError:
    """What is said where a record is no longer there."""
    return UserError(
        "record.gone",
        "This entry is no longer there; an undo or another window has removed it.",
        safe="Nothing was changed.",
        advice="Choose the entry again, or undo the removal.",
    )


def _columns(stored: Stored[Any]) -> list[Any]:
    table = table_of(stored.row)
    return [
        table.c[key] for key in ("id", "uuid", "version", *stored.heads, *stored.catalogue.keys)
    ]


def _positions(stored: Stored[Any]) -> Any:
    return select(table_of(stored.row).c.position)


def _record(stored: Stored[R], row: Any) -> R:
    ends = 3 + len(stored.heads)
    heads: Mapping[str, Any] = dict(zip(stored.heads, row[3:ends], strict=True))
    return stored.record(stored.catalogue, row[0], row[1], row[2], tuple(row[ends:]), **heads)
