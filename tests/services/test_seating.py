"""Seating plans in a file: made by the rules, changed by hand, taken back by undo."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.services.conftest import Desk

from rapporteur.domain.errors import UserError
from rapporteur.domain.seating import Chair, Hand, SeatingCustoms
from rapporteur.services import delegates
from rapporteur.services.merging import merge
from rapporteur.services.seating import planning
from rapporteur.services.seating.reading import Seating, plans, seating

SMALL = SeatingCustoms(at_table=3, rows_behind=1)


@pytest.fixture
def plan(desk: Desk) -> int:
    with desk.workspace.edit("plan") as db:
        return planning.create_plan(db, "Plenary", SMALL).id


def look(desk: Desk, plan: int) -> Seating:
    with desk.workspace.read() as db:
        return seating(db, plan)


def seated(desk: Desk, plan: int, side: int = 1) -> dict[tuple[int, int], str]:
    found = look(desk, plan)
    names = {person.uuid: person["family_name"] for person in found.people}
    return {(c.row, c.offset): names[w] for c, w in found.seats.items() if c.side == side}


def test_a_new_plan_seats_everybody_by_the_rules(desk: Desk, plan: int) -> None:
    assert seated(desk, plan) == {
        (0, 0): "India1", (0, 1): "India2", (0, -1): "India3", (1, 0): "India4", (1, 1): "India5",
    }  # fmt: skip
    assert seated(desk, plan, 2) == {(0, 0): "Russia1", (0, 1): "Russia2", (0, -1): "Russia3"}
    found = look(desk, plan)
    assert found.customs == SMALL
    assert found.standing == ()
    assert [found.labels()[person.uuid] for person in found.in_order()] == [
        "IN 1", "IN 2", "IN 3", "IN 4", "IN 5", "RU 1", "RU 2", "RU 3",
    ]  # fmt: skip


def test_two_people_change_places_and_undo_brings_them_back(desk: Desk, plan: int) -> None:
    with desk.workspace.edit("move") as db:
        planning.move(db, plan, desk.named("India5").uuid, Chair(1, 0, 1))
    assert seated(desk, plan)[0, 1] == "India5"
    assert seated(desk, plan)[1, 1] == "India2"
    assert desk.rows_of_last_step() == 2
    desk.workspace.undo()
    assert seated(desk, plan)[0, 1] == "India2"


def test_who_stands_takes_a_chair_and_who_sat_there_stands(desk: Desk, plan: int) -> None:
    with desk.workspace.edit("unseat") as db:
        planning.unseat(db, plan, [desk.named("India5").uuid])
    assert [p["family_name"] for p in look(desk, plan).standing] == ["India5"]
    with desk.workspace.edit("move") as db:
        planning.move(db, plan, desk.named("India5").uuid, Chair(1, 0, 0))
    assert [p["family_name"] for p in look(desk, plan).standing] == ["India1"]


def test_a_chair_of_the_other_side_is_refused(desk: Desk, plan: int) -> None:
    with pytest.raises(UserError) as caught, desk.workspace.edit("move") as db:
        planning.move(db, plan, desk.named("India5").uuid, Chair(2, 0, 0))
    assert caught.value.code == "seating.other_side"


def test_a_plan_left_to_the_rules_follows_the_switches(desk: Desk, plan: int) -> None:
    with desk.workspace.edit("left first") as db:
        planning.set_customs(db, plan, replace(SMALL, first_hand=Hand.LEFT))
    assert seated(desk, plan)[0, -1] == "India2"
    with desk.workspace.edit("larger") as db:
        planning.set_customs(db, plan, replace(SMALL, at_table=5, rows_behind=0))
    assert set(seated(desk, plan)) == {(0, at) for at in range(-2, 3)}


def test_switches_move_nobody_who_was_seated_by_hand(desk: Desk, plan: int) -> None:
    with desk.workspace.edit("move") as db:
        planning.move(db, plan, desk.named("India2").uuid, Chair(1, 0, -1))
    turned = replace(SMALL, facing_door=0, numbered=False, first_hand=Hand.LEFT,
                     interpreter_beside=True)  # fmt: skip
    before = seated(desk, plan)
    with desk.workspace.edit("switches") as db:
        planning.set_customs(db, plan, turned)
    assert seated(desk, plan) == before
    assert look(desk, plan).customs == turned
    assert set(look(desk, plan).labels().values()) == {""}
    with desk.workspace.edit("smaller") as db:
        planning.set_customs(db, plan, replace(turned, at_table=1))
    assert sorted(p["family_name"] for p in look(desk, plan).standing) == [
        "India2", "India3", "India5", "Russia2", "Russia3",
    ]  # fmt: skip
    with desk.workspace.edit("rules") as db:
        planning.seat_by_rules(db, plan)
    assert seated(desk, plan) == {(0, 0): "India1", (1, 0): "India2"}
    assert seated(desk, plan, 2) == {(0, 0): "Russia1", (1, 0): "Russia2"}
    desk.workspace.undo()
    desk.workspace.undo()
    assert seated(desk, plan) == before


def test_cleared_and_removed_with_all_its_chairs(desk: Desk, plan: int) -> None:
    with desk.workspace.edit("clear") as db:
        planning.clear(db, plan)
    assert len(look(desk, plan).standing) == 8
    with desk.workspace.edit("remove") as db:
        planning.remove_plan(db, plan)
    with desk.workspace.read() as db:
        assert plans(db) == []
    desk.workspace.undo()
    desk.workspace.undo()
    assert len(seated(desk, plan)) == 5


def test_who_withdraws_leaves_the_chair_free_and_comes_back_to_it(desk: Desk, plan: int) -> None:
    with desk.workspace.edit("withdraw") as db:
        delegates.withdraw(db, desk.ids("India2"))
    assert (0, 1) not in seated(desk, plan)
    with desk.workspace.edit("reinstate") as db:
        delegates.reinstate(db, desk.ids("India2"))
    assert seated(desk, plan)[0, 1] == "India2"


def test_two_entries_made_one_sit_on_one_chair(desk: Desk, plan: int) -> None:
    with desk.workspace.edit("merge") as db:
        merge(db, desk.named("India1"), desk.named("India4"))
    assert list(seated(desk, plan).values()).count("India1") == 1
    assert seated(desk, plan)[0, 0] == "India1"


def test_a_plan_begins_as_is_usual(desk: Desk) -> None:
    with desk.workspace.read() as db:
        customs = planning.usual_customs(db)
    assert customs.facing_door == 2, "the guests look at the door"
    assert customs.rows_behind == 1


def test_an_impossible_table_is_refused_and_nothing_is_written(desk: Desk) -> None:
    with pytest.raises(UserError), desk.workspace.edit("plan") as db:
        planning.create_plan(db, "Wrong", replace(SMALL, at_table=0))
    with desk.workspace.read() as db:
        assert plans(db) == []
