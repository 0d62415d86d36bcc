"""Rows in which nothing is odd, read column by column.

Most rows of a long list are a person with a clean text in every cell. Looked at cell by cell
they take most of the time of an import; taken by column, in blocks, a third of it. Whatever is
unusual about a row (a doubt, a missing name, a repeated heading, a total, a merged or hidden or
struck cell) leaves it to `listing`, which stays the only one to judge; and what is found here of
a row is exactly what would be found there.
"""

from __future__ import annotations

from collections.abc import ItemsView, Iterator, Mapping, Sequence
from datetime import date, datetime
from functools import cache, partial
from itertools import zip_longest

from rapporteur.domain.workbook import CellValue, Column, Layout, Sheet
from rapporteur.exchange.lists.addresses import Letters, RowCells, column_letters
from rapporteur.exchange.lists.cells import ColumnReader, as_text
from rapporteur.exchange.lists.lines import is_total
from rapporteur.exchange.lists.rowsource import IN_COMMON, RowSource, is_ditto

_BLOCK = 1000  # rows
_MOST_KNOWN = 5_000  # texts of one column; where there are more, few come again
_FEWEST = 3  # cells of a person; a line with fewer may be a heading or a note

_LOOK_CLOSER = None
_UNKNOWN = object()
_COMING_AGAIN = frozenset({str, date, datetime})  # but no numbers: 1 and True are one key


class PlainRows:
    """Gives the values of the rows of one list, and what goes with them.

    `letters` are the columns of fields that rows of the list have, kept once for all of them.
    """

    def __init__(
        self,
        sheet: Sheet,
        layout: Layout,
        source: RowSource,
        readers: Sequence[tuple[Column, ColumnReader]],
        names: frozenset[str],
    ) -> None:
        """`readers` are the columns that have a field; `names` the fields that name a person."""
        self._sheet = sheet
        self._layout = layout
        self._odd = source.odd_rows()
        self.letters: Letters = {}
        self._letters_of = cache(partial(_letters, {c.target: c.index for c, _ in readers}))
        width = max((column.index for column in layout.columns), default=0)
        by_place = {column.index: column.heading for column in layout.columns}
        self._headings = tuple(by_place.get(place) for place in range(1, width + 1))
        targets = [column.target for column, _ in readers]
        headings = [column.heading for column in layout.columns]
        with_words = _two_with_words(targets, names)
        unique = len(set(targets)) == len(targets) and len(set(headings)) == len(headings)
        self._possible = unique and len(with_words) == 2 and not layout.ours
        self._columns = [
            _PlainColumn(column, reader, source, with_words=column.target in with_words)
            for column, reader in readers
        ]
        self._targets = targets
        # With more cells than this beside the fields, a repeated header could be among them.
        self._fewest = max(_FEWEST, len(headings) - len(targets) + 1)

    def rows(self) -> Iterator[tuple[int, dict[str, str] | None]]:
        """The numbers of all rows in order, with their values or None: then look closer."""
        first, last = self._layout.first_row, self._layout.last_row
        for start in range(first, last + 1, _BLOCK):
            numbers = range(start, min(start + _BLOCK, last + 1))
            if not self._possible:
                yield from ((number, _LOOK_CLOSER) for number in numbers)
                continue
            table = list(zip_longest(*self._sheet.rows[start - 1 : numbers[-1]]))
            nothing = (None,) * len(numbers)
            found = [
                column.values(table[column.at] if column.at < len(table) else nothing)
                for column in self._columns
            ]
            for number, values in zip(numbers, zip(*found, strict=True), strict=True):
                yield number, self._row(number, values)

    def cell(self, number: int, column: int) -> CellValue:
        """One cell; None where there is none, and in column 0."""
        cells = self._sheet.rows[number - 1]
        return cells[column - 1] if 0 < column <= len(cells) else None

    def cells(self, number: int, values: Mapping[str, str]) -> RowCells:
        """The cells from which the values of a row came."""
        return RowCells(self._letters_of(tuple(values)), number)

    def original(self, number: int) -> Mapping[str, str]:
        """The untouched texts of a row by heading."""
        return RowTexts(self._headings, self._sheet.rows[number - 1])

    def _row(self, number: int, values: tuple[str | None, ...]) -> dict[str, str] | None:
        if _LOOK_CLOSER in values or number in self._odd:
            return _LOOK_CLOSER
        row: dict[str, str] = dict(zip(self._targets, values, strict=True))  # type: ignore[arg-type]  # no None is left
        if "" in values:
            row = {target: value for target, value in row.items() if value}
        return row if len(row) >= self._fewest else _LOOK_CLOSER


