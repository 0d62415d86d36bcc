"""Sub-groups at a real file: names that are followed, members, topics, states, former wordings."""

from __future__ import annotations

from datetime import date

import pytest
from tests.services.conftest import Desk

from rapporteur.domain.editing import FieldEdit
from rapporteur.domain.errors import UserError
from rapporteur.domain.subgroups import AGREED_BOTH, AGREED_ONE, RECEIVED, REQUESTED, SubGroup
from rapporteur.services import delegates, stored
from rapporteur.services.subgroups import groups, overview, updates, versions

DAY = date(2025, 7, 1)


def _groups(desk: Desk) -> list[SubGroup]:
    with desk.workspace.read() as db:
        return stored.read(db, stored.SUB_GROUPS)


def _members(desk: Desk, group: SubGroup) -> list[str]:
    with desk.workspace.read() as db:
        return [d["family_name"] for d in groups.members(db, group)]


def _write(desk: Desk, group: SubGroup, **texts: str) -> None:
    with desk.workspace.edit("text") as db:
        held = updates.touched(db, group.id)
        updates.edit(db, group.id, {k: FieldEdit(held[k], v) for k, v in texts.items()})


def test_members_follow_a_renamed_sub_group_and_undo_brings_both_back(desk: Desk) -> None:
    mining = _groups(desk)[0]
    with desk.workspace.edit("members") as db:
        assert groups.add_members(db, mining.id, desk.ids("India1", "Russia2")) == 2
        assert groups.add_members(db, mining.id, desk.ids("India1")) == 0
    with desk.workspace.edit("rename") as db:
        groups.update(db, mining.id, {"name_en": FieldEdit("Mining", "Mining and minerals")})
    assert _members(desk, _groups(desk)[0]) == ["India1", "Russia2"]
    desk.workspace.undo()
    assert _groups(desk)[0].name_en == "Mining"
    assert _members(desk, _groups(desk)[0]) == ["India1", "Russia2"]


def test_who_sits_in_two_sub_groups_leaves_one_of_them(desk: Desk) -> None:
    mining, fertilisers = _groups(desk)
    ids = desk.ids("India3")
    with desk.workspace.edit("members") as db:
        groups.add_members(db, mining.id, ids)
        groups.add_members(db, fertilisers.id, ids)
        groups.remove_members(db, mining.id, ids)
    assert desk.named("India3")["sub_groups"] == "Fertilisers"
    desk.workspace.undo()
    assert desk.named("India3")["sub_groups"] == ""


def test_two_sub_groups_never_have_one_name(desk: Desk) -> None:
    mining, fertilisers = _groups(desk)
    for wanted in ("mining", "", "One; two"):
        with pytest.raises(UserError) as refused, desk.workspace.edit("rename") as db:
            groups.update(db, fertilisers.id, {"name_en": FieldEdit("Fertilisers", wanted)})
        assert refused.value.code == "sub_group.name"
    with pytest.raises(UserError), desk.workspace.edit("new") as db:
        groups.create(db, "MINING")
    assert [g.name_en for g in _groups(desk)] == ["Mining", "Fertilisers"]
    assert mining.position == 1


def test_a_new_one_stands_behind_the_chosen_one_and_can_be_moved(desk: Desk) -> None:
    mining = _groups(desk)[0]
    with desk.workspace.edit("new") as db:
        made = groups.create(db, "Railway transport", mining.id)
    assert [g.name_en for g in _groups(desk)] == ["Mining", "Railway transport", "Fertilisers"]
    with desk.workspace.edit("move") as db:
        assert groups.move(db, made.id, -1)
        assert not groups.move(db, made.id, -1)
    assert [(g.name_en, g.position) for g in _groups(desk)] == [
        ("Railway transport", 1),
        ("Mining", 2),
        ("Fertilisers", 3),
    ]


def test_removing_one_deals_with_whoever_refers_to_it_and_undo_brings_all_back(desk: Desk) -> None:
    mining = _groups(desk)[0]
    with desk.workspace.edit("prepare") as db:
        groups.add_members(db, mining.id, desk.ids("India1"))
        groups.add_topic(db, "Exploration", mining)
        stored.create(db, stored.AGENDA_ITEMS, [{"title_en": "Report", "sub_group": mining.uuid}])
    _write(desk, mining, work_en="Three meetings")
    with desk.workspace.edit("remove") as db:
        assert groups.remove(db, mining.id) == 3
    with desk.workspace.read() as db:
        assert [g.name_en for g in stored.read(db, stored.SUB_GROUPS)] == ["Fertilisers"]
        assert stored.read(db, stored.SUB_GROUPS)[0].position == 1
        assert [t["sub_group"] for t in stored.read(db, stored.TOPICS)] == [""]
        assert stored.read(db, stored.AGENDA_ITEMS)[0]["sub_group"] == ""
        assert stored.read(db, stored.UPDATES) == []
    assert desk.named("India1")["sub_groups"] == ""
    desk.workspace.undo()
    assert _members(desk, _groups(desk)[0]) == ["India1"]
    with desk.workspace.read() as db:
        assert updates.this_session(db, mining.id)["work_en"] == "Three meetings"  # type: ignore[index]
        assert stored.read(db, stored.TOPICS)[0]["sub_group"] == mining.uuid


