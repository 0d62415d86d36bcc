"""Two entries of one person as a Qt table: a line per field in which they differ, and the result.

Of each line one of the two values is chosen. Which, is shown by a filled ring, bold letters and
the result beside them, and told to a screen reader.
"""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtGui import QBrush, QColor, QFont

from rapporteur.domain.dates import shown_date
from rapporteur.domain.delegates import DELEGATE, Delegate
from rapporteur.domain.fields import Kind
from rapporteur.domain.merging import SIDE, differing, from_the_other
from rapporteur.domain.sessions import Side
from rapporteur.ui.models.import_sheet import MASK
from rapporteur.ui.theme import current_theme

Index = QModelIndex | QPersistentModelIndex

FIELD, FIRST, SECOND, RESULT = range(4)
_CHOSEN, _NOT = "\u25c9", "\u25cb"  # a filled and an empty ring


class MergeModel(QAbstractTableModel):
    """The fields in which `people` (two) differ. `stays` is 0 or 1: whose values stand unless
    the user chooses otherwise.
    """

    def __init__(
        self,
        people: tuple[Delegate, Delegate],
        sides: Mapping[int, Side],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._people = people
        self._sides = sides
        self._keys = differing(*people)
        self._picked: dict[str, int] = {}
        self._masked = True
        self.stays = 0

    @property
    def keys(self) -> tuple[str, ...]:
        """The fields, in the order of the lines."""
        return self._keys

    @property
    def taken(self) -> frozenset[str]:
        """The fields whose values are those of the entry that goes."""
        return frozenset(key for key in self._keys if self.chosen(key) != self.stays)

    def chosen(self, key: str) -> int:
        """Whose value of a field is chosen, 0 or 1."""
        if key in self._picked:
            return self._picked[key]
        stays, goes = self._people[self.stays], self._people[1 - self.stays]
        return 1 - self.stays if key in from_the_other(stays, goes) else self.stays

    def choose(self, row: int, which: int) -> None:
        """Choose a value of a line: of the first person (0) or the second (1)."""
        self._picked[self._keys[row]] = which
        self._all_changed(row, row)

    def set_stays(self, which: int) -> None:
        """Which entry stays; lines that the user has chosen keep their choice."""
        self.stays = which
        if self._keys:
            self._all_changed(0, len(self._keys) - 1)

    def set_masked(self, masked: bool) -> None:
        """Whether passport data are dots."""
        self._masked = masked
        if self._keys:
            self._all_changed(0, len(self._keys) - 1)

    def has_masked(self) -> bool:
        """Whether any line is passport data."""
        return any(key != SIDE and DELEGATE[key].privacy.masked for key in self._keys)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        return 0 if parent.isValid() else len(self._keys)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        return 0 if parent.isValid() else 4

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        key, column = self._keys[index.row()], index.column()
        chosen = column in {FIRST, SECOND} and self.chosen(key) == column - FIRST
        theme = current_theme()
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return self._shown(key, column)
            case Qt.ItemDataRole.AccessibleTextRole if chosen:
                return self.tr("{0} (chosen)").format(self._text(key, column - FIRST))
            case Qt.ItemDataRole.ToolTipRole if column != FIELD:
                return self._shown(key, column)
            case Qt.ItemDataRole.BackgroundRole if chosen:
                return QBrush(QColor(theme.info_ground))
            case Qt.ItemDataRole.ForegroundRole if not chosen and column != RESULT:
                return QBrush(QColor(theme.muted))
            case Qt.ItemDataRole.FontRole if chosen or column == RESULT:
                font = QFont()
                font.setBold(True)
                return font
            case _:
                return None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        if role != Qt.ItemDataRole.DisplayRole or orientation != Qt.Orientation.Horizontal:
            return None
        numbered = self.tr("Entry {0}")
        return (
            self.tr("Field"), numbered.format(1), numbered.format(2), self.tr("After merging"),
        )[section]  # fmt: skip

    def _all_changed(self, first: int, last: int) -> None:
        self.dataChanged.emit(self.index(first, 0), self.index(last, RESULT))

    def _shown(self, key: str, column: int) -> str:
        if column == FIELD:
            return self.tr("Side and place") if key == SIDE else DELEGATE[key].label
        if column == RESULT:
            return self._text(key, self.chosen(key))
        which = column - FIRST
        mark = _CHOSEN if self.chosen(key) == which else _NOT
        return f"{mark} {self._text(key, which) or '—'}"

    def _text(self, key: str, which: int) -> str:
        person = self._people[which]
        if key == SIDE:
            side = self._sides.get(person.side_id)
            return f"{side.name() if side else ''}, {person.position}"
        field, value = DELEGATE[key], person[key]
        if field.privacy.masked and self._masked:
            return MASK if value else ""
        if field.kind is Kind.DATE and value:
            return shown_date(value)
        if field.kind is Kind.IMAGE:
            return self.tr("a picture") if value else ""
        return " ".join(field.shown(value).split())
