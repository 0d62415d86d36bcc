"""Tables on pages: headings on each page, rows whole, bands with their rows, nothing lost."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from pypdf import PdfReader
from tests.documents.pdf.reading import fonts, texts, written

from rapporteur.documents.pdf.engine import mm
from rapporteur.documents.pdf.note import note_printout
from rapporteur.documents.pdf.running import room_of
from rapporteur.documents.pdf.sheets import (
    fitted_columns,
    sheet_layout,
    sheet_section,
    sheets_printout,
)
from rapporteur.documents.pdf.writing import write
from rapporteur.domain.papers.note import NoteBlock, NotePaper, NoteStyle
from rapporteur.domain.papers.page import PaperSize
from rapporteur.domain.papers.sheet import PaperBand, PaperColumn, PaperRow, PaperSheet, SheetHead

MADE = datetime(2025, 8, 5, 12, 0, tzinfo=UTC)
HEAD = SheetHead("en", ("Working Group", "11th Session"), "Roster", (), "11th · Roster", MADE)
COLUMNS = (
    PaperColumn("No.", 5.0, centred=True),
    PaperColumn("Name", 30.0),
    PaperColumn("Designation", 40.0),
)
BANDS, PEOPLE = 6, 21


def sheet(rows: int = PEOPLE, bands: int = BANDS, **rest: object) -> PaperSheet:
    parts: list[PaperBand | PaperRow] = []
    for band in range(bands):
        parts.append(PaperBand(f"Band{band}"))
        for at in range(rows):
            number = band * rows + at
            parts.append(PaperRow((str(number), f"Name{number}x", "Director, Post " * (at % 5))))
    made = PaperSheet("Roster", HEAD, "As of 5 August", COLUMNS, tuple(parts))
    return replace(made, **rest)


def read(paper: PaperSheet, tmp_path: Path, size: PaperSize = PaperSize.A4) -> PdfReader:
    return written(sheets_printout([paper], size), tmp_path / "a.pdf")


@pytest.mark.parametrize("size", PaperSize)
def test_every_row_is_there_once_and_headings_on_each_page(tmp_path: Path, size: PaperSize):
    pages = texts(read(sheet(), tmp_path, size))
    assert len(pages) > 3
    for number in range(BANDS * PEOPLE):
        assert sum(page.count(f"Name{number}x") for page in pages) == 1, number
    for at, page in enumerate(pages, 1):
        assert page.count("Designation") == 1
        assert f"Page {at} of {len(pages)}" in page
        assert "11th · Roster" in page
    assert sum("As of 5 August" in page for page in pages) == 1


@pytest.mark.parametrize("rows", range(1, 25))
def test_no_band_stands_alone_at_the_foot_of_a_page(rows: int):
    section = sheet_section(sheet(rows, 9), PaperSize.A4)
    _, room = room_of(section.layout)
    for filled in section.pages:
        last = filled[-1].row
        assert not last.keep, "a band or a heading stands alone"
        assert filled[-1].y + last.height <= room + 1, "the page is not overfull"


def test_a_row_is_cut_only_where_it_is_taller_than_a_page(tmp_path: Path):
    tall = PaperRow(("1", "Long", "\n".join(f"line{at}." for at in range(90))))
    pages = texts(read(sheet(parts=(PaperBand("B"), tall)), tmp_path))
    for at in range(90):
        assert sum(page.count(f"line{at}.") for page in pages) == 1, at
    assert len(pages) in {3, 4}
    medium = PaperRow(("1", "Medium", "\n".join(f"line{at}." for at in range(30))))
    parts = (PaperBand("B"), medium, medium, medium)
    for page in texts(read(sheet(parts=parts), tmp_path)):
        assert page.count("line0.") == page.count("line29.")


def test_the_word_for_what_is_internal_is_above_and_below_on_every_page(tmp_path: Path):
    pages = texts(read(sheet(internal="INTERNAL – keep"), tmp_path))
    assert all(page.count("INTERNAL – keep") == 3 for page in pages)


def test_a_sheet_to_be_filled_in_leaves_room_for_a_hand():
    row = sheet_section(sheet(1, 1, tall=True), PaperSize.A4).pages[0][-1].row
    assert row.height >= mm(8)


def test_a_column_breaks_no_word_where_the_letters_can_be_smaller():
    narrow = (PaperColumn("No.", 50.0), PaperColumn("Name", 1.0), PaperColumn("Post", 1.0))
    parts = (PaperRow(("1", "Venkataraghavan", "Внешнеэкономического")),)
    found = sheet(columns=narrow, parts=parts)
    width, _ = room_of(sheet_layout(found, PaperSize.A4))
    size, widths = fitted_columns(found, width)
    assert size == 10.0
    assert sum(widths) == pytest.approx(width)
    section = sheet_section(found, PaperSize.A4)
    assert all(cell.text.lines == 1 for cell in section.pages[0][-1].row.cells)


def test_twenty_columns_stand_on_one_page_in_smaller_letters():
    columns = tuple(PaperColumn(f"Heading{at}", 12.0) for at in range(20))
    parts = (PaperRow(tuple("Vladimirovich" for _ in columns)),)
    found = sheet(columns=columns, parts=parts)
    width, _ = room_of(sheet_layout(found, PaperSize.A4))
    size, widths = fitted_columns(found, width)
    assert size < 8.0
    assert sum(widths) == pytest.approx(width)


def test_a_sheet_without_rows_has_its_title_and_headings(tmp_path: Path):
    (page,) = texts(read(sheet(parts=()), tmp_path))
    assert "Roster" in page
    assert "Designation" in page


def test_several_sheets_begin_on_pages_of_their_own_and_are_numbered_through(tmp_path: Path):
    printout = sheets_printout([sheet(2, 1), sheet(2, 1, portrait=True)], PaperSize.A4)
    reader = written(printout, tmp_path / "a.pdf")
    assert [float(p.mediabox.width) > float(p.mediabox.height) for p in reader.pages] == [
        True, False,
    ]  # fmt: skip
    assert "Page 2 of 2" in texts(reader)[1]


NOTE = NotePaper(
    "ru",
    ("Рабочая группа", "11-е заседание"),
    "Пресс-релиз",
    (
        NoteBlock(NoteStyle.HEADING, "Участники"),
        *(NoteBlock(NoteStyle.BODY, f"Стороны{at} обсудили итоги. " * 12) for at in range(25)),
        NoteBlock(NoteStyle.HEADING, "Темы"),
        NoteBlock(NoteStyle.ITEM, "редкоземельные металлы"),
        NoteBlock(NoteStyle.SMALL, "мелким шрифтом"),
    ),
    "11-е заседание",
    MADE,
)


def test_a_note_is_written_whole_and_its_pages_are_numbered(tmp_path: Path):
    path = tmp_path / "n.pdf"
    count = write(NOTE, path, PaperSize.LETTER)
    pages = texts(PdfReader(path))
    assert len(pages) == count > 2
    assert "Стр. 1 из" in pages[0]
    whole = " ".join(pages)
    for at in range(25):
        assert whole.count(f"Стороны{at} ") == 12
    assert "редкоземельные" in whole
    assert all(fonts(PdfReader(path)).values())


def test_a_heading_of_a_note_stands_with_its_text_and_no_line_alone():
    for at in range(18):
        blocks = (
            *(NoteBlock(NoteStyle.BODY, "Одна строка.") for _ in range(30 + at)),
            NoteBlock(NoteStyle.HEADING, "Заголовок"),
            NoteBlock(NoteStyle.BODY, "Несколько строк подряд и ещё. " * 20),
        )
        printout = note_printout(replace(NOTE, blocks=blocks), PaperSize.A4)
        for page in printout.pages:
            section, filled = page.paint.args[:2]
            assert not filled[-1].row.keep
            cell = filled[-1].row.cells[0]
            assert cell.lines >= 2 or cell.text.lines == 1
            assert section.running.foot
