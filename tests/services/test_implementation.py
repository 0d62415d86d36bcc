"""The implementation table out and back: who changed what, whatever was done to the sheet."""

from __future__ import annotations

import subprocess
import zipfile
from datetime import date
from shutil import which

import openpyxl
import pytest
from tests.services.implementation import (
    Sheet,
    add_items,
    items,
    line,
    plan_of,
    progress,
    send_out,
)

from rapporteur.domain.action_sheets import LineState
from rapporteur.domain.errors import UserError
from rapporteur.services import stored
from rapporteur.services.implementation import tables
from rapporteur.services.implementation.commit import commit


@pytest.fixture
def work(desk):
    add_items(desk.workspace)
    return desk.workspace


def take(work, plan, accepted=None):
    with work.edit("Implementation table") as db:
        return commit(db, plan, plan.proposed if accepted is None else accepted)


@pytest.mark.parametrize("language", ["en", "ru", "both"])
def test_a_table_that_comes_back_untouched_changes_nothing(work, tmp_path, language):
    plan = plan_of(work, send_out(work, tmp_path / "t.xlsx", language=language))
    assert [one.number for one in plan.lines] == ["11/01", "11/02", "11/03", "11/04"]
    assert {one.state for one in plan.lines} == {LineState.SAME}
    assert not plan.proposed
    assert not plan.issues
    steps = len(work.journal(limit=50))
    assert take(work, plan).entries == 0
    assert len(work.journal(limit=50)) == steps


def test_status_date_and_remark_come_in_as_one_step_that_undoes_whole(work, tmp_path):
    sheet = Sheet(send_out(work, tmp_path / "t.xlsx", "цаги", "ru"), "ru")
    sheet.report("11/01", status="Выполнено", date=date(2025, 8, 1), remark="Отчёт\nпередан")
    plan = plan_of(work, sheet.save())
    assert line(plan, "11/01").state is LineState.CHANGED
    before = items(work)["11/01"]
    result = take(work, plan)
    assert (result.status_changes, result.entries, result.left_out) == (1, 1, 0)
    after = items(work)["11/01"]
    assert (after["status"], after["closed_on"]) == ("done", "2025-08-01")
    (entry,) = progress(work, "11/01")
    assert entry.values == ("2025-08-01", "Отчёт\nпередан", "done", "ЦАГИ")
    again = plan_of(work, sheet.path)
    assert line(again, "11/01").state is LineState.SAME, "taken in twice it changes nothing"
    assert "before" in line(again, "11/01").reason
    work.undo()
    assert items(work)["11/01"].values == before.values
    assert progress(work, "11/01") == []


def test_what_the_session_changed_meanwhile_is_not_overwritten(work, tmp_path):
    sheet = Sheet(send_out(work, tmp_path / "t.xlsx"))
    sheet.report("11/02", remark="Still going on")
    sheet.report("11/01", status="Done")
    sheet.save()
    found = items(work)
    with work.edit("Meanwhile") as db:
        for number in ("11/01", "11/02"):
            stored.set_fields(db, stored.ACTION_ITEMS, {found[number].id: {"status": "dropped"}})
        entry = {"date": "2025-07-01", "text": "Dropped by telephone"}
        stored.create(db, stored.PROGRESS_ENTRIES, [entry], action_id=found["11/02"].id)
    plan = plan_of(work, sheet.path)
    disputed, told = line(plan, "11/01"), line(plan, "11/02")
    assert (disputed.state, disputed.accepted) == (LineState.CONFLICT, False)
    assert "“Open”" in disputed.reason
    assert "“Dropped by agreement”" in disputed.reason
    assert told.state is LineState.CHANGED
    assert not told.changes, "the status was left as it was sent"
    assert "Progress was noted in the session" in told.reason
    take(work, plan)
    assert items(work)["11/01"]["status"] == "dropped"
    assert "Still going on" in [entry["text"] for entry in progress(work, "11/02")]
    take(work, plan, {plan.lines.index(disputed)})
    assert items(work)["11/01"]["status"] == "done", "taken where the user says so"


def test_cells_that_cannot_be_read_are_named_by_sheet_row_and_cell(work, tmp_path):
    sheet = Sheet(send_out(work, tmp_path / "t.xlsx"))
    sheet.report("11/01", status="Overdue", date="soon", remark="Waiting")
    row = sheet.row("11/01")
    plan = plan_of(work, sheet.save())
    found = line(plan, "11/01")
    assert (found.state, found.accepted) == (LineState.FAULTY, False)
    assert [(i.sheet, i.cell, i.code) for i in plan.issues] == [
        ("Action items", f"F{row}", "status_unknown"),
        ("Action items", f"G{row}", "date_unknown"),
    ]
    result = take(work, plan, {plan.lines.index(found)})
    assert (result.status_changes, result.entries) == (0, 1), "what can be read may be taken"
    assert progress(work, "11/01")[0]["text"] == "Waiting"


