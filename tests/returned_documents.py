"""Protocols as Word documents with our marks, and what another side does to them."""

from __future__ import annotations

import copy
import io
import subprocess
import zipfile
from collections.abc import Callable, Sequence
from pathlib import Path

import docx
from docx.document import Document
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.text.paragraph import Paragraph

from rapporteur.documents.word.marking import marked, set_marks
from rapporteur.domain.protocol_marks import edge_mark, text_mark
from rapporteur.domain.protocol_versions import KeptParagraph

LANGUAGES = ("en", "ru")


def columns(version: Sequence[KeptParagraph], languages: Sequence[str] = LANGUAGES) -> Document:
    """A document with the languages beside each other, as the program's template makes it."""
    document = _new()
    table = document.add_table(0, len(languages))
    _row(table, [marked(f"PROTOCOL ({code})", edge_mark("begin", code)) for code in languages],
         "Protocol Title")  # fmt: skip
    for one in version:
        texts = [marked(one.text(code), text_mark(one.uuid, code)) for code in languages]
        if one.number:
            texts = [f"{one.number}.\t{text}" for text in texts]
        _row(table, texts, f"Protocol {one.kind.title()}")
        note = table.rows[-1].cells[0].add_paragraph("in brackets, proposed by the Indian Side")
        note.style = "Protocol Note"
    _row(table, [marked(f"For the Side ({code})", edge_mark("end", code)) for code in languages],
         "Protocol Signature")  # fmt: skip
    document.add_paragraph("Annex 1", style="Annex Title")
    document.add_paragraph("A list of people in the annex")
    set_marks(document)
    return document


def sequence(version: Sequence[KeptParagraph], languages: Sequence[str] = LANGUAGES) -> Document:
    """A document with one whole text after the other."""
    document = _new()
    for code in languages:
        document.add_paragraph(marked(f"PROTOCOL ({code})", edge_mark("begin", code)),
                               style="Protocol Title")  # fmt: skip
        for one in version:
            text = marked(one.text(code), text_mark(one.uuid, code))
            document.add_paragraph(f"{one.number}.\t{text}" if one.number else text,
                                   style=f"Protocol {one.kind.title()}")  # fmt: skip
            document.add_paragraph("in brackets", style="Protocol Note")
        document.add_paragraph(marked(f"For the Side ({code})", edge_mark("end", code)),
                               style="Protocol Signature")  # fmt: skip
        document.add_paragraph("Co-Chair")
    set_marks(document)
    return document


def plain(version: Sequence[KeptParagraph], languages: Sequence[str] = LANGUAGES) -> Document:
    """The same text retyped elsewhere: no marks, no styles."""
    document = docx.Document()
    for code in languages:
        document.add_paragraph(f"PROTOCOL {'of the session' if code == 'en' else 'заседания'}")
        for one in version:
            document.add_paragraph(f"{one.number}. {one.text(code)}" if one.number
                                   else one.text(code))  # fmt: skip
    return document


def line(document: Document, text: str) -> BaseOxmlElement:
    """The one paragraph, in the body or a table, that holds `text`."""
    (found,) = [
        one
        for one in document.element.body.iter(qn("w:p"))
        if text in "".join(t.text or "" for t in one.iter(qn("w:t")))
    ]
    return found


def reword(document: Document, old: str, new: str) -> None:
    """Change some words of the one place where they stand, as somebody types over them."""
    for text in line(document, old).iter(qn("w:t")):
        if old in (text.text or ""):
            text.text = text.text.replace(old, new)
            return
    raise AssertionError(old)


def add_line(document: Document, after: str, text: str) -> None:
    """Press Enter behind a paragraph and type another one."""
    there = line(document, after)
    made = parse_xml(f'<w:p {nsdecls("w")}><w:r><w:t xml:space="preserve"/></w:r></w:p>')
    style = there.find(qn("w:pPr"))
    if style is not None:
        made.insert(0, copy.deepcopy(style))
    next(made.iter(qn("w:t"))).text = text
    there.addnext(made)


def drop_line(document: Document, text: str) -> None:
    """Delete a paragraph with everything in it; a cell keeps an empty one."""
    there = line(document, text)
    if there.getparent().tag == qn("w:tc"):
        there.addnext(OxmlElement("w:p"))
    there.getparent().remove(there)


def drop_row(document: Document, text: str) -> None:
    """Delete the row of a table in which a text stands."""
    row = next(line(document, text).iterancestors(qn("w:tr")))
    row.getparent().remove(row)


def track(document: Document, old: str, new: str, author: str = "N. Orlova") -> None:
    """Replace words under change tracking."""
    for text in line(document, old).iter(qn("w:t")):
        if old not in (text.text or ""):
            continue
        before, after = text.text.split(old, 1)
        run = text.getparent()
        text.text = before
        kept = '<w:t xml:space="preserve">{0}</w:t>'
        space = nsdecls("w")
        pieces = (
            f'<w:del {space} w:id="900" w:author="{author}"><w:r>'
            + kept.format(old).replace("w:t", "w:delText")
            + "</w:r></w:del>",
            f'<w:ins {space} w:id="901" w:author="{author}"><w:r>{kept.format(new)}</w:r></w:ins>',
            f"<w:r {space}>{kept.format(after)}</w:r>",
        )
        for piece in reversed(pieces):
            run.addnext(parse_xml(piece))
        text.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
        return
    raise AssertionError(old)


def comment(document: Document, on: str, text: str, author: str = "N. Orlova") -> None:
    """Put a comment in the margin beside a whole paragraph."""
    paragraph = Paragraph(line(document, on), document)
    document.add_comment(paragraph.runs, text=text, author=author)


def packed(document: Document) -> bytes:
    """The document as the bytes of a file."""
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def repacked(data: bytes, change: Callable[[dict[str, bytes]], None]) -> bytes:
    """The container with its parts changed."""
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    change(parts)
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        for name, part in parts.items():
            package.writestr(name, part)
    return out.getvalue()


def through_libreoffice(data: bytes, folder: Path) -> bytes:
    """The document opened and saved again by LibreOffice."""
    path = folder / "sent.docx"
    path.write_bytes(data)
    subprocess.run(
        ["soffice", "--headless", f"-env:UserInstallation={(folder / 'profile').as_uri()}",
         "--convert-to", "docx", "--outdir", str(folder / "again"), str(path)],
        check=True, capture_output=True, timeout=120,
    )  # fmt: skip
    return (folder / "again" / "sent.docx").read_bytes()


def _new() -> Document:
    document = docx.Document()
    for name in ("Title", "Opening", "Heading", "Paragraph", "Closing", "Signature", "Note"):
        document.styles.add_style(f"Protocol {name}", 1)
    document.styles.add_style("Annex Title", 1)
    return document


def _row(table: docx.table.Table, texts: Sequence[str], style: str) -> None:
    for cell, text in zip(table.add_row().cells, texts, strict=True):
        cell.paragraphs[0].add_run(text)
        cell.paragraphs[0].style = style
