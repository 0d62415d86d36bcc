"""The traps of real lists, one by one, in lists made for them."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl.styles import Font
from openpyxl.worksheet.worksheet import Worksheet
from tests.exchange.lists import SPELLINGS, make_list, take_in, taken

from rapporteur.domain.errors import UserError
from rapporteur.domain.workbook import Area, Book, CellValue, Sheet
from rapporteur.exchange.lists.layout import recognise
from rapporteur.exchange.lists.listing import read_rows

HEAD = ["S.No.", "Name", "Designation", "Organisation"]
WORDS = ["Name", "ФИО", "Arrival", "Phone", "Side", "India", "Total", "TBC", "Anil Rao", "-do-"]
ONE = [1, "Shri Raghav Menon", "Joint Secretary", "Ministry of Mines"]


def test_bands_name_the_sides(tmp_path: Path) -> None:
    def finish(sheet: Worksheet) -> None:
        sheet.merge_cells("A2:D2")
        sheet.merge_cells("A5:D5")

    found = taken(tmp_path, [
        HEAD,
        ["INDIAN SIDE"], ONE, [2, "Smt. Lata Iyer", "Director", "DPIIT"],
        ["РОССИЙСКАЯ СТОРОНА"], [1, "Груздев Алексей Владимирович", "Директор", "Минпромторг"],
        ["Kazakhstan"], [1, "Aman Serikov", "Adviser", "Ministry of Industry"],
    ], finish=finish)  # fmt: skip
    assert [row.side for row in found.rows] == ["IN", "IN", "RU", ""]
    assert [row.skipped for row in found.rows] == ["", "", "", "other_side"]
    assert found.rows[3].values["family_name"] == "Serikov"
    assert "Kazakhstan" in found.issue("other_side")[1]


@pytest.mark.parametrize(
    ("text", "side"),
    [
        ("India", "IN"), ("Republic of India", "IN"), ("Индия", "IN"), ("IN", "IN"), ("भारत", "IN"),
        ("RU", "RU"), ("Russian Federation", "RU"), ("the Russian Side", "RU"), ("РФ", "RU"),
        ("Делегация Российской Федерации", "RU"), ("Republic of Belarus", ""), ("UNIDO", ""),
    ],
)  # fmt: skip
def test_side_column(tmp_path: Path, text: str, side: str) -> None:
    found = taken(tmp_path, [["Name", "Post", "Country"], ["Anil Rao", "Director", text]])
    assert found.rows[0].side == side
    assert found.rows[0].skipped == ("" if side else "other_side")


def test_side_written_once_per_group(tmp_path: Path) -> None:
    def finish(sheet: Worksheet) -> None:
        sheet.merge_cells("A2:A4")
        sheet.merge_cells("A5:A6")

    found = taken(tmp_path, [
        ["Country", "Name", "Designation"],
        ["India", "Anil Rao", "Director"], ["", "Ravi Nair", "Director"],
        ["", "Lata Iyer", "Director"], ["Russia", "Иванов И. И.", "Директор"],
        ["", "Петров П. П.", "Директор"],
    ], finish=finish)  # fmt: skip
    assert [row.side for row in found.rows] == ["IN", "IN", "IN", "RU", "RU"]


def test_nationality_is_not_the_side(tmp_path: Path) -> None:
    found = taken(tmp_path, [["Name", "Nationality"], ["Anil Rao", "British"]])
    assert found.people[0].values["citizenship"] == "British"
    assert found.people[0].side == ""


def test_ministry_bands_fill_the_organisation(tmp_path: Path) -> None:
    found = taken(tmp_path, [
        ["No.", "Name", "Designation"],
        ["Ministry of Mines"], [1, "Anil Rao", "Director"],
        ["Ministry of Railways"], [2, "Ravi Nair", "Adviser"],
    ])  # fmt: skip
    assert found.values("organisation") == ["Ministry of Mines", "Ministry of Railways"]
    assert "organisation" in found.people[0].derived
    assert found.people[0].cells["organisation"] == "A2"


@pytest.mark.parametrize("joint", [",\n", "\n", ", ", " - ", " – "])
def test_name_and_designation_in_one_cell(tmp_path: Path, joint: str) -> None:
    found = taken(tmp_path, [
        ["Sl. No.", "Name & Designation", "Ministry"],
        [1, f"Shri A. K. Sharma{joint}Joint Secretary", "DPIIT"],
    ])  # fmt: skip
    values = found.people[0].values
    assert (values["honorific"], values["given_name"], values["family_name"]) == (
        "Shri", "A. K.", "Sharma",
    )  # fmt: skip
    assert values["designation"] == "Joint Secretary"
    assert {"honorific", "given_name", "family_name", "designation"} <= found.people[0].derived
    assert found.people[0].cells["designation"] == "B2"
    assert found.people[0].original["Name & Designation"].startswith("Shri A. K. Sharma")


def test_name_post_and_body_on_three_lines(tmp_path: Path) -> None:
    found = taken(tmp_path, [
        ["№", "ФИО, должность"],
        [1, "Груздев Алексей Владимирович\nДиректор департамента\nМинпромторг России"],
    ])  # fmt: skip
    values = found.people[0].values
    assert (values["family_name"], values["given_name"], values["patronymic"]) == (
        "Груздев", "Алексей", "Владимирович",
    )  # fmt: skip
    assert values["designation"] == "Директор департамента"
    assert values["organisation"] == "Минпромторг России"


def test_comma_in_a_name_is_no_designation(tmp_path: Path) -> None:
    found = taken(tmp_path, [["Name", "Designation"], ["Sharma, Anil Kumar", "Director"]])
    values = found.people[0].values
    assert (values["family_name"], values["given_name"]) == ("Sharma", "Anil Kumar")
    assert values["name_order"] == "family_first"


def test_honorific_inside_the_given_name(tmp_path: Path) -> None:
    found = taken(tmp_path, [["First name", "Last name"], ["Dr. Anil", "Rao"]])
    values = found.people[0].values
    assert (values["honorific"], values["given_name"], values["family_name"]) == (
        "Dr.", "Anil", "Rao",
    )  # fmt: skip


def test_totals_notes_signatures_and_empty_numbers(tmp_path: Path) -> None:
    rows: list[list[object]] = [HEAD, ONE, ["", "", "", ""]]
    rows += [[n, "", "", ""] for n in range(2, 42)]
    rows += [["Total", 1], ["Note: subject to change"], ["", "Signature: __________"]]
    found = taken(tmp_path, rows)
    assert [row.skipped for row in found.rows] == [
        "", "empty_numbered", "total", "note", "signature",
    ]  # fmt: skip
    cell, text = found.issue("empty_numbered")
    assert cell == "A4"
    assert "40 rows" in text


def test_header_repeated_inside_the_list(tmp_path: Path) -> None:
    found = taken(tmp_path, [HEAD, ONE, [], HEAD, [2, "Lata Iyer", "Director", "DPIIT"]])
    assert [row.row for row in found.rows] == [2, 5]


def test_cancelled_and_hidden_people(tmp_path: Path) -> None:
    def finish(sheet: Worksheet) -> None:
        for cell in sheet[3]:
            cell.font = Font(strike=True)
        sheet.row_dimensions[4].hidden = True

    found = taken(tmp_path, [
        HEAD, ONE, [2, "Lata Iyer", "Director", "DPIIT"], [3, "Anil Rao", "Adviser", "DPIIT"],
    ], finish=finish)  # fmt: skip
    assert found.values("status") == ["", "withdrawn", ""]
    assert found.issue("struck_through")[0] == "B3"
    assert found.issue("row_hidden")[0] == "A4"


def test_dates_of_every_kind(tmp_path: Path) -> None:
    written = [dt.date(2026, 3, 10), "10.03.2026", "2026-03-10", "10/03/26", "March 10, 2026",
               "10 марта 2026 г.", 46091, "10 मार्च 2026", dt.datetime(2026, 3, 10, 5, 20),  # noqa: DTZ001 - a cell has no zone

               "10.03.2026 05:20 SU-232"]  # fmt: skip
    found = taken(tmp_path, [["Name", "Arrival date"], *[["Anil Rao", d] for d in written]])
    assert found.values("arrival_date") == ["2026-03-10"] * len(written)
    assert found.values("arrival_time")[-2:] == ["05:20", "05:20"]
    assert found.values("arrival_flight")[-1] == "SU-232"
    assert found.issue("date_ambiguous")[0] == "B5"
    assert found.issue("date_serial")[0] == "B8"


def test_one_clear_date_settles_the_order_of_a_column(tmp_path: Path) -> None:
    found = taken(tmp_path, [
        ["Name", "Passport expiry"], ["Anil Rao", "12/31/2030"], ["Ravi Nair", "03/04/2031"],
    ])  # fmt: skip
    assert found.values("passport_expiry") == ["2030-12-31", "2031-03-04"]
    assert "date_ambiguous" not in found.codes()


def test_dates_of_birth_lie_in_the_past(tmp_path: Path) -> None:
    found = taken(tmp_path, [["Name", "D.O.B."], ["Anil Rao", "05.12.65"]])
    assert found.values("date_of_birth") == ["1965-12-05"]


def test_unreadable_date_keeps_the_row_and_its_text(tmp_path: Path) -> None:
    found = taken(tmp_path, [["Name", "Date of birth"], ["Anil Rao", "spring 1970"]])
    assert "date_of_birth" not in found.people[0].values
    assert found.people[0].original["Date of birth"] == "spring 1970"
    assert found.issue("date_unreadable")[0] == "B2"


def test_passport_with_its_expiry_in_one_cell(tmp_path: Path) -> None:
    found = taken(tmp_path, [
        ["ФИО", "Паспорт (серия, номер)"],
        ["Груздев Алексей Владимирович", "51 No 1234567 до 31.12.2030"],
        ["Иванов Иван Иванович", "75 1234567, выдан 01.02.2020, действителен до 01.02.2030"],
    ])  # fmt: skip
    assert found.values("passport_number") == ["51 No 1234567", "75 1234567"]
    assert found.values("passport_expiry") == ["2030-12-31", "2030-02-01"]
    assert found.values("passport_issued") == ["", "2020-02-01"]


def test_numbers_that_are_text(tmp_path: Path) -> None:
    def finish(sheet: Worksheet) -> None:
        sheet["B2"].number_format = "0000000000"

    found = taken(tmp_path, [
        ["Name", "Mobile No.", "Passport No."],
        ["Anil Rao", 98765432, 1234567], ["Ravi Nair", 919876543210, "0012345"],
        ["Lata Iyer", "9.19876E+11", 1234567890123456],
    ], finish=finish)  # fmt: skip
    assert found.values("phone") == ["0098765432", "919876543210", ""]
    assert found.values("passport_number") == ["1234567", "0012345", ""]
    assert found.issue("lost_digits")[0] == "B4"


@pytest.mark.parametrize("text", ["TBC", "уточняется", "-", "—", "n/a", "To be confirmed"])
def test_value_to_be_confirmed(tmp_path: Path, text: str) -> None:
    found = taken(tmp_path, [["Name", "Designation", "Hotel"], ["Anil Rao", text, "Ashok"]])
    assert "designation" not in found.people[0].values
    assert found.issue("to_be_confirmed")[0] == "B2"


def test_name_to_be_confirmed_is_a_doubt(tmp_path: Path) -> None:
    found = taken(tmp_path, [["Name", "Designation"], ["TBC", "Director"]])
    assert found.people[0].doubts
    assert not found.people[0].faults


def test_row_without_a_name_is_faulty(tmp_path: Path) -> None:
    found = taken(tmp_path, [HEAD, ONE, [2, "", "Director", "DPIIT"]])
    assert [bool(row.faults) for row in found.people] == [False, True]


def test_text_is_marked_but_never_changed(tmp_path: Path) -> None:
    found = taken(tmp_path, [
        ["Фамилия", "Имя", "Должность"],
        ["ГРУЗДЕВ", "Алeксей", "Директор"],  # the e is Latin
    ])  # fmt: skip
    values = found.people[0].values
    assert (values["family_name"], values["given_name"]) == ("ГРУЗДЕВ", "Алeксей")
    assert "“Груздев”" in found.issue("capitals")[1]
    cell, text = found.issue("lookalike")
    assert cell == "B2"
    assert "“Алексей”" in text


def test_layout_space_and_decomposed_accents(tmp_path: Path) -> None:
    found = taken(tmp_path, [
        ["Surname", "Given name", "Organisation"],
        ["  Jose\u0301  ", "Anna\u00a0Maria", "Ministry\nof  Mines"],
    ])  # fmt: skip
    assert found.people[0].values == {
        "family_name": "José", "given_name": "Anna Maria", "organisation": "Ministry of Mines",
    }  # fmt: skip
    assert found.people[0].original["Surname"] == "  Jose\u0301  "


def test_error_values_and_formulas(tmp_path: Path) -> None:
    def finish(sheet: Worksheet) -> None:
        sheet["C2"] = "#N/A"
        sheet["C2"].data_type = "e"
        sheet["A3"] = "=A2+1"

    found = taken(tmp_path, [HEAD, ONE, [2, "Lata Iyer", "Director", "DPIIT"]], finish=finish)
    assert found.values("designation") == ["", "Director"]
    assert found.issue("error_value")[0] == "C2"
    assert "without a stored result" in found.book.notices[0]
    assert found.values("family_name") == ["Menon", "Iyer"]


def test_choices_by_their_synonyms(tmp_path: Path) -> None:
    found = taken(tmp_path, [
        ["Name", "Sex", "Category"], ["Anil Rao", "M", "Industry"], ["Анна Ильина", "ж", "robot"],
    ])  # fmt: skip
    assert found.values("sex") == ["male", "female"]
    assert found.values("category") == ["industry", ""]
    assert found.issue("choice_unknown")[0] == "C3"


def test_ditto_marks(tmp_path: Path) -> None:
    found = taken(tmp_path, [
        HEAD, ONE, [2, "Lata Iyer", "-do-", "-do-"], [3, "Anil Rao", "Adviser", "″"],
    ])  # fmt: skip
    assert found.values("organisation") == ["Ministry of Mines"] * 3
    assert found.values("designation") == ["Joint Secretary", "Joint Secretary", "Adviser"]


def test_hindi_list(tmp_path: Path) -> None:
    found = taken(tmp_path, [
        ["भारतीय प्रतिनिधिमंडल"], [],
        ["क्र.सं.", "नाम", "पदनाम", "मंत्रालय/विभाग", "दूरभाष", "ई-मेल", "टिप्पणी"],
        [1, "श्री राजेश कुमार शर्मा", "संयुक्त सचिव", "खान मंत्रालय", "+91 11 2306 1234",
         "r@example.in", ""],
    ])  # fmt: skip
    values = found.people[0].values
    assert (values["honorific"], values["given_name"], values["family_name"]) == (
        "श्री", "राजेश कुमार", "शर्मा",
    )  # fmt: skip
    assert values["organisation"] == "खान मंत्रालय"
    assert found.people[0].side == "IN"


def test_row_of_our_own_export_leads_back(tmp_path: Path) -> None:
    def finish(sheet: Worksheet) -> None:
        sheet.column_dimensions["C"].hidden = True

    found = taken(tmp_path, [["Name", "Designation", "rapporteur:ref"],
                             ["Anil Rao", "Director", "0a1b-2c"]], finish=finish)  # fmt: skip
    assert found.people[0].reference == "0a1b-2c"
    assert found.layout.unmapped == ()
    assert "rapporteur:ref" not in found.people[0].original


def test_control_characters_are_left_out(tmp_path: Path) -> None:
    found = taken(tmp_path, [["Name", "Designation"], ["Anil\u202e Rao", "Director"]])
    assert found.people[0].values["family_name"] == "Rao"
    assert "control_characters" in found.codes()


def test_old_copies_hidden_sheets_and_covers_lose(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    cover = book.active
    assert isinstance(cover, Worksheet)
    cover.title = "Cover"
    cover["B2"] = "Working group"
    for name, people in (("old", 9), ("Delegates", 3), ("Лист2 (копия)", 5)):
        sheet = book.create_sheet(name)
        for row in (HEAD, *[ONE] * people):
            sheet.append(row)
    book.save(tmp_path / "list.xlsx")
    assert take_in(tmp_path / "list.xlsx").layout.sheet == "Delegates"
    assert take_in(tmp_path / "list.xlsx", sheet="old").layout.sheet == "old"


def test_one_sheet_per_side(tmp_path: Path) -> None:
    book = openpyxl.load_workbook(
        make_list(tmp_path / "list.xlsx", [HEAD, ONE, ONE], title="India")
    )
    sheet = book.create_sheet("Россия")
    for row in (["№ п/п", "ФИО", "Должность"], [1, "Груздев А. В.", "Директор"]):
        sheet.append(row)
    book.save(tmp_path / "list.xlsx")
    found = take_in(tmp_path / "list.xlsx")
    assert found.layout.sheet == "India"
    assert {row.side for row in found.people} == {"IN"}
    assert "Россия" in found.issue("another_sheet")[1]
    assert {r.side for r in take_in(tmp_path / "list.xlsx", sheet="Россия").people} == {"RU"}


def test_post_and_organisation_in_one_column(tmp_path: Path) -> None:
    found = taken(tmp_path, [
        ["№", "ФИО", "Должность, место работы"],
        [1, "Ильина А. П.", "Директор департамента, Минпромторг России"],
        [2, "Семёнов С. С.", "Заместитель Министра"],
    ])  # fmt: skip
    assert found.values("designation") == ["Директор департамента", "Заместитель Министра"]
    assert found.values("organisation") == ["Минпромторг России", ""]
    assert {"designation", "organisation"} <= found.people[0].derived


def test_telephone_and_mail_in_one_cell(tmp_path: Path) -> None:
    found = taken(tmp_path, [
        ["ФИО", "Контакты"],
        ["Ильина А. П.", "тел. +7 495 632-88-65\ne-mail: ilyina@example.ru"],
    ])  # fmt: skip
    assert found.values("email") == ["ilyina@example.ru"]
    assert found.values("phone") == ["+7 495 632-88-65"]


def test_role_as_a_heading_inside(tmp_path: Path) -> None:
    found = taken(tmp_path, [
        ["Name", "Designation"], ["Head of Delegation"], ["Anil Rao", "Secretary"],
        ["Members of Delegation"], ["Ravi Nair", "Director"],
    ])  # fmt: skip
    assert found.values("role") == ["Head of Delegation", "Member of Delegation"]
    assert "role" in found.people[1].derived


@given(
    st.lists(
        st.lists(
            st.none() | st.text(max_size=12) | st.integers() | st.floats() | st.booleans()
            | st.dates() | st.times() | st.sampled_from(WORDS),
            max_size=6,
        ),
        max_size=8,
    ),
    st.lists(st.tuples(*[st.integers(1, 9)] * 4), max_size=3),
)  # fmt: skip
def test_any_sheet_is_a_list_or_refused(
    rows: list[list[CellValue]], areas: list[tuple[int, int, int, int]]
) -> None:
    merged = tuple(Area(min(a, c), min(b, d), max(a, c), max(b, d)) for a, b, c, d in areas)
    sheet = Sheet("Sheet1", False, tuple(map(tuple, rows)), merged)
    book = Book("list.xlsx", "", (sheet,))
    try:
        layout = recognise(book, SPELLINGS)
    except UserError:
        return
    for row in read_rows(book, layout, SPELLINGS):
        assert all(isinstance(value, str) and value for value in row.values.values())
        assert row.derived <= set(row.values)
