"""The table of action items: two lines per item, headings that fold, columns as one wants them.

Speaks in ids of items. The selection belongs to the items, not to the rows they stand in.
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QItemSelection, QModelIndex, QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget

from rapporteur.domain.actions import ACTION_ITEM
from rapporteur.ui.models.action_rows import Direction
from rapporteur.ui.models.action_table import ActionTableModel, Role
from rapporteur.ui.models.action_texts import PROGRESS, RESPONSIBLE
from rapporteur.ui.screens.actions.cells import ActionCells
from rapporteur.ui.theme import GRID

# Characters a column needs at least, and the parts in which what is left is shared.
_LEAST = {"number": 6, "status": 14, "due_words": 20, RESPONSIBLE: 16, PROGRESS: 16}
_LEAST_TEXT, _LEAST_OTHER = 20, 10
_PARTS = {"text_en": 5, "text_ru": 5, "text_hi": 5, RESPONSIBLE: 3, PROGRESS: 3, "sub_group": 1,
          "agenda_item": 1}  # fmt: skip


class ActionTable(QTableView):
    """Rows of items under headings. The model is set once."""

    items_changed = Signal()
    """Other items are selected, or another is current."""

    form_wanted = Signal(str)
    """Enter was pressed, or a cell that is typed in the form: the key of its field, or ""."""

    sort_wanted = Signal(str, object)
    """A heading was clicked: key of the column and `Direction`."""

    fold_wanted = Signal(str, bool)
    """A group shall be folded (True) or opened: its key."""

    columns_wanted = Signal(QPoint)
    """The headings were right-clicked, at this place of the screen."""

    columns_moved = Signal(tuple)
    """The user dragged a heading: the keys from left to right."""

    def __init__(
        self, model: ActionTableModel, cells: ActionCells, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._model = model
        self._sorting = ("", Direction.STORED)
        self._held: tuple[list[int], int | None] = ([], None)
        self._held_heading: str | None = None
        self.widths: dict[str, int] = {}

        self.setModel(model)
        self.setItemDelegate(cells)
        self.setAccessibleName(self.tr("Action items"))
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(
            QAbstractItemView.EditTrigger.EditKeyPressed
            | QAbstractItemView.EditTrigger.DoubleClicked
        )
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setWordWrap(True)
        self.setShowGrid(False)
        self.setAlternatingRowColors(True)
        self.setFrameShape(QTableView.Shape.NoFrame)
        self.setTabKeyNavigation(False)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self._set_headers()

        model.modelAboutToBeReset.connect(self._hold)
        model.modelReset.connect(self._after_reset)
        self.selectionModel().selectionChanged.connect(lambda *_: self.items_changed.emit())
        self.selectionModel().currentRowChanged.connect(lambda *_: self.items_changed.emit())

    def _set_headers(self) -> None:
        rows = self.verticalHeader()
        rows.hide()
        rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        columns = self.horizontalHeader()
        columns.setSectionsMovable(True)
        columns.setSectionsClickable(True)
        columns.setHighlightSections(False)
        columns.setMinimumSectionSize(3 * GRID)
        columns.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        columns.sectionClicked.connect(self._on_heading)
        columns.sectionResized.connect(self._on_resized)
        columns.sectionMoved.connect(self._on_moved, Qt.ConnectionType.QueuedConnection)
        columns.customContextMenuRequested.connect(
            lambda at: self.columns_wanted.emit(columns.mapToGlobal(at))
        )

    # --------------------------------------------------------------------------- items

    def selected_ids(self) -> list[int]:
        """The ids of the selected items, from top to bottom, each once."""
        rows = sorted(index.row() for index in self.selectionModel().selectedRows())
        found = (self._model.item(row) for row in rows)
        return list(dict.fromkeys(item.id for item in found if item is not None))

    def current_id(self) -> int | None:
        """The id of the item that the cursor is on; None on a heading."""
        item = self._model.item(self.currentIndex().row())
        return item.id if item is not None else None

    def current_heading(self) -> str | None:
        """The key of the heading that the cursor is on; None elsewhere."""
        index = self.currentIndex()
        found = index.data(Role.HEADING) if index.isValid() else None
        return found if isinstance(found, str) else None

    def shown_ids(self) -> list[int]:
        """The ids of all rows, from top to bottom."""
        found = (self._model.item(row) for row in range(self._model.rowCount()))
        return list(dict.fromkeys(item.id for item in found if item is not None))

    def select(self, ids: Sequence[int], current: int | None = None) -> None:
        """Select items, those not shown left aside; `current` gets the cursor."""
        places = [at for at in map(self._model.place, ids) if at is not None]
        cursor = self._model.place(current) if current is not None else None
        at = cursor if cursor is not None else places[0] if places else None
        selection = self.selectionModel()
        if at is None:
            selection.clear()
            return
        flags = selection.SelectionFlag
        column = max(self.currentIndex().column(), 0)
        # Told outright: by itself the view would heed a Ctrl still held down.
        selection.setCurrentIndex(self._model.index(at, column), flags.ClearAndSelect | flags.Rows)
        more = QItemSelection()
        for place in places:
            more.select(self._model.index(place, 0), self._model.index(place, 0))
        selection.select(more, flags.Select | flags.Rows)
        self.scrollTo(self._model.index(at, column))

    def _hold(self) -> None:
        self._held = (self.selected_ids(), self.current_id())
        self._held_heading = self.current_heading()

    def _after_reset(self) -> None:
        self.clearSpans()
        line = self.fontMetrics().lineSpacing()
        self.verticalHeader().setDefaultSectionSize(2 * line + GRID)
        headings = set(self._model.heading_rows())
        for row in range(self._model.rowCount()):
            # Told for items, too: a row keeps the height it had as a heading.
            self.setRowHeight(row, line + GRID + 2 if row in headings else 2 * line + GRID)
        for row in headings:
            self.setSpan(row, 0, 1, self._model.columnCount())
        self.apply_widths()
        self.show_sorting(*self._sorting)
        if self._held_heading is not None and self._go_to_heading(self._held_heading):
            return
        if self._held[0]:  # where nothing is selected, something new is being filled in
            self.select(*self._held)

    def _go_to_heading(self, key: str) -> bool:
        for row in self._model.heading_rows():
            if self._model.index(row, 0).data(Role.HEADING) == key:
                self.setCurrentIndex(self._model.index(row, 0))
                return True
        return False

    # ------------------------------------------------------------------------- columns

    def visible_columns(self) -> list[str]:
        """The keys of the columns from left to right."""
        header, keys = self.horizontalHeader(), self._model.columns
        return [keys[header.logicalIndex(at)] for at in range(header.count())]

    def apply_widths(self) -> None:
        """Give every column the user's own width, else its share of the view."""
        columns, character = self._model.columns, self.fontMetrics().averageCharWidth()
        widths = [self.widths.get(key, self._least(key, character)) for key in columns]
        room = self.viewport().width() - sum(widths)
        growing = {key: _PARTS[key] for key in columns if key in _PARTS and key not in self.widths}
        if room > 0 and growing:
            parts = sum(growing.values())
            for at, key in enumerate(columns):
                widths[at] += room * growing.get(key, 0) // parts
        header = self.horizontalHeader()
        header.blockSignals(True)
        for at, width in enumerate(widths):
            self.setColumnWidth(at, width)
        header.blockSignals(False)

    @staticmethod
    def _least(key: str, character: int) -> int:
        usual = _LEAST_TEXT if key.startswith("text_") else _LEAST_OTHER
        if key in ACTION_ITEM and key not in _LEAST:
            usual = max(usual, min(ACTION_ITEM[key].width, 16))
        return _LEAST.get(key, usual) * character + 2 * GRID

    def _on_resized(self, column: int, _old: int, new: int) -> None:
        if 0 <= column < len(self._model.columns) and new > 0:
            self.widths[self._model.columns[column]] = new

    def _on_moved(self, _column: int, _old: int, _new: int) -> None:
        """Make the order on screen the order of the model, so that both always agree."""
        order = tuple(self.visible_columns())
        if order == self._model.columns:
            return
        header = self.horizontalHeader()
        header.blockSignals(True)
        for at in range(header.count()):
            header.moveSection(header.visualIndex(at), at)
        header.blockSignals(False)
        self.columns_moved.emit(order)

    def _on_heading(self, column: int) -> None:
        key = self._model.columns[column]
        by, direction = self._sorting
        self.sort_wanted.emit(key, direction.next() if by == key else Direction.ASCENDING)

    def show_sorting(self, key: str, direction: Direction) -> None:
        """Show by an arrow in the heading what the rows are sorted by."""
        self._sorting = (key if direction is not Direction.STORED else "", direction)
        header, columns = self.horizontalHeader(), self._model.columns
        shown = self._sorting[0] in columns
        header.setSortIndicatorShown(shown)
        if shown:
            backwards = direction is Direction.DESCENDING
            order = Qt.SortOrder.DescendingOrder if backwards else Qt.SortOrder.AscendingOrder
            header.setSortIndicator(columns.index(self._sorting[0]), order)

    # ------------------------------------------------------------------------ Qt's side

    def edit_current(self) -> None:
        """Open the editor of the current cell, or the form where the cell has none."""
        index = self.currentIndex()
        if self._model.item(index.row()) is None:
            return
        if index.flags() & Qt.ItemFlag.ItemIsEditable:
            self.edit(index)
        else:
            self.form_wanted.emit(str(index.data(Role.FIELD_KEY)))

    def finish_cell(self) -> None:
        """Accept what is typed in an open cell; leaving the cell does that."""
        if self.state() is QAbstractItemView.State.EditingState:
            self.setFocus(Qt.FocusReason.OtherFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, heading = event.key(), self.current_heading()
        if heading is not None and not event.modifiers():
            row = self._model.row(self.currentIndex().row())
            folded = bool(getattr(row, "collapsed", False))
            if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
                self.fold_wanted.emit(heading, not folded)
                return
            if key in (Qt.Key.Key_Left, Qt.Key.Key_Right):
                self.fold_wanted.emit(heading, key == Qt.Key.Key_Left)
                return
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.form_wanted.emit("")
            return
        super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        super().mousePressEvent(event)
        index: QModelIndex = self.indexAt(event.position().toPoint())
        heading = index.data(Role.HEADING) if index.isValid() else None
        if isinstance(heading, str) and event.button() is Qt.MouseButton.LeftButton:
            row = self._model.row(index.row())
            self.fold_wanted.emit(heading, not getattr(row, "collapsed", False))

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        super().mouseDoubleClickEvent(event)
        index = self.currentIndex()
        if index.isValid() and not index.flags() & Qt.ItemFlag.ItemIsEditable:
            self.edit_current()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.apply_widths()
