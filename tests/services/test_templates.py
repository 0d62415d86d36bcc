"""Blank lists: what they ask for, and that they come back without a question."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import openpyxl
import pytest

from rapporteur.domain.column_sets import COLUMN_SETS, column_set
from rapporteur.domain.delegates import DELEGATE, Delegate
from rapporteur.domain.errors import UserError
from rapporteur.domain.fields import Kind
from rapporteur.domain.importing import RowState
from rapporteur.domain.names import is_cyrillic
from rapporteur.exchange.incoming.reading import read_book
from rapporteur.exchange.lists.marks import find_mark
from rapporteur.services.delegates import list_delegates
from rapporteur.services.facts import sample_facts
from rapporteur.services.importing import imports
from rapporteur.services.lists import templates
from rapporteur.services.sessions import create_session, sides
from rapporteur.services.workspace import Workspace


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Workspace]:
    """The sample session."""
    workspace = Workspace.create(tmp_path_factory.mktemp("sample") / "sample.rapporteur")
    with workspace.edit("New session") as db:
        create_session(db, sample_facts())
    yield workspace
    workspace.close()


@pytest.fixture
def empty(tmp_path: Path) -> Iterator[Workspace]:
    """The sample's sides, and nobody on their lists."""
    workspace = Workspace.create(tmp_path / "empty.rapporteur")
    with workspace.edit("New session") as db:
        create_session(db, replace(sample_facts(), delegates=[]))
    yield workspace
    workspace.close()


def people_of(workspace: Workspace, code: str) -> list[Delegate]:
    with workspace.read() as db:
        side = next(one for one in sides(db) if one["code"] == code)
        return [d for d in list_delegates(db, side.id) if not d.withdrawn]


def blank(workspace: Workspace, path: Path, columns: str, side: str, language: str = "") -> Path:
    with workspace.read() as db:
        templates.export_template(db, path, column_set(columns), side, language)
    return path


def fill(path: Path, people: list[Delegate], language: str = "en") -> list[str]:
    """Write people into a blank list as its receiver would; the keys of its columns."""
    mark = find_mark(read_book(path).sheets[0])
    assert mark is not None
    book = openpyxl.load_workbook(path)
    sheet = book.worksheets[0]
    for row, person in enumerate(people, mark.header_row + 1):
        for column, key in mark.fields.items():
            if key == "number" or not person[key]:
                continue
            cell, value = sheet.cell(row, column), person[key]
            if DELEGATE[key].kind is Kind.DATE:
                cell.value = date.fromisoformat(value)
            else:
                cell.value, cell.data_type = DELEGATE[key].shown(value, language), "s"
    book.save(path)
    return [key for key in mark.fields.values() if key != "number"]


@pytest.mark.parametrize("side", ["IN", "RU"])
@pytest.mark.parametrize("columns", [found.key for found in COLUMN_SETS])
def test_a_filled_template_imports_without_a_question(sample, empty, tmp_path, columns, side):
    path = blank(sample, tmp_path / "blank.xlsx", columns, side)
    people = people_of(sample, side)
    keys = fill(path, people, "ru" if side == "RU" else "en")

    book = read_book(path)
    with empty.edit("Import") as db:
        plan = imports.plan(db, book)
        imports.commit(db, plan)

    assert plan.layout.ours == "template"
    assert plan.layout.unmapped == ()
    assert plan.counts() == {**dict.fromkeys(plan.counts(), 0), "new": len(people)}
    assert plan.issues == ()
    got = people_of(empty, side)
    assert [[d[key] for key in keys] for d in got] == [[d[key] for key in keys] for d in people]


@pytest.mark.parametrize("side", ["IN", "RU"])
@pytest.mark.parametrize("columns", ["public", "visa", "everything"])
def test_people_who_are_there_already_are_met_as_the_same(sample, tmp_path, columns, side):
    path = blank(sample, tmp_path / "blank.xlsx", columns, side)
    people = people_of(sample, side)
    fill(path, people, "ru" if side == "RU" else "en")

    with sample.read() as db:
        plan = imports.plan(db, read_book(path))

    assert plan.counts() == {**dict.fromkeys(plan.counts(), 0), "same": len(people)}
    assert plan.issues == ()


def test_a_blank_template_is_nobody_and_no_question(sample, tmp_path):
    path = blank(sample, tmp_path / "blank.xlsx", "visa", "RU")
    with sample.read() as db:
        plan = imports.plan(db, read_book(path))
    assert (plan.rows, plan.issues, plan.layout.unmapped) == ((), (), ())


def test_a_line_that_is_filled_in_only_in_part_is_not_lost(sample, tmp_path):
    path = blank(sample, tmp_path / "blank.xlsx", "public", "IN")
    mark = find_mark(read_book(path).sheets[0])
    assert mark is not None
    book = openpyxl.load_workbook(path)
    at = {key: column for column, key in mark.fields.items()}
    # A word that elsewhere would be a heading over others, or a total below them.
    for line, text in ((1, "Ministry of Mines"), (2, "Total")):
        book.worksheets[0].cell(mark.header_row + line, at["organisation"], text)
    book.worksheets[0].cell(mark.header_row + 3, at["family_name"], "Total")
    book.save(path)

    with sample.read() as db:
        plan = imports.plan(db, read_book(path))

    assert [row.state for row in plan.rows] == [RowState.FAULTY, RowState.FAULTY, RowState.NEW]
    assert plan.rows[0].reason == "The row has no name."
    assert "organisation" not in plan.rows[2].row.values


