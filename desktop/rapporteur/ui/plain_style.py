"""The application's style: Fusion, with markup off in every widget it meets.

A label whose text looks like HTML would be rendered by Qt, and an `<img>` in a delegate's name
would make it open that path; on Windows a path on another computer gives away the officer's
login. A style sees each widget exactly once before its first paint (the labels inside tool tips
and message boxes among them); an event filter on the application would see every event and
costs measurably in scrolling and typing.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeySequence, QPalette
from PySide6.QtWidgets import QApplication, QLabel, QProxyStyle, QWidget

MARKUP_PROPERTY = "shippedMarkup"
"""Set to True on the one widget that shows our own help pages; everything else is plain."""


class PlainStyle(QProxyStyle):
    """Turns markup off, and leaves Ctrl+Z to the file where an editor has no use for it."""

    def __init__(self) -> None:
        super().__init__("Fusion")
        self._undo_keys = _UndoKeys(self)

    # One Python method stands for three overloads of Qt.
    def polish(self, target: QWidget | QApplication | QPalette) -> None:  # type: ignore[override]
        super().polish(target)
        if not isinstance(target, QWidget):
            return
        if isinstance(target, QLabel):
            target.setTextFormat(Qt.TextFormat.PlainText)
        # By name: importing the editors' classes would cost the first paint some milliseconds.
        elif target.inherits("QTextEdit"):
            if not target.property(MARKUP_PROPERTY):
                target.setProperty("acceptRichText", False)
            target.installEventFilter(self._undo_keys)
        elif target.inherits("QLineEdit") or target.inherits("QPlainTextEdit"):
            target.installEventFilter(self._undo_keys)


class _UndoKeys(QObject):
    """Leaves Ctrl+Z to a text editor only while the editor has something to take back.

    Qt's editors claim the key even with an empty history, and the file's undo would never
    hear it while a field has the focus.
    """

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is not QEvent.Type.ShortcutOverride:
            return False
        for key, available in (
            (QKeySequence.StandardKey.Undo, "undoAvailable"),
            (QKeySequence.StandardKey.Redo, "redoAvailable"),
        ):
            if event.matches(key) and not _has(watched, available):  # type: ignore[attr-defined]  # a key event
                event.ignore()
                return True
        return False


def _has(editor: QObject, available: str) -> bool:
    """Whether a line editor, or the document of a text editor, has such a step."""
    if editor.inherits("QLineEdit"):
        return bool(editor.property(available))
    document = editor.document() if hasattr(editor, "document") else None
    if document is None:
        return False
    return bool(
        document.isUndoAvailable() if available == "undoAvailable" else document.isRedoAvailable()
    )
