"""Headings, bands and letters round lists, as ministries and embassies really write them."""

from __future__ import annotations

import unicodedata
from pathlib import Path

import pytest
from tests.exchange.lists import taken

from rapporteur.exchange.lists.headings import known_headings

NAME = "Орлов Игорь Петрович"


@pytest.mark.parametrize(
    ("heading", "target"),
    [
        ("ФИO", "full_name"),  # with a Latin O
        ("Opганизация", "organisation"),
        (unicodedata.normalize("NFD", "Рабочий телефон"), "office_phone"),
        ("ФИО полностью", "full_name"),
        ("Ф.И.О. участника", "full_name"),
        ("ФИО (рус.)", "native_name"),
        ("ФИО (англ. как в паспорте)", "passport_name"),
        ("Name of the Delegate (as in Passport)", "passport_name"),
        ("Name of Representative", "full_name"),
        ("Серия и номер загранпаспорта", "passport_number"),
        ("Потребность в переводчике", "interpreter"),
        ("अधिकारी का नाम व पदनाम", "name_and_designation"),
        ("Прим.", "remarks"),
    ],
)
def test_heading(heading: str, target: str) -> None:
    scores = known_headings().match(heading)
    assert max(scores, key=lambda key: scores[key]) == target


@pytest.mark.parametrize("heading", ["Aadhaar No. of spouse", "Тема доклада", "Blood group"])
def test_heading_that_has_no_field_never_wins_over_one_that_has(
    tmp_path: Path, heading: str
) -> None:
    found = taken(tmp_path, [["No.", "Name", heading], [1, "Om Puri", "x"], [2, "Jai Dev", "y"]])
    assert heading in found.layout.unmapped


def test_organisation_that_names_a_country_is_no_side(tmp_path: Path) -> None:
    found = taken(tmp_path, [
        ["№", "ФИО", "Должность"], ["Российская Сторона"],
        ["Минпромторг России"], [1, NAME, "Директор"],
        ["Индийская Сторона"], ["Посольство Индии в России"], [1, "Винай Кумар", "Посол"],
    ])  # fmt: skip
    assert [row.side for row in found.people] == ["RU", "IN"]
    assert found.values("organisation") == ["Минпромторг России", "Посольство Индии в России"]


@pytest.mark.parametrize(
    ("band", "key", "value"),
    [
        ("Члены делегации:", "role", "Член делегации"),
        ("INTERPRETERS", "role", "Interpreter"),
        ("Sub-group on Mining", "sub_groups", "Mining"),
        ("Подгруппа «Удобрения»", "sub_groups", "Удобрения"),
    ],
)
def test_band_over_several_people(tmp_path: Path, band: str, key: str, value: str) -> None:
    found = taken(tmp_path, [["№", "ФИО", "Должность"], [band], [1, NAME, "Директор"],
                             [2, "Лис Пётр Ильич", "Эксперт"]])  # fmt: skip
    assert found.values(key) == [value, value]


def test_letter_below_the_list_names_nobody(tmp_path: Path) -> None:
    found = taken(tmp_path, [
        ["S.No.", "Name of officer", "Designation", "Department"],
        [1, "Shri Yogesh Malhotra", "Joint Secretary", "Department of Fertilizers"],
        ["Total: 1 officer"], [],
        [None, "(R. K. Verma)"], [None, "Under Secretary to the Govt. of India"],
        ["To,"], [None, "The Joint Secretary, DPIIT, New Delhi"],
        ["Copy to:"], [1, "PS to Secretary (Fertilizers)"], [2, "PPS to AS (KN)"],
    ])  # fmt: skip
    assert found.values("family_name") == ["Malhotra"]
    assert all(row.skipped and row.issues for row in found.rows[1:])


def test_other_side_after_a_letter_is_read_again(tmp_path: Path) -> None:
    found = taken(tmp_path, [
        ["S.No.", "Name", "Designation"], ["INDIAN SIDE"], [1, "Om Puri", "Director"],
        ["Copy to:"], [1, "PS to Secretary"], ["RUSSIAN SIDE"], [1, "Oleg Panin", "Adviser"],
    ])  # fmt: skip
    assert [row.side for row in found.people] == ["IN", "RU"]


def test_lines_of_a_letter_without_a_table(tmp_path: Path) -> None:
    found = taken(tmp_path, [
        ["СОСТАВ ДЕЛЕГАЦИИ"], [],
        ["1. Орлов Игорь Петрович – заместитель Министра промышленности"],
        ["2. Лис Пётр Ильич – генеральный директор АО «Уралмаш»"],
        ["3. Сова Анна Ильинична – переводчик"],
    ])  # fmt: skip
    assert found.values("family_name") == ["Орлов", "Лис", "Сова"]
    assert found.values("designation")[0] == "заместитель Министра промышленности"


def test_post_that_names_a_ministry_is_no_organisation(tmp_path: Path) -> None:
    found = taken(tmp_path, [
        [NAME, "–", "директор Департамента металлургии Минпромторга России"],
        ["Лис Пётр Ильич", "–", "начальник отдела Министерства энергетики"],
    ])  # fmt: skip
    assert found.values("designation")[1] == "начальник отдела Министерства энергетики"
