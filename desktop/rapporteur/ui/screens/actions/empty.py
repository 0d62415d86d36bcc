"""What stands in place of the action items when there are none to show, and what to do next."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from rapporteur.ui.widgets.empty_page import EmptyPage


class NoActions(EmptyPage):
    """Two states: there are no action items yet, or the filter hides all of them."""

    new_wanted = Signal()
    agenda_wanted = Signal()
    clear_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._new = self.add_step(self.tr("Ne&w action item"), "add", self.new_wanted.emit)
        self._agenda = self.add_step(
            self.tr("&Go to the agenda"), "agenda", self.agenda_wanted.emit
        )
        self._clear = self.add_step(self.tr("&Clear the filter"), "close", self.clear_wanted.emit)

    def show_state(self, *, filtered: bool, read_only: bool) -> None:
        """Say why there is nothing to see."""
        if filtered:
            self.say(
                self.tr("No action item matches the filter"),
                self.tr("All of them are still there; the filter only hides them."),
            )
        else:
            self.say(
                self.tr("No action items yet"),
                self.tr(
                    "Who does what by when belongs here: what this session agrees, and what it "
                    "inherits from the one before. Write the first one, or note them under the "
                    "items of the agenda while the session runs."
                ),
            )
        self._clear.setVisible(filtered)
        self._new.setVisible(not filtered and not read_only)
        self._agenda.setVisible(not filtered)
