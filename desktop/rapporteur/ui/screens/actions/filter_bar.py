"""The line above the action items: type to filter, switch chips, choose the grouping.

Says what is wanted and knows nothing of the rows. Chips of one kind add up (open or done),
chips of different kinds narrow (open, and of Mining).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QAction, QKeyEvent
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from rapporteur.domain.directory import Entry
from rapporteur.domain.sessions import Side
from rapporteur.ui.icons import set_icon
from rapporteur.ui.models.action_rows import (
    CLOSED,
    FACETS,
    INHERITED,
    OPEN_ONES,
    OVERDUE,
    Filter,
    Grouping,
)
from rapporteur.ui.models.action_texts import ActionTexts
from rapporteur.ui.theme import GRID
from rapporteur.ui.widgets.chip import Chip
from rapporteur.ui.widgets.flow_layout import FlowLayout


class ActionFilterBar(QWidget):
    """Filter line, chips, and the list of groupings."""

    changed = Signal()
    """What is wanted differs now; ask `wanted` and `grouping`."""

    left_downward = Signal()
    """Down or Enter was pressed in the filter line: the cursor belongs into the rows."""

    def __init__(self, texts: ActionTexts, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._chips: dict[tuple[str, str], Chip] = {}
        self._made: tuple[object, ...] = ()
        self._line = QLineEdit()
        self._line.setPlaceholderText(self.tr("Filter: text, body, person … in any script"))
        self._line.setAccessibleName(self.tr("Filter action items"))
        self._line.setClearButtonEnabled(True)
        self._funnel = QAction(self)
        set_icon(self._funnel, "filter")
        self._line.addAction(self._funnel, QLineEdit.ActionPosition.LeadingPosition)
        self._groupings = QComboBox()
        self._groupings.setAccessibleName(self.tr("Group the action items"))
        for by in Grouping:
            self._groupings.addItem(texts.grouping(by), by.value)
        self._chip_row = QWidget()
        self._flow = FlowLayout(self._chip_row)

        self._line.textChanged.connect(lambda _text: self.changed.emit())
        self._line.installEventFilter(self)
        self._groupings.currentIndexChanged.connect(lambda _row: self.changed.emit())

        first = QHBoxLayout()
        first.setSpacing(GRID // 2)
        first.addWidget(self._line, 1)
        first.addWidget(self._groupings)
        page = QVBoxLayout(self)
        page.setContentsMargins(GRID, GRID, GRID, GRID // 2)
        page.setSpacing(GRID // 2)
        page.addLayout(first)
        page.addWidget(self._chip_row)

    @property
    def wanted(self) -> Filter:
        """The filter as it stands."""
        chosen = {
            facet: frozenset(
                v for (f, v), chip in self._chips.items() if f == facet and chip.isChecked()
            )
            for facet in FACETS
        }
        return Filter(self._line.text(), {f: values for f, values in chosen.items() if values})

    @property
    def grouping(self) -> Grouping:
        """By what the table shall be parted."""
        return Grouping(self._groupings.currentData())

    def choose_grouping(self, by: Grouping) -> None:
        """Part the table by this."""
        self._groupings.setCurrentIndex(self._groupings.findData(by.value))

    def show_grouping(self, *, shown: bool) -> None:
        """A board is parted by status already."""
        self._groupings.setVisible(shown)

    def clear(self) -> None:
        """Show everything: empty line, all chips off."""
        before = self.wanted
        self.blockSignals(True)
        self._line.clear()
        for chip in self._chips.values():
            chip.setChecked(False)
        self.blockSignals(False)
        if before.active:
            self.changed.emit()

    def take_focus(self) -> None:
        """Put the cursor into the filter line, its text selected."""
        self._line.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self._line.selectAll()

    def set_chips(self, sides: Sequence[Side], sub_groups: Sequence[Entry]) -> None:
        """Make the chips; those that were on stay on."""
        wanted: tuple[object, ...] = (
            *(side.name() for side in sides), *((g.uuid, g.name) for g in sub_groups)
        )  # fmt: skip
        if wanted == self._made:
            return
        self._made = wanted
        on = {key for key, chip in self._chips.items() if chip.isChecked()}
        for old in self._chips.values():
            old.setParent(None)
            old.deleteLater()
        self._chips.clear()
        self._add("state", OPEN_ONES, self.tr("Not closed"))
        self._add("state", OVERDUE, self.tr("Overdue"))
        self._add("state", CLOSED, self.tr("Closed"))
        self._add("origin", INHERITED, self.tr("Inherited"))
        for side in sides:
            self._add("side", str(side.position), side.name(), side=side.position)
        for group in sub_groups:
            self._add("sub_group", group.uuid, group.name)
        self._chip_row.blockSignals(True)
        for key, chip in self._chips.items():
            chip.setChecked(key in on)
        self._chip_row.blockSignals(False)

    def set_counts(self, counts: Mapping[str, Mapping[str, int]]) -> None:
        """Show how many there are of each; a chip of nothing hides unless it is on."""
        for (facet, value), chip in self._chips.items():
            count = counts.get(facet, {}).get(value, 0)
            chip.set_count(count)
            chip.setVisible(bool(count) or chip.isChecked())

    def switch(self, facet: str, value: str, *, on: bool) -> None:
        """Switch a chip, where there is one."""
        if (facet, value) in self._chips:
            self._chips[facet, value].setChecked(on)

    def _add(self, facet: str, value: str, label: str, *, side: int = 0) -> None:
        chip = Chip(label, side=side, parent=self._chip_row)
        chip.toggled.connect(lambda _on: self.changed.emit())
        self._chips[facet, value] = chip
        self._flow.addWidget(chip)

    def eventFilter(self, watched: object, event: QEvent) -> bool:
        if watched is self._line and isinstance(event, QKeyEvent):
            if event.type() is not QEvent.Type.KeyPress:
                return False
            if event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self.left_downward.emit()
                return True
            if event.key() == Qt.Key.Key_Escape and self._line.text():
                self._line.clear()
                return True
        return False
