"""A list of people as a workbook that an official can print, sign, filter and send back.

The list comes in as plain values in their canonical form and is written as a spreadsheet
understands them: dates as dates, numbers as numbers, everything else as text that stays text,
leading zeros and "=…" included. A last, hidden column carries the reference of each person, so
that an edited copy comes back as changes and not as new people.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from pathlib import Path
from typing import TYPE_CHECKING

from rapporteur.domain.delegates import DELEGATE
from rapporteur.domain.fields import Field, Kind
from rapporteur.exchange.lists.headings import FIELD, REFERENCE
from rapporteur.exchange.outgoing import roster_page
from rapporteur.exchange.outgoing.cell_text import cell_text
from rapporteur.exchange.outgoing.output import check_workbook, replace_file

if TYPE_CHECKING:
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

# Excel counts a 29 February 1900 that never was; days before it would be one off.
_FIRST_DATE = date(1900, 3, 1)


@dataclass(frozen=True, slots=True)
class RosterRow:
    """One person: the reference, and a canonical value for each column of the list."""

    reference: str
    values: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class RosterBand:
    """People under one heading inside the list; `title` is "" where no heading stands."""

    title: str
    rows: tuple[RosterRow, ...]


@dataclass(frozen=True, slots=True)
class RosterSheet:
    """One sheet: its name on the tab, the name of the list, its people.

    `stamp` takes the place of the workbook's where it is not "", and stands on each printed page.
    """

    name: str
    title: str
    bands: tuple[RosterBand, ...]
    stamp: str = ""

    @property
    def people(self) -> int:
        """How many people stand on the sheet."""
        return sum(len(band.rows) for band in self.bands)


@dataclass(frozen=True, slots=True)
class Roster:
    """A whole workbook. `heading` are the lines above every list, the body and its session;
    `stamp` says as of when the list stands; `footer` goes on each printed page. `note` stands in
    the properties of the file, for whoever asks later why it was made.
    """

    language: str
    heading: tuple[str, ...]
    stamp: str
    footer: str
    made: datetime
    columns: tuple[Field, ...]
    sheets: tuple[RosterSheet, ...]
    note: str = ""


def write_roster(path: Path, roster: Roster) -> None:
    """Write `roster` to `path` as .xlsx, whole or not at all.

    Raises UserError "export.*" where the disk, the folder or another program stands in the
    way; a file that was there is then unchanged.
    """
    counts: list[int] = []
    replace_file(
        path,
        lambda part: counts.extend(_write(part, roster)),
        lambda part: check_workbook(part, counts),
    )


def _write(path: Path, roster: Roster) -> list[int]:
    """Write the workbook and return the number of rows written on each sheet."""
    from xlsxwriter import Workbook  # noqa: PLC0415 - the window starts without it

    options = {
        "in_memory": True,  # no half-made parts with names and passports in a temporary folder
        "strings_to_formulas": False,
        "strings_to_numbers": False,
        "strings_to_urls": False,
        "default_format_properties": roster_page.BODY_FONT,
        "default_row_height": roster_page.ROW_PIXELS,
    }
    with Workbook(path, options) as book:
        # Neither the officer's name nor the time zone of the machine goes out with the list.
        made = roster.made.replace(tzinfo=None)
        book.set_properties({"author": "", "created": made, "comments": cell_text(roster.note)})
        styles = roster_page.Styles(book)
        return [_write_sheet(book.add_worksheet(s.name), s, roster, styles) for s in roster.sheets]


def _write_sheet(
    page: Worksheet, sheet: RosterSheet, roster: Roster, styles: roster_page.Styles
) -> int:
    labels = [f.title(roster.language) for f in roster.columns]
    texts = _texts(sheet, roster)
    widths = roster_page.column_widths(roster.columns, labels, [r for band in texts for r in band])
    reference = len(labels)
    row = roster_page.write_title(
        page, styles, widths, (*roster.heading, sheet.title, sheet.stamp or roster.stamp)
    )
    if any(f.title(roster.language) not in _usual_titles(f.key) for f in roster.columns):
        row = _write_keys(page, row, roster.columns)
    header = row
    for column, label in enumerate(labels):
        roster_page.write_text(page, row, column, cell_text(label), styles.header)
    page.write_string(row, reference, REFERENCE, styles.header)
    page.set_row(row, roster_page.header_height(labels, widths))
    row += 1
    formats = [styles.body(f.kind) for f in roster.columns]
    for band, lines in zip(sheet.bands, texts, strict=True):
        if band.title:
            roster_page.write_band(page, row, reference, cell_text(band.title), styles.band)
            row += 1
        for person, values in zip(band.rows, lines, strict=True):
            if (height := roster_page.row_height(values, widths)) is not None:
                page.set_row(row, height)
            _write_row(page, row, roster.columns, values, formats)
            page.write_string(row, reference, cell_text(person.reference))
            row += 1
    footer = " · ".join(part for part in (sheet.stamp, roster.footer) if part)
    roster_page.set_up(page, widths, (header, row - 1), footer, roster.language)
    return row


def _usual_titles(key: str) -> tuple[str, ...]:
    """The headings under which a column is known when the list comes back."""
    usual = DELEGATE[key]
    return (usual.label, usual.label_ru, usual.label_hi)


def _write_keys(page: Worksheet, row: int, columns: Sequence[Field]) -> int:
    """Say in a hidden row above headings of the user's own what each column holds.

    The columns may be moved, left out or given other headings: the key moves with its column.
    """
    for column, field in enumerate(columns):
        page.write_string(row, column, f"{FIELD}{field.key}")
    page.set_row(row, None, None, {"hidden": True})
    return row + 1


def _texts(sheet: RosterSheet, roster: Roster) -> list[list[list[str]]]:
    """What is written, by band, row and column: choices by their label, text cleaned."""
    language = roster.language
    labels = [{c.code: c.text(language) for c in f.choices} for f in roster.columns]
    return [
        [
            [cell_text(known.get(v, v)) for known, v in zip(labels, row.values, strict=True)]
            for row in band.rows
        ]
        for band in sheet.bands
    ]


def _write_row(
    page: Worksheet,
    row: int,
    columns: Sequence[Field],
    values: Sequence[str],
    formats: Sequence[Format],
) -> None:
    for column, (f, text, style) in enumerate(zip(columns, values, formats, strict=True)):
        if not text:
            page.write_blank(row, column, None, style)
        elif f.kind is Kind.DATE and (day := _date(text)):
            page.write_datetime(row, column, day, style)
        elif f.kind is Kind.NUMBER and text.isascii() and text.isdigit():
            page.write_number(row, column, int(text), style)
        else:
            roster_page.write_text(page, row, column, text, style)


def _date(text: str) -> datetime | None:
    """A canonical date that a spreadsheet can hold as one, or None: then it stays text."""
    try:
        day = date.fromisoformat(text)
    except ValueError:
        return None
    return datetime.combine(day, time()) if day >= _FIRST_DATE else None
