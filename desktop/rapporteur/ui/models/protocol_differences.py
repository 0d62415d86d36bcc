"""What differs between two versions of the Protocol, as a Qt table: a line per paragraph."""

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

from rapporteur.domain.protocol import HEADING
from rapporteur.domain.protocol_versions import Fate, ParagraphDifference
from rapporteur.ui.icons import icon
from rapporteur.ui.theme import Theme, current_theme

Index = QModelIndex | QPersistentModelIndex

WHAT, NUMBER, TEXT = range(3)

KINDS = ("changed", "new", "withdrawn", "moved", "state", "same")
"""Kinds of differences in the order of their chips; one paragraph may be of several."""

_ICONS = {
    "changed": "edit", "new": "add", "withdrawn": "delete", "moved": "sort", "state": "flag",
    "same": "check",
}  # fmt: skip


def kinds_of(one: ParagraphDifference) -> list[str]:
    """Of which kinds a line is, the weightiest first."""
    found = [] if one.fate is Fate.SAME else [one.fate.value]
    found += ["moved"] * one.moved + ["state"] * one.state_changed
    return found or ["same"]


def kind_word(kind: str) -> str:
    """A kind as a word."""
    translate = QCoreApplication.translate
    return {
        "changed": translate("ProtocolDifferences", "Changed"),
        "new": translate("ProtocolDifferences", "New"),
        "withdrawn": translate("ProtocolDifferences", "Withdrawn"),
        "moved": translate("ProtocolDifferences", "Moved"),
        "state": translate("ProtocolDifferences", "State"),
        "same": translate("ProtocolDifferences", "Same"),
    }[kind]


def numbers_words(one: ParagraphDifference) -> str:
    """The number, or the former and the present one: "3 → 4"."""
    before = one.before.number if one.before is not None else ""
    now = one.now.number if one.now is not None else ""
    if one.before is None or one.now is None or before == now:
        return now or before
    return f"{before or '–'} → {now or '–'}"


class DifferencesModel(QAbstractTableModel):
    """Lines of some kinds, compared in one language."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._all: Sequence[ParagraphDifference] = ()
        self._rows: list[ParagraphDifference] = []
        self._language = ""
        self._icons: dict[str, QIcon] = {}

    def show(
        self, found: Sequence[ParagraphDifference], language: str, kinds: frozenset[str]
    ) -> None:
        """Show the lines of these kinds; all where there are none."""
        self.beginResetModel()
        self._all, self._language = found, language
        self._rows = [one for one in found if not kinds or kinds.intersection(kinds_of(one))]
        self.endResetModel()

    def line(self, row: int) -> ParagraphDifference:
        """What stands in a line."""
        return self._rows[row]

    def row_of(self, uuid: str) -> int:
        """The line of a paragraph, -1 where it is not shown."""
        return next((at for at, one in enumerate(self._rows) if one.paragraph.uuid == uuid), -1)

    def refresh(self) -> None:
        """Draw everything anew, as after a change of theme."""
        self._icons = {}
        if self._rows:
            self.dataChanged.emit(self.index(0, 0), self.index(len(self._rows) - 1, TEXT))

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        return 0 if parent.isValid() else TEXT + 1

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        one, column = self._rows[index.row()], index.column()
        match role:
            case Qt.ItemDataRole.DisplayRole | Qt.ItemDataRole.ToolTipRole:
                return self._text(one, column)
            case Qt.ItemDataRole.DecorationRole if column == WHAT:
                return self._icon(kinds_of(one)[0])
            case Qt.ItemDataRole.BackgroundRole if column == WHAT:
                return QBrush(QColor(_colours(current_theme(), kinds_of(one)[0])[1]))
        return None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        if role != Qt.ItemDataRole.DisplayRole or orientation != Qt.Orientation.Horizontal:
            return None
        return (self.tr("What"), self.tr("No."), self.tr("Paragraph"))[section]

    def _text(self, one: ParagraphDifference, column: int) -> str:
        match column:
            case 0:
                return ", ".join(map(kind_word, kinds_of(one)))
            case 1:
                return numbers_words(one)
            case _:
                text = " ".join(one.paragraph.text(self._language).split())
                return text.upper() if one.paragraph.kind == HEADING else text

    def _icon(self, kind: str) -> QIcon:
        if kind not in self._icons:
            colour = _colours(current_theme(), kind)[0]
            self._icons[kind] = icon(_ICONS[kind], colour=colour)
        return self._icons[kind]


def _colours(theme: Theme, kind: str) -> tuple[str, str]:
    """Ink and ground of a kind; it always stands beside the word."""
    return {
        "changed": (theme.accent, theme.info_ground),
        "new": (theme.good, theme.good_ground),
        "withdrawn": (theme.error, theme.error_ground),
        "moved": (theme.warning, theme.warning_ground),
    }.get(kind, (theme.muted, theme.base))
