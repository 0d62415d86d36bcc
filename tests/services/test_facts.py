from __future__ import annotations

import contextlib
from pathlib import Path

import pytest

from rapporteur.domain.delegates import DELEGATE
from rapporteur.domain.drafting.leading import begins_with_sides
from rapporteur.domain.errors import UserError
from rapporteur.domain.protocol import PROTOCOL_PARAGRAPH
from rapporteur.domain.sessions import SESSION, SIDE
from rapporteur.paths import resource
from rapporteur.services import delegates, sessions, stored
from rapporteur.services.facts import (
    EARLIER_SAMPLE,
    SAMPLE,
    SubGroupName,
    load_facts,
    parse_facts,
    sample_facts,
)
from rapporteur.services.protocol import assembling, paragraphs
from rapporteur.services.workspace import Workspace

SESSION_TABLE = """
[session]
ordinal = 11
working_group = "Working Group"
start_date = 2025-08-06
"""
SIDES = """
[[sides]]
preset = "India"
[[sides]]
preset = "Russia"
"""


def refused(text: str) -> UserError:
    with pytest.raises(UserError) as caught:
        parse_facts(text, "facts.toml")
    assert caught.value.safe == "Nothing was made."
    return caught.value


def test_the_shortest_facts_are_filled_up():
    facts = parse_facts(SESSION_TABLE + SIDES)
    assert facts.session == {
        "ordinal": "11",
        "working_group_en": "Working Group",
        "start_date": "2025-08-06",
        "end_date": "2025-08-06",
        "languages": "en; ru",
    }
    assert [side["code"] for side in facts.sides] == ["IN", "RU"]
    assert (facts.sub_groups, facts.delegates) == ((), ())


def test_values_of_every_type_become_canonical():
    text = """
sub_groups = [{ en = "Mining", ru = "Добыча" }, "Fertilisers"]
[session]
ordinal = "11th"
working_group = { en = "Working Group", ru = "Рабочая группа" }
commission_hi = "आयोग"
start_date = "6 августа 2025 г."
signing_date = 2025-08-07T10:00:00
languages = ["Russian", "en"]
[[sides]]
preset = "india"
host = true
honorifics = ["Shri", "Smt., Dr."]
[[sides.delegates]]
full_name = "Dr. S. K. Rao"
arrival_time = 05:40:00
sub_groups = "Mining, Fertilisers"
[[sides]]
preset = "Russia"
name = { en = "Russian Federation" }
[[delegates]]
side = "ru"
full_name = "Груздев Алексей Владимирович"
sex = "м"
"""
    facts = parse_facts(text)
    assert facts.sub_groups == (SubGroupName("Mining", "Добыча"), SubGroupName("Fertilisers"))
    assert facts.session["ordinal"] == "11"
    assert facts.session["working_group_ru"] == "Рабочая группа"
    assert facts.session["commission_hi"] == "आयोग"
    assert facts.session["start_date"] == "2025-08-06"
    assert facts.session["signing_date"] == "2025-08-07"
    assert facts.session["languages"] == "ru; en"
    assert facts.sides[0]["host"] == "yes"
    assert facts.sides[0]["honorifics"] == "Shri; Smt., Dr."
    assert facts.sides[1]["name_en"] == "Russian Federation"
    assert facts.sides[1]["name_ru"] == "Россия"
    rao, gruzdev = facts.delegates
    assert (rao.side, gruzdev.side) == (0, 1)
    assert rao.values["honorific"] == "Dr."
    assert rao.values["family_name"] == "Rao"
    assert rao.values["arrival_time"] == "05:40"
    assert rao.values["sub_groups"] == "Mining; Fertilisers"
    assert gruzdev.values == {
        "family_name": "Груздев",
        "given_name": "Алексей",
        "patronymic": "Владимирович",
        "sex": "male",
    }


