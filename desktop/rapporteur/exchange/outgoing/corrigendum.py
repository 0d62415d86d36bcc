"""A corrigendum as a workbook: what to correct in a copy of a frozen list, entry by entry.

It is read and signed, not filtered and not sent back: an entry of several lines stands in
merged cells, and nothing hidden goes with it. Everything is text and stays text.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from rapporteur.domain.fields import Kind
from rapporteur.exchange.outgoing import roster_page
from rapporteur.exchange.outgoing.cell_text import cell_text
from rapporteur.exchange.outgoing.form_page import new_book
from rapporteur.exchange.outgoing.output import check_workbook, replace_file

if TYPE_CHECKING:
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

# No., change, No. in the list, name | field, was, reads now: A4 across at nearly full size.
_WIDTHS = (6.0, 13.0, 11.5, 29.0, 20.0, 31.0, 31.0)
_OF_ENTRY = 4


@dataclass(frozen=True, slots=True)
class CorrigendumEntry:
    """One entry: the kind of change, the place in the list, the person, and the lines.

    A line is the name of a field, the former text and the new one. An entry without lines
    takes one that is empty.
    """

    kind: str
    number: int
    name: str
    lines: tuple[tuple[str, str, str], ...]


@dataclass(frozen=True, slots=True)
class Corrigendum:
    """A whole workbook. `heading` are the body and its session, `columns` the seven headings,
    `stamp` says up to when changes are in it; `footer` goes on each printed page.
    """

    language: str
    heading: tuple[str, ...]
    title: str
    stamp: str
    footer: str
    made: datetime
    tab: str
    columns: tuple[str, ...]
    entries: tuple[CorrigendumEntry, ...]


def write_corrigendum(path: Path, corrigendum: Corrigendum) -> None:
    """Write `corrigendum` to `path` as .xlsx, whole or not at all.

    Raises UserError "export.*" where the disk, the folder or another program stands in the
    way; a file that was there is then unchanged.
    """
    counts: list[int] = []
    replace_file(
        path,
        lambda part: counts.append(_write(part, corrigendum)),
        lambda part: check_workbook(part, counts),
    )


def _write(path: Path, corrigendum: Corrigendum) -> int:
    """Write the workbook and return the number of its rows."""
    with new_book(path, corrigendum.made) as book:
        styles = roster_page.Styles(book)
        page = book.add_worksheet(corrigendum.tab)
        lines = (*corrigendum.heading, corrigendum.title, corrigendum.stamp)
        header = roster_page.write_title(page, styles, _WIDTHS, lines)
        titles = [cell_text(title) for title in corrigendum.columns]
        for column, title in enumerate(titles):
            roster_page.write_text(page, header, column, title, styles.header)
        page.set_row(header, roster_page.header_height(titles, _WIDTHS))
        row = header + 1
        for number, entry in enumerate(corrigendum.entries, 1):
            row = _write_entry(page, styles, row, number, entry)
        _set_up(page, header, row - 1, corrigendum)
        return row


def _write_entry(
    page: Worksheet, styles: roster_page.Styles, row: int, number: int, entry: CorrigendumEntry
) -> int:
    """Write one entry and return the row behind it."""
    text, count = styles.body(Kind.TEXT), styles.body(Kind.NUMBER)
    lines = [tuple(map(cell_text, line)) for line in entry.lines or (("", "", ""),)]
    last = row + len(lines) - 1
    first = (cell_text(entry.kind), cell_text(entry.name))
    for column, style in enumerate((count, text, count, text)):
        if last > row:
            page.merge_range(row, column, last, column, "", style)
    page.write_number(row, 0, number, count)
    page.write_number(row, 2, entry.number, count)
    for column, words in zip((1, 3), first, strict=True):
        roster_page.write_text(page, row, column, words, text)
    for at, line in enumerate(lines):
        for column, words in enumerate(line, _OF_ENTRY):
            _write_words(page, row + at, column, words, text)
        # An entry of several lines has room enough for its name.
        kind, name = first if len(lines) == 1 else ("", "")
        shown = ("", kind, "", name, *line)
        if (height := roster_page.row_height(shown, _WIDTHS)) is not None:
            page.set_row(row + at, height)
    return last + 1


def _write_words(page: Worksheet, row: int, column: int, words: str, style: Format) -> None:
    if words:
        roster_page.write_text(page, row, column, words, style)
    else:
        page.write_blank(row, column, None, style)


def _set_up(page: Worksheet, header: int, last: int, corrigendum: Corrigendum) -> None:
    """Widths, the pane and everything about printing."""
    for column, width in enumerate(_WIDTHS):
        page.set_column(column, column, width)
    page.freeze_panes(header + 1, 0)
    page.set_landscape()
    page.set_paper(9)  # A4
    page.set_margins(**roster_page.MARGINS)
    page.print_area(0, 0, last, len(_WIDTHS) - 1)
    page.repeat_rows(header)
    page.center_horizontally()
    page.fit_to_pages(1, 0)
    page.set_footer(roster_page.footer_text(corrigendum.footer, corrigendum.language))
