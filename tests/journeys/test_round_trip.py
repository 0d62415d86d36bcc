"""Our own lists go out, are edited in a spreadsheet, and come back as exactly those changes."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet
from tests.sample_sessions import sample_session

from rapporteur.domain.column_sets import COLUMN_SETS, ColumnSet, column_set
from rapporteur.domain.delegates import Delegate
from rapporteur.domain.editing import FieldEdit
from rapporteur.domain.importing import ImportPlan, RowState
from rapporteur.domain.names import full_name
from rapporteur.exchange.incoming.reading import read_book
from rapporteur.exchange.lists.headings import FIELD, REFERENCE
from rapporteur.services import delegates, sessions
from rapporteur.services.columns import column_sets
from rapporteur.services.importing import imports
from rapporteur.services.lists import exports
from rapporteur.services.workspace import Workspace


@pytest.fixture
def workspace(tmp_path: Path) -> Iterator[Workspace]:
    opened = sample_session(tmp_path / "sample.rapporteur")
    yield opened
    opened.close()


def export(workspace: Workspace, path: Path, columns: str, **options: object) -> Path:
    with workspace.read() as db:
        exports.export_roster(db, path, column_set(columns), **options)  # type: ignore[arg-type]  # options of many types
    return path


def plan(workspace: Workspace, path: Path) -> ImportPlan:
    book = read_book(path)
    with workspace.read() as db:
        return imports.plan(db, book)


def commit(workspace: Workspace, found: ImportPlan, content: bytes = b"") -> None:
    with workspace.edit("Import") as db:
        imports.commit(db, found, content=content)


def people(workspace: Workspace) -> dict[str, Delegate]:
    with workspace.read() as db:
        return {full_name(person): person for person in delegates.list_delegates(db)}


def changes(found: ImportPlan) -> list[tuple[str, str, str]]:
    return [(c.field, c.old, c.new) for row in found.rows for c in row.changes]


def states(found: ImportPlan) -> set[str]:
    return {state for state, count in found.counts().items() if count}


class Edited:
    """A list opened in a spreadsheet: cells by the name of the person and the heading."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self.book = openpyxl.load_workbook(path)
        self._at: dict[tuple[str, str], tuple[Worksheet, int, int]] = {}
        for page in self.book.worksheets:
            rows = list(page.iter_rows())
            header = next(r for r in rows if any(c.value == REFERENCE for c in r))
            names = next(c.column for c in header if c.value in {"Name", "Фамилия, имя, отчество"})
            for row in rows[header[0].row :]:
                name = str(page.cell(row[0].row, names).value)
                for cell in header:
                    self._at[name, str(cell.value)] = (page, row[0].row, cell.column)

    def put(self, name: str, heading: str, value: object) -> None:
        page, row, column = self._at[name, heading]
        cell = page.cell(row, column)
        cell.value = value  # type: ignore[assignment]  # a date or a text
        if cell.data_type == "f":
            cell.data_type = "s"  # as if typed with an apostrophe before the "="

    def save(self) -> None:
        self.book.save(self._path)


@pytest.mark.parametrize(
    ("columns", "language"),
    [*((s, language) for s in COLUMN_SETS for language in ("en", "ru")), (COLUMN_SETS[0], "hi")],
    ids=lambda value: value if isinstance(value, str) else value.key,
)
def test_an_untouched_list_changes_nothing(
    workspace: Workspace, tmp_path: Path, columns: ColumnSet, language: str
) -> None:
    path = export(workspace, tmp_path / "list.xlsx", columns.key, language=language)
    found = plan(workspace, path)
    assert states(found) == {"same"}
    listed = [person for person in people(workspace).values() if not person.withdrawn]
    assert len(found.rows) == len(listed)
    assert not found.layout.unmapped
    assert {row.delegate_id for row in found.rows} == {person.id for person in listed}


def test_one_list_of_both_sides_changes_nothing(workspace: Workspace, tmp_path: Path) -> None:
    found = plan(workspace, export(workspace, tmp_path / "l.xlsx", "public", one_list=True))
    assert states(found) == {"same"}


# Headings as people invent them: unknown to everybody, those of other fields, all alike.
HEADINGS = {
    "unknown": ["Гость вечера", "Кем послан", "Zimmer", "Pass Nr", "Ждём", "Tisch"],
    "of other fields": ["Organisation", "Name", "Hotel", "Phone", "Departure", "E-mail"],
    "all alike": ["List"] * 6,
    "numbers": [str(n) for n in range(1, 7)],
    "odd": ["=1+1", "x" * 400, "<r>x</r>", "Итого", "Name, Designation", "2025-08-06"],
    "of lists": ["India", "Russian Side", "Total", "№ п/п", "TRUE", "'apostrophe"],
}


