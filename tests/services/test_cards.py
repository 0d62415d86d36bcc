"""Name plates, badges and place cards: what stands on them, and what need not be printed again."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.services.conftest import Desk

from rapporteur.domain.editing import FieldEdit
from rapporteur.domain.papers.cards import (
    CardChanges,
    CardKind,
    CardOptions,
    CardPart,
    CardPost,
    CardSheet,
    PartChange,
    Scripts,
)
from rapporteur.services import delegates
from rapporteur.services.cards.composing import card_sheet, file_name, names_of
from rapporteur.services.cards.printed import changes, printed_at, remember
from rapporteur.services.merging import merge

PLATES = CardOptions(CardKind.PLATE)


def change(desk: Desk, name: str, **values: str) -> None:
    person = desk.named(name)
    edits = {key: FieldEdit(person[key], value) for key, value in values.items()}
    with desk.workspace.edit("edit") as db:
        delegates.update_delegate(db, person.id, edits)


def sheet(desk: Desk, options: CardOptions = PLATES) -> CardSheet:
    with desk.workspace.read() as db:
        return card_sheet(db, options, delegates.list_delegates(db, withdrawn=False))


def compared(desk: Desk, options: CardOptions = PLATES) -> CardChanges:
    found = sheet(desk, options)
    with desk.workspace.read() as db:
        return changes(db, found)


def printed(desk: Desk, options: CardOptions = PLATES) -> int:
    found, away = sheet(desk, options), compared(desk, options).take_away
    with desk.workspace.edit("print") as db:
        return remember(db, found, [gone.row_id for gone in away])


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ({"family_name": "Groozdev", "given_name": "A.", "latin_name": "Alexey Gruzdev",
          "native_name": "Груздев Алексей"}, ("Alexey Gruzdev", "Груздев Алексей")),
        ({"family_name": "Груздев", "given_name": "Алексей", "patronymic": "Владимирович"},
         ("", "Груздев Алексей Владимирович")),  # nothing is transliterated
        ({"family_name": "Gruzdev", "given_name": "Alexey", "patronymic": "Vladimirovich"},
         ("Alexey Gruzdev", "")),  # no patronymic on a Latin plate
        ({"family_name": "Gruzdev", "latin_name": "Alexey V. Gruzdev"}, ("Alexey V. Gruzdev", "")),
        ({"family_name": "Sujata", "native_name": "सुजाता"}, ("Sujata", "सुजाता")),
        ({"latin_name": "Chen Wei", "native_name": "Chen Wei"}, ("Chen Wei", "")),
        ({}, ("", "")),
    ],
)  # fmt: skip
def test_names_are_those_written_down(values: dict[str, str], expected: tuple[str, str]) -> None:
    assert names_of(values) == expected


@pytest.mark.parametrize(
    ("scripts", "expected"),
    [
        (Scripts.LATIN_OWN, ("Shri Raghav Menon", "राघव मेनन")),
        (Scripts.OWN_LATIN, ("राघव मेनन", "Shri Raghav Menon")),
        (Scripts.LATIN, ("Shri Raghav Menon", "")),
        (Scripts.OWN, ("राघव मेनन", "")),
    ],
)
def test_scripts_in_their_order(desk: Desk, scripts: Scripts, expected: tuple[str, str]) -> None:
    change(desk, "India1", honorific="Shri", latin_name="Raghav Menon", native_name="राघव मेनन")
    card = sheet(desk, replace(PLATES, scripts=scripts)).cards[0]
    assert (card.first, card.second) == expected


def test_a_name_in_one_script_stands_alone_and_large(desk: Desk) -> None:
    card = sheet(desk, replace(PLATES, scripts=Scripts.OWN_LATIN)).cards[0]
    assert (card.first, card.second) == ("India1", "")


def test_an_honorific_is_put_before_a_name_of_its_own_script_once(desk: Desk) -> None:
    change(desk, "India1", honorific="Dr.", latin_name="Dr. Sunita Rao", native_name="सुनीता राव")
    change(desk, "Russia1", honorific="г-н", latin_name="Ivan", native_name="Иванов Иван")
    cards = {card.first: card.second for card in sheet(desk).cards}
    assert cards["Dr. Sunita Rao"] == "सुनीता राव"
    assert cards["Ivan"] == "г-н Иванов Иван"
    without = sheet(desk, replace(PLATES, honorifics=False))
    assert "Иванов Иван" in {card.second for card in without.cards}


def test_posts_stand_in_each_language_and_what_is_the_same_stands_once(desk: Desk) -> None:
    change(desk, "Russia1", designation="Adviser", designation_native="Советник",
           organisation="ROSATOM")  # fmt: skip
    both = replace(PLATES, languages=("en", "ru"))
    card = next(card for card in sheet(desk, both).cards if card.first == "Russia1")
    assert card.posts == (CardPost("Adviser", "ROSATOM"), CardPost("Советник", ""))
    assert card.side_label == "Russian Side / Российская Сторона"
    assert sheet(desk, replace(PLATES, posts=False)).cards[0].posts == ()


def test_roles_tell_apart_whom_a_guard_asks_for(desk: Desk) -> None:
    change(desk, "India1", role="Interpreter", category="support")
    change(desk, "India2", role="Member of Delegation")
    change(desk, "India3", category="support")
    options = CardOptions(CardKind.BADGE, languages=("en", "ru"), roles=True)
    roles = [card.role for card in sheet(desk, options).cards[:4]]
    assert roles == ["Interpreter / Переводчик", "", "Support / Обеспечение", ""]


def test_the_code_says_what_the_badge_says_and_nothing_private(desk: Desk) -> None:
    change(desk, "India1", honorific="Shri", organisation="Ministry of Mines", phone="+91 98",
           passport_number="Z1234567", date_of_birth="1970-01-01", email="a@example.org",
           passport_name="RAGHAV", hotel="Ashok")  # fmt: skip
    card = sheet(desk, CardOptions(CardKind.BADGE, codes=True)).cards[0]
    assert card.code == f"India1\nMinistry of Mines\n11-IN-{desk.named('India1').uuid[:8]}"
    assert sheet(desk, CardOptions(CardKind.BADGE)).cards[0].code == ""


def test_the_withdrawn_get_no_card_and_their_printed_one_is_taken_away_once(desk: Desk) -> None:
    assert printed(desk) == 8
    with desk.workspace.edit("withdraw") as db:
        delegates.withdraw(db, desk.ids("India2"))
    with desk.workspace.edit("remove") as db:
        delegates.remove_delegates(db, desk.ids("Russia3"))
    found = compared(desk)
    assert [gone.name for gone in found.take_away] == ["India2", "Russia3"]
    assert not found.to_print
    printed(desk)
    assert not compared(desk).take_away
    with desk.workspace.edit("reinstate") as db:
        delegates.reinstate(db, desk.ids("India2"))
    assert [card.first for card in compared(desk).fresh] == ["India2"]


def test_only_what_changed_is_offered_and_why(desk: Desk) -> None:
    change(desk, "India1", designation="Director")
    assert len(compared(desk).fresh) == 8
    printed(desk)
    assert compared(desk).to_print == frozenset()
    change(desk, "India1", designation="Joint Secretary")
    change(desk, "India2", phone="+91 11 2306 0000", hotel="Ashok")  # on no card
    (changed,) = compared(desk).changed
    assert changed.card.first == "India1"
    assert changed.parts == (PartChange(CardPart.DESIGNATION, "Director", "Joint Secretary"),)
    assert printed(desk) == 1
    assert not compared(desk).to_print


def test_kinds_are_remembered_apart_and_undo_forgets_a_print(desk: Desk) -> None:
    printed(desk)
    assert len(compared(desk, CardOptions(CardKind.BADGE)).fresh) == 8
    desk.workspace.undo()
    assert len(compared(desk).fresh) == 8
    with desk.workspace.read() as db:
        assert printed_at(db, CardKind.PLATE) == ""


def test_the_code_is_named_as_a_reason_only_where_nothing_else_explains_it(desk: Desk) -> None:
    plain = CardOptions(CardKind.BADGE)
    printed(desk, plain)
    with_code = replace(plain, codes=True)
    assert {p.part for c in compared(desk, with_code).changed for p in c.parts} == {CardPart.CODE}
    printed(desk, with_code)
    change(desk, "India1", organisation="Ministry of Steel")
    (changed,) = compared(desk, with_code).changed
    assert [part.part for part in changed.parts] == [CardPart.ORGANISATION]


def test_two_entries_made_one_have_one_printed_card(desk: Desk) -> None:
    printed(desk)
    with desk.workspace.edit("merge") as db:
        merge(db, desk.named("India1"), desk.named("India2"))
    found = compared(desk)
    assert not found.take_away
    printed(desk)
    assert not compared(desk).to_print


def test_what_a_sheet_is_called(desk: Desk) -> None:
    found = sheet(desk, replace(PLATES, languages=("en", "ru")))
    assert found.title == "Name plates / Таблички"
    assert found.event == "Working Group\n11th Session · 6–7 August 2025"
    with desk.workspace.read() as db:
        assert file_name(db, CardKind.BADGE, "ru").startswith("11-е заседание - Бейджи - 20")
        assert file_name(db, CardKind.BADGE, "ru").endswith(".pdf")
