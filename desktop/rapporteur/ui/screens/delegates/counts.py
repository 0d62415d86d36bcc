"""The line below the table: how many people there are, per side and category, always in sight."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QHBoxLayout, QLabel, QToolButton, QWidget

from rapporteur.domain.delegates import CATEGORIES, WITHDRAWN
from rapporteur.domain.sessions import Side
from rapporteur.ui.icons import set_icon
from rapporteur.ui.models.roster import Roster
from rapporteur.ui.theme import GRID


class CountLine(QWidget):
    """Counts as text, and a button with the number of findings that opens the checks."""

    checks_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._sides = QLabel()
        self._categories = QLabel()
        self._categories.setForegroundRole(QPalette.ColorRole.PlaceholderText)
        # The line gives way before the window does.
        self._categories.setMinimumWidth(1)
        self._checks = QToolButton()
        self._checks.setAutoRaise(True)
        self._checks.setToolButtonStyle(self._checks.toolButtonStyle().ToolButtonTextBesideIcon)
        set_icon(self._checks, "checks")
        self._checks.clicked.connect(self.checks_wanted)

        row = QHBoxLayout(self)
        row.setContentsMargins(GRID, 2, GRID // 2, 2)
        row.setSpacing(2 * GRID)
        row.addWidget(self._sides)
        row.addWidget(self._categories, 1)
        row.addWidget(self._checks)
        self.show_findings(0)

    def show_counts(self, roster: Roster, sides: Sequence[Side], shown: int) -> str:
        """Show the counts of people coming; returns them as one text for the status line."""
        by_side = roster.counts("side", coming_only=True)
        parts = [f"{by_side[str(side.id)]} {side.name()}" for side in sides]
        withdrawn = roster.counts("status")[WITHDRAWN]
        if withdrawn:
            parts.append(self.tr("{count} withdrawn").format(count=withdrawn))
        if shown != len(roster):
            parts.insert(0, self.tr("{shown} of {all} shown").format(shown=shown, all=len(roster)))
        summary = " · ".join(parts)
        self._sides.setText(summary)
        by_category = roster.counts("category", coming_only=True)
        words = {
            "official": self.tr("officials"),
            "expert": self.tr("experts"),
            "industry": self.tr("industry"),
            "support": self.tr("support"),
            "": self.tr("without category"),
        }
        codes = [*(choice.code for choice in CATEGORIES), ""]
        text = " · ".join(
            f"{by_category[code]} {words[code]}" for code in codes if by_category[code]
        )
        self._categories.setText(text)
        self._categories.setToolTip(text)
        return summary

    def show_findings(self, count: int) -> None:
        """Show how many findings there are."""
        words = self.tr("%n checks", "", count) if count else self.tr("No findings")
        self._checks.setText(words)
        self._checks.setToolTip(self.tr("Show what the checks found (Ctrl+Shift+C)"))
