"""What meeting mode shows before there is an agenda: what belongs here, and how to begin."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from rapporteur.ui.theme import GRID


class EmptyAgenda(QWidget):
    """Offers to begin an item, or to go back to the main window."""

    begin_wanted = Signal()
    back_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        text = QLabel(
            self.tr(
                "There is no agenda yet. Items that are planned are made on the Agenda screen; "
                "one that comes up now can be begun here."
            )
        )
        text.setWordWrap(True)
        text.setMaximumWidth(60 * GRID)
        self.begin = QPushButton(self.tr("&Begin an item (F8)"))
        self.begin.clicked.connect(self.begin_wanted)
        back = QPushButton(self.tr("Back to the &window (F11)"))
        back.clicked.connect(self.back_wanted)
        row = QHBoxLayout()
        row.addWidget(self.begin)
        row.addWidget(back)
        row.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(3 * GRID, 3 * GRID, 3 * GRID, 3 * GRID)
        column.addWidget(text)
        column.addLayout(row)
        column.addStretch(1)
