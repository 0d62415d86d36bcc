"""Faulty rows go back to their sender and come in again, once, with nothing else changed."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from pathlib import Path

import openpyxl
import pytest
from openpyxl.styles import Font
from openpyxl.worksheet.worksheet import Worksheet

from rapporteur.domain.delegates import Delegate
from rapporteur.domain.errors import UserError
from rapporteur.domain.importing import ImportPlan, RowState
from rapporteur.exchange.incoming.reading import read_book
from rapporteur.exchange.lists.marks import FAULT_HEADINGS, WHERE_HEADINGS, find_mark
from rapporteur.exchange.outgoing.correction_sheet import SIGN, write_corrections
from rapporteur.services.delegates import list_delegates
from rapporteur.services.importing import imports
from rapporteur.services.lists import corrections
from rapporteur.services.lists.provenance import provenance, source_in_words

HEADINGS = ["No.", "Name", "Designation", "Organisation", "Sex", "D.O.B.", "Passport No.",
            "Phone Number", "Arrival", "Arrival time", "Remarks", "Fee"]  # fmt: skip
GOOD = ["Joint Secretary", "Ministry of Mines", "M", date(1970, 3, 4), "",
        "", date(2025, 8, 5), "18:05", "", "none"]  # fmt: skip


def row(number: int, name: str | None, **other: object) -> list[object]:
    """A row without a fault, but for what is named by heading."""
    cells = dict(zip(HEADINGS, [number, name, *GOOD], strict=True))
    cells |= {"Passport No.": f"Z{number:07}", "Phone Number": f"+91 98 1111 {number:04}"}
    for heading, value in other.items():
        cells[heading.replace("_", " ")] = value
    return list(cells.values())


# Twelve kinds of faults, one per row, and two rows without any.
FAULTY = [
    row(1, "Anil Kumar Bose"),
    row(2, None),
    row(3, "Ms. Rekha Nair\nShri Sunil Rao"),
    row(4, "TBC"),
    row(5, "Vikram Seth", **{"D.O.B.": "03/04/1975"}),
    row(6, "Prema Iyer", **{"D.O.B.": "spring 1980"}),
    row(7, "Deepak Gill", **{"Passport No.": "9.19876E+11"}),
    row(8, "Kavita Jain", Sex="Q"),
    row(9, "Arun Shоurie", **{"Arrival time": "late"}),
    row(10, "Nita Basu", **{"Phone Number": "9198760000000"}),
    row(11, "Gopal Menon", Arrival="to be confirmed"),
    row(12, "Lata Kapoor", Designation="#N/A"),
    row(13, "Ravi Shetty", **{"Passport No.": "0012345", "Remarks": "=1+1"}),
    row(14, "Sita Pillai", Arrival="5 Aug 2025 with spouse"),
]
# What the sender writes, by row of the list and heading; a whole new line has row 0.
ANSWERS: Mapping[int, Mapping[str, object]] = {
    5: {"Name": "Harish Rana"},
    6: {"Name": "Rekha Nair"},
    7: {"Name": "Indu Sen"},
    8: {"D.O.B.": "03.04.1975"},
    9: {"D.O.B.": date(1980, 4, 1)},
    10: {"Passport No.": "0919876543210"},
    11: {"Sex": "Male"},
    12: {"Name": "Arun Shourie", "Arrival time": "23:10"},
    13: {"Phone Number": "+91 98760 12345"},
    14: {"Arrival": "06.08.2025"},
    15: {"Designation": "Director"},
    17: {"Arrival": "05.08.2025"},
}
SPARE = {"Name": "Sunil Rao", "Designation": "Director", "Organisation": "Ministry of Mines"}


def make(path: Path, rows: list[list[object]] = FAULTY, headings: list[str] = HEADINGS) -> Path:
    book = openpyxl.Workbook()
    sheet = book.active
    assert isinstance(sheet, Worksheet)
    for line in (["List of the delegation"], [], headings, *rows):
        sheet.append(line)
    for cells in sheet.iter_rows():
        for cell in cells:
            if isinstance(cell.value, str) and cell.value.startswith("="):
                cell.data_type = "s"
    book.save(path)
    return path


def planned(desk, path: Path, **more: str) -> ImportPlan:
    with desk.workspace.read() as db:
        return imports.plan(db, read_book(path), **more)


def imported(desk, path: Path, **more: str) -> ImportPlan:
    with desk.workspace.edit("Import") as db:
        plan = imports.plan(db, read_book(path), **more)
        imports.commit(db, plan, content=path.read_bytes())
    return plan


def sheet_for(desk, path: Path, out: Path, **more: str) -> Path:
    with desk.workspace.read() as db:
        book = read_book(path)
        plan = imports.plan(db, book, **more)
        corrections.export_corrections(db, out, plan, book)
    return out


class Sheet:
    """A correction sheet as its receiver sees it."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.book = openpyxl.load_workbook(path)
        self.page = self.book.worksheets[0]
        mark = find_mark(read_book(path).sheets[0])
        assert mark is not None
        self.mark = mark
        self.header = mark.header_row
        texts = [cell.value for cell in self.page[self.header]]
        self.columns = {text: at for at, text in enumerate(texts, 1) if text}
        self.fault_columns = {
            texts[at - 2]: at for at, text in enumerate(texts, 1) if text in FAULT_HEADINGS.values()
        }
        where = self.columns[next(w for w in WHERE_HEADINGS.values() if w in self.columns)]
        self.rows = {
            self.page.cell(at, where).value: at
            for at in range(self.header + 1, self.page.max_row + 1)
            if self.page.cell(at, where).value
        }

    def cell(self, row: int, heading: str):
        """A cell by row of the original list and heading."""
        return self.page.cell(self.rows[row], self.columns[heading])

    def faults(self) -> dict[tuple[int, str], str]:
        """All faults said in the columns beside the cells."""
        found = {}
        for row_, at in self.rows.items():
            for heading, column in self.fault_columns.items():
                if said := self.page.cell(at, column).value:
                    found[row_, heading] = said
        return found

    def answer(self, answers: Mapping[int, Mapping[str, object]] = ANSWERS) -> Path:
        for row_, values in answers.items():
            for heading, value in values.items():
                cell = self.cell(row_, heading)
                assert not cell.protection.locked
                cell.value = value
        return self.save()

    def save(self) -> Path:
        path = self.path.with_stem(f"{self.path.stem}-back")
        self.book.save(path)
        return path


