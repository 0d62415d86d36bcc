"""The line above the paragraphs: type to filter, one chip for a state, a list of headings."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QAction, QKeyEvent
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from rapporteur.domain.directory import Entry
from rapporteur.domain.protocol import HEADING
from rapporteur.services.protocol.desk import Line
from rapporteur.ui.forms.choice import QuietCombo
from rapporteur.ui.icons import set_icon
from rapporteur.ui.models.protocol_rows import Filter, Only
from rapporteur.ui.theme import GRID
from rapporteur.ui.widgets.chip import Chip
from rapporteur.ui.widgets.flow_layout import FlowLayout

_TITLE = 48  # letters of a heading


class ProtocolFilterBar(QWidget):
    """Says what is wanted and knows nothing of the rows."""

    changed = Signal()

    left_downward = Signal()
    """Down or Enter was pressed in the filter line: the cursor belongs into the list."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.line = QLineEdit()
        self.parts = QuietCombo()
        self._chip_row = QWidget()
        self._flow = FlowLayout(self._chip_row)
        self.chips = {
            Only.OPEN: Chip(self.tr("Open")),
            Only.BRACKETED: Chip(self.tr("In brackets")),
            Only.OUT_OF_STEP: Chip(self.tr("Out of step")),
        }
        self.without_withdrawn = Chip(self.tr("Hide withdrawn"))
        self._made: tuple[object, ...] = ()

        funnel = QAction(self)
        set_icon(funnel, "filter")
        self.line.addAction(funnel, QLineEdit.ActionPosition.LeadingPosition)
        self.line.setPlaceholderText(self.tr("Filter: number, text, sub-group … in any script"))
        self.line.setAccessibleName(self.tr("Filter paragraphs"))
        self.line.setClearButtonEnabled(True)
        self.line.installEventFilter(self)
        self.parts.setAccessibleName(self.tr("Heading or sub-group"))
        self.line.textChanged.connect(lambda _text: self.changed.emit())
        self.parts.currentIndexChanged.connect(lambda _row: self.changed.emit())
        for only, chip in self.chips.items():
            chip.toggled.connect(lambda on, only=only: self._on_chip(only, on=on))
            self._flow.addWidget(chip)
        self.without_withdrawn.toggled.connect(lambda _on: self.changed.emit())
        self._flow.addWidget(self.without_withdrawn)

        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GRID // 2)
        column.addWidget(self.line)
        column.addWidget(self.parts)
        column.addWidget(self._chip_row)

    @property
    def wanted(self) -> Filter:
        """The filter as it stands."""
        only = next((only for only, chip in self.chips.items() if chip.isChecked()), Only.ALL)
        kind, key = self.parts.currentData() or ("", "")
        return Filter(
            self.line.text(),
            only,
            int(key) if kind == HEADING else 0,
            str(key) if kind == "sub_group" else "",
            self.without_withdrawn.isChecked(),
        )

    def show_only(self, only: Only) -> None:
        """Switch the chip of a state on, and all others off."""
        for one, chip in self.chips.items():
            chip.setChecked(one is only)

    def clear(self) -> None:
        """Show everything that has not been withdrawn out of sight."""
        before = self.wanted
        self.blockSignals(True)
        self.line.clear()
        self.parts.setCurrentIndex(0)
        self.show_only(Only.ALL)
        self.blockSignals(False)
        if before != self.wanted:
            self.changed.emit()

    def take_focus(self) -> None:
        """Put the cursor into the filter line, its text selected."""
        self.line.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.line.selectAll()

    def set_counts(self, counts: Mapping[Only, int], withdrawn: int) -> None:
        """Show how many paragraphs each chip would leave."""
        for only, chip in self.chips.items():
            chip.set_count(counts[only])
        self.without_withdrawn.set_count(withdrawn or None)
        shown = bool(withdrawn) or self.without_withdrawn.isChecked()
        self.without_withdrawn.setVisible(shown)

    def set_parts(self, lines: Sequence[Line], sub_groups: Sequence[Entry]) -> None:
        """Offer the headings and the sub-groups that paragraphs come from."""
        headings = [
            ((HEADING, str(line.id)), line.text()) for line in lines
            if line.paragraph["kind"] == HEADING and line.text()
        ]  # fmt: skip
        used = {line.paragraph["sub_group"] for line in lines}
        groups = [(("sub_group", e.uuid), e.name) for e in sub_groups if e.uuid in used]
        wanted = (*headings, *groups)
        if wanted == self._made and self.parts.count():
            return
        self._made = wanted
        kept = self.parts.currentData()
        self.parts.blockSignals(True)
        self.parts.clear()
        self.parts.addItem(self.tr("All headings and sub-groups"), None)
        for data, text in headings:
            self.parts.addItem(text[:_TITLE], data)
        for data, text in groups:
            self.parts.addItem(self.tr("Sub-group: {name}").format(name=text[:_TITLE]), data)
        rows = [self.parts.itemData(at) for at in range(self.parts.count())]
        self.parts.setCurrentIndex(rows.index(kept) if kept in rows else 0)
        self.parts.blockSignals(False)
        self.parts.setVisible(self.parts.count() > 1)

    def _on_chip(self, only: Only, *, on: bool) -> None:
        """One state at a time: a second chip takes the place of the first."""
        if on:
            for other, chip in self.chips.items():
                if other is not only and chip.isChecked():
                    chip.blockSignals(True)
                    chip.setChecked(False)
                    chip.blockSignals(False)
        self.changed.emit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.line and isinstance(event, QKeyEvent):
            if event.type() is not QEvent.Type.KeyPress:
                return False
            if event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self.left_downward.emit()
                return True
            if event.key() == Qt.Key.Key_Escape and self.wanted.active:
                self.clear()
                return True
        return super().eventFilter(watched, event)
