"""The settings of a connection, read back, and how transactions begin."""

from __future__ import annotations

import contextlib
import sqlite3
import subprocess
import sys

import pytest

from rapporteur.storage import connection as connections
from rapporteur.storage.connection import SETTINGS, connect, read_settings
from rapporteur.storage.creation import create_file
from rapporteur.storage.engine import driver_of

# As the design page lists them, in SQLite's own figures.
DESIGNED = {
    "journal_mode": "truncate",
    "synchronous": 2,  # FULL
    "foreign_keys": 1,
    "secure_delete": 1,
    "trusted_schema": 0,
    "cell_size_check": 1,
    "temp_store": 2,  # MEMORY
    "mmap_size": 0,
    "busy_timeout": 15000,
}


def test_the_settings_are_those_of_the_design():
    assert SETTINGS == DESIGNED


def test_every_connection_of_the_pool_has_the_settings(workspace):
    with workspace._file.engine.connect() as one, workspace._file.engine.connect() as two:
        drivers = [driver_of(one), driver_of(two)]
        assert drivers[0] is not drivers[1]
        for driver in drivers:
            assert read_settings(driver) == DESIGNED
            assert driver.isolation_level is None
            if sys.version_info >= (3, 12):
                assert driver.getconfig(sqlite3.SQLITE_DBCONFIG_DEFENSIVE)


def test_a_setting_that_does_not_hold_is_not_believed(tmp_path, monkeypatch):
    create_file(tmp_path / "s.rapporteur")
    monkeypatch.setitem(SETTINGS, "synchronous", 9)
    with pytest.raises(connections.SettingError, match="synchronous"):
        connect(tmp_path / "s.rapporteur")


def test_parameters_are_hidden_and_nothing_is_echoed(workspace):
    assert workspace._file.engine.hide_parameters
    assert not workspace._file.engine.echo


def test_an_edit_holds_the_write_lock_from_its_beginning(workspace):
    with (
        workspace.edit("Write"),
        contextlib.closing(sqlite3.connect(workspace.path, timeout=0)) as other,
        pytest.raises(sqlite3.OperationalError, match="locked"),
    ):
        other.execute("BEGIN IMMEDIATE")


def test_a_read_leaves_the_write_lock_alone(workspace):
    with workspace.read() as db:
        db.connection()
        with contextlib.closing(sqlite3.connect(workspace.path, timeout=0)) as other:
            other.execute("BEGIN IMMEDIATE")
            other.rollback()


@pytest.mark.parametrize("name", ["a b.rapporteur", "50%#?.rapporteur", "Сессия ½.rapporteur"])
def test_any_file_name_can_be_opened(tmp_path, name):
    create_file(tmp_path / name)
    connect(tmp_path / name).close()
    assert [path.name for path in tmp_path.iterdir() if path.is_file()] == [name]


def test_opening_loads_no_migration_tool(tmp_path):
    create_file(tmp_path / "s.rapporteur")
    code = (
        "import sys; from pathlib import Path; from rapporteur.services.workspace import Workspace;"
        f"Workspace.open(Path({str(tmp_path / 's.rapporteur')!r})).close();"
        "print([m for m in sys.modules if m.startswith(('alembic', 'mako', 'PySide6'))])"
    )
    ran = subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True, text=True, check=True, env={"PYTHONPATH": ":".join(sys.path)},
        cwd=tmp_path,
    )  # fmt: skip
    assert ran.stdout.strip() == "[]"