def people(desk, side: int | None = None) -> dict[str, Delegate]:
    with desk.workspace.read() as db:
        found = list_delegates(db, side or desk.india.id)
    return {f"{d['given_name']} {d['family_name']}".strip(): d for d in found}


def test_every_fault_stands_beside_its_cell_and_nothing_else_is_marked(desk, tmp_path):
    sheet = Sheet(sheet_for(desk, make(tmp_path / "list.xlsx"), tmp_path / "out.xlsx", side="IN"))
    faults = sheet.faults()
    assert set(faults) == {
        (5, "Name"), (6, "Name"), (7, "Name"), (8, "D.O.B."), (9, "D.O.B."), (10, "Passport No."),
        (11, "Sex"), (12, "Name"), (12, "Arrival time"), (13, "Phone Number"), (14, "Arrival"),
        (15, "Designation"), (17, "Arrival"),
    }  # fmt: skip
    assert all(said.startswith(SIGN) for said in faults.values())
    assert "03.04.1975" in faults[8, "D.O.B."]
    assert "Male, Female" in faults[11, "Sex"]
    assert "Shourie" in faults[12, "Name"]
    for (row_, heading), said in faults.items():
        assert sheet.cell(row_, heading).comment.text == said.removeprefix(SIGN)
        assert sheet.cell(row_, heading).fill.fill_type == "solid"
    assert sheet.cell(8, "Name").fill.fill_type is None
    # Faulty rows first, then doubtful, then those with something at a cell.
    assert list(sheet.rows) == [5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 17]


def test_cells_stand_as_they_were_received(desk, tmp_path):
    rows = [row(1, "Anil Bose", **{"Passport No.": "0012345", "Remarks": "=1+1", "Sex": "X?"})]
    sheet = Sheet(
        sheet_for(desk, make(tmp_path / "l.xlsx", rows), tmp_path / "out.xlsx", side="IN")
    )
    texts = {
        heading: sheet.cell(4, heading).value for heading in ("Passport No.", "Remarks", "Fee")
    }
    assert texts == {"Passport No.": "0012345", "Remarks": "=1+1", "Fee": "none"}
    assert sheet.cell(4, "Remarks").data_type == "s"
    assert sheet.cell(4, "D.O.B.").value == datetime(1970, 3, 4)  # noqa: DTZ001 - a cell has no zone


