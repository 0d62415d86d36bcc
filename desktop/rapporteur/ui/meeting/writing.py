"""Writes that nobody waits for: one after the other, in the order in which they were asked for.

On a slow share a commit may take a second. Keys must not wait for it, so the meeting window
hands everything it writes to one queue that is worked off beside the window.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal

from rapporteur.domain.errors import UserError
from rapporteur.ui.bridge import FileBridge
from rapporteur.ui.workers import Job

if TYPE_CHECKING:
    from rapporteur.services.workspace import Db


def is_refusal(error: UserError) -> bool:
    """Whether the rules refuse it, so that trying again would not help; else the file does."""
    return error.code.startswith(("record.", "speaker.", "attendance."))


@dataclass(slots=True)
class _Write:
    label: str
    work: Callable[[Db], Any]
    merge: str
    before: Callable[[], None] | None
    done: Callable[[Any], None] | None
    failed: Callable[[UserError], None] | None
    chain: str = ""
    result: Any = None
    error: UserError | None = None
    ran: bool = False


class Writer(QObject):
    """The queue of one window. Each write is one step of the history, as with `FileBridge.edit`.

    `done` and `failed` are called in the window's thread. A refusal that nobody takes is shown
    in the message bar. The next write begins whether or not the one before it succeeded.
    """

    state_changed = Signal()
    """It became busy or idle."""

    def __init__(self, bridge: FileBridge, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._waiting: deque[_Write] = deque()
        self._current: _Write | None = None
        self._job: Job | None = None
        self._broken: dict[str, UserError] = {}

    @property
    def busy(self) -> bool:
        """Whether something is being written or waits for it."""
        return self._current is not None or bool(self._waiting)

    def put(
        self,
        label: str,
        work: Callable[[Db], Any],
        *,
        merge: str = "",
        before: Callable[[], None] | None = None,
        done: Callable[[Any], None] | None = None,
        failed: Callable[[UserError], None] | None = None,
        chain: str = "",
    ) -> None:
        """Write, after what was asked for before. `before` runs beside the window as well.

        Where one of a `chain` could not be saved, those after it fail with the same error, so
        that none overtakes another, until `mend`.
        """
        self._waiting.append(_Write(label, work, merge, before, done, failed, chain))
        if self._current is None:
            self._begin()

    def mend(self, chain: str) -> None:
        """Try again to write what belongs to `chain`."""
        self._broken.pop(chain, None)

    def finish(self) -> None:
        """Return when everything is written or refused: before an undo, before the file closes."""
        while self.busy:
            job, write = self._job, self._current
            if job is not None and write is not None:
                job.give_up()  # waits, and delivers nothing: that is done here
                self._job = self._current = None
                self._deliver(write)
            else:
                write = self._waiting.popleft()
                self._run(write)
                self._deliver(write)
        self.state_changed.emit()

    def _begin(self) -> None:
        self._current = write = self._waiting.popleft()
        self._job = Job(lambda _control: self._run(write), self, lasting=True)
        self._job.done.connect(lambda _result: self._on_ended(write))
        self._job.stopped.connect(lambda: self._on_ended(write))  # a fault, which the job raises
        self._job.finished.connect(self._job.deleteLater)
        self._job.start()
        self.state_changed.emit()

    def _run(self, write: _Write) -> None:
        """In the job's thread: what the user can do something about is kept for the window's."""
        write.ran = True
        write.error = self._broken.get(write.chain)
        if write.error is not None:
            return
        if write.before is not None:
            write.before()
        try:
            write.result = self._bridge.edit(write.label, write.work, merge=write.merge)
        except UserError as error:
            write.error = error
            if write.chain and not is_refusal(error):
                self._broken[write.chain] = error

    def _on_ended(self, write: _Write) -> None:
        if write is not self._current:
            return
        self._job = self._current = None
        if self._waiting:
            self._begin()
        self._deliver(write)
        if not self.busy:
            self.state_changed.emit()

    def _deliver(self, write: _Write) -> None:
        if write.error is None:
            if write.done is not None:
                write.done(write.result)
        elif write.failed is not None:
            write.failed(write.error)
        else:
            self._bridge.report(write.error)
