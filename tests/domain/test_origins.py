"""References to earlier sessions, said, taken apart again, and titles that move on."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rapporteur.domain.origins import Origin, moved_on


@pytest.mark.parametrize(
    ("paragraph", "said", "russian"),
    [
        ("para 12", "para 12 of the Protocol of the 10th Session", "пункта 12 Протокола"),
        ("12", "para 12 of the Protocol of the 10th Session", "пункта 12 Протокола"),
        ("п. 12", "para 12 of the Protocol of the 10th Session", "пункта 12 Протокола"),
        ("Пункт 3.2", "para 3.2 of the Protocol of the 10th Session", "пункта 3.2 Протокола"),
        ("paras 3, 7", "paras 3, 7 of the Protocol of the 10th Session", "пунктов 3, 7 Протокола"),
        (
            "пп. 3–5 и 7",
            "paras 3–5 and 7 of the Protocol of the 10th Session",
            "пунктов 3–5 и 7 Протокола",
        ),
        ("Annex 2", "Annex 2 of the Protocol of the 10th Session", "Annex 2 Протокола"),
    ],
)
def test_a_paragraph_is_named_in_the_language(paragraph: str, said: str, russian: str) -> None:
    origin = Origin("10", paragraph=paragraph)
    assert origin.said() == said
    assert origin.said("ru") == f"{russian} 10-го заседания"
    assert origin.implementation() == f"Implementation of {said}"
    assert origin.implementation("ru") == f"Выполнение {russian} 10-го заседания"


def test_without_a_paragraph_the_number_names_the_item_and_without_that_the_session() -> None:
    assert Origin("3", item="3/07").said() == "item 3/07 of the 3rd Session"
    assert Origin("11").said() == "the 11th Session"
    assert Origin("3", item="3/07").said("ru") == "поручения 3/07 3-го заседания"


@given(st.integers(1, 200), st.integers(1, 99), st.sampled_from(["para {}", "Annex {}", "{}/04"]))
def test_what_was_said_is_understood_again(ordinal: int, number: int, pattern: str) -> None:
    text = pattern.format(number)
    origin = Origin(str(ordinal), item=text) if "/" in text else Origin(str(ordinal), text)
    assert Origin.parsed(origin.said()) == origin


def test_what_was_typed_by_hand_stands_for_itself() -> None:
    assert Origin.parsed("See the letter of 3 May").said("ru") == "See the letter of 3 May"
    assert Origin.parsed("the 10th Session") == Origin("10")


@pytest.mark.parametrize(
    ("title", "moved"),
    [
        ("Review of the Protocol of the 9th Session", "Review of the Protocol of the 10th Session"),
        ("Date and place of the 11th Session", "Date and place of the 12th Session"),
        ("Ход выполнения Протокола 9-го заседания", "Ход выполнения Протокола 10-го заседания"),
        ("11-е заседание", "12-е заседание"),
        ("9वें सत्र की समीक्षा", "10वें सत्र की समीक्षा"),
        ("Programme until 2011, room 10, para 9", "Programme until 2011, room 10, para 9"),
        ("The 21st century", "The 21st century"),
    ],
)
def test_only_ordinals_of_sessions_move_on(title: str, moved: str) -> None:
    assert moved_on(title, {9: 10, 10: 11, 11: 12}) == moved
