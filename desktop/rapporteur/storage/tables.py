"""The tables of a session file, as mapped classes; they never leave storage and services.

Adding a field to the program is one line in the catalogue, one column here and one migration;
a test holds the three together. Nothing in this module knows SQLite: the same classes are to
run on PostgreSQL when several officers share one session.

Three kinds of tables:

- `Tracked` rows are what people edit. The history records every change of theirs.
- `StoredFileRow` keeps bytes by their hash. It never changes, so it needs no history.
- `StepRow`, `ChangeRow`, `FileInfoRow` are the program's own bookkeeping.
"""

from __future__ import annotations

from typing import Any
from uuid import uuid4

from sqlalchemy import (
    JSON,
    Column,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    PrimaryKeyConstraint,
    String,
    Table,
    Text,
    text,
)
from sqlalchemy.orm import DeclarativeBase, Mapped, declared_attr, mapped_column, relationship

# Names every constraint, so that a later migration can speak of it on any database.
NAMING = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}


class Base(DeclarativeBase):
    """Root of all mapped classes."""

    metadata = MetaData(naming_convention=NAMING)


# The migration tool keeps its mark here; a new file is stamped instead of migrated.
ALEMBIC_VERSION = Table(
    "alembic_version",
    Base.metadata,
    Column("version_num", String(32), nullable=False),
    PrimaryKeyConstraint("version_num", name="alembic_version_pkc"),  # the tool's own name
)


def new_uuid() -> str:
    """A fresh identity for a row, in the form in which it is stored."""
    return str(uuid4())


def table_of(row_class: type[Base]) -> Table:
    """The table behind a mapped class, for statements that pass the ORM by."""
    return Base.metadata.tables[row_class.__tablename__]


def _text() -> Mapped[str]:
    """One stored field of a catalogue: canonical text, "" when empty."""
    return mapped_column(Text, default="", server_default="", active_history=True)


def _document(empty: type[dict[str, Any] | list[Any]] = dict) -> Mapped[Any]:
    """A stored JSON document; an empty one where nothing is known."""
    default = "{}" if empty is dict else "[]"
    return mapped_column(JSON, default=empty, server_default=default, active_history=True)


def _int(*args: Any) -> Mapped[int]:
    return mapped_column(Integer, *args, active_history=True)


class Tracked(Base):
    """A row whose every change is recorded by the history.

    `id` is never given out twice, so that the history of a deleted row is never taken for that
    of a later one. `uuid` identifies the row across files. `version` grows by one with every
    change, and an update of a row that has moved on meanwhile fails.
    """

    __abstract__ = True

    # `sort_order`: they stand before the columns of the tables that inherit them.
    id: Mapped[int] = mapped_column(Integer, primary_key=True, sort_order=-3)
    uuid: Mapped[str] = mapped_column(String(36), default=new_uuid, unique=True, sort_order=-2)
    version: Mapped[int] = mapped_column(Integer, default=1, sort_order=-1)

    @declared_attr.directive
    def __mapper_args__(cls) -> dict[str, Any]:  # noqa: N805 - SQLAlchemy passes the class
        return {"version_id_col": cls.version}

    @declared_attr.directive
    def __table_args__(cls) -> Any:  # noqa: N805
        return {"sqlite_autoincrement": True}


class SessionRow(Tracked):
    """The session itself; a file holds one."""

    __tablename__ = "session"

    ordinal: Mapped[str] = _text()
    working_group_en: Mapped[str] = _text()
    working_group_ru: Mapped[str] = _text()
    working_group_hi: Mapped[str] = _text()
    commission_en: Mapped[str] = _text()
    commission_ru: Mapped[str] = _text()
    commission_hi: Mapped[str] = _text()
    previous_ordinal: Mapped[str] = _text()
    previous_date: Mapped[str] = _text()
    previous_place_en: Mapped[str] = _text()
    previous_place_ru: Mapped[str] = _text()
    previous_place_hi: Mapped[str] = _text()
    start_date: Mapped[str] = _text()
    end_date: Mapped[str] = _text()
    signing_date: Mapped[str] = _text()
    venue_en: Mapped[str] = _text()
    venue_ru: Mapped[str] = _text()
    venue_hi: Mapped[str] = _text()
    city_en: Mapped[str] = _text()
    city_ru: Mapped[str] = _text()
    city_hi: Mapped[str] = _text()
    time_zone: Mapped[str] = _text()
    languages: Mapped[str] = _text()


