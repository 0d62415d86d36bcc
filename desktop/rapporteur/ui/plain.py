"""Message boxes that show what they are given as it is, never as markup.

Together with `PlainStyle`, which turns markup off in every label, this is how a delegate's name
that looks like HTML stays a name.
"""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMessageBox, QWidget

from rapporteur.domain.errors import UserError


def message_box(parent: QWidget | None, title: str, text: str, detail: str = "") -> QMessageBox:
    """A message box that shows its texts as they are; the caller adds buttons and runs it."""
    box = QMessageBox(parent)
    box.setTextFormat(Qt.TextFormat.PlainText)
    box.setWindowTitle(title)
    box.setText(text)
    box.setInformativeText(detail)
    return box


def error_box(parent: QWidget | None, title: str, error: UserError) -> QMessageBox:
    """A box for what the user can do something about: what happened, what is safe, what to do."""
    detail = "\n\n".join(part for part in (error.safe, error.advice) if part)
    box = message_box(parent, title, error.message, detail)
    box.setIcon(QMessageBox.Icon.Warning)
    return box
