"""The field at the right of the tool bar that opens the search over everything."""

from __future__ import annotations

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QAction, QColor, QKeySequence, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QPushButton, QSizePolicy, QWidget

from rapporteur.ui.icons import icon
from rapporteur.ui.theme import GRID, current_theme

_ICON = 16


class Gap(QWidget):
    """Room that grows, so that what follows stands at the right edge of the tool bar."""

    def __init__(self) -> None:
        super().__init__()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)


class SearchField(QPushButton):
    """Looks like a field and opens the palette, in which one types."""

    def __init__(self, action: QAction) -> None:
        super().__init__()
        self._keys = action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
        self._words = self.tr("Search everything")
        self.setAccessibleName(f"{self._words} ({self._keys})")
        self.setToolTip(self.tr("People, agenda, actions, texts – and every command"))
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.IBeamCursor)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.clicked.connect(action.trigger)

    def sizeHint(self) -> QSize:
        metrics = self.fontMetrics()
        words = metrics.horizontalAdvance(self._words) + metrics.horizontalAdvance(self._keys)
        return QSize(words + _ICON + 6 * GRID, metrics.height() + GRID)

    def minimumSizeHint(self) -> QSize:
        keys = self.fontMetrics().horizontalAdvance(self._keys)
        return QSize(keys + _ICON + 3 * GRID, self.sizeHint().height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        theme, metrics = current_theme(), self.fontMetrics()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        edge = theme.accent if self.hasFocus() or self.underMouse() else theme.border
        painter.setPen(QPen(QColor(edge), 2 if self.hasFocus() else 1))
        painter.setBrush(QColor(theme.base))
        painter.drawRoundedRect(self.rect().adjusted(1, 1, -1, -1), 4, 4)
        place = QRect(GRID, (self.height() - _ICON) // 2, _ICON, _ICON)
        icon("search", colour=theme.muted).paint(painter, place)
        painter.setPen(QColor(theme.muted))
        keys = metrics.horizontalAdvance(self._keys)
        row = QRect(GRID + _ICON + GRID // 2, 0, 0, self.height())
        row.setRight(self.width() - GRID)
        painter.drawText(row, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight,
                         self._keys)  # fmt: skip
        row.setRight(row.right() - keys - GRID)
        words = metrics.elidedText(self._words, Qt.TextElideMode.ElideRight, max(row.width(), 0))
        painter.drawText(row, Qt.AlignmentFlag.AlignVCenter, words)
