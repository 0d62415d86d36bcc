"""The agenda as a table: a heading per sitting, its items, and the parking lot at the end."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import (
    QAbstractTableModel,
    QByteArray,
    QMimeData,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)
from PySide6.QtGui import QFont

from rapporteur.domain.agenda import AGENDA_ITEM, CURRENT, DONE, POSTPONED, Sitting
from rapporteur.domain.agenda_tree import Agenda, AgendaLine, SittingPlan
from rapporteur.domain.dates import shown_date
from rapporteur.domain.directory import Directory
from rapporteur.domain.timetable import span

_Index = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()
_MIME = "application/x-rapporteur-agenda-item"

NUMBER, TITLE, WHO, MINUTES, TIME, STATE = range(6)
ROW_ROLE = Qt.ItemDataRole.UserRole
MARK_ROLE = Qt.ItemDataRole.UserRole + 1

Spot = tuple[int | None, int | None]


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the table: a sitting's heading, an item, or the heading of the parking lot."""

    line: AgendaLine | None = None
    plan: SittingPlan | None = None

    @property
    def sitting(self) -> Sitting | None:
        """The sitting of a heading; None for items and for the parking lot."""
        return self.plan.sitting if self.plan is not None else None

    @property
    def heading(self) -> bool:
        """Whether this is a heading."""
        return self.line is None