def test_headings_may_be_moved_about_and_renamed(sample, empty, tmp_path):
    path = blank(sample, tmp_path / "blank.xlsx", "public", "IN")
    people = people_of(sample, "IN")[:3]
    fill(path, people)
    book = openpyxl.load_workbook(path)
    sheet = book.worksheets[0]
    mark = find_mark(read_book(path).sheets[0])
    assert mark is not None
    sheet.cell(mark.header_row, 3, "Who?")
    sheet.insert_rows(1, 2)
    book.save(path)

    with empty.read() as db:
        plan = imports.plan(db, read_book(path))

    assert [row.row.values["family_name"] for row in plan.rows] == [
        p["family_name"] for p in people
    ]


def test_a_template_is_in_the_language_of_its_side_and_says_what_goes_in(sample, tmp_path):
    path = blank(sample, tmp_path / "blank.xlsx", "visa", "RU")
    book = openpyxl.load_workbook(path)
    sheet = book.worksheets[0]
    mark = find_mark(read_book(path).sheets[0])
    assert mark is not None
    at = {key: column for column, key in mark.fields.items()}
    header = mark.header_row

    assert sheet.title == "Россия"
    assert sheet.cell(header, at["family_name"]).value == "Фамилия /\nFamily name"
    assert all(is_cyrillic(sheet.cell(header, c).comment.text) for c in at.values())
    assert "Груздев" in sheet.cell(header, at["family_name"]).comment.text
    # Nothing of the examples stands in a cell that would be read as a person.
    assert not any(
        sheet.cell(row, column).value
        for row in range(header + 1, header + 61)
        for key, column in at.items()
        if key != "number"
    )


def test_headings_are_locked_and_cells_are_open_text(sample, tmp_path):
    path = blank(sample, tmp_path / "blank.xlsx", "visa", "IN")
    sheet = openpyxl.load_workbook(path).worksheets[0]
    mark = find_mark(read_book(path).sheets[0])
    assert mark is not None
    at = {key: column for column, key in mark.fields.items()}
    header, last = mark.header_row, mark.header_row + templates.LINES

    assert sheet.protection.sheet
    assert not sheet.protection.password
    assert sheet.row_dimensions[mark.row].hidden
    assert all(sheet.cell(header, column).protection.locked for column in at.values())
    assert not any(sheet.cell(last, c).protection.locked for k, c in at.items() if k != "number")
    assert sheet.cell(last, at["number"]).value == templates.LINES
    assert sheet.cell(last, at["passport_number"]).number_format == "@"
    assert sheet.cell(last, at["date_of_birth"]).number_format == "dd.mm.yyyy"
    assert sheet.freeze_panes == f"C{header + 1}"


def test_lists_to_choose_from_come_from_the_session(sample, tmp_path):
    path = blank(sample, tmp_path / "blank.xlsx", "everything", "RU")
    book = openpyxl.load_workbook(path)
    sheet, lists = book.worksheets
    mark = find_mark(read_book(path).sheets[0])
    assert mark is not None
    assert lists.sheet_state == "hidden"
    offered = {}
    for rule in sheet.data_validations.dataValidation:
        if rule.type == "list":
            (column,) = {area.min_col for area in rule.sqref.ranges}
            range_ = rule.formula1.replace("$", "").partition("!")[2]
            cells = lists[range_]
            cells = cells if isinstance(cells, tuple) else ((cells,),)
            offered[mark.fields[column]] = [row[0].value for row in cells]
            assert rule.showErrorMessage == (DELEGATE[mark.fields[column]].kind is Kind.CHOICE)

    assert "г-н" in offered["honorific"]
    assert offered["sex"] == ["Мужской", "Женский"]
    assert offered["citizenship"][0] == "Россия"
    assert "Сопредседатель, глава делегации" in offered["role"]
    with sample.read() as db:
        from rapporteur.services.sessions import sub_groups

        assert offered["sub_groups"] == [group["name_ru"] for group in sub_groups(db)]


def test_names_are_asked_for_in_parts_and_what_only_we_know_is_not():
    for found in COLUMN_SETS:
        for language in ("en", "ru"):
            keys = [f.key for f in templates.template_fields(found, language)]
            assert keys[0] == "number"
            assert {"family_name", "given_name", "designation", "organisation"} <= set(keys)
            assert ("patronymic" in keys) is (language == "ru") or found.key == "everything"
            assert not {"full_name", "status", "room", "met_by", "photo", "side"} & set(keys)
            assert len(set(keys)) == len(keys)
    guest = [f.key for f in templates.template_fields(column_set("gate-pass"), "en", guest=True)]
    assert {"passport_number", "citizenship", "passport_name"} <= set(guest)


def test_a_set_with_headings_of_its_own_keeps_them(sample, tmp_path):
    own = replace(column_set("public"), headings={"organisation": {"ru": "Где служит"}})
    with sample.read() as db:
        template = templates.template_data(db, own, "RU")
    found = next(c for c in template.columns if c.field.key == "organisation")
    assert found.heading == "Где служит /\nOrganisation"


def test_an_unknown_side_or_a_senseless_size_is_refused(sample):
    with sample.read() as db:
        with pytest.raises(UserError, match="side"):
            templates.template_data(db, column_set("public"), "XX")
        for lines in (0, 100_000):
            with pytest.raises(UserError) as refused:
                templates.template_data(db, column_set("public"), "IN", lines=lines)
            assert refused.value.code == "template.lines"


def test_the_file_says_nothing_of_who_made_it(sample, tmp_path):
    path = blank(sample, tmp_path / "blank.xlsx", "visa", "IN")
    properties = openpyxl.load_workbook(path).properties
    assert (properties.creator or "", properties.lastModifiedBy or "") == ("", "")
