"""An implementation table that came back, as Qt tables: its rows, and what one of them changes.

A line begins with a tick (taken or left) and the row of the sheet; then the state as icon and
word, the action item, and what was reported. A changed status shows "old → new".
"""

from __future__ import annotations

from PySide6.QtCore import (
    QAbstractTableModel,
    QCoreApplication,
    QModelIndex,
    QObject,
    Qt,
)
from PySide6.QtGui import QBrush, QColor, QIcon

from rapporteur.domain.action_sheets import LineState, PlannedLine, SheetPlan
from rapporteur.domain.actions import ACTION_ITEM, PROGRESS
from rapporteur.domain.dates import shown_date
from rapporteur.domain.fields import Kind
from rapporteur.domain.importing import CellChange
from rapporteur.ui.icons import icon
from rapporteur.ui.models.ticked_lines import Index, TickedLinesModel
from rapporteur.ui.theme import Theme, current_theme

TAKE, STATE, NUMBER, ACTION, STATUS, DATE, REMARK, NOTE = range(8)
_ICONS = {
    LineState.CHANGED: "edit",
    LineState.CONFLICT: "warning",
    LineState.FAULTY: "error",
    LineState.UNKNOWN: "help",
    LineState.MISSING: "skip",
    LineState.SAME: "check",
}


def line_word(state: LineState) -> str:
    """A state as a word."""
    translate = QCoreApplication.translate
    return {
        LineState.CHANGED: translate("ReturnedTable", "Changed"),
        LineState.CONFLICT: translate("ReturnedTable", "Conflict"),
        LineState.FAULTY: translate("ReturnedTable", "Faulty"),
        LineState.UNKNOWN: translate("ReturnedTable", "Unknown"),
        LineState.MISSING: translate("ReturnedTable", "Not sent back"),
        LineState.SAME: translate("ReturnedTable", "Same"),
    }[state]


def line_colours(theme: Theme, state: LineState) -> tuple[str, str]:
    """Ink and ground of a state; it always stands beside the word."""
    return {
        LineState.CHANGED: (theme.accent, theme.info_ground),
        LineState.CONFLICT: (theme.warning, theme.warning_ground),
        LineState.FAULTY: (theme.error, theme.error_ground),
        LineState.UNKNOWN: (theme.warning, theme.warning_ground),
        LineState.MISSING: (theme.muted, theme.base),
        LineState.SAME: (theme.muted, theme.base),
    }[state]


def notes_of(line: PlannedLine) -> list[str]:
    """What there is to say about a row: its reason, and each cell that is remarkable."""
    cells = [
        f"{issue.sheet}!{issue.cell}: {issue.message}" if issue.cell else issue.message
        for issue in line.issues
    ]
    return [text for text in (*cells, line.reason) if text]


class ReturnedTableModel(TickedLinesModel):
    """The rows of a plan, all or those of some states. Ticking a line is its only edit."""

    def __init__(self, plan: SheetPlan, parent: QObject | None = None) -> None:
        super().__init__(TAKE, parent)
        self.plan = plan
        self.accepted = set(plan.proposed)
        self._rows = list(range(len(plan.lines)))

    def show_states(self, states: frozenset[LineState]) -> None:
        """Show the rows in `states` only; all where it is empty."""
        self.beginResetModel()
        self._rows = [
            at for at, line in enumerate(self.plan.lines) if not states or line.state in states
        ]
        self.endResetModel()

    def line(self, row: int) -> PlannedLine:
        """What stands in a line."""
        return self.plan.lines[self._rows[row]]

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        return 0 if parent.isValid() else NOTE + 1

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        line, column = self.line(index.row()), index.column()
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return self._text(line, column)
            case Qt.ItemDataRole.CheckStateRole:
                return self.tick_of(index)
            case Qt.ItemDataRole.DecorationRole if column == STATE:
                return self._icon(line.state)
            case Qt.ItemDataRole.BackgroundRole if column in (STATE, STATUS):
                if column == STATE or line.changes:
                    return QBrush(QColor(line_colours(current_theme(), line.state)[1]))
            case Qt.ItemDataRole.ToolTipRole if column in (ACTION, REMARK, NOTE):
                return self._text(line, column) or None
        return None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        if role != Qt.ItemDataRole.DisplayRole or orientation != Qt.Orientation.Horizontal:
            return None
        return (
            self.tr("Row"),
            self.tr("State"),
            self.tr("No."),
            self.tr("Action"),
            self.tr("Status"),
            self.tr("Date"),
            self.tr("Progress"),
            self.tr("Note"),
        )[section]

    def _text(self, line: PlannedLine, column: int) -> str:
        entry = line.entry
        match column:
            case 0:
                return str(line.row or "—")
            case 1:
                return line_word(line.state)
            case 2:
                return line.number
            case 3:
                return line.text
            case 4:
                change = next((c for c in line.changes if c.field == "status"), None)
                return "" if change is None else " → ".join(shown_pair(change))
            case 5:
                return shown_date(entry.date) if entry else ""
            case 6:
                return " ".join(entry.text.split()) if entry else ""
            case _:
                return " ".join(notes_of(line))

    def _icon(self, state: LineState) -> QIcon:
        if state not in self._icons:
            colour = line_colours(current_theme(), state)[0]
            self._icons[state] = icon(_ICONS[state], colour=colour)
        return self._icons[state]


def shown_pair(change: CellChange) -> tuple[str, str]:
    """Old and new value of a change as people read them."""
    field = ACTION_ITEM[change.field]
    if field.kind is Kind.DATE:
        return shown_date(change.old) or "—", shown_date(change.new) or "—"
    return field.shown(change.old) or "—", field.shown(change.new) or "—"


class ReturnedLineModel(QAbstractTableModel):
    """What one row changes: field, as in the session, as reported."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._lines: list[tuple[str, str, str]] = []

    def show(self, line: PlannedLine | None) -> None:
        """Show what `line` changes; None empties the table."""
        self.beginResetModel()
        self._lines = []
        if line is not None:
            for change in line.changes:
                self._lines.append((ACTION_ITEM[change.field].label, *shown_pair(change)))
            if line.entry is not None:
                reported = (
                    (PROGRESS["date"].label, shown_date(line.entry.date)),
                    (PROGRESS["text"].label, line.entry.text),
                    (PROGRESS["reported_by"].label, line.entry.reported_by),
                )
                self._lines += [(label, "—", text) for label, text in reported if text]
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        return 0 if parent.isValid() else len(self._lines)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        return 0 if parent.isValid() else 3

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self._lines[index.row()][index.column()]
        if role == Qt.ItemDataRole.ForegroundRole and index.column() == 0:
            return QBrush(QColor(current_theme().muted))
        if role == Qt.ItemDataRole.BackgroundRole and index.column() == 2:
            return QBrush(QColor(current_theme().info_ground))
        return None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        if role != Qt.ItemDataRole.DisplayRole or orientation != Qt.Orientation.Horizontal:
            return None
        return (self.tr("Field"), self.tr("In the session"), self.tr("Reported"))[section]
