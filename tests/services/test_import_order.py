"""Who has to move for one order to become another, and where people are put."""

from __future__ import annotations

from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from rapporteur.services.importing.order import in_step, placed


@given(st.permutations(range(7)))
def test_as_many_as_possible_keep_their_place(places: list[int]) -> None:
    staying = [places[i] for i in sorted(in_step(places))]
    assert staying == sorted(staying)
    longest = max(
        size
        for size in range(8)
        if any(list(some) == sorted(some) for some in combinations(places, size))
    )
    assert len(staying) == longest


def test_one_who_goes_to_the_end_is_the_only_one_that_moves() -> None:
    assert in_step([2, 3, 4, 5, 1]) == {0, 1, 2, 3}
    assert in_step([]) == frozenset()


def test_people_stand_behind_those_before_them_in_the_list() -> None:
    # 1 and 3 stay; 9 is new between them; 2 moves behind 3; 4 is of nobody's concern.
    walk = [(1, True), (9, False), (3, True), (2, False)]
    assert placed([1, 2, 4, 3], walk) == [1, 9, 4, 3, 2]


def test_whoever_comes_first_goes_before_the_first_who_stays() -> None:
    assert placed([5, 6, 1, 2], [(9, False), (8, False), (1, True), (2, True)]) == [
        5, 6, 9, 8, 1, 2,
    ]  # fmt: skip


def test_where_nobody_stays_people_go_to_the_end() -> None:
    assert placed([5, 6], [(9, False), (6, False)]) == [5, 9, 6]


def test_whoever_is_not_there_holds_no_place_for_others() -> None:
    assert placed([5, 6], [(5, True), (7, True), (9, False)]) == [5, 9, 6]


@given(st.permutations(range(1, 8)), st.permutations(range(1, 10)))
def test_moving_those_out_of_step_gives_the_order_of_the_list(
    order: list[int], wanted: list[int]
) -> None:
    known = [key for key in wanted if key in order]
    staying = {known[i] for i in in_step([order.index(key) for key in known])}
    assert placed(order, [(key, key in staying) for key in wanted]) == wanted
