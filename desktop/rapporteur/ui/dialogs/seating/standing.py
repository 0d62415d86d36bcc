"""Who has no chair: found by three letters, seated by Enter or by dragging."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QLabel, QLineEdit, QListView, QVBoxLayout, QWidget

from rapporteur.ui.models.standing_people import StandingModel
from rapporteur.ui.theme import GRID


class _List(QListView):
    """Enter takes the chosen person."""

    taken = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.currentIndex().isValid():
            self.taken.emit()
            return
        super().keyPressEvent(event)


class Standing(QWidget):
    """The list, with a field above it to find somebody."""

    wanted = Signal(str)
    """The uuid of somebody who is to sit on the chosen chair."""

    def __init__(self, model: StandingModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = model
        self._heading = QLabel()
        self.search = QLineEdit()
        self.list = _List()

        self.search.setPlaceholderText(self.tr("Find a person"))
        self.search.setAccessibleName(self.tr("Find a person without a seat"))
        self.search.setClearButtonEnabled(True)
        self.list.setModel(model)
        self.list.setAccessibleName(self.tr("People without a seat"))
        self.list.setDragDropMode(QAbstractItemView.DragDropMode.DragDrop)
        self.list.setDefaultDropAction(Qt.DropAction.MoveAction)
        self.list.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.list.setWordWrap(True)
        self.search.textChanged.connect(self._on_find)
        self.search.returnPressed.connect(self._take)
        self.list.taken.connect(self._take)
        self.list.doubleClicked.connect(lambda _index: self._take())
        model.modelReset.connect(self._count)

        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GRID)
        column.addWidget(self._heading)
        column.addWidget(self.search)
        column.addWidget(self.list, 1)
        self._count()

    def take_focus(self) -> None:
        """Put the cursor where one types a name."""
        self.search.setFocus(Qt.FocusReason.OtherFocusReason)
        self.search.selectAll()

    def _on_find(self, text: str) -> None:
        self._model.set_filter(text)
        if self._model.rowCount():
            self.list.setCurrentIndex(self._model.index(0))

    def _take(self) -> None:
        person = self._model.person_at(self.list.currentIndex()) or self._model.person_at(
            self._model.index(0)
        )
        if person is not None:
            self.wanted.emit(person.uuid)

    def _count(self) -> None:
        self._heading.setText(self.tr("Not seated: %n", "", self._model.rowCount()))
