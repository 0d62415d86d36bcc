"""Where a delegate comes from: the newest list that says something of them, and earlier ones."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QMenu, QPushButton, QWidget

from rapporteur.domain.comparison import Source
from rapporteur.ui.models.received_lists import source_words
from rapporteur.ui.theme import GRID


class OriginLine(QWidget):
    """One quiet line that opens the list; of several lists a menu lets one choose."""

    wanted = Signal(int, str, int)
    """A list shall be opened: its id, the sheet and the row (0 where they stand on it no more)."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._sources: list[Source] = []
        self._words = ""
        self.link = QPushButton()
        self._menu = QMenu(self)

        self.link.setFlat(True)
        self.link.setCursor(Qt.CursorShape.PointingHandCursor)
        self.link.setStyleSheet("text-align: left; padding: 2px 0; color: palette(link);")
        self.link.setMinimumWidth(1)
        self.link.clicked.connect(self._on_clicked)
        row = QHBoxLayout(self)
        row.setContentsMargins(2 * GRID, 0, 2 * GRID, GRID // 2)
        row.addWidget(self.link, 1)
        self.hide()

    def show_sources(self, sources: Sequence[Source]) -> None:
        """Show these, the newest first; none hides the line."""
        if list(sources) == self._sources:
            return
        self._sources = list(sources)
        self._menu.clear()
        for at, source in enumerate(self._sources):
            action = self._menu.addAction(_whole(source).replace("&", "&&"))
            action.triggered.connect(lambda _on=False, n=at: self._open(n))
        if self._sources:
            words = _whole(self._sources[0])
            if len(self._sources) > 1:
                words = self.tr("{0} · {1} lists").format(words, len(self._sources))
            self._words = words
            self._fit()
            self.link.setAccessibleName(self.tr("Where this comes from: {0}").format(words))
            self.link.setToolTip(self.tr("Open the list as it was received"))
        self.setVisible(bool(self._sources))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """Let the middle go where the line is too narrow: row and day stay."""
        room = self.width() - 5 * GRID
        shown = self.fontMetrics().elidedText(self._words, Qt.TextElideMode.ElideMiddle, room)
        self.link.setText(shown.replace("&", "&&"))

    def _on_clicked(self) -> None:
        if len(self._sources) > 1:
            self._menu.popup(self.link.mapToGlobal(QPoint(0, self.link.height())))
        else:
            self._open(0)

    def _open(self, at: int) -> None:
        source = self._sources[at]
        self.wanted.emit(source.list.id, source.sheet, source.row)


def _whole(source: Source) -> str:
    """The words for a source, as a line of their own."""
    words = source_words(source)
    return words[:1].upper() + words[1:]
