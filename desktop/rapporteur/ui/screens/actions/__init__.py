"""The action items: table or board on the left, form with progress on the right."""

from rapporteur.ui.screens.actions.screen import ActionsScreen

__all__ = ["ActionsScreen"]
