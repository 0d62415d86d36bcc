"""The session pack: every document in one folder or one .zip, with an index."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QSize
from PySide6.QtWidgets import (
    QCheckBox,
    QDialogButtonBox,
    QFileDialog,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from rapporteur.domain.errors import UserError
from rapporteur.domain.papers.page import PaperSize
from rapporteur.services.documents.pack import WrittenPack, plan_pack, write_pack
from rapporteur.ui.bridge import FileBridge, Tone
from rapporteur.ui.dialogs.remembered import RememberedDialog
from rapporteur.ui.dialogs.waiting import wait_for
from rapporteur.ui.saving import folder_for, remember_folder
from rapporteur.ui.settings import Settings
from rapporteur.ui.theme import GRID
from rapporteur.ui.workers import JobControl, Stopped

_ZIP = "documents/pack_zip"


class PackDialog(RememberedDialog):
    """Asks where and what; what became of it goes to the message bar."""

    def __init__(
        self,
        bridge: FileBridge,
        settings: Settings,
        size: PaperSize,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(settings, QSize(70 * GRID, 40 * GRID), parent)
        self.setWindowTitle(self.tr("Session pack"))
        self._bridge = bridge
        self._paper = size

        self._about = QLabel(
            self.tr(
                "All documents of the session as Word and PDF, in folders and under names of "
                "their own, with an index that says what is in it, as of when, and what is "
                "still missing. What is there already is left as it is."
            )
        )
        self._folder = QLineEdit(str(folder_for(settings)))
        self._choose = QPushButton(self.tr("&Choose…"))
        self.as_folder = QRadioButton(self.tr("A f&older"))
        self.as_zip = QRadioButton(self.tr("One .&zip file, to be sent"))
        self.draft = QCheckBox(self.tr("The Protocol as a working &draft"))
        self.private = QCheckBox(
            self.tr("Also what is inte&rnal: run sheet, lists with personal data")
        )
        self._buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        self.make = self._buttons.addButton(
            self.tr("&Make the pack"), QDialogButtonBox.ButtonRole.AcceptRole
        )

        self._folder.textChanged.connect(
            lambda text: self.make.setEnabled(Path(text.strip()).is_absolute())
        )
        self._choose.clicked.connect(self._on_choose)
        self._buttons.accepted.connect(self._on_make)
        self._buttons.rejected.connect(self.reject)

        kept = settings.flag(_ZIP)
        self.as_zip.setChecked(kept)
        self.as_folder.setChecked(not kept)
        self._lay_out()

    def _lay_out(self) -> None:
        self._about.setWordWrap(True)
        where = QHBoxLayout()
        where.addWidget(self._folder, 1)
        where.addWidget(self._choose)
        label = QLabel(self.tr("&In the folder"))
        label.setBuddy(self._folder)
        form = QFormLayout()
        form.setVerticalSpacing(GRID)
        form.addRow(label, where)
        form.addRow(self.tr("As"), self.as_folder)
        form.addRow("", self.as_zip)
        form.addRow("", self.draft)
        form.addRow("", self.private)
        column = QVBoxLayout(self)
        column.setContentsMargins(2 * GRID, 2 * GRID, 2 * GRID, 2 * GRID)
        column.setSpacing(2 * GRID)
        column.addWidget(self._about)
        column.addLayout(form)
        column.addStretch(1)
        column.addWidget(self._buttons)
        self.make.setDefault(True)

    def _on_choose(self) -> None:
        found = QFileDialog.getExistingDirectory(self, self.windowTitle(), self._folder.text())
        if found:
            self._folder.setText(found)

    def _on_make(self) -> None:
        folder, as_zip = Path(self._folder.text().strip()), self.as_zip.isChecked()
        private, draft, size = self.private.isChecked(), self.draft.isChecked(), self._paper
        self.settings.set_flag(_ZIP, value=as_zip)
        bridge = self._bridge

        def work(control: JobControl) -> WrittenPack:
            stop = control.cancelled
            plan = bridge.read(
                lambda db: plan_pack(db, private=private, draft=draft, cancelled=stop)
            )
            target = folder / (f"{plan.name}.zip" if as_zip else plan.name)
            return write_pack(plan, target, size=size, progress=control.tell, cancelled=stop)

        try:
            written = wait_for(self.tr("Making the session pack…"), work, self)
        except UserError as error:
            bridge.report(error)
        except Stopped:
            bridge.say(self.tr("Stopped. Nothing of the pack was left behind."))
        else:
            remember_folder(self.settings, written.path)
            self._say(written)
        self.accept()

    def _say(self, written: WrittenPack) -> None:
        words = [self.tr("Session pack of %n files: {0}.", "", len(written.files))]
        words[0] = words[0].format(written.path)
        if written.left_out:
            words.append(
                self.tr(
                    "%n documents are not in it; its index says why.", "", len(written.left_out)
                )
            )
        if written.reason:
            words.append(written.reason)
        tone = Tone.WARNING if written.reason else Tone.DONE
        self._bridge.say(" ".join(words), tone, file=written.path)
