"""The top of the meeting window: what is being discussed, what time it is, what comes next."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPaintEvent, QPolygonF
from PySide6.QtWidgets import QFrame, QGridLayout, QLabel, QSizePolicy, QWidget

from rapporteur.domain.running import Elapsed, clock_text
from rapporteur.ui.theme import GRID, current_theme

_SMALL_HEIGHT = 600


class TimeBar(QWidget):
    """Planned against elapsed: a bar that fills; over the plan it changes its shape as well."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._elapsed = Elapsed(0, 0)
        self._paused = False
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(self.tr("Time of the item"))

    def show_elapsed(self, elapsed: Elapsed, *, paused: bool) -> None:
        """Draw this state."""
        if (elapsed, paused) != (self._elapsed, self._paused):
            self._elapsed, self._paused = elapsed, paused
            self.update()

    def sizeHint(self) -> QSize:
        return QSize(20 * GRID, GRID + GRID // 2)

    def paintEvent(self, _event: QPaintEvent) -> None:
        theme, elapsed = current_theme(), self._elapsed
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        frame = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        painter.setPen(QColor(theme.border))
        painter.setBrush(QColor(theme.base))
        painter.drawRoundedRect(frame, 4, 4)
        if not elapsed.planned:
            return
        painter.setPen(Qt.PenStyle.NoPen)
        late = bool(elapsed.over)
        painter.setBrush(QColor(theme.error if late else theme.accent))
        filled = QRectF(frame)
        filled.setWidth(frame.width() * elapsed.share)
        painter.drawRoundedRect(filled, 4, 4)
        if late:  # the plan's end within the time taken: a notch that no colour has to tell
            at = frame.left() + frame.width() * elapsed.planned / elapsed.spent
            painter.setBrush(QColor(theme.window))
            half = frame.height() / 2
            painter.drawPolygon(
                QPolygonF([
                    QPointF(at - half, frame.top()), QPointF(at + half, frame.top()),
                    QPointF(at, frame.bottom()),
                ])
            )  # fmt: skip


class Head(QFrame):
    """Number and title in both languages at the left; clock, time taken and next item."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.number = QLabel()
        self.title = QLabel()
        self.second = QLabel()
        self.about = QLabel()
        self.clock = QLabel()
        self.zone = QLabel()
        self.time = QLabel()
        self.bar = TimeBar()
        self.next = QLabel()
        for label in (self.title, self.second, self.next):
            label.setWordWrap(True)
            label.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.about.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.setAutoFillBackground(True)
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(2 * GRID, GRID, 2 * GRID, GRID)
        self._grid.setHorizontalSpacing(2 * GRID)
        self._grid.setVerticalSpacing(GRID // 2)
        top = Qt.AlignmentFlag.AlignTop
        right = Qt.AlignmentFlag.AlignRight
        self._grid.addWidget(self.number, 0, 0, 2, 1, top)
        self._grid.addWidget(self.title, 0, 1)
        self._grid.addWidget(self.second, 1, 1, top)
        self._grid.addWidget(self.about, 2, 1)
        self._grid.addWidget(self.clock, 0, 2, right | top)
        self._grid.addWidget(self.zone, 1, 2, right | top)
        self._grid.addWidget(self.time, 2, 2, right)
        self._grid.addWidget(self.bar, 3, 0, 1, 3)
        self._grid.addWidget(self.next, 4, 0, 1, 3)
        self._grid.setColumnStretch(1, 1)
        self._sized_for = 0
        self.fit(900)

    def fit(self, height: int) -> None:
        """Large where there is room; smaller in a low window, so that the notes keep theirs."""
        small = 1 if height < _SMALL_HEIGHT else 2
        if small == self._sized_for:
            return
        self._sized_for = small
        big, middle = (14.0, 10.0) if small == 1 else (20.0, 13.0)
        for label, size, bold in (
            (self.number, big, True), (self.title, big, True), (self.second, middle, False),
            (self.clock, big, True), (self.next, 10.0, False), (self.time, middle, True),
        ):  # fmt: skip
            font = QFont(self.font())
            font.setPointSizeF(size)
            font.setBold(bold)
            font.setFeature(QFont.Tag("tnum"), 1)
            label.setFont(font)
        self.about.setVisible(small > 1)
        self.zone.setVisible(small > 1)
        self._grid.addWidget(self.time, small, 2, Qt.AlignmentFlag.AlignRight)
        self.tint()

    def show_item(self, number: str, title: str, second: str, about: str) -> None:
        """What is being discussed."""
        self.number.setText(number)
        self.title.setText(title)
        self.second.setText(second)
        self.second.setVisible(bool(second))
        self.about.setText(about)
        self.about.setToolTip(about)

    def show_next(self, text: str) -> None:
        """What comes next."""
        self.next.setText(text)

    def show_time(self, now: datetime, zone: ZoneInfo) -> None:
        """The clock of the place."""
        local = now.astimezone(zone)
        self.clock.setText(f"{local:%H:%M:%S}")
        self.zone.setText(f"{zone.key.replace('_', ' ')}")
        self.clock.setToolTip(self.zone.text())

    def show_elapsed(self, elapsed: Elapsed | None, *, paused: bool) -> None:
        """How the item stands to its plan; None where nothing is discussed."""
        self.bar.show_elapsed(elapsed or Elapsed(0, 0), paused=paused)
        self.time.setText(self._time_text(elapsed, paused))
        late = elapsed is not None and bool(elapsed.over)
        palette = self.time.palette()
        theme = current_theme()
        palette.setColor(palette.ColorRole.WindowText, QColor(theme.error if late else theme.text))
        self.time.setPalette(palette)

    def tint(self) -> None:
        """Take the colours of the theme in use."""
        theme = current_theme()
        palette = self.palette()
        palette.setColor(palette.ColorRole.Window, QColor(theme.raised))
        self.setPalette(palette)
        for label in (self.second, self.about, self.zone):
            quiet = label.palette()
            quiet.setColor(quiet.ColorRole.WindowText, QColor(theme.muted))
            label.setPalette(quiet)

    def _time_text(self, elapsed: Elapsed | None, paused: bool) -> str:
        if elapsed is None:
            return ""
        spent, planned = clock_text(elapsed.spent), clock_text(elapsed.planned)
        if not elapsed.planned:
            text = self.tr("{spent}, no time planned").format(spent=spent)
        elif elapsed.over:
            over = clock_text(elapsed.over)
            text = self.tr("▲ {over} over – {spent} of {planned}").format(
                over=over, spent=spent, planned=planned
            )
        else:
            left = clock_text(elapsed.left)
            text = self.tr("{spent} of {planned}, {left} left").format(
                spent=spent, planned=planned, left=left
            )
        return self.tr("❚❚ Break – {0}").format(text) if paused else text
