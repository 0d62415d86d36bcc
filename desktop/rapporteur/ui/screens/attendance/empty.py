"""What stands in place of the roll while there is nothing to call: why, and what to do next."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from rapporteur.ui.widgets.empty_page import EmptyPage


class EmptyRoll(EmptyPage):
    """No sitting yet, nobody on the lists, or nobody left under the filter."""

    sitting_wanted = Signal()
    agenda_wanted = Signal()
    import_wanted = Signal()
    all_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.sitting = self.add_step(self.tr("&Make a sitting"), "add", self.sitting_wanted.emit)
        self.agenda = self.add_step(
            self.tr("&Plan the sittings"), "agenda", self.agenda_wanted.emit
        )
        self.lists = self.add_step(self.tr("&Import a list…"), "import", self.import_wanted.emit)
        self.everybody = self.add_step(self.tr("&Show everybody"), "people", self.all_wanted.emit)

    def show_state(self, *, people: bool, sitting: bool, read_only: bool) -> None:
        """Say why there is nobody to see."""
        if not people:
            title = self.tr("Nobody to call yet")
            text = self.tr(
                "The roll is called from the lists of both delegations. Import the lists first."
            )
        elif not sitting:
            title = self.tr("No sitting yet")
            text = self.tr(
                "Attendance is noted for each sitting: a morning, an afternoon. Make one here, "
                "or plan day, hours and room with the agenda."
            )
        else:
            title = self.tr("Everybody is marked")
            text = self.tr("Nobody of those shown is left to be marked.")
        self.say(title, text)
        self.lists.setVisible(not people and not read_only)
        self.sitting.setVisible(people and not sitting and not read_only)
        self.agenda.setVisible(people and not sitting)
        self.everybody.setVisible(people and sitting)