@pytest.mark.parametrize("language", ["en", "ru", "hi"])
@pytest.mark.parametrize("headings", HEADINGS)
def test_a_list_under_headings_of_ones_own_changes_nothing(
    workspace: Workspace, tmp_path: Path, headings: str, language: str
) -> None:
    fields = ("full_name", "organisation", "room", "passport_number", "arrival_date", "diet")
    path = export_own(workspace, tmp_path / "own.xlsx", fields, HEADINGS[headings], language)
    book = openpyxl.load_workbook(path)
    page = book.worksheets[0]
    header = next(r for r in page.iter_rows() if any(c.value == REFERENCE for c in r))
    assert [cell.value for cell in header][:-1] == HEADINGS[headings]
    assert page.row_dimensions[header[0].row - 1].hidden
    found = plan(workspace, path)
    assert states(found) == {"same"}
    assert tuple(column.target for column in found.layout.columns) == fields
    assert len(found.rows) == len([p for p in people(workspace).values() if not p.withdrawn])


def export_own(
    workspace: Workspace, path: Path, fields: tuple[str, ...], headings: list[str], language: str
) -> Path:
    """Write a list through a set of one's own, made here."""
    with workspace.edit("Set") as db:
        made = column_sets.create(db, "Mine")
        column_sets.set_fields(db, made.key, fields, purpose="The gala dinner")
        for field, heading in zip(fields, headings, strict=True):
            made = column_sets.set_heading(db, made.key, field, language, heading)
    with workspace.read() as db:
        exports.export_roster(db, path, made, language=language)
    return path


def test_columns_moved_and_edited_under_headings_of_ones_own(
    workspace: Workspace, tmp_path: Path
) -> None:
    """The recipient leaves a column out, moves another and edits a cell; saved by LibreOffice."""
    fields = ("full_name", "designation", "organisation", "diet")
    path = export_own(workspace, tmp_path / "own.xlsx", fields, ["A", "B", "C", "D"], "en")
    book = openpyxl.load_workbook(path)
    for page in book.worksheets:
        header = next(r for r in page.iter_rows() if any(c.value == REFERENCE for c in r))
        for row in page.iter_rows(min_row=header[0].row - 1):
            row[1].value, row[3].value = row[3].value, row[1].value
        page.delete_cols(3)
        for row in page.iter_rows(min_row=header[0].row):
            if row[0].value == "Raghav Menon":
                row[1].value = "Vegan"
    book.save(path)
    by_libreoffice(path)
    found = plan(workspace, path)
    assert [(field, new) for field, _, new in changes(found)] == [("diet", "Vegan")]
    assert found.counts()["changed"] == 1
    assert found.layout.mapping == {"A": "full_name", "D": "diet", "B": "designation"}


def test_a_list_from_elsewhere_is_not_told_its_columns_by_a_stranger(
    workspace: Workspace, tmp_path: Path
) -> None:
    """Keys of fields that do not exist, and keys far below, are no more than text."""
    book = openpyxl.Workbook()
    assert book.active is not None
    for row in (
        [f"{FIELD}salary", f"{FIELD}designation"],
        ["Name", "Position held in the ministry"],
        ["Tara Bose", "Director"],
        [f"{FIELD}passport_number", f"{FIELD}phone"],
    ):
        book.active.append(row)
    path = tmp_path / "list.xlsx"
    book.save(path)
    mapping = plan(workspace, path).layout.mapping
    assert mapping == {"Name": "full_name", "Position held in the ministry": "designation"}


def edit_five(path: Path) -> list[tuple[str, str]]:
    """Five cells as an officer would change them; the field and its new value for each."""
    edited = Edited(path)
    edited.put("Raghav Menon", "Designation", "Special Secretary")
    edited.put("Kavita Deshpande", "Passport number", "00771234")
    edited.put("Anil Kumar Tripathi", "Diet", None)
    edited.put("Vladimir Ilyich Osokin", "Arrival time", "21:40")
    edited.put("Sergey Nikolaevich Kovalev", "Remarks", "=A1 is no formula; «ё»\nsecond line")
    edited.save()
    return [
        ("designation", "Special Secretary"),
        ("passport_number", "00771234"),
        ("diet", ""),
        ("arrival_time", "21:40"),
        ("remarks", "=A1 is no formula; «ё»\nsecond line"),
    ]


def by_openpyxl(path: Path) -> None:
    """Saved by the library that the cells were edited with: nothing more to do."""
    assert path.exists()


