"""The parts of the form: one text per language, side by side, with room to write."""

from __future__ import annotations

from collections.abc import Sequence
from math import ceil

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QLabel, QVBoxLayout, QWidget

from rapporteur.domain.languages import LANGUAGES
from rapporteur.domain.subgroups import UPDATE
from rapporteur.services.subgroups import updates
from rapporteur.ui.forms.rows import FormRow
from rapporteur.ui.forms.text import LongEditor
from rapporteur.ui.theme import GRID

_LEAST, _MOST = 5, 24  # lines
_NARROW = 26 * GRID  # of one text; narrower ones stand below each other


class RoomyEditor(LongEditor):
    """As high as its text, broken to its width; five lines at least."""

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        handled = super().eventFilter(watched, event)
        if event.type() is QEvent.Type.Resize and isinstance(event, QResizeEvent):
            # Later: the text is broken to the new width only once the resizing is over.
            QTimer.singleShot(0, self, self._fit)
        return handled

    def _fit(self) -> None:
        box = self.input
        document, layout = box.document(), box.document().documentLayout()
        needed, block = 0.0, document.begin()
        line = box.fontMetrics().lineSpacing()
        while block.isValid() and needed < _MOST * line:
            needed += layout.blockBoundingRect(block).height()
            block = block.next()
        inside = min(max(ceil(needed) + line // 2, _LEAST * line), _MOST * line)
        off, needs = Qt.ScrollBarPolicy.ScrollBarAlwaysOff, Qt.ScrollBarPolicy.ScrollBarAsNeeded
        box.setVerticalScrollBarPolicy(needs if needed >= _MOST * line else off)
        high = inside + 2 * box.frameWidth() + 2 * int(document.documentMargin())
        if high != box.height():
            box.setFixedHeight(high)


class PartSection(QWidget):
    """A heading and the texts of one part."""

    def __init__(self, part: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.rows: dict[str, FormRow] = {}
        heading = QLabel(updates.part_title(part))
        font = heading.font()
        font.setBold(True)
        heading.setFont(font)
        self._texts = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._texts.setSpacing(GRID)
        for language in LANGUAGES:
            field = UPDATE[f"{part}_{language.code}"]
            row = FormRow(field, label=language.label, editor=RoomyEditor(field))
            row.editor.input.setAccessibleName(field.title())
            self.rows[field.key] = row
            self._texts.addWidget(row, 1, Qt.AlignmentFlag.AlignTop)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, GRID)
        column.setSpacing(GRID // 2)
        column.addWidget(heading)
        column.addLayout(self._texts)

    def show_languages(self, codes: Sequence[str]) -> None:
        """Show the texts of these languages."""
        for key, row in self.rows.items():
            row.setVisible(key[-2:] in codes)
        self._turn()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._turn()

    def _turn(self) -> None:
        count = sum(not row.isHidden() for row in self.rows.values())
        narrow = self.width() < count * _NARROW
        way = QBoxLayout.Direction.TopToBottom if narrow else QBoxLayout.Direction.LeftToRight
        if self._texts.direction() is not way:
            self._texts.setDirection(way)
