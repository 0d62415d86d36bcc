"""Sets of columns in a session file: each change one step, and undone as one."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest
from tests.services.conftest import Desk, facts

from rapporteur.domain.column_sets import COLUMN_SETS, ColumnSet, column_set
from rapporteur.domain.editing import Conflict, FieldEdit
from rapporteur.domain.errors import UserError
from rapporteur.domain.fields import Privacy
from rapporteur.exchange.incoming.reading import read_book
from rapporteur.services import sessions
from rapporteur.services.columns import column_sets
from rapporteur.services.importing import imports
from rapporteur.services.workspace import Workspace
from rapporteur.storage.tables import ColumnSetRow

BUILT_IN = [found.key for found in COLUMN_SETS]


def sets(desk: Desk) -> dict[str, ColumnSet]:
    with desk.workspace.read() as db:
        return {found.key: found for found in column_sets.column_sets(db)}


def make(desk: Desk, name: str = "Press", *fields: str) -> str:
    with desk.workspace.edit("New set") as db:
        made = column_sets.create(db, name)
        if fields:
            column_sets.set_fields(db, made.key, fields)
    return made.key


def test_a_new_session_has_the_sets_of_the_program(desk: Desk) -> None:
    assert tuple(sets(desk).values()) == COLUMN_SETS


def test_every_change_is_one_step_that_undo_takes_back(desk: Desk) -> None:
    workspace = desk.workspace
    key = make(desk, "Press list")
    assert key == "press-list"
    seen = [sets(desk)]
    changes = [
        lambda db: column_sets.update(db, key, {"name_ru": FieldEdit("", "Пресса")}),
        lambda db: column_sets.set_fields(db, key, ("full_name", "phone"), purpose="Calls"),
        lambda db: column_sets.set_fields(db, key, ("phone", "full_name")),
        lambda db: column_sets.set_heading(db, key, "phone", "ru", "Звонить"),
        lambda db: column_sets.move(db, key, "public"),
        lambda db: column_sets.update(db, "visa", {"purpose": FieldEdit(
            column_set("visa").purpose, "Consulate")}),
        lambda db: column_sets.create(db, "Copy", like=column_sets.column_set(db, key)),
        lambda db: column_sets.remove(db, "visa"),
        lambda db: column_sets.remove(db, key),
    ]  # fmt: skip
    for change in changes:
        steps = len(workspace.journal())
        with workspace.edit("Change") as db:
            change(db)
        assert len(workspace.journal()) == steps + 1
        seen.append(sets(desk))
    assert list(seen[5]) == [key, *BUILT_IN]
    assert seen[5][key].fields == ("phone", "full_name")
    assert seen[5][key].privacy == {Privacy.PUBLIC, Privacy.CONTACT}
    assert seen[6]["visa"].purpose == "Consulate"
    assert seen[7]["copy"].headings == {"phone": {"ru": "Звонить"}}
    assert seen[8]["visa"] == column_set("visa")
    assert key not in seen[9]
    for before in reversed(seen[:-1]):
        workspace.undo()
        assert list(sets(desk).items()) == list(before.items())
    for after in seen[1:]:
        workspace.redo()
        assert list(sets(desk).items()) == list(after.items())


def test_sets_travel_in_the_file(desk: Desk, tmp_path: Path) -> None:
    key = make(desk, "Press", "full_name", "organisation")
    desk.workspace.save_copy(tmp_path / "copy.rapporteur")
    elsewhere = Workspace.open(tmp_path / "copy.rapporteur")
    with elsewhere.read() as db:
        assert column_sets.column_set(db, key).fields == ("full_name", "organisation")
    elsewhere.close()


def test_only_the_order_is_written_when_only_the_order_changes(desk: Desk) -> None:
    with desk.workspace.edit("Order") as db:
        column_sets.move(db, "meals", "gate-pass")
    assert list(sets(desk))[:3] == ["public", "meals", "gate-pass"]
    with desk.workspace.read() as db:
        assert not any(column_sets.is_changed(found) for found in column_sets.column_sets(db))
    with desk.workspace.edit("End") as db:
        column_sets.move(db, "public", None)
    assert list(sets(desk))[-1] == "public"
    assert sets(desk)["public"] == column_set("public")


def test_a_reset_set_stays_where_it_was_put(desk: Desk) -> None:
    with desk.workspace.edit("Changes") as db:
        column_sets.move(db, "meals", "public")
        column_sets.update(db, "meals", {"retention": FieldEdit(
            column_set("meals").retention, "A day")})  # fmt: skip
    assert column_sets.is_changed(sets(desk)["meals"])
    with desk.workspace.edit("Reset") as db:
        column_sets.remove(db, "meals")
    assert sets(desk)["meals"] == column_set("meals")
    assert next(iter(sets(desk))) == "meals"


def test_a_set_is_found_by_key_or_name_in_either_language(desk: Desk) -> None:
    key = make(desk, "Press list")
    with desk.workspace.edit("Name") as db:
        column_sets.update(db, key, {"name_ru": FieldEdit("", "Для прессы")})
    with desk.workspace.read() as db:
        for name in ("press-list", "PRESS LIST", "для прессы", " Press list "):
            assert column_sets.column_set(db, name).key == key
        assert column_sets.column_set(db, "Визовая поддержка").key == "visa"
        with pytest.raises(UserError, match="public, gate-pass") as unknown:
            column_sets.column_set(db, "")
    assert unknown.value.code == "column_set.unknown"


def test_keys_are_words_of_their_own(desk: Desk) -> None:
    assert [make(desk, name) for name in ("Public", "Пресса", "Печать")] == [
        "public-2", "pressa", "pechat"]  # fmt: skip


def test_headings_of_the_sets_are_known_when_they_come_in_from_outside(
    desk: Desk, tmp_path: Path
) -> None:
    """A ministry types its own list under the headings that it saw in ours."""
    first, second = make(desk, "Dinner"), make(desk, "Bus")
    with desk.workspace.edit("Headings") as db:
        for key, field, text in (
            (first, "full_name", "Гость вечера"),
            (first, "number", "Телефон"),  # the world knows this one as something else
            (first, "organisation", "Zzz"),
            (second, "designation", "Zzz"),  # in one set this, in another that
        ):
            column_sets.set_heading(db, key, field, "ru", text)
    book = openpyxl.Workbook()
    assert book.active is not None
    for row in (
        ["Должность", "ГОСТЬ ВЕЧЕРА", "Телефон", "Zzz"],
        ["Советник", "Щукина Ольга Юрьевна", "+7 495 123-45-67", "Отдел кадров"],
        ["Директор", "Белов Игорь Петрович", "+7 495 123-45-68", "Отдел кадров"],
    ):
        book.active.append(row)
    book.save(tmp_path / "list.xlsx")
    with desk.workspace.read() as db:
        plan = imports.plan(db, read_book(tmp_path / "list.xlsx"), side="RU")
    assert {k: v for k, v in plan.layout.mapping.items() if k != "Zzz"} == {
        "Должность": "designation", "ГОСТЬ ВЕЧЕРА": "full_name", "Телефон": "phone"}  # fmt: skip
    assert plan.counts()["new"] == 2


def test_no_two_sets_have_one_name(desk: Desk) -> None:
    with pytest.raises(UserError) as taken, desk.workspace.edit("New") as db:
        column_sets.create(db, "gate PASS")
    assert (taken.value.code, taken.value.place) == ("column_set.name_taken", "name")
    key = make(desk, "Press")
    with pytest.raises(UserError), desk.workspace.edit("Rename") as db:
        column_sets.update(db, key, {"name": FieldEdit("Press", "Hotel")})
    assert sets(desk)[key].name == "Press"
    with desk.workspace.edit("Swap") as db:
        column_sets.update(db, "hotel", {"name": FieldEdit("Hotel", "Rooms")})
        column_sets.update(db, key, {"name": FieldEdit("Press", "Hotel")})
    with pytest.raises(UserError), desk.workspace.edit("Reset") as db:
        column_sets.remove(db, "hotel")
    assert sets(desk)["hotel"].name == "Rooms"


def test_an_edit_from_an_old_value_is_a_conflict(desk: Desk) -> None:
    with pytest.raises(Conflict) as conflict, desk.workspace.edit("Purpose") as db:
        column_sets.update(db, "visa", {"purpose": FieldEdit("old", "new")})
    assert conflict.value.theirs == column_set("visa").purpose


def test_a_refused_private_column_changes_nothing(desk: Desk) -> None:
    key = make(desk, "Press", "full_name")
    with pytest.raises(UserError) as refused, desk.workspace.edit("Column") as db:
        column_sets.set_fields(db, key, ("full_name", "passport_number"))
    assert refused.value.place == "purpose"
    assert sets(desk)[key].fields == ("full_name",)


def test_sets_from_elsewhere_replace_those_of_the_same_key(desk: Desk) -> None:
    press = ColumnSet("press", "Press", "", "", ("full_name",))
    with desk.workspace.edit("Take") as db:
        assert column_sets.take(db, [press, column_set("hotel")]) == (press,)
    other = ColumnSet("press-2", "press", "", "", ("full_name", "role"))
    newer = ColumnSet("press", "Press", "", "", ("full_name", "organisation"))
    with desk.workspace.edit("Take") as db:
        column_sets.take(db, [other, newer])
    assert sets(desk)["press"].fields == ("full_name", "organisation")
    assert sets(desk)["press-2"].name == "press 2"


def test_a_session_begins_with_the_sets_it_is_given_and_no_undo_takes_them(tmp_path: Path) -> None:
    press = ColumnSet("press", "Press", "", "", ("full_name",))
    workspace = Workspace.create(tmp_path / "new.rapporteur")
    with workspace.edit("New session") as db:
        sessions.create_session(db, facts(), [press])
    assert workspace.undo() is None
    with workspace.read() as db:
        assert column_sets.column_sets(db)[-1] == press
    workspace.close()


@pytest.mark.parametrize(
    "damage",
    [
        {"fields": {"a": 1}},
        {"headings": ["full_name"]},
        {"headings": {"full_name": "Guest", "role": {"en": 3, "xx": "?"}}},
        {"privacy": "identity"},
        {"fields": ["full_name", 7, None, ["passport_number"]]},
    ],
)
def test_a_row_of_another_form_harms_nothing(desk: Desk, damage: dict[str, object]) -> None:
    values = {"fields": ["full_name", "passport_number"], "privacy": [], "headings": {}} | damage
    with desk.workspace.edit("Odd") as db:
        db.add(ColumnSetRow(position=12, key="odd", name="Odd", purpose="None", **values))
    found = sets(desk).get("odd")
    if isinstance(values["fields"], list):
        assert found is not None
        assert found.fields == ("full_name",)
        assert [f.title("en") for f in found.columns()] == ["Name"]
    else:
        assert found is None
    assert set(BUILT_IN) <= set(sets(desk))
