"""What goes out to be filled in: text stays text, whatever it looks like, and reads back whole."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import openpyxl
import pytest

from rapporteur.domain.delegates import DELEGATE
from rapporteur.domain.errors import UserError
from rapporteur.exchange.incoming.reading import read_book
from rapporteur.exchange.lists.marks import CORRECTION, TEMPLATE, Mark, find_mark
from rapporteur.exchange.outgoing.correction_sheet import (
    CorrectionCell,
    CorrectionPage,
    CorrectionRow,
    write_corrections,
)
from rapporteur.exchange.outgoing.form_page import FormHead
from rapporteur.exchange.outgoing.template import Template, TemplateColumn, write_template

NASTY = [
    "=1+1",
    "+1",
    "-1",
    "@SUM(A1)",
    "=cmd|' /C calc'!A0",
    "0012",
    "<r>x</r>",
    "<b>&amp;",
    "http://example.org",
    "a\x00b\x07",
    "x\ud800",
    "\u202egnp.exe",
    "two\nlines",
    "d" * 40_000,
    "{=1}",
    "'quoted",
]


def head(kind: str, **said: str) -> FormHead:
    moment = datetime(2025, 8, 5, 18, tzinfo=UTC)
    mark = Mark(kind, **said)
    return FormHead("en", ("=Body", "Session"), "=Title", ("=Letter",), "&P=Footer", moment, mark)


def clean(text: str) -> str:
    kept = "".join(c for c in text if c >= " " or c == "\n").replace("\u202e", "")
    kept = kept.replace("\ud800", "\ufffd")
    return kept if len(kept) < 32_768 else f"{kept[:32_766]}…"


def test_nothing_in_a_correction_sheet_becomes_a_formula(tmp_path):
    path = tmp_path / "out.xlsx"
    rows = tuple(
        CorrectionRow("=ref", 5 + at, (CorrectionCell(text, text), CorrectionCell("fine")))
        for at, text in enumerate(NASTY)
    )
    mark = head(CORRECTION, side="=IN", sender="=HYPERLINK(1)&side=RU")
    page = CorrectionPage("Sheet", mark, (("=Heading", "remarks"), ("Other", "")), rows)
    write_corrections(path, (page,))

    sheet = openpyxl.load_workbook(path).worksheets[0]
    assert not [c.coordinate for line in sheet.iter_rows() for c in line if c.data_type == "f"]
    book = read_book(path)
    found = find_mark(book.sheets[0])
    assert found is not None
    assert (found.side, found.sender) == ("=IN", "=HYPERLINK(1)&side=RU")
    column = next(c for c, key in found.fields.items() if key == "remarks")
    texts = [row[column - 1] for row in book.sheets[0].rows[found.header_row :][: len(NASTY)]]
    assert texts == [clean(text) for text in NASTY]


def test_choices_with_commas_signs_and_length_are_offered_whole(tmp_path):
    path = tmp_path / "out.xlsx"
    choices = tuple(text for text in NASTY if len(text) < 1000)
    column = TemplateColumn(DELEGATE["role"], "=Role", "=note " * 100, choices)
    template = Template(head(TEMPLATE), "Lists", (column,), 3)
    write_template(path, template)

    book = openpyxl.load_workbook(path)
    assert book.sheetnames == ["Lists", "Values"]
    assert [book["Values"].cell(n, 1).value for n in range(1, len(choices) + 1)] == [
        clean(text) for text in choices
    ]
    (rule,) = book["Lists"].data_validations.dataValidation
    assert rule.formula1 == f"'Values'!$A$1:$A${len(choices)}"
    assert len(rule.prompt) <= 255
    assert not [
        c.coordinate for page in book for line in page.iter_rows() for c in line
        if c.data_type == "f"
    ]  # fmt: skip


def test_a_file_that_cannot_be_written_leaves_the_old_one(tmp_path: Path):
    target = tmp_path / "out.xlsx"
    target.mkdir()
    template = Template(head(TEMPLATE), "Side", (TemplateColumn(DELEGATE["role"], "R", "n"),), 3)
    with pytest.raises(UserError) as refused:
        write_template(target, template)
    assert refused.value.code == "export.is_folder"
    assert not [p.name for p in tmp_path.iterdir() if p.name.endswith(".part")]
