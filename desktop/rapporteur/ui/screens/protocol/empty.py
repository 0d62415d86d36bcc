"""What stands in place of the list while there is no Protocol: the likely next steps."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from rapporteur.ui.widgets.empty_page import EmptyPage


class EmptyProtocol(EmptyPage):
    """Offers the assembled draft, or an empty first paragraph."""

    assemble_wanted = Signal()
    new_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.say(
            self.tr("No Protocol yet"),
            self.tr(
                "The paragraphs of the Session Protocol stand here, in every language side by "
                "side. Assemble a first draft from what the session knows already: co-chairs, "
                "agenda, sub-group updates, action items. Everything in it can be changed."
            ),
        )
        self.assemble = self.add_step(
            self.tr("Assem&ble a draft"), "suggest", self.assemble_wanted.emit
        )
        self.new = self.add_step(self.tr("Empt&y paragraph"), "add", self.new_wanted.emit)
        self.setFocusProxy(self.assemble)

    def set_read_only(self, read_only: bool) -> None:
        """Nothing is offered where nothing may be changed."""
        for step in (self.assemble, self.new):
            step.setVisible(not read_only)
