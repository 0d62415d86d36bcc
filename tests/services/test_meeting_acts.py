"""What is done in the panels: done once or twice, the file holds the same; a kill loses none."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from tests.agendas import lay_agenda

from rapporteur.domain.errors import UserError
from rapporteur.domain.meeting import ABSENT, PRESENT
from rapporteur.services import attendance, speakers, stored
from rapporteur.services.meeting import acts, unsaved
from rapporteur.services.meeting.unsaved import Unsaved, act_key

NOW = datetime(2025, 8, 6, 5, 0, tzinfo=UTC)


def later(seconds):
    return NOW + timedelta(seconds=seconds)


@pytest.fixture
def item(desk):
    with desk.workspace.edit("agenda") as db:
        return lay_agenda(db)[0].uuid


def do(desk, *given):
    with desk.workspace.edit("acts") as db:
        for act in given:
            acts.do(db, act)


def listed(desk, item):
    with desk.workspace.read() as db:
        return speakers.listed(db, item)


def a_lively_list(desk, item):
    """Acts of every kind, with the list that they lead to as the screen foresees it."""
    given = [acts.ask(item, name, 1 + n % 2, later(n)) for n, name in enumerate("ABCD")]
    shown = acts.lines_after([], item, given)
    given.append(acts.order(item, [shown[2], shown[0], shown[1], shown[3]]))
    for second, name, make in (
        (10, "C", acts.begin), (20, "C", acts.end), (30, "A", acts.begin), (40, "B", acts.begin),
        (50, "A", acts.begin),
    ):  # fmt: skip
        line = [one for one in acts.lines_after([], item, given) if one.name == name][-1]
        given.append(make(line, later(second)))
    line = next(one for one in acts.lines_after([], item, given) if one.name == "D")
    given.append(acts.drop(line))
    return given


def told(lines):
    return [(one.uuid, one.name, one.side, one.state, one.began_at, one.seconds) for one in lines]


def test_the_screen_foresees_what_the_file_will_hold(desk, item):
    given = a_lively_list(desk, item)
    for count in range(1, len(given) + 1):
        do(desk, given[count - 1])
        there = told(listed(desk, item))
        assert there == told(acts.lines_after([], item, given[:count]))
        again = acts.lines_after(listed(desk, item), item, given[count - 1 : count])
        assert told(again) == there, "the file has it already, and it is still on its way"
    assert [(name, state) for _, name, _, state, *_ in there] == [
        ("C", "spoke"), ("A", "spoke"), ("B", "spoke"), ("A", "speaking"),
    ]  # fmt: skip


@pytest.mark.parametrize("had", range(12))
def test_after_a_kill_all_acts_are_done_whatever_the_file_had(desk, item, had):
    given = a_lively_list(desk, item)
    wanted = told(acts.lines_after([], item, given))
    with desk.workspace.read() as db:
        kept = Unsaved.of(db, desk.workspace.path)
    for act in given:
        kept.keep(act_key(), act)
    do(desk, *given[:had])
    with desk.workspace.read() as db:
        kept = Unsaved.of(db, desk.workspace.path)  # another life
    with desk.workspace.edit("restore") as db:
        found = unsaved.restore(db, kept, later(99))
    assert told(listed(desk, item)) == wanted
    assert len(found.keys) == len(given)


def test_marks_keep_the_minute_of_their_key(desk, item):
    with desk.workspace.edit("sitting") as db:
        (sitting,) = stored.create(
            db, stored.SITTINGS,
            [{"title_en": "S", "date": "2025-08-06", "start_time": "00:00"}],
        )  # fmt: skip
        people = attendance.called(db)
    first, second = people[:2]
    given = [
        acts.mark(sitting.uuid, first.uuid, PRESENT, NOW),
        acts.mark(sitting.uuid, second.uuid, ABSENT, NOW),
        acts.mark(sitting.uuid, first.uuid, acts.LEAVES, later(600)),
    ]
    for _ in range(2):
        do(desk, *given)
        with desk.workspace.read() as db:
            marks = attendance.marks(db, sitting.id)
        assert marks[first.delegate_id].shown_state == "left"
        assert marks[first.delegate_id].arrived != marks[first.delegate_id].left
        assert marks[second.delegate_id].state == ABSENT


def test_an_act_on_what_is_gone_is_refused(desk, item):
    act = acts.ask(item, "A", 1, NOW)
    line = acts.lines_after([], item, [act])[0]
    with pytest.raises(UserError, match=r"gone|exist|removed|any more"):
        do(desk, acts.begin(line, NOW))
    do(desk, acts.end(line, NOW), acts.drop(line))
    assert listed(desk, item) == []
