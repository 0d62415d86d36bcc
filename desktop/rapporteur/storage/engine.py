"""The engine of an open file: SQLAlchemy on our connections, and how its transactions begin.

Edits begin with `BEGIN IMMEDIATE`: two writers wait for each other instead of losing one's edit.
"""

from __future__ import annotations

import sqlite3
from pathlib import Path

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.pool import QueuePool

from rapporteur.storage.compact import compact_json
from rapporteur.storage.connection import connect

_WRITES = "rapporteur_writes"


def make_engine(path: Path, *, read_only: bool) -> Engine:
    """The engine of one open file. Nothing is opened before the first use.

    Parameters never show in errors or logs: they are people's data.
    """

    def creator() -> sqlite3.Connection:
        return connect(path, read_only=read_only)

    engine = create_engine(
        "sqlite+pysqlite://",
        creator=creator,
        poolclass=QueuePool,
        # The connection used last has the pages in its cache.
        pool_use_lifo=True,
        hide_parameters=True,
        json_serializer=compact_json,
    )
    event.listen(engine, "begin", _begin)
    return engine


def writing(engine: Engine) -> Engine:
    """The same engine for edits: its transactions take the write lock at once."""
    return engine.execution_options(**{_WRITES: True})


def _begin(connection: Connection) -> None:
    """Begin by hand: a reading transaction cannot write, a writing one owns the write lock."""
    driver = driver_of(connection)
    if connection.get_execution_options().get(_WRITES, False):
        driver.execute("PRAGMA query_only=OFF")
        driver.execute("BEGIN IMMEDIATE")
    else:
        driver.execute("PRAGMA query_only=ON")
        driver.execute("BEGIN")


def driver_of(connection: Connection) -> sqlite3.Connection:
    """The driver's own connection, for what only SQLite can do."""
    driver = connection.connection.driver_connection
    if not isinstance(driver, sqlite3.Connection):
        raise TypeError("not a connection of sqlite3")
    return driver
