"""The strip that stays: says that the file cannot be edited, why, and what one can do."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QWidget

from rapporteur.ui.icons import pixmap
from rapporteur.ui.theme import GRID, current_theme


class ReadOnlyBanner(QFrame):
    """Shown above the screens while the open file is read-only."""

    copy_wanted = Signal()
    edit_wanted = Signal()
    reopen_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._icon = QLabel()
        self._reason = QLabel()
        self._reason.setWordWrap(True)
        self._copy = QPushButton(self.tr("Edit a copy…"))
        self._edit = QPushButton(self.tr("Open for editing"))
        self._reopen = QPushButton(self.tr("Reopen…"))

        self._copy.clicked.connect(self.copy_wanted)
        self._edit.clicked.connect(self.edit_wanted)
        self._reopen.clicked.connect(self.reopen_wanted)

        row = QHBoxLayout(self)
        row.setContentsMargins(2 * GRID, GRID // 2, GRID, GRID // 2)
        row.setSpacing(GRID)
        row.addWidget(self._icon)
        row.addWidget(self._reason, 1)
        row.addWidget(self._copy)
        row.addWidget(self._edit)
        row.addWidget(self._reopen)
        self.setAutoFillBackground(True)
        self.hide()

    def show_reason(self, reason: str, *, sealed: bool = False) -> None:
        """Show why the file cannot be edited; "" hides the strip.

        A copy of a sealed file would be sealed as well; it can only be reopened.
        """
        for button in (self._copy, self._edit):
            button.setVisible(not sealed)
        self._reopen.setVisible(sealed)
        self._reason.setText(reason)
        self.tint()
        self.setVisible(bool(reason))

    def tint(self) -> None:
        """Take the colours of the theme in use."""
        theme = current_theme()
        palette = self.palette()
        palette.setColor(QPalette.ColorRole.Window, QColor(theme.warning_ground))
        self.setPalette(palette)
        ratio = self.devicePixelRatioF()
        self._icon.setPixmap(pixmap("lock", 20, colour=theme.warning, ratio=ratio))
