"""Where passport data may stand in a sheet of which not every column is known.

A column with a field says itself what it holds. Of the others only guesses are possible, and a
wrong one must rather hide too much: a heading that is known for passport data hides what stands
below it, and where there is no field a long number or a date is hidden wherever it stands.
"""

from __future__ import annotations

import re
from datetime import date

from rapporteur.domain.dates import parse_date
from rapporteur.domain.delegates import DELEGATE
from rapporteur.domain.workbook import CellValue, Layout, Sheet
from rapporteur.exchange.lists.headings import known_headings

_ROWS = 60  # among which headings are looked for
_LONG_NUMBER = re.compile(r"\d(?:[\s№./-]{0,2}\d){4,}")


def private_headings(sheet: Sheet, layout: Layout) -> dict[int, int]:
    """By number of a column without a field: the row below which passport data stand in it."""
    known = {column.index for column in layout.columns if column.target}
    rows = layout.header_rows or range(1, min(len(sheet.rows), _ROWS) + 1)
    found: dict[int, int] = {}
    for number in rows:
        if number > len(sheet.rows):
            break
        for index, value in enumerate(sheet.rows[number - 1], 1):
            if index not in known and isinstance(value, str) and _is_private(value):
                found.setdefault(index, number)
    return found


def may_be_private(value: CellValue, shown: str) -> bool:
    """Whether a cell outside all known columns may hold a passport's number or a date of birth.

    `shown` is what the cell shows.
    """
    if isinstance(value, date):
        return True
    return bool(_LONG_NUMBER.search(shown)) or parse_date(shown) is not None


def _is_private(heading: str) -> bool:
    fields = known_headings().match(heading, fuzzy=False)
    return any(DELEGATE[key].privacy.masked for key in fields)
