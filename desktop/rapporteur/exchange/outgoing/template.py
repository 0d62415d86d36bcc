"""A blank list to be filled in by a ministry: numbered lines, notes, lists to choose from.

It carries the hidden line of `marks`, so that it is read without a single question.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from rapporteur.domain.fields import Field, Kind
from rapporteur.exchange.lists.addresses import column_letters
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
    from xlsxwriter import Workbook
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

MOST_LINES = 1000
_LISTS = "Lists"
_FIRST_DAY, _LAST_DAY = date(1900, 3, 1), date(2199, 12, 31)
_LONGEST_TITLE, _LONGEST_MESSAGE = 32, 255  # characters, by Excel's specification
_ERRORS = {
    "en": ("Please choose one of the values of the list.", "Please enter a date: DD.MM.YYYY."),
    "ru": ("Выберите значение из списка.", "Введите дату: ДД.ММ.ГГГГ."),
}


@dataclass(frozen=True, slots=True)
class TemplateColumn:
    """One column: its heading, what to write in it, and what is offered to choose from."""

    field: Field
    heading: str
    note: str
    choices: tuple[str, ...] = ()

    @property
    def closed(self) -> bool:
        """Whether nothing but the choices can be written."""
        return self.field.kind is Kind.CHOICE


@dataclass(frozen=True, slots=True)
class Template:
    """A blank list. `tab` is the name of its sheet, `lines` how many people it has room for."""

    head: FormHead
    tab: str
    columns: tuple[TemplateColumn, ...]
    lines: int


def write_template(path: Path, template: Template) -> None:
    """Write `template` to `path` as .xlsx, whole or not at all.

    Raises UserError "export.*" where the disk, the folder or another program stands in the
    way; a file that was there is then unchanged.
    """
    counts: list[int] = []
    replace_file(
        path,
        lambda part: counts.extend(_write(part, template)),
        lambda part: check_workbook(part, counts),
    )


def _write(path: Path, template: Template) -> list[int]:
    """Write the workbook and return the number of rows written on each sheet."""
    with new_book(path, template.head.made) as book:
        styles = FormStyles(book)
        page = book.add_worksheet(template.tab)
        sources = _write_choices(book, template)
        widths = [_width(column) for column in template.columns]
        headings = [(column.heading, column.field.key) for column in template.columns]
        header = write_head(page, styles, template.head, widths, headings)
        last = header + template.lines
        for at, column in enumerate(template.columns):
            page.write_comment(header, at, cell_text(column.note), {"x_scale": 1.6})
            _validate(page, (header + 1, last, at), column, template, sources.get(at, ""))
            style = _style(column, styles)
            for row in range(header + 1, last + 1):
                if column.field.kind is Kind.NUMBER:
                    page.write_number(row, at, row - header, style)
                else:
                    page.write_blank(row, at, None, style)
        finish(page, template.head, widths, (header, last), _frozen(widths))
        texts = max((len(c.choices) for c in template.columns), default=0)
        return [last + 1, *([texts] if texts else [])]


def _write_choices(book: Workbook, template: Template) -> dict[int, str]:
    """Put the choices on a hidden sheet; by column, the range that holds them.

    Choices may contain commas and be long, and a list inside the cell may have neither.
    """
    sources: dict[int, str] = {}
    offered = [(at, c.choices) for at, c in enumerate(template.columns) if c.choices]
    if not offered:
        return sources
    tab = _LISTS if template.tab.casefold() != _LISTS.casefold() else "Values"
    page = book.add_worksheet(tab)
    for place, (at, choices) in enumerate(offered):
        for row, choice in enumerate(choices):
            roster_page.write_text(page, row, place, cell_text(choice), book.add_format())
        letters = column_letters(place + 1)
        sources[at] = f"='{tab}'!${letters}$1:${letters}${len(choices)}"
    page.hide()
    return sources


def _validate(
    page: Worksheet,
    place: tuple[int, int, int],
    column: TemplateColumn,
    template: Template,
    source: str,
) -> None:
    """The list or the check of a column's cells, and the note shown when one is chosen."""
    first, last, at = place
    if column.field.kind is Kind.NUMBER:
        return
    choose, write_date = _ERRORS.get(template.head.language, _ERRORS["en"])
    rule: dict[str, Any] = {
        "validate": "any",
        "input_title": cell_text(column.heading.split("\n")[0])[:_LONGEST_TITLE],
        "input_message": cell_text(column.note)[:_LONGEST_MESSAGE],
    }
    if source:
        rule |= {"validate": "list", "source": source, "show_error": column.closed}
        rule |= {"error_message": choose}
    elif column.field.kind is Kind.DATE:
        # Only a warning: a computer set to another country takes 06.08.2025 for text.
        rule |= {"validate": "date", "criteria": "between", "error_type": "warning"}
        rule |= {"minimum": _FIRST_DAY, "maximum": _LAST_DAY, "error_message": write_date}
    page.data_validation(first, at, last, at, rule)


def _style(column: TemplateColumn, styles: FormStyles) -> Format:
    if column.field.kind is Kind.NUMBER:
        return styles.number
    return styles.open_cell("dd.mm.yyyy" if column.field.kind is Kind.DATE else "@")


def _width(column: TemplateColumn) -> float:
    """Width in characters: room for the longest word of the heading and for what goes in."""
    word = max(text_width(word) for word in column.heading.split()) * 1.08 + 2.5
    return round(max(float(min(column.field.width, 30)), word) * 1.06 + 1.2, 1)


def _frozen(widths: list[float]) -> int:
    """How many columns stay in sight: number and name, where they leave room for the rest."""
    return 2 if len(widths) > 3 and sum(widths[:2]) < 60 else 0
