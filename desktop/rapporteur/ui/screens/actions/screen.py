"""The screen of the action items: who does what by when, as a table or a board, with the form.

Puts the parts together: the filter bar says what is wanted, the rows answer, table or board show
them, the form edits the chosen one, the commands write, and the file's answer comes back.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from functools import partial

from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QSplitter, QStackedWidget, QVBoxLayout, QWidget

from rapporteur.domain.actions import (
    ACTION_ITEM,
    DONE,
    DROPPED,
    IN_PROGRESS,
    OPEN,
    PROGRESS,
    ActionItem,
)
from rapporteur.domain.clocks import today_of
from rapporteur.domain.history import Changed
from rapporteur.domain.subgroups import SUB_GROUP
from rapporteur.services import actions as action_service
from rapporteur.services import directory as directory_service
from rapporteur.services import sessions as session_service
from rapporteur.ui.bridge import FileBridge
from rapporteur.ui.dialogs.exporting.offers import offer_actions
from rapporteur.ui.models.action_rows import (
    OVERDUE,
    STATUS_ORDER,
    ActionRows,
    Direction,
    Grouping,
    ItemRow,
)
from rapporteur.ui.models.action_table import ActionTableModel
from rapporteur.ui.models.action_texts import ActionTexts
from rapporteur.ui.screens.actions.board import ActionBoard
from rapporteur.ui.screens.actions.cells import ActionCells
from rapporteur.ui.screens.actions.commands import ActionCommands
from rapporteur.ui.screens.actions.empty import NoActions
from rapporteur.ui.screens.actions.filter_bar import ActionFilterBar
from rapporteur.ui.screens.actions.form import ActionForm
from rapporteur.ui.screens.actions.memory import Memory, choose_columns
from rapporteur.ui.screens.actions.table import ActionTable
from rapporteur.ui.screens.base import Screen
from rapporteur.ui.settings import Settings

_TABLE, _BOARD, _EMPTY = range(3)


class ActionsScreen(Screen):
    """Table or board on the left, form and progress on the right, filter above."""

    key = "actions"
    icon_name = "actions"

    clock: Callable[[], datetime] = staticmethod(lambda: datetime.now(UTC))
    """What time it is; tests and pictures give their own."""

    def __init__(
        self, bridge: FileBridge, settings: Settings, parent: QWidget | None = None
    ) -> None:
        super().__init__(bridge, settings, parent)
        self._loaded = False
        self._memory = Memory(settings, self.key)
        self._sorting = ("", Direction.STORED)
        self._collapsed: set[tuple[Grouping, str]] = set()
        self._sub_groups: tuple[str, ...] = ()
        self._board_shown = self._memory.board

        self._rows = ActionRows()
        self._texts = ActionTexts(self)
        self._commands = ActionCommands(bridge, self)
        self._model = ActionTableModel(self._texts, self._write_cell, self)
        self._cells = ActionCells(self)
        self._table = ActionTable(self._model, self._cells)
        self._board = ActionBoard(self._texts, self._set_status_of)
        self._empty = NoActions()
        self._bar = ActionFilterBar(self._texts)
        self._form = ActionForm(bridge, self._texts)
        self._list = QStackedWidget()
        self._across = QSplitter(Qt.Orientation.Horizontal, self)

        self._model.read_only = bridge.read_only
        self._board.set_read_only(read_only=bridge.read_only)
        self._bar.choose_grouping(self._memory.grouping())
        self._connect()
        self._arrange()
        self._make_actions()

    # ----------------------------------------------------------------- making it up

    def _connect(self) -> None:
        self._bar.changed.connect(self._show_rows)
        self._bar.left_downward.connect(self._focus_rows)
        self._table.items_changed.connect(self._on_chosen)
        self._table.form_wanted.connect(self._go_to_form)
        self._table.sort_wanted.connect(self._sort)
        self._table.fold_wanted.connect(self._fold)
        self._table.columns_wanted.connect(self._choose_columns)
        self._table.columns_moved.connect(self._model.show_columns)
        self._table.customContextMenuRequested.connect(
            lambda at: self.pop_up(self._table.viewport().mapToGlobal(at))
        )
        self._board.items_changed.connect(self._on_chosen)
        self._board.form_wanted.connect(self._go_to_form)
        self._board.menu_wanted.connect(self.pop_up)
        self._cells.refused.connect(self.bridge.report)
        self._empty.new_wanted.connect(self._new)
        self._empty.clear_wanted.connect(self._bar.clear)
        self._empty.agenda_wanted.connect(lambda: self.jump_wanted.emit("agenda", 0, ""))
        self._form.created.connect(self._on_created)
        self._commands.remark_wanted.connect(self._ask_remark)

    def _arrange(self) -> None:
        left = QWidget(self._across)
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._bar)
        column.addWidget(self._list, 1)
        for widget in (self._table, self._board, self._empty):
            self._list.addWidget(widget)
        self._form.setMinimumWidth(280)
        self._across.addWidget(left)
        self._across.addWidget(self._form)
        self._across.setStretchFactor(0, 1)
        self._across.setChildrenCollapsible(False)
        self._across.setHandleWidth(1)
        page = QVBoxLayout(self)
        page.setContentsMargins(0, 0, 0, 0)
        page.addWidget(self._across)

    def _make_actions(self) -> None:
        """Everything the screen can do, with its key; the window shows it in a menu."""
        edits = [
            self.offer(self.tr("&New action item"), self._new, keys="Ctrl+N", icon="add"),
            self.offer(self.tr("Add &progress"), self._add_progress, keys="Ctrl+Shift+P",
                       icon="edit"),
            self._of_list(self.tr("&Remove or drop"), self._remove, "Del", "delete"),
            self._of_list(self.tr("&Edit the cell"), self._table.edit_current, "F2", "edit",
                          gap=True),
        ]  # fmt: skip
        states = (
            (self.tr("&Open"), OPEN, "Ctrl+Alt+1", "circle"),
            (self.tr("&In progress"), IN_PROGRESS, "Ctrl+Alt+2", "clock"),
            (self.tr("&Done"), DONE, "Ctrl+Alt+3", "check-circle"),
            (self.tr("Dropped by a&greement"), DROPPED, "Ctrl+Alt+4", "skip"),
        )
        for at, (text, status, keys, name) in enumerate(states):
            edits.append(
                self.offer(text, partial(self._set_status, status), keys=keys, icon=name,
                           gap=not at)
            )  # fmt: skip
        edits += [
            self._of_list(self.tr("Move &up"), partial(self._move, -1), "Alt+Up", "up", gap=True),
            self._of_list(self.tr("Move do&wn"), partial(self._move, 1), "Alt+Down", "down"),
        ]
        self.offer(self.tr("&Table or board"), self._switch, keys="Ctrl+Shift+A", icon="board",
                   gap=True)  # fmt: skip
        self.offer(self.tr("&Fold all groups"), partial(self._fold_all, True), keys="Ctrl+Alt+Left",
                   icon="chevron-right")  # fmt: skip
        self.offer(self.tr("Unfo&ld all groups"), partial(self._fold_all, False),
                   keys="Ctrl+Alt+Right", icon="chevron-down")  # fmt: skip
        self.offer(self.tr("Show what is o&verdue"), self._show_overdue, icon="warning")
        self.offer(self.tr("&Columns…"), self._choose_columns_here, icon="columns")
        for action in edits:
            action.setEnabled(not self.bridge.read_only)
        offer_actions(self)

    def _of_list(
        self, text: str, slot: object, keys: str, icon: str, *, gap: bool = False
    ) -> QAction:
        """An action whose key works in the list alone: Del in the form deletes a letter."""
        if not callable(slot):
            raise TypeError(slot)
        action = self.offer(text, slot, keys=keys, icon=icon, gap=gap)
        action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        self._list.addAction(action)
        return action

    # ------------------------------------------------------------- what the window asks

    def title(self) -> str:
        return self.tr("Actions")

    def count(self) -> int | None:
        return len(self._rows.items)

    def summary(self) -> str:
        late = self._rows.counts()["state"][OVERDUE]
        return self.tr("%n actions overdue", "", late) if late else ""

    def take_focus(self) -> None:
        (self._list.currentWidget() or self._table).setFocus()

    def focus_filter(self) -> None:
        self._bar.take_focus()

    def finish_editing(self) -> None:
        self._table.finish_cell()
        self._form.finish()

    def save_state(self) -> None:
        memory = self._memory
        memory.save_splitter(self._across)
        memory.set_columns(self._model.columns)
        memory.set_widths(self._table.widths)
        memory.set_sorting(*self._sorting)
        memory.set_grouping(self._bar.grouping)
        memory.set_board(shown=self._board_shown)

    def show_record(self, row_id: int, field: str = "") -> None:
        if row_id not in self._rows.items:
            return
        self._bring(row_id)
        if field:
            self._form.go_to(field)
        else:
            self._focus_rows()

    # ----------------------------------------------------------------- from the file

    def load(self) -> None:
        self._loaded = True
        self._memory.restore_splitter(self._across, self.window().width())
        self._table.widths = self._memory.widths()
        self._model.show_columns(self._memory.columns())
        self._sorting = self._memory.sorting()
        self._table.show_sorting(*self._sorting)
        self._read()
        first = next(iter(self._shown_ids()), None)
        if first is not None:
            self._select([first])

    def reload(self, changed: Changed) -> None:
        if not self._loaded:
            return
        mine = (ACTION_ITEM.entity, PROGRESS.entity, "session", *directory_service.ENTITIES)
        if changed.touches(*mine):
            self._read()

    def _read(self) -> None:
        with self.bridge.workspace.read() as db:
            session = session_service.session(db)
            sides = session_service.sides(db)
            directory = directory_service.directory(db)
            items = action_service.actions(db)
            progress = action_service.all_progress(db)
        today = today_of(session, self.clock())
        groups = directory.of(SUB_GROUP.entity)
        self._sub_groups = tuple(entry.uuid for entry in groups)
        self._texts.set_context(directory, sides, progress, today)
        self._rows.replace(items, directory, progress, today)
        self._bar.set_chips(sides, groups)
        self._bar.set_counts(self._rows.counts())
        self._form.set_context(directory, sides, session.language_codes)
        self._form.suggest(items, directory)
        self._show_rows()
        self._model.refresh()
        self.summary_changed.emit()

    # ------------------------------------------------------------------- what is shown

    def _show_rows(self) -> None:
        """Hand table and board what filter, grouping and sorting let through."""
        if not self._loaded:
            return
        by, wanted = self._bar.grouping, self._bar.wanted
        key, direction = self._sorting
        rows = self._rows.arrange(
            wanted,
            by,
            order={Grouping.SUB_GROUP: self._sub_groups, Grouping.STATUS: STATUS_ORDER}.get(by, ()),
            collapsed=frozenset(name for group, name in self._collapsed if group is by),
            sort_key=partial(self._texts.sort_key, key=key) if key else None,
            direction=direction,
        )
        self._model.show(rows, by)
        self._board.show_items(self._rows.select(wanted))
        self._bar.show_grouping(shown=not self._board_shown)
        if not rows:
            self._empty.show_state(filtered=bool(self._rows.items), read_only=self.bridge.read_only)
        shown = _EMPTY if not rows else _BOARD if self._board_shown else _TABLE
        self._list.setCurrentIndex(shown)
        self._on_chosen()

    def _shown_ids(self) -> list[int]:
        return self._table.shown_ids()

    def _selected_ids(self) -> list[int]:
        return self._board.selected_ids() if self._board_shown else self._table.selected_ids()

    def _selected(self) -> list[ActionItem]:
        found = (self._rows.items.get(i) for i in self._selected_ids())
        return [item for item in found if item is not None]

    def _select(self, ids: list[int]) -> None:
        if self._board_shown:
            self._board.select(ids)
        else:
            self._table.select(ids)

    def _bring(self, item_id: int) -> None:
        """Show an item, though a filter hides it or its group is folded."""
        if item_id not in {item.id for item in self._rows.select(self._bar.wanted)}:
            self._bar.clear()
        if self._model.place(item_id) is None:
            self._collapsed.clear()
            self._show_rows()
        self._select([item_id])

    def _on_chosen(self) -> None:
        """The form shows the item with the cursor."""
        chosen = self._board.current_id() if self._board_shown else self._table.current_id()
        ids = self._selected_ids()
        if chosen not in ids:
            chosen = ids[0] if ids else None
        item = self._rows.items.get(chosen) if chosen is not None else None
        self._form.show_item(item, self._texts.progress.get(item.id, []) if item else [])

    def _focus_rows(self) -> None:
        if self._list.currentIndex() == _EMPTY:
            return
        if not self._selected_ids() and (ids := self._shown_ids()):
            self._select([ids[0]])
        if self._board_shown:
            self._board.take_focus()
        else:
            self._table.setFocus(Qt.FocusReason.OtherFocusReason)

    def _go_to_form(self, key: str = "") -> None:
        self._form.go_to(key if key in self._form.rows else "text_en")

    def _sort(self, key: str, direction: Direction) -> None:
        self._sorting = (key, direction)
        self._table.show_sorting(key, direction)
        self._show_rows()

    def _fold(self, key: str, folded: bool) -> None:
        place = (self._bar.grouping, key)
        if folded:
            self._collapsed.add(place)
        else:
            self._collapsed.discard(place)
        self._show_rows()

    def _fold_all(self, folded: bool) -> None:
        by = self._bar.grouping
        keys = {(by, row.key) for at in self._model.heading_rows()
                if not isinstance(row := self._model.row(at), ItemRow)}  # fmt: skip
        self._collapsed = (self._collapsed | keys) if folded else (self._collapsed - keys)
        self._show_rows()

    def _switch(self) -> None:
        """Table to board and back; the same item stays chosen."""
        ids = self._selected_ids()
        self._board_shown = not self._board_shown
        self._show_rows()
        self._select(ids)
        self._focus_rows()

    def _show_overdue(self) -> None:
        self._bar.clear()
        self._bar.switch("state", OVERDUE, on=True)
        self._focus_rows()

    def _choose_columns(self, at: QPoint) -> None:
        choose_columns(self._model, self._texts, at, self)

    def _choose_columns_here(self) -> None:
        if self._board_shown:
            self._switch()
        header = self._table.horizontalHeader()
        self._choose_columns(header.mapToGlobal(header.rect().bottomLeft()))

    # ------------------------------------------------------------------------ commands

    def _new(self) -> None:
        """A new item, of the sub-group and agenda item of the one that is chosen."""
        if self.bridge.read_only or not self._loaded:
            return
        near = self._form.record
        heading = self._table.current_heading() if not self._board_shown else None
        values = {}
        if heading and self._bar.grouping is Grouping.SUB_GROUP:
            values["sub_group"] = heading
        elif near is not None and near["sub_group"]:
            values["sub_group"] = near["sub_group"]
        self._form.begin_new(values)
        if self._form.adding:
            # The one in front first: else the other's change would bring its choice back.
            clear = [self._table.clearSelection, self._board.clear]
            for deselect in reversed(clear) if self._board_shown else clear:
                deselect()

    def _on_created(self, item_id: int) -> None:
        self._bring(item_id)

    def _add_progress(self) -> None:
        if self._form.record is not None:
            self._form.ensureWidgetVisible(self._form.progress.line)
            self._form.progress.begin()

    def _remove(self) -> None:
        chosen = self._selected()
        ids = self._shown_ids()
        at = min((ids.index(i.id) for i in chosen if i.id in ids), default=0)
        if self._commands.remove(chosen):
            left = self._shown_ids()
            if left:
                self._select([left[min(at, len(left) - 1)]])

    def _set_status(self, status: str) -> None:
        self._commands.set_status(self._selected(), status)

    def _set_status_of(self, ids: list[int], status: str) -> None:
        """Cards were moved on the board: they stay chosen where they are now."""
        items = [self._rows.items[i] for i in ids if i in self._rows.items]
        if self._commands.set_status(items, status):
            self._board.select(ids)

    def _write_cell(self, item: ActionItem, key: str, new: str) -> bool:
        """What is typed in a cell goes to all that are selected; a number is one item's own."""
        chosen = self._selected()
        several = item in chosen and key != "number"
        return self._commands.write(
            item, key, new, [i for i in chosen if i != item] if several else []
        )

    def _ask_remark(self, item_id: int) -> None:
        self._select([item_id])
        self._form.begin_drop()

    def _move(self, step: int) -> None:
        """One place up or down, in the order of the file."""
        if self._sorting[1] is not Direction.STORED or self._bar.grouping is not Grouping.NONE:
            self.bridge.say(
                self.tr("Items are placed in the table's own order: not sorted, not grouped.")
            )
            return
        order, chosen = list(self._rows.items), self._selected_ids()
        if not chosen:
            return
        places = [order.index(i) for i in chosen]
        if step < 0:
            target = order[max(min(places) - 1, 0)]
            self._commands.move(chosen, target)
        else:
            behind = max(places) + 2
            self._commands.move(chosen, order[behind] if behind < len(order) else None)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.PaletteChange and self._loaded:
            self._board.dress()
            self._model.refresh()
