"""The form of a sub-group update as a workbook: one open cell for each part and language.

Everything else is locked, without a password. A hidden column says which sub-group the form is
for and what was sent in each cell, so that it can be taken in again. Text never becomes a formula.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from rapporteur.domain.papers.sheet import SheetHead
from rapporteur.exchange.outgoing import roster_page
from rapporteur.exchange.outgoing.cell_text import cell_text
from rapporteur.exchange.outgoing.form_page import (
    FormStyles,
    finish,
    new_book,
    write_titles,
)
from rapporteur.exchange.outgoing.output import check_workbook, replace_file
from rapporteur.exchange.updates.marks import cell_mark, form_text

_WIDTHS = (26.0, 14.0, 90.0)
_OPEN_FILL = "#FFFBEA"
_LEAST_HEIGHT = 66.0  # points: five lines to write in


@dataclass(frozen=True, slots=True)
class FormLine:
    """One open cell: what it is for, in which language, and the text as it stands."""

    key: str
    title: str
    language: str
    text: str


@dataclass(frozen=True, slots=True)
class UpdateForm:
    """A whole form. `headings` are those of the three columns; `uuid` names the sub-group."""

    head: SheetHead
    tab: str
    uuid: str
    headings: tuple[str, str, str]
    lines: tuple[FormLine, ...]


def write_update_form(path: Path, form: UpdateForm) -> None:
    """Write `form` to `path` as .xlsx, whole or not at all.

    Raises UserError "export.*" where the disk, the folder or another program stands in the
    way; a file that was there is then unchanged.
    """
    counts: list[int] = []
    replace_file(
        path,
        lambda part: counts.append(_write(part, form)),
        lambda part: check_workbook(part, counts),
    )


def _write(path: Path, form: UpdateForm) -> int:
    with new_book(path, form.head.made) as book:
        page = book.add_worksheet(form.tab)
        styles = FormStyles(book)
        header = write_titles(page, styles, form.head, _WIDTHS)
        for column, text in enumerate(form.headings):
            roster_page.write_text(page, header, column, cell_text(text), styles.header)
        page.set_row(header, roster_page.header_height(form.headings, _WIDTHS))
        page.write_string(header, len(_WIDTHS), form_text(form.uuid))
        opened = styles.open_cell(bg_color=_OPEN_FILL, valign="top")
        for row, line in enumerate(form.lines, header + 1):
            roster_page.write_text(page, row, 0, cell_text(line.title), styles.note)
            roster_page.write_text(page, row, 1, cell_text(line.language), styles.note)
            text = cell_text(line.text)
            if text:
                roster_page.write_text(page, row, 2, text, opened)
            else:
                page.write_blank(row, 2, None, opened)
            page.write_string(row, len(_WIDTHS), cell_mark(line.key, line.text))
            high = roster_page.row_height(["", "", text], _WIDTHS) or 0.0
            page.set_row(row, max(high, _LEAST_HEIGHT))
        last = header + len(form.lines)
        finish(page, form.head, _WIDTHS, (header, last), 0)
        return last + 1
