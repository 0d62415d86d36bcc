"""Long work beside the window: values in, values out, with progress and cancel.

A job runs a plain function in a thread of its own. The function gets nothing of the window and
no database, only a `JobControl` to say how far it is and to ask whether it should stop; what it
returns or raises is delivered in the window's thread.
"""

from __future__ import annotations

import threading
from collections.abc import Callable

from PySide6.QtCore import QObject, QThread, Signal

from rapporteur.domain.errors import UserError


class Stopped(Exception):  # noqa: N818 - not a fault: what `JobControl.check` ends a job with
    """The user asked for the job to be given up."""


class JobControl:
    """The job's side of the conversation; safe to use from any thread."""

    def __init__(self, report: Callable[[int], None]) -> None:
        self._stop = threading.Event()
        self._report = report

    def report(self, count: int) -> None:
        """Say how much is done so far; the window knows what is counted."""
        self._report(count)

    def cancelled(self) -> bool:
        """Whether the user asked to stop."""
        return self._stop.is_set()

    def check(self) -> None:
        """Raise `Stopped` if the user asked to stop."""
        if self.cancelled():
            raise Stopped

    def stop(self) -> None:
        """Ask the job to stop at its next look."""
        self._stop.set()


class Job(QThread):
    """One run of one function. Exactly one of `done`, `failed`, `stopped` comes after `start`.

    `failed` carries a `UserError`. Any other exception is a fault of the program: it is raised
    again in the window's thread, where the one handler for faults finds it, and `stopped`
    follows so that the waiting window is released.
    """

    progressed = Signal(int)
    done = Signal(object)
    failed = Signal(object)
    stopped = Signal()

    def __init__(self, work: Callable[[JobControl], object], parent: QObject) -> None:
        super().__init__(parent)
        self._work = work
        self._result: object = None
        self._error: BaseException | None = None
        self._control = JobControl(self.progressed.emit)
        self.finished.connect(self._deliver)

    def run(self) -> None:
        """Call the function; Qt calls this in the job's own thread."""
        try:
            self._result = self._work(self._control)
        except BaseException as error:  # noqa: BLE001 - delivered in the window's thread
            self._error = error

    def cancel(self) -> None:
        """Ask the function to stop; nothing of what it found is delivered."""
        self._control.stop()

    def give_up(self) -> None:
        """Cancel, deliver nothing at all, and return when the function has ended."""
        self.finished.disconnect(self._deliver)
        self.cancel()
        self.wait()

    def _deliver(self) -> None:
        error, self._error = self._error, None
        if self._control.cancelled() or isinstance(error, Stopped):
            self.stopped.emit()
        elif error is None:
            self.done.emit(self._result)
        elif isinstance(error, UserError):
            self.failed.emit(error)
        else:
            self.stopped.emit()
            raise error
