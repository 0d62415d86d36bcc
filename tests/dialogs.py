"""Acting inside a dialog that blocks whoever opens it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QWidget


def inside(kind: type[QWidget], act: Callable[[Any], object]) -> None:
    """Do `act` to the next dialog of `kind`, once it has the keyboard."""

    def look() -> None:
        dialog = QApplication.activeModalWidget()
        focus = QApplication.focusWidget()
        # A dialog is modal a moment before it has the keyboard.
        if isinstance(dialog, kind) and focus is not None and focus.window() is dialog:
            act(dialog)
        else:
            QTimer.singleShot(20, look)

    QTimer.singleShot(0, look)
