"""Step 3: what the list would do, row by row, before anything is done."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QCheckBox,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QPushButton,
    QSplitter,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from rapporteur.domain.importing import Answer, RowState
from rapporteur.domain.names import compose_name
from rapporteur.domain.sessions import Side
from rapporteur.domain.suggestions import Suggestion
from rapporteur.services.lists.corrections import faulty_rows
from rapporteur.ui.dialogs.find_person import FindPerson
from rapporteur.ui.dialogs.importing.row_pane import RowPane
from rapporteur.ui.models.import_draft import ImportDraft
from rapporteur.ui.models.import_issues import IssuesModel
from rapporteur.ui.models.import_rows import FIRST_FIELD, NAME, PreviewModel, state_word
from rapporteur.ui.settings import Settings
from rapporteur.ui.theme import GRID
from rapporteur.ui.widgets.chip import Chip
from rapporteur.ui.widgets.flow_layout import FlowLayout

_WIDEST = 260
_LOOK_AT = 30  # rows looked at for the width of a column: about what is seen at first


class RowsView(QTableView):
    """The rows. Space ticks or unticks all selected ones; the rest is a table's own."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() != Qt.Key.Key_Space:
            super().keyPressEvent(event)
            return
        model = self.model()
        if isinstance(model, PreviewModel):
            model.turn([index.row() for index in self.selectionModel().selectedRows()])


