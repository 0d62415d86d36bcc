"""P2: what a killed program left in the temporary folder is gone with the next start."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest

from rapporteur import paths
from rapporteur.services.workspace import OpenMode, Workspace
from rapporteur.storage import processes, temporary


def crashed_copy(workspace: Workspace, folder: Path) -> Path:
    """A file with its journal, as a killed program leaves it: nobody holds it."""
    with workspace.edit("half") as db:
        db.connection().exec_driver_sql("UPDATE delegate SET remarks = 'half'")
        db.connection().exec_driver_sql("PRAGMA cache_spill = 1")
        copy = folder / "crashed.rapporteur"
        shutil.copyfile(workspace.path, copy)
        journal = Path(f"{workspace.path}-journal")
        if journal.exists():
            shutil.copyfile(journal, f"{copy}-journal")
    journal = Path(f"{copy}-journal")
    if not journal.exists() or not journal.stat().st_size:
        journal.write_bytes(b"not yet a journal")
    return copy


def test_what_is_looked_at_in_a_copy_is_gone_when_it_is_closed(workspace, tmp_path):
    copy = crashed_copy(workspace, tmp_path)
    viewer = Workspace.open(copy, OpenMode.VIEW)
    own = temporary.own_folder(paths.temp_dir())
    assert len(list(own.iterdir())) == 1
    assert own.stat().st_mode & 0o777 == 0o700 or os.name != "posix"
    viewer.close()
    assert list(paths.temp_dir().iterdir()) == []


@pytest.mark.skipif(processes.start_mark(1) is None, reason="process marks")
def test_the_next_start_clears_away_what_the_dead_left_and_nothing_else(workspace):
    root = paths.temp_dir()
    leavings = [root / "4194305-1" / "copy", root / f"{os.getpid()}-0" / "copy", root / "old" / "x"]
    alive = temporary.own_folder(root) / "copy"
    for folder in (*leavings, alive):
        folder.mkdir(parents=True)
        (folder / "people.rapporteur").write_text("Menon")
    (root / "loose").write_text("Menon")
    Workspace.open(workspace.path, OpenMode.VIEW).close()
    assert list(root.iterdir()) == [alive.parent]
    assert (alive / "people.rapporteur").exists()
