"""A13: whatever the reading process says, the program shows only sentences of its own, keeps no
more than it has room for, and lets nobody live on.
"""

from __future__ import annotations

import os
import subprocess
import sys
import threading
import time
from dataclasses import replace
from pathlib import Path

import pytest
from tests.faults.hostile import takeover
from tests.faults.hostile.workbooks import workbook

from rapporteur.domain.errors import UserError
from rapporteur.domain.workbook import Book
from rapporteur.exchange.incoming import reading
from rapporteur.exchange.incoming.limits import DEFAULT_LIMITS, Limits

resource = pytest.importorskip("resource")
pytestmark = pytest.mark.skipif(os.name != "posix", reason="watches processes by /proc and wait4")

SOON = 20.0  # seconds, on a busy computer
QUICK = replace(DEFAULT_LIMITS, seconds=1.0)


class Started:
    """The reading processes that were started."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.all: list[subprocess.Popen[bytes]] = []
        start = subprocess.Popen

        def remembered(*arguments, **how):
            self.all.append(start(*arguments, **how))
            return self.all[-1]

        monkeypatch.setattr(reading.subprocess, "Popen", remembered)

    def all_gone(self) -> bool:
        return all(process.returncode is not None for process in self.all)


@pytest.fixture
def started(monkeypatch: pytest.MonkeyPatch) -> Started:
    return Started(monkeypatch)


def read(
    program: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, limits: Limits = DEFAULT_LIMITS
) -> Book:
    path = tmp_path / "list.xlsx"
    path.write_bytes(workbook())
    monkeypatch.setattr(reading, "worker_command", lambda: [sys.executable, "-I", "-c", program])
    return reading.read_book(path, limits=limits)


@pytest.mark.parametrize("name", takeover.WRONG)
def test_it_is_not_believed(name, tmp_path, monkeypatch, started) -> None:
    start = time.monotonic()
    with pytest.raises(UserError) as caught:
        read(takeover.WRONG[name], tmp_path, monkeypatch)
    assert time.monotonic() - start < SOON
    assert caught.value.code == "workbook.damaged"
    assert "TAKENOVER" not in f"{caught.value} {caught.value.message} {caught.value.advice}"
    assert len(str(caught.value)) < 300
    assert started.all_gone()


@pytest.mark.parametrize("name", takeover.SLOW)
def test_the_clock_ends_it(name, tmp_path, monkeypatch, started) -> None:
    start = time.monotonic()
    with pytest.raises(UserError) as caught:
        read(takeover.SLOW[name], tmp_path, monkeypatch, QUICK)
    assert time.monotonic() - start < SOON
    assert caught.value.code in {"workbook.time", "workbook.damaged"}
    assert started.all_gone()


def test_it_leaves_nobody_behind(tmp_path, monkeypatch, started) -> None:
    book = read(takeover.WITH_CHILD, tmp_path, monkeypatch)
    (child,) = book.sheets[0].rows[0]
    for _ in range(100):
        if not Path(f"/proc/{child}/stat").exists() or _is_zombie(child):
            return
        time.sleep(0.05)
    pytest.fail("a process of the reading process lives on")


def _is_zombie(pid: object) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] == "Z"
    except OSError:
        return True


@pytest.mark.parametrize("name", ["rows without an end", "a line without an end"])
def test_too_much_is_not_kept(name, tmp_path) -> None:
    """In a process of its own, whose memory is bounded, so that keeping it all would end it."""
    program = (
        "import sys\nfrom pathlib import Path\nfrom rapporteur.exchange.incoming import reading\n"
        "from rapporteur.domain.errors import UserError\n"
        "from tests.faults.hostile import takeover\n"
        f"reading.worker_command = lambda: [sys.executable, '-I', '-c', takeover.WRONG[{name!r}]]\n"
        "try:\n    reading.read_book(Path(sys.argv[1]))\n"
        "except UserError as error:\n    print(error.code)\n"
    )
    path = tmp_path / "list.xlsx"
    path.write_bytes(workbook())
    root = Path(__file__).parents[2]
    done = subprocess.run(
        [sys.executable, "-c", program, str(path)], capture_output=True, text=True, check=False,
        env={**os.environ, "PYTHONPATH": f"{root / 'desktop'}{os.pathsep}{root}"},
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_DATA, (700 << 20, 700 << 20)),
    )  # fmt: skip
    assert done.stdout.strip() == "workbook.damaged", done.stderr[-500:]


def test_an_honest_answer_is_believed(tmp_path, monkeypatch, started) -> None:
    """Or the tests above prove nothing: the same way, with nothing wrong in it."""
    book = read(takeover.saying(*takeover.FULL, takeover.END), tmp_path, monkeypatch)
    assert book.sheets[0].rows == (("x",),)
    assert started.all_gone()


@pytest.mark.parametrize(
    "program", [takeover.WRONG["empty rows without an end"], takeover.SLOW["silence"]]
)
def test_cancel_is_heard_at_any_moment(program, tmp_path, monkeypatch, started) -> None:
    """While it floods, and while it says nothing."""
    asked = threading.Event()
    threading.Timer(0.2, asked.set).start()
    path = tmp_path / "list.xlsx"
    path.write_bytes(workbook())
    monkeypatch.setattr(reading, "worker_command", lambda: [sys.executable, "-I", "-c", program])
    start = time.monotonic()
    with pytest.raises(UserError) as caught:
        reading.read_book(path, cancelled=asked.is_set)
    assert caught.value.code in {"workbook.cancelled", "workbook.damaged"}
    assert time.monotonic() - start < SOON
    assert started.all_gone()
