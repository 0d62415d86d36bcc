"""What stands in place of the table while there is no agenda: the likely next steps."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from rapporteur.ui.icons import set_icon
from rapporteur.ui.theme import GRID


class EmptyAgenda(QWidget):
    """Offers the typical items, a copy of an earlier agenda, or an empty first item."""

    typical_wanted = Signal()
    copy_wanted = Signal()
    new_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        title = QLabel(self.tr("No agenda yet"))
        font = title.font()
        font.setPointSizeF(font.pointSizeF() * 1.35)
        title.setFont(font)
        text = QLabel(
            self.tr(
                "Sittings, items and sub-items stand here in their order, with numbers and times. "
                "Most sessions have the same ten items; begin with them and change what differs."
            )
        )
        text.setWordWrap(True)
        text.setFixedWidth(64 * GRID)
        text.setForegroundRole(QPalette.ColorRole.PlaceholderText)
        self._buttons = [
            QPushButton(self.tr("The &ten typical items")),
            QPushButton(self.tr("C&opy from a previous session…")),
            QPushButton(self.tr("&One empty item")),
        ]
        wanted = (self.typical_wanted, self.copy_wanted, self.new_wanted)
        row = QHBoxLayout()
        row.setSpacing(GRID)
        row.addStretch(1)
        for button, signal, icon in zip(
            self._buttons, wanted, ("suggest", "copy", "add"), strict=True
        ):
            set_icon(button, icon)
            button.clicked.connect(signal)
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
        self.setFocusProxy(self._buttons[0])
        for label in (title, text):
            label.setAlignment(Qt.AlignmentFlag.AlignHCenter)

    def set_read_only(self, read_only: bool) -> None:
        """Nothing is offered where nothing may be changed."""
        for button in self._buttons:
            button.setVisible(not read_only)
