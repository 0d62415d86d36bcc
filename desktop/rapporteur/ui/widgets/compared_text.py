"""Texts compared word by word: what went is struck through, what came is underlined.

A line says it as well as the colour, so that nobody has to tell red from green.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from PySide6.QtCore import QEvent
from PySide6.QtGui import QColor, QFont, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QTextBrowser, QWidget

from rapporteur.domain.wording_diff import Segment, Wording
from rapporteur.ui.theme import current_theme


def word_format(kind: Wording) -> QTextCharFormat:
    """How a piece is drawn: by a line as well as by its colour."""
    theme = current_theme()
    look = QTextCharFormat()
    look.setForeground(QColor(theme.text))
    if kind is Wording.ADDED:
        look.setForeground(QColor(theme.good))
        look.setBackground(QColor(theme.good_ground))
        look.setFontUnderline(True)
    elif kind is Wording.REMOVED:
        look.setForeground(QColor(theme.error))
        look.setBackground(QColor(theme.error_ground))
        look.setFontStrikeOut(True)
    return look


def write_pieces(cursor: QTextCursor, pieces: Iterable[Segment]) -> None:
    """Write compared text at the cursor; text from outside is never read as markup."""
    for piece in pieces:
        cursor.insertText(piece.text, word_format(piece.kind))


@dataclass(frozen=True, slots=True)
class ComparedPart:
    """A piece of a comparison: its title, the compared text, and what there is to say of it."""

    title: str = ""
    pieces: Sequence[Segment] = field(default=(), repr=False)
    note: str = ""


class ComparedText(QTextBrowser):
    """Shows such parts below each other; read only, and drawn anew with another theme."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setOpenLinks(False)
        self.setAccessibleName(name)
        self.setTabChangesFocus(True)
        self._parts: tuple[ComparedPart, ...] = ()

    def show_parts(self, parts: Iterable[ComparedPart]) -> None:
        """Show these, from the top."""
        self._parts = tuple(parts)
        self._draw()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.PaletteChange:
            self._draw()

    def _draw(self) -> None:
        self.clear()
        cursor = self.textCursor()
        theme = current_theme()
        bold, quiet = QTextCharFormat(), QTextCharFormat()
        bold.setFontWeight(QFont.Weight.Bold)
        bold.setForeground(QColor(theme.text))
        quiet.setForeground(QColor(theme.muted))
        for at, part in enumerate(self._parts):
            if at:
                cursor.insertText("\n\n", QTextCharFormat())
            if part.title:
                cursor.insertText(part.title + ("\n" if part.pieces or part.note else ""), bold)
            if part.note:
                cursor.insertText(part.note + ("\n" if part.pieces else ""), quiet)
            write_pieces(cursor, part.pieces)
        self.moveCursor(QTextCursor.MoveOperation.Start)
