"""The export dialog: who gets which columns of which people, and into which file.

The choice on the left names the consumer; what he will see, and which of it is private, stands
on the right before anything is written.
"""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import QSignalBlocker, Qt
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialog,
    QFileDialog,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QProgressBar,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from rapporteur.domain.column_sets import ColumnSet
from rapporteur.domain.errors import UserError
from rapporteur.domain.languages import LANGUAGES
from rapporteur.exchange.outgoing.roster import write_roster
from rapporteur.services import sessions
from rapporteur.services.columns import column_sets
from rapporteur.services.lists import exports
from rapporteur.ui.bridge import FileBridge, Notice, Tone
from rapporteur.ui.dialogs.freezing.choice import FrozenChoice
from rapporteur.ui.saving import folder_for, remember_folder, with_ending
from rapporteur.ui.settings import Settings
from rapporteur.ui.theme import GRID
from rapporteur.ui.widgets.message_bar import MessageBar
from rapporteur.ui.wording import privacy_words
from rapporteur.ui.workers import Job, JobControl

_KEY = "export"
_TOGETHER = "*"  # both sides in one list; "" is both, a sheet each


class ExportDialog(QDialog):
    """One list into one workbook. The last choices are remembered; the file name is offered."""

    def __init__(
        self, bridge: FileBridge, settings: Settings, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Export a list"))
        self.setSizeGripEnabled(True)
        self._bridge = bridge
        self._settings = settings
        self._sides = bridge.read(sessions.sides)
        self._languages = bridge.read(sessions.session).language_codes
        self._found = bridge.read(column_sets.column_sets)
        self._job: Job | None = None
        self._named_by_hand = False

        self._bar = MessageBar()
        self._sets = QListWidget()
        self._edit_sets = QPushButton(self.tr("Edit the &sets…"))
        self._purpose = QLabel()
        self._columns = QLabel()
        self._warning = QLabel()
        self._side = QComboBox()
        self._state = FrozenChoice(bridge, settings)
        self._state_label = QLabel(self.tr("S&tate"))
        self._language = QComboBox()
        self._withdrawn = QCheckBox(self.tr("With those who have &withdrawn"))
        self._path = QLineEdit()
        self._choose = QPushButton(self.tr("&Choose…"))
        self._replaces = QLabel()
        self._progress = QProgressBar()
        self._export = QPushButton()
        self._cancel = QPushButton(self.tr("Cancel"))

        self._sets.currentRowChanged.connect(self._on_choice)
        self._edit_sets.clicked.connect(self._on_edit_sets)
        self._side.currentIndexChanged.connect(self._on_choice)
        self._state.changed.connect(self._on_choice)
        self._state.refused.connect(self._on_not_read)
        self._language.currentIndexChanged.connect(self._on_choice)
        self._withdrawn.toggled.connect(self._on_choice)
        self._path.textEdited.connect(self._on_name_typed)
        self._path.textChanged.connect(lambda _text: self._show_button())
        self._choose.clicked.connect(self._on_choose)
        self._export.clicked.connect(self._on_export)
        self._cancel.clicked.connect(self.reject)

        self._fill()
        self._assemble()
        self._restore()
        self._state.load()
        self._sets.setFocus()

    @property
    def busy(self) -> bool:
        """Whether a file is being written."""
        return self._job is not None

    def column_set(self) -> ColumnSet:
        """The set chosen."""
        return self._found[max(self._sets.currentRow(), 0)]

    def path(self) -> Path | None:
        """The file to write; None where none is named."""
        text = self._path.text().strip().strip('"')
        if not text:
            return None
        path = Path(text).expanduser()
        if not path.name:
            return None
        return with_ending(path)

    def reject(self) -> None:
        """Close without writing. A file being written is finished first: it takes a moment."""
        if self._job is None:
            self._remember()
            super().reject()

    def closeEvent(self, event: QCloseEvent) -> None:
        if self._job is not None:
            event.ignore()
            return
        self._state.stop()  # Qt does not call `done` for a dialog that was never shown
        self._remember()
        super().closeEvent(event)

    def done(self, result: int) -> None:
        self._state.stop()
        super().done(result)

    def _fill(self) -> None:
        self._fill_sets()
        self._side.addItem(self.tr("Both sides, a sheet each"), "")
        self._side.addItem(self.tr("Both sides, one list"), _TOGETHER)
        for side in self._sides:
            self._side.addItem(self.tr("{0} only").format(side.name()), side["code"])
        for language in LANGUAGES:
            if language.code in self._languages:
                self._language.addItem(language.label, language.code)

    def _fill_sets(self) -> None:
        self._sets.clear()
        for found in self._found:
            item = QListWidgetItem(found.name, self._sets)
            item.setData(Qt.ItemDataRole.AccessibleTextRole, f"{found.name}: {found.purpose}")

    def _assemble(self) -> None:
        for label in (self._purpose, self._columns, self._warning, self._replaces):
            label.setWordWrap(True)
            label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        font = self._purpose.font()
        font.setBold(True)
        self._purpose.setFont(font)
        self._progress.setRange(0, 0)
        self._progress.setMaximumWidth(160)
        self._progress.setTextVisible(False)
        self._progress.hide()
        self._export.setDefault(True)

        options = QFormLayout()
        options.setHorizontalSpacing(2 * GRID)
        options.setVerticalSpacing(GRID)
        file_row = QHBoxLayout()
        file_row.addWidget(self._path, 1)
        file_row.addWidget(self._choose)
        self._state_label.setBuddy(self._state.combo)
        for words, field in (
            (self.tr("&People"), self._side),
            (self.tr("&Headings in"), self._language),
        ):
            label = QLabel(words)
            label.setBuddy(field)
            options.addRow(label, field)
        options.insertRow(1, self._state_label, self._state)
        options.addRow("", self._withdrawn)
        file_label = QLabel(self.tr("&File"))
        file_label.setBuddy(self._path)
        options.addRow(file_label, file_row)
        options.addRow("", self._replaces)

        right = QVBoxLayout()
        right.setSpacing(GRID)
        right.addWidget(self._purpose)
        right.addWidget(self._columns)
        right.addWidget(self._warning)
        right.addSpacing(GRID)
        right.addLayout(options)
        right.addStretch(1)
        middle = QHBoxLayout()
        middle.setSpacing(2 * GRID)
        middle.addLayout(self._left())
        middle.addLayout(right, 1)
        buttons = QHBoxLayout()
        buttons.addWidget(self._progress)
        buttons.addStretch(1)
        buttons.addWidget(self._export)
        buttons.addWidget(self._cancel)
        column = QVBoxLayout(self)
        column.setContentsMargins(2 * GRID, 2 * GRID, 2 * GRID, 2 * GRID)
        column.setSpacing(GRID)
        column.addWidget(self._bar)
        column.addLayout(middle, 1)
        column.addLayout(buttons)

    def _left(self) -> QVBoxLayout:
        """The sets, and the way to change them."""
        self._sets.setAccessibleName(self.tr("Purpose of the list"))
        self._sets.setMaximumWidth(220)
        self._sets.setSpacing(2)
        self._edit_sets.setAutoDefault(False)
        left = QVBoxLayout()
        left.setSpacing(GRID)
        left.addWidget(self._sets, 1)
        left.addWidget(self._edit_sets)
        return left

    def _restore(self) -> None:
        if not self._settings.restore_window(_KEY, self):
            self.resize(840, 480)
        self._choose_set(self._settings.text(f"{_KEY}/set"))
        for box, name in ((self._side, "side"), (self._language, "language")):
            box.setCurrentIndex(max(box.findData(self._settings.text(f"{_KEY}/{name}")), 0))

    def _choose_set(self, key: str) -> None:
        keys = [found.key for found in self._found]
        self._sets.setCurrentRow(keys.index(key) if key in keys else 0)

    def _on_edit_sets(self) -> None:
        """Open the editor at the set that is chosen; what it makes of it is chosen then."""
        from rapporteur.ui.dialogs.column_sets.editor import ColumnSetsEditor  # noqa: PLC0415 - late

        editor = ColumnSetsEditor(self._bridge, self._settings, self.column_set().key, self)
        editor.exec()
        key = editor.current
        editor.deleteLater()
        self._found = self._bridge.read(column_sets.column_sets)
        with QSignalBlocker(self._sets):
            self._fill_sets()
            self._choose_set(key)
        self._on_choice()

    def _remember(self) -> None:
        self._settings.save_window(_KEY, self)
        self._settings.set_text(f"{_KEY}/set", self.column_set().key)
        self._settings.set_text(f"{_KEY}/side", str(self._side.currentData()))
        self._settings.set_text(f"{_KEY}/language", str(self._language.currentData()))

    def _side_code(self) -> str:
        """The code of the one side chosen; "" for both."""
        code = str(self._side.currentData())
        return "" if code == _TOGETHER else code

    def _side_ids(self) -> list[int]:
        code = self._side_code()
        return [side.id for side in self._sides if code in {"", side["code"]}]

    def _on_choice(self) -> None:
        """Show what the choice means, and offer a name for its file."""
        chosen = self.column_set()
        language = str(self._language.currentData())
        self._state.show_sides(self._side_ids())
        for widget in (self._state_label, self._state):
            widget.setVisible(self._state.offered)
        said = (chosen.name, chosen.purpose, chosen.retention)
        self._purpose.setText(" · ".join(part for part in said if part))
        titles = [field.title(language) for field in chosen.columns()]
        self._columns.setText(self.tr("Columns: {0}").format(" · ".join(title for title in titles)))
        words = ", ".join(map(privacy_words, chosen.private_classes()))
        self._warning.setText(
            self.tr("Private data in this list: {0}. Send it to nobody else.").format(words)
            if words
            else self.tr("No private data in this list.")
        )
        self._warning.setForegroundRole(
            self.palette().ColorRole.BrightText if words else self.palette().ColorRole.WindowText
        )
        if not self._named_by_hand:
            name = self._bridge.read(
                lambda db: exports.suggested_name(
                    db, chosen, self._side_code(), language, as_frozen=self._state.as_frozen
                )
            )
            self._path.setText(str(folder_for(self._settings) / name))
        self._show_button()

    def _show_button(self) -> None:
        chosen, withdrawn = self._side_ids(), self._withdrawn.isChecked()
        people = self._state.people()
        count = sum(1 for p in people if p.side_id in chosen and (withdrawn or not p.withdrawn))
        path = self.path()
        replaces = path is not None and path.exists()
        ready = self._state.ready
        self._progress.setVisible(self.busy or self._state.reading)
        self._export.setText(
            self.tr("&Export %n people", "", count) if ready else self.tr("&Export")
        )
        self._export.setEnabled(count > 0 and path is not None and not self.busy)
        self._replaces.setText(
            self.tr("A file of this name is there and will be replaced.") if replaces else ""
        )

    def _on_name_typed(self) -> None:
        self._named_by_hand = bool(self._path.text().strip())

    def _on_choose(self) -> None:
        found, _ = QFileDialog.getSaveFileName(
            self,
            self.tr("Export a list"),
            str(self.path() or folder_for(self._settings)),
            self.tr("Excel workbooks (*.xlsx)"),
        )
        if found:
            self._named_by_hand = True
            self._path.setText(found)

    def _on_export(self) -> None:
        """Let a job gather the list and write it."""
        path = self.path()
        if path is None or self.busy:
            return
        self._bar.hide()
        gather = partial(
            exports.roster_data,
            columns=self.column_set(),
            side=self._side_code(),
            language=str(self._language.currentData()),
            one_list=self._side.currentData() == _TOGETHER,
            withdrawn=self._withdrawn.isChecked(),
            as_frozen=self._state.as_frozen,
        )

        def work(_control: JobControl) -> int:
            roster = self._bridge.read(gather)
            write_roster(path, roster)
            return sum(sheet.people for sheet in roster.sheets)

        job = Job(work, self)
        job.done.connect(lambda people: self._on_written(path, people))
        job.failed.connect(self._on_failed)
        job.stopped.connect(self._release)
        self._job = job
        self._show_button()
        job.start()

    def _on_written(self, path: Path, people: int) -> None:
        self._release()
        remember_folder(self._settings, path)
        self._remember()
        words = self.tr("%n people written to {0}", "", people).format(path.name)
        self._bridge.say(words, Tone.DONE, file=path)
        self.accept()

    def _on_failed(self, error: UserError) -> None:
        self._release()
        self._show_error(error)

    def _on_not_read(self, error: UserError) -> None:
        self._show_button()
        self._show_error(error)

    def _show_error(self, error: UserError) -> None:
        self._bar.show_notice(Notice.of(error))

    def _release(self) -> None:
        self._job = None
        self._show_button()
