"""A dialog that can be resized and comes back in the size it was given."""

from __future__ import annotations

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QDialog, QWidget

from rapporteur.ui.settings import Settings


class RememberedDialog(QDialog):
    """Remembers its geometry in the settings under its class name."""

    def __init__(self, settings: Settings, size: QSize, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.settings = settings
        self._key = f"dialogs/{type(self).__name__}"
        self.setSizeGripEnabled(True)
        if not settings.restore_window(self._key, self):
            self.resize(size)

    def done(self, result: int) -> None:
        self.settings.save_window(self._key, self)
        super().done(result)
