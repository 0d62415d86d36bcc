"""The keys of the meeting window, each an action that the footer shows as well."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QWidget

from rapporteur.ui.meeting.entry_card import ACTION, DECISION, ITEM, PARAGRAPH
from rapporteur.ui.meeting.side_panel import ATTENDANCE, SPEAKERS

if TYPE_CHECKING:
    from rapporteur.ui.meeting.window import MeetingWindow


class Commands:
    """Makes the actions of one meeting window. `shown` are those of the footer, in order."""

    def __init__(self, window: MeetingWindow) -> None:
        self._window = window
        self.all: list[QAction] = []
        """Every action that has a key, in the order in which they are told."""

        tr, make, editing = window.tr, self._make, not window.bridge.read_only
        self.notes = make(tr("Notes"), "F2", window.notes.setFocus)
        cards = [
            make(tr("Action"), "F3", partial(window.open_card, ACTION)),
            make(tr("Paragraph"), "F4", partial(window.open_card, PARAGRAPH)),
            make(tr("Decision"), "F5", partial(window.open_card, DECISION)),
        ]
        panels = [
            make(tr("Speaker"), "F6", partial(window.open_side, SPEAKERS)),
            make(tr("Attendance"), "F7", partial(window.open_side, ATTENDANCE)),
        ]
        self.item = make(tr("New item"), "F8", partial(window.open_card, ITEM))
        room = make(tr("Room display"), "F9", window.room_wanted.emit)
        self.on = make(tr("Next"), "Ctrl+Down", window.course.go_on)
        self.back = make(tr("Back"), "Ctrl+Up", window.course.go_back)
        self.pause = make(tr("Break"), "Ctrl+P", window.course.pause)
        self.postpone = make(tr("Postpone"), "Ctrl+Shift+Down", window.course.postpone)
        self.go_to = make(tr("Go to"), "Ctrl+G", window.agenda.start_search)
        self.list = make(tr("Entries"), "Ctrl+L", window.noted.setFocus)
        self.to_action = make(tr("Note → action"), "Ctrl+Return", window.note_to_action)
        self.to_action.setShortcuts([QKeySequence("Ctrl+Return"), QKeySequence("Ctrl+Enter")])
        self.undo = make(tr("Undo"), "Ctrl+Z", window.undo)
        redo = make(tr("Redo"), "Ctrl+Shift+Z", window.redo)
        redo.setShortcuts([QKeySequence("Ctrl+Shift+Z"), QKeySequence("Ctrl+Y")])
        make(tr("Agenda"), "Ctrl+Shift+G", window.agenda.view.setFocus)
        make(tr("Look at the item before"), "Alt+Up", partial(window.look_aside, -1))
        make(tr("Look at the item after"), "Alt+Down", partial(window.look_aside, 1))
        make(tr("Back to the item that is on"), "Alt+Home", partial(window.look_at, 0))
        self.sides = [
            make(name, f"Alt+{position}", partial(window.cards.choose_side, position))
            for position, name in enumerate((tr("Both sides"), "1", "2"))
        ]
        self.help = make(tr("Keys"), "F1", window.show_keys)
        make(tr("Full screen"), "Shift+F11", window.toggle_full_screen)
        self.leave = make(tr("Leave"), "F11", window.close)
        self.leave.setShortcuts([QKeySequence("F11"), QKeySequence("Ctrl+W")])
        self._of_item = [*cards, self.to_action]
        self._writing = [
            *cards, self.item, self.on, self.back, self.pause, self.postpone, self.to_action,
            self.undo, redo,
        ]  # fmt: skip
        for action in self._writing:
            action.setEnabled(editing)
        self._editing = editing
        self.shown: Sequence[QAction] = (
            self.notes, *cards, *panels, self.item, room, self.on, self.back, self.pause,
            self.postpone, self.go_to, self.list, self.to_action, self.undo, self.help,
            self.leave,
        )  # fmt: skip

    @property
    def rare(self) -> tuple[QAction, ...]:
        """Those whose buttons a low window leaves out; their keys work there, too."""
        return (self.notes, self.postpone, self.list, self.undo)

    def allow(self, *, items: bool) -> None:
        """Enable what needs an item; not what needs one that is on: its key may come sooner."""
        for action in (*self._of_item, self.on, self.back, self.pause, self.postpone):
            action.setEnabled(self._editing and items)

    def bind(self, middle: QWidget) -> None:
        """Let the keys of the notes and the card work there only: the panels have their own."""
        for action in (self.to_action, *self.sides):
            self._window.removeAction(action)
            action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            middle.addAction(action)

    def name_sides(self, names: Sequence[str]) -> None:
        """Call the keys of the sides by their names."""
        for action, name in zip(self.sides[1:], names, strict=False):
            action.setText(name)

    def _make(self, text: str, keys: str, slot: Callable[[], object]) -> QAction:
        action = QAction(text, self._window)
        action.setShortcut(QKeySequence(keys))
        action.triggered.connect(lambda _checked=False: slot())
        self._window.addAction(action)
        self.all.append(action)
        return action
