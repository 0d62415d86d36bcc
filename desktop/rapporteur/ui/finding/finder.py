"""Keeps the index of an open file for the palette: made when first asked for, then kept fresh.

While nobody searches, a change costs nothing but a note of what it touched. What is noted is read
when the palette is opened, or at once while it is open.
"""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from rapporteur.domain.delegates import DELEGATE
from rapporteur.domain.history import Changed
from rapporteur.domain.sessions import SIDE
from rapporteur.services import delegates as delegate_service
from rapporteur.services.collection import no_collection
from rapporteur.services.search_everything import (
    SEARCHED,
    Everything,
    everything,
    gather,
    refreshed,
)
from rapporteur.ui.bridge import FileBridge
from rapporteur.ui.workers import Latest


class Finder(QObject):
    """The index of one file; `ready` comes with each newer one."""

    ready = Signal()

    def __init__(self, bridge: FileBridge, parent: QObject) -> None:
        super().__init__(parent)
        self.index: Everything | None = None
        self._bridge = bridge
        self._wanted = False  # somebody is searching
        self._whole = True  # all must be read
        self._people: set[int] = set()
        self._stale = True
        self._beside = Latest(self._read, self._take, bridge.report, self)
        bridge.changed.connect(self._on_changed)

    def begin(self) -> None:
        """Somebody is searching now: make the index if there is none, or bring it up to date."""
        self._wanted = True
        if not self._stale:
            return
        if self.index is None or self._whole:
            self._beside.ask_for(self._bridge.read(delegate_service.count_delegates))
        else:
            self._beside.ask_for(len(self._people))

    def end(self) -> None:
        """Nobody is searching any more."""
        self._wanted = False

    def stop(self) -> None:
        """The file is about to be closed."""
        self._wanted = False
        self._beside.stop()

    def _read(self) -> Everything:
        """Also called beside the window; what changes meanwhile is read once more."""
        old, people, whole = self.index, frozenset(self._people), self._whole
        anew = old is None or whole
        with no_collection():
            with self._bridge.workspace.read() as db:
                sources = gather(db, None if anew else people)
            if old is None or whole:
                return everything(sources)
            return refreshed(old, sources, people)

    def _take(self, index: Everything) -> None:
        self.index = index
        self._stale = self._whole = False
        self._people.clear()
        self.ready.emit()

    def _on_changed(self, changed: Changed) -> None:
        if not changed.touches(*SEARCHED):
            return
        self._stale = True
        # The side is part of everybody's key.
        self._whole = self._whole or changed.step == 0 or changed.touches(SIDE.entity)
        self._people |= changed.rows.get(DELEGATE.entity, frozenset())
        if self._beside.running:
            self._beside.ask()
        elif self._wanted:
            self.begin()
