"""F1: killed at any moment, the file opens by itself with every acknowledged edit in it.

200 kills in the ordinary run, 1,000 with --proofs, any number with RAPPORTEUR_KILLS=n. The two
controls are programs with a fault of the kind this test exists for; they must be caught.

A kill proves nothing about a power cut: what was handed to the system survives a killed process.
"""

from __future__ import annotations

import multiprocessing
import os
import random
import time
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from tests.faults import random_edits

from rapporteur.services.workspace import Workspace
from rapporteur.storage.integrity import history_agrees

pytestmark = [
    pytest.mark.skipif(os.name != "posix", reason="kills by signal"),
    pytest.mark.timeout(3600),
]

LIVES_PER_FILE = 20  # so that the file stays small enough to be compared in milliseconds


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


def run(processes, folder: Path, kills: int, seed: int, control: str = "") -> Outcome:
    outcome = Outcome()
    chance = random.Random(seed)
    path = folder
    for life in range(kills):
        if life % LIVES_PER_FILE == 0:
            path = folder / f"{control or 'kill'}-{life}.rapporteur"
            Workspace.create(path).close()
        allowed = one_life(processes, path, chance, control, outcome)
        check(path, allowed, outcome)
        if control and outcome.wrong:
            break
    return outcome


def one_life(processes, path: Path, chance: random.Random, control: str, outcome: Outcome):
    """Start an officer, kill it after a while; the contents that the file may have now."""
    reader, writer = processes.Pipe(duplex=False)
    arguments = (path, chance.randrange(2**32), control, writer)
    officer = processes.Process(target=random_edits.live, args=arguments)
    officer.start()
    writer.close()
    assert reader.poll(30), "the officer never began"
    allowed = {reader.recv()[1]}
    time.sleep(chance.random() * 0.15)
    officer.kill()
    officer.join()
    try:
        while True:
            kind, digest = reader.recv()
            outcome.acked += kind == "ack"
            allowed = {digest} if kind == "ack" else allowed | {digest}
    except EOFError:
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


def test_no_acknowledged_edit_is_lost_and_none_is_half_there(processes, tmp_path, request):
    kills = wanted_kills(request.config)
    outcome = run(processes, tmp_path, kills, seed=kills)
    assert outcome.wrong == []
    assert outcome.kills == kills
    assert outcome.acked > kills, "most lives must get something done, or nothing is proved"


@pytest.mark.parametrize("control", ["early", "torn"])
def test_a_program_with_the_fault_is_caught(processes, tmp_path, control):
    assert run(processes, tmp_path, 100, seed=1, control=control).wrong
