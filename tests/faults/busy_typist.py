"""A busy typist, as a process: the real meeting window, key after key, each told on a pipe.

Every message is a pair. ("next", state) announces what the key about to be pressed leads to,
since a kill between the key and its acknowledgement rightly leaves either. ("ack", state) says
that the key was taken: from then on it must survive whatever happens.

A state is the notes by uuid of their item, the texts of the action items in order, the text
of the card that is open or was put aside, how each delegate is marked, and who asked for the floor.

`control` takes the second safety net away ("no net"), to prove that the kill test notices.
"""

from __future__ import annotations

import json
import os
import random
from multiprocessing.connection import Connection
from pathlib import Path

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QApplication, QWidget
from tests.keys import press, type_text

from rapporteur.domain.editing import clean_text
from rapporteur.domain.meeting import ABSENT, PRESENT
from rapporteur.services import delegates, stored
from rapporteur.services.meeting.unsaved import Unsaved
from rapporteur.services.workspace import Workspace
from rapporteur.ui.bridge import FileBridge
from rapporteur.ui.meeting.desk import MeetingDesk
from rapporteur.ui.settings import Settings

LETTERS = "abc деж 7 तह"


def state_of(
    notes: dict[str, str], actions: list[str], draft: str, marks: dict[str, str], asked: list[str]
) -> str:
    """A state in one canonical text; blanks at the ends are on their way to the next word."""
    found = {uuid: clean_text(text, lines=True) for uuid, text in notes.items()}
    kept = {uuid: text for uuid, text in found.items() if text}
    return json.dumps([kept, actions, draft.strip(), marks, asked], sort_keys=True)


def panels_in_file(workspace: Workspace) -> tuple[dict[str, str], list[str]]:
    """The state of each mark by uuid of its delegate, and the names on the lists of speakers."""
    with workspace.read() as db:
        people = {one.id: one.uuid for one in delegates.list_delegates(db)}
        rows = stored.read(db, stored.ATTENDANCES)
        marks = {people[row.delegate_id]: row["state"] for row in rows}
        return marks, [speaker["name"] for speaker in stored.read(db, stored.SPEAKERS)]


def state_in_file(workspace: Workspace, kept: Unsaved) -> str:
    """What the file holds, and what is kept beside it."""
    with workspace.read() as db:
        notes = {i.uuid: i["notes"] for i in stored.read(db, stored.AGENDA_ITEMS)}
        actions = [a["text_en"] for a in stored.read(db, stored.ACTION_ITEMS)]
    drafts = [k.values["text_en"] for key, k in kept.kept.items() if key.startswith("draft:")]
    return state_of(notes, actions, "".join(drafts), *panels_in_file(workspace))


class Typist:
    """One life at the window, until somebody kills it."""

    def __init__(self, path: Path, seed: int, pipe: Connection, control: str) -> None:
        workspace = Workspace.open(path)
        self._page = QWidget()
        self._bridge = FileBridge(workspace, self._page)
        self._desk = MeetingDesk(self._bridge, Settings(path.with_suffix(".ini")), self._page)
        self._chance = random.Random(seed)
        self._pipe = pipe
        self._desk.open()
        window = self._desk.window
        assert window is not None
        self._window = window
        if control:
            window._kept.keep = lambda *_arguments: None  # type: ignore[method-assign]
        while not window.isActiveWindow():
            QCoreApplication.processEvents()
        kept = self._desk._unsaved()
        with workspace.read() as db:
            self._notes = {i.uuid: i["notes"] for i in stored.read(db, stored.AGENDA_ITEMS)}
            self._actions = [a["text_en"] for a in stored.read(db, stored.ACTION_ITEMS)]
        self._marks, self._asked = panels_in_file(workspace)
        self._draft = ""
        for key in [key for key in kept.kept if key.startswith("draft:")]:
            kept.drop(key)
        if window.course.current is None:
            press(Qt.Key.Key_Down, Qt.KeyboardModifier.ControlModifier)
            self._idle()
        self._tell("ack")

    def live(self) -> None:
        """Type for ever."""
        while True:
            kind = self._chance.random()
            if kind < 0.04:
                self._go_on()
            elif kind < 0.08:
                self._action()
            elif kind < 0.12:
                self._mark()
            elif kind < 0.16:
                self._ask()
            elif kind < 0.35:
                self._pause()
            else:
                self._note(self._chance.choice(LETTERS))

    def _note(self, letter: str) -> None:
        shown = self._window.course.shown
        assert shown is not None
        self._notes[shown.item.uuid] = self._window.notes.toPlainText() + letter
        self._tell("next")
        type_text(letter)
        self._tell("ack")

    def _action(self) -> None:
        press(Qt.Key.Key_F3)
        for letter in self._chance.choice(("send", "list", "agree")) + str(len(self._actions)):
            self._draft += letter
            self._tell("next")
            type_text(letter)
            self._tell("ack")
            QCoreApplication.processEvents()
        self._actions.append(self._draft)
        self._draft = ""
        self._tell("next")
        press(Qt.Key.Key_Return)
        self._tell("ack")

    def _mark(self) -> None:
        press(Qt.Key.Key_F7)
        quick = self._window.side.currentWidget().quick  # type: ignore[union-attr]
        type_text(self._chance.choice(("gru", "men", "tri", "щер", "ale", "iva")))
        person = quick.current
        if person is not None:
            present = self._chance.random() < 0.5
            self._marks[person.uuid] = PRESENT if present else ABSENT
            self._tell("next")
            if present:
                press(Qt.Key.Key_Return)
            else:
                press(Qt.Key.Key_A, Qt.KeyboardModifier.AltModifier)
            self._tell("ack")
        self._back()

    def _ask(self) -> None:
        press(Qt.Key.Key_F6)
        name = f"Guest {len(self._asked)}"
        type_text(name)
        self._asked.append(name)
        self._tell("next")
        press(Qt.Key.Key_1, Qt.KeyboardModifier.AltModifier)
        self._tell("ack")
        self._back()

    def _back(self) -> None:
        while not self._window.notes.hasFocus():
            press(Qt.Key.Key_Escape)

    def _go_on(self) -> None:
        run = self._window.course.run
        last = run.next_after(self._window.course.coming) is None
        if last:
            self._window.course.take_up(run.steps[0].item.id)
        else:
            press(Qt.Key.Key_Down, Qt.KeyboardModifier.ControlModifier)

    def _pause(self) -> None:
        for _ in range(self._chance.randint(1, 40)):
            QCoreApplication.processEvents()

    def _idle(self) -> None:
        while self._window.writer.busy:
            QCoreApplication.processEvents()

    def _tell(self, kind: str) -> None:
        self._pipe.send(
            (kind, state_of(self._notes, self._actions, self._draft, self._marks, self._asked))
        )


def live(path: Path, seed: int, control: str, pipe: Connection, personal: dict[str, str]) -> None:
    """The whole life of the process."""
    os.environ.update(personal)
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    app = QApplication([])
    Typist(path, seed, pipe, control).live()
    app.quit()
