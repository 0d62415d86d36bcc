"""The lists as received: opened, handed out again, compared with each other."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QModelIndex, QSize, Qt
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import (
    QDialogButtonBox,
    QFileDialog,
    QHBoxLayout,
    QLabel,
    QStackedWidget,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from rapporteur.domain.comparison import Comparison, ReceivedList
from rapporteur.domain.errors import UserError
from rapporteur.domain.workbook import Book
from rapporteur.exchange.outgoing.output import replace_file
from rapporteur.services.lists import versions
from rapporteur.services.lists.comparison import ListRows, compare_lists
from rapporteur.services.lists.provenance import received_lists
from rapporteur.services.sessions import sides
from rapporteur.ui.bridge import FileBridge, Notice, Tone
from rapporteur.ui.dialogs.received.comparison import ComparisonDialog
from rapporteur.ui.dialogs.received.sheet import KeptListDialog
from rapporteur.ui.dialogs.received.tables import fit, set_up
from rapporteur.ui.dialogs.remembered import RememberedDialog
from rapporteur.ui.models.received_lists import FROM, ReceivedListsModel
from rapporteur.ui.settings import Settings
from rapporteur.ui.theme import GRID
from rapporteur.ui.widgets.message_bar import MessageBar
from rapporteur.ui.workers import Job, JobControl

_WIDEST = 260


class ReceivedListsDialog(RememberedDialog):
    """The table of lists; reading one again is a job beside the window."""

    def __init__(
        self, bridge: FileBridge, settings: Settings, parent: QWidget | None = None
    ) -> None:
        super().__init__(settings, QSize(112 * GRID, 60 * GRID), parent)
        self.setWindowTitle(self.tr("Received lists"))
        self._bridge = bridge
        self._job: Job | None = None
        self._place: tuple[str, int] = ("", 0)

        self._bar = MessageBar()
        self.model = ReceivedListsModel(self)
        self.table = QTableView()
        self._empty = QLabel(
            self.tr(
                "No list was received yet. Import one (Ctrl+I): it is kept as it came, and the "
                "next one of the same sender is compared with it."
            )
        )
        self._pages = QStackedWidget()
        self._hint = QLabel()
        self.buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        role = QDialogButtonBox.ButtonRole.ActionRole
        self.open_button = self.buttons.addButton(self.tr("&Open"), role)
        self.save_button = self.buttons.addButton(self.tr("Save &as…"), role)
        self.compare_button = self.buttons.addButton(self.tr("&Compare"), role)

        self.open_button.clicked.connect(lambda _checked: self.open_list())
        self.save_button.clicked.connect(self._on_save)
        self.compare_button.clicked.connect(self.compare_chosen)
        self.table.doubleClicked.connect(lambda _index: self.open_list())
        self.buttons.rejected.connect(self.reject)
        self.open_button.setDefault(True)  # Enter in the table opens the list
        bridge.changed.connect(self._on_changed)

        self._assemble()
        self.load()

    def load(self) -> None:
        """Read which lists there are."""
        names = {side.id: side.name() for side in self._bridge.read(sides)}
        self.model.show(self._bridge.read(received_lists), names)
        fit(self.table, _WIDEST)
        self._pages.setCurrentIndex(0 if self.model.rowCount() else 1)
        if self.model.rowCount():
            self.table.selectRow(0)
            self.table.setFocus()
        self._enable()

    @property
    def busy(self) -> bool:
        """Whether a list is being read."""
        return self._job is not None

    def chosen(self) -> list[ReceivedList]:
        """The selected lists, the older first."""
        rows = sorted((index.row() for index in self._selected()), reverse=True)
        return [self.model.list_at(row) for row in rows]

    def show_row(self, list_id: int, sheet: str, row: int) -> None:
        """Select a list and open it at a row."""
        line = self.model.line_of(list_id)
        if line is not None:
            self.table.selectRow(line)
            self.open_list(sheet, row)

    def open_list(self, sheet: str = "", row: int = 0) -> None:
        """Read the selected list again and show its sheets."""
        chosen = self.chosen()
        if len(chosen) == 1 and not self.busy:
            self._place = (sheet, row)
            self._read_again(chosen, lambda kept, control: _read(kept[0], control), self._on_opened)

    def compare_chosen(self) -> None:
        """Read the two selected lists again and compare them."""
        chosen = self.chosen()
        if len(chosen) == 2 and not self.busy:
            self._read_again(chosen, _compared, self._on_compared)

    def save_to(self, path: Path) -> None:
        """Write the selected list to `path`, byte by byte as it came, and say so or why not."""
        (chosen,) = self.chosen()
        try:
            kept = self._bridge.read(lambda db: versions.kept_list(db, chosen.id))
            replace_file(path, lambda part: _write(part, kept.content), lambda _part: None)
        except UserError as error:
            self._refuse(error)
            return
        text = self.tr("Written as received: {0}").format(path.name)
        self._bar.show_notice(Notice(text, Tone.DONE, file=path))

    def reject(self) -> None:
        """Close; while a list is read, only give that up."""
        if self._job is not None:
            self._job.cancel()
            return
        super().reject()

    def closeEvent(self, event: QCloseEvent) -> None:
        if self._job is not None:
            self._job.give_up()
            self._job = None
        super().closeEvent(event)

    def _assemble(self) -> None:
        self.table.setModel(self.model)
        set_up(self.table, self.tr("Lists as received, newest first"))
        self.table.setAlternatingRowColors(True)
        self.table.selectionModel().selectionChanged.connect(lambda *_which: self._enable())
        self._empty.setWordWrap(True)
        self._empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._empty.setContentsMargins(8 * GRID, 0, 8 * GRID, 0)
        self._pages.addWidget(self.table)
        self._pages.addWidget(self._empty)
        bottom = QHBoxLayout()
        bottom.addWidget(self._hint, 1)
        bottom.addWidget(self.buttons)
        column = QVBoxLayout(self)
        column.setContentsMargins(2 * GRID, 2 * GRID, 2 * GRID, GRID)
        column.setSpacing(GRID)
        column.addWidget(self._bar)
        column.addWidget(self._pages, 1)
        column.addLayout(bottom)

    def _selected(self) -> list[QModelIndex]:
        return self.table.selectionModel().selectedRows(FROM)

    def _enable(self) -> None:
        count = len(self._selected())
        self.open_button.setEnabled(count == 1 and not self.busy)
        self.save_button.setEnabled(count == 1 and not self.busy)
        self.compare_button.setEnabled(count == 2 and not self.busy)
        self.table.setEnabled(not self.busy)
        if not self.busy:
            words = self.tr("Select two lists (Ctrl or Shift) to compare them.")
            self._hint.setText(words if self.model.rowCount() > 1 and count != 2 else "")

    def _on_changed(self, _changed: object) -> None:
        if not self.busy:
            self.load()

    def _read_again(
        self,
        lists: list[ReceivedList],
        work: Callable[[list[versions.Kept], JobControl], object],
        done: Callable[..., None],
    ) -> None:
        """Get the bytes of the lists, and let a job do the rest."""
        self._bar.hide()
        try:
            ids = [one.id for one in lists]
            kept = self._bridge.read(lambda db: [versions.kept_list(db, i) for i in ids])
        except UserError as error:
            self._refuse(error)
            return
        job = Job(lambda control: work(kept, control), self)
        self._job = job
        job.done.connect(done)
        job.failed.connect(self._on_failed)
        job.stopped.connect(self._release)
        self._hint.setText(self.tr("Reading {0}…").format(lists[0].name))
        self._enable()
        job.start()

    def _release(self) -> None:
        self._job = None
        self._enable()
        self.table.setFocus()

    def _on_failed(self, error: UserError) -> None:
        self._release()
        self._refuse(error)

    def _refuse(self, error: UserError) -> None:
        self._bar.show_notice(Notice(str(error), Tone.ERROR))

    def _on_opened(self, found: tuple[Book, ListRows]) -> None:
        self._release()
        dialog = KeptListDialog(self.settings, *found, self)
        if self._place[1]:
            dialog.go_to(*self._place)
        dialog.exec()

    def _on_compared(self, found: Comparison) -> None:
        self._release()
        folder = self._bridge.workspace.path.parent
        ComparisonDialog(self.settings, found, folder, self).exec()

    def _on_save(self) -> None:
        (chosen,) = self.chosen()
        start = self._bridge.workspace.path.parent / Path(chosen.name).name
        found, _ = QFileDialog.getSaveFileName(
            self, self.tr("Save the list as received"), str(start), self.tr("All files (*)")
        )
        if found:
            self.save_to(Path(found))


def _read(kept: versions.Kept, control: JobControl) -> tuple[Book, ListRows]:
    return versions.read_kept(kept, cancelled=control.cancelled)


def _compared(kept: list[versions.Kept], control: JobControl) -> Comparison:
    older, newer = (_read(one, control)[1] for one in kept)
    control.check()
    return compare_lists(older, newer)


def _write(part: Path, content: bytes) -> None:
    part.write_bytes(content)
