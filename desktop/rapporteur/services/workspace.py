"""The open session file: one way in for reading, one for editing.

`read()` gives a database session that cannot write. `edit(label)` is one transaction and one
named step of the history; when it is on the disk, every subscriber hears what differs. Undo and
redo are edits of their own kind. Nothing is written in any other way.
"""

from __future__ import annotations

import getpass
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from enum import Enum
from pathlib import Path

from sqlalchemy import Engine
from sqlalchemy.orm import Session as Db

from rapporteur.domain.errors import UserError
from rapporteur.domain.history import Changed, HistoryState, Step
from rapporteur.storage import creation, undo
from rapporteur.storage.connection import make_engine, writing
from rapporteur.storage.history import EditDb, ReadDb, Recorder


class OpenMode(Enum):
    """How a file is opened. TAKE_OVER means that the user has confirmed it."""

    EDIT = "edit"
    VIEW = "view"
    TAKE_OVER = "take over"


class FileInUse(UserError):  # noqa: N818 - a state that the user is told of, by its name
    """Somebody else has the file open for editing."""


class Workspace:
    """One open session file."""

    def __init__(self, path: Path, engine: Engine, *, read_only_reason: str = "") -> None:
        self.path = path
        self.read_only_reason = read_only_reason
        self.saved_at: datetime | None = None
        self._engine = engine
        self._writer = writing(engine)
        self._lock = threading.Lock()
        self._editing_thread: int | None = None
        self._who = getpass.getuser()
        self._mergeable: tuple[str, int] = ("", 0)
        self._listeners: list[Callable[[Changed], None]] = []

    @classmethod
    def create(cls, path: Path) -> Workspace:
        """Make a new file and open it for editing; it holds no session yet."""
        creation.create_file(path)
        return cls.open(path)

    @classmethod
    def open(cls, path: Path, mode: OpenMode = OpenMode.EDIT) -> Workspace:
        """Open the file at `path`."""
        read_only = mode is OpenMode.VIEW
        engine = make_engine(path.resolve(), read_only=read_only)
        reason = "The file was opened for viewing only." if read_only else ""
        return cls(path.resolve(), engine, read_only_reason=reason)

    @property
    def read_only(self) -> bool:
        """True where `edit` is refused; `read_only_reason` says why."""
        return bool(self.read_only_reason)

    @contextmanager
    def read(self) -> Iterator[Db]:
        """A database session that cannot write."""
        with ReadDb(self._engine) as db:
            yield db

    @contextmanager
    def edit(self, label: str, *, merge: str = "") -> Iterator[Db]:
        """One transaction and one named step."""
        with self._write() as db:
            into = self._mergeable[1] if merge and self._mergeable[0] == merge else None
            db.recorder = Recorder(db, label, self._who, into=into)
            yield db
            changed = db.recorder.finish()
            if changed is None and not db.recorder.wrote_files:
                db.rollback()
                return
            db.commit()
            self._mergeable = (merge, changed.step) if changed else ("", 0)
            self.saved_at = datetime.now(UTC)
        if changed is not None:
            self._tell(changed)

    def undo(self) -> Changed | None:
        """Take back the last edit."""
        return self._turn(undo.undo)

    def redo(self) -> Changed | None:
        """Bring back the edit that was undone last."""
        return self._turn(undo.redo)

    def history(self) -> HistoryState:
        """What Undo and Redo would do next."""
        with self.read() as db:
            return undo.state(db)

    def journal(self, limit: int = 200, search: str = "") -> list[Step]:
        """The last steps, newest first."""
        with self.read() as db:
            return undo.journal(db, limit, search)

    def subscribe(self, listener: Callable[[Changed], None]) -> Callable[[], None]:
        """Call `listener` after every commit; the returned function ends it."""
        self._listeners.append(listener)

        def unsubscribe() -> None:
            if listener in self._listeners:
                self._listeners.remove(listener)

        return unsubscribe

    def close(self) -> None:
        """Let go of the file."""
        self._engine.dispose()

    def _turn(self, turn: Callable[[EditDb, str], Changed | None]) -> Changed | None:
        with self._write() as db:
            changed = turn(db, self._who)
            if changed is None:
                return None
            db.commit()
            self._mergeable = ("", 0)
            self.saved_at = datetime.now(UTC)
        self._tell(changed)
        return changed

    @contextmanager
    def _write(self) -> Iterator[EditDb]:
        if self.read_only:
            raise UserError("file.read_only", self.read_only_reason, safe="Nothing was changed.")
        if self._editing_thread == threading.get_ident():
            raise RuntimeError("an edit inside an edit")
        with self._lock:
            self._editing_thread = threading.get_ident()
            try:
                with EditDb(self._writer, expire_on_commit=False) as db:
                    yield db
            finally:
                self._editing_thread = None

    def _tell(self, changed: Changed) -> None:
        for listener in tuple(self._listeners):
            try:
                listener(changed)
            except Exception:  # noqa: BLE001 - the edit is saved whatever a screen makes of it
                sys.excepthook(*sys.exc_info())
