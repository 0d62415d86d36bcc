"""The sub-groups screen: the list on the left, the update beside it, and what it was before."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QEvent, QModelIndex, QObject, Qt
from PySide6.QtGui import QAction, QKeyEvent
from PySide6.QtWidgets import (
    QInputDialog,
    QLabel,
    QLineEdit,
    QListView,
    QPushButton,
    QSplitter,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from rapporteur.domain.editing import Conflict, FieldEdit, clean_text
from rapporteur.domain.errors import UserError
from rapporteur.domain.fields import Catalogue
from rapporteur.domain.history import Changed
from rapporteur.domain.subgroups import SUB_GROUP, SubGroup
from rapporteur.services.directory import ENTITIES
from rapporteur.services.subgroups import overview
from rapporteur.services.subgroups.overview import Desk, GroupLine
from rapporteur.ui.bridge import FileBridge
from rapporteur.ui.icons import set_icon
from rapporteur.ui.models.sub_group_list import SubGroupListModel
from rapporteur.ui.screens.base import Place, Screen
from rapporteur.ui.screens.subgroups.commands import SubGroupCommands
from rapporteur.ui.screens.subgroups.compare import ComparePane
from rapporteur.ui.screens.subgroups.form import SubGroupForm, states_of
from rapporteur.ui.screens.subgroups.form_desk import FormDesk
from rapporteur.ui.screens.subgroups.lines import GroupLines
from rapporteur.ui.settings import Settings
from rapporteur.ui.theme import GRID


class SubGroupsScreen(Screen):
    """Sub-groups on the left, the form of one, and the comparison where it is wanted."""

    key = "subgroups"
    icon_name = "subgroups"

    def __init__(
        self, bridge: FileBridge, settings: Settings, parent: QWidget | None = None
    ) -> None:
        super().__init__(bridge, settings, parent)
        self._desk: Desk | None = None
        self._current = 0
        self._lines = GroupLines(self)
        self.model = SubGroupListModel(lambda line: ", ".join(self._lines.texts(line)), self)
        self._commands = SubGroupCommands(bridge, self)
        self.filter = QLineEdit()
        self.list = QListView()
        self.form = SubGroupForm()
        self.compare = ComparePane(bridge)
        self._empty = QWidget()
        self._pages = QStackedWidget()
        self._across = QSplitter(Qt.Orientation.Horizontal, self)
        self._states: list[QAction] = []
        self._forms = FormDesk(self, bridge, settings, self._sendable)

        self.filter.textChanged.connect(self._on_filter)
        self.filter.installEventFilter(self)
        self.list.setModel(self.model)
        self.list.setItemDelegate(self._lines)
        self.list.selectionModel().currentChanged.connect(self._on_current)
        self.list.activated.connect(lambda _index: self.form.go_to("work_en"))
        self.form.accepted.connect(self._on_accepted)
        self.form.state_wanted.connect(self._on_state)
        self.compare.closed.connect(self._toggle_compare)
        self._connect_boxes()
        self._arrange()
        self._make_actions()

    def _connect_boxes(self) -> None:
        topics, members = self.form.topics, self.form.members
        topics.ticked.connect(
            lambda title, on: self._of_group(partial(self._commands.tick_topic, title=title, on=on))
        )
        topics.added.connect(
            lambda title: self._of_group(lambda group: self._commands.add_topic(title, group))
        )
        topics.renamed.connect(self._commands.rename_topic)
        topics.removed.connect(self._commands.remove_topic)
        members.added.connect(
            lambda one: self._of_group(lambda group: self._commands.add_members(group, [one]))
        )
        members.removed.connect(
            lambda ids: self._of_group(lambda group: self._commands.remove_members(group, ids))
        )

    def _arrange(self) -> None:
        self.filter.setPlaceholderText(self.tr("Filter (Ctrl+F)"))
        self.filter.setAccessibleName(self.tr("Filter sub-groups"))
        self.filter.setClearButtonEnabled(True)
        self.list.setAccessibleName(self.tr("Sub-groups"))
        self.list.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.list.setMinimumWidth(26 * GRID)
        left = QWidget(self._across)
        column = QVBoxLayout(left)
        column.setContentsMargins(GRID, GRID, 0, 0)
        column.setSpacing(GRID)
        column.addWidget(self.filter)
        column.addWidget(self.list, 1)
        self._fill_empty()
        for part in (left, self._pages, self.compare):
            self._across.addWidget(part)
        self._pages.addWidget(self._empty)
        self._pages.addWidget(self.form)
        self._across.setStretchFactor(1, 3)
        self._across.setStretchFactor(2, 2)
        self._across.setChildrenCollapsible(False)
        self._across.setHandleWidth(1)
        self.compare.hide()
        page = QVBoxLayout(self)
        page.setContentsMargins(0, 0, 0, 0)
        page.addWidget(self._across)

    def _fill_empty(self) -> None:
        self._empty_text = QLabel()
        self._empty_text.setWordWrap(True)
        self._empty_text.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self._first = QPushButton(self.tr("Ne&w sub-group"))
        set_icon(self._first, "add")
        self._first.clicked.connect(self._new)
        column = QVBoxLayout(self._empty)
        column.addStretch(2)
        column.addWidget(self._empty_text)
        column.addWidget(self._first, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(3)

    def _make_actions(self) -> None:
        edits = [
            self.offer(self.tr("&New sub-group"), self._new, keys="Ctrl+N", icon="add",
                       toolbar=True),
            self._of_list(self.tr("&Rename"), lambda: self.form.go_to("name_en"), "F2", "edit"),
            self._of_list(self.tr("Re&move"), lambda: self._of_group(self._commands.remove),
                          "Del", "delete"),
            self._of_list(self.tr("Move &up"), partial(self._move, -1), "Alt+Up", "up"),
            self._of_list(self.tr("Move &down"), partial(self._move, 1), "Alt+Down", "down"),
        ]  # fmt: skip
        for at in range(6):
            action = self.offer(
                self.tr("State &{0}").format(at), partial(self._state_by_key, at),
                keys=f"Alt+{at}", gap=at == 0,
            )  # fmt: skip
            self._states.append(action)
        self._compare_action = self.offer(
            self.tr("&Compare wordings"), self._toggle_compare, keys="Ctrl+Shift+W",
            icon="columns", place=Place.RECORD, toolbar=True, gap=True,
        )  # fmt: skip
        self.offer(self.tr("&Send the form…"), self._forms.send, icon="export", gap=True)
        self.offer(self.tr("Send the forms of &all…"), self._forms.send_all, icon="export")
        edits.append(
            self.offer(
                self.tr("Read a &filled form…"), self._forms.read, keys="Ctrl+Shift+I",
                icon="import",
            )
        )  # fmt: skip
        for action in (*edits, *self._states):
            action.setEnabled(not self.bridge.read_only)
        self._first.setEnabled(not self.bridge.read_only)

    def _of_list(self, text: str, slot: object, keys: str, icon: str) -> QAction:
        """An action whose key works in the list alone: Del in a text deletes a letter."""
        if not callable(slot):
            raise TypeError(slot)
        action = self.offer(text, slot, keys=keys, icon=icon)
        action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        self.list.addAction(action)
        return action

    # ------------------------------------------------------------- what the window asks

    def title(self) -> str:
        return self.tr("Sub-groups")

    def count(self) -> int | None:
        return len(self._desk.lines) if self._desk is not None else None

    def summary(self) -> str:
        if self._desk is None:
            return ""
        came = sum(line.state not in ("", "requested") for line in self._desk.lines)
        return self.tr("updates received: {came} of {all}").format(
            came=came, all=len(self._desk.lines)
        )

    def take_focus(self) -> None:
        self.list.setFocus()

    def focus_filter(self) -> None:
        self.filter.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.filter.selectAll()

    def finish_editing(self) -> None:
        self.form.commit()

    def save_state(self) -> None:
        self.settings.save_parts("subgroups/across", self._across)

    def show_record(self, row_id: int, field: str = "") -> None:
        """Select a sub-group by its id; the field of its update or of itself gets the cursor."""
        if self.model.row_of(row_id) < 0:
            self.filter.clear()
        self._select(row_id)
        if field:
            self.form.go_to(field)
        else:
            self.list.setFocus(Qt.FocusReason.OtherFocusReason)

    # ------------------------------------------------------------------ from the file

    def load(self) -> None:
        self.settings.restore_parts("subgroups/across", self._across)
        self.compare.hide()
        self._read()

    def reload(self, changed: Changed) -> None:
        if self._desk is not None and changed.touches(*ENTITIES, "session", "sub_group_update"):
            self._read()

    def _read(self) -> None:
        self._desk = desk = self.bridge.read(overview.desk)
        self._lines.sides = desk.sides
        for action, (_state, _side, words) in zip(self._states, states_of(desk), strict=True):
            at = self._states.index(action)
            action.setText(f"&{at}  {words}")
        self.model.show(desk.lines)
        self._select(self._current)
        self._show()
        self.summary_changed.emit()

    def _select(self, group_id: int) -> None:
        row = max(self.model.row_of(group_id), 0)
        if self.model.rowCount():
            self.list.setCurrentIndex(self.model.index(row))

    def _line(self) -> GroupLine | None:
        index = self.list.currentIndex()
        return self.model.lines[index.row()] if index.isValid() else None

    def _show(self) -> None:
        line, desk = self._line(), self._desk
        if line is None or desk is None:
            self._show_empty()
            return
        self._current = line.group.id
        self.form.show_line(line, desk, read_only=self.bridge.read_only)
        self._pages.setCurrentWidget(self.form)
        self._fill_compare()

    def _show_empty(self) -> None:
        filtered = self._desk is not None and bool(self._desk.lines)
        self._empty_text.setText(
            self.tr("No sub-group matches the filter.")
            if filtered
            else self.tr(
                "The standing bodies that report to the session belong here, each with its "
                "co-leads, its members and what it reports."
            )
        )
        self._first.setVisible(not filtered)
        self._pages.setCurrentWidget(self._empty)

    def _fill_compare(self) -> None:
        line, desk = self._line(), self._desk
        if not self.compare.isHidden() and line is not None and desk is not None:
            codes = desk.session.language_codes
            self.compare.show_update(line.group.id, line.update, codes)

    # ------------------------------------------------------------------------- slots

    def _on_current(self, _index: QModelIndex, _before: QModelIndex) -> None:
        self._show()

    def _on_filter(self, text: str) -> None:
        self.form.commit()
        self.model.look_for(text)
        self._select(self._current)
        self._show()

    def _on_accepted(self, catalogue: Catalogue, key: str, old: str, new: str, merge: str) -> None:
        desk = self._desk
        line = desk.line(self.form.group_id) if desk is not None else None
        if line is None:
            return
        of_group = catalogue is SUB_GROUP
        save = self._commands.save_group if of_group else self._commands.save_update
        step = f"{catalogue.entity}.{line.group.id}.{merge}" if merge else ""
        row = self.form.rows[catalogue.entity, key]
        try:
            save(line.group, catalogue[key], FieldEdit(old, new), step)
        except Conflict as conflict:
            row.editor.refuse(str(conflict))
            row.offer(self.tr("Take the other value"), row.editor.revert)
        except UserError as error:
            row.editor.refuse(str(error))

    def _on_state(self, state: str, side: str, words: str) -> None:
        self.form.commit()
        self._of_group(lambda group: self._commands.set_state(group, state, side, words))

    def _state_by_key(self, at: int) -> None:
        if self._desk is not None:
            self._on_state(*states_of(self._desk)[at])

    def _of_group(self, work: object) -> None:
        line = self._line()
        if line is not None and callable(work):
            work(line.group)

    def _sendable(self) -> tuple[SubGroup | None, list[SubGroup]]:
        """The sub-group in front, and all of them, with everything accepted that is typed."""
        self.form.commit()
        line = self._line()
        everything = self._desk.lines if self._desk is not None else ()
        return (line.group if line is not None else None), [one.group for one in everything]

    def _move(self, step: int) -> None:
        self._of_group(lambda group: self._commands.move(group, step))

    def _new(self) -> None:
        name, accepted = QInputDialog.getText(
            self, self.tr("New sub-group"), self.tr("English name of the sub-group:")
        )
        made: SubGroup | None = None
        if accepted and clean_text(name):
            made = self._commands.create(clean_text(name), self._current or None)
        if made is not None:
            self.show_record(made.id)

    def _toggle_compare(self) -> None:
        shown = self.compare.isHidden()
        self.form.commit()
        self.compare.setVisible(shown)
        self._fill_compare()
        (self.compare.choice if shown else self.list).setFocus(Qt.FocusReason.OtherFocusReason)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.filter and isinstance(event, QKeyEvent):
            pressed = event.type() is QEvent.Type.KeyPress
            if pressed and event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self.list.setFocus(Qt.FocusReason.OtherFocusReason)
                return True
            if pressed and event.key() == Qt.Key.Key_Escape and self.filter.text():
                self.filter.clear()
                return True
        return super().eventFilter(watched, event)
