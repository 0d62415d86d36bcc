"""F6, F8, F12, F14, F15: what opens, how, and what is refused with which words."""

from __future__ import annotations

import contextlib
import hashlib
import multiprocessing
import os
import random
import shutil
import sqlite3
import time
import zipfile
from pathlib import Path

import pytest
from tests.faults import other_eyes
from tests.storage.contents import contents

from rapporteur.domain.errors import UserError
from rapporteur.services.workspace import FileDamaged, OpenMode, Workspace
from rapporteur.storage.schema import SCHEMA_VERSION
from rapporteur.storage.tables import DelegateRow

MODES = [OpenMode.EDIT, OpenMode.VIEW]


def digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def names(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir()}


@contextlib.contextmanager
def sql(path: Path):
    connection = sqlite3.connect(path, isolation_level=None)
    with contextlib.closing(connection):
        yield connection


# ------------------------------------------------------------------ F14: not our file


def _archive(path: Path) -> None:
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")


def _database(path: Path, mark: int = 0) -> None:
    with sql(path) as connection:
        connection.execute("CREATE TABLE birds (id INTEGER PRIMARY KEY)")
        connection.execute(f"PRAGMA application_id={mark}")


def _only_header(path: Path, session_file: Path) -> None:
    path.write_bytes(session_file.read_bytes()[:100])


FOREIGN = {
    "empty": (lambda p, s: p.write_bytes(b""), "file.empty"),
    "one byte": (lambda p, s: p.write_bytes(b"S"), "file.foreign"),
    "text": (lambda p, s: p.write_text("Delegates\n" * 50), "file.foreign"),
    "random": (lambda p, s: p.write_bytes(random.Random(1).randbytes(8192)), "file.foreign"),
    "encrypted": (lambda p, s: p.write_bytes(random.Random(2).randbytes(40960)), "file.foreign"),
    "zeros": (lambda p, s: p.write_bytes(bytes(8192)), "file.damaged"),
    "docx": (lambda p, s: _archive(p), "file.foreign"),
    "xls": (lambda p, s: p.write_bytes(b"\xd0\xcf\x11\xe0" + bytes(600)), "file.foreign"),
    "pdf": (lambda p, s: p.write_bytes(b"%PDF-1.7\n" + bytes(600)), "file.foreign"),
    "rtf": (lambda p, s: p.write_bytes(b"{\\rtf1 }" + bytes(600)), "file.foreign"),
    "png": (lambda p, s: p.write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(600)), "file.foreign"),
    "utf-16 text": (lambda p, s: p.write_text("Список" * 50, encoding="utf-16"), "file.foreign"),
    "other database": (lambda p, s: _database(p), "file.foreign"),
    "database of another program": (lambda p, s: _database(p, 0x0F055112), "file.foreign"),
    "half a header": (lambda p, s: p.write_bytes(s.read_bytes()[:50]), "file.foreign"),
    "header alone": (_only_header, "file.damaged"),
    "cut in the middle": (lambda p, s: p.write_bytes(s.read_bytes()[:20480]), "file.damaged"),
    "our mark, other tables": (lambda p, s: _database(p, 0x52617070), "file.schema"),
    "folder": (lambda p, s: p.mkdir(), "file.folder"),
    "nothing": (lambda p, s: None, "file.missing"),
}


@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize("kind", FOREIGN)
def test_what_is_not_ours_is_named_and_left_alone(kind, mode, tmp_path, session_file):
    make, code = FOREIGN[kind]
    path = tmp_path / "foreign" / "received.rapporteur"
    path.parent.mkdir()
    make(path, session_file)
    if kind == "our mark, other tables":
        with sql(path) as connection:
            connection.execute(f"PRAGMA user_version={SCHEMA_VERSION}")
    before = digest(path) if path.is_file() else ""
    beside = names(path.parent)
    begun = time.monotonic()
    with pytest.raises(UserError) as refused:
        Workspace.open(path, mode)
    assert time.monotonic() - begun < 1
    assert refused.value.code == code
    assert refused.value.message
    assert refused.value.safe
    assert refused.value.advice
    assert names(path.parent) == beside
    assert not path.is_file() or digest(path) == before


# ------------------------------------------------------------------- F15: a stranger's file

STRANGE = {
    "trigger": "CREATE TRIGGER t AFTER INSERT ON delegate BEGIN DELETE FROM side; END",
    "view": "CREATE VIEW people AS SELECT * FROM delegate",
    "extra table": "CREATE TABLE more (id INTEGER)",
    "extra column": "ALTER TABLE delegate ADD COLUMN shoe_size TEXT",
    "generated column": "ALTER TABLE delegate ADD COLUMN up TEXT AS (upper(family_name))",
    "check": "ALTER TABLE delegate ADD COLUMN c TEXT CHECK (c <> 'x')",
    "expression index": "CREATE INDEX e ON delegate (lower(family_name))",
    "partial index": "CREATE INDEX e ON delegate (rank) WHERE rank <> ''",
    "missing index": "DROP INDEX ix_change_step_id",
    "missing table": "DROP TABLE sender",
    "virtual table": "CREATE VIRTUAL TABLE f USING fts5(a)",
    "recursive view": "CREATE VIEW v AS WITH RECURSIVE n(i) AS "
    "(SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT i FROM n",
}


@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize("kind", STRANGE)
def test_a_strangers_structure_is_refused_before_any_write(kind, mode, session_file):
    with sql(session_file) as connection:
        connection.execute(STRANGE[kind])
    before = digest(session_file)
    beside = names(session_file.parent)
    with pytest.raises(FileDamaged, match="structure") as refused:
        Workspace.open(session_file, mode)
    assert refused.value.code == "file.schema"
    assert digest(session_file) == before
    assert names(session_file.parent) == beside


