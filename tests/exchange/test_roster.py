"""A list leaves the program as a workbook that reads back as it was meant, and prints."""

from __future__ import annotations

import os
import re
import stat
import zipfile
from datetime import UTC, datetime
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from python_calamine import CalamineWorkbook

from rapporteur.domain.column_sets import column_set
from rapporteur.domain.delegates import DELEGATE
from rapporteur.domain.errors import UserError
from rapporteur.exchange.lists.headings import REFERENCE
from rapporteur.exchange.outgoing import output, roster_page
from rapporteur.exchange.outgoing.cell_text import LIMIT, cell_text, text_width, wrapped
from rapporteur.exchange.outgoing.roster import (
    Roster,
    RosterBand,
    RosterRow,
    RosterSheet,
    write_roster,
)

NOON = datetime(2025, 8, 5, 12, 30, tzinfo=UTC)

# Every start by which a spreadsheet takes text for something else, and what XML cannot hold.
HOSTILE = [
    "=1+1", "=cmd|' /C calc'!A0", "+1+1", "-1+1", "@SUM(A1)", "\t=1", "\r=1", "＝1+1",
    "{=1}", "http://example.org", "mailto:a@example.org", "00123", "1e5", "TRUE", "#REF!",
    "<r><t>bold</t></r>", "<r></r>", "<r>", "]]>", "&amp;", "<!-- -->", "_x0041_", "_x000D_",
    "\x00\x01\x0b", "a\ud800b", "a\ufffeb", "\u202egnirts", "line\nbreak", "line\r\nbreak",
    "  spaces  ", "'quoted", "=" * 40_000, "я" * 40_000, "𝔘" * 20_000, "\x7f\x9f",
]  # fmt: skip


def roster(*rows: tuple[str, ...], columns: str = "badges", language: str = "en") -> Roster:
    fields = column_set(columns).columns()
    people = tuple(RosterRow(f"ref-{n}", row) for n, row in enumerate(rows, 1))
    sheet = RosterSheet("India", "Indian Side · Badges", (RosterBand("", people),))
    heading = ("India-Russia Working Group", "11th Session · New Delhi")
    return Roster(language, heading, "As of 5 August 2025, 18:00", "11th Session & more", NOON,
                  fields, (sheet,))  # fmt: skip


def person(columns: str = "badges", **values: str) -> tuple[str, ...]:
    return tuple(values.get(key, "") for key in column_set(columns).fields)


def cells(path: Path, sheet: str = "India") -> list[list[object]]:
    """The rows from the header on, by a second reader."""
    rows = CalamineWorkbook.from_path(path).get_sheet_by_name(sheet).to_python(False)
    header = next(n for n, row in enumerate(rows) if REFERENCE in row)
    return rows[header:]


def part(path: Path, name: str) -> str:
    with zipfile.ZipFile(path) as package:
        return package.read(name).decode()


@pytest.fixture
def target(tmp_path: Path) -> Path:
    folder = tmp_path / "lists"
    folder.mkdir()
    return folder / "list.xlsx"


def test_values_have_the_type_that_they_are(target: Path) -> None:
    row = person(
        "visa", number="1", full_name="Raghav Menon", passport_number="00123456",
        date_of_birth="1969-06-12", sex="male", passport_expiry="TBC",
    )  # fmt: skip
    write_roster(target, roster(row, columns="visa"))
    page = openpyxl.load_workbook(target)["India"]
    header = next(r for r in page.iter_rows() if r[0].value == "No.")
    found = {h.value: page.cell(header[0].row + 1, h.column) for h in header}
    assert found["No."].value == 1
    assert found["Date of birth"].value == datetime(1969, 6, 12)  # noqa: DTZ001 - cells have no zone
    assert found["Date of birth"].number_format == "dd.mm.yyyy"
    assert found["Passport number"].value == "00123456"
    assert found["Passport expires"].value == "TBC"
    assert found["Sex"].value == "Male"
    assert found[REFERENCE].value == "ref-1"


def test_a_date_before_excel_counts_right_stays_text(target: Path) -> None:
    write_roster(target, roster(person("visa", date_of_birth="1900-02-28"), columns="visa"))
    assert "1900-02-28" in cells(target)[1]


def test_choices_stand_by_their_label_in_the_language(target: Path) -> None:
    row = person(category="official", role="Head of Delegation")
    write_roster(target, roster(row, language="ru"))
    assert {"Официальное лицо", "Глава делегации"} <= set(cells(target)[1])
    assert "Должность" in cells(target)[0]


