"""Opens meeting mode for one open file, and brings back what a kill has cut off.

Lives as long as the session page, so that the net under the typist is there before the window is
and after it.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from rapporteur.services.meeting import unsaved as unsaved_service
from rapporteur.services.meeting.unsaved import Unsaved
from rapporteur.ui.bridge import FileBridge, Tone
from rapporteur.ui.settings import Settings

if TYPE_CHECKING:
    from rapporteur.ui.meeting.window import MeetingWindow


class MeetingDesk(QObject):
    """The meeting window of one open file, if it is open. `page` is what its file is shown by.

    `clock` says what time it is, in UTC; tests of a whole day put their own in its place.
    """

    def __init__(self, bridge: FileBridge, settings: Settings, page: QWidget) -> None:
        super().__init__(page)
        self._bridge = bridge
        self._page = page
        self._settings = settings
        self._kept: Unsaved | None = None
        self.clock: Callable[[], datetime] = lambda: datetime.now(UTC)
        self._restored = False
        self.window: MeetingWindow | None = None

    def restore(self) -> None:
        """Put what was typed and not saved, when the program was killed, into the file.

        Once, and before anything is typed in this life: what is kept then is on its way.
        """
        if self._restored:
            return
        self._restored = True
        kept = self._unsaved()
        if not kept.kept:
            return
        if self._bridge.read_only:
            if self._bridge.workspace.sealed:
                self._bridge.say(
                    self.tr(
                        "Something that was typed in meeting mode had not been saved when the file "
                        "was sealed. It is kept on this computer, and goes into the file once it "
                        "is reopened."
                    ),
                    Tone.WARNING,
                )
            return
        now = self.clock()
        found = self._bridge.perform(
            self.tr("Restored after an interruption"),
            lambda db: unsaved_service.restore(db, kept, now),
        )
        if found is None:
            return
        for key in found.keys:
            kept.drop(key)
        if found.notes or found.entries:
            text = self.tr(
                "The program was interrupted while something was being typed in meeting mode. "
                "It is in the file now."
            )
            if found.beside:
                text += self.tr(" Where the notes were changed meanwhile, both texts stand.")
            self._bridge.say(text, Tone.WARNING, undo=True)
        elif kept.kept:
            self._bridge.say(
                self.tr("An entry that was being typed in meeting mode is kept: F11, then its key.")
            )

    def open(self) -> None:
        """Show the meeting window; it is brought to the front where it is open already."""
        from rapporteur.ui.meeting.window import MeetingWindow  # noqa: PLC0415 - late: start-up time

        self.restore()
        if self.window is None:
            self.window = MeetingWindow(
                self._bridge, self._settings, self._unsaved(), self._page, now=self.clock
            )
            self.window.closed.connect(self._on_closed)
            self.window.room_wanted.connect(self.show_room)
        self.window.open()

    def show_room(self) -> None:
        """Show the room's screen, or take it away; the keys stay with the meeting window."""
        from rapporteur.ui.room.window import toggle_room  # noqa: PLC0415 - late: start-up time

        room = toggle_room(self._bridge, self._settings, self._page)
        if room is not None:
            room.destroyed.connect(self._on_room_gone)

    @property
    def room_shown(self) -> bool:
        """Whether the room's screen is shown."""
        from rapporteur.ui.room.window import RoomWindow  # noqa: PLC0415 - late: start-up time

        return any(one.isVisible() for one in self._page.findChildren(RoomWindow))

    def finish_editing(self) -> None:
        """Save what is being typed there."""
        if self.window is not None:
            self.window.finish_editing()

    def close(self) -> None:
        """The file is being closed."""
        if self.window is not None:
            self.window.close()
        if self._kept is not None:
            self._kept.close()
            self._kept = None

    def _unsaved(self) -> Unsaved:
        if self._kept is None:
            path = self._bridge.workspace.path
            self._kept = self._bridge.read(lambda db: Unsaved.of(db, path))
        return self._kept

    def _on_room_gone(self) -> None:
        if self.window is not None:
            self.window.activateWindow()

    def _on_closed(self) -> None:
        if self.window is not None:
            self.window.deleteLater()
            self.window = None
            self._page.window().activateWindow()
