"""The cells of a list as they are meant: merged downwards, "ditto", or empty."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from itertools import islice

from rapporteur.domain.workbook import CellValue, Layout, Sheet
from rapporteur.exchange.lists.layout import reference_columns

# What several people have in common may be written once for all of them.
IN_COMMON = frozenset(
    {
        "side",
        "organisation",
        "designation",
        "role",
        "category",
        "sub_groups",
        "hotel",
        "citizenship",
    }
    | {"arrival_date", "arrival_time", "arrival_flight", "departure_date", "departure_time"}
    | {"departure_flight", "organisation_native", "car", "met_by", "interpreter", "citizenship"}
)
_DITTO = re.compile(r"[-–—\s]*(?:do|ditto|то же|та же|[\"“”″〃]+|''|,,)[-–—\s.]*", re.IGNORECASE)
_SPARSE = 0.4  # a column filled less than this names the side once per group


def is_ditto(value: CellValue) -> bool:
    """Whether a cell only says that it holds the same as the one above."""
    return type(value) is str and len(value) < 12 and _DITTO.fullmatch(value) is not None


class RowSource:
    """Gives the cells of the rows of one list. `headings` are the titles by column."""

    def __init__(self, sheet: Sheet, layout: Layout) -> None:
        self._sheet = sheet
        self._layout = layout
        self.headings = {c.index: c.heading for c in layout.columns}
        self._left_out = set(reference_columns(sheet, layout.header_rows).values())
        self._merged_down: dict[tuple[int, int], CellValue] = {}
        self._wide: set[tuple[int, int]] = set()
        for area in sheet.merged:
            if area.bottom > area.top >= layout.first_row:
                value = self._at(area.top, area.left)
                for row in range(area.top + 1, min(area.bottom, layout.last_row) + 1):
                    self._merged_down[row, area.left] = value
            if area.right - area.left >= 2:
                self._wide.add((area.top, area.left))
        self._above: dict[int, CellValue] = {}
        self._columns = set(self.headings) | self._left_out
        self._sparse = {
            c.index for c in layout.columns if c.target == "side" and self._is_sparse(c.index)
        }

    def column(self, index: int) -> Iterator[CellValue]:
        """All values of one column of the list."""
        for row in self._sheet.rows[self._layout.first_row - 1 : self._layout.last_row]:
            if index <= len(row):
                yield row[index - 1]

    def filled(self, number: int) -> dict[int, CellValue]:
        """The cells of a row that hold anything to see, by column, within the list's columns."""
        row = self._sheet.rows[number - 1]
        return {
            i: v
            for i, v in enumerate(row, 1)
            if v is not None and i in self._columns and not (type(v) is str and not v.strip())
        }

    def shared(self, number: int, index: int, own: CellValue) -> CellValue:
        """What is meant by a cell of a field of `IN_COMMON`: perhaps the value from above."""
        if own is None:
            own = self._merged_down.get((number, index))
            if own is None and index in self._sparse:
                own = self._above.get(index)
        elif is_ditto(own):
            own = self._above.get(index)
        if own is not None:
            self._above[index] = own
        return own

    def is_sparse(self, index: int) -> bool:
        """Whether an empty cell of a column stands for the one above it."""
        return index in self._sparse

    def odd_rows(self) -> frozenset[int]:
        """The rows with a cell whose look says something: hidden, struck, merged, or zeros."""
        sheet = self._sheet
        marked = (*self._merged_down, *self._wide, *sheet.struck, *sheet.numbers_as_shown)
        return sheet.hidden_rows | {row for row, _ in marked}

    def pass_over(self, rows: range, indexes: Iterable[int]) -> None:
        """Take note of rows that were read elsewhere, for the cells below that repeat theirs."""
        for index in indexes:
            for number in reversed(rows):
                own = self._at(number, index)
                if own is not None and not (type(own) is str and not own.strip()):
                    self._above[index] = own
                    break

    def continues(self, number: int, index: int) -> bool:
        """Whether a cell belongs to the one above it."""
        return (number, index) in self._merged_down

    def is_merged(self, number: int, index: int) -> bool:
        """Whether a cell spreads over three columns or more."""
        return (number, index) in self._wide

    def is_band(self, filled: Mapping[int, CellValue]) -> bool:
        """Whether a row holds one text only, apart from a number before it."""
        texts = [*islice(_texts(filled), 2)]  # the second one settles it
        if len(texts) != 1:
            return False
        others = [i for i in filled if i != texts[0][0]]
        return not others or (len(others) == 1 and others[0] < texts[0][0])

    def band_text(self, filled: Mapping[int, CellValue]) -> tuple[int, str]:
        """The one text of a band and its column."""
        return next(_texts(filled))

    def _at(self, row: int, column: int) -> CellValue:
        cells = self._sheet.rows[row - 1] if row <= len(self._sheet.rows) else ()
        return cells[column - 1] if column <= len(cells) else None

    def _is_sparse(self, index: int) -> bool:
        values = [v is not None for v in self.column(index)]
        return bool(values) and 0 < sum(values) < _SPARSE * len(values)


def _texts(filled: Mapping[int, CellValue]) -> Iterator[tuple[int, str]]:
    """The cells that hold words, with their columns; a number with a dot is none."""
    for index, value in filled.items():
        if type(value) is str and not value.strip(" .)").isdigit():
            yield index, value
