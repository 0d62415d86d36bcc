"""What was decided about who is who: remembered with the session, so that nobody is asked twice.

Two kinds of decisions stand in one table. Of somebody in a list: whoever was written like this
is the delegate, or is not; it is written by the step that imports the list and read when the
next one is planned. Of two delegates of the session: they are two people, so that no panel and
no check asks about them again. Undo takes a decision back like everything else.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session as Db

from rapporteur.domain.delegates import DELEGATE
from rapporteur.domain.importing import Remembered, Verdict
from rapporteur.storage.history import bulk_insert
from rapporteur.storage.tables import IdentityDecisionRow

Pair = tuple[int, int]


def pair(one: int, other: int) -> Pair:
    """Two delegates without an order: the smaller id first."""
    return (one, other) if one < other else (other, one)


def remembered(db: Db) -> tuple[Remembered, ...]:
    """The decisions about rows of lists, the latest last."""
    rows = db.execute(
        select(
            IdentityDecisionRow.delegate_id,
            IdentityDecisionRow.verdict,
            IdentityDecisionRow.name_key,
            IdentityDecisionRow.base,
        )
        .where(IdentityDecisionRow.other_id.is_(None))
        .order_by(IdentityDecisionRow.id)
    )
    return tuple(Remembered(row[0], Verdict(row[1]), row[2], row[3]) for row in rows)


def told_apart(db: Db) -> frozenset[Pair]:
    """The delegates of whom it was said that they are two people."""
    rows = db.execute(
        select(IdentityDecisionRow.delegate_id, IdentityDecisionRow.other_id).where(
            IdentityDecisionRow.other_id.is_not(None),
            IdentityDecisionRow.verdict == Verdict.OTHER.value,
        )
    )
    return frozenset(pair(one, other) for one, other in rows if other is not None)


def tell_apart(db: Db, one: int, other: int) -> None:
    """Remember that two delegates are two people, within one edit."""
    remember(db, pairs=[pair(one, other)])


def remember(db: Db, decisions: Iterable[Remembered] = (), pairs: Iterable[Pair] = ()) -> int:
    """Write decisions, those left out that are known; how many were written."""
    rows = unknown(db, decisions, pairs)
    if rows:
        bulk_insert(db, IdentityDecisionRow, rows)
    return len(rows)


def unknown(
    db: Db, decisions: Iterable[Remembered] = (), pairs: Iterable[Pair] = ()
) -> list[dict[str, Any]]:
    """The rows that decisions would add to the table."""
    wanted = _last_word(decisions)
    apart = dict.fromkeys(pairs)
    known = _latest(db) if wanted else {}
    told = told_apart(db) if apart else frozenset()
    rows: list[dict[str, Any]] = [
        {
            "delegate_id": one.delegate_id,
            "name_key": one.name_key,
            "verdict": one.verdict.value,
            "base": one.base,
        }
        for one in wanted
        if (one.verdict, one.base) not in known.get((one.delegate_id, one.name_key), [])
    ]
    rows += [
        {"delegate_id": first, "other_id": second, "verdict": Verdict.OTHER.value}
        for first, second in apart
        if (first, second) not in told
    ]
    return rows


def _last_word(decisions: Iterable[Remembered]) -> list[Remembered]:
    """Each decision once, as it would be stored; of opposite ones about one row the last."""
    found: dict[tuple[int, str, frozenset[tuple[str, str]]], Remembered] = {}
    for one in decisions:
        if one.name_key:
            base = {key: text for key, text in one.base.items() if text and key in DELEGATE}
            key = (one.delegate_id, one.name_key, frozenset(base.items()))
            found.pop(key, None)
            found[key] = Remembered(one.delegate_id, one.verdict, one.name_key, base)
    return list(found.values())


def _latest(db: Db) -> dict[tuple[int, str], list[tuple[Verdict, Mapping[str, str]]]]:
    """What holds by delegate and name: a verdict that a later one has turned is not in it."""
    found: dict[tuple[int, str], list[tuple[Verdict, Mapping[str, str]]]] = {}
    for one in remembered(db):
        held = found.setdefault((one.delegate_id, one.name_key), [])
        held[:] = [(verdict, base) for verdict, base in held if base != one.base]
        held.append((one.verdict, one.base))
    return found
