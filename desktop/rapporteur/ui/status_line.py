"""The line at the bottom: when the last change reached the disk, which file, what is shown."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from PySide6.QtWidgets import QLabel, QStatusBar, QWidget

from rapporteur.ui.theme import GRID


class StatusLine(QStatusBar):
    """Says "Saved 14:03:07" only after the disk has the change."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._saved_time = ""
        self._saved = QLabel()
        self._file = QLabel()
        self._summary = QLabel()
        self.setSizeGripEnabled(False)
        self.setContentsMargins(GRID, 0, GRID, 0)
        self.addWidget(self._saved)
        self.addWidget(self._file)
        self.addPermanentWidget(self._summary)

    @property
    def saved_time(self) -> str:
        """The clock time of the last change on the disk, or ""."""
        return self._saved_time

    def show_file(self, path: Path | None, *, read_only: bool = False) -> None:
        """Name the file; the whole path is in the tool tip."""
        self._file.setText(f"·  {path.name}" if path else "")
        self._file.setToolTip(str(path) if path else "")
        self._saved.setText(self.tr("View only") if read_only else "")
        self._summary.clear()

    def show_saved(self, at: datetime | None) -> None:
        """`at` in UTC; shown in the computer's own time."""
        if at is None:
            self._saved.setText(self.tr("No changes yet"))
        else:
            self._saved_time = at.astimezone().strftime("%H:%M:%S")
            self._saved.setText(self.tr("Saved {time}").format(time=self._saved_time))

    def show_opening(self, name: str) -> None:
        """A file is being opened."""
        self._saved.setText(self.tr("Opening {name} …").format(name=name))

    def show_summary(self, text: str) -> None:
        """A few words of the current screen."""
        self._summary.setText(text)