@pytest.mark.parametrize(
    ("text", "code", "line", "words"),
    [
        ("[session]\nordinal = = 1", "facts.syntax", 2, "Invalid value"),
        ("[session]\nordinal = 1\nordinal = 2", "facts.syntax", 3, "overwrite"),
        ("sesion = 1\n", "facts.unknown_key", 1, "nearest known key is session"),
        (
            SESSION_TABLE.replace("start_date", "start_dat") + SIDES,
            "facts.unknown_key",
            5,
            "nearest known key is start_date",
        ),
        (
            SESSION_TABLE + 'city = { en = "Delhi", rus = "Дели" }\n' + SIDES,
            "facts.unknown_key",
            6,
            "nearest known key is ru",
        ),
        (SESSION_TABLE.replace("ordinal = 11", "") + SIDES, "facts.missing", 2, "ordinal"),
        (SESSION_TABLE, "facts.missing", None, "two sides, not 0"),
        (SIDES, "facts.missing", None, "[session] is missing"),
        (SESSION_TABLE.replace("11", "true") + SIDES, "facts.value", 3, "whole number"),
        (
            SESSION_TABLE.replace("2025-08-06", '"31.02.2025"') + SIDES,
            "facts.value",
            5,
            "not a date",
        ),
        (SESSION_TABLE.replace("2025-08-06", "20250806") + SIDES, "facts.value", 5, "is a date"),
        (SESSION_TABLE + "end_date = 2025-08-05\n" + SIDES, "facts.dates", 6, "before the first"),
        (SESSION_TABLE + 'time_zone = "Asia/Delhi"\n' + SIDES, "facts.value", 6, "time zone"),
        (SESSION_TABLE + SIDES.replace("Russia", "India"), "facts.value", 9, "same code"),
        (SESSION_TABLE + SIDES.replace("Russia", "Rusia"), "facts.value", 10, "India, Russia"),
        (
            SESSION_TABLE + SIDES + '[[delegates]]\nside = "XX"\nfull_name = "A B"\n',
            "facts.value",
            12,
            "by its code",
        ),
        (
            SESSION_TABLE + SIDES + '[[delegates]]\nside = "RU"\nphone = 79001234567\n',
            "facts.value",
            13,
            "quotation marks",
        ),
        (
            SESSION_TABLE + SIDES + '[[delegates]]\nside = "RU"\ndesignation = "Adviser"\n',
            "facts.missing",
            11,
            "family_name",
        ),
        (
            SESSION_TABLE + SIDES + '[[delegates]]\nside = "RU"\nphoto = "x"\nfull_name = "A B"\n',
            "facts.unknown_key",
            13,
            "photo",
        ),
        (
            SESSION_TABLE
            + SIDES
            + '[[delegates]]\nside = "RU"\nfull_name = "A B"\nfamily_name = "B"\n',
            "facts.value",
            13,
            "either full_name or family_name",
        ),
        ("delegates = 3\n" + SESSION_TABLE + SIDES, "facts.value", 1, "[[delegates]]"),
        ("sub_groups = [3]\n" + SESSION_TABLE + SIDES, "facts.value", 1, "English name"),
    ],
)
def test_a_mistake_is_named_with_its_line_and_key(text, code, line, words):
    error = refused(text)
    assert error.code == code
    assert words in error.message
    assert error.place == ("facts.toml" if line is None else f"facts.toml:{line}")
    if line is not None:
        assert f"line {line}" in error.message


def test_the_line_is_that_of_the_right_table():
    people = "".join(f'[[sides.delegates]]\nfull_name = "A B{n}"\n' for n in range(3))
    text = (
        SESSION_TABLE
        + '[[sides]]\npreset = "India"\n'
        + people
        + '[[sides]]\npreset = "Russia"\n'
        + people
        + 'designaton = "x"\n'
    )
    error = refused(text)
    assert error.place == f"facts.toml:{text.count(chr(10))}"
    assert "sides.delegates 6" in error.message
    assert "nearest known key is designation" in error.message


