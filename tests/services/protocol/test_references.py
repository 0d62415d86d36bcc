"""Action items name their paragraph, wherever it goes."""

from __future__ import annotations

from contextlib import suppress

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.services.protocol.sample import protocol_of, where

from rapporteur.domain.editing import Conflict, FieldEdit
from rapporteur.services.actions.editing import create_action, update_action
from rapporteur.services.actions.reading import actions
from rapporteur.services.journal import told
from rapporteur.services.protocol import paragraphs


@pytest.fixture
def workspace(desk):
    with desk.workspace.edit("Ten paragraphs") as db:
        for number in range(1, 11):
            paragraphs.add(db, {"text_en": f"The Sides noted {number}."})
    return desk.workspace


def at(workspace, number):
    return protocol_of(workspace).paragraphs[number - 1]


def action(workspace, paragraph=""):
    with workspace.edit("Action") as db:
        return create_action(db, {"text_en": "Do it.", "paragraph": paragraph})


def link(workspace, paragraph, made):
    with workspace.edit("Link") as db:
        edit = FieldEdit(paragraph["action_item"], made.uuid if made else "")
        paragraphs.edit(db, paragraph.id, {"action_item": edit})


@pytest.mark.parametrize(
    ("typed", "moved"),
    [
        ("para 3", "para 10"),
        ("п. 3", "п. 10"),
        ("3", "10"),
        ("paras 2, 3", "paras 2, 10"),
        ("para 3 of the Protocol of the 9th Session", "para 3 of the Protocol of the 9th Session"),
        ("Annex 3", "Annex 3"),
        ("", ""),
    ],
)
def test_what_was_typed_follows_the_paragraph(workspace, typed, moved):
    action(workspace, typed)
    with workspace.edit("Move") as db:
        paragraphs.move(db, [at(workspace, 3).id], None)
    assert where(workspace).get("11/01", "") == moved
    workspace.undo()
    assert where(workspace).get("11/01", "") == typed


def test_a_paragraph_that_leads_to_an_action_names_itself_there(workspace):
    made, other = action(workspace), action(workspace)
    third = at(workspace, 3)
    link(workspace, third, made)
    assert where(workspace) == {"11/01": "para 3"}
    with workspace.edit("Withdraw") as db:
        paragraphs.withdraw(db, [third.id])
    assert where(workspace) == {}
    with workspace.edit("Bring back") as db:
        paragraphs.bring_back(db, [third.id])
    assert where(workspace) == {"11/01": "para 3"}
    link(workspace, at(workspace, 7), made)
    assert where(workspace) == {"11/01": "paras 3, 7"}
    link(workspace, at(workspace, 3), other)
    assert where(workspace) == {"11/01": "para 7", "11/02": "para 3"}


def test_merged_paragraphs_are_one_and_who_named_them_names_it(workspace):
    made = action(workspace, "para 5")
    with workspace.edit("Refer") as db:
        last = paragraphs.add(db, {"text_en": "The Sides recalled paras 2 and 5."})
        paragraphs.merge(db, [at(workspace, 2).id, at(workspace, 5).id])
    now = protocol_of(workspace)
    assert now.text(now.paragraphs[1], "en") == "The Sides noted 2. The Sides noted 5."
    assert now.paragraphs[4].withdrawn
    assert now.text(now.by_id(last.id), "en") == "The Sides recalled paras 2 and 2."
    assert where(workspace) == {made["number"]: "para 2"}


def test_a_paragraph_that_is_gone_is_missed_where_it_was_named(workspace):
    action(workspace, "para 5")
    with workspace.edit("Refer") as db:
        last = paragraphs.add(db, {"text_en": "The Sides recalled para 5."})
        paragraphs.remove(db, [at(workspace, 5).id])
    now = protocol_of(workspace)
    assert now.text(now.by_id(last.id), "en") == "The Sides recalled para ?."
    assert where(workspace) == {"11/01": "para ?"}
    workspace.undo()
    assert where(workspace) == {"11/01": "para 5"}


