"""The Session Protocol as a Word document, in the copy of one side.

What the document looks like is in the template: "protocol-columns" with the languages beside
each other, "protocol-sequence" with one after the other. What no template could say is done when
it has been filled: bookmarks around the texts, brackets of a draft in colour, rows that stay
whole, the last paragraph that stays with the signatures, annexes on sheets of their own.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from math import lcm
from pathlib import Path
from typing import TYPE_CHECKING

from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Length, Pt
from docx.styles.style import ParagraphStyle

from rapporteur.documents.word.annexes import add_annexes, set_page
from rapporteur.documents.word.brackets import colour_brackets
from rapporteur.documents.word.finishing import complete
from rapporteur.documents.word.marking import marked, set_marks
from rapporteur.documents.word.templates import Value, render, shipped
from rapporteur.domain.papers import words
from rapporteur.domain.papers.page import PaperSize
from rapporteur.domain.papers.protocol import (
    BlockKind,
    Layout,
    ProtocolBlock,
    ProtocolPaper,
    SignatureBlock,
)
from rapporteur.domain.protocol_marks import edge_mark, text_mark

if TYPE_CHECKING:
    from docx.document import Document
    from docx.oxml.xmlchemy import BaseOxmlElement

TEMPLATES = {Layout.COLUMNS: "protocol-columns", Layout.SEQUENCE: "protocol-sequence"}
"""The name of the program's own template for each layout."""

FIELDS: tuple[tuple[str, str], ...] = (
    ("titles[].name", "The first line of the title, once for each language"),
    ("titles[].rest", "The other lines of the title"),
    ("copy", "Whose copy it is; empty in a draft that is nobody's"),
    ("blocks[].kind", "opening, heading, paragraph or closing"),
    ("blocks[].number", "The number of a paragraph with its full stop"),
    ("blocks[].texts[]", "The text, once for each language"),
    ("blocks[].notes", "State and proposing side; empty in the clean version"),
    ("signatures[].heads[]", "Who signs, once for each language: the side and the post"),
    ("signatures[].names[]", "The name below the line, in each language in which it differs"),
    ("languages[].code", "en, ru or hi"),
    ("languages[].copy", "Whose copy it is, in this language"),
    ("languages[].title.name", "The first line of the title in one language"),
    ("languages[].title.rest", "The other lines of the title in one language"),
    ("languages[].blocks[].kind", "opening, heading, paragraph or closing"),
    ("languages[].blocks[].number", "The number of a paragraph with its full stop"),
    ("languages[].blocks[].text", "The text in one language"),
    ("languages[].blocks[].notes", "State and proposing side; empty in the clean version"),
    ("languages[].signatures[].head", "Who signs, in one language"),
    ("languages[].signatures[].name", "The name below the line, in one language"),
    ("draft", "Yes for a working draft"),
    ("draft_words", "The words that mark a working draft"),
    ("initials", "Yes where there is to be room for initials on each page"),
    ("initials_words", "The word before the lines for initials"),
    ("footer", "What stands at the foot of each page"),
    ("pages[].page", "The word before the number of a page, once for each language"),
    ("pages[].of", "The word between the number of a page and the number of pages"),
)
"""The fields of both templates, with what each means."""

_SHORT = 1100  # letters; a row of so many, divided by the languages, is not torn apart
_NARROW = Pt(9.5)  # the size of texts where three languages share the page
_TITLE = "Protocol Title"
_HELPER = "_k_"  # bookmarks of texts without an identity; they are gone before saving

_Texts = dict[str, tuple[int, int]]  # by the name of a bookmark: which block, which language


def write_protocol(
    paper: ProtocolPaper,
    path: Path,
    template: Path | None = None,
    *,
    size: PaperSize = PaperSize.A4,
) -> None:
    """Write `paper` to `path` through `template`.

    None is the program's own template for the layout, on pages of `size`; an official's own
    keeps its size. Raises UserError "template.*" where the template is wrong; OSError comes
    from writing.
    """
    marks: _Texts = {}
    values = protocol_values(paper, marks)

    def finish(document: Document) -> None:
        if template is None:
            set_page(document.sections[0], size, portrait=True)
            if paper.layout is Layout.COLUMNS and len(paper.languages) > 2:
                _set_size(document, _NARROW)
        _finish(document, paper, marks)
        add_annexes(document, paper, size if template is None else None)
        complete(document, title=" ".join(paper.title[0]), made=paper.made)

    render(template or shipped(TEMPLATES[paper.layout]), values, path, finish=finish)


