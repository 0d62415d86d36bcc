"""Is a file whole? SQLite's own checks; the stronger one is in `replay.py`."""

from __future__ import annotations

import sqlite3


def is_whole(connection: sqlite3.Connection) -> bool:
    """Whether SQLite finds no damage and no reference into nothing."""
    try:
        if connection.execute("PRAGMA integrity_check(1)").fetchone()[0] != "ok":
            return False
        return connection.execute("PRAGMA foreign_key_check").fetchone() is None
    except sqlite3.DatabaseError:
        return False
