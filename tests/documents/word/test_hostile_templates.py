"""Templates made to hurt: hidden fields, add-ins, other names and places of parts, bombs."""

from __future__ import annotations

import time
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.documents.word.making import repacked, template

from rapporteur.documents.word.templates import render, unknown_fields
from rapporteur.domain.errors import UserError

VALUES = {"title": "T", "people": [{"name": str(number)} for number in range(400)]}
REL = b'<Relationship Id="rIdX" Type="http://schemas.%s" Target="%s"/></Relationships>'
RELS = "word/_rels/document.xml.rels"
BEGIN = b'<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
CODE = b"<w:r><w:instrText>%s</w:instrText></w:r>"
END = b'<w:r><w:fldChar w:fldCharType="end"/></w:r>'
DDE = b"<w:p>" + BEGIN + CODE % b" DDEAUTO c:\\\\x cmd " + END
LINE = b"<w:p><w:r><w:t>%s</w:t></w:r></w:p>"


def moved(path: Path, rename: Callable[[str], str], *texts: tuple[bytes, bytes]) -> Path:
    """The package with parts under other names, and what speaks of them put right."""
    with zipfile.ZipFile(path) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    with zipfile.ZipFile(path, "w") as package:
        for name, data in parts.items():
            told = data
            for old, new in texts:
                told = told.replace(old, new)
            package.writestr(rename(name), told)
    return path


def header_of_another_name(path: Path) -> Path:
    source = repacked(template(path, "x", header="h"), {"word/header1.xml": (b"<w:p>", DDE)})
    return moved(source, lambda name: name.replace("header1.xml", "header1.dat"),
                 (b"header1.xml", b"header1.dat"))  # fmt: skip


def document_elsewhere(path: Path) -> Path:
    source = repacked(template(path, "x"), {"word/document.xml": (b"<w:p>", DDE)})
    return moved(source, lambda name: name.replace("word/", "doc/"),
                 (b"/word/", b"/doc/"), (b'"word/', b'"doc/'))  # fmt: skip


def field_behind_a_condition(path: Path) -> Path:
    """PAGE stands before the code until the condition takes it away."""
    body = b"".join((
        b"<w:p>", BEGIN, b"</w:p>", LINE % b"{%p if not title %}", b"<w:p>", CODE % b"PAGE ",
        b"</w:p>", LINE % b"{%p endif %}", b"<w:p>", CODE % b"DDEAUTO c:\\\\x cmd", END, b"</w:p>",
    ))  # fmt: skip
    return repacked(template(path, "x"), {"word/document.xml": (b"<w:sectPr", body + b"<w:sectPr")})


def another_namespace(path: Path) -> Path:
    header = b'<w:hdr xmlns:w="http://purl.oclc.org/ooxml/wordprocessingml/main">%s</w:p></w:hdr>'
    return repacked(template(path, "x", header="h"), {"word/header1.xml": header % DDE})


def in_utf16(path: Path) -> Path:
    with zipfile.ZipFile(template(path, "x")) as package:
        text = package.read("word/document.xml").decode()
    text = text.split("?>", 1)[1].replace("<w:p>", DDE.decode(), 1)
    data = ('<?xml version="1.0" encoding="UTF-16"?>' + text).encode("utf-16")
    return repacked(path, {"word/document.xml": data})


def with_parts(changed: dict[str, tuple[bytes, bytes] | bytes]) -> Callable[[Path], Path]:
    return lambda path: repacked(template(path, "x", rows=(("a", "b"),)), changed)


def related(kind: bytes, target: bytes) -> dict[str, tuple[bytes, bytes] | bytes]:
    return {"_rels/.rels": (b"</Relationships>", REL % (kind, target)), target.decode(): b"<x/>"}


PICTURE = (
    b'<w:p><w:r><w:pict xmlns:v="urn:schemas-microsoft-com:vml"><v:shape>'
    b'<v:imagedata src="%s"/></v:shape></w:pict></w:r></w:p><w:sectPr'
)
MERGE = b'<w:mailMerge><w:connectString w:val="Provider=x"/></w:mailMerge><w:zoom'


