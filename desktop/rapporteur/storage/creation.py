"""Making a new session file: from the tables, stamped, complete before it has its name."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import insert

from rapporteur import __version__
from rapporteur.storage.connection import APPLICATION_ID
from rapporteur.storage.disk import (
    draft_name,
    give_name,
    private_file,
    refuse_existing,
    remove_file,
)
from rapporteur.storage.engine import make_engine, writing
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
