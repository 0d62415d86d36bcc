"""Two entries side by side, of which one is to be made: which stays, and which values it takes."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QButtonGroup,
    QCheckBox,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QPushButton,
    QRadioButton,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from rapporteur.domain.delegates import Delegate
from rapporteur.domain.names import full_name
from rapporteur.domain.sessions import Side
from rapporteur.ui.dialogs.remembered import RememberedDialog
from rapporteur.ui.models.merge_fields import FIRST, SECOND, MergeModel
from rapporteur.ui.settings import Settings
from rapporteur.ui.theme import GRID


class FieldsView(QTableView):
    """The fields. Left and Right choose the value on that side, Space the other one."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        model, row = self.model(), self.currentIndex().row()
        plain = event.modifiers() in {
            Qt.KeyboardModifier.NoModifier,
            Qt.KeyboardModifier.KeypadModifier,
        }
        if isinstance(model, MergeModel) and row >= 0 and plain:
            now = model.chosen(model.keys[row])
            wanted = {Qt.Key.Key_Left: 0, Qt.Key.Key_Right: 1, Qt.Key.Key_Space: 1 - now}
            which = next((w for key, w in wanted.items() if event.key() == key), None)
            if which is not None:
                model.choose(row, which)
                return
        super().keyPressEvent(event)


class MergeDialog(RememberedDialog):
    """Asks; writes nothing. When accepted, `stays`, `goes` and `taken` say what is wanted."""

    def __init__(
        self,
        people: tuple[Delegate, Delegate],
        sides: Mapping[int, Side],
        settings: Settings,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(settings, QSize(112 * GRID, 72 * GRID), parent)
        self.setWindowTitle(self.tr("Merge two entries of one person"))
        self._people = people
        self._sides = sides
        self.apart = False
        """Whether the user said that they are two people instead."""

        self.model = MergeModel(people, sides, self)
        self.fields = FieldsView()
        self._stays = QButtonGroup(self)
        self.entries = tuple(QRadioButton(self._describe(at)) for at in range(2))
        self._private = QCheckBox(self.tr("Show &passport data"))
        self._summary = QLabel()
        self.merge_button = QPushButton(self.tr("&Merge"))
        self.apart_button = QPushButton(self.tr("&Two different people"))
        cancel = QPushButton(self.tr("Cancel"))

        for at, button in enumerate(self.entries):
            self._stays.addButton(button, at)
        self.entries[0].setChecked(True)
        self._stays.idToggled.connect(self._on_stays)
        self._private.toggled.connect(lambda shown: self.model.set_masked(not shown))
        self.model.dataChanged.connect(self._summarise)
        self.fields.clicked.connect(self._on_clicked)
        self.merge_button.clicked.connect(self.accept)
        self.apart_button.clicked.connect(self._on_apart)
        cancel.clicked.connect(self.reject)

        self._set_up_table()
        self._assemble(cancel)
        self._summarise()
        self.fields.setFocus()

    @property
    def stays(self) -> Delegate:
        """The person whose entry stays."""
        return self._people[self.model.stays]

    @property
    def goes(self) -> Delegate:
        """The person whose entry goes."""
        return self._people[1 - self.model.stays]

    @property
    def taken(self) -> frozenset[str]:
        """The fields to be taken from the entry that goes."""
        return self.model.taken

    def _set_up_table(self) -> None:
        view = self.fields
        view.setModel(self.model)
        view.setAccessibleName(self.tr("Fields that differ; Left and Right choose"))
        view.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        view.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        view.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        view.setTabKeyNavigation(False)
        view.setShowGrid(False)
        view.setWordWrap(False)
        view.verticalHeader().hide()
        view.verticalHeader().setDefaultSectionSize(view.fontMetrics().height() + GRID)
        header = view.horizontalHeader()
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft)
        header.setHighlightSections(False)
        for column in range(1, self.model.columnCount()):
            header.setSectionResizeMode(column, QHeaderView.ResizeMode.Stretch)
        view.resizeColumnToContents(0)
        if self.model.rowCount():
            view.selectRow(0)

    def _assemble(self, cancel: QPushButton) -> None:
        question = QLabel(
            self.tr(
                "One of the two entries stays and takes the values chosen below; the other goes. "
                "Undo brings both back."
            )
        )
        question.setWordWrap(True)
        staying = QLabel(self.tr("Which entry stays?"))
        self._private.setVisible(self.model.has_masked())
        hint = QLabel(self.tr("Left and Right choose between the two, Space turns round."))
        self.merge_button.setDefault(True)
        self.apart_button.setAutoDefault(False)
        cancel.setAutoDefault(False)
        above = QHBoxLayout()
        above.addWidget(hint)
        above.addStretch(1)
        above.addWidget(self._private)
        below = QHBoxLayout()
        below.setSpacing(GRID)
        below.addWidget(self.apart_button)
        below.addStretch(1)
        below.addWidget(self.merge_button)
        below.addWidget(cancel)
        column = QVBoxLayout(self)
        column.setContentsMargins(2 * GRID, 2 * GRID, 2 * GRID, 2 * GRID)
        column.setSpacing(GRID)
        column.addWidget(question)
        column.addWidget(staying)
        for button in self.entries:
            column.addWidget(button)
        column.addLayout(above)
        column.addWidget(self.fields, 1)
        column.addWidget(self._summary)
        column.addLayout(below)

    def _describe(self, at: int) -> str:
        person = self._people[at]
        side = self._sides.get(person.side_id)
        name = full_name(person, honorific=True) or self.tr("without a name")
        parts = (
            self.tr("No. {0}, {1}").format(person.position, name),
            side.name() if side else "",
            person["designation"],
        )
        text = " · ".join(" ".join(part.split()) for part in parts if part)
        return self.tr("Entry &{0}: {1}").format(at + 1, text.replace("&", "&&"))

    def _on_stays(self, which: int, chosen: bool) -> None:
        if chosen:
            self.model.set_stays(which)

    def _on_clicked(self) -> None:
        index = self.fields.currentIndex()
        if index.column() in {FIRST, SECOND}:
            self.model.choose(index.row(), index.column() - FIRST)

    def _on_apart(self) -> None:
        self.apart = True
        self.reject()

    def _summarise(self) -> None:
        self._summary.setText(
            self.tr("Entry {0} stays; fields taken from entry {1}: {2} of {3} that differ.").format(
                self.model.stays + 1,
                2 - self.model.stays,
                len(self.model.taken),
                self.model.rowCount(),
            )
        )
