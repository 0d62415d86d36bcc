"""The look of sheets that go out to be filled in: locked headings, open cells, a letter on top.

A protected sheet keeps the headings and the hidden line above them as they went out; there is
no password, since it is a help and no secret.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from math import ceil
from typing import TYPE_CHECKING, Any

from rapporteur.domain.papers.sheet import SheetHead
from rapporteur.exchange.lists.marks import Mark, field_text, mark_text
from rapporteur.exchange.outgoing import roster_page
from rapporteur.exchange.outgoing.cell_text import cell_text, text_width

if TYPE_CHECKING:
    from pathlib import Path

    from xlsxwriter import Workbook
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

_LETTER_LINE = 14.0  # points of height for one line of the letter
_OPEN_TO = {  # what may be done although the sheet is protected
    "format_cells": True,
    "format_columns": True,
    "format_rows": True,
    "insert_rows": True,
    "sort": True,
    "autofilter": True,
}


@dataclass(frozen=True, slots=True)
class FormHead(SheetHead):
    """The head of a list to be filled in, which says of itself what it is."""

    mark: Mark


class FormStyles(roster_page.Styles):
    """The formats of one form: as in our lists, and cells that may be filled in."""

    def __init__(self, book: Workbook) -> None:
        super().__init__(book)
        self._book = book
        self._made: dict[tuple[tuple[str, Any], ...], Format] = {}
        self.letter = self.of(valign="top", text_wrap=True, font_color=roster_page.INK)
        self.note = self.closed_cell(bg_color="#F1F4F8")
        self.number = self.of(**_FRAME, align="center", bg_color="#F1F4F8")

    def of(self, **properties: Any) -> Format:
        """A format, made once."""
        key = tuple(sorted(properties.items()))
        if key not in self._made:
            self._made[key] = self._book.add_format(properties)
        return self._made[key]

    def open_cell(self, num_format: str = "@", **more: Any) -> Format:
        """A cell that may be filled in; text unless `num_format` says otherwise."""
        align = "left" if num_format == "@" else "center"
        shape = {**_FRAME, "align": align, "indent": 1 if align == "left" else 0}
        return self.of(**{**shape, "num_format": num_format, "locked": False, **more})

    def closed_cell(self, **more: Any) -> Format:
        """A cell of ours, which only says something."""
        return self.of(**{**_FRAME, "align": "left", "indent": 1, "font_size": 9, **more})


_FRAME: Mapping[str, Any] = {
    "border": 1,
    "border_color": roster_page.RULE,
    "valign": "vcenter",
    "text_wrap": True,
}


def new_book(path: Path, made: datetime) -> Workbook:
    """A workbook in which text stays text, and which does not say whose computer made it."""
    from xlsxwriter import Workbook  # noqa: PLC0415 - the window starts without it

    options = {
        "in_memory": True,  # no half-made parts with names and passports in a temporary folder
        "strings_to_formulas": False,
        "strings_to_numbers": False,
        "strings_to_urls": False,
        "default_format_properties": roster_page.BODY_FONT,
        "default_row_height": roster_page.ROW_PIXELS,
    }
    book = Workbook(path, options)
    book.set_properties({"author": "", "created": made.replace(tzinfo=None)})
    return book


def write_head(
    page: Worksheet,
    styles: FormStyles,
    head: FormHead,
    widths: Sequence[float],
    headings: Sequence[tuple[str, str | None]],
) -> int:
    """Write titles, letter, hidden line and headings; the row of the headings, from 0.

    `headings` are the text of each column and its field key; None for a column that is ours and
    not read. The hidden column with the mark follows them.
    """
    row = write_titles(page, styles, head, widths)
    for column, (_, key) in enumerate(headings):
        if key is not None:
            page.write_string(row, column, field_text(key))
    page.write_string(row, len(headings), cell_text(mark_text(head.mark)))
    page.set_row(row, None, None, {"hidden": True})
    row += 1
    for column, (text, _) in enumerate(headings):
        roster_page.write_text(page, row, column, cell_text(text), styles.header)
    page.set_row(row, roster_page.header_height([text for text, _ in headings], widths))
    return row


def write_titles(
    page: Worksheet,
    styles: FormStyles,
    head: SheetHead,
    widths: Sequence[float],
    stamp: str = "",
) -> int:
    """Write titles, `stamp` and letter; the next row, from 0."""
    row = roster_page.write_title(page, styles, widths, (*head.heading, head.title, stamp))
    last, across = roster_page.title_columns(widths)
    for line in head.letter:
        text = cell_text(line)
        needed = ceil(text_width(text) * 1.06 / (across - 2)) if text else 1
        page.set_row(row, _LETTER_LINE * needed + 2)
        if last:
            page.merge_range(row, 0, row, last, "", styles.letter)
        roster_page.write_text(page, row, 0, text, styles.letter)
        row += 1
    return row


def finish(
    page: Worksheet, head: SheetHead, widths: Sequence[float], rows: tuple[int, int], frozen: int
) -> None:
    """Widths, panes, printing and protection. `rows` are those of the headings and of the last
    line, from 0; `frozen` columns stay when the rest is moved sideways.
    """
    header, last = rows
    columns = len(widths)
    for column, width in enumerate(widths):
        page.set_column(column, column, width)
    page.set_column(columns, columns, 38, None, {"hidden": True})
    page.freeze_panes(header + 1, frozen)
    page.set_landscape()
    page.set_paper(9)  # A4
    page.set_margins(**roster_page.MARGINS)
    page.print_area(0, 0, last, columns - 1)
    page.repeat_rows(header)
    page.set_footer(roster_page.footer_text(head.footer, head.language))
    if roster_page.is_wide(widths):  # then reading goes across, with the first columns again
        page.repeat_columns(0, max(frozen - 1, 0))
        page.print_across()
        page.set_print_scale(roster_page.WIDE_SCALE)
    else:
        page.fit_to_pages(1, 0)
    page.protect("", _OPEN_TO)
