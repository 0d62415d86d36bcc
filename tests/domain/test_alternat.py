"""The alternat: which pairs are turned round, and above all which are not."""

from __future__ import annotations

import pytest

from rapporteur.domain.alternat import begins_with, in_order_of
from rapporteur.domain.sessions import INDIA, RUSSIA, SIDE, Side

IN, RU = (
    Side(SIDE, at, f"side-{at}", 1, tuple(preset.values.get(key, "") for key in SIDE.keys), at)
    for at, preset in enumerate((INDIA, RUSSIA), 1)
)
BODIES = {
    "en": ("India-Russia Working Group on Modernisation",
           "India-Russia Intergovernmental Commission on Trade"),
    "ru": ("Российско-Индийская рабочая группа по модернизации",
           "Межправительственная Российско-Индийская комиссия по торговле"),
    "hi": ("आधुनिकीकरण पर भारत-रूस कार्य समूह",),
}  # fmt: skip

PAIRS = [
    ("en", "The Indian Side and the Russian Side are", "The Russian Side and the Indian Side are"),
    ("en", "the Indian and Russian Sides agreed", "the Russian and Indian Sides agreed"),
    ("en", "both Indian and the Russian delegations", "both Russian and the Indian delegations"),
    ("en", "between India and Russia.", "between Russia and India."),
    ("en", "of the Republic of India and the Russian Federation on",
     "of the Russian Federation and the Republic of India on"),
    ("en", "the Government of the Republic of India and the Government of the Russian Federation",
     "the Government of the Russian Federation and the Government of the Republic of India"),
    ("ru", "Правительство Республики Индии и Правительство Российской Федерации",
     "Правительство Российской Федерации и Правительство Республики Индии"),
    ("en", "the delegations of India and Russia", "the delegations of Russia and India"),
    ("en", "11th Session of the India-Russia Working Group on",
     "11th Session of the Russia-India Working Group on"),
    ("en", "THE INDIA–RUSSIA WORKING GROUP", "THE RUSSIA–INDIA WORKING GROUP"),
    ("en", "the India-Russia\u00a0Intergovernmental Commission",
     "the Russia-India\u00a0Intergovernmental Commission"),
    ("ru", "Индийская Сторона и Российская Сторона далее",
     "Российская Сторона и Индийская Сторона далее"),
    ("ru", "Индийская и Российская Стороны", "Российская и Индийская Стороны"),
    ("ru", "представители Индийской и Российской Сторон",
     "представители Российской и Индийской Сторон"),
    ("ru", "между Индийской Стороной и Российской Стороной",
     "между Российской Стороной и Индийской Стороной"),
    ("ru", "Индийская и российская стороны", "Российская и индийская стороны"),
    ("ru", "между Индией и Россией", "между Россией и Индией"),
    ("ru", "Республики Индии и Российской Федерации",
     "Российской Федерации и Республики Индии"),
    ("ru", "заседание Индийско-Российской рабочей группы",
     "заседание Российско-Индийской рабочей группы"),
    ("ru", "Межправительственной Индийско-Российской комиссии",
     "Межправительственной Российско-Индийской комиссии"),
    ("hi", "भारतीय पक्ष और रूसी पक्ष", "रूसी पक्ष और भारतीय पक्ष"),
    ("hi", "भारतीय और रूसी पक्षों ने", "रूसी और भारतीय पक्षों ने"),
    ("hi", "भारत और रूस के बीच", "रूस और भारत के बीच"),
    ("hi", "भारत-रूस कार्य समूह", "रूस-भारत कार्य समूह"),
]  # fmt: skip

LEFT_ALONE = [
    ("en", "The Indian Side informed the Russian Side of the tests."),
    ("en", "The Indian Side was led by A. The Russian Side was led by B."),
    ("en", "the India-Russia Business Council and Indo-Russian Rifles"),
    ("en", "China, India and Russia"),
    ("en", "the Co-Chair of India and the Government of Russia"),
    ("en", "Indian and Russian companies"),
    ("en", "trade with India and Russia-based firms"),
    ("en", "East India and Russian Railways"),
    ("en", "the Indian Side, together with the Russian Side"),
    ("ru", "Индийская Сторона проинформировала Российскую Сторону"),
    ("ru", "Деловой совет Индийско-Российский, Индийско-Российская торговая палата"),
    ("ru", "индийские и российские компании"),
    ("ru", "Китая, Индии и России"),
    ("hi", "भारतीय पक्ष ने रूसी पक्ष को सूचित किया"),
    ("de", "Indien und Russland"),
]


@pytest.mark.parametrize(("language", "indian", "russian"), PAIRS)
def test_a_pair_of_the_sides_is_turned_round_and_back(language, indian, russian):
    bodies = BODIES[language]
    assert in_order_of(indian, (RU, IN), language, bodies) == russian
    assert in_order_of(russian, (IN, RU), language, bodies) == indian
    assert in_order_of(indian, (IN, RU), language, bodies) == indian
    assert in_order_of(russian, (RU, IN), language, bodies) == russian


@pytest.mark.parametrize(("language", "text"), LEFT_ALONE)
def test_everything_else_is_left_alone(language, text):
    for sides in ((IN, RU), (RU, IN)):
        assert in_order_of(text, sides, language, BODIES.get(language, ())) == text


def test_compounds_stay_where_no_body_is_called_so():
    assert in_order_of("the India-Russia Working Group", (RU, IN), "en") == (
        "the India-Russia Working Group"
    )


def test_a_text_that_begins_with_a_side_is_told():
    for text, language, side in (
        ("The Indian Side was led by Shri A.", "en", IN),
        ("[Russian delegation was led by B.]", "en", RU),
        ("Индийскую Сторону возглавлял А.", "ru", IN),
        ("Российская Сторона", "ru", RU),
        ("भारतीय पक्ष का नेतृत्व", "hi", IN),
    ):
        assert begins_with(text, side, language)
        assert not begins_with(text, RU if side is IN else IN, language)
    assert not begins_with("The Sides noted the Indian Side", IN, "en")
    assert not begins_with("", IN, "en")
    assert not begins_with("Die indische Seite", IN, "de")
