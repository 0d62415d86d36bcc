"""The documents screen: every paper of the session, seen before it is printed."""

from rapporteur.ui.screens.documents.screen import DocumentsScreen

__all__ = ["DocumentsScreen"]
