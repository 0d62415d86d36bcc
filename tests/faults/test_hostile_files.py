"""A1 to A3: files made to harm the reader are refused in words, in time and within their memory.

The files are made here. Each is read through the real door in a small process of its own (see
`hostile.door`), which measures the reading process: processor time, so that a busy computer does
not matter, and the highest memory.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from tests.faults.hostile import containers, declarations, other_kinds, sheets, workbooks

pytestmark = pytest.mark.skipif(os.name != "posix", reason="measures by wait4")

MEGABYTE = 1 << 20
ROOT = Path(__file__).parents[2]
LONGEST_SILENCE = 1.0  # seconds without a look at Cancel; on a free computer a tenth of that

Ask = Callable[..., dict[str, Any]]


class Door:
    """A door process, and a place for the file that it is asked to read."""

    def __init__(self, way: str, folder: Path) -> None:
        self._folder = folder
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tests.faults.hostile.door", way],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd=ROOT,
            env={**os.environ, "PYTHONPATH": f"{ROOT / 'desktop'}{os.pathsep}{ROOT}"},
        )  # fmt: skip

    def __call__(self, data: bytes, ending: str = "xlsx") -> dict[str, Any]:
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        path = self._folder / f"list.{ending}"
        path.write_bytes(data)
        self._process.stdin.write(f"{path}\n")
        self._process.stdin.flush()
        found: dict[str, Any] = json.loads(self._process.stdout.readline())
        return found

    def close(self) -> None:
        self._process.communicate()


def door(way: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Door]:
    found = Door(way, tmp_path_factory.mktemp("door"))
    yield found
    found.close()


@pytest.fixture(scope="module")
def quick(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ask]:
    yield from door("forked", tmp_path_factory)


@pytest.fixture(scope="module")
def real(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ask]:
    yield from door("real", tmp_path_factory)


@pytest.fixture(scope="module")
def large(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ask]:
    """A door of its own: taking in much makes the door itself larger, and that is counted."""
    yield from door("real", tmp_path_factory)


def told(found: dict[str, Any], *, seconds: float, memory: int) -> str:
    """The code, once the cost is known to be within bounds."""
    assert found["processor"] <= seconds
    assert found["peak"] <= memory * MEGABYTE
    assert found["silence"] < LONGEST_SILENCE
    assert found["left"] == 0, "a reading process was left behind"
    return str(found["code"])


@pytest.mark.parametrize("part", workbooks.parts())
@pytest.mark.parametrize("kind", declarations.KINDS)
def test_a_document_type_is_refused_in_every_part(quick: Ask, part: str, kind: str) -> None:
    found = quick(declarations.with_type(part, kind))
    assert told(found, seconds=0.5, memory=64) == "dtd"


@pytest.mark.parametrize("name", dict(declarations.elsewhere()))
def test_a_document_type_is_found_behind_other_names(real: Ask, name: str) -> None:
    found = real(dict(declarations.elsewhere())[name])
    assert told(found, seconds=0.5, memory=64) == "dtd"


@pytest.mark.parametrize("name", dict(declarations.encoded()))
def test_encodings_that_hide_letters_are_refused(quick: Ask, name: str) -> None:
    found = quick(dict(declarations.encoded())[name])
    assert told(found, seconds=0.5, memory=64) in {"encoding", "dtd"}


@pytest.mark.parametrize("name", containers.TRICKS)
def test_tricks_of_the_container(real: Ask, name: str) -> None:
    make, expected = containers.TRICKS[name]
    assert told(real(make()), seconds=2, memory=64) in expected


def test_a_bomb_inside_an_embedded_file_is_not_unpacked(real: Ask) -> None:
    found = real(containers.nested())
    assert told(found, seconds=0.5, memory=64) == ""
    assert found["sheets"][0][2] == [list(row) for row in workbooks.LIST]


@pytest.mark.parametrize("name", sheets.IGNORED)
def test_claims_that_do_not_matter(large: Ask, name: str) -> None:
    found = large(sheets.IGNORED[name]())
    assert told(found, seconds=5, memory=256) == ""
    assert [(rows, cells) for _, rows, cells in found["sheets"]] == [(1, [["Name"]])]


@pytest.mark.parametrize("name", sheets.REFUSED)
def test_sheets_beyond_bounds(large: Ask, name: str) -> None:
    make, expected = sheets.REFUSED[name]
    assert told(large(make()), seconds=5, memory=256) in expected


@pytest.mark.parametrize("name", other_kinds.KINDS)
def test_other_kinds_of_files(large: Ask, name: str) -> None:
    ending, make, expected = other_kinds.KINDS[name]
    assert told(large(make(), ending), seconds=5, memory=256) in expected


@pytest.mark.parametrize("way", ["quick", "real"])
def test_the_honest_workbook_is_read(way: str, request: pytest.FixtureRequest) -> None:
    """What the attackers started from; and both ways of starting the reading process agree."""
    found = request.getfixturevalue(way)(workbooks.workbook())
    assert told(found, seconds=0.5, memory=64) == ""
    assert found["sheets"] == [["Sheet1", 2, [list(row) for row in workbooks.LIST]]]


def test_a_reading_that_costs_too_much_is_noticed(quick: Ask) -> None:
    found = quick(sheets.IGNORED["many merged ranges"]())
    with pytest.raises(AssertionError):
        told(found, seconds=0.01, memory=64)
    with pytest.raises(AssertionError):
        told(found, seconds=5, memory=1)
