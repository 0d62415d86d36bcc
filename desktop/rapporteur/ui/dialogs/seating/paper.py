"""A seating plan on paper: printed, or written as PDF."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QDialog

from rapporteur.documents.pdf.engine import Printout
from rapporteur.documents.pdf.seating import seating_printout
from rapporteur.domain.errors import UserError
from rapporteur.domain.papers.page import PaperSize
from rapporteur.services.seating.drawing import seating_paper
from rapporteur.services.seating.reading import Seating
from rapporteur.ui.bridge import FileBridge, Notice, Tone
from rapporteur.ui.dialogs.cards.writing import write_cards
from rapporteur.ui.printing.paper import paper_size
from rapporteur.ui.printing.printing import print_document
from rapporteur.ui.saving import PDF, ask_where, folder_for, remember_folder
from rapporteur.ui.settings import Settings
from rapporteur.ui.widgets.message_bar import MessageBar
from rapporteur.ui.workers import Job, Stopped


class PlanPaper(QObject):
    """Says in `bar` what came of it."""

    def __init__(
        self, bridge: FileBridge, settings: Settings, bar: MessageBar, dialog: QDialog
    ) -> None:
        super().__init__(dialog)
        self._dialog = dialog
        self._bridge = bridge
        self._settings = settings
        self._bar = bar
        self._job: Job | None = None

    @property
    def busy(self) -> bool:
        """Whether a file is being written."""
        return self._job is not None

    def stop(self) -> None:
        """Wait for a file that is being written: the dialog closes."""
        job, self._job = self._job, None
        if job is not None:
            job.give_up()

    def print_plan(self, plan: Seating) -> None:
        """Ask for the printer, and print."""
        try:
            laying = self._laying(plan)
            print_document(
                self._dialog,
                plan.plan["name"],
                paper_size(self._settings),
                1,
                lambda size, _cancelled: laying(size),
            )
        except UserError as error:
            self._show_error(error)
        except Stopped:
            return

    def save_plan(self, plan: Seating, name: str) -> None:
        """Ask for the file, and write it beside the window."""
        start = folder_for(self._settings) / name
        path = ask_where(self._dialog, self._dialog.windowTitle(), start, PDF)
        if path is None or self.busy:
            return
        laying, size = self._laying(plan), paper_size(self._settings)
        self._job = Job(lambda _control: write_cards(path, lambda: laying(size)), self)
        self._job.done.connect(lambda _nothing: self._on_written(path))
        self._job.failed.connect(self._on_failed)
        self._job.stopped.connect(self._release)
        self._job.start()

    def _laying(self, plan: Seating) -> Callable[[PaperSize], Printout]:
        paper = self._bridge.read(lambda db: seating_paper(db, plan.plan.id))
        return lambda size: seating_printout(paper, size)

    def _on_written(self, path: Path) -> None:
        self._release()
        remember_folder(self._settings, path)
        words = self.tr("The seating plan was written to {0}.").format(path.name)
        self._bridge.say(words, Tone.DONE, file=path)
        self._bar.show_notice(Notice(words, Tone.DONE, file=path))

    def _on_failed(self, error: UserError) -> None:
        self._release()
        self._show_error(error)

    def _show_error(self, error: UserError) -> None:
        self._bar.show_notice(Notice.of(error))

    def _release(self) -> None:
        self._job = None
