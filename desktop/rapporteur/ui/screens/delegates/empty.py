"""What stands in place of the table when there is nobody to show: why, and what to do next."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from rapporteur.ui.widgets.empty_page import EmptyPage


class EmptyList(EmptyPage):
    """Two states: nobody is on the lists yet, or the filter hides everybody."""

    import_wanted = Signal()
    new_wanted = Signal()
    clear_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._import = self.add_step(self.tr("&Import a list…"), "import", self.import_wanted.emit)
        self._new = self.add_step(self.tr("Ne&w delegate"), "person-add", self.new_wanted.emit)
        self._clear = self.add_step(self.tr("&Clear the filter"), "close", self.clear_wanted.emit)

    def show_state(self, *, filtered: bool, read_only: bool) -> None:
        """Say why there is nobody to see."""
        if filtered:
            self.say(
                self.tr("Nobody matches the filter"),
                self.tr("Everybody is still on the lists; the filter only hides them."),
            )
        else:
            self.say(
                self.tr("No delegates yet"),
                self.tr(
                    "The members of both delegations belong here. Import the lists the ministries "
                    "sent, or enter the first delegate by hand."
                ),
            )
        self._clear.setVisible(filtered)
        self._import.setVisible(not filtered and not read_only)
        self._new.setVisible(not filtered and not read_only)
