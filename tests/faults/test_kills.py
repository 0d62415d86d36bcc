"""F1: killed at any moment, the file opens by itself with every acknowledged edit in it.

200 kills in the ordinary run, 1,000 with --proofs, any number with RAPPORTEUR_KILLS=n, in parts
that run side by side. The two controls are programs with a fault of the kind this test exists
for; they must be caught.

A kill proves nothing about a power cut: what was handed to the system survives a killed process.
So the files lie in memory where there is room for it: nothing of the proof is lost, and an
officer gets more done in its life.
"""

from __future__ import annotations

import contextlib
import multiprocessing
import os
import random
import shutil
import tempfile
import time
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from tests.faults import random_edits

from rapporteur.services.workspace import Workspace
from rapporteur.storage.replay import history_agrees

# Where the program keeps backups and copies; processes of the server were begun without them.
PERSONAL = ("XDG_DATA_HOME", "XDG_CACHE_HOME")

pytestmark = [
    pytest.mark.skipif(os.name != "posix", reason="kills by signal"),
    pytest.mark.timeout(3600),
]

LIVES_PER_FILE = 20  # so that the file stays small enough to be compared in milliseconds
PARTS = 8
LONGEST_LIFE = 6  # messages: an edit says when it is about to be saved, and when it was
MOMENT = 0.03  # seconds, longer than an edit takes

_MEMORY = Path("/dev/shm")
_ROOM = 200_000_000


@dataclass
class Outcome:
    """What the kills of one run have shown."""

    kills: int = 0
    acked: int = 0
    wrong: list[str] = field(default_factory=list)


@pytest.fixture(scope="module")
def processes():
    """Processes begin as copies of one that has imported everything already."""
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload([random_edits.__name__])
    return context


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """Where the files and this person's folders lie: in memory if there is room."""
    room = _MEMORY.is_dir() and shutil.disk_usage(_MEMORY).free > _ROOM
    with tempfile.TemporaryDirectory(dir=_MEMORY if room else tmp_path) as name:
        for variable in PERSONAL:
            monkeypatch.setenv(variable, str(Path(name, "home")))
        yield Path(name)


def run(processes, folder: Path, kills: int, seed: int, control: str = "") -> Outcome:
    outcome = Outcome()
    chance = random.Random(seed)
    desk = folder / "desk"
    path = desk / "session.rapporteur"
    for life in range(kills):
        if life % LIVES_PER_FILE == 0:
            for used in (desk, folder / "home"):
                shutil.rmtree(used, ignore_errors=True)
            desk.mkdir()
            Workspace.create(path).close()
        allowed = one_life(processes, path, chance, control, outcome)
        check(path, allowed, outcome)
        if control and outcome.wrong:
            break
    return outcome


def one_life(processes, path: Path, chance: random.Random, control: str, outcome: Outcome):
    """Start an officer, kill it after a while; the contents that the file may have now."""
    reader, writer = processes.Pipe(duplex=False)
    personal = {variable: os.environ[variable] for variable in PERSONAL}
    arguments = (path, chance.randrange(2**32), control, writer, personal)
    officer = processes.Process(target=random_edits.live, args=arguments)
    officer.start()
    writer.close()
    allowed: set[str] = set()

    def hear() -> None:
        kind, digest = reader.recv()
        outcome.acked += kind == "ack"
        if kind == "ack":
            allowed.clear()
        allowed.add(digest)

    # Counted in what it has done, not in seconds, a life is as long on a busy computer.
    for _ in range(chance.randint(1, LONGEST_LIFE)):
        assert reader.poll(60), "the officer does nothing"
        hear()
    time.sleep(chance.random() * MOMENT)
    officer.kill()
    officer.join()
    with contextlib.suppress(EOFError):
        while True:
            hear()
    outcome.kills += 1
    return allowed


def check(path: Path, allowed: set[str], outcome: Outcome) -> None:
    workspace = Workspace.open(path)  # looks for damage and lost references itself
    try:
        with workspace.read() as db:
            digest = random_edits.content_digest(db)
            if digest not in allowed:
                outcome.wrong.append(f"kill {outcome.kills}: content is not what was acknowledged")
            elif not history_agrees(db.connection()):
                outcome.wrong.append(f"kill {outcome.kills}: rows and history differ")
    finally:
        workspace.close()


def wanted_kills(config: pytest.Config) -> int:
    return int(
        os.environ.get("RAPPORTEUR_KILLS", "1000" if config.getoption("--proofs") else "200")
    )


@pytest.mark.parametrize("part", range(PARTS))
def test_no_acknowledged_edit_is_lost_and_none_is_half_there(processes, folder, request, part):
    wanted = wanted_kills(request.config)
    kills = wanted // PARTS + (part < wanted % PARTS)
    outcome = run(processes, folder, kills, seed=wanted + part)
    assert outcome.wrong == []
    assert outcome.kills == kills
    assert outcome.acked > kills, "most lives must get something done, or nothing is proved"


@pytest.mark.parametrize("control", ["early", "torn"])
def test_a_program_with_the_fault_is_caught(processes, folder, control):
    assert run(processes, folder, 100, seed=1, control=control).wrong
