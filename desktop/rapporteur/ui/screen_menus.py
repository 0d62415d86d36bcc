"""The actions of the screens in the frame's menus and tool bar, while a file is open.

Screens offer their actions; here they are put where they belong. An action whose screen is not
in front is hidden, and its key with it, unless it works everywhere.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMainWindow, QMenu

from rapporteur.ui.icons import ICON_PROPERTY, set_icon
from rapporteur.ui.menus import Menus
from rapporteur.ui.screens.base import Offer, Place, Screen, fill


class ScreenMenus:
    """Adds the screens of one open file to the menus, and takes them away again."""

    def __init__(self, window: QMainWindow, menus: Menus) -> None:
        self._window = window
        self._menus = menus
        self._shared: list[QAction] = []
        self._of_screen: dict[str, list[QAction]] = {}
        self._screen_actions: dict[str, QAction] = {}
        self._record_menus: list[QMenu] = []
        self._everywhere: list[tuple[str, QAction, QKeySequence]] = []
        self._keys: set[QKeySequence] = set()  # every key of every screen

    def adopt(self, screens: Sequence[Screen], show: Callable[[str], None]) -> None:
        """Put the screens and what they offer into the menus and the tool bar."""
        offers = [offer for screen in screens for offer in screen.offers]
        # Alt+P of a table must not open a menu instead.
        self._keys = {keys for offer in offers for keys in offer.action.shortcuts()}
        for number, screen in enumerate(screens, 1):
            self._add_screen(number, screen, show)
        buttons = [offer for offer in offers if offer.toolbar]
        for offer in buttons:
            self._menus.toolbar.insertAction(self._menus.toolbar_gap, offer.action)
            self._shared.append(offer.action)

    def trigger(self, name: str) -> None:
        """Run the screens' action of this name ("export"), if there is one and it is enabled."""
        for action in self._shared:
            if action.property(ICON_PROPERTY) == name and action.isEnabled():
                action.trigger()
                return

    def release(self) -> None:
        """Take everything of the screens away again: the file is being closed."""
        for action in self._shared:
            for holder in (self._menus.file_menu, self._menus.view_menu, self._menus.toolbar):
                holder.removeAction(action)
        for menu in self._record_menus:
            self._window.menuBar().removeAction(menu.menuAction())
            menu.deleteLater()
        for action in self._screen_actions.values():
            action.deleteLater()
        self._shared.clear()
        self._record_menus.clear()
        self._screen_actions.clear()
        self._of_screen.clear()
        self._everywhere.clear()

    def show_current(self, key: str) -> None:
        """The screen `key` is in front: its own actions live, those of the others sleep.

        A key that it has for its own, Ctrl+N say, is its own while it is in front.
        """
        own = [a.shortcut() for a in self._of_screen.get(key, []) if not a.shortcut().isEmpty()]
        for owner, action, usual in self._everywhere:
            action.setShortcut(QKeySequence() if owner != key and usual in own else usual)
        for owner, actions in self._of_screen.items():
            for action in actions:
                action.setVisible(owner == key)
        if key in self._screen_actions:
            self._screen_actions[key].setChecked(True)

    def _add_screen(self, number: int, screen: Screen, show: Callable[[str], None]) -> None:
        action = QAction(screen.title(), self._window)
        set_icon(action, screen.icon_name)
        action.setShortcut(QKeySequence(f"Ctrl+{number}"))
        action.setCheckable(True)
        action.triggered.connect(partial(_call, show, screen.key))
        self._menus.view_menu.insertAction(self._menus.view_gap, action)
        self._screen_actions[screen.key] = action
        self._shared.append(action)
        own = self._of_screen.setdefault(screen.key, [])
        for offer in screen.offers:
            if offer.icon_name:
                set_icon(offer.action, offer.icon_name)
            if offer.everywhere:
                # The screen comes to the front before its action runs.
                offer.action.triggered.disconnect()
                offer.action.triggered.connect(partial(_show_and_run, show, screen.key, offer))
                self._everywhere.append((screen.key, offer.action, offer.action.shortcut()))
            else:
                own.append(offer.action)
            self._place(offer)
        recorded = [offer for offer in screen.offers if offer.place is Place.RECORD]
        if recorded:
            menu = QMenu(self._lettered(screen.title()), self._window)
            self._window.menuBar().insertMenu(self._menus.help_menu.menuAction(), menu)
            self._record_menus.append(menu)
            own += [inner.menuAction() for inner in fill(menu, recorded)]

    def _place(self, offer: Offer) -> None:
        if offer.place is Place.FILE:
            self._menus.file_menu.insertAction(self._menus.file_gap, offer.action)
            self._shared.append(offer.action)
        elif offer.place is Place.VIEW:
            self._menus.view_menu.addAction(offer.action)
            self._shared.append(offer.action)

    def _lettered(self, title: str) -> str:
        """The title with the first letter to which no other menu and no key of a screen answers."""
        heads = self._window.menuBar().actions()
        taken = {QKeySequence.mnemonic(head.text()) for head in heads} | self._keys
        for at in range(len(title)):
            lettered = f"{title[:at]}&{title[at:]}"
            if title[at].isalnum() and QKeySequence.mnemonic(lettered) not in taken:
                return lettered
        return title


def _call(slot: Callable[[str], None], argument: str, *_checked: bool) -> None:
    slot(argument)


def _show_and_run(show: Callable[[str], None], key: str, offer: Offer, *_checked: bool) -> None:
    show(key)
    offer.slot()
