"""Marks and speakers on their way into the file: shown at once, kept, written beside the window."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime

from PySide6.QtCore import QObject, QTimer, Signal

from rapporteur.domain.errors import UserError
from rapporteur.services.meeting import acts
from rapporteur.services.meeting.acts import Act
from rapporteur.services.meeting.unsaved import Unsaved, act_key
from rapporteur.ui.bridge import FileBridge
from rapporteur.ui.meeting.writing import Writer, is_refusal

AGAIN_MS = 3_000
_CHAIN = "acts"


@dataclass(slots=True, eq=False)
class _Doing:
    label: str
    act: Act
    key: str
    refused: Callable[[], None] | None
    queued: bool = False


class Acts(QObject):
    """What the panels of one meeting window do. Without a writer each act is done on the spot.

    An act stands in `pending` until the file has it or the rules refuse it. One that could not
    be saved is said once, stays, and is tried again with all that came after it, in order.
    """

    settled = Signal()
    """`pending` got shorter: the file has one more of them, or refused it."""

    state_changed = Signal()
    """`refusal` differs now."""

    def __init__(
        self,
        bridge: FileBridge,
        writer: Writer | None = None,
        unsaved: Unsaved | None = None,
        parent: QObject | None = None,
        *,
        now: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> None:
        super().__init__(parent)
        self._bridge, self._writer, self._kept, self.now = bridge, writer, unsaved, now
        self._doing: list[_Doing] = []
        self.refusal: UserError | None = None
        self._again = QTimer(self, singleShot=True, interval=AGAIN_MS)
        self._again.timeout.connect(self.try_again)

    @property
    def pending(self) -> list[Act]:
        """What the file does not have yet, in order."""
        return [doing.act for doing in self._doing]

    def do(self, label: str, act: Act, *, refused: Callable[[], None] | None = None) -> bool:
        """Do it, as one step; False where that was refused on the spot.

        `refused` is called where the rules refuse it later.
        """
        if self._writer is None:
            done = self._bridge.perform(label, lambda db: (acts.do(db, act),))
            return done is not None
        doing = _Doing(label, act, act_key(), refused)
        if self._kept is not None:
            self._kept.keep(doing.key, act)
        self._doing.append(doing)
        self._put(doing, self._writer)
        return True

    def try_again(self) -> None:
        """Write what could not be saved."""
        if self._writer is None:
            return
        self._writer.mend(_CHAIN)
        for doing in self._doing:
            if not doing.queued:
                self._put(doing, self._writer)

    def _put(self, doing: _Doing, writer: Writer) -> None:
        doing.queued = True
        act = doing.act
        writer.put(
            doing.label,
            lambda db: acts.do(db, act),
            before=self._kept.sync if self._kept is not None else None,
            done=lambda _result: self._on_done(doing),
            failed=lambda error: self._on_failed(doing, error),
            chain=_CHAIN,
        )

    def _on_done(self, doing: _Doing) -> None:
        self._forget(doing)
        if self.refusal is not None and not any(not other.queued for other in self._doing):
            self.refusal = None
            self.state_changed.emit()
        self.settled.emit()

    def _on_failed(self, doing: _Doing, error: UserError) -> None:
        doing.queued = False
        if is_refusal(error):
            self._forget(doing)
            self._bridge.report(error)
            self.settled.emit()
            if doing.refused is not None:
                doing.refused()
            return
        if self.refusal is None:
            self._bridge.report(error)
        self.refusal = error
        self._again.start()
        self.state_changed.emit()

    def _forget(self, doing: _Doing) -> None:
        self._doing.remove(doing)
        if self._kept is not None:
            self._kept.drop(doing.key)
