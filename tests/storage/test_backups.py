"""G4, F16, F17: backups are made, verified, thinned, listed and put back."""

from __future__ import annotations

import shutil
import threading
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from tests.storage.contents import agrees, contents

from rapporteur.domain.errors import UserError
from rapporteur.services import workspace as workspaces
from rapporteur.services.workspace import Backup, Workspace
from rapporteur.storage.backups import kept_backups, verify
from rapporteur.storage.tables import DelegateRow, SideRow

NOW = datetime(2025, 8, 6, 18, 7, tzinfo=UTC)


def rank(workspace: Workspace, text: str) -> None:
    with workspace.edit("Rank") as db:
        db.get_one(DelegateRow, 1).rank = text


def backups_every(step: timedelta, count: int, reason: str = "quarter hour") -> list[Backup]:
    return [
        Backup(Path(f"{reason}-{n}"), NOW - n * step, reason, 1000 - n, 1) for n in range(count)
    ]


def test_the_rotation_keeps_what_it_promises():
    made = backups_every(timedelta(minutes=5), 12 * 24 * 100)  # a hundred days
    kept = sorted(kept_backups(made, NOW), key=lambda b: b.at, reverse=True)
    ages = [NOW - backup.at for backup in kept]
    assert ages[0] == timedelta(0)
    assert 24 <= sum(age <= timedelta(hours=6) for age in ages) <= 26
    assert 14 * 24 - 7 <= sum(timedelta(hours=6) < age <= timedelta(14) for age in ages) <= 14 * 24
    assert 9 <= sum(age > timedelta(14) for age in ages) <= 12
    assert max(ages) <= timedelta(weeks=12)
    assert max(ages) > timedelta(weeks=10)


def test_the_newest_is_kept_however_old():
    old = [Backup(Path("old"), NOW - timedelta(days=900), "close", 1, 1)]
    assert kept_backups(old, NOW) == set(old)


def test_what_was_made_before_a_large_change_outlives_the_routine():
    imports = backups_every(timedelta(minutes=1), 5, "import")
    routine = backups_every(timedelta(minutes=1), 5, "close")
    kept = kept_backups([*imports, *routine], NOW)
    assert set(imports) <= kept
    assert len(kept - set(imports)) < 5


def test_a_clock_that_was_wrong_costs_no_backup():
    future = [Backup(Path("future"), NOW + timedelta(days=365), "close", 9, 1)]
    today = backups_every(timedelta(minutes=15), 4)
    assert set(today) | set(future) == kept_backups([*today, *future], NOW)


def test_a_clock_set_back_costs_neither_the_backup_just_made_nor_its_place(workspace):
    rank(workspace, "first")
    folder = workspace._file.backups
    with workspace._driver() as driver:
        first = folder.make(driver, workspace.path, "close", 50, NOW)
        rank(workspace, "second")
        second = folder.make(driver, workspace.path, "close", 51, NOW - timedelta(minutes=5))
        third = folder.make(driver, workspace.path, "close", 52, NOW - timedelta(days=400))
    assert folder.backups()[0] == third
    assert folder.newest_good() == third
    assert second.path.exists()
    assert not first.path.exists() or first in folder.backups()


def test_the_backup_that_is_wanted_back_outlives_the_one_made_before_restoring(workspace):
    rank(workspace, "then")
    backup = workspace.back_up("quarter hour")
    rank(workspace, "now")
    workspace.restore(backup)
    with workspace.read() as db:
        assert db.get_one(DelegateRow, 1).rank == "then"


def test_closing_backs_up_what_changed_and_only_then(tmp_path):
    path = tmp_path / "s.rapporteur"
    Workspace.create(path).close()
    workspace = Workspace.open(path)
    count = len(workspace.backups())
    workspace.close()
    workspace = Workspace.open(path)
    assert len(workspace.backups()) == count
    with workspace.edit("Side") as db:
        db.add(SideRow(position=1, code="IN"))
    edition = workspace._file.guard.edition
    workspace.close()
    workspace = Workspace.open(path)
    newest = workspace.backups()[0]
    assert (newest.reason, newest.edition) == ("close", edition)
    assert abs(datetime.now(UTC) - newest.at) < timedelta(minutes=1)
    assert verify(newest.path)
    workspace.close()


