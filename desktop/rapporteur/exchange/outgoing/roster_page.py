"""How a list looks: fonts and styles, the title block, widths, and the printed page."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import ceil
from typing import TYPE_CHECKING

from rapporteur.domain.fields import Field, Kind
from rapporteur.domain.papers.words import page_of
from rapporteur.exchange.outgoing.cell_text import cell_text, text_width, wrapped

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

# Excel has Arial everywhere; LibreOffice sets a font of the same measures in its place. Both
# take Devanagari from a font of their own.
BODY_FONT = {"font_name": "Arial", "font_size": 10}

_DEVANAGARI = re.compile("[\u0900-\u097f]")

INK = "#1F2A37"
RULE = "#9AA5B1"
_HEADER_FILL = "#E3E9F0"
_BAND_FILL = "#F1F4F8"

_DIGIT = 1.06  # a digit of the body font in units of column width
_BOLD = 1.08  # how much wider bold letters stand
_BROADEST = 2.0  # digits; no letter stands wider
_INDENT = 1.5  # digits left free before a text
_LINE = 12.75  # points of height for one line of the body font
_TALLEST = 409.0  # points; Excel takes no taller row
_TALL_LINE = 16.5  # the same for letters with signs above and below the line
ROW_PIXELS = 22  # of a row with one line
_BODY_SIZE, _SESSION_SIZE, _LIST_SIZE, _STAMP_SIZE = 13, 11, 12, 9

_SHARES = (1.15, 0.9, 0.7)  # of the measure of its field that a long text gets
_DATE_WIDTH = 10.0
_WIDEST = 60.0  # characters; a longer word is broken
_PAGE_WIDTH = 144.0  # characters across A4 landscape at full size
_SMALLEST = 0.5  # below half size nobody reads a list; then it runs over several pages
WIDE_SCALE = 70  # per cent, of a list that does
MARGINS = {"left": 0.5, "right": 0.5, "top": 0.6, "bottom": 0.75}  # inches


class Styles:
    """The formats of one workbook."""

    def __init__(self, book: Workbook) -> None:
        frame = {"border": 1, "border_color": RULE, "valign": "vcenter", "text_wrap": True}
        self.body_title = self._title(book, _BODY_SIZE)
        self.session_title = self._title(book, _SESSION_SIZE)
        self.list_title = self._title(book, _LIST_SIZE)
        self.stamp = book.add_format(
            {"italic": True, "font_size": _STAMP_SIZE, "align": "right", "valign": "vcenter"}
        )
        self.header = book.add_format(
            {**frame, "bold": True, "align": "center", "bg_color": _HEADER_FILL,
             "font_color": INK}
        )  # fmt: skip
        self.band = book.add_format(
            {"bold": True, "border": 1, "border_color": RULE, "valign": "vcenter", "indent": 1,
             "bg_color": _BAND_FILL, "font_color": INK}
        )  # fmt: skip
        centred = {**frame, "align": "center"}
        self._text = book.add_format({**frame, "align": "left", "indent": 1, "num_format": "@"})
        self._date = book.add_format({**centred, "num_format": "dd.mm.yyyy"})
        self._number = book.add_format({**centred, "num_format": "0"})
        self._time = book.add_format({**centred, "num_format": "@"})

    @staticmethod
    def _title(book: Workbook, size: int) -> Format:
        return book.add_format(
            {"bold": True, "font_size": size, "align": "center", "valign": "vcenter",
             "text_wrap": True, "font_color": INK}
        )  # fmt: skip

    def body(self, kind: Kind) -> Format:
        """The format of the cells of a field of `kind`."""
        found = {Kind.DATE: self._date, Kind.NUMBER: self._number, Kind.TIME: self._time}
        return found.get(kind, self._text)


def column_widths(
    fields: Sequence[Field], labels: Sequence[str], texts: Sequence[Sequence[str]]
) -> list[float]:
    """Widths of the columns in characters; `texts` are the cells, row by row.

    A column is as wide as its content asks, within the measure of its field; the longest word
    always fits, and the heading may take several lines. Where the list would run over the
    page, long texts get less room and more lines, as long as that helps.
    """
    cells = list(zip(*texts, strict=True)) or [()] * len(fields)
    needs = [_needs(*column) for column in zip(fields, labels, cells, strict=True)]
    found = [[need.width(share) for need in needs] for share in _SHARES]
    return next((widths for widths in found if not is_wide(widths)), found[0])


@dataclass(frozen=True, slots=True)
class _Needs:
    """What a column asks for, in digits: its whole text, its longest word, its heading."""

    measure: int
    text: float
    word: float
    heading: float

    def width(self, share: float) -> float:
        """Width in characters when long texts get `share` of the measure of the field."""
        text = max(min(self.text, self.measure * share), self.word) + _INDENT
        return round(min(max(text, self.heading) * _DIGIT + 1.2, _WIDEST), 1)


def _needs(field: Field, label: str, texts: Sequence[str]) -> _Needs:
    lines = {line for text in set(texts) for line in text.split("\n")}
    words = {word for line in lines for word in line.split()}
    text = max(map(text_width, _longest(lines)), default=0.0)
    word = max(map(text_width, _longest(words)), default=0.0)
    if field.kind is Kind.DATE:
        text = word = _DATE_WIDTH if lines - {""} else 0.0
    # The arrow of the filter covers the end of the heading.
    heading = max(map(text_width, label.split()), default=0.0) * _BOLD + 2.5
    return _Needs(field.width, text, word, heading)


def _longest(texts: Iterable[str], among: int = 12) -> list[str]:
    """The longest by number of characters: only they can be the widest."""
    return sorted(texts, key=len)[-among:]


def write_title(
    page: Worksheet, styles: Styles, widths: Sequence[float], lines: Sequence[str]
) -> int:
    """Write the title block, one line per row, and return the next row.

    `lines` are the body, what there is to say of its session, the name of the list, the stamp.
    """
    last, across = title_columns(widths)
    body, *session, title, stamp = lines
    block = [
        (body, styles.body_title, _BODY_SIZE),
        *((line, styles.session_title, _SESSION_SIZE) for line in session),
        (title, styles.list_title, _LIST_SIZE),
        (stamp, styles.stamp, _STAMP_SIZE),
    ]
    row = 0
    for line, style, size in block:
        if not line:
            continue
        text = cell_text(line)
        needed = ceil(text_width(text) * _DIGIT * _BOLD * size / 10 / across)
        page.set_row(row, (size * 1.45 + 2) * needed)
        _write_across(page, row, last, text, style)
        row += 1
    page.set_row(row, 6)
    return row + 1


def is_wide(widths: Sequence[float]) -> bool:
    """Whether a list with these columns takes more than the width of one page."""
    return sum(widths) * _SMALLEST > _PAGE_WIDTH


def page_scale(widths: Sequence[float]) -> int:
    """The size, in per cent, at which a list is printed across a page; 0 where it takes several."""
    return 0 if is_wide(widths) else min(100, int(100 * _PAGE_WIDTH / max(sum(widths), 1)))


def title_columns(widths: Sequence[float]) -> tuple[int, float]:
    """The last column under the title, and the width it has: never wider than one page."""
    if not is_wide(widths):
        return len(widths) - 1, sum(widths)
    limit, across = 0.9 * _PAGE_WIDTH * 100 / WIDE_SCALE, 0.0
    for column, width in enumerate(widths):
        if across and across + width > limit:
            return column - 1, across
        across += width
    return len(widths) - 1, across


def header_height(labels: Sequence[str], widths: Sequence[float]) -> float:
    """Height of the header row in points, so that the longest heading stands in full."""
    room = [(width - 3.5) / _DIGIT / _BOLD for width in widths]
    lines = max(wrapped(label, space) for label, space in zip(labels, room, strict=True))
    return lines * _line(labels) + 6


def row_height(texts: Sequence[str], widths: Sequence[float]) -> float | None:
    """Height in points of a row whose longest text takes several lines; None for one line.

    Spreadsheets disagree on whether a row grows with its text when a file is opened.
    """
    lines = 1
    for text, width in zip(texts, widths, strict=True):
        room = (width - 1) / _DIGIT - _INDENT
        if len(text) * _BROADEST <= room and "\n" not in text:
            continue
        if "\n" in text or text_width(text) > room:
            lines = max(lines, wrapped(text, room))
    line = _line(texts)
    return None if lines == 1 and line == _LINE else min(lines * line + 4, _TALLEST)


def _line(texts: Sequence[str]) -> float:
    return _TALL_LINE if _DEVANAGARI.search("".join(texts)) else _LINE


def write_band(page: Worksheet, row: int, columns: int, text: str, style: Format) -> None:
    """Write a heading across the list."""
    page.set_row(row, _TALL_LINE + 4)
    _write_across(page, row, columns - 1, text, style)


def _write_across(page: Worksheet, row: int, last: int, text: str, style: Format) -> None:
    if last:
        page.merge_range(row, 0, row, last, "", style)
    write_text(page, row, 0, text, style)


def write_text(page: Worksheet, row: int, column: int, text: str, style: Format) -> None:
    """Write `text` as text, whatever it looks like."""
    if text.startswith("<r>") and text.endswith("</r>"):
        # The writer would take it for markup of its own; in two pieces it is text.
        page.write_rich_string(row, column, text[:1], style, text[1:], style)
    else:
        page.write_string(row, column, text, style)


def set_up(
    page: Worksheet, widths: Sequence[float], rows: tuple[int, int], footer: str, language: str
) -> None:
    """Widths, panes, filter, hidden reference column and everything about printing.

    `rows` are the header row and the last row of the list, counted from 0.
    """
    header, last = rows
    columns = len(widths)
    for column, width in enumerate(widths):
        page.set_column(column, column, width)
    page.set_column(columns, columns, 38, None, {"hidden": True})
    page.autofilter(header, 0, last, columns - 1)
    page.set_landscape()
    page.set_paper(9)  # A4
    page.set_margins(**MARGINS)
    page.print_area(0, 0, last, columns - 1)
    page.repeat_rows(header)
    page.set_footer(footer_text(footer, language))
    if not is_wide(widths):
        page.freeze_panes(header + 1, 0)
        page.center_horizontally()
        page.fit_to_pages(1, 0)
        return
    # Too wide for one page: number and name stand again on each, and reading goes across.
    page.freeze_panes(header + 1, 2)
    page.repeat_columns(0, 1)
    page.print_across()
    page.set_print_scale(WIDE_SCALE)


def footer_text(text: str, language: str) -> str:
    """Session on the left, page number on the right; Excel allows 255 characters in all."""
    name = cell_text(text).replace("\n", " ")
    room = 160
    if len(_plain(name)) > room:
        while len(_plain(name)) >= room:
            name = name[:-1]
        name += "…"
    return f"&L&8{_plain(name)}&R&8{page_of((language,), '&P', '&N')}"


def _plain(text: str) -> str:
    """`text` without the commands of headers and footers; a leading digit would be a size."""
    shown = text.replace("&", "&&")
    return f" {shown}" if shown[:1].isdigit() else shown
