"""The head of the delegate form: who it is, on whose side, and what the person looks like."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from rapporteur.domain import names
from rapporteur.domain.delegates import Delegate
from rapporteur.domain.sessions import Side
from rapporteur.ui.screens.delegates.photo import PhotoButton
from rapporteur.ui.theme import GRID
from rapporteur.ui.widgets.chip import Chip


class PersonHeader(QWidget):
    """Full name, number and status; a switch for the side; the photo."""

    side_chosen = Signal(int)
    """The other side was chosen: its id."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._side_id: int | None = None

        self._name = QLabel()
        self._name.setWordWrap(True)
        self._name.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        font = self._name.font()
        font.setPointSizeF(font.pointSizeF() * 1.35)
        font.setBold(True)
        self._name.setFont(font)
        self._line = QLabel()
        self._line.setWordWrap(True)
        self._line.setForegroundRole(QPalette.ColorRole.PlaceholderText)
        self._switch = QButtonGroup(self)
        self._sides = QHBoxLayout()
        self._sides.setSpacing(GRID // 2)
        self.photo = PhotoButton()

        words = QVBoxLayout()
        words.setSpacing(GRID // 2)
        words.addWidget(self._name)
        words.addWidget(self._line)
        words.addLayout(self._sides)
        words.addStretch(1)
        row = QHBoxLayout(self)
        row.setContentsMargins(2 * GRID, GRID, 2 * GRID, GRID)
        row.setSpacing(GRID)
        row.addLayout(words, 1)
        row.addWidget(self.photo, 0, Qt.AlignmentFlag.AlignTop)

    def set_sides(self, sides: Sequence[Side], language: str = "en") -> None:
        """Make the switch."""
        while (item := self._sides.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.deleteLater()
        for button in self._switch.buttons():
            self._switch.removeButton(button)
        for side in sides:
            chip = Chip(side.name(language), side=side.position, parent=self)
            chip.setAccessibleName(self.tr("Side: {name}").format(name=side.name(language)))
            chip.clicked.connect(lambda _on, side_id=side.id: self._on_side(side_id))
            self._switch.addButton(chip, side.id)
            self._sides.addWidget(chip)
        self._sides.addStretch(1)
        self._show_side(self._side_id)

    def show_person(self, delegate: Delegate, photo: bytes | None) -> None:
        """One person."""
        self._name.setText(names.full_name(delegate, honorific=True) or self.tr("No name yet"))
        words = [
            self.tr("No. {number}").format(number=delegate.position),
            delegate["designation"],
        ]
        if delegate.withdrawn:
            words.insert(0, self.tr("Withdrawn"))
        self._line.setText(" · ".join(word for word in words if word))
        self._show_side(delegate.side_id)
        self.photo.setVisible(True)
        self.photo.show_photo(photo)

    def show_new(self, side_id: int, name: str = "") -> None:
        """Somebody who is not on a list yet."""
        self._name.setText(name or self.tr("New delegate"))
        self._line.setText(self.tr("On the list as soon as the first field is filled in."))
        self._show_side(side_id)
        self.photo.setVisible(False)

    def show_several(self, people: Sequence[Delegate]) -> None:
        """Several people at once."""
        self._name.setText(self.tr("%n delegates", "", len(people)))
        self._line.setText(self.tr("What you change here is changed for all of them."))
        sides = {d.side_id for d in people}
        self._show_side(sides.pop() if len(sides) == 1 else None)
        self.photo.setVisible(False)

    def set_read_only(self, *, read_only: bool) -> None:
        """Forbid changes."""
        self.photo.setEnabled(not read_only)
        for button in self._switch.buttons():
            button.setEnabled(not read_only)

    def _show_side(self, side_id: int | None) -> None:
        self._side_id = side_id
        self._switch.setExclusive(False)
        for button in self._switch.buttons():
            button.setChecked(self._switch.id(button) == side_id)
        self._switch.setExclusive(side_id is not None)

    def _on_side(self, side_id: int) -> None:
        if side_id != self._side_id:
            self.side_chosen.emit(side_id)
