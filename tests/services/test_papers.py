"""Agenda, run sheet and attendance sheets: what stands in them, and above all what does not."""

from __future__ import annotations

import zipfile
from pathlib import Path

import openpyxl
import pytest

from rapporteur.domain.agenda import AGENDA_ITEM, SITTING
from rapporteur.domain.errors import UserError
from rapporteur.domain.fields import Catalogue, Field, Kind, Privacy
from rapporteur.services import delegates, sessions, stored
from rapporteur.services.papers import agenda, attendance, run_sheet

CANARY = {
    Kind.TEXT: "CANARY",
    Kind.LONG: "CANARY\nin two lines",
    Kind.MOMENT: "2031-07-17T05:31:07+00:00",
    Kind.NUMBER: "987654",
    Kind.CHOICE: "",
}
TRACES = (b"CANARY", b"2031-07-17", b"17 Jul", b"987654", b"Being discussed", b"None needed")


def internal(catalogue: Catalogue) -> list[Field]:
    return [f for f in catalogue if f.privacy is Privacy.INTERNAL]


def baited(catalogue: Catalogue) -> dict[str, str]:
    """A value for every internal field that would be known anywhere."""
    return {f.key: f.choices[-1].code if f.choices else CANARY[f.kind] for f in internal(catalogue)}


def whole(path: Path) -> bytes:
    """Every part of a workbook's package, names included."""
    with zipfile.ZipFile(path) as package:
        return b"\n".join(name.encode() + package.read(name) for name in package.namelist())


@pytest.fixture
def work(desk):
    """Two sittings; two items with a sub-item, a late one, and one that waits."""
    with desk.workspace.edit("Agenda") as db:
        india = delegates.list_delegates(db, desk.india.id)
        lead = {"lead_first": india[0].uuid}
        hall = {"title_en": "Morning", "title_ru": "Утро", "date": "2025-08-06",
                "start_time": "10:00", "end_time": "10:30", "room_en": "Hall 2"}  # fmt: skip
        morning, _ = stored.create(
            db, stored.SITTINGS, [{**hall, **baited(SITTING)}, {"title_en": "Afternoon"}]
        )
        rows = [
            {"title_en": "Opening", "title_ru": "Открытие", "planned_minutes": "15", **lead},
            {"title_en": "=Reports", "planned_minutes": "20", "number": "2"},
            {"title_en": "Added", "late": "yes", "presenters": "Girnar Ltd."},
        ]
        bait = baited(AGENDA_ITEM) | {"interpretation": "consecutive"}
        made = stored.create(
            db, stored.AGENDA_ITEMS, [{**row, **bait} for row in rows], sitting_id=morning.id
        )
        stored.create(
            db, stored.AGENDA_ITEMS, [{"title_en": "Mining", **bait}], parent_id=made[1].id
        )
        stored.create(db, stored.AGENDA_ITEMS, [{"title_en": "PARKED"}])
        speaker = {"name": "Speaker Canary", "agenda_item": made[0].uuid}
        stored.create(db, stored.SPEAKERS, [speaker])
        session = sessions.session(db)
        assert session["ordinal"] == "11"
    return desk.workspace


def written(work, write, path, *rest):
    with work.read() as db:
        write(db, path, *rest)
    return path


def cells(path):
    page = openpyxl.load_workbook(path).worksheets[0]
    return [str(c.value) for row in page.iter_rows() for c in row if c.value is not None]


@pytest.mark.parametrize("language", ["en", "ru", "both"])
def test_nothing_internal_is_anywhere_in_the_public_agenda(work, tmp_path, language):
    package = whole(written(work, agenda.export_agenda, tmp_path / "a.xlsx", language))
    for trace in (*TRACES, b"PARKED", b"Speaker Canary", b"INTERNAL"):
        assert trace not in package, trace


def test_every_internal_field_is_baited_so_that_the_search_can_find_it(work, tmp_path):
    for catalogue in (AGENDA_ITEM, SITTING):
        assert internal(catalogue)
        assert all(baited(catalogue).values())
    package = whole(written(work, run_sheet.export_run_sheet, tmp_path / "r.xlsx", "en"))
    for trace in (b"CANARY", b"PARKED", b"Speaker Canary"):
        assert trace in package, "the same search finds it where it belongs"


