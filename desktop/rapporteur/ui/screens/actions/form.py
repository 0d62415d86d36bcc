"""The form of one action item: its fields from the catalogue, and its progress among them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLabel, QWidget

from rapporteur.domain.actions import (
    ACTION_ITEM,
    DROPPED,
    ActionItem,
    ProgressEntry,
    overdue_days,
)
from rapporteur.domain.delegates import DELEGATE
from rapporteur.domain.directory import Directory
from rapporteur.domain.due_dates import Reading
from rapporteur.domain.editing import Conflict, FieldEdit
from rapporteur.domain.errors import UserError
from rapporteur.domain.sessions import Side
from rapporteur.services import actions as action_service
from rapporteur.services.stored import ACTION_ITEMS
from rapporteur.ui.bridge import FileBridge, Tone
from rapporteur.ui.forms.editor import FieldEditor
from rapporteur.ui.forms.record_form import RecordForm
from rapporteur.ui.models.action_texts import ActionTexts
from rapporteur.ui.screens.actions.progress import ProgressPanel
from rapporteur.ui.wording import ordinal, titles_of_sides

_MOST = 60
_FIRST = "text_en"


class _SecondThoughts(QObject):
    """Watches the field for how an item was closed."""

    given_up = Signal()
    """Esc was pressed in it, or it was left without a word."""

    def __init__(self, editor: FieldEditor) -> None:
        super().__init__(editor)
        self._editor = editor
        editor.input.installEventFilter(self)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        escaped = isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Escape
        left = event.type() is QEvent.Type.FocusOut and not self._editor.typed().strip()
        if escaped or left:
            self.given_up.emit()
        return False


class ActionForm(RecordForm[ActionItem]):
    """Shows one item, or a new one that is made with the first field that is filled in."""

    created = Signal(int)
    """A new item is in the file now: its id."""

    def __init__(
        self, bridge: FileBridge, texts: ActionTexts, parent: QWidget | None = None
    ) -> None:
        super().__init__(bridge, ACTION_ITEMS, self._step, parent, save=self._save_edits)
        self._texts = texts
        self._draft: dict[str, str] | None = None
        self._dropping: int | None = None
        self._second_thoughts = _SecondThoughts(self.rows["closing_remark"].editor)

        self.head = QLabel()
        self.progress = ProgressPanel(bridge)
        font = self.head.font()
        font.setPointSizeF(font.pointSizeF() * 1.2)
        font.setBold(True)
        self.head.setFont(font)
        self.head.setWordWrap(True)
        self.head.setTextInteractionFlags(Qt.TextInteractionFlag.NoTextInteraction)

        self.column.insertWidget(0, self.head)
        after = self.column.indexOf(self.sections["when"])
        self.column.insertWidget(after + 1, self.progress)
        self._second_thoughts.given_up.connect(self._keep_item)
        self.set_read_only(read_only=bridge.read_only)
        self.progress.set_read_only(read_only=bridge.read_only)

    # ------------------------------------------------------------------ what is shown

    def set_context(
        self, directory: Directory, sides: Sequence[Side], languages: Sequence[str]
    ) -> None:
        """What references may name, whose fields are whose, and which languages are written."""
        self.set_directory(directory)
        self.set_titles(titles_of_sides(ACTION_ITEM, sides))
        self.show_languages(languages)

    def suggest(self, items: Iterable[ActionItem], directory: Directory) -> None:
        """Offer people and bodies of each side, those in use first."""
        known = list(items)
        for field in ACTION_ITEM:
            if field.of_side:
                used = Counter(item[field.key] for item in known if item[field.key])
                people = directory.of(DELEGATE.entity, field.of_side)
                names = [
                    e.name if field.key.startswith("person") else _body(e.detail) for e in people
                ]
                texts = [text for text, _ in used.most_common(_MOST)] + [n for n in names if n]
                self.rows[field.key].editor.set_suggestions(list(dict.fromkeys(texts)))

    def show_item(self, item: ActionItem | None, entries: Sequence[ProgressEntry]) -> None:
        """Show an item as the file holds it, or nothing."""
        if item is None and self._draft is not None:
            return
        if item is not None:
            if self._finish_new():
                return
            self._draft = None
            if item.id != self._dropping:
                self._dropping = None
        self.show_record(item)
        self.progress.show_item(item, entries)
        self._show_head()
        self._say_due()

    def begin_new(self, values: Mapping[str, str]) -> None:
        """Start a new item with these values; the cursor waits in its text."""
        if not self.commit():
            return
        self.show_record(None)
        self.progress.show_item(None, [])
        self._draft = dict(values)
        self.setEnabled(True)
        self.start(self._draft)
        self.rows["number"].editor.set_read_only(True)
        self.head.setText(self.tr("New action item"))
        self.go_to(_FIRST)

    @property
    def adding(self) -> bool:
        """Whether a new item is being filled in."""
        return self._draft is not None

    def give_up_new(self) -> None:
        """Forget a new item in which nothing was typed."""
        self._draft = None

    def begin_drop(self) -> None:
        """Ask for the words of the agreement; once they are there, the item is dropped."""
        if self.record is None:
            return
        self._dropping = self.record.id
        self.go_to("closing_remark")
        self.rows["closing_remark"].show_message(
            self.tr("Write what both sides agreed; the item is dropped with it. Esc leaves it."),
            Tone.WARNING,
        )

    def _finish_new(self) -> bool:
        """Accept what is half typed of a new item; True where it is one now, and is shown."""
        if self._draft is None:
            return False
        self.commit()
        return not self.adding

    def _keep_item(self) -> None:
        """The drop that was asked for is thought better of."""
        if self._dropping is not None:
            self._dropping = None
            self.rows["closing_remark"].show_message("")

    def finish(self) -> bool:
        """Accept what is typed, here and in the progress."""
        return self.commit() and self.progress.commit()

    # ------------------------------------------------------------------------ internals

    def _step(self, field: Any, item: ActionItem) -> str:
        return self.tr("{field} of {number}").format(
            field=field.label, number=item["number"] or self.tr("an action item")
        )

    def _save_edits(self, db: Any, item_id: int, edits: Mapping[str, FieldEdit]) -> ActionItem:
        wanted = dict(edits)
        remark = wanted.get("closing_remark")
        if self._dropping == item_id and self.record is not None and remark and remark.new:
            wanted["status"] = FieldEdit(self.record["status"], DROPPED)
        return action_service.update_action(db, item_id, wanted)

    def _on_accepted(self, key: str, old: str, new: str, merge: str) -> None:
        if self.record is None and self._draft is not None:
            self._create(key, new)
            return
        super()._on_accepted(key, old, new, merge)
        if self.record is not None and self.record["status"] == DROPPED:
            self._dropping = None

    def _create(self, key: str, new: str) -> None:
        if not new:
            return
        values = {**(self._draft or {}), key: new}
        try:
            made = self._bridge.edit(
                self.tr("New action item"), lambda db: action_service.create_action(db, values)
            )
        except (Conflict, UserError) as error:
            self.refuse(key, str(error))
            return
        self._draft = None
        self.record = made
        self.rows["number"].editor.set_read_only(self._bridge.read_only)
        self.refresh(made.as_dict())
        self.created.emit(made.id)

    def _show_head(self) -> None:
        item = self.record
        if item is None:
            return
        parts = [item["number"]]
        if item.inherited:
            parts.append(
                self.tr("inherited from the {ordinal} Session").format(
                    ordinal=ordinal(item["origin_ordinal"])
                )
            )
        if days := overdue_days(item, self._texts.today):
            parts.append("⚠ " + self.tr("overdue by %n days", "", days))
        self.head.setText(" · ".join(part for part in parts if part))

    def _say_due(self) -> None:
        """Say under the words of a due date where no date could be made of them."""
        item, row = self.record, self.rows["due_words"]
        if item is None or row.editor.half_typed:
            return
        words = item["due_words"]
        due = self._bridge.read(lambda db: action_service.read_due_here(db, words))
        said = ""
        if due.reading is Reading.UNKNOWN and not item["due_date"]:
            said = self.tr(
                "No date is understood from these words. They stay; set the date beside them."
            )
        elif item["due_date"] and due.date and item["due_date"] != due.date:
            said = self.tr("The date beside was set by hand; new words compute it anew.")
        elif due.reading is Reading.NEXT_SESSION:
            said = self.tr("The next session is taken to be a year from this one.")
        row.show_message(said, Tone.WARNING)


def _body(detail: str) -> str:
    """The organisation out of "designation, organisation"."""
    return detail.rpartition(", ")[2]
