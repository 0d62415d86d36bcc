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
from rapporteur.domain.errors import UserError
from rapporteur.domain.sessions import Session, Side
from rapporteur.ui.workers import ON_THE_SPOT, Latest

_PAUSE_MS = 250


@dataclass(frozen=True, slots=True)
class Lists:
    """What is checked."""

    session: Session
    sides: Sequence[Side]
    delegates: Sequence[Delegate]
    purpose: Purpose | None
    apart: frozenset[tuple[int, int]] = frozenset()


class Checker(QObject):
    """Asks `lists` for what to check; says `found` with the findings, never outdated ones.

    Why a long list could not be checked goes to `refuse`.
    """

    found = Signal(list)

    def __init__(
        self,
        lists: Callable[[], Lists],
        refuse: Callable[[UserError], None],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._lists = lists
        self._beside = Latest(self._wanted, self._on_found, refuse, self)
        self._checked: Lists | None = None
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
        self._beside.stop()

    def _run(self) -> None:
        self._checked = self._lists()
        if len(self._checked.delegates) <= ON_THE_SPOT and not self._beside.running:
            self.found.emit(_check(self._checked))
        else:
            self._beside.ask()

    def _on_found(self, findings: list[Finding]) -> None:
        self.found.emit(findings)

    def _wanted(self) -> list[Finding]:
        return _check(self._checked) if self._checked is not None else []


def _check(lists: Lists) -> list[Finding]:
    # Late: comparing names brings a library that the first picture does not need.
    from rapporteur.services.checking import check_lists  # noqa: PLC0415

    return check_lists(
        lists.session, lists.sides, lists.delegates, lists.purpose, apart=lists.apart
    )