@pytest.mark.parametrize(
    ("code", "made"),
    [
        ("field", header_of_another_name),
        ("field", document_elsewhere),
        ("field", field_behind_a_condition),
        ("field", another_namespace),
        ("field", in_utf16),
        ("external", with_parts({"word/settings.xml": (b"<w:zoom", MERGE)})),
        ("external", with_parts({"word/document.xml": (b"<w:sectPr", PICTURE % b"http://x/y")})),
        ("external", with_parts({"word/document.xml": (b"<w:sectPr", PICTURE % rb"\\\\x\\y")})),
        ("active", with_parts(related(b"microsoft.com/office/2011/relationships/"
                                      b"webextensiontaskpanes", b"word/webextensions/t.xml"))),
        ("active", with_parts(related(b"microsoft.com/office/2006/relationships/ui/extensibility",
                                      b"customUI/customUI.xml"))),
        ("no_document", with_parts({RELS: (b"</Relationships>", REL % (
            b"openxmlformats.org/officeDocument/2006/relationships/image", b"../../etc/passwd"))})),
    ],
)  # fmt: skip
def test_what_hides_is_found(tmp_path: Path, code: str, made: Callable[[Path], Path]) -> None:
    with pytest.raises(UserError) as caught:
        render(made(tmp_path / "t.docx"), VALUES, tmp_path / "out.docx")
    assert caught.value.code == f"template.{code}"
    assert not (tmp_path / "out.docx").exists()


@pytest.mark.parametrize(
    "changed",
    [
        {"word/document.xml": (b"<w:tcPr>", b'<w:tcPr><w:gridSpan w:val="99999999"/>')},
        {"word/document.xml": (b"<w:tcPr>", b'<w:tcPr><w:gridSpan w:val="many"/>')},
        {"word/document.xml": (b"<w:tblGrid>", b'<w:tblGrid><w:gridCol w:w="1e999"/>')},
        {RELS: (b"</Relationships>", REL % (
            b"openxmlformats.org/officeDocument/2006/relationships/header", b"document.xml"))},
    ],
)  # fmt: skip
def test_measures_and_links_that_make_no_sense_do_no_harm(
    tmp_path: Path, changed: dict[str, tuple[bytes, bytes] | bytes]
) -> None:
    source = with_parts(changed)(tmp_path / "t.docx")
    began = time.monotonic()
    render(source, VALUES, tmp_path / "out.docx")
    assert unknown_fields(source, ()) == ()
    assert time.monotonic() - began < 5


def test_loops_in_loops_end(tmp_path: Path) -> None:
    loop = "{%p for a in people %}"
    source = template(tmp_path / "t.docx", loop, loop, "x", "{%p endfor %}", "{%p endfor %}")
    began = time.monotonic()
    with pytest.raises(UserError) as caught:
        render(source, VALUES, tmp_path / "out.docx")
    assert caught.value.code == "template.long"
    assert time.monotonic() - began < 10


def test_the_time_that_a_long_document_takes_grows_with_its_length(tmp_path: Path) -> None:
    loop = "{%p for a in people %}"
    source = template(tmp_path / "t.docx", loop, loop, "x", "{%p endfor %}", "{%p endfor %}")
    taken = []
    for many in (60, 180):
        began = time.monotonic()
        render(source, {"people": ["x"] * many}, tmp_path / "out.docx")
        taken.append(time.monotonic() - began)
    assert taken[1] < 25 * taken[0]  # nine times the length; with its square it was 80


def test_a_template_as_long_as_a_book_is_refused_at_once(tmp_path: Path) -> None:
    piece = b"<w:p>" + b"<w:r><w:t>{ </w:t></w:r>" * 20 + b"</w:p>"
    body = piece * (4_000_000 // len(piece))
    source = with_parts({"word/document.xml": (b"<w:sectPr", body + b"<w:sectPr")})(
        tmp_path / "t.docx"
    )
    began = time.monotonic()
    with pytest.raises(UserError) as caught:
        render(source, VALUES, tmp_path / "out.docx")
    assert caught.value.code == "template.size"
    assert time.monotonic() - began < 5
