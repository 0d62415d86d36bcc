"""What stands in place of the table when there is nobody to show: why, and what to do next."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from rapporteur.ui.icons import set_icon
from rapporteur.ui.theme import GRID


class EmptyList(QWidget):
    """Two states: nobody is on the lists yet, or the filter hides everybody."""

    import_wanted = Signal()
    new_wanted = Signal()
    clear_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._title = QLabel()
        font = self._title.font()
        font.setPointSizeF(font.pointSizeF() * 1.35)
        self._title.setFont(font)
        self._text = QLabel()
        self._text.setWordWrap(True)
        self._text.setMinimumWidth(50 * GRID)
        self._text.setForegroundRole(QPalette.ColorRole.PlaceholderText)
        self._import = QPushButton(self.tr("&Import a list…"))
        self._new = QPushButton(self.tr("Ne&w delegate"))
        self._clear = QPushButton(self.tr("&Clear the filter"))
        set_icon(self._import, "import")
        set_icon(self._new, "person-add")
        set_icon(self._clear, "close")

        self._import.clicked.connect(self.import_wanted)
        self._new.clicked.connect(self.new_wanted)
        self._clear.clicked.connect(self.clear_wanted)

        buttons = QHBoxLayout()
        buttons.setSpacing(GRID)
        buttons.addStretch(1)
        for button in (self._import, self._new, self._clear):
            buttons.addWidget(button)
        buttons.addStretch(1)
        page = QVBoxLayout(self)
        page.setContentsMargins(4 * GRID, 4 * GRID, 4 * GRID, 4 * GRID)
        page.setSpacing(2 * GRID)
        page.addStretch(2)
        page.addWidget(self._title)
        page.addWidget(self._text, 0, Qt.AlignmentFlag.AlignHCenter)
        page.addLayout(buttons)
        page.addStretch(3)
        for label in (self._title, self._text):
            label.setAlignment(Qt.AlignmentFlag.AlignHCenter)

    def show_state(self, *, filtered: bool, read_only: bool) -> None:
        """Say why there is nobody to see."""
        if filtered:
            self._title.setText(self.tr("Nobody matches the filter"))
            self._text.setText(
                self.tr("Everybody is still on the lists; the filter only hides them.")
            )
        else:
            self._title.setText(self.tr("No delegates yet"))
            self._text.setText(
                self.tr(
                    "The members of both delegations belong here. Import the lists the ministries "
                    "sent, or enter the first delegate by hand."
                )
            )
        self._clear.setVisible(filtered)
        self._import.setVisible(not filtered and not read_only)
        self._new.setVisible(not filtered and not read_only)
