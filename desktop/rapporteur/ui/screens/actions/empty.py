"""What stands in place of the action items when there are none to show, and what to do next."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from rapporteur.ui.icons import set_icon
from rapporteur.ui.theme import GRID


class NoActions(QWidget):
    """Two states: there are no action items yet, or the filter hides all of them."""

    new_wanted = Signal()
    agenda_wanted = Signal()
    clear_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._title = QLabel()
        self._text = QLabel()
        self._new = QPushButton(self.tr("Ne&w action item"))
        self._agenda = QPushButton(self.tr("&Go to the agenda"))
        self._clear = QPushButton(self.tr("&Clear the filter"))
        font = self._title.font()
        font.setPointSizeF(font.pointSizeF() * 1.35)
        self._title.setFont(font)
        self._title.setWordWrap(True)
        self._text.setWordWrap(True)
        self._text.setMinimumWidth(40 * GRID)
        self._text.setForegroundRole(QPalette.ColorRole.PlaceholderText)
        for button, name in ((self._new, "add"), (self._agenda, "agenda"), (self._clear, "close")):
            set_icon(button, name)

        self._new.clicked.connect(self.new_wanted)
        self._agenda.clicked.connect(self.agenda_wanted)
        self._clear.clicked.connect(self.clear_wanted)

        buttons = QHBoxLayout()
        buttons.setSpacing(GRID)
        buttons.addStretch(1)
        for button in (self._new, self._agenda, self._clear):
            buttons.addWidget(button)
        buttons.addStretch(1)
        page = QVBoxLayout(self)
        page.setContentsMargins(2 * GRID, 2 * GRID, 2 * GRID, 2 * GRID)
        page.setSpacing(2 * GRID)
        page.addStretch(2)
        page.addWidget(self._title)
        page.addWidget(self._text)  # in its whole width: else its last lines are cut
        page.addLayout(buttons)
        page.addStretch(3)
        for label in (self._title, self._text):
            label.setAlignment(Qt.AlignmentFlag.AlignHCenter)

    def show_state(self, *, filtered: bool, read_only: bool) -> None:
        """Say why there is nothing to see."""
        if filtered:
            self._title.setText(self.tr("No action item matches the filter"))
            self._text.setText(self.tr("All of them are still there; the filter only hides them."))
        else:
            self._title.setText(self.tr("No action items yet"))
            self._text.setText(
                self.tr(
                    "Who does what by when belongs here: what this session agrees, and what it "
                    "inherits from the one before. Write the first one, or note them under the "
                    "items of the agenda while the session runs."
                )
            )
        self._clear.setVisible(filtered)
        self._new.setVisible(not filtered and not read_only)
        self._agenda.setVisible(not filtered)
