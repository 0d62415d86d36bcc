"""Between one open file and the widgets: edits go in, change notices come out.

One `FileBridge` lives as long as its file is open. Screens keep no truth of their own: they call
`perform`, the file answers through `changed`, and everybody who shows the rows reads them again.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QObject, Qt, QThread, Signal

from rapporteur.domain.cancelling import Check, go_on
from rapporteur.domain.errors import UserError
from rapporteur.domain.history import Changed, HistoryState
from rapporteur.ui.dialogs.waiting import wait_for
from rapporteur.ui.notices import Notice, Tone
from rapporteur.ui.workers import ON_THE_SPOT, Stopped

if TYPE_CHECKING:
    from rapporteur.services.workspace import Db, Workspace

__all__ = ["FileBridge", "Notice", "Tone"]

T = TypeVar("T")


class FileBridge(QObject):
    """One open file as the widgets see it; `closed` once it is not open any more."""

    changed = Signal(object)
    """A `Changed`: which rows of which entities differ now; also after undo, redo, restore."""

    said = Signal(object)
    """A `Notice` for the message bar."""

    _heard_elsewhere = Signal(object)

    def __init__(self, workspace: Workspace, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.workspace = workspace
        self.closed = False
        self._holds: Callable[[Changed], bool] = lambda _changed: False
        self._held: list[Changed] = []
        self._unsubscribe = workspace.subscribe(self._on_changed)
        self._heard_elsewhere.connect(self._pass_on, Qt.ConnectionType.QueuedConnection)

    @property
    def read_only(self) -> bool:
        """True where nothing can be edited; the window says why."""
        return self.workspace.read_only

    @property
    def history(self) -> HistoryState:
        """What Undo and Redo would do next."""
        return self.workspace.history()

    def read(self, work: Callable[[Db], T]) -> T:
        """Run `work(db)` in a session that cannot write, and return its result."""
        with self.workspace.read() as db:
            return work(db)

    def edit(self, label: str, work: Callable[[Db], T], *, merge: str = "") -> T:
        """Run `work(db)` as one named step. Raises UserError; nothing is half done then."""
        with self.workspace.edit(label, merge=merge) as db:
            return work(db)

    def perform(self, label: str, work: Callable[[Db], T], *, merge: str = "") -> T | None:
        """Like `edit`, but a refusal is shown in the message bar and None comes back."""
        try:
            return self.edit(label, work, merge=merge)
        except UserError as error:
            self.report(error)
            return None

    def undo(self) -> None:
        """Take the last step back, and say which."""
        state = self.history
        text = self.tr("Undone: {label}").format(label=state.undo_label)
        words = self.tr("Undoing {label}…").format(label=state.undo_label)
        self._step_through(self.workspace.undo, text, words, state.undo_rows)

    def redo(self) -> None:
        """Do the step taken back last once more, and say which."""
        state = self.history
        text = self.tr("Done again: {label}").format(label=state.redo_label)
        words = self.tr("Doing {label} again…").format(label=state.redo_label)
        self._step_through(self.workspace.redo, text, words, state.redo_rows)

    def say(
        self, text: str, tone: Tone = Tone.INFO, *, undo: bool = False, file: Path | None = None
    ) -> None:
        """Show a message in the bar; it goes away by itself unless it is an error."""
        self.said.emit(Notice(text, tone, undo, file))

    def report(self, error: UserError) -> None:
        """Show a refusal in the bar."""
        self.say(str(error), Tone.ERROR)

    def hold(self, wanted: Callable[[Changed], bool]) -> None:
        """Let the notices that `wanted` names wait until `release`.

        While keys come, the screens behind need not read anew at each save. Any other notice
        brings those that wait along before it.
        """
        self._holds = wanted

    def release(self) -> None:
        """Pass on what was held back, as one notice."""
        held, self._held = self._held, []
        if held and not self.closed:
            rows: dict[str, frozenset[int]] = {}
            for changed in held:
                for entity, ids in changed.rows.items():
                    rows[entity] = rows.get(entity, frozenset()) | ids
            self.changed.emit(Changed(held[-1].step, held[-1].label, rows))

    def close(self) -> None:
        """Stop listening and close the file. The bridge is of no use afterwards."""
        self.let_go()
        self.workspace.close()

    def let_go(self) -> None:
        """Stop listening; the file stays open for another bridge."""
        self.closed = True
        self._unsubscribe()

    def _on_changed(self, changed: Changed) -> None:
        """Called in the thread that edited; screens hear of it in the window's."""
        if QThread.currentThread() is self.thread():
            self._pass_on(changed)
        else:
            self._heard_elsewhere.emit(changed)

    def _pass_on(self, changed: Changed) -> None:
        if self.closed:  # while the notice was on its way
            return
        if changed.step and self._holds(changed):
            self._held.append(changed)
            return
        self.release()
        self.changed.emit(changed)

    def _step_through(
        self, move: Callable[[Check], object], text: str, words: str, rows: int
    ) -> None:
        """Turn a step and say so; one of many rows beside the window, with `words` and Cancel."""
        try:
            if rows <= ON_THE_SPOT:
                moved = move(go_on)
            else:
                moved = wait_for(words, lambda control: move(control.check))
        except UserError as error:
            self.report(error)
        except Stopped:
            self.say(self.tr("Stopped. Nothing was changed."))
        else:
            if moved is not None:
                self.say(text, Tone.DONE)
