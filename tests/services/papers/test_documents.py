"""The catalogue of documents: every one is made, written, and never over somebody's work."""

from __future__ import annotations

import zipfile

import docx
import openpyxl
import pytest
from pypdf import PdfReader
from tests.services.papers.conftest import NOW

from rapporteur.documents.marks import untouched
from rapporteur.domain.errors import UserError
from rapporteur.services import sessions
from rapporteur.services.documents.catalogue import DOCUMENTS, document, make
from rapporteur.services.documents.options import Options
from rapporteur.services.documents.writing import write
from rapporteur.services.protocol import assembling
from rapporteur.services.seating import planning

KEYS = [one.key for one in DOCUMENTS]


def made(workspace, key, **options):
    with workspace.read() as db:
        return make(db, key, Options(**options), now=NOW)


def said(path):
    """All text of a Word document."""
    found = docx.Document(path)
    cells = [cell.text for table in found.tables for row in table.rows for cell in row.cells]
    return "\n".join([*(paragraph.text for paragraph in found.paragraphs), *cells])


@pytest.fixture
def seated(sample):
    with sample.edit("Seating and first draft") as db:
        assembling.assemble(db)
        planning.create_plan(db, "Main table", planning.usual_customs(db))
    return sample


@pytest.mark.parametrize("key", KEYS)
def test_every_document_is_written_in_each_of_its_formats(seated, tmp_path, key):
    paper = made(seated, key)
    assert paper.key == key
    assert paper.entries
    assert not paper.name.endswith((".xlsx", ".pdf", ".docx"))
    for ending in document(key).formats:
        target = tmp_path / f"document.{ending}"
        written = write(paper, target)
        assert written.path == target
        assert not written.reason
        assert untouched(target)
        if ending == "docx":
            assert said(target)
        elif ending == "pdf":
            assert len(PdfReader(target).pages) == written.pages > 0
        else:
            assert openpyxl.load_workbook(target).worksheets
    assert not list(tmp_path.glob(".*part")), "no half-made file stays"


@pytest.mark.parametrize("ending", ["docx", "pdf", "xlsx"])
def test_what_nobody_touched_is_replaced(sample, tmp_path, ending):
    target = tmp_path / f"list.{ending}"
    for side in ("IN", "RU"):
        assert write(made(sample, "roster", side=side), target).path == target
    assert [path.name for path in tmp_path.glob("list*")] == [target.name]


def edit_word(path):
    document = docx.Document(path)
    document.paragraphs[0].add_run(" by hand")
    document.save(path)


def edit_pdf(path):
    with path.open("ab") as file:
        file.write(b"signed")


def edit_workbook(path):
    book = openpyxl.load_workbook(path)
    book.active["A1"] = "by hand"
    book.save(path)


def repack(path):
    """As LibreOffice saves a workbook: the same parts, packed now."""
    with zipfile.ZipFile(path) as package:
        parts = {entry.filename: package.read(entry) for entry in package.infolist()}
    with zipfile.ZipFile(path, "w") as package:
        for name, content in parts.items():
            package.writestr(name, content)


@pytest.mark.parametrize(
    ("ending", "edit"),
    [("docx", edit_word), ("pdf", edit_pdf), ("xlsx", edit_workbook), ("xlsx", repack)],
)
def test_what_somebody_edited_is_never_overwritten(sample, tmp_path, ending, edit):
    target = tmp_path / f"agenda.{ending}"
    paper = made(sample, "agenda")
    write(paper, target)
    edit(target)
    content = target.read_bytes()
    written = write(paper, target)
    assert target.read_bytes() == content
    assert written.path == tmp_path / f"agenda (2).{ending}"
    assert f"agenda.{ending} was edited" in written.reason
    assert f"agenda (2).{ending}" in written.reason
    again = write(paper, target)
    assert again.path == written.path, "the copy beside it is ours and untouched"


@pytest.mark.parametrize("ending", ["docx", "pdf", "xlsx"])
def test_a_file_of_somebody_else_is_never_overwritten(sample, tmp_path, ending):
    target = tmp_path / f"agenda.{ending}"
    target.write_bytes(b"something else")
    written = write(made(sample, "agenda"), target)
    assert written.path.name == f"agenda (2).{ending}"
    assert target.read_bytes() == b"something else"


@pytest.mark.parametrize(
    ("key", "name"), [("agenda", "a.odt"), ("agenda", "a"), ("press-note", "a.xlsx"),
                      ("badges", "a.docx"), ("plates", "a.xlsx")]
)  # fmt: skip
def test_a_format_that_there_is_not(sample, tmp_path, key, name):
    with pytest.raises(UserError) as refused:
        write(made(sample, key), tmp_path / name)
    assert refused.value.code == "document.format"
    assert not list(tmp_path.glob("a*"))


def test_a_template_is_for_word_alone(sample, tmp_path):
    with pytest.raises(UserError) as refused:
        write(made(sample, "agenda"), tmp_path / "a.pdf", template=tmp_path / "own.docx")
    assert refused.value.code == "document.format"


def test_the_roster_as_a_workbook_can_come_back(sample, tmp_path):
    write(made(sample, "roster", side="IN"), tmp_path / "list.xlsx")
    sheet = openpyxl.load_workbook(tmp_path / "list.xlsx").active
    last = [cell.value for cell in list(sheet.columns)[-1]]
    assert "rapporteur:ref" in last


def test_unknown_documents_are_refused_by_name(sample):
    with pytest.raises(UserError) as refused:
        made(sample, "menu")
    assert "press-note" in refused.value.advice


def test_a_note_is_in_one_language(sample):
    with pytest.raises(UserError) as refused:
        made(sample, "press-note", languages=("en", "ru"))
    assert refused.value.code == "document.one_language"
    assert made(sample, "press-note", languages=("ru",)).languages == ("ru",)


def test_without_a_seating_plan_there_is_none(sample):
    with pytest.raises(UserError) as refused:
        made(sample, "seating")
    assert refused.value.code == "export.no_seating"


def test_place_cards_follow_the_chairs(seated):
    cards = made(seated, "place-cards").paper.cards
    with seated.read() as db:
        first, second = sessions.sides(db)
    assert {card.tint for card in cards} == {first.position, second.position}
    assert all(card.seat for card in cards) or not any(card.seat for card in cards)
    one = made(seated, "plates", side="RU").paper
    assert {card.tint for card in one.cards} == {2}


def test_pages_of_letter_size(sample, tmp_path):
    from rapporteur.domain.papers.page import PaperSize

    target = tmp_path / "agenda.docx"
    write(made(sample, "agenda"), target, size=PaperSize.LETTER)
    section = docx.Document(target).sections[0]
    assert round(section.page_width.mm) == 216
    write(made(sample, "run-sheet"), target)
    section = docx.Document(target).sections[0]
    assert (round(section.page_width.mm), round(section.page_height.mm)) == (297, 210)
