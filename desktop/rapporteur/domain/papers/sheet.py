"""A paper that is a table: a title block, columns, rows under bands.

Services compose it; a workbook, a Word document and a print are made of the same one.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime


@dataclass(frozen=True, slots=True)
class SheetHead:
    """What stands above the lines. `heading` are the body and its session, `letter` what to do.

    `footer` goes on each printed page; `language` is that of the texts; `made` is when.
    """

    language: str
    heading: tuple[str, ...]
    title: str
    letter: tuple[str, ...]
    footer: str
    made: datetime


@dataclass(frozen=True, slots=True)
class PaperColumn:
    """A column: its heading, its width in characters, and whether its texts stand centred."""

    heading: str
    width: float
    centred: bool = False


@dataclass(frozen=True, slots=True)
class PaperBand:
    """A heading across the sheet, such as a sitting or a side."""

    title: str


@dataclass(frozen=True, slots=True)
class PaperRow:
    """A row of texts. `level` moves the cell `indented` in; `strong` is bold, `faint` grey."""

    cells: tuple[str, ...]
    level: int = 0
    strong: bool = False
    faint: bool = False


@dataclass(frozen=True, slots=True)
class PaperSheet:
    """One sheet. `internal` are the words that mark it as internal, "" for a public paper.

    `indented` is the column that a row's level moves in; `tall` gives every row room for notes
    by hand; `closing` are lines below the last row.
    """

    tab: str
    head: SheetHead
    stamp: str
    columns: tuple[PaperColumn, ...]
    parts: tuple[PaperBand | PaperRow, ...] = field(repr=False)
    internal: str = ""
    portrait: bool = False
    indented: int = 0
    tall: bool = False
    closing: tuple[str, ...] = ()
