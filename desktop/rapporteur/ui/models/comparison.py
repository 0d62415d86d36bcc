"""The comparison of two lists as Qt tables: a line per person, and what differs of one of them."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import (
    QAbstractTableModel,
    QCoreApplication,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
)
from PySide6.QtGui import QBrush, QColor, QIcon

from rapporteur.domain.comparison import ComparedRow, Difference
from rapporteur.domain.dates import shown_date
from rapporteur.domain.delegates import DELEGATE
from rapporteur.domain.fields import Kind
from rapporteur.domain.importing import CellChange, RowState
from rapporteur.ui.icons import icon
from rapporteur.ui.models.import_rows import state_colours, state_icon
from rapporteur.ui.models.import_sheet import MASK
from rapporteur.ui.theme import current_theme

Index = QModelIndex | QPersistentModelIndex

WHAT, NAME, OLD_ROW, NEW_ROW, DIFFERS = range(5)
_STATES = {
    Difference.ADDED: RowState.NEW,
    Difference.REMOVED: RowState.REMOVED,
    Difference.CHANGED: RowState.CHANGED,
    Difference.MOVED: RowState.MOVED,
    Difference.DOUBTFUL: RowState.DOUBTFUL,
    Difference.SAME: RowState.SAME,
}


def difference_word(kind: Difference) -> str:
    """A kind as a word."""
    translate = QCoreApplication.translate
    return {
        Difference.ADDED: translate("ComparisonModel", "Added"),
        Difference.REMOVED: translate("ComparisonModel", "Removed"),
        Difference.CHANGED: translate("ComparisonModel", "Changed"),
        Difference.MOVED: translate("ComparisonModel", "Moved"),
        Difference.DOUBTFUL: translate("ComparisonModel", "Doubtful"),
        Difference.SAME: translate("ComparisonModel", "Same"),
    }[kind]


def shown_value(key: str, value: str, *, masked: bool) -> str:
    """A value as people read it; passport data are dots where `masked`."""
    field = DELEGATE[key]
    if masked and field.privacy.masked:
        return MASK if value else ""
    if field.kind is Kind.DATE and value:
        return shown_date(value)
    return " ".join(field.shown(value).split())


class ComparisonModel(QAbstractTableModel):
    """Lines of a comparison, all or those of some kinds."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._all: Sequence[ComparedRow] = ()
        self._rows: list[ComparedRow] = []
        self._icons: dict[Difference, QIcon] = {}
        self._masked = True

    def show(self, rows: Sequence[ComparedRow], kinds: frozenset[Difference]) -> None:
        """Show the lines of `kinds`; all where it is empty."""
        self.beginResetModel()
        self._all = rows
        self._rows = [row for row in rows if not kinds or row.kind in kinds]
        self.endResetModel()

    def set_masked(self, masked: bool) -> None:
        """Whether passport data are dots."""
        self._masked = masked
        self.refresh()

    def refresh(self) -> None:
        """Draw everything anew, as after a change of theme."""
        self._icons = {}
        if self._rows:
            self.dataChanged.emit(self.index(0, 0), self.index(len(self._rows) - 1, DIFFERS))

    def line(self, row: int) -> ComparedRow:
        """What stands in a line."""
        return self._rows[row]

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        return 0 if parent.isValid() else DIFFERS + 1

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        line, column = self._rows[index.row()], index.column()
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return self._text(line, column)
            case Qt.ItemDataRole.DecorationRole if column == WHAT:
                return self._icon(line.kind)
            case Qt.ItemDataRole.BackgroundRole if column == WHAT:
                colours = state_colours(current_theme(), _STATES[line.kind])
                return QBrush(QColor(colours[1]))
            case _:
                return None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        if role != Qt.ItemDataRole.DisplayRole or orientation != Qt.Orientation.Horizontal:
            return None
        return (
            self.tr("What"),
            self.tr("Name"),
            self.tr("Row before"),
            self.tr("Row now"),
            self.tr("What differs"),
        )[section]

    def _text(self, line: ComparedRow, column: int) -> str:
        match column:
            case 0:
                return difference_word(line.kind)
            case 1:
                return line.name
            case 2:
                return str(line.old_row or "")
            case 3:
                return str(line.new_row or "")
            case _:
                return self._differs(line)

    def _differs(self, line: ComparedRow) -> str:
        said = [self._change(change) for change in line.changes]
        if line.move is not None:
            said.append(self.tr("place {0} → {1}").format(line.move.old, line.move.new))
        return " · ".join([*said, line.reason] if line.reason else said)

    def _change(self, change: CellChange) -> str:
        old, new = (
            shown_value(change.field, text, masked=self._masked) or "—"
            for text in (change.old, change.new)
        )
        return f"{DELEGATE[change.field].label}: {old} → {new}"

    def _icon(self, kind: Difference) -> QIcon:
        if kind not in self._icons:
            colour = state_colours(current_theme(), _STATES[kind])[0]
            self._icons[kind] = icon(state_icon(_STATES[kind]), colour=colour)
        return self._icons[kind]


class ChangesModel(QAbstractTableModel):
    """What differs of one person: field, before, now."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._lines: list[tuple[str, str, str]] = []

    def show(self, line: ComparedRow | None, *, masked: bool) -> None:
        """Show what differs in `line`; None empties the table."""
        self.beginResetModel()
        self._lines = []
        if line is not None:
            self._lines = [
                (
                    DELEGATE[change.field].label,
                    shown_value(change.field, change.old, masked=masked) or "—",
                    shown_value(change.field, change.new, masked=masked) or "—",
                )
                for change in line.changes
            ]
            if line.move is not None:
                place = self.tr("Place in the list")
                self._lines.append((place, str(line.move.old), str(line.move.new)))
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
        return (self.tr("Field"), self.tr("Before"), self.tr("Now"))[section]
