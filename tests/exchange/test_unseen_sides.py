"""Lists that speak of more than one side: by sheet, by column, and against the user's choice."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import openpyxl
import pytest

from rapporteur.domain.importing import ImportPlan, RowState
from rapporteur.exchange.incoming.reading import read_book
from rapporteur.services import sessions
from rapporteur.services.facts import sample_facts
from rapporteur.services.importing import imports
from rapporteur.services.workspace import Workspace

COUNTRIES = [["No.", "Name", "Designation", "Country"], [1, "Mr. Oleg Panin", "Director", "Russia"],
             [2, "Mr. Jan Kolas", "Observer", "Belarus"], [3, "Ben Gunter", "Observer", "Germany"],
             [4, "Ms. Ada Kolas", "Observer", "Belarus"]]  # fmt: skip
HEAD = ["No.", "Name", "Designation"]
SHEETS = {
    "India": [HEAD, [1, "Shri Om Puri", "Director"], [2, "Shri Jai Dev", "Manager"]],
    "Россия": [HEAD, [1, "Орлов Игорь Петрович", "Директор"]],
}


def planned(tmp_path: Path, sheets: dict[str, Sequence[Sequence[object]]],
            side: str = "") -> ImportPlan:  # fmt: skip
    book = openpyxl.Workbook()
    book.remove(book["Sheet"])
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(list(row))
    book.save(tmp_path / "list.xlsx")
    facts = replace(sample_facts(), delegates=())
    workspace = Workspace.create(tmp_path / "session.rapporteur")
    try:
        with workspace.edit("New session") as db:
            sessions.create_session(db, facts)
        with workspace.read() as db:
            return imports.plan(db, read_book(tmp_path / "list.xlsx"), side=side)
    finally:
        workspace.close()


def test_other_countries_are_said_once_each_and_every_row_keeps_its_reason(tmp_path: Path) -> None:
    plan = planned(tmp_path, {"List": COUNTRIES})
    said = [i for i in plan.issues if i.code == "other_side"]
    assert [i.cell for i in said] == ["D3", "D4"]
    assert "Belarus" in said[0].message
    assert "2 rows" in said[0].message
    skipped = [row for row in plan.rows if row.state is RowState.SKIPPED]
    assert [row.row.row for row in skipped] == [3, 4, 5]
    assert all("neither of the two sides" in row.reason for row in skipped)


def test_choice_of_the_side_is_said_once_for_the_list(tmp_path: Path) -> None:
    plan = planned(tmp_path, {"List": COUNTRIES}, side="RU")
    (said,) = [i for i in plan.issues if i.code == "other_side"]
    assert said.message.startswith("Column D names other countries; all rows go to Russia")
    assert {row.state for row in plan.rows} == {RowState.NEW}
    assert not any(i.code == "other_side" for row in plan.rows for i in row.row.issues)


def test_sheet_for_each_side(tmp_path: Path) -> None:
    plan = planned(tmp_path, {"old": [["Russia"], *SHEETS["India"]], **SHEETS})
    assert [(row.row.side, row.state) for row in plan.rows] == [
        ("IN", RowState.NEW), ("IN", RowState.NEW), ("RU", RowState.NEW)
    ]  # fmt: skip
    assert [row.row.sheet for row in plan.rows] == ["", "", "Россия"]


@pytest.mark.parametrize(("side", "number"), [("IN", 2), ("RU", 1)])
def test_sheet_of_the_chosen_side_alone(tmp_path: Path, side: str, number: int) -> None:
    plan = planned(tmp_path, SHEETS, side=side)
    assert len(plan.rows) == number
    assert {row.row.side for row in plan.rows} == {side}
