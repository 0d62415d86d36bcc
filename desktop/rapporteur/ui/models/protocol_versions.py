"""The versions of the Protocol that are kept, as a Qt table; the name can be edited."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)

from rapporteur.domain.protocol import SNAPSHOT, Snapshot
from rapporteur.domain.sessions import split_list
from rapporteur.ui.moments import moment

Index = QModelIndex | QPersistentModelIndex

NAME, KEPT, SENT, LANGUAGES, PARAGRAPHS, REMARKS = range(6)


class VersionsModel(QAbstractTableModel):
    """Shows what `show` is given, the latest first."""

    renamed = Signal(object, str)
    """A `Snapshot`, and the name it is to have."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._versions: Sequence[Snapshot] = ()
        self._sides: Mapping[str, str] = {}
        self._fixed = False

    def show(
        self, versions: Sequence[Snapshot], sides: Mapping[str, str], *, read_only: bool
    ) -> None:
        """Show these versions; `sides` are the names of the sides by uuid."""
        self.beginResetModel()
        self._versions, self._sides, self._fixed = versions, sides, read_only
        self.endResetModel()

    def version(self, row: int) -> Snapshot:
        """The version of a line."""
        return self._versions[row]

    def row_of(self, snapshot_id: int) -> int:
        """The line of a version, -1 where it is not there."""
        return next((at for at, one in enumerate(self._versions) if one.id == snapshot_id), -1)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        return 0 if parent.isValid() else len(self._versions)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        return 0 if parent.isValid() else REMARKS + 1

    def flags(self, index: Index) -> Qt.ItemFlag:
        flags = super().flags(index)
        if index.isValid() and index.column() == NAME and not self._fixed:
            flags |= Qt.ItemFlag.ItemIsEditable
        return flags

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        if role in (
            Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.EditRole, Qt.ItemDataRole.ToolTipRole
        ):  # fmt: skip
            return self._text(self._versions[index.row()], index.column())
        return None

    def setData(self, index: Index, value: object, role: int = Qt.ItemDataRole.EditRole) -> bool:
        if role != Qt.ItemDataRole.EditRole or not index.isValid() or index.column() != NAME:
            return False
        held, name = self._versions[index.row()], str(value).strip()
        if name and name != held["name"]:
            self.renamed.emit(held, name)
        return bool(name)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        if role != Qt.ItemDataRole.DisplayRole or orientation != Qt.Orientation.Horizontal:
            return None
        return (
            self.tr("Version"),
            self.tr("Kept or sent"),
            self.tr("Sent to"),
            self.tr("Languages"),
            self.tr("Paragraphs"),
            self.tr("Remarks"),
        )[section]

    def _text(self, one: Snapshot, column: int) -> str:
        match column:
            case 0:
                return str(one["name"])
            case 1:
                return moment_of(one)
            case 2:
                return self._sides.get(one["sent_to"], "–")
            case 3:
                return ", ".join(split_list(one["languages"]))
            case 4:
                return str(max((int(p["number"] or 0) for p in one.content), default=0))
            case _:
                return str(one["remarks"])


def moment_of(one: Snapshot) -> str:
    """When a version was kept or sent, as people read it."""
    return moment(datetime.fromisoformat(one["sent_at"]))


def version_words(one: Snapshot, sides: Mapping[str, str]) -> str:
    """A version in one line, its side named once: "Draft 1 · 5 Aug 18:00 · Russian Side"."""
    label = str(one["name"] or SNAPSHOT["name"].label)
    side = sides.get(one["sent_to"], "")
    side = "" if side in label else side
    return " · ".join(part for part in (label, moment_of(one), side) if part)
