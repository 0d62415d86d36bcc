"""A list as it was received: its sheets, cell by cell, only to be looked at."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QItemSelectionModel, QSize, Qt
from PySide6.QtWidgets import (
    QAbstractItemView,
    QCheckBox,
    QDialogButtonBox,
    QHBoxLayout,
    QLabel,
    QTabBar,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from rapporteur.domain.workbook import Book, Layout
from rapporteur.services.lists.comparison import ListRows
from rapporteur.ui.dialogs.remembered import RememberedDialog
from rapporteur.ui.models.import_sheet import SheetModel
from rapporteur.ui.settings import Settings
from rapporteur.ui.theme import GRID

_NARROWEST, _WIDEST = 40, 320
_LOOK_AT = 60  # rows looked at for the width of a column


class KeptListDialog(RememberedDialog):
    """Shows a book; opens at the sheet and the row that are named."""

    def __init__(
        self,
        settings: Settings,
        book: Book,
        rows: ListRows,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(settings, QSize(110 * GRID, 76 * GRID), parent)
        self.setWindowTitle(book.name)
        self._book = book
        self._list = [layout.sheet for layout in rows.layouts]
        self._layouts = {layout.sheet: layout for layout in (*rows.others, *rows.layouts)}
        self._people = {
            layout.sheet: frozenset(
                row.row for row in rows.rows if not row.skipped and rows.sheet(row) == layout.sheet
            )
            for layout in rows.layouts
        }

        self._title = QLabel(rows.title)
        self._sheets = QTabBar()
        self._private = QCheckBox(self.tr("Show &passport data"))
        self.model = SheetModel(self)
        self.table = QTableView()
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)

        self._sheets.currentChanged.connect(self._show_sheet)
        self._private.toggled.connect(lambda shown: self.model.set_masked(not shown))
        buttons.rejected.connect(self.reject)

        for sheet in book.sheets:
            self._sheets.addTab(sheet.name.replace("&", "&&"))
        self._sheets.setAccessibleName(self.tr("Sheets"))
        self._sheets.setVisible(len(book.sheets) > 1)
        self._sheets.setExpanding(False)
        self._sheets.setDocumentMode(True)
        self._title.setWordWrap(True)
        self._prepare_table()
        top = QHBoxLayout()
        top.addWidget(self._title, 1)
        top.addWidget(self._private)
        column = QVBoxLayout(self)
        column.setContentsMargins(2 * GRID, 2 * GRID, 2 * GRID, GRID)
        column.setSpacing(GRID)
        column.addLayout(top)
        column.addWidget(self._sheets)
        column.addWidget(self.table, 1)
        column.addWidget(buttons)
        first = next(iter(self._list), "")
        self.go_to(first, 0)

    def go_to(self, sheet: str, row: int) -> None:
        """Show a sheet and select a row (from 1); 0 leaves the top."""
        at = next((i for i, one in enumerate(self._book.sheets) if one.name == sheet), 0)
        self._sheets.setCurrentIndex(at)
        self._show_sheet(at)
        index = self.model.index(max(row - 1, 0), 0)
        if not index.isValid():
            return
        chosen = QItemSelectionModel.SelectionFlag.ClearAndSelect
        flags = chosen | QItemSelectionModel.SelectionFlag.Rows
        self.table.selectionModel().setCurrentIndex(index, flags)
        self.table.scrollTo(index, QAbstractItemView.ScrollHint.PositionAtCenter)
        self.table.setFocus()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.PaletteChange:
            self.table.viewport().update()

    def _prepare_table(self) -> None:
        self.table.setModel(self.model)
        self.table.setAccessibleName(self.tr("The list as received"))
        self.table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.table.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.table.setTabKeyNavigation(False)
        self.table.setWordWrap(False)
        self.table.setCornerButtonEnabled(False)
        # The style draws the corner raised; the palette alone cannot say otherwise.
        self.table.setStyleSheet(
            "QTableCornerButton::section { border: 0; background: palette(window); }"
        )
        self.table.verticalHeader().setDefaultSectionSize(self.table.fontMetrics().height() + GRID)
        header = self.table.horizontalHeader()
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setHighlightSections(False)
        header.setResizeContentsPrecision(_LOOK_AT)

    def _show_sheet(self, at: int) -> None:
        if not 0 <= at < len(self._book.sheets):
            return
        sheet = self._book.sheets[at]
        layout = self._layouts.get(sheet.name) or Layout(sheet.name, (), 1, 0, ())
        self.model.set_sheet(sheet, layout, self._people.get(sheet.name, frozenset()))
        self.table.resizeColumnsToContents()
        header = self.table.horizontalHeader()
        for column in range(self.model.columnCount()):
            width = max(_NARROWEST, min(header.sectionSize(column) + GRID, _WIDEST))
            header.resizeSection(column, width)
