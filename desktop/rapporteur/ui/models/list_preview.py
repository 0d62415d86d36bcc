"""The first rows of a list as a table: headings above, private values as dots until asked for."""

from __future__ import annotations

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from rapporteur.domain.fields import Kind, Privacy
from rapporteur.services.lists.preview import ListPreview

_Index = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()
MASK = "••••"
_CENTRED = frozenset({Kind.DATE, Kind.TIME, Kind.NUMBER})


class ListPreviewModel(QAbstractTableModel):
    """Shows a `ListPreview`; nothing can be edited."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._shown: ListPreview | None = None
        self._masked = True

    def show_preview(self, shown: ListPreview, *, masked: bool) -> None:
        """Replace what is shown."""
        self.beginResetModel()
        self._shown, self._masked = shown, masked
        self.endResetModel()

    def rowCount(self, parent: _Index = _ROOT) -> int:
        return 0 if parent.isValid() or self._shown is None else len(self._shown.rows)

    def columnCount(self, parent: _Index = _ROOT) -> int:
        return 0 if parent.isValid() or self._shown is None else len(self._shown.columns)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        if self._shown is None or orientation is not Qt.Orientation.Horizontal:
            return None
        return self._shown.headings[section] if role == Qt.ItemDataRole.DisplayRole else None

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if self._shown is None or not index.isValid():
            return None
        field = self._shown.columns[index.column()]
        if role == Qt.ItemDataRole.DisplayRole:
            text = self._shown.rows[index.row()][index.column()]
            return MASK if text and self._hides(field.privacy) else text
        if role == Qt.ItemDataRole.TextAlignmentRole and field.kind in _CENTRED:
            return Qt.AlignmentFlag.AlignCenter
        return None

    def _hides(self, privacy: Privacy) -> bool:
        return self._masked and privacy is not Privacy.PUBLIC
