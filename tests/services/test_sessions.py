from __future__ import annotations

import pytest

from rapporteur.domain.editing import Conflict, FieldEdit
from rapporteur.domain.errors import UserError
from rapporteur.services import delegates, facts, sessions
from rapporteur.services.facts import SubGroupName
from rapporteur.services.workspace import Workspace


def test_a_session_is_made_in_one_step(desk):
    with desk.workspace.read() as db:
        session = sessions.session(db)
        groups = sessions.sub_groups(db)
    assert (session["ordinal"], session.language_codes) == ("11", ("en", "ru"))
    assert [(g.position, g.name_en, g.name_ru) for g in groups] == [
        (1, "Mining", "Добыча"),
        (2, "Fertilisers", ""),
    ]
    assert (desk.india["code"], desk.russia["code"]) == ("IN", "RU")
    assert len(desk.workspace.journal()) == 1


def test_an_empty_file_says_so_and_a_second_session_is_refused(desk, tmp_path):
    empty = Workspace.create(tmp_path / "empty.rapporteur")
    with pytest.raises(UserError) as caught, empty.read() as db:
        sessions.sides(db)
    assert caught.value.code == "session.none"
    empty.close()
    with pytest.raises(UserError) as caught, desk.workspace.edit("New session") as db:
        sessions.create_session(db, facts.sample_facts())
    assert caught.value.code == "session.exists"
    with desk.workspace.read() as db:
        assert len(delegates.list_delegates(db)) == 8


def test_the_sample_is_complete(tmp_path):
    workspace = Workspace.create(tmp_path / "sample.rapporteur")
    with workspace.edit("Sample") as db:
        session = sessions.create_session(db, facts.sample_facts())
        first, second = sessions.sides(db)
        counts = [len(delegates.list_delegates(db, side.id)) for side in (first, second)]
    workspace.close()
    assert session["ordinal"] == "11"
    assert session["start_date"] == "2025-08-06"
    assert ([first["code"], second["code"]], counts) == (["IN", "RU"], [46, 35])
    assert first["host"] == "yes"


def test_session_fields_are_edited_with_conflicts_seen(desk):
    with desk.workspace.edit("City") as db:
        assert sessions.update_session(db, {"city_en": FieldEdit("", "New Delhi")})["city_en"]
    with pytest.raises(Conflict), desk.workspace.edit("City") as db:
        sessions.update_session(db, {"city_en": FieldEdit("", "Moscow")})


def test_naming_one_side_the_host_takes_it_from_the_other(desk):
    with desk.workspace.edit("Host") as db:
        side = sessions.update_side(db, desk.russia.id, {"host": FieldEdit("", "yes")})
        other = sessions.sides(db)[0]
    assert (side["host"], other["host"], other["ours"]) == ("yes", "", "yes")
    desk.workspace.undo()
    with desk.workspace.read() as db:
        assert [s["host"] for s in sessions.sides(db)] == ["yes", ""]


def test_two_sides_never_have_one_code(desk):
    with pytest.raises(UserError) as caught, desk.workspace.edit("Code") as db:
        sessions.update_side(db, desk.russia.id, {"code": FieldEdit("RU", "in")})
    assert (caught.value.code, caught.value.place) == ("side.code", "code")


def test_sides_are_found_by_code(desk):
    with desk.workspace.read() as db:
        assert sessions.side_by_code(db, "ru").id == desk.russia.id
        with pytest.raises(UserError, match="IN and RU"):
            sessions.side_by_code(db, "XX")


def test_sub_groups_are_renamed_moved_added_and_removed(desk):
    with desk.workspace.edit("Sub-groups") as db:
        mining, _ = sessions.sub_groups(db)
        after = sessions.set_sub_groups(
            db, [SubGroupName("Railways"), SubGroupName("Mining and minerals")], [None, mining.id]
        )
    assert [(g.position, g.name_en) for g in after] == [(1, "Railways"), (2, "Mining and minerals")]
    assert after[1].id == mining.id
    assert after[1].name_ru == ""
    desk.workspace.undo()
    with desk.workspace.read() as db:
        assert [g.name_en for g in sessions.sub_groups(db)] == ["Mining", "Fertilisers"]
