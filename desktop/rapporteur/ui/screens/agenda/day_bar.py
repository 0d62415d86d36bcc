"""The sittings drawn: each item as wide as it lasts, what is too long beyond the line."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from rapporteur.domain.agenda_tree import Agenda, AgendaLine, SittingPlan
from rapporteur.domain.timetable import span
from rapporteur.ui.theme import GRID, current_theme

_BAR = 3 * GRID
_CAPTION = 22 * GRID  # at most


class DayBar(QWidget):
    """One bar per sitting; a click chooses the item. The table says the same in words."""

    chosen = Signal(int)
    """The id of an item."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._plans: tuple[SittingPlan, ...] = ()
        self._blocks: list[tuple[QRectF, AgendaLine]] = []
        self._caption = self._words = 0
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_agenda(self, agenda: Agenda) -> None:
        """Draw the sittings that have a length or items."""
        self._plans = tuple(p for p in agenda.plans if p.lines or p.times.length)[:4]
        self.setVisible(bool(self._plans))
        words = [f"{_name(p)}: {self._figure(p)}" for p in self._plans]
        self.setAccessibleName(self.tr("Time of the sittings") + ". " + "; ".join(words))
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(60 * GRID, len(self._plans) * (_BAR + GRID) + GRID)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._blocks.clear()
        longest = max((self._extent(plan) for plan in self._plans), default=0)
        if longest <= 0:
            return
        metrics = painter.fontMetrics()
        names = (metrics.horizontalAdvance(_name(plan)) for plan in self._plans)
        self._caption = min(max(names) + GRID, _CAPTION)
        words = (metrics.horizontalAdvance(f"⚠ {self._figure(plan)}") for plan in self._plans)
        self._words = max(words) + GRID
        room = self.width() - self._caption - self._words - 3 * GRID
        if room <= 0:
            return
        scale = room / longest
        for at, plan in enumerate(self._plans):
            self._draw(painter, plan, GRID // 2 + at * (_BAR + GRID), scale)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        found = self._line_at(event)
        if found is not None:
            self.chosen.emit(found.id)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        found = self._line_at(event)
        if found is not None:
            times = f"{found.start}–{found.end}" if found.start else ""
            QToolTip.showText(
                event.globalPosition().toPoint(), f"{found.caption()}\n{times}".strip(), self
            )

    def _line_at(self, event: QMouseEvent) -> AgendaLine | None:
        return next((line for r, line in self._blocks if r.contains(event.position())), None)

    @staticmethod
    def _extent(plan: SittingPlan) -> int:
        return max(plan.times.needed, plan.times.length or 0)

    def _figure(self, plan: SittingPlan) -> str:
        times = plan.times
        if times.length is None:
            return span(times.needed)
        if times.over:
            return self.tr("{time} too long").format(time=span(times.over))
        return self.tr("{time} left").format(time=span(times.free))

    def _draw(self, painter: QPainter, plan: SittingPlan, top: int, scale: float) -> None:
        theme = current_theme()
        middle = Qt.AlignmentFlag.AlignVCenter
        metrics = painter.fontMetrics()
        painter.setPen(QColor(theme.text))
        name = metrics.elidedText(_name(plan), Qt.TextElideMode.ElideRight, self._caption)
        painter.drawText(QRectF(GRID, top, self._caption, _BAR), middle, name)
        left = self._caption + GRID
        length = plan.times.length or plan.times.needed
        painter.setPen(QPen(QColor(theme.border), 1))
        painter.setBrush(QColor(theme.window))
        painter.drawRoundedRect(QRectF(left, top, length * scale, _BAR), 3, 3)
        start = plan.times.start or 0
        for line in plan.lines:
            for leaf in line.lines or (line,):
                if not leaf.slot.minutes:
                    continue
                begin = (leaf.slot.start or 0) - start if leaf.slot.start is not None else 0
                box = QRectF(left + begin * scale, top, leaf.slot.minutes * scale, _BAR)
                self._draw_block(painter, box.adjusted(0.5, 0.5, -0.5, -0.5), leaf)
        over = bool(plan.times.over)
        painter.setPen(QColor(theme.warning if over else theme.muted))
        at = left + self._extent(plan) * scale + GRID
        painter.drawText(
            QRectF(at, top, self._words, _BAR), middle, ("⚠ " if over else "") + self._figure(plan)
        )

    def _draw_block(self, painter: QPainter, box: QRectF, line: AgendaLine) -> None:
        theme = current_theme()
        done = line.item["state"] == "done"
        over = bool(line.slot.over)
        painter.setBrush(QColor(theme.warning if over else theme.muted if done else theme.accent))
        painter.setPen(QPen(QColor(theme.base), 1))
        painter.drawRoundedRect(box, 3, 3)
        self._blocks.append((box, line))
        if painter.fontMetrics().horizontalAdvance(line.number) + 4 < box.width():
            painter.setPen(QColor(theme.on_accent if not over else theme.base))
            painter.drawText(box, Qt.AlignmentFlag.AlignCenter, line.number)


def _name(plan: SittingPlan) -> str:
    start = plan.sitting["start_time"]
    return f"{start} {plan.sitting.text('title')}".strip()
