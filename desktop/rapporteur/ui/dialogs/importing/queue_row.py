"""Which of several lists is at hand, and what waits behind it."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QWidget

from rapporteur.ui.dialogs.importing.intake import Queue
from rapporteur.ui.theme import GRID


class QueueRow(QWidget):
    """Shown where there is more than one list."""

    def __init__(self, queue: Queue, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._queue = queue
        self._words = QLabel()
        self._skip = QPushButton(self.tr("S&kip this list"))
        self._skip.setToolTip(self.tr("Go on to the next list; nothing of this one is taken in"))

        self._skip.clicked.connect(queue.skip)
        queue.began.connect(self._show)

        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(2 * GRID)
        row.addWidget(self._words)
        row.addWidget(self._skip)
        self._show()

    def set_skippable(self, possible: bool) -> None:
        """Whether the present list may be left now, and another is there to go on to."""
        self._skip.setEnabled(possible and self._queue.has_more)

    def _show(self) -> None:
        number, total = self._queue.place
        self._words.setText(self.tr("List {0} of {1}").format(number, total))
        self.set_skippable(True)
        self.setVisible(total > 1)
