"""Rows that go back to their sender, with what is wrong beside each cell.

Every cell stands as it was received: text stays text, "=…" and leading zeros included. The
faults stand in columns of their own to the right of the cells, are marked by a sign as well as
a colour, and are left aside when the sheet comes back. A hidden column keeps who or what each
row is.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from pathlib import Path
from typing import TYPE_CHECKING, Any

from rapporteur.domain.workbook import CellValue
from rapporteur.exchange.lists.addresses import column_letters
from rapporteur.exchange.lists.headings import REFERENCE
from rapporteur.exchange.lists.marks import FAULT_HEADINGS, WHERE_HEADINGS
from rapporteur.exchange.outgoing import roster_page
from rapporteur.exchange.outgoing.cell_text import cell_text, text_width
from rapporteur.exchange.outgoing.form_page import (
    FormHead,
    FormStyles,
    finish,
    new_book,
    write_head,
)
from rapporteur.exchange.outgoing.output import check_workbook, replace_file

if TYPE_CHECKING:
    from xlsxwriter.worksheet import Worksheet

SIGN = "◄ "  # points at the cell to its left
SPARE_LINES = 5
_FAULTY_FILL, _FAULT_INK, _FAULT_FILL = "#FCE8D5", "#8A2B06", "#FFF8F1"
_FIRST_DATE = date(1900, 3, 1)  # Excel counts a day too many before it
_WHERE_WIDTH, _WIDEST = 9.0, 36.0


@dataclass(frozen=True, slots=True)
class CorrectionCell:
    """A cell as received. `fault` says what is wrong with it, "" for nothing."""

    value: CellValue = None
    fault: str = ""
    struck: bool = False


@dataclass(frozen=True, slots=True)
class CorrectionRow:
    """A row to be put right. `where` is its number in the list it came from, 0 for none."""

    reference: str
    where: int
    cells: tuple[CorrectionCell, ...]


@dataclass(frozen=True, slots=True)
class CorrectionPage:
    """One sheet: the name on its tab, `columns` as heading and field key ("" for no field)."""

    tab: str
    head: FormHead
    columns: tuple[tuple[str, str], ...]
    rows: tuple[CorrectionRow, ...]

    @property
    def faults(self) -> int:
        """How many cells are to be put right."""
        return sum(bool(cell.fault) for row in self.rows for cell in row.cells)


def write_corrections(path: Path, pages: Sequence[CorrectionPage]) -> None:
    """Write the sheets to `path` as .xlsx, whole or not at all.

    Raises UserError "export.*" where the disk, the folder or another program stands in the
    way; a file that was there is then unchanged.
    """
    counts: list[int] = []
    replace_file(
        path,
        lambda part: counts.extend(_write(part, pages)),
        lambda part: check_workbook(part, counts),
    )


def _write(path: Path, pages: Sequence[CorrectionPage]) -> list[int]:
    """Write the workbook and return the number of rows written on each sheet."""
    with new_book(path, pages[0].head.made) as book:
        styles = FormStyles(book)
        return [_PageWriter(book.add_worksheet(p.tab), p, styles).write() for p in pages]


class _PageWriter:
    """Writes one sheet. `_places` are the columns of the cells, `_remarks` those of the faults."""

    def __init__(self, page: Worksheet, content: CorrectionPage, styles: FormStyles) -> None:
        self._page = page
        self._content = content
        self._styles = styles
        self._headings: list[tuple[str, str | None]] = []
        self._places: list[int] = []
        self._remarks: dict[int, int] = {}
        self._lay_out()

    def write(self) -> int:
        """Write everything and return the number of rows."""
        head, rows = self._content.head, self._content.rows
        widths = self._widths()
        header = write_head(self._page, self._styles, head, widths, self._headings)
        self._page.write_string(header, len(self._headings), REFERENCE)
        for number, row in enumerate(rows, header + 1):
            self._write_row(number, row, widths)
        last = header + len(rows) + SPARE_LINES
        for number in range(header + len(rows) + 1, last + 1):
            for place in self._places:
                self._page.write_blank(number, place, None, self._styles.open_cell())
        area = f"A1:{column_letters(len(self._headings))}{last + 1}"
        self._page.ignore_errors({"number_stored_as_text": area, "formula_differs": area})
        finish(self._page, head, widths, (header, last), self._frozen(widths))
        return last + 1

    def _lay_out(self) -> None:
        """Which column stands where: each faulty one has its remarks to the right."""
        language = self._content.head.language
        if any(row.where for row in self._content.rows):
            self._headings.append((WHERE_HEADINGS.get(language, WHERE_HEADINGS["en"]), None))
        for at, (heading, key) in enumerate(self._content.columns):
            self._places.append(len(self._headings))
            self._headings.append((heading, key))
            if any(row.cells[at].fault for row in self._content.rows):
                self._remarks[at] = len(self._headings)
                self._headings.append((FAULT_HEADINGS.get(language, FAULT_HEADINGS["en"]), None))

    def _widths(self) -> list[float]:
        """Widths of all columns: room for the longest word, and for texts up to a measure."""
        widths = [_WHERE_WIDTH] * len(self._headings)
        for at, (heading, _) in enumerate(self._content.columns):
            texts = [_shown(row.cells[at].value) for row in self._content.rows]
            words = [word for text in (heading, *texts) for word in text.split()]
            room = max([text_width(t) for t in texts] + [0.0])
            word = max([text_width(w) * 1.08 for w in words] + [4.0])
            widths[self._places[at]] = round(min(max(word, min(room, 30)) * 1.06 + 3, _WIDEST), 1)
        for at, place in self._remarks.items():
            words = [SIGN + row.cells[at].fault for row in self._content.rows]
            widths[place] = round(min(max(max(map(text_width, words)) * 0.6, 20.0), 34.0), 1)
        return widths

    def _write_row(self, number: int, row: CorrectionRow, widths: Sequence[float]) -> None:
        texts = [""] * len(self._headings)
        if row.where:
            self._page.write_number(number, 0, row.where, self._styles.number)
        for at, cell in enumerate(row.cells):
            texts[self._places[at]] = _shown(cell.value)
            self._write_cell(number, self._places[at], cell)
            if at in self._remarks:
                said = f"{SIGN}{cell_text(cell.fault)}" if cell.fault else ""
                texts[self._remarks[at]] = said
                self._write_remark(number, self._remarks[at], said)
            if cell.fault:
                note = cell_text(cell.fault)
                self._page.write_comment(number, self._places[at], note, {"x_scale": 1.6})
        self._page.write_string(number, len(self._headings), cell_text(row.reference))
        if (height := roster_page.row_height(texts, widths)) is not None:
            self._page.set_row(number, height)

    def _write_remark(self, number: int, place: int, said: str) -> None:
        style = self._styles.note
        if said:
            style = self._styles.closed_cell(bold=True, font_color=_FAULT_INK, bg_color=_FAULT_FILL)
        roster_page.write_text(self._page, number, place, said, style)

    def _write_cell(self, number: int, place: int, cell: CorrectionCell) -> None:
        look: dict[str, Any] = {"font_strikeout": True} if cell.struck else {}
        if cell.fault:
            look |= {"bg_color": _FAULTY_FILL, "border_color": _FAULT_INK}
        value = cell.value
        text = self._styles.open_cell(**look)
        if value is None or value == "":
            self._page.write_blank(number, place, None, text)
        elif isinstance(value, date) and (moment := _moment(value)).date() >= _FIRST_DATE:
            clock = " hh:mm" if moment.time() != time() else ""
            style = self._styles.open_cell(f"dd.mm.yyyy{clock}", **look)
            self._page.write_datetime(number, place, moment, style)
        elif isinstance(value, int | float) and not isinstance(value, bool):
            style = self._styles.open_cell("General", **look)
            self._page.write_number(number, place, value, style)
        else:
            roster_page.write_text(self._page, number, place, cell_text(_shown(value)), text)

    def _frozen(self, widths: Sequence[float]) -> int:
        """How many columns stay in sight: up to the first name or number, if it is narrow."""
        first = self._places[0] + 1
        return first if len(widths) > first + 2 and sum(widths[:first]) < 50 else 0


def _shown(value: CellValue) -> str:
    """A cell as it is seen, for text and for its width."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, date):
        return f"{value:%d.%m.%Y}"
    if isinstance(value, time):
        return f"{value:%H:%M}"
    return "" if value is None else str(value)


def _moment(value: date) -> datetime:
    return value if isinstance(value, datetime) else datetime.combine(value, time())
