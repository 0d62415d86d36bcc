"""The journal as tables: the steps (when, what, who, how many rows), and what one step changed."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)

from rapporteur.domain.history import Step, StepKind
from rapporteur.services.journal import Told
from rapporteur.ui.moments import moment
from rapporteur.ui.wording import entity_titles

_Index = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()


class JournalModel(QAbstractTableModel):
    """Read-only; older steps are asked for when the end comes into sight."""

    more_wanted = Signal()
    """Older steps are to be appended."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._steps: list[Step] = []
        self._more = False
        self._titles = (self.tr("When"), self.tr("What"), self.tr("Who"), self.tr("Rows"))

    def show_steps(self, steps: Sequence[Step], *, more: bool = False) -> None:
        """Show `steps`, newest first; with `more` there are older ones to be asked for."""
        self.beginResetModel()
        self._steps, self._more = list(steps), more
        self.endResetModel()

    def append_steps(self, steps: Sequence[Step], *, more: bool) -> None:
        """Add older steps at the end."""
        self._more = more
        if steps:
            first = len(self._steps)
            self.beginInsertRows(_ROOT, first, first + len(steps) - 1)
            self._steps += steps
            self.endInsertRows()

    def step(self, row: int) -> Step:
        """The step at `row`."""
        return self._steps[row]

    def row_of(self, step_id: int) -> int:
        """The row of a step; -1 where it is not shown."""
        return next((row for row, one in enumerate(self._steps) if one.id == step_id), -1)

    def canFetchMore(self, parent: _Index = _ROOT) -> bool:
        return self._more and not parent.isValid()

    def fetchMore(self, parent: _Index = _ROOT) -> None:
        if self.canFetchMore(parent):
            self._more = False  # until they have come
            self.more_wanted.emit()

    def rowCount(self, parent: _Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self._steps)

    def columnCount(self, parent: _Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self._titles)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        if orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return self._titles[section]
        return None

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        step = self._steps[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            texts = (moment(step.at), self.described(step), step.who, str(step.rows))
            return texts[index.column()]
        if role == Qt.ItemDataRole.TextAlignmentRole and index.column() == 3:
            return Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        return None

    def described(self, step: Step) -> str:
        """The label of a step, and whether it was taken back or done again."""
        if step.kind is StepKind.UNDO:
            return self.tr("Undone: {label}").format(label=step.label)
        if step.kind is StepKind.REDO:
            return self.tr("Done again: {label}").format(label=step.label)
        return step.label


class ChangesModel(QAbstractTableModel):
    """What one step changed: record, field, what it held and holds. Masked values are not told."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._lines: Sequence[Told] = ()
        self._kinds = entity_titles()
        self._titles = (self.tr("Record"), self.tr("Field"), self.tr("Before"), self.tr("After"))

    def show_lines(self, lines: Sequence[Told]) -> None:
        """Show these changes."""
        self.beginResetModel()
        self._lines = lines
        self.endResetModel()

    def line(self, row: int) -> Told:
        """The change at `row`."""
        return self._lines[row]

    def rowCount(self, parent: _Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self._lines)

    def columnCount(self, parent: _Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self._titles)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        if orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return self._titles[section]
        return None

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid() or role not in (
            Qt.ItemDataRole.DisplayRole,
            Qt.ItemDataRole.ToolTipRole,
        ):
            return None
        text = self._texts(self._lines[index.row()])[index.column()]
        return text if role == Qt.ItemDataRole.ToolTipRole else " ".join(text.split())

    def _texts(self, line: Told) -> tuple[str, str, str, str]:
        kind = self._kinds.get(line.entity, line.entity)
        record = f"{kind}: {line.name}" if line.name else kind
        if line.came:
            return record, "", "", self.tr("added")
        if line.went:
            return record, "", self.tr("removed"), ""
        if line.masked:
            return record, line.label, "", self.tr("changed")
        if not line.key:
            return record, "", "", self.tr("moved")
        return record, line.label, line.was, line.now
