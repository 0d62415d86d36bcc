"""Keeps what is dragged out of text fields.

A text field would take a dragged file for text and write its path into somebody's record; so
those of an open session leave everything that is dragged to the window.
"""

from __future__ import annotations

from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QWidget


def leave_to_window(page: QWidget) -> None:
    """Let what is dragged over the text fields of `page` go on to the window."""
    for line in page.findChildren(QLineEdit):
        line.setAcceptDrops(False)
    for text in page.findChildren(QPlainTextEdit):
        text.setAcceptDrops(False)
        text.viewport().setAcceptDrops(False)
