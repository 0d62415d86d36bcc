"""Versions of the Protocol in its menu: keep one, compare two, look at one that came back."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction

from rapporteur.ui.dialogs.protocol.compare import CompareVersionsDialog
from rapporteur.ui.dialogs.protocol.opening import choose_returned, open_returned
from rapporteur.ui.dialogs.protocol.send import KeepVersionDialog

if TYPE_CHECKING:
    from rapporteur.ui.screens.protocol.screen import ProtocolScreen

_DOCUMENTS = frozenset({".docx", ".docm"})


class VersionCommands(QObject):
    """Makes the actions and opens their dialogs; what is being typed is saved before."""

    def __init__(self, screen: ProtocolScreen) -> None:
        super().__init__(screen)
        self._screen = screen
        screen.offer(
            self.tr("&Keep this version…"), self._keep, keys="Ctrl+Shift+K", icon="save-copy",
            gap=True,
        )  # fmt: skip
        screen.offer(
            self.tr("Co&mpare versions…"), self._compare, keys="Ctrl+Shift+V", icon="split"
        )
        self.returned: QAction = screen.offer(
            self.tr("Read a &returned Protocol…"), self._choose, keys="Ctrl+Shift+J", icon="import"
        )

    def take(self, files: Sequence[Path]) -> bool:
        """Look at a Word document that was dropped; False where it is none, or not alone."""
        if len(files) != 1 or files[0].suffix.casefold() not in _DOCUMENTS:
            return False
        screen = self._screen
        screen.finish_editing()
        open_returned(screen.bridge, screen.settings, files[0], screen.window())
        return True

    def _keep(self) -> None:
        self._screen.finish_editing()
        self._run(KeepVersionDialog)

    def _compare(self) -> None:
        self._screen.finish_editing()
        self._run(CompareVersionsDialog)

    def _run(self, make: Callable[..., KeepVersionDialog | CompareVersionsDialog]) -> None:
        screen = self._screen
        dialog = make(screen.bridge, screen.settings, screen.window())
        dialog.jump_wanted.connect(screen.show_record)
        try:
            dialog.exec()
        finally:
            dialog.deleteLater()

    def _choose(self) -> None:
        screen = self._screen
        screen.finish_editing()
        choose_returned(screen.bridge, screen.settings, screen.window())
