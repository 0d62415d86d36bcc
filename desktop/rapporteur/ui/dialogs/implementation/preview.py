"""What an implementation table would change, row by row: taken or left, then done in one step."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QModelIndex, QSize, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QDialogButtonBox,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QPushButton,
    QSplitter,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from rapporteur.domain.action_sheets import LineState, SheetPlan, SheetResult
from rapporteur.domain.errors import UserError
from rapporteur.services.implementation.commit import commit
from rapporteur.ui.bridge import FileBridge, Notice, Tone
from rapporteur.ui.dialogs.received.tables import fit, set_up
from rapporteur.ui.dialogs.remembered import RememberedDialog
from rapporteur.ui.models.returned_table import (
    ACTION,
    ReturnedLineModel,
    ReturnedTableModel,
    line_word,
    notes_of,
)
from rapporteur.ui.settings import Settings
from rapporteur.ui.theme import GRID
from rapporteur.ui.widgets.chip import Chip
from rapporteur.ui.widgets.flow_layout import FlowLayout
from rapporteur.ui.widgets.message_bar import MessageBar

_WIDEST = 300


class ReturnedRows(QTableView):
    """The rows. Space ticks or unticks all selected ones; the rest is a table's own."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        model = self.model()
        if event.key() == Qt.Key.Key_Space and isinstance(model, ReturnedTableModel):
            model.turn([index.row() for index in self.selectionModel().selectedRows()])
            return
        super().keyPressEvent(event)


