"""Finding the list in a workbook: the sheet, the header, and which field each column holds."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from rapporteur.domain.errors import UserError
from rapporteur.domain.workbook import Book, CellValue, Column, Issue, Layout, Sheet
from rapporteur.exchange.lists.columns import assign_columns
from rapporteur.exchange.lists.content import Profile, names_with_post
from rapporteur.exchange.lists.header import Header, find_header, marked_header, text_of
from rapporteur.exchange.lists.headings import (
    BASE,
    REFERENCE,
    Headings,
    fold_heading,
    known_headings,
)
from rapporteur.exchange.lists.marks import CORRECTION, Mark, find_marks
from rapporteur.exchange.lists.sides import SideNames

__all__ = ["fold_heading", "recognise", "reference_columns"]

_LEFT_OVER = (
    "old older previous copy backup archive draft старый старая старое старые копия архив "
    "черновик прежний предыдущий पुराना प्रति"
)
_SAMPLED = 100
_COVER = "cover title contents instructions notes обложка титул инструкция"


@dataclass(frozen=True, slots=True)
class _Candidate:
    sheet: Sheet
    header: Header | None
    worth: float
    mark: Mark | None = None  # where the header is that of a sheet of our own


def recognise(
    book: Book,
    spellings: Mapping[str, tuple[str, ...]],
    *,
    sheet: str | None = None,
    remembered: Mapping[str, str] | None = None,
    chosen: Mapping[int, str] | None = None,
    header_row: int | None = None,
) -> Layout:
    """Find the list in `book` and tell the field of every column.

    `spellings` are the names of the two sides by code. `sheet` and `header_row` overrule what
    would be found (row 0: the list has no headings). `remembered` gives targets by folded
    heading, from earlier lists of the same sender; `chosen` gives targets by column number and
    wins over everything ("" for no field).
    UserError "import.no_sheet" or "import.no_list" where there is nothing to find.
    """
    headings, sides = known_headings(), SideNames(spellings)
    candidates = _candidates(book, headings, sides, sheet, header_row)
    best = max(candidates, key=lambda c: c.worth)
    if best.worth <= 0 and header_row is None and not chosen:
        raise UserError(
            "import.no_list",
            f"No list of people was found in “{book.name}”.",
            safe="Nothing was imported and the session is unchanged.",
            advice="Check that the list has a line of column headings such as Name, Designation, "
            "Organisation, or choose the sheet and the heading line yourself.",
        )
    header = best.header
    first_row = (header.rows[-1] if header else _first_full_row(best.sheet) - 1) + 1
    columns, issues = assign_columns(
        best.sheet,
        header,
        first_row,
        headings=headings,
        sides=sides,
        remembered=remembered or {},
        chosen=chosen or {},
    )
    others = [c for c in candidates if c is not best and c.worth > 0.25 * best.worth]
    return Layout(
        best.sheet.name,
        header.rows if header else (),
        first_row,
        _last_row(best.sheet, _counted(best, columns)),
        columns,
        (*_sheet_issues(best, others), *issues),
        best.mark.kind if best.mark else "",
    )


def _candidates(
    book: Book, headings: Headings, sides: SideNames, name: str | None, header_row: int | None
) -> list[_Candidate]:
    sheets = [s for s in book.sheets if name is None or s.name == name]
    if not sheets:
        there = ", ".join(f"“{s.name}”" for s in book.sheets) or "none"
        raise UserError(
            "import.no_sheet",
            f"“{book.name}” has no sheet “{name}”." if name else f"“{book.name}” has no sheet.",
            safe="Nothing was imported and the session is unchanged.",
            advice=f"The sheets in it are: {there}.",
        )
    marks = find_marks(book)
    if name is None and header_row is None and marks:
        sheets = [s for s in sheets if s.name in marks]  # lists of choices stand beside them
    found = []
    for sheet in sheets:
        mark = marks.get(sheet.name)
        if mark is not None and header_row in {None, mark.header_row}:
            header: Header | None = marked_header(sheet, mark)
        else:
            mark, header = None, find_header(sheet, headings, header_row)
        found.append(_Candidate(sheet, header, _worth(sheet, header, sides), mark))
    return found


def _worth(sheet: Sheet, header: Header | None, sides: SideNames) -> float:
    """How much a sheet looks like the list: recognised headings times people, roughly."""
    start = header.rows[-1] if header else 0
    rows = sum(map(_is_entry, sheet.rows[start:]) if header is None else
               (sum(v is not None for v in row) >= 2 for row in sheet.rows[start:]))  # fmt: skip
    if header is None:
        worth = 0.2 * rows if _has_names(sheet, sides) else 0.0
    else:
        single = sum(any(v is not None for v in row) for row in sheet.rows[start:])
        worth = header.score * max(rows, 0.5 * single, 0.1)
    words = set(fold_heading(sheet.name).split())
    if sheet.hidden:
        worth *= 0.2
    if is_left_over(sheet.name):
        worth *= 0.2
    return worth * 0.3 if words & set(_COVER.split()) else worth


def is_left_over(name: str) -> bool:
    """Whether the name of a sheet says that it is an earlier state: "old", «архив»."""
    return bool(set(fold_heading(name).split()) & set(_LEFT_OVER.split()))


def _has_names(sheet: Sheet, sides: SideNames) -> bool:
    """Whether one column of a sheet without headings holds names of people."""
    rows = [row for row in sheet.rows[:_SAMPLED] if _is_entry(row)]
    width = max(map(len, rows), default=0)
    columns = ([row[i] for row in rows if i < len(row)] for i in range(width))
    return len(rows) > 1 and any(
        max(profile.share("full_name"), profile.share("name_and_designation")) >= 0.5
        for profile in (Profile(values, sides) for values in columns)
    )


def _is_entry(row: Sequence[CellValue]) -> bool:
    """Whether a line may be a person of a list without headings: more than a title."""
    filled = [v for v in row if v is not None]
    return len(filled) >= 2 or (len(filled) == 1 and names_with_post(text_of(filled[0])))


def _first_full_row(sheet: Sheet) -> int:
    """The first row of a list without headings: below the title lines."""
    for number, row in enumerate(sheet.rows, 1):
        if _is_entry(row):
            return number
    return 1


def _counted(best: _Candidate, columns: tuple[Column, ...]) -> list[int]:
    """The columns that make a row one of the list; in a correction sheet, whose row it is, too."""
    found = [column.index for column in columns]
    if best.mark is not None and best.mark.kind == CORRECTION and best.header is not None:
        found += reference_columns(best.sheet, best.header.rows).values()
    return found


def _last_row(sheet: Sheet, columns: Sequence[int]) -> int:
    indexes = [index - 1 for index in columns]
    for number in range(len(sheet.rows), 0, -1):
        row = sheet.rows[number - 1]
        if any(i < len(row) and text_of(row[i]) for i in indexes):
            return number
    return 0


def _sheet_issues(best: _Candidate, others: list[_Candidate]) -> list[Issue]:
    """What the user should know about the choice of the sheet."""
    name = best.sheet.name
    issues = []
    if best.sheet.hidden:
        issues.append(Issue("", "sheet_hidden", f"The list stands in the hidden sheet “{name}”.",
                            name))  # fmt: skip
    for other in others:
        text = f"Sheet “{other.sheet.name}” looks like a list too; it was not read."
        issues.append(Issue("", "another_sheet", text, other.sheet.name))
    if best.header is None:
        text = "The list has no line of headings; its columns were recognised by their contents."
        issues.append(Issue("", "no_header", text, name))
    return issues


def reference_columns(sheet: Sheet, header_rows: tuple[int, ...]) -> dict[str, int]:
    """The columns of our own exports that lead back to the person, by their heading."""
    found = {}
    for number in header_rows:
        for column, value in enumerate(sheet.rows[number - 1], 1):
            if isinstance(value, str) and value.strip() in {REFERENCE, BASE}:
                found[value.strip()] = column
    return found