def test_files_that_are_no_utf8_text_are_refused(tmp_path: Path):
    path = tmp_path / "facts.toml"
    for data, code in (
        ("[session]\nvenue = 'Дом'".encode("cp1251"), "facts.encoding"),
        (b"a = " + b"[" * 20_000, "facts.syntax"),
    ):
        path.write_bytes(data)
        with pytest.raises(UserError) as caught:
            load_facts(path)
        assert caught.value.code == code
    with pytest.raises(UserError) as caught:
        load_facts(tmp_path / "missing.toml")
    assert caught.value.code == "facts.unreadable"


def test_windows_notepad_may_have_saved_it(tmp_path: Path):
    path = tmp_path / "facts.toml"
    path.write_bytes(b"\xef\xbb\xbf" + (SESSION_TABLE + SIDES).replace("\n", "\r\n").encode())
    assert load_facts(path).session["ordinal"] == "11"


def test_the_example_shows_every_key():
    facts = load_facts(resource("samples/facts-example.toml"))
    text = resource("samples/facts-example.toml").read_text(encoding="utf-8")
    for catalogue in (SESSION, SIDE, DELEGATE, PROTOCOL_PARAGRAPH):
        for field in catalogue:
            key = field.key if field.key in text else field.key[:-3]
            assert f"{key} = " in text or field.key == "photo", f"{field.key} is not shown"
    assert len(facts.delegates) == 4


def test_the_sample_is_the_eleventh_session_with_its_co_chairs():
    facts = sample_facts()
    heads = [p.values for p in facts.delegates if "Co-Chair" in p.values.get("role", "")]
    assert facts.session["ordinal"] == "11"
    assert [h["family_name"] for h in heads] == ["Bhatia", "Gruzdev"]
    assert len(facts.delegates) == 81


def test_the_eleventh_session_inherits_what_the_tenth_left_open():
    earlier, now = (sample_facts(name).day.actions for name in (EARLIER_SAMPLE, SAMPLE))
    left = {a.uuid for a in earlier if a.values["status"] not in ("done", "dropped")}
    inherited = {a.uuid: a for a in now if "origin_ordinal" in a.values}
    assert set(inherited) == left
    assert "" not in left
    assert all(a.values["origin"].endswith("of the 10th Session") for a in inherited.values())


@pytest.mark.parametrize("name", [SAMPLE, EARLIER_SAMPLE])
def test_a_sample_makes_a_whole_session_day(tmp_path: Path, name: str):
    facts = sample_facts(name)
    with contextlib.closing(Workspace.create(tmp_path / "day.rapporteur")) as workspace:
        with workspace.edit("New session") as db:
            sessions.create_session(db, facts)
        with workspace.read() as db:
            items = stored.read(db, stored.AGENDA_ITEMS)
            groups = {g.uuid: g.name_en for g in sessions.sub_groups(db)}
            people = {d.uuid for d in delegates.list_delegates(db)}
            actions = stored.read(db, stored.ACTION_ITEMS)
            progress = stored.read(db, stored.PROGRESS_ENTRIES)
            updates = stored.read(db, stored.UPDATES)
        assert [(i["sub_group"] and groups[i["sub_group"]]) for i in items if i["sub_group"]] == [
            "Modernisation", "Mining", "Fertilisers", "Railway transport"
        ]  # fmt: skip
        assert all(i["lead_first"] in people for i in items if i["kind"] == "opening")
        assert all(i.parent_id is None or i.sitting_id is None for i in items)
        assert [a.position for a in actions] == list(range(1, len(facts.day.actions) + 1))
        assert {p.action_id for p in progress} <= {a.id for a in actions}
        assert len(updates) == len(facts.day.updates)


NAMELESS = """
[[agenda]]
title = "Reports"
sub_group = "Minning"
"""


