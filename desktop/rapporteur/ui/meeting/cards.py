"""From the key to the entry: opens the card filled in, saves it, keeps what was put aside."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from rapporteur.domain.agenda import AgendaItem
from rapporteur.domain.editing import FieldEdit, clean_text
from rapporteur.domain.errors import UserError
from rapporteur.domain.languages import LANGUAGES
from rapporteur.domain.sessions import Session, Side
from rapporteur.services.meeting import entries, running
from rapporteur.services.meeting.entries import Lead, Noted
from rapporteur.services.meeting.running import RunItem
from rapporteur.services.meeting.unsaved import Unsaved, draft_key, entry_key
from rapporteur.ui.bridge import FileBridge, Tone
from rapporteur.ui.meeting.entry_card import ACTION, DECISION, ITEM, PARAGRAPH, EntryCard, Setting
from rapporteur.ui.meeting.writing import Writer

if TYPE_CHECKING:
    from rapporteur.services.workspace import Db


class Cards(QObject):
    """What stands between the window's keys, the card and the file."""

    noted = Signal(str, int)
    """An entry of this entity is in the file now, with its id."""

    item_added = Signal()
    """An item that nobody had planned is in the file, and on."""

    closed = Signal()
    """The card has gone; the cursor belongs to the notes again."""

    drafts_changed = Signal()

    def __init__(
        self,
        bridge: FileBridge,
        writer: Writer,
        unsaved: Unsaved,
        card: EntryCard,
        *,
        now: Callable[[], datetime],
    ) -> None:
        super().__init__(card)
        self._bridge, self._writer, self._kept, self._now = bridge, writer, unsaved, now
        self._card = card
        self._sides: tuple[Side, ...] = ()
        self._codes: tuple[str, ...] = ("en",)
        self._item: RunItem | None = None
        self._side_of: dict[int, int] = {}
        self._known: tuple[str, tuple[Lead, Lead], int] | None = None
        self._key = ""  # under which what stands in the card is kept
        card.accepted.connect(self._on_accepted)
        card.put_aside.connect(self._on_put_aside)
        card.typed.connect(self._keep)

    def set_session(self, session: Session, sides: tuple[Side, ...]) -> None:
        """The languages, sides and known bodies of the session."""
        self._sides = sides
        names = {language.code: language.label for language in LANGUAGES}
        self._codes = session.language_codes or ("en",)
        languages = [(code, names[code]) for code in self._codes if code in names]
        known = self._bridge.read(entries.bodies)
        self._card.set_setting(Setting(languages, [side.name() for side in sides], known))

    def prepare(self, db: Db, item: AgendaItem) -> None:
        """Read what a card of this item begins with: opening it need not wait for a commit."""
        self._known = (item.uuid, entries.leads(db, item), entries.floor_side(db, item))

    def open(self, kind: str, item: RunItem | None) -> None:
        """Open the card for a new entry of this kind, with what was put aside before."""
        if self._bridge.read_only or (item is None and kind != ITEM):
            return
        self._keep()
        self._item = item
        self._key = draft_key(kind, item.item.uuid if item is not None and kind != ITEM else "")
        draft = self._kept.kept.get(self._key)
        values = dict(draft.values) if draft is not None else {}
        side = int(values.pop("side", "") or self.default_side(item))
        leads = self._leads(item) if kind == ACTION else (Lead(), Lead())
        self._card.open(kind, self._heading(kind, item), values, side=side, leads=leads)

    def edit(self, entry: Noted, item: RunItem) -> None:
        """Open the card with an entry that is in the file."""
        if self._bridge.read_only or entry.entity == entries.SPEECH:
            return
        self._keep()
        self._item = item
        found = self._bridge.read(lambda db: entries.entry_values(db, entry.entity, entry.id))
        heading = {
            ACTION: self.tr("Change action item {0}").format(entry.number),
            DECISION: self.tr("Change the decision"),
            PARAGRAPH: self.tr("Change the paragraph"),
        }[entry.kind]
        self._key = draft_key(f"edit-{entry.entity}", str(entry.id))
        self._card.open(
            entry.kind, heading, found, side=entry.side, editing=(entry.entity, entry.id)
        )
        draft = self._kept.kept.get(self._key)
        if draft is not None:
            self._card.fill(draft.values)

    def remove(self, entry: Noted) -> None:
        """Take an entry out of the file; undo brings it back."""
        if self._bridge.read_only:
            return
        label = self.tr("Remove {what}").format(what=entry.number or clean_text(entry.text[:40]))

        def said(_result: object) -> None:
            self._bridge.say(self.tr("Removed."), Tone.DONE, undo=True)

        self._writer.put(label, lambda db: entries.remove(db, entry.entity, entry.id), done=said)

    def choose_side(self, position: int) -> None:
        """Alt+1, Alt+2, Alt+0: the side of the open card, and of what follows."""
        if self._item is not None:
            self._side_of[self._item.item.id] = position
        if self._card.isVisible():
            self._card.choose_side(position)

    def note_to_action(self, item: RunItem | None, text: str) -> None:
        """Make an action item of words from the notes, in one step."""
        if self._bridge.read_only or item is None:
            return
        if not text:
            self._bridge.say(self.tr("There is nothing on this line to make an action item of."))
            return
        side = self.default_side(item)
        code = entries.language_of(text)
        values = {f"text_{code if code in self._codes else self._codes[0]}": text}
        if side:
            lead = self._leads(item)[side - 1]
            stem = ("first", "second")[side - 1]
            values |= {f"body_{stem}": lead.body, f"person_{stem}": lead.person}

        def work(db: Db) -> object:
            return entries.add_action(db, item.item.id, values)

        def done(action: object) -> None:
            number = action["number"]  # type: ignore[index]
            self._bridge.say(
                self.tr("Noted as action item {0}.").format(number), Tone.DONE, undo=True
            )
            self._announce(ACTION, action)

        label = self.tr("Action item of a note, {number}").format(number=item.number)
        self._writer.put(label, work, done=done)

    def default_side(self, item: RunItem | None) -> int:
        """The side chosen last for this item, else the one that has the floor."""
        if item is None:
            return 0
        if item.item.id in self._side_of:
            return self._side_of[item.item.id]
        if self._known is not None and self._known[0] == item.item.uuid:
            return self._known[2]
        return self._bridge.read(lambda db: entries.floor_side(db, item.item))

    def drafts(self, item: RunItem | None) -> list[str]:
        """The kinds of which something was put aside for this item."""
        uuid = item.item.uuid if item is not None else ""
        return [
            kind for kind in (ACTION, PARAGRAPH, DECISION, ITEM)
            if draft_key(kind, "" if kind == ITEM else uuid) in self._kept.kept
        ]  # fmt: skip

    def put_aside(self) -> None:
        """Close the card, keeping what stands in it."""
        if self._card.isVisible():
            self._keep()
            self._close()

    # The card ------------------------------------------------------------------------

    def _keep(self) -> None:
        """What stands in the open card survives Esc, another item, and a kill."""
        card = self._card
        if not card.isVisible():
            return
        if card.empty or not card.touched:
            self._kept.drop(self._key)
        else:
            self._kept.keep(self._key, {**card.values(), "side": str(card.side)})

    def _on_put_aside(self) -> None:
        self.put_aside()
        self.closed.emit()

    def _on_accepted(self) -> None:
        card = self._card
        if card.empty:
            card.show_error(self.tr("There is no text yet. Type it, or press Esc."))
            return
        if card.editing is not None:
            self._change(card.editing, card.values(), card.side)
        elif card.kind == ITEM:
            self._add_item(card.values())
        elif self._item is not None:
            self._side_of[self._item.item.id] = card.side
            self._add(card.kind, card.values(), card.side, self._item)
        self._close()
        self.closed.emit()

    def _close(self) -> None:
        self._card.hide()
        self.drafts_changed.emit()

    def _add(self, kind: str, typed: Mapping[str, str], side: int, item: RunItem) -> None:
        values = dict(typed)
        if kind != ACTION:
            values |= {"kind": kind, "side": self._sides[side - 1].uuid if side else ""}
        now, item_id = self._now(), item.item.id

        def work(db: Db) -> object:
            if kind == ACTION:
                return entries.add_action(db, item_id, values)
            return entries.add_record(db, item_id, values, now)

        label = {
            ACTION: self.tr("New action item, {number}"),
            PARAGRAPH: self.tr("New paragraph, {number}"),
            DECISION: self.tr("New decision, {number}"),
        }[kind].format(number=item.number)
        key, draft = entry_key(), self._key
        entity = entries.ACTION if kind == ACTION else entries.RECORD
        self._kept.keep(key, {**values, "item": item.item.uuid, "entry": entity})
        self._kept.drop(draft)

        def done(record: object) -> None:
            self._kept.drop(key)
            self._announce(kind, record)

        def failed(error: UserError) -> None:
            self._kept.keep(draft, {**typed, "side": str(side)})
            self._kept.drop(key)
            self._refused(kind, item, error)

        self._writer.put(label, work, before=self._kept.sync, done=done, failed=failed)

    def _add_item(self, titles: Mapping[str, str]) -> None:
        now, draft = self._now(), self._key
        clean = {key: clean_text(text) for key, text in titles.items()}
        if not clean.get("title_en"):  # the English title is required; any is better than none
            clean["title_en"] = next(text for text in clean.values() if text)
        self._writer.put(
            self.tr("New item: {title}").format(title=clean["title_en"]),
            lambda db: running.add_unplanned(db, clean, now),
            before=self._kept.sync,
            done=lambda _item: self._kept.drop(draft),
            failed=lambda error: self._refused(ITEM, self._item, error),
        )
        # The one write that keys wait for: what is typed next belongs to an item that is only
        # being made.
        self._writer.finish()
        self.item_added.emit()

    def _change(self, key: tuple[str, int], typed: Mapping[str, str], side: int) -> None:
        entity, record_id = key
        before = self._card.originals
        wanted = dict(typed)
        if entity == entries.RECORD:
            wanted["side"] = self._sides[side - 1].uuid if side else ""
        edits = {
            name: FieldEdit(before.get(name, ""), value)
            for name, value in wanted.items()
            if value != before.get(name, "")
        }
        draft, item, kind = self._key, self._item, self._card.kind
        if not edits:
            self._kept.drop(draft)
            return

        def failed(error: UserError) -> None:
            if item is not None:  # as a new entry, since the old one may be gone
                self._kept.keep(draft_key(kind, item.item.uuid), {**typed, "side": str(side)})
                self._kept.drop(draft)
            self._refused(kind, item, error)

        self._writer.put(
            self.tr("Change of an entry"),
            lambda db: entries.change(db, entity, record_id, edits),
            before=self._kept.sync,
            done=lambda _result: self._kept.drop(draft),
            failed=failed,
        )

    def _refused(self, kind: str, item: RunItem | None, error: UserError) -> None:
        """Open the card again where nothing else is being typed; say it in any case."""
        self._bridge.report(error)
        self.drafts_changed.emit()
        if not self._card.isVisible():
            self.open(kind, item)
            self._card.show_error(str(error))

    def _announce(self, kind: str, record: object) -> None:
        entity = entries.ACTION if kind == ACTION else entries.RECORD
        self.noted.emit(entity, record.id)  # type: ignore[attr-defined]

    def _leads(self, item: RunItem | None) -> tuple[Lead, Lead]:
        if item is None:
            return Lead(), Lead()
        if self._known is not None and self._known[0] == item.item.uuid:
            return self._known[1]
        return self._bridge.read(lambda db: entries.leads(db, item.item))

    def _heading(self, kind: str, item: RunItem | None) -> str:
        if kind == ITEM or item is None:
            return self.tr("New item, taken up at once")
        words = {
            ACTION: self.tr("New action item for {number} {title}"),
            PARAGRAPH: self.tr("New paragraph for the Protocol, {number} {title}"),
            DECISION: self.tr("Decision on {number} {title}"),
        }
        return words[kind].format(number=item.number, title=item.title)
