"""Running the agenda: who is on, who is done, and how long it took."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from tests.agendas import lay_agenda

from rapporteur.domain.agenda import CURRENT, DONE, PLANNED, POSTPONED
from rapporteur.domain.editing import FieldEdit
from rapporteur.domain.running import clock_text, elapsed, is_paused, is_running, spent_seconds
from rapporteur.services import sessions, stored
from rapporteur.services.meeting import running
from rapporteur.services.stored import AGENDA_ITEMS, SITTINGS

START = datetime(2025, 8, 6, 4, 30, tzinfo=UTC)


class Room:
    """A file with the agenda, and a clock that stands still until it is told to go."""

    def __init__(self, desk):
        self.workspace = desk.workspace
        self.now = START
        with self.workspace.edit("agenda") as db:
            lay_agenda(db)

    def do(self, work, *arguments, after=0):
        self.now += timedelta(seconds=after)
        with self.workspace.edit("move") as db:
            return work(db, *arguments, self.now)

    @property
    def run(self):
        with self.workspace.read() as db:
            return running.run(db)

    def item(self, number):
        (found,) = [i for i in self.run.items if i.number == number]
        return found

    def on(self):
        current = self.run.current
        return current.number if current is not None else ""

    def spent(self, number):
        return spent_seconds(self.item(number).item, self.now)


@pytest.fixture
def room(desk):
    return Room(desk)


def test_numbers_and_order_are_those_of_the_agenda(room):
    assert [i.number for i in room.run.items] == [
        "1", "2", "3", "4", "4.1", "4.2", "5", "6", "7", "8", "9", "10",
    ]  # fmt: skip
    assert room.item("4").heading


def test_going_on_walks_through_all_items_and_leaves_each_done(room):
    seen = []
    while room.do(running.go_on, after=60) is not None:
        seen.append(room.on())
    assert seen == ["1", "2", "3", "4.1", "4.2", "5", "6", "7", "8", "9", "10"]
    assert room.on() == ""
    assert {i.state for i in room.run.items} == {DONE}
    assert [room.spent(i.number) for i in room.run.items if not i.heading] == [60] * 11


def test_a_heading_is_on_with_its_sub_item_and_done_with_the_last(room):
    for _ in range(4):
        room.do(running.go_on)
    assert room.item("4").state == CURRENT
    assert room.item("4").item["state"] == PLANNED
    room.do(running.go_on)
    room.do(running.go_on)
    assert room.item("4").item["state"] == DONE
    room.do(running.take_up, room.item("4.2").item.id)
    assert room.item("4").item["state"] == PLANNED, "one of its sub-items is open again"


def test_going_back_leaves_the_item_open_and_adds_up_the_time_of_the_other(room):
    room.do(running.go_on)
    room.do(running.go_on, after=100)
    room.do(running.go_back, after=30)
    assert room.on() == "1"
    assert room.item("2").state == PLANNED
    assert (room.spent("1"), room.spent("2")) == (100, 30)
    room.do(running.go_on, after=50)
    assert (room.spent("1"), room.on()) == (150, "2")
    room.now += timedelta(seconds=7)
    assert room.spent("2") == 37


def test_a_break_stops_the_clock(room):
    room.do(running.go_on)
    assert room.do(running.pause, after=10) is False
    assert is_paused(room.item("1").item)
    room.now += timedelta(hours=1)
    assert room.spent("1") == 10
    assert room.do(running.pause) is True
    room.now += timedelta(seconds=5)
    assert is_running(room.item("1").item)
    assert room.spent("1") == 15


def test_taking_up_what_is_on_changes_nothing(room):
    room.do(running.go_on)
    before = room.item("1").item
    room.do(running.take_up, before.id, after=5)
    assert room.item("1").item == before


def test_a_postponed_item_is_passed_over(room):
    room.do(running.go_on)
    room.do(running.postpone, after=3)
    assert (room.item("1").state, room.on()) == (POSTPONED, "2")
    room.do(running.take_up, room.item("10").item.id)
    room.do(running.take_up, room.item("2").item.id)
    room.do(running.go_on)
    assert room.on() == "3"


def test_an_unplanned_item_is_on_at_once_and_moves_nobody_once_circulated(room):
    with room.workspace.edit("circulated") as db:
        numbers = {i.item.id: {"number": i.number} for i in running.run(db).items}
        stored.set_fields(db, AGENDA_ITEMS, numbers)
        moment = FieldEdit("", "2025-08-01T10:00:00+00:00")
        sessions.update_session(db, {"agenda_circulated": moment})
    for _ in range(3):
        room.do(running.go_on)
    before = {i.item.id: i.number for i in room.run.items}
    item = room.do(running.add_unplanned, {"title_en": "Visa questions"})
    assert (room.on(), item["late"]) == ("3a", "yes")
    room.do(running.go_on)
    room.do(running.add_unplanned, {"title_en": "One more"})
    assert room.on() == "4.1a"
    assert {i.item.id: i.number for i in room.run.items if i.item.id in before} == before
    room.do(running.go_on)
    assert room.on() == "4.2", "nothing that is left is passed over"


def test_an_unplanned_item_where_there_is_no_sitting_makes_one(desk):
    with desk.workspace.edit("x") as db:
        running.add_unplanned(db, {"title_en": "Visa questions"}, START)
    with desk.workspace.read() as db:
        assert len(stored.read(db, SITTINGS)) == 1
        assert running.run(db).current.title == "Visa questions"


def test_the_last_item_has_nothing_behind_it_and_the_first_nothing_before(room):
    room.do(running.take_up, room.item("10").item.id)
    assert room.run.next_after(room.run.current) is None
    room.do(running.take_up, room.item("1").item.id)
    assert room.do(running.go_back) is None
    assert room.on() == "1", "refusing to go back ends nothing"


def test_undo_brings_the_item_before_back(room):
    room.do(running.go_on)
    room.do(running.go_on, after=60)
    room.workspace.undo()
    assert room.on() == "1"
    assert room.item("2").state == PLANNED


def test_interpretation_stretches_the_plan(room):
    with room.workspace.edit("x") as db:
        sessions.update_session(db, {"interpretation": _edit(db, "160")})
    assert room.item("1").planned == 10 * 60 * 160 // 100
    with room.workspace.edit("y") as db:
        item = {"interpretation": "none"}
        stored.set_fields(db, AGENDA_ITEMS, {room.item("1").item.id: item})
    assert room.item("1").planned == 600


def _edit(db, value):
    return FieldEdit(sessions.session(db)["interpretation"], value)


def test_over_and_left(room):
    room.do(running.go_on)
    item = room.item("1").item
    half, late = START + timedelta(minutes=5), START + timedelta(minutes=12, seconds=5)
    assert (elapsed(item, half, 600).left, elapsed(item, half, 600).over) == (300, 0)
    assert elapsed(item, half, 600).share == 0.5
    assert (elapsed(item, late, 600).left, elapsed(item, late, 600).over) == (0, 125)
    assert elapsed(item, late, 0).over == 0
    earlier = START - timedelta(minutes=3)  # the computer's clock was set back
    assert elapsed(item, earlier, 600).spent == 0


def test_clock_text():
    assert [clock_text(s) for s in (0, 65, 3725)] == ["0:00", "1:05", "1:02:05"]
