"""The delegates screen: who is on the two lists, seen as a table and edited in a form.

Puts the parts together and carries words between them: the filter bar says what is wanted, the
roster answers with ids, the table shows them, the form edits the chosen people, the commands
write, and the file's answer comes back through `reload`.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import QCollator, QEvent, QLocale, QPoint, Qt, QTimer
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QSplitter, QStackedWidget, QVBoxLayout, QWidget

from rapporteur.domain.checks import Finding
from rapporteur.domain.delegates import Delegate
from rapporteur.domain.fields import Field
from rapporteur.domain.history import Changed
from rapporteur.domain.sessions import Session, Side
from rapporteur.domain.subgroups import SubGroup
from rapporteur.services import delegates as delegate_service
from rapporteur.services import sessions as session_service
from rapporteur.services.search import delegate_key
from rapporteur.ui.bridge import FileBridge
from rapporteur.ui.models.delegate_columns import CellTexts
from rapporteur.ui.models.delegate_table import DelegateTableModel
from rapporteur.ui.models.roster import FACETS, Direction, Roster
from rapporteur.ui.screens.base import Place, Screen
from rapporteur.ui.screens.delegates.cells import CellDelegate
from rapporteur.ui.screens.delegates.checker import Checker, Lists
from rapporteur.ui.screens.delegates.checks import ChecksPanel, doubted, markers
from rapporteur.ui.screens.delegates.columns import choose_columns
from rapporteur.ui.screens.delegates.commands import DelegateCommands
from rapporteur.ui.screens.delegates.counts import CountLine
from rapporteur.ui.screens.delegates.empty import EmptyList
from rapporteur.ui.screens.delegates.filter_bar import FilterBar
from rapporteur.ui.screens.delegates.form import DelegateForm
from rapporteur.ui.screens.delegates.late_rows import FreshRows, LateRows
from rapporteur.ui.screens.delegates.list_desk import ListDesk
from rapporteur.ui.screens.delegates.looks import row_colours
from rapporteur.ui.screens.delegates.memory import ScreenMemory
from rapporteur.ui.screens.delegates.merge_desk import MergeDesk
from rapporteur.ui.screens.delegates.operations import DelegateOperations
from rapporteur.ui.screens.delegates.presets import Presets
from rapporteur.ui.screens.delegates.table import DelegateTable
from rapporteur.ui.settings import Settings
from rapporteur.ui.theme import current_theme


class DelegatesScreen(Screen):
    """Table and form side by side, chips above, counts and checks below."""

    key = "delegates"
    icon_name = "people"
    takes_files = True

    def __init__(
        self, bridge: FileBridge, settings: Settings, parent: QWidget | None = None
    ) -> None:
        super().__init__(bridge, settings, parent)
        self._session: Session | None = None
        self._sides: dict[int, Side] = {}
        self._sub_groups: list[SubGroup] = []
        self._findings: list[Finding] = []
        self._summary = ""
        self._collator = QCollator(QLocale())
        self._collator.setNumericMode(True)
        self._collator.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self._sorting = ("", Direction.PROTOCOL)

        self._roster = Roster(self._fold)
        self._late_rows = LateRows(bridge, self._fold, self._on_rows_read, self)
        self._commands = DelegateCommands(bridge, self)
        self._presets = Presets()
        self._model = DelegateTableModel(self._commands.type_into_cell, self._on_dropped, self)
        self._cells = CellDelegate(self._presets_of, self)
        self._table = DelegateTable(self._model, self._cells)
        self._bar = FilterBar()
        self._empty = EmptyList()
        self._counts = CountLine()
        self._panel = ChecksPanel()
        self._late_form: DelegateForm | None = None
        self._checker = Checker(self._lists, bridge.report, self)
        self._operations = DelegateOperations(
            bridge,
            self._commands,
            self._roster,
            self._table,
            filtered=self._is_filtered,
            parent=self,
        )
        # The form is not there yet, and asking for it makes it.
        self._desk = ListDesk(self, bridge, settings, lambda: self._form.finish())  # noqa: PLW0108
        self._merging = MergeDesk(bridge, self._commands, self._roster, settings, self)
        self._list = QStackedWidget()
        self._down = QSplitter(Qt.Orientation.Vertical)
        self._across = QSplitter(Qt.Orientation.Horizontal, self)
        self._memory = ScreenMemory(
            settings, self.key, self._across, self._down, self._table, self._panel
        )

        self._connect()
        self._arrange()
        self._make_actions()

    # ----------------------------------------------------------------- making it up

    def _connect(self) -> None:
        self._bar.changed.connect(self._show_rows)
        self._bar.left_downward.connect(self._on_filter_left)
        self._table.people_changed.connect(self._on_people)
        self._table.sort_wanted.connect(self._sort)
        self._table.form_wanted.connect(self._on_form_wanted)
        self._table.columns_moved.connect(self._show_columns)
        self._table.columns_menu_wanted.connect(lambda _at: self._choose_columns())
        self._table.customContextMenuRequested.connect(self._on_context_menu)
        self._cells.refused.connect(self.bridge.report)
        self._empty.import_wanted.connect(self._desk.import_list)
        self._empty.new_wanted.connect(self._new)
        self._empty.clear_wanted.connect(self._bar.clear)
        self._counts.checks_wanted.connect(self._toggle_checks)
        self._panel.purpose_changed.connect(self._checker.start_now)
        self._panel.jump_wanted.connect(self.show_record)
        self._panel.closed.connect(self._toggle_checks)
        self._merging.merged.connect(self.show_record)
        self._panel.merge_wanted.connect(self._merging.merge_pair)
        self._panel.apart_wanted.connect(self._merging.tell_apart)
        self._checker.found.connect(self._on_found)
        self._table.painted.connect(self._make_form)
        self._desk.marked.connect(self._model.set_notes)

    @property
    def _form(self) -> DelegateForm:
        """The form: made after the table's first paint, or when it is first asked for."""
        self._make_form()
        if self._late_form is None:
            raise RuntimeError("the form was not made")
        return self._late_form

    def _make_form(self) -> None:
        """Half a hundred editors take longer than everything else of the first picture."""
        if self._late_form is not None:
            return
        form = self._late_form = DelegateForm(self.bridge, self._commands)
        form.created.connect(self._on_created)
        form.person_wanted.connect(self.show_record)
        form.list_wanted.connect(self._desk.show_received)
        form.merge_wanted.connect(self._merging.merge_pair)
        form.apart_wanted.connect(self._merging.tell_apart)
        sizes = self._across.sizes()
        self._across.replaceWidget(1, form)
        self._form_place.deleteLater()
        self._across.setSizes(sizes)
        if self._session is not None:
            sides = sorted(self._sides.values(), key=lambda side: side.position)
            form.set_context(sides, read_only=self.bridge.read_only)
            form.set_people(self._roster.records, self._presets)
            form.show_people(self._operations.people)
            self._tell_form()

    def _arrange(self) -> None:
        self._table.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self._list.addWidget(self._table)
        self._list.addWidget(self._empty)
        self._down.addWidget(self._list)
        self._down.addWidget(self._panel)
        self._down.setStretchFactor(0, 3)
        self._down.setStretchFactor(1, 1)
        self._panel.hide()
        left = QWidget(self._across)
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._bar)
        column.addWidget(self._down, 1)
        column.addWidget(self._desk.frozen_line)
        column.addWidget(self._counts)
        self._across.addWidget(left)
        self._form_place = QWidget()
        self._form_place.setMinimumWidth(DelegateForm.LEAST_WIDTH)
        self._across.addWidget(self._form_place)
        self._across.setStretchFactor(0, 1)
        for splitter in (self._down, self._across):
            splitter.setChildrenCollapsible(False)
            splitter.setHandleWidth(1)
        page = QVBoxLayout(self)
        page.setContentsMargins(0, 0, 0, 0)
        page.addWidget(self._across)

    def _make_actions(self) -> None:
        """Everything the screen can do, with its key; the window shows it in a menu."""
        does = self._operations
        edits = [
            self.offer(self.tr("&New delegate"), self._new, keys="Ctrl+N", icon="person-add",
                       toolbar=True),
            self._of_table(self.tr("&Withdraw"), does.withdraw, "Del", "withdraw"),
            self._of_table(self.tr("&Reinstate"), does.reinstate, "", "restore"),
            self._of_table(self.tr("Move to the &other side"), does.move_to_other_side, "",
                           "right"),
            self._of_table(self.tr("&Merge two people…"), self._merge, "Ctrl+M", "merge"),
            self._of_table(self.tr("&Edit the cell"), self._table.edit_current, "F2", "edit",
                           gap=True),
        ]  # fmt: skip
        self._of_table(self.tr("&Copy rows"), does.copy, "Ctrl+C", "copy")
        edits += [
            self._of_table(self.tr("&Paste…"), self._paste, "Ctrl+V", "paste"),
            self._of_table(self.tr("Move &up"), does.move_up, "Alt+Up", "up", gap=True),
            self._of_table(self.tr("Move &down"), does.move_down, "Alt+Down", "down"),
        ]
        self._by_rank = [
            self.offer(self.tr("Order by rank"), partial(does.order_by_rank, at), icon="rank")
            for at in (0, 1)
        ]
        self.offer(self.tr("C&hecks"), self._toggle_checks, keys="Ctrl+Shift+C", icon="checks",
                   gap=True)  # fmt: skip
        columns = self.offer(self.tr("C&olumns…"), self._choose_columns, icon="columns",
                             place=Place.VIEW)  # fmt: skip
        self._bar.connect_columns(columns)
        self._desk.make_actions(self._table.selected_ids)
        for action in (*edits, *self._by_rank):
            action.setEnabled(not self.bridge.read_only)

    def _of_table(
        self, text: str, slot: object, keys: str, icon: str, *, gap: bool = False
    ) -> QAction:
        """An action whose key works in the table alone: Del in the form deletes a letter."""
        if not callable(slot):
            raise TypeError(slot)
        action = self.offer(text, slot, keys=keys, icon=icon, gap=gap)
        action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        self._table.addAction(action)
        return action

    # ------------------------------------------------------------- what the window asks

    def title(self) -> str:
        return self.tr("Delegates")

    def count(self) -> int | None:
        return sum(self._roster.counts("side", coming_only=True).values())

    def summary(self) -> str:
        return self._summary

    def take_focus(self) -> None:
        self._table.setFocus()

    def focus_filter(self) -> None:
        self._bar.take_focus()

    def take_files(self, files: Sequence[Path]) -> None:
        """Open the import assistant with these lists."""
        self._desk.import_list(files)

    def finish_editing(self) -> None:
        self._table.finish_cell()
        if self._late_form is not None:
            self._late_form.finish()

    def show_record(self, row_id: int, field: str = "") -> None:
        """Select a person, clearing a filter that hides them; the field gets the cursor."""
        if row_id not in self._roster:
            return
        if self._model.row_of(row_id) is None:
            self._bar.clear()
        self._table.select([row_id], row_id)
        if field:
            self._form.go_to(field)
        else:
            self._table.setFocus(Qt.FocusReason.OtherFocusReason)

    # --------------------------------------------------------------- from the file

    def load(self) -> None:
        self._restore_state()
        self._read_everything()
        self._desk.load()
        if self._model.rowCount():
            self._table.select([self._model.ids[0]])

    def reload(self, changed: Changed) -> None:
        if self._session is None:
            return
        if changed.touches("session", "side", "sub_group"):
            self._read_everything()
            return
        if changed.touches("identity_decision"):
            self._merging.load()
            self._checker.start_soon()
        ids = changed.rows.get("delegate", frozenset())
        if not ids or self._late_rows.wants(ids):
            return
        before = {i: self._roster[i] for i in ids if i in self._roster}
        fresh = self.bridge.read(lambda db: delegate_service.delegates_by_id(db, ids))
        present = {d.id for d in fresh}
        self._roster.update(fresh, [i for i in ids if i not in present])
        self._after_change()
        if not self._commands.busy and len(fresh) == 1:
            self._show_difference(before.get(fresh[0].id), fresh[0])

    def _fold(self, delegate: Delegate) -> str:
        return delegate_key(delegate, self._sides.get(delegate.side_id))

    def _read_everything(self) -> None:
        with self.bridge.workspace.read() as db:
            self._session = session_service.session(db)
            sides = session_service.sides(db)
            self._sub_groups = session_service.sub_groups(db)
            people = delegate_service.list_delegates(db)
        renamed = self._sides != {side.id: side for side in sides}
        self._sides = {side.id: side for side in sides}
        self._operations.sides = self._merging.sides = sides
        self._merging.load()
        self._panel.set_read_only(read_only=self.bridge.read_only)
        for side, action in zip(sides, self._by_rank, strict=True):
            action.setText(self.tr("Order {side} by rank").format(side=side.name()))
        self._roster.replace(people, {side.id: side.position for side in sides})
        if renamed:
            self._roster.refold()
            self._bar.set_sides(sides)
            if self._late_form is not None:
                self._late_form.set_context(sides, read_only=self.bridge.read_only)
            self._model.set_texts(CellTexts(self._sides))
            self._dress()
        self._after_change()

    def _on_rows_read(self, rows: FreshRows) -> None:
        """Many rows have come at once, as after an import or its undo."""
        self._roster.update(rows.people, rows.gone, rows.folded)
        self._after_change()

    def _after_change(self) -> None:
        """Let every part show the roster as it is now."""
        self._presets = Presets(self._sides, self._sub_groups, self._roster.records)
        self._bar.set_counts({facet: self._roster.counts(facet) for facet in FACETS})
        self._show_rows()
        if self._late_form is not None:
            self._late_form.set_people(self._roster.records, self._presets)
        self._checker.start_soon()

    def _show_difference(self, before: Delegate | None, after: Delegate) -> None:
        """After undo, redo or another's edit: show whom it was about, and which field."""
        if self._model.row_of(after.id) is None:
            return
        if self._table.selected_ids() != [after.id]:
            self._table.select([after.id], after.id)
        if before is not None:
            for key, old, new in zip(
                after.catalogue.keys, before.values, after.values, strict=True
            ):
                if old != new:
                    self._form.show_field(key)
                    return

    # ------------------------------------------------------------------- the rows

    def _show_rows(self) -> None:
        """Hand the table what filter and sorting let through."""
        wanted = self._bar.wanted
        self._model.show(self._roster.records, self._roster.select(wanted))
        shown = self._model.rowCount()
        if not shown:
            self._empty.show_state(filtered=len(self._roster) > 0, read_only=self.bridge.read_only)
            QTimer.singleShot(0, self, self._make_form)  # there are no rows to wait for
        self._list.setCurrentIndex(0 if shown else 1)
        adding = self._late_form is not None and self._late_form.adding
        if shown and not self._table.selected_ids() and not adding:
            # The first who matches is the one most often meant.
            self._table.select([self._model.ids[0]])
        summary = self._counts.show_counts(self._roster, list(self._sides.values()), shown)
        if summary != self._summary:
            self._summary = summary
            self.summary_changed.emit()

    def _is_filtered(self) -> bool:
        return self._bar.wanted.active

    def _sort(self, key: str, direction: Direction) -> None:
        self._sorting = (key, direction)
        if key:
            sort_key = CellTexts(self._sides).sort_key(key, self._collator.sortKey)
            self._roster.sort(sort_key, direction)
        self._table.show_sorting(key, direction)
        self._show_rows()

    def _show_columns(self, columns: tuple[str, ...]) -> None:
        self._model.show_columns(columns)

    def _choose_columns(self) -> None:
        choose_columns(self._table.visible_columns(), self._show_columns, self)

    def _presets_of(self, delegate_id: int, field: Field) -> tuple[str, ...]:
        return self._presets.for_delegate(delegate_id, field)

    # ------------------------------------------------------------------- the people

    def _on_people(self) -> None:
        form = self._late_form
        if form is None:
            return
        people = self._operations.people
        if people or not form.adding:
            form.show_people(people)

    def _on_filter_left(self) -> None:
        if self._model.rowCount():
            if self._table.current_id() is None:
                self._table.select([self._model.ids[0]])
            self._table.setFocus(Qt.FocusReason.TabFocusReason)

    def _on_form_wanted(self, key: str) -> None:
        self._form.go_to(key)

    def _on_dropped(self, ids: list[int], before: int | None) -> bool:
        return self._operations.move_before(ids, before)

    def _new(self) -> None:
        if self.bridge.read_only or not self._sides:
            return
        side = self._form.side_of_last() or self._operations.side_for_new().id
        self._form.begin_new(side)
        if self._form.adding:
            self._table.clearSelection()
            self._table.setCurrentIndex(self._model.index(-1, -1))

    def _on_created(self, delegate_id: int) -> None:
        if self._model.row_of(delegate_id) is None:
            self._bar.clear()
        self._table.select([delegate_id], delegate_id)

    def _paste(self) -> None:
        added = self._operations.paste()
        if added:
            if any(self._model.row_of(i) is None for i in added):
                self._bar.clear()
            self._table.select(added)

    def _on_context_menu(self, at: QPoint) -> None:
        self.pop_up(self._table.viewport().mapToGlobal(at), without=self._by_rank)

    # ------------------------------------------------------------------ the checks

    def _lists(self) -> Lists:
        if self._session is None:
            raise RuntimeError("checked before it was loaded")
        people = sorted(
            self._roster.records.values(),
            key=lambda d: (self._sides[d.side_id].position, d.position),
        )
        sides = sorted(self._sides.values(), key=lambda side: side.position)
        return Lists(self._session, sides, people, self._panel.purpose, self._merging.apart)

    def _on_found(self, findings: list[Finding]) -> None:
        self._findings = findings
        self._panel.show_findings(findings, self._sides)
        self._counts.show_findings(len(findings))
        self._tell_form()
        self._model.set_markers(markers(findings))

    def _tell_form(self) -> None:
        if self._late_form is not None:
            self._late_form.set_doubts(self._merging.apart, doubted(self._findings))

    def _merge(self) -> None:
        if self._form.finish():
            self._merging.merge(self._operations.people)

    def _toggle_checks(self) -> None:
        shown = self._panel.isHidden()
        self._panel.setVisible(shown)
        if shown:
            self._checker.start_now()
            self._panel.take_focus()
        else:
            self._table.setFocus(Qt.FocusReason.OtherFocusReason)

    # ------------------------------------------------------------- looks and memory

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.PaletteChange and self._session is not None:
            self._dress()
            self._on_found(self._findings)

    def _dress(self) -> None:
        """Give the rows the colours of the theme."""
        self._model.set_colours(row_colours(current_theme(), self._sides))

    def save_state(self) -> None:
        self._checker.stop()
        self._late_rows.stop()
        self._desk.stop()
        self._memory.save(self._sorting)

    def _restore_state(self) -> None:
        self._show_columns(self._memory.columns())
        self._memory.restore(self.window().width())