class ReturnedTableDialog(RememberedDialog):
    """Rows narrowed by chips; what the chosen one changes below, beside what the session says."""

    def __init__(
        self,
        bridge: FileBridge,
        settings: Settings,
        plan: SheetPlan,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(settings, QSize(130 * GRID, 84 * GRID), parent)
        self.setWindowTitle(self.tr("Read an implementation table"))
        self._bridge = bridge
        self._plan = plan
        counts = plan.counts()

        self._bar = MessageBar()
        self._title = QLabel()
        self._all = Chip(self.tr("All"))
        self.chips = {state: Chip(line_word(state)) for state in LineState}
        self.take_all = QPushButton(self.tr("Take all shown"))
        self.leave_all = QPushButton(self.tr("Leave all shown"))
        self.model = ReturnedTableModel(plan, self)
        self.rows = ReturnedRows()
        self._detail_title = QLabel()
        self._notes = QLabel()
        self._changes = ReturnedLineModel(self)
        self._detail = QTableView()
        self._splitter = QSplitter(Qt.Orientation.Vertical)
        self._buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        self.take = QPushButton()

        self._all.clicked.connect(lambda: self._show_states(frozenset()))
        for chip in self.chips.values():
            chip.clicked.connect(self._on_chip)
        self.take_all.clicked.connect(lambda: self._accept_shown(yes=True))
        self.leave_all.clicked.connect(lambda: self._accept_shown(yes=False))
        self.model.ticked.connect(self._show_counts)
        self.take.clicked.connect(self._on_take)
        self._buttons.rejected.connect(self.reject)

        self._all.set_count(len(plan.lines))
        for state, chip in self.chips.items():
            chip.set_count(counts[state.value])
            chip.setEnabled(counts[state.value] > 0)
        self._title.setText(
            self.tr("{0} · reported by {1}").format(plan.file_name, plan.reported_by)
        )
        self._prepare_tables()
        self._assemble()
        self.rows.selectionModel().currentRowChanged.connect(self._on_line)
        self._show_states(
            frozenset(s for s in LineState if counts[s.value] and s != LineState.SAME)
        )
        self._show_counts()
        self.rows.setFocus()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.PaletteChange:
            self.model.refresh()

    def _prepare_tables(self) -> None:
        self.rows.setModel(self.model)
        set_up(self.rows, self.tr("Rows of the table that came back"))
        self._detail.setModel(self._changes)
        set_up(self._detail, self.tr("What the row changes, old beside new"))
        self._detail.setWordWrap(True)
        head = self._detail.horizontalHeader()
        for column in (1, 2):
            head.setSectionResizeMode(column, QHeaderView.ResizeMode.Stretch)
        self._detail.verticalHeader().setSectionResizeMode(
            QHeaderView.ResizeMode.ResizeToContents
        )  # a remark is read whole

    def _assemble(self) -> None:
        chips = FlowLayout()
        for chip in (self._all, *self.chips.values()):
            chips.addWidget(chip)
        bulk = FlowLayout()
        for button in (self.take_all, self.leave_all):
            button.setAutoDefault(False)  # Enter belongs to the button that takes
            bulk.addWidget(button)
        font = self._title.font()
        font.setBold(True)
        for label in (self._title, self._detail_title):
            label.setFont(font)
        for label in (self._title, self._detail_title, self._notes):
            label.setWordWrap(True)
            label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        lower = QWidget()
        inside = QVBoxLayout(lower)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(GRID // 2)
        inside.addWidget(self._detail_title)
        inside.addWidget(self._notes)
        inside.addWidget(self._detail, 1)
        self._splitter.addWidget(self.rows)
        self._splitter.addWidget(lower)
        self._splitter.setStretchFactor(0, 3)
        self._splitter.setStretchFactor(1, 2)
        self._splitter.setChildrenCollapsible(False)
        self._buttons.addButton(self.take, QDialogButtonBox.ButtonRole.AcceptRole)
        self.take.setDefault(True)
        top = QHBoxLayout()
        top.addLayout(chips, 3)
        top.addLayout(bulk, 2)
        column = QVBoxLayout(self)
        column.setContentsMargins(2 * GRID, 2 * GRID, 2 * GRID, GRID)
        column.setSpacing(GRID)
        column.addWidget(self._bar)
        column.addWidget(self._title)
        column.addLayout(top)
        column.addWidget(self._splitter, 1)
        column.addWidget(self._buttons)

    def _on_chip(self) -> None:
        self._show_states(frozenset(s for s, chip in self.chips.items() if chip.isChecked()))

    def _show_states(self, states: frozenset[LineState]) -> None:
        self._all.setChecked(not states)
        for state, chip in self.chips.items():
            chip.setChecked(state in states)
        self.model.show_states(states)
        fit(self.rows, _WIDEST)
        self._show_counts()
        if self.model.rowCount():
            self.rows.setCurrentIndex(self.model.index(0, ACTION))
        else:
            self._on_line(QModelIndex())

    def _accept_shown(self, *, yes: bool) -> None:
        self.model.accept(self.model.choosable(), yes=yes)

    def _show_counts(self) -> None:
        """What the last button would do, and whether there is anything to take or leave."""
        count = len(self.model.accepted)
        self.take.setText(self.tr("&Take %n rows", "", count) if count else self.tr("Take nothing"))
        self.take.setEnabled(count > 0 and not self._bridge.read_only)
        shown = bool(self.model.choosable())
        self.take_all.setEnabled(shown)
        self.leave_all.setEnabled(shown)

    def _on_line(self, current: QModelIndex) -> None:
        line = self.model.line(current.row()) if current.isValid() else None
        self._changes.show(line)
        self._detail.resizeColumnToContents(0)
        if line is None:
            self._detail_title.setText(self.tr("No row selected"))
            self._notes.hide()
            return
        where = self.tr("Row {0}").format(line.row) if line.row else self.tr("No row of this table")
        self._detail_title.setText(" · ".join(t for t in (where, line.number, line.text) if t))
        notes = notes_of(line)
        self._notes.setText("\n".join(notes))
        self._notes.setVisible(bool(notes))

    def _on_take(self) -> None:
        """Write the ticked rows in one step, and say what was done."""
        label = self.tr("Implementation table of {0}").format(self._plan.reported_by)
        accepted = frozenset(self.model.accepted)
        try:
            result = self._bridge.edit(label, lambda db: commit(db, self._plan, accepted))
        except UserError as error:
            self._bar.show_notice(Notice(str(error), Tone.ERROR))
            return
        self._bridge.say(self._report(result), Tone.DONE, undo=True)
        self.accept()

    def _report(self, result: SheetResult) -> str:
        counts = (
            (result.status_changes, self.tr("%n status changes", "", result.status_changes)),
            (result.entries, self.tr("%n reports", "", result.entries)),
            (result.left_out, self.tr("%n rows left out", "", result.left_out)),
        )
        return f"{self._plan.file_name}: {', '.join(words for number, words in counts if number)}"
