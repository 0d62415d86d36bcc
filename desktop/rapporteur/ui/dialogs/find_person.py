"""Finding somebody on the lists: three letters in either script, then Enter."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QEvent, QObject, QSize, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QDialogButtonBox,
    QLabel,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QVBoxLayout,
    QWidget,
)

from rapporteur.domain.delegates import Delegate
from rapporteur.domain.names import full_name
from rapporteur.domain.sessions import Side
from rapporteur.services.search import Query, delegate_key, search_key
from rapporteur.ui.dialogs.remembered import RememberedDialog
from rapporteur.ui.settings import Settings
from rapporteur.ui.theme import GRID

_NAMES = ("family_name", "given_name", "patronymic", "native_name", "latin_name")
_MOST = 200  # shown at once; who is looked for is found by typing
_UP_AND_DOWN = frozenset({Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown})


class FindPerson(RememberedDialog):
    """A list that follows what is typed; `found` is the id of the chosen person, or None."""

    def __init__(
        self,
        people: Sequence[Delegate],
        sides: Mapping[int, Side],
        settings: Settings,
        parent: QWidget | None = None,
        *,
        words: str,
    ) -> None:
        super().__init__(settings, QSize(64 * GRID, 56 * GRID), parent)
        self.setWindowTitle(self.tr("Somebody on the list"))
        self._people = list(people)
        self._sides = sides
        self._keys = [delegate_key(person, sides.get(person.side_id)) for person in people]
        self._names = [search_key(" ".join(person[key] for key in _NAMES)) for person in people]
        self.found: int | None = None

        question = QLabel(words)
        question.setWordWrap(True)
        prompt = QLabel(self.tr("&Name, post or organisation; a few letters in either script:"))
        self.typed = QLineEdit()
        self.list = QListWidget()
        self._count = QLabel()
        buttons = QDialogButtonBox(
            QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel
        )
        self._ok = buttons.button(QDialogButtonBox.StandardButton.Ok)

        prompt.setBuddy(self.typed)
        self.typed.setClearButtonEnabled(True)
        self.list.setAccessibleName(self.tr("People found"))
        self.list.setUniformItemSizes(True)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

        self.typed.textChanged.connect(self._show)
        self.typed.installEventFilter(self)
        self.list.itemActivated.connect(lambda _item: self.accept())
        self.list.currentRowChanged.connect(lambda row: self._ok.setEnabled(row >= 0))
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)

        column = QVBoxLayout(self)
        column.setSpacing(GRID)
        column.addWidget(question)
        column.addWidget(prompt)
        column.addWidget(self.typed)
        column.addWidget(self.list, 1)
        column.addWidget(self._count)
        column.addWidget(buttons)
        self._show("")
        self.typed.setFocus()

    def accept(self) -> None:
        if self.list.currentRow() < 0:
            return
        self.found = self.list.currentItem().data(Qt.ItemDataRole.UserRole)
        super().accept()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The arrows move in the list while one goes on typing."""
        pressed = isinstance(event, QKeyEvent) and event.key() in _UP_AND_DOWN
        if pressed and watched is self.typed and event.type() is QEvent.Type.KeyPress:
            self.list.event(event)
            return True
        return super().eventFilter(watched, event)

    def _show(self, text: str) -> None:
        query = Query(text)
        # Whose name it is stands before those in whose post or organisation it occurs.
        found = sorted(query.filter(self._keys), key=lambda at: not query.matches(self._names[at]))
        self.list.clear()
        for at in found[:_MOST]:
            item = QListWidgetItem(self._describe(self._people[at]))
            item.setData(Qt.ItemDataRole.UserRole, self._people[at].id)
            self.list.addItem(item)
        self.list.setCurrentRow(0 if found else -1)
        self._ok.setEnabled(bool(found))
        self._count.setText(self.tr("{0} of {1}").format(len(found), len(self._people)))

    def _describe(self, person: Delegate) -> str:
        side = self._sides.get(person.side_id)
        parts = (
            f"{person.position}  {full_name(person, honorific=True)}",
            person["designation"],
            person["organisation"],
            side.name() if side else "",
        )
        return " · ".join(" ".join(part.split()) for part in parts if part)
