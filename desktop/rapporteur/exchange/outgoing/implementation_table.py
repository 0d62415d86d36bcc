"""The implementation table: what each body has to do, with room to report on it.

Status, date and remark may be filled in, everything else is locked without a password. A hidden
column says which action item a row is and what was sent of it, so that the table can be taken in
again. What is overdue says so in words as well as by its colour.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from rapporteur.domain.action_sheets import Stamp
from rapporteur.domain.papers.sheet import SheetHead
from rapporteur.exchange.implementation import marks
from rapporteur.exchange.outgoing import roster_page
from rapporteur.exchange.outgoing.cell_text import cell_text
from rapporteur.exchange.outgoing.form_page import (
    FormStyles,
    finish,
    new_book,
    write_titles,
)
from rapporteur.exchange.outgoing.output import check_workbook, replace_file

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.format import Format

_WIDTHS = {
    marks.NUMBER: 8.5,
    marks.TEXT: 46.0,
    marks.RESPONSIBLE: 28.0,
    marks.DUE: 15.0,
    marks.REPORTED: 30.0,
    marks.STATUS: 17.0,
    marks.DATE: 13.0,
    marks.REMARK: 32.0,
}
_OVERDUE = {"en": "OVERDUE", "ru": "ПРОСРОЧЕНО"}
_OVERDUE_INK, _OVERDUE_FILL = "#8A2B06", "#FCE8D5"
_OPEN_FILL = "#FFFBEA"
_FIRST_DAY, _LAST_DAY = date(2000, 1, 1), date(2199, 12, 31)
_ERRORS = {
    "en": ("Please choose one of the values of the list.", "Please enter a date: DD.MM.YYYY."),
    "ru": ("Выберите значение из списка.", "Введите дату: ДД.ММ.ГГГГ."),
}


@dataclass(frozen=True, slots=True)
class ActionLine:
    """One action item as it is read; `status` is one of the labels of its table."""

    stamp: Stamp
    number: str
    text: str
    responsible: str
    due: str
    overdue: bool
    reported: str
    status: str


@dataclass(frozen=True, slots=True)
class ImplementationTable:
    """A whole sheet. `body` is whom it goes to, "" for the table of all.

    `languages` are those of headings and labels, the first one leading; `statuses` are the labels
    that the status can have; `stamp` says as of when the table stands.
    """

    head: SheetHead
    tab: str
    body: str
    languages: tuple[str, ...]
    statuses: tuple[str, ...]
    stamp: str
    lines: tuple[ActionLine, ...]


def write_implementation_table(path: Path, table: ImplementationTable) -> None:
    """Write `table` to `path` as .xlsx, whole or not at all.

    Raises UserError "export.*" where the disk, the folder or another program stands in the
    way; a file that was there is then unchanged.
    """
    counts: list[int] = []
    replace_file(
        path,
        lambda part: counts.append(_write(part, table)),
        lambda part: check_workbook(part, counts),
    )


def heading(key: str, languages: Sequence[str]) -> str:
    """The heading of a column in these languages."""
    words = marks.HEADINGS[key]
    return " /\n".join(dict.fromkeys(words.get(code, words["en"]) for code in languages))


def due_text(line: ActionLine, languages: Sequence[str]) -> str:
    """When an item is due, and that it is late, in words."""
    late = " / ".join(dict.fromkeys(_OVERDUE.get(c, _OVERDUE["en"]) for c in languages))
    return "\n".join(part for part in (line.due, late if line.overdue else "") if part)


def _write(path: Path, table: ImplementationTable) -> int:
    with new_book(path, table.head.made) as book:
        return _Writer(book, table).write()


class _Writer:
    """Writes the one sheet of a table."""

    def __init__(self, book: Workbook, table: ImplementationTable) -> None:
        self._table = table
        self._styles = FormStyles(book)
        self._page = book.add_worksheet(table.tab)
        self._widths = [_WIDTHS[key] for key in marks.COLUMNS]

    def write(self) -> int:
        """Write everything and return the number of rows."""
        table, page = self._table, self._page
        row = write_titles(page, self._styles, table.head, self._widths, table.stamp)
        row = self._write_marks(row)
        header = row
        headings = [heading(key, table.languages) for key in marks.COLUMNS]
        for column, text in enumerate(headings):
            roster_page.write_text(page, header, column, cell_text(text), self._styles.header)
        page.set_row(header, roster_page.header_height(headings, self._widths))
        for line in table.lines:
            row += 1
            self._write_line(row, line)
        self._validate(header + 1, row)
        page.ignore_errors({"number_stored_as_text": f"A1:H{row + 1}"})
        finish(page, table.head, self._widths, (header, row), 1)
        return row + 1

    def _write_marks(self, row: int) -> int:
        for column, key in enumerate(marks.COLUMNS):
            self._page.write_string(row, column, marks.column_text(key))
        uuids = [line.stamp.uuid for line in self._table.lines]
        said = marks.table_text(self._table.body, uuids)
        self._page.write_string(row, len(marks.COLUMNS), said)
        self._page.set_row(row, None, None, {"hidden": True})
        return row + 1

    def _write_line(self, row: int, line: ActionLine) -> None:
        due = due_text(line, self._table.languages)
        texts = {
            marks.NUMBER: line.number,
            marks.TEXT: line.text,
            marks.RESPONSIBLE: line.responsible,
            marks.DUE: due,
            marks.REPORTED: line.reported,
            marks.STATUS: line.status,
        }
        shown = [cell_text(texts.get(key, "")) for key in marks.COLUMNS]
        for column, (key, text) in enumerate(zip(marks.COLUMNS, shown, strict=True)):
            style = self._style(key, overdue=line.overdue)
            if text:
                roster_page.write_text(self._page, row, column, text, style)
            else:
                self._page.write_blank(row, column, None, style)
        self._page.write_string(row, len(marks.COLUMNS), marks.row_text(line.stamp))
        # Room for a remark of two lines by hand.
        height = roster_page.row_height(shown, self._widths) or 0
        self._page.set_row(row, max(height, 30.0))

    def _style(self, key: str, *, overdue: bool) -> Format:
        if key in marks.OPEN_COLUMNS:
            pattern = "dd.mm.yyyy" if key == marks.DATE else "@"
            return self._styles.open_cell(pattern, valign="top", bg_color=_OPEN_FILL)
        look = {"font_size": 10, "valign": "top"}
        if key == marks.DUE and overdue:
            look |= {"bold": True, "font_color": _OVERDUE_INK, "bg_color": _OVERDUE_FILL}
        return self._styles.closed_cell(**look)

    def _validate(self, first: int, last: int) -> None:
        """Lists and checks of the cells to be filled in."""
        if last < first:
            return
        words = _ERRORS.get(self._table.languages[0], _ERRORS["en"])
        status, day = marks.COLUMNS.index(marks.STATUS), marks.COLUMNS.index(marks.DATE)
        choices = {"validate": "list", "source": list(self._table.statuses)}
        self._page.data_validation(
            first, status, last, status, {**choices, "error_message": words[0]}
        )
        # Only a warning: a computer set to another country takes 06.08.2025 for text.
        between = {"criteria": "between", "minimum": _FIRST_DAY, "maximum": _LAST_DAY}
        self._page.data_validation(
            first, day, last, day,
            {"validate": "date", "error_type": "warning", "error_message": words[1], **between},
        )  # fmt: skip
