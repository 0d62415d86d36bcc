"""The line above the table: type to filter, switch chips, choose columns.

Says what is wanted and knows nothing of the rows. Chips of one kind add up (India or Russia),
chips of different kinds narrow (Russia and experts).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QAction, QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QToolButton, QVBoxLayout, QWidget

from rapporteur.domain.delegates import CATEGORIES, STATUSES
from rapporteur.domain.fields import Choice
from rapporteur.domain.sessions import Side
from rapporteur.ui.icons import set_icon
from rapporteur.ui.models.roster import FACETS, Filter
from rapporteur.ui.theme import GRID
from rapporteur.ui.widgets.chip import Chip
from rapporteur.ui.widgets.flow_layout import FlowLayout


class FilterBar(QWidget):
    """Filter line, chips per side, category and status, and the button for the columns."""

    changed = Signal()
    """What is wanted differs now; ask `wanted`."""

    left_downward = Signal()
    """Down or Enter was pressed in the filter line: the cursor belongs into the table."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._chips: dict[tuple[str, str], Chip] = {}

        self._line = QLineEdit()
        self._line.setPlaceholderText(self.tr("Filter: name, post, organisation … in any script"))
        self._line.setAccessibleName(self.tr("Filter delegates"))
        self._line.setClearButtonEnabled(True)
        self._funnel = QAction(self)
        set_icon(self._funnel, "filter")
        self._line.addAction(self._funnel, QLineEdit.ActionPosition.LeadingPosition)
        self._columns = QToolButton()
        set_icon(self._columns, "columns")
        self._columns.setAccessibleName(self.tr("Columns"))
        self._columns.setToolTip(self.tr("Choose the columns"))
        self._columns.setAutoRaise(True)
        self._chip_row = QWidget()
        self._flow = FlowLayout(self._chip_row)
        self._side_chips = QHBoxLayout()
        self._side_chips.setSpacing(GRID // 2)

        self._line.textChanged.connect(lambda _text: self.changed.emit())
        self._line.installEventFilter(self)

        first = QHBoxLayout()
        first.setSpacing(GRID // 2)
        first.addWidget(self._line, 1)
        first.addLayout(self._side_chips)
        first.addWidget(self._columns)
        page = QVBoxLayout(self)
        page.setContentsMargins(GRID, GRID, GRID, GRID // 2)
        page.setSpacing(GRID // 2)
        page.addLayout(first)
        page.addWidget(self._chip_row)

    # ------------------------------------------------------------------- what is wanted

    @property
    def wanted(self) -> Filter:
        """The filter as it stands: folded words, and the values switched on per kind."""
        chosen = {
            facet: frozenset(
                value
                for (kind, value), chip in self._chips.items()
                if kind == facet and chip.isChecked()
            )
            for facet in FACETS
        }
        return Filter(
            self._line.text(),
            {facet: found for facet, found in chosen.items() if found},
        )

    def clear(self) -> None:
        """Show everybody: empty line, all chips off."""
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

    # --------------------------------------------------------------------------- chips

    def set_sides(self, sides: Sequence[Side], language: str = "en") -> None:
        """Make the chips; those that were on stay on."""
        on = {key for key, chip in self._chips.items() if chip.isChecked()}
        for old in self._chips.values():
            old.setParent(None)
            old.deleteLater()
        self._chips.clear()
        for side in sides:
            self._add_chip("side", str(side.id), side.name(language), side=side.position)
        for facet, choices in (("category", CATEGORIES), ("status", STATUSES)):
            for choice in choices:
                self._add_chip(facet, choice.code, self._short(choice, language))
        for key, chip in self._chips.items():
            chip.setChecked(key in on)

    def set_counts(self, counts: Mapping[str, Mapping[str, int]]) -> None:
        """Show how many there are of each; a chip nobody belongs to hides unless it is on."""
        for (facet, value), chip in self._chips.items():
            count = counts.get(facet, {}).get(value, 0)
            chip.set_count(count)
            chip.setVisible(facet == "side" or bool(count) or chip.isChecked())

    def connect_columns(self, action: QAction) -> None:
        """Let the button do what the action "Columns…" does."""
        self._columns.clicked.connect(action.trigger)

    def _add_chip(self, facet: str, value: str, label: str, *, side: int = 0) -> None:
        """The sides stand beside the filter line, where they are wanted most."""
        chip = Chip(label, side=side, parent=self if side else self._chip_row)
        chip.toggled.connect(lambda _on: self.changed.emit())
        self._chips[facet, value] = chip
        if side:
            self._side_chips.addWidget(chip)
        else:
            self._flow.addWidget(chip)

    def _short(self, choice: Choice, language: str) -> str:
        """A category in one word: chips have little room."""
        shortened = {
            "official": self.tr("Officials"),
            "expert": self.tr("Experts"),
            "industry": self.tr("Industry"),
            "support": self.tr("Support"),
        }
        return shortened.get(choice.code) or choice.text(language)

    # ------------------------------------------------------------------------ Qt's side

    def eventFilter(self, watched: object, event: QEvent) -> bool:
        if watched is self._line and isinstance(event, QKeyEvent):
            if event.type() is not QEvent.Type.KeyPress:
                return False
            if event.key() in {Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Enter}:
                self.left_downward.emit()
                return True
            if event.key() == Qt.Key.Key_Escape and self._line.text():
                self._line.clear()
                return True
        return False
