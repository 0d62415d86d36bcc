"""What this program is, which version, under which licences."""

from __future__ import annotations

import platform

from PySide6.QtCore import QSize, qVersion
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QLabel,
    QVBoxLayout,
    QWidget,
)

from rapporteur import __version__
from rapporteur.ui.icons import app_icon
from rapporteur.ui.theme import GRID


class AboutDialog(QDialog):
    """Version and notices."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("About Rapporteur"))

        picture = QLabel()
        picture.setPixmap(app_icon().pixmap(QSize(96, 96), self.devicePixelRatioF()))
        name = QLabel(f"Rapporteur {__version__}")
        font = name.font()
        font.setPointSizeF(font.pointSizeF() * 1.6)
        font.setBold(True)
        name.setFont(font)
        text = QLabel(
            self.tr(
                "The secretariat's desk for one session of a bilateral working group.\n\n"
                "Licence: Apache 2.0. Built on Qt for Python (LGPL 3), SQLAlchemy (MIT) and other "
                "free software; fonts Noto Sans (OFL 1.1), icons Lucide (ISC). The licence texts "
                "lie in the folder resources/LICENSES of the program.\n\n"
                "Python {python}, Qt {qt}"
            ).format(python=platform.python_version(), qt=qVersion())
        )
        text.setWordWrap(True)
        text.setMinimumWidth(52 * GRID)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)

        buttons.rejected.connect(self.reject)

        words = QVBoxLayout()
        words.setSpacing(GRID)
        words.addWidget(name)
        words.addWidget(text, 1)
        top = QHBoxLayout()
        top.setSpacing(3 * GRID)
        top.addWidget(picture)
        top.addLayout(words, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(3 * GRID, 3 * GRID, 3 * GRID, 2 * GRID)
        column.setSpacing(2 * GRID)
        column.addLayout(top)
        column.addWidget(buttons)
