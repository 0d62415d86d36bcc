"""The pages of a document one below the other, as they will be printed.

Only pages in sight are painted, beside the window, and sharp on any display. Ctrl and the wheel
or Ctrl+Plus, Ctrl+Minus make them larger or smaller, Ctrl+0 fits each to the width; Page Up and
Down, Home and End go through them.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from enum import Enum

from PySide6.QtCore import QPoint, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFocusEvent,
    QImage,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QAbstractScrollArea, QFrame, QWidget

from rapporteur.domain.errors import UserError
from rapporteur.domain.papers.page import PageLayout
from rapporteur.ui.printing.page_maker import Making, PageMaker, Wanted
from rapporteur.ui.theme import GRID, current_theme

_GAP = 2 * GRID
_SHADOW = 3
_KEPT = 24  # pictures; a page of A4 at 150 % of a fine display takes some 9 MB
_SMALLEST, _LARGEST, _STEP = 0.2, 4.0, 1.25
_SCREEN_DOTS = 96.0  # to the inch, at 100 %
_WHEEL_STEP = 120


class Fit(Enum):
    """How large the pages are, by the name under which the choice is remembered."""

    WIDTH = "width"
    PAGE = "page"
    NONE = "none"  # as many per cent as were asked for


class PagesView(QAbstractScrollArea):
    """Shows one document. Empty until `show_document`."""

    page_changed = Signal(int, int)
    """Which page is in sight, from 1, and how many there are; 0, 0 without a document."""

    zoom_changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setAccessibleName(self.tr("Pages of the document"))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        # Always there: to come and go it would change the width that the pages are fitted to.
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self._fit = Fit.WIDTH
        self._zoom = 1.0  # what was asked for; fitted pages have sizes of their own
        self._zooms: list[float] = []
        self._words = ""
        self._number = 0
        self._layouts: list[PageLayout] = []
        self._tops: list[int] = []
        self._breadth = 0  # of the widest page with its margins, or of the view
        self._pictures: dict[int, tuple[float, QImage]] = {}
        self._shown = (0, 0)
        self._maker = PageMaker(self)

        self._maker.laid_out.connect(self._on_laid_out)
        self._maker.painted.connect(self._on_painted)
        self._maker.refused.connect(self._on_refused)
        self.verticalScrollBar().valueChanged.connect(self._on_moved)

    # What is shown -------------------------------------------------------------------

    @property
    def fit(self) -> Fit:
        """What the pages are fitted to."""
        return self._fit

    @property
    def zoom(self) -> float:
        """How large the page in sight stands; 1 is its size on paper."""
        return self._zooms[self.page - 1] if self.page else self._zoom

    @property
    def page_count(self) -> int:
        """How many pages the document has."""
        return len(self._layouts)

    @property
    def page(self) -> int:
        """The page in sight, from 1; 0 without a document."""
        return self._shown[0]

    @property
    def words(self) -> str:
        """What is said in the place of pages, "" where there are pages."""
        return self._words

    def picture(self, page: int) -> QImage | None:
        """The picture of a page, from 1, as far as it is painted."""
        found = self._pictures.get(page - 1)
        return found[1] if found else None

    def show_document(self, making: Making) -> None:
        """Have a document made and show it; the pages shown stay until it is there."""
        if not self._layouts:
            self._words = self.tr("Laying out the pages…")
            self.viewport().update()
        self._number = self._maker.lay_out(making)

    def show_words(self, words: str) -> None:
        """Show no document but say why."""
        self._number = -1
        self._words = words
        self._take([])

    def stop(self) -> None:
        """Give up what is being made; to be called before the view is thrown away."""
        self._maker.end()

    # Where and how large -------------------------------------------------------------

    def go_to(self, page: int) -> None:
        """Bring the head of a page, from 1, into sight."""
        if self._tops:
            at = min(max(page - 1, 0), len(self._tops) - 1)
            self.verticalScrollBar().setValue(self._tops[at] - _GAP // 2)

    def set_fit(self, fit: Fit) -> None:
        """Fit each page by itself to the width of the view, or to width and height.

        A page across stands as broad as an upright one, and nothing moves while one scrolls.
        """
        self._fit = fit
        self._lay_out()

    def set_zoom(self, zoom: float) -> None:
        """Show the pages `zoom` times as large as on paper."""
        self._fit = Fit.NONE
        self._zoom = min(max(zoom, _SMALLEST), _LARGEST)
        self._lay_out()

    def zoom_by(self, steps: int) -> None:
        """Larger or smaller by so many steps."""
        self.set_zoom(self.zoom * _STEP**steps)

    # Qt ------------------------------------------------------------------------------

    def sizeHint(self) -> QSize:
        return QSize(60 * GRID, 80 * GRID)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._lay_out()

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = current_theme()
        painter = QPainter(self.viewport())
        painter.fillRect(event.rect(), QColor(theme.window))
        if not self._layouts:
            self._paint_words(painter)
        for at in self._in_sight():
            self._paint_page(painter, at)
        if self.hasFocus():
            painter.setPen(QPen(QColor(theme.accent), 2.0))
            painter.drawRect(self.viewport().rect().adjusted(1, 1, -1, -1))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            zooms = {Qt.Key.Key_Plus: 1, Qt.Key.Key_Equal: 1, Qt.Key.Key_Minus: -1}
            steps = zooms.get(Qt.Key(event.key()))
            if steps is not None:
                self.zoom_by(steps)
                return
            if event.key() == Qt.Key.Key_0:
                self.set_fit(Fit.WIDTH)
                return
        pages = {
            Qt.Key.Key_PageUp: self.page - 1,
            Qt.Key.Key_PageDown: self.page + 1,
            Qt.Key.Key_Home: 1,
            Qt.Key.Key_End: self.page_count,
        }
        wanted = pages.get(Qt.Key(event.key()))
        if wanted is None:
            super().keyPressEvent(event)
        elif self.page_count:
            self._turn_to(wanted)

    def wheelEvent(self, event: QWheelEvent) -> None:
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            steps = round(event.angleDelta().y() / _WHEEL_STEP)
            if steps:
                self.zoom_by(steps)
            event.accept()
            return
        super().wheelEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.viewport().update()

    # Internals -----------------------------------------------------------------------

    def _on_laid_out(self, number: int, layouts: list[PageLayout]) -> None:
        if number == self._number:
            self._words = ""
            self._take(layouts)

    def _on_refused(self, number: int, error: UserError) -> None:
        if number == self._number:
            self._words = str(error)
            self._take([])

    def _on_painted(self, number: int, wanted: Wanted, drawn: QImage) -> None:
        if number != self._number:
            return
        self._pictures.pop(wanted.page, None)
        self._pictures[wanted.page] = (wanted.dots, drawn)
        while len(self._pictures) > _KEPT:
            self._pictures.pop(next(iter(self._pictures)))
        self.viewport().update()

    def _take(self, layouts: Sequence[PageLayout]) -> None:
        """Other pages than before; one stays where one was, as far as there is such a page."""
        self._layouts = list(layouts)
        self._pictures.clear()
        self._lay_out()

    def _turn_to(self, page: int) -> None:
        bar = self.verticalScrollBar()
        if page > self.page_count:
            bar.setValue(bar.maximum())
        else:
            self.go_to(page)

    def _lay_out(self) -> None:
        """Place the pages for the size of the view; the page in sight stays in sight."""
        bar, room = self.verticalScrollBar(), self.viewport().size()
        was, within = self._place_in_sight()
        self._zooms = [self._zoom_of(layout, room) for layout in self._layouts]
        top, self._tops = _GAP, []
        for at in range(len(self._layouts)):
            self._tops.append(top)
            top += self._pixels(at).height() + _GAP
        bar.setPageStep(room.height())
        bar.setSingleStep(5 * GRID)
        bar.setRange(0, max(top - room.height(), 0) if self._layouts else 0)
        count = len(self._layouts)
        widest = max((self._pixels(at).width() for at in range(count)), default=0) + 2 * _GAP
        self._breadth = max(widest, room.width())
        across = self.horizontalScrollBar()
        across.setPageStep(room.width())
        across.setRange(0, self._breadth - room.width())
        if was < count:
            height = self._pixels(was).height()
            bar.setValue(round(self._tops[was] + within * height))
        self._on_moved()
        self.zoom_changed.emit()

    def _place_in_sight(self) -> tuple[int, float]:
        """The page at the upper edge, and how much of it is above the edge, of its height."""
        if not self._tops:
            return 0, -1.0
        value = self.verticalScrollBar().value()
        at = max(bisect_right(self._tops, value) - 1, 0)
        following = self._tops[at + 1] if at + 1 < len(self._tops) else value + self.height()
        return at, (value - self._tops[at]) / max(following - self._tops[at], 1)

    def _zoom_of(self, layout: PageLayout, room: QSize) -> float:
        """How large a page stands in a view of this size."""
        if self._fit is Fit.NONE:
            return self._zoom
        zoom = (room.width() - 2 * _GAP) / (layout.width / 25.4 * _SCREEN_DOTS)
        if self._fit is Fit.PAGE:
            zoom = min(zoom, (room.height() - 2 * _GAP) / (layout.height / 25.4 * _SCREEN_DOTS))
        return min(max(zoom, _SMALLEST), _LARGEST)

    def _pixels(self, at: int) -> QSize:
        layout, scale = self._layouts[at], self._zooms[at] * _SCREEN_DOTS / 25.4
        return QSize(round(layout.width * scale), round(layout.height * scale))

    def _frame(self, at: int) -> QRect:
        """Where page `at` stands in the view."""
        size = self._pixels(at)
        left = (self._breadth - size.width()) // 2 - self.horizontalScrollBar().value()
        return QRect(QPoint(left, self._tops[at] - self.verticalScrollBar().value()), size)

    def _in_sight(self) -> list[int]:
        seen = self.viewport().rect()
        return [at for at in range(len(self._tops)) if self._frame(at).intersects(seen)]

    def _dots(self, at: int) -> float:
        return self._zooms[at] * _SCREEN_DOTS * self.devicePixelRatioF()

    def _on_moved(self) -> None:
        """The view shows another part: say which page, and have painted what is missing."""
        middle = self.verticalScrollBar().value() + self.viewport().height() // 3
        at = bisect_right(self._tops, middle)
        shown = (min(max(at, 1), self.page_count), self.page_count) if self._tops else (0, 0)
        if shown != self._shown:
            self._shown = shown
            self.page_changed.emit(*shown)
        missing = [
            Wanted(one, self._dots(one))
            for one in self._in_sight()
            if self._pictures.get(one, (0.0, None))[0] != self._dots(one)
        ]
        self._maker.want(missing)
        self.viewport().update()

    def _paint_page(self, painter: QPainter, at: int) -> None:
        frame = self._frame(at)
        painter.fillRect(frame.translated(_SHADOW, _SHADOW), QColor(0, 0, 0, 60))
        painter.fillRect(frame, QColor("white"))
        found = self._pictures.get(at)
        if found is not None:
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            painter.drawImage(QRectF(frame), found[1])
        painter.setPen(QColor(current_theme().border))
        painter.drawRect(frame.adjusted(0, 0, -1, -1))

    def _paint_words(self, painter: QPainter) -> None:
        painter.setPen(QColor(current_theme().muted))
        room = self.viewport().rect().adjusted(4 * GRID, 4 * GRID, -4 * GRID, -4 * GRID)
        flags = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap
        painter.drawText(room, int(flags), self._words)
