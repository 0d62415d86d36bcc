"""A sheet as it was received, as a Qt table: what each column is, and which rows are the list.

The grid shows the cells untouched. Recognised columns are tinted, rows outside the list are
grey, header rows are bold; the words for all three are in the header of the column, in the
header of the row and in what a screen reader is told, so that nothing depends on the colour.
"""

from __future__ import annotations

from datetime import date, datetime, time

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtGui import QBrush, QColor, QFont

from rapporteur.domain.dates import shown_date
from rapporteur.domain.delegates import DELEGATE
from rapporteur.domain.workbook import CellValue, Column, Layout, Sheet
from rapporteur.exchange.lists.private_cells import may_be_private, private_headings
from rapporteur.ui.theme import current_theme

Index = QModelIndex | QPersistentModelIndex
MASK = "••••"
SURE = 90  # from this score a heading is as good as the catalogue's own words


def column_letters(index: int) -> str:
    """The letters by which a spreadsheet calls its column number `index` (from 1): 28 is "AB"."""
    letters = ""
    while index > 0:
        index, rest = divmod(index - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


def shown_cell(value: CellValue) -> str:
    """A cell as a person reads it, on one line."""
    match value:
        case None:
            return ""
        case bool():
            return "TRUE" if value else "FALSE"
        case float():
            return str(int(value)) if value.is_integer() and abs(value) < 1e15 else str(value)
        case datetime():
            day = shown_date(value.date().isoformat())
            return day if value.time() == time() else f"{day} {value:%H:%M}"
        case date():
            return shown_date(value.isoformat())
        case time():
            return f"{value:%H:%M}"
        case _:
            return " ".join(str(value).split())


class SheetModel(QAbstractTableModel):
    """Cells of one sheet; `set_sheet` replaces all of it, `set_reading` what was recognised."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._sheet = Sheet("", False, ())
        self._layout: Layout | None = None
        self._people: frozenset[int] = frozenset()
        self._columns: dict[int, Column] = {}
        self._private: dict[int, int] = {}
        self._width = 0
        self._masked = True

    def set_sheet(self, sheet: Sheet, layout: Layout, people: frozenset[int]) -> None:
        """Show another sheet; `people` are the rows (from 1) that list somebody."""
        self.beginResetModel()
        self._sheet = sheet
        self._width = max((len(row) for row in sheet.rows), default=0)
        self._remember(layout, people)
        self.endResetModel()

    def set_reading(self, layout: Layout, people: frozenset[int]) -> None:
        """Show the same sheet with another reading of it."""
        self._remember(layout, people)
        self._all_changed()

    def set_masked(self, masked: bool) -> None:
        """Whether cells with passport data, or with what may be such, are a row of dots."""
        self._masked = masked
        self._all_changed()

    def column(self, section: int) -> Column | None:
        """What was recognised of the column at `section` (from 0); None outside the list."""
        return self._columns.get(section + 1)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        return 0 if parent.isValid() else len(self._sheet.rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        return 0 if parent.isValid() else self._width

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        row, section = index.row(), index.column()
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return self._text(row, section)
            case Qt.ItemDataRole.AccessibleTextRole:
                return f"{column_letters(section + 1)}{row + 1}: {self._text(row, section)}"
            case Qt.ItemDataRole.BackgroundRole:
                return self._ground(row, section)
            case Qt.ItemDataRole.ForegroundRole:
                inside = self._in_list(row) or self._is_header(row)
                return None if inside else QBrush(QColor(current_theme().disabled))
            case Qt.ItemDataRole.FontRole:
                return self._font(row, section)
            case _:
                return None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        if orientation == Qt.Orientation.Horizontal:
            return column_letters(section + 1)
        if self._is_header(section):
            return self.tr("{0} header").format(section + 1)
        return str(section + 1)

    def _remember(self, layout: Layout, people: frozenset[int]) -> None:
        self._layout, self._people = layout, people
        self._columns = {column.index: column for column in layout.columns}
        self._private = private_headings(self._sheet, layout)

    def _all_changed(self) -> None:
        if self._width and self._sheet.rows:
            last = self.index(len(self._sheet.rows) - 1, self._width - 1)
            self.dataChanged.emit(self.index(0, 0), last)
            self.headerDataChanged.emit(Qt.Orientation.Vertical, 0, last.row())
            self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, last.column())

    def _text(self, row: int, section: int) -> str:
        cells = self._sheet.rows[row]
        shown = self._sheet.numbers_as_shown.get((row + 1, section + 1))
        text = shown or (shown_cell(cells[section]) if section < len(cells) else "")
        return MASK if text and self._masked and self._is_private(row, section, text) else text

    def _is_private(self, row: int, section: int, text: str) -> bool:
        """Whether a cell holds passport data, as far as one can tell; also outside the list."""
        if self._layout is None or row + 1 < self._layout.first_row:
            return False
        column = self.column(section)
        if column is not None and column.target:
            return DELEGATE[column.target].privacy.masked
        below = self._private.get(section + 1)
        if below is not None and row + 1 > below:
            return True
        cells = self._sheet.rows[row]
        return may_be_private(cells[section] if section < len(cells) else None, text)

    def _is_header(self, row: int) -> bool:
        return self._layout is not None and row + 1 in self._layout.header_rows

    def _in_list(self, row: int) -> bool:
        return row + 1 in self._people

    def _ground(self, row: int, section: int) -> QBrush | None:
        column = self.column(section)
        if column is None or not column.target or not (self._in_list(row) or self._is_header(row)):
            return None
        theme = current_theme()
        return QBrush(QColor(theme.info_ground if is_sure(column) else theme.warning_ground))

    def _font(self, row: int, section: int) -> QFont | None:
        struck = (row + 1, section + 1) in self._sheet.struck
        if not struck and not self._is_header(row):
            return None
        font = QFont()
        font.setBold(self._is_header(row))
        font.setStrikeOut(struck)
        return font


def is_sure(column: Column) -> bool:
    """Whether the column needs no second look: chosen, remembered, or named by its heading."""
    return column.how in {"heading", "chosen", "remembered"} or column.score >= SURE
