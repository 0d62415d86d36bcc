"""Search over everything: each kind of record, both scripts, what comes first, what never comes."""

from __future__ import annotations

from dataclasses import dataclass

import pytest
from tests.services.conftest import Desk

from rapporteur.domain.editing import FieldEdit
from rapporteur.domain.history import Changed
from rapporteur.services import delegates, sessions, stored
from rapporteur.services.protocol import paragraphs
from rapporteur.services.search_everything import (
    RECEIVED_LIST,
    SEARCHED,
    Everything,
    Found,
    Hit,
    everything,
    gather,
    refreshed,
)


@dataclass
class Made:
    """Ids of what `full` has made."""

    group: int
    item: int
    update: int
    action: int


@pytest.fixture
def full(desk: Desk) -> Made:
    """A record of each kind, with a word of its own."""
    with desk.workspace.edit("Fill") as db:
        group = stored.read(db, stored.SUB_GROUPS)[0]
        (sitting,) = stored.create(
            db, stored.SITTINGS, [{"title_en": "Morning", "room_en": "Hall"}]
        )
        (item,) = stored.create(  # numbered by its place, since nothing was circulated
            db, stored.AGENDA_ITEMS,
            [{"title_en": "Wind tunnel", "title_ru": "Аэродинамическая труба", "number": "5",
              "notes": "They asked for a zebra."}],
            sitting_id=sitting.id,
        )  # fmt: skip
        stored.create(db, stored.TOPICS, [{"title_en": "Carbon fibre", "sub_group": group.uuid}])
        (update,) = stored.create(
            db, stored.UPDATES, [{"work_en": "Two quarries were surveyed."}],
            sub_group_id=group.id, session_ordinal="",
        )  # fmt: skip
        (action,) = stored.create(
            db, stored.ACTION_ITEMS,
            [{"number": "11/03", "text_en": "Send the list of smelters",
              "text_ru": "Направить перечень заводов", "due_words": "end of Q1 2026"}],
        )  # fmt: skip
        stored.create(
            db, stored.PROGRESS_ENTRIES, [{"date": "2025-08-06", "text": "Xylophone draft sent"}],
            action_id=action.id,
        )  # fmt: skip
        stored.create(
            db, stored.MEETING_RECORDS,
            [{"kind": "decision", "text_en": "To hold a workshop", "agenda_item": item.uuid}],
        )  # fmt: skip
        person = delegates.list_delegates(db)[0]
        stored.create(
            db, stored.SPEAKERS,
            [{"delegate": person.uuid, "agenda_item": item.uuid},
             {"name": "Visiting Quentin", "agenda_item": item.uuid}],
        )  # fmt: skip
    return Made(group.id, item.id, update.id, action.id)


def _index(desk: Desk) -> Everything:
    with desk.workspace.read() as db:
        return everything(gather(db))


def _hits(found: list[Found]) -> list[Hit]:
    return [hit for group in found for hit in group.hits]


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("wind", ("agenda_item", "agenda", "item", "")),
        ("труба", ("agenda_item", "agenda", "item", "title_ru")),
        ("aerodin", ("agenda_item", "agenda", "item", "title_ru")),
        ("zebra", ("agenda_item", "agenda", "item", "notes")),
        ("carbon", ("topic", "subgroups", "group", "")),
        ("quarries", ("sub_group_update", "subgroups", "group", "work_en")),
        ("smelters", ("action_item", "actions", "action", "")),
        ("perechen", ("action_item", "actions", "action", "text_ru")),
        ("Q1 2026", ("action_item", "actions", "action", "due_words")),
        ("xylophone", ("progress_entry", "actions", "action", "text")),
        ("workshop", ("meeting_record", "agenda", "item", "")),
        ("quentin", ("speaker", "agenda", "item", "")),
    ],
)
def test_each_kind_of_record_is_found_and_leads_to_its_place(
    desk: Desk, full: Made, typed: str, found: tuple[str, str, str, str]
) -> None:
    entity, area, target, field = found
    (hit,) = _hits(_index(desk).search(typed))
    assert hit.entry.entity == entity
    assert (hit.entry.area, hit.entry.target) == (area, getattr(full, target))
    assert hit.field == field
    assert hit.jump_field == ("" if entity == "progress_entry" else field)
    assert hit.name.marks or hit.snippet.marks


def test_people_sittings_and_the_session_are_found(desk: Desk, full: Made) -> None:
    index = _index(desk)
    assert {h.entry.entity for h in _hits(index.search("india1"))} == {"delegate", "speaker"}
    assert [h.entry.area for h in _hits(index.search("morning"))] == ["agenda"]
    (facts,) = _hits(index.search("working group"))
    assert (facts.entry.area, facts.entry.entity) == ("settings", "session")


def test_what_begins_a_name_comes_first_then_names_then_other_fields(desk: Desk) -> None:
    with desk.workspace.edit("More") as db:
        delegates.create_delegates(
            db, desk.india.id,
            [{"family_name": "Zzz", "designation": "Director of Ore"},
             {"family_name": "Moore"}, {"family_name": "Oresund"}, {"family_name": "Ore"}],
        )  # fmt: skip
    (found,) = _index(desk).search("ore")
    assert [hit.entry.name for hit in found.hits] == ["Ore", "Oresund", "Moore", "Zzz"]
    assert (found.hits[3].field, found.hits[3].label) == ("designation", "Designation")


