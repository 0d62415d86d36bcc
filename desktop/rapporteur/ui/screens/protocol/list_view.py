"""The view of the paragraphs: several can be chosen, the mouse drags, headings fold."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QItemSelection, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QAbstractItemView, QListView, QWidget

from rapporteur.ui.models.protocol_list import ProtocolListModel
from rapporteur.ui.screens.protocol.lines import ParagraphLines
from rapporteur.ui.theme import GRID

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_F2)


class ParagraphList(QListView):
    """Speaks in ids. The selection belongs to the paragraphs, not to the rows they stand in."""

    chosen = Signal()
    """Another paragraph is current, or others are selected."""

    text_wanted = Signal()
    """Enter or F2: the cursor belongs into the text."""

    fold_wanted = Signal(int, bool)
    """A heading shall be folded or opened: its id."""

    def __init__(self, model: ProtocolListModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = model
        self._held: tuple[list[int], int, int] = ([], 0, 0)
        self._quiet = False
        self.setModel(model)
        self.setItemDelegate(ParagraphLines(self))
        self.setAccessibleName(self.tr("Paragraphs of the Protocol"))
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setDragEnabled(True)
        self.setAcceptDrops(True)
        self.setDropIndicatorShown(True)
        self.setDragDropMode(QAbstractItemView.DragDropMode.DragDrop)
        self.setDefaultDropAction(Qt.DropAction.MoveAction)
        self.setDragDropOverwriteMode(False)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.setMinimumWidth(34 * GRID)
        model.modelAboutToBeReset.connect(self._hold)
        model.modelReset.connect(self._after_reset)
        self.selectionModel().selectionChanged.connect(lambda *_: self._tell())
        self.selectionModel().currentRowChanged.connect(lambda *_: self._tell())

    @property
    def current_id(self) -> int:
        """The paragraph that the cursor is on; 0 for none."""
        row = self._model.row_at(self.currentIndex().row())
        return row.id if row is not None else 0

    def selected_ids(self) -> list[int]:
        """The selected paragraphs, from top to bottom."""
        rows = sorted(index.row() for index in self.selectionModel().selectedIndexes())
        return [self._model.rows[at].id for at in rows if at < len(self._model.rows)]

    def select(self, ids: Sequence[int], current: int = 0) -> None:
        """Select these paragraphs as far as they are shown; `current` gets the cursor."""
        places = [at for at in map(self._model.row_of, ids) if at >= 0]
        cursor = self._model.row_of(current) if current else -1
        at = cursor if cursor >= 0 else places[0] if places else -1
        if at < 0:
            return
        flags = self.selectionModel().SelectionFlag
        more = QItemSelection()
        for place in places or [at]:
            index = self._model.index(place)
            more.select(index, index)
        self._quiet = True
        # Told outright: by itself the view would heed a Ctrl still held down.
        self.selectionModel().setCurrentIndex(self._model.index(at), flags.NoUpdate)
        self.selectionModel().select(more, flags.ClearAndSelect)
        self._quiet = False
        self.scrollTo(self._model.index(at))
        self._tell()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        row = self._model.row_at(self.currentIndex().row())
        if event.key() in _ENTER and plain:
            self.text_wanted.emit()
            return
        if plain and row is not None and event.key() in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            folds = event.key() == Qt.Key.Key_Left
            if row.heading and row.folded != folds:
                self.fold_wanted.emit(row.id, folds)
            elif folds and row.line.heading:
                self.select([row.line.heading])
            return
        super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        index = self.indexAt(event.position().toPoint())
        row = self._model.row_at(index.row()) if index.isValid() else None
        margin = self.visualRect(index).left() + 3 * GRID
        if row is not None and row.heading and event.position().x() < margin:
            self.fold_wanted.emit(row.id, not row.folded)
            return
        super().mousePressEvent(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        super().mouseDoubleClickEvent(event)
        if self.indexAt(event.position().toPoint()).isValid():
            self.text_wanted.emit()

    def _hold(self) -> None:
        self._held = (self.selected_ids(), self.current_id, self.currentIndex().row())

    def _after_reset(self) -> None:
        """What was chosen stays chosen; where it is gone, the row that has its place."""
        ids, current, place = self._held
        if any(self._model.row_of(one) >= 0 for one in (*ids, current)):
            self.select(ids, current)
            return
        last = len(self._model.rows) - 1
        if last >= 0:
            self.select([self._model.rows[max(0, min(place, last))].id])
        else:
            self._tell()

    def _tell(self) -> None:
        if not self._quiet:
            self.chosen.emit()
