"""Cyclic garbage is looked for in the window's thread alone.

Python looks for it in whichever thread happens to make the next object. A widget that is part of
a cycle would then be destroyed in the thread of a job or of the lease's heartbeat, and Qt does
not survive that. So Python's own search is off, and a timer of the window does it instead.
"""

from __future__ import annotations

import gc

from PySide6.QtCore import QObject, QTimer

from rapporteur.services.collection import collect_due

_EVERY_MS = 1000


class GarbageCollector(QObject):
    """Takes the search over from Python; lives as long as the application."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        gc.disable()
        self._timer = QTimer(self)
        self._timer.timeout.connect(collect_due)
        self._timer.start(_EVERY_MS)
