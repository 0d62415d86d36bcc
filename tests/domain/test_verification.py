"""What a machine finds between two language versions, and what it leaves alone."""

from __future__ import annotations

import pytest

from rapporteur.domain.verification.quantities import quantities
from rapporteur.domain.verification.texts import Names, Weight, terms_of, verify

TERMS = terms_of("the Sides = Стороны = दोनों पक्ष")
NAMES = [
    Names({"en": "Railway transport", "ru": "Железнодорожный транспорт"}),
    Names({"en": "New Delhi", "ru": "Нью-Дели"}),
    Names({"en": "Safonova", "ru": "Сафонова"}),
]


def values(text):
    return [one.value for one in quantities(text) if not one.in_words]


def codes(en, ru, weight=None):
    found = verify({"en": en, "ru": ru}, NAMES, TERMS)
    return [(one.code, one.language) for one in found if weight in (None, one.weight)]


@pytest.mark.parametrize(
    ("en", "ru", "expected"),
    [
        ("31 March 2026", "31 марта 2026 г.", ["2026-03-31"]),
        ("March 31, 2026", "31.03.2026", ["2026-03-31"]),
        ("6–7 August 2025", "6–7 августа 2025 г.", ["2025-08-06", "2025-08-07"]),
        ("20 and 21 May 2025", "20 и 21 мая 2025 г.", ["2025-05-20", "2025-05-21"]),
        ("in March 2026", "в марте 2026 г.", ["2026-03"]),
        ("by 5 May", "к 5 мая", ["---05-05"]),
        ("1,000 tonnes", "1 000 тонн", ["1000"]),
        ("1,250,000.50", "1 250 000,50", ["1250000.5"]),
        ("USD 2.5 million", "2,5 млн долл. США", ["USD 2500000"]),
        ("$300 thousand", "300 тыс. долларов США", ["USD 300000"]),
        ("5 crore rupees", "50 млн рупий", ["INR 50000000"]),
        ("12 per cent", "12 %", ["12"]),
        ("the 11th Session", "11-го заседания", ["11"]),
        ("2.5 times", "в 2,5 раза", ["2.5"]),
    ],
)
def test_the_same_quantity_in_both_languages(en, ru, expected):
    assert values(en) == expected
    assert values(ru) == expected


def test_hindi_is_read_as_well():
    assert values("31 मार्च 2026 तक 5 करोड़ रुपये") == ["2026-03-31", "INR 50000000"]


@pytest.mark.parametrize(
    ("en", "ru"),
    [
        (
            "The Sides agreed to complete the work by 31 March 2026.",
            "Стороны договорились завершить работу до 31 марта 2026 г.",
        ),
        (
            "The Sides heard the report of the sub-group on railway transport, met in New Delhi.",
            "Стороны заслушали доклад подгруппы по железнодорожному транспорту в Нью-Дели.",
        ),
        (
            "The Sides requested Ms. Safonova to send two copies [by May].",
            "Стороны поручили г-же Сафоновой направить 2 экземпляра [к маю].",
        ),
        (
            "In accordance with para 12, the Sides noted 3D printing.",
            "В соответствии с пунктом 12 Стороны отметили 3D-печать.",
        ),
    ],
)
def test_right_pairs_are_left_alone(en, ru):
    assert codes(en, ru) == []


@pytest.mark.parametrize(
    ("en", "ru", "expected"),
    [
        ("The Sides agreed by 31 March 2026.", "Стороны договорились до 31 мая 2026 г.",
         {("date", "en"), ("date", "ru")}),
        ("The Sides noted 45 items.", "Стороны отметили 54 пункта.",
         {("number", "en"), ("number", "ru")}),
        ("The Sides noted USD 5 million.", "Стороны отметили 5 млн рублей.",
         {("sum", "en"), ("sum", "ru")}),
        ("The Sides agreed [by May].", "Стороны договорились к маю.", {("brackets", "ru")}),
        ("The Sides agreed [by May.", "Стороны договорились [к маю].", {("bracket", "en")}),
        ("The Sides agreed.", "", {("missing", "ru")}),
        ("The Sides agreed.", "The Sides agreed.", {("untranslated", "ru")}),
        ("The Sides met on ____.", "Стороны встретились ____.", {("blank", "en"), ("blank", "ru")}),
        ("See para ?.", "См. пункт ?.", {("reference", "en"), ("reference", "ru")}),
        ("The sides agreed.", "Стороны договорились.", {("term_case", "en")}),
        ("The Sides agreed.", "Участники договорились.", {("term", "en")}),
        ("The Sides met in New Delhi.", "Стороны встретились в Москве.", {("name", "en")}),
        ("Ms. Safonova informed the Sides.", "Г-жа Иванова проинформировала Стороны.",
         {("name", "en")}),
        ("The Sides will sign two originals.", "Стороны подпишут три экземпляра.",
         {("number", "en"), ("number", "ru")}),
    ],
)  # fmt: skip
def test_what_differs_is_found_in_its_place(en, ru, expected):
    assert set(codes(en, ru)) >= expected
    texts = {"en": en, "ru": ru}
    for one in verify(texts, NAMES, TERMS):
        assert 0 <= one.start <= one.end <= len(texts[one.language])


def test_what_is_spelt_out_is_a_doubt_and_figures_are_errors():
    assert codes("Two groups of the Sides.", "Три группы Сторон.", Weight.ERROR) == []
    assert codes("2 groups of the Sides.", "3 группы Сторон.", Weight.ERROR) != []


def test_places_point_at_the_words():
    en = "The Sides noted 45 items of 31 March 2026."
    (first, second) = verify({"en": en, "ru": "Стороны отметили."}, NAMES, TERMS)
    assert (en[first.start : first.end], en[second.start : second.end]) == ("45", "31 March 2026")


@pytest.mark.parametrize(
    ("text", "shown"),
    [("31 March 2026", "31 Mar 2026"), ("March 2026", "Mar 2026"), ("5 May", "5 May")],
)
def test_a_missing_date_is_named_as_people_read_it(text, shown):
    (found,) = verify({"en": f"The Sides: {text}.", "ru": "Стороны."}, NAMES, TERMS)
    assert found.message == f"The Russian text does not have the date {shown}."
