"""Step 2: the sheet, and what the program took each column for."""

from __future__ import annotations

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QHBoxLayout,
    QLabel,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from rapporteur.domain.importing import ImportPlan, RowState
from rapporteur.domain.workbook import Book, Layout
from rapporteur.ui.dialogs.importing.reading_row import ReadingRow
from rapporteur.ui.dialogs.importing.sheet_view import SheetView
from rapporteur.ui.models.import_sheet import SheetModel
from rapporteur.ui.theme import GRID


class ColumnsPage(QWidget):
    """Asks for another reading through its signals; `show_reading` shows the answer."""

    sheet_picked = Signal(str)
    header_picked = Signal(int)
    field_picked = Signal(int, str)
    masked_changed = Signal(bool)

    reading_picked = Signal(object)
    """The text shall be read anew in this `Reading`."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._book: Book | None = None
        self._shown_sheet = ""

        self._sheets = QComboBox()
        self._sheets.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self._sheet_label = QLabel(self.tr("&Sheet"))
        self._sheet_label.setBuddy(self._sheets)
        self._header_row = QSpinBox()
        self._header_row.setMinimum(1)
        self._header_row.setKeyboardTracking(False)
        self._header_label = QLabel(self.tr("&Header in row"))
        self._header_label.setBuddy(self._header_row)
        self._reading = ReadingRow()
        self._private = QCheckBox(self.tr("Show &passport data"))
        self._model = SheetModel(self)
        self.view = SheetView(self._model)
        self._summary = QLabel()
        self._summary.setWordWrap(True)

        self._sheets.activated.connect(self._on_sheet)
        self._header_row.valueChanged.connect(self.header_picked)
        self._private.toggled.connect(lambda shown: self.masked_changed.emit(not shown))
        self.view.field_picked.connect(self.field_picked)
        self._reading.picked.connect(self.reading_picked)

        tools = QHBoxLayout()
        tools.setSpacing(GRID)
        for widget in (self._sheet_label, self._sheets, self._header_label, self._header_row):
            tools.addWidget(widget)
        tools.addStretch(1)
        tools.addWidget(self._private)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GRID)
        column.addLayout(tools)
        column.addWidget(self._reading)
        column.addWidget(self.view, 1)
        column.addWidget(self._summary)

    def show_reading(self, book: Book, plan: ImportPlan) -> None:
        """Show a sheet of `book` as `plan` reads it."""
        people = frozenset(
            planned.row.row
            for planned in plan.rows
            if planned.state is not RowState.SKIPPED
            and planned.row.sheet in {"", plan.layout.sheet}
        )
        self._show(book, plan.layout, people)
        self._summary.setText(self._words(plan))

    def show_unread(self, book: Book, sheet: str | None) -> None:
        """Show a sheet in which no list was found, so that the user can say where it is."""
        names = [candidate.name for candidate in book.sheets]
        shown = sheet if sheet in names else names[0]
        self._show(book, Layout(shown, (), 1, 0, ()), frozenset())
        self._summary.setText(self.tr("No list was found here: choose the sheet or its header."))

    def _show(self, book: Book, layout: Layout, people: frozenset[int]) -> None:
        sheet = next(sheet for sheet in book.sheets if sheet.name == layout.sheet)
        fresh = book is not self._book or layout.sheet != self._shown_sheet
        if book is not self._book:
            self._sheets.clear()
            for candidate in book.sheets:
                words = self.tr("{0} (hidden)") if candidate.hidden else "{0}"
                self._sheets.addItem(words.format(candidate.name), candidate.name)
        self._book, self._shown_sheet = book, layout.sheet
        self._reading.show_reading(book.reading)
        self._sheets.setCurrentIndex(self._sheets.findData(layout.sheet))
        header = min(layout.header_rows, default=layout.first_row)
        blocker = QSignalBlocker(self._header_row)
        self._header_row.setMaximum(max(len(sheet.rows), 1))
        self._header_row.setValue(header)
        blocker.unblock()
        if fresh:
            self._model.set_sheet(sheet, layout, people)
        else:
            self._model.set_reading(layout, people)
        self.view.show_columns({c.index: c for c in layout.columns}, resize=fresh)
        if fresh:
            self.view.scroll_to_row(header - 2)

    def set_masked(self, masked: bool) -> None:
        """Whether passport columns are dots."""
        self._model.set_masked(masked)
        self._private.setChecked(not masked)

    def show_reading_again(self) -> None:
        """Show again how the text is read: what was wanted instead could not be done."""
        if self._book is not None:
            self._reading.show_reading(self._book.reading)

    def focus_first(self) -> None:
        """Put the cursor where one begins."""
        self.view.setFocus()

    def _on_sheet(self) -> None:
        self.sheet_picked.emit(str(self._sheets.currentData()))

    def _words(self, plan: ImportPlan) -> str:
        layout, counts = plan.layout, plan.counts()
        skipped = counts[RowState.SKIPPED.value]
        recognised = sum(1 for column in layout.columns if column.target)
        parts = [
            self.tr("Rows {0} to {1}").format(layout.first_row, layout.last_row),
            self.tr("people: {0}").format(len(plan.rows) - skipped),
            self.tr("skipped: {0}").format(skipped) if skipped else "",
            self.tr("columns recognised: {0} of {1}").format(recognised, len(layout.columns)),
        ]
        if layout.unmapped:
            left = ", ".join(f"“{' '.join(heading.split())}”" for heading in layout.unmapped)
            parts.append(self.tr("without a field, not taken in: {0}").format(left))
        return " · ".join(part for part in parts if part)
