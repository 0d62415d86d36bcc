"""The delegates of both sides: table on the left, form on the right, checks below."""

from rapporteur.ui.screens.delegates.screen import DelegatesScreen

__all__ = ["DelegatesScreen"]
