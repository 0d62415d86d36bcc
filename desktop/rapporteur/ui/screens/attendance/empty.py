"""What stands in place of the roll while there is nothing to call: why, and what to do next."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from rapporteur.ui.icons import set_icon
from rapporteur.ui.theme import GRID


class EmptyRoll(QWidget):
    """No sitting yet, nobody on the lists, or nobody left under the filter."""

    sitting_wanted = Signal()
    agenda_wanted = Signal()
    import_wanted = Signal()
    all_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.title = QLabel()
        font = self.title.font()
        font.setPointSizeF(font.pointSizeF() * 1.35)
        self.title.setFont(font)
        self._text = QLabel()
        self._text.setWordWrap(True)
        self._text.setMinimumWidth(50 * GRID)
        self._text.setForegroundRole(QPalette.ColorRole.PlaceholderText)
        self.sitting = QPushButton(self.tr("&Make a sitting"))
        self.agenda = QPushButton(self.tr("&Plan the sittings"))
        self.lists = QPushButton(self.tr("&Import a list…"))
        self.everybody = QPushButton(self.tr("&Show everybody"))
        for button, drawing in (
            (self.sitting, "add"),
            (self.agenda, "agenda"),
            (self.lists, "import"),
            (self.everybody, "people"),
        ):
            set_icon(button, drawing)

        self.sitting.clicked.connect(self.sitting_wanted)
        self.agenda.clicked.connect(self.agenda_wanted)
        self.lists.clicked.connect(self.import_wanted)
        self.everybody.clicked.connect(self.all_wanted)

        buttons = QHBoxLayout()
        buttons.setSpacing(GRID)
        buttons.addStretch(1)
        for button in (self.sitting, self.agenda, self.lists, self.everybody):
            buttons.addWidget(button)
        buttons.addStretch(1)
        page = QVBoxLayout(self)
        page.setContentsMargins(4 * GRID, 4 * GRID, 4 * GRID, 4 * GRID)
        page.setSpacing(2 * GRID)
        page.addStretch(2)
        page.addWidget(self.title)
        page.addWidget(self._text)
        page.addLayout(buttons)
        page.addStretch(3)
        for label in (self.title, self._text):
            label.setAlignment(Qt.AlignmentFlag.AlignHCenter)

    def show_state(self, *, people: bool, sitting: bool, read_only: bool) -> None:
        """Say why there is nobody to see."""
        if not people:
            title = self.tr("Nobody to call yet")
            text = self.tr(
                "The roll is called from the lists of both delegations. Import the lists first."
            )
        elif not sitting:
            title = self.tr("No sitting yet")
            text = self.tr(
                "Attendance is noted for each sitting: a morning, an afternoon. Make one here, "
                "or plan day, hours and room with the agenda."
            )
        else:
            title = self.tr("Everybody is marked")
            text = self.tr("Nobody of those shown is left to be marked.")
        self.title.setText(title)
        self._text.setText(text)
        self.lists.setVisible(not people and not read_only)
        self.sitting.setVisible(people and not sitting and not read_only)
        self.agenda.setVisible(people and not sitting)
        self.everybody.setVisible(people and sitting)
