"""F20: whenever an export is killed, the old file or the new one is there, whole.

The export runs in a child that counts its own function calls and dies, without any tidying up,
at the call it was told. So every run dies at a known place, and all stages are met.
"""

from __future__ import annotations

import os
import subprocess
import sys
import zipfile
from collections import Counter
from pathlib import Path

import pytest

POINTS = 200

CHILD = """
import os, sys
from datetime import UTC, datetime
from pathlib import Path
import xlsxwriter
from rapporteur.domain.column_sets import column_set
from rapporteur.exchange.outgoing import roster as module
from rapporteur.exchange.outgoing.roster import (
    Roster, RosterBand, RosterRow, RosterSheet, write_roster,
)

folder, points, mode = Path(sys.argv[1]), int(sys.argv[2]), sys.argv[3]
fields = column_set("meals").columns()

def roster(mark):
    rows = tuple(RosterRow(mark, tuple(mark for _ in fields)) for _ in range(12))
    sheet = RosterSheet("List", mark, (RosterBand("", rows),))
    return Roster("en", (mark,), mark, mark, datetime(2025, 8, 5, tzinfo=UTC), fields, (sheet,))

def in_place(path, write, check):
    write(path)
    check(path)

if mode == "control":
    module.replace_file = in_place

calls, deadly = 0, None

def count(frame, event, argument):
    global calls
    calls += 1
    if calls == deadly:
        os._exit(9)

def run(target, mark, kill_at=None):
    global calls, deadly
    calls, deadly = 0, kill_at
    sys.setprofile(count)
    write_roster(target, roster(mark))
    sys.setprofile(None)
    return calls

def attempt(number, kill_at):
    target = folder / str(number) / "list.xlsx"
    target.parent.mkdir(exist_ok=True)
    write_roster(target, roster("old"))
    run(target, "new", kill_at)

total = run(folder / "list.xlsx", "new")
for number in range(points):
    spread = points * 3 // 4  # the others die at the last calls, around the replacing
    kill_at = 1 + total * number // spread if number < spread else total - points + number
    if hasattr(os, "fork"):
        child = os.fork()
        if child == 0:
            attempt(number, kill_at)
            os._exit(0)
        os.waitpid(child, 0)
    elif number == int(sys.argv[4]):
        attempt(number, kill_at)
"""


def killed_exports(folder: Path, mode: str, points: int) -> Counter[str]:
    """What was found at the target of each export: "old", "new" or "broken"."""
    script = [sys.executable, "-c", CHILD, str(folder), str(points), mode]
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    rounds = [["0"]] if hasattr(os, "fork") else [[str(n)] for n in range(points)]
    for extra in rounds:
        subprocess.run([*script, *extra], env=environment, check=hasattr(os, "fork"), timeout=250)
    found = Counter(_state(folder / str(n) / "list.xlsx") for n in range(points))
    assert sum(found.values()) == points
    return found


def _state(path: Path) -> str:
    try:
        with zipfile.ZipFile(path) as package:
            if package.testzip() is not None:
                return "broken"
            texts = package.read("xl/sharedStrings.xml")
    except (zipfile.BadZipFile, KeyError, OSError, EOFError):
        return "broken"
    marks = {mark for mark in ("old", "new") if f"<t>{mark}</t>".encode() in texts}
    return marks.pop() if len(marks) == 1 else "broken"


@pytest.mark.timeout(280)
def test_old_or_new_is_whole_wherever_the_export_is_killed(tmp_path: Path) -> None:
    found = killed_exports(tmp_path, "ours", POINTS)
    assert not found["broken"]
    assert found["old"] > POINTS // 2  # most calls come before the file takes its place
    assert found["new"] >= 1


def test_writing_in_place_would_have_been_noticed(tmp_path: Path) -> None:
    assert killed_exports(tmp_path, "control", 20)["broken"] > 0


def test_the_next_export_sweeps_what_the_killed_one_left(tmp_path: Path) -> None:
    killed_exports(tmp_path, "ours", 20)
    assert list(tmp_path.rglob(".*.part"))
    before = len(list(tmp_path.rglob(".*.part")))
    killed_exports(tmp_path, "ours", 20)  # the same targets, killed again
    assert len(list(tmp_path.rglob(".*.part"))) <= before
