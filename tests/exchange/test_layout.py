"""Finding the header and the columns."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl.worksheet.worksheet import Worksheet
from tests.exchange.lists import Imported, taken

from rapporteur.domain.delegates import DELEGATE
from rapporteur.domain.errors import UserError
from rapporteur.exchange.lists.headings import Headings
from rapporteur.exchange.lists.layout import fold_heading


def _targets(found: Imported) -> list[str]:
    return [column.target for column in found.layout.columns]


def test_every_heading_of_the_catalogue_is_known() -> None:
    headings = Headings()
    for field in (*DELEGATE.fields, *DELEGATE.derived):
        for heading in field.headings:
            assert field.key in headings.match(heading), heading


@pytest.mark.parametrize(
    ("heading", "target"),
    [
        ("Function / Должность", "designation"),
        ("Title / Обращение", "honorific"),
        ("Country / Organization / Делегация", "side"),
        ("E-mail\nЭл. почта", "email"),
        ("Mobile No. (with country code)", "phone"),
        ("Name of the Organisation", "organisation"),
        ("Desigantion", "designation"),
        ("PASSPORT_NO", "passport_number"),
        ("Passport No. & expiry", "passport_number"),
        ("Фамилия, имя, отчество (полностью)", "full_name"),
        ("Date of arrival in Delhi", "arrival_date"),
        ("Name (as per passport)", "passport_name"),
    ],
)
def test_heading(heading: str, target: str) -> None:
    scores = Headings().match(heading)
    assert max(scores, key=lambda t: scores[t]) == target


@pytest.mark.parametrize("heading", ["Fee (CHF)", "Суточные", "Signature", "", "x" * 500])
def test_no_heading(heading: str) -> None:
    assert Headings().match(heading) == {}


@given(st.text())
def test_folding_is_stable(text: str) -> None:
    assert fold_heading(fold_heading(text)) == fold_heading(text)


@given(st.text(max_size=60))
def test_any_text_can_be_matched(text: str) -> None:
    assert all(0 <= score <= 105 for score in Headings().match(text).values())


def test_header_in_row_nine(tmp_path: Path) -> None:
    found = taken(tmp_path, [
        ["MINISTRY OF COMMERCE AND INDUSTRY"], ["Government of India"], [],
        ["List of participants"], ["as of 5 August 2025"], [], [], [],
        ["Sl. No.", "Name of the Officer", "Designation", "Ministry/Department/Organisation"],
        [1, "Shri Raghav Menon", "Joint Secretary", "DPIIT"],
    ])  # fmt: skip
    assert found.layout.header_rows == (9,)
    assert found.layout.first_row == 10
    assert _targets(found) == ["number", "full_name", "designation", "organisation"]
    assert len(found.rows) == 1


def test_two_row_header_with_cells_merged_downwards(tmp_path: Path) -> None:
    def finish(sheet: Worksheet) -> None:
        for area in ("A1:A2", "B1:B2", "C1:D1", "E1:F1"):
            sheet.merge_cells(area)

    found = taken(tmp_path, [
        ["No.", "Name", "Passport", "", "Arrival", ""],
        ["", "", "No.", "Expiry", "Date", "Flight"],
        [1, "Anil Rao", "Z1234567", "31.12.2030", "05.08.2025", "SU 232"],
    ], finish=finish)  # fmt: skip
    assert found.layout.header_rows == (1, 2)
    assert _targets(found) == [
        "number", "full_name", "passport_number", "passport_expiry", "arrival_date",
        "arrival_flight",
    ]  # fmt: skip


def test_second_header_row_in_another_language_and_column_numbers(tmp_path: Path) -> None:
    found = taken(tmp_path, [
        ["No.", "Name", "Designation"], ["№ п/п", "ФИО", "Должность"], ["1", "2", "3"],
        [1, "Anil Rao", "Director"],
    ])  # fmt: skip
    assert found.layout.header_rows == (1, 2, 3)
    assert _targets(found) == ["number", "full_name", "designation"]
    assert found.values("family_name") == ["Rao"]


def test_title_as_designation(tmp_path: Path) -> None:
    found = taken(tmp_path, [
        ["Name", "Title", "Organization"], ["Anil Rao", "Deputy Director", "DPIIT"],
        ["Ravi Nair", "Joint Secretary", "DPIIT"],
    ])  # fmt: skip
    assert _targets(found) == ["full_name", "designation", "organisation"]


def test_status_of_participation(tmp_path: Path) -> None:
    found = taken(tmp_path, [
        ["Name", "Status"], ["Anil Rao", "Confirmed"], ["Ravi Nair", "To be confirmed"],
    ])  # fmt: skip
    assert _targets(found) == ["full_name", "status"]
    assert found.values("status") == ["confirmed", "provisional"]


def test_name_beside_surname_is_the_given_name(tmp_path: Path) -> None:
    found = taken(tmp_path, [["Surname", "Name"], ["Rao", "Anil"], ["Nair", "Ravi"]])
    assert _targets(found) == ["family_name", "given_name"]


def test_surname_column_with_whole_names(tmp_path: Path) -> None:
    found = taken(tmp_path, [
        ["№", "Фамилия", "Должность"], [1, "Груздев Алексей Владимирович", "Директор"],
        [2, "Ильина Анна Петровна", "Советник"],
    ])  # fmt: skip
    assert _targets(found) == ["number", "full_name", "designation"]
    assert found.values("patronymic") == ["Владимирович", "Петровна"]


def test_number_or_passport(tmp_path: Path) -> None:
    found = taken(tmp_path, [
        ["№ п/п", "ФИО", "Номер"], [1, "Груздев А. В.", "75 1234567"],
        [2, "Ильина А. П.", "75 7654321"],
    ])  # fmt: skip
    assert _targets(found) == ["number", "full_name", "passport_number"]


def test_columns_without_heading(tmp_path: Path) -> None:
    rows = [["", "", "", ""]]
    head = [["", "Name", "Designation", ""]]
    people = [[n, f"Anil Rao{'abc'[n]}", "Director", f"a{n}@example.in"] for n in range(3)]
    found = taken(tmp_path, rows + head + people)
    assert _targets(found) == ["number", "full_name", "designation", "email"]
    assert found.layout.columns[3].how == "content"
    assert found.layout.columns[3].heading == "[D]"


def test_list_without_any_header(tmp_path: Path) -> None:
    found = taken(tmp_path, [
        ["Indian delegation"],
        [1, "Shri Raghav Menon", "Joint Secretary", "Ministry of Mines", "r@example.in"],
        [2, "Smt. Lata Iyer", "Director", "Ministry of Railways", "l@example.in"],
        [3, "Dr. Anil Rao", "Chief Engineer", "Steel Authority", "a@example.in"],
    ])  # fmt: skip
    assert found.layout.header_rows == ()
    assert _targets(found) == ["number", "full_name", "designation", "organisation", "email"]
    assert found.values("family_name") == ["Menon", "Iyer", "Rao"]
    assert {row.side for row in found.people} == {"IN"}
    assert "no_header" in found.codes()


def test_second_column_for_a_field_is_named_not_lost(tmp_path: Path) -> None:
    found = taken(tmp_path, [
        ["Name", "Designation", "Job title"], ["Anil Rao", "Director", "Head"],
    ])  # fmt: skip
    assert found.layout.unmapped == ("Job title",)
    assert "“Designation”" in found.issue("column_twice")[1]
    assert found.people[0].original["Job title"] == "Head"


def test_taught_and_chosen_columns(tmp_path: Path) -> None:
    rows = [["Name", "Post", "Code"], ["Anil Rao", "Director", "B-12"]]
    remembered = taken(tmp_path, rows, remembered={fold_heading("Code"): "room"})
    assert _targets(remembered) == ["full_name", "designation", "room"]
    assert remembered.layout.columns[2].how == "remembered"
    chosen = taken(tmp_path, rows, remembered={"code": "room"}, chosen={2: "role", 3: ""})
    assert _targets(chosen) == ["full_name", "role", ""]
    assert [c.how for c in chosen.layout.columns] == ["heading", "chosen", "chosen"]


def test_mobile_and_other_telephone(tmp_path: Path) -> None:
    found = taken(tmp_path, [
        ["ФИО", "Телефон", "Моб. телефон"], ["Груздев А. В.", "+7 495 6321234", "+7 916 1234567"],
    ])  # fmt: skip
    assert _targets(found) == ["full_name", "office_phone", "phone"]


@pytest.mark.parametrize("rows", [[], [["hello"]], [["Budget", "2025"], ["Travel", 100]]])
def test_no_list(tmp_path: Path, rows: list[list[object]]) -> None:
    with pytest.raises(UserError) as caught:
        taken(tmp_path, rows)
    assert caught.value.code == "import.no_list"


def test_sheet_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(UserError) as caught:
        taken(tmp_path, [["Name", "Post"], ["Anil Rao", "Director"]], sheet="India")
    assert caught.value.code == "import.no_sheet"
    assert "Sheet1" in str(caught.value)
