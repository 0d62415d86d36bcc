"""The agenda as a line of time per sitting, and how far each sub-group's update has come."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QHelpEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from rapporteur.ui.theme import GRID, current_theme

_BAR = 18
_DOT = 10
_STEPS = 4


@dataclass(frozen=True, slots=True)
class Slice:
    """An item in its sitting: its length in minutes, and how it stands. `short` has no time."""

    title: str
    minutes: float
    row_id: int
    done: bool = False
    current: bool = False
    short: str = ""


@dataclass(frozen=True, slots=True)
class Track:
    """One sitting: what stands above its bar, its items, and how long it may take (0: unknown)."""

    title: str
    slices: tuple[Slice, ...]
    room: float = 0.0
    overrun: str = ""  # in words, where the items take longer than the sitting


class AgendaTimeline(QWidget):
    """A bar per sitting, each item as long as it takes; a click leads to it."""

    item_chosen = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._tracks: Sequence[Track] = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setMouseTracking(True)

    def show_tracks(self, tracks: Sequence[Track]) -> None:
        """Show these sittings."""
        self._tracks = tracks
        parts = []
        for track in tracks:
            items = ", ".join(one.short for one in track.slices)
            parts.append(": ".join(p for p in (track.title, track.overrun, items) if p))
        self.setAccessibleName("; ".join(parts))
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(40 * GRID, len(self._tracks) * self._height())

    def minimumSizeHint(self) -> QSize:
        return QSize(28 * GRID, self.sizeHint().height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        theme, metrics = current_theme(), self.fontMetrics()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for row, track in enumerate(self._tracks):
            top = row * self._height()
            head = QRectF(0, top, self.width(), metrics.height())
            painter.setPen(QColor(theme.error))
            painter.drawText(head, Qt.AlignmentFlag.AlignRight, track.overrun)
            head.setRight(head.right() - metrics.horizontalAdvance(track.overrun) - GRID)
            painter.setPen(QColor(theme.text))
            title = metrics.elidedText(track.title, Qt.TextElideMode.ElideRight, int(head.width()))
            painter.drawText(head, Qt.AlignmentFlag.AlignLeft, title)
            for one, area in self._areas(row):
                self._paint_slice(painter, one, area)
            self._paint_end(painter, row, track)

    def event(self, event: QEvent) -> bool:
        if event.type() is QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            found = self._at(QPointF(event.pos()))
            QToolTip.showText(event.globalPos(), found.title if found else "", self)
            return True
        return super().event(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        found = self._at(event.position())
        if found is not None:
            self.item_chosen.emit(found.row_id)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        over = self._at(event.position()) is not None
        self.setCursor(Qt.CursorShape.PointingHandCursor if over else Qt.CursorShape.ArrowCursor)

    def _paint_slice(self, painter: QPainter, one: Slice, area: QRectF) -> None:
        theme, metrics = current_theme(), self.fontMetrics()
        ground, text = theme.info_ground, theme.text
        if one.current:
            ground, text = theme.accent, theme.on_accent
        elif one.done:
            ground = theme.good_ground
        painter.setPen(QPen(QColor(theme.good if one.done else theme.border), 1))
        painter.setBrush(QColor(ground))
        painter.drawRoundedRect(area, 2, 2)
        painter.setPen(QColor(text))
        words = f"✓ {one.short}" if one.done else one.short
        inner = area.adjusted(3, 0, -2, 0)
        shown = metrics.elidedText(words, Qt.TextElideMode.ElideRight, int(inner.width()))
        if shown not in ("…", ""):
            painter.drawText(inner, Qt.AlignmentFlag.AlignVCenter, shown)

    def _paint_end(self, painter: QPainter, row: int, track: Track) -> None:
        """Where the sitting ends, if its items go on beyond it."""
        if track.overrun and track.room:
            x = self.width() * track.room / self._scale(track)
            top = row * self._height() + self.fontMetrics().height()
            painter.setPen(QPen(QColor(current_theme().error), 2))
            painter.drawLine(QPointF(x, top), QPointF(x, top + _BAR + 4))

    def _areas(self, row: int) -> list[tuple[Slice, QRectF]]:
        track = self._tracks[row]
        top = row * self._height() + self.fontMetrics().height() + 2
        scale, left, found = self._scale(track), 0.0, []
        for one in track.slices:
            width = self.width() * one.minutes / scale
            found.append((one, QRectF(left + 0.5, top, max(width - 1, 1), _BAR)))
            left += width
        return found

    def _scale(self, track: Track) -> float:
        return max(sum(one.minutes for one in track.slices), track.room, 1.0)

    def _at(self, point: QPointF) -> Slice | None:
        for row in range(len(self._tracks)):
            for one, area in self._areas(row):
                if area.contains(point):
                    return one
        return None

    def _height(self) -> int:
        return self.fontMetrics().height() + _BAR + GRID


@dataclass(frozen=True, slots=True)
class Progress:
    """A sub-group's update: how many of the four steps are done, and the last one in words."""

    name: str
    steps: int
    words: str
    row_id: int


class UpdateStates(QWidget):
    """Four dots per sub-group: requested, received, agreed by one side, agreed by both."""

    group_chosen = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows: Sequence[Progress] = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def show_progress(self, rows: Sequence[Progress]) -> None:
        """Show these sub-groups."""
        self._rows = rows
        self.setAccessibleName("; ".join(f"{row.name}: {row.words}" for row in rows))
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(40 * GRID, len(self._rows) * self._line())

    def minimumSizeHint(self) -> QSize:
        return QSize(28 * GRID, self.sizeHint().height())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        row = int(event.position().y()) // self._line()
        if 0 <= row < len(self._rows):
            self.group_chosen.emit(self._rows[row].row_id)

    def paintEvent(self, _event: QPaintEvent) -> None:
        theme, metrics, line = current_theme(), self.fontMetrics(), self._line()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        dots = _STEPS * 2.4 * _DOT
        words = max((metrics.horizontalAdvance(row.words) for row in self._rows), default=0)
        words = min(words + 2, int(self.width() * 0.4))
        for at, row in enumerate(self._rows):
            area = QRectF(0, at * line, self.width(), line)
            left = self.width() - words - dots - GRID
            painter.setPen(QColor(theme.text))
            name = metrics.elidedText(row.name, Qt.TextElideMode.ElideRight, int(left - GRID))
            painter.drawText(area, Qt.AlignmentFlag.AlignVCenter, name)
            self._paint_dots(painter, left, area.center().y(), row.steps)
            painter.setPen(QColor(theme.muted))
            place = QRectF(self.width() - words, area.top(), words, line)
            said = metrics.elidedText(row.words, Qt.TextElideMode.ElideRight, words)
            painter.drawText(place, Qt.AlignmentFlag.AlignVCenter, said)

    def _paint_dots(self, painter: QPainter, left: float, middle: float, steps: int) -> None:
        theme = current_theme()
        done = QColor(theme.good if steps == _STEPS else theme.accent)
        for step in range(_STEPS):
            x = left + step * 2.4 * _DOT
            if step:
                colour = done if step < steps else QColor(theme.muted)
                painter.setPen(QPen(colour, 2))
                painter.drawLine(QPointF(x - 1.4 * _DOT, middle), QPointF(x, middle))
            painter.setPen(QPen(done if step < steps else QColor(theme.muted), 1.5))
            painter.setBrush(done if step < steps else QColor(theme.raised))
            painter.drawEllipse(QRectF(x, middle - _DOT / 2, _DOT, _DOT))

    def _line(self) -> int:
        return self.fontMetrics().height() + GRID // 2
