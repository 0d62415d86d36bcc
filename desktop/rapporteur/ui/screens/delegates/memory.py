"""What the delegates screen remembers from one day to the next: sizes, columns, sorting, checks."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtWidgets import QSplitter

from rapporteur.ui.models.delegate_columns import DEFAULT_COLUMNS, known
from rapporteur.ui.models.roster import Direction
from rapporteur.ui.screens.delegates.checks import ChecksPanel
from rapporteur.ui.screens.delegates.looks import first_widths
from rapporteur.ui.screens.delegates.table import DelegateTable
from rapporteur.ui.settings import Settings


@dataclass(frozen=True, slots=True)
class ScreenMemory:
    """The parts of the screen that are found again as they were left."""

    settings: Settings
    key: str
    across: QSplitter
    down: QSplitter
    table: DelegateTable
    panel: ChecksPanel

    def save(self, sorting: tuple[str, Direction]) -> None:
        """Put everything into the settings."""
        settings, key = self.settings, self.key
        settings.save_parts(f"{key}/across", self.across)
        settings.save_parts(f"{key}/down", self.down)
        settings.set_texts(f"{key}/columns", self.table.visible_columns())
        widths = [f"{column}={width}" for column, width in self.table.widths.items()]
        settings.set_texts(f"{key}/widths", widths)
        settings.set_text(f"{key}/sorted_by", sorting[0])
        settings.set_text(f"{key}/sorted", sorting[1].value)
        purpose = self.panel.purpose
        settings.set_text(f"{key}/purpose", purpose.key if purpose else "")
        settings.set_flag(f"{key}/checks", value=not self.panel.isHidden())

    def columns(self) -> tuple[str, ...]:
        """The columns to be shown, those that the program still knows."""
        columns = known(tuple(self.settings.texts(f"{self.key}/columns", DEFAULT_COLUMNS)))
        return columns or DEFAULT_COLUMNS

    def restore(self, width: int) -> None:
        """Bring everything back; `width` is that of the window, for the first time."""
        settings, key = self.settings, self.key
        if not settings.restore_parts(f"{key}/across", self.across):
            self.across.setSizes(first_widths(width))
        settings.restore_parts(f"{key}/down", self.down)
        pairs = (text.partition("=") for text in settings.texts(f"{key}/widths"))
        self.table.set_widths({k: int(w) for k, _, w in pairs if w.isdigit() and int(w) > 0})
        self.panel.choose_purpose(settings.text(f"{key}/purpose"))
        self.panel.setVisible(settings.flag(f"{key}/checks"))
