"""Do something once a window has really been painted, not merely asked to show itself.

A timer of zero is no substitute: it is served before the events of the window system, so
whatever it starts stands between the user and the first picture. Nor is an event filter: the
first event of unknown kind that reaches Python makes PySide load every event class there is,
a fifth of the time to the first paint.
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QTimer
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QWidget


class _FirstPaint(QWidget):
    """A pixel in the corner that is painted with everything else, and says so once."""

    def __init__(self, window: QWidget, then: Callable[[], None]) -> None:
        super().__init__(window)
        self._then = then
        self.resize(1, 1)

    def paintEvent(self, _event: QPaintEvent) -> None:
        # After this event, and so after the whole picture is on the screen.
        QTimer.singleShot(0, self, self._finish)

    def _finish(self) -> None:
        if self.isVisible():
            self.hide()
            self.deleteLater()
            self._then()


def after_first_paint(widget: QWidget, then: Callable[[], None]) -> None:
    """Call `then` once, right after the first paint of `widget`, a window not yet shown."""
    _FirstPaint(widget, then).raise_()
