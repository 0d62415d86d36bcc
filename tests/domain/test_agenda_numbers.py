"""Numbers of the agenda: computed, frozen, fitted in between, never twice, always in order."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rapporteur.domain.agenda_numbers import Place, computed, late_numbers, sort_key


def row(*numbers: str) -> list[Place]:
    """Places with these numbers; a "." makes a sub-item, "+" an item without a number."""
    found = []
    for key, number in enumerate(numbers, 1):
        level = 2 if "." in number else 1
        found.append(Place(key, level, "" if "+" in number else number))
    return found


def fitted(*numbers: str, taken: tuple[str, ...] = ()) -> list[str]:
    return list(late_numbers(row(*numbers), taken).values())


def test_numbers_follow_the_order_until_circulated():
    assert list(computed(row("+", "+", "+.", "+.", "+")).values()) == ["1", "2", "2.1", "2.2", "3"]


@pytest.mark.parametrize(
    ("numbers", "expected"),
    [
        (("1", "2", "+"), ["3"]),
        (("3", "+", "4"), ["3a"]),
        (("3", "+", "+", "4"), ["3a", "3b"]),
        (("3", "3z", "+", "4"), ["3aa"]),
        (("+", "1"), ["0a"]),
        (("+", "0a", "1"), ["0-1"]),
        (("3", "3a", "+", "3b", "4"), ["3a-1"]),
        (("3", "+", "3a", "4"), ["3-1"]),
        (("3", "3a", "+", "3a-1", "4"), ["3a-0a"]),
        (("4", "4.1", "4.2", "+.", "4.3", "5"), ["4.2a"]),
        (("4", "4.1", "4.2", "+.", "5"), ["4.3"]),
        (("4", "+.", "4.1", "5"), ["4.0a"]),
        (("4", "+.", "5"), ["4.1"]),
        (("3", "+", "+.", "+.", "4"), ["3a", "3a.1", "3a.2"]),
        (("3", "+", "5"), ["3a"]),  # 4 was on the circulated agenda
        (("5", "+", "3"), ["5a"]),  # 5 was brought forward by hand
        (("+",), ["1"]),
    ],
)
def test_a_late_item_takes_a_number_that_moves_nobody(numbers, expected):
    assert fitted(*numbers) == expected


def test_a_number_that_waits_in_the_parking_lot_is_given_to_nobody_else():
    assert fitted("3", "+", "4", taken=("3a",)) == ["3b"]
    assert fitted("1", "2", "+", taken=("3",)) == ["4"]


@given(
    shape=st.lists(st.integers(0, 3), min_size=1, max_size=6),
    late=st.lists(st.tuples(st.integers(0, 200), st.booleans()), max_size=25),
)
def test_numbers_are_never_equal_sort_as_shown_and_never_move(shape, late):
    """Items with so many sub-items each, circulated; then some more come in anywhere."""
    places = []
    for subs in shape:
        places += [Place(len(places), 1)]
        for _ in range(subs):
            places += [Place(len(places), 2)]
    numbers = computed(places)
    places = [Place(p.key, p.level, numbers[p.key]) for p in places]
    for where, as_sub in late:
        at = where % (len(places) + 1)
        follows = at < len(places) and places[at].level == 2
        level = 2 if follows or (as_sub and at) else 1
        key = len(places)
        places.insert(at, Place(key, level))
        found = late_numbers(places)
        assert list(found) == [key]  # nobody else was numbered
        places[at] = Place(key, level, found[key])
    shown = [p.number for p in places]
    assert len(set(shown)) == len(shown)
    assert [sort_key(n) for n in shown] == sorted(sort_key(n) for n in shown)
    assert all(p.number == numbers[p.key] for p in places if p.key in numbers)


def test_what_is_no_number_of_ours_is_passed_over_and_sorts_last():
    assert fitted("3", "III", "+", "4") == ["3a"]
    assert sorted(["III", "10", "3a", "3"], key=sort_key) == ["3", "3a", "10", "III"]
