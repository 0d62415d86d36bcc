"""A Protocol that came back from the other side: what it would change, and taking it in.

`plan` compares three texts of each paragraph and changes nothing. `commit` does what was
accepted, within one edit, so that it is one step to undo; what it writes becomes a proposal of
their side, in brackets where there are any, and the other languages fall out of step by the
rules of every edit.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import replace
from datetime import datetime

from sqlalchemy.orm import Session as Db

from rapporteur.domain import protocol as rules
from rapporteur.domain import protocol_versions as versions
from rapporteur.domain.alternat import in_order_of
from rapporteur.domain.editing import FieldEdit, clean_text
from rapporteur.domain.protocol import PROTOCOL_PARAGRAPH, Paragraph, Snapshot
from rapporteur.domain.protocol_returns import (
    ReturnAction,
    ReturnedWording,
    ReturnLine,
    ReturnPlan,
    ReturnResult,
)
from rapporteur.domain.protocol_versions import KeptParagraph
from rapporteur.domain.returned_protocol import ReturnedProtocol
from rapporteur.domain.sessions import Session, Side
from rapporteur.services import sessions, stored
from rapporteur.services.protocol import paragraphs, snapshots
from rapporteur.services.protocol.comparing import lines_of, same_words
from rapporteur.services.values import canonical
from rapporteur.storage.tables import StoredFileRow

_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def other_side(db: Db) -> str:
    """The uuid of the side that is not ours: who sends a Protocol back."""
    first, second = sessions.sides(db)
    return second.uuid if first["ours"] else first.uuid


def base_of(db: Db, returned: ReturnedProtocol) -> Snapshot | None:
    """The version they worked on: the one that most of their texts still equal, or None.

    Of several the latest. What came from them is no version that they were sent.
    """
    first, second = sessions.sides(db)
    ours = first.uuid if first["ours"] else second.uuid
    best, most = None, 0
    for one in snapshots.snapshots(db):
        if one["sent_to"] != ours and (equal := _equal_texts(one, returned)) > most:
            best, most = one, equal
    return best


def plan(
    db: Db, returned: ReturnedProtocol, from_side: str = "", base: Snapshot | None = None
) -> ReturnPlan:
    """What `returned` would change. `base` is what was sent to them, see `base_of`.

    Without a base nobody can tell what we have changed since; lines say so.
    """
    now = paragraphs.protocol(db)
    sent = versions.kept(base.content) if base else None
    sides = sessions.sides(db)
    session = sessions.session(db)
    turns = (_turning(session, sides), _turning(session, sides[::-1]))
    lines, remarks = lines_of(now, returned, sent, turns)
    return ReturnPlan(
        returned.name,
        returned.sha256,
        from_side or other_side(db),
        base,
        tuple(code for code in now.languages if code in returned.languages),
        returned.marked,
        tuple(lines),
        tuple(remarks),
        returned.notices,
    )


def commit(
    db: Db,
    plan: ReturnPlan,
    accepted: Collection[int],
    *,
    content: bytes = b"",
    with_remarks: bool = True,
    now: datetime | None = None,
) -> ReturnResult:
    """Take the accepted lines of `plan`, named by their places; what has no effect is left out.

    `with_remarks` puts their comments into the remarks of the paragraphs. `content` are the
    bytes of their document: it is kept, and their text becomes a version to compare with.
    Raises Conflict where a text was changed since the plan was made; nothing is changed then.
    """
    taken = [plan.lines[at] for at in sorted(accepted) if plan.lines[at].takes_effect]
    if content:
        _keep(db, plan, content, now)
    changed = [one for one in taken if one.action is ReturnAction.EDIT]
    for one in changed:
        _edit(db, one, plan.from_side)
    added = [one for one in taken if one.action is ReturnAction.ADD]
    placed: dict[str, int] = {}
    for one in added:
        _add(db, one, plan.from_side, placed)
    moved = [one for one in taken if one.moved and one.paragraph_id is not None]
    for one in moved:
        _move(db, one)
    gone = [one for one in taken if one.action is ReturnAction.WITHDRAW]
    paragraphs.withdraw(db, [one.paragraph_id for one in gone if one.paragraph_id is not None])
    remarks = _remark(db, plan.lines) if with_remarks else 0
    return ReturnResult(len(changed), len(added), len(gone), len(moved), remarks)


def _turning(session: Session, sides: Sequence[Side]) -> Callable[[str, str], str]:
    """What puts the sides of a text in this order, wherever both are named."""

    def turn(text: str, language: str) -> str:
        bodies = [session.text(stem, language) for stem in ("working_group", "commission")]
        return in_order_of(text, sides, language, bodies)

    return turn


def _equal_texts(snapshot: Snapshot, returned: ReturnedProtocol) -> int:
    kept = versions.kept(snapshot.content)
    if not returned.marked:
        words = {" ".join(text.split()) for one in kept for text in one.texts.values()}
        return sum(" ".join(one.text.split()) in words for one in returned.texts)
    known = {one.uuid: one for one in kept}
    return sum(
        one.uuid in known and same_words(known[one.uuid].text(one.language), one.text)
        for one in returned.texts
    )


def _edit(db: Db, line: ReturnLine, side: str) -> None:
    if line.paragraph_id is None:
        return
    edits = {
        f"text_{code}": FieldEdit(one.ours_stored, _text(code, one))
        for code, one in line.texts.items()
        if one.changes
    }
    held = _paragraph(db, line.paragraph_id)
    if held["proposed_by"] != side:
        edits["proposed_by"] = FieldEdit(held["proposed_by"], side)
    paragraphs.edit(db, line.paragraph_id, edits)
    if held.withdrawn:
        paragraphs.bring_back(db, [line.paragraph_id])


def _text(code: str, text: ReturnedWording) -> str:
    """Their text as the file holds one. Raises UserError "value.too_long"."""
    return canonical(PROTOCOL_PARAGRAPH[f"text_{code}"], text.theirs_stored)


def _add(db: Db, line: ReturnLine, side: str, placed: dict[str, int]) -> None:
    """Add a paragraph of theirs; those behind one and the same follow each other."""
    values = {f"text_{code}": _text(code, one) for code, one in line.texts.items()}
    order = paragraphs.protocol(db).paragraphs
    after = placed.get(line.after)
    if after is None:
        after = next((one.id for one in order if one.uuid == line.after), None)
    made = paragraphs.add(db, {"kind": line.kind, **values, "proposed_by": side}, after=after)
    if after is None and not line.after and order:
        paragraphs.move(db, [made.id], order[0].id)
    placed[line.after] = made.id


def _move(db: Db, line: ReturnLine) -> None:
    order = [one for one in paragraphs.protocol(db).paragraphs if one.id != line.paragraph_id]
    at = next((at + 1 for at, one in enumerate(order) if one.uuid == line.after), 0)
    before = order[at].id if at < len(order) else None
    if line.paragraph_id is not None:
        paragraphs.move(db, [line.paragraph_id], before)


def _remark(db: Db, lines: Sequence[ReturnLine]) -> int:
    """Put the comments into the remarks of their paragraphs, each once."""
    count = 0
    for line in lines:
        if line.paragraph_id is None or not line.remarks:
            continue
        held = _paragraph(db, line.paragraph_id)["remarks"]
        said = [f"{one.author}: {one.text}" if one.author else one.text for one in line.remarks]
        new = [one for one in map(str.strip, said) if f"\n{one}\n" not in f"\n{held}\n"]
        if new:
            text = canonical(PROTOCOL_PARAGRAPH["remarks"], "\n".join([held, *new]))
            paragraphs.edit(db, line.paragraph_id, {"remarks": FieldEdit(held, text)})
            count += len(new)
    return count


def _keep(db: Db, plan: ReturnPlan, content: bytes, now: datetime | None) -> None:
    """Keep the document, and its text as a version that was sent to us."""
    name = clean_text(plan.name)
    if db.get(StoredFileRow, plan.sha256) is None:
        db.add(StoredFileRow(sha256=plan.sha256, name=name, media_type=_WORD, data=content))
    first, second = sessions.sides(db)
    snapshots.keep(
        db, name, (first if first["ours"] else second).uuid, plan.languages,
        remarks=f"SHA-256 {plan.sha256}", now=now, content=_their_version(db, plan),
    )  # fmt: skip


def _their_version(db: Db, plan: ReturnPlan) -> list[KeptParagraph]:
    now = paragraphs.protocol(db)
    states: Mapping[str, str] = {one.uuid: one["state"] for one in now.paragraphs}
    made: list[KeptParagraph] = []
    number = 0
    for line in plan.lines:
        state = states.get(line.uuid, rules.PROPOSED)
        if line.action is ReturnAction.WITHDRAW:
            state = rules.WITHDRAWN
        one = KeptParagraph(
            line.uuid, line.kind, "", state,
            {code: text.theirs for code, text in line.texts.items()},
        )  # fmt: skip
        if line.kind == rules.PARAGRAPH and one.stands:
            number += 1
            one = replace(one, number=str(number))
        made.append(one)
    return made


def _paragraph(db: Db, paragraph_id: int) -> Paragraph:
    found = paragraphs.protocol(db).by_id(paragraph_id)
    if found is None:
        raise stored.gone()
    return found
