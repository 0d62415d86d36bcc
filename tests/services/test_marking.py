"""Where a hit stands in the text that people see."""

from __future__ import annotations

import pytest

from rapporteur.services.marking import Marked, marked


def _seen(found: Marked) -> list[str]:
    return [found.text[first:end] for first, end in found.marks]


@pytest.mark.parametrize(
    ("text", "query", "seen"),
    [
        ("Mr. Alexey Gruzdev", "gruz", ["Gruz"]),
        ("Груздев Алексей", "gruz", ["Груз"]),
        ("Груздев Алексей", "АЛЕКСЕЙ груз", ["Груз", "Алексей"]),
        ("Щербаков", "shch", ["Щ"]),  # one letter stands for four
        ("Aleksei Petrov", "alexey", ["Aleksei"]),  # the schemes differ: the whole word
        ("शर्मा राजेश", "sharma", ["शर्मा"]),
        ("Mining; Fertilisers", "fert min", ["Min", "Fert"]),
        ("nothing here", "gruz", []),
        ("nothing here", "", []),
    ],
)
def test_what_was_typed_is_marked_in_either_script(text: str, query: str, seen: list[str]) -> None:
    assert _seen(marked(text, query)) == seen


def test_overlapping_hits_are_one_mark() -> None:
    assert _seen(marked("aluminium", "alum lumin")) == ["alumin"]


def test_a_long_text_is_cut_around_the_hit() -> None:
    text = "word " * 60 + "wind tunnel " + "more " * 60
    found = marked(text, "tunnel", 60)
    assert _seen(found) == ["tunnel"]
    assert found.text.startswith("…")
    assert found.text.endswith("…")
    assert len(found.text) < 120


def test_lines_become_one_line() -> None:
    assert marked("one\n  two", "two") == Marked("one two", ((4, 7),))