def test_the_sheet_comes_back_through_the_same_door(desk, tmp_path):
    """The whole round: import, what is left out goes back, is put right, and all are in."""
    path = make(tmp_path / "list.xlsx")
    first = imported(desk, path, side="IN", sender="Ministry of Mines")
    before = people(desk)
    assert first.counts()["faulty"] == 2
    assert first.counts()["doubtful"] == 1
    assert "Anil Kumar Bose" in before
    assert "Harish Rana" not in before
    sheet = Sheet(sheet_for(desk, path, tmp_path / "o.xlsx", side="IN", sender="Ministry of Mines"))
    spare = max(sheet.rows.values()) + 1
    for heading, value in SPARE.items():
        sheet.page.cell(spare, sheet.columns[heading], value)
    back = sheet.answer()

    plan = imported(desk, back)  # nobody says the side or the sender

    assert plan.sender == "Ministry of Mines"
    assert {k: v for k, v in plan.counts().items() if v} == {"new": 4, "changed": 7, "same": 2}
    assert [i.code for i in plan.issues] == []
    assert plan.layout.unmapped == ("Fee",)
    after = people(desk)
    assert after.keys() - before.keys() == {
        "Harish Rana", "Rekha Nair", "Indu Sen", "Sunil Rao", "Arun Shourie"
    }  # fmt: skip
    assert before.keys() - after.keys() == {"Arun Shоurie"}
    changed = {
        name: {k: v for k, v in after[name].as_dict().items() if v != before[name][k]}
        for name in after.keys() & before.keys()
    }
    assert {name: values for name, values in changed.items() if values} == {
        "Prema Iyer": {"date_of_birth": "1980-04-01"},
        "Deepak Gill": {"passport_number": "0919876543210"},
        "Kavita Jain": {"sex": "male"},
        "Nita Basu": {"phone": "+91 98760 12345"},
        "Gopal Menon": {"arrival_date": "2025-08-06"},
        "Lata Kapoor": {"designation": "Director"},
    }
    assert after["Arun Shourie"]["arrival_time"] == "23:10"
    assert after["Ravi Shetty"]["passport_number"] == "0012345"


def test_where_a_person_comes_from_shows_the_cells_and_nothing_hidden(desk, tmp_path):
    path = make(tmp_path / "list.xlsx")
    imported(desk, path, side="IN", sender="Mines")
    out = sheet_for(desk, path, tmp_path / "out.xlsx", side="IN", sender="Mines")
    imported(desk, Sheet(out).answer({8: {"D.O.B.": "03.04.1975"}}))
    with desk.workspace.read() as db:
        newest, first = provenance(db, people(desk)["Vikram Seth"].id)
    assert (newest.list.name, newest.original["Name"]) == ("out-back.xlsx", "Vikram Seth")
    assert newest.original.keys() <= {*HEADINGS}
    assert first.original.keys() <= {*HEADINGS}


def test_a_row_comes_in_once_whichever_list_comes_first(desk, tmp_path):
    """The sheet twice, then the old list again: nobody twice, and nothing put back."""
    path = make(tmp_path / "list.xlsx")
    back = Sheet(sheet_for(desk, path, tmp_path / "out.xlsx", side="IN")).answer()
    imported(desk, back)  # the list itself was never imported
    once = people(desk)
    assert "Harish Rana" in once
    assert len(once) == 5 + 12

    again = planned(desk, back)
    assert {k: v for k, v in again.counts().items() if v} == {"same": 12}

    old = imported(desk, path, side="IN")

    assert {k: v for k, v in old.counts().items() if v} == {"new": 2, "skipped": 12}
    skipped = next(r for r in old.rows if r.state is RowState.SKIPPED)
    assert "came back corrected in “out-back.xlsx”" in skipped.reason
    after = people(desk)
    assert after.keys() - once.keys() == {"Anil Kumar Bose", "Ravi Shetty"}
    assert all(after[name].values == once[name].values for name in once)