def test_the_public_agenda_has_numbers_times_leads_rooms_and_marks_what_was_added(work, tmp_path):
    found = cells(written(work, agenda.export_agenda, tmp_path / "a.xlsx", "both"))
    assert "Opening\nОткрытие" in found
    assert "=Reports" in found, "text stays text"
    assert "Added\n[added / включён дополнительно]" in found
    assert "India1 (India)" in found
    assert "Girnar Ltd." in found
    assert any("Hall 2" in text and "6 August 2025" in text for text in found)
    assert {"1", "2", "2.1", "10:00"} <= set(found)


def test_the_run_sheet_says_what_it_is_on_every_page_and_in_its_name(work, tmp_path):
    path = written(work, run_sheet.export_run_sheet, tmp_path / "r.xlsx", "en")
    page = openpyxl.load_workbook(path).worksheets[0]
    assert "INTERNAL" in page.oddHeader.center.text
    assert "INTERNAL" in page.oddFooter.center.text
    first, last = (int(part.strip("$")) for part in page.print_title_rows.split(":"))
    assert last == first + 1, "the tinted band is repeated with the headings"
    band = page.cell(first, 1)
    assert "INTERNAL" in band.value
    assert band.fill.fgColor.rgb == "FF9B1C1C"
    found = cells(path)
    assert any("TOO LONG" in text for text in found), "an overrun is said in words"
    with work.read() as db:
        assert "INTERNAL" in run_sheet.run_sheet_name(db, "en")
        assert "INTERNAL" not in agenda.agenda_name(db, "en")


@pytest.mark.parametrize("write", [agenda.export_agenda, run_sheet.export_run_sheet])
def test_papers_are_printed_on_a4_with_their_headings_on_each_page(work, tmp_path, write):
    page = openpyxl.load_workbook(written(work, write, tmp_path / "p.xlsx")).worksheets[0]
    assert page.page_setup.paperSize == 9
    assert page.print_title_rows
    assert page.freeze_panes
    assert page.page_setup.fitToHeight == 0


def test_an_attendance_sheet_is_filled_from_what_was_noted(work, tmp_path):
    with work.edit("Roll") as db:
        sitting = stored.read(db, stored.SITTINGS)[0]
        first, second, *_ = delegates.list_delegates(db)
        noted = {"state": "present", "arrived": "10:05", "left": "11:40"}
        stored.create(db, stored.ATTENDANCES, [noted], sitting_id=sitting.id, delegate_id=first.id)
        stored.create(
            db, stored.ATTENDANCES, [{"state": "excused", "remarks": "ill"}],
            sitting_id=sitting.id, delegate_id=second.id,
        )  # fmt: skip
    path = written(work, attendance.export_attendance, tmp_path / "a.xlsx", 1, "en")
    page = openpyxl.load_workbook(path).worksheets[0]
    rows = [[cell.value for cell in row] for row in page.iter_rows()]
    people = [row for row in rows if row[1] and str(row[0]).isdigit()]
    assert people[0] == ["1", "India1", None, "☒", "☐", "☐", "10:05", "11:40", None]
    assert people[1][3:] == ["☐", "☐", "☒", None, None, "ill"]
    assert [row[1] for row in people[-3:]] == ["Russia1", "Russia2", "Russia3"]
    assert any("present 1" in str(row[0]) for row in rows)


def test_an_empty_attendance_sheet_tells_nothing_and_has_a_page_for_each_sitting(work, tmp_path):
    with work.edit("Roll") as db:
        sitting = stored.read(db, stored.SITTINGS)[0]
        person = delegates.list_delegates(db)[0]
        noted = {"state": "present", "remarks": "CANARY"}
        stored.create(db, stored.ATTENDANCES, [noted], sitting_id=sitting.id, delegate_id=person.id)
    path = tmp_path / "a.xlsx"
    with work.read() as db:
        assert attendance.export_attendance(db, path, None, "ru", empty=True) == 2
    package = whole(path)
    assert b"CANARY" not in package
    assert "☒".encode() not in package
    assert openpyxl.load_workbook(path).sheetnames == ["Утро", "Afternoon"]


def test_a_sitting_that_is_not_there_and_an_empty_agenda_are_refused(desk, tmp_path):
    with desk.workspace.read() as db:
        for write, code in (
            (agenda.export_agenda, "export.no_agenda"),
            (run_sheet.export_run_sheet, "export.no_agenda"),
            (attendance.export_attendance, "export.no_sitting"),
        ):
            with pytest.raises(UserError) as refused:
                write(db, tmp_path / "x.xlsx")
            assert refused.value.code == code
        with pytest.raises(UserError):
            attendance.export_attendance(db, tmp_path / "x.xlsx", 3)
    assert not (tmp_path / "x.xlsx").exists()