class _PlainColumn:
    """One column: the values of its cells, None for a cell that must be looked at closely."""

    def __init__(
        self, column: Column, reader: ColumnReader, source: RowSource, *, with_words: bool
    ) -> None:
        self.at = column.index - 1
        self._reader = reader
        self._with_words = with_words
        self._heading = " ".join(column.heading.split()).casefold()
        # An empty cell that may stand for the one above it.
        means_above = column.target in IN_COMMON and source.is_sparse(column.index)
        self._empty = _LOOK_CLOSER if with_words or means_above else ""
        self._may_repeat = column.target in IN_COMMON
        self._known: dict[CellValue, str | None] = {}

    def values(self, cells: Sequence[CellValue]) -> list[str | None]:
        """The values of these cells, in their order."""
        known = self._known
        found: list[str | None] = []
        for cell in cells:
            if type(cell) not in _COMING_AGAIN:
                found.append(self._empty if cell is None else self._value(cell))
                continue
            value = known.get(cell, _UNKNOWN)
            if value is _UNKNOWN:
                value = self._value(cell)
                if len(known) < _MOST_KNOWN:
                    known[cell] = value
            found.append(value)  # type: ignore[arg-type]  # no longer the mark
        return found

    def _value(self, cell: CellValue) -> str | None:
        if type(cell) is not str:
            return _LOOK_CLOSER if self._with_words else self._reader.plain(cell)
        if self._may_repeat and is_ditto(cell):
            return _LOOK_CLOSER
        value = self._reader.plain(cell)
        if not value:
            return self._empty if value == "" else _LOOK_CLOSER
        if " ".join(cell.split()).casefold() == self._heading:
            return _LOOK_CLOSER
        if self._with_words and (not any(map(str.isalpha, value)) or is_total([value])):
            return _LOOK_CLOSER
        return value


class RowTexts(Mapping[str, str]):
    """The untouched texts of one row by heading, made when they are asked for.

    Of a hundred thousand rows they would take more memory than the rows themselves.
    `headings` are those over the cells, None over a cell that is left out; every row of a list
    shares them.
    """

    __slots__ = ("_cells", "_headings")

    def __init__(self, headings: Sequence[str | None], cells: Sequence[CellValue]) -> None:
        self._headings = headings
        self._cells = cells

    def __getitem__(self, heading: str) -> str:
        at = self._headings.index(heading) if heading in self._headings else len(self._cells)
        text = as_text(self._cells[at]) if at < len(self._cells) else ""
        if not text.strip():
            raise KeyError(heading)
        return text

    def __iter__(self) -> Iterator[str]:
        return iter(self.as_dict())

    def __len__(self) -> int:
        return len(self.as_dict())

    def __repr__(self) -> str:
        return repr(self.as_dict())

    def items(self) -> ItemsView[str, str]:
        """All texts with their headings, made at once, which is much quicker than one by one."""
        return self.as_dict().items()

    def as_dict(self) -> dict[str, str]:
        """All texts by heading."""
        return {
            heading: cell if type(cell) is str else as_text(cell)
            for heading, cell in zip(self._headings, self._cells, strict=False)
            if heading is not None and cell is not None and (type(cell) is not str or cell.strip())
        }


def _letters(columns: Mapping[str, int], targets: Sequence[str]) -> dict[str, str]:
    """The columns of these fields; that of the side says nothing about the person."""
    return {target: column_letters(columns[target]) for target in targets if target != "side"}


def _two_with_words(targets: Sequence[str], names: frozenset[str]) -> frozenset[str]:
    """A name, and another field that is always words: where both are there, a row is no band."""
    name = [t for t in targets if t in names][:1]
    others = ("family_name", "given_name", "designation", "organisation", "role")
    return frozenset(name + [t for t in others if t in targets and t not in name][:1])
