"""The switches of a plan: what differs between the customs of ministries."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QFormLayout, QLabel, QSpinBox, QWidget

from rapporteur.domain.seating import MOST_AT_TABLE, MOST_ROWS_BEHIND, Hand, SeatingCustoms
from rapporteur.domain.sessions import Side
from rapporteur.ui.theme import GRID


class Switches(QWidget):
    """Shows the switches as the file has them; says what the user wants instead."""

    wanted = Signal(object)
    """The `SeatingCustoms` after a switch was turned."""

    def __init__(self, sides: Sequence[Side], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shown = SeatingCustoms()

        self.form = QFormLayout(self)
        self._at_table = QSpinBox()
        self._behind = QSpinBox()
        self._door = QComboBox()
        self._hand = QComboBox()
        self._numbered = QCheckBox(self.tr("Seats are n&umbered"))
        self._beside = QCheckBox(self.tr("&Interpreters sit beside the heads"))

        self._at_table.setRange(1, MOST_AT_TABLE)
        self._behind.setRange(0, MOST_ROWS_BEHIND)
        for side in sides:
            self._door.addItem(side.name(), side.position)
        self._door.addItem(self.tr("Neither side"), 0)
        self._hand.addItem(self.tr("At the right of the head"), Hand.RIGHT.value)
        self._hand.addItem(self.tr("At the left of the head"), Hand.LEFT.value)
        self._beside.setToolTip(self.tr("Otherwise they sit on the chairs behind them."))
        for box in (self._at_table, self._behind):
            box.setKeyboardTracking(False)
            box.valueChanged.connect(self._on_change)
        for choice in (self._door, self._hand):
            choice.currentIndexChanged.connect(self._on_change)
        for tick in (self._numbered, self._beside):
            tick.toggled.connect(self._on_change)
        self._assemble()

    def show_customs(self, customs: SeatingCustoms) -> None:
        """Show the switches of a plan."""
        self._shown = customs
        blockers = [QSignalBlocker(part) for part in self._parts]
        self._at_table.setValue(customs.at_table)
        self._behind.setValue(customs.rows_behind)
        self._door.setCurrentIndex(self._door.findData(customs.facing_door))
        self._hand.setCurrentIndex(self._hand.findData(customs.first_hand.value))
        self._numbered.setChecked(customs.numbered)
        self._beside.setChecked(customs.interpreter_beside)
        del blockers

    def turnable(self, *, on: bool) -> None:
        """Whether the switches can be turned."""
        for part in self._parts:
            part.setEnabled(on)

    @property
    def _parts(self) -> tuple[QWidget, ...]:
        return (
            self._at_table, self._behind, self._door, self._hand, self._numbered, self._beside,
        )  # fmt: skip

    def _assemble(self) -> None:
        self.form.setContentsMargins(0, 0, GRID, 0)
        self.form.setHorizontalSpacing(2 * GRID)
        self.form.setVerticalSpacing(GRID)
        for words, field in (
            (self.tr("Seats at the &table"), self._at_table),
            (self.tr("Rows &behind"), self._behind),
            (self.tr("Faces the &door"), self._door),
            (self.tr("Second in ran&k"), self._hand),
        ):
            label = QLabel(words)
            label.setBuddy(field)
            self.form.addRow(label, field)
        self.form.addRow(self._numbered)
        self.form.addRow(self._beside)

    def _on_change(self) -> None:
        found = replace(
            self._shown,
            at_table=self._at_table.value(),
            rows_behind=self._behind.value(),
            facing_door=int(self._door.currentData()),
            first_hand=Hand(self._hand.currentData()),
            numbered=self._numbered.isChecked(),
            interpreter_beside=self._beside.isChecked(),
        )
        if found != self._shown:
            self.wanted.emit(found)
