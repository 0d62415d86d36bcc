"""F4, F9 and P1: what happens to an open file, and what is said about it."""

from __future__ import annotations

import logging
import os
import shutil
import sqlite3
import traceback
from pathlib import Path

import pytest
from sqlalchemy.exc import DBAPIError
from tests.storage.contents import agrees, contents

from rapporteur.domain.errors import UserError
from rapporteur.services.workspace import Workspace
from rapporteur.storage.history import bulk_insert
from rapporteur.storage.tables import DelegateRow


@pytest.fixture
def workspace(session_file):
    opened = Workspace.open(session_file)
    yield opened
    opened.close()


def write(workspace: Workspace, text: str = "x") -> None:
    with workspace.edit("Write") as db:
        db.get_one(DelegateRow, 1).remarks = text


def remarks(path: Path) -> str:
    connection = sqlite3.connect(path)
    try:
        return connection.execute("SELECT remarks FROM delegate WHERE id = 1").fetchone()[0]
    finally:
        connection.close()


# ------------------------------------------------------------------- F9: another file there


def replace_by_copy(path: Path) -> None:
    copy = path.with_name("copy")
    shutil.copyfile(path, copy)
    copy.replace(path)


def write_from_elsewhere(path: Path) -> None:
    connection = sqlite3.connect(path)
    connection.execute("UPDATE delegate SET rank = 'stranger' WHERE id = 2")
    connection.commit()
    connection.close()


MISHAPS = {
    "replaced": (replace_by_copy, "file.replaced"),
    "deleted": (lambda path: path.unlink(), "file.missing"),
    "renamed": (lambda path: path.rename(path.with_name("other")), "file.missing"),
    "folder renamed": (lambda p: p.parent.rename(p.parent.with_name("gone")), "file.missing"),
    "written by another": (write_from_elsewhere, "file.changed"),
}


def second(db, mishap, path: Path) -> None:
    db.get_one(DelegateRow, 1).remarks = "second"
    db.flush()
    mishap(path)


@pytest.mark.skipif(os.name != "posix", reason="Windows does not let go of open files")
@pytest.mark.parametrize(
    ("kind", "moment"),
    # The write lock keeps other writers out during an edit.
    [
        (kind, moment)
        for kind in MISHAPS
        for moment in ("before", "during")
        if (kind, moment) != ("written by another", "during")
    ],
)
def test_a_mishap_to_the_open_file_is_noticed_before_anything_is_acknowledged(
    kind, moment, session_file, tmp_path
):
    mishap, code = MISHAPS[kind]
    workspace = Workspace.open(session_file)
    write(workspace, "first")
    saved_at = workspace.saved_at
    heard = []
    workspace.subscribe(heard.append)
    if moment == "before":
        mishap(session_file)
    with pytest.raises(UserError) as refused, workspace.edit("Lost?") as db:
        second(db, mishap, session_file)
    assert refused.value.code == code
    assert workspace.saved_at == saved_at
    assert heard == []
    # What was on the screen can be saved under another name, with everything acknowledged.
    workspace.save_copy(tmp_path / "rescued.rapporteur")
    assert remarks(tmp_path / "rescued.rapporteur") == "first"
    workspace.close()


@pytest.mark.skipif(os.name != "posix", reason="Windows does not let go of open files")
def test_a_file_replaced_at_the_last_moment_is_not_acknowledged(workspace, session_file):
    write(workspace, "first")
    saved_at = workspace.saved_at
    commit = workspace._file.guard.remember

    def replaced_meanwhile() -> None:
        commit()
        replace_by_copy(session_file)

    workspace._file.guard.remember = replaced_meanwhile
    with pytest.raises(UserError) as refused:
        write(workspace, "second")
    assert refused.value.code == "file.replaced"
    assert workspace.saved_at == saved_at


# ----------------------------------------------------------------------- F4: disk full


def grow(workspace: Workspace, rows: int) -> None:
    with workspace.edit("Import") as db:
        values = {"side_id": 1, "position": 1, "remarks": "y" * 500}
        bulk_insert(db, DelegateRow, [values] * rows)


def limit_pages(workspace: Workspace, pages: int) -> None:
    """Let the file grow by this many pages and no more, as a disk with so much room would."""
    with workspace._driver() as driver:
        size = driver.execute("PRAGMA page_count").fetchone()[0]
        driver.execute(f"PRAGMA max_page_count={size + pages}")


