"""The plan to work on: chairs that people are dragged between, and keys for all of it.

Arrows choose a chair, Ctrl and an arrow moves who sits on it, Del lets them stand up, Enter asks
for somebody to sit there. Ctrl+Plus and Ctrl+Minus make the chairs larger and smaller, Ctrl+0
fits all of them into the window.
"""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QTableView, QWidget

from rapporteur.domain.seating import Chair
from rapporteur.ui.dialogs.seating.chairs import ChairDelegate
from rapporteur.ui.models.seating_table import SeatingModel
from rapporteur.ui.theme import GRID

_ZOOM, _LEAST, _MOST = 1.25, 1.0, 6.0
_NARROWEST, _LOWEST = 9 * GRID, 5 * GRID
_STEPS = {
    Qt.Key.Key_Left: (0, -1),
    Qt.Key.Key_Right: (0, 1),
    Qt.Key.Key_Up: (-1, 0),
    Qt.Key.Key_Down: (1, 0),
}


class SeatingView(QTableView):
    """Shows a `SeatingModel`; always fits the window unless it was enlarged."""

    move_wanted = Signal(str, object)
    """The uuid of a person, and the `Chair` to move them to."""

    free_wanted = Signal(str)
    """The uuid of a person who is to stand up."""

    person_wanted = Signal(object)
    """Somebody is to be chosen for this `Chair`."""

    def __init__(self, model: SeatingModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._plan = model
        self._zoom = 1.0
        self.setModel(model)
        self.setItemDelegate(ChairDelegate(self))
        self.setAccessibleName(self.tr("Seats, as seen from the door"))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setShowGrid(False)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setTabKeyNavigation(False)
        self.setDragDropMode(QAbstractItemView.DragDropMode.DragDrop)
        self.setDefaultDropAction(Qt.DropAction.MoveAction)
        self.setDragDropOverwriteMode(True)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        for header in (self.horizontalHeader(), self.verticalHeader()):
            header.hide()
            header.setMinimumSectionSize(GRID)
        model.modelReset.connect(self.fit)

    def chosen(self) -> Chair | None:
        """The chair that the keys act on."""
        return self._plan.chair_at(self.currentIndex())

    def choose(self, chair: Chair) -> None:
        """Put the cursor on a chair."""
        index = self._plan.index_of(chair)
        if index.isValid():
            self.setCurrentIndex(index)

    def fit(self) -> None:
        """Give every chair the same share of the room; called again whenever that changes."""
        rows, columns = self._plan.rowCount(), self._plan.columnCount()
        self.clearSpans()
        if not rows:
            return
        middle = self._plan.table_row
        if columns > 1:
            self.setSpan(middle, 0, 1, columns)
        room = self.viewport().size()
        if self._zoom == 1.0:  # without the bars that a larger plan had
            room = self.maximumViewportSize()
        across = max(int(room.width() * self._zoom) // columns, _NARROWEST)
        down = max(int(room.height() * self._zoom) // rows, _LOWEST)
        for column in range(columns):
            self.setColumnWidth(column, across)
        for row in range(rows):
            self.setRowHeight(row, down)

    def zoom_by(self, steps: int) -> None:
        """Make the chairs larger or smaller; all of them fit at the smallest."""
        self._zoom = min(max(self._zoom * _ZOOM**steps, _LEAST), _MOST)
        self.fit()
        self.scrollTo(self.currentIndex())

    def zoom_to_fit(self) -> None:
        """Show all chairs at once."""
        self._zoom = 1.0
        self.fit()

    # ---------------------------------------------------------------------------------- Qt

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.fit()

    def wheelEvent(self, event: QWheelEvent) -> None:
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.zoom_by(1 if event.angleDelta().y() > 0 else -1)
            event.accept()
            return
        super().wheelEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        key = Qt.Key(event.key())
        if control and key in _STEPS:
            self._move(*_STEPS[key])
        elif control and key in (Qt.Key.Key_Plus, Qt.Key.Key_Equal):
            self.zoom_by(1)
        elif control and key is Qt.Key.Key_Minus:
            self.zoom_by(-1)
        elif control and key is Qt.Key.Key_0:
            self.zoom_to_fit()
        elif key in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self._free()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if (chair := self.chosen()) is not None:
                self.person_wanted.emit(chair)
        else:
            super().keyPressEvent(event)

    def _move(self, down: int, across: int) -> None:
        """Move who sits on the chosen chair by one; the cursor goes along."""
        index = self.currentIndex()
        person, here = self._plan.person_at(index), self._plan.chair_at(index)
        to = self._neighbour(index, down, across)
        if self._plan.editable and person is not None and here is not None and to is not None:
            self.move_wanted.emit(person.uuid, to)

    def _neighbour(
        self, index: QModelIndex | QPersistentModelIndex, down: int, across: int
    ) -> Chair | None:
        """The next chair of the same side; None at the table and at the ends of a row."""
        return self._plan.chair_at(index.sibling(index.row() + down, index.column() + across))

    def _free(self) -> None:
        person = self._plan.person_at(self.currentIndex())
        if self._plan.editable and person is not None:
            self.free_wanted.emit(person.uuid)
