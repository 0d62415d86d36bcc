from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rapporteur.domain.editing import (
    Conflict,
    FieldEdit,
    clean_text,
    edits_between,
    is_clean,
    resolve,
)

TEXTS = st.text(max_size=60) | st.text(st.sampled_from("a \t\r\n\x85\u2028\u200b\u202e\ud800"))


def test_an_edit_is_decided_by_what_the_field_holds_now():
    edit = FieldEdit("old", "new")
    assert resolve("old", edit, "room", "Room") == "new"
    assert resolve("new", edit, "room", "Room") is None
    with pytest.raises(Conflict) as caught:
        resolve("other", edit, "room", "Room")
    assert (caught.value.theirs, caught.value.mine, caught.value.place) == ("other", "new", "room")
    assert "other" not in caught.value.message


def test_only_what_differs_becomes_an_edit():
    before = {"a": "1", "b": "2"}
    assert edits_between(before, {"a": "1", "b": "3", "c": "4", "d": ""}) == {
        "b": FieldEdit("2", "3"),
        "c": FieldEdit("", "4"),
    }


@given(TEXTS, st.booleans())
def test_cleaning_twice_is_cleaning_once_and_leaves_text_that_every_file_can_hold(text, lines):
    once = clean_text(text, lines=lines)
    assert clean_text(once, lines=lines) == once
    assert is_clean(once, lines=lines)
    once.encode("utf-8")
    assert not any(ord(c) < 32 and c != "\n" for c in once)
    assert lines or "\n" not in once


@given(st.text(st.characters(categories=["L", "Nd", "Po", "Sm"]), max_size=40))
def test_letters_digits_and_signs_are_never_touched(text):
    assert clean_text(text) == text


def test_a_text_too_long_for_a_cell_is_not_clean():
    assert is_clean("x" * 32_767)
    assert not is_clean("x" * 32_768)