# ---------------------------------------------------------------------- F12: newer version


@pytest.mark.parametrize("ahead", [1, 100])
@pytest.mark.parametrize("mode", MODES)
def test_a_newer_file_can_only_be_viewed(ahead, mode, session_file):
    with sql(session_file) as connection:
        connection.execute(f"PRAGMA user_version={SCHEMA_VERSION + ahead}")
        connection.execute("ALTER TABLE delegate ADD COLUMN shoe_size TEXT")
        connection.execute("CREATE TABLE agenda (id INTEGER PRIMARY KEY)")
        connection.execute("UPDATE file_info SET written_by = '9.8.7'")
    before = digest(session_file)
    workspace = Workspace.open(session_file, mode)
    assert workspace.read_only
    assert "9.8.7" in workspace.read_only_reason
    with workspace.read() as db:
        assert db.get_one(DelegateRow, 1).family_name == "Name 0"
    with pytest.raises(UserError, match=r"9\.8\.7"), workspace.edit("No"):
        pass
    workspace.close()
    assert digest(session_file) == before


def test_a_newer_file_without_a_known_column_is_refused_in_words(session_file):
    with sql(session_file) as connection:
        connection.execute(f"PRAGMA user_version={SCHEMA_VERSION + 1}")
        connection.execute("ALTER TABLE delegate DROP COLUMN hotel")
    with pytest.raises(UserError) as refused:
        Workspace.open(session_file)
    assert refused.value.code == "file.newer"


# -------------------------------------------------------------------------- F8: damage


@pytest.mark.parametrize(
    "hurt",
    [
        lambda data: data[:4096] + bytes(4096) + data[8192:],
        lambda data: data[: len(data) // 2],
        lambda data: bytes(100) + data[100:],
        lambda data: b"",
    ],
    ids=["a page of zeros", "cut tail", "wiped header", "emptied"],
)
def test_a_damaged_file_names_its_newest_backup_and_can_go_back_to_it(hurt, session_file):
    workspace = Workspace.open(session_file)
    whole = contents(workspace)
    workspace.close()
    broken = hurt(session_file.read_bytes())
    session_file.write_bytes(broken)
    with pytest.raises(FileDamaged) as found:
        Workspace.open(session_file)
    assert found.value.backup is not None
    assert "backup" in found.value.advice
    assert session_file.read_bytes() == broken
    Workspace.restore_damaged(session_file, found.value.backup)
    aside = [path for path in session_file.parent.iterdir() if "set aside" in path.name]
    assert [path.read_bytes() for path in aside] == [broken]
    workspace = Workspace.open(session_file)
    assert contents(workspace) == whole
    workspace.close()


def test_without_a_backup_the_words_do_not_promise_one(session_file, isolated_folders):
    shutil.rmtree(isolated_folders)
    isolated_folders.mkdir()
    session_file.write_bytes(session_file.read_bytes()[:9000])
    with pytest.raises(FileDamaged) as found:
        Workspace.open(session_file)
    assert found.value.backup is None


# --------------------------------------------------------------------- F6: write protection


@pytest.mark.skipif(os.name != "posix", reason="permissions by mode bits")
@pytest.mark.parametrize("protected", ["file", "folder"])
def test_what_is_write_protected_opens_for_viewing(protected, session_file, tmp_path):
    folder = session_file.parent
    home = tmp_path / "other home"
    home.mkdir()
    if os.geteuid() == 0:
        for place in (home, folder, session_file):
            os.chown(place, other_eyes.NOBODY, other_eyes.NOBODY)
        for place in (tmp_path, *tmp_path.parents[:3]):  # one more where tests run side by side
            place.chmod(place.stat().st_mode | 0o111)
    (session_file if protected == "file" else folder).chmod(0o444 if protected == "file" else 0o555)
    before = digest(session_file), names(folder)
    processes = multiprocessing.get_context("forkserver")
    reader, writer = processes.Pipe(duplex=False)
    process = processes.Process(target=other_eyes.look, args=(session_file, home, writer))
    process.start()
    writer.close()
    reason, name = reader.recv()
    process.join()
    assert process.exitcode == 0
    assert "write-protected" in reason
    assert name == "Name 0"
    assert (digest(session_file), names(folder)) == before


def test_viewing_leaves_no_trace(session_file):
    before = digest(session_file), names(session_file.parent)
    workspace = Workspace.open(session_file, OpenMode.VIEW)
    assert workspace.read_only_reason
    assert len(contents(workspace)["delegate"]) == 80
    with pytest.raises(UserError) as refused, workspace.edit("No"):
        pass
    assert refused.value.code == "file.read_only"
    workspace.close()
    assert (digest(session_file), names(session_file.parent)) == before


@pytest.mark.skipif(os.name != "posix", reason="Windows has no mode bits")
def test_files_are_their_owners_alone(session_file, isolated_folders):
    workspace = Workspace.open(session_file)
    with workspace.edit("Write") as db:
        db.get_one(DelegateRow, 1).rank = "x"
    workspace.save_copy(session_file.with_name("copy.rapporteur"))
    places = [session_file.parent, isolated_folders]
    files = [p for place in places for p in place.rglob("*") if p.is_file()]
    assert len(files) >= 4
    for path in files:
        if path.name != "origin.json":  # in a folder that is closed to others
            assert path.stat().st_mode & 0o777 == 0o600, path
    workspace.close()
