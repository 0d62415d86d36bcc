"""The corrigendum: which entries it has, in which order and words, and which it must not have."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import openpyxl
import pytest
from tests.sample_sessions import sample_session

from rapporteur.domain.column_sets import ColumnSet, column_set
from rapporteur.domain.errors import UserError
from rapporteur.domain.freezing import ChangeKind, FrozenList, Line, ListChange
from rapporteur.services import delegates, sessions
from rapporteur.services.lists import corrigenda, corrigendum_export, freezing
from rapporteur.services.lists import exports as exports_service
from rapporteur.services.workspace import Db, Workspace

EVENING = datetime(2025, 8, 5, 12, 30, tzinfo=UTC)
MORNING = datetime(2025, 8, 6, 3, 30, tzinfo=UTC)
BAIT = '=HYPERLINK("http://example.org")'


@pytest.fixture
def workspace(tmp_path: Path) -> Iterator[Workspace]:
    opened = sample_session(tmp_path / "sample.rapporteur")
    yield opened
    opened.close()


def freeze(workspace: Workspace, code: str = "IN") -> FrozenList:
    with workspace.edit("freeze") as db:
        return freezing.freeze(db, sessions.side_by_code(db, code).id, now=EVENING)


def ids(db: Db, code: str = "IN") -> list[int]:
    """Of those who are coming, in the order of the list."""
    side = sessions.side_by_code(db, code)
    return [person.id for person in delegates.list_delegates(db, side.id) if not person.withdrawn]


def changes(
    workspace: Workspace, frozen: FrozenList, columns: str = "public", language: str = "en"
) -> list[ListChange]:
    with workspace.read() as db:
        return corrigenda.changes_since(db, frozen, column_set(columns), language)


def busy_day(workspace: Workspace) -> FrozenList:
    """One change of each kind to the Indian list, after it was frozen."""
    frozen = freeze(workspace)
    with workspace.edit("busy") as db:
        people = ids(db)
        delegates.set_field(db, [people[1]], "designation", "Joint Secretary")
        delegates.withdraw(db, [people[3]])
        delegates.remove_delegates(db, [people[5]])
        delegates.move_delegates(db, [people[9]], before=people[2])
        delegates.create_delegate(
            db,
            frozen.side_id,
            {"honorific": "Dr.", "given_name": "Asha", "family_name": "Rao", "designation": BAIT,
             "organisation": "DPIIT", "passport_number": "Z1234567"},
            after=people[0],
        )  # fmt: skip
    return frozen


def test_each_kind_of_change_in_the_order_of_the_list(workspace: Workspace) -> None:
    with workspace.read() as db:
        before = [delegates.get_delegate(db, one) for one in ids(db)]
    frozen = busy_day(workspace)
    found = changes(workspace, frozen)
    assert [(c.kind, c.number) for c in found] == [
        (ChangeKind.ADDED, 2),
        (ChangeKind.CHANGED, 2),
        (ChangeKind.MOVED, 10),
        (ChangeKind.WITHDRAWN, 4),
        (ChangeKind.REMOVED, 6),
    ]
    added, changed, moved, withdrawn, _removed = found
    assert added.name == "Dr. Asha Rao"
    assert added.lines == (Line("designation", "", BAIT), Line("organisation", "", "DPIIT"))
    assert changed.lines == (Line("designation", before[1]["designation"], "Joint Secretary"),)
    assert moved.lines == (Line("number", "10", "4"),)
    (line,) = withdrawn.lines
    assert line.was == f"{before[3]['designation']}, {before[3]['organisation']}"


def test_what_no_column_shows_is_no_correction(workspace: Workspace) -> None:
    frozen = freeze(workspace)
    with workspace.edit("phone") as db:
        delegates.set_field(db, ids(db)[:2], "phone", "+91 11 2306 1234")
        delegates.set_field(db, ids(db)[:1], "passport_number", "Z7654321")
    assert changes(workspace, frozen) == []
    (first, second) = changes(workspace, frozen, "airport")
    assert [line.field for line in (*first.lines, *second.lines)] == ["phone", "phone"]
    greedy = ColumnSet("greedy", "Greedy", "", "", ("full_name", "passport_number"))
    with workspace.read() as db, pytest.raises(ValueError, match="passport_number is identity"):
        corrigenda.changes_since(db, frozen, greedy)


def test_somebody_back_on_the_list_is_added_and_undo_leaves_nothing(workspace: Workspace) -> None:
    with workspace.edit("withdraw") as db:
        person = ids(db)[4]
        delegates.withdraw(db, [person])
    frozen = freeze(workspace)
    with workspace.edit("back") as db:
        delegates.reinstate(db, [person])
    (back,) = changes(workspace, frozen)
    assert (back.kind, back.delegate_id, back.number) == (ChangeKind.ADDED, person, 5)
    workspace.undo()
    assert changes(workspace, frozen) == []


def test_somebody_gone_to_the_other_side_is_removed_here(workspace: Workspace) -> None:
    frozen, theirs = freeze(workspace), freeze(workspace, "RU")
    with workspace.edit("move") as db:
        delegates.move_to_side(db, ids(db)[:1], sessions.side_by_code(db, "RU").id)
    assert [c.kind for c in changes(workspace, frozen)] == [ChangeKind.REMOVED]
    assert [c.kind for c in changes(workspace, theirs)] == [ChangeKind.ADDED]


def test_a_move_between_equal_numbers_says_below_whom(workspace: Workspace) -> None:
    frozen = freeze(workspace)
    with workspace.edit("move") as db:
        first, second, third, fourth, fifth = ids(db)[:5]
        delegates.withdraw(db, [first, second])
        delegates.move_delegates(db, [fourth, fifth], before=third)
        names = [delegates.get_delegate(db, one)["family_name"] for one in (second, fifth)]
    moved = changes(workspace, frozen)[-1]
    assert (moved.kind, moved.delegate_id) == (ChangeKind.MOVED, third)
    (line,) = moved.lines
    assert line.was.startswith("3 (above: ")
    assert line.now.startswith("3 (above: ")
    assert [names[0] in line.was, names[1] in line.now] == [True, True]


def test_a_russian_corrigendum_speaks_of_what_a_russian_list_shows(workspace: Workspace) -> None:
    frozen = freeze(workspace, "RU")
    with workspace.edit("native") as db:
        person = ids(db, "RU")[1]
        delegates.set_field(db, [person], "designation_native", "Директор департамента")
        delegates.set_field(db, [person], "role", "Head of Delegation")
    (english,) = changes(workspace, frozen)
    (russian,) = changes(workspace, frozen, language="ru")
    assert [line.field for line in english.lines] == ["role"]
    assert [(line.field, line.now) for line in russian.lines] == [
        ("designation", "Директор департамента"),
        ("role", "Глава делегации"),
    ]


ENGLISH = (
    "Corrigendum No. 1 to the composition of the delegation of India as of 5 August 2025, 18:00"
)
RUSSIAN = (
    "Изменения № 1 к составу делегации Российской Стороны по состоянию на 5 августа 2025 г., 18:00"
)
HINDI = "शुद्धिपत्र सं. 1 · प्रतिनिधिमंडल की सूची · भारतीय पक्ष · स्थिति: 5 अगस्त 2025, 18:00"


@pytest.mark.parametrize(
    ("language", "code", "expected"),
    [("en", "IN", ENGLISH), ("ru", "RU", RUSSIAN), ("hi", "IN", HINDI)],
)
def test_titles(workspace: Workspace, language: str, code: str, expected: str) -> None:
    frozen = freeze(workspace, code)
    with workspace.edit("withdraw") as db:
        delegates.withdraw(db, ids(db, code)[:1])
    with workspace.read() as db:
        found = corrigendum_export.corrigendum_data(db, frozen, column_set("public"), language)
        other = corrigendum_export.corrigendum_data(
            db, frozen, column_set("meals"), language, number=3
        )
    assert found.title == expected
    assert "3" in other.title
    assert column_set("meals").heading(language) in other.title


def test_nothing_to_correct_is_said_and_nothing_written(
    workspace: Workspace, tmp_path: Path
) -> None:
    frozen = freeze(workspace)
    target = tmp_path / "corrigendum.xlsx"
    with workspace.read() as db, pytest.raises(UserError) as refused:
        corrigendum_export.export_corrigendum(db, target, frozen, column_set("public"))
    assert refused.value.code == "corrigendum.nothing"
    assert not target.exists()


def test_the_workbook_word_for_word(workspace: Workspace, tmp_path: Path) -> None:
    frozen = busy_day(workspace)
    target = tmp_path / "corrigendum.xlsx"
    with workspace.read() as db:
        data = corrigendum_export.corrigendum_data(
            db, frozen, column_set("public"), now=MORNING
        )  # fmt: skip
        corrigendum_export.write_corrigendum(target, data)
        name = corrigendum_export.suggested_name(db, frozen, column_set("public"))
    assert name == "11th Session - India - Corrigendum No. 1 - as of 2025-08-05 18.00.xlsx"
    sheet = openpyxl.load_workbook(target)["India"]
    rows = [[cell.value for cell in row] for row in sheet.iter_rows()]
    assert [row[0] for row in rows[:4]] == [
        "India-Russia Working Group on Modernisation and Industrial Cooperation",
        "11th Session · Vanijya Bhawan, New Delhi · 6 August 2025",
        ENGLISH,
        "Changes up to 6 August 2025, 09:00",
    ]
    assert rows[5:] == [
        ["No.", "Change", "No. in the list", "Name", "Item", "Was", "Reads now"],
        [1, "Added", 2, "Dr. Asha Rao", "Designation", None, BAIT],
        [None, None, None, None, "Organisation", None, "DPIIT"],
        [2, "Changed", 2, "Shri Raghav Menon", "Designation", rows[8][5], "Joint Secretary"],
        [3, "Moved", 10, rows[9][3], "No. in the list", "10", "4"],
        [4, "Withdrawn", 4, rows[10][3], None, rows[10][5], None],
        [5, "Removed", 6, rows[11][3], None, rows[11][5], None],
    ]
    assert (sheet.page_setup.orientation, sheet.page_setup.paperSize) == ("landscape", 9)
    assert sheet.print_title_rows == "$6:$6"
    assert {str(area) for area in sheet.merged_cells.ranges} >= {"A7:A8", "D7:D8"}


def test_data_stay_text_and_nothing_private_goes_along(
    workspace: Workspace, tmp_path: Path
) -> None:
    frozen = busy_day(workspace)
    target = tmp_path / "corrigendum.xlsx"
    with workspace.read() as db:
        corrigendum_export.export_corrigendum(db, target, frozen, column_set("public"))
    with zipfile.ZipFile(target) as package:
        parts = {name: package.read(name).decode("utf-8") for name in package.namelist()}
    everything = "".join(parts.values())
    assert "<f>" not in everything
    assert "Z1234567" not in everything
    assert "<dc:creator></dc:creator>" in parts["docProps/core.xml"]


# ------------------------------------------------------------- lists as they were frozen


def roster(workspace: Workspace, side: str = "", **choices: bool) -> exports_service.Roster:
    with workspace.read() as db:
        return exports_service.roster_data(
            db, column_set("public"), side, now=MORNING, **choices
        )  # fmt: skip


def test_a_frozen_list_is_written_as_it_stood_under_its_stamp(workspace: Workspace) -> None:
    before = roster(workspace, "IN")
    assert (before.stamp, before.sheets[0].stamp) == ("As of 6 August 2025, 09:00", "")
    frozen = busy_day(workspace)
    found = roster(workspace, "IN", as_frozen=True)
    assert found.sheets[0].stamp == "Frozen as of 5 August 2025, 18:00"
    then = [row.values for band in before.sheets[0].bands for row in band.rows]
    assert [row.values for band in found.sheets[0].bands for row in band.rows] == then
    # The reference says which state of the session the list shows, should it come back edited.
    steps = {row.reference.rpartition(".")[2] for row in found.sheets[0].bands[0].rows}
    assert steps == {str(frozen.step)}


def test_a_list_as_it_is_now_is_not_taken_for_the_frozen_one(workspace: Workspace) -> None:
    busy_day(workspace)
    india, russia = roster(workspace).sheets
    assert india.stamp == "As of 6 August 2025, 09:00 · not frozen"
    assert russia.stamp == ""
    (both,) = roster(workspace, one_list=True).sheets
    assert both.stamp == "As of 6 August 2025, 09:00 · not frozen"


def test_both_sides_as_frozen_need_a_freeze_each(workspace: Workspace) -> None:
    freeze(workspace)
    with pytest.raises(UserError, match="The list of Russia has not been frozen"):
        roster(workspace, as_frozen=True)
    with workspace.edit("freeze") as db:
        freezing.freeze(db, sessions.side_by_code(db, "RU").id, now=MORNING)
    (both,) = roster(workspace, as_frozen=True, one_list=True).sheets
    assert both.stamp == (
        "Indian Side: Frozen as of 5 August 2025, 18:00; "
        "Russian Side: Frozen as of 6 August 2025, 09:00"
    )


def test_the_file_name_of_a_frozen_list_says_as_of_when(workspace: Workspace) -> None:
    freeze(workspace)
    with workspace.read() as db:
        name = exports_service.suggested_name(db, column_set("public"), "IN", as_frozen=True)
        russian = exports_service.suggested_name(
            db, column_set("public"), "IN", "ru", as_frozen=True
        )  # fmt: skip
    assert name == "11th Session - India - Public annex - as of 2025-08-05 18.00.xlsx"
    assert russian == (
        "11-е заседание - Индия - Состав делегации - по состоянию на 2025-08-05 18.00.xlsx"
    )


def test_the_stamp_stands_above_the_list_and_on_every_page(
    workspace: Workspace, tmp_path: Path
) -> None:
    freeze(workspace)
    target = tmp_path / "frozen.xlsx"
    with workspace.read() as db:
        count = exports_service.export_roster(
            db, target, column_set("public"), "IN", as_frozen=True
        )  # fmt: skip
    sheet = openpyxl.load_workbook(target)["India"]
    assert sheet["A4"].value == "Frozen as of 5 August 2025, 18:00"
    assert "Frozen as of 5 August 2025, 18:00" in str(sheet.oddFooter.left.text)
    assert count > 40
