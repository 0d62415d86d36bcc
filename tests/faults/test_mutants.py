"""A4: lists with something wrong in them are read right or refused; nothing else ever happens.

1,000 mutants in the ordinary run, 20,000 with --proofs, any number with RAPPORTEUR_MUTANTS=n, in
parts that run side by side. What is accepted is compared cell by cell with another reader; where
they differ, the difference is on a list with reasons (`hostile.differences`).

The reading process is a copy of the door's own, see `hostile.door`. That it does what the
program's does is shown on some of the mutants, which are read in both ways.
"""

from __future__ import annotations

import contextlib
import json
import os
import subprocess
import sys
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from tests.faults import random_edits
from tests.faults.hostile.mutations import Mutator

from rapporteur import cli
from rapporteur.domain.errors import UserError
from rapporteur.exchange.incoming.reading import read_book
from rapporteur.exchange.incoming.refusals import refusal
from rapporteur.services.facts import sample_facts
from rapporteur.services.importing import imports
from rapporteur.services.sessions import create_session
from rapporteur.services.workspace import Workspace
from rapporteur.storage.replay import history_agrees

pytestmark = [
    pytest.mark.skipif(os.name != "posix", reason="measures by wait4"),
    pytest.mark.timeout(7200),
]

ROOT = Path(__file__).parents[2]
PARTS = 4
SECONDS = 10  # of the processor for one file; the clock of a busy computer proves nothing
MEMORY = 512 << 20
HANGS = 35.0  # seconds by the clock: the door itself ends a reading after 30


def wanted(config: pytest.Config) -> int:
    long = config.getoption("--proofs")
    return int(os.environ.get("RAPPORTEUR_MUTANTS", "20000" if long else "1000"))


def read_all(first: int, last: int) -> dict[str, Any]:
    done = subprocess.run(
        [sys.executable, "-m", "tests.faults.hostile.mutants", str(first), str(last)],
        capture_output=True, text=True, check=False, cwd=ROOT,
        env={**os.environ, "PYTHONPATH": f"{ROOT / 'desktop'}{os.pathsep}{ROOT}"},
    )  # fmt: skip
    assert done.returncode == 0, done.stderr[-2000:]
    found: dict[str, Any] = json.loads(done.stdout)
    return found


@pytest.mark.parametrize("part", range(PARTS))
def test_mutants_are_read_right_or_refused(request: pytest.FixtureRequest, part: int) -> None:
    number = wanted(request.config)
    first, last = number * part // PARTS, number * (part + 1) // PARTS
    found = read_all(first, last)
    assert sum(found["codes"].values()) == last - first
    assert [code for code in found["codes"] if code and not is_known(code)] == []
    assert found["worst"]["processor"] < SECONDS
    assert found["worst"]["seconds"] < HANGS
    assert found["worst"]["peak"] < MEMORY
    assert found["left"] == 0, "reading processes were left behind"
    assert found["unexplained"] == []
    # Or nothing is proved: enough was accepted, and most of it could be compared.
    assert len(found["accepted"]) > (last - first) // 4
    assert found["compared"] > len(found["accepted"]) // 2
    assert found["cells"] > 100 * found["compared"]


def is_known(code: str) -> bool:
    return refusal(code, "list").code == f"workbook.{code}"


def test_a_difference_on_no_list_is_noticed() -> None:
    from tests.faults.hostile.differences import explained

    data = Mutator().mutant(0).data
    assert explained(data, {"A": [["Anil"]]}, {"A": [["Anil"]]}) == {}
    assert explained(data, {"A": [["Anil"]]}, {"A": [["Anita"]]}) == {"": 1}
    assert explained(data, {"A": [["Anil"]]}, {"A": [["Anil ", "x"]]}) == {"white space": 1, "": 1}
    assert explained(data, {"A": []}, {"B": []}) == {"": 1}


@pytest.fixture
def workspace(tmp_path: Path):
    found = Workspace.create(tmp_path / "session.rapporteur")
    with found.edit("New session") as db:
        create_session(db, sample_facts())
    yield found
    found.close()


def content(workspace: Workspace) -> str:
    with workspace.read() as db:
        assert history_agrees(db.connection())
        return random_edits.content_digest(db)


def outcome(path: Path) -> str:
    """The code with which the program's own reading process ends, or the hash of the book."""
    try:
        book = read_book(path)
    except UserError as error:
        return error.code
    return sha256(repr(book.sheets).encode("utf-8", "surrogatepass")).hexdigest()


def test_both_ways_of_starting_the_reading_process_agree(tmp_path: Path) -> None:
    found = read_all(0, 24)
    mutator = Mutator()
    accepted = []
    for number in range(24):
        mutant = mutator.mutant(number)
        path = tmp_path / f"mutant{Path(mutant.source).suffix}"
        path.write_bytes(mutant.data)
        if not outcome(path).startswith("workbook."):
            accepted.append(number)
    assert accepted == found["accepted"]
    assert 5 < len(accepted) < 20


def test_what_is_accepted_goes_in_whole_and_comes_out_again(
    workspace: Workspace, tmp_path: Path
) -> None:
    """Some accepted mutants are imported and taken back; the rows and their history agree."""
    mutator = Mutator()
    before = content(workspace)
    taken = 0
    for number in range(0, 240, 8):
        mutant = mutator.mutant(number)
        path = tmp_path / f"mutant{Path(mutant.source).suffix}"
        path.write_bytes(mutant.data)
        plan = result = None
        with contextlib.suppress(UserError):  # and nothing but a UserError
            book = read_book(path)
            with workspace.edit("Import") as db:
                plan = imports.plan(db, book, side="IN")
                result = imports.commit(db, plan, content=mutant.data)
        if result is None:
            assert content(workspace) == before
            continue
        assert plan is not None
        assert result.added + result.changed == sum(row.accepted for row in plan.rows)
        assert content(workspace) != before
        workspace.undo()
        assert content(workspace) == before
        taken += 1
    assert taken > 5


def test_a_refused_file_does_not_touch_the_session(tmp_path: Path) -> None:
    session = tmp_path / "session.rapporteur"
    assert cli.main(["sample", str(session)]) == 0
    before = sha256(session.read_bytes()).hexdigest()
    mutator = Mutator()
    refused = 0
    for number in range(60):
        mutant = mutator.mutant(number)
        path = tmp_path / f"mutant{Path(mutant.source).suffix}"
        path.write_bytes(mutant.data)
        if refused < 8 and outcome(path).startswith("workbook."):
            refused += 1
            assert cli.main(["import", str(session), str(path), "--side", "IN"]) == 1
            assert sha256(session.read_bytes()).hexdigest() == before
    assert refused == 8
