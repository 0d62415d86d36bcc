"""The line above the roll: which sitting, and who of it is shown."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QWidget

from rapporteur.domain.agenda import Sitting
from rapporteur.domain.roll import SideCount
from rapporteur.ui.roll_words import sitting_name
from rapporteur.ui.theme import GRID
from rapporteur.ui.widgets.chip import Chip
from rapporteur.ui.widgets.flow_layout import FlowLayout


class RollBar(QWidget):
    """Sitting chooser, a chip per side, and "not marked yet"."""

    sitting_chosen = Signal(int)
    """The id of a sitting."""

    filter_changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.sittings = QComboBox()
        self.sides = (Chip("", side=1), Chip("", side=2))
        self.unmarked = Chip(self.tr("Not marked yet"))

        self.sittings.activated.connect(
            lambda row: self.sitting_chosen.emit(int(self.sittings.itemData(row)))
        )
        for chip in (*self.sides, self.unmarked):
            chip.toggled.connect(lambda _on: self.filter_changed.emit())

        label = QLabel(self.tr("Sittin&g:"))
        label.setBuddy(self.sittings)
        self.sittings.setSizeAdjustPolicy(
            QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        )
        self.sittings.setMinimumContentsLength(24)
        first = QWidget()
        row = QHBoxLayout(first)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(GRID)
        row.addWidget(label)
        row.addWidget(self.sittings, 1)
        chips = QWidget()
        flow = FlowLayout(chips)
        for chip in (*self.sides, self.unmarked):
            flow.addWidget(chip)
        page = QHBoxLayout(self)
        page.setContentsMargins(0, 0, 0, 0)
        page.setSpacing(2 * GRID)
        page.addWidget(first, 1)
        page.addWidget(chips, 1)

    def show_sittings(self, sittings: Sequence[Sitting], current: Sitting | None) -> None:
        """Offer these, with `current` chosen."""
        self.sittings.clear()
        for sitting in sittings:
            self.sittings.addItem(sitting_name(sitting), sitting.id)
        self.sittings.setCurrentIndex(self.sittings.findData(current.id) if current else -1)
        self.sittings.setEnabled(bool(sittings))

    def show_counts(self, counts: Sequence[SideCount], names: Sequence[str]) -> None:
        """The numbers on the chips."""
        for chip, count, name in zip(self.sides, counts, names, strict=True):
            chip.setText(name)
            chip.set_count(count.coming)
            chip.setAccessibleName(f"{name} {count.coming}")
        self.unmarked.set_count(sum(count.unmarked for count in counts))

    def shows(self, side: int, *, marked: bool) -> bool:
        """Whether somebody of this side, marked or not, is to be seen."""
        if marked and self.unmarked.isChecked():
            return False
        chosen = [at for at, chip in enumerate(self.sides, 1) if chip.isChecked()]
        return not chosen or side in chosen

    def show_everybody(self) -> None:
        """Switch all chips off."""
        for chip in (*self.sides, self.unmarked):
            chip.setChecked(False)
