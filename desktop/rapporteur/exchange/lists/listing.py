"""The people of a recognised list, row by row, with everything that is doubtful marked.

Nothing is corrected here. Layout white space goes, dates and choices become canonical values,
joined cells are taken apart, and the untouched text of every cell stays with its row.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, MutableMapping
from dataclasses import dataclass, field, replace
from datetime import date

from rapporteur.domain.delegates import DELEGATE, WITHDRAWN
from rapporteur.domain.workbook import Book, CellValue, Column, Issue, Layout, ListRow, Sheet
from rapporteur.exchange.lists.addresses import address, column_letters
from rapporteur.exchange.lists.cells import ColumnReader, Read, as_text
from rapporteur.exchange.lists.content import looks_like_name, picked
from rapporteur.exchange.lists.headings import REFERENCE, known_headings
from rapporteur.exchange.lists.joined import post_and_organisation, script
from rapporteur.exchange.lists.layout import is_left_over, reference_columns
from rapporteur.exchange.lists.lines import (
    EMPTIED,
    EMPTY_NUMBERED,
    HEADING_INSIDE,
    NOTE,
    OTHER_SIDE,
    SIGNATURE,
    TOTAL,
    Line,
    closes_list,
    is_signature,
    is_total,
    read_band,
    repeats_header,
)
from rapporteur.exchange.lists.marks import CORRECTION, TEMPLATE, find_mark
from rapporteur.exchange.lists.persons import OTHER_FORMS, PARTS, SOURCES, find_person
from rapporteur.exchange.lists.plain_rows import PlainRows
from rapporteur.exchange.lists.rowsource import IN_COMMON, RowSource
from rapporteur.exchange.lists.sides import SideNames
from rapporteur.exchange.lists.texts import tidy

_NAMES = frozenset({*SOURCES, *OTHER_FORMS, "family_name", "given_name", "patronymic"})
_POST = frozenset({"designation", "organisation"})
_NOT_OF_A_PERSON = frozenset({"number", "side", "category"})
_REASONS = {
    TOTAL: "This line adds up the list; it is no person.",
    SIGNATURE: "This line is for a signature; it is no person.",
    NOTE: "This line is a note; it is no person.",
    HEADING_INSIDE: "This line was read as a heading inside the list; it is no person.",
    EMPTIED: "This line came back empty: whoever stood in it is to be taken off the list.",
}
_CLOSING_WIDTH = 2  # cells of a line such as "Copy to:"; a person has more
_LONGEST_SIDE = 60  # characters of a band that names a side; more is a sentence of the letter
_IN_BRACKETS = re.compile(r"\(.+\)")
_OLDEST = 99  # years; how far back a two-digit year of birth may lie


def read_rows(
    book: Book,
    layout: Layout,
    spellings: Mapping[str, tuple[str, ...]],
    *,
    honorifics: Iterable[str] = (),
) -> tuple[ListRow, ...]:
    """Read the people of the list that `layout` describes, in the order of the list.

    `spellings` are the names of both sides by code, `honorifics` the forms of address usual with
    them. Rows that are not a person of either side are kept with `skipped` set to a code, and an
    issue of the same code says why: "other_side" (values are complete, so that a caller who has
    chosen the side may take the row after all), "total", "signature", "note", "heading_inside",
    "empty_numbered" (one row for all of them), "emptied" (a line of a correction sheet that was
    emptied: its `reference` says who is to be taken off the list). Blank lines and repeated
    headers leave no row.
    """
    sheet = next(s for s in book.sheets if s.name == layout.sheet)
    reader = _ListReader(sheet, layout, SideNames(spellings), tuple(honorifics))
    return reader.rows()


def side_of_sheet(book: Book, layout: Layout, spellings: Mapping[str, tuple[str, ...]]) -> str:
    """The code of the side that the name of the sheet or the title above the list speaks of.

    "" where they speak of none or both, and for a sheet that says that it has been left over.
    """
    sheet = next(s for s in book.sheets if s.name == layout.sheet)
    if sheet.hidden or is_left_over(sheet.name):
        return ""
    return _side_spoken_of(sheet, layout, SideNames(spellings))


def _side_spoken_of(sheet: Sheet, layout: Layout, sides: SideNames) -> str:
    mark = find_mark(sheet) if layout.ours else None
    if mark is not None and (own := sides.named(mark.side)) is not None and own.side:
        return own.side
    end = layout.header_rows[0] if layout.header_rows else layout.first_row
    texts = [as_text(v) for row in sheet.rows[: end - 1] for v in row if v is not None]
    named = {code for text in texts if (code := sides.mentioned(text))}
    return sides.mentioned(sheet.name) or (named.pop() if len(named) == 1 else "")


@dataclass(slots=True)
class _Context:
    """What the bands above have said about the lines below them."""

    side: str = ""
    foreign: str = ""
    totalled: bool = False  # a line that adds up has been met: whoever stands alone below signs
    closed: bool = False  # the letter round the list goes on here; nobody follows
    common: dict[str, tuple[str, str]] = field(default_factory=dict)  # text and cell by field

    @property
    def speaks(self) -> bool:
        """Whether it says more of the people below than their side."""
        return bool(self.foreign or self.closed or self.common)


@dataclass(slots=True)
class _Draft:
    """One person while the row is being read."""

    values: dict[str, str] = field(default_factory=dict)
    cells: MutableMapping[str, str] = field(default_factory=dict)
    derived: set[str] = field(default_factory=set)
    issues: list[Issue] = field(default_factory=list)


class _ListReader:
    def __init__(
        self, sheet: Sheet, layout: Layout, sides: SideNames, honorifics: tuple[str, ...]
    ) -> None:
        self._sheet = sheet
        self._layout = layout
        self._sides = sides
        self._honorifics = honorifics
        self._mapped = [c for c in layout.columns if c.target and c.target != "number"]
        self._source = RowSource(sheet, layout)
        self._body_first = False
        self._joined_post = self._is_post_joined()
        readers = [(c, self._reader(c)) for c in self._mapped]
        self._plan = [
            (c, column_letters(c.index), reader.read, c.target in IN_COMMON)
            for c, reader in readers
        ]
        self._plain = PlainRows(sheet, layout, self._source, readers, _NAMES)
        self._side_column = next((c for c in self._mapped if c.target == "side"), None)
        self._header = {c.index: " ".join(c.heading.split()).casefold() for c in layout.columns}
        self._reference = reference_columns(sheet, layout.header_rows).get(REFERENCE, 0)
        self._context = _Context(side=_side_spoken_of(sheet, layout, sides))
        self._empty: list[int] = []
        self._number_column = next((c.index for c in layout.columns if c.target == "number"), 0)
        self._name_above = ""

    def rows(self) -> tuple[ListRow, ...]:
        found = []
        read = self._row_of_ours if self._layout.ours else self._row
        common = [column.index for column, _, _, in_common in self._plan if in_common]
        passed = self._layout.first_row  # from here on, rows were read by columns
        for number, values in self._plain.rows():
            if values is not None and not self._context.speaks:
                found.append(self._plain_person(number, values))
                continue
            self._source.pass_over(range(passed, number), common)
            passed = number + 1
            row = read(number)
            if row is not None:
                found.append(row)
        if self._empty:
            found.append(self._empty_row())
            found.sort(key=lambda r: r.row)
        return tuple(found)

    def _reader(self, column: Column) -> ColumnReader:
        birth_from = date.today().year - _OLDEST  # noqa: DTZ011 - the year is all that counts
        return ColumnReader(
            column.target,
            self._source.column(column.index),
            birth_from,
            lines=column.target in _POST and self._joined_post,
        )

    def _is_post_joined(self) -> bool:
        """Whether one column promises both the post and the organisation, and no other does."""
        columns = [c for c in self._mapped if c.target in _POST]
        if len(columns) != 1:
            return False
        promised = known_headings().match(columns[0].heading)
        self._body_first = promised.get("organisation", 0) > promised.get("designation", 0)
        return promised.keys() >= _POST

    def _row(self, number: int) -> ListRow | None:
        """One line of the sheet; None where it holds nothing to report."""
        filled = self._source.filled(number)
        if not filled:
            return None
        if repeats_header(filled, self._header):
            self._context.closed = self._context.totalled = False
            return None
        if self._context.closed or (
            len(filled) <= _CLOSING_WIDTH and closes_list(map(as_text, filled.values()))
        ):
            return self._below_list(number, filled)
        person = [c for c in self._mapped if c.index in filled and c.target not in _NOT_OF_A_PERSON]
        if not person:
            return self._line_without_person(number, filled)
        if self._source.is_band(filled):
            index, text = self._source.band_text(filled)
            if not self._is_lonely_name(number, index, text, filled):
                return self._band(number, index, read_band(text, self._sides))
        texts = {i: v if type(v) is str else as_text(v) for i, v in filled.items()}
        if is_total(texts.values()):
            self._context.totalled = True
            return self._skipped(number, TOTAL, texts, min(filled))
        if not any(c.target in _NAMES for c in person) and is_signature(texts.values()):
            return self._skipped(number, SIGNATURE, texts, min(filled))
        return self._person(number, filled, texts)

    def _row_of_ours(self, number: int) -> ListRow | None:
        """A line of a sheet that we sent out: somebody, however little is filled in, or nobody."""
        filled = self._source.filled(number)
        known = {c.index for c in self._layout.columns if c.target == "number"}
        if filled.keys() <= known | {self._reference}:
            return self._emptied(number, filled)
        texts = {i: v if type(v) is str else as_text(v) for i, v in filled.items()}
        row = self._person(number, filled, texts)
        if self._layout.ours != TEMPLATE:
            return row
        # What was picked from a list of ours is what the list stands for, in any language.
        chosen = {k: picked(v, DELEGATE[k].choices) for k, v in row.values.items()}
        return replace(row, values={**row.values, **chosen})

    def _emptied(self, number: int, filled: Mapping[int, CellValue]) -> ListRow | None:
        """A line of a correction sheet that holds nothing any more but whose it is."""
        reference = as_text(filled.get(self._reference)).strip()
        if self._layout.ours != CORRECTION or not reference:
            return None
        return replace(self._skipped(number, EMPTIED, {}, 1), reference=reference)

    def _below_list(self, number: int, filled: Mapping[int, CellValue]) -> ListRow | None:
        """A line of the letter that goes on below the list, unless it opens the other side's."""
        texts = {i: as_text(v) for i, v in filled.items()}
        if len(texts) == 1:
            index, text = next(iter(texts.items()))
            line = read_band(text, self._sides)
            if line.kind in {"side", "country"} and len(text) <= _LONGEST_SIDE:
                return self._band(number, index, line)
        self._context.closed = True
        return self._skipped(number, NOTE, texts, min(filled))

    def _is_lonely_name(
        self, number: int, index: int, text: str, filled: Mapping[int, CellValue]
    ) -> bool:
        """Whether a single text is somebody without any data rather than a heading."""
        column = next((c for c in self._mapped if c.index == index), None)
        if column is None or column.target not in _NAMES or self._source.is_merged(number, index):
            return False
        if self._sides.named(text) is not None:
            return False
        numbered = len(filled) > 1
        if not numbered and (self._context.totalled or _IN_BRACKETS.fullmatch(text.strip())):
            return False  # who signs the letter
        return numbered or len(self._mapped) == 1 or looks_like_name(tidy(text))

    def _line_without_person(self, number: int, filled: Mapping[int, CellValue]) -> ListRow | None:
        """A line with a number alone, a band in the number column, or words beside the list."""
        texts = {i: as_text(v) for i, v in filled.items()}
        words = {i: t for i, t in texts.items() if not re.fullmatch(r"[\d\s.,)]*", t)}
        known = {c.index for c in self._layout.columns if c.target in _NOT_OF_A_PERSON}
        if is_total(texts.values()):
            self._context.totalled = True
            return self._skipped(number, TOTAL, texts, min(filled))
        if set(filled) & known and (not words or (set(words) <= known and len(filled) > 1)):
            self._empty.append(number)
            return None
        if len(words) == 1:
            index, text = next(iter(words.items()))
            return self._band(number, index, read_band(text, self._sides))
        kind = SIGNATURE if is_signature(texts.values()) else NOTE
        return self._skipped(number, kind, texts, min(filled))

    def _band(self, number: int, index: int, line: Line) -> ListRow | None:
        """Remember what a band says; lines that say nothing about others are reported."""
        if line.kind == "side":
            self._context = _Context(side=line.side)
            return None
        if line.kind == "country":
            self._context = _Context(foreign=line.text)
            return None
        if self._context.totalled and line.kind == "organisation":
            return self._skipped(number, NOTE, {index: line.text}, index)
        if line.kind in {"organisation", "role", "sub_groups"}:
            self._context.common = {line.kind: (line.text, address(number, index))}
            return None
        if line.kind == TOTAL:
            self._context.totalled = True
        if line.kind == HEADING_INSIDE:
            self._context.common = {}
        return self._skipped(number, line.kind, {index: line.text}, index)

    def _skipped(self, number: int, reason: str, texts: Mapping[int, str], index: int) -> ListRow:
        titles = self._source.headings
        original = {titles[i]: text for i, text in texts.items() if i in titles}
        issue = Issue(address(number, index), reason, _REASONS[reason], self._sheet.name)
        return ListRow(number, {}, original, {}, skipped=reason, issues=(issue,))

    def _empty_row(self) -> ListRow:
        """One row for all lines that have a number and nobody."""
        first, last, count = self._empty[0], self._empty[-1], len(self._empty)
        where = f"Row {first} has" if count == 1 else f"{count} rows from {first} to {last} have"
        text = f"{where} a number and nobody."
        issue = Issue(address(first, 1), EMPTY_NUMBERED, text, self._sheet.name)
        return ListRow(first, {}, {}, {}, skipped=EMPTY_NUMBERED, issues=(issue,))

    def _person(
        self, number: int, filled: Mapping[int, CellValue], texts: Mapping[int, str]
    ) -> ListRow:
        titles = self._source.headings  # the reference columns have no place among them
        original = {titles[i]: text for i, text in texts.items() if i in titles}
        draft = _Draft()
        shown_numbers, values = self._sheet.numbers_as_shown, draft.values
        for column, letters, read, in_common in self._plan:
            index, target = column.index, column.target
            value = filled.get(index)
            if in_common:
                value = self._source.shared(number, index, value)
            if value is None:
                continue
            shown = shown_numbers.get((number, index)) if shown_numbers else None
            if shown is not None:
                original[column.heading] = shown
            found = read(value, shown)
            cell = f"{letters}{number}"
            if found.value and target not in values:
                values[target], draft.cells[target] = found.value, cell
            elif found.value:
                self._join(draft, target, found.value, cell)
            if found.problems or found.extra:
                self._note(draft, cell, found)
        reference = filled.get(self._reference) if self._reference else None
        return self._finished(number, draft, original, reference, filled)

    def _plain_person(self, number: int, values: dict[str, str]) -> ListRow:
        """A row that was read by columns, since there is nothing to say of its cells."""
        cells = self._plain.cells(number, values)
        reference = self._plain.cell(number, self._reference)
        row = self._finished(number, _Draft(values, cells), self._plain.original(number), reference)
        cells.share(self._plain.letters)
        return row

    def _finished(
        self,
        number: int,
        draft: _Draft,
        original: Mapping[str, str],
        reference: CellValue,
        filled: Mapping[int, CellValue] | None = None,
    ) -> ListRow:
        """The person; with `filled` the look of the row is looked at, too."""
        side, foreign = self._side_of(draft)
        faults, doubts = self._settle(draft)
        doubts += self._other_script(number, draft)
        if filled is not None:
            self._marks(number, draft, filled)
        if foreign:
            where = self._side_cell(number)
            text = f"“{foreign}” is neither of the two sides."
            draft.issues.append(Issue(where, OTHER_SIDE, text, self._sheet.name))
        return ListRow(
            number,
            draft.values,
            original,
            draft.cells,
            frozenset(draft.derived),
            side,
            OTHER_SIDE if foreign else "",
            faults,
            doubts,
            tuple(draft.issues),
            as_text(reference).strip(),
        )

    def _join(self, draft: _Draft, target: str, value: str, cell: str) -> None:
        """A second cell for one field: joined in the order of the columns, or the better one."""
        if target in draft.derived:
            draft.derived.discard(target)
            draft.values[target], draft.cells[target] = value, cell
        else:
            separator = "\n" if target == "remarks" else ", "
            draft.values[target] = f"{draft.values[target]}{separator}{value}"

    def _note(self, draft: _Draft, cell: str, found: Read) -> None:
        """What is doubtful about a cell, and what else stood in it."""
        for code, text in found.problems:
            draft.issues.append(Issue(cell, code, text, self._sheet.name))
        for key, value in found.extra.items():
            if key not in draft.values:
                draft.values[key], draft.cells[key] = value, cell
                draft.derived.add(key)

    def _side_cell(self, number: int) -> str:
        return address(number, self._side_column.index) if self._side_column else f"A{number}"

    def _side_of(self, draft: _Draft) -> tuple[str, str]:
        """The side's code and, for people of neither side, the name they were listed under."""
        text = draft.values.pop("side", "")
        if "side" in draft.cells:
            del draft.cells["side"]
        if not text:
            return self._context.side, self._context.foreign
        named = self._sides.named(text)
        if named is None or not named.side:
            return "", text
        return named.side, ""

    def _settle(self, draft: _Draft) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """Put the name together and add what the bands say; returns faults and doubts."""
        person = find_person(draft.values, self._honorifics)
        cell = draft.cells.get(person.source, "")
        for key in SOURCES:
            draft.values.pop(key, None)
        for key, value in person.values.items():
            draft.values[key] = value
            draft.cells[key] = cell
        for key in SOURCES:
            if key in draft.cells:
                del draft.cells[key]
        draft.derived |= person.derived
        for code, text in person.problems:
            draft.issues.append(Issue(cell, code, text, self._sheet.name))
        if self._joined_post:
            self._take_post_apart(draft)
        self._take_from_bands(draft)
        if person.unconfirmed:
            text = "The name is not known yet."
            draft.issues.append(Issue(cell, "name_to_be_confirmed", text, self._sheet.name))
            return (), (text,)
        if person.faults:
            return tuple(person.faults), ()
        if not any(draft.values.get(key) for key in PARTS[1:4]):
            return ("The row has no name.",), ()
        return (), ()

    def _take_post_apart(self, draft: _Draft) -> None:
        """Tell the post from the organisation where one column holds both."""
        held = [key for key in _POST if draft.values.get(key)]
        if len(held) != 1:
            return
        cell = draft.cells[held[0]]
        text = draft.values.pop(held[0])
        parts = post_and_organisation(text, promised=True, body_first=self._body_first)
        for key, value in zip(("designation", "organisation"), parts, strict=True):
            if value:
                draft.values[key], draft.cells[key] = value, cell
        if all(parts):
            draft.derived |= _POST

    def _other_script(self, number: int, draft: _Draft) -> tuple[str, ...]:
        """The doubt about a row that shares its number with the row above, in another script."""
        name = draft.values.get("family_name", "") + draft.values.get("given_name", "")
        name_above, self._name_above = self._name_above, name
        if not (self._number_column and self._source.continues(number, self._number_column)):
            return ()
        scripts = {script(name_above), script(name)}
        if len(scripts) == 1 or "" in scripts:
            return ()
        why = f"It shares its number with row {number - 1}: the same person in another script?"
        cell = next((draft.cells[key] for key in PARTS if key in draft.cells), f"A{number}")
        draft.issues.append(Issue(cell, "number_shared", why, self._sheet.name))
        return (why,)

    def _take_from_bands(self, draft: _Draft) -> None:
        """Give the person what a heading above says of everybody below it."""
        for key, (text, cell) in self._context.common.items():
            if not draft.values.get(key):
                draft.values[key], draft.cells[key] = text, cell
                draft.derived.add(key)

    def _marks(self, number: int, draft: _Draft, filled: Mapping[int, CellValue]) -> None:
        """What the look of the row says: hidden, or struck through."""
        if number in self._sheet.hidden_rows:
            text = "The row is hidden in the sheet; it was read as well."
            draft.issues.append(Issue(f"A{number}", "row_hidden", text, self._sheet.name))
        if not self._sheet.struck:
            return
        named = [c.index for c in self._mapped if c.target in _NAMES and c.index in filled]
        if named and all((number, index) in self._sheet.struck for index in named):
            text = "The name is struck through: the person was taken as withdrawn."
            cell = address(number, named[0])
            draft.values["status"], draft.cells["status"] = WITHDRAWN, cell
            draft.derived.add("status")
            draft.issues.append(Issue(cell, "struck_through", text, self._sheet.name))
