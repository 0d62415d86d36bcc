"""The models of the import assistant: the sheet, the preview, the issues, one row beside itself."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, time

import pytest
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtTest import QAbstractItemModelTester, QSignalSpy

from rapporteur.domain.delegates import DELEGATE, Delegate
from rapporteur.domain.importing import CellChange, ImportPlan, PlannedRow, RowState
from rapporteur.domain.suggestions import Suggestion
from rapporteur.domain.workbook import CellValue, Column, Issue, Layout, ListRow, Sheet
from rapporteur.ui.models.import_draft import ImportDraft
from rapporteur.ui.models.import_issues import IssuesModel, RowModel, row_lines
from rapporteur.ui.models.import_rows import FIRST_FIELD, NAME, STATE, TAKE, PreviewModel
from rapporteur.ui.models.import_sheet import MASK, SheetModel, column_letters, shown_cell

FATAL = QAbstractItemModelTester.FailureReportingMode.Fatal
TICK = Qt.ItemDataRole.CheckStateRole

COLUMNS = (
    Column(1, "S.No.", "number", "heading", 100),
    Column(2, "Name", "full_name", "heading", 100),
    Column(3, "Post", "designation", "fuzzy", 80),
    Column(4, "Passport", "passport_number", "heading", 100),
    Column(5, "Fee", "", "", 0),
)
LAYOUT = Layout("Delegates", (2,), 3, 6, COLUMNS)
SHEET = Sheet(
    "Delegates",
    False,
    (
        ("List of delegates",),
        ("S.No.", "Name", "Post", "Passport", "Fee"),
        (1, "SHARMA Anil", "Director", "00123", 12.5),
        (2, "Rao Sunita", "Joint Secretary", "Z7", None),
        ("Total", None, 2),
    ),
    struck=frozenset({(4, 2)}),
)


def person(number: int, **values: str) -> Delegate:
    texts = tuple(values.get(key, "") for key in DELEGATE.keys)
    return Delegate(DELEGATE, number, f"uuid-{number}", 1, texts, 1, number)


def planned(
    row: int,
    state: RowState,
    *,
    changes: tuple[CellChange, ...] = (),
    delegate_id: int | None = None,
    issues: tuple[Issue, ...] = (),
    **values: str,
) -> PlannedRow:
    cells = {key: f"{'D' if key == 'passport_number' else 'B'}{row}" for key in values}
    original = {
        "S.No.": str(row),
        "Name": values.get("family_name", ""),
        "Passport": values.get("passport_number", ""),
        "Fee": "12.5",
    }
    list_row = ListRow(row, values, original, cells, frozenset({"family_name"}), issues=issues)
    accepted = state in {RowState.NEW, RowState.CHANGED}
    reason = "Looks like somebody." if state is RowState.DOUBTFUL else ""
    return PlannedRow(list_row, state, 1, delegate_id, changes, reason, accepted)


@pytest.fixture
def draft() -> ImportDraft:
    rows = (
        planned(3, RowState.NEW, family_name="SHARMA", given_name="Anil", passport_number="00123"),
        planned(
            4,
            RowState.CHANGED,
            changes=(
                CellChange("designation", "Director", "Joint Secretary"),
                CellChange("passport_expiry", "2026-01-01", "2031-01-01"),
            ),
            delegate_id=7,
            issues=(Issue("C4", "date_ambiguous", "May be\n3 April."),),
            family_name="Rao",
        ),
        planned(5, RowState.DOUBTFUL, delegate_id=7, family_name="Rao"),
        planned(6, RowState.SKIPPED),
    )
    whole = (
        Issue("", "sheet_hidden", "A sheet is hidden."),
        Issue("C4", "new_post", "A new post."),
    )
    plan = ImportPlan("list.xlsx", "0" * 64, LAYOUT, "", rows, whole)
    return ImportDraft(plan, {7: person(7, family_name="Rao", designation="Director")})


def texts(model: PreviewModel | IssuesModel | RowModel, row: int) -> list[str]:
    return [str(model.index(row, c).data() or "") for c in range(model.columnCount())]


@pytest.mark.parametrize(("index", "letters"), [(1, "A"), (26, "Z"), (27, "AA"), (703, "AAA")])
def test_columns_have_the_letters_of_a_spreadsheet(index: int, letters: str) -> None:
    assert column_letters(index) == letters


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (None, ""),
        (2.0, "2"),
        (12.5, "12.5"),
        (True, "TRUE"),
        (datetime.fromisoformat("2025-08-06"), "6 Aug 2025"),
        (datetime.fromisoformat("2025-08-06T09:30"), "6 Aug 2025 09:30"),
        (date(2025, 8, 6), "6 Aug 2025"),
        (time(9, 5), "09:05"),
        ("two\nlines", "two lines"),
    ],
)
def test_a_cell_is_shown_on_one_line(value: CellValue, text: str) -> None:
    assert shown_cell(value) == text


def test_the_sheet_model_shows_list_header_and_the_rest_apart(qapp: object) -> None:
    model = SheetModel()
    QAbstractItemModelTester(model, FATAL)
    model.set_sheet(SHEET, LAYOUT, frozenset({3, 4}))
    assert (model.rowCount(), model.columnCount()) == (5, 5)
    assert model.index(2, 1).data() == "SHARMA Anil"
    assert model.headerData(1, Qt.Orientation.Vertical) == "2 header"
    ground, ink = Qt.ItemDataRole.BackgroundRole, Qt.ItemDataRole.ForegroundRole
    assert model.index(2, 1).data(ground) is not None
    assert model.index(2, 1).data(ground) != model.index(2, 2).data(ground)  # a fuzzy heading
    assert model.index(2, 4).data(ground) is None  # no field
    assert model.index(0, 0).data(ink) is not None
    assert model.index(2, 0).data(ink) is None
    assert model.index(4, 0).data(ground) is None  # the totals line is nobody
    assert model.index(3, 1).data(Qt.ItemDataRole.FontRole).strikeOut()


def test_passport_cells_of_the_sheet_are_dots_until_asked_for(qapp: object) -> None:
    model = SheetModel()
    model.set_sheet(SHEET, LAYOUT, frozenset({3, 4}))
    assert model.index(2, 3).data() == MASK
    assert model.index(1, 3).data() == "Passport"
    model.set_masked(False)
    assert model.index(2, 3).data() == "00123"


def test_nobody_is_called_by_a_passport_and_who_is_taken_off_adds_no_columns(
    qapp: object,
) -> None:
    nobody = planned(3, RowState.FAULTY)
    nobody = replace(nobody, row=replace(nobody.row, original={"Passport": "Z7654321"}))
    gone = planned(4, RowState.REMOVED, delegate_id=7, family_name="Rao", diet="none")
    plan = ImportPlan("list.xlsx", "0" * 64, LAYOUT, "", (nobody, gone), ())
    model = PreviewModel()
    model.set_draft(ImportDraft(plan, {7: person(7, family_name="Rao")}), ())
    assert texts(model, 0)[NAME] == MASK
    assert (texts(model, 1)[NAME], model.columnCount()) == ("Rao", FIRST_FIELD)
    model.set_masked(False)
    assert texts(model, 0)[NAME] == "Z7654321"


def test_the_preview_shows_states_changes_and_marks(qapp: object, draft: ImportDraft) -> None:
    model = PreviewModel()
    QAbstractItemModelTester(model, FATAL)
    model.set_draft(draft, ())
    assert model.rowCount() == 4
    post = model.column_of("designation")
    expiry = model.column_of("passport_expiry")
    assert post >= FIRST_FIELD
    assert texts(model, 1)[post] == "Director → Joint Secretary"
    assert texts(model, 1)[expiry] == f"{MASK} → {MASK}"
    model.set_masked(False)
    assert texts(model, 1)[expiry] == "1 Jan 2026 → 1 Jan 2031"
    assert texts(model, 0)[NAME] == "Anil SHARMA"
    assert [texts(model, row)[STATE] for row in range(4)] == [
        "New",
        "Changed",
        "Doubtful",
        "Skipped",
    ]
    spoken = model.index(0, NAME).data(Qt.ItemDataRole.AccessibleTextRole)
    assert spoken == "Anil SHARMA (made by the program)"
    assert model.index(0, NAME).data(Qt.ItemDataRole.FontRole).italic()
    assert texts(model, 3)[NAME] == "6"  # nobody's name: the first cell tells which row it is


def test_ticking_takes_rows_in_and_leaves_them_out(qapp: object, draft: ImportDraft) -> None:
    model = PreviewModel()
    QAbstractItemModelTester(model, FATAL)
    model.set_draft(draft, ())
    ticked = QSignalSpy(model.ticked)
    states = [model.index(row, TAKE).data(TICK) for row in range(4)]
    checked, unchecked = Qt.CheckState.Checked, Qt.CheckState.Unchecked
    assert states == [checked, checked, unchecked, None]
    assert model.setData(model.index(0, TAKE), unchecked, TICK)
    assert model.setData(model.index(2, TAKE), checked, TICK)
    assert not model.setData(model.index(3, TAKE), checked, TICK)
    assert not model.setData(model.index(0, NAME), checked, TICK)
    assert draft.accepted == {1, 2}
    assert ticked.count() == 2


def test_the_preview_can_be_narrowed_to_states(qapp: object, draft: ImportDraft) -> None:
    model = PreviewModel()
    QAbstractItemModelTester(model, FATAL)
    model.set_draft(draft, ())
    model.set_states(frozenset({RowState.DOUBTFUL}))
    assert (model.rowCount(), model.plan_row(0), model.line_of(0)) == (1, 2, None)
    model.set_states(frozenset())
    assert model.line_of(2) == 2


def test_a_draft_takes_doubtful_rows_and_suggestions_in_bulk(draft: ImportDraft) -> None:
    assert draft.offered(Suggestion.CAPITALS) == 1
    draft.take(Suggestion.CAPITALS)
    assert draft.plan.rows[0].row.values["family_name"] == "Sharma"
    assert draft.offered(Suggestion.CAPITALS) == 0
    draft.accept_doubtful()
    assert draft.accepted == {0, 1, 2}
    draft.accept([3], yes=True)
    assert draft.accepted == {0, 1, 2}, "a skipped row cannot come in"


def test_issues_name_sheet_and_cell_and_know_their_row(qapp: object, draft: ImportDraft) -> None:
    model = IssuesModel()
    QAbstractItemModelTester(model, FATAL)
    model.set_issues(draft.issues(), "Delegates")
    assert [texts(model, row) for row in range(model.rowCount())] == [
        ["Delegates", "A sheet is hidden."],
        ["Delegates!C4", "A new post."],
        ["Delegates!C4", "May be 3 April."],
        ["Delegates!B5", "Looks like somebody."],
    ]
    assert [model.plan_row(line) for line in range(4)] == [None, 1, 1, 2]
    narrowed = draft.issues(frozenset({RowState.DOUBTFUL}))
    assert [index for _, index in narrowed] == [None, 2]
    assert (model.plan_row(3), model.lines_of(2)) == (2, [3])


def test_one_row_beside_itself(qapp: object, draft: ImportDraft) -> None:
    model = RowModel()
    QAbstractItemModelTester(model, FATAL)
    lines = row_lines(draft.plan.rows[0], LAYOUT, draft.existing(1), masked=True)
    model.set_lines(lines)
    assert texts(model, 0) == ["Family name", "SHARMA  [B3]", "SHARMA", "Rao"]
    by_label = {line.label: line for line in lines}
    assert by_label["Passport number"].received == MASK
    assert by_label["Passport number"].value == MASK
    assert by_label["Fee"].received == "12.5", "a cell without a field is not lost from sight"
    shown = row_lines(draft.plan.rows[0], LAYOUT, None, masked=False)
    assert {line.label: line.value for line in shown}["Passport number"] == "00123"
    assert model.data(QModelIndex()) is None
