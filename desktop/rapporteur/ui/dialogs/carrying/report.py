"""The report of a carry-over: what came over, what did not and why; to be read, copied and kept."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QSize
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QFileDialog,
    QHBoxLayout,
    QLabel,
    QPlainTextEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from rapporteur.domain.carrying import CarryReport
from rapporteur.domain.errors import UserError
from rapporteur.services.carrying.report_file import write_report
from rapporteur.ui.bridge import Notice, Tone
from rapporteur.ui.dialogs.carrying.wording import counts_words, report_words
from rapporteur.ui.dialogs.remembered import RememberedDialog
from rapporteur.ui.icons import set_icon
from rapporteur.ui.settings import Settings
from rapporteur.ui.theme import GRID
from rapporteur.ui.widgets.message_bar import MessageBar


class CarryReportDialog(RememberedDialog):
    """Shows a report; `folder` is where it is kept unless the user chooses another place."""

    def __init__(
        self, report: CarryReport, folder: Path, settings: Settings, parent: QWidget | None = None
    ) -> None:
        super().__init__(settings, QSize(100 * GRID, 76 * GRID), parent)
        self.setWindowTitle(self.tr("What came over"))
        self._report = report
        self._folder = folder

        self._bar = MessageBar()
        self.counts = QLabel(counts_words(report))
        self.text = QPlainTextEdit(report_words(report))
        self.save = QPushButton(self.tr("&Save as text…"))
        self.copy = QPushButton(self.tr("&Copy"))
        self.close_button = QPushButton(self.tr("Close"))

        self.save.clicked.connect(self._on_save)
        self.copy.clicked.connect(self._on_copy)
        self.close_button.clicked.connect(self.accept)

        self._bar.hide()
        self.counts.setWordWrap(True)
        self.text.setReadOnly(True)
        self.text.setAccessibleName(self.tr("Report"))
        self.text.setTabChangesFocus(True)
        self.text.setLineWrapMode(QPlainTextEdit.LineWrapMode.WidgetWidth)
        set_icon(self.save, "save-copy")
        set_icon(self.copy, "copy")
        for button in (self.save, self.copy):
            button.setAutoDefault(False)
        self.close_button.setDefault(True)
        below = QHBoxLayout()
        below.setSpacing(GRID)
        below.addWidget(self.save)
        below.addWidget(self.copy)
        below.addStretch(1)
        below.addWidget(self.close_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(2 * GRID, 2 * GRID, 2 * GRID, 2 * GRID)
        column.setSpacing(GRID)
        column.addWidget(self._bar)
        column.addWidget(self.counts)
        column.addWidget(self.text, 1)
        column.addLayout(below)
        self.text.setFocus()

    def _on_save(self) -> None:
        report = self._report
        stem = self.tr("Carry-over from session {0} to {1}").format(report.ordinal, report.into)
        name, _filter = QFileDialog.getSaveFileName(
            self,
            self.tr("Keep the report as"),
            str(self._folder / f"{stem}.txt"),
            self.tr("Texts (*.txt)"),
        )
        if not name:
            return
        path = Path(name)
        try:
            write_report(path if path.suffix else path.with_suffix(".txt"), self.text.toPlainText())
        except UserError as error:
            self._bar.show_notice(Notice(str(error), Tone.ERROR))
        else:
            words = self.tr("The report was written to {0}.").format(path.name)
            self._bar.show_notice(Notice(words, Tone.DONE, file=path))

    def _on_copy(self) -> None:
        QGuiApplication.clipboard().setText(self.text.toPlainText())
        self._bar.show_notice(Notice(self.tr("The report was copied."), Tone.DONE))
