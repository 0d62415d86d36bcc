"""Do something once a window has really been painted, not merely asked to show itself.

A timer of zero is no substitute: it is served before the events of the window system, so
whatever it starts stands between the user and the first picture.
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtGui import QWindow
from PySide6.QtWidgets import QWidget


class _FirstExposure(QObject):
    """Hears the window system say that the window is on the screen; Qt paints upon that."""

    def __init__(self, window: QWindow, then: Callable[[], None]) -> None:
        super().__init__(window)
        self._window = window
        self._then = then
        window.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Expose and self._window.isExposed():
            self._window.removeEventFilter(self)
            QTimer.singleShot(0, self, self._then)  # after this event, and so after the paint
        return super().eventFilter(watched, event)


def after_first_paint(widget: QWidget, then: Callable[[], None]) -> None:
    """Call `then` once, right after the first paint of `widget`, a window not yet shown."""
    widget.winId()  # makes the window of the window system, which tells of the exposure
    handle = widget.windowHandle()
    _FirstExposure(handle, then)
