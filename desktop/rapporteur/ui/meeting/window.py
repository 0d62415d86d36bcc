"""Meeting mode: what is on, how long, what comes, and room to type. One window, no mouse.

It shows the item that is being discussed unless another one is looked at. Everything it writes
goes through one queue beside the window (`writing`), so that no key waits for the disk.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QLabel, QSplitter, QVBoxLayout, QWidget

from rapporteur.domain.agenda import AgendaItem
from rapporteur.domain.clocks import zone_of
from rapporteur.domain.errors import UserError
from rapporteur.domain.history import Changed
from rapporteur.domain.meeting import MEETING_RECORD, SPEAKER
from rapporteur.domain.running import elapsed, is_paused
from rapporteur.domain.sessions import Session, Side
from rapporteur.services import sessions
from rapporteur.services.meeting import entries, running
from rapporteur.services.meeting.entries import Noted
from rapporteur.services.meeting.running import RunItem
from rapporteur.services.meeting.unsaved import Unsaved
from rapporteur.ui.bridge import FileBridge, Tone
from rapporteur.ui.icons import retint
from rapporteur.ui.meeting.agenda_list import AgendaList
from rapporteur.ui.meeting.cards import Cards
from rapporteur.ui.meeting.commands import Commands
from rapporteur.ui.meeting.course import Course
from rapporteur.ui.meeting.doing import Acts
from rapporteur.ui.meeting.empty import EmptyAgenda
from rapporteur.ui.meeting.entry_card import ITEM, EntryCard
from rapporteur.ui.meeting.footer import Footer
from rapporteur.ui.meeting.head import Head
from rapporteur.ui.meeting.keys import KeySheet
from rapporteur.ui.meeting.noted_list import NotedList
from rapporteur.ui.meeting.notes_pane import NotesPane
from rapporteur.ui.meeting.side_panel import SPEAKERS, SidePanel
from rapporteur.ui.meeting.writing import Writer
from rapporteur.ui.settings import Settings
from rapporteur.ui.theme import GRID
from rapporteur.ui.widgets.message_bar import MessageBar

if TYPE_CHECKING:
    from rapporteur.services.workspace import Db

_SLOW_MS = 1_500  # what takes no longer is not worth a word
_LOW = 640
_NARROW = 1100
_ENTRIES = (MEETING_RECORD.entity, SPEAKER.entity, "action_item")
_HEADS = ("session", "side", "sitting", "agenda_item", "sub_group")


class MeetingWindow(QWidget):
    """The window of the person who types. `now` is the clock, for tests."""

    closed = Signal()

    room_wanted = Signal()
    """F9: the room's screen is to be shown, or taken away."""

    def __init__(
        self,
        bridge: FileBridge,
        settings: Settings,
        unsaved: Unsaved,
        parent: QWidget | None = None,
        *,
        now: Callable[[], datetime],
    ) -> None:
        super().__init__(parent, Qt.WindowType.Window)
        self.setObjectName("meeting")
        self.setWindowTitle(self.tr("Meeting mode"))
        self.setMinimumSize(100 * GRID, 55 * GRID)
        self.bridge, self._settings, self._kept, self.now = bridge, settings, unsaved, now
        self._session: Session | None = None
        self._sides: tuple[Side, ...] = ()
        self.messages = MessageBar()
        self.head = Head()
        self.agenda = AgendaList()
        self.writer = Writer(bridge, self)
        self.course = Course(bridge, self.writer, now, self)
        self.notes = NotesPane(bridge, self.writer, unsaved)
        self.card = EntryCard()
        self.cards = Cards(bridge, self.writer, unsaved, self.card, now=now)
        self.noted = NotedList()
        self.acts = Acts(bridge, self.writer, unsaved, self, now=now)
        self.side = SidePanel(bridge, self.acts)
        self.commands = Commands(self)
        self.footer = Footer(self.commands.shown)
        self._strip = QLabel()
        self._strip.setWordWrap(True)
        self._noted_title = QLabel()
        self._noted_title.setBuddy(self.noted)
        self._empty = EmptyAgenda()
        self.keys = KeySheet(self)
        self._tick = QTimer(self, singleShot=True, timerType=Qt.TimerType.PreciseTimer)
        self._slow = QTimer(self, singleShot=True, interval=_SLOW_MS)

        self._connect()
        self._arrange()
        self.load()

    def _connect(self) -> None:
        self._tick.timeout.connect(self._on_tick)
        self._slow.timeout.connect(self._show_state)
        self.bridge.changed.connect(self._on_changed)
        self.bridge.said.connect(self.messages.show_notice)
        self.messages.undo_wanted.connect(self.undo)
        self.agenda.shown.connect(self.look_at)
        self.agenda.taken_up.connect(self.course.take_up)
        self.course.moving.connect(self._on_moving)
        self.course.arrived.connect(self.show_all)
        self.agenda.left.connect(self.notes.setFocus)
        self.notes.state_changed.connect(self._on_state)
        self.writer.state_changed.connect(self._on_state)
        self.acts.state_changed.connect(self._on_state)
        self.noted.edit_wanted.connect(self._on_edit)
        self.noted.remove_wanted.connect(self.cards.remove)
        self.noted.left.connect(self.notes.setFocus)
        self.side.left.connect(self._on_side_left)
        self.cards.closed.connect(self._on_card_closed)
        self.cards.item_added.connect(self._on_item_added)
        self.cards.noted.connect(self._on_noted)
        self.cards.drafts_changed.connect(self._show_noted)
        self._empty.begin_wanted.connect(lambda: self.open_card(ITEM))
        self._empty.back_wanted.connect(self.close)

    # Layout --------------------------------------------------------------------------

    def _arrange(self) -> None:
        self._middle = QWidget()
        middle = QVBoxLayout(self._middle)
        middle.setContentsMargins(GRID, GRID, GRID, GRID)
        middle.setSpacing(GRID // 2)
        middle.addWidget(self._strip)
        middle.addWidget(self.notes, 3)
        middle.addWidget(self.card)
        middle.addWidget(self._noted_title)
        middle.addWidget(self.noted, 2)
        self.commands.bind(self._middle)
        left = QWidget()
        inner = QVBoxLayout(left)
        inner.setContentsMargins(GRID, GRID, 0, GRID)
        inner.addWidget(self.agenda)
        self._columns = QSplitter()
        self._columns.setChildrenCollapsible(False)
        self._columns.setHandleWidth(1)
        self._columns.addWidget(left)
        self._columns.addWidget(self._middle)
        self._columns.addWidget(self.side)
        self._columns.setStretchFactor(1, 1)  # the agenda keeps its width
        left.setMinimumWidth(26 * GRID)  # a title can be told from the next one beside a panel
        self._left = left
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.head)
        column.addWidget(self.messages)
        column.addWidget(self._columns, 1)
        column.addWidget(self._empty, 1)
        column.addWidget(self.footer)
        self._settings.restore_parts("meeting/columns", self._columns)

    # The file ------------------------------------------------------------------------

    def load(self) -> None:
        """Read everything and show the item that is being discussed."""
        self._read_heads()
        self.show_all()
        self._on_tick()
        self._show_state()

    def show_all(self) -> None:
        """Show the agenda as it was read last."""
        current, shown = self.course.current, self.course.shown
        empty = not self.course.run.items
        invites = empty and self.card.isHidden()
        self._empty.setVisible(invites)
        self._columns.setVisible(not invites)
        self._empty.begin.setEnabled(not self.bridge.read_only)
        self._show_head(current)
        self.agenda.show_run(self.course.run, self._session, shown.item.id if shown else 0)
        self._show_notes()
        self.commands.allow(items=not empty)
        self._show_elapsed()

    def _read_heads(self) -> None:
        self._session = self.bridge.read(sessions.session)
        self._sides = self.bridge.read(sessions.sides)
        self.cards.set_session(self._session, self._sides)
        self.commands.name_sides([side.name() for side in self._sides])
        self.course.read()

    def _on_changed(self, changed: Changed) -> None:
        if changed.step == 0:
            self.course.look_at(0)
        if changed.touches("session", "side", "delegate"):
            self._read_heads()
            self.show_all()
            return
        mine = changed.rows.get("agenda_item", frozenset())
        others = set(changed.rows) - {"agenda_item"}
        if mine and not others and all(self.notes.expects(item_id) for item_id in mine):
            return  # only the notes that are being saved from here
        if changed.touches(*_HEADS):
            self.course.read()
            self.show_all()
        elif changed.touches(*_ENTRIES):
            self._show_noted()

    # What is shown -------------------------------------------------------------------

    def _show_head(self, current: RunItem | None) -> None:
        following = self.course.run.next_after(current)
        if current is not None:
            item = current.item
            second = self._second(current)
            self.head.show_item(current.number, current.title, second, self._about(current))
        else:
            words = self.tr("Nothing is being discussed") if self.course.run.items else ""
            item = None
            self.head.show_item("", words, "", "")
        if following is not None:
            text = self.tr("Next: {number} {title}") if item else self.tr(
                "Ctrl+↓ begins with {number} {title}"
            )  # fmt: skip
            self.head.show_next(text.format(number=following.number, title=following.title))
        else:
            self.head.show_next(self.tr("This is the last item.") if item else "")

    def _second(self, item: RunItem) -> str:
        codes = self._session.language_codes if self._session is not None else ()
        texts = [item.item[f"title_{code}"] for code in codes if code != "en"]
        return " · ".join(text for text in texts if text)

    def _about(self, item: RunItem) -> str:
        group = item.item["sub_group"]
        names = self.bridge.read(lambda db: running.sub_group_name(db, group)) if group else ""
        names = "" if names == item.title else names
        parts = [names, item.item["presenters"], item.item["run_remarks"]]
        return " · ".join(" ".join(part.split()) for part in parts if part)

    def _show_notes(self) -> None:
        shown = self.course.shown
        self.notes.show_item(shown.item if shown else None)
        self._show_strip(self.course.coming, shown)
        sitting = shown.sitting_id if shown else None
        self.side.show_item(shown.item.uuid if shown else "", sitting)
        self._show_noted()

    def _show_strip(self, current: RunItem | None, shown: RunItem | None) -> None:
        aside = shown is not None and current is not None and shown.item.id != current.item.id
        if shown is None or not (aside or current is None):
            self._strip.hide()
            return
        text = self.tr("Notes of {number} {title}").format(number=shown.number, title=shown.title)
        if aside and current is not None:
            back = self.tr("the room is at {number}, Alt+Home goes back there")
            text = f"▸ {text} – {back.format(number=current.number)}"
        self._strip.setText(text)
        self._strip.show()

    def _show_noted(self) -> None:
        shown = self.course.shown
        found: list[Noted] = []
        if shown is not None:
            found = self.bridge.read(lambda db: self._read_noted(db, shown.item))
        names = [side.name() for side in self._sides] or ["", ""]
        if self._session is not None:
            self.noted.entries.show_entries(found, names, zone_of(self._session))
        text = self.tr("Noted for this item: {0}").format(len(found)) if found else self.tr(
            "Nothing noted for this item yet: F3 action, F4 paragraph, F5 decision"
        )  # fmt: skip
        if self.cards.drafts(shown):
            text += self.tr(" – a draft is kept; its key brings it back")
        self._noted_title.setText(text)
        self._fit()

    def _read_noted(self, db: Db, item: AgendaItem) -> list[Noted]:
        self.cards.prepare(db, item)
        return entries.noted(db, item)

    def _show_elapsed(self) -> None:
        current = self.course.current
        if current is None or self._session is None:
            self.head.show_elapsed(None, paused=False)
            return
        spent = elapsed(current.item, self.now(), current.planned)
        self.head.show_elapsed(spent, paused=is_paused(current.item))

    def _on_tick(self) -> None:
        now = self.now()
        if self._session is not None:
            self.head.show_time(now, zone_of(self._session))
        self._show_elapsed()
        self._tick.start(max(20, 1000 - now.microsecond // 1000))

    def _on_state(self) -> None:
        if self.notes.unsaved or self.writer.busy:
            if not self._slow.isActive():
                self._slow.start()
            if self._refusal is None:
                return
        else:
            self._slow.stop()
        self._show_state()

    @property
    def _refusal(self) -> UserError | None:
        return self.notes.refusal or self.acts.refusal

    def _show_state(self) -> None:
        saved = self.bridge.workspace.saved_at
        if self.bridge.read_only:
            self.footer.show_state(self.tr("View only: nothing can be typed"), alarming=True)
        elif self._refusal is not None:
            self.footer.show_state(self.tr("NOT SAVED – trying again"), alarming=True)
        elif self.notes.unsaved or self.writer.busy:
            self.footer.show_state(self.tr("Saving…"))
        elif saved is not None:
            clock = saved.astimezone().strftime("%H:%M:%S")
            self.footer.show_state(self.tr("Saved {time}").format(time=clock))
        else:
            self.footer.show_state(self.tr("No changes yet"))

    # Commands ------------------------------------------------------------------------

    def look_at(self, item_id: int) -> None:
        """Show this item's notes; what is discussed stays."""
        self.course.look_at(item_id)
        self.cards.put_aside()
        self.show_all()
        self.notes.setFocus()

    def look_aside(self, by: int) -> None:
        """Show the item before (-1) or after (1) the one that is shown."""
        if item_id := self.course.beside(by):
            self.look_at(item_id)

    def open_card(self, kind: str) -> None:
        """Open the card for a new entry of the item that is shown."""
        if kind == ITEM and not self.bridge.read_only:
            self._empty.hide()
            self._columns.show()
        self.cards.open(kind, self.course.shown)
        self._fit()

    def open_side(self, which: str) -> None:
        """Show the list of speakers or the roll, with the cursor in its line."""
        if which == SPEAKERS and self.course.shown is None:
            return
        self.cards.put_aside()
        self.side.open(which)
        self._fit()

    def note_to_action(self) -> None:
        """Make an action item of the selected words or the line of the notes."""
        self.cards.note_to_action(self.course.shown, self.notes.current_words())

    def undo(self) -> None:
        """Take the last step of the file back."""
        self.notes.finish()
        self.bridge.undo()
        self._show_state()

    def redo(self) -> None:
        """Do the step taken back last once more."""
        self.notes.finish()
        self.bridge.redo()
        self._show_state()

    def finish_editing(self) -> None:
        """Everything typed is saved when this returns, or kept where no kill reaches it."""
        self.cards.put_aside()
        self.notes.finish()
        self._show_state()

    def show_keys(self) -> None:
        """Show all keys on a sheet over the window."""
        self.keys.show_keys(self.commands.all)

    def toggle_full_screen(self) -> None:
        """Fill the screen, or be a window among others; remembered."""
        full = not self.isFullScreen()
        self._settings.set_flag("meeting/windowed", value=not full)
        self.setWindowState(
            Qt.WindowState.WindowFullScreen if full else Qt.WindowState.WindowNoState
        )

    def open(self) -> None:
        """Show the window as it was left, with the cursor in the notes."""
        if not self._settings.restore_window("meeting/window", self):
            self.resize(1280, 800)
        if self._settings.flag("meeting/windowed"):
            self.showNormal()
        else:
            self.showFullScreen()
        self.activateWindow()
        (self._empty.begin if not self.course.run.items else self.notes).setFocus()
        if self.bridge.read_only:
            self.bridge.say(
                self.tr("This file is open for viewing: nothing can be typed here."), Tone.WARNING
            )

    def save_state(self) -> None:
        """Remember place and columns."""
        if not self.isFullScreen():
            self._settings.save_window("meeting/window", self)
        self._settings.save_parts("meeting/columns", self._columns)

    # Slots ---------------------------------------------------------------------------

    def _on_moving(self) -> None:
        self.notes.save()
        self.cards.put_aside()
        self._show_notes()
        self.notes.setFocus()

    def _on_edit(self, entry: Noted) -> None:
        shown = self.course.shown
        if shown is not None:
            self.cards.edit(entry, shown)
            self._fit()

    def _on_side_left(self) -> None:
        self._fit()
        self.notes.setFocus()

    def _on_card_closed(self) -> None:
        self.show_all()
        self.notes.setFocus()

    def _on_item_added(self) -> None:
        self.course.look_at(0)
        self.course.read()
        self.show_all()

    def _on_noted(self, entity: str, record_id: int) -> None:
        row = self.noted.entries.row_of(entity, record_id)
        if row >= 0:
            index = self.noted.entries.index(row)
            self.noted.setCurrentIndex(index)
            self.noted.scrollTo(index)

    def _fit(self) -> None:
        """In a low window the entries make room for a card, in a narrow one the agenda."""
        room = not (self.card.isVisible() and self.height() < _LOW)
        self.noted.setVisible(room)
        self._noted_title.setVisible(room)
        self._left.setVisible(self.side.isHidden() or self.width() >= _NARROW)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            if self.notes.hasFocus() and self.side.isHidden():
                self.close()
            elif self.notes.hasFocus():
                self.side.leave()
            else:
                self.notes.setFocus()
            return
        super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.head.fit(self.height())
        self.footer.leave_out(self.commands.rare if self.height() < _LOW else ())
        self._fit()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.PaletteChange and hasattr(self, "footer"):
            self.head.tint()
            self.card.tint()
            retint(self)
            self._show_state()
            self._show_elapsed()

    def closeEvent(self, event: QCloseEvent) -> None:
        self.finish_editing()
        self.notes.retire()
        self.save_state()
        self._tick.stop()
        super().closeEvent(event)
        self.closed.emit()
