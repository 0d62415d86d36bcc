"""The list of points: shape, words and colour for the state; Enter goes there, Space confirms."""

from __future__ import annotations

from PySide6.QtCore import (
    QModelIndex,
    QPersistentModelIndex,
    QPointF,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import (
    QColor,
    QFocusEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPainterPath,
    QPen,
    QPolygonF,
    QResizeEvent,
)
from PySide6.QtWidgets import QListView, QSizePolicy, QStyledItemDelegate, QStyleOptionViewItem

from rapporteur.domain.readiness.points import Point, State
from rapporteur.ui.screens.overview.points_model import POINT, STATE_WORD, PointsModel
from rapporteur.ui.theme import GRID, Theme, current_theme

_Index = QModelIndex | QPersistentModelIndex
_SHAPE = 16
_WRAP = Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignVCenter
_ENTER = frozenset({Qt.Key.Key_Return, Qt.Key.Key_Enter})


class PointsView(QListView):
    """As high as its lines: what surrounds it scrolls."""

    jump_wanted = Signal(object)
    """The `Point` whose place is to be shown."""

    tick_wanted = Signal(str, bool)
    """A point that a person confirms (True) or takes back: its key."""

    row_reached = Signal(object)
    """The rectangle of the line that the cursor is on now, to be kept in sight."""

    def __init__(self, model: PointsModel) -> None:
        super().__init__()
        self._points = model
        self.setModel(model)
        self.setItemDelegate(_PointPainter(self))
        self.setFrameShape(QListView.Shape.NoFrame)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self.setMouseTracking(True)
        self.viewport().setAutoFillBackground(False)  # the card's own ground
        self.setTabKeyNavigation(False)
        for signal in (model.rowsInserted, model.rowsRemoved, model.dataChanged):
            signal.connect(self._fit)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        index = self.currentIndex()
        point = self._points.point(index.row()) if index.isValid() else None
        keys = _ENTER if point is None or not point.tick else _ENTER | {Qt.Key.Key_Space}
        if point is not None and event.key() in keys:
            self._act(point)
        else:
            super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        index = self.indexAt(event.position().toPoint())
        if index.isValid() and event.button() is Qt.MouseButton.LeftButton:
            self._act(self._points.point(index.row()))

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        over = self.indexAt(event.position().toPoint()).isValid()
        shape = Qt.CursorShape.PointingHandCursor if over else Qt.CursorShape.ArrowCursor
        self.viewport().setCursor(shape)
        super().mouseMoveEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self._begin()
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.viewport().update()

    def currentChanged(self, current: _Index, previous: _Index) -> None:
        super().currentChanged(current, previous)
        if current.isValid():
            self.row_reached.emit(self.visualRect(current))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.scheduleDelayedItemsLayout()  # lines may break elsewhere now
            self._fit()

    def _fit(self, *_args: object) -> None:
        lines = sum(self.sizeHintForRow(row) for row in range(self._points.rowCount()))
        self.setFixedHeight(max(lines, GRID) + 2)
        if self.hasFocus():
            self._begin()

    def _begin(self) -> None:
        """The cursor stands on the first line before the first arrow is pressed."""
        if not self.currentIndex().isValid() and self._points.rowCount():
            self.setCurrentIndex(self._points.index(0))

    def _act(self, point: Point) -> None:
        if point.tick:
            self.tick_wanted.emit(point.tick, point.state is not State.READY)
        elif point.area:
            self.jump_wanted.emit(point)


class _PointPainter(QStyledItemDelegate):
    def __init__(self, view: PointsView) -> None:
        super().__init__(view)
        self._view = view

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        width = self._text_area(QRect(0, 0, self._view.viewport().width(), 0), index).width()
        room = QRect(0, 0, max(width, 10 * GRID), 1000)
        lines = option.fontMetrics.boundingRect(room, int(_WRAP), str(index.data())).height()
        return QSize(0, max(lines, _SHAPE) + GRID)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        point = index.data(POINT)
        if not isinstance(point, Point):
            return
        theme = current_theme()
        area = QRect(option.rect)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        current = self._view.hasFocus() and self._view.currentIndex().row() == index.row()
        if current:
            painter.setPen(QPen(QColor(theme.accent), 1.5))
            painter.setBrush(QColor(theme.info_ground))
            painter.drawRoundedRect(QRectF(area).adjusted(1, 1, -1, -1), 4, 4)
        shape = QRectF(area.left() + GRID // 2, area.center().y() - _SHAPE / 2 + 1, _SHAPE, _SHAPE)
        draw_state(painter, shape, point.state, theme, box=bool(point.tick))
        painter.setPen(QColor(theme.muted if point.state.settled and not current else theme.text))
        painter.drawText(self._text_area(area, index), int(_WRAP), str(index.data()))
        painter.setPen(QColor(_colour(point.state, theme)))
        word = QRect(area.left(), area.top(), area.width() - GRID // 2, area.height())
        painter.drawText(
            word, int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight),
            str(index.data(STATE_WORD)),
        )  # fmt: skip
        painter.restore()

    def _text_area(self, area: QRect, index: _Index) -> QRect:
        word = self._view.fontMetrics().horizontalAdvance(str(index.data(STATE_WORD)))
        return area.adjusted(_SHAPE + GRID + GRID // 2, 0, -word - 2 * GRID, 0)


def _colour(state: State, theme: Theme) -> str:
    return {
        State.READY: theme.good,
        State.PARTLY: theme.warning,
        State.MISSING: theme.error,
        State.NOT_NEEDED: theme.muted,
    }[state]


def draw_state(
    painter: QPainter, area: QRectF, state: State, theme: Theme, *, box: bool = False
) -> None:
    """A disc with a tick, a half disc, a ring with a stroke, or a dash; a box to be ticked."""
    colour = QColor(_colour(state, theme))
    ground = QColor(theme.raised)
    pen = QPen(colour, 1.8)
    pen.setCapStyle(Qt.PenCapStyle.RoundCap)
    disc = area.adjusted(1, 1, -1, -1)
    painter.setPen(pen)
    painter.setBrush(colour if state is State.READY else ground)
    if state is State.NOT_NEEDED:
        middle = area.center().y()
        painter.drawLine(QPointF(disc.left() + 2, middle), QPointF(disc.right() - 2, middle))
        return
    if box:
        painter.drawRoundedRect(disc, 3, 3)
    else:
        painter.drawEllipse(disc)
    heart = area.center()
    if state is State.READY:
        painter.setPen(QPen(ground, 1.8))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawPolyline(QPolygonF([
            QPointF(heart.x() - 3.5, heart.y() + 0.5), QPointF(heart.x() - 1, heart.y() + 3),
            QPointF(heart.x() + 3.5, heart.y() - 2.5),
        ]))  # fmt: skip
    elif state is State.PARTLY:
        half = QPainterPath(heart)
        half.arcTo(disc, 90, -180)
        half.closeSubpath()
        painter.fillPath(half, colour)
    elif not box:
        painter.drawLine(QPointF(heart.x(), heart.y() - 3.5), QPointF(heart.x(), heart.y() + 1))
        painter.drawPoint(QPointF(heart.x(), heart.y() + 3.8))