def test_what_is_still_faulty_goes_out_again_with_the_same_fault(desk, tmp_path):
    path = make(tmp_path / "list.xlsx")
    first = Sheet(sheet_for(desk, path, tmp_path / "one.xlsx", side="IN"))
    back = first.answer({5: {"Name": "Harish Rana"}})

    second = Sheet(sheet_for(desk, back, tmp_path / "two.xlsx"))

    told = {(r, h): s for (r, h), s in first.faults().items() if r != 5}
    row_in_first = {at: row_ for row_, at in first.rows.items()}
    assert {(row_in_first[r], h): s for (r, h), s in second.faults().items()} == told
    answers = {first.rows[r]: a for r, a in ANSWERS.items() if r != 5}
    imported(desk, second.answer(answers))
    # The reference went along: what the first sheet still asks, the second has answered.
    counts = planned(desk, back).counts()
    assert {k: v for k, v in counts.items() if v} == {"new": 1, "skipped": 11}
    assert planned(desk, path, side="IN").counts()["skipped"] == 11


def empty(sheet: Sheet, *rows: int) -> Path:
    """The sheet with the lines emptied that were these rows of the list: all cells one can edit."""
    for row_ in rows:
        for heading, column in sheet.columns.items():
            if heading in HEADINGS:
                cell = sheet.page.cell(sheet.rows[row_], column)
                assert not cell.protection.locked
                cell.value = None
    return sheet.save()


def test_an_emptied_line_of_nobody_here_is_said_and_does_nothing(desk, tmp_path):
    sheet = Sheet(sheet_for(desk, make(tmp_path / "l.xlsx"), tmp_path / "out.xlsx", side="IN"))
    plan = planned(desk, empty(sheet, 8, 17))
    assert "Vikram" not in {r.row.values.get("given_name") for r in plan.rows}
    told = [r for r in plan.rows if r.row.skipped == "emptied"]
    assert [(r.state, r.accepted, r.row.row) for r in told] == [
        (RowState.SKIPPED, False, sheet.rows[8]), (RowState.SKIPPED, False, sheet.rows[17]),
    ]  # fmt: skip
    assert "row 8 of the list. Nobody of this session" in told[0].reason
    assert "row 17 of the list." in told[1].reason
    assert [r.row.issues[0].message for r in told] == [r.reason for r in told]


def test_whose_line_was_emptied_is_withdrawn_once_somebody_says_so(desk, tmp_path):
    path = make(tmp_path / "list.xlsx")
    imported(desk, path, side="IN", sender="Mines")
    there = people(desk)
    sheet = Sheet(sheet_for(desk, path, tmp_path / "out.xlsx", side="IN", sender="Mines"))
    back = empty(sheet, 8, 17)  # one in the middle, and the last one

    plan = planned(desk, back)
    gone = [at for at, r in enumerate(plan.rows) if r.state is RowState.REMOVED]
    assert [plan.rows[at].delegate_id for at in gone] == [
        there["Vikram Seth"].id, there["Sita Pillai"].id,
    ]  # fmt: skip
    assert not any(plan.rows[at].accepted for at in gone)
    assert "row 8 of the list: the sender takes this person off" in plan.rows[gone[0]].reason
    assert plan.counts()["removed"] == 2

    imported(desk, back)  # without a word it does nothing
    assert not any(person.withdrawn for person in people(desk).values())
    with desk.workspace.edit("Import") as db:
        plan = imports.plan(db, read_book(back))
        result = imports.commit(db, plan, {gone[0]}, back.read_bytes())
    assert result.removed == 1
    now = people(desk)
    assert [name for name, person in now.items() if person.withdrawn] == ["Vikram Seth"]
    assert now["Vikram Seth"]["passport_number"] == there["Vikram Seth"]["passport_number"]

    again = [r for r in planned(desk, back).rows if r.row.skipped == "emptied"]
    (told,) = (r.reason for r in again if "withdrawn here already" in r.reason)
    assert told.startswith(f"Line {sheet.rows[8]} came back empty, which was row 8 of the list.")
    with desk.workspace.read() as db:
        (newest, *_) = provenance(db, now["Vikram Seth"].id)
    assert source_in_words(newest).startswith("no longer on list 3 from Mines")
    assert newest.original == {}
    desk.workspace.undo()
    assert not any(person.withdrawn for person in people(desk).values())


