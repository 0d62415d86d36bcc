"""Reading a list from outside, of whatever kind: the guarded door.

The file is read once, hashed, and handed to a separate process that may use only so much memory
and time and gives plain values back. Whatever happens in there, this side shows sentences of
its own; nothing the reading process says is shown, except the values of cells.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path
from queue import Empty, SimpleQueue
from typing import Protocol

import rapporteur
from rapporteur.domain.errors import UserError
from rapporteur.domain.workbook import Book, Reading
from rapporteur.exchange.incoming.answer import Answer, MalformedAnswerError
from rapporteur.exchange.incoming.kinds import check_kind
from rapporteur.exchange.incoming.limits import DEFAULT_LIMITS, Limits
from rapporteur.exchange.incoming.refusals import refusal
from rapporteur.exchange.incoming.worker import READY, order_line

FOUND_OUT = Reading()  # nobody has said how a list is to be read

Reader = subprocess.Popen[bytes]  # a reading process


class Collector(Protocol):
    """Takes in what a reading process says, message by message, and believes nothing unchecked.

    `complete` once it ended or refused; `take` raises MalformedAnswerError for what is no message.
    """

    complete: bool
    refused: str
    refused_number: int
    rows_read: int

    def take(self, line: bytes) -> None:
        """Take in one message."""


_LONGEST_LINE = 16 << 20  # bytes; none of ours comes near
_LAST_MOMENT = 2.0  # seconds between the last word of the reading process and its end
_POLL = 0.05  # seconds between two looks at the clock and at Cancel


def read_book(
    path: Path,
    *,
    reading: Reading = FOUND_OUT,
    limits: Limits = DEFAULT_LIMITS,
    on_progress: Callable[[int], None] | None = None,
    cancelled: Callable[[], bool] = lambda: False,
) -> Book:
    """Read all sheets of the list at `path`: a workbook, a text, a table saved as a page.

    `reading` says how, where it shall not be found out; `Book.reading` says how it was done.
    `on_progress` is told the number of rows read so far, from the calling thread. Where
    `cancelled` becomes true the reading process is ended and UserError "workbook.cancelled" is
    raised. Every refusal is a UserError "workbook.…" that names the file and the reason.
    """
    return read_bytes(
        path.name, content_of(path, limits), reading=reading, limits=limits,
        on_progress=on_progress, cancelled=cancelled,
    )  # fmt: skip


def read_bytes(
    name: str,
    data: bytes,
    *,
    reading: Reading = FOUND_OUT,
    limits: Limits = DEFAULT_LIMITS,
    on_progress: Callable[[int], None] | None = None,
    cancelled: Callable[[], bool] = lambda: False,
    reader: Reader | None = None,
) -> Book:
    """`read_book` for bytes that are here already: a list kept with the session, or a table
    from the clipboard. With the `Book.reading` of then, the same bytes give the same book.

    `reader` is a process that was made ready before; it reads this one list and is ended.
    """
    if len(data) > limits.file_bytes:
        raise refusal("size", name, limits.file_bytes // (1024 * 1024))
    check_kind(name, data)
    answer = Answer(limits)
    guarded(
        answer, name, order_line(limits, reading) + data, limits=limits,
        on_progress=on_progress, cancelled=cancelled, reader=reader,
    )  # fmt: skip
    return answer.book(name, hashlib.sha256(data).hexdigest())


def guarded(
    answer: Collector,
    name: str,
    order: bytes,
    *,
    limits: Limits,
    refuse: Callable[[str, str, int], UserError] = refusal,
    on_progress: Callable[[int], None] | None = None,
    cancelled: Callable[[], bool] = lambda: False,
    reader: Reader | None = None,
) -> None:
    """Have a reading process read the file within `order`, and `answer` collect what it says.

    Every refusal is what `refuse` makes of its code, the name of the file and a number.
    """
    process = _started(worker_command()) if reader is None or reader.poll() is not None else reader
    try:
        _converse(
            process, name, order, answer, limits=limits, refuse=refuse,
            on_progress=on_progress, cancelled=cancelled,
        )  # fmt: skip
    finally:
        end_reader(process)


def start_reader() -> Reader:
    """Start a reading process that gets ready and waits for its one list; see `end_reader`."""
    return _started([*worker_command(), READY])


def worker_command() -> list[str]:
    """The command that starts the reading process; a frozen program has its own here."""
    return [sys.executable, "-P", "-s", "-B", "-m", "rapporteur.exchange.incoming.worker"]


def _started(command: list[str]) -> Reader:
    return subprocess.Popen(
        command,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env=_environment(),
        creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
        start_new_session=True,  # so that it is ended with whatever it may have started
    )


def _environment() -> dict[str, str]:
    """Nothing of the user's settings but what the system needs to start a program at all."""
    kept = ("SYSTEMROOT", "PATH", "LD_LIBRARY_PATH", "VIRTUAL_ENV", "PYTHONHOME")
    found = {name: os.environ[name] for name in kept if name in os.environ}
    found["PYTHONPATH"] = str(Path(rapporteur.__file__).parents[1])
    found["PYTHONUTF8"] = "1"
    return found


