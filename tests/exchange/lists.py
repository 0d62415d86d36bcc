"""Lists for tests: made with openpyxl, read through the real door."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import openpyxl
from openpyxl.worksheet.worksheet import Worksheet

from rapporteur.domain.sessions import SIDE_PRESETS, split_list
from rapporteur.domain.workbook import Book, Layout, ListRow
from rapporteur.exchange.incoming.reading import read_book
from rapporteur.exchange.lists.layout import recognise
from rapporteur.exchange.lists.listing import read_rows

SAMPLES = Path(__file__).parents[1] / "samples" / "lists"


def _spellings() -> dict[str, tuple[str, ...]]:
    found = {}
    for preset in SIDE_PRESETS:
        names = [v for k, v in preset.values.items() if k.startswith(("name_", "formal_name_"))]
        found[preset.values["code"]] = (*names, *split_list(preset.values["aliases"]))
    return found


SPELLINGS: Mapping[str, tuple[str, ...]] = _spellings()


@dataclass(frozen=True)
class Imported:
    """A list that went all the way."""

    book: Book
    layout: Layout
    rows: tuple[ListRow, ...]

    @property
    def people(self) -> list[ListRow]:
        return [row for row in self.rows if not row.skipped]

    def values(self, key: str) -> list[str]:
        """One field of all people, in order."""
        return [row.values.get(key, "") for row in self.people]

    def codes(self) -> set[str]:
        """The codes of all issues."""
        found = {issue.code for row in self.rows for issue in row.issues}
        return found | {issue.code for issue in self.layout.issues}

    def issue(self, code: str) -> tuple[str, str]:
        """Cell and sentence of the first issue with `code`."""
        every = [i for row in self.rows for i in row.issues] + list(self.layout.issues)
        found = next(i for i in every if i.code == code)
        return found.cell, found.message


def take_in(path: Path, **choices: Any) -> Imported:
    """Read, recognise and list `path`."""
    book = read_book(path)
    layout = recognise(book, SPELLINGS, **choices)
    return Imported(book, layout, read_rows(book, layout, SPELLINGS))


def make_list(
    path: Path,
    rows: Sequence[Sequence[object]],
    finish: Callable[[Worksheet], None] | None = None,
    *,
    title: str = "Sheet1",
) -> Path:
    """Write one sheet with these rows; `finish` may style it."""
    book = openpyxl.Workbook()
    sheet = book.active
    assert isinstance(sheet, Worksheet)
    sheet.title = title
    for row in rows:
        sheet.append(list(row))
    if finish is not None:
        finish(sheet)
    book.save(path)
    return path


def taken(tmp_path: Path, rows: Sequence[Sequence[object]], **more: Any) -> Imported:
    """Make a list and take it in."""
    finish = more.pop("finish", None)
    title = more.pop("title", "Sheet1")
    return take_in(make_list(tmp_path / "list.xlsx", rows, finish, title=title), **more)
