"""The rows of an import preview as a Qt table: one line per row of the list.

A line begins with a tick (comes in or stays out), the row of the sheet, the state as icon and
word, the name and the side; then follow the fields the list has, in the catalogue's order.
A cell that would change shows "old → new". Cells made by the program are in italics and say so
to a screen reader. Passport cells are dots until the user asks.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence

from PySide6.QtCore import (
    QAbstractTableModel,
    QCoreApplication,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)
from PySide6.QtGui import QBrush, QColor, QFont, QIcon

from rapporteur.domain.dates import shown_date
from rapporteur.domain.delegates import DELEGATE
from rapporteur.domain.fields import Kind
from rapporteur.domain.importing import CellChange, PlannedRow, RowState
from rapporteur.domain.names import compose_name
from rapporteur.domain.sessions import Side
from rapporteur.ui.icons import icon
from rapporteur.ui.models.import_draft import ImportDraft
from rapporteur.ui.models.import_sheet import MASK
from rapporteur.ui.theme import Theme, current_theme

Index = QModelIndex | QPersistentModelIndex

TAKE, STATE, NAME, SIDE, FIRST_FIELD = range(5)

_UNCHECKED = Qt.CheckState.Unchecked
_NAME_PARTS = frozenset({"family_name", "given_name", "patronymic", "name_order"})
_ICONS = {
    RowState.NEW: "person-add",
    RowState.CHANGED: "edit",
    RowState.SAME: "check",
    RowState.MOVED: "drag",
    RowState.REMOVED: "withdraw",
    RowState.DOUBTFUL: "help",
    RowState.FAULTY: "error",
    RowState.SKIPPED: "skip",
}


class PreviewModel(QAbstractTableModel):
    """The rows of a draft, or those of chosen states. Ticking a line is its only edit."""

    ticked = Signal()
    """Which rows come in differs now."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._draft = ImportDraft.empty()
        self._sides: Mapping[int, Side] = {}
        self._states: frozenset[RowState] = frozenset()
        self._rows: list[int] = []
        self._gone: dict[int, int | None] = {}
        self._fields: tuple[str, ...] = ()
        self._changes: dict[int, dict[str, CellChange]] = {}
        self._icons: dict[RowState, QIcon] = {}
        self._masked = True
        self._answers: dict[int, Callable[[int, int], object]] = {
            Qt.ItemDataRole.DisplayRole: self._text,
            Qt.ItemDataRole.AccessibleTextRole: self._spoken,
            Qt.ItemDataRole.BackgroundRole: self._ground,
            Qt.ItemDataRole.ForegroundRole: self._ink,
            Qt.ItemDataRole.CheckStateRole: self._tick,
            Qt.ItemDataRole.DecorationRole: self._icon,
            Qt.ItemDataRole.FontRole: self._font,
        }

    def set_draft(self, draft: ImportDraft, sides: Sequence[Side]) -> None:
        """Show another draft, all of its rows."""
        self._sides = {side.id: side for side in sides}
        self._show(draft, self._states)

    def set_states(self, states: frozenset[RowState]) -> None:
        """Show the rows in `states` only; all where it is empty."""
        self._show(self._draft, states)

    def refresh(self) -> None:
        """The draft's decisions differ; its lines stay, whatever state their rows have now.

        Only the lines of who is gone, at the end, come and go with the decisions.
        """
        self._changes = _changes_of(self._draft)
        self._show_gone_again()
        if self._fields != (fields := self._fields_now()):
            self.beginResetModel()
            self._fields = fields
            self.endResetModel()
        if self._rows:
            last = self.index(len(self._rows) - 1, self.columnCount() - 1)
            self.dataChanged.emit(self.index(0, 0), last)
        self.ticked.emit()

    def set_masked(self, masked: bool) -> None:
        """Whether passport cells are a row of dots."""
        self._masked = masked
        self.refresh()

    def refresh_icons(self) -> None:
        """Tint the icons anew after a change of theme."""
        self._icons = {}
        self.refresh()

    def plan_row(self, row: int) -> int:
        """The index in the plan of the line `row`."""
        return self._rows[row]

    def plan_rows(self) -> list[int]:
        """The indexes in the plan of all lines that are shown."""
        return list(self._rows)

    def line_of(self, plan_row: int) -> int | None:
        """The line that shows a row of the plan; None where the states shown leave it out."""
        return self._rows.index(plan_row) if plan_row in self._rows else None

    def field(self, column: int) -> str:
        """The field of a column; "" for the columns before the fields."""
        return self._fields[column - FIRST_FIELD] if column >= FIRST_FIELD else ""

    def column_of(self, field: str) -> int:
        """The column that shows `field`; the name where it is a part of it or not shown."""
        return FIRST_FIELD + self._fields.index(field) if field in self._fields else NAME

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        return 0 if parent.isValid() else FIRST_FIELD + len(self._fields)

    def flags(self, index: Index) -> Qt.ItemFlag:
        flags = super().flags(index)
        if index.isValid() and index.column() == TAKE and self._is_choosable(index.row()):
            flags |= Qt.ItemFlag.ItemIsUserCheckable
        return flags

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        answer = self._answers.get(role)
        return answer(index.row(), index.column()) if answer else None

    def setData(self, index: Index, value: object, role: int = Qt.ItemDataRole.EditRole) -> bool:
        if role != Qt.ItemDataRole.CheckStateRole:
            return False
        if not index.isValid() or index.column() != TAKE or not self._is_choosable(index.row()):
            return False
        self._draft.accept([self._rows[index.row()]], yes=Qt.CheckState(value) != _UNCHECKED)
        self.refresh()
        return True

    def turn(self, lines: Iterable[int]) -> None:
        """Tick these lines, or where all are ticked that can be, untick them."""
        rows = [self._rows[line] for line in lines if self._is_choosable(line)]
        if rows:
            self._draft.accept(rows, yes=not self._draft.accepted.issuperset(rows))
            self.refresh()

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        if role != Qt.ItemDataRole.DisplayRole or orientation != Qt.Orientation.Horizontal:
            return None
        if section >= FIRST_FIELD:
            return DELEGATE[self._fields[section - FIRST_FIELD]].label
        return (self.tr("Row"), self.tr("State"), self.tr("Name"), self.tr("Side"))[section]

    def _show(self, draft: ImportDraft, states: frozenset[RowState]) -> None:
        self.beginResetModel()
        self._draft, self._states = draft, states
        rows = draft.plan.rows
        self._rows = [i for i, planned in enumerate(rows) if not states or planned.state in states]
        self._gone = _gone_of(draft)
        self._changes = _changes_of(draft)
        self._fields = self._fields_now()
        self.endResetModel()

    def _show_gone_again(self) -> None:
        """Replace the lines of who is gone, where others are gone now."""
        before, self._gone = self._gone, _gone_of(self._draft)
        if self._gone == before:
            return
        shown = {before[i] for i in self._rows if i in before}
        listed = [i for i in self._rows if i not in before]
        rows = self._draft.plan.rows
        gone = [
            i
            for i, who in self._gone.items()
            if not self._states or rows[i].state in self._states or who in shown
        ]
        if len(listed) < len(self._rows):
            self.beginRemoveRows(QModelIndex(), len(listed), len(self._rows) - 1)
            self._rows = listed
            self.endRemoveRows()
        if gone:
            self.beginInsertRows(QModelIndex(), len(listed), len(listed) + len(gone) - 1)
            self._rows = [*listed, *gone]
            self.endInsertRows()

    def _fields_now(self) -> tuple[str, ...]:
        """The fields that any row has or changes."""
        rows = self._draft.plan.rows
        # Who is gone brings no columns along: what the list does not have says nothing here.
        listed = (one for one in rows if one.row.row and one.state is not RowState.REMOVED)
        named = {key for planned in listed for key in planned.row.values}
        named.update(key for found in self._changes.values() for key in found)
        return tuple(key for key in DELEGATE.keys if key in named - _NAME_PARTS)

    def _planned(self, row: int) -> PlannedRow:
        return self._draft.plan.rows[self._rows[row]]

    def _is_choosable(self, row: int) -> bool:
        return self._draft.choosable(self._rows[row])

    def _tick(self, row: int, column: int) -> Qt.CheckState | None:
        if column != TAKE or not self._is_choosable(row):
            return None
        return Qt.CheckState.Checked if self._rows[row] in self._draft.accepted else _UNCHECKED

    def _text(self, row: int, column: int) -> str:
        planned = self._planned(row)
        if column == TAKE:
            return f"{planned.row.sheet} {planned.row.row or '—'}".lstrip()
        if column == STATE:
            return self._state(planned)
        if column == NAME:
            return self._name(row, planned)
        if column == SIDE:
            side = self._sides.get(planned.side_id) if planned.side_id is not None else None
            return side.name() if side else ""
        key = self._fields[column - FIRST_FIELD]
        change = self._change(row, key)
        if change is None:
            return self._shown(key, planned.row.values.get(key, ""))
        return f"{self._shown(key, change.old) or '—'} → {self._shown(key, change.new) or '—'}"

    def _state(self, planned: PlannedRow) -> str:
        word = state_word(planned.state, version=self._draft.plan.is_version)
        if planned.move is None:
            return word
        return self.tr("{0} · place {1} → {2}").format(word, planned.move.old, planned.move.new)

    def _name(self, row: int, planned: PlannedRow) -> str:
        name = compose_name(planned.row.values)
        before = self._draft.existing(self._rows[row])
        if before is not None and self._name_changes(row):
            return f"{compose_name(before.__getitem__)} → {name}"
        # A row that is no person has no name: what stands in its first cell tells which it is.
        return name or self._first_text(planned)

    def _first_text(self, planned: PlannedRow) -> str:
        """What a row of nobody is called: the first of its cells, a passport's but as dots."""
        plan = self._draft.plan
        private = {
            column.heading
            for layout in (plan.layout, *plan.further)
            for column in layout.columns
            if column.target and DELEGATE[column.target].privacy.masked
        }
        found = next(((key, text) for key, text in planned.row.original.items() if text), ("", ""))
        return MASK if self._masked and found[0] in private else found[1]

    def _shown(self, key: str, value: str) -> str:
        field = DELEGATE[key]
        if self._masked and field.privacy.masked:
            return MASK if value else ""
        if field.kind is Kind.DATE and value:
            return shown_date(value)
        return " ".join(field.shown(value).split())

    def _change(self, row: int, key: str) -> CellChange | None:
        return self._changes.get(self._rows[row], {}).get(key)

    def _name_changes(self, row: int) -> bool:
        return not _NAME_PARTS.isdisjoint(self._changes.get(self._rows[row], {}))

    def _is_derived(self, row: int, column: int) -> bool:
        derived = self._planned(row).row.derived
        if column == NAME:
            return not derived.isdisjoint(_NAME_PARTS)
        return column >= FIRST_FIELD and self._fields[column - FIRST_FIELD] in derived

    def _changes_here(self, row: int, column: int) -> bool:
        if column == NAME:
            return self._name_changes(row)
        return column >= FIRST_FIELD and self._change(row, self.field(column)) is not None

    def _spoken(self, row: int, column: int) -> str:
        text = self._text(row, column)
        if self._is_derived(row, column):
            return self.tr("{0} (made by the program)").format(text)
        return text

    def _ground(self, row: int, column: int) -> QBrush | None:
        theme = current_theme()
        if column == STATE:
            return QBrush(QColor(state_colours(theme, self._planned(row).state)[1]))
        return QBrush(QColor(theme.info_ground)) if self._changes_here(row, column) else None

    def _ink(self, row: int, _column: int) -> QBrush | None:
        if self._rows[row] in self._draft.accepted:
            return None
        return QBrush(QColor(current_theme().muted))

    def _icon(self, row: int, column: int) -> QIcon | None:
        if column != STATE:
            return None
        state = self._planned(row).state
        if state not in self._icons:
            colour = state_colours(current_theme(), state)[0]
            self._icons[state] = icon(_ICONS[state], colour=colour)
        return self._icons[state]

    def _font(self, row: int, column: int) -> QFont | None:
        if not self._is_derived(row, column):
            return None
        font = QFont()
        font.setItalic(True)
        return font


