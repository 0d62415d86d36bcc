"""How far the Protocol is: one bar of states, the words to it, and how many are open."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QBrush, QColor, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QLabel, QSizePolicy, QVBoxLayout, QWidget

from rapporteur.domain import protocol as rules
from rapporteur.services.protocol.desk import Line
from rapporteur.ui.screens.protocol import looks
from rapporteur.ui.theme import GRID, Theme, current_theme

_BAR = 12
_ORDER = (rules.AGREED, rules.AD_REFERENDUM, rules.BRACKETED, rules.PROPOSED)


def open_words(open_: int, standing: int) -> str:
    """ "7 of 41 paragraphs open"."""
    translate = QCoreApplication.translate
    if standing and not open_:
        return translate("Protocol", "All {0} paragraphs agreed").format(standing)
    return translate("Protocol", "{0} of {1} paragraphs open").format(open_, standing)


class ProgressPicture(QWidget):
    """Words above, the bar, and below what its pieces mean. A click leads to the next open one."""

    clicked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.words = QLabel()
        self.legend = QLabel()
        self._bar = _Bar()
        font = self.words.font()
        font.setBold(True)
        self.words.setFont(font)
        self.legend.setWordWrap(True)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setToolTip(self.tr("To the next open paragraph (F4)"))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, GRID // 2, 0, GRID)
        column.setSpacing(GRID // 2)
        column.addWidget(self.words)
        column.addWidget(self._bar)
        column.addWidget(self.legend)

    def show_lines(self, lines: Sequence[Line]) -> None:
        """Count the states of the paragraphs that stand."""
        states = Counter(
            line.paragraph["state"] or rules.PROPOSED for line in lines
            if line.paragraph["kind"] == rules.PARAGRAPH and not line.paragraph.withdrawn
        )  # fmt: skip
        standing = states.total()
        open_ = standing - states[rules.AGREED]
        self.words.setText(open_words(open_, standing))
        self.legend.setText(
            "  ".join(
                f"{looks.state_shape(state)} {states[state]} {looks.state_words(state).lower()}"
                for state in _ORDER
                if states[state]
            )
        )
        self._bar.show_counts([(state, states[state]) for state in _ORDER if states[state]])
        self._bar.setAccessibleName(f"{self.words.text()}: {self.legend.text()}")

    def mousePressEvent(self, _event: QMouseEvent) -> None:
        self.clicked.emit()


class _Bar(QWidget):
    """Agreed solid, ad referendum hatched, brackets crossed, proposed open ground."""

    def __init__(self) -> None:
        super().__init__()
        self._counts: list[tuple[str, int]] = []
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_counts(self, counts: list[tuple[str, int]]) -> None:
        """Draw these numbers from left to right."""
        if counts != self._counts:
            self._counts = counts
            self.update()

    def sizeHint(self) -> QSize:
        return QSize(20 * GRID, _BAR + 2)

    def paintEvent(self, _event: QPaintEvent) -> None:
        theme, painter = current_theme(), QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        frame = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        painter.setPen(QPen(QColor(theme.border), 1))
        painter.setBrush(QColor(theme.base))
        painter.drawRect(frame)
        total = sum(count for _state, count in self._counts)
        left = frame.left()
        for state, count in self._counts:
            width = frame.width() * count / total
            piece = QRectF(left, frame.top(), width, frame.height())
            painter.fillRect(piece, QColor(theme.base))
            painter.setBrush(_brush(state, theme))
            painter.drawRect(piece)
            left += width


def _brush(state: str, theme: Theme) -> QBrush:
    pattern = Qt.BrushStyle
    return {
        rules.AGREED: QBrush(QColor(theme.good), pattern.SolidPattern),
        rules.AD_REFERENDUM: QBrush(QColor(theme.good), pattern.BDiagPattern),
        rules.BRACKETED: QBrush(QColor(theme.warning), pattern.DiagCrossPattern),
    }.get(state, QBrush(QColor(theme.base), pattern.SolidPattern))
