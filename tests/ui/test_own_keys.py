"""The program's keys answer although a text field would like to have them."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QMainWindow
from pytestqt.qtbot import QtBot

from rapporteur.ui.own_keys import OwnKeys


class Greedy(QLineEdit):
    """Claims every key, as line edits do with some keys on X11."""

    def event(self, event: QEvent) -> bool:
        if event.type() is QEvent.Type.ShortcutOverride:
            event.accept()
            return True
        return super().event(event)


@pytest.mark.parametrize(("guarded", "key", "ran"), [
    (True, Qt.Key.Key_E, True),
    (True, Qt.Key.Key_K, True),
    (True, Qt.Key.Key_B, False),
    (False, Qt.Key.Key_E, False),
])  # fmt: skip
def test_a_text_field_gives_up_our_keys_alone(
    qapp: QApplication, qtbot: QtBot, guarded: bool, key: Qt.Key, ran: bool
) -> None:
    window = QMainWindow()
    qtbot.addWidget(window)
    guard = OwnKeys(window) if guarded else None
    field = Greedy()
    window.setCentralWidget(field)
    action = QAction("act", window)
    action.setShortcut(QKeySequence(f"Ctrl+{chr(key)}"))
    window.addAction(action)
    answered: list[Qt.Key] = []
    action.triggered.connect(lambda: answered.append(key))
    with qtbot.waitActive(window):
        window.show()
        window.activateWindow()
    field.setFocus()

    QTest.keyClick(field, key, Qt.KeyboardModifier.ControlModifier)

    assert bool(answered) is ran
    assert guard is None or guard.parent() is window
