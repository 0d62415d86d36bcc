"""Connections to a session file: the settings, and reading them back.

This is the only place that knows how SQLite is set up. The reasons:

- `journal_mode=TRUNCATE` with `synchronous=FULL`: SQLite's default loses the last saved edit
  in more than a quarter of simulated power cuts, this pair in none.
- `secure_delete`: a deleted person does not stay in free pages.
- `trusted_schema=OFF`, `cell_size_check`, defensive mode: the file may be a stranger's.
- `temp_store=MEMORY`: no delegates in temporary files.
- `mmap_size=0`: an I/O error is an error message, not a crash of the process.

How edits begin is said in `engine.py`. Nothing here needs more than Python itself, so that a file
can be looked over without loading the database library.
"""

from __future__ import annotations

import os
import sqlite3
import sys
from pathlib import Path
from urllib.parse import quote

APPLICATION_ID = 0x52617070  # "Rapp"

BUSY_TIMEOUT_MS = 15_000

# What each setting must read back as; the order is the order in which they are made.
SETTINGS: dict[str, int | str] = {
    "busy_timeout": BUSY_TIMEOUT_MS,
    "trusted_schema": 0,
    "cell_size_check": 1,
    "mmap_size": 0,
    "temp_store": 2,
    "foreign_keys": 1,
    "synchronous": 2,
    "secure_delete": 1,
    "journal_mode": "truncate",
}

# A file that is only looked at keeps the journal mode it has.
_WRITERS_ONLY = frozenset({"journal_mode", "secure_delete"})


class SettingError(RuntimeError):
    """SQLite did not take one of the settings: this build of it cannot be trusted with data."""


def connect(path: Path, *, read_only: bool = False) -> sqlite3.Connection:
    """Open the existing file at `path` with all settings made and read back.

    Transactions are begun by hand only. Raises `sqlite3.Error`, or `SettingError` naming the
    setting that did not hold. The caller closes the connection.
    """
    connection = sqlite3.connect(
        f"{file_uri(path)}?mode={'ro' if read_only else 'rw'}",
        uri=True,
        timeout=BUSY_TIMEOUT_MS / 1000,
        isolation_level=None,  # the driver begins nothing behind our back
        check_same_thread=False,  # the pool hands a connection to one thread at a time
    )
    try:
        _apply_settings(connection, read_only=read_only)
    except BaseException:
        connection.close()
        raise
    return connection


def _apply_settings(connection: sqlite3.Connection, *, read_only: bool) -> None:
    if sys.version_info >= (3, 12):  # pragma: no cover - depends on the interpreter
        connection.setconfig(sqlite3.SQLITE_DBCONFIG_DEFENSIVE, True)
    for name, wanted in SETTINGS.items():
        if read_only and name in _WRITERS_ONLY:
            continue
        connection.execute(f"PRAGMA {name}={wanted}").fetchall()
    for name, found in read_settings(connection).items():
        if found != SETTINGS[name] and not (read_only and name in _WRITERS_ONLY):
            raise SettingError(f"SQLite {sqlite3.sqlite_version} did not take {name}: {found!r}")


def read_settings(connection: sqlite3.Connection) -> dict[str, int | str]:
    """The settings as SQLite reports them. A setting it does not know reads as ""."""
    found: dict[str, int | str] = {}
    for name in SETTINGS:
        row = connection.execute(f"PRAGMA {name}").fetchone()
        # With memory mapping compiled out, SQLite has no such setting, which is as good as 0.
        found[name] = row[0] if row else (0 if name == "mmap_size" else "")
    return found


def file_uri(path: Path) -> str:
    """`path` as SQLite wants it in a URI; network paths keep their four slashes."""
    text = path.as_posix()
    # As the system's own bytes, since a name may hold some that are no text.
    return "file://" + ("" if text.startswith("/") else "/") + quote(os.fsencode(text))
