"""A blank list for a side: for which columns, in which language, for how many people."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QSpinBox, QWidget

from rapporteur.domain.column_sets import ColumnSet
from rapporteur.exchange.outgoing.template import MOST_LINES, Template, write_template
from rapporteur.services.columns import column_sets
from rapporteur.services.lists import templates
from rapporteur.ui.bridge import FileBridge
from rapporteur.ui.dialogs.asking.dialog import AskingDialog
from rapporteur.ui.settings import Settings

_KEY = "template"


class TemplateDialog(AskingDialog):
    """Writes a blank list that comes back without a question."""

    def __init__(
        self, bridge: FileBridge, settings: Settings, parent: QWidget | None = None
    ) -> None:
        self._sets = {found.key: found for found in bridge.read(column_sets.column_sets)}
        entries = [(found.key, found.name) for found in self._sets.values()]
        super().__init__(bridge, settings, _KEY, entries, parent)
        self.setWindowTitle(self.tr("Blank template"))
        self._lines = QSpinBox()
        self._lines.setRange(1, MOST_LINES)
        self._lines.setValue(templates.LINES)
        for part in (self._lines, self._lines.lineEdit()):
            part.setAccessibleName(self.tr("Lines of the list"))
        self.add_row(self.tr("&Lines"), self._lines)
        self.add_file_row()
        self.start()

    def heading(self) -> str:
        """The set of columns and what it is for."""
        one = self._set()
        return " · ".join(part for part in (one.name, one.purpose) if part)

    def about(self) -> str:
        """The columns that the side is asked for."""
        guest = not self.side()["host"]
        fields = templates.template_fields(self._set(), self.language(), guest=guest)
        titles = " · ".join(field.title(self.language()) for field in fields)
        return self.tr("Columns to be filled in: {0}").format(titles)

    def suggested_name(self) -> str:
        """Session, side, purpose."""
        return self._bridge.read(
            lambda db: templates.suggested_template_name(
                db, self._set(), self.side()["code"], self.language()
            )
        )

    def content(self) -> tuple[Callable[[Path], None], str]:
        """The blank list, as plain values."""
        template: Template = self._bridge.read(
            lambda db: templates.template_data(
                db,
                self._set(),
                self.side()["code"],
                self.language(),
                lines=self._lines.value(),
            )
        )
        return partial(write_template, template=template), self.tr("Blank list written to {0}")

    def _set(self) -> ColumnSet:
        return self._sets[self.chosen()]
