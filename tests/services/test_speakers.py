"""The list of speakers of an agenda item, in a real file."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from tests.services.conftest import Desk

from rapporteur.domain.errors import UserError
from rapporteur.domain.roll import SPEAKING, SPOKE, WAITING, OnList, alternating, turns
from rapporteur.services import speakers, stored

NOW = datetime(2025, 8, 6, 5, 0, tzinfo=UTC)


@pytest.fixture
def item(desk: Desk) -> str:
    with desk.workspace.edit("Item") as db:
        (made,) = stored.create(
            db, stored.AGENDA_ITEMS, [{"title_en": "Reports"}], sitting_id=None, parent_id=None
        )
    return made.uuid


def listed(desk: Desk, item: str) -> list[OnList]:
    with desk.workspace.read() as db:
        return speakers.listed(db, item)


def add(desk: Desk, item: str, *names: str) -> list[int]:
    """Put delegates on the list by family name; whoever is none comes as a guest of side 1."""
    found = []
    for name in names:
        with desk.workspace.edit("Add") as db:
            if name.startswith(("India", "Russia")):
                made = speakers.add(db, item, delegate=desk.named(name).uuid, now=NOW)
            else:
                made = speakers.add(db, item, name=name, side=1, now=NOW)
        found.append(made.id)
    return found


def test_delegates_bring_their_side_and_guests_are_given_one(desk: Desk, item: str) -> None:
    add(desk, item, "India1", "Russia1", "  Guest\tof honour ")
    assert [(one.name, one.side, one.state) for one in listed(desk, item)] == [
        ("India1", 1, WAITING),
        ("Russia1", 2, WAITING),
        ("Guest of honour", 1, WAITING),
    ]
    assert listed(desk, "no-such-item") == []


def test_nobody_and_whoever_waits_already_are_refused(desk: Desk, item: str) -> None:
    add(desk, item, "India1")
    with pytest.raises(UserError) as refused:
        add(desk, item, "India1")
    assert refused.value.code == "speaker.waiting"
    with pytest.raises(UserError) as refused:
        add(desk, item, " ")
    assert refused.value.code == "speaker.nobody"
    assert len(listed(desk, item)) == 1


def test_one_person_has_the_floor_and_turns_are_counted(desk: Desk, item: str) -> None:
    first, second, third = add(desk, item, "India1", "Russia1", "India2")
    with desk.workspace.edit("Begin") as db:
        speakers.begin(db, second, now=NOW)
    with desk.workspace.edit("Begin") as db:
        speakers.begin(db, first, now=NOW + timedelta(seconds=90))
    states = {one.id: (one.state, one.seconds) for one in listed(desk, item)}
    assert states == {first: (SPEAKING, 0), second: (SPOKE, 90), third: (WAITING, 0)}
    with desk.workspace.read() as db:
        holder = speakers.floor(db)
    assert holder is not None
    assert (holder[0], holder[1].id) == (item, first)
    with desk.workspace.edit("End") as db:
        assert speakers.end(db, now=NOW + timedelta(seconds=120))
    with desk.workspace.edit("End") as db:
        assert not speakers.end(db)
    assert turns(listed(desk, item)) == {1: (1, 30), 2: (1, 90)}


def test_the_floor_is_one_for_all_items(desk: Desk, item: str) -> None:
    with desk.workspace.edit("Item") as db:
        (other,) = stored.create(
            db, stored.AGENDA_ITEMS, [{"title_en": "Other"}], sitting_id=None, parent_id=None
        )
    (here,), (there,) = add(desk, item, "India1"), add(desk, other.uuid, "Russia1")
    for one in (here, there):
        with desk.workspace.edit("Begin") as db:
            speakers.begin(db, one, now=NOW)
    assert listed(desk, item)[0].state == SPOKE
    assert listed(desk, other.uuid)[0].state == SPEAKING


def test_a_second_turn_is_a_line_of_its_own(desk: Desk, item: str) -> None:
    (one,) = add(desk, item, "India1")
    for minutes in (0, 5):
        with desk.workspace.edit("Begin") as db:
            speakers.begin(db, one, now=NOW + timedelta(minutes=minutes))
            speakers.end(db, now=NOW + timedelta(minutes=minutes + 1))
    lines = listed(desk, item)
    assert [(line.name, line.state, line.seconds) for line in lines] == [("India1", SPOKE, 60)] * 2


def test_those_who_wait_are_moved_among_themselves(desk: Desk, item: str) -> None:
    first, second, third = add(desk, item, "India1", "India2", "India3")
    with desk.workspace.edit("Begin") as db:
        speakers.begin(db, first, now=NOW)
    with desk.workspace.edit("Move") as db:
        assert speakers.move(db, third, -5) > 0
        assert speakers.move(db, first, 1) == 0, "who speaks keeps the place"
    assert [one.id for one in listed(desk, item)] == [first, third, second]


def test_the_sides_take_turns_where_that_is_wanted(desk: Desk, item: str) -> None:
    ids = add(desk, item, "India1", "India2", "India3", "Russia1", "Russia2")
    order = []
    for minute in range(5):
        with desk.workspace.edit("Next") as db:
            turn = speakers.in_turn(speakers.listed(db, item), alternate=True)
            speakers.begin(db, turn[0].id, now=NOW + timedelta(minutes=minute))
        order.append(ids.index(turn[0].id))
    assert order == [0, 3, 1, 4, 2]
    assert not speakers.in_turn(listed(desk, item), alternate=True)


def test_a_guest_of_neither_side_breaks_no_turn() -> None:
    lines = [OnList(1, "a", 1), OnList(2, "b", 1), OnList(3, "guest", 0), OnList(4, "c", 2)]
    assert [one.id for one in alternating(lines, 1)] == [3, 4, 1, 2]
    assert [one.id for one in alternating(lines, 0)] == [1, 3, 4, 2]
