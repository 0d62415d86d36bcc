"""Names are taken apart and put together without loss."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rapporteur.domain.names import (
    NameParts,
    compose_name,
    is_cyrillic,
    is_devanagari,
    is_honorific,
    split_name,
)


def _composed(parts: NameParts) -> str:
    values = {name: getattr(parts, name) for name in NameParts.__slots__}
    return compose_name(values, honorific=True)


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("Груздев Алексей Владимирович", ("", "Груздев", "Алексей", "Владимирович", "")),
        ("Алексей Владимирович Груздев",
         ("", "Груздев", "Алексей", "Владимирович", "given_first")),
        ("Алексей Груздев", ("", "Груздев", "Алексей", "", "given_first")),
        ("Груздев Алексей", ("", "Груздев", "Алексей", "", "")),
        ("А.В. Груздев", ("", "Груздев", "А.В.", "", "given_first")),
        ("Груздев А. В.", ("", "Груздев", "А. В.", "", "")),
        ("Алексей Владимирович", ("", "", "Алексей", "Владимирович", "given_first")),
        ("Алиев Гейдар Алирза оглы", ("", "Алиев", "Гейдар", "Алирза оглы", "")),
        ("г-жа Ильина А. П.", ("г-жа", "Ильина", "А. П.", "", "")),
        ("Shri A. K. Sharma", ("Shri", "Sharma", "A. K.", "", "")),
        ("SHARMA Anil Kumar", ("", "SHARMA", "Anil Kumar", "", "family_first")),
        ("Anil Kumar SHARMA", ("", "SHARMA", "Anil Kumar", "", "")),
        ("Sharma, Anil Kumar", ("", "Sharma", "Anil Kumar", "", "family_first")),
        ("SHARMA, Mr. Anil", ("Mr.", "SHARMA", "Anil", "", "family_first")),
        ("H.E. Mr. Denis Alipov", ("H.E. Mr.", "Alipov", "Denis", "", "")),
        ("Brig. (Retd.) R. S. Gill", ("Brig. (Retd.)", "Gill", "R. S.", "", "")),
        ("Sunita Rao (Smt.)", ("Smt.", "Rao", "Sunita", "", "")),
        ("Shri A. K. Sharma, IAS", ("Shri", "Sharma, IAS", "A. K.", "", "")),
        ("Gurumoorthy", ("", "Gurumoorthy", "", "", "")),
        ("M. Venkaiah Naidu", ("", "Naidu", "M. Venkaiah", "", "")),
        ("SE M Messaoud Ait", ("SE M", "Ait", "Messaoud", "", "")),
        ("Е.П. Иванов", ("", "Иванов", "Е.П.", "", "given_first")),
        ("He Jintao", ("", "Jintao", "He", "", "")),
        ("Ludwig van der Berg", ("", "van der Berg", "Ludwig", "", "")),
        ("Gruzdev Alexey Vladimirovich",
         ("", "Gruzdev", "Alexey", "Vladimirovich", "family_first")),
        ("श्री राजेश कुमार शर्मा", ("श्री", "शर्मा", "राजेश कुमार", "", "")),
        ("Smt.", ("Smt.", "", "", "", "")),
        ("", ("", "", "", "", "")),
    ],
)  # fmt: skip
def test_parts(text: str, parts: tuple[str, ...]) -> None:
    assert split_name(text) == NameParts(*parts)


def test_missing_space_after_initials_is_added() -> None:
    assert split_name("А.В.Груздев") == NameParts("", "Груздев", "А.В.", "", "given_first")


def test_honorifics_of_a_side_are_known_in_addition() -> None:
    assert split_name("Pandit Anil Rao").given_name == "Pandit Anil"
    assert split_name("Pandit Anil Rao", ["Pandit"]).honorific == "Pandit"


@pytest.mark.parametrize("text", ["SE M", "HE Mr", "M", "г-н", "Shri/Smt.", "H.E. Ms.", "Проф."])
def test_honorific(text: str) -> None:
    assert is_honorific(text)


@pytest.mark.parametrize("text", ["", "Anil", "Mr Rao", "Director"])
def test_no_honorific(text: str) -> None:
    assert not is_honorific(text)


WORD = st.from_regex(r"\A[A-ZА-Я][a-zа-я]{2,9}\Z")


@given(st.lists(WORD, min_size=1, max_size=5))
def test_words_come_back_in_their_order(words: list[str]) -> None:
    text = " ".join(words)
    assert _composed(split_name(text)) == text


@given(st.text())
def test_any_text_is_taken_apart_and_no_letter_is_lost(text: str) -> None:
    def letters(of: str) -> list[str]:
        return sorted(c for c in of if c.isalnum())

    parts = split_name(text)
    assert letters(_composed(parts)) == letters(text)


@given(st.text(), st.sampled_from(["Shri", "Dr.", "г-н", "श्री"]))
def test_taking_apart_twice_changes_nothing(text: str, honorific: str) -> None:
    once = _composed(split_name(f"{honorific} {text}"))
    assert _composed(split_name(once)).split() == once.split()


def test_scripts() -> None:
    assert is_cyrillic("Груздев A.")
    assert not is_cyrillic("Gruzdev А.")
    assert is_devanagari("शर्मा")
    assert not is_devanagari("Sharma")


def test_order_of_the_script_unless_told() -> None:
    assert compose_name({"family_name": "Rao", "given_name": "Anil"}) == "Anil Rao"
    assert compose_name({"family_name": "Ильин", "given_name": "Олег"}) == "Ильин Олег"
    told = {"family_name": "Rao", "given_name": "Anil", "name_order": "family_first"}
    assert compose_name(told) == "Rao Anil"
