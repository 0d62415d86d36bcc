"""The annexes of the Protocol, each sheet in a section of its own, upright or across."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docx.enum.section import WD_ORIENT
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm

from rapporteur.documents.word.tables import sheet_table, word_text
from rapporteur.domain.papers.page import PaperSize
from rapporteur.domain.papers.protocol import ProtocolPaper
from rapporteur.domain.papers.sheet import PaperSheet

if TYPE_CHECKING:
    from docx.document import Document
    from docx.oxml.xmlchemy import BaseOxmlElement
    from docx.section import Section

TITLE, HEADING, LINE = "Annex Title", "Annex Heading", "Annex Line"
_BREAK = "Table Place"  # a line of next to no height: behind a table, or to end a section
_EDGES = ("w:headerReference", "w:footerReference")


def set_page(section: Section, size: PaperSize | None, *, portrait: bool) -> None:
    """Turn the pages of a section upright or across, and give them `size`; None keeps theirs."""
    sides = [section.page_width or Mm(210), section.page_height or Mm(297)]
    if size is not None:
        sides = [Mm(length) for length in size.millimetres]
    short, long = sorted(sides)
    section.page_width, section.page_height = (short, long) if portrait else (long, short)
    section.orientation = WD_ORIENT.PORTRAIT if portrait else WD_ORIENT.LANDSCAPE


def add_annexes(document: Document, paper: ProtocolPaper, size: PaperSize | None) -> None:
    """Add the annexes of `paper` at the end of `document`; None keeps the size of its pages."""
    _end_of_table(document)
    for annex in paper.annexes:
        for sheet in annex.sheets or (None,):
            _begin_section(document)
            section = document.sections[-1]
            set_page(section, size, portrait=sheet is None or sheet.portrait)
            _add(document, TITLE, annex.name_above(sheet, paper.languages))
            if sheet is not None:
                _add_sheet(document, section, sheet)


def _add_sheet(document: Document, section: Section, sheet: PaperSheet) -> None:
    _add(document, HEADING, sheet.head.title)
    for line in (sheet.internal, *sheet.head.letter, sheet.stamp):
        if line:
            _add(document, LINE, line)
    width = (section.page_width or 0) - (section.left_margin or 0) - (section.right_margin or 0)
    _put(document, sheet_table(document, sheet, int(width / 635)))
    for line in sheet.closing:
        _add(document, LINE, line)
    if not sheet.closing:
        _end_of_table(document)


def _begin_section(document: Document) -> None:
    """End the section so far with the last paragraph; what follows begins on a new page."""
    body = document.element.body
    end = body.find(qn("w:sectPr"))
    last = end.getprevious()
    last.set_sectPr(end.clone())
    for tag in _EDGES:  # headers and footers go on as they are
        for reference in end.findall(qn(tag)):
            end.remove(reference)


def _end_of_table(document: Document) -> None:
    """Have the body end with a paragraph of next to no height."""
    last = document.element.body.find(qn("w:sectPr")).getprevious()
    if last is not None and last.tag == qn("w:p") and not list(last.iter(qn("w:t"))):
        last.getparent().remove(last)
    _add(document, _BREAK, "")


def _add(document: Document, style: str, text: str) -> None:
    paragraph = OxmlElement("w:p")
    if style in document.styles:
        paragraph.style = document.styles[style].style_id
    for at, line in enumerate(word_text(text).split("\n") if text else ()):
        run = OxmlElement("w:r")
        if at:
            run.append(OxmlElement("w:br"))
        words = OxmlElement("w:t")
        words.set(qn("xml:space"), "preserve")
        words.text = line
        run.append(words)
        paragraph.append(run)
    _put(document, paragraph)


def _put(document: Document, element: BaseOxmlElement) -> None:
    document.element.body.find(qn("w:sectPr")).addprevious(element)
