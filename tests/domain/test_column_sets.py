"""What a set of columns may carry, and what is said where it may not."""

from __future__ import annotations

from dataclasses import replace

import pytest

from rapporteur.domain.column_sets import (
    COLUMN_SETS,
    SET_TEXTS,
    ColumnSet,
    checked,
    column_set,
    permitted,
    possible_columns,
    with_fields,
    with_heading,
    with_texts,
)
from rapporteur.domain.delegates import DELEGATE
from rapporteur.domain.errors import UserError
from rapporteur.domain.fields import Privacy

PRESS = ColumnSet("press", "Press", "Пресса", "", ("number", "full_name"))


def test_a_private_column_brings_its_class_along_and_takes_it_away_again() -> None:
    wanted = replace(PRESS, purpose="Calls before the session")
    calls = with_fields(wanted, ("full_name", "phone", "email"))
    assert calls.privacy == {Privacy.PUBLIC, Privacy.CONTACT}
    assert calls.private_classes() == (Privacy.CONTACT,)
    assert with_fields(calls, ("full_name",)).privacy == {Privacy.PUBLIC}


@pytest.mark.parametrize("purpose", ["", "   "])
@pytest.mark.parametrize("key", [f.key for f in possible_columns() if f.privacy.value != "public"])
def test_no_private_column_without_a_purpose(key: str, purpose: str) -> None:
    with pytest.raises(UserError) as refused:
        with_fields(replace(PRESS, purpose=purpose), ("full_name", key))
    assert (refused.value.code, refused.value.place) == ("column_set.purpose", "purpose")
    assert DELEGATE[key].label in refused.value.message
    sly = ColumnSet("sly", "Sly", "", purpose, (key,), frozenset(Privacy))
    with pytest.raises(ValueError, match="without a purpose"):
        sly.columns()


def test_the_purpose_stays_while_private_columns_are_there() -> None:
    calls = with_fields(replace(PRESS, purpose="Calls"), ("full_name", "phone"))
    with pytest.raises(UserError) as refused:
        checked(with_texts(calls, {"purpose": ""}))
    assert refused.value.place == "purpose"
    assert checked(with_texts(PRESS, {"purpose": "", "honorific": "yes"})).honorific


@pytest.mark.parametrize(
    ("wrong", "code"),
    [
        (replace(PRESS, name=" "), "column_set.name"),
        (replace(PRESS, fields=()), "column_set.empty"),
    ],
)
def test_a_set_has_a_name_and_a_column(wrong: ColumnSet, code: str) -> None:
    with pytest.raises(UserError) as refused:
        checked(wrong)
    assert refused.value.code == code
    assert refused.value.safe
    assert refused.value.advice


def test_what_nobody_has_decided_stays_hidden() -> None:
    """A set out of a file: unknown fields, the photo, classes and purposes that are missing."""
    wild = ColumnSet(
        "wild", "Wild", "", "Calls",
        ("full_name", "full_name", "salary", "photo", "name_and_designation", "phone", "diet"),
        frozenset({Privacy.PUBLIC, Privacy.CONTACT}),
        headings={"phone": {"en": "Call"}, "salary": {"en": "Pay"}},
    )  # fmt: skip
    assert permitted(wild).fields == ("full_name", "phone")
    assert set(permitted(wild).headings) == {"phone"}
    assert permitted(replace(wild, purpose=" ")).fields == ("full_name",)
    assert permitted(replace(wild, privacy=frozenset())).fields == ("full_name",)


@pytest.mark.parametrize("found", COLUMN_SETS, ids=lambda s: s.key)
def test_the_sets_of_the_program_keep_their_own_rules(found: ColumnSet) -> None:
    assert checked(found) is found
    assert permitted(found) == found
    assert with_texts(found, found.texts()) == found
    assert set(found.texts()) == set(SET_TEXTS.keys)
    if found.private_classes():
        assert found.retention, "private data with no word on how long they may be kept"


@pytest.mark.parametrize("text", ["rapporteur:ref", "Rapporteur:field:phone"])
def test_no_heading_looks_like_a_mark_of_our_own_lists(text: str) -> None:
    """It would be taken for one when the list comes back."""
    with pytest.raises(UserError) as refused:
        with_heading(PRESS, "full_name", "en", text)
    assert (refused.value.code, refused.value.place) == ("column_set.heading", "full_name")
    sly = replace(
        PRESS, headings={"full_name": {"en": text, "ru": "Гость"}, "number": {"en": text}}
    )
    assert permitted(sly).headings == {"full_name": {"ru": "Гость"}}


def test_headings_of_ones_own_stand_above_the_columns() -> None:
    guests = with_heading(column_set("public"), "full_name", "ru", "Гость")
    guests = with_heading(guests, "full_name", "en", "Guest")
    titles = {f.key: (f.title("en"), f.title("ru"), f.title("hi")) for f in guests.columns()}
    assert titles["full_name"] == ("Guest", "Гость", "नाम")
    assert titles["number"] == ("No.", "№ п/п", "क्र.सं.")
    back = with_heading(
        guests, "full_name", "en", "Name"
    )  # as in the catalogue: nothing of its own
    assert back.headings == {"full_name": {"ru": "Гость"}}
    assert with_heading(back, "full_name", "ru", "").headings == {}
