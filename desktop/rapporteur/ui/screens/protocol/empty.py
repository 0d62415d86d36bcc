"""What stands in place of the list while there is no Protocol: the likely next steps."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from rapporteur.ui.icons import set_icon
from rapporteur.ui.theme import GRID


class EmptyProtocol(QWidget):
    """Offers the assembled draft, or an empty first paragraph."""

    assemble_wanted = Signal()
    new_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        title = QLabel(self.tr("No Protocol yet"))
        font = title.font()
        font.setPointSizeF(font.pointSizeF() * 1.35)
        title.setFont(font)
        text = QLabel(
            self.tr(
                "The paragraphs of the Session Protocol stand here, in every language side by "
                "side. Assemble a first draft from what the session knows already: co-chairs, "
                "agenda, sub-group updates, action items. Everything in it can be changed."
            )
        )
        text.setWordWrap(True)
        text.setFixedWidth(64 * GRID)
        text.setForegroundRole(QPalette.ColorRole.PlaceholderText)
        self.assemble = QPushButton(self.tr("Assem&ble a draft"))
        self.new = QPushButton(self.tr("Empt&y paragraph"))
        set_icon(self.assemble, "suggest")
        set_icon(self.new, "add")
        self.assemble.clicked.connect(self.assemble_wanted)
        self.new.clicked.connect(self.new_wanted)
        row = QHBoxLayout()
        row.setSpacing(GRID)
        row.addStretch(1)
        for button in (self.assemble, self.new):
            button.setAutoDefault(True)
            row.addWidget(button)
        row.addStretch(1)
        page = QVBoxLayout(self)
        page.setContentsMargins(4 * GRID, 4 * GRID, 4 * GRID, 4 * GRID)
        page.setSpacing(2 * GRID)
        page.addStretch(2)
        page.addWidget(title)
        page.addWidget(text, 0, Qt.AlignmentFlag.AlignHCenter)
        page.addLayout(row)
        page.addStretch(3)
        self.setFocusProxy(self.assemble)
        for label in (title, text):
            label.setAlignment(Qt.AlignmentFlag.AlignHCenter)

    def set_read_only(self, read_only: bool) -> None:
        """Nothing is offered where nothing may be changed."""
        for button in (self.assemble, self.new):
            button.setVisible(not read_only)
