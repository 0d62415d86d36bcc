"""The open session file: one way in for reading, one for editing.

`read()` gives a database session that cannot write. `edit(label)` is one transaction and one
named step of the history; when it is on the disk, every subscriber hears what differs. Undo and
redo are edits of their own kind. Nothing is written in any other way.

Threads: everything may be called from any thread. Writes wait for each other; a read sees the
file as it was when the read began. A database session stays in the thread that opened it, and
an edit begins outside any read of its own thread, since the two would wait for each other.
Subscribers are called in the thread that edited, when the lock is free again.
"""

from __future__ import annotations

import logging
import math
import sqlite3
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from enum import Enum
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import Session as Db

from rapporteur import paths
from rapporteur.domain.cancelling import Check, go_on
from rapporteur.domain.dates import shown_date
from rapporteur.domain.editing import clean_text
from rapporteur.domain.errors import UserError
from rapporteur.domain.history import Changed, HistoryState, Step
from rapporteur.services.places import own_folders, place_of
from rapporteur.storage import creation, disk, errors, opening, restoring, temporary, undo
from rapporteur.storage.backups import Backup
from rapporteur.storage.engine import driver_of
from rapporteur.storage.history import EditDb, ReadDb, Recorder
from rapporteur.storage.lease import FileInUse, Holder, HolderWatch, Lease
from rapporteur.storage.opening import FileDamaged, OpenFile
from rapporteur.storage.processes import this_user
from rapporteur.storage.tables import SealRow

__all__ = [
    "Backup",
    "Db",
    "FileDamaged",
    "FileInUse",
    "Holder",
    "HolderWatch",
    "OpenMode",
    "Workspace",
]

BACKUP_SECONDS = 15 * 60

_HOLDING_SEAL = (
    select(SealRow.signed_on)
    .where(SealRow.sealed_at != "", SealRow.reopened_at == "")
    .order_by(SealRow.id.desc())
)

_log = logging.getLogger(__name__)


class OpenMode(Enum):
    """How a file is opened. TAKE_OVER means that the user has confirmed it."""

    EDIT = "edit"
    VIEW = "view"
    TAKE_OVER = "take over"


