"""The agenda as one tree: order, numbers, times, what is parked."""

from __future__ import annotations

import pytest
from tests.sample_sessions import sample_session

from rapporteur.domain.editing import FieldEdit
from rapporteur.services import sessions, stored
from rapporteur.services.agenda.reading import agenda


@pytest.fixture
def sample(tmp_path):
    """The sample session, whose agenda has been circulated."""
    workspace = sample_session(tmp_path / "sample.rapporteur")
    yield workspace
    workspace.close()


def test_an_empty_file_has_an_empty_agenda(desk):
    with desk.workspace.read() as db:
        found = agenda(db)
    assert (found.circulated, found.plans, found.parked) == ("", (), ())
    assert found.line(1) is None
    assert list(found.everything()) == []


def fill(db):
    """Two sittings with items and a sub-item, and one item parked."""
    first, second = stored.create(
        db,
        stored.SITTINGS,
        [
            {"title_en": "Morning", "start_time": "10:00", "end_time": "10:30"},
            {"title_en": "Afternoon", "start_time": "14:00"},
        ],
    )
    one, two = stored.create(
        db, stored.AGENDA_ITEMS,
        [{"title_en": "Opening", "planned_minutes": "15"}, {"title_en": "Reports"}],
        sitting_id=first.id,
    )  # fmt: skip
    stored.create(
        db, stored.AGENDA_ITEMS, [{"title_en": "Mining", "planned_minutes": "20"}], parent_id=two.id
    )
    stored.create(
        db,
        stored.AGENDA_ITEMS,
        [{"title_en": "Signing", "planned_minutes": "10", "fixed_start": "15:00"}],
        sitting_id=second.id,
    )
    stored.create(db, stored.AGENDA_ITEMS, [{"title_en": "Parked", "planned_minutes": "5"}])
    return one


def test_numbers_and_times_run_through_the_sittings(desk):
    with desk.workspace.edit("Fill") as db:
        fill(db)
        session = sessions.session(db)
        sessions.update_session(db, {"interpretation": FieldEdit(session["interpretation"], "150")})
    with desk.workspace.read() as db:
        found = agenda(db)
    assert [(line.caption(), line.level, line.start, line.end) for line in found.lines()] == [
        ("1 Opening", 1, "10:00", "10:23"),
        ("2 Reports", 1, "10:23", "10:53"),
        ("2.1 Mining", 2, "10:23", "10:53"),
        ("3 Signing", 1, "15:00", "15:15"),
    ]
    morning, afternoon = found.plans
    assert (morning.times.over, afternoon.times.waits) == (23, 60)
    (parked,) = found.parked
    assert (parked.number, parked.start, parked.slot.minutes, parked.sitting) == ("", "", 8, None)
    reports = found.plans[0].lines[1]
    assert found.parent(reports.lines[0].id) == reports
    assert found.line_of(parked.uuid) == parked
    assert found.plan(afternoon.sitting.id) == afternoon


def test_once_circulated_the_frozen_numbers_stand(desk):
    with desk.workspace.edit("Fill") as db:
        one = fill(db)
        sessions.update_session(
            db, {"agenda_circulated": FieldEdit("", "2025-07-28T12:30:00+00:00")}
        )
        numbers = {line.id: {"number": line.number} for line in agenda(db).lines()}
        stored.set_fields(db, stored.AGENDA_ITEMS, numbers)
        stored.set_fields(db, stored.AGENDA_ITEMS, {one.id: {"position": 99}})
    with desk.workspace.read() as db:
        assert [line.number for line in agenda(db).lines()] == ["2", "2.1", "1", "3"]


def test_the_sample_is_numbered_and_timed_throughout(sample):
    with sample.read() as db:
        found = agenda(db)
    lines = list(found.lines())
    assert len(found.plans) == 2
    assert len(lines) >= 10
    assert len({line.number for line in lines}) == len(lines)
    assert all(line.number and line.start and line.sitting for line in lines)
