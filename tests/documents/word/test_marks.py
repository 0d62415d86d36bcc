"""The mark sees every kind of work that somebody may have put into a document."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Callable
from pathlib import Path

import docx
import pytest
from docx.document import Document
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.shared import Pt
from tests.documents.word.making import repacked, template

from rapporteur.documents.word.marks import untouched
from rapporteur.documents.word.templates import render

MATH = "http://schemas.openxmlformats.org/officeDocument/2006/math"
FIELD = (
    '<w:fldChar w:fldCharType="begin"/>', "<w:instrText> %s </w:instrText>",
    '<w:fldChar w:fldCharType="separate"/>', "<w:t>old</w:t>", '<w:fldChar w:fldCharType="end"/>',
)  # fmt: skip


def first(document: Document) -> docx.text.run.Run:
    return document.paragraphs[0].runs[0]


def put(inner: str) -> Callable[[Document], None]:
    """Put an element into the first run."""
    return lambda d: first(d)._r.append(parse_xml(inner.replace(" ", f" {nsdecls('w')} ", 1)))


def cell(inner: str) -> Callable[[Document], None]:
    element = inner.replace(" ", f" {nsdecls('w')} ", 1)
    return lambda d: d.tables[0].cell(0, 0)._tc.get_or_add_tcPr().append(parse_xml(element))


def formula(document: Document) -> None:
    text = f'<m:oMath xmlns:m="{MATH}"><m:r><m:t>x</m:t></m:r></m:oMath>'
    document.paragraphs[0]._p.append(parse_xml(text))


EDITS: dict[str, Callable[[Document], object]] = {
    "hidden": lambda d: setattr(first(d).font, "hidden", True),
    "small capitals": lambda d: setattr(first(d).font, "small_caps", True),
    "kept with the next": lambda d: setattr(
        d.paragraphs[0].paragraph_format, "keep_with_next", True
    ),
    "tab": lambda d: d.paragraphs[0].paragraph_format.tab_stops.add_tab_stop(Pt(100)),
    "font of a style": lambda d: setattr(d.styles["Normal"].font, "name", "Arial"),
    "size of a style": lambda d: setattr(d.styles["Normal"].font, "size", Pt(15)),
    "joined cells": cell('<w:vMerge w:val="restart"/>'),
    "shaded cell": cell('<w:shd w:fill="FF0000"/>'),
    "hyphen": put("<w:noBreakHyphen />"),
    "symbol": put('<w:sym w:font="Wingdings" w:char="F0FC"/>'),
    "formula": formula,
    "title": lambda d: setattr(d.core_properties, "title", "Another"),
    "size of a picture": lambda d: setattr(d.inline_shapes[0], "width", Pt(200)),
}  # fmt: skip


def picture(red: int) -> bytes:
    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(
            ">I", zlib.crc32(kind + data)
        )  # fmt: skip

    head = struct.pack(">IIBBBBB", 1, 1, 8, 2, 0, 0, 0)
    data = zlib.compress(bytes((0, red, 0, 0)))
    return b"".join((b"\x89PNG\r\n\x1a\n", chunk(b"IHDR", head), chunk(b"IDAT", data),
                     chunk(b"IEND", b"")))  # fmt: skip


@pytest.fixture
def written(tmp_path: Path) -> Path:
    """A document made of a template with a table, a picture, a page number and a form."""
    source = template(tmp_path / "t.docx", "{{ title }}", rows=(("a", "b"), ("c", "d")))
    (tmp_path / "p.png").write_bytes(picture(1))
    document = docx.Document(str(source))
    document.add_picture(str(tmp_path / "p.png"))
    for code in ("FORMTEXT", "PAGE"):
        paragraph = document.add_paragraph()
        for piece in FIELD:
            inner = piece % code if "%" in piece else piece
            paragraph._p.append(parse_xml(f"<w:r {nsdecls('w')}>{inner}</w:r>"))
    document.save(str(source))
    render(source, {"title": "T"}, tmp_path / "out.docx")
    return tmp_path / "out.docx"


@pytest.mark.parametrize("edit", EDITS.values(), ids=EDITS)
def test_an_edit_is_seen(written: Path, edit: Callable[[Document], object]) -> None:
    document = docx.Document(str(written))
    document.save(str(written))
    assert untouched(written)
    edit(document)
    document.save(str(written))
    assert not untouched(written)


def test_another_picture_and_a_filled_form_are_seen_and_a_page_number_is_not(
    written: Path,
) -> None:
    whole = written.read_bytes()
    repacked(written, {"word/media/image1.png": picture(2)})
    assert not untouched(written)
    written.write_bytes(whole)
    document = docx.Document(str(written))
    form, page = (paragraph for paragraph in document.paragraphs if "old" in paragraph.text)
    page.runs[3].text = "7"
    document.save(str(written))
    assert untouched(written)
    form.runs[3].text = "typed"
    document.save(str(written))
    assert not untouched(written)
