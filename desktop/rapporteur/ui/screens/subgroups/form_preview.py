"""What a filled form would change, part by part: ours against theirs, word by word."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import (
    QCheckBox,
    QDialogButtonBox,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QSplitter,
    QTextBrowser,
    QVBoxLayout,
    QWidget,
)

from rapporteur.domain.wording_diff import compare
from rapporteur.services.subgroups.form_import import FormPlan
from rapporteur.ui.dialogs.remembered import RememberedDialog
from rapporteur.ui.settings import Settings
from rapporteur.ui.theme import GRID
from rapporteur.ui.widgets.compared_text import write_pieces

_KEY = Qt.ItemDataRole.UserRole


class FormPreview(RememberedDialog):
    """A tick takes their text, no tick keeps ours. Nothing is written before "Take in"."""

    def __init__(
        self, plan: FormPlan, name: str, settings: Settings, parent: QWidget | None = None
    ) -> None:
        super().__init__(settings, QSize(110 * GRID, 70 * GRID), parent)
        self.setWindowTitle(self.tr("Read a filled form"))
        self._plan = plan
        self._head = QLabel()
        self.list = QListWidget()
        self.text = QTextBrowser()
        self.sure = QCheckBox(self.tr("&Yes, this form is of {name}").format(name=plan.name))
        self.buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        self.take = self.buttons.addButton(
            self.tr("&Take in"), QDialogButtonBox.ButtonRole.AcceptRole
        )

        self._head.setWordWrap(True)
        self._head.setText(self._words(name))
        self.list.setAccessibleName(self.tr("Parts that differ"))
        self.text.setAccessibleName(self.tr("Ours and theirs, word by word"))
        self.text.setOpenLinks(False)
        self.sure.setVisible(not plan.certain)
        self.take.setEnabled(plan.certain)
        self.take.setDefault(True)
        self.sure.toggled.connect(self.take.setEnabled)
        self.list.currentRowChanged.connect(self._show)
        self.buttons.accepted.connect(self.accept)
        self.buttons.rejected.connect(self.reject)

        parts = QSplitter(Qt.Orientation.Horizontal)
        parts.addWidget(self.list)
        parts.addWidget(self.text)
        parts.setStretchFactor(1, 1)
        parts.setSizes([40 * GRID, 70 * GRID])
        parts.setChildrenCollapsible(False)
        column = QVBoxLayout(self)
        column.setContentsMargins(2 * GRID, 2 * GRID, 2 * GRID, 2 * GRID)
        column.setSpacing(GRID)
        column.addWidget(self._head)
        column.addWidget(parts, 1)
        column.addWidget(self.sure)
        column.addWidget(self.buttons)
        self._fill()

    def taken(self) -> frozenset[str]:
        """The keys of the parts of which their text is taken."""
        items = [self.list.item(row) for row in range(self.list.count())]
        return frozenset(
            str(item.data(_KEY)) for item in items if item.checkState() is Qt.CheckState.Checked
        )

    def _words(self, name: str) -> str:
        conflicts = sum(change.conflict for change in self._plan.changes)
        said = [
            self.tr("{file}, {name}: parts that differ {count}, as they stand {same}.").format(
                file=name,
                name=self._plan.name,
                count=len(self._plan.changes),
                same=self._plan.same,
            )
        ]
        if conflicts:
            said.append(
                self.tr("⚠ Both changed {0} since the form was sent: ours is kept there.").format(
                    conflicts
                )
            )
        if not self._plan.certain:
            said.append(self.tr("The form has lost its reference and is known by its name alone."))
        return " ".join(said)

    def _fill(self) -> None:
        for change in self._plan.changes:
            sign = "⚠ " if change.conflict else ""
            item = QListWidgetItem(f"{sign}{change.title} · {change.cell}")
            item.setData(_KEY, change.key)
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            on = change.key in self._plan.taken
            item.setCheckState(Qt.CheckState.Checked if on else Qt.CheckState.Unchecked)
            self.list.addItem(item)
        if self._plan.changes:
            self.list.setCurrentRow(0)

    def _show(self, row: int) -> None:
        self.text.clear()
        if 0 <= row < len(self._plan.changes):
            change = self._plan.changes[row]
            write_pieces(self.text.textCursor(), compare(change.ours, change.theirs))
