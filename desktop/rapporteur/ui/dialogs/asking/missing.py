"""What a side still owes for a purpose: seen before it is written, then sent to be filled in."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QWidget

from rapporteur.domain.checks import PURPOSES, Purpose, purpose
from rapporteur.domain.errors import UserError
from rapporteur.exchange.outgoing.correction_sheet import CorrectionPage, write_corrections
from rapporteur.services.lists import missing
from rapporteur.ui.bridge import FileBridge
from rapporteur.ui.dialogs.asking.dialog import AskingDialog
from rapporteur.ui.settings import Settings

_KEY = "missing"


class MissingDialog(AskingDialog):
    """Writes a sheet of those whose data are not complete; it comes back as changes of theirs."""

    def __init__(
        self, bridge: FileBridge, settings: Settings, parent: QWidget | None = None
    ) -> None:
        self._page: CorrectionPage | None = None
        super().__init__(bridge, settings, _KEY, [(p.key, p.name) for p in PURPOSES], parent)
        self.setWindowTitle(self.tr("Missing data"))
        self.add_file_row()
        self.start()

    def heading(self) -> str:
        """The purpose and whose list it is."""
        return f"{self._purpose().name} · {self.side().name()}"

    def about(self) -> str:
        """How many are asked for how much, or that nothing is missing."""
        try:
            self._page = self._read_page()
        except UserError:
            self._page = None
            return self.tr("Nothing is missing: all data for this purpose are there.")
        people = self.tr("%n people", "", len(self._page.rows))
        cells = self.tr("%n cells to be filled in or put right", "", self._page.faults)
        return self.tr("{0}, {1}. The sheet is for this side alone.").format(people, cells)

    def possible(self) -> bool:
        """Whether anything is missing."""
        return self._page is not None

    def suggested_name(self) -> str:
        """Session, side, purpose."""
        return self._bridge.read(
            lambda db: missing.suggested_missing_name(
                db, self._purpose(), self.side()["code"], self.language()
            )
        )

    def content(self) -> tuple[Callable[[Path], None], str]:
        """The sheet, as plain values."""
        page = self._read_page()
        return partial(write_corrections, pages=(page,)), self.tr("Missing data written to {0}")

    def _read_page(self) -> CorrectionPage:
        return self._bridge.read(
            lambda db: missing.missing_page(
                db, self._purpose(), self.side()["code"], self.language()
            )
        )

    def _purpose(self) -> Purpose:
        return purpose(self.chosen())
