"""What the dialogs share that write a workbook for a side to fill in.

On the left stands what is asked for; on the right what that means, whom it goes to, in which
language, and into which file. The last choices are remembered.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QSignalBlocker, Qt
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QFileDialog,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from rapporteur.domain.errors import UserError
from rapporteur.domain.languages import LANGUAGES
from rapporteur.domain.sessions import Side
from rapporteur.services import sessions
from rapporteur.services.lists.templates import side_language
from rapporteur.ui.bridge import FileBridge, Notice, Tone
from rapporteur.ui.saving import folder_for, remember_folder, with_ending
from rapporteur.ui.settings import Settings
from rapporteur.ui.theme import GRID
from rapporteur.ui.widgets.message_bar import MessageBar
from rapporteur.ui.workers import Job


class AskingDialog(QDialog):
    """One workbook for one side. What it holds is for the dialogs derived from this one."""

    def __init__(
        self,
        bridge: FileBridge,
        settings: Settings,
        key: str,
        entries: Sequence[tuple[str, str]],
        parent: QWidget | None = None,
    ) -> None:
        """`key` is where choices are remembered, `entries` what can be asked for: key and name."""
        super().__init__(parent)
        self.setSizeGripEnabled(True)
        self._bridge = bridge
        self._settings = settings
        self._key = key
        self._keys = [one for one, _ in entries]
        self._sides = bridge.read(sessions.sides)
        self._languages = bridge.read(sessions.session).language_codes
        self._job: Job | None = None
        self._named_by_hand = False

        self._bar = MessageBar()
        self._list = QListWidget()
        self._heading = QLabel()
        self._about = QLabel()
        self._side = QComboBox()
        self._language = QComboBox()
        self.options = QFormLayout()
        self._path = QLineEdit()
        self._choose = QPushButton(self.tr("&Choose…"))
        self._replaces = QLabel()
        self._write = QPushButton(self.tr("&Write"))
        self._cancel = QPushButton(self.tr("Cancel"))

        self._path.textEdited.connect(self._on_name_typed)
        self._path.textChanged.connect(lambda _text: self._show_button())
        self._choose.clicked.connect(self._on_choose)
        self._write.clicked.connect(self._on_write)
        self._cancel.clicked.connect(self.reject)

        for _, name in entries:
            QListWidgetItem(name, self._list)
        self._assemble()

    @property
    def busy(self) -> bool:
        """Whether a file is being written."""
        return self._job is not None

    def chosen(self) -> str:
        """The key of what is asked for."""
        return self._keys[max(self._list.currentRow(), 0)]

    def side(self) -> Side:
        """The side that is asked."""
        return self._sides[max(self._side.currentIndex(), 0)]

    def language(self) -> str:
        """The language of headings and notes; never ""."""
        return str(self._language.currentData())

    def path(self) -> Path | None:
        """The file to write; None where none is named."""
        text = self._path.text().strip().strip('"')
        path = Path(text).expanduser()
        return with_ending(path) if text and path.name else None

    def heading(self) -> str:
        """What is asked for, in one line."""
        raise NotImplementedError

    def about(self) -> str:
        """What the workbook will hold, in a few lines; told again after every choice."""
        raise NotImplementedError

    def possible(self) -> bool:
        """Whether there is anything to write."""
        return True

    def suggested_name(self) -> str:
        """A name for the file."""
        raise NotImplementedError

    def replaced(self, path: Path) -> str:
        """What is said where something lies at `path`; "" where nothing would be replaced."""
        there = self.tr("A file of this name is there and will be replaced.")
        return there if path.exists() else ""

    def content(self) -> tuple[Callable[[Path], None], str]:
        """What writes the file, run by a job, and the words once it has. Raises UserError."""
        raise NotImplementedError

    def start(self) -> None:
        """Show the last choices; the derived dialog calls this once it is complete."""
        if not self._settings.restore_window(self._key, self):
            self.resize(760, 440)
        kept = self._settings.text(f"{self._key}/chosen")
        self._list.setCurrentRow(self._keys.index(kept) if kept in self._keys else 0)
        code = self._settings.text(f"{self._key}/side")
        others = [i for i, side in enumerate(self._sides) if not side["ours"]]
        known = self._side.findData(code)
        self._side.setCurrentIndex(known if known >= 0 else (others or [0])[0])
        self._list.currentRowChanged.connect(self.refresh)
        self._side.currentIndexChanged.connect(self._on_side)
        self._language.currentIndexChanged.connect(self.refresh)
        self._on_side()
        self._list.setFocus()

    def refresh(self) -> None:
        """Say what the choice means, and offer a name for its file."""
        self._heading.setText(self.heading())
        self._about.setText(self.about())
        if not self._named_by_hand:
            self._path.setText(str(folder_for(self._settings) / self.suggested_name()))
        self._show_button()

    def reject(self) -> None:
        """Close without writing. A file being written is finished first: it takes a moment."""
        if self._job is None:
            self._remember()
            super().reject()

    def closeEvent(self, event: QCloseEvent) -> None:
        if self._job is not None:
            event.ignore()
            return
        self._remember()
        super().closeEvent(event)

    def _assemble(self) -> None:
        for label in (self._heading, self._about, self._replaces):
            label.setWordWrap(True)
            label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        font = self._heading.font()
        font.setBold(True)
        self._heading.setFont(font)
        self._list.setAccessibleName(self.tr("Purpose"))
        self._list.setMaximumWidth(220)
        self._list.setSpacing(2)
        self._write.setDefault(True)
        for side in self._sides:
            self._side.addItem(side.name(), side["code"])
        for language in LANGUAGES:
            if language.code in {"en", *self._languages}:
                self._language.addItem(language.label, language.code)

        self.options.setHorizontalSpacing(2 * GRID)
        self.options.setVerticalSpacing(GRID)
        self.add_row(self.tr("&Side"), self._side)
        self.add_row(self.tr("&Headings in"), self._language)
        file_row = QHBoxLayout()
        file_row.addWidget(self._path, 1)
        file_row.addWidget(self._choose)
        file_label = QLabel(self.tr("&File"))
        file_label.setBuddy(self._path)
        right = QVBoxLayout()
        right.setSpacing(GRID)
        right.addWidget(self._heading)
        right.addWidget(self._about)
        right.addSpacing(GRID)
        right.addLayout(self.options)
        right.addStretch(1)
        middle = QHBoxLayout()
        middle.setSpacing(2 * GRID)
        middle.addWidget(self._list)
        middle.addLayout(right, 1)
        buttons = QHBoxLayout()
        buttons.addStretch(1)
        buttons.addWidget(self._write)
        buttons.addWidget(self._cancel)
        column = QVBoxLayout(self)
        column.setContentsMargins(2 * GRID, 2 * GRID, 2 * GRID, 2 * GRID)
        column.setSpacing(GRID)
        column.addWidget(self._bar)
        column.addLayout(middle, 1)
        column.addLayout(buttons)
        self._file_row = (file_label, file_row)

    def add_row(self, words: str, field: QWidget) -> None:
        """Another choice, under those that are there."""
        label = QLabel(words)
        label.setBuddy(field)
        self.options.addRow(label, field)

    def add_file_row(self) -> None:
        """The name of the file, below all choices."""
        self.options.addRow(*self._file_row)
        self.options.addRow("", self._replaces)

    def _on_side(self) -> None:
        """Another side is written to in its own language."""
        with QSignalBlocker(self._language):
            own = self._language.findData(side_language(self.side()))
            self._language.setCurrentIndex(max(own, 0))
        self.refresh()

    def _remember(self) -> None:
        self._settings.save_window(self._key, self)
        self._settings.set_text(f"{self._key}/chosen", self.chosen())
        self._settings.set_text(f"{self._key}/side", self.side()["code"])

    def _show_button(self) -> None:
        path = self.path()
        self._write.setEnabled(path is not None and not self.busy and self.possible())
        self._replaces.setText(self.replaced(path) if path is not None else "")

    def _on_name_typed(self) -> None:
        self._named_by_hand = bool(self._path.text().strip())

    def _on_choose(self) -> None:
        found, _ = QFileDialog.getSaveFileName(
            self,
            self.windowTitle(),
            str(self.path() or folder_for(self._settings)),
            self.tr("Excel workbooks (*.xlsx)"),
        )
        if found:
            self._named_by_hand = True
            self._path.setText(found)

    def _on_write(self) -> None:
        """Gather what goes in, and let a job write it."""
        path = self.path()
        if path is None or self.busy:
            return
        self._bar.hide()
        try:
            write, words = self.content()
        except UserError as error:
            self._on_failed(error)
            return
        self._job = Job(lambda _control: write(path), self)
        self._job.done.connect(lambda _nothing: self._on_written(path, words))
        self._job.failed.connect(self._on_failed)
        self._job.stopped.connect(self._release)
        self._show_button()
        self._job.start()

    def _on_written(self, path: Path, words: str) -> None:
        self._release()
        remember_folder(self._settings, path)
        self._remember()
        self._bridge.say(words.format(path.name), Tone.DONE, file=path)
        self.accept()

    def _on_failed(self, error: UserError) -> None:
        self._release()
        self._bar.show_notice(Notice.of(error))

    def _release(self) -> None:
        self._job = None
        self._show_button()