def test_a_name_that_means_nothing_is_refused_with_its_place():
    with pytest.raises(UserError) as refused:
        parse_facts('sub_groups = ["Mining"]\n' + SESSION_TABLE + SIDES + NAMELESS, "f.toml")
    assert refused.value.code == "facts.unknown_name"
    assert "Minning" in str(refused.value)
    assert (refused.value.place or "").startswith("f.toml:")


def test_an_item_under_one_that_is_not_above_it_is_refused():
    text = SESSION_TABLE + SIDES + '[[agenda]]\ntitle = "A"\nunder = "nowhere"\n'
    with pytest.raises(UserError, match="nowhere"):
        parse_facts(text)


PROTOCOL = """
[[actions]]
number = "11/01"
text = "Do it."
[[records]]
id = "noted"
text = "Noted."
[[paragraphs]]
kind = "heading"
text = "Mining"
[[paragraphs]]
text = { en = "The Sides recalled para 2.", ru = "Стороны напомнили о пункте 2." }
state = "agreed"
step = { en = "agreed", ru = "out_of_step" }
[[paragraphs]]
text = "The Sides agreed [to do it]."
action_item = "11/01"
record = "noted"
proposed_by = "RU"
"""


def test_a_protocol_comes_with_its_references_and_states(tmp_path: Path):
    facts = parse_facts(SESSION_TABLE + SIDES + PROTOCOL)
    with contextlib.closing(Workspace.create(tmp_path / "p.rapporteur")) as workspace:
        with workspace.edit("New session") as db:
            sessions.create_session(db, facts)
        with workspace.edit("Move") as db:
            heading, first, second = paragraphs.protocol(db).paragraphs
            paragraphs.move(db, [second.id], first.id)
        with workspace.read() as db:
            now = paragraphs.protocol(db)
            _heading, second, first = now.paragraphs
            (action,) = stored.read(db, stored.ACTION_ITEMS)
            (record,) = stored.read(db, stored.MEETING_RECORDS)
            sides = {side.uuid: side["code"] for side in sessions.sides(db)}
    assert now.text(first, "ru") == "Стороны напомнили о пункте 1."
    assert [first["state"], first.language_state("ru")] == ["agreed", "out_of_step"]
    assert [second["state"], second.language_state("en")] == ["bracketed", "draft"]
    assert (second["record"], second["action_item"]) == (record.uuid, action.uuid)
    assert (action["paragraph"], sides[second["proposed_by"]]) == ("para 1", "RU")
    assert heading["kind"] == "heading"


@pytest.mark.parametrize(
    ("key", "name"), [("action_item", "11/02"), ("record", "other"), ("proposed_by", "XX")]
)
def test_a_paragraph_that_names_nothing_is_refused(key: str, name: str):
    text = SESSION_TABLE + SIDES + PROTOCOL + f'[[paragraphs]]\ntext = "A"\n{key} = "{name}"\n'
    error = refused(text)
    assert error.code == "facts.unknown_name"
    assert name in error.message


def test_the_sample_has_a_protocol_of_its_own_data(tmp_path: Path):
    with contextlib.closing(Workspace.create(tmp_path / "p.rapporteur")) as workspace:
        with workspace.edit("New session") as db:
            sessions.create_session(db, sample_facts())
        with workspace.read() as db:
            now = paragraphs.protocol(db)
            assert assembling.differing(db) == []
            own = [a for a in stored.read(db, stored.ACTION_ITEMS) if not a.inherited]
            both = sessions.sides(db)
    assert now.open == (7, 44)
    assert all(action["paragraph"].startswith("para ") for action in own)
    states = {one.language_state("ru") for one in now.paragraphs}
    assert states == {"agreed", "draft", "out_of_step", "missing"}
    for one in now.paragraphs:
        for code in now.languages if one.numbered else ():
            text = now.text(one, code)
            assert not text or begins_with_sides(text, code, both), text
            assert "?" not in text
