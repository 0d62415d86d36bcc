"""The corrigendum: what changed since a list was frozen, seen before it is written."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QCloseEvent, QPalette
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QFileDialog,
    QGridLayout,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QLineEdit,
    QPushButton,
    QSpinBox,
    QStackedWidget,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from rapporteur.domain.column_sets import ColumnSet
from rapporteur.domain.errors import UserError
from rapporteur.domain.freezing import FrozenList, ListChange
from rapporteur.domain.languages import LANGUAGES
from rapporteur.exchange.outgoing.corrigendum import (
    write_corrigendum,
)
from rapporteur.services import sessions
from rapporteur.services.columns import column_sets
from rapporteur.services.delegates import count_delegates
from rapporteur.services.lists import corrigenda, corrigendum_export, freezing
from rapporteur.services.lists.titles import short_moment
from rapporteur.ui.bridge import FileBridge, Notice, Tone
from rapporteur.ui.dialogs.remembered import RememberedDialog
from rapporteur.ui.models.corrigendum import CorrigendumModel, masked
from rapporteur.ui.saving import folder_for, remember_folder, with_ending
from rapporteur.ui.settings import Settings
from rapporteur.ui.theme import GRID
from rapporteur.ui.widgets.message_bar import MessageBar
from rapporteur.ui.wording import privacy_words
from rapporteur.ui.workers import Job, JobControl, Latest

_LANGUAGE = "corrigendum/language"
_SHARES = (6, 11, 14, 23, 16, 29, 29)  # of the width, for the seven columns
_FITTED_ROWS = 200  # beyond that many, lines are cut instead of measured


class CorrigendumDialog(RememberedDialog):
    """Since which freeze, in which columns and language; a preview; the file.

    `freeze` is the id of the freeze shown at first; 0 shows the last one of the first side.
    """

    def __init__(
        self,
        bridge: FileBridge,
        settings: Settings,
        freeze: int = 0,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(settings, QSize(130 * GRID, 72 * GRID), parent)
        self.setWindowTitle(self.tr("Corrigendum"))
        self._bridge = bridge
        self._session = bridge.read(sessions.session)
        self._sides = {side.id: side for side in bridge.read(sessions.sides)}
        self._sets = bridge.read(column_sets.column_sets)
        self._frozen = bridge.read(freezing.frozen_lists)
        self._frozen.sort(key=lambda one: self._sides[one.side_id].position)
        self._people = bridge.read(count_delegates)
        self._comparing = Latest(self._compared, self._show_changes, self._on_not_compared, self)
        self._wanted: tuple[FrozenList, ColumnSet, str] | None = None
        self._changes: list[ListChange] = []
        self._job: Job | None = None
        self._named_by_hand = False

        self._bar = MessageBar()
        self.since = QComboBox()
        self.columns = QComboBox()
        self.language = QComboBox()
        self.number = QSpinBox()
        self.summary = QLabel()
        self.private = QCheckBox(self.tr("Show &passport data"))
        self.model = CorrigendumModel(self)
        self.table = QTableView()
        self.empty = QLabel()
        self._pages = QStackedWidget()
        self.name = QLineEdit()
        self._replaces = QLabel()
        self._choose = QPushButton(self.tr("C&hoose…"))
        self.again = QCheckBox(self.tr("Then free&ze the list anew, as the base of the next one"))
        self.export = QPushButton(self.tr("&Export"))
        self._close = QPushButton(self.tr("Close"))

        self._fill(freeze)
        self._connect()
        self._lay_out()
        self._on_since()

    @property
    def busy(self) -> bool:
        """Whether a file is being written."""
        return self._job is not None

    def path(self) -> Path | None:
        """The file to write; None where none is named."""
        text = self.name.text().strip().strip('"')
        path = Path(text).expanduser() if text else None
        return with_ending(path) if path is not None and path.name else None

    def reject(self) -> None:
        """Close without writing. A file being written is finished first: it takes a moment."""
        if self._job is None:
            super().reject()

    def closeEvent(self, event: QCloseEvent) -> None:
        if self._job is not None:
            event.ignore()
            return
        self._comparing.stop()  # Qt does not call `done` for a dialog that was never shown
        super().closeEvent(event)

    def done(self, result: int) -> None:
        self._comparing.stop()
        super().done(result)

    def _fill(self, freeze: int) -> None:
        for one in self._frozen:
            words = self.tr("{side}, frozen {stamp}").format(
                side=self._sides[one.side_id].name(), stamp=short_moment(self._session, one.at)
            )
            self.since.addItem(f"{words} · {one.remark}" if one.remark else words, one.id)
        self.since.setCurrentIndex(max(self.since.findData(freeze), 0))
        for found in self._sets:
            self.columns.addItem(found.name, found.key)
        for language in LANGUAGES:
            if language.code in self._session.language_codes:
                self.language.addItem(language.label, language.code)
        chosen = self.language.findData(self.settings.text(_LANGUAGE))
        self.language.setCurrentIndex(max(chosen, 0))
        self.number.setRange(1, 999)
        self.number.lineEdit().setAccessibleName(self.tr("Number of the corrigendum"))

    def _connect(self) -> None:
        self.since.currentIndexChanged.connect(lambda _at: self._on_since())
        self.columns.currentIndexChanged.connect(lambda _at: self._compare())
        self.language.currentIndexChanged.connect(lambda _at: self._compare())
        self.private.toggled.connect(lambda _shown: self._show_entries())
        self.number.valueChanged.connect(lambda _number: self._offer_name())
        self.name.textEdited.connect(self._on_name_typed)
        self.name.textChanged.connect(lambda _text: self._show_button())
        self._choose.clicked.connect(self._on_choose)
        self.export.clicked.connect(self._on_export)
        self._close.clicked.connect(self.reject)

    def _lay_out(self) -> None:
        self._dress_table()
        self.empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.empty.setWordWrap(True)
        self.empty.setForegroundRole(QPalette.ColorRole.PlaceholderText)
        self._pages.addWidget(self.table)
        self._pages.addWidget(self.empty)
        self.summary.setWordWrap(True)
        self.export.setDefault(True)
        top = QGridLayout()
        top.setHorizontalSpacing(GRID)
        top.setVerticalSpacing(GRID)
        for row, column, words, field in (
            (0, 0, self.tr("&Since"), self.since),
            (0, 2, self.tr("&Number"), self.number),
            (1, 0, self.tr("&Columns"), self.columns),
            (1, 2, self.tr("&Language"), self.language),
        ):
            label = QLabel(words)
            label.setBuddy(field)
            top.addWidget(label, row, column)
            top.addWidget(field, row, column + 1)
        top.setColumnStretch(1, 1)
        file_row = QHBoxLayout()
        file_label = QLabel(self.tr("&File"))
        file_label.setBuddy(self.name)
        for widget in (file_label, self.name, self._choose):
            file_row.addWidget(widget, 1 if widget is self.name else 0)
        buttons = QHBoxLayout()
        buttons.addWidget(self.again)
        buttons.addStretch(1)
        buttons.addWidget(self.export)
        buttons.addWidget(self._close)
        page = QVBoxLayout(self)
        page.setContentsMargins(2 * GRID, 2 * GRID, 2 * GRID, 2 * GRID)
        page.setSpacing(GRID)
        page.addWidget(self._bar)
        page.addLayout(top)
        line = QHBoxLayout()
        line.addWidget(self.summary, 1)
        line.addWidget(self.private, 0, Qt.AlignmentFlag.AlignTop)
        page.addLayout(line)
        page.addWidget(self._pages, 1)
        page.addLayout(file_row)
        page.addWidget(self._replaces)
        page.addLayout(buttons)

    def _dress_table(self) -> None:
        self.table.setModel(self.model)
        self.table.setAccessibleName(self.tr("What changed since the list was frozen"))
        self.table.setSelectionBehavior(QTableView.SelectionBehavior.SelectRows)
        self.table.setTabKeyNavigation(False)
        self.table.setShowGrid(False)
        self.table.verticalHeader().hide()
        head = self.table.horizontalHeader()
        head.setStretchLastSection(True)
        head.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        head.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        head.setHighlightSections(False)

    # ------------------------------------------------------------------ what is chosen

    def _since(self) -> FrozenList | None:
        at = self.since.currentIndex()
        return self._frozen[at] if at >= 0 else None

    def _set(self) -> ColumnSet:
        return self._sets[max(self.columns.currentIndex(), 0)]

    def _language(self) -> str:
        return str(self.language.currentData())

    def _on_since(self) -> None:
        frozen = self._since()
        if frozen is not None:
            self.number.setValue(frozen.number)
        self._compare()

    def _compare(self) -> None:
        """Compare anew, a long list beside the window."""
        frozen = self._since()
        self.private.setVisible(any(field.privacy.masked for field in self._set().columns()))
        if frozen is None:
            self._show_changes([])
            return
        self._wanted = frozen, self._set(), self._language()
        self._comparing.ask_for(self._people)
        if self._comparing.running:
            self._show_changes([])

    def _compared(self) -> list[ListChange]:
        """Also called beside the window."""
        if (wanted := self._wanted) is None:
            return []
        return self._bridge.read(lambda db: corrigenda.changes_since(db, *wanted))

    def _on_not_compared(self, error: UserError) -> None:
        self._show_changes([])
        self.empty.setText("")
        self._show_error(error)

    def _show_changes(self, changes: list[ListChange]) -> None:
        """Show the entries as the document will have them."""
        self._changes = changes
        self._show_entries()
        if self._comparing.running:
            words = self.tr("Comparing with the frozen list…")
        elif self._since() is not None:
            words = self.tr("Nothing changed in these columns since the list was frozen.")
        else:
            words = self.tr("No list is frozen yet. Freeze one when you send it out: File, Freeze.")
        self.empty.setText(words)
        self._pages.setCurrentWidget(self.table if changes else self.empty)
        self._summarise()
        self._offer_name()

    def _show_entries(self) -> None:
        """Show the entries; passport data are dots until they are asked for."""
        columns, language = self._set(), self._language()
        changes = self._changes if self.private.isChecked() else map(masked, self._changes)
        entries = [corrigendum_export.entry_of(change, columns, language) for change in changes]
        self.model.show_entries(corrigendum_export.column_titles(language), entries)
        self._fit_rows()

    def _summarise(self) -> None:
        private = ", ".join(
            words for one in self._set().private_classes() if (words := privacy_words(one))
        )
        parts = [self.tr("%n changes", "", len(self._changes)) if self._changes else ""]
        if private and self._changes:
            parts.append(
                self.tr("Private data in these columns: {0}. Send it to nobody else.").format(
                    private
                )
            )
        self.summary.setText(". ".join(part for part in parts if part))
        self.summary.setVisible(bool(self._changes))

    def _fit_rows(self) -> None:
        width = max(self.table.viewport().width(), self.width() - 6 * GRID)
        for column, share in enumerate(_SHARES):
            self.table.setColumnWidth(column, width * share // sum(_SHARES))
        if self.model.rowCount() <= _FITTED_ROWS:
            self.table.resizeRowsToContents()

    # -------------------------------------------------------------------- the file

    def _offer_name(self) -> None:
        frozen = self._since()
        if frozen is not None and not self._named_by_hand:
            name = self._bridge.read(
                lambda db: corrigendum_export.suggested_name(
                    db, frozen, self._set(), self._language(), number=self.number.value()
                )
            )
            self.name.setText(str(folder_for(self.settings) / name))
        self._show_button()

    def _show_button(self) -> None:
        ready = bool(self._changes) and not self.busy
        path = self.path()
        self.export.setEnabled(ready and path is not None)
        self._replaces.setText(self.tr("A file of this name is there and will be replaced."))
        self._replaces.setVisible(ready and path is not None and path.exists())
        for widget in (self.number, self.name, self._choose):
            widget.setEnabled(ready)
        self.again.setEnabled(ready and not self._bridge.read_only)

    def _on_name_typed(self) -> None:
        self._named_by_hand = bool(self.name.text().strip())

    def _on_choose(self) -> None:
        found, _ = QFileDialog.getSaveFileName(
            self,
            self.tr("Corrigendum"),
            str(self.path() or folder_for(self.settings)),
            self.tr("Excel workbooks (*.xlsx)"),
        )
        if found:
            self._named_by_hand = True
            self.name.setText(found)

    def _on_export(self) -> None:
        """Let a job gather the corrigendum and write it."""
        path, frozen = self.path(), self._since()
        if path is None or frozen is None or self.busy:
            return
        self._bar.hide()
        gather = partial(
            corrigendum_export.corrigendum_data,
            frozen=frozen,
            columns=self._set(),
            language=self._language(),
            number=self.number.value(),
        )

        def work(_control: JobControl) -> int:
            corrigendum = self._bridge.read(gather)
            write_corrigendum(path, corrigendum)
            return len(corrigendum.entries)

        job = Job(work, self)
        job.done.connect(lambda count: self._on_written(path, count, frozen))
        job.failed.connect(self._on_failed)
        job.stopped.connect(self._release)
        self._job = job
        self._show_button()
        job.start()

    def _on_written(self, path: Path, count: int, frozen: FrozenList) -> None:
        self._release()
        remember_folder(self.settings, path)
        self.settings.set_text(_LANGUAGE, self._language())
        if self.again.isChecked() and not self._freeze_anew(frozen):
            return
        words = self.tr("%n changes written to {0}", "", count).format(path.name)
        self._bridge.say(words, Tone.DONE, file=path)
        self.accept()

    def _freeze_anew(self, frozen: FrozenList) -> bool:
        side = self._sides[frozen.side_id]
        label = self.tr("freeze of the list of {side}").format(side=side.name())
        remark = corrigendum_export.called(self.number.value())
        try:
            self._bridge.edit(label, lambda db: freezing.freeze(db, side.id, remark))
        except UserError as error:
            self._on_failed(error)
            return False
        return True

    def _on_failed(self, error: UserError) -> None:
        self._release()
        self._show_error(error)

    def _show_error(self, error: UserError) -> None:
        self._bar.show_notice(Notice.of(error))

    def _release(self) -> None:
        self._job = None
        self._show_button()
