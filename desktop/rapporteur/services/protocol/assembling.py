"""The draft of the Protocol, assembled of what the file holds, once and again.

Each piece of the draft has a slot, and a paragraph that came from it keeps beside its text what
assembling wrote last (`assembled_*`). So three texts can be told apart: what was assembled, what
somebody made of it by hand, and what the file says now. Assembling again changes nothing by
itself: it tells what differs, and takes what was chosen. What was withdrawn is not offered anew.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from enum import Enum

from sqlalchemy.orm import Session as Db

from rapporteur.domain import protocol as rules
from rapporteur.domain.actions import ActionItem
from rapporteur.domain.drafting import DraftMaterial, Piece, draft
from rapporteur.domain.editing import FieldEdit
from rapporteur.domain.paragraph_refs import bound_again, bound_alone, neutral, referred, shown
from rapporteur.domain.protocol import Paragraph
from rapporteur.services import delegates, sessions, stored
from rapporteur.services.agenda.reading import agenda
from rapporteur.services.protocol import paragraphs
from rapporteur.services.protocol.paragraphs import Protocol, protocol
from rapporteur.services.protocol.references import bind_new, renumbering
from rapporteur.services.stored import PARAGRAPHS


class Kind(Enum):
    """How a paragraph and its source stand to each other."""

    SAME = "same"
    NEW = "new"  # the source is there, the paragraph is not
    CHANGED = "changed"  # the source says something else than when it was assembled
    GONE = "gone"  # the paragraph is there, its source is not


class Decision(Enum):
    """What becomes of a difference."""

    TAKE = "take"  # as the source has it: added, changed, withdrawn
    KEEP = "keep"  # as the Protocol has it; it is not asked about again


@dataclass(frozen=True, slots=True)
class TextDifference:
    """One language of a difference. `by_hand` is what stands in the Protocol now."""

    language: str
    assembled: str = field(repr=False)
    by_hand: str = field(repr=False)
    source: str = field(repr=False)
    changed: bool = False  # the source, since it was assembled
    edited: bool = False  # the Protocol, since it was assembled


@dataclass(frozen=True, slots=True)
class Difference:
    """A place in the draft. `number` is the paragraph's, "" for a new one or one without.

    `under` says per language under which heading the draft has it. `edited` where somebody wrote
    in a text that taking would replace, `agreed` where the sides agreed on what taking would
    change or withdraw: such a difference is never taken by itself.
    """

    slot: str
    kind: Kind
    paragraph_id: int | None
    number: str
    paragraph_kind: str
    under: Mapping[str, str] = field(repr=False)
    texts: tuple[TextDifference, ...] = field(repr=False)
    edited: bool = False
    agreed: bool = False


@dataclass(frozen=True, slots=True)
class Assembled:
    """What one assembling did: how many paragraphs it wrote, and what is left to be decided."""

    taken: int
    left: tuple[Difference, ...]


def material(db: Db) -> DraftMaterial:
    """Everything of the file that goes into its Protocol."""
    updates = stored.read(db, stored.UPDATES, session_ordinal="")
    actions = stored.read(db, stored.ACTION_ITEMS)
    return DraftMaterial(
        session=sessions.session(db),
        sides=sessions.sides(db),
        people=delegates.list_delegates(db),
        agenda=agenda(db),
        groups=stored.read(db, stored.SUB_GROUPS),
        topics=stored.read(db, stored.TOPICS),
        updates={update.sub_group_id: update for update in updates},
        records=stored.read(db, stored.MEETING_RECORDS),
        actions=actions,
        placed=_placed(stored.read(db, PARAGRAPHS), actions),
    )


def plan(db: Db) -> list[Difference]:
    """How the Protocol and a draft made now stand to each other, in the order of the draft.

    What has no place in the draft any more comes last. Paragraphs written by hand are in no line.
    """
    return _plan(protocol(db), draft(material(db)))


def differing(db: Db) -> list[Difference]:
    """The plan without what is the same."""
    return [one for one in plan(db) if one.kind is not Kind.SAME]


def safe(differences: Collection[Difference]) -> dict[str, Decision]:
    """The decisions by which everything is taken that overwrites nobody's words.

    What the sides have agreed on is theirs, so it is left out as well.
    """
    return {
        one.slot: Decision.TAKE
        for one in differences
        if one.kind is not Kind.SAME and not one.edited and not one.agreed
    }


def assemble(db: Db) -> Assembled:
    """Make the first draft where the Protocol is empty; otherwise tell what differs."""
    now, pieces = protocol(db), draft(material(db))
    if now.paragraphs:
        left = [one for one in _plan(now, pieces) if one.kind is not Kind.SAME]
        return Assembled(0, tuple(left))
    _add(db, pieces, {piece.slot for piece in pieces})
    return Assembled(len(pieces), ())


def take(db: Db, decisions: Mapping[str, Decision]) -> int:
    """Carry decisions out, by slot; how many paragraphs were written.

    TAKE adds what is new behind the nearest earlier place of the draft, gives a paragraph the
    texts that its source has changed (those alone), and withdraws what is gone. KEEP remembers
    that the difference was seen: a new paragraph is put down as withdrawn, a changed one keeps
    its text, one without a source becomes one written by hand. Unknown slots are passed over.
    """
    pieces = draft(material(db))
    by_slot = {piece.slot: piece for piece in pieces}
    found = {one.slot: one for one in _plan(protocol(db), pieces) if one.kind is not Kind.SAME}
    chosen = {slot: found[slot] for slot in decisions if slot in found}
    with renumbering(db):
        for slot, one in chosen.items():
            if one.kind is Kind.CHANGED:
                _change(db, one, decisions[slot])
            elif one.kind is Kind.GONE:
                _let_go(db, one, decisions[slot])
        new = {slot for slot, one in chosen.items() if one.kind is Kind.NEW}
        _add(db, pieces, new)
        refused = {slot for slot in new if decisions[slot] is Decision.KEEP}
        held = _by_slot(stored.read(db, PARAGRAPHS))
        paragraphs.withdraw(db, [held[slot].id for slot in refused if slot in by_slot])
    return len(chosen)


def _placed(held: Sequence[Paragraph], actions: Sequence[ActionItem]) -> frozenset[str]:
    """The records and action items of which a paragraph speaks that has not come from them.

    A paragraph leads to them, or the action item names one by its number.
    """
    slots = {one["slot"] for one in held}
    numbers = rules.numbers(held)
    found = {one[key] for one in held for key in ("record", "action_item") if one[key]}
    found |= {one.uuid for one in actions if any(referred(bound_alone(one["paragraph"], numbers)))}
    return frozenset(
        uuid for uuid in found if f"action:{uuid}" not in slots and f"record:{uuid}" not in slots
    )


def _by_slot(found: Sequence[Paragraph]) -> dict[str, Paragraph]:
    return {one["slot"]: one for one in found if one["slot"]}


def _plan(now: Protocol, pieces: Sequence[Piece]) -> list[Difference]:
    held = _by_slot(now.paragraphs)
    found: list[Difference] = []
    under: Mapping[str, str] = {}
    for piece in pieces:
        if piece.kind == rules.HEADING:
            under = piece.texts
        elif piece.kind != rules.PARAGRAPH:
            under = {}
        found.append(_difference(now, piece, held.get(piece.slot), under))
    slots = {piece.slot for piece in pieces}
    found += [_gone(now, one) for slot, one in held.items() if slot not in slots]
    return found


def _difference(
    now: Protocol, piece: Piece, held: Paragraph | None, under: Mapping[str, str]
) -> Difference:
    texts = tuple(
        _text(now, held, code, piece.texts.get(code, "")) for code in now.languages
    )  # fmt: skip
    if held is None:
        kind = Kind.NEW
    elif held.withdrawn or not any(one.changed for one in texts):
        kind = Kind.SAME
    else:
        kind = Kind.CHANGED
    return Difference(
        piece.slot,
        kind,
        held.id if held else None,
        now.number(held) if held else "",
        piece.kind,
        under,
        texts,
        edited=any(one.changed and one.edited for one in texts),
        agreed=held is not None and held["state"] in rules.CLOSED,
    )


def _gone(now: Protocol, held: Paragraph) -> Difference:
    texts = tuple(_text(now, held, code, "") for code in now.languages)
    return Difference(
        held["slot"],
        Kind.SAME if held.withdrawn else Kind.GONE,
        held.id,
        now.number(held),
        held["kind"],
        {},
        texts,
        edited=any(one.edited for one in texts),
        agreed=held["state"] in rules.CLOSED,
    )


def _text(now: Protocol, held: Paragraph | None, language: str, source: str) -> TextDifference:
    if held is None:
        return TextDifference(language, "", "", source, changed=bool(source))
    assembled, text = held[f"assembled_{language}"], held[f"text_{language}"]
    changed = neutral(assembled) != neutral(source)
    already = neutral(text) == neutral(source)  # the same was typed by hand meanwhile
    return TextDifference(
        language,
        shown(assembled, now.numbers),
        shown(text, now.numbers),
        source,
        changed=changed and not already,
        edited=text != assembled,
    )


def _change(db: Db, one: Difference, decision: Decision) -> None:
    if one.paragraph_id is None:
        return
    changed = [text for text in one.texts if text.changed]
    if decision is Decision.TAKE:
        edits = {f"text_{text.language}": FieldEdit(text.by_hand, text.source) for text in changed}
        paragraphs.edit(db, one.paragraph_id, edits)
    held, numbers = stored.get(db, PARAGRAPHS, one.paragraph_id), protocol(db).numbers
    values = {
        f"assembled_{text.language}": held[f"text_{text.language}"]
        if decision is Decision.TAKE
        else bound_again(text.source, held[f"assembled_{text.language}"], numbers)
        for text in changed
    }
    stored.set_fields(db, PARAGRAPHS, {held.id: values})


def _let_go(db: Db, one: Difference, decision: Decision) -> None:
    if one.paragraph_id is None:
        return
    if decision is Decision.TAKE:
        paragraphs.withdraw(db, [one.paragraph_id])
    else:
        stored.set_fields(db, PARAGRAPHS, {one.paragraph_id: {"slot": ""}})


def _add(db: Db, pieces: Sequence[Piece], wanted: Collection[str]) -> None:
    """Make paragraphs of these pieces, each behind the nearest earlier one of the draft."""
    if not wanted:
        return
    new = [piece for piece in pieces if piece.slot in wanted]
    order = [one.id for one in stored.read(db, PARAGRAPHS)]
    with renumbering(db):
        made = stored.create(db, PARAGRAPHS, [_values(piece) for piece in new])
        held = _by_slot(stored.read(db, PARAGRAPHS))
        fresh, at = {one.id for one in made}, 0
        for piece in pieces:
            if piece.slot not in held:
                continue
            row_id = held[piece.slot].id
            if row_id in fresh:
                order.insert(at, row_id)
                at += 1
            elif row_id in order:
                at = order.index(row_id) + 1
        stored.arrange(db, PARAGRAPHS, order)
        bind_new(db, fresh)


def _values(piece: Piece) -> dict[str, str]:
    values = {"kind": piece.kind, "state": piece.state, "slot": piece.slot, **piece.links}
    for code, text in piece.texts.items():
        if text:
            values[f"text_{code}"] = values[f"assembled_{code}"] = text
            step = rules.OUT_OF_STEP if code in piece.behind else rules.DRAFT
            values[f"step_{code}"] = step
    return values
