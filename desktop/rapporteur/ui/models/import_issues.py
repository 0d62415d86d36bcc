"""What is to be said about a list, as a Qt table: where, and what; and one row beside itself.

`IssuesModel` lists the issues of an import with sheet and cell. `RowModel` sets one row of the
list beside itself: the cell as received, the value to be stored, the value in the session now.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtGui import QBrush, QColor, QFont

from rapporteur.domain.dates import shown_date
from rapporteur.domain.delegates import DELEGATE, Delegate
from rapporteur.domain.fields import Kind
from rapporteur.domain.importing import PlannedRow, RowState, Verdict
from rapporteur.domain.workbook import Issue, Layout
from rapporteur.services.importing.changes import same_value
from rapporteur.ui.models.import_sheet import MASK, column_letters
from rapporteur.ui.theme import current_theme

Index = QModelIndex | QPersistentModelIndex


class IssuesModel(QAbstractTableModel):
    """Issues with the row of the plan each belongs to."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._issues: list[tuple[Issue, int | None]] = []
        self._sheet = ""

    def set_issues(self, issues: Sequence[tuple[Issue, int | None]], sheet: str) -> None:
        """Show other issues; `sheet` is the name where an issue names none."""
        self.beginResetModel()
        self._issues, self._sheet = list(issues), sheet
        self.endResetModel()

    def plan_row(self, line: int) -> int | None:
        """The row of the plan an issue is about; None for the whole list."""
        return self._issues[line][1]

    def issue(self, line: int) -> Issue:
        """The issue in a line."""
        return self._issues[line][0]

    def lines_of(self, plan_row: int) -> list[int]:
        """The lines about one row of the plan."""
        return [line for line, (_, row) in enumerate(self._issues) if row == plan_row]

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        return 0 if parent.isValid() else len(self._issues)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        return 0 if parent.isValid() else 2

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if role != Qt.ItemDataRole.DisplayRole or not index.isValid():
            return None
        issue, _ = self._issues[index.row()]
        if index.column() == 1:
            return " ".join(issue.message.split())
        sheet = issue.sheet or self._sheet
        return f"{sheet}!{issue.cell}" if issue.cell else sheet

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        if role != Qt.ItemDataRole.DisplayRole or orientation != Qt.Orientation.Horizontal:
            return None
        return (self.tr("Cell"), self.tr("What was noticed"))[section]


@dataclass(frozen=True, slots=True)
class RowLine:
    """One line of the side by side view. `address` is the cell the value came from."""

    label: str
    address: str
    received: str
    value: str
    existing: str
    derived: bool = False
    changed: bool = False
    differs: bool = False  # in a doubt: both know it, and not the same


class RowModel(QAbstractTableModel):
    """One row of the list: as received, as it would be stored, as the session has it now.

    Beside a row that may be the same person as another row of the list stands that other row.
    """

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._lines: list[RowLine] = []
        self._other = 0

    def set_lines(self, lines: Sequence[RowLine], other: int = 0) -> None:
        """Show another row; `other` is the number of the row that stands beside it, or 0."""
        self.beginResetModel()
        self._lines = list(lines)
        self._other = other
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        return 0 if parent.isValid() else len(self._lines)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        return 0 if parent.isValid() else 4

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        line, column = self._lines[index.row()], index.column()
        match role:
            case Qt.ItemDataRole.DisplayRole:
                text = (line.label, line.received, line.value, line.existing)[column]
                return f"{text}  [{line.address}]" if column == 1 and line.address else text
            case Qt.ItemDataRole.AccessibleTextRole:
                return self._spoken(line, column)
            case Qt.ItemDataRole.BackgroundRole:
                return _ground(line, column)
            case Qt.ItemDataRole.ForegroundRole if column == 0 and not line.differs:
                return QBrush(QColor(current_theme().muted))
            case Qt.ItemDataRole.FontRole:
                font = QFont()
                font.setItalic(column == 2 and line.derived)
                font.setBold(column == 0 and line.differs)
                return font if font.italic() or font.bold() else None
            case _:
                return None

    def _spoken(self, line: RowLine, column: int) -> str | None:
        if column == 2 and line.derived:
            return self.tr("{0} (made by the program)").format(line.value)
        if column == 0 and line.differs:
            return self.tr("{0} (differs)").format(line.label)
        return None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        if role != Qt.ItemDataRole.DisplayRole or orientation != Qt.Orientation.Horizontal:
            return None
        now = self.tr("In the session now")
        return (
            self.tr("Field"),
            self.tr("In the list"),
            self.tr("Would be stored"),
            self.tr("In row {0}").format(self._other) if self._other else now,
        )[section]


def _ground(line: RowLine, column: int) -> QBrush | None:
    if line.changed and column == 2:
        return QBrush(QColor(current_theme().info_ground))
    if line.differs and column >= 2:
        return QBrush(QColor(current_theme().warning_ground))
    return None


def row_lines(
    planned: PlannedRow,
    layout: Layout,
    existing: Delegate | Mapping[str, str] | None,
    *,
    masked: bool,
) -> list[RowLine]:
    """The row beside itself: its fields, then the cells of the list that have no field.

    Of a doubt all is shown that either of the two says, since that is what it is decided by.
    """
    beside = existing.as_dict() if isinstance(existing, Delegate) else dict(existing or {})
    doubt = bool(beside) and (
        planned.state is RowState.DOUBTFUL
        or planned.verdict is not None
        or (planned.state is RowState.NEW and existing is not None)
    )
    cells = {
        f"{column_letters(column.index)}{planned.row.row}": (
            column.heading,
            planned.row.original.get(column.heading, ""),
        )
        for column in layout.columns
    }
    changed = {change.field: change for change in planned.changes}
    lines = []
    said = [key for key in DELEGATE.keys if key in planned.row.values or key in changed]
    more = [key for key in DELEGATE.keys if doubt and beside.get(key) and key not in said]
    # Who was said to be somebody of the session keeps what the list does not change.
    stays = planned.verdict is Verdict.SAME and not planned.repeats
    for key in (*said, *more):
        value, now = planned.row.values.get(key, ""), beside.get(key, "")
        if key in changed:
            value = changed[key].new  # also what the program adds itself
        elif stays and now:
            value = now
        address = planned.row.cells.get(key, "")
        hidden = masked and DELEGATE[key].privacy.masked
        texts = (cells.get(address, ("", ""))[1], _shown(key, value), _shown(key, now))
        shown = [MASK if text and hidden else text for text in texts]
        lines.append(
            RowLine(
                DELEGATE[key].label,
                address,
                " ".join(shown[0].split()),
                shown[1],
                shown[2],
                derived=(key in changed and changed[key].derived)
                or (key in planned.row.derived and value == planned.row.values.get(key)),
                changed=key in changed,
                differs=doubt and bool(value and now) and not same_value(DELEGATE[key], value, now),
            )
        )
    used = set(planned.row.cells.values())
    lines.extend(
        RowLine(heading, address, " ".join(text.split()), "", "")
        for address, (heading, text) in cells.items()
        if text and address not in used
    )
    return lines


def _shown(key: str, value: str) -> str:
    field = DELEGATE[key]
    if field.kind is Kind.DATE and value:
        return shown_date(value)
    return " ".join(field.shown(value).split())
