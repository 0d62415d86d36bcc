"""A workbook from outside as plain values, and what the program recognised in it.

These types cross two borders: from the guarded reading process to the program, and from
`exchange` through `services` to the import assistant.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time

CellValue = str | int | float | bool | date | datetime | time | None


@dataclass(frozen=True, slots=True)
class Area:
    """A rectangle of cells, all four bounds from 1 and included."""

    top: int
    left: int
    bottom: int
    right: int


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet. `rows[0]` is row 1 of the sheet; rows may be shorter than the widest.

    Formulas are read as the values that were stored with them. `struck` holds (row, column)
    of cells set in strike-through. `numbers_as_shown` holds the text that a number format
    makes of a number where that differs in substance (leading zeros: "00123").
    """

    name: str
    hidden: bool
    rows: tuple[tuple[CellValue, ...], ...]
    merged: tuple[Area, ...] = ()
    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: frozenset[int] = frozenset()
    struck: frozenset[tuple[int, int]] = frozenset()
    numbers_as_shown: Mapping[tuple[int, int], str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Reading:
    """How the bytes of a list are read, or were.

    `kind` is "xlsx", "xls", "xlsb", "ods", "text" (values with a separator) or "table" (copied
    out of another program); "" lets the content decide. `encoding` (Python's name) and
    `separator` are those of a text; "" lets the program find out.
    """

    kind: str = ""
    encoding: str = ""
    separator: str = ""


XLSX = Reading("xlsx")

READINGS = ("xlsx", "xls", "xlsb", "ods", "text", "table")

# What a text may be written in, and what may stand between its values. The first of each are
# those that programs of today write.
ENCODINGS = (
    "utf-8",
    "utf-8-sig",
    "utf-16",
    "utf-16-le",
    "utf-16-be",
    "cp1251",
    "koi8-r",
    "cp866",
    "cp1252",
)
SEPARATORS = (";", ",", "\t", "|")


@dataclass(frozen=True, slots=True)
class Book:
    """A file as received: its name, its SHA-256, its sheets, what was left aside and why.

    `reading` says how it was read: with it the same bytes give the same book again.
    """

    name: str
    sha256: str
    sheets: tuple[Sheet, ...]
    notices: tuple[str, ...] = ()
    reading: Reading = XLSX


@dataclass(frozen=True, slots=True)
class Issue:
    """Something the user should see. `cell` is "C14", or "" for the whole list.

    `code` is stable ("date_ambiguous", "name_split", "row_hidden", …).
    """

    cell: str
    code: str
    message: str
    sheet: str = ""


@dataclass(frozen=True, slots=True)
class Column:
    """One column of the list. `target` is a field key of the delegate's catalogue (stored or
    derived), or "" where the column has no field. `how` is "heading", "fuzzy", "content",
    "remembered", "chosen" or ""; `score` is from 0 to 100.
    """

    index: int
    heading: str
    target: str
    how: str = ""
    score: int = 0


@dataclass(frozen=True, slots=True)
class Layout:
    """Where the list stands in the book. Rows are sheet rows, from 1; `last_row` included.

    `ours` is "template" or "correction" for a sheet that we sent out to be filled in, else "".
    """

    sheet: str
    header_rows: tuple[int, ...]
    first_row: int
    last_row: int
    columns: tuple[Column, ...]
    issues: tuple[Issue, ...] = ()
    ours: str = ""

    @property
    def mapping(self) -> dict[str, str]:
        """Field key by heading, for the columns that have a field."""
        return {c.heading: c.target for c in self.columns if c.target}

    @property
    def unmapped(self) -> tuple[str, ...]:
        """Headings of the columns that have content but no field."""
        return tuple(c.heading for c in self.columns if not c.target)


@dataclass(frozen=True, slots=True)
class ListRow:
    """One person as the list has it, after splitting and reading the cells.

    `values` are canonical values by field key. `original` holds the untouched text of the
    cells by heading. `cells` says from which cell ("C14") a field came; `derived` names the
    fields that the program made out of a joined cell. `side` is the code of the side that a
    column or band named, or "". `skipped` is the reason why the row is not a person of either
    side, or "". `faults` name what is wrong enough that the row cannot be taken in.
    `reference` is what the hidden column of our own exports holds, or "". `sheet` is the sheet
    of the row where the list spreads over several; "" is the sheet of the layout.
    """

    row: int
    values: Mapping[str, str]
    original: Mapping[str, str]
    cells: Mapping[str, str]
    derived: frozenset[str] = frozenset()
    side: str = ""
    skipped: str = ""
    faults: tuple[str, ...] = ()
    doubts: tuple[str, ...] = ()
    issues: tuple[Issue, ...] = ()
    reference: str = ""
    base: Mapping[str, str] = field(default_factory=dict)
    sheet: str = ""
