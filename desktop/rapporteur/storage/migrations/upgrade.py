"""Climb the ladder: one transaction from the file's version to the program's."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import event

from rapporteur.domain.errors import UserError
from rapporteur.storage.engine import driver_of, make_engine, writing
from rapporteur.storage.schema import SCHEMA_VERSION, refuse_other_schema

SCRIPTS = Path(__file__).parent


def upgrade(path: Path, *, scripts: Path = SCRIPTS, version: int = SCHEMA_VERSION) -> None:
    """Bring the file at `path` to the newest version; the caller has made a backup.

    Everything happens in one transaction: after a crash the file is old or new, never between.
    Raises `UserError` where the outcome is not the known schema or refers into nothing.
    """
    # Late, because only an older file needs the tool.
    from alembic import command  # noqa: PLC0415
    from alembic.config import Config  # noqa: PLC0415

    engine = make_engine(path, read_only=False)
    # Rebuilding a table means dropping it, which must not take its children along. SQLite
    # heeds this only outside a transaction; the references are checked before the commit.
    event.listen(engine, "connect", lambda driver, _: driver.execute("PRAGMA foreign_keys=OFF"))
    try:
        with writing(engine).begin() as connection:
            config = Config()
            config.set_main_option("script_location", str(scripts).replace("%", "%%"))
            config.attributes["connection"] = connection
            command.upgrade(config, "head")
            driver = driver_of(connection)
            if driver.execute("PRAGMA foreign_key_check").fetchone():
                raise UserError(
                    "file.upgrade",
                    f"{path.name} could not be brought to this version of the program: "
                    "it refers to rows that are not there.",
                    safe="The file was left as it was, and there is a backup of it.",
                    advice="Restore an older backup, or ask for help with the file.",
                )
            if version == SCHEMA_VERSION:
                refuse_other_schema(driver, path.name)
            connection.exec_driver_sql(f"PRAGMA user_version={int(version)}")
    finally:
        engine.dispose()