def test_ticked_topics_follow_their_title_and_go_with_it(desk: Desk) -> None:
    mining = _groups(desk)[0]
    with desk.workspace.edit("topics") as db:
        coal = groups.add_topic(db, "Coal gasification", mining)
        groups.add_topic(db, "Waste management", None)
        with pytest.raises(UserError):
            groups.add_topic(db, "coal GASIFICATION", mining)
    _write(desk, mining, topics="Coal gasification; Waste management")
    with desk.workspace.edit("title") as db:
        edit = FieldEdit("Coal gasification", "Underground coal gasification")
        groups.rename_topic(db, coal, {"title_en": edit})
    with desk.workspace.read() as db:
        held = updates.touched(db, mining.id)["topics"]
    assert held == "Underground coal gasification; Waste management"
    with desk.workspace.edit("remove") as db:
        groups.remove_topic(db, coal)
    with desk.workspace.read() as db:
        assert updates.touched(db, mining.id)["topics"] == "Waste management"


def test_a_state_brings_its_dates_in_one_step(desk: Desk) -> None:
    mining = _groups(desk)[0]
    with desk.workspace.edit("asked") as db:
        asked = updates.set_state(db, mining.id, REQUESTED, today=DAY)
    assert (asked["state"], asked["requested_on"], asked["received_on"]) == (
        REQUESTED,
        "2025-07-01",
        "",
    )
    with desk.workspace.edit("came") as db:
        came = updates.set_state(db, mining.id, RECEIVED, today=date(2025, 7, 9))
    assert (came["requested_on"], came["received_on"]) == ("2025-07-01", "2025-07-09")
    with desk.workspace.edit("agreed") as db:
        one = updates.set_state(db, mining.id, AGREED_ONE, desk.russia.uuid, today=DAY)
    assert one["agreed_side"] == desk.russia.uuid
    assert one["received_on"] == "2025-07-09"
    with pytest.raises(UserError) as refused, desk.workspace.edit("agreed") as db:
        updates.set_state(db, mining.id, AGREED_ONE, "", today=DAY)
    assert refused.value.code == "update.side"
    with desk.workspace.edit("both") as db:
        both = updates.set_state(db, mining.id, AGREED_BOTH, today=DAY)
    assert (both["state"], both["agreed_side"]) == (AGREED_BOTH, "")
    desk.workspace.undo()
    desk.workspace.undo()
    desk.workspace.undo()
    with desk.workspace.read() as db:
        assert updates.touched(db, mining.id).as_dict() == asked.as_dict()


def test_an_agreed_text_that_is_edited_is_received_again_in_the_same_step(desk: Desk) -> None:
    mining = _groups(desk)[0]
    _write(desk, mining, work_en="Agreed words")
    with desk.workspace.edit("both") as db:
        updates.set_state(db, mining.id, AGREED_BOTH, today=DAY)
    _write(desk, mining, remarks="seen by both")
    with desk.workspace.read() as db:
        assert updates.touched(db, mining.id)["state"] == AGREED_BOTH  # remarks are no text of it
    _write(desk, mining, work_en="Other words")
    with desk.workspace.read() as db:
        assert updates.touched(db, mining.id)["state"] == RECEIVED
    desk.workspace.undo()
    with desk.workspace.read() as db:
        held = updates.touched(db, mining.id)
    assert (held["state"], held["work_en"]) == (AGREED_BOTH, "Agreed words")


def test_former_wordings_come_out_of_the_history(desk: Desk) -> None:
    mining = _groups(desk)[0]
    _write(desk, mining, work_en="First words")
    with desk.workspace.edit("received") as db:
        updates.set_state(db, mining.id, RECEIVED, today=DAY)
    _write(desk, mining, work_en="Second words", work_ru="Вторые слова")
    _write(desk, mining, work_en="Third words")
    with desk.workspace.read() as db:
        held = updates.touched(db, mining.id)
        found = versions.points(db, held.id)
        assert [point.milestone for point in found] == [False, False, True, False]
        best = versions.best_point(db, held, found)
        assert best is not None
        assert best.state == RECEIVED
        assert versions.wording(db, held, best.step)["work_en"] == "First words"
        assert versions.wording(db, held, best.step)["work_ru"] == ""
        assert versions.wording(db, held, found[1].step)["work_en"] == "Second words"
        assert versions.wording(db, held, found[0].step)["work_en"] == "Third words"
        assert versions.wording(db, held, found[-1].step - 1)["work_en"] == ""
    desk.workspace.undo()
    with desk.workspace.read() as db:
        held = updates.touched(db, mining.id)
        assert held["work_en"] == "Second words"
        assert versions.wording(db, held, found[0].step)["work_en"] == "Third words"


def test_reports_of_earlier_sessions_come_latest_first(desk: Desk) -> None:
    mining = _groups(desk)[0]
    with desk.workspace.edit("old") as db:
        for ordinal in ("9", "10"):
            values = {"work_en": f"Report to the {ordinal}th"}
            stored.create(
                db, stored.UPDATES, [values], sub_group_id=mining.id, session_ordinal=ordinal
            )
    with desk.workspace.read() as db:
        assert [u.session_ordinal for u in updates.earlier(db, mining.id)] == ["10", "9"]
        assert updates.this_session(db, mining.id) is None


def test_the_desk_shows_each_with_leads_members_and_state(desk: Desk) -> None:
    mining = _groups(desk)[0]
    with desk.workspace.edit("prepare") as db:
        groups.add_members(db, mining.id, desk.ids("India1", "India2", "Russia1"))
        delegates.withdraw(db, desk.ids("India2"))
        lead = FieldEdit("", desk.named("Russia1").uuid)
        groups.update(db, mining.id, {"lead_second": lead})
        groups.add_topic(db, "Waste", mining)
        updates.set_state(db, mining.id, REQUESTED, today=DAY)
    with desk.workspace.read() as db:
        line = overview.desk(db).lines[0]
    assert [d["family_name"] for d in line.members] == ["India1", "Russia1"]
    assert line.leads == ("", "Russia1")
    assert line.state == REQUESTED
    assert "waste" in line.key