def protocol_values(paper: ProtocolPaper, marks: _Texts) -> dict[str, Value]:
    """The values of the fields; `marks` is filled with the bookmarks that the texts get."""
    codes = paper.languages
    texts = [_marked_texts(paper, at, marks) for at in range(len(paper.blocks))]
    blocks = [_common(block, paper) for block in paper.blocks]
    titles: list[Value] = [_title(code, lines)
                           for code, lines in zip(codes, paper.title, strict=True)]  # fmt: skip
    heads = [[_head(paper, side, at) for at in range(len(codes))] for side in (0, 1)]
    return {
        "titles": titles,
        "copy": _each(paper.copy_of),
        "blocks": [{**one, "texts": said} for one, said in zip(blocks, texts, strict=True)],
        "signatures": [
            {"heads": heads[side], "names": list(dict.fromkeys(_names(block)))}
            for side, block in enumerate(paper.signatures)
        ],
        "languages": [
            {
                "code": code,
                "copy": paper.copy_of[at],
                "title": titles[at],
                "blocks": [
                    {**one, "text": said[at]} for one, said in zip(blocks, texts, strict=True)
                ],
                "signatures": [
                    {"head": heads[side][at], "name": _names(block)[at]}
                    for side, block in enumerate(paper.signatures)
                ],
            }
            for at, code in enumerate(codes)
        ],
        "draft": paper.draft,
        "draft_words": words.draft(codes),
        "initials": paper.initials,
        "initials_words": words.initials(codes),
        "footer": paper.footer,
        "pages": [{"page": page, "of": of} for page, of in words.page_words(codes)],
    }


def _common(block: ProtocolBlock, paper: ProtocolPaper) -> dict[str, Value]:
    number = block.number
    return {
        "kind": block.kind.value,
        "number": f"{number}." if number and number[-1].isalnum() else number,
        "notes": block.notes if paper.draft else "",
    }


def _marked_texts(paper: ProtocolPaper, at: int, marks: _Texts) -> list[Value]:
    """The texts of a block, each to stand in a bookmark."""
    found: list[Value] = []
    block = paper.blocks[at]
    for place, (code, text) in enumerate(zip(paper.languages, block.texts, strict=True)):
        name = text_mark(block.uuid, code) if block.uuid else f"{_HELPER}{at}_{code}"
        marks[name] = (at, place)
        found.append(marked(text, name))
    return found


def _title(code: str, lines: Sequence[str]) -> dict[str, Value]:
    """The title; its last line, where the text begins, stands in a bookmark."""
    said = [line for line in lines if line]
    if said:
        said[-1] = marked(said[-1], edge_mark("begin", code))
    return {"name": said[0] if said else "", "rest": "\n".join(said[1:])}


def _head(paper: ProtocolPaper, side: int, at: int) -> str:
    """What stands above the line to sign on; the first of it stands in a bookmark."""
    lines = list(paper.signatures[side].lines[at])
    if len(lines) > 1:
        lines.pop()
    if lines and not side:
        lines[0] = marked(lines[0], edge_mark("end", paper.languages[at]))
    return "\n".join(lines)


def _names(block: SignatureBlock) -> list[str]:
    return [lines[-1] if len(lines) > 1 else "" for lines in block.lines]


def _each(words: Sequence[str] | Iterator[str]) -> str:
    return " / ".join(dict.fromkeys(word for word in words if word))


# ------------------------------------------------------------------- after the template is filled


def _finish(document: Document, paper: ProtocolPaper, marks: _Texts) -> None:
    set_marks(document)
    body = document.element.body
    starts = [one for one in body.iter(qn("w:bookmarkStart")) if one.get(qn("w:name")) in marks]
    placed = [(marks[str(one.get(qn("w:name")))][0], one) for one in starts]
    if paper.draft:
        for start in starts:
            colour_brackets(start)
            if paper.blocks[marks[str(start.get(qn("w:name")))][0]].notes:  # which follows it
                _paragraph_of(start).get_or_add_pPr().get_or_add_keepNext()
    tables = dict.fromkeys(table for one in starts if (table := _table_of(one)) is not None)
    for table in tables:
        _share_columns(table)
    _keep_short_rows_whole(paper, placed)
    _keep_the_end_together(paper, body, placed)
    _drop_helpers(body)


