"""On no screen do two actions claim one key: Qt would then run neither."""

from __future__ import annotations

from collections import Counter

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction

from rapporteur.ui.session_page import SCREENS
from rapporteur.ui.window import MainWindow


@pytest.mark.parametrize("key", [screen.key for screen in SCREENS])
def test_a_key_means_one_thing_on_a_screen(open_window: MainWindow, key: str) -> None:
    assert open_window.page is not None
    open_window.page.show_screen(key)
    claimed = Counter(
        shortcut.toString()
        for action in open_window.findChildren(QAction)
        if action.isVisible() and action.shortcutContext() is Qt.ShortcutContext.WindowShortcut
        for shortcut in action.shortcuts()
    )
    assert [keys for keys, count in claimed.items() if count > 1] == []
