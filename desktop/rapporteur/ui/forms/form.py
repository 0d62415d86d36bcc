"""A whole form made from a catalogue: one section per group, one row per field."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QLayout,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from rapporteur.domain.fields import Catalogue, Field, Kind
from rapporteur.ui.forms.rows import FormRow
from rapporteur.ui.theme import GRID
from rapporteur.ui.widgets.flow_layout import FlowLayout

_NOT_TYPED = frozenset({Kind.IMAGE, Kind.DERIVED, Kind.MOMENT})


class FormSection(QWidget):
    """A heading, room beside it for a tool, and rows that flow beside each other."""

    def __init__(self, title: str, rows: list[FormRow], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.rows = rows
        self.heading = QLabel(title)
        font = self.heading.font()
        font.setBold(True)
        self.heading.setFont(font)
        self.tools = QHBoxLayout()

        head = QHBoxLayout()
        head.setSpacing(GRID)
        head.addWidget(self.heading)
        head.addStretch(1)
        head.addLayout(self.tools)
        body = QWidget()
        flow = FlowLayout(body, spacing=GRID, justified=True)
        for row in rows:
            flow.addWidget(row)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, GRID)
        column.setSpacing(GRID)
        column.addLayout(head)
        column.addWidget(body)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)


class CatalogueForm(QScrollArea):
    """All typed fields of `catalogue`, or those whose key is not in `without`.

    The owner handles `accepted` by calling a command; on a UserError it calls `refuse`. After
    the file's answer it calls `refresh` with the values the file holds now.
    """

    accepted = Signal(str, str, str, str)
    """Key, value started from, value wanted, merge key ("" for a step of its own)."""

    def __init__(
        self,
        catalogue: Catalogue,
        parent: QWidget | None = None,
        *,
        without: Collection[str] = (),
    ) -> None:
        super().__init__(parent)
        self.catalogue = catalogue
        self.rows: dict[str, FormRow] = {}
        self.sections: dict[str, FormSection] = {}
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

        self.body = QWidget()
        self.column = QVBoxLayout(self.body)
        self.column.setContentsMargins(2 * GRID, GRID, 2 * GRID, 2 * GRID)
        self.column.setSpacing(GRID)
        self.column.setSizeConstraint(QLayout.SizeConstraint.SetMinAndMaxSize)
        for group in catalogue.groups:
            fields = [f for f in catalogue.in_group(group.key) if f.kind not in _NOT_TYPED]
            rows = [self._row(field) for field in fields if field.key not in without]
            if rows:
                section = FormSection(group.label, rows)
                self.sections[group.key] = section
                self.column.addWidget(section)
        self.column.addStretch(1)
        self.setWidget(self.body)

    def start(self, values: Mapping[str, str]) -> None:
        """Show another record; masks close again, messages go."""
        for key, row in self.rows.items():
            row.offer("")
            row.editor.start(values.get(key, ""))
        self.set_masked(masked=True)

    def refresh(self, values: Mapping[str, str]) -> None:
        """Show what the file holds now; half-typed fields are left alone."""
        for key, row in self.rows.items():
            row.editor.refresh(values.get(key, ""))

    def refuse(self, key: str, message: str) -> None:
        """Explain under the field why the file did not take its value."""
        self.rows[key].editor.refuse(message)

    def commit(self) -> bool:
        """Accept what is typed in every field; False where one cannot be."""
        # Every field is tried, also after one that is refused.
        refused = [row.key for row in self.rows.values() if not row.editor.commit()]
        return not refused

    def set_read_only(self, *, read_only: bool) -> None:
        """Forbid typing everywhere."""
        for row in self.rows.values():
            row.editor.set_read_only(read_only)

    def set_masked(self, *, masked: bool, group: str = "") -> None:
        """Hide or show the masked fields, of one group or of all."""
        for row in self.rows.values():
            if row.field.privacy.masked and group in ("", row.field.group):
                row.editor.set_masked(masked)

    def go_to(self, key: str) -> None:
        """Put the cursor in a field and bring it into view."""
        row = self.rows.get(key)
        if row is not None:
            self.ensureWidgetVisible(row, GRID, 4 * GRID)
            row.editor.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def sizeHint(self) -> QSize:
        return QSize(54 * GRID, 80 * GRID)

    def _row(self, field: Field) -> FormRow:
        row = FormRow(field)
        editor = row.editor
        editor.accepted.connect(
            lambda key, old, new: self.accepted.emit(key, old, new, editor.merge)
        )
        self.rows[field.key] = row
        return row
