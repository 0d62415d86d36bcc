"""The lists as received: which there are, and where a delegate stands on them.

Small and quick, since the form asks with every person that is shown.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime

from sqlalchemy import case, func, select
from sqlalchemy.orm import Session as Db

from rapporteur.domain.comparison import ReceivedList, Source
from rapporteur.domain.dates import shown_date
from rapporteur.exchange.lists.headings import REFERENCE
from rapporteur.storage.tables import DelegateSourceRow, ReceivedListRow, table_of

_LIST, _SOURCE = table_of(ReceivedListRow).c, table_of(DelegateSourceRow).c
_LISTS = select(
    _LIST.id, _LIST.sender, _LIST.name, _LIST.received_at, _LIST.sha256, _LIST.sheet, _LIST.side_id
).order_by(_LIST.id)


def received_lists(db: Db) -> list[ReceivedList]:
    """All lists as received, the oldest first, with what came of them."""
    first = select(func.min(_SOURCE.id).label("id")).group_by(_SOURCE.delegate_id).subquery()
    counts = (
        select(
            _SOURCE.list_id,
            func.sum(case((_SOURCE.row > 0, 1), else_=0)),
            func.count(first.c.id),
            func.sum(case((_SOURCE.row == 0, 1), else_=0)),
        )
        .outerjoin_from(table_of(DelegateSourceRow), first, first.c.id == _SOURCE.id)
        .group_by(_SOURCE.list_id)
    )
    counted = {row[0]: row[1:] for row in db.execute(counts)}
    none = (0, 0, 0)
    return [
        replace(one, people=found[0], first_named=found[1], taken_off=found[2])
        for one in lists_by_number(db)
        for found in (counted.get(one.id, none),)
    ]


def lists_by_number(db: Db) -> list[ReceivedList]:
    """All lists as received, the oldest first, without the numbers of their people."""
    numbers: dict[str, int] = {}
    found = []
    for id_, sender, *rest in db.execute(_LISTS):
        numbers[sender] = numbers.get(sender, 0) + 1
        found.append(ReceivedList(id_, numbers[sender], sender, *rest))
    return found


def provenance(db: Db, delegate_id: int) -> list[Source]:
    """What the lists say of a delegate, the newest first; nothing for somebody typed in."""
    rows = db.execute(
        select(_SOURCE.list_id, _SOURCE.sheet, _SOURCE.row, _SOURCE.original)
        .where(_SOURCE.delegate_id == delegate_id)
        .order_by(_SOURCE.id.desc())
    ).all()
    lists = {one.id: one for one in lists_by_number(db)} if rows else {}
    return [Source(lists[row[0]], row[1], row[2], _seen(row[3])) for row in rows]


def _seen(original: Mapping[str, str]) -> dict[str, str]:
    """The cells as somebody saw them: without the hidden one by which our own sheets are known."""
    return {heading: text for heading, text in original.items() if heading != REFERENCE}


def source_in_words(source: Source) -> str:
    """A source as one says it: "row 14 of list 3 from Ministry of Mines, 4 Aug 2025"."""
    named = list_in_words(source.list)
    return f"row {source.row} of {named}" if source.row else f"no longer on {named}"


def list_in_words(one: ReceivedList) -> str:
    """A list as one says it: "list 3 from Ministry of Mines, 4 Aug 2025"."""
    whose = f" from {one.sender}" if one.sender else " without a sender"
    return f"list {one.number}{whose}, {received_on(one)}"


def received_on(one: ReceivedList) -> str:
    """The day on which a list came, where the reader is."""
    moment = datetime.fromisoformat(one.received_at).astimezone()
    return shown_date(moment.date().isoformat())
