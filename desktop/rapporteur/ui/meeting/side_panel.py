"""The panel at the right of the meeting window: who is here, or who wants to speak."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from rapporteur.ui.bridge import FileBridge
from rapporteur.ui.meeting.attendance_panel import AttendancePanel
from rapporteur.ui.meeting.doing import Acts
from rapporteur.ui.meeting.speakers_panel import SpeakersPanel
from rapporteur.ui.theme import GRID

SPEAKERS, ATTENDANCE = "speakers", "attendance"


class SidePanel(QStackedWidget):
    """One of the two panels, or none. Each is made when it is first wanted."""

    left = Signal()
    """Esc: the panel has gone, the cursor belongs to the notes."""

    def __init__(self, bridge: FileBridge, doing: Acts, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bridge, self._doing = bridge, doing
        self._item = ""
        self._sitting: int | None = None
        self._speakers: SpeakersPanel | None = None
        self._attendance: AttendancePanel | None = None
        self.setMinimumWidth(44 * GRID)
        self.hide()

    def show_item(self, uuid: str, sitting_id: int | None) -> None:
        """The item and the sitting that are being discussed."""
        if (uuid, sitting_id) == (self._item, self._sitting):
            return
        self._item, self._sitting = uuid, sitting_id
        if self._speakers is not None:
            self._speakers.set_item(uuid)
        if self._attendance is not None:
            self._attendance.set_sitting(sitting_id)

    def open(self, which: str) -> None:
        """Show a panel with the cursor in its line; the same key closes it again."""
        panel = self._speakers_panel() if which == SPEAKERS else self._attendance_panel()
        if self.isVisible() and self.currentWidget() is panel and self._has_focus(panel):
            self.leave()
            return
        self.setCurrentWidget(panel)
        self.show()
        panel.focus_input()

    def leave(self) -> None:
        """Hide the panel."""
        self.hide()
        self.left.emit()

    def _has_focus(self, panel: QWidget) -> bool:
        return any(part.hasFocus() for part in panel.findChildren(QWidget))

    def _speakers_panel(self) -> SpeakersPanel:
        if self._speakers is None:
            self._speakers = SpeakersPanel(self._bridge, self, doing=self._doing)
            self._speakers.done.connect(self.leave)
            self._speakers.set_item(self._item)
            self.addWidget(self._speakers)
        return self._speakers

    def _attendance_panel(self) -> AttendancePanel:
        if self._attendance is None:
            self._attendance = AttendancePanel(self._bridge, self, doing=self._doing)
            self._attendance.done.connect(self.leave)
            self._attendance.set_sitting(self._sitting)
            self.addWidget(self._attendance)
        return self._attendance
