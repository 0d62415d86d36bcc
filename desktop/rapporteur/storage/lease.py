"""The lease: one writer per file, said in a small file beside it.

The lease names who has the file open for editing, on which computer, with which version of the
program, and since when. Its counter is rewritten every ten seconds by a thread that never
touches the database. A reader judges by its own clock whether the counter moves, never by the
times written in it: clocks of two computers differ. A holder on the same computer whose process
is gone is recognised at once, so that a crash locks nobody out.
"""

from __future__ import annotations

import contextlib
import json
import os
import threading
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from uuid import uuid4

from rapporteur import __version__
from rapporteur.domain.errors import UserError
from rapporteur.storage import processes

BEAT_SECONDS = 10.0
SILENT_SECONDS = 60.0  # this long without a beat, and a take-over may be offered

_ATTEMPTS = 5  # each is lost only to somebody who has just let go, or died on the way


@dataclass(frozen=True, slots=True)
class Holder:
    """Who has a file open. `since` is in UTC, by the holder's own clock."""

    user: str
    computer: str
    since: datetime
    program: str
    token: str = ""
    beat: int = 0
    machine: str = ""
    boot: str = ""
    pid: int = 0
    mark: str = ""

    def alive(self) -> bool:
        """False only where this very computer knows that the holder's process is gone."""
        place = processes.this_place()
        if not self.machine or (self.computer, self.machine) != (place.computer, place.machine):
            return True
        if self.boot != place.boot:
            return False
        mark = processes.start_mark(self.pid)
        return mark is None or mark == self.mark


class FileInUse(UserError):  # noqa: N818 - a state that the user is told of, by its name
    """The file is open for editing elsewhere; `holder` says by whom."""

    def __init__(self, path: Path, holder: Holder) -> None:
        since = holder.since.astimezone().strftime("%d.%m.%Y %H:%M")
        super().__init__(
            "file.in_use",
            f"{path.name} was opened by {holder.user} on {holder.computer} "
            f"and has been in use since {since}.",
            safe="Nothing was changed.",
            advice="Open it for viewing, work on a copy, or take it over "
            "if you know that nobody is working there any more.",
        )
        self.holder = holder


def lease_path(path: Path) -> Path:
    """Where the lease of the file at `path` lies."""
    return path.with_name(f".~lock.{path.name}#")


def read_holder(path: Path) -> Holder | None:
    """Who has the file at `path` open; None where nobody has. Somebody unknown has no token."""
    return _read(lease_path(path))


def _read(lease: Path) -> Holder | None:
    try:
        text = lease.read_text(encoding="utf-8")
    except FileNotFoundError:
        return None
    except (OSError, UnicodeDecodeError):
        return _unknown()
    try:
        data = json.loads(text)
        data["since"] = datetime.fromisoformat(data["since"])
        return Holder(**data)
    except (ValueError, TypeError, KeyError):
        return _unknown()


def _unknown() -> Holder:
    return Holder("somebody", "an unknown computer", datetime.now(UTC), "")


class HolderWatch:
    """Looks whether the holder of a file still moves, by this computer's own clock."""

    def __init__(self, path: Path, clock: Callable[[], float] = time.monotonic) -> None:
        self._path = path
        self._clock = clock
        self._seen = self._beat()
        self._moved = clock()

    def silent_for(self) -> float:
        """Seconds since the lease was last seen to move; look at it every few seconds."""
        seen = self._beat()
        if seen != self._seen:
            self._seen, self._moved = seen, self._clock()
        return self._clock() - self._moved

    def may_take_over(self) -> bool:
        """True after a minute without a beat, or when nobody holds the file any more."""
        return self.silent_for() >= SILENT_SECONDS or read_holder(self._path) is None

    def _beat(self) -> tuple[str, int]:
        holder = read_holder(self._path)
        return (holder.token, holder.beat) if holder else ("", 0)