def test_dropping_an_item_takes_words_and_is_never_taken_unasked(work, tmp_path):
    sheet = Sheet(send_out(work, tmp_path / "t.xlsx"))
    sheet.report("11/01", status="Dropped by agreement")
    sheet.report("11/02", status="Dropped by agreement", remark="Agreed by letter")
    plan = plan_of(work, sheet.save())
    bare, told = line(plan, "11/01"), line(plan, "11/02")
    assert (bare.state, bare.takes_effect) == (LineState.FAULTY, False)
    assert [issue.code for issue in bare.issues] == ["drop_without_words"]
    assert (told.state, told.accepted) == (LineState.CHANGED, False)
    assert "agreement of both sides" in told.reason
    take(work, plan, {plan.lines.index(told)})
    after = items(work)["11/02"]
    assert (after["status"], after["closing_remark"]) == ("dropped", "Agreed by letter")


def test_sorted_shortened_and_shuffled_sheets_are_matched_all_the_same(work, tmp_path):
    sheet = Sheet(send_out(work, tmp_path / "t.xlsx"))
    sheet.report("11/01", remark="one")
    sheet.report("11/02", remark="two")

    def shuffle(page):
        first, second, gone = (sheet.row(number) for number in ("11/01", "11/02", "11/04"))
        for column in range(1, page.max_column + 1):
            a, b = page.cell(first, column), page.cell(second, column)
            a.value, b.value = b.value, a.value
        for merged in list(page.merged_cells.ranges):
            page.unmerge_cells(str(merged))
        page.delete_rows(gone)
        remark = sheet.column("remark")
        for row in range(1, page.max_row + 1):  # the remark stands first now
            values = [page.cell(row, c).value for c in range(1, page.max_column + 1)]
            for at, value in enumerate([values.pop(remark - 1), *values], 1):
                page.cell(row, at).value = value

    plan = plan_of(work, sheet.save(shuffle))
    assert line(plan, "11/01").entry.text == "one"
    assert line(plan, "11/02").entry.text == "two"
    missing = line(plan, "11/04")
    assert (missing.state, missing.row) == (LineState.MISSING, 0)


def test_without_the_hidden_column_the_number_leads_back(work, tmp_path):
    sheet = Sheet(send_out(work, tmp_path / "t.xlsx"))
    sheet.report("11/01", status="In progress", remark="one")
    sheet.report("11/02", status="Done")
    sheet.report("11/03", number="11/77", remark="whose?")
    plan = plan_of(work, sheet.save(lambda page: page.delete_cols(page.max_column)))
    told, bare, unknown = (line(plan, number) for number in ("11/01", "11/02", "11/77"))
    assert (told.state, told.accepted) == (LineState.CHANGED, True)
    assert "by its number" in told.reason
    assert (bare.state, bare.accepted) == (LineState.CHANGED, False), "who changed it is unknown"
    assert (unknown.state, unknown.action_id) == (LineState.UNKNOWN, None)
    assert "no action item has its number" in unknown.reason


def test_an_item_that_stands_twice_is_never_taken_unasked(work, tmp_path):
    sheet = Sheet(send_out(work, tmp_path / "t.xlsx"))
    sheet.report("11/01", remark="one")

    def repeat(page):
        row = sheet.row("11/01")
        for column in range(1, page.max_column + 1):
            page.cell(page.max_row + (column == 1), column).value = page.cell(row, column).value
        page.cell(page.max_row, sheet.column("remark")).value = "another"

    plan = plan_of(work, sheet.save(repeat))
    both = [one for one in plan.lines if one.number == "11/01"]
    assert [one.state for one in both] == [LineState.CONFLICT] * 2
    assert not plan.proposed
    assert "several times" in both[0].reason


def test_rows_of_another_session_are_shown_and_never_taken(work, tmp_path):
    path = send_out(work, tmp_path / "t.xlsx")
    sheet = Sheet(path)
    sheet.report("11/01", remark="one")
    sheet.save()
    with work.edit("Gone") as db:
        stored.remove(db, stored.ACTION_ITEMS, [items(work)["11/01"].id])
    found = line(plan_of(work, path), "11/01")
    assert (found.state, found.takes_effect) == (LineState.UNKNOWN, False)
    assert "not in this session" in found.reason


def test_any_other_workbook_is_refused(work, tmp_path):
    book = openpyxl.Workbook()
    book.active.append(["No.", "Name", "Designation"])
    book.save(tmp_path / "list.xlsx")
    with pytest.raises(UserError) as refused:
        plan_of(work, tmp_path / "list.xlsx")
    assert refused.value.code == "actions.no_table"


