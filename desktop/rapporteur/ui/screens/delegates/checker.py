"""Runs the checks whenever the lists have changed and the user pauses.

A list of ministry size is checked on the spot; a longer one beside the window, since comparing
ten thousand names takes longer than a key press may.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QObject, QTimer, Signal

from rapporteur.domain.checks import Finding, Purpose
from rapporteur.domain.delegates import Delegate
from rapporteur.domain.sessions import Session, Side
from rapporteur.ui.workers import Job

_PAUSE_MS = 250
_ON_THE_SPOT = 400


@dataclass(frozen=True, slots=True)
class Lists:
    """What is checked."""

    session: Session
    sides: Sequence[Side]
    delegates: Sequence[Delegate]
    purpose: Purpose | None


class Checker(QObject):
    """Asks `lists` for what to check; says `found` with the findings, never outdated ones."""

    found = Signal(list)

    def __init__(self, lists: Callable[[], Lists], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._lists = lists
        self._job: Job | None = None
        self._again = False
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE_MS)
        self._pause.timeout.connect(self._run)

    def start_soon(self) -> None:
        """Check once the user pauses."""
        self._pause.start()

    def start_now(self) -> None:
        """Check at once, so that what is shown is never older than the lists."""
        self._pause.stop()
        self._run()

    def stop(self) -> None:
        """Deliver nothing any more; waits for a check that is running."""
        self._pause.stop()
        if self._job is not None:
            self._job.give_up()
            self._job = None

    def _run(self) -> None:
        if self._job is not None:
            self._again = True
            return
        lists = self._lists()
        if len(lists.delegates) <= _ON_THE_SPOT:
            self.found.emit(_check(lists))
            return
        self._job = Job(lambda _control: _check(lists), self)
        self._job.done.connect(self._on_done)
        self._job.stopped.connect(self._on_stopped)
        self._job.failed.connect(lambda _error: self._on_stopped())
        self._job.start()

    def _on_done(self, findings: list[Finding]) -> None:
        self._job = None
        if self._again:
            self._again = False
            self._run()
        else:
            self.found.emit(findings)

    def _on_stopped(self) -> None:
        self._job = None


def _check(lists: Lists) -> list[Finding]:
    # Late: comparing names brings a library that the first picture does not need.
    from rapporteur.services.checking import check_lists  # noqa: PLC0415

    return check_lists(lists.session, lists.sides, lists.delegates, lists.purpose)