def test_the_next_list_knows_whose_line_was_emptied(desk, tmp_path):
    rows = FAULTY[4:]
    path = make(tmp_path / "list.xlsx", rows)
    imported(desk, path, side="IN", sender="Mines", as_version=True)
    sheet = Sheet(sheet_for(desk, path, tmp_path / "out.xlsx", side="IN", sender="Mines"))
    back = empty(sheet, 4)
    with desk.workspace.edit("Import") as db:
        plan = imports.plan(db, read_book(back))
        (gone,) = (at for at, r in enumerate(plan.rows) if r.state is RowState.REMOVED)
        imports.commit(db, plan, {gone}, back.read_bytes())
    seth = people(desk)["Vikram Seth"]

    def then(name: str, rows: list[list[object]]) -> list[tuple[str, str]]:
        one = make(tmp_path / name, rows)
        plan = planned(desk, one, side="IN", sender="Mines", as_version=True)
        return [
            (r.state.value, c.field) for r in plan.rows if r.delegate_id == seth.id
            for c in r.changes
        ]  # fmt: skip

    assert seth.withdrawn
    assert then("without.xlsx", rows[1:]) == []
    assert ("changed", "status") in then("with.xlsx", [row(5, "Vikram Seth"), *rows[1:]])


def test_a_correction_edited_here_meanwhile_is_a_question_and_no_overwrite(desk, tmp_path):
    from rapporteur.domain.editing import FieldEdit
    from rapporteur.services import delegates

    path = make(tmp_path / "list.xlsx")
    imported(desk, path, side="IN", sender="Mines")
    back = Sheet(sheet_for(desk, path, tmp_path / "out.xlsx", side="IN", sender="Mines")).answer(
        {8: {"D.O.B.": "05.06.1975"}}
    )
    one = people(desk)["Vikram Seth"]
    with desk.workspace.edit("Edit") as db:
        delegates.update_delegate(
            db, one.id, {"date_of_birth": FieldEdit("1975-04-03", "1976-01-01")}
        )

    plan = planned(desk, back)

    (found,) = [r for r in plan.rows if r.delegate_id == one.id]
    assert found.state is RowState.CHANGED
    assert not found.accepted
    assert "Changed here as well" in found.reason


def test_doubts_about_people_of_the_session_never_go_out(desk, tmp_path):
    """Somebody who may be one of ours is our own question; no sheet is made for it."""
    rows = [row(1, "Indiaa1"), row(2, "Meera Nanda")]
    path = make(tmp_path / "list.xlsx", rows)
    plan = planned(desk, path, side="IN")
    assert corrections.faulty_rows(plan) == []
    with desk.workspace.read() as db, pytest.raises(UserError) as refused:
        corrections.correction_pages(db, plan, read_book(path))
    assert refused.value.code == "corrections.none"


def test_a_russian_list_is_answered_in_russian(desk, tmp_path):
    headings = ["№ п/п", "Фамилия, имя, отчество", "Должность", "Организация", "Дата рождения"]
    rows: list[list[object]] = [
        [1, "Груздев Алексей Владимирович", "Директор", "Минпромторг", "04/03/1970"],
        [2, "уточняется", "Советник", "Минпромторг", "04.03.1971"],
    ]
    path = make(tmp_path / "список.xlsx", rows, headings)
    out = sheet_for(desk, path, tmp_path / "out.xlsx", side="RU", sender="Минпромторг")
    sheet = Sheet(out)
    assert sheet.mark.side == "RU"
    assert list(sheet.fault_columns) == ["Фамилия, имя, отчество", "Дата рождения"]
    assert "Имя ещё не указано" in sheet.faults()[5, "Фамилия, имя, отчество"]
    letter = " ".join(str(sheet.page.cell(r, 1).value or "") for r in range(1, sheet.header))
    assert "Кому: Минпромторг" in letter
    assert "Индийская Сторона" in letter
    with desk.workspace.read() as db:
        name = corrections.suggested_corrections_name(db, planned(desk, path))
    assert name == "11-е заседание - список - на исправление.xlsx"


