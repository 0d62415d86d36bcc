"""What all tables share: the root, the tracked row, and the kinds of columns."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

from sqlalchemy import (
    JSON,
    Column,
    Integer,
    MetaData,
    PrimaryKeyConstraint,
    String,
    Table,
    Text,
)
from sqlalchemy.orm import DeclarativeBase, Mapped, declared_attr, mapped_column

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


def text_column() -> Mapped[str]:
    """One stored field of a catalogue: canonical text, "" when empty."""
    return mapped_column(Text, default="", server_default="", active_history=True)


def document_column(empty: type[dict[str, Any] | list[Any]] = dict) -> Mapped[Any]:
    """A stored JSON document; an empty one where nothing is known."""
    default = "{}" if empty is dict else "[]"
    return mapped_column(JSON, default=empty, server_default=default, active_history=True)


def number_column(*args: Any) -> Mapped[int]:
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
