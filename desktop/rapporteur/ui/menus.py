"""The menus and the tool bar: every action of the program with its key, in one place.

Actions of the frame are made here; those of the screens are offered by the screens and put
where they belong. An action whose screen is not in front is hidden, and its key with it,
unless it works everywhere.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QAction, QActionGroup, QKeySequence
from PySide6.QtWidgets import QMainWindow, QMenu, QToolBar

from rapporteur.domain.history import HistoryState
from rapporteur.ui.icons import ICON_PROPERTY, set_icon
from rapporteur.ui.screens.base import Offer, Place, Screen
from rapporteur.ui.settings import RecentFile


class Menus:
    """Owns the frame's actions as attributes; the window connects them."""

    def __init__(self, window: QMainWindow) -> None:
        self._window = window
        self._dynamic: list[QAction] = []
        self._of_screen: dict[str, list[QAction]] = {}
        self._screen_actions: dict[str, QAction] = {}
        self._make_file_actions()
        self._make_other_actions()
        self._fill_menus()
        self._fill_toolbar()
        self.show_session(open_=False)

    # Called by the window ------------------------------------------------------------

    def show_session(self, *, open_: bool, read_only: bool = False) -> None:
        """Enable what needs an open file."""
        for action in (self.save_copy, self.backups, self.session_settings, self.close_file):
            action.setEnabled(open_)
        self.journal.setEnabled(open_)
        self.find.setEnabled(open_)
        if not open_:
            self.show_history(HistoryState("", ""))
        self.backups.setEnabled(open_ and not read_only)

    def show_history(self, state: HistoryState) -> None:
        """Name the steps that Undo and Redo would take."""
        tr = self._window.tr
        for action, word, label in (
            (self.undo, tr("&Undo"), state.undo_label),
            (self.redo, tr("&Redo"), state.redo_label),
        ):
            quiet = label.replace("&", "&&")
            action.setText(f"{word}: {quiet}" if label else word)
            action.setIconText(word.replace("&", ""))
            tip = f"{word.replace('&', '')}: {label}" if label else word.replace("&", "")
            action.setToolTip(f"{tip} ({action.shortcut().toString()})")
            action.setEnabled(bool(label))

    def show_recent(self, files: Sequence[RecentFile], open_: Callable[[str], None]) -> None:
        """Fill File ▸ Recent."""
        self.recent_menu.clear()
        for number, entry in enumerate(files, 1):
            name = (entry.title or entry.path).replace("&", "&&")
            action = self.recent_menu.addAction(f"&{number % 10}  {name}")
            action.setToolTip(entry.path)
            action.triggered.connect(partial(_call, open_, entry.path))
        self.recent_menu.setEnabled(bool(files))

    def adopt(self, screens: Sequence[Screen], show: Callable[[str], None]) -> None:
        """Put the screens and what they offer into the menus and the tool bar."""
        self.release()
        for number, screen in enumerate(screens, 1):
            self._add_screen(number, screen, show)
        buttons = [offer for screen in screens for offer in screen.offers if offer.toolbar]
        for offer in buttons:
            self.toolbar.addAction(offer.action)
            self._dynamic.append(offer.action)

    def all_actions(self) -> list[tuple[str, list[QAction]]]:
        """Every menu with the actions in it, submenus spread out: for the list of keys."""
        found = []
        for head in self._window.menuBar().actions():
            menu = head.menu()
            if isinstance(menu, QMenu):
                found.append((head.text().replace("&", ""), _spread(menu)))
        return found

    def trigger(self, name: str) -> None:
        """Run the screens' action of this name ("export"), if there is one and it is enabled."""
        for action in self._dynamic:
            if action.property(ICON_PROPERTY) == name and action.isEnabled():
                action.trigger()
                return

    def release(self) -> None:
        """Take everything of the screens away again: the file is being closed."""
        for action in self._dynamic:
            for holder in (self.file_menu, self.view_menu, self.toolbar):
                holder.removeAction(action)
        for menu in self._record_menus:
            self._window.menuBar().removeAction(menu.menuAction())
            menu.deleteLater()
        for action in self._screen_actions.values():
            action.deleteLater()
        self._dynamic.clear()
        self._record_menus.clear()
        self._screen_actions.clear()
        self._of_screen.clear()

    def show_current(self, key: str) -> None:
        """The screen `key` is in front: its own actions live, those of the others sleep."""
        for owner, actions in self._of_screen.items():
            for action in actions:
                action.setVisible(owner == key)
        if key in self._screen_actions:
            self._screen_actions[key].setChecked(True)

    # Making --------------------------------------------------------------------------

    def _make_file_actions(self) -> None:
        tr, make = self._window.tr, self._make
        self.new = make(tr("&New session…"), "file-new", "Ctrl+Shift+N")
        self.open = make(tr("&Open…"), "folder-open", "Ctrl+O")
        self.sample = make(tr("Open the s&ample session"), "sample", "")
        self.recent_menu = QMenu(tr("&Recent"), self._window)
        self.save_copy = make(tr("Save a &copy…"), "save-copy", "Ctrl+Shift+S")
        self.backups = make(tr("&Backups…"), "backup", "Ctrl+Shift+B")
        self.session_settings = make(tr("Session se&ttings…"), "settings", "Ctrl+,")
        self.close_file = make(tr("C&lose"), "close", "Ctrl+W")
        self.quit = make(tr("&Quit"), "quit", "Ctrl+Q")
        self.quit.setMenuRole(QAction.MenuRole.QuitRole)

    def _make_other_actions(self) -> None:
        tr, make = self._window.tr, self._make
        self.undo = make(tr("&Undo"), "undo", "Ctrl+Z")
        self.redo = make(tr("&Redo"), "redo", "Ctrl+Shift+Z")
        self.redo.setShortcuts([QKeySequence("Ctrl+Shift+Z"), QKeySequence("Ctrl+Y")])
        self.find = make(tr("&Filter this screen"), "filter", "Ctrl+F")
        self.journal = make(tr("&Journal of changes…"), "clock", "Ctrl+J")
        self.themes = QActionGroup(self._window)
        for name, label, drawing in (
            ("system", tr("As the &system"), "settings"),
            ("light", tr("&Light"), "sun"),
            ("dark", tr("&Dark"), "moon"),
            ("contrast", tr("&High contrast"), "contrast"),
        ):
            action = make(label, drawing, "")
            action.setCheckable(True)
            action.setData(name)
            self.themes.addAction(action)
        self.help = make(tr("&Help"), "help", "F1")
        self.shortcuts = make(tr("&Keys"), "info", "Ctrl+F1")
        self.about = make(tr("&About Rapporteur"), "info", "")
        self.about.setMenuRole(QAction.MenuRole.AboutRole)

    def _fill_menus(self) -> None:
        tr, bar = self._window.tr, self._window.menuBar()
        self.file_menu = bar.addMenu(tr("&File"))
        self.file_menu.setToolTipsVisible(True)
        self.file_menu.addActions([self.new, self.open, self.sample])
        self.file_menu.addMenu(self.recent_menu)
        self.file_menu.addSeparator()
        self.file_menu.addActions([self.save_copy, self.backups, self.session_settings])
        self._file_gap = self.file_menu.addSeparator()
        self.file_menu.addActions([self.close_file, self.quit])
        self.edit_menu = bar.addMenu(tr("&Edit"))
        self.edit_menu.addActions([self.undo, self.redo])
        self.edit_menu.addSeparator()
        self.edit_menu.addAction(self.find)
        self.view_menu = bar.addMenu(tr("&View"))
        self._view_gap = self.view_menu.addSeparator()
        self.view_menu.addAction(self.journal)
        theme_menu = self.view_menu.addMenu(tr("&Theme"))
        theme_menu.addActions(self.themes.actions())
        self.help_menu = bar.addMenu(tr("&Help"))
        self.help_menu.addActions([self.help, self.shortcuts])
        self.help_menu.addSeparator()
        self.help_menu.addAction(self.about)
        self._record_menus: list[QMenu] = []

    def _fill_toolbar(self) -> None:
        self.toolbar = QToolBar(self._window.tr("Tool bar"), self._window)
        self.toolbar.setObjectName("toolbar")
        self.toolbar.setMovable(False)
        self.toolbar.setIconSize(QSize(20, 20))
        self.toolbar.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.toolbar.setContextMenuPolicy(Qt.ContextMenuPolicy.PreventContextMenu)
        self.toolbar.toggleViewAction().setVisible(False)
        self.toolbar.addActions([self.undo, self.redo])
        self.toolbar.addSeparator()
        self._window.addToolBar(self.toolbar)

    def _make(self, text: str, drawing: str, keys: str) -> QAction:
        action = QAction(text, self._window)
        set_icon(action, drawing)
        if keys:
            action.setShortcut(QKeySequence(keys))
        return action

    # Screens -------------------------------------------------------------------------

    def _add_screen(self, number: int, screen: Screen, show: Callable[[str], None]) -> None:
        action = self._make(screen.title(), screen.icon_name, f"Ctrl+{number}")
        action.setCheckable(True)
        action.triggered.connect(partial(_call, show, screen.key))
        self.view_menu.insertAction(self._view_gap, action)
        self._screen_actions[screen.key] = action
        self._dynamic.append(action)
        own = self._of_screen.setdefault(screen.key, [])
        menu: QMenu | None = None
        for offer in screen.offers:
            if offer.icon_name:
                set_icon(offer.action, offer.icon_name)
            if offer.everywhere:
                # The screen comes to the front before its action runs.
                offer.action.triggered.disconnect()
                offer.action.triggered.connect(partial(_show_and_run, show, screen.key, offer))
            else:
                own.append(offer.action)
            menu = self._place(offer, screen, menu)

    def _place(self, offer: Offer, screen: Screen, menu: QMenu | None) -> QMenu | None:
        if offer.place is Place.FILE:
            self.file_menu.insertAction(self._file_gap, offer.action)
            self._dynamic.append(offer.action)
        elif offer.place is Place.VIEW:
            self.view_menu.addAction(offer.action)
            self._dynamic.append(offer.action)
        else:
            if menu is None:
                menu = QMenu(f"&{screen.title()}", self._window)
                self._window.menuBar().insertMenu(self.help_menu.menuAction(), menu)
                self._record_menus.append(menu)
            if offer.gap:
                menu.addSeparator()
            menu.addAction(offer.action)
        return menu


def _call(slot: Callable[[str], None], argument: str, *_checked: bool) -> None:
    slot(argument)


def _show_and_run(show: Callable[[str], None], key: str, offer: Offer, *_checked: bool) -> None:
    show(key)
    offer.slot()


def _spread(menu: QMenu) -> list[QAction]:
    found: list[QAction] = []
    for action in menu.actions():
        inner = action.menu()
        if isinstance(inner, QMenu):
            found += _spread(inner)
        elif not action.isSeparator():
            found.append(action)
    return found