class Workspace:
    """One open session file; made by `create` and `open`, ended by `close`.

    `saved_at` is when the last edit of this program was on the disk, in UTC. `backup_problem`
    says why the last backup failed; None when it did not.
    """

    def __init__(self, file: OpenFile) -> None:
        self.path = file.path
        self.saved_at: datetime | None = None
        self.backup_problem: UserError | None = None
        self._file = file
        self._lock = threading.Lock()
        self._thread = threading.local()
        self._who = this_user()
        self._mergeable: tuple[str, int | None] = ("", None)
        self._listeners: list[Callable[[Changed], None]] = []
        self._backed_up = time.monotonic()
        self._closed = False
        self._seal: str | None = None  # why a seal forbids edits; None until looked up

    @classmethod
    def create(cls, path: Path) -> Workspace:
        """Make a new file and open it for editing; it holds no session yet.

        The first edit is followed by a backup; until then there is nothing worth one. Raises
        `UserError` where the name is taken or the folder cannot be written.
        """
        folders = own_folders()
        try:
            with errors.sorted_errors(path):
                creation.create_file(path.absolute())
        except OSError as error:
            raise errors.os_words(error, path) from error
        try:
            made = cls(opening.open_for_edit(place_of(path), folders, empty=True))
        except BaseException:
            disk.remove_file(path)  # made a moment ago, and nobody has written to it
            raise
        made._backed_up = -math.inf
        return made

    @classmethod
    def open(cls, path: Path, mode: OpenMode = OpenMode.EDIT) -> Workspace:
        """Open the file at `path`; where it cannot be written, `read_only_reason` says why.

        Raises `FileInUse` (EDIT only), `FileDamaged`, or another `UserError` with the reason.
        """
        place = place_of(path)
        folders = own_folders()
        if mode is OpenMode.VIEW:
            return cls(opening.open_for_view(place, folders))
        take_over = mode is OpenMode.TAKE_OVER
        return cls(opening.open_for_edit(place, folders, take_over=take_over))

    @property
    def read_only(self) -> bool:
        """True where `edit` is refused; `read_only_reason` says why."""
        return bool(self.read_only_reason)

    @property
    def read_only_reason(self) -> str:
        """Why nothing can be changed, in plain words; "" where it can."""
        return self._file.reason or self._sealed()

    @property
    def sealed(self) -> bool:
        """True where nothing but the seal over a signed Protocol forbids edits."""
        return not self._file.reason and bool(self._sealed())

    @property
    def who(self) -> str:
        """Under whose name steps are written."""
        return self._who

    @property
    def newer(self) -> bool:
        """True for a file of a newer version of the program, which can only be viewed."""
        return self._file.newer

    @contextmanager
    def read(self) -> Iterator[Db]:
        """A database session that cannot write."""
        self._refuse_closed()
        self._thread.reads = self._reads() + 1
        try:
            with errors.sorted_errors(self.path, reading=True), ReadDb(self._file.engine) as db:
                try:
                    yield db
                finally:
                    if db.ends_step:
                        self._mergeable = ("", None)
        finally:
            self._thread.reads -= 1

    @contextmanager
    def edit(self, label: str, *, merge: str = "", unseal: bool = False) -> Iterator[Db]:
        """A database session for one transaction and one named step.

        The label stands in the journal; what is no text in it (a file name may hold such) is
        left out. Edits following each other with the same non-empty `merge` become one step,
        unless a list was handed out between them (see `references`). An
        edit that changes nothing leaves no step. `unseal` is for reopening a signed Protocol
        alone. Raises `UserError` where it could not be saved; nothing of it is in the file then.
        """
        changed: Changed | None = None
        with self._write(unseal=unseal) as db:
            into = self._mergeable[1] if merge and self._mergeable[0] == merge else None
            db.recorder = Recorder(db, clean_text(label), self._who, into=into)
            yield db
            changed = db.recorder.finish()
            if changed is not None or db.recorder.wrote_files:
                self._commit(db)
                self._mergeable = (merge, db.recorder.step)
        if changed is not None:
            self._tell(changed)

    def undo(self, check: Check = go_on) -> Changed | None:
        """Take back the last edit that stands; None where there is none.

        `check` is called now and then; what it raises ends the undo with nothing done.
        """
        return self._turn(undo.undo, check)

    def redo(self, check: Check = go_on) -> Changed | None:
        """Bring back what was undone last; None where there is nothing. `check` as for `undo`."""
        return self._turn(undo.redo, check)

    def history(self) -> HistoryState:
        """What Undo and Redo would do next."""
        with self.read() as db:
            return undo.state(db)

    def journal(self, limit: int = 200, search: str = "") -> list[Step]:
        """The last steps, newest first; with `search` those whose label or author holds it."""
        with self.read() as db:
            return undo.journal(db, limit, search)

    def subscribe(self, listener: Callable[[Changed], None]) -> Callable[[], None]:
        """Call `listener` after every commit; the returned function ends it."""
        self._listeners.append(listener)

        def unsubscribe() -> None:
            if listener in self._listeners:
                self._listeners.remove(listener)

        return unsubscribe

    def save_copy(self, target: Path) -> None:
        """Write everything to a new file; also where this one has been moved away."""
        with self._driver() as driver:
            restoring.save_copy(driver, target.absolute())

    def backups(self) -> list[Backup]:
        """The backups of this file, newest first."""
        return self._file.backups.backups()

    def back_up(self, reason: str) -> Backup:
        """Make a verified backup now; `reason` is the program's word, such as "import".

        Raises `UserError` where it could not be made.
        """
        return self._back_up(reason)

    def _back_up(self, reason: str, *, spare: Backup | None = None) -> Backup:
        guard = self._file.guard
        if guard is None:
            raise self._refusal()
        try:
            with errors.sorted_errors(self.path), self._driver() as driver:
                now, edition = datetime.now(UTC), guard.edition
                made = self._file.backups.make(driver, self.path, reason, edition, now, spare=spare)
        except OSError as error:
            raise errors.os_words(error, paths.data_dir()) from error
        self.backup_problem = None
        self._backed_up = time.monotonic()
        return made

    def restore(self, backup: Backup) -> None:
        """Go back to `backup`. The present file is backed up and set aside, never deleted."""
        if self._file.lease is None or self._file.guard is None or self._sealed():
            raise self._refusal()
        with self._exclusive():
            if self._sealed():  # while this waited for its turn
                raise self._refusal()
            self._file.lease.check()
            self._file.guard.check()
            self._back_up("restore", spare=backup)
            self._file.close(keep_lease=True)
            try:
                restoring.put_back(backup, self.path)
            finally:  # whichever of the two lies there now, it is a whole file
                self._file = opening.open_for_edit(self.path, own_folders(), lease=self._file.lease)
            self._mergeable = ("", None)
            self._seal = None
            self.saved_at = datetime.now(UTC)
        self._tell(Changed(0, "", {}))

    @staticmethod
    def restore_damaged(path: Path, backup: Backup) -> None:
        """Put `backup` in the place of a file that cannot be opened, which is set aside."""
        place = place_of(path)
        lease = Lease.acquire(place)
        try:
            restoring.put_back(backup, place)
        finally:
            lease.release()

    def close(self) -> None:
        """Back up if anything changed, and let go of the file; once more does nothing."""
        if self._closed:
            return
        with self._exclusive():
            self._closed = True
            try:
                if self._file.guard is not None and self._changed_since_backup():
                    self._try_backup("close")
            finally:
                self._file.close()
                temporary.leave(paths.temp_dir())

    def _turn(
        self,
        turn: Callable[[EditDb, str, Check], Changed | None],
        check: Check,
    ) -> Changed | None:
        with self._write() as db:
            changed = turn(db, self._who, check)
            if changed is None:
                return None
            self._commit(db)
            self._mergeable = ("", None)
        self._tell(changed)
        return changed

    @contextmanager
    def _write(self, *, unseal: bool = False) -> Iterator[EditDb]:
        """The write lock of this program and of the file, on the file that was opened."""
        lease, guard = self._file.lease, self._file.guard
        if lease is None or guard is None or (self._sealed() and not unseal):
            raise self._refusal()
        with self._exclusive(), errors.sorted_errors(self.path):
            guard.check()
            lease.check()
            with EditDb(self._file.writer, expire_on_commit=False) as db:
                db.connection()  # takes the file's write lock
                guard.check()
                if not unseal and db.execute(_HOLDING_SEAL).first() is not None:
                    self._seal = None  # it was set while this edit waited for its turn
                    raise self._refusal()
                yield db
            if time.monotonic() - self._backed_up >= BACKUP_SECONDS:
                self._try_backup("quarter hour")

    def _commit(self, db: EditDb) -> None:
        """Commit, and believe it only if the file is still the one at the path."""
        guard = self._file.guard
        if guard is None:
            raise self._refusal()
        guard.check()
        db.commit()
        self._seal = None  # it may have been set or broken just now
        guard.remember()
        guard.check_place()
        self.saved_at = datetime.now(UTC)

    def _sealed(self) -> str:
        """Why the seal over a signed Protocol forbids edits; "" where there is none."""
        if self._seal is None:
            with (
                errors.sorted_errors(self.path, reading=True),
                self._file.engine.connect() as connection,
            ):
                day = connection.execute(_HOLDING_SEAL).scalar()
            self._seal = "" if day is None else (
                f"The Protocol was signed on {shown_date(day)}, and the file is sealed."
            )  # fmt: skip
        return self._seal

    def _refuse_closed(self) -> None:
        if self._closed:
            raise RuntimeError("the file is closed")

    @contextmanager
    def _exclusive(self) -> Iterator[None]:
        self._refuse_closed()
        if getattr(self._thread, "writes", False):
            raise RuntimeError("an edit inside an edit of the same thread")
        if self._reads():
            raise RuntimeError("an edit inside a read of the same thread")
        with self._lock:
            self._thread.writes = True
            try:
                yield
            finally:
                self._thread.writes = False

    def _reads(self) -> int:
        count: int = getattr(self._thread, "reads", 0)
        return count

    @contextmanager
    def _driver(self) -> Iterator[sqlite3.Connection]:
        with self._file.engine.connect() as connection:
            yield driver_of(connection)

    def _changed_since_backup(self) -> bool:
        if self._backed_up == -math.inf:
            return False  # a new file into which nothing was written
        made = self.backups()
        guard = self._file.guard
        return guard is not None and not (made and made[0].edition == guard.edition)

    def _try_backup(self, reason: str) -> None:
        """A backup whose failure must not make a saved edit look unsaved."""
        self._backed_up = time.monotonic()  # or the next edit would try again
        try:
            self.back_up(reason)
        except UserError as problem:
            self.backup_problem = problem
            _log.warning("no backup (%s): %s", reason, problem.code)

    def _refusal(self) -> UserError:
        if not self._file.reason and self._sealed():
            return UserError(
                "file.sealed",
                self._sealed(),
                safe="Nothing was changed.",
                advice="Reopen the Protocol, with the reason, or go on in the next session's file.",
            )
        return UserError(
            "file.read_only",
            self.read_only_reason,
            safe="Nothing was changed.",
            advice="Save a copy to work on, or open the file for editing.",
        )

    def _tell(self, changed: Changed) -> None:
        for listener in tuple(self._listeners):
            try:
                listener(changed)
            except Exception:  # noqa: BLE001 - the edit is saved whatever a screen makes of it
                sys.excepthook(*sys.exc_info())
