"""The form of an update, written, filled in by another program, and read back."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest
from tests.services.conftest import Desk

from rapporteur.domain.editing import FieldEdit
from rapporteur.domain.errors import UserError
from rapporteur.domain.subgroups import RECEIVED, SubGroupUpdate
from rapporteur.exchange.incoming.reading import read_book
from rapporteur.exchange.outgoing.update_form import write_update_form
from rapporteur.services.subgroups import form_export, form_import, updates

HOSTILE = '=HYPERLINK("http://x","y")'


@pytest.fixture
def group(desk: Desk) -> int:
    with desk.workspace.edit("text") as db:
        values = {"work_en": FieldEdit("", HOSTILE), "work_ru": FieldEdit("", "Ёлки\n+7 495")}
        return updates.edit(db, 1, values).sub_group_id


def _sent(desk: Desk, path: Path, group: int) -> Path:
    with desk.workspace.read() as db:
        form = form_export.form_data(db, group)
    write_update_form(path, form)
    return path


def _fill(path: Path, texts: dict[str, str], *, without_mark: bool = False) -> None:
    """As a co-lead would, whose program saves the file anew."""
    book = openpyxl.load_workbook(path)
    sheet = book.worksheets[0]
    for row in sheet.iter_rows():
        mark = str(row[3].value or "")
        for key, text in texts.items():
            if f"key={key}&" in mark:
                assert not row[2].protection.locked
                row[2].value = text
                row[2].data_type = "s"
        if without_mark and mark.startswith("rapporteur:update?"):
            row[3].value = None
    book.save(path)


def _held(desk: Desk, group: int) -> SubGroupUpdate:
    with desk.workspace.read() as db:
        found = updates.this_session(db, group)
    assert found is not None
    return found


def test_a_form_read_back_untouched_changes_no_word(desk: Desk, group: int, tmp_path: Path) -> None:
    path = _sent(desk, tmp_path / "form.xlsx", group)
    sheet = openpyxl.load_workbook(path).worksheets[0]
    assert sheet.protection.sheet
    assert sheet.column_dimensions["D"].hidden
    assert not [c for row in sheet.iter_rows() for c in row if c.data_type == "f"]
    before = _held(desk, group)
    with desk.workspace.edit("form") as db:
        plan = form_import.import_form(db, read_book(path))
    assert plan.certain
    assert plan.changes == ()
    after = _held(desk, group)
    assert [after[k] for k in form_import.KEYS] == [before[k] for k in form_import.KEYS]
    assert after["state"] == RECEIVED


def test_what_was_filled_in_comes_back_as_one_step(desk: Desk, group: int, tmp_path: Path) -> None:
    path = _sent(desk, tmp_path / "form.xlsx", group)
    _fill(path, {"work_en": "=1+1 was discussed", "obstacles_ru": "Нет", "met_on": "2 May; 3 May"})
    with desk.workspace.edit("form") as db:
        plan = form_import.import_form(db, read_book(path))
    assert {c.key for c in plan.changes} == {"work_en", "obstacles_ru", "met_on"}
    assert not any(c.conflict for c in plan.changes)
    held = _held(desk, group)
    assert (held["work_en"], held["obstacles_ru"]) == ("=1+1 was discussed", "Нет")
    desk.workspace.undo()
    assert _held(desk, group)["work_en"] == HOSTILE
    assert _held(desk, group)["state"] == ""


def test_what_both_changed_is_a_conflict_and_stays_ours(
    desk: Desk, group: int, tmp_path: Path
) -> None:
    path = _sent(desk, tmp_path / "form.xlsx", group)
    _fill(path, {"work_en": "Theirs", "work_ru": "Их текст"})
    with desk.workspace.edit("ours") as db:
        updates.edit(db, group, {"work_en": FieldEdit(HOSTILE, "Ours")})
    with desk.workspace.edit("form") as db:
        plan = form_import.import_form(db, read_book(path))
    assert [c.key for c in plan.changes if c.conflict] == ["work_en"]
    assert (_held(desk, group)["work_en"], _held(desk, group)["work_ru"]) == ("Ours", "Их текст")


def test_without_its_reference_it_is_known_by_name_and_asked_about(
    desk: Desk, group: int, tmp_path: Path
) -> None:
    path = _sent(desk, tmp_path / "form.xlsx", group)
    _fill(path, {"work_en": "Theirs"}, without_mark=True)
    with desk.workspace.read() as db:
        plan = form_import.plan(db, read_book(path))
    assert (plan.group_id, plan.certain) == (group, False)
    with pytest.raises(UserError) as refused, desk.workspace.edit("form") as db:
        form_import.import_form(db, read_book(path))
    assert refused.value.code == "update_form.unsure"


def test_any_other_workbook_is_refused_in_words(desk: Desk, tmp_path: Path) -> None:
    path = tmp_path / "other.xlsx"
    book = openpyxl.Workbook()
    book.create_sheet("List").append(["Name", "Post"])
    book.save(path)
    with pytest.raises(UserError) as refused, desk.workspace.read() as db:
        form_import.plan(db, read_book(path))
    assert refused.value.code == "update_form.other"
    assert "other.xlsx" in str(refused.value)
