"""Writes what a list has for its sender to put right, without taking anything in."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QDialog

from rapporteur.domain.errors import UserError
from rapporteur.domain.importing import ImportPlan
from rapporteur.domain.workbook import Book
from rapporteur.exchange.outgoing.correction_sheet import write_corrections
from rapporteur.services.lists import corrections
from rapporteur.ui.bridge import FileBridge, Notice, Tone
from rapporteur.ui.saving import ask_where, folder_for, remember_folder
from rapporteur.ui.settings import Settings
from rapporteur.ui.workers import Job, JobControl


class CorrectionsWriter(QObject):
    """Asks where the sheet shall go and lets a job write it beside `dialog`."""

    said = Signal(object)
    """A `Notice`: what was written, with its file, or why nothing was."""

    def __init__(self, bridge: FileBridge, settings: Settings, dialog: QDialog) -> None:
        super().__init__(dialog)
        self._bridge = bridge
        self._settings = settings
        self._dialog = dialog
        self._job: Job | None = None
        dialog.finished.connect(self._end)

    @property
    def busy(self) -> bool:
        """Whether a sheet is being written."""
        return self._job is not None

    def write(self, plan: ImportPlan, book: Book) -> None:
        """Ask for a name and write the rows of `plan` that need correction."""
        if self.busy:
            return
        name = self._bridge.read(lambda db: corrections.suggested_corrections_name(db, plan))
        start = folder_for(self._settings) / name
        if path := ask_where(self._dialog, self.tr("Correction sheet for the sender"), start):
            self._start(path, plan, book)

    def _start(self, path: Path, plan: ImportPlan, book: Book) -> None:
        known = self._bridge.read(corrections.gather)

        def write(_control: JobControl) -> int:
            pages = corrections.pages_with(known, plan, book)
            write_corrections(path, pages)
            return sum(page.faults for page in pages)

        self._job = Job(write, self)
        self._job.done.connect(lambda count: self._on_written(path, count))
        self._job.failed.connect(self._on_failed)
        self._job.stopped.connect(self._release)
        self._job.start()

    def _on_written(self, path: Path, count: int) -> None:
        self._release()
        remember_folder(self._settings, path)
        words = self.tr("%n cells to be put right written to {0}", "", count).format(path.name)
        self.said.emit(Notice(words, Tone.DONE, file=path))

    def _on_failed(self, error: UserError) -> None:
        self._release()
        self.said.emit(Notice.of(error))

    def _release(self) -> None:
        self._job = None

    def _end(self) -> None:
        """The dialog closes: what is being written is finished first, which takes a moment."""
        if self._job is not None:
            self._job.wait()