def _set_size(document: Document, size: Length) -> None:
    """Give the texts of the Protocol another size than the template says."""
    for style in document.styles:
        name = style.name or ""
        if isinstance(style, ParagraphStyle) and name.startswith("Protocol ") and name != _TITLE:
            style.font.size = size
            properties = style.element.get_or_add_rPr()
            twin = properties.find(qn("w:szCs"))
            if twin is None:
                twin = OxmlElement("w:szCs")
                properties.find(qn("w:sz")).addnext(twin)
            twin.set(qn("w:val"), str(round(size.pt * 2)))


def _share_columns(table: BaseOxmlElement) -> None:
    """Let every row, whatever the number of its cells, take the width of the table evenly."""
    rows = [row.findall(qn("w:tc")) for row in table.findall(qn("w:tr"))]
    grid = table.find(qn("w:tblGrid"))
    if grid is None or any(cell.find(f"{qn('w:tcPr')}/{qn('w:gridSpan')}") is not None
                           for cells in rows for cell in cells):  # fmt: skip
        return
    columns = lcm(*(len(cells) or 1 for cells in rows))
    share = sum(int(column.get(qn("w:w"), "0")) for column in grid) // columns
    grid[:] = []
    for _ in range(columns):
        column = OxmlElement("w:gridCol")
        column.set(qn("w:w"), str(share))
        grid.append(column)
    for cells in rows:
        for cell in cells:
            span = columns // len(cells)
            cell.width = share * span * 635  # twips in the units of the library
            if span > 1:
                cell.grid_span = span


def _keep_short_rows_whole(
    paper: ProtocolPaper, placed: Sequence[tuple[int, BaseOxmlElement]]
) -> None:
    most = _SHORT // len(paper.languages)
    for at, start in placed:
        row = _row_of(start)
        if row is not None and max(map(len, paper.blocks[at].texts)) <= most:
            _keep_whole(row)


def _keep_the_end_together(
    paper: ProtocolPaper, body: BaseOxmlElement, placed: Sequence[tuple[int, BaseOxmlElement]]
) -> None:
    """Keep the last numbered paragraph on one page with all that follows it to the signatures."""
    ends = [one for one in body.iter(qn("w:bookmarkStart"))
            if str(one.get(qn("w:name"))).startswith(edge_mark("end", ""))]  # fmt: skip
    last = max((at for at, block in enumerate(paper.blocks)
                if block.kind is BlockKind.PARAGRAPH), default=-1)  # fmt: skip
    paragraphs = list(body.iter(qn("w:p")))
    places = {paragraph: at for at, paragraph in enumerate(paragraphs)}
    begins = sorted(places[_paragraph_of(start)] for at, start in placed if at == last)
    for end in ends:
        signed = places[_paragraph_of(end)]
        begin = max((at for at in begins if at < signed), default=signed)
        text_row, signature_row = _row_of(paragraphs[begin]), _row_of(end)
        if text_row is not None:
            begin = places[next(text_row.iter(qn("w:p")))]
        chain = paragraphs[begin : signed + 1]
        if signature_row is not None:
            _keep_whole(signature_row)
            chain += signature_row.iter(qn("w:p"))
        for paragraph in chain:
            paragraph.get_or_add_pPr().get_or_add_keepNext()


def _drop_helpers(body: BaseOxmlElement) -> None:
    names = {one.get(qn("w:id")) for one in body.iter(qn("w:bookmarkStart"))
             if str(one.get(qn("w:name"))).startswith(_HELPER)}  # fmt: skip
    for one in list(body.iter(qn("w:bookmarkStart"), qn("w:bookmarkEnd"))):
        if one.get(qn("w:id")) in names:
            one.getparent().remove(one)


def _keep_whole(row: BaseOxmlElement) -> None:
    properties = row.get_or_add_trPr()
    if properties.find(qn("w:cantSplit")) is None:
        properties.append(OxmlElement("w:cantSplit"))


def _table_of(element: BaseOxmlElement) -> BaseOxmlElement | None:
    return next(element.iterancestors(qn("w:tbl")), None)


def _row_of(element: BaseOxmlElement) -> BaseOxmlElement | None:
    return next(element.iterancestors(qn("w:tr")), None)


def _paragraph_of(element: BaseOxmlElement) -> BaseOxmlElement:
    paragraph: BaseOxmlElement = next(element.iterancestors(qn("w:p")))
    return paragraph
