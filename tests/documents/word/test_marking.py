"""Bookmarks of the Protocol: put in after rendering, and kept by another program."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import docx
import pytest
from docx.oxml.ns import qn

from rapporteur.documents.word.marking import marked, set_marks, unmarked
from rapporteur.domain.protocol_marks import Mark, edge_mark, read_mark, text_mark

UUID = "5d42266e-1f04-45cd-a304-d7293a5aecc6"


def bookmarks(path: Path) -> dict[str, str]:
    """The text of each bookmark, by its name."""
    found: dict[str, str] = {}
    names: dict[str, str] = {}
    for one in docx.Document(str(path)).element.body.iter():
        if one.tag == qn("w:bookmarkStart"):
            names[one.get(qn("w:id"))] = one.get(qn("w:name"))
            found[one.get(qn("w:name"))] = ""
        elif one.tag == qn("w:bookmarkEnd"):
            names.pop(one.get(qn("w:id")), None)
        elif one.tag in (qn("w:t"), qn("w:br")):
            for name in names.values():
                found[name] += one.text or "" if one.tag == qn("w:t") else "\n"
    return found


@pytest.fixture
def written(tmp_path: Path) -> Path:
    document = docx.Document()
    line = document.add_paragraph()
    line.add_run("12.\t")
    line.add_run(f"a {marked('The [Sides] agreed', text_mark(UUID, 'en'))} z").bold = True
    cells = document.add_table(1, 2).rows[0].cells
    cells[0].paragraphs[0].add_run(marked("Two\nlines", text_mark(UUID, "ru")))
    cells[1].paragraphs[0].add_run(marked("The end", edge_mark("end", "en")))
    document.add_paragraph(marked("once more", text_mark(UUID, "en")))
    assert set_marks(document) == 3
    document.save(str(tmp_path / "protocol.docx"))
    return tmp_path / "protocol.docx"


EXPECTED = {
    text_mark(UUID, "en"): "The [Sides] agreed",
    text_mark(UUID, "ru"): "Two\nlines",
    edge_mark("end", "en"): "The end",
}


def test_a_name_is_short_enough_for_word_and_read_again():
    name = text_mark(UUID, "en")
    assert len(name) <= 40
    assert name.startswith("_")
    assert read_mark(name) == Mark("en", uuid=UUID)
    assert read_mark(f"{name.upper()}1") == Mark("en", uuid=UUID)
    assert read_mark(edge_mark("begin", "ru")) == Mark("ru", edge="begin")
    assert read_mark("_Toc1234") is None


def test_each_text_stands_in_its_bookmark_and_keeps_its_looks(written):
    assert bookmarks(written) == EXPECTED
    paragraph = docx.Document(str(written)).paragraphs[0]
    assert paragraph.text == "12.\ta The [Sides] agreed z"
    assert [run.text for run in paragraph.runs if run.bold] == ["a ", "The [Sides] agreed", " z"]


def test_no_sign_is_left_and_an_empty_text_has_no_mark(written):
    text = "".join(one.text or "" for one in docx.Document(str(written)).element.iter(qn("w:t")))
    assert not [letter for letter in text if "\ue000" <= letter <= "\uf8ff"]
    assert marked("", text_mark(UUID, "en")) == ""
    assert unmarked(marked("as it was", text_mark(UUID, "en"))) == "as it was"


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not there")
def test_another_program_keeps_the_bookmarks(written, tmp_path):
    profile = (tmp_path / "profile").as_uri()
    subprocess.run(
        ["soffice", "--headless", f"-env:UserInstallation={profile}", "--convert-to", "docx",
         "--outdir", str(tmp_path / "again"), str(written)],
        check=True, capture_output=True, timeout=120,
    )  # fmt: skip
    assert bookmarks(tmp_path / "again" / written.name) == EXPECTED


def test_signs_that_stand_in_a_text_make_no_bookmark(tmp_path: Path) -> None:
    false = f"false {marked('inside', text_mark(UUID, 'ru'))} end \ue0f2 tail"
    document = docx.Document()
    document.add_paragraph(marked(false, text_mark(UUID, "en")))
    assert set_marks(document) == 1
    document.save(str(tmp_path / "p.docx"))
    (text,) = bookmarks(tmp_path / "p.docx").values()
    assert text.startswith("false ")
    assert text.endswith(" tail")
    assert "\ue0f2" not in text
