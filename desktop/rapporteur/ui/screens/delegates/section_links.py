"""The row of links above the form: Person, Role, Contact … each brings its section into view."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QToolButton, QWidget

from rapporteur.ui.forms.form import CatalogueForm, FormSection
from rapporteur.ui.theme import GRID
from rapporteur.ui.widgets.flow_layout import FlowLayout


class _Link(QToolButton):
    """As wide as its word: eight of them share one line of a narrow form."""

    def sizeHint(self) -> QSize:
        metrics = self.fontMetrics()
        return QSize(metrics.horizontalAdvance(self.text()) + GRID, metrics.height() + GRID)


class SectionLinks(QWidget):
    """One link per section. For the mouse alone: by keyboard Tab is the shorter way."""

    def __init__(self, form: CatalogueForm, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._form = form
        flow = FlowLayout(self, spacing=0)
        flow.setContentsMargins(GRID + GRID // 2, 0, GRID // 2, GRID // 2)
        for section in form.sections.values():
            title = section.heading.text()
            link = _Link()
            link.setText(title.split(" ")[0])
            link.setAutoRaise(True)
            link.setAccessibleName(title)
            link.setCursor(Qt.CursorShape.PointingHandCursor)
            link.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            link.clicked.connect(lambda _on=False, s=section: self._show(s))
            flow.addWidget(link)

    def _show(self, section: FormSection) -> None:
        self._form.verticalScrollBar().setValue(section.y())
        section.rows[0].editor.setFocus(Qt.FocusReason.ShortcutFocusReason)