@pytest.mark.parametrize("pages", [0, 1, 2, 3, 5, 8, 13, 21, 34, 55, 89, 120])
def test_a_full_disk_loses_nothing_and_work_goes_on_when_there_is_room(workspace, pages):
    write(workspace, "acknowledged")
    before = contents(workspace)
    limit_pages(workspace, pages)
    with pytest.raises(UserError) as refused:
        grow(workspace, 500)
    assert refused.value.code == "disk.full"
    assert "bytes" in refused.value.message
    assert contents(workspace) == before
    write(workspace, "small things still fit")
    limit_pages(workspace, 10**6)
    grow(workspace, 500)
    assert len(contents(workspace)["delegate"]) == 580
    workspace.undo()
    assert agrees(workspace)


@pytest.mark.skipif(not Path("/proc").is_dir() or os.geteuid() != 0, reason="needs to mount a disk")
@pytest.mark.parametrize("free_kb", [0, 4, 8, 16, 24, 40, 64, 100, 200, 400])
def test_a_disk_that_is_really_full(session_file, tmp_path, free_kb):
    disk = tmp_path / "disk"
    disk.mkdir()
    if os.system(f"mount -t tmpfs -o size=3m tmpfs '{disk}' 2>/dev/null") != 0:
        pytest.skip("mounting is not allowed here")
    try:
        path = disk / "session.rapporteur"
        shutil.copyfile(session_file, path)
        path.chmod(0o600)
        workspace = Workspace.open(path)
        write(workspace, "acknowledged")
        free = shutil.disk_usage(disk).free
        (disk / "ballast").write_bytes(bytes(max(0, free - free_kb * 1024)))
        before = contents(workspace)
        with pytest.raises(UserError) as refused:
            grow(workspace, 2000)
        assert refused.value.code == "disk.full"
        assert str(disk) in refused.value.message
        assert contents(workspace) == before
        (disk / "ballast").unlink()
        write(workspace, "without a restart")
        assert agrees(workspace)
        workspace.close()
        assert remarks(path) == "without a restart"
    finally:
        os.system(f"umount '{disk}'")


# ----------------------------------------------------------------------------- P1: canaries

CANARY = "КАНАРЕЙКА-7f3a-Ⓒ"


def test_no_error_and_no_log_holds_what_people_entered(session_file, caplog):
    caplog.set_level(logging.DEBUG)
    workspace = Workspace.open(session_file)
    told: list[str] = []

    def attempt(change, error) -> None:
        with pytest.raises(error) as caught, workspace.edit(f"Edit {CANARY}") as db:
            change(db)
        told.append("".join(traceback.format_exception(caught.value)))

    def person(**values) -> DelegateRow:
        return DelegateRow(position=1, family_name=CANARY, passport_number=CANARY, **values)

    attempt(lambda db: db.add(person(side_id=None)), DBAPIError)
    attempt(lambda db: db.add(person(side_id=99)), DBAPIError)
    attempt(lambda db: db.add_all([person(side_id=1, uuid="u"), person(side_id=1, uuid="u")]),
            DBAPIError)  # fmt: skip
    attempt(lambda db: db.add(person(side_id=1, remarks=object())), DBAPIError)
    attempt(
        lambda db: bulk_insert(db, DelegateRow, [{"side_id": 99, "position": 1, "rank": CANARY}]),
        DBAPIError,
    )
    with workspace.edit("Add") as db:
        db.add(person(side_id=1))
    with workspace.edit("Behind the history") as db:
        db.get_one(DelegateRow, 1).remarks = CANARY
        db.connection().execute(
            DelegateRow.__table__.update().where(DelegateRow.id > 80).values(family_name=CANARY * 2)
        )
    workspace.undo()
    with pytest.raises(UserError) as refused:
        workspace.undo()
    told.append(repr(refused.value) + str(refused.value))
    limit_pages(workspace, 0)
    attempt(lambda db: db.add(person(side_id=1, remarks=CANARY * 10_000)), UserError)
    # The text of a failed conversion is the driver's: it names types, not values.
    assert len(told) == 7
    assert not [text for text in told if CANARY in text]
    assert CANARY not in caplog.text
    workspace.close()
