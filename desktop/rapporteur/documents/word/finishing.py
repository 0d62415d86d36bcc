"""What every document gets before it is saved: paper, properties, the mark of what is internal."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from docx.enum.section import WD_ORIENT
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.shared import Mm

from rapporteur.documents.word.tables import word_text
from rapporteur.domain.papers.page import PaperSize

if TYPE_CHECKING:
    from docx.document import Document
    from docx.section import _BaseHeaderFooter

_INTERNAL_INK = "9B1C1C"


def set_paper(document: Document, size: PaperSize | None, *, portrait: bool) -> None:
    """Turn the pages upright or across, and give them this size; None keeps the template's."""
    for section in document.sections:
        if size is None:
            sides = [section.page_width or Mm(210), section.page_height or Mm(297)]
        else:
            sides = [Mm(length) for length in size.millimetres]
        short, long = sorted(sides)
        section.page_width, section.page_height = (short, long) if portrait else (long, short)
        section.orientation = WD_ORIENT.PORTRAIT if portrait else WD_ORIENT.LANDSCAPE


def text_width(document: Document) -> int:
    """The width between the margins, in twips."""
    section = document.sections[0]
    width = (section.page_width or Mm(210)) - (section.left_margin or 0)
    return int((width - (section.right_margin or 0)) / 635)


def put_internal(document: Document, words: str) -> None:
    """Have `words` at the top and the bottom of every page, unless the template does already."""
    for edge in _edges(document):
        if words in "\n".join(paragraph.text for paragraph in edge.paragraphs):
            continue
        paragraph = parse_xml(
            f'<w:p {nsdecls("w")}><w:pPr><w:jc w:val="center"/></w:pPr><w:r><w:rPr><w:b/><w:bCs/>'
            f'<w:color w:val="{_INTERNAL_INK}"/><w:sz w:val="24"/><w:szCs w:val="24"/></w:rPr>'
            '<w:t xml:space="preserve"></w:t></w:r></w:p>'
        )
        paragraph[1][1].text = words
        edge.is_linked_to_previous = False
        edge._element.insert(0, paragraph)  # noqa: SLF001 - the element has no other name


def complete(document: Document, *, title: str, made: datetime) -> None:
    """Properties that tell what the document is and when it was made, nothing of the computer."""
    about = document.core_properties
    about.title = " ".join(word_text(title).split())[:250]
    about.author = about.last_modified_by = about.comments = ""
    about.created = about.modified = made.astimezone(UTC).replace(tzinfo=None)


def _edges(document: Document) -> Iterator[_BaseHeaderFooter]:
    """The tops and the bottoms of all kinds of pages that the document has."""
    both_kinds = document.settings.odd_and_even_pages_header_footer
    for section in document.sections:
        yield from (section.header, section.footer)
        if section.different_first_page_header_footer:
            yield from (section.first_page_header, section.first_page_footer)
        if both_kinds:
            yield from (section.even_page_header, section.even_page_footer)
