"""References between paragraphs follow their numbers."""

from __future__ import annotations

import pytest

from rapporteur.domain.paragraph_refs import bound, referred, shown

ONE, TWO, TWELVE = (f"{n:08}-0000-4000-8000-000000000000" for n in (1, 2, 12))
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
