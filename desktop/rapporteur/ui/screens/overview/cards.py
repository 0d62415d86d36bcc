"""The cards of the overview that list what comes next and what was done last; what a card is."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from rapporteur.domain.history import HistoryState, Step
from rapporteur.ui.icons import icon, set_icon
from rapporteur.ui.models.journal import JournalModel
from rapporteur.ui.moments import moment
from rapporteur.ui.screens.overview.figures import NextStep
from rapporteur.ui.theme import GRID, current_theme


class Card(QFrame):
    """A raised panel with a heading."""

    def __init__(self, heading: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("card")
        self.heading = QLabel(heading)
        font = self.heading.font()
        font.setBold(True)
        font.setPointSizeF(font.pointSizeF() * 1.1)
        self.heading.setFont(font)
        self.head = QHBoxLayout()
        self.head.addWidget(self.heading)
        self.head.addStretch(1)
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(2 * GRID, 2 * GRID, 2 * GRID, 2 * GRID)
        self.column.setSpacing(GRID)
        self.column.addLayout(self.head)


class NextStepsCard(Card):
    """What likely comes next; each line leads there."""

    chosen = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("", parent)
        self.heading.setText(self.tr("What to do next"))
        self._lines: list[QPushButton] = []
        self.column.addStretch(1)

    def show_steps(self, steps: Sequence[NextStep]) -> None:
        """Replace the lines."""
        for line in self._lines:
            self.column.removeWidget(line)
            line.deleteLater()
        self._lines = [self._line(step) for step in steps]
        for number, line in enumerate(self._lines, 1):
            self.column.insertWidget(number, line)

    def _line(self, step: NextStep) -> QPushButton:
        line = _Line(step.text, self)
        theme = current_theme()
        colour = {"error": theme.error, "warning": theme.warning}.get(step.icon_name, "")
        line.setIcon(icon(step.icon_name, colour=colour))
        line.clicked.connect(lambda: self.chosen.emit(step))
        return line


class RecentCard(Card):
    """The last steps, with the one Undo would take back."""

    undo_wanted = Signal()
    journal_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("", parent)
        self.heading.setText(self.tr("Last changes"))
        self._words = JournalModel(self)
        self._undo = QPushButton(self.tr("Undo the last one"))
        self._journal = QPushButton(self.tr("Whole journal…"))
        self._rows: list[QWidget] = []

        set_icon(self._undo, "undo")
        self._undo.clicked.connect(self.undo_wanted)
        self._journal.clicked.connect(self.journal_wanted)

        buttons = QHBoxLayout()
        buttons.setSpacing(GRID)
        buttons.addWidget(self._undo)
        buttons.addWidget(self._journal)
        buttons.addStretch(1)
        self.column.addStretch(1)
        self.column.addLayout(buttons)

    def show_steps(self, steps: Sequence[Step], state: HistoryState) -> None:
        """Replace the lines."""
        for row in self._rows:
            self.column.removeWidget(row)
            row.deleteLater()
        self._rows = [self._row(step) for step in steps]
        for number, row in enumerate(self._rows, 1):
            self.column.insertWidget(number, row)
        self._undo.setEnabled(bool(state.undo_label))
        self._undo.setToolTip(state.undo_label)

    def _row(self, step: Step) -> QWidget:
        when, what = QLabel(moment(step.at)), _Elided(self._words.described(step))
        when.setForegroundRole(QPalette.ColorRole.PlaceholderText)
        when.setMinimumWidth(when.fontMetrics().horizontalAdvance("28 Sep 00:00"))
        holder = QWidget()
        row = QHBoxLayout(holder)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(GRID)
        row.addWidget(when)
        row.addWidget(what, 1)
        return holder


class _Elided(QLabel):
    """One line that ends in dots where the room ends; the whole text is in the tool tip."""

    def __init__(self, text: str) -> None:
        super().__init__(text)
        self._full = text
        self.setToolTip(text)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)

    def resizeEvent(self, _event: object) -> None:
        shown = self.fontMetrics().elidedText(self._full, Qt.TextElideMode.ElideRight, self.width())
        self.setText(shown)


class _Line(QPushButton):
    """A button that looks like a line of a list and breaks a long text."""

    def __init__(self, text: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setFlat(True)
        self.setIconSize(QSize(20, 20))
        self.setAccessibleName(text)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self._label = QLabel(text)
        self._label.setWordWrap(True)
        self._label.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        palette = self._label.palette()
        palette.setColor(QPalette.ColorRole.WindowText, QColor(current_theme().link))
        self._label.setPalette(palette)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(4 * GRID, GRID // 2, GRID, GRID // 2)
        self._row.addWidget(self._label)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        self.setStyleSheet("text-align: left; padding-left: 4px;")

    def sizeHint(self) -> QSize:
        return self._row.sizeHint()

    def minimumSizeHint(self) -> QSize:
        # At the width it has: the label's own hint is that of a narrow column.
        return QSize(20 * GRID, self._row.heightForWidth(max(self.width(), 20 * GRID)))

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return self._row.heightForWidth(width)
