"""The agenda out: the public one, or the internal run sheet."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QWidget

from rapporteur.domain.errors import UserError
from rapporteur.domain.papers.sheet import PaperRow, PaperSheet
from rapporteur.exchange.outgoing.paper_page import write_paper
from rapporteur.services.papers import agenda, run_sheet
from rapporteur.ui.bridge import FileBridge
from rapporteur.ui.dialogs.exporting.paper import PaperDialog
from rapporteur.ui.settings import Settings

_KEY = "agenda_export"
PUBLIC, INTERNAL = "public", "internal"


class AgendaExport(PaperDialog):
    """Writes the agenda for everybody, or the run sheet for the secretariat."""

    def __init__(
        self, bridge: FileBridge, settings: Settings, parent: QWidget | None = None
    ) -> None:
        entries = [
            (PUBLIC, self.tr("Public agenda")),
            (INTERNAL, self.tr("Run sheet (internal)")),
        ]
        super().__init__(bridge, settings, _KEY, entries, parent)
        self.setWindowTitle(self.tr("Agenda"))
        self._items = 0
        self._list.currentRowChanged.connect(self._on_paper)
        self.add_file_row()
        self.start()

    def heading(self) -> str:
        """Which of the two."""
        return self._list.currentItem().text()

    def about(self) -> str:
        """How many items, and who may see it."""
        try:
            parts = self._sheet().parts
        except UserError as error:
            self._items = 0
            return error.message
        self._items = sum(isinstance(part, PaperRow) and bool(part.cells[2]) for part in parts)
        count = self.tr("%n rows", "", self._items)
        if self.chosen() == PUBLIC:
            words = self.tr("{0}: numbers, titles, times, rooms and who leads. Nothing internal.")
        else:
            words = self.tr(
                "{0}: also the time with interpretation, speakers, remarks and notes. "
                "INTERNAL stands on every page; it is not to be handed out."
            )
        return words.format(count)

    def possible(self) -> bool:
        """Whether there is anything to write."""
        return self._items > 0

    def suggested_name(self) -> str:
        """Session, paper, day."""
        name = agenda.agenda_name if self.chosen() == PUBLIC else run_sheet.run_sheet_name
        return self._bridge.read(lambda db: name(db, self.language()))

    def content(self) -> tuple[Callable[[Path], None], str]:
        """The paper, as plain values."""
        write = partial(write_paper, sheets=[self._sheet()])
        if self.chosen() == PUBLIC:
            return write, self.tr("Agenda written to {0}")
        return write, self.tr("Run sheet (internal) written to {0}")

    def _sheet(self) -> PaperSheet:
        make = agenda.public_agenda if self.chosen() == PUBLIC else run_sheet.run_sheet
        return self._bridge.read(lambda db: make(db, self.language()))

    def _on_paper(self) -> None:
        """The name of one paper is none for the other: nobody hands out the wrong one."""
        self._named_by_hand = False
