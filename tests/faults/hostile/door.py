"""The guarded door, watched: how long a reading took, how much memory, how long it was silent.

The memory of a child process counts from that of the process it was started from, so this is no
part of pytest: `python -m tests.faults.hostile.door` is a process as small as Python allows. It
is sent the path of a file per line and answers with one JSON object per line.

The reading process is started in one of two ways:
- "real", as the program does it: a Python of its own with its own switches and environment.
- "forked", a copy of this process that runs the very same `worker.main` with the same limits,
  laid down by the same call, over the same pipes, and killed and waited for in the same way.
  Only the start of the interpreter and the loading of modules, which no file can influence, is
  left out: 80 milliseconds of processor time per file. The memory of a copy includes what this
  process holds, so it is never counted too low.
"""

from __future__ import annotations

import gc
import io
import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from types import SimpleNamespace
from typing import Any

from rapporteur.domain.errors import UserError
from rapporteur.domain.workbook import Book
from rapporteur.exchange.incoming import reading, worker


@dataclass
class Watch:
    """What became of the reading processes: how many were started and waited for, and the
    highest memory (in bytes) and the processor time of the last.
    """

    started: int = 0
    waited_for: int = 0
    peak: int = 0
    processor: float = 0.0

    def note(self, status: int, usage: Any) -> int:
        """Take down how a process ended; returns its exit code."""
        self.waited_for += 1
        self.peak = max(self.peak, usage.ru_maxrss * 1024)
        self.processor += usage.ru_utime + usage.ru_stime
        return os.waitstatus_to_exitcode(status)


WATCH = Watch()


class _Waiting:
    """The part of `subprocess.Popen` that the door uses, with the memory taken down."""

    pid: int
    returncode: int | None = None

    def poll(self) -> int | None:
        """The exit code, or None while it runs."""
        return self._look(os.WNOHANG)

    def wait(self, timeout: float | None = None) -> int:
        """Wait for the end; TimeoutExpired after `timeout` seconds."""
        until = None if timeout is None else time.monotonic() + timeout
        while (code := self._look(0 if until is None else os.WNOHANG)) is None:
            if until is not None and time.monotonic() > until:
                raise subprocess.TimeoutExpired("worker", timeout or 0)
            time.sleep(0.002)
        return code

    def kill(self) -> None:
        """End it where it still runs."""
        if self.poll() is None:
            os.kill(self.pid, signal.SIGKILL)

    def _look(self, how: int) -> int | None:
        if self.returncode is None:
            pid, status, usage = os.wait4(self.pid, how)
            if pid:
                self.returncode = WATCH.note(status, usage)
        return self.returncode


class Real(_Waiting):
    """The reading process as the program starts it."""

    def __init__(self, command: Sequence[str], **how: Any) -> None:
        self._process = subprocess.Popen(command, **how)
        self.pid = self._process.pid
        self.stdin, self.stdout = self._process.stdin, self._process.stdout
        WATCH.started += 1

    def __del__(self) -> None:
        self._process.returncode = self.returncode  # it was waited for here


class Forked(_Waiting):
    """A copy of this process that is the reading process."""

    def __init__(self, command: Sequence[str], **how: Any) -> None:
        question, self_in = os.pipe()
        self_out, answer = os.pipe()
        self.pid = os.fork()
        if not self.pid:
            try:
                os.dup2(question, 0)
                os.dup2(answer, 1)
                os.dup2(os.open(os.devnull, os.O_WRONLY), 2)
                os.closerange(3, 256)
                sys.stdout = io.TextIOWrapper(io.BufferedWriter(io.FileIO(1, "w")))
                sys.stdin = SimpleNamespace(buffer=io.BufferedReader(io.FileIO(0, "r")))  # type: ignore[assignment]
                os._exit(worker.main())
            finally:
                os._exit(70)
        os.close(question)
        os.close(answer)
        self.stdin = os.fdopen(self_in, "wb")
        self.stdout = os.fdopen(self_out, "rb")
        WATCH.started += 1


@dataclass(frozen=True)
class Outcome:
    """One reading: the book, or the code of the refusal; seconds by the clock and of the processor,
    bytes, and the longest time that the reader took no notice of Cancel.
    """

    code: str
    book: Book | None
    seconds: float
    processor: float
    peak: int
    silence: float


def watch(way: str) -> None:
    """Let the door start its processes in this `way` from now on."""
    starter = {"real": Real, "forked": Forked}[way]
    reading.subprocess = SimpleNamespace(  # type: ignore[assignment]
        Popen=starter, PIPE=subprocess.PIPE, DEVNULL=subprocess.DEVNULL,
        TimeoutExpired=subprocess.TimeoutExpired,
    )  # fmt: skip
    if way == "forked":
        import rapporteur.exchange.incoming.xlsx  # noqa: F401 - what the copies would load each for itself

        gc.freeze()  # pages that a collection would write to stay shared


def read(path: Path) -> Outcome:
    """Read one file; every error but a UserError goes up, as it would in the program."""
    WATCH.peak, WATCH.processor = 0, 0.0
    book, code, silence = None, "", 0.0
    last = start = time.monotonic()

    def look() -> bool:
        nonlocal last, silence
        now = time.monotonic()
        last, silence = now, max(silence, now - last)
        return False

    try:
        book = reading.read_book(path, cancelled=look)
    except UserError as error:
        code = error.code
    look()
    seconds = time.monotonic() - start
    return Outcome(code, book, seconds, WATCH.processor, WATCH.peak, silence)


def _told(outcome: Outcome) -> dict[str, Any]:
    sheets = outcome.book.sheets if outcome.book else ()
    return {
        "code": outcome.code.removeprefix("workbook."), "seconds": outcome.seconds,
        "processor": outcome.processor, "peak": outcome.peak, "silence": outcome.silence,
        "left": WATCH.started - WATCH.waited_for,
        "notices": outcome.book.notices if outcome.book else (),
        "sheets": [[s.name, len(s.rows), [r for r in s.rows[:50] if r]] for s in sheets],
    }  # fmt: skip


def main() -> None:
    """Answer until nobody asks any more."""
    watch(sys.argv[1])
    for line in sys.stdin:
        print(json.dumps(_told(read(Path(line.rstrip("\n")))), default=str), flush=True)


if __name__ == "__main__":
    main()
