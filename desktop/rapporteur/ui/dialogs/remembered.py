"""A dialog that can be resized and comes back in the size it was given."""

from __future__ import annotations

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QDialog, QWidget

from rapporteur.ui.settings import Settings
from rapporteur.ui.theme import GRID


def room_for(window: QWidget) -> QSize:
    """How large a window may be on its screen, with its frame and a little air."""
    return window.screen().availableGeometry().size() - QSize(2 * GRID, 6 * GRID)


class RememberedDialog(QDialog):
    """Remembers its geometry in the settings under its class name."""

    def __init__(self, settings: Settings, size: QSize, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.settings = settings
        self._key = f"dialogs/{type(self).__name__}"
        self.setSizeGripEnabled(True)
        if not settings.restore_window(self._key, self):
            self.resize(size.boundedTo(room_for(self)))

    def done(self, result: int) -> None:
        self.settings.save_window(self._key, self)
        super().done(result)
