"""The people of a list from outside: the sheets they are on, and their rows as values.

Shared by everything that reads a list: the import, and the comparison of lists as received.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from contextlib import suppress
from dataclasses import replace

from rapporteur.domain.cancelling import Check, checked, go_on
from rapporteur.domain.delegates import DELEGATE
from rapporteur.domain.errors import UserError
from rapporteur.domain.sessions import Side, split_list
from rapporteur.domain.workbook import Book, Issue, Layout, ListRow, Sheet
from rapporteur.exchange.lists.elsewhere import overruled
from rapporteur.exchange.lists.headings import REFERENCE
from rapporteur.exchange.lists.layout import recognise, reference_columns
from rapporteur.exchange.lists.listing import read_rows, side_of_sheet
from rapporteur.services.importing.list_reading import SheetRead
from rapporteur.services.values import canonical, not_canonical

_HEADER_ROWS = 60  # among which the headings of a list are looked for


def read_list(
    book: Book,
    sides: Sequence[Side],
    *,
    remembered: Mapping[str, str],
    sheet: str | None,
    chosen: Mapping[int, str],
    header_row: int | None,
    forced: Side | None,
    as_then: Sequence[SheetRead] = (),
    check: Check = go_on,
) -> tuple[list[Layout], list[ListRow], list[Issue]]:
    """The layouts of the list in `book`, its rows in order, and what was noticed about sides.

    `forced` is the side to which the list was said to belong, or None. Rows of another sheet
    than that of the first layout name it. `as_then` says how the list was read when it came,
    and overrules all that would be recognised. `check` is called now and then and may raise.
    """
    spellings = {one["code"]: one.spellings for one in sides}
    layouts = [
        recognise(
            book, spellings, sheet=one.sheet, remembered=remembered, chosen=one.columns,
            header_row=one.header_row,
        )
        for one in as_then
    ] or _layouts(
        book,
        spellings,
        remembered=remembered,
        sheet=sheet,
        chosen=chosen,
        header_row=header_row,
        forced=forced["code"] if forced else "",
    )  # fmt: skip
    honorifics = honorifics_of(sides)
    rows: list[ListRow] = []
    for layout in layouts:
        check()
        read = read_rows(book, layout, spellings, honorifics=honorifics)
        found = [_sound(row) for row in checked(read, check)]
        rows += found if layout is layouts[0] else [replace(r, sheet=layout.sheet) for r in found]
    elsewhere: list[Issue] = []
    if forced is not None:
        rows, elsewhere = overruled(rows, forced["name_en"])
    return layouts, rows, elsewhere


def other_lists(
    book: Book, sides: Sequence[Side], read: Collection[str], remembered: Mapping[str, str]
) -> tuple[Layout, ...]:
    """The layouts of all sheets but those `read` that hold something like a list, hidden or not."""
    spellings = {one["code"]: one.spellings for one in sides}
    found = []
    for sheet in book.sheets:
        if sheet.name not in read:
            with suppress(UserError):  # no list in it
                found.append(recognise(book, spellings, sheet=sheet.name, remembered=remembered))
    return tuple(found)


def honorifics_of(sides: Sequence[Side]) -> tuple[str, ...]:
    """The words of address that both sides use."""
    return tuple(word for one in sides for word in split_list(one["honorifics"]))


def _sound(row: ListRow) -> ListRow:
    """The row with nothing but values that the session can hold; what cannot is an issue."""
    wrong = not_canonical(DELEGATE, row.values)
    if not wrong:
        return row
    values, issues = dict(row.values), list(row.issues)
    for key in wrong:
        try:
            values[key] = canonical(DELEGATE[key], values[key])
        except UserError as error:
            del values[key]
            issues.append(Issue(row.cells.get(key, ""), error.code, error.message))
    return replace(row, values=values, issues=tuple(issues))


def _layouts(
    book: Book,
    spellings: Mapping[str, tuple[str, ...]],
    *,
    remembered: Mapping[str, str],
    sheet: str | None,
    chosen: Mapping[int, str],
    header_row: int | None,
    forced: str,
) -> list[Layout]:
    """The list; where it is our own or has a sheet for each side, all its sheets.

    `forced` is the code of the side to which the list was said to belong, or "".
    """

    def one(name: str | None) -> Layout:
        return recognise(
            book, spellings, sheet=name, remembered=remembered, chosen=chosen,
            header_row=header_row,
        )  # fmt: skip

    first = one(sheet)
    if sheet is not None or header_row is not None:
        return [first]
    if not _is_own(book, first):
        return _sheet_per_side(book, first, one, spellings, forced)
    others = [
        one(sheet.name)
        for sheet in book.sheets
        if sheet.name != first.sheet and not sheet.hidden and _may_be_own(sheet)
    ]
    return _together(book, first, [layout for layout in others if _is_own(book, layout)])


def _together(book: Book, first: Layout, others: list[Layout]) -> list[Layout]:
    """Layouts of several sheets in the order of the book, none of them left unread."""
    names = {first.sheet, *(layout.sheet for layout in others)}
    together = {}
    for layout in (first, *others):
        issues = tuple(
            i for i in layout.issues if i.code != "another_sheet" or i.sheet not in names
        )
        together[layout.sheet] = replace(layout, issues=issues)
    return [together[s.name] for s in book.sheets if s.name in together]


def _sheet_per_side(
    book: Book,
    first: Layout,
    one: Callable[[str], Layout],
    spellings: Mapping[str, tuple[str, ...]],
    forced: str,
) -> list[Layout]:
    """The sheets of a list that has one for each side; the list alone where it has not.

    Of a list that was said to belong to one side, only that side's sheet is read.
    """
    rivals = [i.sheet for i in first.issues if i.code == "another_sheet"]
    by_side: dict[str, Layout] = {}
    for layout in (first, *map(one, rivals)):
        side = side_of_sheet(book, layout, spellings)
        if side and side not in by_side:
            by_side[side] = layout
    if len(by_side) < 2 or first not in by_side.values():
        return [first]
    if forced:
        return [by_side.get(forced, first)]
    return _together(book, first, [layout for layout in by_side.values() if layout is not first])


def _may_be_own(sheet: Sheet) -> bool:
    """Whether our reference column stands in a sheet; notes that somebody added have none."""
    return any(value == REFERENCE for row in sheet.rows[:_HEADER_ROWS] for value in row)


def _is_own(book: Book, layout: Layout) -> bool:
    sheet = next(s for s in book.sheets if s.name == layout.sheet)
    return bool(reference_columns(sheet, layout.header_rows))
