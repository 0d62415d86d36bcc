"""Which people and which columns leave the session, and under which title."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import openpyxl
import pytest
from tests.sample_sessions import sample_session

from rapporteur.domain.column_sets import (
    COLUMN_SETS,
    ColumnSet,
    column_set,
    possible_columns,
)
from rapporteur.domain.delegates import DELEGATE
from rapporteur.domain.errors import UserError
from rapporteur.domain.fields import Kind, Privacy
from rapporteur.exchange.outgoing.roster import Roster
from rapporteur.services import delegates, sessions
from rapporteur.services.columns import column_sets
from rapporteur.services.facts import DelegateFacts, sample_facts
from rapporteur.services.lists import exports, titles
from rapporteur.services.workspace import Workspace
from rapporteur.storage.tables import ColumnSetRow

EVENING = datetime(2025, 8, 5, 12, 30, tzinfo=UTC)


@pytest.fixture
def workspace(tmp_path: Path) -> Iterator[Workspace]:
    opened = sample_session(tmp_path / "sample.rapporteur")
    yield opened
    opened.close()


def roster(workspace: Workspace, columns: str, side: str = "", language: str = "en", *,
           one_list: bool = False, withdrawn: bool = False) -> Roster:  # fmt: skip
    with workspace.read() as db:
        return exports.roster_data(
            db, column_set(columns), side, language,
            one_list=one_list, withdrawn=withdrawn, now=EVENING,
        )  # fmt: skip


def column(found: Roster, key: str, sheet: int = 0) -> list[str]:
    at = [f.key for f in found.columns].index(key)
    return [row.values[at] for band in found.sheets[sheet].bands for row in band.rows]


def test_one_sheet_per_side_with_title_session_and_stamp(workspace: Workspace) -> None:
    found = roster(workspace, "public")
    assert [sheet.name for sheet in found.sheets] == ["India", "Russia"]
    assert found.heading == (
        "India-Russia Working Group on Modernisation and Industrial Cooperation",
        "11th Session · Vanijya Bhawan, New Delhi · 6 August 2025",
    )
    assert found.sheets[0].title == "Indian Side · Composition of the delegation"
    assert found.stamp == "As of 5 August 2025, 18:00"  # the clock of the session's place


def test_titles_in_russian(workspace: Workspace) -> None:
    found = roster(workspace, "public", language="ru")
    assert found.sheets[1].title == "Российская Сторона · Состав делегации"
    assert found.stamp == "По состоянию на 5 августа 2025 г., 18:00"
    assert found.heading[1] == "11-е заседание · Ваниджья Бхаван, Нью-Дели · 6 августа 2025 г."


def test_one_list_has_a_band_per_side(workspace: Workspace) -> None:
    found = roster(workspace, "public", one_list=True)
    (sheet,) = found.sheets
    assert [band.title for band in sheet.bands] == ["Indian Side", "Russian Side"]


def test_a_single_side_and_an_unknown_one(workspace: Workspace) -> None:
    assert [sheet.name for sheet in roster(workspace, "public", "ru").sheets] == ["Russia"]
    with pytest.raises(UserError) as refused:
        roster(workspace, "public", "XX")
    assert refused.value.code == "side.unknown"


def test_the_public_list_has_the_name_with_honorific_in_protocol_order(
    workspace: Workspace,
) -> None:
    found = roster(workspace, "public")
    assert [f.key for f in found.columns] == [
        "number", "full_name", "designation", "organisation", "role"]  # fmt: skip
    assert column(found, "full_name")[:2] == ["Shri Amardeep Singh Bhatia", "Shri Raghav Menon"]
    assert column(found, "number")[:3] == ["1", "2", "3"]


def test_a_list_in_a_language_shows_the_form_in_that_script(workspace: Workspace) -> None:
    russian = roster(workspace, "public", "RU", "ru")
    assert column(russian, "full_name")[0] == "Груздев Алексей Владимирович"
    assert column(russian, "designation")[0].startswith("Заместитель Министра")
    english = roster(workspace, "public", "RU")
    assert column(english, "full_name")[0] == "Mr. Alexey Vladimirovich Gruzdev"
    # Beside a column for the other form, the name stands as it was sent.
    assert column(roster(workspace, "badges", "RU", "ru"), "full_name")[0].startswith("Alexey")


def test_withdrawn_people_are_left_out_unless_asked_for(workspace: Workspace) -> None:
    with workspace.read() as db:
        person = delegates.list_delegates(db, sessions.side_by_code(db, "IN").id)[2]
    assert not person.withdrawn
    before = column(roster(workspace, "public", "IN"), "full_name")
    with workspace.edit("Withdraw") as db:
        delegates.withdraw(db, [person.id])
    after = roster(workspace, "public", "IN")
    assert len(column(after, "full_name")) == len(before) - 1
    assert column(after, "number") == [str(n) for n in range(1, len(before))]
    everyone = roster(workspace, "public", "IN", withdrawn=True)
    assert len(column(everyone, "full_name")) > len(before) - 1


def test_nobody_to_list_is_said_in_words(tmp_path: Path) -> None:
    empty = Workspace.create(tmp_path / "empty.rapporteur")
    with empty.edit("New session") as db:
        sessions.create_session(db, replace(sample_facts(), delegates=()))
    with pytest.raises(UserError) as refused:
        roster(empty, "public")
    empty.close()
    assert refused.value.code == "export.nobody"


def test_the_file_name_is_allowed_everywhere(workspace: Workspace) -> None:
    with workspace.read() as db:
        name = exports.suggested_name(
            db, column_set("gate-pass"), "IN", today=date(2025, 8, 5)
        )  # fmt: skip
        assert name == "11th Session - India - Gate pass - 2025-08-05.xlsx"
        russian = exports.suggested_name(db, column_set("public"), "", "ru", today=date(2025, 8, 5))
    assert russian == "11-е заседание - Состав делегации - 2025-08-05.xlsx"


@pytest.mark.parametrize(
    ("start", "end", "expected"),
    [
        ("2025-08-06", "", "6 August 2025"),
        ("2025-08-06", "2025-08-07", "6–7 August 2025"),
        ("2025-07-31", "2025-08-01", "31 July 2025 – 1 August 2025"),
        ("autumn", "", "autumn"),
    ],
)
def test_dates_of_the_session(start: str, end: str, expected: str) -> None:
    assert titles.session_days(start, end, "en") == expected


@pytest.mark.parametrize(
    ("number", "expected"),
    [("1", "1st"), ("2", "2nd"), ("3", "3rd"), ("10", "10th"), ("11", "11th"), ("22", "22nd"),
     ("112", "112th"), ("113", "113th")],
)  # fmt: skip
def test_ordinals(number: str, expected: str) -> None:
    assert titles.ordinal(number, "en") == f"{expected} Session"


def test_tabs_are_names_that_a_workbook_accepts() -> None:
    assert titles.tab_name("A/B: [C]*?'", ()) == "A B   C"
    assert titles.tab_name("History", ()) == "History list"
    assert titles.tab_name("x" * 40, ["x" * 31]) == "x" * 29 + " 2"
    assert titles.tab_name("''", ()) == "List"


# ------------------------------------------------------------------------ privacy


def canaries() -> dict[str, str]:
    """A value for every field that can be told from all others in a file."""
    special = {Kind.DATE: "19{n:02}-01-01", Kind.TIME: "0{m}:{n:02}", Kind.CHOICE: ""}
    found = {}
    for n, f in enumerate(DELEGATE, 10):
        pattern = special.get(f.kind, "canary{n}x")
        if f.kind is not Kind.IMAGE:
            found[f.key] = pattern.format(n=n, m=n % 10)
    return {key: value for key, value in found.items() if value} | {"email": "canary@example.org"}


@pytest.fixture
def marked(tmp_path: Path) -> Iterator[Workspace]:
    opened = Workspace.create(tmp_path / "marked.rapporteur")
    facts = replace(sample_facts(), delegates=[DelegateFacts(0, canaries())])
    with opened.edit("New session") as db:
        sessions.create_session(db, facts)
    yield opened
    opened.close()


@pytest.mark.parametrize("columns", COLUMN_SETS, ids=lambda s: s.key)
def test_only_the_fields_of_the_set_are_in_the_file(
    marked: Workspace, tmp_path: Path, columns: ColumnSet
) -> None:
    """Of each class of private data one canary per field, looked for in every part."""
    path = tmp_path / "list.xlsx"
    with marked.read() as db:
        exports.export_roster(db, path, columns)
    with zipfile.ZipFile(path) as package:
        whole = b"".join(package.read(name) for name in package.namelist()).decode()
    allowed = {"honorific", "family_name", "given_name", "patronymic", "latin_name", "native_name"}
    for key, value in canaries().items():
        if DELEGATE[key].kind in {Kind.DATE, Kind.TIME}:
            continue  # the same digits may stand elsewhere in a file
        if key not in columns.fields:
            assert value not in whole or key in allowed, key
        if DELEGATE[key].privacy not in columns.privacy:
            assert value not in whole, key


USER_MADE = {
    "a public one": (("full_name", "organisation", "role"), ""),
    "one of every private class": (
        ("number", "full_name", "phone", "passport_number", "hotel", "diet", "remarks"),
        "Everything at once",
    ),
    **{
        f"with {one.value}": (
            ("full_name", *(f.key for f in possible_columns() if f.privacy is one)), "Some reason",
        )
        for one in Privacy if one is not Privacy.PUBLIC
    },
    "a built-in without its private columns": (("number", "full_name", "designation"), ""),
}  # fmt: skip


@pytest.mark.parametrize("name", USER_MADE)
def test_a_set_made_by_the_user_carries_what_it_names_and_nothing_else(
    marked: Workspace, tmp_path: Path, name: str
) -> None:
    fields, purpose = USER_MADE[name]
    with marked.edit("Set") as db:
        made = column_sets.create(db, "Mine")
        column_sets.set_fields(db, made.key, fields, purpose=purpose)
        column_sets.set_heading(db, made.key, "full_name", "en", "Guest")
    test_only_the_fields_of_the_set_are_in_the_file(marked, tmp_path, _stored(marked, made.key))


@pytest.mark.parametrize("key", [f.key for f in possible_columns() if f.privacy.value != "public"])
@pytest.mark.parametrize(
    ("purpose", "privacy"), [("", ["public", "*"]), ("Some reason", ["public"]), (" ", ["*"])]
)
def test_no_private_field_leaves_through_a_set_that_does_not_state_class_and_purpose(
    marked: Workspace, tmp_path: Path, key: str, purpose: str, privacy: list[str]
) -> None:
    """A row written past every check, of a new set and over one of the program."""
    classes = [DELEGATE[key].privacy.value if one == "*" else one for one in privacy]
    with marked.edit("Past the checks") as db:
        for row_key in ("sly", "public"):
            db.add(ColumnSetRow(position=1, key=row_key, name=f"List {row_key}", purpose=purpose,
                                fields=["full_name", key], privacy=classes))  # fmt: skip
    for row_key in ("sly", "public"):
        sly = _stored(marked, row_key)
        assert sly.fields == ("full_name",)
        test_only_the_fields_of_the_set_are_in_the_file(marked, tmp_path, sly)


def _stored(workspace: Workspace, key: str) -> ColumnSet:
    with workspace.read() as db:
        return column_sets.column_set(db, key)


def test_why_and_how_long_stands_in_the_properties_of_the_file(
    marked: Workspace, tmp_path: Path
) -> None:
    path = tmp_path / "list.xlsx"
    with marked.read() as db:
        exports.export_roster(db, path, column_set("visa"))
    assert openpyxl.load_workbook(path).properties.description == (
        "Purpose: Invitations and visas\nRetention: Destroy once the visas are issued"
    )


def test_a_list_can_name_the_side_of_each(workspace: Workspace) -> None:
    with workspace.edit("Set") as db:
        made = column_sets.create(db, "Both sides")
        column_sets.set_fields(db, made.key, ("side", "number", "full_name"))
    with workspace.read() as db:
        found = exports.roster_data(db, _stored(workspace, made.key), language="ru", one_list=True)
    first, second = found.sheets[0].bands
    assert (first.rows[0].values[0], second.rows[0].values[0]) == ("Индия", "Россия")


def test_a_field_that_nobody_has_classified_is_never_written(workspace: Workspace) -> None:
    greedy = ColumnSet("greedy", "Greedy", "Жадный", "none", ("full_name", "passport_number"))
    with workspace.read() as db, pytest.raises(ValueError, match="passport_number"):
        exports.roster_data(db, greedy)
    assert Privacy.IDENTITY not in greedy.privacy


def test_no_value_of_a_person_is_in_the_hidden_column(marked: Workspace) -> None:
    (row,) = roster(marked, "public").sheets[0].bands[0].rows
    uuid, _, mark = row.reference.partition("@")
    assert len(uuid) == 36
    assert mark.replace(".", "").isalnum()
    assert not any(value in row.reference for value in canaries().values())
