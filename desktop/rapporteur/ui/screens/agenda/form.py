"""The right half: the chosen item, the chosen sitting, or a word on what to do."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QStackedWidget, QVBoxLayout, QWidget

from rapporteur.domain.agenda import AgendaItem, Sitting
from rapporteur.domain.agenda_tree import AgendaLine
from rapporteur.domain.directory import Directory
from rapporteur.domain.fields import Field
from rapporteur.domain.sessions import Session, Side
from rapporteur.services import stored
from rapporteur.ui.bridge import FileBridge
from rapporteur.ui.forms.record_form import RecordForm
from rapporteur.ui.models.agenda_table import Row
from rapporteur.ui.theme import GRID
from rapporteur.ui.wording import titles_of_sides

# What the program keeps itself: numbers follow the order, the course of the day meeting mode.
_NOT_TYPED = ("number", "late", "spent")


class AgendaForm(QStackedWidget):
    """Shows one row of the agenda."""

    LEAST_WIDTH = 44 * GRID

    def __init__(self, bridge: FileBridge, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.item = RecordForm(bridge, stored.AGENDA_ITEMS, self._item_step, without=_NOT_TYPED)
        self.sitting = RecordForm(bridge, stored.SITTINGS, self._sitting_step)
        self._heading = QLabel()
        font = self._heading.font()
        font.setPointSizeF(font.pointSizeF() * 1.3)
        font.setBold(True)
        self._heading.setFont(font)
        self._heading.setWordWrap(True)
        self._heading.setContentsMargins(2 * GRID, GRID, 2 * GRID, 0)
        nothing = QLabel(self.tr("Choose an item or a sitting at the left, or press Ctrl+N."))
        nothing.setAlignment(Qt.AlignmentFlag.AlignCenter)
        nothing.setWordWrap(True)
        nothing.setContentsMargins(4 * GRID, 0, 4 * GRID, 0)
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._heading)
        column.addWidget(self.item, 1)
        self.addWidget(nothing)
        self.addWidget(page)
        self.addWidget(self.sitting)
        self.setMinimumWidth(self.LEAST_WIDTH)

    def set_context(
        self, session: Session, sides: Sequence[Side], directory: Directory, *, read_only: bool
    ) -> None:
        """Languages, sides, whom a reference may name, and whether anything may be changed."""
        for form in (self.item, self.sitting):
            form.set_titles(titles_of_sides(form.catalogue, sides))
            form.show_languages(session.language_codes)
            form.set_directory(directory)
            form.set_read_only(read_only=read_only)

    def show_row(self, row: Row | None) -> None:
        """Show what is chosen; what was typed is accepted before."""
        line = row.line if row is not None else None
        sitting = row.sitting if row is not None else None
        self.item.show_record(line.item if line is not None else None)
        self.sitting.show_record(sitting)
        self._show_heading(line)
        self.setCurrentIndex(1 if line is not None else 2 if sitting is not None else 0)

    def finish(self) -> bool:
        """Accept what is typed; False where something cannot be read."""
        return self.item.commit() and self.sitting.commit()

    def go_to(self, key: str = "") -> None:
        """Put the cursor into a field, the title by default."""
        form = self.item if self.currentIndex() == 1 else self.sitting
        form.go_to(key if key in form.rows else "title_en")

    def _show_heading(self, line: AgendaLine | None) -> None:
        if line is not None:
            times = f"{line.start}–{line.end}" if line.start else ""
            self._heading.setText("   ".join(t for t in (line.number, times) if t))
            self._heading.setVisible(bool(line.number or times))

    def _item_step(self, field: Field, item: AgendaItem) -> str:
        return self.tr("{field} of {item}").format(field=field.label, item=item.text("title"))

    def _sitting_step(self, field: Field, sitting: Sitting) -> str:
        return self.tr("{field} of {sitting}").format(
            field=field.label, sitting=sitting.text("title") or self.tr("a sitting")
        )
