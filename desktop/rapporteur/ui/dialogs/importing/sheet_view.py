"""The sheet as received, with a box in the head of each column to correct what it is."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget

from rapporteur.domain.workbook import Column
from rapporteur.ui.dialogs.importing.field_box import FieldBox, FieldChoices
from rapporteur.ui.models.import_sheet import SheetModel, column_letters, is_sure
from rapporteur.ui.theme import GRID, current_theme

_NARROWEST = 160
_WIDEST = 320
_LOOK_AT = 60  # rows looked at for the width of a column


class MappingHeader(QHeaderView):
    """Column letter, how the column was recognised, and the box with its field."""

    field_picked = Signal(int, str)
    """Column (from 1) and the key of the field chosen for it."""

    column_entered = Signal(int)
    """The box of a column (from 1) has the keyboard now."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._choices = FieldChoices(self)
        self._boxes: dict[int, FieldBox] = {}
        self._columns: dict[int, Column] = {}
        self.setSectionsMovable(False)
        self.setHighlightSections(False)
        self.sectionResized.connect(self._place)
        self.geometriesChanged.connect(self._place)

    def set_columns(self, columns: dict[int, Column]) -> None:
        """Show what was recognised, by column number; boxes are made for these columns."""
        if columns.keys() != self._boxes.keys():
            self._rebuild(sorted(columns))
        self._columns = columns
        for number, box in self._boxes.items():
            box.set_key(columns[number].target)
            box.setAccessibleName(
                self.tr("Field of column {0}, “{1}”").format(
                    column_letters(number), columns[number].heading
                )
            )
        self._place()
        self.viewport().update()

    def box(self, number: int) -> FieldBox | None:
        """The box of a column (from 1)."""
        return self._boxes.get(number)

    def follow_scrolling(self) -> None:
        """Bring the boxes to where the columns are now."""
        self._place()

    def sizeHint(self) -> QSize:
        size = super().sizeHint()
        size.setHeight(self._caption_height() + self._box_height() + GRID)
        return size

    def paintSection(self, painter: QPainter, rect: QRect, logicalIndex: int) -> None:
        theme = current_theme()
        painter.save()
        column = self._columns.get(logicalIndex + 1)
        known = column is not None and bool(column.target)
        ground = theme.window
        if column is not None and known:
            ground = theme.info_ground if is_sure(column) else theme.warning_ground
        painter.fillRect(rect, QColor(ground))
        painter.setPen(QColor(theme.border))
        painter.drawLine(rect.topRight(), rect.bottomRight())
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        caption = rect.adjusted(GRID, GRID // 2, -GRID, 0)
        caption.setHeight(self._caption_height())
        painter.setPen(QColor(theme.text if known else theme.muted))
        text = column_letters(logicalIndex + 1)
        if column is not None:
            text = f"{text} · {self.how(column)}"
        flags = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
        metrics = painter.fontMetrics()
        shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, caption.width())
        painter.drawText(caption, flags, shown)
        painter.restore()

    def how(self, column: Column) -> str:
        """In words, by what the column was recognised."""
        if not column.target:
            return self.tr("not taken in")
        match column.how:
            case "heading":
                return self.tr("by its heading")
            case "fuzzy":
                return self.tr("similar heading, {0} %").format(column.score)
            case "content":
                return self.tr("by its content")
            case "remembered":
                return self.tr("as last time")
            case "chosen":
                return self.tr("chosen by you")
            case _:
                return self.tr("recognised")

    def _caption_height(self) -> int:
        return self.fontMetrics().height() + GRID // 2

    def _box_height(self) -> int:
        return self.fontMetrics().height() + GRID + 4

    def _rebuild(self, numbers: list[int]) -> None:
        for box in self._boxes.values():
            box.deleteLater()
        self._boxes = {}
        previous: QWidget | None = None
        for number in numbers:
            box = FieldBox(self._choices, self.viewport())
            box.picked.connect(lambda key, n=number: self.field_picked.emit(n, key))
            box.entered.connect(lambda n=number: self.column_entered.emit(n))
            box.show()
            if previous is not None:
                QWidget.setTabOrder(previous, box)
            self._boxes[number] = previous = box

    def _place(self) -> None:
        top = self._caption_height() + GRID // 2
        for number, box in self._boxes.items():
            if number > self.count():
                continue
            left = self.sectionViewportPosition(number - 1)
            width = self.sectionSize(number - 1)
            box.setGeometry(left + GRID // 2, top, width - GRID, self._box_height())


class SheetView(QTableView):
    """The grid. Arrow keys walk through the cells, Tab through the boxes of the columns."""

    field_picked = Signal(int, str)

    def __init__(self, model: SheetModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._sheet = model
        self._header = MappingHeader(self)
        self.setModel(model)
        self.setHorizontalHeader(self._header)
        self.setAccessibleName(self.tr("The sheet as received"))
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setTabKeyNavigation(False)
        self.setWordWrap(False)
        self.setCornerButtonEnabled(False)
        # The style draws the corner raised; the palette alone cannot say otherwise.
        self.setStyleSheet(
            "QTableCornerButton::section { border: 0; background: palette(window); }"
        )
        self.verticalHeader().setDefaultSectionSize(self.fontMetrics().height() + GRID)
        self._header.field_picked.connect(self.field_picked)
        self._header.column_entered.connect(self._show_column)
        self.horizontalScrollBar().valueChanged.connect(self._header.follow_scrolling)

    @property
    def header(self) -> MappingHeader:
        """The head of the columns, with its boxes."""
        return self._header

    def show_columns(self, columns: dict[int, Column], *, resize: bool) -> None:
        """Show what was recognised; `resize` also fits the widths, for a sheet shown first."""
        if resize:
            for section in range(self._sheet.columnCount()):
                self.setColumnWidth(section, self._fitting(section))
        self._header.set_columns(columns)

    def scroll_to_row(self, row: int) -> None:
        """Bring a row of the sheet (from 1) to the top."""
        index = self._sheet.index(max(row - 1, 0), 0)
        self.scrollTo(index, QAbstractItemView.ScrollHint.PositionAtTop)

    def _fitting(self, section: int) -> int:
        metrics = self.fontMetrics()
        # Each text once: half of the columns of a list repeat theirs, and measuring is slow.
        texts = {
            str(self._sheet.index(row, section).data() or "")
            for row in range(min(self._sheet.rowCount(), _LOOK_AT))
        }
        widest = max((metrics.horizontalAdvance(text) for text in texts), default=0)
        return min(max(widest + 2 * GRID, _NARROWEST), _WIDEST)

    def _show_column(self, number: int) -> None:
        row = max(self.rowAt(0), 0)
        index = self._sheet.index(row, number - 1)
        if index != QModelIndex():
            self.scrollTo(index)
