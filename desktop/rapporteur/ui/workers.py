"""Long work beside the window: values in, values out, with progress and cancel.

A job runs a plain function in a thread of its own. The function gets nothing of the window, only
a `JobControl` to say how far it is and to ask whether it should stop; what it returns or raises
is delivered in the window's thread. It touches the file through the workspace alone, which keeps
threads apart; a job that writes is `lasting`.

`Latest` is for what a screen shows: it runs one function at a time, and once more where something
changed meanwhile. What it could not find out it says.
"""

from __future__ import annotations

import threading
import traceback
from collections.abc import Callable
from dataclasses import dataclass
from typing import Generic, TypeVar

from PySide6.QtCore import QObject, QThread, Signal

from rapporteur.domain.errors import UserError
from rapporteur.ui.classes import make_classes

T = TypeVar("T")

# So many people are worked through between two key presses; more are work for a job.
ON_THE_SPOT = 400


class Stopped(Exception):  # noqa: N818 - not a fault: what `JobControl.check` ends a job with
    """The user asked for the job to be given up."""


class JobControl:
    """The job's side of the conversation; safe to use from any thread."""

    def __init__(
        self,
        report: Callable[[int], None],
        tell: Callable[[int, int, str], None] = lambda _done, _total, _next: None,
    ) -> None:
        self._stop = threading.Event()
        self._report = report
        self._tell = tell

    def report(self, count: int) -> None:
        """Say how much is done so far; the window knows what is counted."""
        self._report(count)

    def tell(self, done: int, total: int, title: str) -> None:
        """Say how many of how many pieces are done, and the name of the next."""
        self._tell(done, total, title)

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


@dataclass(frozen=True, slots=True)
class Failed:
    """What came in the place of a result."""

    error: BaseException


def attempt(work: Callable[[], T]) -> T | Failed:
    """What `work` returns, or how it failed, fit to be handed to another thread.

    The places in the code stay with the exception, but nothing that was at hand there: a painter
    or letters laid out in this thread would be thrown away in the other one.
    """
    found = _called(work)
    if isinstance(found, Failed):
        chain: list[BaseException | None] = [found.error]
        for error in chain:  # only now have all frames ended, and can be emptied
            if error is not None:
                traceback.clear_frames(error.__traceback__)
                chain += [error.__cause__, error.__context__]
    return found


def _called(work: Callable[[], T]) -> T | Failed:
    try:
        return work()
    except BaseException as error:  # noqa: BLE001 - handed on
        return Failed(error)


class Job(QThread):
    """One run of one function. Exactly one of `done`, `failed`, `stopped` comes after `start`.

    `failed` carries a `UserError`. Any other exception is a fault of the program: it is raised
    again in the window's thread, where the one handler for faults finds it, and `stopped`
    follows so that the waiting window is released.

    What a `lasting` job did cannot be taken back by a cancel that came too late: where the
    function returned, `done` follows. Of any other job a cancel throws the result away.
    """

    progressed = Signal(int)
    told = Signal(int, int, str)
    done = Signal(object)
    failed = Signal(object)
    stopped = Signal()

    _reported = Signal(int)
    _named = Signal(int, int, str)

    def __init__(
        self, work: Callable[[JobControl], object], parent: QObject, *, lasting: bool = False
    ) -> None:
        super().__init__(parent)
        make_classes()
        self._work = work
        self._lasting = lasting
        self._result: object = None
        self._error: BaseException | None = None
        self._given_up = False
        self._control = JobControl(self._reported.emit, self._named.emit)
        self._reported.connect(self._on_reported)
        self._named.connect(self._on_named)
        self.finished.connect(self._deliver)

    def run(self) -> None:
        """Call the function; Qt calls this in the job's own thread."""
        found = attempt(lambda: self._work(self._control))
        if isinstance(found, Failed):
            self._error = found.error
        else:
            self._result = found

    def cancel(self) -> None:
        """Ask the function to stop; nothing of what it found is delivered."""
        self._control.stop()

    def give_up(self) -> None:
        """Cancel, deliver nothing at all, and return when the function has ended."""
        self._given_up = True  # to disconnect would not take back a call that is on its way
        self.cancel()
        self.wait()

    def _on_reported(self, count: int) -> None:
        if not self._given_up:
            self.progressed.emit(count)

    def _on_named(self, done: int, total: int, title: str) -> None:
        if not self._given_up:
            self.told.emit(done, total, title)

    def _deliver(self) -> None:
        if self._given_up:
            return
        error, self._error = self._error, None
        late = self._lasting and error is None
        if isinstance(error, Stopped) or (self._control.cancelled() and not late):
            self.stopped.emit()
        elif error is None:
            self.done.emit(self._result)
        elif isinstance(error, UserError):
            self.failed.emit(error)
        else:
            self.stopped.emit()
            raise error


class Latest(Generic[T]):
    """Runs `work` beside the window and hands its newest result to `show`.

    Asked again while it runs, it runs once more afterwards, however the first run ended; only the
    last result is shown. A `UserError` of the last run goes to `refuse`, since what is shown is
    old then; a fault of the program goes to the one handler for faults, as of every job.
    """

    def __init__(
        self,
        work: Callable[[], T],
        show: Callable[[T], None],
        refuse: Callable[[UserError], None],
        parent: QObject,
    ) -> None:
        self._work = work
        self._show = show
        self._refuse = refuse
        self._parent = parent
        self._job: Job | None = None
        self._again = False

    @property
    def running(self) -> bool:
        """Whether a result is still to come."""
        return self._job is not None

    def ask(self) -> None:
        """Have the work done; what is being done already is outdated."""
        if self._job is not None:
            self._again = True
            return
        self._job = Job(lambda _control: self._work(), self._parent)
        self._job.done.connect(self._on_done)
        self._job.failed.connect(self._on_failed)
        self._job.stopped.connect(self._run_again)  # the fault itself is raised by the job
        self._job.start()

    def ask_for(self, people: int) -> None:
        """The same; done here and at once where so few people are concerned."""
        if self.running or people > ON_THE_SPOT:
            self.ask()
            return
        try:
            result = self._work()
        except UserError as error:
            self._refuse(error)
        else:
            self._show(result)

    def stop(self) -> None:
        """Deliver nothing any more; waits for work that is being done."""
        job, self._job = self._job, None
        self._again = False
        if job is not None:
            job.give_up()

    def _on_done(self, result: T) -> None:
        if not self._run_again():
            self._show(result)

    def _on_failed(self, error: UserError) -> None:
        if not self._run_again():
            self._refuse(error)

    def _run_again(self) -> bool:
        """The run has ended; whether another one was asked for meanwhile, which begins now."""
        self._job = None
        again, self._again = self._again, False
        if again:
            self.ask()
        return again
