"""The rules of a negotiation table, whatever the switches and whoever comes."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.services.conftest import delegate

from rapporteur.domain import seating
from rapporteur.domain.delegates import Delegate
from rapporteur.domain.errors import UserError
from rapporteur.domain.heads import Seniority
from rapporteur.domain.seating import Chair, Hand, SeatingCustoms

RANKS = ("Minister", "Secretary", "Director", "Adviser")

customs = st.builds(
    SeatingCustoms,
    facing_door=st.sampled_from((0, 1, 2)),
    numbered=st.booleans(),
    first_hand=st.sampled_from(Hand),
    at_table=st.integers(1, 13),
    rows_behind=st.integers(0, 3),
    interpreter_beside=st.booleans(),
)
roles = st.sampled_from(("Head of Delegation", "", "Interpreter", "Adviser", "Переводчик"))
dates = st.sampled_from(("", "2020-01-01", "2024-05-01"))
kinds = st.lists(st.tuples(roles, st.sampled_from((*RANKS, "", "Attaché")), dates), max_size=30)


def people(found: list[tuple[str, str, str]], side: int = 1) -> list[Delegate]:
    return [
        delegate(
            side * 100 + at, role=role, rank=rank, date_in_rank=since,
            side_id=str(side), position=str(at),
        )
        for at, (role, rank, since) in enumerate(found, 1)
    ]  # fmt: skip


@given(customs, kinds, kinds)
def test_everybody_has_one_chair_at_most_and_no_chair_is_left_while_somebody_stands(
    switches: SeatingCustoms, one: list[tuple[str, str, str]], two: list[tuple[str, str, str]]
) -> None:
    both = {1: people(one, 1), 2: people(two, 2)}
    plan = seating.seat_everybody(switches, both, {1: "; ".join(RANKS), 2: "; ".join(RANKS)})
    assert len(set(plan.values())) == len(plan)
    for side, found in both.items():
        mine = {chair: who for chair, who in plan.items() if chair.side == side}
        room = seating.chairs(switches, side)
        assert set(mine) <= set(room)
        assert set(mine.values()) <= {person.uuid for person in found}
        others = [p for p in found if not seating.is_interpreter(p)]
        left_alone = 0 if others else 1  # the centre is no interpreter's
        assert len(mine) >= min(len(found), len(room) - left_alone)


@given(customs, kinds)
def test_the_head_is_in_the_centre_and_the_others_follow_by_rank_on_alternate_hands(
    switches: SeatingCustoms, found: list[tuple[str, str, str]]
) -> None:
    everybody = [p for p in people(found) if not seating.is_interpreter(p)]
    in_order = seating.by_precedence(everybody, RANKS)
    plan = seating.seat_side(switches, 1, in_order)
    room = seating.chairs(switches, 1)
    assert [plan[chair] for chair in room if chair in plan] == [
        person.uuid for person in in_order[: len(room)]
    ]
    if in_order:
        assert plan[Chair(1, 0, 0)] == in_order[0].uuid
        seniority = Seniority(RANKS)
        keys = [seniority.of(person) for person in in_order]
        assert keys == sorted(keys)
    if len(in_order) > 2 and switches.at_table > 2:
        assert plan[Chair(1, 0, switches.first_hand.sign)] == in_order[1].uuid
        assert plan[Chair(1, 0, -switches.first_hand.sign)] == in_order[2].uuid


@given(customs)
def test_everybody_at_the_table_has_somebody_opposite(switches: SeatingCustoms) -> None:
    columns = [
        {seating.column(switches, c) for c in seating.row_of(switches, side, 0)} for side in (1, 2)
    ]
    assert columns[0] == columns[1]
    assert len(columns[0]) == switches.at_table
    heads = [seating.column(switches, Chair(side, 0, 0)) for side in (1, 2)]
    assert heads == [0, 0]


@given(customs)
def test_numbers_are_dense_and_begin_in_the_centre(switches: SeatingCustoms) -> None:
    for side in (1, 2):
        numbers = [seating.number_of(switches, c) for c in seating.chairs(switches, side)]
        assert numbers == list(range(1, switches.at_table * (switches.rows_behind + 1) + 1))


@given(customs, kinds)
def test_the_door_moves_nobody_and_the_first_hand_only_mirrors(
    switches: SeatingCustoms, found: list[tuple[str, str, str]]
) -> None:
    in_order = seating.by_precedence(people(found), RANKS)
    plan = seating.seat_side(switches, 1, in_order)
    turned = replace(switches, facing_door=(switches.facing_door + 1) % 3)
    assert seating.seat_side(turned, 1, in_order) == plan
    if switches.at_table % 2:  # an even row is longer on one hand
        other = Hand.LEFT if switches.first_hand is Hand.RIGHT else Hand.RIGHT
        mirrored = seating.seat_side(replace(switches, first_hand=other), 1, in_order)
        assert mirrored == {replace(c, offset=-c.offset): who for c, who in plan.items()}


def test_right_of_the_head_is_left_for_who_looks_at_that_side_from_the_door() -> None:
    switches = SeatingCustoms(facing_door=2)
    assert seating.column(switches, Chair(2, 0, 1)) == -1
    assert seating.column(switches, Chair(1, 0, 1)) == 1


@pytest.mark.parametrize(("beside", "expected"), [(False, Chair(1, 1, 0)), (True, Chair(1, 0, -1))])
def test_the_interpreter_of_the_head(beside: bool, expected: Chair) -> None:
    found = people([("Head", "Minister", ""), *[("", "Director", "")] * 4, ("Interpreter", "", "")])
    switches = SeatingCustoms(at_table=3, rows_behind=1, interpreter_beside=beside)
    plan = seating.seat_side(switches, 1, seating.by_precedence(found, RANKS))
    assert seating.chair_of(plan, found[-1].uuid) == expected


def test_without_chairs_behind_the_interpreter_sits_beside_the_head() -> None:
    found = people([("Head", "Minister", ""), ("", "Director", ""), ("Interpreter", "", "")])
    plan = seating.seat_side(SeatingCustoms(at_table=3, rows_behind=0), 1, found)
    assert seating.chair_of(plan, found[2].uuid) == Chair(1, 0, -1)


def test_equal_ranks_stand_by_date_in_rank_and_then_as_the_side_has_them() -> None:
    found = people([("", "Director", "2024-05-01"), ("", "Director", "2020-01-01"),
                    ("", "Director", "2024-05-01"), ("", "Director", "")])  # fmt: skip
    assert [p.position for p in seating.by_precedence(found, RANKS)] == [2, 1, 3, 4]


chairs = st.builds(Chair, st.just(1), st.integers(0, 1), st.integers(-2, 2))


@given(st.dictionaries(chairs, st.sampled_from("abcdefgh")), st.sampled_from("abcxyz"), chairs)
def test_a_move_loses_nobody_but_whom_a_standing_person_replaces(
    found: dict[Chair, str], who: str, to: Chair
) -> None:
    plan = {chair: name for name, chair in {n: c for c, n in found.items()}.items()}
    left, before = seating.chair_of(plan, who), plan.get(to)
    now = seating.moved(plan, who, to)
    assert now[to] == who
    assert len(set(now.values())) == len(now)
    gone = set(plan.values()) - set(now.values())
    assert gone == ({before} if before and before != who and left is None else set())
    if left is not None and before and before != who:
        assert now[left] == before
        assert seating.moved(now, who, left) == plan, "the same again takes it back"


def test_a_smaller_table_sends_away_who_sat_at_its_ends() -> None:
    wide = SeatingCustoms(at_table=5)
    plan = {chair: str(n) for n, chair in enumerate(seating.row_of(wide, 1, 0))}
    assert set(seating.fitted(plan, replace(wide, at_table=3)).values()) == {"0", "1", "2"}


@pytest.mark.parametrize("wrong", [{"at_table": 0}, {"at_table": 99}, {"rows_behind": 9}])
def test_impossible_tables_are_refused_in_words(wrong: dict[str, int]) -> None:
    with pytest.raises(UserError) as caught:
        seating.seat_side(replace(SeatingCustoms(), **wrong), 1, [])
    assert caught.value.place == next(iter(wrong))


@pytest.mark.parametrize(
    ("role", "expected"),
    [("Interpreter", True), ("Переводчица", True), ("दुभाषिया", True), ("Interpretation", False)],
)
def test_who_interprets(role: str, expected: bool) -> None:
    assert seating.is_interpreter(delegate(role=role)) is expected
