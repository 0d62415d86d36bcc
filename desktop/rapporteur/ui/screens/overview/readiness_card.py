"""The card of readiness: the points of a phase, and how many of them are ready."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QLabel, QWidget

from rapporteur.domain.readiness.points import Phase, Point, State
from rapporteur.ui.screens.overview.cards import Card
from rapporteur.ui.screens.overview.points_model import PointsModel
from rapporteur.ui.screens.overview.points_view import PointsView
from rapporteur.ui.screens.overview.words import PointWords
from rapporteur.ui.theme import GRID, current_theme
from rapporteur.ui.widgets.chip import Chip


class ReadinessCard(Card):
    """The points of a phase: which are open, and where they are put right."""

    jump_wanted = Signal(object)
    tick_wanted = Signal(str, bool)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("", parent)
        self.heading.setText(self.tr("Readiness"))
        self._points: Mapping[Phase, Sequence[Point]] = {}
        self._chosen: Phase | None = None  # by hand; else the phase of the day
        self._today = Phase.BEFORE
        self._words = PointWords(self)
        self.model = PointsModel(self)
        self.list = PointsView(self.model)
        self._sum = QLabel()
        self._share = ShareBar()
        self.chips = {phase: Chip(self._words.phase(phase)) for phase in Phase}
        group = QButtonGroup(self)
        for phase, chip in self.chips.items():
            chip.setAutoExclusive(True)
            group.addButton(chip)
            self.head.addWidget(chip)
            chip.clicked.connect(partial(self._choose, phase))

        self.list.setAccessibleName(self.tr("Points of readiness"))
        self.list.jump_wanted.connect(self.jump_wanted)
        self.list.tick_wanted.connect(self.tick_wanted)
        self._sum.setForegroundRole(QPalette.ColorRole.PlaceholderText)
        summary = QHBoxLayout()
        summary.setSpacing(GRID)
        summary.addWidget(self._share, 1)
        summary.addWidget(self._sum)
        self.column.addLayout(summary)
        self.column.addWidget(self.list)

    @property
    def phase(self) -> Phase:
        """The phase that is shown."""
        return self._chosen or self._today

    def show_points(self, points: Mapping[Phase, Sequence[Point]], today: Phase) -> None:
        """Show the points; of the phase of `today` unless another one was chosen by hand."""
        self._points, self._today = points, today
        for phase, chip in self.chips.items():
            open_ = sum(not point.state.settled for point in points[phase])
            chip.set_count(open_)
            chip.setAccessibleName(self.tr("{phase}: {count} open").format(
                phase=self._words.phase(phase), count=open_))  # fmt: skip
        self._show()

    def _choose(self, phase: Phase, *_checked: bool) -> None:
        self._chosen = phase
        self._show()

    def _show(self) -> None:
        own = self._points.get(self.phase, ())
        self.chips[self.phase].setChecked(True)
        self.model.show_points(own)
        needed = [point for point in own if point.state is not State.NOT_NEEDED]
        states = (State.READY, State.PARTLY, State.MISSING)
        counts = [sum(point.state is state for point in own) for state in states]
        self._share.show_counts(counts)
        self._sum.setText(
            self.tr("{done} of {total} ready").format(done=counts[0], total=len(needed))
        )


class ShareBar(QWidget):
    """Ready, partly and missing as one bar; the words beside it say the same."""

    def __init__(self) -> None:
        super().__init__()
        self._counts: Sequence[int] = (0, 0, 0)
        self.setFixedHeight(GRID)

    def show_counts(self, counts: Sequence[int]) -> None:
        """Show how many are ready, partly ready, missing."""
        self._counts = counts
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        theme = current_theme()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        total, left = max(sum(self._counts), 1), 0.0
        painter.setPen(QColor(theme.border))
        painter.setBrush(QColor(theme.window))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)
        painter.setPen(Qt.PenStyle.NoPen)
        for count, colour in zip(self._counts[:2], (theme.good, theme.warning), strict=True):
            width = self.width() * count / total
            if count:
                painter.setBrush(QColor(colour))
                painter.drawRoundedRect(QRectF(left, 0, width, self.height()), 4, 4)
            left += width