def test_what_stood_once_for_several_rows_goes_along(desk, tmp_path):
    """Bands, merged cells and sides of the list are gone on the sheet, their meaning is not."""
    headings = ["No.", "Name", "Designation", "Sex"]
    rows: list[list[object]] = [
        ["India"], ["Ministry of Mines"],
        [1, "Anil Bose", "Director", "M"], [2, "Prema Iyer", "Director", "?"],
        ["Russia"], ["Ministry of Industry and Trade"],
        [3, "Oleg Petrov", "Adviser", "?"],
    ]  # fmt: skip
    path = make(tmp_path / "list.xlsx", rows, headings)
    sheet = Sheet(sheet_for(desk, path, tmp_path / "out.xlsx"))
    back = sheet.answer({7: {"Sex": "F"}, 10: {"Sex": "M"}})

    plan = imported(desk, back)

    assert {k: v for k, v in plan.counts().items() if v} == {"new": 2}
    assert people(desk)["Prema Iyer"]["organisation"] == "Ministry of Mines"
    assert people(desk)["Prema Iyer"]["sex"] == "female"
    oleg = people(desk, desk.russia.id)["Oleg Petrov"]
    assert oleg["organisation"] == "Ministry of Industry and Trade"


def test_a_date_that_only_the_whole_list_explains_is_sent_as_a_date(desk, tmp_path):
    """Read alone, 04/03/1975 would change its meaning without the row that settles it."""
    rows = [
        row(1, "Anil Bose", **{"D.O.B.": "12/25/1971"}),
        row(2, "Prema Iyer", **{"D.O.B.": "04/03/1975", "Sex": "?"}),
    ]
    path = make(tmp_path / "list.xlsx", rows)
    sheet = Sheet(sheet_for(desk, path, tmp_path / "out.xlsx", side="IN"))
    assert sheet.cell(5, "D.O.B.").value == datetime(1975, 4, 3)  # noqa: DTZ001 - likewise
    imported(desk, sheet.answer({5: {"Sex": "F"}}))
    assert people(desk)["Prema Iyer"]["date_of_birth"] == "1975-04-03"


def test_struck_names_and_two_sheets_go_along(desk, tmp_path):
    book = openpyxl.Workbook()
    for name, *both in (("India", "Anil Bose", "Rekha Nair"), ("Russia", "Oleg Li", "Ivan Gromov")):
        sheet = book.create_sheet(name)
        sheet.append(["Name", "Designation", "Organisation", "Sex"])
        for who in both:
            sheet.append([who, "Director", "Ministry of Mines", "?"])
        sheet["A2"].font = Font(strike=True)
    del book["Sheet"]
    path = tmp_path / "list.xlsx"
    book.save(path)
    out = sheet_for(desk, path, tmp_path / "out.xlsx")

    made = openpyxl.load_workbook(out)
    assert made.sheetnames == ["India", "Russia"]
    marks = [find_mark(sheet) for sheet in read_book(out).sheets]
    assert [mark.side for mark in marks if mark] == ["IN", "RU"]

    plan = planned(desk, out)

    assert plan.counts()["new"] == 4
    assert [r.row.values.get("status", "") for r in plan.rows] == ["withdrawn", "", "withdrawn", ""]
    assert [r.side_id for r in plan.rows] == [desk.india.id] * 2 + [desk.russia.id] * 2


def test_hidden_texts_hold_no_value_of_a_person(desk, tmp_path):
    out = sheet_for(desk, make(tmp_path / "list.xlsx"), tmp_path / "out.xlsx", side="IN")
    sheet = Sheet(out)
    last = sheet.columns["rapporteur:ref"]
    assert sheet.page.column_dimensions[openpyxl.utils.get_column_letter(last)].hidden
    hidden = [sheet.page.cell(at, last).value for at in range(1, sheet.page.max_row + 1)]
    hidden += [cell.value for cell in sheet.page[sheet.mark.row]]
    texts = [text for text in hidden if text]
    assert all(text.startswith(("rapporteur:", "list:")) for text in texts)
    names = {str(line[1]) for line in FAULTY if line[1]}
    assert not any(word in text for text in texts for name in names for word in name.split())
    properties = sheet.book.properties
    assert (properties.creator or "", properties.lastModifiedBy or "") == ("", "")