@pytest.mark.skipif(which("soffice") is None, reason="LibreOffice is not here")
def test_a_table_that_libreoffice_saved_comes_back_whole(work, tmp_path):
    sheet = Sheet(send_out(work, tmp_path / "t.xlsx", language="both"), "en")
    page = sheet.page
    row = next(r for r in range(1, page.max_row + 1) if page.cell(r, 1).value == "11/01")
    page.cell(row, 6).value, page.cell(row, 7).value = "Done / Выполнено", date(2025, 8, 2)
    page.cell(row, 8).value = "Готово"
    sheet.save()
    out = tmp_path / "saved"
    subprocess.run(
        ["soffice", f"-env:UserInstallation={(tmp_path / 'lo').as_uri()}", "--headless",
         "--convert-to", "ods", "--outdir", str(out), str(sheet.path)],
        check=True, capture_output=True, timeout=120,
    )  # fmt: skip
    plan = plan_of(work, out / "t.ods")
    assert line(plan, "11/01").entry.text == "Готово"
    assert line(plan, "11/01").entry.date == "2025-08-02"
    assert {one.state for one in plan.lines if one.number != "11/01"} == {LineState.SAME}


def test_each_body_gets_a_file_with_its_open_items_only(work, tmp_path):
    with work.read() as db:
        files = tables.export_per_body(db, tmp_path / "bodies", "en")
        assert tables.items_without_body(db) == 1
    assert [file.body for file in files] == ["DPIIT", "ЦАГИ", "Ministry of Mines"]
    assert sorted(p.name for p in (tmp_path / "bodies").iterdir()) == sorted(f.name for f in files)
    assert [len(file.table.lines) for file in files] == [2, 1, 1], "what is done is left out"


def test_bodies_of_awkward_names_get_names_that_every_system_allows(work, tmp_path):
    awkward = ['../..\\C:"x"', "CON", "a" * 300, "a" * 299 + "b", "A" * 300 + ".", "м/о?*"]
    with work.edit("Bodies") as db:
        rows = [{"text_en": "x", "body_first": name} for name in awkward]
        stored.create(db, stored.ACTION_ITEMS, rows)
        files = tables.export_per_body(db, tmp_path / "bodies", "en")
    names = [file.name for file in files]
    assert len({name.casefold() for name in names}) == len(names) == 9
    assert all(len(name) < 200 and not set(name) & set('\\/:*?"<>|') for name in names)
    assert {p.name for p in (tmp_path / "bodies").iterdir()} == set(names)


def test_only_status_date_and_remark_can_be_written(work, tmp_path):
    sheet = Sheet(send_out(work, tmp_path / "t.xlsx"))
    page = sheet.page
    assert page.protection.sheet
    assert not page.protection.password
    row = sheet.row("11/01")
    unlocked = {cell.column_letter for cell in page[row] if not cell.protection.locked}
    assert unlocked == {"F", "G", "H"}
    lists = [v for v in page.data_validations.dataValidation if v.type == "list"]
    assert lists[0].formula1 == '"Open,In progress,Done,Dropped by agreement"'
    assert "OVERDUE" in page.cell(row, sheet.column("due")).value
    assert "OVERDUE" not in page.cell(sheet.row("11/02"), sheet.column("due")).value
    assert page.column_dimensions["I"].hidden
    assert page.print_title_rows == f"${row - 1}:${row - 1}"
    assert (page.page_setup.paperSize, page.page_setup.orientation) == (9, "landscape")


def test_the_secretariats_remarks_stay_behind(work, tmp_path):
    path = send_out(work, tmp_path / "t.xlsx", language="both")
    with zipfile.ZipFile(path) as package:
        whole = b"".join(map(package.read, package.namelist()))
    assert b"SECRETCANARY" not in whole
    assert "Изучить".encode() in whole


def test_texts_that_look_like_formulas_stay_text_out_and_back(work, tmp_path):
    hostile = '=HYPERLINK("http://example.org";"x")\n<r>a</r> &P \u202egnp'
    with work.edit("Hostile") as db:
        row = {"number": "=1+1", "text_en": "=cmd|'/C calc'!A0", "body_first": "@SUM(A1)"}
        stored.create(db, stored.ACTION_ITEMS, [row])
    sheet = Sheet(send_out(work, tmp_path / "t.xlsx", "@sum(a1)"))
    assert all(c.data_type != "f" for cells in sheet.page.iter_rows() for c in cells)
    row = sheet.row("=1+1")
    cell = sheet.page.cell(row, sheet.column("remark"))
    cell.value, cell.data_type = hostile, "s"
    plan = plan_of(work, sheet.save())
    take(work, plan)
    (entry,) = progress(work, "=1+1")
    assert entry["text"] == hostile.replace("\u202e", "")
    assert entry["reported_by"] == "@SUM(A1)"
