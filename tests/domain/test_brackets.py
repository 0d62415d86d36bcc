"""Square brackets: found, counted, resolved."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rapporteur.domain.brackets import Fault, faults, options, pairs, resolved


def held(text):
    return [text[one.start : one.end] for one in pairs(text)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("agreed", []),
        ("by [March]", ["[March]"]),
        ("[by [the end of] 2026]", ["[by [the end of] 2026]", "[the end of]"]),
        ("[one] and [two", ["[one]"]),
        ("] [x]", ["[x]"]),
    ],
)
def test_pairs_are_found_inside_each_other(text, found):
    assert held(text) == found


def test_halves_are_named_with_their_place():
    assert faults("a ] b [c [d]") == [Fault(2, closing=True), Fault(6, closing=False)]


def test_options_side_by_side_are_one_choice():
    text = "by [the end of March] / [June][[early ]July] 2026, [in Moscow]"
    first, inner, last = options(text)
    assert first.texts == ("the end of March", "June", "[early ]July")
    assert inner.texts == ("early ",)
    assert last.texts == ("in Moscow",)
    assert resolved(text, first, 1) == "by June 2026, [in Moscow]"
    assert resolved(text, last, None) == "by [the end of March] / [June][[early ]July] 2026,"
    for text, left in (
        ("сдать [до конца 2026 г.].", "сдать до конца 2026 г."),
        ("сдать [до 2026 г.]...", "сдать до 2026 г...."),
        ("сдать [и т.д...].", "сдать и т.д...."),
    ):
        assert resolved(text, options(text)[0], 0) == left
    assert resolved("a plan [by March].", options("a plan [by March].")[0], None) == "a plan."


@pytest.mark.parametrize(
    ("text", "dropped"),
    [
        ("a  b [x] c\u00a0 d", "a  b c\u00a0 d"),  # blanks elsewhere are nobody's business
        ("[x] The Sides agreed.", "The Sides agreed."),
        ("in 2026 ([x], at the latest)", "in 2026 (, at the latest)"),
        ("one [x], two", "one, two"),
        ("one [x]; two", "one; two"),
        ("one ([x] two)", "one (two)"),
        ("line\n[x] other", "line\nother"),
        ("[x]", ""),
        ("the plan[s]", "the plan"),
        ("до конца 2026 г. [x].", "до конца 2026 г."),
        ("in 2026 … [x].", "in 2026 …."),
        ("[a [x] b]", "[a b]"),
    ],
)
def test_what_is_dropped_takes_one_blank_with_it_and_nothing_else(text, dropped):
    chosen = next(one for one in options(text) if one.texts in {("x",), ("s",)})
    assert resolved(text, chosen, None) == dropped


@given(st.text(alphabet="[] ab/", max_size=30))
def test_every_bracket_is_in_a_pair_or_a_fault(text):
    counted = 2 * len(pairs(text)) + len(faults(text))
    assert counted == sum(letter in "[]" for letter in text)
    while choices := options(text):
        text = resolved(text, choices[0], 0)
    assert not pairs(text)