class AgendaTable(QAbstractTableModel):
    """Rows of an `Agenda`. Dragged items are announced by `moved`; the file answers."""

    moved = Signal(int, object, int)
    """An item was dropped: its id, the spot (sitting, item) and the place there, from 0."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: list[Row] = []
        self._agenda = Agenda("", (), ())
        self._directory = Directory()
        self._languages: tuple[str, ...] = ("en",)
        self.read_only = False

    # What is shown -------------------------------------------------------------------

    def show_agenda(
        self,
        agenda: Agenda,
        directory: Directory,
        languages: tuple[str, ...],
        shown: set[int] | None,
    ) -> None:
        """Show everything, or the items whose ids are in `shown`, under their headings."""
        rows: list[Row] = []
        # While a filter is on, a heading stands only above what it lets through.
        for plan in agenda.plans:
            lines = _rows(plan.all_lines(), shown)
            rows += [Row(plan=plan), *lines] if lines or shown is None else []
        lines = _rows(agenda.parked_lines(), shown)
        if lines or (shown is None and agenda.plans):
            rows += [Row(), *lines]
        same = [_key(r) for r in rows] == [_key(r) for r in self._rows]
        if not same:
            self.beginResetModel()
        self._rows, self._agenda = rows, agenda
        self._directory, self._languages = directory, languages
        if not same:
            self.endResetModel()
        elif rows:
            self.dataChanged.emit(self.index(0, 0), self.index(len(rows) - 1, STATE))

    def row_at(self, row: int) -> Row | None:
        """The line in a row of the table."""
        return self._rows[row] if 0 <= row < len(self._rows) else None

    def row_of_item(self, item_id: int) -> int:
        """The row of an item; -1 where it is not shown."""
        found = (at for at, row in enumerate(self._rows) if row.line and row.line.id == item_id)
        return next(found, -1)

    def row_of_sitting(self, sitting_id: int) -> int:
        """The row of a sitting's heading; -1 where there is none."""
        rows = enumerate(self._rows)
        return next((at for at, r in rows if r.sitting and r.sitting.id == sitting_id), -1)

    def row_in_place(self, row: int, *, of_item: bool) -> int:
        """Which row has the place of one that was taken away; an item leaves it to an item.

        Behind the last item of a sitting stands another heading: there it is the row above.
        """
        there = self.row_at(row)
        leaves = there is None or (of_item and there.heading)
        return row - 1 if leaves and row > 0 else row

    # Qt ------------------------------------------------------------------------------

    def rowCount(self, parent: _Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: _Index = _ROOT) -> int:
        return 0 if parent.isValid() else STATE + 1

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if orientation is not Qt.Orientation.Horizontal:
            return None
        titles = (
            self.tr("No."),
            self.tr("Item"),
            self.tr("Who leads it"),
            self.tr("Minutes"),
            self.tr("Time"),
            self.tr("Remarks"),
        )
        if role == Qt.ItemDataRole.DisplayRole and section < len(titles):
            return titles[section]
        if role == Qt.ItemDataRole.TextAlignmentRole and section == MINUTES:
            return Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        return None

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        row = self.row_at(index.row())
        if row is None:
            return None
        if role == ROW_ROLE:
            return row
        if role == Qt.ItemDataRole.DisplayRole:
            return self._text(row, index.column())
        if role in (Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole):
            return self._text(row, index.column()) or None
        if role == MARK_ROLE:
            return self._mark(row)
        if role == Qt.ItemDataRole.TextAlignmentRole and index.column() == MINUTES:
            return Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        if role == Qt.ItemDataRole.FontRole and (row.heading or _current(row)):
            font = QFont()
            font.setBold(True)
            return font
        return None

    def flags(self, index: _Index) -> Qt.ItemFlag:
        drop = Qt.ItemFlag.NoItemFlags if self.read_only else Qt.ItemFlag.ItemIsDropEnabled
        row = self.row_at(index.row()) if index.isValid() else None
        if row is None:
            return drop  # between two rows
        found = drop | Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        if not self.read_only and not row.heading:
            found |= Qt.ItemFlag.ItemIsDragEnabled
        return found

    def supportedDropActions(self) -> Qt.DropAction:
        return Qt.DropAction.MoveAction

    def mimeTypes(self) -> list[str]:
        return [_MIME]

    def mimeData(self, indexes: Sequence[QModelIndex]) -> QMimeData:
        data = QMimeData()
        row = self.row_at(indexes[0].row()) if indexes else None
        if row is not None and row.line is not None:
            data.setData(_MIME, QByteArray(str(row.line.id).encode()))
        return data

    def canDropMimeData(
        self, data: QMimeData, _action: Qt.DropAction, row: int, _column: int, parent: _Index
    ) -> bool:
        return data.hasFormat(_MIME) and (row > 0 or parent.isValid())

    def dropMimeData(
        self, data: QMimeData, _action: Qt.DropAction, row: int, _column: int, parent: _Index
    ) -> bool:
        if not data.hasFormat(_MIME):
            return False
        item_id = int(bytes(data.data(_MIME).data()))
        above = parent.row() if parent.isValid() else row - 1
        found = self.spot_below(above, item_id, onto=parent.isValid())
        if found is not None:
            self.moved.emit(item_id, *found)
        return False  # the rows move when the file has answered

    def spot_below(
        self, above: int, item_id: int, *, onto: bool = False
    ) -> tuple[Spot, int] | None:
        """Where an item comes to stand that is dropped below the row `above`, or `onto` it.

        An item dropped onto an item follows it; below a sub-item it becomes a sub-item, unless it
        has sub-items of its own.
        """
        row = self.row_at(above)
        moving = self._agenda.line(item_id)
        if row is None or moving is None:
            return None
        if row.line is None:
            return (row.sitting.id if row.sitting else None, None), 0
        line = row.line
        if line.id == item_id:
            return None
        parent = self._agenda.parent(line.id)
        if parent is not None and not moving.lines:
            likes = [sub.id for sub in parent.lines if sub.id != item_id]
            return (None, parent.id), likes.index(line.id) + 1
        top = parent or line
        if top.id == item_id:
            return None
        plan = self._agenda.plan(top.sitting.id) if top.sitting else None
        lines = plan.lines if plan is not None else self._agenda.parked
        likes = [like.id for like in lines if like.id != item_id]
        place = likes.index(top.id) + 1
        if line.lines and not onto and not moving.lines and moving.level == 2:
            return (None, line.id), 0  # between an item and its first sub-item
        return (top.sitting.id if top.sitting else None, None), place

    # Internals -----------------------------------------------------------------------

    def _text(self, row: Row, column: int) -> str:
        if row.line is not None:
            return self._item_text(row.line, column)
        if row.plan is not None:
            return self._sitting_text(row.plan, column)
        return self.tr("Parking lot: not placed yet") if column == TITLE else ""

    def _item_text(self, line: AgendaLine, column: int) -> str:
        item = line.item
        if column == NUMBER:
            return line.number
        if column == TITLE:
            texts = (item[f"title_{code}"] for code in self._languages)
            return "\n".join(text for text in texts if text) or item["title_en"]
        if column == WHO:
            names = (self._directory.name(item[key]) for key in ("lead_first", "lead_second"))
            return " · ".join(n for n in (*names, item["presenters"]) if n)
        if column == MINUTES:
            return item["planned_minutes"]
        if column == TIME:
            return f"{line.start}–{line.end}" if line.start else ""
        return ", ".join(self._remarks(line))

    def _remarks(self, line: AgendaLine) -> list[str]:
        item = line.item
        found = []
        if line.slot.over:
            found.append(self.tr("over by {time}").format(time=span(line.slot.over)))
        if line.slot.late:
            found.append(self.tr("begins {time} late").format(time=span(line.slot.late)))
        if line.slot.waits:
            found.append(self.tr("{time} free before").format(time=span(line.slot.waits)))
        if line.late:
            found.append(self.tr("added after circulation"))
        if item["state"] in (CURRENT, DONE, POSTPONED):
            found.append(AGENDA_ITEM["state"].shown(item["state"]))
        if name := self._directory.name(item["sub_group"]) if item["sub_group"] else "":
            titles = " ".join(item[f"title_{code}"] for code in self._languages)
            if name.casefold() not in titles.casefold():  # mostly the title says it
                found.append(name)
        return found

    def _sitting_text(self, plan: SittingPlan, column: int) -> str:
        sitting, times = plan.sitting, plan.times
        if column == TITLE:
            where = sitting.text("room")
            when = shown_date(sitting["date"])
            title = sitting.text("title") or self.tr("Sitting")
            return " · ".join(text for text in (title, when, where) if text)
        if column == MINUTES:
            return str(times.minutes)
        if column == TIME:
            return "–".join(t for t in (sitting["start_time"], sitting["end_time"]) if t)
        if column == STATE and times.over:
            return self.tr("too long by {time}").format(time=span(times.over))
        if column == STATE and times.length and times.free:
            return self.tr("{time} left").format(time=span(times.free))
        return ""

    @staticmethod
    def _mark(row: Row) -> str:
        """The icon beside a line: over, late, added, done."""
        if row.plan is not None:
            return "warning" if row.plan.times.over else ""
        line = row.line
        if line is None:
            return ""
        if line.slot.over or line.slot.late:
            return "warning"
        if _current(row):
            return "right"
        if line.item["state"] == DONE:
            return "check"
        return "add" if line.late else ""


def _rows(lines: Any, shown: set[int] | None) -> list[Row]:
    return [Row(line=line) for line in lines if shown is None or line.id in shown]


def _key(row: Row) -> tuple[int, int]:
    return (row.line.id if row.line else 0, row.sitting.id if row.sitting else 0)


def _current(row: Row) -> bool:
    return row.line is not None and row.line.item["state"] == CURRENT
