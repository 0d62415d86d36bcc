"""A paper that is a table, as pages: the same title block, bands and rows as in the workbook.

The headings of the columns, and the band that marks an internal paper, come back at the top of
each page; a row is never cut where it stands on one page, and a band never stands alone at the
foot of one.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from rapporteur.documents.pdf.engine import PrintingStopped, Printout, mm
from rapporteur.documents.pdf.flow import Cell, Row, fill
from rapporteur.documents.pdf.running import INITIALLED, WARNING, Running, Section, bind, room_of
from rapporteur.documents.pdf.texts import (
    CENTRE,
    INK,
    LEFT,
    RIGHT,
    TextBlock,
    Type,
    broadest_word,
    text_width,
)
from rapporteur.domain.papers.page import PageLayout, PaperSize
from rapporteur.domain.papers.sheet import PaperBand, PaperRow, PaperSheet

_RULE, _INTERNAL_RULE = "#9AA5B1", "#C98A8A"
_HEADER_GROUND, _BAND_GROUND = "#E3E9F0", "#F1F4F8"
_FAINT = "#4A5561"

_SIZES = (10.0, 9.5, 9.0, 8.5, 8.0, 7.5, 7.0, 6.5)  # points; the first at which no word is broken
_PAD = mm(1.2)  # beside a text
_ROW_PAD = mm(0.7)  # above and below it
_STEP = mm(4.0)  # by which a level moves in
_TALL = mm(8.5)  # room to write by hand
_SHORT = 10  # characters: a number, a time, a date; not broken even where a space stands in it
_SLACK = 12.0  # units of a word's breadth, against rounding


def sheets_printout(
    sheets: Sequence[PaperSheet],
    size: PaperSize,
    *,
    cancelled: Callable[[], bool] = lambda: False,
) -> Printout:
    """All `sheets`, each beginning on a page of its own, numbered through.

    Raises `PrintingStopped` once `cancelled` answers True.
    """
    sections = [sheet_section(sheet, size, cancelled=cancelled) for sheet in sheets]
    return bind(sheets[0].head.title, sections)


def sheet_section(
    sheet: PaperSheet,
    size: PaperSize,
    *,
    running: Running | None = None,
    above: Sequence[Row] = (),
    cancelled: Callable[[], bool] = lambda: False,
) -> Section:
    """One sheet on pages of its own. `running` and `above` are those of what it is annexed to."""
    layout = sheet_layout(sheet, size)
    if running is not None and running.initials:
        layout = replace(layout, bottom=INITIALLED)
    own = Running((sheet.head.language,), sheet.head.footer, sheet.internal)
    rows = [*above, *_Table(sheet, room_of(layout)[0]).rows(cancelled)]
    return Section(layout, fill(rows, room_of(layout)[1]), running or own)


def sheet_layout(sheet: PaperSheet, size: PaperSize) -> PageLayout:
    """The page of a sheet; narrower margins than those of a letter, for tables are broad."""
    return PageLayout(size, not sheet.portrait, left=15.0, top=17.0, right=15.0, bottom=20.0)


class _Table:
    """Lays one sheet out in rows."""

    def __init__(self, sheet: PaperSheet, width: float) -> None:
        self._sheet = sheet
        self._width = width
        self._size, self._widths = fitted_columns(sheet, width)
        self._rule = _INTERNAL_RULE if sheet.internal else _RULE

    def rows(self, cancelled: Callable[[], bool]) -> list[Row]:
        """Everything from the title to the closing lines."""
        above = self._above()
        found = self._titles()
        parts = self._sheet.parts
        if not parts:
            found += above
        for at, part in enumerate(parts):
            if cancelled():
                raise PrintingStopped
            if isinstance(part, PaperBand):
                row = self._band(part, above, keep=at + 1 < len(parts))
            else:
                row = self._row(part, above)
            found += [*above, row] if not at else [row]
        for at, line in enumerate(self._sheet.closing):
            block = TextBlock(line, self._width, Type(9.0))
            found.append(Row((Cell(block, 0, self._width),), before=mm(1.0 if at else 4.0)))
        return found

    def _titles(self) -> list[Row]:
        """The block above the table; it stays with the first rows."""
        head = self._sheet.head
        lines = [(line, Type(13.0 if not at else 11.0, bold=True, align=CENTRE))
                 for at, line in enumerate(head.heading)]  # fmt: skip
        lines.append((head.title, Type(12.0, bold=True, align=CENTRE)))
        rows = [self._across(text, look, before=mm(1.0)) for text, look in lines if text]
        rows += [
            self._across(line, Type(9.5), before=mm(2.5 if not at else 0.5))
            for at, line in enumerate(head.letter)
        ]
        if self._sheet.stamp:
            look = Type(8.5, colour=_FAINT, align=RIGHT)
            rows.append(self._across(self._sheet.stamp, look, before=mm(2.0)))
        return [*rows, Row((), before=mm(2.0), keep=True)]

    def _across(self, text: str, look: Type, *, before: float) -> Row:
        block = TextBlock(text, self._width, look)
        return Row((Cell(block, 0.0, self._width),), before=before, keep=True)

    def _above(self) -> tuple[Row, ...]:
        """What is repeated: the word for what is internal, and the headings."""
        rows = []
        if self._sheet.internal:
            look = Type(11.0, bold=True, colour="#FFFFFF", align=CENTRE)
            block = TextBlock(self._sheet.internal, self._width - 2 * _PAD, look)
            cell = Cell(block, 0.0, self._width, _PAD, WARNING)
            rows.append(Row((cell,), pad=mm(1.0), keep=True))
        cells, x = [], 0.0
        for column, width in zip(self._sheet.columns, self._widths, strict=True):
            look = Type(self._size, bold=True, align=CENTRE)
            block = TextBlock(column.heading, width - 2 * _PAD, look)
            cells.append(Cell(block, x, width, _PAD, _HEADER_GROUND, middle=True))
            x += width
        rows.append(Row(tuple(cells), pad=_ROW_PAD, rule=self._rule, keep=True))
        return tuple(rows)

    def _band(self, band: PaperBand, above: tuple[Row, ...], *, keep: bool) -> Row:
        block = TextBlock(band.title, self._width - 2 * _PAD, Type(self._size, bold=True))
        cell = Cell(block, 0.0, self._width, _PAD, _BAND_GROUND)
        return Row((cell,), pad=mm(1.0), rule=self._rule, keep=keep, above=above)

    def _row(self, line: PaperRow, above: tuple[Row, ...]) -> Row:
        cells, x = [], 0.0
        colour = _FAINT if line.faint else INK
        for at, (column, width) in enumerate(zip(self._sheet.columns, self._widths, strict=True)):
            look = Type(self._size, line.strong, colour, CENTRE if column.centred else LEFT)
            inset = _STEP * line.level if at == self._sheet.indented else 0.0
            inset = min(inset, width / 2)
            block = TextBlock(line.cells[at], width - 2 * _PAD - inset, look)
            cells.append(Cell(block, x, width, _PAD, inset=inset))
            x += width
        least = _TALL if self._sheet.tall else 0.0
        return Row(tuple(cells), pad=_ROW_PAD, least=least, rule=self._rule, above=above)


def fitted_columns(sheet: PaperSheet, width: float) -> tuple[float, list[float]]:
    """The size of the letters, and each column's breadth, by their shares.

    A column is at least as broad as its longest word, where the letters can be made small
    enough for that; a column that needs more takes it from the others.
    """
    shares = [column.width for column in sheet.columns]
    words, insets = _least_widths(sheet)
    needed: list[float] = []
    for size in _SIZES:
        share = size / _SIZES[0]  # letters without hints grow evenly
        needed = [
            word * share + inset + 2 * _PAD + _SLACK
            for word, inset in zip(words, insets, strict=True)
        ]
        if sum(needed) <= width:
            return size, _shared(shares, needed, width)
    whole = sum(needed)
    return _SIZES[-1], [width * one / whole for one in needed]


def _least_widths(sheet: PaperSheet) -> tuple[list[float], list[float]]:
    """What each column needs so as to break no word at the largest size, and for its levels."""
    found, insets = [], []
    for at, column in enumerate(sheet.columns):
        texts = {(column.heading, True)}
        inset = 0.0
        for part in sheet.parts:
            if isinstance(part, PaperRow):
                texts.add((part.cells[at], part.strong))
                if at == sheet.indented:
                    inset = max(inset, _STEP * part.level)
        found.append(max(_least_width(text, bold=bold) for text, bold in texts))
        insets.append(inset)
    return found, insets


def _least_width(text: str, *, bold: bool) -> float:
    """The breadth of the longest word; of a whole line where it is short."""
    short = all(len(line) <= _SHORT for line in text.split("\n"))
    return (text_width if short else broadest_word)(text, _SIZES[0], bold=bold)


def _shared(shares: Sequence[float], needed: Sequence[float], width: float) -> list[float]:
    """`width` by `shares`; who would get less than needed gets that, and the rest share again."""
    short: set[int] = set()
    while True:
        taken = sum(needed[at] for at in short)
        whole = sum(share for at, share in enumerate(shares) if at not in short)
        found = [
            needed[at] if at in short else (width - taken) * share / whole
            for at, share in enumerate(shares)
        ]
        more = {at for at, one in enumerate(found) if one < needed[at] and at not in short}
        if not more:
            return found
        short |= more