class PreviewPage(QWidget):
    """Rows, the selected row beside itself, and the issues; each leads to the other."""

    changed = Signal()
    """What would be imported differs now."""

    masked_changed = Signal(bool)

    corrections_wanted = Signal()
    """What the sender can put right shall go back."""

    def __init__(self, settings: Settings | None = None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._settings = settings
        self._sides: dict[int, Side] = {}
        self._draft = ImportDraft.empty()
        self._masked = True

        self._all = Chip(self.tr("All"))
        self._all.setChecked(True)
        self._chips = {state: Chip(state_word(state)) for state in RowState}
        self._private = QCheckBox(self.tr("Show &passport data"))
        self._doubtful = QPushButton()
        self._open = QPushButton()
        self._take_all, self._leave_all = QPushButton(), QPushButton()
        self._suggest = {kind: QPushButton() for kind in Suggestion}
        self._corrections = QPushButton()
        self._model = PreviewModel(self)
        self.rows = RowsView()
        self._issues = IssuesModel(self)
        self.issues = QTableView()
        self.pane = RowPane()
        self._issues_title = QLabel()
        self._issue_words = QLabel()
        self._lower = QSplitter(Qt.Orientation.Horizontal)
        self.splitter = QSplitter(Qt.Orientation.Vertical)

        self._set_up_tables()
        self._connect()
        self._assemble()

    def show_draft(self, draft: ImportDraft, sides: Sequence[Side]) -> None:
        """Show a new plan."""
        self._draft = draft
        self._chips[RowState.NEW].setText(
            state_word(RowState.NEW, version=draft.plan.is_version)
        )  # fmt: skip
        self._chips[RowState.NEW].set_count(None)
        self._sides = {side.id: side for side in sides}
        self._model.set_draft(draft, sides)
        self._show_states(draft.states_first_shown())
        self._fit_columns()
        self._count_corrections()
        self._refresh()
        self._go_to_line(0)

    def set_masked(self, masked: bool) -> None:
        """Whether passport data is dots."""
        self._masked = masked
        self._model.set_masked(masked)
        self._private.setChecked(not masked)
        self._show_row()

    def focus_first(self) -> None:
        """Put the cursor where one begins."""
        self.rows.setFocus()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.PaletteChange:
            self._model.refresh_icons()

    def _set_up_tables(self) -> None:
        self.rows.setModel(self._model)
        self.rows.setAccessibleName(self.tr("Rows of the list"))
        self.issues.setModel(self._issues)
        self.issues.setAccessibleName(self.tr("What was noticed in the list"))
        for table in (self.rows, self.issues):
            table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
            table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
            table.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
            table.setTabKeyNavigation(False)
            table.setShowGrid(False)
            table.setWordWrap(False)
            table.verticalHeader().hide()
            table.verticalHeader().setDefaultSectionSize(table.fontMetrics().height() + GRID)
            table.horizontalHeader().setDefaultAlignment(Qt.AlignmentFlag.AlignLeft)
            table.horizontalHeader().setHighlightSections(False)
            # A width fitted to the first rows is good enough, and quick for long lists.
            table.horizontalHeader().setResizeContentsPrecision(_LOOK_AT)
        self.rows.horizontalHeader().setStretchLastSection(True)
        self.issues.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.issues.horizontalHeader().setSectionResizeMode(1, QHeaderView.ResizeMode.Stretch)

    def _connect(self) -> None:
        self._all.clicked.connect(lambda: self._show_states(frozenset()))
        for chip in self._chips.values():
            chip.clicked.connect(self._on_chip)
        self._private.toggled.connect(lambda shown: self.masked_changed.emit(not shown))
        self._doubtful.clicked.connect(self._on_doubtful)
        self._take_all.clicked.connect(lambda: self._take_shown(yes=True))
        self._leave_all.clicked.connect(lambda: self._take_shown(yes=False))
        for kind, button in self._suggest.items():
            button.clicked.connect(lambda _checked=False, k=kind: self._on_suggestion(k))
        self._corrections.clicked.connect(self.corrections_wanted)
        self._model.ticked.connect(self._refresh)
        self.rows.selectionModel().currentRowChanged.connect(self._on_row)
        self.issues.selectionModel().currentRowChanged.connect(self._on_issue)
        self.issues.activated.connect(lambda _index: self.rows.setFocus())
        self.pane.answered.connect(self._on_answered)
        self.pane.passed_over.connect(self._on_passed_over)
        self.pane.somebody_wanted.connect(self._on_somebody)
        self._open.clicked.connect(self._go_to_doubt)

    def _assemble(self) -> None:
        chips = FlowLayout()
        for chip in (self._all, *self._chips.values()):
            chips.addWidget(chip)
        top = QHBoxLayout()
        top.addLayout(chips, 1)
        top.addWidget(self._private, 0, Qt.AlignmentFlag.AlignTop)
        bulk = FlowLayout()
        whole = (self._take_all, self._leave_all, self._open, self._doubtful)
        for button in (*whole, *self._suggest.values(), self._corrections):
            bulk.addWidget(button)

        self._issue_words.setWordWrap(True)
        self._issue_words.hide()
        noticed = QWidget()
        inside = QVBoxLayout(noticed)
        inside.setContentsMargins(GRID, 0, 0, 0)
        inside.setSpacing(GRID // 2)
        inside.addWidget(self._issues_title)
        inside.addWidget(self.issues, 1)
        inside.addWidget(self._issue_words)
        self._lower.addWidget(self.pane)
        self._lower.addWidget(noticed)
        self._lower.setStretchFactor(0, 3)
        self._lower.setStretchFactor(1, 2)
        self._lower.setChildrenCollapsible(False)
        self.splitter.addWidget(self.rows)
        self.splitter.addWidget(self._lower)
        self.splitter.setStretchFactor(0, 3)
        self.splitter.setStretchFactor(1, 2)
        self.splitter.setChildrenCollapsible(False)

        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GRID)
        column.addLayout(top)
        column.addLayout(bulk)
        column.addWidget(self.splitter, 1)

    def _fit_columns(self) -> None:
        self.rows.resizeColumnsToContents()
        header = self.rows.horizontalHeader()
        for column in range(self._model.columnCount()):
            narrowest = 180 if column == NAME else 0
            header.resizeSection(
                column, max(narrowest, min(header.sectionSize(column) + GRID, _WIDEST))
            )
        self.issues.resizeColumnToContents(0)

    def _refresh(self) -> None:
        """Counts, buttons and the pane after any decision."""
        counts = self._draft.plan.counts()
        self._all.set_count(len(self._draft.plan.rows))
        for state, chip in self._chips.items():
            chip.set_count(counts.get(state.value, 0))
            chip.setEnabled(counts.get(state.value, 0) > 0)
            chip.setVisible(state.value in counts)
        self._count_shown()
        waiting = self._draft.open_doubts()
        doubtful = counts[RowState.DOUBTFUL.value] > 0
        self._open.setVisible(doubtful)
        self._open.setEnabled(bool(waiting))
        self._open.setText(self.tr("Next doub&t ({0} open)").format(len(waiting)))
        self._doubtful.setVisible(doubtful)
        self._doubtful.setEnabled(bool(waiting))
        self._doubtful.setText(
            self.tr("Take the &doubtful as other people ({0})").format(len(waiting))
        )
        words = {
            Suggestion.CAPITALS: self.tr("&Names in capitals: NAME → Name ({0})"),
            Suggestion.LOOK_ALIKES: self.tr("Look-a&like letters of the other script ({0})"),
        }
        for kind, button in self._suggest.items():
            offered = self._draft.offered(kind)
            button.setVisible(offered > 0)
            button.setText(words[kind].format(offered))
        self._show_row()
        self.changed.emit()

    def _count_shown(self) -> None:
        """The two buttons that take or leave all rows shown, with how many that would be."""
        shown = self._draft.sure_among(self._model.plan_rows())
        taken = len(shown & self._draft.accepted)
        self._take_all.setText(self.tr("Ta&ke all shown ({0})").format(len(shown)))
        self._leave_all.setText(self.tr("Leave all shown o&ut ({0})").format(len(shown)))
        self._take_all.setEnabled(taken < len(shown))
        self._leave_all.setEnabled(taken > 0)
        for button in (self._take_all, self._leave_all):
            button.setVisible(self._draft.plan.is_version)

    def _take_shown(self, *, yes: bool) -> None:
        self._draft.accept(self._draft.sure_among(self._model.plan_rows()), yes=yes)
        self._model.refresh()

    def _count_corrections(self) -> None:
        """How many rows could go back to the sender; decisions of the user change none."""
        count = len(faulty_rows(self._draft.plan))
        self._corrections.setVisible(count > 0)
        self._corrections.setText(self.tr("Co&rrection sheet… ({0})").format(count))
        self._corrections.setToolTip(
            self.tr("Write the faulty rows for their sender, with what is wrong beside each cell")
        )

    def _on_chip(self) -> None:
        self._show_states(frozenset(s for s, chip in self._chips.items() if chip.isChecked()))

    def _show_states(self, states: frozenset[RowState]) -> None:
        self._all.setChecked(not states)
        for state, chip in self._chips.items():
            chip.setChecked(state in states)
        self._model.set_states(states)
        self._count_shown()
        self._show_issues(states)
        self._go_to_line(0)

    def _show_issues(self, states: frozenset[RowState]) -> None:
        self._issues.set_issues(self._draft.issues(states), self._draft.plan.layout.sheet)
        self._issues_title.setText(self.tr("Noticed: {0}").format(self._issues.rowCount()))

    def _on_doubtful(self) -> None:
        self._draft.accept_doubtful()
        self._model.refresh()

    def _on_answered(self, answer: Answer | None) -> None:
        """What was said about the current row; a decision leads to the next open doubt."""
        here = self._current()
        if here is None:
            return
        again = self._draft.plan.rows[here].verdict is not None
        self._draft.answer({here: answer})
        self._model.refresh()
        self._go_to_line(self._model.line_of(here) or 0)
        if answer is not None and not again:
            self._go_to_doubt()

    def _on_passed_over(self) -> None:
        here = self._current()
        if here is not None:
            self._draft.pass_over(here)
            self._model.refresh()
            self._go_to_doubt()

    def _on_somebody(self) -> None:
        """Let the user say with whom the current row is to be compared."""
        here = self._current()
        if here is None or self._settings is None:
            return
        planned = self._draft.plan.rows[here]
        likely = {id_: at for at, id_ in enumerate(planned.rivals)}
        people = sorted(
            (p for p in self._draft.people.values() if p.side_id == planned.side_id),
            key=lambda p: (likely.get(p.id, len(likely)), p.position),
        )
        name = compose_name(planned.row.values)
        words = self.tr("Who on the list is {0}, row {1}?").format(name, planned.row.row)
        finder = FindPerson(people, self._sides, self._settings, self.window(), words=words)
        if finder.exec() and finder.found is not None:
            self._draft.compare_with(here, finder.found)
            self._show_row()
        finder.deleteLater()

    def _go_to_doubt(self) -> None:
        """Put the cursor on the next open doubt, showing it where the states leave it out."""
        here = self._current()
        wanted = self._draft.next_doubt(-1 if here is None else here)
        if wanted is None:
            self._show_row()
            return
        line = self._model.line_of(wanted)
        if line is None:
            self._show_states(frozenset())
            line = self._model.line_of(wanted)
        self._go_to_line(line or 0)
        self.rows.scrollTo(self.rows.currentIndex())

    def _on_suggestion(self, kind: Suggestion) -> None:
        here = self._current()
        states = frozenset(s for s, chip in self._chips.items() if chip.isChecked())
        self._draft.take(kind)
        self._count_corrections()
        self._model.set_states(states)
        self._show_issues(states)
        line = self._model.line_of(here) if here is not None else None
        self._go_to_line(line or 0)
        self._refresh()

    def _current(self) -> int | None:
        index = self.rows.currentIndex()
        return self._model.plan_row(index.row()) if index.isValid() else None

    def _go_to_line(self, line: int, column: int = NAME) -> None:
        index = self._model.index(line, column)
        if index.isValid():
            self.rows.setCurrentIndex(index)
        self._show_row()

    def _on_row(self, current: QModelIndex) -> None:
        self._show_row()
        if not current.isValid() or self.issues.hasFocus():
            return
        lines = self._issues.lines_of(self._model.plan_row(current.row()))
        self.issues.selectionModel().blockSignals(True)
        self.issues.clearSelection()
        if lines:
            self.issues.selectRow(lines[0])
            self.issues.scrollTo(self._issues.index(lines[0], 0))
        self.issues.selectionModel().blockSignals(False)
        self.issues.viewport().update()
        self._say_issues(lines)

    def _say_issues(self, lines: list[int]) -> None:
        """The whole text of issues, which the list may cut off."""
        words = [" ".join(self._issues.issue(line).message.split()) for line in lines]
        self._issue_words.setText("\n".join(words))
        self._issue_words.setVisible(bool(words))

    def _on_issue(self, current: QModelIndex) -> None:
        self._say_issues([current.row()] if current.isValid() else [])
        plan_row = self._issues.plan_row(current.row()) if current.isValid() else None
        if plan_row is None:
            return
        cell = self._issues.issue(current.row()).cell
        cells = self._draft.plan.rows[plan_row].row.cells
        field = next((key for key, address in cells.items() if address == cell), "")
        column = self._model.column_of(field)
        self._go_to_line(self._model.line_of(plan_row) or 0, max(column, NAME))
        if column >= FIRST_FIELD:
            self.rows.scrollTo(self.rows.currentIndex())

    def _show_row(self) -> None:
        self.pane.show_row(self._draft, self._current(), masked=self._masked)