def _gone_of(draft: ImportDraft) -> dict[int, int | None]:
    """The ids of those who are not in the list, by index of their lines behind it."""
    return {
        i: planned.delegate_id for i, planned in enumerate(draft.plan.rows) if not planned.row.row
    }


def _changes_of(draft: ImportDraft) -> dict[int, dict[str, CellChange]]:
    """The changes of each row that has any, by field."""
    return {
        i: {change.field: change for change in planned.changes}
        for i, planned in enumerate(draft.plan.rows)
        if planned.changes
    }


def state_word(state: RowState, *, version: bool = False) -> str:
    """The state as a word; who is new to a version is added to the list."""
    translate = QCoreApplication.translate
    word = translate("PreviewModel", "Same")
    match state:
        case RowState.NEW:
            new, added = translate("PreviewModel", "New"), translate("PreviewModel", "Added")
            word = added if version else new
        case RowState.CHANGED:
            word = translate("PreviewModel", "Changed")
        case RowState.MOVED:
            word = translate("PreviewModel", "Moved")
        case RowState.REMOVED:
            word = translate("PreviewModel", "Removed")
        case RowState.DOUBTFUL:
            word = translate("PreviewModel", "Doubtful")
        case RowState.FAULTY:
            word = translate("PreviewModel", "Faulty")
        case RowState.SKIPPED:
            word = translate("PreviewModel", "Skipped")
    return word


def state_icon(state: RowState) -> str:
    """The name of the picture of a state."""
    return _ICONS[state]


def state_colours(theme: Theme, state: RowState) -> tuple[str, str]:
    """Ink and ground of a state; it always stands beside the word."""
    return {
        RowState.NEW: (theme.good, theme.good_ground),
        RowState.CHANGED: (theme.accent, theme.info_ground),
        RowState.SAME: (theme.muted, theme.base),
        RowState.MOVED: (theme.accent, theme.info_ground),
        RowState.REMOVED: (theme.error, theme.error_ground),
        RowState.DOUBTFUL: (theme.warning, theme.warning_ground),
        RowState.FAULTY: (theme.error, theme.error_ground),
        RowState.SKIPPED: (theme.muted, theme.base),
    }[state]
