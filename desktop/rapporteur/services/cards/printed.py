"""What was printed before: the last card of each kind for each person, as it stood.

Remembered in the same edit in which a print or a PDF has really been made, so that the next
print can be of only what changed, and undo knows of it.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from datetime import UTC, datetime

from sqlalchemy.orm import Session as Db

from rapporteur.domain.papers.cards import (
    CardChanges,
    CardKind,
    CardSheet,
    TakenAway,
    compare,
    content,
    printed_name,
)
from rapporteur.domain.printing import PrintedCard
from rapporteur.services import delegates, stored


def changes(db: Db, sheet: CardSheet) -> CardChanges:
    """Compare `sheet` with what was printed; cards of the withdrawn are to be taken away."""
    last = _last(db, sheet.kind)
    found = compare(sheet.cards, {uuid: card["content"] for uuid, card in last.items()})
    coming = {person.uuid for person in delegates.list_delegates(db, withdrawn=False)}
    gone = [card for card in _all(db, sheet.kind) if card["delegate"] not in coming]
    away = (TakenAway(c.id, c["delegate"], printed_name(c["content"])) for c in gone)
    return replace(found, take_away=tuple(away))


def remember(
    db: Db, sheet: CardSheet, taken: Collection[int] = (), *, now: datetime | None = None
) -> int:
    """Note that the cards of `sheet` have been printed; how many of them differ from before.

    `taken` are the records of cards that were said to be taken away; they are forgotten.
    """
    moment = (now or datetime.now(UTC)).astimezone(UTC).isoformat(timespec="seconds")
    last = _last(db, sheet.kind)
    values = {
        card.uuid: {
            "kind": sheet.kind.value,
            "delegate": card.uuid,
            "content": content(card),
            "printed_at": moment,
        }
        for card in sheet.cards
    }
    known = {last[uuid].id: row for uuid, row in values.items() if uuid in last}
    differing = [uuid for uuid, row in values.items()
                 if uuid not in last or last[uuid]["content"] != row["content"]]  # fmt: skip
    stored.set_fields(db, stored.PRINTED_CARDS, known)
    stored.create(db, stored.PRINTED_CARDS, [row for u, row in values.items() if u not in last])
    # Two entries made one leave two records of one card: the older one is of no use.
    kept = {card.id for card in last.values()}
    doubled = {c.id for c in _all(db, sheet.kind) if c["delegate"] in last and c.id not in kept}
    stored.remove(db, stored.PRINTED_CARDS, {*taken, *doubled})
    return len(differing)


def printed_at(db: Db, kind: CardKind) -> str:
    """When cards of `kind` were printed last, as a moment in UTC; "" for never."""
    return max((card["printed_at"] for card in _all(db, kind)), default="")


def _all(db: Db, kind: CardKind) -> list[PrintedCard]:
    return [card for card in stored.read(db, stored.PRINTED_CARDS) if card["kind"] == kind.value]


def _last(db: Db, kind: CardKind) -> dict[str, PrintedCard]:
    """The card of each person that was printed last."""
    in_time = sorted(_all(db, kind), key=lambda card: card["printed_at"])
    return {card["delegate"]: card for card in in_time if card["delegate"]}