class SideRow(Tracked):
    """One of the two parties; `position` is 1 or 2."""

    __tablename__ = "side"

    position: Mapped[int] = _int()
    code: Mapped[str] = _text()
    name_en: Mapped[str] = _text()
    name_ru: Mapped[str] = _text()
    name_hi: Mapped[str] = _text()
    adjective_en: Mapped[str] = _text()
    adjective_ru: Mapped[str] = _text()
    adjective_hi: Mapped[str] = _text()
    formal_name_en: Mapped[str] = _text()
    formal_name_ru: Mapped[str] = _text()
    formal_name_hi: Mapped[str] = _text()
    host: Mapped[str] = _text()
    ours: Mapped[str] = _text()
    aliases: Mapped[str] = _text()
    honorifics: Mapped[str] = _text()
    ranks: Mapped[str] = _text()


class SubGroupRow(Tracked):
    """A standing body that reports to the session."""

    __tablename__ = "sub_group"

    position: Mapped[int] = _int()
    name_en: Mapped[str] = _text()
    name_ru: Mapped[str] = _text()
    name_hi: Mapped[str] = _text()


class DelegateRow(Tracked):
    """A person on a side's list; `position` is the protocol order within the side, from 1."""

    __tablename__ = "delegate"
    __table_args__ = (
        Index(None, "side_id", "position"),
        {"sqlite_autoincrement": True},
    )

    side_id: Mapped[int] = _int(ForeignKey("side.id"))
    position: Mapped[int] = _int()
    honorific: Mapped[str] = _text()
    family_name: Mapped[str] = _text()
    given_name: Mapped[str] = _text()
    patronymic: Mapped[str] = _text()
    name_order: Mapped[str] = _text()
    native_name: Mapped[str] = _text()
    latin_name: Mapped[str] = _text()
    sex: Mapped[str] = _text()
    designation: Mapped[str] = _text()
    organisation: Mapped[str] = _text()
    designation_native: Mapped[str] = _text()
    organisation_native: Mapped[str] = _text()
    rank: Mapped[str] = _text()
    date_in_rank: Mapped[str] = _text()
    role: Mapped[str] = _text()
    category: Mapped[str] = _text()
    status: Mapped[str] = _text()
    sub_groups: Mapped[str] = _text()
    languages: Mapped[str] = _text()
    interpreter: Mapped[str] = _text()
    phone: Mapped[str] = _text()
    office_phone: Mapped[str] = _text()
    email: Mapped[str] = _text()
    contact_person: Mapped[str] = _text()
    passport_name: Mapped[str] = _text()
    date_of_birth: Mapped[str] = _text()
    place_of_birth: Mapped[str] = _text()
    citizenship: Mapped[str] = _text()
    passport_number: Mapped[str] = _text()
    passport_issued: Mapped[str] = _text()
    passport_expiry: Mapped[str] = _text()
    arrival_date: Mapped[str] = _text()
    arrival_time: Mapped[str] = _text()
    arrival_flight: Mapped[str] = _text()
    arrival_terminal: Mapped[str] = _text()
    departure_date: Mapped[str] = _text()
    departure_time: Mapped[str] = _text()
    departure_flight: Mapped[str] = _text()
    departure_terminal: Mapped[str] = _text()
    met_by: Mapped[str] = _text()
    car: Mapped[str] = _text()
    hotel: Mapped[str] = _text()
    room: Mapped[str] = _text()
    diet: Mapped[str] = _text()
    remarks: Mapped[str] = _text()
    photo: Mapped[str] = _text()

    # Cascades are the ORM's, so that the history sees every row that goes; it does not see
    # orphans being deleted, so a source without its delegate is an error instead.
    sources: Mapped[list[DelegateSourceRow]] = relationship(
        back_populates="delegate", cascade="save-update, merge, delete"
    )
    decisions: Mapped[list[IdentityDecisionRow]] = relationship(
        back_populates="delegate",
        cascade="save-update, merge, delete",
        foreign_keys="IdentityDecisionRow.delegate_id",
    )
    decisions_of_others: Mapped[list[IdentityDecisionRow]] = relationship(
        back_populates="other",
        cascade="save-update, merge, delete",
        foreign_keys="IdentityDecisionRow.other_id",
    )


