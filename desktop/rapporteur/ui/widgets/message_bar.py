"""The bar above the screen: says what happened, offers to undo it, goes away by itself."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QSize, Qt, QTimer, QUrl, Signal
from PySide6.QtGui import QColor, QDesktopServices, QPalette
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QToolButton, QWidget

from rapporteur.ui.icons import pixmap, set_icon
from rapporteur.ui.notices import Notice, Tone
from rapporteur.ui.theme import GRID, current_theme

_STAY_MS = {Tone.DONE: 6_000, Tone.INFO: 8_000, Tone.WARNING: 15_000}
_ICONS = {
    Tone.DONE: "check-circle",
    Tone.INFO: "info",
    Tone.WARNING: "warning",
    Tone.ERROR: "error",
}


class MessageBar(QFrame):
    """One message at a time. Errors stay until dismissed."""

    undo_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(self.tr("Message"))

        self._icon = QLabel()
        self._text = QLabel()
        self._text.setWordWrap(True)
        self._text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._undo = QPushButton(self.tr("Undo"))
        self._file: Path | None = None
        self._open = QPushButton(self.tr("Open"))
        self._folder = QPushButton(self.tr("Open folder"))
        self._dismiss = QToolButton()
        self._dismiss.setAutoRaise(True)
        self._dismiss.setAccessibleName(self.tr("Dismiss the message"))
        self._dismiss.setToolTip(self.tr("Dismiss"))
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)

        for button in (self._undo, self._open, self._folder):
            button.setAutoDefault(False)  # in a dialog, Enter means the button of the dialog
        self._undo.clicked.connect(self._on_undo)
        self._open.clicked.connect(self._on_open)
        self._folder.clicked.connect(self._on_folder)
        self._dismiss.clicked.connect(self.hide)
        self._timer.timeout.connect(self.hide)

        row = QHBoxLayout(self)
        row.setContentsMargins(2 * GRID, GRID // 2, GRID, GRID // 2)
        row.setSpacing(GRID)
        row.addWidget(self._icon)
        row.addWidget(self._text, 1)
        for button in (self._undo, self._open, self._folder):
            row.addWidget(button)
        row.addWidget(self._dismiss)
        self.hide()

    def show_notice(self, notice: Notice) -> None:
        """Replace whatever is shown by `notice`."""
        theme = current_theme()
        colour, ground = {
            Tone.DONE: (theme.good, theme.good_ground),
            Tone.INFO: (theme.accent, theme.info_ground),
            Tone.WARNING: (theme.warning, theme.warning_ground),
            Tone.ERROR: (theme.error, theme.error_ground),
        }[notice.tone]
        self._icon.setPixmap(
            pixmap(_ICONS[notice.tone], 20, colour=colour, ratio=self.devicePixelRatioF())
        )
        self._text.setText(notice.text)
        self._undo.setVisible(notice.undo)
        self._file = notice.file
        self._open.setVisible(notice.file is not None)
        self._folder.setVisible(notice.file is not None)
        set_icon(self._dismiss, "close")
        self._dismiss.setIconSize(QSize(16, 16))
        palette = self.palette()
        palette.setColor(QPalette.ColorRole.Window, QColor(ground))
        self.setPalette(palette)
        self.setAutoFillBackground(True)
        self.show()
        self._timer.stop()
        # A file just written stays offered until the next message.
        if notice.tone in _STAY_MS and notice.file is None:
            self._timer.start(_STAY_MS[notice.tone])

    def _on_undo(self) -> None:
        self.hide()
        self.undo_wanted.emit()

    def _on_open(self) -> None:
        if self._file is not None:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._file)))

    def _on_folder(self) -> None:
        if self._file is not None:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._file.parent)))
