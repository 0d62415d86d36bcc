"""A Protocol that came back, as a Qt table: a line per paragraph, taken or left.

A line begins with a tick and the state as icon and word; then the number, the text as they sent
it, and what there is to say.
"""

from __future__ import annotations

from PySide6.QtCore import (
    QCoreApplication,
    QModelIndex,
    QObject,
    Qt,
)
from PySide6.QtGui import QBrush, QColor, QIcon

from rapporteur.domain.protocol_returns import ReturnLine, ReturnPlan, ReturnState
from rapporteur.ui.icons import icon
from rapporteur.ui.models.ticked_lines import Index, TickedLinesModel
from rapporteur.ui.theme import Theme, current_theme

STATE, NUMBER, TEXT, LANGUAGES, NOTE = range(5)
_ICONS = {
    ReturnState.CHANGED: "edit",
    ReturnState.NEW: "add",
    ReturnState.GONE: "delete",
    ReturnState.MOVED: "sort",
    ReturnState.CONFLICT: "warning",
    ReturnState.DOUBTFUL: "help",
    ReturnState.SAME: "check",
}


def state_word(state: ReturnState) -> str:
    """A state as a word."""
    translate = QCoreApplication.translate
    return {
        ReturnState.CHANGED: translate("ReturnedProtocol", "Changed"),
        ReturnState.NEW: translate("ReturnedProtocol", "New"),
        ReturnState.GONE: translate("ReturnedProtocol", "Deleted"),
        ReturnState.MOVED: translate("ReturnedProtocol", "Moved"),
        ReturnState.CONFLICT: translate("ReturnedProtocol", "Conflict"),
        ReturnState.DOUBTFUL: translate("ReturnedProtocol", "Doubtful"),
        ReturnState.SAME: translate("ReturnedProtocol", "Same"),
    }[state]


def state_colours(theme: Theme, state: ReturnState) -> tuple[str, str]:
    """Ink and ground of a state; it always stands beside the word."""
    return {
        ReturnState.CHANGED: (theme.accent, theme.info_ground),
        ReturnState.NEW: (theme.good, theme.good_ground),
        ReturnState.GONE: (theme.error, theme.error_ground),
        ReturnState.MOVED: (theme.accent, theme.info_ground),
        ReturnState.CONFLICT: (theme.warning, theme.warning_ground),
        ReturnState.DOUBTFUL: (theme.warning, theme.warning_ground),
        ReturnState.SAME: (theme.muted, theme.base),
    }[state]


class ReturnedProtocolModel(TickedLinesModel):
    """The lines of a plan, all or those of some states. Ticking a line is its only edit."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(STATE, parent)
        self._lines: tuple[ReturnLine, ...] = ()

    def show_plan(self, plan: ReturnPlan) -> None:
        """Show another plan, with its own ticks."""
        self.beginResetModel()
        self._lines, self.accepted = plan.lines, set(plan.default)
        self._rows = list(range(len(plan.lines)))
        self.endResetModel()

    def show_states(self, states: frozenset[ReturnState]) -> None:
        """Show the lines in `states` only; all where it is empty. What is remarked always shows."""
        self.beginResetModel()
        self._rows = [
            at
            for at, line in enumerate(self._lines)
            if not states or line.state in states or line.remarks
        ]
        self.endResetModel()

    def line(self, row: int) -> ReturnLine:
        """What stands in a line."""
        return self._lines[self._rows[row]]

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
            case Qt.ItemDataRole.BackgroundRole if column == STATE:
                return QBrush(QColor(state_colours(current_theme(), line.state)[1]))
            case Qt.ItemDataRole.ToolTipRole if column in (TEXT, NOTE):
                return self._text(line, column) or None
        return None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        if role != Qt.ItemDataRole.DisplayRole or orientation != Qt.Orientation.Horizontal:
            return None
        return (
            self.tr("State"),
            self.tr("No."),
            self.tr("Their text"),
            self.tr("Languages"),
            self.tr("Note"),
        )[section]

    def _text(self, line: ReturnLine, column: int) -> str:
        match column:
            case 0:
                return state_word(line.state)
            case 1:
                return line.number
            case 2:
                texts = [one for one in line.texts.values() if one.changes] or list(
                    line.texts.values()
                )
                said = next((one.theirs or one.ours for one in texts), "")
                return " ".join(said.split())
            case 3:
                return ", ".join(code for code, one in line.texts.items() if one.changes)
            case _:
                return " ".join(self._notes(line))

    def _notes(self, line: ReturnLine) -> list[str]:
        found = list(line.reasons)
        if line.moved and line.state is not ReturnState.MOVED:
            found.append(self.tr("It was moved as well."))
        if line.tracked:
            found.append(self.tr("Tracked changes: %n.", "", line.tracked))
        if line.remarks:
            found.append(self.tr("Comments: %n.", "", len(line.remarks)))
        return found

    def _icon(self, state: ReturnState) -> QIcon:
        if state not in self._icons:
            colour = state_colours(current_theme(), state)[0]
            self._icons[state] = icon(_ICONS[state], colour=colour)
        return self._icons[state]
