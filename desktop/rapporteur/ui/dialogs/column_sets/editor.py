"""The editor of column sets: sets on the left, what the chosen one holds beside it, its look below.

Every accepted field, tick and move is saved at once and is one step that undo takes back, here
as everywhere; there is nothing to confirm at the end.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QDialogButtonBox,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from rapporteur.domain.column_sets import SET_TEXTS, ColumnSet, needs_purpose
from rapporteur.domain.delegates import DELEGATE
from rapporteur.domain.editing import FieldEdit
from rapporteur.domain.errors import UserError
from rapporteur.domain.history import Changed
from rapporteur.domain.languages import LANGUAGES
from rapporteur.services import sessions
from rapporteur.services.columns import column_sets as service
from rapporteur.services.lists.preview import list_preview
from rapporteur.ui.bridge import FileBridge, Tone
from rapporteur.ui.dialogs.column_sets.chooser import ColumnChooser
from rapporteur.ui.dialogs.column_sets.computer import ComputerButton
from rapporteur.ui.dialogs.column_sets.order import ColumnOrder
from rapporteur.ui.dialogs.column_sets.preview import PreviewPane
from rapporteur.ui.dialogs.column_sets.set_list import SetList
from rapporteur.ui.dialogs.remembered import RememberedDialog
from rapporteur.ui.forms.form import CatalogueForm
from rapporteur.ui.icons import set_icon
from rapporteur.ui.settings import Settings
from rapporteur.ui.theme import GRID
from rapporteur.ui.widgets.message_bar import MessageBar
from rapporteur.ui.wording import privacy_words

if TYPE_CHECKING:
    from rapporteur.services.workspace import Db

_KEY = "column-sets"

T = TypeVar("T")


class ColumnSetsEditor(RememberedDialog):
    """Edits the sets of one session; `current` is the key of the set that is shown."""

    def __init__(
        self,
        bridge: FileBridge,
        settings: Settings,
        current: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(settings, QSize(155 * GRID, 90 * GRID), parent)
        self.setWindowTitle(self.tr("Sets of columns"))
        self._bridge = bridge
        self._sets: tuple[ColumnSet, ...] = ()
        self._languages: tuple[str, ...] = ("en",)
        self._in_form = ""
        self._settling = False
        self.current = current

        self.bar = MessageBar()
        self.list = SetList()
        self.form = CatalogueForm(SET_TEXTS)
        self.chooser = ColumnChooser()
        self.order = ColumnOrder()
        self.preview = PreviewPane()
        self.computer = ComputerButton()
        self.undo = QPushButton()
        self.redo = QPushButton()
        self._across = QSplitter()
        self._down = QSplitter(Qt.Orientation.Vertical)
        self._buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)

        self._connect()
        self._lay_out()
        self._load()
        self.list.tree.setFocus()

    def done(self, result: int) -> None:
        # What is half typed when the window is closed with Esc or by its frame is saved too.
        self.form.commit()
        self.settings.save_parts(f"{_KEY}/across", self._across)
        self.settings.save_parts(f"{_KEY}/down", self._down)
        super().done(result)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        # Enter accepts a field. It presses a button only where that has the focus, never one
        # that Qt takes for the default: the Undo of a message, for example.
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            focused = self.focusWidget()
            if isinstance(focused, QPushButton):
                focused.click()
            return
        super().keyPressEvent(event)

    def _connect(self) -> None:
        self.list.chosen.connect(self._on_chosen)
        self.list.new_wanted.connect(self._on_new)
        self.list.copy_wanted.connect(self._on_copy)
        self.list.remove_wanted.connect(self._on_remove)
        self.list.move_wanted.connect(self._on_move)
        self.form.accepted.connect(self._on_text)
        self.chooser.wanted.connect(self._on_column)
        self.order.order_wanted.connect(self._on_order)
        self.order.model.heading_typed.connect(self._on_heading)
        self.preview.choice_changed.connect(self._show_preview)
        self.computer.take_wanted.connect(self._on_take)
        self.computer.said.connect(self.bar.show_notice)
        self._bridge.changed.connect(self._on_changed)
        self._bridge.said.connect(self.bar.show_notice)
        self.bar.undo_wanted.connect(self._bridge.undo)
        self._buttons.rejected.connect(self._finish)
        for button, keys, slot in (
            (self.undo, ("Ctrl+Z",), self._bridge.undo),
            (self.redo, ("Ctrl+Shift+Z", "Ctrl+Y"), self._bridge.redo),
        ):
            button.clicked.connect(slot)
            for one in keys:
                QShortcut(QKeySequence(one), self).activated.connect(button.click)

    def _lay_out(self) -> None:
        set_icon(self.undo, "undo")
        set_icon(self.redo, "redo")
        for button in (self.undo, self.redo):
            button.setAutoDefault(False)
        about = QWidget()
        inner = QVBoxLayout(about)
        inner.setContentsMargins(0, 0, 0, 0)
        inner.addWidget(self.form)
        bar = self.form.verticalScrollBar().sizeHint().width()
        self.form.setMinimumWidth(self.form.body.minimumSizeHint().width() + bar)
        for part in (self.list, about, self.chooser, self.order):
            self._across.addWidget(part)
        self._across.setSizes([27 * GRID, 29 * GRID, 41 * GRID, 54 * GRID])
        self._down.addWidget(self._across)
        self._down.addWidget(self.preview)
        self._down.setSizes([47 * GRID, 33 * GRID])
        for splitter in (self._across, self._down):
            splitter.setChildrenCollapsible(False)
            splitter.setHandleWidth(2 * GRID)
            splitter.setStyleSheet("QSplitter::handle { background: transparent; }")
        self.settings.restore_parts(f"{_KEY}/across", self._across)
        self.settings.restore_parts(f"{_KEY}/down", self._down)
        note = QLabel(self.tr("Every change is saved at once and can be undone."))
        note.setWordWrap(True)
        bottom = QHBoxLayout()
        bottom.setSpacing(GRID)
        for widget in (self.undo, self.redo, self.computer):
            bottom.addWidget(widget)
        bottom.addWidget(note, 1)
        bottom.addWidget(self._buttons)
        column = QVBoxLayout(self)
        column.setContentsMargins(2 * GRID, 2 * GRID, 2 * GRID, 2 * GRID)
        column.setSpacing(GRID)
        column.addWidget(self.bar)
        column.addWidget(self._down, 1)
        column.addLayout(bottom)

    # Showing -------------------------------------------------------------------------

    def _load(self) -> None:
        """Read the sets and show them; what is half typed stays."""
        self._sets = self._bridge.read(service.column_sets)
        codes = self._bridge.read(sessions.session).language_codes
        self._languages = tuple(c.code for c in LANGUAGES if c.code in codes) or ("en",)
        self.preview.set_languages(self._languages)
        self.list.show_sets(self._sets, self.current)
        read_only = self._bridge.read_only
        for part in (self.list, self.chooser, self.order, self.form):
            part.set_read_only(read_only=read_only)
        self._show_history()

    def _on_chosen(self, key: str) -> None:
        if self._settling:  # the file answers to what is being accepted below
            return
        there = any(found.key == self._in_form for found in self._sets)
        if there and key != self._in_form:
            self._settling = True
            try:
                key = key if self.form.commit() else self._in_form  # it cannot be saved yet
            finally:
                self._settling = False
            self.list.choose(key)
        self.current = key
        self._show_set()

    def _shown(self) -> ColumnSet:
        return next(found for found in self._sets if found.key == self.current)

    def _show_set(self) -> None:
        found = self._shown()
        if self._in_form != found.key:
            self.form.start(found.texts())
            self._in_form = found.key
        else:
            self.form.refresh(found.texts())
        for code in ("ru", "hi"):
            self.form.rows[f"title_{code}"].setVisible(code in self._languages)
        self.form.rows["name_ru"].setVisible("ru" in self._languages)
        self.chooser.show_set(found)
        self.order.show_set(found, self._languages)
        self.computer.show_sets(self._sets, self.current, read_only=self._bridge.read_only)
        self._show_preview()

    def _show_preview(self) -> None:
        found, language = self._shown(), self.preview.chosen_language()
        self.preview.show_preview(self._bridge.read(lambda db: list_preview(db, found, language)))

    def _show_history(self) -> None:
        state = self._bridge.history
        may = not self._bridge.read_only
        for button, word, label in (
            (self.undo, self.tr("Undo"), state.undo_label),
            (self.redo, self.tr("Redo"), state.redo_label),
        ):
            button.setText(word)
            button.setToolTip(label)
            button.setEnabled(bool(label) and may)

    def _on_changed(self, changed: Changed) -> None:
        if changed.touches("column_set", "session", "side", "delegate"):
            self._load()
        else:
            self._show_history()

    # Editing -------------------------------------------------------------------------

    def _on_text(self, key: str, old: str, new: str, merge: str) -> None:
        found = next((one for one in self._sets if one.key == self._in_form), None)
        if found is None:  # taken away by undo while something was half typed
            return
        label = self.tr("{field} of the column set {name}").format(
            field=SET_TEXTS[key].label, name=found.name
        )
        edits = {key: FieldEdit(old, new)}
        try:
            self._bridge.edit(label, lambda db: service.update(db, found.key, edits), merge=merge)
        except UserError as error:
            self.form.refuse(key, str(error))

    def _on_column(self, key: str, on: bool, purpose: str) -> None:
        found = self._shown()
        if on:
            fields, words = (*found.fields, key), self.tr("column {column} into the set {name}")
        else:
            fields = tuple(one for one in found.fields if one != key)
            words = self.tr("column {column} out of the set {name}")
        label = words.format(column=DELEGATE[key].label, name=found.name)
        self._set_fields(label, fields, purpose or None)
        if not on or key not in self._shown().fields:
            return
        row = self._shown().fields.index(key)
        self.order.table.setCurrentIndex(self.order.model.index(row, 0))
        if DELEGATE[key].privacy not in found.private_classes() and needs_purpose(key):
            said = self.tr("Lists of the set “{0}” carry private data now: {1}.")
            what = privacy_words(DELEGATE[key].privacy)
            self._bridge.say(said.format(found.name, what), Tone.WARNING, undo=True)

    def _on_order(self, fields: tuple[str, ...]) -> None:
        words = self.tr("order of the columns of {name}")
        if len(fields) < len(self._shown().fields):
            words = self.tr("column out of the set {name}")
        self._set_fields(words.format(name=self._shown().name), fields, None)

    def _set_fields(self, label: str, fields: tuple[str, ...], purpose: str | None) -> None:
        key = self.current
        self._perform(label, lambda db: service.set_fields(db, key, fields, purpose=purpose))

    def _on_heading(self, field: str, language: str, text: str) -> None:
        found = self._shown()
        label = self.tr("heading of {column} in the set {name}").format(
            column=DELEGATE[field].label, name=found.name
        )
        self._perform(
            label, lambda db: service.set_heading(db, found.key, field, language, text)
        )  # fmt: skip

    # Whole sets ----------------------------------------------------------------------

    def _on_new(self) -> None:
        word = self.tr("New set")
        self._make(lambda db: service.create(db, service.free_name(db, word)))

    def _on_copy(self, key: str) -> None:
        like = next(found for found in self._sets if found.key == key)
        word = self.tr("{name} (copy)").format(name=like.name)
        self._make(lambda db: service.create(db, service.free_name(db, word), like=like))

    def _make(self, work: Callable[[Db], ColumnSet]) -> None:
        """Make a set, and let its name be typed."""
        made = self._perform(self.tr("new column set"), work)
        if made is not None:
            self._choose(made.key)
            self.form.go_to("name")
            self.form.rows["name"].editor.input.selectAll()  # type: ignore[attr-defined]  # a line

    def _on_remove(self, key: str) -> None:
        found = next(one for one in self._sets if one.key == key)
        own = service.is_own(key)
        words = self.tr("column set {0} as built in")
        if own:
            words = self.tr("delete the column set {0}")
        if self._perform(words.format(found.name), lambda db: service.remove(db, key)) and own:
            said = self.tr("The set “{0}” was deleted.").format(found.name)
            self._bridge.say(said, Tone.DONE, undo=True)

    def _on_move(self, key: str, before: str | None) -> None:
        label = self.tr("order of the column sets")
        self._perform(label, lambda db: service.move(db, key, before))

    def _on_take(self, found: ColumnSet) -> None:
        label = self.tr("column set {0} from this computer").format(found.name)
        taken = self._perform(label, lambda db: service.take(db, [found]))
        if taken:
            self._choose(taken[0].key)
            said = self.tr("This session has the set “{0}” now.").format(taken[0].name)
            self._bridge.say(said, Tone.DONE, undo=True)

    def _choose(self, key: str) -> None:
        self.list.show_sets(self._sets, key)

    def _perform(self, label: str, work: Callable[[Db], T]) -> T | None:
        """One step; a refusal is shown in the bar, and everything as the file has it."""
        done = self._bridge.perform(label, work)
        if done is None:
            self._show_set()
        return done

    def _finish(self) -> None:
        """Close, unless a field holds something that cannot be saved."""
        if self.form.commit():
            self.accept()
