"""The program's own bookkeeping: stored files, the file itself, the steps of the history."""

from __future__ import annotations

from sqlalchemy import ForeignKey, Index, Integer, LargeBinary, String, Text, text
from sqlalchemy.orm import Mapped, mapped_column

from rapporteur.storage.tables.base import Base


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