class ReceivedListRow(Tracked):
    """A list as it was received; its bytes are the stored file named by `sha256`.

    `received_at` is ISO 8601 in UTC. `side_id` is None for a list of both sides. `reading` says
    how the file was read, so that it can be read the same way again: the kind of file, for texts
    the encoding and the separator, the row of headings and the columns as chosen.
    """

    __tablename__ = "received_list"

    name: Mapped[str] = _text()
    sender: Mapped[str] = _text()
    received_at: Mapped[str] = _text()
    sha256: Mapped[str] = _text()
    sheet: Mapped[str] = _text()
    side_id: Mapped[int | None] = mapped_column(ForeignKey("side.id"), active_history=True)
    reading: Mapped[dict[str, Any]] = _document()

    sources: Mapped[list[DelegateSourceRow]] = relationship(
        back_populates="received_list", cascade="save-update, merge, delete"
    )


class DelegateSourceRow(Tracked):
    """Where a delegate's values came from.

    `original` is the text of the cells as received, by column heading; `base` the values made
    of it, by field key: what the sender last said, against which the next version is compared.
    """

    __tablename__ = "delegate_source"

    delegate_id: Mapped[int] = _int(ForeignKey("delegate.id"))
    list_id: Mapped[int] = _int(ForeignKey("received_list.id"))
    sheet: Mapped[str] = _text()
    row: Mapped[int] = _int()
    original: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict, active_history=True)
    base: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict, active_history=True)

    delegate: Mapped[DelegateRow] = relationship(back_populates="sources")
    received_list: Mapped[ReceivedListRow] = relationship(back_populates="sources")

    __table_args__ = (
        Index(None, "delegate_id"),
        Index(None, "list_id"),
        {"sqlite_autoincrement": True},
    )


class SenderRow(Tracked):
    """A sender whose mapping of columns is remembered: target by folded heading."""

    __tablename__ = "sender"

    name: Mapped[str] = _text()
    mapping: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict, active_history=True)


class IdentityDecisionRow(Tracked):
    """What a person decided about a doubt: the same person as the delegate, or another.

    Of somebody in a list: `name_key` is the folded name and `base` the values of that row, by
    field key. Of two people of the session: `other_id` is the second. `verdict` is "same" or
    "other".
    """

    __tablename__ = "identity_decision"

    delegate_id: Mapped[int] = _int(ForeignKey("delegate.id"))
    other_id: Mapped[int | None] = mapped_column(ForeignKey("delegate.id"), active_history=True)
    name_key: Mapped[str] = _text()
    verdict: Mapped[str] = _text()
    base: Mapped[dict[str, Any]] = _document()

    delegate: Mapped[DelegateRow] = relationship(
        back_populates="decisions", foreign_keys=[delegate_id]
    )
    other: Mapped[DelegateRow | None] = relationship(
        back_populates="decisions_of_others", foreign_keys=[other_id]
    )

    __table_args__ = (
        Index(None, "delegate_id"),
        Index(None, "other_id"),
        {"sqlite_autoincrement": True},
    )


class FrozenListRow(Tracked):
    """A side's list as it was frozen: `at` is ISO 8601 in UTC, `step` the step that froze it.

    What the list held then follows from the history; nobody's data are stored twice.
    """

    __tablename__ = "frozen_list"

    side_id: Mapped[int] = _int(ForeignKey("side.id"))
    at: Mapped[str] = _text()
    step: Mapped[int] = _int()
    remark: Mapped[str] = _text()


