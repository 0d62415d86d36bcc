"""Attendance sheets out: of all sittings or of one, filled or to be filled in by hand."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QCheckBox, QWidget

from rapporteur.domain.errors import UserError
from rapporteur.domain.papers.sheet import PaperRow, PaperSheet
from rapporteur.exchange.outgoing.paper_page import write_paper
from rapporteur.services.papers import attendance
from rapporteur.services.papers.sittings import sittings_named
from rapporteur.ui.bridge import FileBridge
from rapporteur.ui.dialogs.exporting.paper import PaperDialog
from rapporteur.ui.settings import Settings

_KEY = "attendance_export"
ALL = "all"


class AttendanceExport(PaperDialog):
    """Writes who was there, or a sheet to tick off who comes."""

    def __init__(
        self, bridge: FileBridge, settings: Settings, parent: QWidget | None = None
    ) -> None:
        named = [(str(n), name) for n, name in enumerate(bridge.read(sittings_named), 1)]
        entries = [(ALL, self.tr("All sittings")), *named]
        super().__init__(bridge, settings, _KEY, entries, parent)
        self.setWindowTitle(self.tr("Attendance sheet"))
        self._people = 0
        self._empty = QCheckBox(self.tr("&Empty, to be filled in by hand"))
        self.options.addRow("", self._empty)
        self._empty.toggled.connect(self.refresh)
        self._list.currentRowChanged.connect(self._on_paper)
        self.add_file_row()
        self.start()

    def heading(self) -> str:
        """Of which sitting."""
        return self._list.currentItem().text()

    def about(self) -> str:
        """How many people, on how many sheets."""
        self._people = 0
        try:
            sheets = self._sheets()
        except UserError as error:
            return error.message
        self._people = sum(isinstance(part, PaperRow) for part in sheets[0].parts)
        if not self._people:
            return self.tr("There is nobody on the lists of delegates yet.")
        people = self.tr("%n people", "", self._people)
        count = self.tr("%n sheets, one for each sitting", "", len(sheets))
        return self.tr("{0} by side in protocol order; {1}.").format(people, count)

    def possible(self) -> bool:
        """Whether there is anybody to be listed."""
        return self._people > 0

    def suggested_name(self) -> str:
        """Session, paper, sitting, day."""
        try:
            return self._bridge.read(
                lambda db: attendance.attendance_name(db, self._number(), self.language())
            )
        except UserError:
            return ""

    def content(self) -> tuple[Callable[[Path], None], str]:
        """The sheets, as plain values."""
        write = partial(write_paper, sheets=self._sheets())
        return write, self.tr("Attendance written to {0}")

    def _sheets(self) -> list[PaperSheet]:
        return self._bridge.read(
            lambda db: attendance.attendance_sheets(
                db, self._number(), self.language(), empty=self._empty.isChecked()
            )
        )

    def _number(self) -> int | None:
        return None if self.chosen() == ALL else int(self.chosen())

    def _on_paper(self) -> None:
        """The name of one sheet is none for another."""
        self._named_by_hand = False
