"""Making a new session file: from the tables, stamped, complete before it has its name."""

from __future__ import annotations

import contextlib
import os
from pathlib import Path
from uuid import uuid4

from sqlalchemy import insert

from rapporteur import __version__
from rapporteur.domain.errors import UserError
from rapporteur.storage.connection import APPLICATION_ID, make_engine, writing
from rapporteur.storage.history import now_text
from rapporteur.storage.schema import ALEMBIC_HEAD, SCHEMA_VERSION
from rapporteur.storage.tables import ALEMBIC_VERSION, Base, FileInfoRow, new_uuid, table_of


def create_file(path: Path) -> None:
    """Write an empty session file to `path`, readable by its owner alone.

    Raises `UserError` "file.exists" when there is something already, `OSError` and database
    errors otherwise. A half-made file never bears the name.
    """
    refuse_existing(path)
    draft = draft_name(path)
    try:
        private_file(draft)
        fill_file(draft)
        give_name(draft, path)
    finally:
        remove_file(draft)


def draft_name(path: Path) -> Path:
    """What the file at `path` is called while it is being made.

    Longer than the names of the lease and the journal, so that a name which leaves no room for
    those beside it is refused before there is a file of that name.
    """
    return path.with_name(f".{path.name}.{uuid4().hex[:20]}.new")


def fill_file(path: Path) -> None:
    """Make the tables in the empty file at `path` and stamp it."""
    engine = make_engine(path, read_only=False)
    try:
        with writing(engine).begin() as connection:
            Base.metadata.create_all(connection, checkfirst=False)
            connection.execute(insert(ALEMBIC_VERSION), {"version_num": ALEMBIC_HEAD})
            connection.execute(
                insert(table_of(FileInfoRow)),
                {
                    "id": 1,
                    "uuid": new_uuid(),
                    "created_at": now_text(),
                    "created_by": __version__,
                    "written_by": __version__,
                },
            )
            connection.exec_driver_sql(f"PRAGMA application_id={APPLICATION_ID}")
            connection.exec_driver_sql(f"PRAGMA user_version={SCHEMA_VERSION}")
    finally:
        engine.dispose()


def private_file(path: Path) -> None:
    """Create the empty file `path` for its owner alone; SQLite gives its journal the same."""
    os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600))


def refuse_existing(path: Path) -> None:
    """Raise `UserError` where `path` is taken or its folder is not there."""
    if os.path.lexists(path):
        raise UserError(
            "file.exists",
            f"There is already something at {path}.",
            safe="It was not touched.",
            advice="Choose another name, or open the file that is there.",
        )
    if not path.parent.is_dir():
        raise UserError(
            "file.no_folder",
            f"The folder {path.parent} is not there.",
            safe="Nothing was written.",
            advice="Choose a folder that exists.",
        )


def give_name(draft: Path, path: Path) -> None:
    """Give the finished `draft` its name, never on top of another file, and make it last."""
    sync_file(draft)
    if os.name == "nt":
        draft.rename(path)  # fails where the name is taken
    else:
        try:
            os.link(draft, path)
        except FileExistsError:
            raise
        except OSError:  # a medium without hard links, such as a memory stick
            refuse_existing(path)
            draft.rename(path)
    sync_folder(path.parent)


def sync_file(path: Path) -> None:
    """Return when the content of `path` is on the disk."""
    descriptor = os.open(path, os.O_RDWR)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def sync_folder(folder: Path) -> None:
    """Return when the names in `folder` are on the disk; Windows has no such call."""
    if os.name == "nt":
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def remove_file(path: Path) -> None:
    """Remove `path` and what SQLite left beside it, as far as they are there."""
    for name in (path.name, f"{path.name}-journal"):
        with contextlib.suppress(OSError):
            path.with_name(name).unlink()
