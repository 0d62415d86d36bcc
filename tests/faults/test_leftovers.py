"""F7: a journal left beside the file, its own or somebody else's.

Each trial makes a real crash: a transaction that has reached the file in part, its journal
beside it. Then either nothing happens (the journal is the file's own), or a backup of another
day is copied over the file, as people do after a crash (the journal is a stranger).
"""

from __future__ import annotations

import random
import shutil
import sqlite3
from pathlib import Path

import pytest
from tests.storage.contents import agrees, contents

from rapporteur.services.workspace import OpenMode, Workspace
from rapporteur.storage.history import bulk_insert
from rapporteur.storage.tables import DelegateRow


def crash(path: Path, copy: Path, chance: random.Random) -> None:
    """Leave at `copy` what a crash in the midst of an edit leaves: some pages, and a journal."""
    workspace = Workspace.open(path)
    with workspace._driver() as driver:
        driver.execute("PRAGMA cache_size=5")  # so that pages reach the file before the commit
    with workspace.edit("Crash") as db:
        values = {"side_id": 1, "position": 1, "remarks": "z" * chance.randint(10, 900)}
        bulk_insert(db, DelegateRow, [values] * chance.randint(50, 400))
        for row_id in chance.sample(range(1, 81), 40):
            db.get_one(DelegateRow, row_id).rank = "crash"
        db.flush()
        shutil.copyfile(path, copy)
        shutil.copyfile(f"{path}-journal", f"{copy}-journal")
        assert Path(f"{copy}-journal").stat().st_size > 512
    workspace.undo()
    workspace.close()


def make_wal(path: Path) -> None:
    """Leave a log of another journal mode beside the file, with a change of its own."""
    connection = sqlite3.connect(path)
    connection.execute("PRAGMA journal_mode=WAL")
    connection.execute("PRAGMA wal_autocheckpoint=0")
    connection.execute("UPDATE delegate SET rank = 'from the log'")
    connection.commit()
    kept = Path(f"{path}-wal").read_bytes()
    connection.close()
    Path(f"{path}-wal").write_bytes(kept)


@pytest.mark.parametrize("seed", range(8))
def test_the_files_own_journal_is_played_back(seed, session_file, tmp_path, isolated_folders):
    workspace = Workspace.open(session_file)
    before = contents(workspace)
    workspace.close()
    crashed = tmp_path / "crashed.rapporteur"
    crash(session_file, crashed, random.Random(seed))
    raw = crashed.read_bytes()
    viewer = Workspace.open(crashed, OpenMode.VIEW)
    assert contents(viewer) == before
    viewer.close()
    assert crashed.read_bytes() == raw
    assert Path(f"{crashed}-journal").stat().st_size > 512
    opened = Workspace.open(crashed)
    assert contents(opened) == before
    assert agrees(opened)
    opened.close()
    kept = list(isolated_folders.rglob("quarantine/*/crashed.rapporteur"))
    assert [path.read_bytes() for path in kept] == [raw]
    assert list(tmp_path.glob("crashed*-journal")) == []


@pytest.mark.parametrize("kind", ["journal", "wal"])
@pytest.mark.parametrize("seed", range(6))
def test_a_strangers_journal_is_set_aside(kind, seed, session_file, tmp_path, isolated_folders):
    chance = random.Random(seed)
    yesterday = tmp_path / "yesterday.rapporteur"
    shutil.copyfile(session_file, yesterday)
    workspace = Workspace.open(session_file)
    for n in range(chance.randint(1, 6)):
        with workspace.edit("Since then") as db:
            for row_id in chance.sample(range(1, 81), 10):
                db.get_one(DelegateRow, row_id).designation = f"{n} {chance.random()}"
    workspace.close()
    crashed = tmp_path / "crashed.rapporteur"
    if kind == "journal":
        crash(session_file, crashed, chance)
    else:
        shutil.copyfile(session_file, crashed)
        make_wal(crashed)
    shutil.copyfile(yesterday, crashed)  # the well-meant repair
    opened = Workspace.open(crashed)
    now = contents(opened)
    assert agrees(opened)
    opened.close()
    original = Workspace.open(yesterday)
    assert now == contents(original)
    original.close()
    kept = list(isolated_folders.rglob(f"quarantine/*/crashed.rapporteur-{kind}"))
    assert len(kept) == 1
    assert kept[0].stat().st_size > 512


def test_without_the_triage_the_repair_would_destroy_the_file(session_file, tmp_path):
    """The control: SQLite alone plays the stranger's journal back."""
    spoilt = 0
    for seed in range(6):
        chance = random.Random(seed)
        yesterday = tmp_path / f"{seed}-yesterday.rapporteur"
        shutil.copyfile(session_file, yesterday)
        workspace = Workspace.open(session_file)
        with workspace.edit("Since then") as db:
            values = {"side_id": 1, "position": 1, "remarks": "n" * 400}
            bulk_insert(db, DelegateRow, [values] * 50)
        workspace.close()
        crashed = tmp_path / f"{seed}-crashed.rapporteur"
        crash(session_file, crashed, chance)
        shutil.copyfile(yesterday, crashed)
        connection = sqlite3.connect(crashed)
        try:
            whole = connection.execute("PRAGMA integrity_check").fetchone()[0] == "ok"
            same = whole and connection.execute("SELECT count(*) FROM step").fetchone()[0] == 1
        except sqlite3.DatabaseError:
            same = False
        connection.close()
        spoilt += not same
    assert spoilt >= 4