def test_a_quarter_of_an_hour_of_work_is_backed_up(workspace, monkeypatch):
    rank(workspace, "a")
    (first,) = workspace.backups()  # after the edit with which the file began
    assert first.edition < workspace._file.guard.edition
    monkeypatch.setattr(workspaces, "BACKUP_SECONDS", 0)
    rank(workspace, "b")
    newest = workspace.backups()[0]
    assert newest.reason == "quarter hour"
    assert newest.edition == workspace._file.guard.edition


def test_a_backup_that_fails_does_not_make_the_edit_look_unsaved(
    workspace, monkeypatch, expect_log
):
    expect_log("no backup .quarter hour.: ")
    shutil.rmtree(workspace._file.backups._folder)
    workspace._file.backups._folder.write_text("in the way")
    monkeypatch.setattr(workspaces, "BACKUP_SECONDS", 0)
    rank(workspace, "saved")
    assert workspace.backup_problem is not None
    assert workspace.saved_at is not None
    with workspace.read() as db:
        assert db.get_one(DelegateRow, 1).rank == "saved"
    workspace._file.backups._folder.unlink()
    workspace.back_up("import")
    assert workspace.backup_problem is None


def test_restoring_sets_the_present_file_aside(workspace):
    rank(workspace, "then")
    before = contents(workspace)
    backup = workspace.back_up("import")
    rank(workspace, "now")
    heard = []
    workspace.subscribe(heard.append)
    workspace.restore(backup)
    assert contents(workspace) == before
    assert agrees(workspace)
    assert [changed.step for changed in heard] == [0]
    aside = list(workspace.path.parent.glob("*set aside*.rapporteur"))
    assert len(aside) == 1
    old = Workspace.open(aside[0])
    with old.read() as db:
        assert db.get_one(DelegateRow, 1).rank == "now"
    old.close()
    rank(workspace, "and work goes on")
    workspace.undo()
    assert contents(workspace) == before
    assert "restore" in {b.reason for b in workspace.backups()}


def test_every_listed_backup_can_be_restored(workspace):
    expected = {}
    for text in ("a", "b", "c"):
        rank(workspace, text)
        made = workspace.back_up(f"import {text}")
        expected[made.path] = text
    listed = workspace.backups()
    assert {backup.path for backup in listed} >= expected.keys()
    for backup in listed:
        workspace.restore(backup)
        with workspace.read() as db:
            assert db.get_one(DelegateRow, 1).rank == expected[backup.path]
    assert len(list(workspace.path.parent.glob("*set aside*.rapporteur"))) == len(listed)


def test_a_bad_backup_is_not_put_back(workspace):
    rank(workspace, "here")
    backup = workspace.back_up("import")
    backup.path.write_bytes(backup.path.read_bytes()[:5000])
    with pytest.raises(UserError) as refused:
        workspace.restore(backup)
    assert refused.value.code == "backup.bad"
    rank(workspace, "still here")
    assert workspace._file.backups.newest_good().path != backup.path


def test_backups_made_under_a_busy_writer_hold_what_was_acknowledged_before(workspace):
    stop = threading.Event()
    acknowledged = [0]

    def write() -> None:
        while not stop.is_set():
            rank(workspace, str(acknowledged[0] + 1))
            acknowledged[0] += 1

    writer = threading.Thread(target=write)
    writer.start()
    try:
        made = [(acknowledged[0], workspace.back_up("import")) for _ in range(15)]
    finally:
        stop.set()
        writer.join()
    assert acknowledged[0] > 0
    for least, backup in made:
        copy = workspace.path.with_name(f"{least}-{backup.path.name}")
        shutil.copyfile(backup.path, copy)
        opened = Workspace.open(copy)
        with opened.read() as db:
            assert int(db.get_one(DelegateRow, 1).rank or "0") >= least
        opened.close()


def test_a_copy_is_a_file_of_its_own(workspace, tmp_path):
    target = tmp_path / "copy.rapporteur"
    workspace.save_copy(target)
    with pytest.raises(UserError) as refused:
        workspace.save_copy(target)
    assert refused.value.code == "file.exists"
    copy = Workspace.open(target)
    assert contents(copy) == contents(workspace)
    assert not {b.path for b in copy.backups()} & {b.path for b in workspace.backups()}
    copy.close()
    assert not [path for path in tmp_path.iterdir() if path.name.endswith(".new")]
