"""Signing: what still stands in its way, the seal, and reopening what was sealed.

A sealed file is read-only: `Workspace.edit` refuses, whatever the edit. Reopening is the one
exception; it takes a reason, which stands in the journal and beside the seal.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from sqlalchemy import select
from sqlalchemy.orm import Session as Db

from rapporteur.domain import protocol as rules
from rapporteur.domain import sealing
from rapporteur.domain.brackets import faults, has_brackets
from rapporteur.domain.delegates import Delegate
from rapporteur.domain.errors import UserError
from rapporteur.domain.heads import Seniority, is_head
from rapporteur.domain.names import full_name
from rapporteur.domain.paragraph_refs import referred
from rapporteur.domain.protocol import PROTOCOL_PARAGRAPH, SEAL, Paragraph, Seal
from rapporteur.domain.sessions import Session, Side, join_list, split_list
from rapporteur.services import delegates, sessions, stored
from rapporteur.services.protocol.paragraphs import Protocol, protocol
from rapporteur.services.stored import SEALS
from rapporteur.storage.tables import Base

if TYPE_CHECKING:
    from rapporteur.services.workspace import Workspace

_LONGEST_LABEL = 120  # letters of a reason in the journal; the whole stands beside the seal
_LANGUAGE = {"en": "English", "ru": "Russian", "hi": "Hindi"}


@dataclass(frozen=True, slots=True)
class Obstacle:
    """One reason why the Protocol cannot be signed yet, and where it is to be put right.

    `area` is "protocol" with `row_id` and `field` naming a paragraph and its text; "settings"
    with the field of the session; "delegates" for a missing head.
    """

    code: str
    text: str = field(repr=False)
    area: str = "protocol"
    row_id: int = 0
    field: str = ""


def obstacles(db: Db) -> list[Obstacle]:
    """Everything that stands in the way of signing, in the order of the text; empty if nothing."""
    now, session = protocol(db), sessions.session(db)
    found: list[Obstacle] = []
    standing = [one for one in now.paragraphs if not one.withdrawn]
    if not any(one.numbered for one in standing):
        found.append(Obstacle("protocol.empty", "The Protocol has no paragraph yet."))
    for one in standing:
        found += _of_paragraph(one, now)
    found += _of_session(session, now.languages)
    for side in sessions.sides(db):
        if _head(db, side) is None:
            words = f"The {side.name()} list names no head of delegation."
            found.append(Obstacle("protocol.no_head", words, "delegates", 0, "role"))
    return found


def proposed(db: Db) -> dict[str, str]:
    """The values of a seal as far as the session knows them, to be corrected by whoever signs."""
    session = sessions.session(db)
    values = dict.fromkeys(SEAL.keys, "")
    values["signed_on"] = session["signing_date"] or session["end_date"] or session["start_date"]
    values["originals"] = session["originals"] or "2"
    values["languages"] = join_list(session.language_codes)
    for code in ("en", "ru", "hi"):
        key = f"place_{code}"
        values[key] = session[f"signing_{key}"] or session[f"city_{code}"]
    for side, name in zip(sessions.sides(db), ("first", "second"), strict=True):
        head = _head(db, side)
        if head is not None:
            parts = (full_name(head), head["designation"])
            values[f"signer_{name}"] = ", ".join(part for part in parts if part)
        values[f"keeper_{name}"] = head["organisation"] if head is not None else ""
    return values


def sign(db: Db, values: Mapping[str, str], who: str, now: datetime | None = None) -> Seal:
    """Seal the file with these canonical values: who signed, when, where, and who keeps what.

    Raises UserError "protocol.obstacles" while anything stands in the way, and "protocol.seal"
    where date, place or a signer is missing.
    """
    open_ = obstacles(db)
    if open_:
        raise UserError(
            "protocol.obstacles",
            f"The Protocol cannot be signed yet: {open_[0].text}"
            + (f" And {len(open_) - 1} more." if len(open_) > 1 else ""),
            safe="Nothing was sealed.",
            advice="Put right what the list of obstacles names, and sign then.",
            place=open_[0].field,
        )
    row = {key: value for key, value in values.items() if value}
    _require(row, sessions.session(db).language_codes)
    moment = (now or datetime.now(UTC)).isoformat(timespec="seconds")
    row |= {"sealed_at": moment, "sealed_by": who, "digest": ""}
    for key in ("reopened_at", "reopened_by", "reason"):
        row.pop(key, None)
    (made,) = stored.create(db, SEALS, [row])
    number = content_digest(db)
    stored.set_fields(db, SEALS, {made.id: {"digest": number}})
    return stored.get(db, SEALS, made.id)


def seal(db: Db) -> Seal | None:
    """The last signing, also where the file was reopened after it; None where there was none."""
    found = stored.read(db, SEALS)
    return found[-1] if found else None


def content_digest(db: Db) -> str:
    """The number that the last seal would have, were it set over the content as it is now."""
    db.flush()

    def read(table: str, columns: Sequence[str]) -> Iterable[Sequence[Any]]:
        known = Base.metadata.tables[table]
        return db.execute(select(*(known.c[name] for name in columns)).order_by(known.c.id))

    return sealing.digest(read)


def is_whole(db: Db) -> bool:
    """Whether the content is what was sealed last."""
    last = seal(db)
    return last is not None and content_digest(db) == last["digest"]


def reopen(workspace: Workspace, reason: str, who: str, now: datetime | None = None) -> None:
    """Let the sealed file be edited again; `reason` goes into the journal.

    Raises UserError "protocol.no_reason" without a reason, "protocol.not_sealed" where no seal
    holds. The former signing stays to be seen.
    """
    words = " ".join(reason.split())
    if not words:
        raise UserError(
            "protocol.no_reason",
            "Reopening a signed Protocol needs a reason.",
            safe="The file is still sealed.",
            advice="Say why, such as: a correction agreed by both sides.",
            place="reason",
        )
    moment = (now or datetime.now(UTC)).isoformat(timespec="seconds")
    short = words if len(words) <= _LONGEST_LABEL else f"{words[:_LONGEST_LABEL]}…"
    with workspace.edit(f"Reopened: {short}", unseal=True) as db:
        last = seal(db)
        if last is None or not last.holds:
            raise UserError(
                "protocol.not_sealed",
                "The file is not sealed.",
                safe="Nothing was changed.",
                advice="It can be edited as it is.",
            )
        values = {"reopened_at": moment, "reopened_by": who, "reason": words}
        stored.set_fields(db, SEALS, {last.id: values})


# What may be wrong with a text, in the order in which it is said.
_OF_TEXTS = {
    "protocol.unbalanced": "a bracket stands alone in {languages}",
    "protocol.brackets": "brackets in {languages}",
    "protocol.missing": "no text in {languages}",
    "protocol.out_of_step": "out of step in {languages}",
    "protocol.draft": "not verified in {languages}",
    "protocol.reference": "a reference to a paragraph without a number in {languages}",
}
_LANGUAGE_STATES = {
    rules.MISSING: "protocol.missing",
    rules.OUT_OF_STEP: "protocol.out_of_step",
    rules.DRAFT: "protocol.draft",
}


def _of_paragraph(one: Paragraph, now: Protocol) -> list[Obstacle]:
    """What is open in one paragraph: brackets, agreement, languages, references."""
    name = _name(one, now)
    languages: dict[str, list[str]] = {}
    for code in now.languages:
        for obstacle in _of_text(one, now, code):
            languages.setdefault(obstacle, []).append(code)
    found = [
        Obstacle(
            code,
            f"{name}: {words.format(languages=' and '.join(map(_said, languages[code])))}.",
            row_id=one.id,
            field=f"text_{languages[code][0]}",
        )
        for code, words in _OF_TEXTS.items()
        if code in languages
    ]
    if one["kind"] == rules.PARAGRAPH and one.open and "protocol.brackets" not in languages:
        shown = PROTOCOL_PARAGRAPH["state"].shown(one["state"] or rules.PROPOSED).lower()
        words = f"{name}: not agreed yet, but {shown}."
        found.append(Obstacle("protocol.not_agreed", words, row_id=one.id, field="state"))
    return found


def _of_text(one: Paragraph, now: Protocol, code: str) -> Iterable[str]:
    """The codes of what is open in one text."""
    text = now.text(one, code)
    if faults(text):
        yield "protocol.unbalanced"
    elif has_brackets(text):
        yield "protocol.brackets"
    state = one.language_state(code)
    if state in _LANGUAGE_STATES:
        yield _LANGUAGE_STATES[state]
    if any(uuid not in now.numbers for uuid in referred(one[f"text_{code}"])):
        yield "protocol.reference"


def _of_session(session: Session, languages: tuple[str, ...]) -> list[Obstacle]:
    """What the Protocol says of the session and is not known."""
    found = []
    wanted = [("ordinal", "the number of the session"), ("start_date", "the day of the session")]
    wanted += [
        (f"working_group_{code}", f"the working group in {_said(code)}") for code in languages
    ]
    wanted += [(f"city_{code}", f"the city in {_said(code)}") for code in languages]
    for key, words in wanted:
        if not session[key]:
            text = f"The session settings do not say {words}."
            found.append(Obstacle("protocol.no_data", text, "settings", 0, key))
    return found


def _head(db: Db, side: Side) -> Delegate | None:
    """Who heads the delegation of a side: the most senior of those whose role says so."""
    heads = [
        one
        for one in delegates.list_delegates(db, side.id, withdrawn=False)
        if is_head(one["role"])
    ]
    order = Seniority(split_list(side["ranks"]))
    return min(heads, key=order.of) if heads else None


def _require(row: Mapping[str, str], languages: Sequence[str]) -> None:
    wanted = (
        ("signed_on", "the day of signing"),
        *((f"place_{code}", f"the place of signing in {_said(code)}") for code in languages),
        ("signer_first", "who signed for the first side"),
        ("signer_second", "who signed for the second side"),
    )
    for key, words in wanted:
        if not row.get(key):
            raise UserError(
                "protocol.seal",
                f"It is not said yet: {words}.",
                safe="Nothing was sealed.",
                advice="Fill the field in and sign again.",
                place=key,
            )


def _name(one: Paragraph, now: Protocol) -> str:
    number = now.number(one)
    if number:
        return f"Paragraph {number}"
    words = " ".join(now.text(one, now.languages[0]).split()[:6])
    return f"“{words}…”" if words else "An empty line"


def _said(code: str) -> str:
    return _LANGUAGE.get(code, code)
