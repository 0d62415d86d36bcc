"""The frame: menus, tool bar, messages, status line, and the page of the open file.

It holds no rules, only carries signals: the desk opens files, the session page shows them.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, QTimer
from PySide6.QtGui import (
    QAction,
    QCloseEvent,
    QDragEnterEvent,
    QDropEvent,
    QGuiApplication,
)
from PySide6.QtWidgets import QApplication, QMainWindow, QStackedWidget, QVBoxLayout, QWidget

from rapporteur.ui.dialog_desk import Dialogs
from rapporteur.ui.drops import Drops
from rapporteur.ui.icons import retint
from rapporteur.ui.menus import Menus
from rapporteur.ui.screens.start import StartScreen
from rapporteur.ui.settings import Settings
from rapporteur.ui.status_line import StatusLine
from rapporteur.ui.theme import GRID, apply_theme
from rapporteur.ui.widgets.banner import ReadOnlyBanner
from rapporteur.ui.widgets.message_bar import MessageBar

if TYPE_CHECKING:
    from rapporteur.domain.history import Changed
    from rapporteur.services.workspace import Workspace
    from rapporteur.ui.bridge import FileBridge
    from rapporteur.ui.file_desk import FileDesk
    from rapporteur.ui.screen_menus import ScreenMenus
    from rapporteur.ui.session_page import SessionPage

_DEFAULT_SIZE = QSize(1280, 800)


class MainWindow(QMainWindow):
    """The one window. `size` overrules the remembered one, for screenshots."""

    def __init__(self, settings: Settings, *, size: QSize | None = None) -> None:
        super().__init__()
        self.settings = settings
        self.page: SessionPage | None = None
        self._desk: FileDesk | None = None
        self._screen_menus: ScreenMenus | None = None
        self.setAcceptDrops(True)
        self.setMinimumSize(100 * GRID, 60 * GRID)

        self.menus = Menus(self)
        self._dialogs = Dialogs(self)
        self._drops = Drops(self)
        self.messages = MessageBar()
        self.banner = ReadOnlyBanner()
        self.start = StartScreen(settings)
        self.status = StatusLine()
        self._stack = QStackedWidget()

        self._connect_menus()
        self._connect_parts()

        self._stack.addWidget(self.start)
        middle = QWidget()
        column = QVBoxLayout(middle)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.banner)
        column.addWidget(self.messages)
        column.addWidget(self._stack, 1)
        self.setCentralWidget(middle)
        self.setStatusBar(self.status)
        if size is not None:
            self.resize(size)
        elif not settings.restore_window("window", self):
            room = self.screen().availableGeometry().size() - QSize(2 * GRID, 6 * GRID)
            self.resize(_DEFAULT_SIZE.boundedTo(room))
        self._show_start()

    @property
    def bridge(self) -> FileBridge | None:
        """The open file, or None."""
        return self.page.bridge if self.page is not None else None

    @property
    def desk(self) -> FileDesk:
        """Where files are opened; made when it is first needed, after the first paint."""
        if self._desk is None:
            from rapporteur.ui.file_desk import FileDesk  # noqa: PLC0415 - late: start-up time

            self._desk = FileDesk(self, self.settings)
            self._desk.opened.connect(self.show_workspace)
            self._desk.refused.connect(self._show_start)
        return self._desk

    # Before and after the first paint ------------------------------------------------

    def announce(self, path: Path) -> None:
        """Say, before anything is read, which file is about to be opened."""
        known = next((e for e in self.settings.recent_files() if e.path == str(path)), None)
        self.setWindowTitle(known.title if known and known.title else path.name)
        self.status.show_opening(path.name)

    def begin(self, path: Path | None) -> None:
        """Called once the frame is painted: open `path`, or get ready to open something."""
        self.menus.draw_icons()
        if path is not None:
            self.desk.open(path)
        else:
            self.desk.warm_up()

    # The open file -------------------------------------------------------------------

    def show_workspace(self, workspace: Workspace) -> None:
        """Show an open file anew; another one that was shown before is closed."""
        # Late: the screens bring the database with them.
        from rapporteur.ui.bridge import FileBridge  # noqa: PLC0415
        from rapporteur.ui.screen_menus import ScreenMenus  # noqa: PLC0415
        from rapporteur.ui.session_page import SessionPage  # noqa: PLC0415

        self._leave(keep=workspace)
        bridge = FileBridge(workspace)
        page = SessionPage(bridge, self.settings, self._stack)
        bridge.setParent(page)
        self.page = page
        bridge.changed.connect(self._on_changed)
        bridge.said.connect(self.messages.show_notice)
        menus = self._screen_menus = ScreenMenus(self, self.menus)
        page.current_changed.connect(menus.show_current)
        page.summary_changed.connect(self.status.show_summary)
        page.elsewhere_wanted.connect(self._on_elsewhere)
        self._stack.addWidget(page)
        self._stack.setCurrentWidget(page)
        self.menus.draw_icons()
        menus.adopt(page.screens, page.show_screen)
        self.menus.show_session(open_=True, read_only=workspace.read_only)
        self.banner.show_reason(workspace.read_only_reason, sealed=workspace.sealed)
        self.status.show_file(workspace.path, read_only=workspace.read_only)
        page.load()
        self._after_change()
        self._show_title()
        page.current.take_focus()

    def close_file(self) -> None:
        """Finish what is typed, remember the layout, let go of the file."""
        self._leave()

    def _leave(self, *, keep: Workspace | None = None) -> None:
        """Take the page away and close its file, unless it is the one to `keep`."""
        if self.page is None:
            return
        page, self.page = self.page, None
        page.finish_editing()
        page.save_state()
        if self._screen_menus is not None:
            self._screen_menus.release()
            self._screen_menus = None
        self.messages.hide()
        if page.bridge.workspace is keep:
            page.bridge.let_go()
        else:
            page.bridge.close()
        self._stack.removeWidget(page)
        page.deleteLater()
        self._show_start()

    # Qt ------------------------------------------------------------------------------

    def closeEvent(self, event: QCloseEvent) -> None:
        self.settings.save_window("window", self)
        self.close_file()
        self.settings.flush()
        super().closeEvent(event)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if self._drops.wants(event.mimeData()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        event.acceptProposedAction()
        self._drops.take(event.mimeData())

    # Wiring --------------------------------------------------------------------------

    def _connect_menus(self) -> None:
        menus, dialogs = self.menus, self._dialogs
        menus.new.triggered.connect(dialogs.new_session)
        menus.open.triggered.connect(lambda _checked: self.desk.choose())
        menus.samples.triggered.connect(lambda a: self.desk.open_sample(a is not menus.sample))
        menus.save_copy.triggered.connect(self._save_copy)
        menus.print_out.triggered.connect(self._print)
        menus.backups.triggered.connect(dialogs.show_backups)
        menus.session_settings.triggered.connect(dialogs.show_session_settings)
        menus.close_file.triggered.connect(self.close_file)
        menus.quit.triggered.connect(self.close)
        menus.undo.triggered.connect(self._undo)
        menus.redo.triggered.connect(self._redo)
        menus.find.triggered.connect(self._find)
        menus.journal.triggered.connect(dialogs.show_journal)
        menus.themes.triggered.connect(self._on_theme)
        menus.help.triggered.connect(dialogs.show_help)
        menus.shortcuts.triggered.connect(dialogs.show_keys)
        menus.about.triggered.connect(dialogs.show_about)
        wanted = self.settings.text("view/theme", "system")
        for action in menus.themes.actions():
            action.setChecked(action.data() == wanted)

    def _connect_parts(self) -> None:
        self.start.new_wanted.connect(self.menus.new.trigger)
        self.start.open_wanted.connect(self.menus.open.trigger)
        self.start.sample_wanted.connect(self.menus.sample.trigger)
        self.start.file_wanted.connect(self._open_path)
        self.messages.undo_wanted.connect(self._undo)
        self.banner.copy_wanted.connect(self._edit_copy)
        self.banner.edit_wanted.connect(self._open_again)
        self.banner.reopen_wanted.connect(self._dialogs.reopen_protocol)
        QGuiApplication.styleHints().colorSchemeChanged.connect(self._apply_theme)

    # Slots ---------------------------------------------------------------------------

    def _on_changed(self, changed: Changed) -> None:
        self._after_change()
        if changed.touches("session"):
            self._show_title()
        if changed.touches("seal"):  # what could be edited a moment ago cannot, or the reverse
            QTimer.singleShot(0, self, self._show_anew)

    def _show_anew(self) -> None:
        if self.page is not None and not self.page.bridge.closed:
            room = self.page.meeting.room_shown
            self.show_workspace(self.page.bridge.workspace)
            if room:  # the audience goes on seeing it
                self.page.meeting.show_room()

    def _after_change(self) -> None:
        if self.page is None:
            return
        workspace = self.page.bridge.workspace
        state = self.page.bridge.history
        if workspace.read_only:
            self.menus.show_history("", "")
        else:
            self.menus.show_history(state.undo_label, state.redo_label)
            self.status.show_saved(workspace.saved_at)
            self.setProperty("savedUntil", self.status.saved_time)

    def _show_title(self) -> None:
        if self.page is not None:
            path = self.page.bridge.workspace.path
            title, place = self.page.captions()
            self.settings.add_recent(path, title=title, place=place)
            self.menus.show_recent(self.settings.recent_files(), self._open_path)
            self.setWindowTitle(f"{title or path.stem} – {path.name}")

    def _show_start(self) -> None:
        if self.page is not None:
            self._show_title()
            return
        self.menus.show_session(open_=False)
        self.menus.show_recent(self.settings.recent_files(), self._open_path)
        self.banner.show_reason("")
        self.status.show_file(None)
        self.setWindowTitle("Rapporteur")
        self._stack.setCurrentWidget(self.start)
        self.start.load()

    def _open_path(self, path: str) -> None:
        self.desk.open(Path(path))

    def _on_elsewhere(self, area: str, field: str) -> None:
        if area == "settings":
            self._dialogs.show_session_settings(field)
        elif area == "journal":
            self._dialogs.show_journal()
        elif self._screen_menus is not None:
            self._screen_menus.trigger(area)

    def _print(self) -> None:
        if self.page is not None:
            self.page.print_out()

    def _undo(self) -> None:
        if self.page is not None:
            self.page.finish_editing()
            self.page.bridge.undo()

    def _redo(self) -> None:
        if self.page is not None:
            self.page.bridge.redo()

    def _find(self) -> None:
        if self.page is not None:
            self.page.current.focus_filter()

    def _save_copy(self) -> None:
        if self.page is not None:
            self.page.finish_editing()
            self.desk.save_copy(self.page.bridge.workspace)

    def _edit_copy(self) -> None:
        if self.page is not None:
            self.desk.edit_copy(self.page.bridge.workspace.path)

    def _open_again(self) -> None:
        if self.page is not None:
            self.desk.open(self.page.bridge.workspace.path)

    def _on_theme(self, action: QAction) -> None:
        name = str(action.data())
        self.settings.set_text("view/theme", name)
        self._apply_theme()

    def _apply_theme(self) -> None:
        """Take the chosen theme, or the system's as it is now."""
        app = QApplication.instance()
        if isinstance(app, QApplication):
            apply_theme(app, self.settings.text("view/theme", "system"))
            retint(self)
            self.banner.tint()
