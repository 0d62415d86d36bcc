"""Start times, sums and overruns of a sitting."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from rapporteur.domain.timetable import (
    DAY,
    Planned,
    clock,
    minutes_of,
    span,
    stretched,
    timetable,
)

TEN = 10 * 60


def shown(times):
    return [f"{clock(s.start)}–{clock(s.end)}" for s in times.slots]


def test_items_follow_each_other_from_the_start_of_the_sitting():
    times = timetable(TEN, TEN + 60, [Planned(1, 15), Planned(2, 30)])
    assert shown(times) == ["10:00–10:15", "10:15–10:45"]
    assert (times.minutes, times.length, times.over, times.free) == (45, 60, 0, 15)


def test_consecutive_interpretation_stretches_and_is_rounded_up():
    assert stretched("15", "150") == 23
    assert stretched("15", "150", "none") == 15
    assert stretched("15", "", "consecutive") == 24
    assert stretched("15", "200", "consecutive") == 30
    assert stretched("", "150") == stretched("x", "150") == 0


def test_an_item_lasts_as_long_as_its_sub_items_or_its_own_minutes():
    short = Planned(1, 10, parts=(Planned(2, 20), Planned(3, 20)))
    long = Planned(4, 60, parts=(Planned(5, 20),))
    times = timetable(TEN, None, [short, long])
    assert shown(times) == [
        "10:00–10:40", "10:00–10:20", "10:20–10:40", "10:40–11:40", "10:40–11:00",
    ]  # fmt: skip
    assert (times.minutes, times.length, times.over) == (100, None, 0)


def test_an_item_waits_for_its_fixed_start_or_is_late():
    times = timetable(
        TEN, TEN + 120, [Planned(1, 30), Planned(2, 30, TEN + 60), Planned(3, 30, TEN + 80)]
    )
    assert [(s.waits, s.late) for s in times.slots] == [(0, 0), (30, 0), (0, 10)]
    assert (times.waits, times.minutes, times.needed) == (30, 90, 120)


def test_an_overrun_is_counted_item_by_item_and_in_the_sum():
    times = timetable(TEN, TEN + 50, [Planned(1, 30), Planned(2, 30), Planned(3, 10)])
    assert [s.over for s in times.slots] == [0, 10, 20]
    assert times.over == 20


def test_a_sitting_may_go_through_midnight():
    late = timetable(23 * 60, 60, [Planned(1, 90), Planned(2, 15, 45)])
    assert shown(late) == ["23:00–00:30", "00:45–01:00"]
    assert (late.length, late.over, late.slots[1].waits) == (120, 0, 15)


def test_without_a_start_there_are_sums_and_no_times():
    times = timetable(None, TEN, [Planned(1, 30, TEN)])
    assert shown(times) == ["–"]
    assert (times.minutes, times.length, times.over) == (30, None, 0)


def test_clock_and_span_are_written_as_people_do():
    assert (minutes_of("18:05"), minutes_of("later"), clock(None)) == (18 * 60 + 5, None, "")
    assert (span(45), span(180)) == ("0:45", "3:00")


@given(
    start=st.integers(0, DAY - 1),
    minutes=st.lists(st.integers(0, 200), max_size=20),
    fixed=st.dictionaries(st.integers(0, 19), st.integers(0, DAY - 1)),
)
def test_nothing_overlaps_and_the_sum_is_that_of_the_parts(start, minutes, fixed):
    items = [Planned(key, length, fixed.get(key)) for key, length in enumerate(minutes)]
    times = timetable(start, None, items)
    now = start
    for slot in times.slots:
        assert slot.start == now + slot.waits
        now = slot.end
    assert times.needed == now - start
