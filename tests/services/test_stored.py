"""Records of any catalogue: created, edited, placed, referred to, removed, undone."""

from __future__ import annotations

import pytest
from tests.storage.contents import agrees, contents

from rapporteur.domain.editing import Conflict, FieldEdit
from rapporteur.domain.errors import UserError
from rapporteur.domain.fields import Kind
from rapporteur.services import delegates, merging, referring, sessions, stored
from rapporteur.services.directory import directory
from rapporteur.storage.images import shapes


@pytest.fixture
def workspace(desk):
    """The file of the small session."""
    return desk.workspace


EVERY = pytest.mark.parametrize("kind", stored.ALL, ids=lambda s: s.entity)


@EVERY
def test_every_catalogue_has_its_table_and_record(kind, workspace):
    assert set(shapes()[kind.entity].keys) - {"uuid"} == {*kind.heads, *kind.catalogue.keys}
    with workspace.read() as db:
        assert all(record.catalogue is kind.catalogue for record in stored.read(db, kind))


@EVERY
def test_references_say_to_what_they_refer(kind):
    known = {s.entity for s in stored.ALL} | {"delegate", "side"}
    for field in kind.catalogue:
        assert (field.refers_to in known) == (field.kind is Kind.REFERENCE), field.key


def action(db, text, **values):
    return stored.create(db, stored.ACTION_ITEMS, [{"text_en": text, **values}])[0]


def test_records_come_last_and_can_be_arranged(workspace):
    with workspace.edit("Three") as db:
        made = [action(db, text) for text in "abc"]
        assert [m.position for m in made] == [1, 2, 3]
        assert stored.arrange(db, stored.ACTION_ITEMS, [made[2].id, made[0].id, made[1].id]) == 3
    with workspace.read() as db:
        assert [a["text_en"] for a in stored.read(db, stored.ACTION_ITEMS)] == ["c", "a", "b"]
    workspace.undo()
    with workspace.read() as db:
        assert stored.read(db, stored.ACTION_ITEMS) == []


def test_an_edit_starts_from_what_its_user_saw(workspace):
    with workspace.edit("One") as db:
        made = action(db, "a")
    with workspace.edit("Text") as db:
        edited = stored.update(db, stored.ACTION_ITEMS, made.id, {"text_en": FieldEdit("a", "b")})
    assert (edited["text_en"], edited.version) == ("b", 2)
    with pytest.raises(Conflict), workspace.edit("Late") as db:
        stored.update(db, stored.ACTION_ITEMS, made.id, {"text_en": FieldEdit("a", "c")})
    with pytest.raises(UserError) as refused, workspace.edit("Nowhere") as db:
        stored.update(db, stored.ACTION_ITEMS, 999, {"text_en": FieldEdit("a", "c")})
    assert refused.value.code == "record.gone"


def test_a_value_that_is_not_canonical_is_a_fault_of_the_caller(workspace):
    with pytest.raises(ValueError, match=r"action_item\.due_date"), workspace.edit("Bad") as db:
        action(db, "a", due_date="tomorrow")
    with pytest.raises(ValueError, match="no stored field"), workspace.edit("Bad") as db:
        action(db, "a", colour="red")
    with pytest.raises(ValueError, match=r"action_item\.sub_group"), workspace.edit("Bad") as db:
        action(db, "a", sub_group="Mining")


def test_who_is_removed_is_referred_to_no_more_and_undo_brings_both_back(workspace):
    with workspace.edit("Prepare") as db:
        person = delegates.list_delegates(db)[0]
        sitting = stored.create(db, stored.SITTINGS, [{"title_en": "Plenary"}])[0]
        stored.create(db, stored.AGENDA_ITEMS, [{"title_en": "Opening", "lead_first": person.uuid}])
        stored.create(
            db, stored.ATTENDANCES, [{"state": "present"}],
            sitting_id=sitting.id, delegate_id=person.id,
        )  # fmt: skip
    before = contents(workspace)
    with workspace.edit("Remove") as db:
        delegates.remove_delegates(db, [person.id])
    with workspace.read() as db:
        assert stored.read(db, stored.AGENDA_ITEMS)[0]["lead_first"] == ""
        assert stored.read(db, stored.ATTENDANCES) == []
    workspace.undo()
    assert contents(workspace) == before
    assert agrees(workspace)


def test_two_entries_made_one_keep_what_was_noted_of_either(workspace):
    with workspace.edit("Prepare") as db:
        stays, goes = delegates.list_delegates(db)[:2]
        rooms = stored.create(db, stored.SITTINGS, [{"title_en": "One"}, {"title_en": "Two"}])
        stored.create(db, stored.SUB_GROUPS, [{"name_en": "Pipes", "lead_first": goes.uuid}])
        for person, room, state in (
            (stays, rooms[0], "present"), (goes, rooms[0], "absent"), (goes, rooms[1], "excused"),
        ):  # fmt: skip
            stored.create(
                db, stored.ATTENDANCES, [{"state": state}],
                sitting_id=room.id, delegate_id=person.id,
            )  # fmt: skip
    with workspace.edit("Merge") as db:
        merging.merge(db, stays, goes)
    with workspace.read() as db:
        noted = stored.read(db, stored.ATTENDANCES)
        assert {(a.sitting_id, a.delegate_id, a["state"]) for a in noted} == {
            (rooms[0].id, stays.id, "present"), (rooms[1].id, stays.id, "excused"),
        }  # fmt: skip
        assert sessions.sub_groups(db)[-1]["lead_first"] == stays.uuid
    assert agrees(workspace)


def test_a_sub_group_that_goes_takes_its_updates_and_is_named_no_more(workspace):
    with workspace.edit("Prepare") as db:
        group = stored.create(db, stored.SUB_GROUPS, [{"name_en": "Pipes"}])[0]
        action(db, "a", sub_group=group.uuid)
        stored.create(
            db, stored.UPDATES, [{"work_en": "Much"}], sub_group_id=group.id, session_ordinal=""
        )
    before = contents(workspace)
    with workspace.edit("Sub-groups") as db:
        sessions.set_sub_groups(db, [])
    with workspace.read() as db:
        assert stored.read(db, stored.UPDATES) == []
        assert stored.read(db, stored.ACTION_ITEMS)[0]["sub_group"] == ""
    workspace.undo()
    assert contents(workspace) == before


def test_references_can_be_turned_to_another_record(workspace):
    with workspace.edit("Prepare") as db:
        one, two = stored.create(db, stored.SUB_GROUPS, [{"name_en": "A"}, {"name_en": "B"}])
        made = action(db, "a", sub_group=one.uuid)
        assert referring.redirect(db, "sub_group", one.uuid, two.uuid) == 1
        assert stored.get(db, stored.ACTION_ITEMS, made.id)["sub_group"] == two.uuid


def test_the_directory_offers_people_of_one_side_by_either_script(workspace):
    with workspace.read() as db:
        found = directory(db)
        first = sessions.sides(db)[0]
        people = [d for d in delegates.list_delegates(db, first.id) if not d.withdrawn]
    assert [e.uuid for e in found.of("delegate", 1)] == [d.uuid for d in people]
    assert found.name(people[0].uuid)
    assert found.name("") == ""
    assert [e.name for e in found.of("side")] == ["India", "Russia"]
