"""Everything the Protocol screen does to the file: each a named step that undo takes back."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from PySide6.QtCore import QObject

from rapporteur.domain.brackets import options, resolved
from rapporteur.domain.editing import FieldEdit
from rapporteur.domain.languages import LANGUAGES
from rapporteur.domain.protocol import (
    CLOSED,
    DRAFT,
    HEADING,
    IN_STEP,
    PROTOCOL_PARAGRAPH,
    Paragraph,
)
from rapporteur.services.protocol import paragraphs
from rapporteur.services.protocol.desk import Line
from rapporteur.ui.bridge import FileBridge, Tone
from rapporteur.ui.screens.protocol import looks

_LETTERS = 40  # of a text in the label of a step


class ProtocolOperations(QObject):
    """The steps of the screen. Labels name the paragraph."""

    def __init__(self, bridge: FileBridge, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._bridge = bridge

    def named(self, lines: Sequence[Line]) -> str:
        """ "para 12", "heading “Mining”", "3 paragraphs"."""
        if len(lines) != 1:
            return self.tr("%n paragraphs", "", len(lines))
        (line,) = lines
        if line.paragraph["kind"] == HEADING:
            return self.tr("heading “{text}”").format(text=_short(line.text()))
        if line.number:
            return self.tr("para {number}").format(number=line.number)
        return self.tr("a paragraph") if not line.text() else f"“{_short(line.text())}”"

    def write(self, line: Line, key: str, edit: FieldEdit, merge: str = "") -> None:
        """Give a field of a paragraph another value. Raises UserError, Conflict.

        Says so where a word changed in an agreed paragraph has made it a proposal again.
        """
        label = self.tr("{field} of {name}").format(
            field=PROTOCOL_PARAGRAPH[key].label, name=self.named([line])
        )
        step = f"{PROTOCOL_PARAGRAPH.entity}.{line.id}.{merge}" if merge else ""
        after = self._bridge.edit(
            label, lambda db: paragraphs.edit(db, line.id, {key: edit}), merge=step
        )
        if line.paragraph["state"] in CLOSED and after["state"] not in CLOSED:
            said = self.tr("{name} had been agreed. It was changed, so it is {state} again.")
            words = looks.state_words(after["state"]).lower()
            name = self.named([line])
            told = said.format(name=name[:1].upper() + name[1:], state=words)
            self._bridge.say(told, Tone.WARNING, undo=True)

    def set_side(self, line: Line, uuid: str) -> None:
        """Say which side proposes a paragraph; "" for both."""
        label = self.tr("side that proposes {name}").format(name=self.named([line]))
        edit = {"proposed_by": FieldEdit(line.paragraph["proposed_by"], uuid)}
        self._bridge.perform(label, lambda db: paragraphs.edit(db, line.id, edit))

    def set_state(self, lines: Sequence[Line], state: str) -> None:
        """Give paragraphs a state between the sides."""
        ids = [line.id for line in lines]
        label = self.tr("{name}: {state}").format(
            name=self.named(lines), state=looks.state_words(state).lower()
        )
        self._bridge.perform(label, lambda db: paragraphs.set_state(db, ids, state))

    def toggle_step(self, lines: Sequence[Line], languages: Sequence[str]) -> None:
        """Let texts count as in step; where all of them do already, as drafts again."""
        states = {line.paragraph.language_state(code) for line in lines for code in languages}
        state = DRAFT if states <= {IN_STEP, "missing"} else IN_STEP
        label = self.tr("{name}: {languages} {state}").format(
            name=self.named(lines),
            languages=", ".join(looks.language_name(code) for code in languages),
            state=looks.language_words(state),
        )
        ids = [line.id for line in lines]
        self._bridge.perform(
            label, lambda db: paragraphs.set_language_state(db, ids, state, languages)
        )

    def withdraw(self, lines: Sequence[Line]) -> None:
        """Take paragraphs out of the text; offers Undo."""
        standing = [line for line in lines if not line.paragraph.withdrawn]
        if not standing:
            return
        ids, name = [line.id for line in standing], self.named(standing)
        label = self.tr("withdraw {name}").format(name=name)
        if self._bridge.perform(label, lambda db: paragraphs.withdraw(db, ids)) is not None:
            said = self.tr("Withdrawn: {name}. It stays in the list and can be brought back.")
            self._bridge.say(said.format(name=name), Tone.DONE, undo=True)

    def bring_back(self, lines: Sequence[Line]) -> None:
        """Let withdrawn paragraphs stand again."""
        gone = [line for line in lines if line.paragraph.withdrawn]
        if gone:
            ids = [line.id for line in gone]
            label = self.tr("bring back {name}").format(name=self.named(gone))
            self._bridge.perform(label, lambda db: paragraphs.bring_back(db, ids))

    def add(self, kind: str, after: int | None, values: Mapping[str, str]) -> Paragraph | None:
        """Add an empty paragraph or heading behind another, at the end without it."""
        label = self.tr("new heading") if kind == HEADING else self.tr("new paragraph")
        row = {"kind": kind, **values}
        return self._bridge.perform(label, lambda db: paragraphs.add(db, row, after=after))

    def move(self, lines: Sequence[Line], ids: Collection[int], before: int | None) -> None:
        """Place paragraphs before another one, at the end for None. `lines` name the step."""
        label = self.tr("place of {name}").format(name=self.named(lines))
        self._bridge.perform(label, lambda db: paragraphs.move(db, ids, before))

    def resolve(self, line: Line, language: str, at: int, keep: int, others: Sequence[str]) -> None:
        """Keep one option (-1 for none) in one text, or in several, in one step.

        `at` counts the options of the text, which are the same in `others`.

        Texts that were in step stay so where all of them are resolved alike. What is dropped
        stands in the label of the step, and so in the journal.
        """
        kept = keep if keep >= 0 else None
        own = line.texts[language]
        chosen = options(own)[at]
        edits = {f"text_{language}": FieldEdit(own, resolved(own, chosen, kept))}
        for code in others:
            text = line.texts[code]
            edits[f"text_{code}"] = FieldEdit(text, resolved(text, options(text)[at], kept))
        one = line.paragraph
        written = [c.code for c in LANGUAGES if one[f"text_{c.code}"]]
        if {language, *others} >= set(written):
            for code in written:
                if one[f"step_{code}"] == IN_STEP:
                    edits[f"step_{code}"] = FieldEdit(IN_STEP, IN_STEP)
        dropped = [text for place, text in enumerate(chosen.texts) if place != kept]
        label = self.tr("{name}: dropped {texts}").format(
            name=self.named([line]), texts=", ".join(f"“{_short(text)}”" for text in dropped)
        )
        if kept is not None and not dropped:
            label = self.tr("{name}: brackets taken off “{text}”").format(
                name=self.named([line]), text=_short(chosen.texts[kept])
            )
        self._bridge.perform(label, lambda db: paragraphs.edit(db, line.id, edits))


def _short(text: str) -> str:
    words = " ".join(text.split())
    return words if len(words) <= _LETTERS else f"{words[: _LETTERS - 1].rstrip()}…"
