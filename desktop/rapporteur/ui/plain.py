"""Text from outside is shown as text, never as markup.

A label whose text looks like HTML would be rendered by Qt, and an `<img>` in a delegate's name
would make it open that path; on Windows a path on another computer gives away the officer's
login. So the application's style, which Qt shows every widget before its first paint (the labels
inside tool tips and message boxes among them), turns markup off in each.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import (
    QLabel,
    QLineEdit,
    QMessageBox,
    QPlainTextEdit,
    QProxyStyle,
    QTextEdit,
    QWidget,
)

from rapporteur.domain.errors import UserError

MARKUP_PROPERTY = "shippedMarkup"
"""Set to True on the one widget that shows our own help pages; everything else is plain."""


class PlainStyle(QProxyStyle):
    """Fusion, with markup off in every widget it meets.

    A style sees each widget exactly once, when Qt polishes it; an event filter on the
    application would see every event and costs measurably in scrolling and typing.
    """

    def __init__(self) -> None:
        super().__init__("Fusion")
        self._undo_keys = _UndoKeys(self)

    def polish(self, target: QWidget) -> None:  # type: ignore[override]  # Qt also polishes palettes
        super().polish(target)
        if isinstance(target, QLabel):
            target.setTextFormat(Qt.TextFormat.PlainText)
        elif isinstance(target, QTextEdit):
            if not target.property(MARKUP_PROPERTY):
                target.setAcceptRichText(False)
            target.installEventFilter(self._undo_keys)
        elif isinstance(target, QLineEdit | QPlainTextEdit):
            target.installEventFilter(self._undo_keys)


class _UndoKeys(QObject):
    """Leaves Ctrl+Z to a text editor only while the editor has something to take back.

    Qt's editors claim the key even with an empty history, and the file's undo would never
    hear it while a field has the focus.
    """

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is not QEvent.Type.ShortcutOverride or not isinstance(event, QKeyEvent):
            return False
        if event.matches(QKeySequence.StandardKey.Undo):
            return self._passes(event, mine=_can_undo(watched))
        if event.matches(QKeySequence.StandardKey.Redo):
            return self._passes(event, mine=_can_redo(watched))
        return False

    @staticmethod
    def _passes(event: QKeyEvent, *, mine: bool) -> bool:
        if not mine:
            event.ignore()
        return not mine


def _can_undo(editor: QObject) -> bool:
    if isinstance(editor, QLineEdit):
        return editor.isUndoAvailable()
    if isinstance(editor, QPlainTextEdit | QTextEdit):
        return editor.document().isUndoAvailable()
    return False


def _can_redo(editor: QObject) -> bool:
    if isinstance(editor, QLineEdit):
        return editor.isRedoAvailable()
    if isinstance(editor, QPlainTextEdit | QTextEdit):
        return editor.document().isRedoAvailable()
    return False


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
