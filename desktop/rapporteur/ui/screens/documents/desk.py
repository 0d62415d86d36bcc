"""The document in hand written to a file, or sent to a printer."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QFileDialog, QWidget

from rapporteur.documents.pdf.writing import lay_out
from rapporteur.domain.errors import UserError
from rapporteur.domain.papers.cards import CardKind, CardSheet
from rapporteur.domain.papers.page import PaperSize
from rapporteur.services.cards.printed import remember
from rapporteur.services.documents.options import DOCX, PDF, XLSX, MadeDocument
from rapporteur.services.documents.writing import Written, write
from rapporteur.ui.bridge import FileBridge, Tone
from rapporteur.ui.dialogs.waiting import wait_for
from rapporteur.ui.saving import folder_for, remember_folder
from rapporteur.ui.screens.documents.pane import DocumentsPane
from rapporteur.ui.screens.documents.words import refusal
from rapporteur.ui.settings import Settings
from rapporteur.ui.workers import JobControl, Stopped

_CARD_KINDS = {
    "plates": CardKind.PLATE,
    "badges": CardKind.BADGE,
    "place-cards": CardKind.PLACE,
}


class DocumentDesk(QObject):
    """Writes and prints what the pane has in hand; refusals and results go to the message bar."""

    def __init__(self, bridge: FileBridge, settings: Settings, pane: DocumentsPane) -> None:
        super().__init__(pane)
        self._bridge = bridge
        self._settings = settings
        self._pane = pane

    def save(self, ending: str) -> None:
        """Ask where, and write the document there.

        A file that somebody has edited is never replaced: the document goes beside it, and the
        message says so. The file dialog has nothing to ask then.
        """
        try:
            made = self._pane.make()
        except UserError as error:
            self._refuse(error)
            return
        target = self._ask_where(made, ending)
        if target is None:
            return
        words = self.tr("Writing {0}…").format(target.name)
        size = self._pane.paper
        template = self._pane.facts.choices.own_template() if ending == DOCX else None
        work = partial(_write, made, target, template, size)
        try:
            written = wait_for(words, work, self._window())
        except UserError as error:
            self._bridge.report(error)
        except Stopped:
            self._bridge.say(self.tr("Stopped. No file was written."))
        else:
            remember_folder(self._settings, written.path)
            self._remember_cards(made)
            self._say(written)

    def print_out(self) -> None:
        """Print the document in hand: printer, pages and copies are asked for.

        Cards go out through their own dialog, which remembers for whom they were printed.
        """
        if self._pane.document.key in _CARD_KINDS:
            self.show_cards()
            return
        from rapporteur.ui.printing.printing import print_document  # noqa: PLC0415 - late

        try:
            made = self._pane.make()
        except UserError as error:
            self._refuse(error)
            return
        pages = self._pane.preview.pages.page_count
        try:
            sent = print_document(
                self._window(),
                made.name,
                self._pane.paper,
                pages,
                lambda size, cancelled: lay_out(made.paper, size, cancelled=cancelled),
            )
        except UserError as error:
            self._bridge.report(error)
        except Stopped:
            self._bridge.say(self.tr("Printing was stopped."))
        else:
            if sent:
                words = self.tr("Sent to the printer: %n pages", "", sent)
                self._bridge.say(f"{words} · {made.name}", Tone.DONE)

    def show_cards(self) -> None:
        """Open the dialog of plates, badges and place cards at the kind in hand."""
        from rapporteur.ui.dialogs.cards.dialog import CardsDialog  # noqa: PLC0415 - late

        kind = _CARD_KINDS[self._pane.document.key]
        dialog = CardsDialog(self._bridge, self._settings, kind=kind, parent=self._window())
        dialog.exec()
        dialog.deleteLater()

    def show_seating(self) -> None:
        """Open the seating plan."""
        from rapporteur.ui.dialogs.seating.dialog import SeatingDialog  # noqa: PLC0415 - late

        dialog = SeatingDialog(self._bridge, self._settings, self._window())
        dialog.exec()
        dialog.deleteLater()

    def pack(self) -> None:
        """Ask where, and write every document there."""
        from rapporteur.ui.dialogs.documents.pack import PackDialog  # noqa: PLC0415 - late

        dialog = PackDialog(self._bridge, self._settings, self._pane.paper, self._window())
        dialog.exec()
        dialog.deleteLater()

    def templates(self) -> None:
        """Show the templates; the choices offer the own ones afterwards."""
        from rapporteur.ui.dialogs.documents.templates import TemplatesDialog  # noqa: PLC0415 - late

        dialog = TemplatesDialog(self._settings, self._pane.document.key, self._window())
        dialog.exec()
        dialog.deleteLater()
        self._pane.show_templates()

    def _ask_where(self, made: MadeDocument, ending: str) -> Path | None:
        filters = {
            DOCX: self.tr("Word documents (*.docx)"),
            PDF: self.tr("PDF documents (*.pdf)"),
            XLSX: self.tr("Excel workbooks (*.xlsx)"),
        }
        start = folder_for(self._settings) / f"{made.name}.{ending}"
        found, _ = QFileDialog.getSaveFileName(
            self._window(),
            self.tr("Save the document"),
            str(start),
            filters[ending],
            options=QFileDialog.Option.DontConfirmOverwrite,
        )
        if not found:
            return None
        path = Path(found)
        wanted = f".{ending}"
        return path if path.suffix.casefold() == wanted else path.with_name(path.name + wanted)

    def _remember_cards(self, made: MadeDocument) -> None:
        """Cards that have really been made are what the next ones are compared with."""
        sheet = made.paper
        if isinstance(sheet, CardSheet) and not self._bridge.read_only:
            label = self.tr("print of %n cards", "", len(sheet.cards))
            self._bridge.perform(label, lambda db: (remember(db, sheet),))

    def _say(self, written: Written) -> None:
        if written.reason:
            self._bridge.say(written.reason, Tone.WARNING, file=written.path)
        else:
            words = self.tr("Written: {0}").format(written.path)
            self._bridge.say(words, Tone.DONE, file=written.path)

    def _refuse(self, error: UserError) -> None:
        self._bridge.say(refusal(error), Tone.WARNING)

    def _window(self) -> QWidget:
        return self._pane.window()


def _write(
    made: MadeDocument,
    target: Path,
    template: Path | None,
    size: PaperSize,
    control: JobControl,
) -> Written:
    return write(made, target, template=template, size=size, cancelled=control.cancelled)
