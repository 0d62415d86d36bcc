"""Cells in which several fields stand, as ministries and companies really send them."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.exchange.lists import taken

NAME = "Орлов Игорь Петрович"


@pytest.mark.parametrize(
    ("heading", "cell", "post", "body"),
    [
        ("Designation & Ministry/Department", "Director,\nMinistry of Mines", "Director",
         "Ministry of Mines"),
        ("Designation/Organization", "Manager/SAIL", "Manager", "SAIL"),
        ("Designation and Organisation", "Scientist 'G', Head of Division, CSIR Laboratories",
         "Scientist 'G', Head of Division", "CSIR Laboratories"),
        ("Должность, место работы", "Генеральный директор\nАО «Медь, никель»",
         "Генеральный директор", "АО «Медь, никель»"),
        ("Должность, организация", "Профессор, д.т.н., МИСиС", "Профессор, д.т.н.", "МИСиС"),
        ("Место работы, должность", "Минтопэнерго, начальник отдела", "начальник отдела",
         "Минтопэнерго"),
        ("Должность, место работы", "Начальник отдела Госкорпорации «Ростех»",
         "Начальник отдела Госкорпорации «Ростех»", ""),
    ],
)  # fmt: skip
def test_post_and_organisation(
    tmp_path: Path, heading: str, cell: str, post: str, body: str
) -> None:
    found = taken(tmp_path, [["№", "ФИО", heading], [1, NAME, cell], [2, NAME, "Директор"]])
    assert found.values("designation")[0] == post
    assert found.values("organisation")[0] == body
    assert found.rows[0].original[heading.strip()] == cell


@pytest.mark.parametrize(
    ("heading", "cell", "expected"),
    [
        ("Дата и место рождения", "12.03.1967, г. Тула",
         {"date_of_birth": "1967-03-12", "place_of_birth": "г. Тула"}),
        ("Date and Place of Birth", "03 April 1985 / Patna",
         {"date_of_birth": "1985-04-03", "place_of_birth": "Patna"}),
        ("Дата и место рождения", "7 июля 1955 г.\nг. Ленинград",
         {"date_of_birth": "1955-07-07", "place_of_birth": "г. Ленинград"}),
        ("Паспорт: серия, номер, срок действия", "75 1234567, до 31.12.2030",
         {"passport_number": "75 1234567", "passport_expiry": "2030-12-31"}),
        ("Рейс прибытия / время", "SU 232 04.55",
         {"arrival_flight": "SU 232", "arrival_time": "04:55"}),
        ("Прилёт (дата, рейс, время)", "5 августа 2025 г. рейс EK 512 в 15.10",
         {"arrival_date": "2025-08-05", "arrival_flight": "EK 512", "arrival_time": "15:10"}),
        ("Departure (Flight, Date & Time)", "SU233 / 6 Aug 2025 / 0410 hrs",
         {"departure_flight": "SU233", "departure_date": "2025-08-06",
          "departure_time": "04:10"}),
    ],
)  # fmt: skip
def test_dates_places_and_flights(
    tmp_path: Path, heading: str, cell: str, expected: dict[str, str]
) -> None:
    found = taken(tmp_path, [["№", "ФИО", "Должность", heading], [1, NAME, "Эксперт", cell]])
    values = found.people[0].values
    assert {key: values.get(key) for key in expected} == expected
    assert not found.people[0].issues


def test_year_alone_is_no_place(tmp_path: Path) -> None:
    found = taken(tmp_path, [["ФИО", "Должность", "Место рождения"], [NAME, "Эксперт", "1990"]])
    assert found.values("place_of_birth") == [""]
    assert found.issue("place_unreadable")[0] == "C2"


def test_name_post_body_and_role_in_one_cell(tmp_path: Path) -> None:
    found = taken(tmp_path, [
        ["S.No.", "Name and Designation"],
        [1, "Shri Amar Bhatia, Secretary, DPIIT (Head of Delegation)"],
        [2, "Dr. (Ms.) Kavita Joshi\nChief Scientist\nCSIO, Chandigarh"],
    ])  # fmt: skip
    assert found.values("designation") == ["Secretary", "Chief Scientist"]
    assert found.values("organisation") == ["DPIIT", "CSIO, Chandigarh"]
    assert found.values("role") == ["Head of Delegation", ""]


def test_two_people_in_one_cell_are_a_fault(tmp_path: Path) -> None:
    found = taken(tmp_path, [["No.", "Name", "Designation"],
                             [1, "Shri Om Puri\nShri Jai Dev", "Director"]])  # fmt: skip
    assert "2 people" in found.rows[0].faults[0]


@pytest.mark.parametrize("cell", ["{0}\n{1}", "{0} / {1}", "{0} ({1})"])
def test_one_name_in_two_scripts(tmp_path: Path, cell: str) -> None:
    text = cell.format(NAME, "Mr. Igor Orlov")
    found = taken(tmp_path, [["№", "ФИО (рус./англ.)", "Должность"], [1, text, "Эксперт"]])
    values = found.people[0].values
    assert (values["family_name"], values["patronymic"]) == ("Орлов", "Петрович")
    assert values["latin_name"] == "Igor Orlov"


def test_row_that_shares_its_number_in_another_script_is_doubtful(tmp_path: Path) -> None:
    found = taken(
        tmp_path,
        [["№", "Name", "Position"], [1, NAME, "Директор"], [None, "Igor Orlov", "Director"]],
        finish=lambda sheet: sheet.merge_cells("A2:A3"),
    )
    assert [bool(row.doubts) for row in found.rows] == [False, True]
