"""What a side still owes for a purpose goes out and comes back as changes of its people."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import openpyxl
import pytest

from rapporteur.domain.checks import purpose
from rapporteur.domain.editing import FieldEdit
from rapporteur.domain.errors import UserError
from rapporteur.exchange.incoming.reading import read_book
from rapporteur.exchange.lists.marks import FAULT_HEADINGS, find_mark
from rapporteur.exchange.outgoing.correction_sheet import SIGN
from rapporteur.services import delegates
from rapporteur.services.importing import imports
from rapporteur.services.lists import missing

COMPLETE = {
    "given_name": "Oleg",
    "designation": "Adviser",
    "organisation": "Ministry of Industry",
    "passport_name": "OLEG RUSSIA",
    "citizenship": "Russia",
    "passport_number": "00 1234567",
    "sex": "male",
    "date_of_birth": "1970-03-04",
    "place_of_birth": "Moscow",
    "passport_issued": "2020-01-02",
    "passport_expiry": "2030-01-02",
    "arrival_date": "2025-08-05",
    "departure_date": "2025-08-08",
}


def fill(desk, name: str, **values: str) -> None:
    person = desk.named(name)
    with desk.workspace.edit("Edit") as db:
        edits = {k: FieldEdit(person[k], v) for k, v in values.items()}
        delegates.update_delegate(db, person.id, edits)


@pytest.fixture
def visa(desk):
    """Russia1 is complete, Russia2 lacks two fields, Russia3 has a passport that is too old."""
    fill(desk, "Russia1", **COMPLETE)
    fill(desk, "Russia2", **{**COMPLETE, "passport_number": "00 7654321", "sex": "",
                             "arrival_date": ""})  # fmt: skip
    fill(desk, "Russia3", **{**COMPLETE, "passport_number": "00 1111111",
                             "passport_expiry": "2025-08-01"})  # fmt: skip
    return desk


def sheet(desk, path: Path, key: str = "visa", side: str = "RU", language: str = "") -> Path:
    with desk.workspace.read() as db:
        missing.export_missing(db, path, purpose(key), side, language)
    return path


def read(path: Path):
    """The page, its columns by key, the row of its headings, and the words beside the cells."""
    mark = find_mark(read_book(path).sheets[0])
    assert mark is not None
    book = openpyxl.load_workbook(path)
    page = book.worksheets[0]
    at = {key: column for column, key in mark.fields.items()}
    faults = {}
    for row in range(mark.header_row + 1, page.max_row + 1):
        for key, column in at.items():
            heading = page.cell(mark.header_row, column + 1).value
            said = page.cell(row, column + 1).value
            if heading in FAULT_HEADINGS.values() and said:
                faults[row - mark.header_row, key] = said.removeprefix(SIGN)
    return book, page, at, mark.header_row, faults


def test_everybody_who_lacks_something_is_asked_for_it(visa, tmp_path):
    _, page, at, header, faults = read(sheet(visa, tmp_path / "out.xlsx"))
    names = [page.cell(header + n, at["full_name"]).value for n in (1, 2, 3)]
    assert names == ["Oleg Russia2", "Oleg Russia3", None]
    assert faults.keys() == {(1, "sex"), (1, "arrival_date"), (2, "passport_expiry")}
    assert faults[1, "sex"] == "Пожалуйста, заполните."
    assert "истекает до окончания" in faults[2, "passport_expiry"]
    assert page.cell(header + 1, at["passport_number"]).value == "00 7654321"
    assert page.cell(header, at["sex"]).value == "Пол /\nSex"


def test_what_is_filled_in_comes_back_as_changes_and_nothing_else(visa, tmp_path):
    path = sheet(visa, tmp_path / "out.xlsx")
    book, page, at, header, _ = read(path)
    page.cell(header + 1, at["sex"]).value = "Женский"
    page.cell(header + 1, at["arrival_date"]).value = "06.08.2025"
    page.cell(header + 2, at["passport_expiry"]).value = date(2031, 5, 6)
    book.save(path)
    fill(visa, "Russia2", designation="Director")  # meanwhile, here

    with visa.workspace.edit("Import") as db:
        plan = imports.plan(db, read_book(path))
        imports.commit(db, plan)

    assert {k: v for k, v in plan.counts().items() if v} == {"changed": 2}
    assert plan.issues == ()
    assert [[(c.field, c.new) for c in row.changes] for row in plan.rows] == [
        [("sex", "female"), ("arrival_date", "2025-08-06")],
        [("passport_expiry", "2031-05-06")],
    ]
    assert visa.named("Russia2")["designation"] == "Director"
    with visa.workspace.read() as db, pytest.raises(UserError) as complete:
        missing.missing_page(db, purpose("visa"), "RU")
    assert complete.value.code == "missing.nothing"


def test_a_sheet_that_comes_back_untouched_changes_nobody(visa, tmp_path):
    path = sheet(visa, tmp_path / "out.xlsx")
    with visa.workspace.read() as db:
        plan = imports.plan(db, read_book(path))
    assert {k: v for k, v in plan.counts().items() if v} == {"same": 2}
    assert plan.issues == ()


def test_hosts_are_not_asked_for_what_only_guests_need(visa, tmp_path):
    with visa.workspace.read() as db, pytest.raises(UserError):
        missing.missing_page(db, purpose("visa"), "IN")
    fill(visa, "India2", **{**COMPLETE, "passport_expiry": "2025-08-01"})
    _, _, at, _, faults = read(sheet(visa, tmp_path / "out.xlsx", "public", "IN"))
    assert {key for _, key in faults} == {"designation", "organisation"}
    assert "passport_number" not in at


def test_one_of_two_is_enough_and_both_are_offered(visa, tmp_path):
    _, _, at, _, faults = read(sheet(visa, tmp_path / "out.xlsx", "airport", "RU", "en"))
    assert faults[1, "phone"] == "Please fill in this or: Contact person."
    assert (1, "contact_person") not in faults
    assert "contact_person" in at


def test_what_concerns_the_other_side_is_not_told(visa, tmp_path):
    """Somebody of ours with the same passport number is no business of the other side."""
    fill(visa, "India1", **COMPLETE)
    _, _, _, _, faults = read(sheet(visa, tmp_path / "out.xlsx"))
    assert not any(key == "passport_number" for _, key in faults)
    fill(visa, "Russia3", passport_number="00 1234567")
    _, _, _, _, faults = read(sheet(visa, tmp_path / "out.xlsx"))
    assert any(key == "passport_number" for _, key in faults)


def test_the_hidden_column_holds_references_alone(visa, tmp_path):
    _, page, _, header, _ = read(sheet(visa, tmp_path / "out.xlsx"))
    references = [page.cell(header + n, page.max_column).value for n in (0, 1, 2)]
    assert references[0] == "rapporteur:ref"
    assert references[1].startswith(f"{visa.named('Russia2').uuid}@")
    assert (
        page.cell(header - 1, page.max_column).value == "rapporteur:sheet?kind=correction&side=RU"
    )


def test_what_is_typed_on_after_the_sheet_went_out_is_not_taken_back_by_it(visa, tmp_path):
    """The same field, in the same breath: it would be one step with what the sheet says."""
    person = visa.named("Russia2")

    def typed(old: str, new: str) -> None:
        with visa.workspace.edit("Edit", merge="designation") as db:
            delegates.update_delegate(db, person.id, {"designation": FieldEdit(old, new)})

    typed("Adviser", "Dir")
    path = sheet(visa, tmp_path / "missing.xlsx")
    typed("Dir", "Director General")
    with visa.workspace.read() as db:
        plan = imports.plan(db, read_book(path))
    assert [row.changes for row in plan.rows] == [(), ()]
