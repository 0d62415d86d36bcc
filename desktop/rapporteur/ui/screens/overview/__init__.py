"""The session at a glance: facts, both lists in figures, what to do next, what was done last."""

from rapporteur.ui.screens.overview.screen import OverviewScreen

__all__ = ["OverviewScreen"]
