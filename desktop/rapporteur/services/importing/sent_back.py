"""Sheets that come back: what they say of themselves, and whose rows they hold.

A correction sheet names for each row the row of the list that it was made from. Where that row
has been taken in meanwhile, the correction changes this person; where it was left out, the
correction makes somebody new, once; and the row of the old list is then no longer taken. A line
that came back empty is the wish to take somebody off the list.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from sqlalchemy import ColumnElement, String, cast, or_, select
from sqlalchemy.orm import Session as Db

from rapporteur.domain.delegates import Delegate
from rapporteur.domain.importing import PlannedRow, RowState
from rapporteur.domain.workbook import Book, Issue, ListRow
from rapporteur.exchange.lists.headings import REFERENCE
from rapporteur.exchange.lists.lines import EMPTIED
from rapporteur.exchange.lists.marks import (
    is_row_reference,
    list_of,
    mark_of,
    row_number,
    row_reference,
    rows_in,
)
from rapporteur.services.importing.next_version import OnList
from rapporteur.services.sessions import sides
from rapporteur.storage.tables import DelegateSourceRow, ReceivedListRow


@dataclass(frozen=True, slots=True)
class Taken:
    """What became of a row: the person, the values that the row held, the list it came with."""

    delegate_id: int
    base: Mapping[str, str]
    list_name: str


def origin(db: Db, book: Book) -> tuple[str, str]:
    """The side and the sender that a sheet of our own names; "" for what it does not say."""
    mark = mark_of(book)
    if mark is None:
        return "", ""
    known = {side["code"] for side in sides(db)}
    return (mark.side if mark.side in known else ""), mark.sender


def taken_rows(db: Db, book: Book) -> dict[str, Taken]:
    """By reference, the rows named in `book` that have been taken in before.

    Those that came in with the list itself, and those that came back corrected; of several the
    last.
    """
    asked = set(_references(book))
    if not asked:
        return {}
    lists = _lists(db)
    named = {row for reference in asked for row in rows_in(reference)}
    wanted = {list_of(row) for row in named}
    own: ColumnElement[bool] = DelegateSourceRow.list_id.in_(
        [id_ for id_, (sha256, _) in lists.items() if _letters(sha256) in wanted]
    )
    numbers = {row_number(row) for row in named}
    if len(numbers) <= _NAMED:
        own &= DelegateSourceRow.row.in_(numbers)
    taken: dict[str, tuple[int, Taken]] = {}
    rows = db.execute(_SOURCES.where(or_(own, _mentions(REFERENCE)))).all()
    for row in rows:
        sha256, name = lists[row.list_id]
        itself = row_reference(sha256, row.sheet, row.row)
        for one in (itself, *rows_in(row.original.get(REFERENCE, ""))):
            taken[one] = row.id, Taken(row.delegate_id, row.base, name)
    found: dict[str, Taken] = {}
    for reference in asked:
        known = [taken[row] for row in rows_in(reference) if row in taken]
        if known:
            found[reference] = max(known, key=lambda pair: pair[0])[1]
    return found


def taken_off(row: ListRow, person: Delegate | None) -> PlannedRow:
    """What becomes of a line that came back empty; `person` stood in it, None for nobody.

    The letter says so: whoever is to be taken off has an empty line. It may as well have been
    emptied by mistake, so somebody here says yes.
    """
    numbers = [row_number(one) for one in rows_in(row.reference)]
    line = f"Line {row.row} came back empty"
    if numbers:
        line += f", which was row {numbers[-1]} of the list"
    if person is None or person.withdrawn:
        why = (
            f"{line}. Nobody of this session was taken from it, so nobody is taken off."
            if person is None
            else f"{line}. This person is withdrawn here already."
        )
        issue = Issue(f"A{row.row}", EMPTIED, why, row.issues[0].sheet)
        left = replace(row, issues=(issue,))
        return PlannedRow(left, RowState.SKIPPED, None, reason=why, accepted=False)
    values = {key: value for key, value in person.as_dict().items() if value}
    gone = replace(row, values=values, skipped="", issues=())
    why = f"{line}: the sender takes this person off the list."
    return PlannedRow(
        gone, RowState.REMOVED, person.side_id, person.id, reason=why, accepted=False
    )  # fmt: skip


def corrected_rows(db: Db, sha256: str) -> dict[str, Taken]:
    """What became of the rows of a list that came back corrected, by reference of the row."""
    letters = _letters(sha256)
    lists = _lists(db)
    found = {}
    for row in db.execute(_SOURCES.where(_mentions(letters))).all():
        for one in rows_in(row.original.get(REFERENCE, "")):
            if list_of(one) == letters:
                found[one] = Taken(row.delegate_id, row.base, lists[row.list_id][1])
    return found


def placed_in_list(
    db: Db, found: dict[int, OnList], rows: Iterable[tuple[int, int, int, int]]
) -> dict[int, OnList]:
    """`found` with those who came back corrected at their place in the list they were sent in.

    A correction sheet holds some of a list only: it moves nobody and is no newer list. `found`
    is by delegate, `rows` are the delegate, list, id and row of all places, in order.
    """
    sheets = _corrections(db)
    if not sheets:
        return found
    letters = {_letters(sha): id_ for id_, (sha, _) in _lists(db).items()}
    before: dict[int, OnList] = {}
    placed: dict[int, list[tuple[int, int]]] = {}
    for delegate_id, list_id, id_, row in rows:
        if list_id not in sheets:
            if delegate_id not in before or before[delegate_id].list_id != list_id:
                before[delegate_id] = OnList(list_id, id_, row)
            placed.setdefault(list_id, []).append((row, id_))
        elif not row:  # an emptied line
            before[delegate_id] = OnList(list_id, id_, 0)
        elif delegate_id not in before:
            one = next(iter(rows_in(sheets[list_id].get(id_, ""))), "")
            home = letters.get(list_of(one), 0)
            if home not in placed:  # the list itself was never taken in, or is somebody else's
                before[delegate_id] = OnList(max(placed, default=list_id), id_, row)
                continue
            there = row_number(one)
            # Behind whoever stands above in that list, and before the next.
            above = max((at for other, at in placed[home] if other < there), default=0)
            before[delegate_id] = OnList(home, above + there / _ROWS, there or row)
    return before


def _corrections(db: Db) -> dict[int, dict[int, str]]:
    """The references of the rows of all correction sheets, by list and id of the row."""
    found: dict[int, dict[int, str]] = {}
    for row in db.execute(_SOURCES.where(_mentions(REFERENCE))).all():
        found.setdefault(row.list_id, {})[row.id] = row.original.get(REFERENCE, "")
    return found


_ROWS = 10_000_000  # more than any list has
_NAMED = 500  # rows named in one statement
_SOURCES = select(
    DelegateSourceRow.id,
    DelegateSourceRow.delegate_id,
    DelegateSourceRow.list_id,
    DelegateSourceRow.sheet,
    DelegateSourceRow.row,
    DelegateSourceRow.original,
    DelegateSourceRow.base,
).order_by(DelegateSourceRow.id)


def _letters(sha256: str) -> str:
    """The letters that references of rows of a list have of its hash."""
    return list_of(row_reference(sha256, "", 0))


def _mentions(text: str) -> ColumnElement[bool]:
    return cast(DelegateSourceRow.original, String).contains(text, autoescape=True)


def _lists(db: Db) -> dict[int, tuple[str, str]]:
    """Hash and name of the lists received, by id."""
    rows = db.execute(select(ReceivedListRow.id, ReceivedListRow.sha256, ReceivedListRow.name))
    return {row.id: (row.sha256, row.name) for row in rows}


def _references(book: Book) -> Iterable[str]:
    texts = (
        cell for sheet in book.sheets for row in sheet.rows for cell in row if type(cell) is str
    )
    # The colon is looked for first: a long list has a million texts, and hardly any with one.
    return (text for text in texts if ":" in text and is_row_reference(text))
