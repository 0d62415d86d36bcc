"""Sentences as Protocols have them: right ones are left alone, every slip is found."""

from __future__ import annotations

import re
import time

import pytest
from tests.domain.verification_pairs import NAMES, PAIRS, TERMS, Pair, Slip

from rapporteur.domain.verification.quantities import quantities
from rapporteur.domain.verification.texts import Names, verify

LONG = 30_000


@pytest.mark.parametrize("pair", PAIRS, ids=lambda pair: pair.first[:40])
def test_a_right_translation_is_left_alone(pair: Pair) -> None:
    assert verify(pair.texts(), NAMES, TERMS) == []


@pytest.mark.parametrize(
    ("pair", "slip"),
    [(pair, slip) for pair in PAIRS for slip in pair.slips],
    ids=lambda one: one.new[:30] if isinstance(one, Slip) else one.first[:20],
)
def test_every_slip_is_found_in_its_place(pair: Pair, slip: Slip) -> None:
    texts = pair.texts(slip)
    found = verify(texts, NAMES, TERMS)
    assert slip.code in {one.code for one in found}
    assert all(0 <= one.start <= one.end <= len(texts[one.language]) for one in found)


def test_no_wrong_figure_slips_through() -> None:
    """Each figure of each sentence mistyped, one at a time."""
    missed = []
    for pair in PAIRS:
        for language, text in pair.texts().items():
            for figure in re.finditer(r"\d", text):
                wrong = "3" if figure[0] == "7" else "7"
                typed = f"{text[: figure.start()]}{wrong}{text[figure.end() :]}"
                if not verify({**pair.texts(), language: typed}, NAMES, TERMS):
                    missed.append(typed)
    # What CO₂ and m² are elsewhere is too often put in words.
    assert [one for one in missed if not re.search("(?:CO|m)7", one)] == []


HOSTILE = {
    "brackets": "[", "digits": "1", "thousands": "123 ", "commas": "1,", "one word": "a",
    "devanagari": "क", "nukta": "क़", "right to left": "\u202e\u200f", "blanks": " ",
    "years": "2025 ", "dates": "5 May and ", "numbers": "one ", "tens": "двадцать ", "sums": "USD ",
    "roman": "XXI", "dotted": "1.", "names": "Kim ", "lines": "__ ",
}  # fmt: skip


@pytest.mark.parametrize("piece", HOSTILE.values(), ids=HOSTILE)
def test_a_long_text_of_anything_is_compared_at_once(piece: str) -> None:
    text = (piece * LONG)[:LONG]
    names = [*NAMES, *(Names({"en": f"Name{n} Kim", "ru": f"Имен{n} Ким"}) for n in range(100))]
    begun = time.monotonic()
    found = verify({"en": text, "ru": f"{text}ж"}, names, TERMS)
    assert time.monotonic() - begun < 10  # it was minutes, or never
    assert len(found) <= 200


def test_a_long_number_is_compared_to_its_last_figure() -> None:
    first, second = "1" * 100, "1" * 99 + "2"
    assert quantities(first)[0].value == first
    assert verify({"en": f"No. {first}", "ru": f"№ {second}"}) != []
    assert verify({"en": f"No. {first}", "ru": f"№ {first}"}) == []
