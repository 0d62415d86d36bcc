from __future__ import annotations

import pytest

from rapporteur.domain.editing import Conflict, FieldEdit
from rapporteur.domain.errors import UserError
from rapporteur.domain.history import HistoryState
from rapporteur.services import delegates, facts, sessions
from rapporteur.services.facts import SubGroupName
from rapporteur.services.workspace import Workspace
from rapporteur.storage.replay import history_agrees


def test_undo_ends_where_the_session_begins(tmp_path):
    path = tmp_path / "sample.rapporteur"
    workspace = Workspace.create(path)
    with workspace.edit("New session") as db:
        sessions.create_session(db, facts.sample_facts())
    assert workspace.history() == HistoryState("", "")
    assert workspace.undo() is None
    with workspace.edit("Ordinal") as db:
        sessions.update_session(db, {"ordinal": FieldEdit("11", "12")})
    workspace.close()
    again = Workspace.open(path)
    assert again.history() == HistoryState("Ordinal", "")
    assert again.undo() is not None
    assert again.undo() is None
    assert again.history() == HistoryState("", "Ordinal")
    with again.read() as db:
        assert sessions.session(db)["ordinal"] == "11"
        assert history_agrees(db.connection())
    assert again.redo() is not None
    assert [step.label for step in again.journal()][-1] == "New session"
    again.close()


def test_no_backup_holds_less_than_the_session(tmp_path):
    workspace = Workspace.create(tmp_path / "sample.rapporteur")
    with workspace.edit("New session") as db:
        sessions.create_session(db, facts.sample_facts())
    (backup,) = workspace.backups()
    workspace.restore(backup)
    with workspace.read() as db:
        assert sessions.has_session(db)
    workspace.close()


def test_people_follow_their_sub_group_when_it_is_renamed(desk):
    one, two, three = desk.ids("India1", "India2", "Russia1")
    with desk.workspace.edit("Members") as db:
        delegates.set_field(db, [one], "sub_groups", "Fertilisers; Mining")
        delegates.set_field(db, [two], "sub_groups", "Fertilisers")
        delegates.set_field(db, [three], "sub_groups", "Mining of coal")
    with desk.workspace.read() as db:
        mining, other = sessions.sub_groups(db)
    names = [SubGroupName("Mining and geology", "Добыча"), SubGroupName("Fertilisers")]
    with desk.workspace.edit("Sub-groups") as db:
        sessions.set_sub_groups(db, names, [mining.id, other.id])
    assert [desk.named(name)["sub_groups"] for name in ("India1", "India2", "Russia1")] == [
        "Fertilisers; Mining and geology", "Fertilisers", "Mining of coal",
    ]  # fmt: skip
    desk.workspace.undo()
    assert desk.named("India1")["sub_groups"] == "Fertilisers; Mining"
    # Two of one name are not told apart any more, so nobody is moved from one to the other.
    with desk.workspace.edit("Sub-groups") as db:
        sessions.set_sub_groups(db, [SubGroupName("Fertilisers")] * 2, [mining.id, other.id])
    assert desk.named("India1")["sub_groups"] == "Fertilisers; Mining"


def test_a_session_is_made_in_one_step(desk):
    with desk.workspace.read() as db:
        session = sessions.session(db)
        groups = sessions.sub_groups(db)
    assert (session["ordinal"], session.language_codes) == ("11", ("en", "ru"))
    assert [(g.position, g.name_en, g["name_ru"]) for g in groups] == [
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
    assert after[1]["name_ru"] == ""
    desk.workspace.undo()
    with desk.workspace.read() as db:
        assert [g.name_en for g in sessions.sub_groups(db)] == ["Mining", "Fertilisers"]