def test_whom_a_row_may_repeat_stands_above_it(desk, tmp_path):
    rows = [
        row(1, "Anil Bose", **{"Passport No.": "Z77"}),
        row(2, "Prema Iyer"),
        row(3, "Anil Bose", **{"Passport No.": "Z77", "Designation": "Director"}),
    ]
    path = make(tmp_path / "list.xlsx", rows)
    sheet = Sheet(sheet_for(desk, path, tmp_path / "out.xlsx", side="IN"))
    assert list(sheet.rows) == [4, 6]
    assert list(sheet.faults()) == [(6, "Name")]
    assert "row 4" in sheet.faults()[6, "Name"]


LISTS = Path(__file__).parents[1] / "samples" / "lists"


@pytest.mark.parametrize(
    "name", ["messy-80", "suite/en-dates", "suite/ru-messy", "suite/both-messy"]
)
def test_a_sheet_that_comes_back_untouched_says_what_the_list_said(desk, tmp_path, name):
    """Every value and every fault of the rows is read again as it was in the list itself."""
    path = LISTS / f"{name}.xlsx"
    plan = planned(desk, path, side="IN")
    out = sheet_for(desk, path, tmp_path / "out.xlsx", side="IN")
    wanted = {plan.rows[at].row.row: plan.rows[at].row for at in corrections.faulty_rows(plan)}
    assert len(wanted) > 5

    again = planned(desk, out)

    def said(one):
        return {k: v for k, v in one.values.items() if v}

    def asked(one):
        # A row is hidden in a list, and no longer on the sheet: that it stays is the answer.
        return sorted(i.code for i in one.issues if i.code != "row_hidden")

    rows = {int(p.row.reference.rpartition(".")[2]): p.row for p in again.rows}
    assert rows.keys() >= wanted.keys()  # and whom they may repeat
    rows = {at: one for at, one in rows.items() if at in wanted}
    assert {at: said(one) for at, one in rows.items()} == {at: said(w) for at, w in wanted.items()}
    assert {at: asked(one) for at, one in rows.items()} == {
        at: asked(w) for at, w in wanted.items()
    }


def test_a_sheet_of_notes_beside_the_corrections_is_no_obstacle(desk, tmp_path):
    """The sender may add a sheet to the workbook; it is no list of ours and is left aside."""
    out = sheet_for(desk, make(tmp_path / "list.xlsx"), tmp_path / "out.xlsx", side="IN")
    book = openpyxl.load_workbook(out)
    notes = book.create_sheet("Notes")
    notes["A1"] = "We shall send the passports tomorrow."
    book.save(out)
    assert len(planned(desk, out).rows) == 12


@pytest.mark.parametrize(
    "mark",
    [
        "rapporteur:sheet?kind=correction&side=XX&sender=%FF%00%0a",
        "rapporteur:sheet?kind=other",
        "rapporteur:sheet?",
        "rapporteur:sheet?kind=template&side=" + "IN" * 5000,
    ],
)
def test_a_mark_that_somebody_has_forged_or_broken_only_loses_its_use(desk, tmp_path, mark):
    book = openpyxl.Workbook()
    assert book.active is not None
    for line in (
        ["rapporteur:field:nothing_known", None, mark],
        ["Name", "Designation"],
        ["Anil Bose", "Director"],
    ):
        book.active.append(line)
    book.save(tmp_path / "list.xlsx")
    plan = planned(desk, tmp_path / "list.xlsx")
    assert [row.row.values["family_name"] for row in plan.rows] == ["Bose"]
    assert not any(ord(letter) < 32 for letter in plan.sender)
    assert planned(desk, tmp_path / "list.xlsx", side="IN").counts()["new"] == 1


def test_each_sheet_says_itself_whose_it_is(desk, tmp_path):
    """A band named the side in the list; on the sheet that goes back only the mark is left."""
    book = openpyxl.Workbook()
    for tab, side, who in (("Part A", "India", "Anil Bose"), ("Part B", "Russia", "Oleg Li")):
        page = book.create_sheet(tab)
        for line in (["Name", "Designation", "Sex"], [side], [who, "Director", "?!"]):
            page.append(line)
    del book["Sheet"]
    path = tmp_path / "list.xlsx"
    book.save(path)
    with desk.workspace.read() as db:
        received = read_book(path)
        plans = [imports.plan(db, received, sheet=tab) for tab in ("Part A", "Part B")]
        pages = [corrections.correction_pages(db, plan, received)[0] for plan in plans]
    out = tmp_path / "out.xlsx"
    write_corrections(out, pages)

    plan = planned(desk, out)

    assert [row.side_id for row in plan.rows] == [desk.india.id, desk.russia.id]


