"""A sheet of the session's papers as a table of Word's, in styles that an official can change.

The headings stand again on every page and no row is torn apart at its end. What is internal says
so above the headings, on every page. Paragraph styles are named, not painted over: "Table Head",
"Table Band", "Table Text"; where a template has dropped one, the text takes the plain style.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from docx.oxml import OxmlElement
from docx.oxml.ns import qn

from rapporteur.domain.papers.sheet import PaperBand, PaperRow, PaperSheet

if TYPE_CHECKING:
    from docx.document import Document
    from docx.oxml.xmlchemy import BaseOxmlElement

HEAD, BAND, TEXT = "Table Head", "Table Band", "Table Text"
SYMBOLS = "Segoe UI Symbol"  # has the boxes to tick; other systems take one that has them

_RULE, _HEAD_FILL, _BAND_FILL = "9AA5B1", "E3E9F0", "F1F4F8"
_INTERNAL_FILL, _INTERNAL_INK, _FAINT_INK = "9B1C1C", "FFFFFF", "5B6673"
_MARGIN = 85  # twips, at the left and the right of a cell
_INDENT = 227  # twips for each level
_TALL = 510  # twips: room for a line by hand
_EM = 190  # twips: the size of the text
_DIGIT, _CAPITAL = 0.5, 0.68  # ems, a little more than they take
_LONGEST = 2600  # twips that one word may ask for; a longer one is broken

_CROWDED = 1.25  # times the letters of a line; columns that ask for more share what is there

# Letters that no XML can hold, and marks that turn the direction of reading.
_UNWRITABLE = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x84\x86-\x9f\u202a-\u202e\u2066-\u2069\ufffe\uffff]"
)
_HALVES = re.compile("[\ud800-\udfff]")
_BREAKS = re.compile("\r\n?|[\x0b\x0c\x85\u2028\u2029]")
_BOXES = re.compile("([\u2610-\u2612]+)")


def word_text(text: str) -> str:
    """`text` as it can stand in a document: one kind of line break, nothing that XML forbids."""
    plain = _BREAKS.sub("\n", text).replace("\t", " ")
    return _HALVES.sub("\ufffd", _UNWRITABLE.sub("", plain))


def sheet_table(document: Document, sheet: PaperSheet, width: int) -> BaseOxmlElement:
    """The columns and rows of `sheet` as a table `width` twips wide, not yet in the document."""
    return _Builder(document, sheet, width).table()


def column_widths(sheet: PaperSheet, width: int) -> list[int]:
    """Shares of `width` in twips: every column holds its longest word, the rest by its measure."""
    asked = [max(column.width, 1.0) for column in sheet.columns]
    if sum(asked) > _CROWDED * width / (_EM * _DIGIT):  # then nobody gets more than is in there
        asked = [min(*pair) for pair in zip(asked, _longest(sheet), strict=True)]
    least = _least(sheet)
    if sum(least) >= width:
        return _scaled(least, width)
    found = _scaled(asked, width)
    # What one column lacks the others give, by what they have to spare.
    short = [max(need - have, 0) for need, have in zip(least, found, strict=True)]
    spare = [max(have - need, 0) for need, have in zip(least, found, strict=True)]
    taken = sum(short) / (sum(spare) or 1)
    found = [
        have + lack - int(free * taken)
        for have, lack, free in zip(found, short, spare, strict=True)
    ]
    return _scaled(found, width)


class _Builder:
    """Makes one table."""

    def __init__(self, document: Document, sheet: PaperSheet, width: int) -> None:
        self._sheet = sheet
        self._widths = column_widths(sheet, width)
        names = {style.name: style.style_id for style in document.styles}
        self._styles = {name: names.get(name, "") for name in (HEAD, BAND, TEXT)}

    def table(self) -> BaseOxmlElement:
        """The whole table."""
        table = OxmlElement("w:tbl")
        table.append(self._properties())
        grid = _child(table, "w:tblGrid")
        for width in self._widths:
            _child(grid, "w:gridCol", w=str(width))
        if self._sheet.internal:
            table.append(self._across(self._sheet.internal, HEAD, _INTERNAL_FILL, heading=True))
        headings = [column.heading for column in self._sheet.columns]
        table.append(self._row(headings, HEAD, heading=True))
        for part in self._sheet.parts:
            if isinstance(part, PaperBand):
                table.append(self._across(part.title, BAND, _BAND_FILL))
            else:
                table.append(self._line(part))
        return table

    def _properties(self) -> BaseOxmlElement:
        found = OxmlElement("w:tblPr")
        _child(found, "w:tblW", w=str(sum(self._widths)), type="dxa")
        borders = _child(found, "w:tblBorders")
        for edge in ("top", "left", "bottom", "right", "insideH", "insideV"):
            _child(borders, f"w:{edge}", val="single", sz="4", space="0", color=_RULE)
        _child(found, "w:tblLayout", type="fixed")
        margins = _child(found, "w:tblCellMar")
        for edge, size in (("top", 28), ("left", _MARGIN), ("bottom", 28), ("right", _MARGIN)):
            _child(margins, f"w:{edge}", w=str(size), type="dxa")
        return found

    def _across(
        self, text: str, style: str, fill: str, *, heading: bool = False
    ) -> BaseOxmlElement:
        """A row of one cell over all columns."""
        row = _row(heading=heading)
        cell = _cell(sum(self._widths), fill, span=len(self._widths))
        ink = _INTERNAL_INK if fill == _INTERNAL_FILL else ""
        cell.append(self._paragraph(text, style, ink=ink))
        row.append(cell)
        return row

    def _row(self, texts: Sequence[str], style: str, *, heading: bool) -> BaseOxmlElement:
        row = _row(heading=heading)
        for text, width in zip(texts, self._widths, strict=True):
            cell = _cell(width, _HEAD_FILL)
            cell.append(self._paragraph(text, style))
            row.append(cell)
        return row

    def _line(self, line: PaperRow) -> BaseOxmlElement:
        row = _row(height=_TALL if self._sheet.tall else 0)
        for at, (text, width) in enumerate(zip(line.cells, self._widths, strict=True)):
            centred = self._sheet.columns[at].centred
            indent = line.level * _INDENT if at == self._sheet.indented else 0
            cell = _cell(width)
            cell.append(
                self._paragraph(
                    text, TEXT, centred=centred, indent=indent, strong=line.strong,
                    ink=_FAINT_INK if line.faint else "",
                )
            )  # fmt: skip
            row.append(cell)
        return row

    def _paragraph(
        self,
        text: str,
        style: str,
        *,
        centred: bool = False,
        indent: int = 0,
        strong: bool = False,
        ink: str = "",
    ) -> BaseOxmlElement:
        paragraph = OxmlElement("w:p")
        properties = _child(paragraph, "w:pPr")
        if named := self._styles[style]:
            _child(properties, "w:pStyle", val=named)
        if indent:
            _child(properties, "w:ind", left=str(indent))
        if centred:
            _child(properties, "w:jc", val="center")
        for at, line in enumerate(word_text(text).split("\n")):
            if at:
                _child(_run(paragraph, strong=strong, ink=ink), "w:br")
            for piece in _BOXES.split(line):
                if piece:
                    run = _run(paragraph, strong=strong, ink=ink, boxes=bool(_BOXES.match(piece)))
                    said = _child(run, "w:t")
                    said.set(qn("xml:space"), "preserve")
                    said.text = piece
        return paragraph


def _row(*, heading: bool = False, height: int = 0) -> BaseOxmlElement:
    row = OxmlElement("w:tr")
    properties = _child(row, "w:trPr")
    _child(properties, "w:cantSplit")
    if height:
        _child(properties, "w:trHeight", val=str(height), hRule="atLeast")
    if heading:
        _child(properties, "w:tblHeader")
    return row


def _cell(width: int, fill: str = "", *, span: int = 1) -> BaseOxmlElement:
    cell = OxmlElement("w:tc")
    properties = _child(cell, "w:tcPr")
    _child(properties, "w:tcW", w=str(width), type="dxa")
    if span > 1:
        _child(properties, "w:gridSpan", val=str(span))
    if fill:
        _child(properties, "w:shd", val="clear", color="auto", fill=fill)
    return cell


def _run(
    paragraph: BaseOxmlElement, *, strong: bool, ink: str, boxes: bool = False
) -> BaseOxmlElement:
    run = _child(paragraph, "w:r")
    if strong or ink or boxes:
        properties = _child(run, "w:rPr")
        if boxes:
            _child(properties, "w:rFonts", ascii=SYMBOLS, hAnsi=SYMBOLS, eastAsia=SYMBOLS,
                   cs=SYMBOLS)  # fmt: skip
        if strong:
            _child(properties, "w:b")
            _child(properties, "w:bCs")
        if ink:
            _child(properties, "w:color", val=ink)
        if boxes:
            _child(properties, "w:sz", val="28")
    return run


def _child(parent: BaseOxmlElement, tag: str, **values: str) -> BaseOxmlElement:
    found: BaseOxmlElement = OxmlElement(tag)
    for key, value in values.items():
        found.set(qn(f"w:{key}"), value)
    parent.append(found)
    return found


def _least(sheet: PaperSheet) -> list[int]:
    """What the longest word of each column takes, in twips."""
    words: list[set[str]] = [set(column.heading.split()) for column in sheet.columns]
    for part in sheet.parts:
        if isinstance(part, PaperRow):
            for at, text in enumerate(part.cells):
                words[at].update(text.split())
    ems = [max((_ems(word) for word in found), default=0.0) for found in words]
    return [min(round(one * _EM), _LONGEST) + 2 * _MARGIN + 20 for one in ems]


def _longest(sheet: PaperSheet) -> list[float]:
    """The longest text of each column in letters, that of the heading's longest word at least."""
    found = [max(map(len, column.heading.split()), default=1) for column in sheet.columns]
    for part in sheet.parts:
        if isinstance(part, PaperRow):
            for at, text in enumerate(part.cells):
                found[at] = max(found[at], *(len(line) for line in text.split("\n")))
    return [float(one) for one in found]


def _ems(word: str) -> float:
    return sum(_DIGIT if (c.islower() and c.isascii()) or c.isdigit() else _CAPITAL for c in word)


def _scaled(shares: Sequence[float], width: int) -> list[int]:
    """Whole numbers in the proportion of `shares` that make up `width`."""
    total = sum(shares)
    found = [round(share * width / total) for share in shares]
    found[-1] += width - sum(found)
    return found
