"""References between paragraphs follow their numbers."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rapporteur.domain.paragraph_refs import (
    bound,
    bound_again,
    neutral,
    referred,
    renumbered,
    shown,
)

ONE, TWO, TWELVE, GONE_ONE = (f"{n:08}-0000-4000-8000-000000000000" for n in (1, 2, 12, 99))
NUMBERS = {ONE: 1, TWO: 2, TWELVE: 12}


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("as in para 12 above", [TWELVE]),
        ("see paragraphs 1, 2 and 12.", [ONE, TWO, TWELVE]),
        ("в соответствии с пунктом 12", [TWELVE]),
        ("см. пп. 1–2 и 12", [ONE, TWO, TWELVE]),
        ("पैरा 2 देखें", [TWO]),
        ("para 12 of the Protocol of the 10th Session", []),
        ("пункта 12 Протокола 10-го заседания", []),
        ("12 experts, para 40", []),
        ("paragon 12", []),
    ],
)
def test_what_is_bound_and_what_is_not(text, named):
    stored = bound(text, NUMBERS)
    assert list(referred(stored)) == named
    assert shown(stored, NUMBERS) == text


def test_a_reference_follows_its_paragraph():
    stored = bound("as in para 12", NUMBERS)
    assert shown(stored, {TWELVE: 3}) == "as in para 3"
    assert shown(stored, {ONE: 1}) == "as in para ?"


TEN = {f"{n:08}-0000-4000-8000-000000000000": n for n in range(1, 16)}


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("paras 3, 5–7 and 9", [3, 5, 7, 9]),
        ("paras 3, 5, and 9 shall", [3, 5, 9]),
        ("para 3-5", [3, 5]),
        ("paragraphs 3 to 5", [3, 5]),
        ("в соответствии с пунктами 3, 5–7 и 9", [3, 5, 7, 9]),
        ("п.12; п. п. 3 и 5; пункт № 7", [12, 3, 5, 7]),
        ("Para. No. 3 of this Protocol", [3]),
        ("п. 12 настоящего Протокола", [12]),
        # a number behind the reference that counts something, or begins a date
        ("In line with para 5, 12 experts", [5]),
        ("paragraphs 5 and 6, 12 experts", [5, 6]),
        ("paras 5, 12 October 2025", [5]),
        ("пункты 5, 12 октября", [5]),
        ("para 12 % of", []),
        # of something else
        ("пункт 3 повестки дня", []),
        ("пункта 3 статьи 5", []),
        ("para 3 of Annex 2", []),
        ("the Protocol of the 10th Session, para 12", []),
        ("Протокол 10-го заседания (п. 12)", []),
        ("10वें सत्र के प्रोटोकॉल के पैरा 12", []),
        ("इस प्रोटोकॉल के पैरा 12", [12]),
        # other words
        ("и т.п. 12 мест, и т. п. 5", []),
        ("sub-para 3, подпункт 5", []),
        ("para 012, para 99", []),
    ],
)
def test_lists_ranges_and_what_only_looks_like_a_reference(text, named):
    stored = bound(text, TEN)
    assert [TEN[uuid] for uuid in referred(stored)] == named
    assert shown(stored, TEN) == text
    assert neutral(stored) == neutral(text)


@pytest.mark.parametrize(
    ("stored", "edited", "named"),
    [
        (f"see {{para:{ONE}}} below", "see 1 above", [ONE]),  # bound without a word before it
        (f"para {{para:{GONE_ONE}}} applies", "para ? shall apply", [GONE_ONE]),
        (f"para {{para:{ONE}}}", "para 12", [TWELVE]),  # a digit typed behind it
        (f"para {{para:{TWELVE}}}", "para 2", [TWO]),
        (f"para {{para:{TWELVE}}}", "para 112", []),
        (f"x {{para:{ONE}}} y {{para:{TWO}}}", "new x 1 y and y 2", [ONE, TWO]),
        (f"para {{para:{ONE}}}", "", []),
    ],
)
def test_an_edit_beside_a_reference_leaves_it_one(stored, edited, named):
    again = bound_again(edited, stored, NUMBERS)
    assert list(referred(again)) == named
    assert shown(again, NUMBERS) == edited


WORDS = ("para ", "paras ", "п. ", "пп. ", "пунктами ", "пункт ", "पैरा ", " and ", " и ", ", ", "–")
PIECES = st.one_of(
    st.sampled_from(WORDS),
    st.integers(0, 30).map(str),
    st.sampled_from([f"{{para:{uuid}}}" for uuid in TEN]),
    st.sampled_from([" of the Protocol", " of this Protocol", " Протокола", "?", "{para:", "} "]),
)


@given(st.lists(PIECES, max_size=12).map("".join))
def test_reading_and_typing_back_changes_nothing(text):
    stored = bound(text, TEN)
    assert shown(stored, TEN) == shown(text, TEN)
    assert bound_again(shown(stored, TEN), stored, TEN) == stored
    assert bound(stored, TEN) == stored


@given(st.lists(PIECES, max_size=10).map("".join), st.permutations(list(TEN)))
def test_numbers_may_be_shuffled_and_come_back(text, order):
    stored = bound(text, TEN)
    other = {uuid: number for number, uuid in enumerate(order, 1)}
    assert renumbered(renumbered("paras 3, 5 and 9", TEN, other), other, TEN) == "paras 3, 5 and 9"
    assert list(referred(bound_again(shown(stored, other), stored, other))) == list(
        referred(stored)
    )


@pytest.mark.parametrize(
    "text",
    [
        "п. 3 ст. 12 Соглашения",
        "пункт 3 Межправительственного соглашения",
        "пункту 3 Совместного заявления",
        "пункт 3 Российско-Индийской дорожной карты",
        "пункт 3 регламента",
    ],
)
def test_a_paragraph_of_something_else_is_no_reference_whatever_its_adjective(text):
    assert bound(text, TEN) == text


def test_a_paragraph_of_this_protocol_is_one():
    uuid = "00000003-0000-4000-8000-000000000000"
    assert list(referred(bound("пункт 3 настоящего Протокола", TEN))) == [uuid]


@given(st.lists(st.uuids(version=4), min_size=2, max_size=2, unique=True))
def test_a_text_that_comes_with_its_references_keeps_them(uuids):
    """As one does that came back from the other side: digits of a uuid are no numbers."""
    numbers = {str(uuids[0]): 1, str(uuids[1]): 12}
    first, second = (f"{{para:{uuid}}}" for uuid in numbers)
    before = f"As in para {first}, the Sides agree as in para {second}."
    after = f"As in para {first}, the Sides shall agree as in para {second}."
    assert bound_again(after, before, numbers) == after
    turned = f"As in para {second}, the Sides agree as in para {first}."
    assert bound_again(turned, before, numbers) == turned
