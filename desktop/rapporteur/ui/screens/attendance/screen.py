"""The attendance screen: the quick line above, the roll of both sides below.

Two ways to the same marks: letters and a key in the quick line for whoever comes through the
door; in the table one key for the person under the cursor, which then goes on to the next, for a
roll that is called from top to bottom.
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QItemSelectionModel, QObject, QPoint, Qt
from PySide6.QtGui import QAction, QHideEvent, QKeyEvent, QShowEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QHeaderView,
    QStackedWidget,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from rapporteur.domain.editing import FieldEdit
from rapporteur.domain.errors import UserError
from rapporteur.domain.history import Changed
from rapporteur.domain.meeting import ABSENT, ATTENDANCE, EXCUSED, PRESENT
from rapporteur.domain.roll import UNMARKED
from rapporteur.services import values
from rapporteur.ui.bridge import FileBridge
from rapporteur.ui.dialogs.exporting.offers import offer_attendance
from rapporteur.ui.models.roll import Roll
from rapporteur.ui.models.roll_table import COLUMNS, RollTable
from rapporteur.ui.roll_keys import roll_line
from rapporteur.ui.screens.attendance.bar import RollBar
from rapporteur.ui.screens.attendance.cells import RollCells
from rapporteur.ui.screens.attendance.empty import EmptyRoll
from rapporteur.ui.screens.base import Place, Screen
from rapporteur.ui.settings import Settings
from rapporteur.ui.theme import GRID
from rapporteur.ui.widgets.side_bars import SideBars

_WIDTHS = {
    "side": 5, "number": 4, "name": 24, "other_name": 22, "designation": 24, "organisation": 28,
    "state": 12, "arrived": 8, "left": 8,
}  # fmt: skip


class AttendanceScreen(Screen):
    """Who is at each sitting."""

    key = "attendance"
    icon_name = "attendance"

    def __init__(
        self, bridge: FileBridge, settings: Settings, parent: QWidget | None = None
    ) -> None:
        super().__init__(bridge, settings, parent)
        self.roll = Roll(bridge, self)

        self.bar = RollBar()
        self.quick = roll_line(self.tr("&Who:"), self.roll, rows=5)
        self.bars = SideBars()
        self.model = RollTable(self.roll.mark_of, self._edit, self)
        self.table = QTableView()
        self.cells = RollCells(self)
        self.empty = EmptyRoll()
        self._below = QStackedWidget()

        self._connect()
        self._set_table()
        self._make_actions()
        self._lay_out()

    def _connect(self) -> None:
        self.roll.people_changed.connect(self._show_all)
        self.roll.marks_changed.connect(self._show_marks)
        self.bar.sitting_chosen.connect(self.roll.set_sitting)
        self.bar.filter_changed.connect(self._show_rows)
        self.quick.closed.connect(self._go_to_table)
        self.cells.refused.connect(self.bridge.report)
        self.empty.sitting_wanted.connect(self.roll.make_sitting)
        self.empty.agenda_wanted.connect(lambda: self.jump_wanted.emit("agenda", 0, ""))
        self.empty.import_wanted.connect(lambda: self.jump_wanted.emit("import", 0, ""))
        self.empty.all_wanted.connect(self.bar.show_everybody)

    def _set_table(self) -> None:
        table = self.table
        table.setModel(self.model)
        table.setItemDelegate(self.cells)
        table.setAccessibleName(self.tr("Roll of the sitting"))
        table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        table.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        table.setEditTriggers(
            QAbstractItemView.EditTrigger.EditKeyPressed
            | QAbstractItemView.EditTrigger.DoubleClicked
        )
        table.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        table.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        table.setWordWrap(False)
        table.setShowGrid(False)
        table.setFrameShape(QTableView.Shape.NoFrame)
        table.setTabKeyNavigation(False)
        table.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        table.customContextMenuRequested.connect(self._on_context_menu)
        table.installEventFilter(self)
        rows = table.verticalHeader()
        rows.hide()
        rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        rows.setDefaultSectionSize(self.fontMetrics().height() + GRID + 2)
        head = table.horizontalHeader()
        head.setHighlightSections(False)
        head.setStretchLastSection(True)
        if not self.settings.restore_parts("attendance/columns", head):
            character = self.fontMetrics().averageCharWidth()
            for key, width in _WIDTHS.items():
                head.resizeSection(COLUMNS.index(key), width * character + 2 * GRID)

    def _make_actions(self) -> None:
        """One key each, while the cursor is in the table: in a field a letter is a letter."""
        self._marking: list[QAction] = []
        for text, slot, keys, drawing in (
            (self.tr("Mark &present"), lambda: self._mark(PRESENT), "P", "check-circle"),
            (self.tr("Mark &absent"), lambda: self._mark(ABSENT), "A", "error"),
            (self.tr("Mark &excused"), lambda: self._mark(EXCUSED), "E", "remarks"),
            (self.tr("&Leaves now"), self._leave, "L", "quit"),
            (self.tr("&Take the mark back"), lambda: self._mark(UNMARKED), "Del", "close"),
        ):
            action = self.offer(text, slot, keys=keys, icon=drawing)
            action.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
            self.table.addAction(action)
            self._marking.append(action)
        self._all = [
            self.offer("", lambda: self.roll.all_present(1), icon="people", gap=True),
            self.offer("", lambda: self.roll.all_present(2), icon="people"),
        ]
        carry = self.offer(self.tr("As at the sitting &before"), self.roll.carry, icon="copy")
        self._marking += [*self._all, carry]
        self.offer(
            self.tr("Only who is &not marked yet"),
            self.bar.unmarked.toggle,
            icon="filter",
            keys="Ctrl+U",
            place=Place.RECORD,
            gap=True,
        )
        offer_attendance(self)

    def _lay_out(self) -> None:
        top = QHBoxLayout()
        top.setSpacing(3 * GRID)
        top.addWidget(self.quick, 3)
        top.addWidget(self.bars, 2)
        page = QVBoxLayout(self)
        page.setContentsMargins(0, 0, 0, 0)
        page.setSpacing(0)
        head = QVBoxLayout()
        head.setContentsMargins(GRID, GRID, GRID, GRID)
        head.setSpacing(GRID)
        head.addWidget(self.bar)
        head.addLayout(top)
        page.addLayout(head)
        page.addWidget(self._below, 1)
        self._below.addWidget(self.table)
        self._below.addWidget(self.empty)

    # Screen --------------------------------------------------------------------------

    def title(self) -> str:
        return self.tr("Attendance")

    def load(self) -> None:
        self.roll.wake()

    def reload(self, changed: Changed) -> None:
        """Nothing to do: the roll hears of changes itself."""

    def summary(self) -> str:
        if self.roll.sitting is None:
            return ""
        parts = [
            self.tr("{side} {present} of {coming} present").format(
                side=self.roll.side_name(one.side), present=one.present, coming=one.coming
            )
            for one in self.roll.counts()
        ]
        return " · ".join(parts)

    def focus_filter(self) -> None:
        self.quick.focus_input()

    def show_record(self, row_id: int, field: str = "") -> None:
        """Select a delegate (by id), with the cursor in `field`."""
        if self.model.row_of(row_id) < 0:
            self.bar.show_everybody()
        row = self.model.row_of(row_id)
        if row >= 0:
            column = COLUMNS.index(field) if field in COLUMNS else COLUMNS.index("name")
            self.table.setCurrentIndex(self.model.index(row, column))
            self.table.setFocus()

    def finish_editing(self) -> None:
        if self.table.state() == QAbstractItemView.State.EditingState:
            self.table.setFocus()  # the editor loses it, and commits

    def save_state(self) -> None:
        self.settings.save_parts("attendance/columns", self.table.horizontalHeader())

    # Qt ------------------------------------------------------------------------------

    def showEvent(self, event: QShowEvent) -> None:
        self.roll.wake()
        super().showEvent(event)

    def hideEvent(self, event: QHideEvent) -> None:
        self.roll.sleep()
        super().hideEvent(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if (
            watched is self.table
            and isinstance(event, QKeyEvent)
            and event.type() is QEvent.Type.KeyPress
            and event.key() == Qt.Key.Key_Space
            and event.modifiers() == Qt.KeyboardModifier.NoModifier
        ):
            self._act(self.roll.toggle_present)
            return True
        return super().eventFilter(watched, event)

    # Marking -------------------------------------------------------------------------

    def _mark(self, state: str) -> None:
        self._act(lambda ids: self.roll.mark(ids, state))

    def _leave(self) -> None:
        self._act(self.roll.leave)

    def _act(self, mark: Callable[[list[int]], bool]) -> None:
        """Mark the selected people; after a single one the cursor goes on to the next."""
        rows = sorted(index.row() for index in self.table.selectionModel().selectedRows())
        ids = [one.delegate_id for row in rows if (one := self.model.at(row)) is not None]
        if not ids or not self.roll.can_mark:
            return
        person_before = ids[0]
        if mark(ids) and len(ids) == 1 and self.model.row_of(person_before) == rows[0]:
            self._go_to_row(min(rows[0] + 1, self.model.rowCount() - 1))

    def _edit(self, delegate_id: int, key: str, text: str) -> bool:
        old = self.roll.mark_of(delegate_id)
        before = {"arrived": old.arrived, "left": old.left, "remarks": old.remarks}[key]
        try:
            new = values.canonical(ATTENDANCE[key], text)
        except UserError as error:
            self.bridge.report(error)
            return False
        return new == before or self.roll.edit(delegate_id, key, FieldEdit(before, new))

    # Showing -------------------------------------------------------------------------

    def _show_all(self) -> None:
        self.bar.show_sittings(self.roll.sittings, self.roll.sitting)
        for at, action in enumerate(self._all, 1):
            name = self.roll.side_name(at).replace("&", "&&")
            action.setText(self.tr("All of {side} present").format(side=name))
        for action in self._marking:
            action.setEnabled(self.roll.can_mark)
        self._show_rows()
        self._show_counts()

    def _show_marks(self, ids: frozenset[int]) -> None:
        if self.bar.unmarked.isChecked():
            self._show_rows()
        else:
            self.model.refresh(ids)
        self._show_counts()

    def _show_rows(self) -> None:
        """Show who passes the chips; the cursor stays with the person, else with the row."""
        current = self.table.currentIndex()
        person, row = self.model.at(current.row()), current.row()
        column = max(current.column(), COLUMNS.index("name"))
        shown = [
            one
            for one in self.roll.people
            if self.bar.shows(one.side, marked=self.roll.mark_of(one.delegate_id).state != UNMARKED)
        ]
        self.model.show_people(shown, editable=self.roll.can_mark)
        kept = self.model.row_of(person.delegate_id) if person is not None else -1
        self._go_to_row(kept if kept >= 0 else min(max(row, 0), len(shown) - 1), column)
        callable_ = bool(shown) and self.roll.sitting is not None
        self.empty.show_state(
            people=bool(self.roll.people),
            sitting=self.roll.sitting is not None,
            read_only=self.bridge.read_only,
        )
        usable = bool(self.roll.people) and self.roll.sitting is not None
        for part in (self.bar, self.quick, self.bars):
            part.setVisible(usable)  # what cannot be used yet only stands in the way
        self._below.setCurrentWidget(self.table if callable_ else self.empty)

    def _show_counts(self) -> None:
        if self.roll.sides:
            names = [self.roll.side_name(at) for at in (1, 2)]
            counts = self.roll.counts()
            self.bars.show_counts(counts, names)
            self.bar.show_counts(counts, names)
        self.summary_changed.emit()

    def _go_to_row(self, row: int, column: int = -1) -> None:
        if row < 0:
            return
        at = column if column >= 0 else self.table.currentIndex().column()
        index = self.model.index(row, max(at, 0))
        self.table.selectionModel().setCurrentIndex(
            index,
            QItemSelectionModel.SelectionFlag.ClearAndSelect
            | QItemSelectionModel.SelectionFlag.Rows,
        )
        self.table.scrollTo(index)

    def _go_to_table(self) -> None:
        if self._below.currentWidget() is self.table:
            self.table.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _on_context_menu(self, at: QPoint) -> None:
        self.pop_up(self.table.viewport().mapToGlobal(at))