@pytest.mark.parametrize("text", HOSTILE, ids=lambda t: ascii(t[:12]))
def test_hostile_text_stays_text(text: str, target: Path) -> None:
    write_roster(target, roster(person(full_name=text, designation="ordinary")))
    assert "<f>" not in part(target, "xl/worksheets/sheet1.xml")
    assert "hyperlink" not in part(target, "xl/worksheets/sheet1.xml")
    header, row = cells(target)
    assert row[header.index("Name")] == cell_text(text)
    page = openpyxl.load_workbook(target)["India"]
    assert cell_text(text) in {c.value or "" for r in page.iter_rows() for c in r}
    assert all(c.data_type in "sn" for r in page.iter_rows() for c in r)


@given(st.text(st.characters(), max_size=60))
def test_cleaning_settles_and_never_touches_ordinary_text(text: str) -> None:
    cleaned = cell_text(text)
    assert cell_text(cleaned) == cleaned
    assert len(cleaned.encode("utf-16-le")) // 2 <= LIMIT
    if text.isprintable():
        assert cleaned == text


def test_titles_header_panes_filter_and_print_set_up(target: Path) -> None:
    write_roster(target, roster(*[person(full_name=f"Person {n}") for n in range(120)]))
    page = openpyxl.load_workbook(target)["India"]
    texts = [str(page.cell(r, 1).value) for r in range(1, 6)]
    assert texts[:2] == ["India-Russia Working Group", "11th Session · New Delhi"]
    assert texts[2] == "Indian Side · Badges"
    assert texts[3] == "As of 5 August 2025, 18:00"
    header = next(r[0].row for r in page.iter_rows(max_col=1) if r[0].value == "No.")
    assert page.freeze_panes == f"A{header + 1}"
    assert page.print_title_rows == f"${header}:${header}"
    columns = len(column_set("badges").fields)
    assert page.auto_filter.ref == f"A{header}:{chr(64 + columns)}{header + 120}"
    assert page.print_area.endswith(f"${chr(64 + columns)}${header + 120}")
    assert page.column_dimensions[chr(65 + columns)].hidden
    assert page.page_setup.orientation == "landscape"
    assert page.page_setup.paperSize == 9
    assert page.sheet_properties.pageSetUpPr.fitToPage
    assert (page.page_setup.fitToWidth or 1, page.page_setup.fitToHeight) == (1, 0)
    assert page.oddFooter.right.text == "Page &P of &N"
    assert page.oddFooter.left.text == "11th Session && more"


def test_a_list_too_wide_for_a_page_repeats_number_and_name(target: Path) -> None:
    row = person("everything", **{f.key: "word " * 9 for f in DELEGATE})
    write_roster(target, roster(row, columns="everything"))
    page = openpyxl.load_workbook(target)["India"]
    assert page.print_title_cols == "$A:$B"
    assert not page.sheet_properties.pageSetUpPr or not page.sheet_properties.pageSetUpPr.fitToPage
    title = next(str(m) for m in page.merged_cells.ranges if m.min_row == 1)
    assert title != f"A1:{openpyxl.utils.get_column_letter(page.max_column - 1)}1"


def test_bands_stand_between_the_rows(target: Path) -> None:
    bands = (
        RosterBand("Indian Side", (RosterRow("a", person(full_name="A")),)),
        RosterBand("Russian Side", (RosterRow("b", person(full_name="B")),)),
    )
    whole = roster()
    sheet = RosterSheet("List", "Composition", bands)
    write_roster(target, Roster(whole.language, whole.heading, whole.stamp, whole.footer, NOON,
                                whole.columns, (sheet,)))  # fmt: skip
    rows = cells(target, "List")
    assert [row[0] or row[2] for row in rows[1:]] == ["Indian Side", "A", "Russian Side", "B"]


