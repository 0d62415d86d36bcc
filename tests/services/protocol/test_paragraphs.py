"""Paragraphs of the Protocol: numbers, states, references, order."""

from __future__ import annotations

import pytest

from rapporteur.domain import protocol as rules
from rapporteur.domain.brackets import options
from rapporteur.domain.editing import Conflict, FieldEdit
from rapporteur.domain.errors import UserError
from rapporteur.services.protocol import paragraphs
from rapporteur.services.workspace import Workspace

TEXTS = {"text_en": "The Sides noted the report.", "text_ru": "Стороны отметили доклад."}


@pytest.fixture
def workspace(desk) -> Workspace:
    return desk.workspace


def add(workspace, **values):
    after = values.pop("after", None)
    with workspace.edit("Add") as db:
        return paragraphs.add(db, values or TEXTS, after=after)


def edit(workspace, paragraph, key, new):
    with workspace.edit("Edit") as db:
        now = paragraphs.protocol(db)
        held = now.by_id(paragraph.id)
        old = now.text(held, key[-2:]) if key.startswith("text_") else held[key]
        return paragraphs.edit(db, paragraph.id, {key: FieldEdit(old, new)})


def shown(workspace, language="en"):
    with workspace.read() as db:
        found = paragraphs.protocol(db)
        return [(found.number(one), found.text(one, language)) for one in found.paragraphs]


def test_numbers_run_through_headings_and_pass_over_what_is_withdrawn(workspace):
    first = add(workspace, text_en="A")
    add(workspace, kind=rules.HEADING, text_en="Mining")
    add(workspace, text_en="B")
    add(workspace, after=first.id, text_en="A2")
    assert shown(workspace) == [("1", "A"), ("2", "A2"), ("", "Mining"), ("3", "B")]
    with workspace.edit("Withdraw") as db:
        paragraphs.withdraw(db, [first.id])
    assert shown(workspace) == [("", "A"), ("1", "A2"), ("", "Mining"), ("2", "B")]
    with workspace.edit("Bring back") as db:
        paragraphs.bring_back(db, [first.id])
    assert [number for number, _ in shown(workspace)] == ["1", "2", "", "3"]


def test_a_reference_stays_right_when_paragraphs_move(workspace):
    first = add(workspace, text_en="A")
    second = add(workspace, text_en="B, as in para 1", text_ru="Б, см. пункт 1")
    add(workspace, text_en="C")
    with workspace.edit("Move") as db:
        paragraphs.move(db, [first.id], None)
    assert shown(workspace) == [("1", "B, as in para 3"), ("2", "C"), ("3", "A")]
    edited = edit(workspace, second, "text_en", "B, as in paras 2 and 3")
    assert edited["text_en"].count("{para:") == 2
    assert shown(workspace, "ru")[0] == ("1", "Б, см. пункт 3")


def test_an_edit_of_one_language_puts_the_others_out_of_step(workspace):
    one = add(workspace)
    with workspace.edit("In step") as db:
        paragraphs.set_language_state(db, [one.id], rules.IN_STEP, ["en", "ru", "hi"])
    one = edit(workspace, one, "text_en", "The Sides noted the report of the sub-group.")
    assert [one.language_state(code) for code in ("en", "ru", "hi")] == [
        rules.DRAFT, rules.OUT_OF_STEP, rules.MISSING
    ]  # fmt: skip
    one = edit(workspace, one, "text_ru", "Стороны отметили доклад подгруппы.")
    assert [one.language_state(code) for code in ("en", "ru")] == [rules.DRAFT, rules.DRAFT]
    one = edit(workspace, one, "remarks", "checked")
    assert one.language_state("ru") == rules.DRAFT


def test_brackets_and_agreement_exclude_each_other(workspace):
    one = add(workspace)
    with workspace.edit("Agree") as db:
        paragraphs.set_state(db, [one.id], rules.AGREED)
    one = edit(workspace, one, "text_ru", "Стороны [с удовлетворением] отметили доклад.")
    assert one["state"] == rules.BRACKETED
    with pytest.raises(UserError) as refused, workspace.edit("Agree") as db:
        paragraphs.set_state(db, [one.id], rules.AGREED)
    assert refused.value.code == "protocol.brackets"
    text = one["text_ru"]
    with workspace.edit("Resolve") as db:
        new = paragraphs.resolve(db, one.id, "ru", options(text)[0], None)
    assert new == "Стороны отметили доклад."
    with workspace.read() as db:
        assert paragraphs.protocol(db).paragraphs[0]["state"] == rules.PROPOSED


def test_the_next_open_paragraph_is_found_round_the_end(workspace):
    made = [add(workspace, text_en=name) for name in "ABC"]
    with workspace.edit("Agree") as db:
        paragraphs.set_state(db, [made[1].id], rules.AGREED)
    with workspace.read() as db:
        found = paragraphs.protocol(db)
    assert found.open == (2, 3)
    assert found.next_open(None) == found.paragraphs[0]
    assert found.next_open(made[0].id) == found.paragraphs[2]
    assert found.next_open(made[2].id) == found.paragraphs[0]
    assert found.next_open(made[2].id, -1) == found.paragraphs[0]


def test_an_edit_begun_from_another_text_is_a_conflict_and_undo_brings_all_back(workspace):
    one = add(workspace)
    edit(workspace, one, "text_en", "The Sides took note of the report.")
    with pytest.raises(Conflict), workspace.edit("Late") as db:
        paragraphs.edit(db, one.id, {"text_en": FieldEdit(TEXTS["text_en"], "Something else")})
    workspace.undo()
    with workspace.read() as db:
        assert paragraphs.protocol(db).paragraphs[0].language_state("ru") == rules.DRAFT
    assert shown(workspace) == [("1", TEXTS["text_en"])]


def test_agreeing_on_everything_does_not_bring_back_what_was_withdrawn(workspace):
    made = [add(workspace, text_en=name) for name in "ABC"]
    with workspace.edit("Withdraw") as db:
        paragraphs.withdraw(db, [made[1].id])
    with workspace.edit("Agree") as db:
        assert paragraphs.set_state(db, [one.id for one in made], rules.AGREED) == 2
    assert [number for number, _ in shown(workspace)] == ["1", "", "2"]
    with workspace.edit("This one") as db:
        assert paragraphs.set_state(db, [made[1].id], rules.AGREED) == 1