class Lease:
    """This program's hold of one file; made by `acquire`, ended by `release`."""

    def __init__(self, path: Path, holder: Holder, beat_seconds: float) -> None:
        self._path = path
        self._holder = holder
        self._mutex = threading.Lock()
        self._stop = threading.Event()
        self._beat_seconds = beat_seconds
        self._thread = threading.Thread(target=self._beat, name="lease", daemon=True)
        self._thread.start()

    @classmethod
    def acquire(
        cls, path: Path, *, take_over: bool = False, beat_seconds: float = BEAT_SECONDS
    ) -> Lease:
        """Take the lease of the file at `path`.

        Raises `FileInUse` where somebody has it who may be alive, unless the user has confirmed
        `take_over`; `OSError` where the folder cannot be written.
        """
        mine = _new_holder()
        target = lease_path(path)
        for _ in range(_ATTEMPTS):
            with contextlib.suppress(FileExistsError):
                _write_new(target, mine)
                return cls(path, mine, beat_seconds)
            holder = _read(target)
            if holder is None:
                continue  # it was given back this very moment
            if not take_over and holder.alive():
                raise FileInUse(path, holder)
            if _succeed(path, holder, mine):
                return cls(path, mine, beat_seconds)
        raise FileInUse(path, _read(target) or _unknown())

    def check(self) -> None:
        """Raise `UserError` "file.taken_over" where somebody else holds the file now.

        A lease that somebody has deleted is written again.
        """
        with self._mutex:  # not while the heart beats: Windows cannot read what is being replaced
            holder = read_holder(self._path)
            if holder is None:
                try:
                    _write_new(lease_path(self._path), self._holder)
                except FileExistsError:
                    holder = read_holder(self._path)
                except OSError:
                    return  # the disk will say what is wrong when it is written to
        if holder is not None and holder.token != self._holder.token:
            raise UserError(
                "file.taken_over",
                f"{self._path.name} was taken over by {holder.user} on {holder.computer}.",
                safe="This change was not saved; everything saved before it is in the file.",
                advice="Save a copy of what you see if you need it, "
                "and open the file again when the other one is done.",
            )

    def release(self) -> None:
        """Stop the heartbeat and remove the lease, if it is still ours."""
        self._stop.set()
        self._thread.join()
        with self._mutex:
            holder = read_holder(self._path)
            if holder is not None and holder.token == self._holder.token:
                lease_path(self._path).unlink(missing_ok=True)

    def _beat(self) -> None:
        while not self._stop.wait(self._beat_seconds):
            with self._mutex:
                holder = read_holder(self._path)
                if holder is None or holder.token != self._holder.token:
                    continue  # `check` says so before the next write
                beaten = replace(holder, beat=holder.beat + 1)
                try:
                    _write_over(lease_path(self._path), beaten)
                except OSError:
                    continue  # a medium that is gone for a while; the next beat tries again


def _new_holder() -> Holder:
    place = processes.this_place()
    return Holder(
        user=processes.this_user(),
        computer=place.computer,
        since=datetime.now(UTC),
        program=__version__,
        token=str(uuid4()),
        machine=place.machine,
        boot=place.boot,
        pid=os.getpid(),
        mark=processes.own_mark(),
    )


def _encoded(holder: Holder) -> bytes:
    data = {**asdict(holder), "since": holder.since.isoformat()}
    return json.dumps(data, ensure_ascii=False).encode()


def _succeed(path: Path, holder: Holder, mine: Holder) -> bool:
    """Take the place of `holder`, who is gone or is to go; False where that is to be tried again.

    Several may find the lease of a dead program in the same instant. Whoever makes the claim
    named after that lease is the one; the lease is looked at once more behind the claim, which
    may have been made when another had been and gone. Raises `FileInUse` where another one is
    about to take it.
    """
    target = lease_path(path)
    claim = target.with_name(f"{target.name}{holder.token[:8]}.next")
    try:
        _write_new(claim, mine)
    except FileExistsError:
        rival = _read(claim)
        if rival is not None and rival.alive():
            raise FileInUse(path, rival) from None
        claim.unlink(missing_ok=True)  # of a program that died in the middle of this
        return False
    try:
        now = _read(target)
        if now is None or now.token != holder.token:
            return False
        _write_over(target, mine)
        _draft(target, holder).unlink(missing_ok=True)
        return True
    finally:
        claim.unlink(missing_ok=True)


def _write_new(target: Path, holder: Holder) -> None:
    """Write a lease where there is none, whole from the first moment; else `FileExistsError`."""
    draft = _written_draft(target, holder)
    try:
        if os.name == "nt":
            draft.rename(target)  # fails where the name is taken
            return
        try:
            os.link(draft, target)
        except FileExistsError:
            raise
        except OSError:  # a medium without hard links, such as a memory stick
            _write(target, holder, os.O_EXCL)
    finally:
        draft.unlink(missing_ok=True)


def _write_over(target: Path, holder: Holder) -> None:
    """Replace the lease in one step, so that nobody ever reads half of it."""
    draft = _written_draft(target, holder)
    try:
        draft.replace(target)
    finally:
        draft.unlink(missing_ok=True)


def _written_draft(target: Path, holder: Holder) -> Path:
    draft = _draft(target, holder)
    try:
        _write(draft, holder, os.O_TRUNC)
    except BaseException:
        draft.unlink(missing_ok=True)
        raise
    return draft


def _draft(target: Path, holder: Holder) -> Path:
    return target.with_name(f"{target.name}{holder.token[:8]}")


def _write(path: Path, holder: Holder, how: int) -> None:
    descriptor = os.open(path, os.O_CREAT | os.O_WRONLY | how, 0o600)
    try:
        os.write(descriptor, _encoded(holder))
    finally:
        os.close(descriptor)
