"""The attendance screen: the roll of each sitting."""

from rapporteur.ui.screens.attendance.screen import AttendanceScreen

__all__ = ["AttendanceScreen"]
