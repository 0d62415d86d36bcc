"""What stands in place of the table while there is no agenda: the likely next steps."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from rapporteur.ui.widgets.empty_page import EmptyPage


class EmptyAgenda(EmptyPage):
    """Offers the typical items, a copy of an earlier agenda, or an empty first item."""

    typical_wanted = Signal()
    copy_wanted = Signal()
    new_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.say(
            self.tr("No agenda yet"),
            self.tr(
                "Sittings, items and sub-items stand here in their order, with numbers and times. "
                "Most sessions have the same ten items; begin with them and change what differs."
            ),
        )
        self._steps = [
            self.add_step(self.tr("The &ten typical items"), "suggest", self.typical_wanted.emit),
            self.add_step(self.tr("C&opy from a previous session…"), "copy", self.copy_wanted.emit),
            self.add_step(self.tr("&One empty item"), "add", self.new_wanted.emit),
        ]
        self.setFocusProxy(self._steps[0])

    def set_read_only(self, read_only: bool) -> None:
        """Nothing is offered where nothing may be changed."""
        for step in self._steps:
            step.setVisible(not read_only)
