"""Where the list stands in a sheet: its header rows, above them title blocks and blank lines."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from rapporteur.domain.workbook import Area, CellValue, Sheet
from rapporteur.exchange.lists.headings import EXACT, FIELD, PART, REFERENCE, Headings
from rapporteur.exchange.lists.marks import Mark

_ROWS_SEARCHED = 60
_NAMES = frozenset({"full_name", "name_and_designation", "family_name", "given_name",
                    "native_name", "latin_name"})  # fmt: skip
_WEIGHTS = ((PART, 1.0), (70, 0.5), (1, 0.3))


@dataclass(frozen=True, slots=True)
class Header:
    """Rows from 1. `titles` are the headings by column, `groups` what stands above them."""

    rows: tuple[int, ...]
    titles: dict[int, str]
    groups: dict[int, str]
    cells: dict[int, int]
    score: float


def text_of(value: CellValue) -> str:
    """A cell as text without layout white space."""
    return "" if value is None else " ".join(str(value).split())


def find_header(sheet: Sheet, headings: Headings, row: int | None = None) -> Header | None:
    """The header of the list in `sheet`; None where no row looks like one.

    `row` names a header row where the user has chosen it; 0 says that there is none.
    """
    if row is not None:
        return _assemble(sheet, headings, row, 1.0) if row > 0 else None
    first = sheet.rows[:_ROWS_SEARCHED]
    for fuzzy in (False, True) if first else ():
        scores = [_score(cells, headings, fuzzy) for cells in first]
        best = max(scores, default=0.0)
        if best >= (1.0 if _single(scores, best, sheet) else 1.8):
            at = next(i for i, score in enumerate(scores) if score >= 0.8 * best)
            return _assemble(sheet, headings, at + 1, best)
    return None


def marked_header(sheet: Sheet, mark: Mark) -> Header:
    """The header of a sheet of our own, which says itself where it stands."""
    row = mark.header_row
    titles = {i: text_of(v) for i, v in enumerate(_row(sheet, row), 1) if text_of(v)}
    return Header((row,), titles, {}, dict.fromkeys(titles, row), float(len(mark.fields)))


def _single(scores: Sequence[float], best: float, sheet: Sheet) -> bool:
    """A list of names alone has one heading; the row must then hold nothing else."""
    cells = [c for c in sheet.rows[scores.index(best)] if c is not None]
    return len(cells) <= 2


def _score(cells: Sequence[CellValue], headings: Headings, fuzzy: bool) -> float:
    """How many different fields a row has headings for; certain ones count more."""
    if is_keys(cells):
        return 0.0
    found: dict[str, float] = {}
    filled = 0
    for value in cells:
        if value is None:
            continue
        filled += 1
        if not isinstance(value, str):
            continue
        if value.strip() == REFERENCE:
            found[REFERENCE] = 2.0
            continue
        matched = headings.match(value.strip(), fuzzy=fuzzy)
        if matched:
            target = max(matched, key=lambda t: matched[t])
            weight = next(w for bound, w in _WEIGHTS if matched[target] >= bound)
            found[target] = max(found.get(target, 0.0), weight)
    if not found or (filled == 1 and not _NAMES & set(found)):
        return 0.0
    return sum(found.values()) if max(found.values()) >= 1.0 or fuzzy else 0.0


def _assemble(sheet: Sheet, headings: Headings, row: int, score: float) -> Header:
    """Put the heading of every column together out of the rows that belong to the header."""
    if not sheet.merged:
        sheet = _with_groups(sheet, headings, row)
    rows = [row]
    if row > 1 and _is_group_row(sheet, row - 1, row, headings):
        rows.insert(0, row - 1)
    while _continues(sheet, headings, rows[-1]):
        rows.append(rows[-1] + 1)
    titles: dict[int, str] = {}
    groups: dict[int, str] = {}
    cells: dict[int, int] = {}
    for number in rows:
        if _counts_columns([text_of(v) for v in _row(sheet, number) if text_of(v)]):
            continue
        wide = _wide(sheet, number)
        for column, text in _spread(sheet, number).items():
            above = titles.get(column, "")
            if above and column not in groups and above != text:
                text = f"{above} / {text}"  # noqa: PLW2901 - the same heading in two languages
            titles[column], cells[column] = text, number
            if column in wide and number != rows[-1]:
                groups[column] = titles.pop(column)
    for column, group in groups.items():
        if column not in titles and text_of(_cell(sheet, rows[0], column)):
            titles[column], cells[column] = group, rows[0]  # nothing finer stands below
    return Header(tuple(rows), titles, groups, cells, score)


def _row(sheet: Sheet, number: int) -> tuple[CellValue, ...]:
    return sheet.rows[number - 1] if 1 <= number <= len(sheet.rows) else ()


def _cell(sheet: Sheet, row: int, column: int) -> CellValue:
    cells = _row(sheet, row)
    return cells[column - 1] if column <= len(cells) else None


def _spread(sheet: Sheet, number: int) -> dict[int, str]:
    """The texts of a row by column, merged cells filled to the right."""
    found = {i: text_of(v) for i, v in enumerate(_row(sheet, number), 1) if text_of(v)}
    for area in sheet.merged:
        if area.top == number and area.left in found:
            for column in range(area.left + 1, area.right + 1):
                found.setdefault(column, found[area.left])
    return found


def _wide(sheet: Sheet, number: int) -> set[int]:
    """The columns over which cells of a row are merged sideways."""
    areas = [a for a in sheet.merged if a.top == number and a.right > a.left]
    return {column for area in areas for column in range(area.left, area.right + 1)}


def _is_group_row(sheet: Sheet, upper: int, lower: int, headings: Headings) -> bool:
    """Whether the row above holds names of groups of columns, and is no title of the whole."""
    cells = [text_of(v) for v in _row(sheet, upper)]
    if is_keys(cells):
        return False
    filled = [text for text in cells if text]
    width = sum(1 for v in _row(sheet, lower) if text_of(v))
    wide = [a for a in sheet.merged if a.top == upper and a.right > a.left]
    if len(filled) < 2:
        return bool(filled) and any(a.right - a.left + 1 < width - 1 for a in wide)
    if any(len(text) > 60 for text in filled):
        return False
    return bool(wide) or any(headings.match(text, fuzzy=False) for text in filled)


def _with_groups(sheet: Sheet, headings: Headings, row: int) -> Sheet:
    """A sheet that knows no merged cells, with those of the groups above its headings.

    A text has lost them: "Delegate;;;Contact;" above "Title;Family name;Given name;E-mail;Phone".
    """
    for upper in (row - 1, row):
        groups = {i for i, v in enumerate(_row(sheet, upper), 1) if text_of(v)}
        below = {i: text_of(v) for i, v in enumerate(_row(sheet, upper + 1), 1) if text_of(v)}
        known = sum(bool(headings.match(text, fuzzy=False)) for text in below.values())
        if not 2 <= len(groups) <= 0.6 * len(below) or known < max(2, 0.5 * len(below)):
            continue
        if not groups <= below.keys():
            continue
        ends = [*sorted(groups), max(below) + 1]
        areas = (
            Area(upper, left, upper, right - 1)
            for left, right in pairwise(ends)
            if right - left > 1 and below.keys() >= set(range(left, right))
        )
        return replace(sheet, merged=tuple(areas))
    return sheet


def _continues(sheet: Sheet, headings: Headings, row: int) -> bool:
    """Whether the next row still belongs to the header: finer headings, or another language."""
    below = {i: text_of(v) for i, v in enumerate(_row(sheet, row + 1), 1) if text_of(v)}
    if len(below) < 2:
        return False
    if _counts_columns(list(below.values())):
        return True
    wide = [a for a in sheet.merged if a.top == row == a.bottom and a.right > a.left]
    if wide and all(any(a.left <= column <= a.right for a in wide) for column in below):
        return not any(c.isdigit() for text in below.values() for c in text)
    known = [headings.match(text, fuzzy=False) for text in below.values()]
    certain = sum(bool(m) and max(m.values()) >= EXACT - 15 for m in known)
    return certain >= max(2, 0.6 * len(below))


def is_keys(cells: Sequence[CellValue]) -> bool:
    """Whether a row is the hidden one in which our own lists name the fields of their columns."""
    return any(isinstance(value, str) and value.startswith(FIELD) for value in cells)


def field_keys(sheet: Sheet, header: Header | None) -> dict[int, str]:
    """The keys of the fields by column, as far as our own list names them above its header."""
    above = sheet.rows[: header.rows[0] - 1] if header else ()
    keys = next((row for row in reversed(above) if is_keys(row)), ())
    return {
        column: value.removeprefix(FIELD)
        for column, value in enumerate(keys, 1)
        if isinstance(value, str) and value.startswith(FIELD)
    }


def _counts_columns(texts: list[str]) -> bool:
    """The line "1 2 3 4 5" under a Russian header."""
    return len(texts) >= 3 and texts == [str(n) for n in range(1, len(texts) + 1)]
