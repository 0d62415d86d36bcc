"""Everything that shows an open file: the navigation list and the screens beside it.

Made when a file is opened and thrown away when it is closed, so that no screen ever shows one
file's people under another file's name. Imported after the first paint, because the screens
bring the database with them.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QSplitter, QStackedWidget, QVBoxLayout, QWidget

from rapporteur.services import sessions as session_service
from rapporteur.ui.bridge import FileBridge
from rapporteur.ui.finding.finder import Finder
from rapporteur.ui.meeting.desk import MeetingDesk
from rapporteur.ui.navigation import Navigation
from rapporteur.ui.screens.actions.screen import ActionsScreen
from rapporteur.ui.screens.agenda.screen import AgendaScreen
from rapporteur.ui.screens.attendance import AttendanceScreen
from rapporteur.ui.screens.base import Screen
from rapporteur.ui.screens.delegates.screen import DelegatesScreen
from rapporteur.ui.screens.documents import DocumentsScreen
from rapporteur.ui.screens.overview import OverviewScreen
from rapporteur.ui.screens.protocol.screen import ProtocolScreen
from rapporteur.ui.screens.subgroups.screen import SubGroupsScreen
from rapporteur.ui.settings import Settings
from rapporteur.ui.widgets.text_drops import leave_to_window
from rapporteur.ui.wording import session_title

_OTHERS_AFTER_MS = 100
"""The first screen is painted and hears its first key before the others are filled."""

SCREENS: tuple[type[Screen], ...] = (
    OverviewScreen,
    DelegatesScreen,
    AgendaScreen,
    SubGroupsScreen,
    ActionsScreen,
    ProtocolScreen,
    AttendanceScreen,
    DocumentsScreen,
)


class SessionPage(QWidget):
    """The screens of one open file. Each is loaded when it is first shown."""

    current_changed = Signal(str)
    """The key of the screen that is in front now."""

    summary_changed = Signal(str)
    """The words of the current screen for the status line, and what stands there always."""

    elsewhere_wanted = Signal(str, str)
    """A jump that leads to no screen: area ("settings", "journal", "export") and field."""

    about_to_close = Signal()
    """The file is about to be closed: who reads it beside the window stops."""

    def __init__(
        self, bridge: FileBridge, settings: Settings, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.bridge = bridge
        self._settings = settings
        self._loaded: set[str] = set()
        self.finder = Finder(bridge, self)

        self.meeting = MeetingDesk(bridge, settings, self)
        # From the outside inwards: whatever moves to another parent is styled once more.
        self._splitter = QSplitter(self)
        self.navigation = Navigation(self._splitter)
        self._stack = QStackedWidget(self._splitter)
        self.screens = [make(bridge, settings, self._stack) for make in SCREENS]

        for screen in self.screens:
            self.navigation.add(screen.key, screen.title(), screen.icon_name)
            self._stack.addWidget(screen)
            screen.summary_changed.connect(self._on_summary)
            screen.jump_wanted.connect(self.jump)
        self.navigation.chosen.connect(self.show_screen)

        self._splitter.addWidget(self.navigation)
        self._splitter.addWidget(self._stack)
        self._splitter.setStretchFactor(1, 1)
        self._splitter.setChildrenCollapsible(False)
        self._splitter.setHandleWidth(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._splitter)
        leave_to_window(self)
        settings.restore_parts("window/navigation", self._splitter)

    @property
    def current(self) -> Screen:
        """The screen in front."""
        shown = self._stack.currentWidget()
        if not isinstance(shown, Screen):
            raise TypeError("the stack holds only screens")
        return shown

    def load(self) -> None:
        """Show the screen shown last time; the others follow once it is painted."""
        self.show_screen(self._settings.text("window/screen", self.screens[0].key))
        QTimer.singleShot(_OTHERS_AFTER_MS, self, self._load_others)

    def show_screen(self, key: str) -> None:
        """Bring a screen to the front; an unknown key brings the first one."""
        wanted = next((s for s in self.screens if s.key == key), self.screens[0])
        if wanted.key not in self._loaded:
            self._load(wanted)
        elif wanted is self.current:
            return
        else:
            self.current.finish_editing()
        self._stack.setCurrentWidget(wanted)
        self.navigation.show_current(wanted.key)
        self.current_changed.emit(wanted.key)
        self._on_summary()

    def jump(self, key: str, row_id: int, field: str) -> None:
        """Show a record of a screen; an area that is no screen is passed on to the window."""
        if all(screen.key != key for screen in self.screens):
            self.elsewhere_wanted.emit(key, field)
            return
        self.show_screen(key)
        if row_id:
            self.current.show_record(row_id, field)

    def print_out(self) -> None:
        """Print the document in hand; from another screen lead to its document first."""
        documents = next(one for one in self.screens if isinstance(one, DocumentsScreen))
        came_from = self.current
        if came_from is documents:
            documents.print_out()
            return
        self.show_screen(documents.key)
        documents.show_paper_of(came_from.key)

    def captions(self) -> tuple[str, str]:
        """Title and place of the session, for the window's title and the recent files."""
        session = self.bridge.read(session_service.session)
        return session_title(session), session["city_en"]

    def take_files(self, files: Sequence[Path]) -> None:
        """Give files dropped on the window to the screen in front, or to that of the lists."""
        if self.current.take_document(files):
            return
        for screen in self.screens:
            if screen.takes_files:
                self.show_screen(screen.key)
                screen.take_files(files)
                return

    def finish_editing(self) -> None:
        """Commit what is typed but not yet accepted, in meeting mode too."""
        self.current.finish_editing()
        self.meeting.finish_editing()

    def save_state(self) -> None:
        """Put what the screens remember into the settings; the file is about to be closed."""
        self.about_to_close.emit()
        self.finder.stop()
        self.meeting.close()
        self._settings.save_parts("window/navigation", self._splitter)
        self._settings.set_text("window/screen", self.current.key)
        for screen in self.screens:
            screen.save_state()

    def _load_others(self) -> None:
        """Fill the screens behind, so that their counts stand in the navigation list."""
        if self.bridge.closed:
            return
        for screen in self.screens:
            self._load(screen)
        self.meeting.restore()

    def _load(self, screen: Screen) -> None:
        if screen.key not in self._loaded:
            self._loaded.add(screen.key)
            screen.load()
            self.navigation.set_count(screen.key, screen.count())

    def _on_summary(self) -> None:
        for screen in self.screens:
            if screen.key in self._loaded:
                self.navigation.set_count(screen.key, screen.count())
        others = (screen for screen in self.screens if screen is not self.current)
        words = (self.current.summary(), *(screen.standing() for screen in others))
        self.summary_changed.emit(" · ".join(text for text in words if text))
