"""One row of the list beside itself: as received, as it would be stored, as it is now."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QLabel,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from rapporteur.domain.importing import PlannedRow, RowState
from rapporteur.domain.names import full_name
from rapporteur.ui.models.import_draft import ImportDraft
from rapporteur.ui.models.import_issues import RowModel, row_lines
from rapporteur.ui.models.import_rows import state_word
from rapporteur.ui.theme import GRID


class RowPane(QWidget):
    """Shows what `show_row` is given; has nothing to edit."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._title = QLabel()
        self._reason = QLabel()
        self._reason.setWordWrap(True)
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

        font = self._title.font()
        font.setBold(True)
        self._title.setFont(font)
        column_layout = QVBoxLayout(self)
        column_layout.setContentsMargins(0, 0, 0, 0)
        column_layout.setSpacing(GRID // 2)
        column_layout.addWidget(self._title)
        column_layout.addWidget(self._reason)
        column_layout.addWidget(self._table, 1)

    def show_row(self, draft: ImportDraft, index: int | None, *, masked: bool) -> None:
        """Show the row `index` of the draft's plan; None empties the pane."""
        if index is None:
            self._title.setText(self.tr("No row selected"))
            self._reason.hide()
            self._model.set_lines([])
            return
        planned = draft.plan.rows[index]
        existing = draft.existing(index)
        title = self.tr("Row {0} · {1}").format(planned.row.row, state_word(planned.state))
        self._title.setText(title)
        taken = index in draft.accepted
        reason = planned.reason or self._words(planned, existing is not None, taken=taken)
        if planned.state is RowState.DOUBTFUL:
            decision = (
                self.tr("Ticked: will be added as another person.")
                if taken
                else self.tr("Not ticked: stays out. Tick it to add another person.")
            )
            reason = f"{reason} {decision}"
        self._reason.setText(reason)
        self._reason.setVisible(bool(reason))
        self._model.set_lines(row_lines(planned, draft.plan.layout, existing, masked=masked))
        self._table.setColumnHidden(3, existing is None)
        self._table.resizeColumnToContents(0)
        if existing is not None and planned.state in {RowState.CHANGED, RowState.DOUBTFUL}:
            self._title.setText(f"{title} · {full_name(existing)}")

    def _words(self, planned: PlannedRow, known: bool, *, taken: bool) -> str:
        """A line for the states that explain themselves."""
        if planned.state is RowState.SAME and known:
            return self.tr("Already in the session, exactly like this.")
        if not taken and planned.state in {RowState.NEW, RowState.CHANGED}:
            return self.tr("Left out by you.")
        return ""
