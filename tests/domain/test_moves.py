"""Who has moved between two orders: as few as possible, and the others really kept theirs."""

from __future__ import annotations

from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rapporteur.domain.moves import fewest_moves


@pytest.mark.parametrize(
    ("then", "now", "expected"),
    [
        ("ABCD", "ABCD", ""),
        ("ABCD", "DABC", "D"),
        ("ABCD", "BCDA", "A"),
        ("ABCD", "CD", ""),  # those who left move nobody
        ("ABCD", "XAYBCZD", ""),  # nor do those who came
        ("ABCDE", "EBCDA", "AE"),
        ("", "AB", ""),
        ("AB", "", ""),
    ],
)
def test_moves_of_a_list(then: str, now: str, expected: str) -> None:
    found = fewest_moves([ord(c) for c in then], [ord(c) for c in now])
    assert found == {ord(c) for c in expected}


@given(st.lists(st.integers(0, 8), unique=True), st.lists(st.integers(0, 8), unique=True))
def test_the_rest_kept_its_order_and_fewer_would_not_do(then: list[int], now: list[int]) -> None:
    moved = fewest_moves(then, now)
    both = [one for one in then if one in now]
    assert moved <= set(both)

    def keeps(gone: set[int]) -> bool:
        return [o for o in then if o in both and o not in gone] == [
            o for o in now if o in both and o not in gone
        ]

    assert keeps(set(moved))
    assert not any(keeps(set(some)) for some in combinations(both, max(len(moved) - 1, 0))) or (
        not moved
    )
