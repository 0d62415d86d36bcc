"""Answering a dialog that asks: it runs an event loop of its own, so the answer is laid ready."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QWidget

_PAUSE_MS = 50


def while_asked(kind: type[QWidget], act: Callable[[], None], tries: int = 100) -> None:
    """Do `act` once a dialog of `kind` is open and has the keys; it must close the dialog."""

    def look(left: int = tries) -> None:
        asked = QApplication.activeModalWidget()
        if isinstance(asked, kind) and asked.isActiveWindow():
            try:
                act()
            except BaseException:
                asked.close()  # or the test would wait for ever
                raise
        elif left:
            if asked is not None:
                asked.activateWindow()  # there is no window manager
            QTimer.singleShot(_PAUSE_MS, lambda: look(left - 1))
        elif asked is not None:
            asked.close()
            pytest.fail(f"{kind.__name__} was expected, not {type(asked).__name__}")

    QTimer.singleShot(_PAUSE_MS, look)
