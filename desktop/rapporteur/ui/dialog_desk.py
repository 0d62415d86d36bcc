"""Opens the window's dialogs. Each is imported when it is first wanted: start-up time."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PySide6.QtGui import QAction

    from rapporteur.ui.carrying_desk import CarryingDesk
    from rapporteur.ui.window import MainWindow


class Dialogs:
    """What the menus open. Those about a file do nothing while none is open."""

    def __init__(self, window: MainWindow) -> None:
        self._window = window
        window.menus.meeting.triggered.connect(self.show_meeting)
        window.menus.room.triggered.connect(self.show_room)
        window.menus.room_shows.triggered.connect(self._on_room_shows)
        window.menus.view_menu.aboutToShow.connect(self._show_room_switches)
        self._show_room_switches()
        window.menus.everything.triggered.connect(self.search_everything)
        window.menus.next_session.triggered.connect(self.next_session)
        window.menus.take_over.triggered.connect(self.take_over)

    def search_everything(self) -> None:
        """Open the palette over the window: records of the file, and every command."""
        from rapporteur.ui.finding.palette import Palette  # noqa: PLC0415 - late

        for open_one in self._window.findChildren(Palette):
            if open_one.isVisible():
                open_one.ask_anew()
                return
        Palette(self._window, self._window.page).open_over()

    def new_session(self) -> None:
        """Run the assistant for a new session, or the one that begins with a previous session."""
        if self._window.desk.new_session():
            self._carrying().next_session_of_file()

    def next_session(self) -> None:
        """Make the session after the open one; where none is open, after one from a file."""
        self._carrying().next_session()

    def take_over(self) -> None:
        """Take over from a previous session's file into the open one."""
        self._carrying().take_over()

    def reopen_protocol(self) -> None:
        """Ask for the reason and let the sealed file be edited again."""
        from rapporteur.ui.dialogs.protocol.reopen import ReopenDialog  # noqa: PLC0415 - late

        if self._window.page is not None:
            bridge = self._window.page.bridge
            dialog = ReopenDialog(bridge, self._window.settings, self._window)
            dialog.exec()
            dialog.deleteLater()

    def show_session_settings(self, field: object = "") -> None:
        """Open the settings of the session, at `field` if one is named."""
        from rapporteur.ui.dialogs.session_settings import SessionSettings  # noqa: PLC0415 - late

        if self._window.page is not None:
            self._window.page.finish_editing()
            dialog = SessionSettings(self._window.page.bridge, self._window.settings, self._window)
            # A menu passes whether it is checked, which is no field.
            dialog.session_form.go_to(field if isinstance(field, str) else "")
            dialog.exec()

    def show_backups(self) -> None:
        """List the backups of the file."""
        from rapporteur.ui.dialogs.backups import BackupsDialog  # noqa: PLC0415 - late

        if self._window.page is not None:
            self._window.page.finish_editing()
            BackupsDialog(self._window.page.bridge, self._window.settings, self._window).exec()

    def show_journal(self) -> None:
        """Show the journal beside the window; it closes with the file."""
        from rapporteur.ui.dialogs.journal import JournalDialog  # noqa: PLC0415 - late

        if self._window.page is not None:
            page = self._window.page
            dialog = JournalDialog(page.bridge, self._window.settings, page)
            dialog.jump_wanted.connect(page.jump)
            page.about_to_close.connect(dialog.close)
            dialog.show()

    def show_meeting(self, _checked: bool = False) -> None:
        """Enter meeting mode."""
        if self._window.page is not None:
            self._window.page.finish_editing()
            self._window.page.meeting.open()

    def show_room(self, _checked: bool = False) -> None:
        """Show the room's screen; take it away where it is shown."""
        from rapporteur.ui.room.window import toggle_room  # noqa: PLC0415 - late

        page = self._window.page
        if page is not None:
            room = toggle_room(page.bridge, self._window.settings, page)
            if room is not None:
                room.switched.connect(self._on_room_switched)

    def _on_room_shows(self, action: QAction) -> None:
        """A switch of the menu: for the display that is shown, and for the next one."""
        from rapporteur.ui.room.window import RoomWindow  # noqa: PLC0415 - late

        name, on = str(action.data()), action.isChecked()
        self._window.settings.set_flag(f"room/{name}", value=on)
        for one in self._window.findChildren(RoomWindow):
            one.switch(name, on=on)

    def _show_room_switches(self) -> None:
        """As they stand: the display may have been opened, and switched, from meeting mode."""
        for action in self._window.menus.room_shows.actions():
            action.setChecked(self._window.settings.flag(f"room/{action.data()}"))

    def _on_room_switched(self, name: str, on: bool) -> None:
        for action in self._window.menus.room_shows.actions():
            if action.data() == name:
                action.setChecked(on)

    def show_help(self) -> None:
        """Show the help beside the window."""
        from rapporteur.ui.dialogs.help import HelpWindow  # noqa: PLC0415 - late

        HelpWindow(self._window.settings, self._window).show()

    def show_keys(self) -> None:
        """List all keys."""
        from rapporteur.ui.dialogs.keys import KeysDialog  # noqa: PLC0415 - late

        KeysDialog(self._window.menus.all_actions(), self._window.settings, self._window).exec()

    def show_about(self) -> None:
        """Say what this program is."""
        from rapporteur.ui.dialogs.about import AboutDialog  # noqa: PLC0415 - late

        AboutDialog(self._window).exec()

    def _carrying(self) -> CarryingDesk:
        from rapporteur.ui.carrying_desk import CarryingDesk  # noqa: PLC0415 - late

        return CarryingDesk(self._window)
