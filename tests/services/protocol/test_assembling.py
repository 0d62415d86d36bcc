"""A draft is assembled of what the file holds; again and again, without losing a word."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.services.protocol.sample import bare_sample, by_slot, protocol_of, typed, where

from rapporteur.domain import protocol as rules
from rapporteur.domain.drafting.leading import begins_with_sides
from rapporteur.domain.editing import FieldEdit
from rapporteur.services import sessions, stored
from rapporteur.services.actions.editing import remove_actions
from rapporteur.services.actions.reading import actions
from rapporteur.services.agenda.editing import remove_items
from rapporteur.services.facts import SubGroupName
from rapporteur.services.protocol import assembling, paragraphs
from rapporteur.services.protocol.assembling import Decision, Kind
from rapporteur.services.protocol.committing import offer_action, take_offer


@pytest.fixture
def workspace(tmp_path):
    made = bare_sample(tmp_path / "eleventh.rapporteur")
    yield made
    made.close()


@pytest.fixture
def assembled(workspace):
    with workspace.edit("Assemble") as db:
        assert assembling.assemble(db).taken > 40
    return workspace


def differing(workspace):
    with workspace.read() as db:
        return assembling.differing(db)


def take(workspace, difference, decision=Decision.TAKE):
    with workspace.edit("Decide") as db:
        return assembling.take(db, {difference.slot: decision})


def change_update(workspace, key, text, group="Modernisation"):
    with workspace.edit("Another report") as db:
        (found,) = [g for g in stored.read(db, stored.SUB_GROUPS) if g.name_en == group]
        (update,) = stored.read(db, stored.UPDATES, sub_group_id=found.id, session_ordinal="")
        stored.set_fields(db, stored.UPDATES, {update.id: {key: text}})


def test_everything_taken_down_stands_in_the_draft_once(assembled):
    now = protocol_of(assembled)
    slots = [one["slot"] for one in now.paragraphs]
    assert len(set(slots)) == len(slots)
    with assembled.read() as db:
        own = {f"action:{one.uuid}" for one in actions(db) if not one.inherited}
        records = {f"record:{one.uuid}" for one in stored.read(db, stored.MEETING_RECORDS)}
    assert len(own) == 14
    assert own <= set(slots)
    assert len(records) == 2
    assert records <= set(slots)
    kinds = [one["kind"] for one in now.paragraphs]
    opening = kinds.count(rules.OPENING)
    assert kinds[:opening] == [rules.OPENING] * opening
    assert kinds[-1] == rules.CLOSING


def test_each_numbered_paragraph_begins_with_the_sides_and_a_verb(assembled):
    now = protocol_of(assembled)
    with assembled.read() as db:
        sides = sessions.sides(db)
    for one in now.paragraphs:
        if one.numbered:
            for code in now.languages:
                assert begins_with_sides(now.text(one, code), code, sides), now.text(one, code)


def test_assembling_twice_finds_nothing_and_writes_nothing(assembled):
    assert differing(assembled) == []
    with assembled.edit("Assemble") as db:
        again = assembling.assemble(db)
    assert (again.taken, again.left) == (0, ())


def test_a_text_written_by_hand_and_a_changed_source_stand_beside_each_other(assembled):
    one = _text_of(assembled)
    before = one["text_en"]
    mine = before.replace("noted with satisfaction", "noted")
    typed(assembled, one, "en", mine)
    assert differing(assembled) == []  # the source says what it said
    change_update(assembled, "protocol_text_en", "The Sides welcomed the progress.")
    (found,) = differing(assembled)
    assert (found.kind, found.edited) == (Kind.CHANGED, True)
    english = found.texts[0]
    assert (english.assembled, english.by_hand, english.source) == (
        before, mine, "The Sides welcomed the progress."
    )  # fmt: skip
    assert assembling.safe([found]) == {}
    # keeping it is remembered, and the text stays
    take(assembled, found, Decision.KEEP)
    assert differing(assembled) == []
    assert _text_of(assembled)["text_en"] == mine
    assembled.undo()
    take(assembled, found)
    assert _text_of(assembled)["text_en"] == "The Sides welcomed the progress."
    assert _text_of(assembled).language_state("ru") == rules.OUT_OF_STEP
    assembled.undo()
    assert _text_of(assembled)["text_en"] == mine


def _text_of(workspace):
    with workspace.read() as db:
        (group,) = [g for g in stored.read(db, stored.SUB_GROUPS) if g.name_en == "Modernisation"]
    return by_slot(workspace, f"subgroup:{group.uuid}:text")


def test_a_hand_edit_in_one_language_survives_a_change_in_the_other(assembled):
    one = _text_of(assembled)
    typed(assembled, one, "ru", "Стороны отметили прогресс.")
    change_update(assembled, "protocol_text_en", "The Sides welcomed the progress.")
    (found,) = differing(assembled)
    assert not found.edited
    with assembled.edit("Take") as db:
        assembling.take(db, assembling.safe([found]))
    after = _text_of(assembled)
    assert after["text_en"] == "The Sides welcomed the progress."
    assert after["text_ru"] == "Стороны отметили прогресс."
    assert differing(assembled) == []


def test_what_is_withdrawn_is_not_offered_anew(assembled):
    one = by_slot(assembled, "review:counts")
    with assembled.edit("Withdraw") as db:
        paragraphs.withdraw(db, [one.id])
    assert differing(assembled) == []
    with assembled.edit("Done") as db:
        (item, *_) = [a for a in actions(db) if a.inherited]
        stored.set_fields(db, stored.ACTION_ITEMS, {item.id: {"status": "done"}})
    assert differing(assembled) == []


def test_what_is_new_stands_behind_its_neighbour_of_the_draft(assembled):
    with assembled.edit("New") as db:
        (item,) = [i for i in stored.read(db, stored.AGENDA_ITEMS) if i["title_en"] == "Mining"]
        values = {"kind": "decision", "text_en": "Open an office.", "agenda_item": item.uuid}
        (record,) = stored.create(db, stored.MEETING_RECORDS, [values])
    (found,) = differing(assembled)
    assert (found.kind, found.under["en"], found.number) == (Kind.NEW, "Mining", "")
    take(assembled, found)
    now = protocol_of(assembled)
    slots = [one["slot"] for one in now.paragraphs]
    at = slots.index(f"record:{record.uuid}")
    assert slots[at - 1].startswith("record:")
    made = now.paragraphs[at]
    assert made["text_en"] == "The Sides agreed as follows: open an office."
    assert made.language_state("ru") == rules.MISSING
    assert made["agenda_item"] == item.uuid
    # action items behind it follow their paragraphs
    assert where(assembled)["11/05"] == f"para {now.numbers[now.paragraphs[at + 1].uuid]}"


def test_a_topic_renamed_in_the_agenda_is_not_drafted_twice(assembled):
    with assembled.edit("Another title") as db:
        (item,) = [
            one
            for one in stored.read(db, stored.AGENDA_ITEMS)
            if one["title_en"] == "Rare earth and critical minerals"
        ]
        stored.set_fields(
            db, stored.AGENDA_ITEMS, {item.id: {"title_en": "Rare earths and critical minerals"}}
        )
    (found,) = differing(assembled)
    assert found.kind is Kind.CHANGED


def test_what_is_not_wanted_is_not_asked_about_again(assembled):
    with assembled.edit("New") as db:
        stored.create(db, stored.MEETING_RECORDS, [{"kind": "paragraph", "text_en": "A plan."}])
    found = differing(assembled)
    assert [one.kind for one in found] == [Kind.NEW, Kind.NEW]  # with a heading of its own
    numbers = protocol_of(assembled).numbers
    with assembled.edit("No") as db:
        assembling.take(db, {one.slot: Decision.KEEP for one in found})
    assert differing(assembled) == []
    assert protocol_of(assembled).numbers == numbers


def test_what_has_lost_its_source_is_withdrawn_or_becomes_ones_own(assembled):
    with assembled.edit("Remove") as db:
        held = stored.read(db, stored.MEETING_RECORDS)
        stored.remove(db, stored.MEETING_RECORDS, [one.id for one in held])
    first, second = differing(assembled)
    assert first.kind is second.kind is Kind.GONE
    take(assembled, first)
    take(assembled, second, Decision.KEEP)
    assert differing(assembled) == []
    now = protocol_of(assembled)
    assert now.by_id(first.paragraph_id).withdrawn
    assert now.by_id(second.paragraph_id)["slot"] == ""
    assert not now.by_id(second.paragraph_id).withdrawn


def test_the_same_typed_by_hand_is_no_difference(assembled):
    typed(assembled, _text_of(assembled), "en", "The Sides welcomed the progress.")
    change_update(assembled, "protocol_text_en", "The Sides welcomed the progress.")
    assert differing(assembled) == []


def test_a_third_language_comes_as_a_change(assembled):
    with assembled.edit("Hindi") as db:
        now = sessions.session(db)
        edit = FieldEdit(now["languages"], "en; ru; hi")
        sessions.update_session(db, {"languages": edit})
    found = differing(assembled)
    headings = [one for one in found if one.paragraph_kind == rules.HEADING]
    assert {one.kind for one in found} == {Kind.CHANGED}
    assert any(one.texts[2].source == "खनन" for one in headings)
    (closing,) = [one for one in found if one.slot == "closing.done"]
    assert "all texts being equally authentic" in closing.texts[0].source
    with assembled.edit("Take") as db:
        assembling.take(db, assembling.safe(found))
    assert differing(assembled) == []


def test_undoing_the_first_draft_leaves_nothing(assembled):
    assembled.undo()
    assert protocol_of(assembled).paragraphs == ()
    assert where(assembled) == {}
    assembled.redo()
    assert differing(assembled) == []
    assert where(assembled)["11/01"].startswith("para ")


def test_an_empty_session_gives_a_draft_with_its_gaps_in_brackets(desk):
    with desk.workspace.edit("Assemble") as db:
        assembling.assemble(db)
    now = protocol_of(desk.workspace)
    led = [one for one in now.paragraphs if one["slot"].startswith("opening.led:")]
    assert [one["text_en"] for one in led] == [
        "The Indian Side was led by […].", "The Russian Side was led by […]."
    ]  # fmt: skip
    assert all(one["state"] == rules.BRACKETED for one in led)
    assert now.paragraphs[0].language_state("ru") == rules.OUT_OF_STEP
    assert (
        now.paragraphs[0]["text_ru"]
        == "С 6 по 7 августа 2025 г. состоялось 11-е заседание: Working Group."
    )


def test_an_action_made_of_a_paragraph_is_not_drafted_as_another_one(assembled):
    with assembled.edit("By hand") as db:
        text = "The Sides agreed to open an office by May 2026."
        one = paragraphs.add(db, {"text_en": text, "text_ru": "Стороны договорились."})
        offer = offer_action(db, one.id)
        take_offer(db, offer)
        take_offer(db, replace(offer, texts={"en": "Furnish it."}))  # a second one of it
    assert differing(assembled) == []
    with assembled.edit("Gone") as db:
        paragraphs.remove(db, [one.id])
    assert {one.kind for one in differing(assembled)} == {Kind.NEW}


def test_what_the_protocol_named_may_be_removed(assembled):
    with assembled.edit("Remove") as db:
        own = [a for a in actions(db) if not a.inherited]
        remove_actions(db, [own[0].id])
        names = [SubGroupName(g.name_en, g["name_ru"]) for g in stored.read(db, stored.SUB_GROUPS)]
        sessions.set_sub_groups(db, names[1:])
        items = stored.read(db, stored.AGENDA_ITEMS)
        remove_items(db, [i.id for i in items if i["title_en"] == "Technical textiles"])
        remove_items(db, [i.id for i in items if i["title_en"] == "Industrial infrastructure"])
    now = protocol_of(assembled)
    with assembled.read() as db:
        known = {r.uuid for kind in stored.ALL for r in stored.read(db, kind)}
    for one in now.paragraphs:
        for key in ("agenda_item", "sub_group", "action_item", "record"):
            assert one[key] in known | {""}
    found = differing(assembled)
    gone = {one.slot.split(":")[0] for one in found if one.kind is Kind.GONE}
    assert {"subgroup", "heading", "action", "item"} <= gone
    with assembled.edit("Take") as db:
        assembling.take(db, assembling.safe(found))
    assert differing(assembled) == []
    assembled.undo()
    assembled.undo()
    assert differing(assembled) == []
    assert protocol_of(assembled).numbers.keys() == now.numbers.keys()


def test_what_the_sides_agreed_on_is_taken_by_nobody_but_a_person(assembled):
    one = _text_of(assembled)
    with assembled.edit("Agree") as db:
        paragraphs.set_state(db, [one.id], rules.AGREED)
    change_update(assembled, "protocol_text_en", "The Sides welcomed something else.")
    (found,) = differing(assembled)
    assert (found.kind, found.edited, found.agreed) == (Kind.CHANGED, False, True)
    assert assembling.safe([found]) == {}
