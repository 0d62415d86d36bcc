"""The notes of an item: typed without waiting for anything, saved as they are typed.

Every key is kept in this person's own folder before it is painted (`services.meeting.unsaved`);
the session file gets the text a quarter of a second after the last key, and every second while
typing goes on. All of one spell of typing is one step to undo.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QKeySequence, QTextCursor
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from rapporteur.domain.agenda import AgendaItem
from rapporteur.domain.editing import Conflict, clean_text
from rapporteur.domain.errors import UserError
from rapporteur.domain.history import Changed
from rapporteur.services.meeting import entries
from rapporteur.services.meeting.unsaved import Unsaved, notes_key
from rapporteur.ui.bridge import FileBridge, Tone
from rapporteur.ui.meeting.writing import Writer

AFTER_KEY_MS = 250
AT_LATEST_MS = 1_000
AGAIN_MS = 3_000
SPELL_MS = 20_000
QUIET_MS = 1_500  # without a key: time for the screens behind to hear of what was saved


@dataclass(slots=True)
class _Text:
    """The notes of one item between editor and file. `held` is what the file has."""

    item_id: int
    uuid: str
    title: str
    held: str = field(repr=False)
    text: str = field(repr=False)
    saving: bool = False
    again: bool = False
    refused: bool = False

    @property
    def unsaved(self) -> bool:
        return clean_text(self.text, lines=True) != self.held


class NotesPane(QPlainTextEdit):
    """The editor of the notes of the item that is shown."""

    state_changed = Signal()
    """`unsaved` or `refusal` differ now."""

    def __init__(
        self, bridge: FileBridge, writer: Writer, unsaved: Unsaved, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._writer = writer
        self._kept = unsaved
        self._texts: dict[int, _Text] = {}
        self._shown: _Text | None = None
        self._putting = False
        self._spell = 0
        self.refusal: UserError | None = None
        self.setTabChangesFocus(True)
        self.setAccessibleName(self.tr("Notes of the item"))
        self.setPlaceholderText(self.tr("Type what is said; it is saved as you type."))
        font = self.font()
        font.setPointSizeF(font.pointSizeF() + 2)  # read from a chair's distance
        self.setFont(font)
        self._after_key = self._timer(AFTER_KEY_MS)
        self._at_latest = self._timer(AT_LATEST_MS)
        self._again = self._timer(AGAIN_MS)
        self._spell_over = QTimer(self, singleShot=True, interval=SPELL_MS)
        self._spell_over.timeout.connect(self._end_spell)
        self._quiet = QTimer(self, singleShot=True, interval=QUIET_MS)
        self._quiet.timeout.connect(bridge.release)
        bridge.hold(self._is_own)
        self.textChanged.connect(self._on_text_changed)

    @property
    def unsaved(self) -> bool:
        """Whether something typed is not in the session file yet."""
        return any(text.unsaved or text.saving for text in self._texts.values())

    @property
    def item_id(self) -> int:
        """The item whose notes are shown; 0 without one."""
        return self._shown.item_id if self._shown is not None else 0

    def show_item(self, item: AgendaItem | None) -> None:
        """Show the notes of `item`; what was typed for the one before is being saved."""
        # As the file has them now: what is saved from here does not make the window read anew.
        held = self._held(item.id) if item is not None else ""
        if held is None:
            item, held = None, ""  # it has just gone; who shows the agenda will hear of it
        if self._shown is not None and item is not None and self._shown.item_id == item.id:
            self.take(held)
            return
        self.save()
        self._end_spell()
        if self._shown is not None and not self._shown.unsaved and not self._shown.saving:
            self._texts.pop(self._shown.item_id, None)
        if item is None:
            self._shown = None
            self._put("")
        else:
            new = _Text(item.id, item.uuid, item["title_en"], held, held)
            self._shown = self._texts.setdefault(item.id, new)
            self._put(self._shown.text)
        self.setReadOnly(item is None or self._bridge.read_only)

    def take(self, notes: str) -> None:
        """The file holds these notes for the item that is shown: after an undo, or from elsewhere.

        What is typed and not saved yet stays; saving settles it.
        """
        shown = self._shown
        if shown is None or shown.saving or shown.unsaved or notes == shown.held:
            return
        shown.held = shown.text = notes
        self._replace(notes)

    def _held(self, item_id: int) -> str | None:
        try:
            return self._bridge.read(lambda db: entries.notes_of(db, item_id))
        except UserError:
            return None

    def expects(self, item_id: int) -> bool:
        """Whether this item differs because its notes are being saved from here."""
        text = self._texts.get(item_id)
        return text is not None and text.saving

    def save(self) -> None:
        """Save now what is typed, without waiting for it."""
        self._after_key.stop()
        self._at_latest.stop()
        for text in list(self._texts.values()):
            self._save(text)

    def finish(self) -> None:
        """Return when everything is saved, or refused."""
        self.save()
        self._writer.finish()
        self._end_spell()
        self._bridge.release()

    def retire(self) -> None:
        """Finish, and hold no notices back any more: the window is being closed."""
        self.finish()
        self._bridge.hold(lambda _changed: False)

    def _is_own(self, changed: Changed) -> bool:
        """Whether nothing differs but notes that are being saved from here while keys come."""
        ids = changed.rows.get("agenda_item", frozenset())
        only = set(changed.rows) == {"agenda_item"}
        return only and self._quiet.isActive() and all(self.expects(row_id) for row_id in ids)

    def current_words(self) -> str:
        """What is selected, else the line in which the cursor stands."""
        cursor = self.textCursor()
        if cursor.hasSelection():
            return clean_text(cursor.selectedText(), lines=True)
        return clean_text(cursor.block().text())

    def event(self, event: QEvent) -> bool:
        if event.type() is QEvent.Type.ShortcutOverride and self._is_for_file(event):
            event.ignore()  # nothing of its own to take back: the step of the file is meant
            return False
        return super().event(event)

    def _is_for_file(self, event: QEvent) -> bool:
        matches = getattr(event, "matches", None)
        if matches is None:
            return False
        undo = matches(QKeySequence.StandardKey.Undo) and not self.document().isUndoAvailable()
        redo = matches(QKeySequence.StandardKey.Redo) and not self.document().isRedoAvailable()
        return bool(undo or redo)

    # Saving --------------------------------------------------------------------------

    def _on_text_changed(self) -> None:
        shown = self._shown
        if self._putting or shown is None:
            return
        shown.text = self.toPlainText()
        worked = self._kept.working
        self._kept.keep(notes_key(shown.uuid), {"notes": shown.text}, shown.held)
        if worked and not self._kept.working:
            self._bridge.say(self.tr("What is typed cannot be kept twice: your home folder cannot "
                                     "be written. It is saved to the session file as always."),
                             Tone.WARNING)  # fmt: skip
        self._after_key.start()
        self._quiet.start()
        self._spell_over.start()
        if not self._at_latest.isActive():
            self._at_latest.start()
            self.state_changed.emit()

    def _save(self, text: _Text) -> None:
        if not text.unsaved:
            if not text.saving:
                self._kept.drop(notes_key(text.uuid))
            return
        if text.saving:
            text.again = True
            return
        text.saving, text.again = True, False
        held, wanted, item_id = text.held, text.text, text.item_id
        self._writer.put(
            self.tr("Notes of {title}").format(title=text.title),
            lambda db: entries.write_notes(db, item_id, held, wanted),
            merge=f"notes:{text.uuid}:{self._spell}",
            before=self._kept.sync,
            done=lambda item: self._on_saved(text, item["notes"]),
            failed=lambda error: self._on_refused(text, error),
        )
        self.state_changed.emit()

    def _on_saved(self, text: _Text, notes: str) -> None:
        text.saving = text.refused = False
        text.held = notes
        if text.unsaved:
            if text.again or text is not self._shown:
                self._save(text)
        else:
            self._kept.drop(notes_key(text.uuid))
            if text is not self._shown:
                self._texts.pop(text.item_id, None)
        if not any(other.refused for other in self._texts.values()):
            self.refusal = None
        self.state_changed.emit()

    def _on_refused(self, text: _Text, error: UserError) -> None:
        text.saving = False
        if isinstance(error, Conflict):
            self._settle(text, error.theirs)
            return
        text.refused = True
        if error.code == "record.gone":
            self._texts.pop(text.item_id, None)  # undone; its text stays kept and is offered again
        first = self.refusal is None
        self.refusal = error
        if first:
            self._bridge.report(error)
        self._again.start()
        self.state_changed.emit()

    def _settle(self, text: _Text, theirs: str) -> None:
        """The file holds what was not typed here: both texts stand, the typed one below."""
        text.held = theirs
        if theirs and theirs not in text.text:
            text.text = f"{theirs}\n\n{text.text}"
            if text is self._shown:
                self._replace(text.text)
            self._bridge.say(
                self.tr("The notes were changed elsewhere meanwhile. Both texts stand here now."),
                Tone.WARNING,
            )
        self._save(text)

    def _end_spell(self) -> None:
        self._spell += 1

    # The editor ----------------------------------------------------------------------

    def _put(self, text: str) -> None:
        self._putting = True
        self.setPlainText(text)
        self.moveCursor(QTextCursor.MoveOperation.End)
        self._putting = False

    def _replace(self, text: str) -> None:
        """Put `text` in place of what stands there, leaving what is the same and the cursor."""
        old = self.toPlainText()
        start = next((n for n, (a, b) in enumerate(zip(old, text, strict=False)) if a != b),
                     min(len(old), len(text)))  # fmt: skip
        end = 0
        while end < min(len(old), len(text)) - start and old[-1 - end] == text[-1 - end]:
            end += 1
        units = [
            len(part.encode("utf-16-le")) // 2 for part in (old[:start], old[: len(old) - end])
        ]
        self._putting = True
        cursor = QTextCursor(self.document())
        cursor.setPosition(units[0])
        cursor.setPosition(units[1], QTextCursor.MoveMode.KeepAnchor)
        cursor.insertText(text[start : len(text) - end])
        self._putting = False
        self.document().clearUndoRedoStacks()

    def _timer(self, interval: int) -> QTimer:
        timer = QTimer(self)
        timer.setSingleShot(True)
        timer.setTimerType(Qt.TimerType.PreciseTimer)
        timer.setInterval(interval)
        timer.timeout.connect(self.save)
        return timer
