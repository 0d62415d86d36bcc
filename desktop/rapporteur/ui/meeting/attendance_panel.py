"""Attendance in meeting mode: three letters and a key, beside what is being discussed."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QLabel, QPushButton, QVBoxLayout, QWidget

from rapporteur.domain.roll import Called
from rapporteur.ui.bridge import FileBridge
from rapporteur.ui.meeting.doing import Acts
from rapporteur.ui.meeting.live_roll import LiveRoll
from rapporteur.ui.models.roll import Roll
from rapporteur.ui.roll_keys import roll_line
from rapporteur.ui.roll_words import sitting_name
from rapporteur.ui.theme import GRID
from rapporteur.ui.widgets.quick_line import QuickLine
from rapporteur.ui.widgets.side_bars import SideBars


class AttendancePanel(QWidget):
    """The roll of one sitting as a quick line, with the counts of both sides."""

    done = Signal()
    """Esc was pressed with nothing typed: the cursor belongs elsewhere."""

    def __init__(
        self, bridge: FileBridge, parent: QWidget | None = None, *, doing: Acts | None = None
    ) -> None:
        super().__init__(parent)
        self.roll = Roll(bridge, self) if doing is None else LiveRoll(bridge, doing, self)
        self._bridge = bridge

        self.title = QLabel()
        self.quick: QuickLine = roll_line(self.tr("Who:"), self.roll, rows=5)
        self.bars = SideBars()
        self.make = QPushButton(self.tr("Make a sitting"))

        if isinstance(self.roll, LiveRoll):
            self.roll.refused.connect(self._on_refused)
        self.quick.closed.connect(self.done)
        self.make.clicked.connect(self.roll.make_sitting)
        self.roll.people_changed.connect(self._show_all)
        self.roll.marks_changed.connect(lambda _ids: self._show_counts())

        font = self.title.font()
        font.setBold(True)
        self.title.setFont(font)
        self.title.setWordWrap(True)
        column = QVBoxLayout(self)
        column.setContentsMargins(GRID, GRID, GRID, GRID)
        column.setSpacing(GRID)
        column.addWidget(self.title)
        column.addWidget(self.make)
        column.addWidget(self.quick)
        column.addWidget(self.bars)
        column.addStretch(1)

    def set_sitting(self, sitting_id: int | None) -> None:
        """Call the roll of this sitting; None: of the one that goes on now."""
        self.roll.set_sitting(sitting_id)

    def focus_input(self) -> None:
        """Put the cursor where one types a name."""
        self.quick.focus_input()

    def showEvent(self, event: QShowEvent) -> None:
        self.roll.wake()
        super().showEvent(event)

    def hideEvent(self, event: QHideEvent) -> None:
        self.roll.sleep()
        super().hideEvent(event)

    def _on_refused(self, person: Called) -> None:
        """The name stands in the line again, unless something else is being typed there."""
        if not self.quick.line.text():
            self.quick.line.setText(person.name)

    def _show_all(self) -> None:
        sitting = self.roll.sitting
        if sitting is None:
            self.title.setText(self.tr("Attendance is noted per sitting, and there is none yet."))
        elif not self.roll.people:
            self.title.setText(self.tr("Nobody is on the lists yet: import them first."))
        else:
            self.title.setText(self.tr("Attendance: {0}").format(sitting_name(sitting)))
        self.make.setVisible(sitting is None and not self._bridge.read_only)
        usable = sitting is not None and bool(self.roll.people)
        self.quick.setVisible(usable)
        self.bars.setVisible(usable)
        self._show_counts()

    def _show_counts(self) -> None:
        if self.roll.sides:
            names = [self.roll.side_name(at) for at in (1, 2)]
            self.bars.show_counts(self.roll.counts(), names)
