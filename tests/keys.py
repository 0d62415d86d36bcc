"""Typing at a real window, in any script.

`QTest.keyClicks` aborts the interpreter on letters beyond Latin-1, so letters are sent as the
key events that a keyboard of their script would make.
"""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget


def focused() -> QWidget:
    """The widget that has the focus; an open popup comes first."""
    found = QApplication.activePopupWidget() or QApplication.focusWidget()
    assert found is not None, "nothing has the focus"
    return found


def type_text(text: str) -> None:
    """Type `text` into whatever has the focus."""
    for letter in text:
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            event = QKeyEvent(kind, 0, Qt.KeyboardModifier.NoModifier, letter)
            QCoreApplication.sendEvent(focused(), event)


def press(key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    """Press one key where it would arrive."""
    QTest.keyClick(focused(), key, modifier)
