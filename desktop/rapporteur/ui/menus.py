"""The menus and the tool bar of the frame: each action with its key, in one place.

The actions of the screens are added by `ScreenMenus` when a file is opened.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QAction, QActionGroup, QKeySequence
from PySide6.QtWidgets import QMainWindow, QMenu, QToolBar

from rapporteur.ui.icons import set_icon
from rapporteur.ui.own_keys import OwnKeys
from rapporteur.ui.widgets.search_field import Gap, SearchField

if TYPE_CHECKING:
    from rapporteur.ui.settings import RecentFile


class Menus:
    """Owns the frame's actions as attributes; the window connects them."""

    def __init__(self, window: QMainWindow) -> None:
        self._window = window
        self._undrawn: list[tuple[QAction, str]] = []
        self._make_file_actions()
        self._make_other_actions()
        self._fill_menus()
        self._fill_toolbar()
        self.show_session(open_=False)
        self._own_keys = OwnKeys(window)

    def draw_icons(self) -> None:
        """Draw the icons of the menus: after the first paint, since nobody sees them before."""
        for action, drawing in self._undrawn:
            set_icon(action, drawing)
        self._undrawn.clear()

    # Called by the window ------------------------------------------------------------

    def show_session(self, *, open_: bool, read_only: bool = False) -> None:
        """Enable what needs an open file."""
        for action in (self.save_copy, self.backups, self.session_settings, self.close_file):
            action.setEnabled(open_)
        self.print_out.setEnabled(open_)
        self.journal.setEnabled(open_)
        self.meeting.setEnabled(open_)
        self.room.setEnabled(open_)
        self.find.setEnabled(open_)
        if not open_:
            self.show_history("", "")
        for action in (self.backups, self.take_over):
            action.setEnabled(open_ and not read_only)
        tr = self._window.tr
        words = tr("New session from t&his one…") if open_ else tr(
            "New session from a pre&vious one…"
        )  # fmt: skip
        self.next_session.setText(words)

    def show_history(self, undo: str, redo: str) -> None:
        """Name the steps that Undo and Redo would take."""
        tr = self._window.tr
        for action, word, label in (
            (self.undo, tr("&Undo"), undo),
            (self.redo, tr("&Redo"), redo),
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

    def all_actions(self) -> list[tuple[str, list[QAction]]]:
        """Every menu with the actions in it, submenus spread out: for the list of keys."""
        # Not through `QAction.menu()`: its answer takes the menu with it when it is thrown away.
        menus = {menu.menuAction(): menu for menu in self._window.findChildren(QMenu)}
        heads = [head for head in self._window.menuBar().actions() if head in menus]
        return [(head.text().replace("&", ""), _spread(menus[head], menus)) for head in heads]

    # Making --------------------------------------------------------------------------

    def _make_file_actions(self) -> None:
        tr, make = self._window.tr, self._make
        self.new = make(tr("&New session…"), "file-new", "Ctrl+Shift+N")
        self.next_session = make(tr("New session from a pre&vious one…"), "file-new", "")
        self.take_over = make(tr("Take over from a previo&us session…"), "import", "")
        self.open = make(tr("&Open…"), "folder-open", "Ctrl+O")
        self.sample = make(tr("Open the s&ample session"), "sample", "")
        self.earlier_sample = make(tr("Open the session b&efore the sample"), "sample", "")
        self.samples = QActionGroup(self._window)
        self.samples.setExclusionPolicy(QActionGroup.ExclusionPolicy.None_)
        for action in (self.sample, self.earlier_sample):
            self.samples.addAction(action)
        self.recent_menu = QMenu(tr("&Recent"), self._window)
        self.save_copy = make(tr("Save a &copy…"), "save-copy", "Ctrl+Shift+S")
        self.print_out = make(tr("&Print…"), "print", "Ctrl+P")
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
        self.everything = make(tr("Search &everything…"), "search", "Ctrl+K")
        self.journal = make(tr("&Journal of changes…"), "clock", "Ctrl+J")
        self.meeting = make(tr("&Meeting mode"), "meeting", "F11")
        self.room = make(tr("Room &display"), "eye", "Ctrl+Shift+D")
        self.room_shows = QActionGroup(self._window)
        self.room_shows.setExclusionPolicy(QActionGroup.ExclusionPolicy.None_)
        for name, label, drawing in (
            ("timing", tr("&Time spent on the item"), "clock"),
            ("speaker", tr("Who has the &floor"), "person"),
            ("dark", tr("&Dark slide"), "moon"),
        ):
            action = make(label, drawing, "")
            action.setCheckable(True)
            action.setData(name)
            self.room_shows.addAction(action)
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
        self.file_menu.addActions([self.new, self.next_session, self.open, *self.samples.actions()])
        self.file_menu.addMenu(self.recent_menu)
        self.file_menu.addSeparator()
        self.file_menu.addAction(self.take_over)
        self.file_menu.addActions([self.save_copy, self.backups, self.session_settings])
        self.file_gap = self.file_menu.addSeparator()
        self.file_menu.addAction(self.print_out)
        self.file_menu.addSeparator()
        self.file_menu.addActions([self.close_file, self.quit])
        self.edit_menu = bar.addMenu(tr("&Edit"))
        self.edit_menu.addActions([self.undo, self.redo])
        self.edit_menu.addSeparator()
        self.edit_menu.addActions([self.find, self.everything])
        self.view_menu = bar.addMenu(tr("&View"))
        self.view_gap = self.view_menu.addSeparator()
        self.view_menu.addActions([self.meeting, self.room, self.journal])
        room_menu = self.view_menu.addMenu(tr("Room display &shows"))
        room_menu.addActions(self.room_shows.actions())
        theme_menu = self.view_menu.addMenu(tr("&Theme"))
        theme_menu.addActions(self.themes.actions())
        self.help_menu = bar.addMenu(tr("&Help"))
        self.help_menu.addActions([self.help, self.shortcuts])
        self.help_menu.addSeparator()
        self.help_menu.addAction(self.about)

    def _fill_toolbar(self) -> None:
        self.toolbar = QToolBar(self._window.tr("Tool bar"), self._window)
        self.toolbar.setObjectName("toolbar")
        self.toolbar.setMovable(False)
        self.toolbar.setIconSize(QSize(20, 20))
        self.toolbar.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.toolbar.setContextMenuPolicy(Qt.ContextMenuPolicy.PreventContextMenu)
        self.toolbar.toggleViewAction().setVisible(False)
        for action, drawing in ((self.undo, "undo"), (self.redo, "redo")):
            set_icon(action, drawing)
            self.toolbar.addAction(action)
        self.toolbar.addSeparator()
        # The screens put their buttons before it, so that the field stays at the right edge.
        self.toolbar_gap = self.toolbar.addWidget(Gap())
        self.toolbar.addWidget(SearchField(self.everything))
        self._window.addToolBar(self.toolbar)

    def _make(self, text: str, drawing: str, keys: str) -> QAction:
        action = QAction(text, self._window)
        self._undrawn.append((action, drawing))
        if keys:
            action.setShortcut(QKeySequence(keys))
        return action


def _call(slot: Callable[[str], None], argument: str, *_checked: bool) -> None:
    slot(argument)


def _spread(menu: QMenu, menus: dict[QAction, QMenu]) -> list[QAction]:
    found: list[QAction] = []
    for action in menu.actions():
        if action in menus:
            found += _spread(menus[action], menus)
        elif not action.isSeparator():
            found.append(action)
    return found
