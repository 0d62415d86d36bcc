"""Plural forms, cases and lists of words in running text."""

from __future__ import annotations

import pytest

from rapporteur.domain.drafting.words import agreed_to, continued
from rapporteur.domain.note.counting import counted, enumerated, in_words, rounded
from rapporteur.domain.note.phrases import ABOUT_DELEGATES, CATEGORY_FORMS, DELEGATES
from rapporteur.domain.russian import feminine, genitive, in_city


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Российско-Индийская рабочая группа по модернизации",
         "Российско-Индийской рабочей группы по модернизации"),
        ("Межправительственная Российско-Индийская комиссия по торговле",
         "Межправительственной Российско-Индийской комиссии по торговле"),
        ("Совместный координационный комитет", "Совместного координационного комитета"),
        ("Индийская Сторона", "Индийской Стороны"),
        ("Высший совет", "Высшего совета"),
        ("Русско-Ёлкинское общество", ""),
        ("Группа компаний «Рабочая группа»", "Группы компаний «Рабочая группа»"),
        ("Все и комиссия", ""),
        ("", ""),
    ],
)  # fmt: skip
def test_names_of_bodies_in_the_genitive(name, expected):
    assert genitive(name) == expected


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Москва", "г. Москве"),
        ("Нью-Дели", "г. Нью-Дели"),
        ("Санкт-Петербург", "г. Санкт-Петербурге"),
        ("Казань", "г. Казани"),
        ("Ярославль", "г. Ярославле"),
        ("Гоа", "г. Гоа"),
        ("Орёл", "г. Орёл"),
        ("Нижний Новгород", "г. Нижний Новгород"),
        ("г. Москва", "г. Москве"),
        ("", ""),
    ],
)
def test_cities_after_in(name, expected):
    assert in_city(name) == expected


@pytest.mark.parametrize(
    ("number", "words"),
    [(1, "делегат"), (2, "делегата"), (5, "делегатов"), (11, "делегатов"), (12, "делегатов"),
     (21, "делегат"), (24, "делегата"), (81, "делегат"), (111, "делегатов"), (0, "делегатов")],
)  # fmt: skip
def test_russian_nouns_follow_their_number(number, words):
    assert counted(number, DELEGATES, "ru") == f"{number} {words}"


def test_english_nouns_follow_their_number():
    assert counted(1, DELEGATES, "en") == "1 delegate"
    assert counted(0, DELEGATES, "en") == "0 delegates"
    assert counted(2, CATEGORY_FORMS["official"], "en") == "2 senior government officials"


def test_about_takes_its_own_case():
    assert counted(80, ABOUT_DELEGATES, "ru") == "80 делегатов"
    assert counted(101, ABOUT_DELEGATES, "ru") == "101 делегата"


def test_only_large_numbers_of_people_are_rounded():
    assert rounded(80) == (80, True)
    assert rounded(84) == (80, True)
    assert rounded(85) == (90, True)
    assert rounded(29) == (29, False)


def test_small_numbers_are_words():
    assert in_words(4, "en") == "four"
    assert in_words(2, "ru") == "две"
    assert in_words(11, "ru") == "11"


def test_lists_of_words():
    assert enumerated([], "en") == ""
    assert enumerated(["one"], "en") == "one"
    assert enumerated(["one", "two", "three"], "en") == "one, two and three"
    assert enumerated(["one", "two"], "ru") == "one и two"
    assert enumerated(["a, b", "c"], "en") == "a, b; c"
    assert enumerated(["a and b", "c", "d"], "en") == "a and b; c; d"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Подготовить план", "договорились подготовить план"),
        ("Внести и учесть предложения", "договорились внести и учесть предложения"),
        ("Возможность поставок", "договорились о следующем: возможность поставок"),
        ("Сеть лабораторий", "договорились о следующем: сеть лабораторий"),
        ("Часть работ", "договорились о следующем: часть работ"),
        ("Участвовать в выставке", "договорились участвовать в выставке"),
        ("Печатать вместе", "договорились печатать вместе"),
        (
            "Российской Стороне представить план",
            "договорились о следующем: Российской Стороне представить план",
        ),
        ("Усилить обмен", "договорились усилить обмен"),
    ],
)
def test_only_a_verb_follows_what_the_sides_agreed_to(text, said):
    assert agreed_to(text, "ru") == said


@pytest.mark.parametrize(
    ("case", "said"),
    [("nom", "Внешняя"), ("gen", "Внешней"), ("acc", "Внешнюю"), ("ins", "Внешней")],
)
def test_adjectives_of_a_side_change_their_ending(case, said):
    assert feminine("Внешняя", case) == said


@pytest.mark.parametrize(
    "text", ["Indian companies to bid", "Russia to reply", "New Delhi to host"]
)
def test_names_of_countries_keep_their_capital(text):
    assert continued(text) == text
    assert continued("Individual visas") == "individual visas"
