"""Waiting for one piece of long work: what it is, how far it is, and Cancel.

The window stays alive meanwhile but takes no other work. The dialog appears only where the work
takes longer than a moment.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from PySide6.QtCore import QEventLoop, QTimer
from PySide6.QtWidgets import (
    QApplication,
    QDialog,
    QDialogButtonBox,
    QLabel,
    QProgressBar,
    QVBoxLayout,
    QWidget,
)

from rapporteur.ui.theme import GRID
from rapporteur.ui.workers import Job, JobControl, Stopped

T = TypeVar("T")

_APPEAR_AFTER_MS = 250


def wait_for(words: str, work: Callable[[JobControl], T], parent: QWidget | None = None) -> T:
    """Run `work` beside the window and return its result when it is there.

    Raises the `UserError` of the work, and `Stopped` where the user cancelled.
    """
    results: list[T] = []
    dialog = WaitingDialog(
        words, lambda control: results.append(work(control)), parent or QApplication.activeWindow()
    )
    try:
        dialog.wait()
    finally:
        dialog.deleteLater()
    return results[0]


class WaitingDialog(QDialog):
    """A line of words, a bar, and Cancel. Work that tells of its pieces has them counted."""

    def __init__(
        self, words: str, work: Callable[[JobControl], object], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("One moment"))
        self._error: Exception | None = None
        self._ended = False

        self._said = words
        self._words = QLabel(words)
        self._words.setWordWrap(True)
        self._bar = QProgressBar()
        self._bar.setRange(0, 0)
        self._bar.setTextVisible(False)
        self._bar.setAccessibleName(words)
        self._buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        self._loop = QEventLoop(self)
        self._appear = QTimer(self)
        self._appear.setSingleShot(True)
        self._appear.setInterval(_APPEAR_AFTER_MS)
        self._job = Job(work, self, lasting=True)

        self._appear.timeout.connect(self.show)
        self._job.told.connect(self._on_told)
        self._job.done.connect(lambda _result: self._end(None))
        self._job.failed.connect(self._end)
        self._job.stopped.connect(lambda: self._end(Stopped()))
        self._buttons.rejected.connect(self.reject)

        column = QVBoxLayout(self)
        column.setContentsMargins(2 * GRID, 2 * GRID, 2 * GRID, 2 * GRID)
        column.setSpacing(2 * GRID)
        column.addWidget(self._words)
        column.addWidget(self._bar)
        column.addWidget(self._buttons)
        self.setMinimumWidth(46 * GRID)
        self.setModal(True)

    def wait(self) -> None:
        """Return when the work is done; raises what it raised, `Stopped` where cancelled."""
        self._appear.start()
        self._job.start()
        # Until the dialog is seen, keys and clicks wait: they would meet a half-done step.
        while not self._ended and not self.isVisible():
            self._loop.processEvents(
                QEventLoop.ProcessEventsFlag.ExcludeUserInputEvents
                | QEventLoop.ProcessEventsFlag.WaitForMoreEvents
            )
        if not self._ended:
            self._loop.exec()
        if self._error is not None:
            raise self._error

    def reject(self) -> None:
        """Ask the work to stop; the dialog stays until it has."""
        self._buttons.setEnabled(False)
        self._job.cancel()

    def _on_told(self, done: int, total: int, title: str) -> None:
        """The next piece is begun; without a title only the rest is left."""
        words = self._said
        if title:
            words = self.tr("{0} of {1}: {2}…").format(done + 1, total, title)
        self._words.setText(words)
        self._bar.setRange(0, total)
        self._bar.setValue(done)
        self._bar.setAccessibleName(words)

    def _end(self, error: Exception | None) -> None:
        self._error, self._ended = error, True
        self._appear.stop()
        self.hide()
        self._loop.quit()
