"""The import assistant: file, columns, preview; then one step that a single Undo takes back.

The workbook is read by a job in the guarded process while the window stays alive, and so is
the plan made and written: plain values go into each job and come back from it. A choice made
while a plan is on its way starts another one after it. The import itself is one `edit`, which
Cancel ends with nothing done.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QEvent, QSize
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QLabel,
    QProgressBar,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from rapporteur.domain.errors import UserError
from rapporteur.domain.importing import ImportResult
from rapporteur.domain.workbook import Reading
from rapporteur.services.importing import imports
from rapporteur.services.importing.sent_back import origin
from rapporteur.services.sessions import sides
from rapporteur.ui.bridge import FileBridge, Notice, Tone
from rapporteur.ui.dialogs.importing.columns_page import ColumnsPage
from rapporteur.ui.dialogs.importing.corrections import CorrectionsWriter
from rapporteur.ui.dialogs.importing.file_page import FilePage
from rapporteur.ui.dialogs.importing.intake import (
    Queue,
    ReaderInWaiting,
    Received,
    Source,
    no_sheet,
    offers_list,
    read_again,
    receive,
)
from rapporteur.ui.dialogs.importing.planning import Choices, Planned, planned
from rapporteur.ui.dialogs.importing.preview_page import PreviewPage
from rapporteur.ui.dialogs.importing.queue_row import QueueRow
from rapporteur.ui.dialogs.importing.step_bar import StepBar
from rapporteur.ui.dialogs.importing.wording import ImportWording
from rapporteur.ui.dialogs.remembered import room_for
from rapporteur.ui.models.import_draft import ImportDraft
from rapporteur.ui.settings import Settings
from rapporteur.ui.theme import GRID
from rapporteur.ui.widgets.message_bar import MessageBar
from rapporteur.ui.workers import Job, JobControl

FILE, COLUMNS, PREVIEW = range(3)
_KEY = "import"


class ImportAssistant(QDialog):
    """Three steps, Back and Next, and at the end one button that says what it does."""

    def __init__(
        self,
        bridge: FileBridge,
        settings: Settings,
        files: Path | Sequence[Path] | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Import a delegation list"))
        self.setAcceptDrops(True)
        self.setSizeGripEnabled(True)
        self._bridge = bridge
        self._settings = settings
        self._reader = ReaderInWaiting()
        self._wording = ImportWording(self)
        self._received: Received | None = None
        self._choices = Choices()
        self._draft = ImportDraft.empty()
        self._job: Job | None = None
        self._wanted: Choices | None = None
        self._stale_preview = False
        self._sides = bridge.read(sides)

        self._queue = Queue(self)

        names = [self.tr("File"), self.tr("Columns"), self.tr("Preview")]
        self._steps = StepBar(names)
        self._queue_row = QueueRow(self._queue)
        self._bar = MessageBar()
        self._pages = QStackedWidget()
        self.file_page = FilePage(self._sides)
        self.columns_page = ColumnsPage()
        self.preview_page = PreviewPage(settings)
        self._corrections = CorrectionsWriter(bridge, settings, self)
        self._progress = QProgressBar()
        self._busy = QLabel()
        self._back = QPushButton(self.tr("&Back"))
        self._next = QPushButton()
        self._cancel = QPushButton(self.tr("Cancel"))

        self._connect()
        self._assemble()
        if not settings.restore_window(_KEY, self):
            self.resize(QSize(1080, 720).boundedTo(room_for(self)))
        settings.restore_parts(f"{_KEY}/preview", self.preview_page.splitter)
        self._show_senders()
        self._go_to(FILE)
        if files is not None:
            self._queue.take_files(files)

    @property
    def step(self) -> int:
        """Which page is shown: FILE, COLUMNS or PREVIEW."""
        return self._pages.currentIndex()

    @property
    def draft(self) -> ImportDraft:
        """What would be imported now."""
        return self._draft

    @property
    def busy(self) -> bool:
        """Whether a file is being read or a plan is being made."""
        return self._job is not None

    @property
    def busy_with(self) -> str:
        """What is being done, in words; "" where nothing is."""
        return self._busy.text() if self.busy else ""

    def reject(self) -> None:
        """Cancel: while a job runs, only the job; otherwise the dialog, with nothing written."""
        if self._job is not None:
            self._job.cancel()
            return
        self._remember()
        super().reject()

    def closeEvent(self, event: QCloseEvent) -> None:
        if self._job is not None:
            self._job.give_up()  # what it has written all the same, the screens will hear of
            self._job = None
        self._reader.dismiss()  # Qt does not call `done` for a dialog that was never shown
        self._remember()
        super().closeEvent(event)

    def done(self, result: int) -> None:
        self._reader.dismiss()
        super().done(result)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if self.step == FILE and not self.busy and offers_list(event.mimeData()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        event.acceptProposedAction()
        self._queue.take_offered(event.mimeData())

    def _connect(self) -> None:
        self.file_page.changed.connect(self._on_file_changed)
        self.file_page.files_chosen.connect(self._queue.take_files)
        self.file_page.paste_wanted.connect(self._queue.take_pasted)
        self.columns_page.reading_picked.connect(self._read_again)
        self.columns_page.sheet_picked.connect(self._on_sheet)
        self.columns_page.header_picked.connect(self._on_header)
        self.columns_page.field_picked.connect(self._on_field)
        self.columns_page.masked_changed.connect(self._set_masked)
        self.preview_page.masked_changed.connect(self._set_masked)
        self.preview_page.changed.connect(self._show_buttons)
        self.preview_page.corrections_wanted.connect(self._on_corrections)
        self._corrections.said.connect(self._bar.show_notice)
        self._queue.began.connect(self._begin)
        self._queue.refused.connect(self._show_error)
        self._back.clicked.connect(self._on_back)
        self._next.clicked.connect(self._on_next)
        self._cancel.clicked.connect(self.reject)

    def _assemble(self) -> None:
        for page in (self.file_page, self.columns_page, self.preview_page):
            self._pages.addWidget(page)
        self._progress.setMaximumWidth(160)
        self._progress.setTextVisible(False)
        self._progress.setRange(0, 0)
        self._next.setDefault(True)
        self._next.setMinimumWidth(120)
        buttons = QHBoxLayout()
        buttons.setSpacing(GRID)
        buttons.addWidget(self._progress)
        buttons.addWidget(self._busy)
        buttons.addStretch(1)
        for button in (self._back, self._next, self._cancel):
            buttons.addWidget(button)
        top = QHBoxLayout()
        top.addWidget(self._steps, 1)
        top.addWidget(self._queue_row)
        column = QVBoxLayout(self)
        column.setContentsMargins(2 * GRID, GRID, 2 * GRID, 2 * GRID)
        column.setSpacing(GRID)
        column.addLayout(top)
        column.addWidget(self._bar)
        column.addWidget(self._pages, 1)
        column.addLayout(buttons)

    def _go_to(self, step: int) -> None:
        if step == PREVIEW:
            self._show_preview()
        elif step == FILE:
            self._reader.prepare()
        self._pages.setCurrentIndex(step)
        self._steps.set_current(step)
        self._show_buttons()
        page = (self.file_page, self.columns_page, self.preview_page)[step]
        page.focus_first()

    def _show_buttons(self) -> None:
        """The words on the buttons, and which of them can be pressed."""
        words = self.tr("&Next")
        possible = not self.busy
        if self.step == FILE:
            possible = possible and self.file_page.source() is not None
        elif self.step == COLUMNS:
            possible = possible and bool(self._draft.plan.rows)
        elif self.step == PREVIEW:
            words, writes = self._wording.last_button(self._draft)
            possible = possible and writes
        self._next.setText(words)
        self._next.setEnabled(possible)
        self._back.setVisible(self.step != FILE)
        self._back.setEnabled(not self.busy)
        self._queue_row.set_skippable(not self.busy)
        self._progress.setVisible(self.busy)
        self._busy.setVisible(self.busy)

    def _on_back(self) -> None:
        self._bar.hide()
        self._go_to(self.step - 1)

    def _on_next(self) -> None:
        self._bar.hide()
        match self.step:
            case 0:
                self._read_file()
            case 1:
                self._go_to(PREVIEW)
            case _:
                self._import()

    def _on_file_changed(self) -> None:
        self._received = None if self._is_other_file() else self._received
        self._show_buttons()

    def _is_other_file(self) -> bool:
        return self._received is None or self._received.source != self.file_page.source()

    def _begin(self, source: Source, said: str) -> None:
        """Show a source on the first page, and what became of the one before it."""
        self._received, self._choices = None, Choices()
        self._draft = ImportDraft.empty()
        self._show_senders()
        self.file_page.set_source(source, another=bool(said))
        self._bar.hide()
        self._go_to(FILE)
        if said:
            self._bar.show_notice(Notice(said))

    def _show_senders(self) -> None:
        """Who has sent lists before, and whose people those were."""
        known = self._bridge.read(lambda db: (imports.senders(db), imports.given_sides(db)))
        self.file_page.set_senders(*known)

    def _read_file(self) -> None:
        """Read the chosen file beside the window, then show its columns."""
        source = self.file_page.source()
        if source is None or self.busy:
            return
        reader = self._reader.take()
        self._run(
            self.tr("Reading {0}…").format(source.name),
            lambda control: receive(source, control, reader),
            self._on_received,
        ).progressed.connect(self._on_progress)
        self._pages.setEnabled(False)
        self._cancel.setFocus()

    def _read_again(self, reading: Reading) -> None:
        """Read the same text in another encoding or with another separator."""
        received = self._received
        if received is None or self.busy:
            self.columns_page.show_reading_again()
            return
        job = self._run(
            self.tr("Reading {0}…").format(received.source.name),
            lambda control: read_again(received, reading, control),
            self._on_read_again,
        )
        for ended in (job.failed, job.stopped):
            ended.disconnect()
            ended.connect(self._on_not_read_again)

    def _on_read_again(self, received: Received) -> None:
        self._release()
        self._received = received
        self._plan(Choices())

    def _on_not_read_again(self, error: UserError | None = None) -> None:
        """The reading before stays."""
        self._release()
        self._wanted = None
        self.columns_page.show_reading_again()
        self._show_buttons()
        if error is not None:
            self._show_error(error)

    def _run(
        self,
        words: str,
        work: Callable[[JobControl], object],
        done: Callable[..., None],
        *,
        lasting: bool = False,
    ) -> Job:
        """Start a job and show that it runs."""
        job = Job(work, self, lasting=lasting)
        self._job = job
        job.done.connect(done)
        job.failed.connect(self._on_failed)
        job.stopped.connect(self._on_stopped)
        self._busy.setText(words)
        self._show_buttons()
        job.start()
        return job

    def _release(self) -> None:
        """The job has ended."""
        self._job = None
        self._pages.setEnabled(True)

    def _on_progress(self, rows: int) -> None:
        source = self.file_page.source()
        name = source.name if source else ""
        self._busy.setText(self.tr("Reading {0}: row {1}").format(name, rows))

    def _on_received(self, received: Received) -> None:
        self._release()
        if self._received is None or received.book.sha256 != self._received.book.sha256:
            self._choices = Choices()
            # A sheet that we sent out says itself whose it is.
            self.file_page.suggest(*self._bridge.read(lambda db: origin(db, received.book)))
        self._received = received
        self._plan(self._choices)

    def _on_failed(self, error: UserError) -> None:
        self._release()
        self._wanted = None
        self._show_error(error)
        self._go_to(FILE)

    def _on_stopped(self) -> None:
        self._release()
        self._wanted = None
        self._bar.show_notice(Notice(self.tr("Stopped. Nothing was changed.")))
        self._go_to(PREVIEW if self.step == PREVIEW else FILE)

    def _on_corrections(self) -> None:
        if self._received is not None and not self.busy:
            self._corrections.write(self._draft.plan, self._received.book)

    def _on_sheet(self, name: str) -> None:
        self._plan(Choices(sheet=name))

    def _on_header(self, row: int) -> None:
        self._plan(Choices(self._choices.sheet, row))

    def _on_field(self, column: int, key: str) -> None:
        before = self._wanted or self._choices
        self._plan(replace(before, columns={**before.columns, column: key}))

    def _set_masked(self, masked: bool) -> None:
        self.columns_page.set_masked(masked)
        self.preview_page.set_masked(masked)

    def _plan(self, choices: Choices, notice: UserError | None = None) -> None:
        """Plan the import anew with `choices`, beside the window; `notice` is shown with it."""
        received = self._received
        if self._job is not None or received is None:
            self._wanted = choices
            return
        side, sender = self.file_page.side(), self.file_page.sent_by()
        bridge, book, as_version = self._bridge, received.book, self.file_page.as_version()
        former = self._draft

        def work(control: JobControl) -> Planned:
            return planned(
                bridge, book, choices, side=side, sender=sender, as_version=as_version,
                notice=notice, control=control, former=former,
            )  # fmt: skip

        words = self.tr("Comparing {0} with the session…").format(received.source.name)
        self._run(words, work, self._on_planned)

    def _on_planned(self, found: Planned) -> None:
        """Show what was found; where no list is, the sheet with the refusal above it."""
        self._release()
        wanted, self._wanted = self._wanted, None
        if wanted is not None:
            self._plan(wanted)
            return
        received = self._received
        if received is None or not received.book.sheets:
            self._on_failed(found.notice or no_sheet())
            return
        self._choices, self._draft = found.choices, found.draft
        if found.draft.plan.layout.sheet:
            self.columns_page.show_reading(received.book, found.draft.plan)
        else:
            self.columns_page.show_unread(received.book, found.choices.sheet)
        self._stale_preview = True
        self._bar.hide()
        words = self.tr("Your choices for rows that differ now were not kept: {0}.")
        lost = words.format(found.lost) if found.lost else ""
        if found.notice is not None:
            self._show_error(found.notice, lost)
        elif lost:
            self._bar.show_notice(Notice(lost))
        if self.step == FILE:
            self._go_to(COLUMNS)
        elif self.step == PREVIEW:
            self._show_preview()
        self._show_buttons()

    def _show_preview(self) -> None:
        """Fill the preview, where a new plan was made since it was last shown."""
        if self._stale_preview:
            self._stale_preview = False
            self.preview_page.show_draft(self._draft, self._sides)

    def _import(self) -> None:
        """Write what is ticked as one step beside the window."""
        received, draft, bridge = self._received, self._draft, self._bridge
        if received is None:
            return
        label = self.tr("Import of {0}").format(draft.plan.file_name)

        def written(control: JobControl) -> ImportResult:
            return bridge.edit(
                label,
                lambda db: imports.commit(
                    db, draft.plan, draft.accepted, received.content, control.check
                ),
            )

        words = self.tr("Writing {0} into the session…").format(draft.plan.file_name)
        self._pages.setEnabled(False)
        job = self._run(words, written, lambda result: self._on_written(draft, result),
                        lasting=True)  # fmt: skip
        job.failed.disconnect(self._on_failed)
        job.failed.connect(self._on_refused)

    def _on_written(self, draft: ImportDraft, result: ImportResult) -> None:
        """Say what was done, and go on to the next list, or close."""
        self._release()
        said = self._wording.report(draft, result)
        self._bridge.say(said, Tone.DONE, undo=True)
        if self._queue.go_on(said):
            return
        self._remember()
        self.accept()

    def _on_refused(self, error: UserError) -> None:
        """Somebody may have changed a person meanwhile: the preview must show what is true."""
        self._release()
        self._plan(self._choices, error)

    def _show_error(self, error: UserError, more: str = "") -> None:
        self._bar.show_notice(Notice.of(error, more))

    def _remember(self) -> None:
        self._settings.save_window(_KEY, self)
        self._settings.save_parts(f"{_KEY}/preview", self.preview_page.splitter)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.PaletteChange:
            self._steps.update()
