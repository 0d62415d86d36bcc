"""Reads which lists are frozen, and what changed since, whenever it may have changed."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer, Signal

from rapporteur.domain.freezing import FrozenState
from rapporteur.domain.history import Changed
from rapporteur.services.delegates import count_delegates
from rapporteur.ui.bridge import FileBridge
from rapporteur.ui.workers import Latest

# A burst of edits is compared with the frozen list once, when it is over.
_PAUSE_MS = 200


class FrozenWatch(QObject):
    """Says `read` with a list of `FrozenState`; a long list is compared beside the window."""

    read = Signal(object)

    def __init__(self, bridge: FileBridge, parent: QObject) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._beside = Latest(self._states, self.read.emit, bridge.report, self)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE_MS)

        self._pause.timeout.connect(self.load)
        bridge.changed.connect(self._on_changed)

    def load(self) -> None:
        """Read now."""
        if not self._bridge.closed:
            self._beside.ask_for(self._bridge.read(count_delegates))

    def stop(self) -> None:
        """Say nothing any more."""
        self._pause.stop()
        self._beside.stop()

    def _states(self) -> list[FrozenState]:
        """Also called beside the window."""
        from rapporteur.services.lists.corrigenda import gather, states_of  # noqa: PLC0415 - late

        return states_of(self._bridge.read(gather))

    def _on_changed(self, changed: Changed) -> None:
        if changed.touches("frozen_list"):
            self.load()
        elif changed.touches("delegate", "side", "session", "column_set"):
            self._pause.start()
