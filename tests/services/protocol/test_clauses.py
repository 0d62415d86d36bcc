"""The clause library: found by a few letters, inserted in all languages, turned into actions."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.services.protocol.sample import bare_sample, protocol_of, where

from rapporteur.domain import protocol as rules
from rapporteur.domain.clauses import PROGRAM_CLAUSES
from rapporteur.domain.editing import FieldEdit
from rapporteur.domain.errors import UserError
from rapporteur.services import stored
from rapporteur.services.actions.reading import actions
from rapporteur.services.protocol import clauses, paragraphs
from rapporteur.services.protocol.committing import offer_action, take_offer


@pytest.fixture
def workspace(tmp_path):
    made = bare_sample(tmp_path / "eleventh.rapporteur")
    yield made
    made.close()


def find(workspace, typed):
    with workspace.read() as db:
        return clauses.find(db, typed)


def test_every_clause_of_the_table_has_both_languages_and_a_key_of_its_own():
    assert len({clause.key for clause in PROGRAM_CLAUSES}) == len(PROGRAM_CLAUSES)
    effects = {choice.code for choice in rules.CLAUSE_EFFECTS}
    for clause in PROGRAM_CLAUSES:
        assert clause.effect in effects
        assert clause.texts["en"]
        assert clause.texts["ru"]


@pytest.mark.parametrize(
    ("typed", "key"),
    [("agr to", "agreed"), ("догов", "agreed"), ("dogovor", "agreed"),
     ("satisf", "noted_with_satisfaction"),
     ("exch vie", "exchanged_views"), ("स्वागत", "welcomed"), ("удовл", "noted_with_satisfaction")],
)  # fmt: skip
def test_a_few_letters_find_a_clause_in_any_language(workspace, typed, key):
    assert find(workspace, typed)[0].key == key


def test_a_clause_of_one_side_is_offered_for_both_in_the_right_case(workspace):
    found = [one for one in find(workspace, "informed the") if one.key == "informed_other"]
    assert [(one.texts["en"], one.texts["ru"]) for one in found] == [
        ("The Indian Side informed the Russian Side of",
         "Индийская Сторона проинформировала Российскую Сторону о"),
        ("The Russian Side informed the Indian Side of",
         "Российская Сторона проинформировала Индийскую Сторону о"),
    ]  # fmt: skip
    signature = find(workspace, "for the indian")
    assert signature[0].texts["ru"] == "За Индийскую Сторону, Сопредседатель"
    (closing,) = find(workspace, "done at")
    assert closing.texts["en"] == (
        "Done at New Delhi on 6 August 2025 in two originals, each in the English and Russian "
        "languages, both texts being equally authentic."
    )
    assert closing.texts["ru"].startswith("Совершено в г. Нью-Дели 6 августа 2025 г. в двух экз")


def test_a_clause_comes_into_all_languages_at_once(workspace):
    with workspace.edit("Add") as db:
        one = paragraphs.add(db, {"text_en": "the report.", "text_ru": "доклад."})
        (offer, *_) = clauses.find(db, "welcomed")
        one = clauses.insert(db, offer, one.id, {"en": 0, "ru": 0})
    assert (one["text_en"], one["text_ru"]) == (
        "The Sides welcomed the report.", "Стороны приветствовали доклад."
    )  # fmt: skip
    assert {one.language_state(code) for code in ("en", "ru")} == {rules.DRAFT}
    with workspace.edit("New") as db:
        made = clauses.new_paragraph(db, offer, after=one.id)
    assert protocol_of(workspace).number(made) == "2"
    assert made["text_ru"] == "Стороны приветствовали"


def test_the_library_is_changed_for_this_session_and_brought_back(workspace):
    with workspace.edit("Change") as db:
        text = next(c.texts["en"] for c in PROGRAM_CLAUSES if c.key == "agreed")
        changed = clauses.edit(db, "agreed", {"text_en": FieldEdit(text, "The Sides resolved to")})
    assert changed.changed
    assert find(workspace, "resolved")[0].texts["ru"] == "Стороны договорились"
    with workspace.edit("Restore") as db:
        clauses.restore(db, "agreed")
    assert find(workspace, "resolved") == []
    with workspace.edit("Hide") as db:
        clauses.hide(db, "agreed")
    assert "agreed" not in [one.key for one in find(workspace, "")]
    with workspace.read() as db:
        assert next(c for c in clauses.library(db) if c.key == "agreed").hidden
    with workspace.edit("Own") as db:
        own = clauses.create(
            db, {"text_en": "The {side} Side undertakes to", "effect": "commitment"}
        )
    assert [one.texts["en"] for one in find(workspace, "undertakes")] == [
        "The Indian Side undertakes to", "The Russian Side undertakes to"
    ]  # fmt: skip
    with workspace.edit("Remove") as db:
        clauses.remove(db, own.key)
    assert find(workspace, "undertakes") == []
    with pytest.raises(UserError), workspace.edit("Empty") as db:
        clauses.create(db, {"text_en": " "})


def test_a_paragraph_that_commits_makes_an_action_item_and_both_lead_to_each_other(workspace):
    with workspace.edit("Add") as db:
        paragraphs.add(db, {"text_en": "The Sides noted the report."})
        (group,) = [g for g in stored.read(db, stored.SUB_GROUPS) if g.name_en == "Mining"]
        one = paragraphs.add(
            db,
            {
                "text_en": "The Sides agreed to draw up a list by the end of March 2026.",
                "text_ru": "Стороны договорились до конца марта 2026 г. составить перечень.",
                "sub_group": group.uuid,
            },
        )
    with workspace.read() as db:
        offer = offer_action(db, one.id)
    assert offer.texts == {"en": "Draw up a list.", "ru": "Составить перечень."}
    assert (offer.body_first, offer.person_first) == ("Ministry of Mines", "Sunita Rao")
    assert offer.person_second == "Dmitry Shcherbakov"
    assert (offer.due_words, offer.due_date) == ("by the end of March 2026", "2026-03-31")
    with workspace.edit("Take") as db:
        made = take_offer(db, replace(offer, person_second=""))
    assert (made["text_ru"], made["paragraph"], made["sub_group"]) == (
        "Составить перечень.", "para 2", group.uuid
    )  # fmt: skip
    now = protocol_of(workspace)
    assert now.by_id(one.id)["action_item"] == made.uuid
    with workspace.edit("Move") as db:
        paragraphs.move(db, [one.id], now.paragraphs[0].id)
    assert where(workspace)[made["number"]] == "para 1"
    with workspace.read() as db:
        assert offer_action(db, one.id).existing == made.uuid
    workspace.undo()
    workspace.undo()
    with workspace.read() as db:
        assert made.uuid not in {item.uuid for item in actions(db)}
    assert protocol_of(workspace).by_id(one.id)["action_item"] == ""


def test_one_side_alone_answers_for_what_it_said(workspace):
    with workspace.edit("Add") as db:
        (group,) = [g for g in stored.read(db, stored.SUB_GROUPS) if g.name_en == "Mining"]
        text = {"text_en": "The Russian Side agreed to send samples.", "sub_group": group.uuid}
        one = paragraphs.add(db, text)
        offer = offer_action(db, one.id)
        noted = paragraphs.add(db, {"text_en": "The Sides noted it."})
        assert offer_action(db, noted.id) is None
    assert (offer.body_first, offer.person_second) == ("", "Dmitry Shcherbakov")
