"""The lists as received: listed, named as the source of a delegate, read again, compared."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

import openpyxl
import pytest

from rapporteur.domain.comparison import Comparison, Difference
from rapporteur.domain.errors import UserError
from rapporteur.domain.importing import ImportResult
from rapporteur.domain.names import full_name
from rapporteur.domain.sessions import INDIA, RUSSIA
from rapporteur.exchange.incoming.reading import read_book
from rapporteur.services import delegates, sessions
from rapporteur.services.columns import column_sets
from rapporteur.services.facts import Facts
from rapporteur.services.importing import imports
from rapporteur.services.lists import versions
from rapporteur.services.lists.comparison import compare_lists
from rapporteur.services.lists.provenance import (
    provenance,
    received_lists,
    received_on,
    source_in_words,
)
from rapporteur.services.workspace import Workspace

MINES = "Ministry of Mines"
HEADINGS = ("No.", "Name", "Designation", "Organisation", "Passport No.")
RAO = ("Arvind Rao", "Director", "Ministry of Mines", "P1234567")
BOSE = ("Leela Bose", "Adviser", "Ministry of Mines", "P2345678")
KHAN = ("Imran Khan", "Engineer", "Ministry of Mines", "P3456789")
NAIR = ("Suresh Nair", "Scientist", "Ministry of Mines", "")

Row = Sequence[str]


class Desk:
    def __init__(self, workspace: Workspace, folder: Path) -> None:
        self.workspace = workspace
        self.folder = folder

    def file(self, name: str, rows: Sequence[Row], headings: Sequence[str] = HEADINGS) -> Path:
        path = self.folder / name
        if path.suffix == ".csv":
            lines = [headings, *((str(n), *row) for n, row in enumerate(rows, 1))]
            path.write_text("\n".join(";".join(line) for line in lines), encoding="cp1251")
            return path
        book = openpyxl.Workbook()
        sheet = book.active
        assert sheet is not None
        sheet.append(["List of the delegation"])
        sheet.append(list(headings))
        for number, row in enumerate(rows, 1):
            sheet.append([number, *row])
        book.save(path)
        return path

    def take(self, name: str, rows: Sequence[Row], sender: str = MINES,
             side: str = "IN") -> ImportResult:  # fmt: skip
        path = self.file(name, rows)
        with self.workspace.edit(f"Import of {name}") as db:
            plan = imports.plan(
                db, read_book(path), side=side, sender=sender, as_version=bool(sender)
            )  # fmt: skip
            return imports.commit(db, plan, set(range(len(plan.rows))), path.read_bytes())

    def sources(self, name: str) -> list[str]:
        with self.workspace.read() as db:
            person = next(p for p in delegates.list_delegates(db) if full_name(p) == name)
            return [source_in_words(s) for s in provenance(db, person.id)]

    def compare(self, older: int | Path, newer: int | Path) -> Comparison:
        found = []
        for which in (older, newer):
            with self.workspace.read() as db:
                if isinstance(which, Path):
                    book = read_book(which)
                    found.append(versions.rows_of_file(book, sessions.sides(db)))
                else:
                    found.append(versions.read_kept(versions.kept_list(db, which))[1])
        return compare_lists(*found)


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    workspace = Workspace.create(tmp_path / "session.rapporteur")
    facts = Facts(
        {"ordinal": "11", "working_group_en": "Group", "start_date": "2025-08-06",
         "languages": "en; ru"},
        (INDIA.values, RUSSIA.values),
    )  # fmt: skip
    with workspace.edit("New session") as db:
        sessions.create_session(db, facts)
    yield Desk(workspace, tmp_path)
    workspace.close()


def lines(found: Comparison) -> dict[str, str]:
    return {row.name: row.kind.value for row in found.rows if row.kind is not Difference.SAME}


def test_lists_are_numbered_per_sender_and_say_what_came_of_them(desk: Desk) -> None:
    desk.take("v1.xlsx", [RAO, BOSE])
    desk.take("other.xlsx", [("Пётр Власов", "Директор", "Минпромторг", "")], "Moscow", "RU")
    desk.take("v2.xlsx", [RAO, KHAN])
    with desk.workspace.read() as db:
        first, other, second = received_lists(db)
        india, russia = sessions.sides(db)
    assert [(one.sender, one.number) for one in (first, other, second)] == [
        (MINES, 1), ("Moscow", 1), (MINES, 2),
    ]  # fmt: skip
    assert (first.side_id, other.side_id) == (india.id, russia.id)
    assert (first.people, first.first_named, first.taken_off) == (2, 2, 0)
    assert (second.people, second.first_named, second.taken_off) == (2, 1, 1)
    assert (second.name, second.sheet) == ("v2.xlsx", "Sheet")


def test_the_side_given_for_a_list_is_remembered_until_one_names_it(desk: Desk) -> None:
    desk.take("v1.xlsx", [RAO])
    desk.take("other.xlsx", [("Пётр Власов", "Директор", "Минпромторг", "")], "Moscow", "RU")
    with desk.workspace.read() as db:
        assert imports.given_sides(db) == {MINES: "IN", "Moscow": "RU"}
    path = desk.file("v2.xlsx", [(*RAO[:3], "India")], (*HEADINGS[:4], "Country"))
    with desk.workspace.edit("Import") as db:
        plan = imports.plan(db, read_book(path), sender=MINES, as_version=True)
        imports.commit(db, plan, None, path.read_bytes())
    with desk.workspace.read() as db:
        assert imports.given_sides(db) == {"Moscow": "RU"}


def test_a_sender_is_known_in_any_case_and_spacing(desk: Desk) -> None:
    desk.take("v1.xlsx", [RAO, BOSE])
    desk.take("v2.xlsx", [RAO, KHAN], "  ministry OF   mines")
    with desk.workspace.read() as db:
        assert [one.sender for one in received_lists(db)] == [MINES, MINES]
        assert imports.senders(db) == [MINES]
        gone = next(p for p in delegates.list_delegates(db) if full_name(p) == "Leela Bose")
    assert gone.withdrawn


def test_a_session_without_lists_has_none(desk: Desk) -> None:
    with desk.workspace.read() as db:
        assert received_lists(db) == []


def test_the_provenance_names_row_list_sender_and_day_newest_first(desk: Desk) -> None:
    desk.take("v1.xlsx", [RAO, BOSE, KHAN])
    desk.take("v2.xlsx", [BOSE, RAO, KHAN])
    desk.take("v3.xlsx", [RAO, KHAN])
    with desk.workspace.read() as db:
        day = received_on(received_lists(db)[0])
    assert desk.sources("Arvind Rao") == [
        f"row 3 of list 3 from {MINES}, {day}",
        f"row 4 of list 2 from {MINES}, {day}",
        f"row 3 of list 1 from {MINES}, {day}",
    ]
    assert desk.sources("Leela Bose")[0] == f"no longer on list 3 from {MINES}, {day}"


def test_who_was_typed_in_comes_from_no_list(desk: Desk) -> None:
    with desk.workspace.edit("New") as db:
        side = sessions.sides(db)[0]
        person = delegates.create_delegate(db, side.id, {"family_name": "Sen"})
    with desk.workspace.read() as db:
        assert provenance(db, person.id) == []


def test_undo_takes_the_list_back_with_what_it_did(desk: Desk) -> None:
    desk.take("v1.xlsx", [RAO])
    desk.take("v2.xlsx", [RAO, KHAN])
    desk.workspace.undo()
    with desk.workspace.read() as db:
        assert [one.name for one in received_lists(db)] == ["v1.xlsx"]
    assert len(desk.sources("Arvind Rao")) == 1


def test_a_kept_list_is_read_again_as_it_was(desk: Desk) -> None:
    desk.take("v1.xlsx", [RAO, BOSE])
    (desk.folder / "v1.xlsx").unlink()
    with desk.workspace.read() as db:
        kept = versions.kept_list(db, received_lists(db)[0].id)
    book, rows = versions.read_kept(kept)
    assert book.name == "v1.xlsx"
    assert book.sheets[0].rows[2][1] == "Arvind Rao"
    assert [row.values["designation"] for row in rows.people] == ["Director", "Adviser"]


def test_what_was_chosen_then_is_chosen_again(desk: Desk) -> None:
    path = desk.file("v1.csv", [("Рао Арвинд", "горный инженер", "Горсвязь", "")])
    headings = {2: "full_name", 3: "role", 4: "organisation"}
    with desk.workspace.edit("Import") as db:
        plan = imports.plan(
            db, read_book(path), side="IN", sender=MINES, chosen=headings, header_row=1
        )  # fmt: skip
        imports.commit(db, plan, None, path.read_bytes())
    with desk.workspace.read() as db:
        kept = versions.kept_list(db, received_lists(db)[0].id)
    (row,) = versions.read_kept(kept)[1].people
    assert row.values["role"] == "горный инженер"
    assert "designation" not in row.values
    assert kept.read.reading.encoding == "cp1251"


def test_an_unknown_number_is_refused_in_words(desk: Desk) -> None:
    with desk.workspace.read() as db, pytest.raises(UserError, match="number 7") as refused:
        versions.kept_list(db, 7)
    assert refused.value.code == "list.unknown"


def test_a_list_whose_file_was_not_kept_says_so(desk: Desk) -> None:
    path = desk.file("v1.xlsx", [RAO])
    with desk.workspace.edit("Import") as db:
        plan = imports.plan(db, read_book(path), side="IN", sender=MINES)
        result = imports.commit(db, plan)
    with desk.workspace.read() as db, pytest.raises(UserError) as refused:
        versions.kept_list(db, result.list_id)
    assert refused.value.code == "list.not_kept"


def test_two_received_lists_are_compared_whatever_was_done_here_since(desk: Desk) -> None:
    first = desk.take("v1.xlsx", [RAO, BOSE, KHAN]).list_id
    second = desk.take("v2.xlsx", [KHAN, RAO, NAIR, (BOSE[0], "Director", *BOSE[2:])]).list_id
    with desk.workspace.edit("Edit") as db:
        delegates.withdraw(db, [person.id for person in delegates.list_delegates(db)])
    found = desk.compare(first, second)
    assert lines(found) == {"Imran Khan": "moved", "Suresh Nair": "added", "Leela Bose": "changed"}
    assert found.counts() == {
        "added": 1, "removed": 0, "changed": 1, "moved": 1, "doubtful": 0, "same": 1,
    }  # fmt: skip
    moved = found.rows[0]
    assert (moved.old_row, moved.new_row) == (5, 3)
    assert moved.move is not None
    assert (moved.move.old, moved.move.new) == (3, 1)


def test_the_other_way_round_added_is_removed(desk: Desk) -> None:
    first = desk.take("v1.xlsx", [RAO, BOSE]).list_id
    second = desk.take("v2.xlsx", [RAO, KHAN]).list_id
    assert lines(desk.compare(first, second)) == {"Imran Khan": "added", "Leela Bose": "removed"}
    assert lines(desk.compare(second, first)) == {"Leela Bose": "added", "Imran Khan": "removed"}


def test_a_list_is_compared_with_a_file_of_another_kind(desk: Desk) -> None:
    first = desk.take("v1.xlsx", [RAO, BOSE]).list_id
    found = desk.compare(first, desk.file("v2.csv", [RAO, BOSE, KHAN]))
    assert lines(found) == {"Imran Khan": "added"}
    assert found.new_title == "v2.csv"


def test_a_cell_that_was_emptied_counts_and_a_column_that_is_not_there_does_not(
    desk: Desk,
) -> None:
    first = desk.take("v1.xlsx", [RAO, BOSE]).list_id
    emptied = desk.compare(first, desk.file("v2.xlsx", [RAO, (*BOSE[:3], "")]))
    (change,) = emptied.rows[1].changes
    assert (change.field, change.old, change.new) == ("passport_number", "P2345678", "")
    narrow = desk.file("v3.xlsx", [RAO[:3], BOSE[:3]], HEADINGS[:4])
    assert lines(desk.compare(first, narrow)) == {}


def test_a_doubtful_pair_is_named_and_counted_once(desk: Desk) -> None:
    first = desk.take("v1.xlsx", [RAO, ("Leela Bhattacharya", "Adviser", "Mines", "")]).list_id
    newer = desk.file("v2.xlsx", [RAO, ("Lila Bhatacharya", "Adviser", "Mines", "")])
    found = desk.compare(first, newer)
    assert found.counts()["doubtful"] == 1
    assert found.counts()["removed"] == found.counts()["added"] == 0
    doubtful = found.rows[1]
    assert (doubtful.old_row, doubtful.new_row) == (4, 4)
    assert "row 4, Leela Bhattacharya" in doubtful.reason


def test_each_side_of_a_list_is_compared_for_itself(desk: Desk) -> None:
    headings = (*HEADINGS[:4], "Country")
    old = desk.file("a.xlsx", [(*RAO[:3], "India"), ("Jane Roe", "Expert", "X", "Russia")],
                    headings)  # fmt: skip
    new = desk.file("b.xlsx", [("Jane Roe", "Expert", "X", "India"), (*RAO[:3], "India")],
                    headings)  # fmt: skip
    assert [row.kind.value for row in desk.compare(old, new).rows] == ["added", "same", "removed"]


def test_a_list_over_two_sheets_is_read_again_as_it_was_then(desk: Desk) -> None:
    """With the columns that were chosen, under headings that only the session knew."""
    book = openpyxl.Workbook()
    assert book.active is not None
    book.active.title = "India"
    for name, people in (("India", (RAO, BOSE)), ("Russia", (("Olga Petrova", "Adviser"),))):
        sheet = book["India"] if name == "India" else book.create_sheet(name)
        sheet.append(["Name", "Herkunft", "Zimmer", "Phone Number", "E-mail"])
        for person in people:
            sheet.append([*person[:2], "Suite", "+91 11 2345 6789", "a@example.org"])
    path = desk.folder / "two.xlsx"
    book.save(path)
    with desk.workspace.edit("Set") as db:
        made = column_sets.create(db, "Ours")
        column_sets.set_fields(db, made.key, ("full_name", "designation"))
        column_sets.set_heading(db, made.key, "designation", "en", "Herkunft")
    with desk.workspace.edit("Import") as db:
        plan = imports.plan(db, read_book(path), chosen={3: "room"})
        list_id = imports.commit(db, plan, None, path.read_bytes()).list_id
    assert [one.sheet for one in (plan.layout, *plan.further)] == ["India", "Russia"]
    assert plan.rows[2].row.values["designation"] == "Adviser"
    assert plan.rows[2].row.values["room"] == "Suite"
    with desk.workspace.edit("Set") as db:
        column_sets.remove(db, made.key)
    with desk.workspace.read() as db:
        again = versions.read_kept(versions.kept_list(db, list_id))[1]
    assert [row.values for row in again.rows] == [row.row.values for row in plan.rows]
    assert [row.sheet for row in again.rows] == [row.row.sheet for row in plan.rows]
