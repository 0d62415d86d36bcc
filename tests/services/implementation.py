"""Action items to be sent out, and what a body does to a table before it sends it back."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import openpyxl
from openpyxl.worksheet.worksheet import Worksheet

from rapporteur.domain.action_sheets import PlannedLine, SheetPlan
from rapporteur.domain.actions import ActionItem, ProgressEntry
from rapporteur.exchange.incoming.reading import read_book
from rapporteur.exchange.outgoing.implementation_table import heading
from rapporteur.services import sessions, stored
from rapporteur.services.implementation import planning, tables
from rapporteur.services.workspace import Workspace

ITEMS = (
    {
        "number": "11/01",
        "text_en": "Study the wind tunnel",
        "text_ru": "Изучить аэродинамическую трубу",
        "body_first": "DPIIT",
        "person_first": "Shri Raghav Menon",
        "body_second": "ЦАГИ",
        "due_words": "end of June 2025",
        "due_date": "2025-06-30",
        "status": "open",
        "remarks": "SECRETCANARY",
    },
    {
        "number": "11/02",
        "text_en": "Exchange data on carbon fibre",
        "text_ru": "Обменяться данными об углеродном волокне",
        "body_first": "DPIIT; Ministry of Mines",
        "due_date": "2030-01-31",
        "status": "in_progress",
        "paragraph": "para 12",
    },
    {"number": "11/03", "text_en": "Sign the roadmap", "body_second": "цаги", "status": "done"},
    {"number": "11/04", "text_en": "Nobody was named for this", "status": "open"},
)


def add_items(workspace: Workspace) -> list[ActionItem]:
    """The items of `ITEMS`, the second with one progress entry and of the first sub-group."""
    with workspace.edit("Action items") as db:
        group = sessions.sub_groups(db)[0].uuid
        rows = [{**ITEMS[0], "sub_group": group}, *ITEMS[1:]]
        made = stored.create(db, stored.ACTION_ITEMS, rows)
        entry = {"date": "2025-05-05", "text": "Draft sent", "reported_by": "DPIIT"}
        stored.create(db, stored.PROGRESS_ENTRIES, [entry], action_id=made[1].id)
    return made


def items(workspace: Workspace) -> dict[str, ActionItem]:
    """The items of the session by number."""
    with workspace.read() as db:
        return {item["number"]: item for item in stored.read(db, stored.ACTION_ITEMS)}


def progress(workspace: Workspace, number: str) -> list[ProgressEntry]:
    """What was reported of an item."""
    item = items(workspace)[number]
    with workspace.read() as db:
        return stored.read(db, stored.PROGRESS_ENTRIES, action_id=item.id)


def send_out(workspace: Workspace, path: Path, body: str = "", language: str = "en") -> Path:
    """Write the table of a body, or the whole one."""
    with workspace.read() as db:
        table = tables.body_table(db, body, language) if body else tables.whole_table(db, language)
    tables.write_implementation_table(path, table)
    return path


class Sheet:
    """A table as a body sees it in its spreadsheet: cells by number of the item and heading."""

    def __init__(self, path: Path, language: str = "en") -> None:
        self.path = path
        self.book = openpyxl.load_workbook(path)
        self.page: Worksheet = self.book.worksheets[0]
        self._language = language

    def row(self, number: str) -> int:
        """The row of an item."""
        column = self.column("number")
        rows = range(1, self.page.max_row + 1)
        return next(r for r in rows if self.page.cell(r, column).value == number)

    def column(self, key: str) -> int:
        """The column under the heading of a key."""
        wanted = heading(key, (self._language,))
        for row in self.page.iter_rows():
            for cell in row:
                if cell.value == wanted:
                    return int(cell.column or 0)
        raise LookupError(key)

    def report(self, number: str, /, **cells: object) -> None:
        """Fill in cells of the row of an item by key: status, date, remark."""
        row = self.row(number)
        for key, value in cells.items():
            self.page.cell(row, self.column(key)).value = value  # type: ignore[assignment]

    def save(self, change: Callable[[Worksheet], None] = lambda _page: None) -> Path:
        """Save what was done, and one thing more."""
        change(self.page)
        self.book.save(self.path)
        return self.path


def plan_of(workspace: Workspace, path: Path) -> SheetPlan:
    """What a table would change."""
    book = read_book(path)
    with workspace.read() as db:
        return planning.plan(db, book)


def line(plan: SheetPlan, number: str) -> PlannedLine:
    """The one line of an item."""
    (found,) = [one for one in plan.lines if one.number == number]
    return found
