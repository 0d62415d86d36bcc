"""What is remembered of those who send lists: their columns, and what they last said."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from datetime import datetime

from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session as Db

from rapporteur.domain.importing import ImportPlan
from rapporteur.domain.workbook import Issue
from rapporteur.exchange.lists.headings import fold_heading, known_headings
from rapporteur.services.columns.column_sets import column_sets
from rapporteur.services.importing.next_version import OnList
from rapporteur.services.importing.sent_back import placed_in_list
from rapporteur.storage.rows import chunks
from rapporteur.storage.tables import (
    DelegateSourceRow,
    ReceivedListRow,
    SenderRow,
    SideRow,
    table_of,
)

_IDS = 500  # named in one statement


def senders(db: Db) -> list[str]:
    """The names of those who have sent lists, in alphabetical order."""
    return list(db.execute(select(SenderRow.name).order_by(SenderRow.name)).scalars())


def as_known(name: str, known: Iterable[str]) -> str:
    """`name` as one of the `known` senders is written, where only case or spaces differ."""
    folded = " ".join(name.split()).casefold()
    return next((one for one in known if " ".join(one.split()).casefold() == folded), name)


def given_sides(db: Db) -> dict[str, str]:
    """The code of the side that was given for the last list of each sender who names none."""
    rows = db.execute(
        select(ReceivedListRow.sender, ReceivedListRow.reading, SideRow.code)
        .outerjoin(SideRow, SideRow.id == ReceivedListRow.side_id)
        .order_by(ReceivedListRow.id)
    )
    last = {row.sender: row.code if row.reading.get("side_given") else None for row in rows}
    return {sender: code for sender, code in last.items() if sender and code}


def remembered_mapping(db: Db, sender: str) -> dict[str, str]:
    """Field key by folded heading, as chosen for earlier lists of `sender`; {} for nobody."""
    row = _row(db, sender)
    return dict(row.mapping) if row else {}


def own_headings(db: Db) -> dict[str, str]:
    """Field key by folded heading, for headings of the session's sets that nobody else knows.

    For lists that come in: what the catalogue understands is never overruled, and a heading
    that stands for different fields in different sets means nothing.
    """
    fields: dict[str, set[str]] = {}
    for found in column_sets(db):
        for key, words in found.headings.items():
            for text in words.values():
                if not known_headings().match(text, fuzzy=False):
                    fields.setdefault(fold_heading(text), set()).add(key)
    return {text: keys.pop() for text, keys in fields.items() if text and len(keys) == 1}


def remember_mapping(db: Db, plan: ImportPlan) -> None:
    """Keep the columns of a list for the next one of the same sender."""
    if not plan.sender:
        return
    row = _row(db, plan.sender)
    if row is None:
        row = SenderRow(name=plan.sender, mapping={})
        db.add(row)
    learnt = {
        fold_heading(column.heading): column.target
        for column in plan.layout.columns
        if column.target or column.how in {"chosen", "remembered"}
    }
    known = {**row.mapping, **learnt}
    if known != row.mapping:
        row.mapping = known


def last_said(db: Db, sender: str, sha256: str) -> dict[int, Mapping[str, str]]:
    """The values that the last list of `sender`, or this very file, held of each delegate."""
    same = ReceivedListRow.sha256 == sha256
    lists = select(ReceivedListRow.id).where(
        or_(same, ReceivedListRow.sender == sender) if sender else same
    )
    rows = db.execute(
        select(DelegateSourceRow.delegate_id, DelegateSourceRow.base)
        .where(DelegateSourceRow.list_id.in_(lists))
        .order_by(DelegateSourceRow.id)
    )
    return {row.delegate_id: row.base for row in rows}


def places_before(db: Db, sender: str) -> dict[int, OnList]:
    """What the lists of `sender` last said of each delegate's place; {} for nobody."""
    if not sender:
        return {}
    source = table_of(DelegateSourceRow).c
    lists = select(ReceivedListRow.id).where(ReceivedListRow.sender == sender)
    # In the order of writing, which is that of the list. Of each delegate the last list stays,
    # and of several rows in it the first.
    rows = db.execute(
        select(source.delegate_id, source.list_id, source.id, source.row)
        .where(source.list_id.in_(lists))
        .order_by(source.id)
    ).all()
    found: dict[int, OnList] = {}
    for row in rows:
        if row[0] not in found or found[row[0]].list_id != row[1]:
            found[row[0]] = OnList(row[1], row[2], row[3])
    return placed_in_list(db, found, ((row[0], row[1], row[2], row[3]) for row in rows))


def lists_of_others(db: Db, sender: str) -> dict[int, str]:
    """By id of the delegate, in words the list of another sender who named them last.

    Whom that sender took off again stands on none. Lists without a sender are nobody's word.
    """
    words: dict[int, str] = {}
    numbers: Counter[str] = Counter()
    lists = select(ReceivedListRow.id, ReceivedListRow.sender).order_by(ReceivedListRow.id)
    for row in db.execute(lists):
        numbers[row.sender] += 1
        if row.sender not in {"", sender}:
            words[row.id] = f"list {numbers[row.sender]} from {row.sender}"
    source = table_of(DelegateSourceRow).c
    others = select(ReceivedListRow.id).where(ReceivedListRow.sender.not_in(["", sender]))
    rows = db.execute(
        select(source.delegate_id, ReceivedListRow.sender, source.list_id, source.row)
        .join(ReceivedListRow, ReceivedListRow.id == source.list_id)
        .where(source.list_id.in_(others))
        .order_by(source.id)
    )
    last = {(row[0], row[1]): (row[2], row[3]) for row in rows}
    return {who: words[list_id] for (who, _), (list_id, row) in last.items() if row}


def bases_before(db: Db, sender: str, ids: Collection[int]) -> dict[int, Mapping[str, str]]:
    """The values that the last list of `sender` held of these delegates."""
    source = table_of(DelegateSourceRow).c
    lists = select(ReceivedListRow.id).where(ReceivedListRow.sender == sender)
    found: dict[int, Mapping[str, str]] = {}
    for some in chunks(sorted(ids), _IDS):
        rows = db.execute(
            select(source.delegate_id, source.base)
            .where(source.list_id.in_(lists), source.delegate_id.in_(some))
            .order_by(source.id)
        )
        found |= {row[0]: row[1] for row in rows}
    return found


def seen_before(db: Db, sha256: str) -> list[Issue]:
    """A notice where this very file has been imported already."""
    at = db.execute(
        select(func.max(ReceivedListRow.received_at)).where(ReceivedListRow.sha256 == sha256)
    ).scalar_one_or_none()
    if not at:
        return []
    when = datetime.fromisoformat(at).strftime("%d.%m.%Y %H:%M UTC")
    return [Issue("", "seen_before", f"This file was imported before, on {when}.")]


def _row(db: Db, sender: str) -> SenderRow | None:
    if not sender:
        return None
    return db.execute(
        select(SenderRow).where(SenderRow.name == sender).limit(1)
    ).scalar_one_or_none()
