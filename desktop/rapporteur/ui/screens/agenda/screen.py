"""The agenda screen: sittings and items left, the form right, the time drawn below."""

from __future__ import annotations

from collections.abc import Callable, Collection
from datetime import datetime
from pathlib import Path

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import (
    QFileDialog,
    QLabel,
    QLineEdit,
    QSplitter,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from rapporteur.domain.agenda import AGENDA_ITEM, SITTING
from rapporteur.domain.agenda_tree import Agenda
from rapporteur.domain.directory import Directory
from rapporteur.domain.history import Changed
from rapporteur.domain.sessions import Session, Side
from rapporteur.services import sessions
from rapporteur.services.agenda.reading import agenda
from rapporteur.services.directory import ENTITIES, directory
from rapporteur.services.lists.titles import short_moment
from rapporteur.services.search import Query, search_key
from rapporteur.ui.bridge import FileBridge
from rapporteur.ui.dialogs.exporting.offers import offer_agenda
from rapporteur.ui.models.agenda_table import AgendaTable, Row
from rapporteur.ui.screens.agenda.copying import copy_from
from rapporteur.ui.screens.agenda.day_bar import DayBar
from rapporteur.ui.screens.agenda.empty import EmptyAgenda
from rapporteur.ui.screens.agenda.form import AgendaForm
from rapporteur.ui.screens.agenda.operations import AgendaOperations
from rapporteur.ui.screens.agenda.table import AgendaView
from rapporteur.ui.screens.base import Screen
from rapporteur.ui.settings import Settings
from rapporteur.ui.theme import GRID

_ENTITIES = (AGENDA_ITEM.entity, SITTING.entity, "session", *ENTITIES)

_Key = tuple[str, int]  # an entity and the id of a record


class AgendaScreen(Screen):
    """Items in order, with numbers and times; Alt and the arrows move them."""

    key = "agenda"
    icon_name = "agenda"

    def __init__(
        self, bridge: FileBridge, settings: Settings, parent: QWidget | None = None
    ) -> None:
        super().__init__(bridge, settings, parent)
        self._agenda = Agenda("", (), ())
        self._session: Session | None = None
        self._sides: tuple[Side, ...] = ()
        self._directory = Directory()
        self._gone: set[_Key] = set()  # seen before; an undo may bring it back

        self.filter = QLineEdit()
        self.banner = QLabel()
        self.model = AgendaTable(self)
        self.table = AgendaView(self.model)
        self.form = AgendaForm(bridge)
        self.bar = DayBar()
        self.empty = EmptyAgenda()
        self.operations = AgendaOperations(bridge, lambda: self.table.row, self)
        self._stack = QStackedWidget(self)
        self._across = QSplitter(Qt.Orientation.Horizontal, self._stack)

        self.filter.textChanged.connect(lambda _text: self._show_rows())
        self.filter.returnPressed.connect(self._on_filter_left)
        self.table.row_changed.connect(self._on_row)
        self.table.form_wanted.connect(self.form.go_to)
        self.table.customContextMenuRequested.connect(self._on_context_menu)
        self.model.moved.connect(self.operations.place)
        self.bar.chosen.connect(self.table.choose_item)
        self.operations.item_wanted.connect(self.table.choose_item)
        self.operations.sitting_wanted.connect(self._choose_sitting)
        self.empty.typical_wanted.connect(self.operations.add_typical)
        self.empty.copy_wanted.connect(self._copy)
        self.empty.new_wanted.connect(self._new)

        self._lay_out()
        self._make_actions()

    # What the window asks ------------------------------------------------------------

    def title(self) -> str:
        return self.tr("Agenda")

    def count(self) -> int | None:
        return sum(1 for plan in self._agenda.plans for _ in plan.lines) or None

    def summary(self) -> str:
        over = sum(1 for plan in self._agenda.plans if plan.times.over)
        if over:
            return self.tr("%n sittings are too long", "", over)
        return ""

    def load(self) -> None:
        self._read()
        self.settings.restore_parts(f"{self.key}/across", self._across)

    def reload(self, changed: Changed) -> None:
        if changed.touches(*_ENTITIES):
            self._read()

    def take_focus(self) -> None:
        shown = self._stack.currentWidget()
        (self.empty if shown is self.empty else self.table).setFocus()

    def focus_filter(self) -> None:
        self.filter.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.filter.selectAll()

    def show_record(self, row_id: int, field: str = "") -> None:
        if self.model.row_of_item(row_id) < 0:
            self.filter.clear()
        self.table.choose_item(row_id)
        if field:
            self.form.go_to(field)
        else:
            self.table.setFocus()

    def finish_editing(self) -> None:
        self.form.finish()

    def save_state(self) -> None:
        self.settings.save_parts(f"{self.key}/across", self._across)

    # Internals -----------------------------------------------------------------------

    def _read(self) -> None:
        with self.bridge.workspace.read() as db:
            self._session = sessions.session(db)
            self._sides = sessions.sides(db)
            self._directory = directory(db)
            before, self._agenda = _keys(self._agenda), agenda(db)
        now = _keys(self._agenda)
        back = self._gone & now
        self._gone = (self._gone | before) - now
        read_only = self.bridge.read_only
        self.model.read_only = read_only
        self.form.set_context(self._session, self._sides, self._directory, read_only=read_only)
        self.bar.show_agenda(self._agenda)
        self._show_banner()
        self._show_rows(back)
        self._show_allowed()
        self.summary_changed.emit()

    def _show_rows(self, back: Collection[_Key] = ()) -> None:
        """Show what the filter lets through; `back` are the records that an undo brought back."""
        if self._session is None:
            return
        kept, place = self.table.row, self.table.currentIndex().row()
        languages = self._session.language_codes
        self.model.show_agenda(self._agenda, self._directory, languages, self._matching())
        anything = bool(self._agenda.plans) or bool(self._agenda.parked)
        self.empty.set_read_only(self.bridge.read_only)
        self._stack.setCurrentWidget(self._across if anything else self.empty)
        row = min((at for at in map(self._row_of, back) if at >= 0), default=-1)
        self._choose_again(kept, place, row)

    def _choose_again(self, kept: Row | None, place: int, row: int) -> None:
        """What came back into `row`; else the row kept, as it is now; else what has its place.

        The first item where there was no row, or where the filter hides it.
        """
        key = _key(kept)
        if row < 0 and key is not None:
            row = self._row_of(key)
        if row < 0 and key in self._gone:
            row = self.model.row_in_place(place, of_item=key[0] == AGENDA_ITEM.entity)
        if row < 0:
            lines = (self.model.row_of_item(line.id) for line in self._agenda.everything())
            row = next((at for at in lines if at >= 0), 0)
        if row != self.table.currentIndex().row():
            self.table.choose_row(row)
        self.form.show_row(self.table.row)

    def _row_of(self, key: _Key) -> int:
        entity, row_id = key
        if entity == AGENDA_ITEM.entity:
            return self.model.row_of_item(row_id)
        return self.model.row_of_sitting(row_id)

    def _matching(self) -> set[int] | None:
        """The ids of the items in which every typed word occurs; None for all."""
        query = Query(self.filter.text())
        if not query:
            return None
        found: set[int] = set()
        for line in self._agenda.everything():
            item = line.item
            names = [self._directory.name(item[f.key]) for f in AGENDA_ITEM.references]
            kind = AGENDA_ITEM["kind"].shown(item["kind"])
            titles = [item[f"title_{code}"] for code in ("en", "ru", "hi")]
            texts = (line.number, *titles, kind, item["presenters"], *names)
            if query.matches(search_key("\n".join(texts))):
                found.add(line.id)
        return found

    def _show_banner(self) -> None:
        moment = self._agenda.circulated
        self.banner.setVisible(bool(moment))
        if not moment or self._session is None:
            return
        when = short_moment(self._session, datetime.fromisoformat(moment))
        late = sum(1 for line in self._agenda.lines() if line.late)
        text = self.tr("Circulated {when}: the numbers stay.").format(when=when)
        more = self.tr("%n items were added since.", "", late) if late else ""
        self.banner.setText(f"{text} {more}".strip())

    def _show_allowed(self) -> None:
        may = not self.bridge.read_only
        for action in self._edits:
            action.setEnabled(may)
        self.circulate.setEnabled(may and not self._agenda.circulated)
        self.withdraw.setEnabled(may and bool(self._agenda.circulated))

    def _on_row(self, row: Row | None) -> None:
        if row is not None:
            self.form.show_row(row)

    def _on_filter_left(self) -> None:
        self.table.setFocus()

    def _on_context_menu(self, at: QPoint) -> None:
        self.pop_up(self.table.viewport().mapToGlobal(at))

    def _choose_sitting(self, sitting_id: int) -> None:
        self.table.choose_row(self.model.row_of_sitting(sitting_id))

    def _new(self) -> None:
        if self.form.finish() and self.operations.add_item() is not None:
            self._type_title()

    def _new_sub(self) -> None:
        if self.form.finish() and self.operations.add_sub_item() is not None:
            self._type_title()

    def _type_title(self) -> None:
        """The name given for now is chosen, so that typing replaces it."""
        self.form.go_to("title_en")
        box = self.form.item.rows["title_en"].editor.input
        if isinstance(box, QLineEdit):
            box.selectAll()

    def _copy(self) -> None:
        name, _kind = QFileDialog.getOpenFileName(
            self,
            self.tr("Copy the agenda of a previous session"),
            str(self.bridge.workspace.path.parent),
            self.tr("Sessions (*.rapporteur)"),
        )
        if name:
            copy_from(Path(name), self.bridge, self.settings, self)

    def _lay_out(self) -> None:
        self.filter.setPlaceholderText(self.tr("Filter (Ctrl+F)"))
        self.filter.setAccessibleName(self.tr("Filter the agenda"))
        self.filter.setClearButtonEnabled(True)
        self.banner.setWordWrap(True)
        self.banner.setContentsMargins(GRID, GRID // 2, GRID, GRID // 2)
        left = QWidget(self._across)
        column = QVBoxLayout(left)
        column.setContentsMargins(GRID, GRID, 0, 0)
        column.setSpacing(GRID // 2)
        column.addWidget(self.filter)
        column.addWidget(self.banner)
        column.addWidget(self.table, 1)
        column.addWidget(self.bar)
        self._across.addWidget(left)
        self._across.addWidget(self.form)
        self._across.setStretchFactor(0, 3)
        self._across.setStretchFactor(1, 2)
        self._across.setChildrenCollapsible(False)
        self._stack.addWidget(self._across)
        self._stack.addWidget(self.empty)
        page = QVBoxLayout(self)
        page.setContentsMargins(0, 0, 0, 0)
        page.addWidget(self._stack)

    def _make_actions(self) -> None:
        do = self.operations
        self.offer(self.tr("&New item"), self._new, keys="Ctrl+N", icon="add", toolbar=True)
        self.offer(self.tr("New &sub-item"), self._new_sub, keys="Ctrl+Shift+I", icon="add")
        self.offer(self.tr("New s&itting"), do.add_sitting, icon="calendar")
        of_table = self._of_table
        of_table(self.tr("&Remove"), do.remove, "Del", "delete")
        of_table(self.tr("Move &up"), lambda: do.move(-1), "Alt+Up", "up", gap=True)
        of_table(self.tr("Move &down"), lambda: do.move(1), "Alt+Down", "down")
        of_table(self.tr("Make a su&b-item"), do.move_in, "Alt+Right", "right")
        of_table(self.tr("Make an it&em"), do.move_out, "Alt+Left", "left")
        of_table(self.tr("To the &parking lot"), do.park, "Alt+P", "skip")
        self.offer(self.tr("The &ten typical items"), do.add_typical, icon="suggest", gap=True)
        self.offer(self.tr("C&opy from a previous session…"), self._copy, icon="copy")
        self.circulate = self.offer(self.tr("&Circulate"), do.circulate, icon="flag", gap=True)
        self.withdraw = self.offer(
            self.tr("&Withdraw the circulation"), do.withdraw, icon="withdraw"
        )
        self._edits = [offer.action for offer in self.offers]
        offer_agenda(self)

    def _of_table(
        self, text: str, slot: Callable[[], None], keys: str, icon: str, *, gap: bool = False
    ) -> None:
        """An action whose key works in the table alone: Del in a text deletes a letter."""
        action = self.offer(text, slot, keys=keys, icon=icon, gap=gap)
        action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        self.table.addAction(action)


def _keys(found: Agenda) -> set[_Key]:
    """Every item and sitting of an agenda."""
    items = {(AGENDA_ITEM.entity, line.id) for line in found.everything()}
    return items | {(SITTING.entity, plan.sitting.id) for plan in found.plans}


def _key(row: Row | None) -> _Key | None:
    if row is not None and row.line is not None:
        return AGENDA_ITEM.entity, row.line.id
    if row is not None and row.sitting is not None:
        return SITTING.entity, row.sitting.id
    return None
