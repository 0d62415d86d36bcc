"""The delegates table as a widget: selection by person, sorting by heading, dragging rows.

Speaks in ids of delegates and keys of fields, so that whoever listens need not know rows and
columns. The selection belongs to the people, not to the rows they happen to stand in.
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QHelpEvent, QKeyEvent, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QToolTip, QWidget

from rapporteur.domain.delegates import DELEGATE
from rapporteur.ui.models.delegate_columns import CHECKS, FULL_NAME, NUMBER
from rapporteur.ui.models.delegate_table import DelegateTableModel
from rapporteur.ui.models.roster import Direction
from rapporteur.ui.screens.delegates.cells import CellDelegate
from rapporteur.ui.theme import GRID

# Characters a column needs at least; the catalogue's widths are for forms, with more room.
_LEAST = {NUMBER: 3, CHECKS: 2, FULL_NAME: 15, "side": 6, "status": 9, "role": 9, "category": 8}
_MOST_LEAST = 12
# What is left of the width is shared in these parts, each column up to so many characters.
_PARTS = {FULL_NAME: 3, "designation": 4, "organisation": 5, "role": 2, "category": 2}
_MOST = {FULL_NAME: 34, "role": 24, "category": 28}
_MOST_AT_ALL = 60


class DelegateTable(QTableView):
    """Rows of people. The model is set once; columns may be moved and widened by the user."""

    people_changed = Signal()
    """Other people are selected, or another is current."""

    painted = Signal()
    """The rows have been painted for the first time."""

    sort_wanted = Signal(str, object)
    """A heading was clicked: field key and `Direction`."""

    form_wanted = Signal(str)
    """Enter was pressed, or a composed cell shall be edited: field key for the form, or ""."""

    columns_moved = Signal(tuple)
    """The user dragged a heading: the keys of the columns from left to right."""

    columns_menu_wanted = Signal(QPoint)
    """The headings were right-clicked, at this place of the screen."""

    def __init__(
        self, model: DelegateTableModel, cells: CellDelegate, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._model = model
        self._widths: dict[str, int] = {}
        self._sorted_by = ""
        self._direction = Direction.PROTOCOL
        self._was_painted = False
        self._held: tuple[list[int], int | None] = ([], None)

        self.setModel(model)
        self.setItemDelegate(cells)
        self.setAccessibleName(self.tr("Delegates"))
        self._set_behaviour()
        self._set_headers()

        model.modelAboutToBeReset.connect(self._hold_people)
        model.modelReset.connect(self._after_reset)
        self.selectionModel().selectionChanged.connect(lambda *_: self.people_changed.emit())
        self.selectionModel().currentRowChanged.connect(lambda *_: self.people_changed.emit())

    def _set_behaviour(self) -> None:
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(
            QAbstractItemView.EditTrigger.EditKeyPressed
            | QAbstractItemView.EditTrigger.DoubleClicked
        )
        self.setDragDropMode(QAbstractItemView.DragDropMode.InternalMove)
        self.setDefaultDropAction(Qt.DropAction.MoveAction)
        self.setDragDropOverwriteMode(False)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setWordWrap(False)
        self.setShowGrid(False)
        self.setFrameShape(QTableView.Shape.NoFrame)
        # Tab leaves the table: the form is the next stop, not the next cell.
        self.setTabKeyNavigation(False)

    def _set_headers(self) -> None:
        rows = self.verticalHeader()
        rows.hide()
        rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        rows.setDefaultSectionSize(self.fontMetrics().height() + GRID + 2)
        columns = self.horizontalHeader()
        columns.setSectionsMovable(True)
        columns.setSectionsClickable(True)
        columns.setHighlightSections(False)
        columns.setMinimumSectionSize(3 * GRID)
        columns.setSortIndicatorShown(False)
        columns.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        columns.sectionClicked.connect(self._on_heading)
        columns.sectionResized.connect(self._on_resized)
        # After the header has finished with its own drag.
        columns.sectionMoved.connect(self._on_moved, Qt.ConnectionType.QueuedConnection)
        columns.customContextMenuRequested.connect(
            lambda at: self.columns_menu_wanted.emit(columns.mapToGlobal(at))
        )

    # -------------------------------------------------------------------------- people

    def selected_ids(self) -> list[int]:
        """The ids of the selected people, from top to bottom."""
        rows = sorted(index.row() for index in self.selectionModel().selectedRows())
        ids = self._model.ids
        return [ids[row] for row in rows]

    def shown_ids(self) -> list[int]:
        """The ids of all rows, from top to bottom."""
        return self._model.ids

    def current_id(self) -> int | None:
        """The id of the person the cursor is on."""
        index = self.currentIndex()
        return self._model.delegate(index).id if index.isValid() else None

    def current_key(self) -> str:
        """The field of the cell the cursor is on; "" without one."""
        index = self.currentIndex()
        return self._model.key(index.column()) if index.isValid() else ""

    def select(self, ids: Sequence[int], current: int | None = None) -> None:
        """Select people, those filtered out left aside; `current` gets the cursor."""
        rows = [row for row in map(self._model.row_of, ids) if row is not None]
        selection = self.selectionModel()
        column = max(self.currentIndex().column(), self._first_column())
        cursor = self._model.row_of(current) if current is not None else None
        if cursor is None:
            cursor = rows[0] if rows else None
        if cursor is None:
            selection.clear()
            return
        flags = selection.SelectionFlag
        # Told outright: by itself the view would heed the Ctrl of a Ctrl+V still held down.
        selection.setCurrentIndex(
            self._model.index(cursor, column), flags.ClearAndSelect | flags.Rows
        )
        for row in rows:
            selection.select(self._model.index(row, column), flags.Select | flags.Rows)
        self.scrollTo(self._model.index(cursor, column))

    def _first_column(self) -> int:
        columns = self._model.columns
        return columns.index(FULL_NAME) if FULL_NAME in columns else 0

    def _hold_people(self) -> None:
        self._held = (self.selected_ids(), self.current_id())

    def _after_reset(self) -> None:
        self.apply_widths()
        self._show_indicator()
        self.select(*self._held)

    # ------------------------------------------------------------------------- columns

    def visible_columns(self) -> list[str]:
        """The keys of the columns from left to right, as the user arranged them."""
        header = self.horizontalHeader()
        return [self._model.key(header.logicalIndex(at)) for at in range(header.count())]

    @property
    def widths(self) -> dict[str, int]:
        """Widths the user has given, by key of the column."""
        return dict(self._widths)

    def set_widths(self, widths: dict[str, int]) -> None:
        """Bring back remembered widths."""
        self._widths = dict(widths)
        self.apply_widths()

    def apply_widths(self) -> None:
        """Give every column its remembered or opening width."""
        header = self.horizontalHeader()
        header.blockSignals(True)
        for column, width in enumerate(self._shared_widths()):
            self.setColumnWidth(column, width)
        header.blockSignals(False)

    def _shared_widths(self) -> list[int]:
        """The width of each column: the user's own, else its share of the view.

        Texts grow and shrink with the window; where even the least does not fit, the view
        scrolls sideways.
        """
        columns = self._model.columns
        widths = [self._widths.get(key, self._least(key)) for key in columns]
        room = self.viewport().width() - sum(widths)
        growing = {c for c, key in enumerate(columns) if key in _PARTS and key not in self._widths}
        while room > 0 and growing:
            parts = sum(_PARTS[columns[c]] for c in growing)
            shares = {c: room * _PARTS[columns[c]] // parts for c in growing}
            full = {c for c in growing if widths[c] + shares[c] >= self._most(columns[c])}
            for c in full or growing:
                grown = min(widths[c] + shares[c], self._most(columns[c]))
                room -= grown - widths[c]
                widths[c] = grown
            if not full:
                break
            growing -= full
        return widths

    def _least(self, key: str) -> int:
        """The width in pixels below which a column says too little."""
        characters = _LEAST.get(key)
        if characters is None:
            characters = min(max(DELEGATE[key].width, 6), _MOST_LEAST)
        character = self.fontMetrics().averageCharWidth()
        if key == CHECKS:
            return characters * character + GRID
        return characters * character + 2 * GRID

    def _most(self, key: str) -> int:
        return _MOST.get(key, _MOST_AT_ALL) * self.fontMetrics().averageCharWidth()

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

    def _on_resized(self, column: int, _old: int, new: int) -> None:
        if 0 <= column < len(self._model.columns) and new > 0:
            self._widths[self._model.key(column)] = new

    # ------------------------------------------------------------------------- sorting

    def _on_heading(self, column: int) -> None:
        key = self._model.key(column)
        if key == CHECKS:
            return
        same = key == self._sorted_by
        direction = self._direction.next() if same else Direction.ASCENDING
        self.sort_wanted.emit(key, direction)

    def show_sorting(self, key: str, direction: Direction) -> None:
        """Show by an arrow in the heading what the rows are sorted by."""
        self._sorted_by = key if direction is not Direction.PROTOCOL else ""
        self._direction = direction
        self._show_indicator()

    def _show_indicator(self) -> None:
        header, columns = self.horizontalHeader(), self._model.columns
        shown = self._sorted_by in columns
        header.setSortIndicatorShown(shown)
        if shown:
            descending = self._direction is Direction.DESCENDING
            order = Qt.SortOrder.DescendingOrder if descending else Qt.SortOrder.AscendingOrder
            header.setSortIndicator(columns.index(self._sorted_by), order)

    # ------------------------------------------------------------------------ Qt's side

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.apply_widths()

    def edit_current(self) -> None:
        """Open the editor of the current cell, or the form where the cell has no editor."""
        index = self.currentIndex()
        if not index.isValid():
            return
        if index.flags() & Qt.ItemFlag.ItemIsEditable:
            self.edit(index)
        else:
            key = self._model.key(index.column())
            self.form_wanted.emit("family_name" if key == FULL_NAME else key)

    def finish_cell(self) -> None:
        """Accept what is typed in an open cell; leaving the cell does that."""
        if self.state() is QAbstractItemView.State.EditingState:
            self.setFocus(Qt.FocusReason.OtherFocusReason)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self._was_painted:
            self._was_painted = True
            # After this event, so that the picture is on the screen first.
            QTimer.singleShot(0, self, self.painted.emit)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.form_wanted.emit("")
            return
        super().keyPressEvent(event)

    def mouseDoubleClickEvent(self, event: object) -> None:
        super().mouseDoubleClickEvent(event)  # type: ignore[arg-type]  # QMouseEvent, as Qt sends it
        index = self.currentIndex()
        if index.isValid() and not index.flags() & Qt.ItemFlag.ItemIsEditable:
            self.edit_current()

    def viewportEvent(self, event: object) -> bool:
        """Tool tips: what the checks found, or the whole of a text that is cut."""
        if isinstance(event, QHelpEvent):
            index = self.indexAt(event.pos())
            QToolTip.showText(event.globalPos(), self._tip(index), self.viewport())
            return True
        return super().viewportEvent(event)  # type: ignore[arg-type]  # QEvent, as Qt sends it

    def _tip(self, index: QModelIndex) -> str:
        if not index.isValid():
            return ""
        if self._model.key(index.column()) == CHECKS:
            return self._model.marker_text(index)
        text = str(index.data() or "")
        cut = self.fontMetrics().horizontalAdvance(text) > self.columnWidth(index.column()) - GRID
        return text if cut else ""
