"""The card of the agenda: its sittings in time, and the updates of the sub-groups."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QLabel, QWidget

from rapporteur.domain.readiness.points import Material
from rapporteur.domain.subgroups import UPDATE_STATES
from rapporteur.ui.screens.overview.cards import Card
from rapporteur.ui.screens.overview.timeline import AgendaTimeline, UpdateStates
from rapporteur.ui.screens.overview.tracks import progress, tracks


class AgendaCard(Card):
    """The sittings drawn in time, and the updates of the sub-groups."""

    item_chosen = Signal(int)
    group_chosen = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("", parent)
        self.heading.setText(self.tr("Agenda and updates"))
        self._empty = QLabel(
            self.tr("Once the agenda has sittings with items, they are drawn here in time.")
        )
        self.timeline = AgendaTimeline()
        self.updates = UpdateStates()
        self.timeline.item_chosen.connect(self.item_chosen)
        self.updates.group_chosen.connect(self.group_chosen)
        self._empty.setWordWrap(True)
        self._empty.setForegroundRole(QPalette.ColorRole.PlaceholderText)
        self.column.addWidget(self._empty)
        self.column.addWidget(self.timeline)
        self.column.addWidget(self.updates)

    def show_material(self, material: Material) -> None:
        """Show the agenda and the updates of a session."""
        drawn = tracks(material, self.tr("Sitting"), self.tr("{count} min too long"))
        self._empty.setVisible(not drawn)
        self.timeline.setVisible(bool(drawn))
        self.timeline.show_tracks(drawn)
        names = {choice.code: choice.label for choice in UPDATE_STATES}
        self.updates.setVisible(bool(material.groups))
        self.updates.show_progress(progress(material, names, self.tr("Not requested yet")))
