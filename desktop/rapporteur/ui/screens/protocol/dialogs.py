"""The assistants of the Protocol screen: the assembled draft, the clause library."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QDialog

from rapporteur.services.protocol import assembling
from rapporteur.ui.bridge import Tone
from rapporteur.ui.dialogs.protocol.assemble import AssembleDialog
from rapporteur.ui.dialogs.protocol.clauses import ClausesDialog

if TYPE_CHECKING:
    from rapporteur.ui.screens.protocol.screen import ProtocolScreen


class ProtocolDialogs(QObject):
    """Opens them with everything accepted that is typed, and does what they have decided."""

    def __init__(self, screen: ProtocolScreen) -> None:
        super().__init__(screen)
        self._screen = screen

    def assemble(self) -> None:
        """Make the first draft; later show what differs, and take what is ticked."""
        screen, bridge = self._screen, self._screen.bridge
        screen.finish_editing()
        label = self.tr("draft of the Protocol")
        done = bridge.perform(label, assembling.assemble)
        if done is None:
            return
        if done.taken:
            said = self.tr("The draft has {0} pieces. Everything in it can be changed.")
            bridge.say(said.format(done.taken), Tone.DONE, undo=True)
            screen.take_focus()
            return
        if not done.left:
            bridge.say(self.tr("The Protocol says what its sources say: nothing differs."))
            return
        dialog = AssembleDialog(done.left, screen.settings, screen)
        accepted = dialog.exec() == QDialog.DialogCode.Accepted
        decisions = dialog.decisions
        dialog.deleteLater()
        if accepted and decisions:
            taken = bridge.perform(
                self.tr("differences of the draft: {0}").format(len(decisions)),
                lambda db: assembling.take(db, decisions),
            )
            if taken is not None:
                bridge.say(self.tr("Taken over: {0}.").format(taken), Tone.DONE, undo=True)

    def edit_clauses(self) -> None:
        """The clause library: change, add, hide and restore clauses."""
        screen = self._screen
        screen.finish_editing()
        dialog = ClausesDialog(screen.bridge, screen.settings, screen)
        dialog.exec()
        dialog.deleteLater()
