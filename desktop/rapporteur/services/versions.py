"""The lists as received: which there are, where a delegate stands on them, and reading them again.

A list is kept as the bytes that came, with how they were read; so it can be opened, handed out
and compared long after the session has moved on.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import case, func, select
from sqlalchemy.orm import Session as Db

from rapporteur.domain.comparison import ReceivedList, Source
from rapporteur.domain.dates import shown_date
from rapporteur.domain.errors import UserError
from rapporteur.domain.sessions import Side
from rapporteur.domain.workbook import Book
from rapporteur.exchange.reading import read_bytes
from rapporteur.services import sessions
from rapporteur.services.list_comparison import ListRows
from rapporteur.services.list_reading import Read, from_kept
from rapporteur.services.list_rows import read_list
from rapporteur.services.senders import remembered_mapping
from rapporteur.storage.tables import DelegateSourceRow, ReceivedListRow, StoredFileRow, table_of


@dataclass(frozen=True, slots=True)
class Kept:
    """A received list with all that is needed to read it again, away from the database."""

    list: ReceivedList
    content: bytes
    read: Read
    sides: tuple[Side, Side]
    mapping: Mapping[str, str]


def received_lists(db: Db) -> list[ReceivedList]:
    """All lists as received, the oldest first."""
    received, source = table_of(ReceivedListRow).c, table_of(DelegateSourceRow).c
    first = (
        select(source.delegate_id, func.min(source.id).label("id"))
        .group_by(source.delegate_id)
        .subquery()
    )
    counts = select(
        source.list_id,
        func.sum(case((source.row > 0, 1), else_=0)),
        func.count(first.c.id),
        func.sum(case((source.row == 0, 1), else_=0)),
    ).outerjoin_from(table_of(DelegateSourceRow), first, first.c.id == source.id)
    counted = {row[0]: row[1:] for row in db.execute(counts.group_by(source.list_id))}
    numbers: dict[str, int] = {}
    found = []
    columns = (
        received.id, received.sender, received.name, received.received_at, received.sha256,
        received.sheet, received.side_id,
    )  # fmt: skip
    for id_, sender, *rest in db.execute(select(*columns).order_by(received.id)):
        numbers[sender] = numbers.get(sender, 0) + 1
        people = counted.get(id_, (0, 0, 0))
        found.append(ReceivedList(id_, numbers[sender], sender, *rest, *people))
    return found


def provenance(db: Db, delegate_id: int) -> list[Source]:
    """What the lists say of a delegate, the newest first; nothing for somebody typed in."""
    source = table_of(DelegateSourceRow).c
    rows = db.execute(
        select(source.list_id, source.sheet, source.row, source.original)
        .where(source.delegate_id == delegate_id)
        .order_by(source.id.desc())
    ).all()
    lists = {one.id: one for one in received_lists(db)} if rows else {}
    return [Source(lists[row[0]], row[1], row[2], row[3]) for row in rows]


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


def kept_list(db: Db, list_id: int) -> Kept:
    """A list with its bytes. UserError "list.unknown" or "list.not_kept"."""
    one = next((found for found in received_lists(db) if found.id == list_id), None)
    if one is None:
        raise UserError(
            "list.unknown",
            f"The session has no list with the number {list_id}.",
            safe="Nothing was changed.",
            advice="Look up the numbers among the received lists.",
        )
    content = db.execute(
        select(StoredFileRow.data).where(StoredFileRow.sha256 == one.sha256)
    ).scalar_one_or_none()
    if content is None:
        raise UserError(
            "list.not_kept",
            f"The file {one.name} was not kept with the session.",
            safe="What was taken from it is in the session all the same.",
            advice="Ask the sender for it again, should you need it.",
        )
    reading = db.execute(
        select(ReceivedListRow.reading).where(ReceivedListRow.id == list_id)
    ).scalar_one()
    read = from_kept(one.sheet, reading)
    return Kept(one, content, read, sessions.sides(db), remembered_mapping(db, one.sender))


def read_kept(
    kept: Kept,
    *,
    on_progress: Callable[[int], None] | None = None,
    cancelled: Callable[[], bool] = lambda: False,
) -> tuple[Book, ListRows]:
    """The list once more as it was read then. Touches no database: for a job beside the window.

    Raises UserError "workbook.…" as every reading does.
    """
    book = read_bytes(
        kept.list.name, kept.content, reading=kept.read.reading,
        on_progress=on_progress, cancelled=cancelled,
    )  # fmt: skip
    side = next((side for side in kept.sides if side.id == kept.list.side_id), None)
    title = f"{list_in_words(kept.list)} ({kept.list.name})"
    layouts, rows, _ = read_list(
        book, kept.sides, remembered=kept.mapping, sheet=kept.read.sheet,
        chosen=kept.read.columns, header_row=kept.read.header_row, forced=side,
    )  # fmt: skip
    code = side["code"] if side else ""
    return book, ListRows(title, tuple(layouts), tuple(rows), code)


def rows_of_file(book: Book, sides: tuple[Side, Side]) -> ListRows:
    """The rows of a list that the session does not know, to be compared with others.

    Raises UserError "import.…" where there is no list in it.
    """
    layouts, rows, _ = read_list(
        book, sides, remembered={}, sheet=None, chosen={}, header_row=None, forced=None
    )  # fmt: skip
    return ListRows(book.name, tuple(layouts), tuple(rows))
