"""Sheets as tables of Word's: headings on each page, whole rows, widths, marks, cleaned text."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import docx
import pytest
from docx.oxml.ns import qn
from docx.table import Table

from rapporteur.documents.word.tables import column_widths, sheet_table, word_text
from rapporteur.domain.papers.sheet import PaperBand, PaperColumn, PaperRow, PaperSheet, SheetHead

HEAD = SheetHead("en", ("Body",), "Title", (), "Footer", datetime(2025, 8, 7, tzinfo=UTC))
SHEET = PaperSheet(
    tab="Tab",
    head=HEAD,
    stamp="As of",
    columns=(PaperColumn("No.", 6.0, centred=True), PaperColumn("Name", 40.0)),
    parts=(
        PaperBand("Morning\nHall 2"),
        PaperRow(("1", "Opening"), strong=True),
        PaperRow(("1.1", "Remarks"), level=1),
        PaperRow(("☐", "left <&> out"), faint=True),
    ),
    indented=1,
)
WIDTH = 9000


def table(sheet=SHEET):
    document = docx.Document()
    element = sheet_table(document, sheet, WIDTH)
    document.element.body.insert(0, element)
    return Table(element, document)


def texts(found):
    return [[cell.text for cell in row.cells] for row in found.rows]


def test_every_text_stands_in_its_cell():
    assert texts(table()) == [
        ["No.", "Name"],
        ["Morning\nHall 2", "Morning\nHall 2"],
        ["1", "Opening"],
        ["1.1", "Remarks"],
        ["☐", "left <&> out"],
    ]


def test_headings_are_repeated_and_rows_stay_whole():
    rows = table().rows
    repeated = [row._tr.trPr.find(qn("w:tblHeader")) is not None for row in rows]
    assert repeated == [True, False, False, False, False]
    assert all(row._tr.trPr.find(qn("w:cantSplit")) is not None for row in rows)


def test_the_internal_mark_is_repeated_above_the_headings():
    rows = table(replace(SHEET, internal="INTERNAL")).rows
    assert rows[0].cells[0].text == "INTERNAL"
    assert rows[0]._tr.trPr.find(qn("w:tblHeader")) is not None
    assert rows[1]._tr.trPr.find(qn("w:tblHeader")) is not None


def test_levels_bold_and_grey():
    rows = table().rows
    assert rows[2].cells[1].paragraphs[0].runs[0].bold
    assert not rows[2].cells[1].paragraphs[0].paragraph_format.left_indent
    assert rows[3].cells[1].paragraphs[0].paragraph_format.left_indent
    assert str(rows[4].cells[1].paragraphs[0].runs[0].font.color.rgb) == "5B6673"


def test_tall_rows_leave_room_for_a_hand():
    assert not table().rows[3].height
    assert table(replace(SHEET, tall=True)).rows[3].height.twips == 510


def test_widths_make_up_the_page_and_hold_the_longest_word():
    parts = (PaperRow(("10/01", "a text of short words that is long " * 9)),)
    widths = column_widths(replace(SHEET, parts=parts), WIDTH)
    assert sum(widths) == WIDTH
    assert widths[0] < widths[1] / 3
    long = PaperRow(("1", "x"), level=0)
    narrow = replace(
        SHEET,
        columns=(PaperColumn("Overdue", 1.0), PaperColumn("Name", 400.0)),
        parts=(long,),
    )
    first, second = column_widths(narrow, WIDTH)
    assert first > 700
    assert first + second == WIDTH


@pytest.mark.parametrize("columns", [1, 12, 60])
def test_any_number_of_columns_fits(columns):
    sheet = replace(
        SHEET,
        columns=tuple(PaperColumn(f"Heading{n}", 10.0) for n in range(columns)),
        parts=(PaperRow(tuple("antidisestablishmentarianism" for _ in range(columns))),),
    )
    widths = column_widths(sheet, WIDTH)
    assert sum(widths) == WIDTH
    assert min(widths) > 0
    assert len(table(sheet).columns) == columns


def test_text_is_cleaned_of_what_no_document_can_hold():
    assert word_text("a\x00b\r\nc\x0bd\u202ee\ud800\tf") == "ab\nc\nde\ufffd f"
    assert word_text("क्ष \u200d ok") == "क्ष \u200d ok"
