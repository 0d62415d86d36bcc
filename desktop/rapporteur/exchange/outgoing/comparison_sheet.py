"""The comparison of two lists as a workbook: a line for every cell that differs.

Goes to whoever has to be told what a ministry changed. Private data are written only where the
caller says so; text stays text, whatever it looks like.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from rapporteur.domain.comparison import ComparedRow, Comparison, Difference
from rapporteur.domain.delegates import DELEGATE
from rapporteur.domain.fields import Kind
from rapporteur.exchange.outgoing import roster_page
from rapporteur.exchange.outgoing.cell_text import cell_text
from rapporteur.exchange.outgoing.output import check_workbook, replace_file

if TYPE_CHECKING:
    from xlsxwriter.worksheet import Worksheet

_HIDDEN = "••••"
_WIDTHS = (13.0, 30.0, 9.0, 9.0, 22.0, 44.0, 44.0)
_ROW_COLUMNS = (2, 3)


@dataclass(frozen=True, slots=True)
class ComparisonWords:
    """The words of the sheet in the reader's language: title, headings, kinds, "place"."""

    title: str
    stamp: str
    headings: tuple[str, str, str, str, str, str, str]
    kinds: Mapping[Difference, str]
    place: str
    page: str  # the language of "Page 1 of 2": "en", "ru" or "hi"


def write_comparison(
    path: Path,
    found: Comparison,
    words: ComparisonWords,
    made: datetime,
    *,
    kinds: frozenset[Difference] = frozenset(),
    masked: bool = True,
) -> int:
    """Write the lines of `kinds` (empty: all but the same) to `path`; how many lines.

    Raises UserError "export.*" where the disk, the folder or another program stands in the
    way; a file that was there is then unchanged.
    """
    shown = kinds or frozenset(Difference) - {Difference.SAME}
    lines = [line for row in found.rows if row.kind in shown for line in _lines(row, words, masked)]
    rows: list[int] = []

    def write(part: Path) -> None:
        rows[:] = [_write(part, found, words, made, lines)]

    replace_file(path, write, lambda part: check_workbook(part, rows))
    return len(lines)


def _lines(row: ComparedRow, words: ComparisonWords, masked: bool) -> list[tuple[str, ...]]:
    """The lines of one person: one for each thing that differs, or one that says the kind."""
    old, new = (str(number) if number else "" for number in (row.old_row, row.new_row))
    head = (words.kinds[row.kind], row.name, old, new)
    found: list[tuple[str, ...]] = [
        (*head, *_change(c.field, c.old, c.new, masked)) for c in row.changes
    ]
    if row.move is not None:
        found.append((*head, words.place, str(row.move.old), str(row.move.new)))
    return found or [(*head, "", "", row.reason)]


def _change(key: str, old: str, new: str, masked: bool) -> tuple[str, str, str]:
    field = DELEGATE[key]
    if masked and field.privacy.masked:
        return field.label, _HIDDEN if old else "", _HIDDEN if new else ""
    return field.label, field.shown(old), field.shown(new)


def _write(
    path: Path,
    found: Comparison,
    words: ComparisonWords,
    made: datetime,
    lines: Sequence[tuple[str, ...]],
) -> int:
    """Write the workbook and return the number of its rows."""
    from xlsxwriter import Workbook  # noqa: PLC0415 - the window starts without it

    options = {
        "in_memory": True,  # no half-made parts with names in a temporary folder
        "strings_to_formulas": False,
        "strings_to_numbers": False,
        "strings_to_urls": False,
        "default_format_properties": roster_page.BODY_FONT,
        "default_row_height": roster_page.ROW_PIXELS,
    }
    with Workbook(path, options) as book:
        book.set_properties({"author": "", "created": made.replace(tzinfo=None)})
        styles = roster_page.Styles(book)
        page = book.add_worksheet()
        block = (words.title, found.old_title, f"→ {found.new_title}", words.stamp)
        header = roster_page.write_title(page, styles, _WIDTHS, block)
        for column, heading in enumerate(words.headings):
            roster_page.write_text(page, header, column, cell_text(heading), styles.header)
        page.set_row(header, roster_page.header_height(words.headings, _WIDTHS))
        body = styles.body(Kind.TEXT)
        for row, line in enumerate(lines, header + 1):
            texts = [cell_text(text) for text in line]
            if (height := roster_page.row_height(texts, _WIDTHS)) is not None:
                page.set_row(row, height)
            for column, text in enumerate(texts):
                roster_page.write_text(page, row, column, text, body)
        _set_up(page, header, header + len(lines), words.page)
    return header + len(lines) + 1


def _set_up(page: Worksheet, header: int, last: int, language: str) -> None:
    for column, width in enumerate(_WIDTHS):
        page.set_column(column, column, width)
    page.freeze_panes(header + 1, 0)
    page.autofilter(header, 0, max(last, header + 1), len(_WIDTHS) - 1)
    page.set_landscape()
    page.set_paper(9)  # A4
    page.set_margins(left=0.5, right=0.5, top=0.6, bottom=0.75)
    page.repeat_rows(header)
    page.fit_to_pages(1, 0)
    page.set_footer(roster_page.footer_text("", language))
