"""What is taken down carries the item, its sub-group and the side, and comes back as it was."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from tests.agendas import lay_agenda

from rapporteur.domain.editing import FieldEdit
from rapporteur.domain.errors import UserError
from rapporteur.services import stored
from rapporteur.services.meeting import entries, running
from rapporteur.services.stored import ACTION_ITEMS, AGENDA_ITEMS, SPEAKERS, SUB_GROUPS

NOW = datetime(2025, 8, 6, 5, 0, tzinfo=UTC)


@pytest.fixture
def item(desk):
    """4.1, the report of a sub-group."""
    with desk.workspace.edit("agenda") as db:
        lay_agenda(db)
    with desk.workspace.read() as db:
        return next(i.item for i in running.run(db).items if i.number == "4.1")


def noted(desk, item):
    with desk.workspace.read() as db:
        return entries.noted(db, item)


def test_an_entry_belongs_to_the_item_and_its_sub_group(desk, item):
    with desk.workspace.edit("x") as db:
        values = {"kind": "decision", "text_en": " agreed \r\n so ", "side": desk.russia.uuid}
        record = entries.add_record(db, item.id, values, NOW)
        action = entries.add_action(
            db, item.id, {"text_ru": "Направить", "due_words": "end of Q1 2026"}
        )
    assert (record["agenda_item"], record["sub_group"]) == (item.uuid, item["sub_group"])
    assert (record["text_en"], record["noted_at"]) == ("agreed\n so", "2025-08-06T05:00:00+00:00")
    assert (action["agenda_item"], action["sub_group"]) == (item.uuid, item["sub_group"])
    assert (action["number"], action["status"], item["sub_group"] != "") == ("11/01", "open", True)
    assert action["due_date"] == "2026-03-31"
    first, second = noted(desk, item)
    assert (first.kind, first.side, second.number, second.text) == (
        "decision", 2, "11/01", "Направить",
    )  # fmt: skip


def test_numbers_go_on_after_the_highest(desk, item):
    with desk.workspace.edit("x") as db:
        for n in range(3):
            entries.add_action(db, item.id, {"text_en": f"action {n}"})
        (first, *_) = stored.read(db, ACTION_ITEMS)
        entries.remove(db, entries.ACTION, first.id)
        assert entries.add_action(db, item.id, {"text_en": "more"})["number"] == "11/04"


def test_nothing_is_refused_in_words(desk, item):
    with pytest.raises(UserError, match="no text") as raised, desk.workspace.edit("x") as db:
        entries.add_action(db, item.id, {"text_en": " \n", "due_words": "2026"})
    assert raised.value.code == "entry.empty"


def test_an_inherited_action_item_is_not_removed(desk, item):
    with desk.workspace.edit("x") as db:
        action = entries.add_action(db, item.id, {"text_en": "old"})
        stored.set_fields(db, ACTION_ITEMS, {action.id: {"origin_ordinal": "10"}})
    assert noted(desk, item)[0].fixed
    with pytest.raises(UserError) as raised, desk.workspace.edit("y") as db:
        entries.remove(db, entries.ACTION, action.id)
    assert raised.value.code == "action.inherited"


def test_change_and_remove_can_be_undone(desk, item):
    with desk.workspace.edit("x") as db:
        record = entries.add_record(db, item.id, {"kind": "paragraph", "text_en": "one"}, NOW)
    with desk.workspace.edit("y") as db:
        entries.change(db, entries.RECORD, record.id, {"text_en": FieldEdit("one", "two ")})
    assert noted(desk, item)[0].text == "two"
    with desk.workspace.edit("z") as db:
        entries.remove(db, entries.RECORD, record.id)
    assert noted(desk, item) == []
    desk.workspace.undo()
    desk.workspace.undo()
    assert noted(desk, item)[0].text == "one"


def test_who_has_the_floor_says_the_side(desk, item):
    with desk.workspace.read() as db:
        assert entries.floor_side(db, item) == 0
    with desk.workspace.edit("x") as db:
        values = {
            "name": "A guest", "side": desk.russia.uuid, "agenda_item": item.uuid,
            "began_at": "2025-08-06T05:00:00+00:00",
        }  # fmt: skip
        (speaker,) = stored.create(db, SPEAKERS, [values])
        assert entries.floor_side(db, item) == 2
        stored.set_fields(db, SPEAKERS, {speaker.id: {"ended_at": "2025-08-06T05:01:00+00:00"}})
        assert entries.floor_side(db, item) == 0
    assert [(n.kind, n.text, n.side) for n in noted(desk, item)] == [("speaker", "A guest", 2)]


def test_the_body_is_that_of_the_co_lead_else_the_side(desk, item):
    india = desk.named("India2")
    with desk.workspace.edit("x") as db:
        from rapporteur.services import delegates

        edit = {"organisation": FieldEdit("", "Ministry of Mines")}
        delegates.update_delegate(db, india.id, edit)
        group = next(g for g in stored.read(db, SUB_GROUPS) if g.uuid == item["sub_group"])
        stored.set_fields(db, SUB_GROUPS, {group.id: {"lead_first": india.uuid}})
        first, second = entries.leads(db, stored.get(db, AGENDA_ITEMS, item.id))
        known = entries.bodies(db)
    assert (first.body, first.person) == ("Ministry of Mines", "India2")
    assert (second.body, second.person) == ("Russian Side", "")
    assert known == (["Ministry of Mines"], [])


@pytest.mark.parametrize(
    ("text", "code"),
    [("Send it", "en"), ("Направить до 2026", "ru"), ("सूची भेजें", "hi"), ("12 %", "en")],
)
def test_language_of(text, code):
    assert entries.language_of(text) == code