class ColumnSetRow(Tracked):
    """A set of columns made or edited by the user; one with the key of a built-in replaces it.

    `fields` are field keys in order, `privacy` the classes of private fields that it may carry,
    `headings` the titles by field key and language where they differ from the catalogue.
    """

    __tablename__ = "column_set"

    position: Mapped[int] = _int()
    key: Mapped[str] = _text()
    name: Mapped[str] = _text()
    name_ru: Mapped[str] = _text()
    title: Mapped[str] = _text()
    title_ru: Mapped[str] = _text()
    title_hi: Mapped[str] = _text()
    purpose: Mapped[str] = _text()
    retention: Mapped[str] = _text()
    honorific: Mapped[str] = _text()
    fields: Mapped[list[str]] = _document(list)
    privacy: Mapped[list[str]] = _document(list)
    headings: Mapped[dict[str, Any]] = _document()


class StoredFileRow(Base):
    """Bytes kept with the session under the SHA-256 of their content, in hexadecimal.

    Immutable and outside the history: an undo takes back what refers to it, never the bytes.
    """

    __tablename__ = "stored_file"

    sha256: Mapped[str] = mapped_column(String(64), primary_key=True)
    name: Mapped[str] = mapped_column(Text, default="")
    media_type: Mapped[str] = mapped_column(Text, default="")
    data: Mapped[bytes] = mapped_column(LargeBinary)


class FileInfoRow(Base):
    """What the file says of itself; one row, with id 1.

    `uuid` names this file for its backups; a copy gets one of its own. `written_by` is the
    version of the program that last opened the file for editing.
    """

    __tablename__ = "file_info"

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    uuid: Mapped[str] = mapped_column(String(36))
    created_at: Mapped[str] = mapped_column(Text)
    created_by: Mapped[str] = mapped_column(Text)
    written_by: Mapped[str] = mapped_column(Text)


_UNDONE = text("state = 'undone'")


class StepRow(Base):
    """One named step of the history.

    `at` is ISO 8601 in UTC, for information: the order of steps is that of `id`. `kind` is a
    `StepKind` value; an undo or redo names the step it turns in `target` and has no change
    rows of its own. `state` tells of an edit whether it is "done", "undone" (Redo brings it
    back), "dropped" (undone, then overtaken by another edit) or "base" (what the session began
    with, below which undo does not go); of the other kinds it is "".
    """

    __tablename__ = "step"
    # Of the undone steps alone, of which there are mostly none: an edit need not keep it up.
    # On SQLite only: naming PostgreSQL here would load its whole dialect at every start.
    __table_args__ = (
        Index(None, "state", sqlite_where=_UNDONE),
        {"sqlite_autoincrement": True},
    )

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    label: Mapped[str] = mapped_column(Text)
    at: Mapped[str] = mapped_column(Text)
    who: Mapped[str] = mapped_column(Text)
    kind: Mapped[str] = mapped_column(String(8))
    target: Mapped[int | None] = mapped_column(ForeignKey("step.id"))
    state: Mapped[str] = mapped_column(String(8))
    rows: Mapped[int] = mapped_column(Integer)


class ChangeRow(Base):
    """What one step did to one row.

    `before` and `after` are JSON objects of the touched fields, or None where the row was not
    there. A row that came or went is there whole, without its empty fields. The values of one
    row can be erased here without touching those of another.
    """

    __tablename__ = "change"
    __table_args__ = (
        Index(None, "step_id"),
        Index(None, "entity", "row_id"),
    )

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    step_id: Mapped[int] = mapped_column(ForeignKey("step.id"))
    entity: Mapped[str] = mapped_column(String(32))
    row_id: Mapped[int] = mapped_column(Integer)
    before: Mapped[str | None] = mapped_column(Text)
    after: Mapped[str | None] = mapped_column(Text)
