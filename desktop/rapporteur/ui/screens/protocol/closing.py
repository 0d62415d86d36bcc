"""The last steps: verifying the texts, signing, reopening what was signed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction

from rapporteur.services.protocol import signing

if TYPE_CHECKING:
    from rapporteur.ui.screens.protocol.screen import ProtocolScreen


class ClosingCommands(QObject):
    """Their actions in the menu; each dialog is imported when it is first wanted."""

    def __init__(self, screen: ProtocolScreen) -> None:
        super().__init__(screen)
        self._screen = screen
        offer = screen.offer
        offer(self.tr("Verif&y the texts…"), self.verify, keys="F7", icon="language", gap=True)
        self._sign: QAction = offer(
            self.tr("&Sign and seal…"), self.sign, keys="Ctrl+F7", icon="sign"
        )
        self._reopen: QAction = offer(self.tr("Reopen what was si&gned…"), self.reopen)

    def show_allowed(self) -> None:
        """A sealed file can be reopened, and nothing else signed."""
        self._sign.setEnabled(not self._screen.bridge.read_only)
        self._reopen.setEnabled(self._screen.bridge.workspace.sealed)

    def verify(self) -> None:
        """Walk through the languages paragraph by paragraph."""
        from rapporteur.ui.dialogs.protocol.verification import (  # noqa: PLC0415 - late
            VerificationDialog,
        )

        screen = self._screen
        screen.finish_editing()
        dialog = VerificationDialog(screen.bridge, screen.settings, screen.window())
        dialog.jump_wanted.connect(screen.show_record)
        dialog.exec()
        dialog.deleteLater()

    def sign(self) -> None:
        """Show what stands in the way, or sign."""
        from rapporteur.ui.dialogs.protocol.signing import SigningDialog  # noqa: PLC0415 - late

        screen = self._screen
        screen.finish_editing()
        dialog = SigningDialog(screen.bridge, screen.settings, screen.window())
        dialog.jump_wanted.connect(screen.jump_wanted)
        dialog.verification_wanted.connect(self.verify)
        dialog.exec()
        dialog.deleteLater()

    def reopen(self) -> None:
        """Ask for the reason and let the file be edited again."""
        from rapporteur.ui.dialogs.protocol.reopen import ReopenDialog  # noqa: PLC0415 - late

        screen = self._screen
        if screen.bridge.read(signing.seal) is not None:
            dialog = ReopenDialog(screen.bridge, screen.settings, screen.window())
            dialog.exec()
            dialog.deleteLater()