def test_nobody_is_named_in_the_document(target: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("USER", "the-officer")
    write_roster(target, roster(person(full_name="A")))
    core = part(target, "docProps/core.xml")
    assert re.search(r"<dc:creator>\s*</dc:creator>|<dc:creator/>", core)
    assert not re.search(r"<cp:lastModifiedBy>[^<]+<", core)
    with zipfile.ZipFile(target) as package:
        assert not any("comment" in name or "external" in name for name in package.namelist())
        assert not any(b"the-officer" in package.read(name) for name in package.namelist())


def test_the_same_list_is_the_same_file(target: Path, tmp_path: Path) -> None:
    other = tmp_path / "other.xlsx"
    for path in (target, other):
        write_roster(path, roster(person(full_name="A")))
    assert target.read_bytes() == other.read_bytes()


@pytest.mark.parametrize("language", ["en", "ru", "hi"])
def test_widths_hold_the_longest_word_and_rows_their_lines(language: str, target: Path) -> None:
    word = "Сельскохозяйственного"
    long = "Department for Promotion of Industry and Internal Trade, Ministry of Commerce"
    write_roster(target, roster(person(full_name=word, organisation=long), language=language))
    page = openpyxl.load_workbook(target)["India"]
    header = next(r for r in page.iter_rows() if r[-1].value == REFERENCE)
    below = header[0].row + 1
    for cell in header[:-1]:
        width = page.column_dimensions[cell.column_letter].width
        text = str(page.cell(below, cell.column).value or "")
        assert all(text_width(w) < width for w in text.split())
        height = page.row_dimensions[below].height or 16.5
        assert wrapped(text, width - 2) * 12 < height


@given(st.text(max_size=80), st.floats(3, 40))
def test_wrapping_never_needs_fewer_lines_in_less_room(text: str, width: float) -> None:
    assert wrapped(text, width) >= wrapped(text, width + 5) >= 1
    assert wrapped(text, width) >= text.count("\n") + 1


# ---------------------------------------------------------------- safe writing


def test_a_new_file_is_the_owners_alone_and_nothing_is_left_beside(target: Path) -> None:
    write_roster(target, roster(person(full_name="A")))
    assert [p.name for p in target.parent.iterdir()] == ["list.xlsx"]
    if os.name == "posix":
        assert stat.S_IMODE(target.stat().st_mode) == 0o600
        target.chmod(0o644)
        write_roster(target, roster(person(full_name="B")))
        assert stat.S_IMODE(target.stat().st_mode) == 0o644


def test_what_a_killed_export_left_is_swept(target: Path) -> None:
    left = target.with_name(".list.xlsx.0a1b2c3d.part")
    others = [target.with_name(n) for n in (".list.xlsx.keep.part", ".else.xlsx.0a1b2c3d.part")]
    for path in (left, *others):
        path.write_text("passports")
    write_roster(target, roster(person(full_name="A")))
    assert not left.exists()
    assert all(path.exists() for path in others)


def test_a_missing_folder_is_said_in_words(tmp_path: Path) -> None:
    with pytest.raises(UserError) as refused:
        write_roster(tmp_path / "nowhere" / "list.xlsx", roster(person(full_name="A")))
    assert refused.value.code == "export.no_folder"
    assert "unchanged" in refused.value.safe


def test_a_folder_of_that_name_is_said_in_words(tmp_path: Path) -> None:
    (tmp_path / "list.xlsx").mkdir()
    with pytest.raises(UserError) as refused:
        write_roster(tmp_path / "list.xlsx", roster(person(full_name="A")))
    assert refused.value.code == "export.is_folder"


def test_a_file_open_in_excel_stays_and_the_message_says_so(
    target: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """On Windows the replacing fails while Excel holds the file; so it does here."""
    write_roster(target, roster(person(full_name="A")))
    before = target.read_bytes()

    def held(_source: object, _target: object) -> None:
        raise PermissionError(13, "The process cannot access the file")

    monkeypatch.setattr(output.os, "replace", held)
    with pytest.raises(UserError) as refused:
        write_roster(target, roster(person(full_name="B")))
    assert refused.value.code == "export.in_use"
    assert "Excel" in refused.value.advice
    assert target.read_bytes() == before
    assert [p.name for p in target.parent.iterdir()] == ["list.xlsx"]


def test_a_full_disk_leaves_the_old_file(target: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    target.write_bytes(b"old")

    def full(_handle: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(output.os, "fsync", full)
    with pytest.raises(UserError) as refused:
        write_roster(target, roster(person(full_name="A")))
    assert refused.value.code == "export.disk_full"
    assert target.read_bytes() == b"old"


def test_a_file_that_does_not_read_back_never_replaces_the_old_one(target: Path) -> None:
    target.write_bytes(b"old")

    def cut(path: Path) -> None:
        whole = path.with_suffix(".whole")
        write_roster(whole, roster(person(full_name="A")))
        path.write_bytes(whole.read_bytes()[:-100])
        whole.unlink()

    with pytest.raises(UserError) as refused:
        output.replace_file(target, cut, lambda part: output.check_workbook(part, [7]))
    assert refused.value.code == "export.damaged"
    assert target.read_bytes() == b"old"


def test_the_check_sees_a_flipped_bit_and_a_missing_row(target: Path) -> None:
    write_roster(target, roster(person(full_name="A")))
    rows = part(target, "xl/worksheets/sheet1.xml").count("<row ")
    output.check_workbook(target, [rows])
    with pytest.raises(output.DamagedOutputError):
        output.check_workbook(target, [rows + 1])
    data = bytearray(target.read_bytes())
    with zipfile.ZipFile(target) as package:
        data[package.getinfo("xl/worksheets/sheet1.xml").header_offset + 120] ^= 4
    target.write_bytes(data)
    with pytest.raises(output.DamagedOutputError):
        output.check_workbook(target, [rows])


def test_every_language_has_its_page_words() -> None:
    assert roster_page.footer_text("x" * 400, "ru").endswith("Стр. &P из &N")
    assert len(roster_page.footer_text("&" * 400, "en")) <= 255
