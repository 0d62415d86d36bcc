"""What stands in place of a list with nothing in it: why, and the likely next steps."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from rapporteur.ui.icons import set_icon
from rapporteur.ui.theme import GRID

_LEAST, _MOST = 40 * GRID, 72 * GRID  # of a line of text


class EmptyPage(QWidget):
    """A title, a few words below it, and buttons. A screen's own page says what they are."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.title = QLabel()
        self.text = QLabel()
        font = self.title.font()
        font.setPointSizeF(font.pointSizeF() * 1.35)
        self.title.setFont(font)
        self.title.setWordWrap(True)
        self.text.setWordWrap(True)
        self.text.setMinimumWidth(_LEAST)
        self.text.setMaximumWidth(_MOST)
        self.text.setForegroundRole(QPalette.ColorRole.PlaceholderText)
        for label in (self.title, self.text):
            label.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        # Between stretches, not by an alignment: else its last lines are cut.
        words = QHBoxLayout()
        words.addStretch(1)
        words.addWidget(self.text, 100)
        words.addStretch(1)
        self._buttons = QHBoxLayout()
        self._buttons.setSpacing(GRID)
        self._buttons.addStretch(1)
        self._buttons.addStretch(1)
        page = QVBoxLayout(self)
        page.setContentsMargins(2 * GRID, 2 * GRID, 2 * GRID, 2 * GRID)
        page.setSpacing(2 * GRID)
        page.addStretch(2)
        page.addWidget(self.title)
        page.addLayout(words)
        page.addLayout(self._buttons)
        page.addStretch(3)

    def add_step(self, text: str, drawing: str, wanted: Callable[[], None]) -> QPushButton:
        """A button behind the others; a click on it, or Enter, calls `wanted`."""
        button = QPushButton(text)
        set_icon(button, drawing)
        button.setAutoDefault(True)
        button.clicked.connect(lambda _checked=False: wanted())
        self._buttons.insertWidget(self._buttons.count() - 1, button)
        return button

    def say(self, title: str, text: str) -> None:
        """Say why there is nothing to see."""
        self.title.setText(title)
        self.text.setText(text)
