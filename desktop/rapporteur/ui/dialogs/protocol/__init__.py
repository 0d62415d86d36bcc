"""Dialogs about the Session Protocol."""