def by_libreoffice(path: Path) -> None:
    """Opened and saved by LibreOffice, which writes every part of the file anew."""
    program = shutil.which("soffice") or shutil.which("libreoffice")
    if program is None:
        pytest.skip("LibreOffice is not installed here; the list was only saved by openpyxl")
    out = path.parent / "saved"
    profile = (path.parent / "profile").as_uri()
    subprocess.run(
        [program, f"-env:UserInstallation={profile}", "--headless", "--convert-to", "xlsx",
         "--outdir", str(out), str(path)],
        check=True, capture_output=True, timeout=200, env={**os.environ, "HOME": str(path.parent)},
    )  # fmt: skip
    (out / path.name).replace(path)


@pytest.mark.parametrize("save", [by_openpyxl, by_libreoffice])
def test_five_edited_cells_are_exactly_five_changes(
    workspace: Workspace, tmp_path: Path, save: Callable[[Path], None]
) -> None:
    people_before = people(workspace)
    path = export(workspace, tmp_path / "list.xlsx", "everything")
    wanted = edit_five(path)
    save(path)
    found = plan(workspace, path)
    assert sorted((field, new) for field, _, new in changes(found)) == sorted(wanted)
    assert found.counts()["changed"] == 5
    assert states(found) == {"same", "changed"}

    commit(workspace, found, path.read_bytes())
    after = people(workspace)
    assert after["Raghav Menon"]["designation"] == "Special Secretary"
    assert after["Anil Kumar Tripathi"]["diet"] == ""
    assert len(after) == len(people_before)
    workspace.undo()
    assert {n: p.values for n, p in people(workspace).items()} == {
        n: p.values for n, p in people_before.items()
    }


def test_every_column_can_be_edited(workspace: Workspace, tmp_path: Path) -> None:
    """Names, choices, presets, dates and lists, each by what an officer would type."""
    path = export(workspace, tmp_path / "list.xlsx", "everything")
    edited = Edited(path)
    edited.put("Raghav Menon", "Family name", "Menonn")
    edited.put("Sunita Rao", "Category", "Domain expert")
    edited.put("Anjali Mathur", "Role in the delegation", "Head of Delegation")
    edited.put("Kavita Deshpande", "Sub-groups", "Mining; Fertilisers")
    edited.put("Arvind Nair", "Date of birth", "03.04.1971")
    edited.put("S. Venkataraman", "Name", "S. Venkatraman")
    edited.save()
    assert sorted((field, new) for field, _, new in changes(plan(workspace, path))) == sorted(
        [
            ("family_name", "Menonn"),
            ("category", "expert"),
            ("role", "Head of Delegation"),
            ("sub_groups", "Mining; Fertilisers"),
            ("date_of_birth", "1971-04-03"),
            ("family_name", "Venkatraman"),
        ]
    )


def test_a_list_in_another_language_changes_the_form_in_that_language(
    workspace: Workspace, tmp_path: Path
) -> None:
    path = export(workspace, tmp_path / "list.xlsx", "public", language="ru")
    edited = Edited(path)
    edited.put("Ковалёв Сергей Николаевич", "Должность", "Статс-секретарь")
    edited.put("Осокин Владимир Ильич", "Фамилия, имя, отчество", "Осокин Владимир Ильич мл.")
    edited.put("Сафонова Елена Викторовна", "Роль в делегации", "Советник")
    edited.save()
    assert sorted((field, new) for field, _, new in changes(plan(workspace, path))) == [
        ("designation_native", "Статс-секретарь"),
        ("native_name", "Осокин Владимир Ильич мл."),
        ("role", "Adviser"),
    ]


def test_what_changed_here_meanwhile_stays(workspace: Workspace, tmp_path: Path) -> None:
    """The list was out for a week; only what was edited in it comes back."""
    path = export(workspace, tmp_path / "list.xlsx", "public")
    menon, rao = (people(workspace)[name] for name in ("Raghav Menon", "Sunita Rao"))
    with workspace.edit("Meanwhile") as db:
        for person, new in ((menon, "Secretary (East)"), (rao, "Adviser (Mines)")):
            edit = FieldEdit(person["designation"], new)
            delegates.update_delegate(db, person.id, {"designation": edit})
    assert states(plan(workspace, path)) == {"same"}

    edited = Edited(path)
    edited.put("Shri Raghav Menon", "Organisation", "Ministry of Mines")
    edited.put("Dr. Sunita Rao", "Designation", "Director General")
    edited.save()
    found = plan(workspace, path)
    assert changes(found) == [
        ("organisation", menon["organisation"], "Ministry of Mines"),
        ("designation", "Adviser (Mines)", "Director General"),
    ]
    kept, asked = [row for row in found.rows if row.state is RowState.CHANGED]
    assert kept.accepted
    assert not asked.accepted  # edited here and there: a person decides
    assert "Designation" in asked.reason


