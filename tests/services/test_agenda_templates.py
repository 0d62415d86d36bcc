"""The ten typical items, and items of a previous session's file."""

from __future__ import annotations

from contextlib import closing

import pytest
from tests.sample_sessions import sample_session
from tests.storage.contents import contents

from rapporteur.domain.errors import UserError
from rapporteur.services import sessions, stored
from rapporteur.services.agenda import copying
from rapporteur.services.agenda.reading import agenda
from rapporteur.services.agenda.templates import TYPICAL, add_typical
from rapporteur.services.workspace import Workspace


def test_ten_items_in_one_step_with_a_sub_item_per_sub_group(desk):
    before = contents(desk.workspace)
    with desk.workspace.edit("Typical") as db:
        add_typical(db)
    with desk.workspace.read() as db:
        found = agenda(db)
        groups = sessions.sub_groups(db)
    (plan,) = found.plans
    assert [line.item["kind"] for line in plan.lines] == [typical.kind for typical in TYPICAL]
    assert [line.number for line in plan.lines] == [str(n) for n in range(1, 11)]
    reports = plan.lines[3]
    assert [(s.number, s.title(), s.item["sub_group"]) for s in reports.lines] == [
        (f"4.{n}", group["name_en"], group.uuid) for n, group in enumerate(groups, 1)
    ]
    assert all(line.title("ru") != line.title("en") for line in plan.lines)
    assert plan.lines[2].title("ru") == "Ход выполнения Протокола предыдущего заседания"
    assert plan.times.over == 0
    assert plan.times.minutes > 120
    desk.workspace.undo()
    assert contents(desk.workspace) == before


def test_the_heads_of_the_delegations_lead_and_the_previous_protocol_has_its_number(tmp_path):
    workspace = sample_session(tmp_path / "sample.rapporteur")
    with workspace.edit("Typical") as db:
        opening, _adoption, review, *_ = add_typical(db)
    workspace.close()
    assert opening["lead_first"]
    assert opening["lead_second"]
    assert review["title_en"] == "Review of the implementation of the Protocol of the 10th Session"
    assert review["title_ru"] == "Ход выполнения Протокола 10-го заседания"


@pytest.fixture
def previous(tmp_path):
    """The sample session as the file of the session before, closed."""
    path = tmp_path / "previous.rapporteur"
    workspace = sample_session(path)
    workspace.close()
    return path


def test_chosen_items_come_with_titles_kinds_and_minutes_and_nothing_said(desk, previous):
    bytes_before = previous.read_bytes()
    old = copying.read_earlier(previous)
    with desk.workspace.read() as db:
        offered = copying.earlier(db, old)
    assert offered.name == "11th Session"
    numbered = {(entry.number, entry.level) for entry in offered.items}
    assert {("1", 1), ("4", 1), ("4.1", 2)} <= numbered
    chosen = [entry.item.uuid for entry in offered.items if entry.number in {"1", "4", "4.1"}]
    with desk.workspace.edit("Copy") as db:
        made = copying.copy_items(db, old, chosen)
    assert len(made) == 3
    with desk.workspace.read() as db:
        found = agenda(db)
        again = copying.earlier(db, old)
    lines = list(found.lines())
    assert [(line.number, line.level) for line in lines] == [("1", 1), ("2", 1), ("2.1", 2)]
    first = next(entry.item for entry in offered.items if entry.number == "1")
    assert lines[0].item["title_ru"] == first["title_ru"]
    assert lines[0].item["planned_minutes"] == first["planned_minutes"]
    for key in ("notes", "run_remarks", "state", "began_at", "number", "lead_first"):
        assert not any(line.item[key] for line in lines)
    assert {e.item.uuid for e in again.items if e.there} == set(chosen)
    with desk.workspace.edit("Copy") as db:
        assert copying.copy_items(db, old, chosen) == []  # they are there
    assert previous.read_bytes() == bytes_before


def test_the_sub_group_is_known_by_its_name_and_sittings_come_with_their_times(desk, previous):
    old = copying.read_earlier(previous)
    everything = [item.uuid for item in old.items]
    with desk.workspace.edit("Copy") as db:
        copying.copy_items(db, old, everything)
    with desk.workspace.read() as db:
        found = agenda(db)
        groups = {group["name_en"]: group.uuid for group in sessions.sub_groups(db)}
    mining = next(line for line in found.lines() if line.title() == "Mining")
    assert mining.item["sub_group"] == groups["Mining"]
    assert [plan.sitting["start_time"] for plan in found.plans] == ["10:00", "14:30"]
    assert all(plan.sitting["date"] for plan in found.plans)


def test_a_file_that_is_no_session_is_refused(tmp_path):
    stranger = tmp_path / "letter.rapporteur"
    stranger.write_text("Dear colleagues, this is no session at all." * 100, "utf-8")
    with pytest.raises(UserError):
        copying.read_earlier(stranger)


def test_parked_items_of_the_previous_session_stay_parked_here(desk, previous):
    with closing(Workspace.open(previous)) as there, there.edit("Park") as db:
        stored.create(db, stored.AGENDA_ITEMS, [{"title_en": "Left for later"}])
    old = copying.read_earlier(previous)
    uuid = next(item.uuid for item in old.items if item["title_en"] == "Left for later")
    with desk.workspace.edit("Copy") as db:
        copying.copy_items(db, old, [uuid])
    with desk.workspace.read() as db:
        assert [line.title() for line in agenda(db).parked] == ["Left for later"]
