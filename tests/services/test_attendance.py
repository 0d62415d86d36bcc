"""The roll of a sitting, in a real file."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from tests.services.conftest import Desk

from rapporteur.domain.editing import FieldEdit
from rapporteur.domain.errors import UserError
from rapporteur.domain.meeting import ABSENT, EXCUSED, PRESENT
from rapporteur.domain.roll import LEFT, UNMARKED, Mark, SideCount, counted
from rapporteur.services import attendance, delegates, sessions, stored
from rapporteur.services.quick_find import best

# 10:05 in Kolkata, five minutes into the first sitting.
DURING = datetime(2025, 8, 6, 4, 35, tzinfo=UTC)
BEFORE = datetime(2025, 8, 6, 4, 0, tzinfo=UTC)
AFTER = datetime(2025, 8, 6, 8, 0, tzinfo=UTC)


@pytest.fixture
def sittings(desk: Desk) -> tuple[int, int]:
    """A morning and an afternoon in Kolkata."""
    with desk.workspace.edit("Sittings") as db:
        session = sessions.session(db)
        edit = {"time_zone": FieldEdit(session["time_zone"], "Asia/Kolkata")}
        sessions.update_session(db, edit)
        made = stored.create(
            db,
            stored.SITTINGS,
            [
                {"title_en": "Morning", "date": "2025-08-06", "start_time": "10:00",
                 "end_time": "13:00"},
                {"title_en": "Afternoon", "date": "2025-08-06", "start_time": "14:30",
                 "end_time": "17:45"},
            ],
        )  # fmt: skip
    return made[0].id, made[1].id


def mark(desk: Desk, sitting: int, ids: list[int], state: str, now: datetime = DURING) -> int:
    with desk.workspace.edit("Mark") as db:
        return attendance.mark(db, sitting, ids, state, now=now)


def marks(desk: Desk, sitting: int) -> dict[int, Mark]:
    with desk.workspace.read() as db:
        return attendance.marks(db, sitting)


@pytest.mark.parametrize(
    ("now", "arrived"),
    [
        (BEFORE, ""),
        (DURING, "10:05"),
        (AFTER, ""),
        (datetime(2025, 8, 7, 4, 35, tzinfo=UTC), ""),
    ],
)
def test_an_arrival_is_written_only_while_the_sitting_goes_on(
    desk: Desk, sittings: tuple[int, int], now: datetime, arrived: str
) -> None:
    (one,) = desk.ids("India1")
    assert mark(desk, sittings[0], [one], PRESENT, now) == 1
    assert marks(desk, sittings[0]) == {one: Mark(PRESENT, arrived)}
    assert marks(desk, sittings[1]) == {}, "each sitting has a roll of its own"


def test_a_sitting_that_runs_over_goes_on_while_an_item_is_discussed(
    desk: Desk, sittings: tuple[int, int]
) -> None:
    (one,) = desk.ids("India1")
    with desk.workspace.edit("Item") as db:
        (item,) = stored.create(
            db, stored.AGENDA_ITEMS, [{"title_en": "Reports"}], sitting_id=sittings[0],
            parent_id=None,
        )  # fmt: skip
        stored.create(
            db, stored.AGENDA_ITEMS, [{"title_en": "Mining", "state": "current"}],
            sitting_id=None, parent_id=item.id,
        )  # fmt: skip
    mark(desk, sittings[0], [one], PRESENT, AFTER)
    assert marks(desk, sittings[0])[one].arrived == "13:30"


def test_the_roll_opens_at_the_sitting_whose_item_is_discussed(
    desk: Desk, sittings: tuple[int, int]
) -> None:
    with desk.workspace.edit("Item") as db:
        stored.create(
            db, stored.AGENDA_ITEMS, [{"title_en": "Reports", "state": "current"}],
            sitting_id=sittings[0], parent_id=None,
        )  # fmt: skip
    with desk.workspace.read() as db:
        found = attendance.sitting_now(db, now=datetime(2027, 1, 1, tzinfo=UTC))
    assert found is not None
    assert found.id == sittings[0], "what is being discussed counts more than the clock"


def test_marking_again_keeps_the_arrival_and_other_states_empty_the_times(
    desk: Desk, sittings: tuple[int, int]
) -> None:
    (one,) = desk.ids("Russia1")
    mark(desk, sittings[0], [one], PRESENT)
    later = datetime(2025, 8, 6, 5, 0, tzinfo=UTC)
    assert mark(desk, sittings[0], [one], PRESENT, later) == 0
    with desk.workspace.edit("Leave") as db:
        attendance.leave(db, sittings[0], [one], now=later)
    assert marks(desk, sittings[0])[one] == Mark(PRESENT, "10:05", "10:30")
    assert marks(desk, sittings[0])[one].shown_state == LEFT
    mark(desk, sittings[0], [one], PRESENT, later)
    assert marks(desk, sittings[0])[one] == Mark(PRESENT, "10:05"), "came back"
    mark(desk, sittings[0], [one], EXCUSED)
    assert marks(desk, sittings[0])[one] == Mark(EXCUSED)
    mark(desk, sittings[0], [one], UNMARKED)
    assert marks(desk, sittings[0]) == {}
    with desk.workspace.read() as db:
        assert stored.read(db, stored.ATTENDANCES) == [], "nothing noted has one form only"


def test_leaving_a_sitting_that_does_not_go_on_is_refused(
    desk: Desk, sittings: tuple[int, int]
) -> None:
    ids = desk.ids("India1")
    with pytest.raises(UserError) as refused, desk.workspace.edit("Leave") as db:
        attendance.leave(db, sittings[1], ids, now=DURING)
    assert refused.value.code == "attendance.no_time"
    assert marks(desk, sittings[1]) == {}


def test_all_of_a_side_leaves_alone_who_is_marked_and_who_withdrew(
    desk: Desk, sittings: tuple[int, int]
) -> None:
    absent, gone = desk.ids("India2", "India3")
    mark(desk, sittings[0], [absent], ABSENT)
    with desk.workspace.edit("Withdraw") as db:
        delegates.withdraw(db, [gone])
    with desk.workspace.edit("All") as db:
        assert attendance.all_present(db, sittings[0], 1) == 3
    found = marks(desk, sittings[0])
    assert found[absent].state == ABSENT
    assert gone not in found
    assert {m.arrived for m in found.values()} == {""}, "nobody saw each of them come"
    with desk.workspace.read() as db:
        people = attendance.called(db)
    assert gone not in [one.delegate_id for one in people]
    assert counted(people, found) == (
        SideCount(1, coming=4, present=3, absent=1),
        SideCount(2, coming=3),
    )
    assert mark(desk, sittings[0], [gone], PRESENT) == 0, "a withdrawn delegate is not offered"


def test_the_afternoon_carries_the_morning_over(desk: Desk, sittings: tuple[int, int]) -> None:
    came, left, excused, fresh = desk.ids("India1", "India2", "Russia1", "Russia2")
    mark(desk, sittings[0], [came, left], PRESENT)
    mark(desk, sittings[0], [excused], EXCUSED)
    mark(desk, sittings[0], [fresh], ABSENT)
    with desk.workspace.edit("Leave") as db:
        attendance.leave(db, sittings[0], [left], now=DURING)
    mark(desk, sittings[1], [fresh], PRESENT, BEFORE)
    with desk.workspace.edit("Carry") as db:
        assert attendance.carry(db, sittings[1]) == 2
    assert marks(desk, sittings[1]) == {
        came: Mark(PRESENT), excused: Mark(EXCUSED), fresh: Mark(PRESENT),
    }  # fmt: skip
    with pytest.raises(UserError) as refused, desk.workspace.edit("Carry") as db:
        attendance.carry(db, sittings[0])
    assert refused.value.code == "attendance.first"


def test_a_time_typed_says_that_the_person_was_there(desk: Desk, sittings: tuple[int, int]) -> None:
    (one,) = desk.ids("India1")
    with desk.workspace.edit("Left") as db:
        attendance.edit(db, sittings[0], one, "left", FieldEdit("", "11:15"))
    assert marks(desk, sittings[0])[one] == Mark(PRESENT, "", "11:15")
    with desk.workspace.edit("Left") as db:
        attendance.edit(db, sittings[0], one, "left", FieldEdit("11:15", ""))
    assert marks(desk, sittings[0])[one] == Mark(PRESENT)


def test_each_mark_is_a_step_and_undo_takes_the_last_one_back(
    desk: Desk, sittings: tuple[int, int]
) -> None:
    ids = desk.ids("India1", "India2", "India3")
    for one in ids:
        mark(desk, sittings[0], [one], PRESENT)
    for left in (2, 1, 0):
        desk.workspace.undo()
        assert sorted(marks(desk, sittings[0])) == sorted(ids[:left])


@pytest.mark.parametrize(
    ("now", "which"),
    [
        (datetime(2025, 8, 5, 4, 0, tzinfo=UTC), 0),
        (BEFORE, 0),
        (DURING, 0),
        (datetime(2025, 8, 6, 7, 45, tzinfo=UTC), 1),  # 13:15: the morning is over
        (datetime(2025, 8, 6, 10, 0, tzinfo=UTC), 1),
        (datetime(2025, 8, 9, 10, 0, tzinfo=UTC), 1),
    ],
)
def test_the_roll_opens_at_the_sitting_of_the_hour(
    desk: Desk, sittings: tuple[int, int], now: datetime, which: int
) -> None:
    with desk.workspace.read() as db:
        found = attendance.sitting_now(db, now=now)
    assert found is not None
    assert found.id == sittings[which]


def test_a_few_letters_find_a_name_in_either_script_before_an_organisation(desk: Desk) -> None:
    with desk.workspace.edit("People") as db:
        for values in (
            {"family_name": "Roy", "given_name": "Asha", "organisation": "Gruz Limited"},
            {"family_name": "Груздев", "given_name": "Алексей", "latin_name": "Alexey Gruzdev"},
            {"family_name": "Zagruzin", "given_name": "Ivan"},
        ):
            delegates.create_delegate(db, desk.russia.id, values)
    with desk.workspace.read() as db:
        people = attendance.called(db)
    for typed in ("gru", "Гру", "ГРУ"):
        names = [one.name for one in best(people, typed)]
        assert names[0].startswith("Груздев"), names
        assert "Zagruzin" in names[1], names
        assert "Roy" in names[2], names
    assert [one.other_name for one in best(people, "gruzdev")] == ["Alexey Gruzdev"]
    assert best(people, " ") == []
    first = best(people, "ind")[0]
    assert best(people, "ind", after={first.delegate_id})[0] != first
    assert len(best(people, "i", limit=2)) == 2
