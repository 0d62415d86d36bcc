"""F1 in the room: killed between any two keys, nothing typed or marked is lost.

30 kills in the ordinary run, 300 with --proofs, any number with RAPPORTEUR_KILLS=n. The control
types without the second safety net; it must be caught.
"""

from __future__ import annotations

import contextlib
import multiprocessing
import os
import random
import shutil
import tempfile
import time
from datetime import UTC, datetime
from pathlib import Path

import pytest
from tests.agendas import lay_agenda
from tests.faults import busy_typist
from tests.faults.test_kills import MOMENT, PERSONAL

from rapporteur.services import sessions
from rapporteur.services.facts import sample_facts
from rapporteur.services.meeting import unsaved
from rapporteur.services.meeting.unsaved import Unsaved
from rapporteur.services.workspace import Workspace

pytestmark = [
    pytest.mark.skipif(os.name != "posix", reason="kills by signal"),
    pytest.mark.timeout(3600),
]

LIVES_PER_FILE = 10
LONGEST_LIFE = 120  # messages: two of them for a key
_MEMORY = Path("/dev/shm")


@pytest.fixture(scope="module")
def processes():
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload([busy_typist.__name__, "rapporteur.ui.meeting.window"])
    return context


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """Where the file and this person's folders lie: in memory if there is room."""
    with tempfile.TemporaryDirectory(dir=_MEMORY if _MEMORY.is_dir() else tmp_path) as name:
        for variable in PERSONAL:
            monkeypatch.setenv(variable, str(Path(name, "home")))
        yield Path(name)


def new_file(path: Path) -> None:
    workspace = Workspace.create(path)
    with workspace.edit("New session") as db:
        sessions.create_session(db, sample_facts())
    with workspace.edit("Agenda") as db:
        lay_agenda(db)
    workspace.close()


def one_life(processes, path: Path, chance: random.Random, control: str) -> tuple[set[str], int]:
    """Let somebody type, kill the program after a while; what may be there, and keys taken."""
    reader, writer = processes.Pipe(duplex=False)
    personal = {variable: os.environ[variable] for variable in PERSONAL}
    arguments = (path, chance.randrange(2**32), control, writer, personal)
    typist = processes.Process(target=busy_typist.live, args=arguments)
    typist.start()
    writer.close()
    allowed: set[str] = set()
    keys = 0

    def hear() -> None:
        nonlocal keys
        kind, state = reader.recv()
        if kind == "ack":
            keys += 1
            allowed.clear()
        allowed.add(state)

    for _ in range(chance.randint(1, LONGEST_LIFE)):
        assert reader.poll(60), "the typist does nothing"
        hear()
    time.sleep(chance.random() * MOMENT)
    typist.kill()
    typist.join()
    with contextlib.suppress(EOFError):
        while True:
            hear()
    return allowed, keys


def state_after(path: Path) -> str:
    """What the next opening of the file finds, as the program restores it."""
    workspace = Workspace.open(path)
    with workspace.read() as db:
        kept = Unsaved.of(db, path)
    with workspace.edit("Restored") as db:
        found = unsaved.restore(db, kept, datetime.now(UTC))
    for key in found.keys:
        kept.drop(key)
    state = busy_typist.state_in_file(workspace, kept)
    kept.close()
    workspace.close()
    return state


def run(processes, folder: Path, kills: int, seed: int, control: str = "") -> tuple[list, int]:
    chance = random.Random(seed)
    path = folder / "desk" / "session.rapporteur"
    wrong, taken = [], 0
    for life in range(kills):
        if life % LIVES_PER_FILE == 0:
            for used in (path.parent, folder / "home"):
                shutil.rmtree(used, ignore_errors=True)
            path.parent.mkdir()
            new_file(path)
        allowed, keys = one_life(processes, path, chance, control)
        taken += keys
        state = state_after(path)
        if state not in allowed:
            wrong.append((life, state, sorted(allowed)))
            if control:
                break
    return wrong, taken


def test_nothing_typed_is_lost_to_a_kill_between_any_two_keys(processes, folder, request):
    proofs = request.config.getoption("--proofs")
    kills = int(os.environ.get("RAPPORTEUR_KILLS", "300" if proofs else "30"))
    wrong, taken = run(processes, folder, kills, seed=kills)
    assert wrong == []
    assert taken > 10 * kills, "most lives must type something, or nothing is proved"


def test_typing_without_the_net_is_caught(processes, folder):
    wrong, _taken = run(processes, folder, 40, seed=1, control="no net")
    assert wrong
