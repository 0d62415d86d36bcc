"""The column between list and preview: what the document is, what is missing, what is chosen."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QFrame, QLabel, QPushButton, QScrollArea, QStyle, QVBoxLayout, QWidget

from rapporteur.services.documents.options import DOCX, PDF, XLSX
from rapporteur.ui.icons import set_icon
from rapporteur.ui.screens.documents.choices import ChoicesForm
from rapporteur.ui.screens.documents.words import CARDS, PRINT, SEATING, Kind, source_words
from rapporteur.ui.settings import Settings
from rapporteur.ui.theme import GRID

_MOST_MISSING = 12  # lines; the rest is counted


class FactsPane(QWidget):
    """The document in hand in words, its choices, and the buttons that write it."""

    write_wanted = Signal(str)
    """An ending, or `PRINT`."""

    source_wanted = Signal(str)
    """The screen where the data of the document are entered, or `CARDS`, `SEATING`."""

    def __init__(self, settings: Settings, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._source = ""
        self._inner = QWidget()
        self._title = QLabel()
        self._about = QLabel()
        self._internal = QLabel(self.tr("Internal: not to be handed out."))
        self._missing = QLabel()
        self.source = QPushButton()
        self.choices = ChoicesForm(settings)
        self.buttons = {
            DOCX: QPushButton(self.tr("Save as &Word…")),
            PDF: QPushButton(self.tr("Save as PDF…")),
            XLSX: QPushButton(self.tr("Save as E&xcel…")),
            PRINT: QPushButton(self.tr("P&rint…")),
        }

        self.source.clicked.connect(lambda: self.source_wanted.emit(self._source))
        for ending, button in self.buttons.items():
            button.clicked.connect(lambda _checked=False, one=ending: self.write_wanted.emit(one))

        self._lay_out()

    def show_document(self, kind: Kind, about: str, formats: Sequence[str]) -> None:
        """Another document is in hand."""
        self._source = kind.source
        self._title.setText(kind.title)
        self._about.setText(about)
        self.source.setText(source_words(kind.source))
        for ending, button in self.buttons.items():
            button.setVisible(ending in formats or ending == PRINT)
        self.show_missing((), ready=True, internal=False)

    def show_missing(self, missing: Sequence[str], *, ready: bool, internal: bool) -> None:
        """What the document cannot say yet; without `ready` there is none to be written.

        `internal` is one that must not be handed out.
        """
        self._internal.setVisible(internal)
        lines = [f"– {line}" for line in missing[:_MOST_MISSING]]
        if len(missing) > _MOST_MISSING:
            lines.append(self.tr("and %n more", "", len(missing) - _MOST_MISSING))
        if lines:
            lines.insert(0, self.tr("Not in the session yet:"))
        self._missing.setText("\n".join(lines))
        self._missing.setVisible(bool(lines))
        self.source.setVisible(bool(lines) or not ready or self._source in (CARDS, SEATING))
        for button in self.buttons.values():
            button.setEnabled(ready)

    def minimumSizeHint(self) -> QSize:
        """As broad as the words of the choices, whatever the size of the letters."""
        bar = self.style().pixelMetric(QStyle.PixelMetric.PM_ScrollBarExtent)
        width = self._inner.minimumSizeHint().width() + bar
        return QSize(max(width, 34 * GRID), 20 * GRID)

    def _lay_out(self) -> None:
        font = self._title.font()
        font.setPointSizeF(font.pointSizeF() * 1.35)
        font.setBold(True)
        self._title.setFont(font)
        for label in (self._title, self._about, self._internal, self._missing):
            label.setWordWrap(True)
        self._about.setForegroundRole(QPalette.ColorRole.PlaceholderText)
        loud = self._internal.font()
        loud.setBold(True)
        self._internal.setFont(loud)
        icons = {DOCX: "protocol", PDF: "file", XLSX: "table", PRINT: "print"}
        column = QVBoxLayout(self._inner)
        column.setContentsMargins(2 * GRID, 2 * GRID, 2 * GRID, 2 * GRID)
        column.setSpacing(GRID)
        top = (self._title, self._about, self._internal)
        for part in (*top, self.choices, self._missing, self.source):
            column.addWidget(part)
        column.addSpacing(GRID)
        for ending, button in self.buttons.items():
            set_icon(button, icons[ending])
            column.addWidget(button)
        column.addStretch(1)
        area = QScrollArea()
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setWidgetResizable(True)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setWidget(self._inner)
        page = QVBoxLayout(self)
        page.setContentsMargins(0, 0, 0, 0)
        page.addWidget(area)