def test_undoing_what_came_before_the_export_is_seen(workspace: Workspace, tmp_path: Path) -> None:
    menon = people(workspace)["Raghav Menon"]
    with workspace.edit("Before") as db:
        edit = FieldEdit(menon["designation"], "Secretary (East)")
        delegates.update_delegate(db, menon.id, {"designation": edit})
    path = export(workspace, tmp_path / "list.xlsx", "public")
    workspace.undo()
    assert states(plan(workspace, path)) == {"same"}  # the list never was edited
    workspace.redo()
    assert states(plan(workspace, path)) == {"same"}


def test_a_row_typed_over_with_somebody_else_is_asked_about(
    workspace: Workspace, tmp_path: Path
) -> None:
    path = export(workspace, tmp_path / "list.xlsx", "public")
    edited = Edited(path)
    edited.put("Shri Raghav Menon", "Name", "Ms. Tara Bose")
    edited.put("Shri Raghav Menon", "Designation", "Director")
    edited.save()
    found = plan(workspace, path)
    (asked,) = [row for row in found.rows if row.state is not RowState.SAME]
    assert asked.state is RowState.DOUBTFUL
    assert "Raghav Menon" in asked.reason
    assert not asked.changes


def test_rows_added_copied_and_removed_in_the_list(workspace: Workspace, tmp_path: Path) -> None:
    path = export(workspace, tmp_path / "list.xlsx", "public")
    book = openpyxl.load_workbook(path)
    page = book["India"]
    rows = {str(r[1].value): r for r in page.iter_rows()}
    copied = [cell.value for cell in rows["Shri Raghav Menon"]]
    page.append([None, "Dr. Farhan Zaidi", "Scientist", "Institute of Mining, Nagpur", "Expert"])
    page.append([*copied[:1], "Shri Govind Pillai", *copied[2:]])
    page.delete_rows(rows["Dr. Sunita Rao"][0].row)
    book.save(path)
    found = plan(workspace, path)
    fresh = [row for row in found.rows if row.state is not RowState.SAME]
    assert [row.state for row in fresh] == [RowState.NEW, RowState.NEW]
    assert fresh[0].row.values["family_name"] == "Zaidi"
    assert fresh[1].row.values["family_name"] == "Pillai"
    commit(workspace, found)
    with workspace.read() as db:
        side = sessions.side_by_code(db, "IN")
        names = [full_name(person) for person in delegates.list_delegates(db, side.id)]
    assert names[-2:] == ["Farhan Zaidi", "Govind Pillai"]
    assert "Sunita Rao" in names  # a row that is missing in a list takes nobody away


def test_a_list_of_another_session_file_is_a_list_from_outside(
    workspace: Workspace, tmp_path: Path
) -> None:
    path = export(workspace, tmp_path / "list.xlsx", "public")
    other = sample_session(tmp_path / "other.rapporteur")
    found = plan(other, path)
    other.close()
    assert states(found) == {"same"}


def test_typing_goes_on_after_an_export_and_the_list_does_not_take_it_back(
    workspace: Workspace, tmp_path: Path
) -> None:
    """Keystrokes in one field are one step; the list knows only those before it was written."""
    person = next(iter(people(workspace).values()))
    said = [person["designation"], "Dir", "Direc", "Director", "Director General"]

    def typed(old: str, new: str) -> None:
        with workspace.edit("Typing", merge="designation") as db:
            delegates.update_delegate(db, person.id, {"designation": FieldEdit(old, new)})

    typed(*said[:2])
    typed(*said[1:3])
    path = export(workspace, tmp_path / "list.xlsx", "public")
    typed(*said[2:4])
    typed(*said[3:])
    assert states(plan(workspace, path)) == {"same"}
    assert [step.label for step in workspace.journal(limit=3)] == [
        "Typing", "Typing", "New session",
    ]  # fmt: skip
    edited = Edited(path)
    edited.put(f"{person['honorific']} {full_name(person)}", "Designation", "Envoy")
    edited.save()
    found = plan(workspace, path)
    assert changes(found) == [("designation", "Director General", "Envoy")]
    assert [row.accepted for row in found.rows if row.changes] == [False], "edited here as well"


def test_merely_reading_ends_no_step(workspace: Workspace, tmp_path: Path) -> None:
    path = export(workspace, tmp_path / "list.xlsx", "public")
    person = next(iter(people(workspace).values()))
    steps = len(workspace.journal())
    for old, new in ((person["designation"], "Dir"), ("Dir", "Director")):
        with workspace.edit("Typing", merge="designation") as db:
            delegates.update_delegate(db, person.id, {"designation": FieldEdit(old, new)})
        plan(workspace, path)
    assert len(workspace.journal()) == steps + 1
