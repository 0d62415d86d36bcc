"""On no screen do two actions claim one key: Qt would then run neither."""

from __future__ import annotations

from collections import Counter

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QAbstractButton, QLabel

from rapporteur.ui.screens.base import Place
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


@pytest.mark.parametrize("key", [screen.key for screen in SCREENS])
def test_no_letter_of_a_screen_takes_that_of_a_menu(open_window: MainWindow, key: str) -> None:
    page = open_window.page
    assert page is not None
    page.show_screen(key)
    menus = {
        QKeySequence.mnemonic(one.text()).toString() for one in open_window.menuBar().actions()
    }
    screen = page.current
    named = [
        (part.text(), QKeySequence.mnemonic(part.text()).toString())
        for part in [*screen.findChildren(QLabel), *screen.findChildren(QAbstractButton)]
        if part.isVisible()
    ]
    assert [text for text, letter in named if letter and letter in menus] == []


def test_no_key_of_a_screen_opens_a_menu(open_window: MainWindow) -> None:
    assert open_window.page is not None
    menus = {QKeySequence.mnemonic(one.text()) for one in open_window.menuBar().actions()}
    offers = [offer for screen in open_window.page.screens for offer in screen.offers]
    taken = {keys for offer in offers for keys in offer.action.shortcuts()} & menus
    assert {keys.toString() for keys in taken} == set()


def test_each_menu_has_a_letter_of_its_own(open_window: MainWindow) -> None:
    letters = [
        QKeySequence.mnemonic(one.text()).toString() for one in open_window.menuBar().actions()
    ]
    assert "" not in letters
    assert len(set(letters)) == len(letters)


@pytest.mark.parametrize("key", [screen.key for screen in SCREENS])
def test_no_letter_stands_twice_in_the_menu_of_a_screen(open_window: MainWindow, key: str) -> None:
    """A doubled letter only moves the choice, so that one has to look."""
    page = open_window.page
    assert page is not None
    screen = next(one for one in page.screens if one.key == key)
    offers = [offer for offer in screen.offers if offer.place is Place.RECORD]
    named = [(offer.under, offer.action.text()) for offer in offers]
    named += [("", title) for title in {offer.under for offer in offers if offer.under}]
    letters = Counter((under, QKeySequence.mnemonic(text).toString()) for under, text in named)
    assert [one for one, count in letters.items() if one[1] and count > 1] == []