def test_a_correction_is_no_newer_list(desk, tmp_path):
    """The next version is compared with the whole list: nobody has moved, and nobody is gone."""
    said = {"side": "IN", "sender": "Mines"}
    rows = [
        row(1, "Anil Bose"),
        row(2, None),
        row(3, "Prema Iyer", Sex="Q"),
        row(4, "Gopal Menon"),
    ]
    path = make(tmp_path / "one.xlsx", rows)
    imported(desk, path, **said)
    sheet = Sheet(sheet_for(desk, path, tmp_path / "out.xlsx", **said))
    back = sheet.answer({5: {"Name": "Kiran Das"}, 6: {"Sex": "F"}})

    with desk.workspace.read() as db:
        correction = imports.plan(db, read_book(back), as_version=True)
    assert not correction.is_version
    imported(desk, back)
    rows[1][1], rows[2][4] = "Kiran Das", "F"
    newer = make(tmp_path / "two.xlsx", rows)
    with desk.workspace.read() as db:
        plan = imports.plan(db, read_book(newer), as_version=True, **said)

    assert {k: v for k, v in plan.counts().items() if v} == {"same": 4}
    moved = make(tmp_path / "three.xlsx", [rows[3], *rows[:3]])
    with desk.workspace.read() as db:
        plan = imports.plan(db, read_book(moved), as_version=True, **said)
    assert {k: v for k, v in plan.counts().items() if v} == {"same": 3, "moved": 1}
    gone = make(tmp_path / "four.xlsx", [rows[1], rows[3]])
    with desk.workspace.read() as db:
        plan = imports.plan(db, read_book(gone), as_version=True, **said)
    assert {k: v for k, v in plan.counts().items() if v} == {"same": 2, "removed": 2}


def test_whose_row_came_back_with_another_name_is_not_gone_from_the_list_itself(desk, tmp_path):
    said = {"side": "IN", "sender": "Mines"}
    rows = [row(1, "Anil Bose"), row(2, "Leela Bose", Sex="Q"), *(
        row(number, name) for number, name in enumerate(("Prema Iyer", "Gopal Menon"), 3)
    )]  # fmt: skip
    path = make(tmp_path / "one.xlsx", rows)
    imported(desk, path, **said)
    sheet = Sheet(sheet_for(desk, path, tmp_path / "out.xlsx", **said))
    imported(desk, sheet.answer({5: {"Name": "Leela Basu Sen", "Sex": "F"}}))
    assert "Leela Basu Sen" in people(desk)

    with desk.workspace.read() as db:
        plan = imports.plan(db, read_book(path), as_version=True, **said)
    assert {k: v for k, v in plan.counts().items() if v} == {"same": 3, "skipped": 1}


def test_a_column_of_the_senders_with_the_name_of_ours_is_not_lost(desk, tmp_path):
    headings = ["Name", "Designation", "What is wrong"]
    path = make(tmp_path / "list.xlsx", [["Anil Bose", "Director", "nothing"]], headings)
    plan = planned(desk, path, side="IN")
    assert plan.layout.unmapped == ("What is wrong",)
    assert plan.rows[0].row.original["What is wrong"] == "nothing"


def test_one_undo_takes_a_correction_back_with_all_it_did(desk, tmp_path):
    path = make(tmp_path / "list.xlsx")
    imported(desk, path, side="IN", sender="Mines")
    before = {name: person.values for name, person in people(desk).items()}
    sheet = Sheet(sheet_for(desk, path, tmp_path / "out.xlsx", side="IN", sender="Mines"))
    imported(desk, sheet.answer())
    assert planned(desk, path, side="IN").counts()["skipped"] == 12
    desk.workspace.undo()
    assert {name: person.values for name, person in people(desk).items()} == before
    assert planned(desk, path, side="IN").counts()["skipped"] == 0
