"""A paper of the session as a sheet to be printed: bands, rows, a title block, one look.

What is internal is told from what is public at a glance, on every page: a tinted band with the
word for it is repeated above the headings, and it stands at the top and the bottom of each sheet
of paper as well.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from rapporteur.domain.papers.sheet import PaperBand, PaperRow, PaperSheet
from rapporteur.exchange.outgoing import roster_page
from rapporteur.exchange.outgoing.cell_text import cell_text
from rapporteur.exchange.outgoing.form_page import FormStyles, new_book, write_titles
from rapporteur.exchange.outgoing.output import check_workbook, replace_file

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

_INTERNAL_INK, _INTERNAL_FILL, _INTERNAL_PALE = "#FFFFFF", "#9B1C1C", "#FBE3E3"
_TALL_ROW = 24.0  # points: room to write by hand
_INTERNAL_ROW = 22.0


def write_paper(path: Path, sheets: Sequence[PaperSheet]) -> None:
    """Write `sheets` to `path` as .xlsx, whole or not at all.

    Raises UserError "export.*" where the disk, the folder or another program stands in the
    way; a file that was there is then unchanged.
    """
    counts: list[int] = []
    replace_file(
        path,
        lambda part: counts.extend(_write(part, sheets)),
        lambda part: check_workbook(part, counts),
    )


def _write(path: Path, sheets: Sequence[PaperSheet]) -> list[int]:
    """Write the workbook and return the number of rows written on each sheet."""
    with new_book(path, sheets[0].head.made) as book:
        styles = FormStyles(book)
        return [_Writer(book, sheet, styles).write() for sheet in sheets]


class _Writer:
    """Writes one sheet."""

    def __init__(self, book: Workbook, sheet: PaperSheet, styles: FormStyles) -> None:
        self._sheet = sheet
        self._styles = styles
        self._page: Worksheet = book.add_worksheet(sheet.tab)
        self._widths = [column.width for column in sheet.columns]

    def write(self) -> int:
        """Write everything and return the number of rows."""
        sheet, page = self._sheet, self._page
        row = write_titles(page, self._styles, sheet.head, self._widths, sheet.stamp)
        first = row
        if sheet.internal:
            self._write_internal(row)
            row += 1
        headings = [column.heading for column in sheet.columns]
        for at, text in enumerate(headings):
            roster_page.write_text(page, row, at, cell_text(text), self._styles.header)
        page.set_row(row, roster_page.header_height(headings, self._widths))
        header = row
        for part in sheet.parts:
            row += 1
            if isinstance(part, PaperBand):
                self._write_band(row, part)
            else:
                self._write_row(row, part)
        for line in sheet.closing:
            row += 1
            self._write_across(row, cell_text(line), self._styles.letter)
        self._set_up(first, header, row)
        return row + 1

    def _write_internal(self, row: int) -> None:
        style = self._styles.of(
            bold=True, font_size=12, align="center", valign="vcenter",
            font_color=_INTERNAL_INK, bg_color=_INTERNAL_FILL,
        )  # fmt: skip
        self._page.set_row(row, _INTERNAL_ROW)
        self._write_across(row, cell_text(self._sheet.internal), style)

    def _write_band(self, row: int, band: PaperBand) -> None:
        text = cell_text(band.title)
        height = roster_page.row_height([text], [sum(self._widths)])
        roster_page.write_band(self._page, row, len(self._widths), text, self._styles.band)
        if height is not None:
            self._page.set_row(row, height + 4)

    def _write_row(self, row: int, line: PaperRow) -> None:
        texts = [cell_text(text) for text in line.cells]
        for at, (column, text) in enumerate(zip(self._sheet.columns, texts, strict=True)):
            style = self._style(line, at, centred=column.centred)
            if text:
                roster_page.write_text(self._page, row, at, text, style)
            else:
                self._page.write_blank(row, at, None, style)
        widths = [
            width - 2.0 * line.level if at == self._sheet.indented else width
            for at, width in enumerate(self._widths)
        ]
        height = roster_page.row_height(texts, widths)
        if self._sheet.tall:
            height = max(height or 0.0, _TALL_ROW)
        if height is not None:
            self._page.set_row(row, height)

    def _style(self, line: PaperRow, at: int, *, centred: bool) -> Format:
        look: dict[str, Any] = {"font_size": 10, "valign": "top", "num_format": "@"}
        if centred:
            look |= {"align": "center", "indent": 0}
        elif at == self._sheet.indented:
            look |= {"indent": 1 + 2 * line.level}
        if line.strong:
            look |= {"bold": True}
        if line.faint:
            look |= {"font_color": "#5B6673"}
        if self._sheet.internal:
            look |= {"border_color": "#C98A8A"}
        return self._styles.closed_cell(**look)

    def _write_across(self, row: int, text: str, style: Format) -> None:
        last = len(self._widths) - 1
        if last:
            self._page.merge_range(row, 0, row, last, "", style)
        roster_page.write_text(self._page, row, 0, text, style)

    def _set_up(self, first: int, header: int, last: int) -> None:
        """Widths, panes and printing: A4, headings on each page, the word for what is internal."""
        page, sheet = self._page, self._sheet
        for at, width in enumerate(self._widths):
            page.set_column(at, at, width)
        page.freeze_panes(header + 1, 0)
        if not sheet.portrait:
            page.set_landscape()
        page.set_paper(9)  # A4
        page.set_margins(**roster_page.MARGINS)
        page.print_area(0, 0, last, len(self._widths) - 1)
        page.repeat_rows(first, header)
        page.fit_to_pages(1, 0)
        page.center_horizontally()
        footer = roster_page.footer_text(sheet.head.footer, sheet.head.language)
        if sheet.internal:
            words = cell_text(sheet.internal).replace("&", "&&")
            page.set_header(f'&C&"Arial,Bold"&12&K9B1C1C{words}')
            footer = footer.replace("&R", f'&C&"Arial,Bold"&10&K9B1C1C{words}&R', 1)
            page.set_tab_color(_INTERNAL_FILL)
        page.set_footer(footer)
