"""The paragraphs of the Protocol: reading them with their numbers, and editing them.

What people read and type has numbers of paragraphs in it; what is stored has references. The
conversion stands here, so that nobody else has to know of it. So do the two rules by which a
paragraph changes its state when a text is edited:

- A word changed in an agreed paragraph makes it a proposal again; brackets make it bracketed.
- A text edited while the others were in step with it puts the others out of step; a text that
  was itself out of step has been brought after the others and is a draft again.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from contextlib import nullcontext
from dataclasses import dataclass, field

from sqlalchemy.orm import Session as Db

from rapporteur.domain import protocol as rules
from rapporteur.domain.brackets import Options, has_brackets, options, resolved
from rapporteur.domain.editing import Conflict, FieldEdit
from rapporteur.domain.errors import UserError
from rapporteur.domain.paragraph_refs import bound, bound_again, redirected, shown
from rapporteur.domain.protocol import PROTOCOL_PARAGRAPH, Paragraph
from rapporteur.services import referring, sessions, stored
from rapporteur.services.protocol.references import WITH_REFERENCES, renumbering
from rapporteur.services.stored import PARAGRAPHS

_TEXTS = tuple(key for key in PROTOCOL_PARAGRAPH.keys if key.startswith("text_"))
_NUMBERING = frozenset({"kind", "state", "action_item"})  # what numbers, and who names them, follow


@dataclass(frozen=True, slots=True)
class Protocol:
    """All paragraphs in their order, with what follows from the order."""

    paragraphs: tuple[Paragraph, ...]
    numbers: Mapping[str, int]
    languages: tuple[str, ...]
    _places: Mapping[int, int] = field(repr=False)

    def text(self, paragraph: Paragraph, language: str) -> str:
        """The text in `language` as people read it, "" where there is none."""
        return shown(paragraph[f"text_{language}"], self.numbers)

    def number(self, paragraph: Paragraph) -> str:
        """The number of a paragraph as it is shown, "" for what bears none."""
        found = self.numbers.get(paragraph.uuid)
        return str(found) if found is not None else ""

    def by_id(self, paragraph_id: int) -> Paragraph | None:
        """The paragraph of this id; None where it is no longer there."""
        at = self._places.get(paragraph_id)
        return self.paragraphs[at] if at is not None else None

    @property
    def open(self) -> tuple[int, int]:
        """How many paragraphs are open, of how many that stand."""
        return rules.open_count(self.paragraphs)

    def next_open(self, paragraph_id: int | None, step: int = 1) -> Paragraph | None:
        """The next open paragraph behind this one (before it with -1), round the end."""
        order = self.paragraphs[::step]
        start = next((at + 1 for at, one in enumerate(order) if one.id == paragraph_id), 0)
        turned = (*order[start:], *order[:start])
        return next((one for one in turned if one["kind"] == rules.PARAGRAPH and one.open), None)


def protocol(db: Db) -> Protocol:
    """The Protocol as it stands."""
    paragraphs = tuple(stored.read(db, PARAGRAPHS))
    languages = sessions.session(db).language_codes or ("en",)
    places = {one.id: at for at, one in enumerate(paragraphs)}
    return Protocol(paragraphs, rules.numbers(paragraphs), languages, places)


def add(
    db: Db, values: Mapping[str, str], *, after: int | None = None, uuid: str = ""
) -> Paragraph:
    """Add a paragraph behind `after`, at the end without it. Texts are as people type them.

    Without a kind it is a paragraph, without a state proposed, or bracketed where brackets say so.
    """
    before = protocol(db)
    row = {"kind": rules.PARAGRAPH, **values}
    row |= {key: bound(row[key], before.numbers) for key in _TEXTS if row.get(key)}
    row.setdefault("state", _state("", row))
    for language in before.languages:
        if row.get(f"text_{language}"):
            row.setdefault(f"step_{language}", rules.DRAFT)
    with renumbering(db):
        (made,) = stored.create(db, PARAGRAPHS, [row], uuids=[uuid] if uuid else ())
        order = [one.id for one in before.paragraphs]
        at = order.index(after) + 1 if after in order else len(order)
        stored.arrange(db, PARAGRAPHS, [*order[:at], made.id, *order[at:]])
    return stored.get(db, PARAGRAPHS, made.id)


def edit(db: Db, paragraph_id: int, edits: Mapping[str, FieldEdit]) -> Paragraph:
    """Change fields of one paragraph, each from the value its user started from.

    Texts, old and new, are as people read and type them. Raises Conflict, UserError
    "record.gone", and "protocol.brackets" for a state that brackets forbid.
    """
    now = protocol(db)
    before = stored.get(db, PARAGRAPHS, paragraph_id)
    given = {key: _stored(edit, key, before, now.numbers) for key, edit in edits.items()}
    after = before.as_dict() | {key: edit.new for key, edit in given.items()}
    changed = [key for key in _TEXTS if key in given and before[key] != given[key].new]
    follow: dict[str, str] = {}
    if changed:
        follow = _language_states(before, changed)
        if "state" not in given:
            follow["state"] = _state(before["state"], after)
    elif "state" in given:
        _refuse_brackets([before], given["state"].new)
    for key, value in follow.items():
        if key not in given and before[key] != value:
            given[key] = FieldEdit(before[key], value)
    renumber = renumbering(db) if given.keys() & _NUMBERING else nullcontext()
    try:
        with renumber:
            return stored.update(db, PARAGRAPHS, paragraph_id, given)
    except Conflict as conflict:
        theirs, mine = (shown(text, now.numbers) for text in (conflict.theirs, conflict.mine))
        label = PROTOCOL_PARAGRAPH[conflict.field].label
        raise Conflict(conflict.field, label, theirs, mine) from conflict


def set_state(db: Db, ids: Collection[int], state: str) -> int:
    """Give paragraphs a state between the sides; how many differ now.

    One that has been withdrawn stays so where others are chosen with it: who agrees on the whole
    text does not bring back what was taken out of it.

    Raises UserError "protocol.brackets" where an agreed one would still have brackets.
    """
    chosen = stored.by_ids(db, PARAGRAPHS, ids)
    if len(chosen) > 1:
        chosen = [one for one in chosen if not one.withdrawn]
    _refuse_brackets(chosen, state)
    with renumbering(db):
        return stored.set_fields(db, PARAGRAPHS, {one.id: {"state": state} for one in chosen})


def set_language_state(db: Db, ids: Collection[int], state: str, languages: Sequence[str]) -> int:
    """Give the texts of paragraphs a state; languages without a text keep none."""
    chosen = stored.by_ids(db, PARAGRAPHS, ids)
    values = {
        one.id: {f"step_{code}": state for code in languages if one[f"text_{code}"]}
        for one in chosen
    }
    return stored.set_fields(db, PARAGRAPHS, {key: row for key, row in values.items() if row})


def withdraw(db: Db, ids: Collection[int]) -> int:
    """Take paragraphs out of the text; they stay to be seen, and can be brought back."""
    return set_state(db, ids, rules.WITHDRAWN)


def bring_back(db: Db, ids: Collection[int]) -> int:
    """Let withdrawn paragraphs stand again, as proposals or in their brackets."""
    chosen = [one for one in stored.by_ids(db, PARAGRAPHS, ids) if one.withdrawn]
    with renumbering(db):
        return stored.set_fields(
            db, PARAGRAPHS, {one.id: {"state": _state("", one.as_dict())} for one in chosen}
        )


def merge(db: Db, ids: Collection[int]) -> Paragraph:
    """Put the texts of paragraphs behind each other into the first of them.

    The others are withdrawn and stay to be seen; who referred to them refers to the first. The
    first keeps what it comes from and gets what it has not: agenda item, sub-group, action item.
    Raises UserError "protocol.merge" for fewer than two paragraphs that stand.
    """
    chosen = [one for one in stored.read(db, PARAGRAPHS) if one.id in ids and one.numbered]
    if len(chosen) < 2:
        raise UserError(
            "protocol.merge",
            "Only paragraphs that bear a number can be put together, and it takes two.",
            safe="Nothing was changed.",
            advice="Choose two paragraphs or more.",
        )
    first, *rest = chosen
    now = protocol(db)
    edits = {}
    for key in _TEXTS:
        parts = [now.text(one, key.removeprefix("text_")).strip() for one in chosen]
        whole = " ".join(part for part in parts if part)
        edits[key] = FieldEdit(now.text(first, key.removeprefix("text_")), whole)
    for key in ("agenda_item", "sub_group", "action_item", "record"):
        found = next((one[key] for one in chosen if one[key]), "")
        edits[key] = FieldEdit(first[key], found)
    if any(one["proposed_by"] != first["proposed_by"] for one in rest):
        edits["proposed_by"] = FieldEdit(first["proposed_by"], "")
    with renumbering(db, instead={one.uuid: first.uuid for one in rest}):
        edit(db, first.id, {key: one for key, one in edits.items() if one.old != one.new})
        _redirect(db, [one.uuid for one in rest], first.uuid)
        withdraw(db, [one.id for one in rest])
    return stored.get(db, PARAGRAPHS, first.id)


def remove(db: Db, ids: Collection[int]) -> int:
    """Take paragraphs away altogether; how many went. References to them show that they are gone.

    What was assembled is offered anew when the draft is assembled again; `withdraw` keeps it out.
    """
    gone = stored.by_ids(db, PARAGRAPHS, ids)
    with renumbering(db):
        referring.release(db, PROTOCOL_PARAGRAPH.entity, [one.uuid for one in gone])
        count = stored.remove(db, PARAGRAPHS, [one.id for one in gone])
        stored.arrange(db, PARAGRAPHS, [one.id for one in stored.read(db, PARAGRAPHS)])
    return count


def move(db: Db, ids: Collection[int], before: int | None) -> int:
    """Place paragraphs, in their order, before another one; at the end for None."""
    order = [one.id for one in stored.read(db, PARAGRAPHS)]
    moved = [one for one in order if one in ids]
    rest = [one for one in order if one not in ids]
    at = rest.index(before) if before in rest else len(rest)
    with renumbering(db):
        return stored.arrange(db, PARAGRAPHS, [*rest[:at], *moved, *rest[at:]])


def resolve(db: Db, paragraph_id: int, language: str, chosen: Options, keep: int | None) -> str:
    """Keep one option of a text and drop the others (all for None); returns the new text.

    `chosen` is an option of the text as people read it. What was dropped stays in the history.
    """
    now = protocol(db)
    before = stored.get(db, PARAGRAPHS, paragraph_id)
    text = now.text(before, language)
    if chosen not in options(text):
        raise UserError(
            "protocol.options",
            "The text was changed meanwhile: the brackets stand elsewhere now.",
            safe="Nothing was changed.",
            advice="Look at the text again and choose anew.",
            place=f"text_{language}",
        )
    new = resolved(text, chosen, keep)
    edit(db, paragraph_id, {f"text_{language}": FieldEdit(text, new)})
    return new


def _stored(given: FieldEdit, key: str, before: Paragraph, numbers: Mapping[str, int]) -> FieldEdit:
    """An edit of a text with references in the place of numbers.

    What its user started from was the text as shown, so that is what it is compared with.
    """
    if key not in _TEXTS:
        return given
    old = before[key] if given.old == shown(before[key], numbers) else bound(given.old, numbers)
    new = before[key] if given.new == shown(before[key], numbers) else None
    if new is None:
        new = bound_again(given.new, before[key], numbers)
    return FieldEdit(old, new)


def _redirect(db: Db, old: Sequence[str], new: str) -> None:
    """Let texts that name one of these paragraphs name another."""
    changes: dict[int, dict[str, str]] = {}
    for one in stored.read(db, PARAGRAPHS):
        for key in WITH_REFERENCES:
            text = one[key]
            for uuid in old:
                text = redirected(text, uuid, new)
            if text != one[key]:
                changes.setdefault(one.id, {})[key] = text
    stored.set_fields(db, PARAGRAPHS, changes)


def _language_states(before: Paragraph, changed: Sequence[str]) -> dict[str, str]:
    """The states of the texts after those in `changed` were edited."""
    edited = [key.removeprefix("text_") for key in changed]
    follow = {f"step_{code}": rules.DRAFT for code in edited}
    brought_after = all(before.language_state(code) == rules.OUT_OF_STEP for code in edited)
    if brought_after:
        return follow
    for key in _TEXTS:
        code = key.removeprefix("text_")
        if code not in edited and before[key]:
            follow[f"step_{code}"] = rules.OUT_OF_STEP
    return follow


def _state(state: str, values: Mapping[str, str]) -> str:
    """The state between the sides that follows from the texts."""
    if state == rules.WITHDRAWN:
        return state
    return rules.first_state(values)


def _refuse_brackets(paragraphs: Sequence[Paragraph], state: str) -> None:
    if state not in rules.CLOSED:
        return
    for one in paragraphs:
        for key in _TEXTS:
            if has_brackets(one[key]):
                raise UserError(
                    "protocol.brackets",
                    "A paragraph whose text has square brackets cannot be agreed: "
                    f"“{one[key].strip()[:60]}…”",
                    safe="Nothing was changed.",
                    advice="Resolve the brackets in every language first.",
                    place=key,
                )