def test_a_hand_on_the_number_counts(workspace):
    made = action(workspace)
    link(workspace, at(workspace, 3), made)
    with workspace.edit("By hand") as db:
        (held,) = actions(db)
        edit = FieldEdit("para 3", "para 3, second sentence")
        update_action(db, held.id, {"paragraph": edit})
        paragraphs.move(db, [at(workspace, 1).id], None)
    assert where(workspace) == {"11/01": "para 2, second sentence"}


def test_nobody_sees_how_a_reference_is_stored(workspace):
    made = action(workspace)
    one = at(workspace, 4)
    link(workspace, one, made)
    for text in ("The Sides recalled para 2.", "The Sides recalled paras 2 and 3."):
        with workspace.edit("Type") as db:
            now = paragraphs.protocol(db)
            old = now.text(now.by_id(one.id), "en")
            paragraphs.edit(db, one.id, {"text_en": FieldEdit(old, text)})
    with workspace.edit("Move") as db:
        paragraphs.move(db, [at(workspace, 2).id], None)
    late = FieldEdit("The Sides noted 4.", "The Sides recalled para 1.")
    with pytest.raises(Conflict) as refused, workspace.edit("Late") as db:
        paragraphs.edit(db, one.id, {"text_en": late})
    assert refused.value.theirs == "The Sides recalled paras 10 and 2."
    assert refused.value.mine == "The Sides recalled para 1."
    with workspace.read() as db:
        found = [line for step in workspace.journal() for line in told(db, step)]
    said = "\n".join(f"{line.name}|{line.was}|{line.now}" for line in found)
    assert "{para" not in said
    assert "recalled paras 10 and 2" in said
    assert "11/01 Do it." in said


STEPS = st.lists(
    st.tuples(
        st.sampled_from(["move", "withdraw", "bring_back", "add", "merge", "remove"]),
        st.integers(0, 30),
        st.integers(0, 30),
    ),
    max_size=8,
)


class GoBackError(Exception):
    """Ends a walk of which nothing stays in the file."""


@settings(
    max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(STEPS)
def test_after_any_walk_each_number_is_that_of_its_paragraph(workspace, steps):
    with suppress(GoBackError), workspace.edit("Walk") as db:
        named = [paragraphs.protocol(db).paragraphs[at] for at in (0, 2, 4, 7)]
        made = [create_action(db, {"text_en": "Do it."}) for _ in named]
        for one, act in zip(named, made, strict=True):
            paragraphs.edit(db, one.id, {"action_item": FieldEdit("", act.uuid)})
        recalled = paragraphs.add(db, {"text_en": "The Sides recalled paras 1, 3–5 and 8."})
        stored_text = recalled["text_en"]
        merged = [_step(db, recalled.id, *step) for step in steps]
        now = paragraphs.protocol(db)
        said = {act.uuid: act["paragraph"] for act in actions(db)}
        for one in now.paragraphs:
            if one["action_item"] and one.numbered:
                numbers = said[one["action_item"]].removeprefix("paras ").removeprefix("para ")
                assert now.number(one) in numbers.split(", ")
        last = now.by_id(recalled.id)
        if not any(merged):
            assert last["text_en"] == stored_text
            found = [str(now.numbers.get(one.uuid, "?")) for one in named]
            assert now.text(last, "en") == "The Sides recalled paras {}, {}–{} and {}.".format(
                *found
            )
        raise GoBackError


def _step(db, kept, kind, first, second):
    held = [one for one in paragraphs.protocol(db).paragraphs if one.id != kept]
    one, other = held[first % len(held)], held[second % len(held)]
    if kind == "move":
        paragraphs.move(db, [one.id], other.id)
    elif kind == "withdraw":
        paragraphs.withdraw(db, [one.id])
    elif kind == "bring_back":
        paragraphs.bring_back(db, [one.id])
    elif kind == "add":
        paragraphs.add(db, {"text_en": "The Sides noted more."}, after=one.id)
    elif kind == "merge" and one.id != other.id and one.numbered and other.numbered:
        paragraphs.merge(db, [one.id, other.id])
        return True
    elif kind == "remove" and len(held) > 2:
        paragraphs.remove(db, [one.id])
    return False