def test_among_equals_what_was_changed_last_comes_first(desk: Desk) -> None:
    later = desk.named("India4")
    with desk.workspace.edit("Designation") as db:
        delegates.update_delegate(db, later.id, {"designation": FieldEdit("", "Director")})
    (found,) = _index(desk).search("india", limit=2)
    assert found.hits[0].entry.row_id == later.id
    assert (len(found.hits), found.total) == (2, 5)
    (worked_on,) = _index(desk).search("")
    assert worked_on.hits[0].entry.row_id == later.id


def test_a_group_is_shown_whole_when_asked_for(desk: Desk) -> None:
    (found,) = _index(desk).search("india", limit=2, more={"delegate"})
    assert len(found.hits) == 5


def test_identity_fields_are_never_found_nor_shown(desk: Desk) -> None:
    secrets = {
        "passport_number": "CANARY123",
        "passport_name": "CANARYNAME",
        "place_of_birth": "CANARYTOWN",
        "date_of_birth": "1971-02-03",
        "citizenship": "CANARYLAND",
    }
    person = desk.named("India1")
    with desk.workspace.edit("Passport") as db:
        delegates.update_delegate(
            db, person.id, {key: FieldEdit("", text) for key, text in secrets.items()}
        )
    index = _index(desk)
    for text in (*secrets.values(), "canary", "3 Feb 1971"):
        assert index.search(text) == [], text
    shown = repr(_hits(index.search("india1")))
    assert not any(text in shown for text in secrets.values())


def test_the_index_is_brought_up_to_date_with_what_changed(desk: Desk, full: Made) -> None:
    index = _index(desk)
    heard: list[Changed] = []
    stop = desk.workspace.subscribe(heard.append)
    person, gone = desk.named("India2"), desk.named("Russia1")
    with desk.workspace.edit("Several") as db:
        delegates.update_delegate(db, person.id, {"family_name": FieldEdit("India2", "Novak")})
        delegates.remove_delegates(db, [gone.id])
        stored.set_fields(db, stored.ACTION_ITEMS, {full.action: {"text_en": "Plant trees"}})
    stop()
    people = heard[0].rows["delegate"]
    with desk.workspace.read() as db:
        fresh = refreshed(index, gather(db, people), people)
        anew = everything(gather(db))
    for text in ("novak", "india2", "russia1", "trees", "smelters", "india"):
        assert _named(fresh.search(text)) == _named(anew.search(text)), text
    assert fresh.search("india2") == []
    assert heard[0].touches(*SEARCHED)


def _named(found: list[Found]) -> set[tuple[str, str]]:
    return {(hit.entry.entity, hit.entry.name) for hit in _hits(found)}


def test_a_received_list_is_found_by_its_sender(desk: Desk) -> None:
    from rapporteur.exchange.incoming.reading import read_book
    from rapporteur.services.importing import imports

    path = desk.workspace.path.parent / "mines.csv"
    path.write_text("Name;Designation\nAnil Zaveri;Director\n", "utf-8")
    with desk.workspace.edit("Import") as db:
        plan = imports.plan(db, read_book(path), side="IN", sender="Bureau of Quarries")
        imports.commit(db, plan, None, path.read_bytes())
    (found,) = [f for f in _index(desk).search("quarries") if f.entity == RECEIVED_LIST]
    assert "Bureau of Quarries" in found.hits[0].entry.name


def test_a_new_side_name_needs_the_whole_index(desk: Desk) -> None:
    with desk.workspace.edit("Side") as db:
        sessions.update_side(db, desk.russia.id, {"name_en": FieldEdit("Russia", "Ruritania")})
    (found,) = _index(desk).search("ruritania")
    assert found.total == 3


def test_a_paragraph_is_found_by_its_number_and_by_its_words(desk: Desk) -> None:
    with desk.workspace.edit("Protocol") as db:
        paragraphs.add(db, {"kind": "heading", "text_en": "Smelters"})
        first = paragraphs.add(db, {"text_en": "The Sides noted.", "text_ru": "Стороны отметили."})
        second = paragraphs.add(db, {"text_en": "The Sides recalled para 1 on ferrochrome."})
        paragraphs.add(db, {"text_en": "The Sides ended."}, after=None)
        paragraphs.move(db, [first.id], None)
    for text, target in (("para 1", second.id), ("п. 3", first.id), ("recalled para 3", second.id),
                         ("otmetili", first.id)):  # fmt: skip
        hits = {one.entity: one for one in _index(desk).search(text)}
        found = hits["protocol_paragraph"]
        hit = found.hits[0]
        assert (hit.entry.area, hit.entry.target) == ("protocol", target), text
    assert hit.entry.detail == "Smelters"
    (found,) = _index(desk).search("ferrochrome")
    assert found.hits[0].name.text == "1. The Sides recalled para 3 on ferrochrome."
    assert found.hits[0].jump_field == "text_en"
    assert _index(desk).search("{para") == []
