"""Reading a received list again, as it was read when it came.

A list is kept as the bytes that came, with how they were read; so it can be opened, handed out
and compared long after the session has moved on.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session as Db

from rapporteur.domain.comparison import ReceivedList
from rapporteur.domain.errors import UserError
from rapporteur.domain.sessions import Side
from rapporteur.domain.workbook import Book
from rapporteur.exchange.incoming.reading import read_bytes
from rapporteur.services import sessions
from rapporteur.services.importing.list_reading import Read, from_kept
from rapporteur.services.importing.list_rows import other_lists, read_list
from rapporteur.services.importing.senders import own_headings, remembered_mapping
from rapporteur.services.lists.comparison import ListRows
from rapporteur.services.lists.provenance import list_in_words, lists_by_number
from rapporteur.storage.tables import ReceivedListRow, StoredFileRow


@dataclass(frozen=True, slots=True)
class Kept:
    """A received list with all that is needed to read it again, away from the database."""

    list: ReceivedList
    content: bytes
    read: Read
    sides: tuple[Side, Side]
    mapping: Mapping[str, str]


def kept_list(db: Db, list_id: int) -> Kept:
    """A list with its bytes. UserError "list.unknown" or "list.not_kept"."""
    one = next((found for found in lists_by_number(db) if found.id == list_id), None)
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
    mapping = {**own_headings(db), **remembered_mapping(db, one.sender)}
    return Kept(one, content, read, sessions.sides(db), mapping)


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
        book, kept.sides, remembered=kept.mapping, sheet=None, chosen={}, header_row=None,
        forced=side, as_then=kept.read.sheets,
    )  # fmt: skip
    code = side["code"] if side else ""
    names = {layout.sheet for layout in layouts}
    others = other_lists(book, kept.sides, names, kept.mapping)
    return book, ListRows(title, tuple(layouts), tuple(rows), code, others)


def rows_of_file(book: Book, sides: tuple[Side, Side]) -> ListRows:
    """The rows of a list that the session does not know, to be compared with others.

    Raises UserError "import.…" where there is no list in it.
    """
    layouts, rows, _ = read_list(
        book, sides, remembered={}, sheet=None, chosen={}, header_row=None, forced=None
    )  # fmt: skip
    return ListRows(book.name, tuple(layouts), tuple(rows))
