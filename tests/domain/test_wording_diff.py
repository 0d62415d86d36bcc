"""Wordings compared word by word: nothing lost, words kept whole, fast on long texts."""

from __future__ import annotations

import itertools
import random
import time

from hypothesis import given
from hypothesis import strategies as st

from rapporteur.domain.wording_diff import Segment, Wording, compare, is_changed, words_of

SAME, ADDED, REMOVED = Wording.SAME, Wording.ADDED, Wording.REMOVED

WORDS = st.sampled_from(
    ["The", "Sides", "agreed", "to", "Стороны", "договорились", "в", "й", "й", "पक्षों", "ने",
     "सहमति", "।", ",", ".", "\n", "co-lead", "6.08.2025", "2,5", "\u200d", "=1+1", "  "]
)  # fmt: skip
TEXTS = st.lists(WORDS, max_size=40).map(" ".join) | st.text(max_size=60)


def shown(old: str, new: str) -> list[tuple[str, str]]:
    """The pieces as (kind, text)."""
    return [(segment.kind.value, segment.text) for segment in compare(old, new)]


def joined(segments: list[Segment], *kinds: Wording) -> str:
    return "".join(segment.text for segment in segments if segment.kind in kinds)


@given(TEXTS, TEXTS)
def test_both_wordings_can_be_read_out_of_the_pieces(old: str, new: str) -> None:
    pieces = compare(old, new)
    assert joined(pieces, SAME, REMOVED) == old
    assert joined(pieces, SAME, ADDED) == new
    assert is_changed(pieces) == (old != new)


@given(TEXTS, TEXTS)
def test_no_piece_is_empty_and_no_kind_stands_beside_itself(old: str, new: str) -> None:
    kinds = [piece.kind for piece in compare(old, new)]
    assert all(piece.text for piece in compare(old, new))
    assert all(one is not other for one, other in itertools.pairwise(kinds))
    assert not any(one is ADDED and other is REMOVED for one, other in itertools.pairwise(kinds))


@given(TEXTS)
def test_a_text_is_the_same_as_itself(text: str) -> None:
    assert not is_changed(compare(text, text))


def test_one_word_is_one_word() -> None:
    assert shown("by the end of March 2026.", "by the end of June 2026.") == [
        ("same", "by the end of "),
        ("removed", "March"),
        ("added", "June"),
        ("same", " 2026."),
    ]


def test_a_replaced_phrase_is_one_change() -> None:
    assert shown("The Sides took note of it", "The Sides agreed on it") == [
        ("same", "The Sides "),
        ("removed", "took note of"),
        ("added", "agreed on"),
        ("same", " it"),
    ]


def test_russian_words_are_whole_and_cases_count() -> None:
    assert shown("Стороны отметили прогресс, достигнутый", "Стороны отметили прогресс достигнутый")[
        1
    ] == ("removed", ",")
    assert ("removed", "отметили") in shown("Стороны отметили работу", "Стороны одобрили работу")


def test_devanagari_signs_stay_with_their_letters_and_the_full_stop_does_not() -> None:
    assert shown("पक्षों ने सहमति दी।", "पक्षों ने स्वीकृति दी।") == [
        ("same", "पक्षों ने "),
        ("removed", "सहमति"),
        ("added", "स्वीकृति"),
        ("same", " दी।"),
    ]


def test_dates_and_hyphens_are_one_word() -> None:
    assert ("removed", "15.10.2024") in shown("on 15.10.2024", "on 16.10.2024")
    assert ("removed", "co-lead") in shown("the co-lead met", "the co-chair met")


def test_counting_words_leaves_punctuation_out() -> None:
    pieces = compare("one, two", "one, two, three and four")
    assert words_of(pieces, ADDED) == 3
    assert words_of(pieces, REMOVED) == 0


def test_thirty_thousand_characters_take_a_moment() -> None:
    rng = random.Random(11)
    vocabulary = [f"слово{n}" if n % 2 else f"word{n}" for n in range(600)]
    words = [rng.choice(vocabulary) for _ in range(4_300)]
    old = " ".join(words)
    assert len(old) > 30_000
    for at in range(0, len(words), 37):
        words[at] = "changed"
    other = words[:]
    rng.shuffle(other)
    repeated = "the " * 8_000
    for new in (" ".join(words), " ".join(other), old[15_000:] + old[:15_000], repeated):
        started = time.process_time()
        pieces = compare(old, new)
        assert time.process_time() - started < 2.0  # generous: the machine may be busy
        assert joined(pieces, SAME, ADDED) == new
    assert words_of(compare(old, " ".join(words)), ADDED) < 400
