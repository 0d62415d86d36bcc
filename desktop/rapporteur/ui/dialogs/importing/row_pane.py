"""One row of the list beside itself: as received, as it would be stored, as it is now.

A doubtful row stands beside the person, or the other row, that it may be; here it is decided.
"""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QCheckBox,
    QHeaderView,
    QLabel,
    QPushButton,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from rapporteur.domain.importing import Answer, PlannedRow, RowState, Verdict
from rapporteur.domain.names import full_name
from rapporteur.ui.models.import_draft import ImportDraft
from rapporteur.ui.models.import_issues import RowModel, row_lines
from rapporteur.ui.models.import_rows import state_word
from rapporteur.ui.theme import GRID
from rapporteur.ui.widgets.flow_layout import FlowLayout

_LEFT = frozenset({RowState.NEW, RowState.CHANGED, RowState.MOVED})


class RowPane(QWidget):
    """Shows what `show_row` is given; of a doubt it asks who the row is."""

    answered = Signal(object)
    """The user's `Answer`; None opens the doubt again."""

    passed_over = Signal()
    """The row is to stay out."""

    somebody_wanted = Signal()
    """The row may be somebody else of the session, who is to be looked for."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._title = QLabel()
        self._reason = QLabel()
        self._reason.setWordWrap(True)
        self._same = QPushButton(self.tr("&Same person"))
        self._other = QPushButton(self.tr("&Another person"))
        self._leave = QPushButton(self.tr("L&eave out"))
        self._again = QPushButton(self.tr("Ask a&gain"))
        self._somebody = QPushButton(self.tr("S&omebody else on the list…"))
        self._theirs = QCheckBox()
        self._model = RowModel(self)
        self._table = QTableView()
        self._table.setModel(self._model)
        self._table.setAccessibleName(self.tr("The selected row, side by side"))
        self._table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self._table.setTabKeyNavigation(False)
        self._table.setShowGrid(False)
        self._table.setWordWrap(False)
        self._table.verticalHeader().hide()
        self._table.verticalHeader().setDefaultSectionSize(
            self._table.fontMetrics().height() + GRID
        )
        header = self._table.horizontalHeader()
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft)
        header.setHighlightSections(False)
        for column in (1, 2, 3):
            header.setSectionResizeMode(column, QHeaderView.ResizeMode.Stretch)

        self._same.clicked.connect(lambda: self._answer(Verdict.SAME))
        self._other.clicked.connect(lambda: self._answer(Verdict.OTHER))
        self._leave.clicked.connect(self.passed_over)
        self._again.clicked.connect(lambda: self.answered.emit(None))
        self._somebody.clicked.connect(self.somebody_wanted)
        self._theirs.clicked.connect(self._on_theirs)
        self._assemble()
        self._planned: PlannedRow | None = None
        self._by_hand: int | None = None

    def _assemble(self) -> None:
        font = self._title.font()
        font.setBold(True)
        self._title.setFont(font)
        choices = FlowLayout()
        for button in (self._same, self._other, self._leave, self._again, self._somebody):
            # Enter belongs to the dialog's own button, which leads on.
            button.setAutoDefault(False)
            choices.addWidget(button)
        choices.addWidget(self._theirs)
        column_layout = QVBoxLayout(self)
        column_layout.setContentsMargins(0, 0, 0, 0)
        column_layout.setSpacing(GRID // 2)
        column_layout.addWidget(self._title)
        column_layout.addWidget(self._reason)
        column_layout.addLayout(choices)
        column_layout.addWidget(self._table, 1)

    def show_row(self, draft: ImportDraft, index: int | None, *, masked: bool) -> None:
        """Show the row `index` of the draft's plan; None empties the pane."""
        if index is None:
            self._planned = None
            self._title.setText(self.tr("No row selected"))
            self._reason.hide()
            for choice in self._choices():
                choice.hide()
            self._model.set_lines([])
            return
        planned = draft.plan.rows[index]
        fresh = self._planned is None or self._planned.row.row != planned.row.row
        self._planned, self._by_hand = planned, draft.chosen_by_hand(index)
        existing, twin = draft.existing(index), draft.twin(index)
        state = state_word(planned.state, version=draft.plan.is_version)
        title = self.tr("Row {0} · {1}").format(planned.row.row, state)
        if not planned.row.row:
            title = self.tr("No row of this list · {0}").format(state)
        who = full_name(existing) if existing is not None else ""
        if twin is not None:
            who = self.tr("beside row {0}").format(twin.row.row)
        self._title.setText(f"{title} · {who}" if who and planned.state is not RowState.SAME
                            else title)  # fmt: skip
        taken = index in draft.accepted
        words = (planned.reason, self._words(planned, existing is not None, taken=taken))
        self._reason.setText(" ".join(text for text in words if text))
        self._reason.setVisible(any(words))
        beside = twin.row.values if twin is not None else existing
        lines = row_lines(planned, draft.plan.layout, beside, masked=masked)
        self._model.set_lines(lines, twin.row.row if twin is not None else 0)
        self._table.setColumnHidden(3, beside is None)
        self._table.resizeColumnToContents(0)
        self._show_choices(draft, index, fresh=fresh)

    def _show_choices(self, draft: ImportDraft, index: int, *, fresh: bool) -> None:
        planned = draft.plan.rows[index]
        doubt = planned.state is RowState.DOUBTFUL
        answerable = draft.answerable(index)
        self._same.setVisible(answerable and planned.verdict is not Verdict.SAME)
        self._other.setVisible(doubt or (answerable and planned.verdict is Verdict.SAME))
        self._leave.setVisible(doubt)
        self._again.setVisible(planned.verdict is not None)
        self._somebody.setVisible(
            planned.side_id is not None
            and bool(draft.people)
            and (doubt or planned.state is RowState.NEW)
        )
        repeats = draft.twin(index) is not None
        self._theirs.setVisible(answerable and planned.verdict is not Verdict.OTHER)
        self._theirs.setText(
            self.tr("&Where the two differ, take this row")
            if repeats
            else self.tr("&Write the name as in the list")
        )
        if planned.verdict is Verdict.SAME or fresh:
            self._theirs.setChecked(planned.theirs)

    def _choices(self) -> tuple[QWidget, ...]:
        buttons = (self._same, self._other, self._leave, self._again, self._somebody)
        return (*buttons, self._theirs)

    def _answer(self, verdict: Verdict) -> None:
        self.answered.emit(Answer(verdict, self._by_hand, theirs=self._theirs.isChecked()))

    def _on_theirs(self) -> None:
        """The other choice of values at once, where it is decided already."""
        if self._planned is not None and self._planned.verdict is Verdict.SAME:
            self._answer(Verdict.SAME)

    def _words(self, planned: PlannedRow, known: bool, *, taken: bool) -> str:
        """A line on what will happen, for the states that need one."""
        words = ""
        if planned.state is RowState.DOUBTFUL:
            words = (
                self.tr("Ticked: will be added as another person.")
                if taken
                else self.tr("Stays out until you say who it is.")
            )
        elif planned.verdict is not None:
            words = self._decision(planned, taken=taken)
        elif planned.state is RowState.REMOVED:
            words = (
                self.tr("Ticked: will be withdrawn. Nobody is deleted.")
                if taken
                else self.tr("Not ticked: stays as now.")
            )
        elif planned.move is not None and taken:
            words = self.tr("Goes to place {0}, among those who are on both lists.").format(
                planned.move.new
            )
        elif planned.state is RowState.SAME and known and planned.row.row:
            words = self.tr("Already in the session, exactly like this.")
        elif not taken and not planned.reason and planned.state in _LEFT:
            words = self.tr("Left out by you.")
        return words

    def _decision(self, planned: PlannedRow, *, taken: bool) -> str:
        """What follows from what was decided about the row."""
        if planned.verdict is Verdict.OTHER:
            new = self.tr("Another person: comes in as a new entry.")
            return new if taken else self.tr("Another person, left out by you.")
        if planned.repeats:
            return self.tr("The same person as in the other row: comes in once.")
        if planned.state is RowState.SAME:
            return self.tr("The same person: nothing is to be changed.")
        return self.tr("The same person: what differs is changed here.")
