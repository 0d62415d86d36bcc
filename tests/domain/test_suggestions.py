"""What is offered for capitals and look-alike letters, and that accepting keeps the originals."""

from __future__ import annotations

import pytest

from rapporteur.domain.importing import CellChange, ImportPlan, PlannedRow, RowState
from rapporteur.domain.suggestions import (
    Suggestion,
    capitalised,
    in_one_script,
    suggest,
    suggested,
    with_suggestion,
)
from rapporteur.domain.workbook import Layout, ListRow

LAYOUT = Layout("Delegates", (1,), 2, 3, ())


def planned(state: RowState, *changes: CellChange, **values: str) -> PlannedRow:
    row = ListRow(2, values, original={"Name": values["family_name"]}, cells={})
    return PlannedRow(row, state, 1, changes=changes)


def plan(*rows: PlannedRow) -> ImportPlan:
    return ImportPlan("list.xlsx", "0" * 64, LAYOUT, "", rows, ())


@pytest.mark.parametrize(
    ("sent", "offered"),
    [
        ("SHARMA", "Sharma"),
        ("SINGH-GILL", "Singh-Gill"),
        ("O'BRIEN", "O'Brien"),
        ("ГРУЗДЕВ", "Груздев"),
        ("A. K.", "A. K."),
        ("AK", "AK"),
        ("Anil Kumar", "Anil Kumar"),
        ("van DER Berg", "van Der Berg"),
        ("नायर", "नायर"),
    ],
)
def test_capitals(sent: str, offered: str) -> None:
    assert capitalised(sent) == offered


def test_capitals_are_offered_for_names_only() -> None:
    assert suggest(Suggestion.CAPITALS, "family_name", "LI") == "Li"
    assert suggest(Suggestion.CAPITALS, "given_name", "AK") == "AK"
    assert suggest(Suggestion.CAPITALS, "organisation", "DPIIT") == "DPIIT"
    assert suggest(Suggestion.CAPITALS, "passport_name", "GRUZDEV") == "GRUZDEV"


@pytest.mark.parametrize(
    ("sent", "offered"),
    [
        ("Ивaнoв", "Иванов"),  # Latin a and o
        ("Cидoров", "Сидоров"),  # Latin C and o
        ("Shаrma", "Sharma"),  # Cyrillic а
        ("Иванов Ivanov", "Иванов Ivanov"),
        ("Ivanов", "Ivanов"),  # в is no Latin letter: nobody can tell
        ("МIG", "MIG"),
    ],
)
def test_look_alike_letters(sent: str, offered: str) -> None:
    assert in_one_script(sent) == offered


def test_accepting_rewrites_values_and_changes_and_keeps_the_cell() -> None:
    before = plan(
        planned(RowState.NEW, family_name="SHARMA", given_name="Anil"),
        planned(RowState.CHANGED, CellChange("family_name", "Rao", "RAO"), family_name="RAO"),
        planned(RowState.FAULTY, family_name="GILL"),
    )
    assert suggested(before, Suggestion.CAPITALS) == {
        0: {"family_name": "Sharma"},
        1: {"family_name": "Rao"},
    }
    after = with_suggestion(before, Suggestion.CAPITALS)
    assert after.rows[0].row.values == {"family_name": "Sharma", "given_name": "Anil"}
    assert after.rows[0].row.original == {"Name": "SHARMA"}
    assert after.rows[0].row.derived == {"family_name"}
    assert (after.rows[1].state, after.rows[1].changes) == (RowState.SAME, ())
    assert after.rows[2] == before.rows[2]
    assert suggested(after, Suggestion.CAPITALS) == {}