def content_of(
    path: Path,
    limits: Limits = DEFAULT_LIMITS,
    refuse: Callable[[str, str, int], UserError] = refusal,
) -> bytes:
    """The bytes of the file at `path`, as far as it may have so many; else UserError."""
    if path.is_fifo():  # nobody may ever write into it
        raise refuse("pipe", path.name, 0)
    try:
        with path.open("rb") as file:
            data = file.read(limits.file_bytes + 1)
    except FileNotFoundError as error:
        raise refuse("missing", path.name, 0) from error
    except IsADirectoryError as error:
        raise refuse("folder", path.name, 0) from error
    except PermissionError as error:
        raise refuse("folder" if path.is_dir() else "denied", path.name, 0) from error
    except OSError as error:
        raise refuse("unreadable", path.name, 0) from error
    if len(data) > limits.file_bytes:
        raise refuse("size", path.name, limits.file_bytes // (1024 * 1024))
    return data


def _converse(
    process: Reader,
    name: str,
    order: bytes,
    answer: Collector,
    *,
    limits: Limits,
    refuse: Callable[[str, str, int], UserError],
    on_progress: Callable[[int], None] | None,
    cancelled: Callable[[], bool],
) -> None:
    """Send the order with the file, collect the answer, keep the clock."""
    lines: SimpleQueue[bytes] = SimpleQueue()
    threading.Thread(target=_send, args=(process, order), daemon=True).start()
    threading.Thread(target=_receive, args=(process, limits, lines), daemon=True).start()
    deadline = time.monotonic() + limits.seconds
    while not answer.complete:
        if cancelled():
            raise refuse("cancelled", name, 0)
        if time.monotonic() > deadline:
            raise refuse("time", name, int(limits.seconds))
        try:
            line = lines.get(timeout=_POLL)
        except Empty:
            continue
        if not line:
            raise refuse(_ended(process), name, 0)
        try:
            answer.take(line)
        except MalformedAnswerError as error:
            raise refuse("damaged", name, 0) from error
        if on_progress is not None:
            on_progress(answer.rows_read)
    if answer.refused:
        raise refuse(answer.refused, name, answer.refused_number)


def end_reader(process: Reader) -> None:
    """End the reading process, whatever it is doing. Pipes in use are closed by their threads."""
    if sys.platform != "win32":
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(process.pid, signal.SIGKILL)
    process.kill()
    process.wait()


def _ended(process: Reader) -> str:
    """Why the reading process went away without an end: by a limit, or by a fault of the reader."""
    try:
        code = process.wait(timeout=_LAST_MOMENT)
    except subprocess.TimeoutExpired:  # it says nothing and does not go: it will be ended
        return "damaged"
    aborted = {-6: "memory", -9: "memory", -24: "time"}  # SIGABRT, SIGKILL, SIGXCPU
    return aborted.get(code, "damaged")


def _send(process: Reader, order: bytes) -> None:
    if process.stdin is None:
        return
    # It may have ended or been ended early; the receiving thread tells how.
    with contextlib.suppress(OSError, ValueError), process.stdin:
        process.stdin.write(order)


def _receive(process: Reader, limits: Limits, lines: SimpleQueue[bytes]) -> None:
    """Pass on line by line; an empty line means that nothing more will come."""
    total = 0
    if process.stdout is not None:
        with contextlib.suppress(OSError, ValueError), process.stdout:
            while line := process.stdout.readline(_LONGEST_LINE):
                total += len(line)
                if total > limits.answer_bytes or not line.endswith(b"\n"):
                    break
                lines.put(line)
    lines.put(b"")
