"""The steps of the journal as a table: when, what, who, how many rows."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from rapporteur.domain.history import Step, StepKind
from rapporteur.ui.moments import moment

_Index = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()


class JournalModel(QAbstractTableModel):
    """Read-only; replaced as a whole, since a journal only grows at its head."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._steps: Sequence[Step] = ()
        self._titles = (self.tr("When"), self.tr("What"), self.tr("Who"), self.tr("Rows"))

    def show_steps(self, steps: Sequence[Step]) -> None:
        """Show `steps`, newest first."""
        self.beginResetModel()
        self._steps = steps
        self.endResetModel()

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
