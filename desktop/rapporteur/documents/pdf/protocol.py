"""The Session Protocol as pages, in the copy of one side.

Languages stand beside each other paragraph by paragraph, or one whole text after the other. The
closing formula and the signatures never stand alone on a page: they take the end of the last
paragraph along (a rule of the Russian signature texts). Annexes begin on sheets of their own.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import QPointF
from PySide6.QtGui import QColor, QPainter, QPen

from rapporteur.documents.pdf.engine import Printout, mm
from rapporteur.documents.pdf.flow import Cell, Row, fill
from rapporteur.documents.pdf.running import INITIALLED, MUTED, Running, Section, bind, room_of
from rapporteur.documents.pdf.sheets import sheet_layout, sheet_section
from rapporteur.documents.pdf.texts import (
    CENTRE,
    JUSTIFIED,
    LEFT,
    RIGHT,
    Mark,
    TextBlock,
    Type,
    text_width,
)
from rapporteur.domain.papers.page import PageLayout, PaperSize
from rapporteur.domain.papers.protocol import (
    Annex,
    BlockKind,
    Layout,
    ProtocolBlock,
    ProtocolPaper,
)
from rapporteur.domain.papers.words import draft

_OPEN_GROUND = "#FFE9A8"
_SIZES = {1: 11.5, 2: 10.0, 3: 9.0}  # points, by the number of columns
_GUTTER = mm(7.0)
_TO_SIGN = mm(16.0)  # room for a hand
_LINE_TO_SIGN = mm(60.0)
_BEFORE = {
    BlockKind.OPENING: mm(2.5),
    BlockKind.HEADING: mm(4.5),
    BlockKind.PARAGRAPH: mm(2.5),
    BlockKind.CLOSING: mm(5.0),
}


def protocol_printout(paper: ProtocolPaper, size: PaperSize) -> Printout:
    """All of `paper`: its text, its signatures, its annexes, numbered through."""
    every = tuple(range(len(paper.languages)))
    texts = [every] if paper.layout is Layout.COLUMNS else [(at,) for at in every]
    sections = [_text(paper, chosen, size) for chosen in texts]
    for annex in paper.annexes:
        sections += _annex(paper, annex, size)
    title = " ".join(line for line in paper.title[0] if line)
    return bind(title, sections)


def _text(paper: ProtocolPaper, chosen: tuple[int, ...], size: PaperSize) -> Section:
    """The text in the languages `chosen`, beside each other."""
    layout = PageLayout(size, left=25.0, top=20.0, right=17.0, bottom=INITIALLED)
    width, height = room_of(layout)
    rows = _Text(paper, chosen, width).rows()
    return Section(layout, fill(rows, height), _running(paper, chosen))


def _running(paper: ProtocolPaper, chosen: Sequence[int]) -> Running:
    codes = tuple(paper.languages[at] for at in chosen)
    return Running(codes, paper.footer, draft(codes) if paper.draft else "", paper.initials)


def _annex(paper: ProtocolPaper, annex: Annex, size: PaperSize) -> list[Section]:
    """The sheets of an annex, each under its name in the language of the sheet."""
    running = _running(paper, range(len(paper.languages)))
    if not annex.sheets:
        layout = PageLayout(size)
        width, _ = room_of(layout)
        return [
            Section(
                layout,
                fill([_name_of(annex.name_above(None, paper.languages), width)], mm(layout.height)),
                running,
            )
        ]
    found = []
    for sheet in annex.sheets:
        width, _ = room_of(sheet_layout(sheet, size))
        above = [_name_of(annex.name_above(sheet, paper.languages), width)]
        found.append(sheet_section(sheet, size, running=running, above=above))
    return found


def _name_of(name: str, width: float) -> Row:
    block = TextBlock(name, width, Type(11.0, bold=True, align=RIGHT))
    return Row((Cell(block, 0.0, width),), keep=True)


class _Text:
    """Lays one text out: one column for each language."""

    def __init__(self, paper: ProtocolPaper, chosen: tuple[int, ...], width: float) -> None:
        self._paper = paper
        self._chosen = chosen
        self._width = width
        self._size = _SIZES.get(len(chosen), _SIZES[3])
        self._column = (width - _GUTTER * (len(chosen) - 1)) / len(chosen)
        self._align = JUSTIFIED if len(chosen) == 1 else LEFT
        widest = max((block.number for block in paper.blocks), key=len, default="")
        self._inset = text_width(f"{widest}. ", self._size) + mm(1.5)

    def rows(self) -> list[Row]:
        """Title, blocks and signatures."""
        rows = self._titles()
        for at, block in enumerate(self._paper.blocks):
            rows += self._block(block, keep=self._leads_to_signature(at))
        return [*rows, *self._signatures()]

    def _titles(self) -> list[Row]:
        rows = []
        words = dict.fromkeys(self._paper.copy_of[at] for at in self._chosen)
        copy = " / ".join(word for word in words if word)
        if copy:
            look = Type(9.0, colour=MUTED, align=RIGHT)
            rows.append(Row((Cell(TextBlock(copy, self._width, look), 0.0, self._width),)))
        look = Type(self._size + 1.5, bold=True, align=CENTRE)
        lines = ["\n".join(self._paper.title[at]) for at in self._chosen]
        cells = tuple(self._cell(at, text, look) for at, text in enumerate(lines))
        rows.append(Row(cells, before=mm(3.0), keep=True))
        return [*rows, Row((), before=mm(2.0), keep=True)]

    def _leads_to_signature(self, at: int) -> bool:
        """Whether block `at` is of the closing formula, or the last one before it."""
        following = self._paper.blocks[at + 1 :]
        return all(block.kind is BlockKind.CLOSING for block in following)

    def _block(self, block: ProtocolBlock, *, keep: bool) -> list[Row]:
        heading = block.kind is BlockKind.HEADING
        look = Type(
            self._size + (0.5 if heading else 0.0), heading, align=LEFT if heading else self._align
        )
        cells: list[Cell] = []
        inset = self._inset if block.number else 0.0
        for at, language in enumerate(self._chosen):
            text = block.texts[language]
            marks = open_brackets(text) if self._paper.draft else ()
            if block.number and text:
                number = TextBlock(f"{block.number}.", self._inset, replace(look, align=LEFT))
                cells.append(Cell(number, self._left(at), self._inset))
            cells.append(self._cell(at, text, look, marks, inset))
        noted = bool(block.notes) and self._paper.draft
        text_row = Row(
            tuple(cells),
            before=_BEFORE[block.kind],
            keep=keep or heading or noted,
            cuttable=not heading and block.kind is not BlockKind.CLOSING,
        )
        if not noted:
            return [text_row]
        small = TextBlock(block.notes, self._width - inset, Type(8.0, colour=MUTED))
        cell = Cell(small, inset, self._width - inset)
        return [text_row, Row((cell,), before=mm(0.5), keep=keep or heading)]

    def _cell(
        self, at: int, text: str, look: Type, marks: Sequence[Mark] = (), inset: float = 0.0
    ) -> Cell:
        block = TextBlock(text, self._column - inset, look, marks)
        return Cell(block, self._left(at), self._column, inset=inset)

    def _left(self, at: int) -> float:
        return at * (self._column + _GUTTER)

    def _signatures(self) -> list[Row]:
        """Side by side: above the line the side and the post, below it the name."""
        half = (self._width - _GUTTER) / 2
        above, below = [], []
        for at, block in enumerate(self._paper.signatures):
            lines = [block.lines[language] for language in self._chosen]
            left = at * (half + _GUTTER)
            tops = [line for one in lines for line in (one[:-1] if len(one) > 1 else one)]
            names = dict.fromkeys(one[-1] for one in lines if len(one) > 1)
            above.append(Cell(_lines(tops, half, self._size, bold=True), left, half))
            below.append(Cell(_lines(list(names), half, self._size), left, half))

        def paint(painter: QPainter, x: float, y: float, height: float) -> None:
            painter.setPen(QPen(QColor("black"), 6.0))
            for cell in above:
                start = QPointF(x + cell.x, y + height)
                painter.drawLine(start, start + QPointF(min(_LINE_TO_SIGN, half), 0.0))

        return [
            Row(tuple(above), before=mm(8.0), keep=True),
            Row((), least=_TO_SIGN, paint=paint, keep=True),
            Row(tuple(below), before=mm(1.0)),
        ]


def _lines(lines: Sequence[str], width: float, size: float, *, bold: bool = False) -> TextBlock:
    return TextBlock("\n".join(line for line in lines if line), width, Type(size, bold))


def open_brackets(text: str) -> list[Mark]:
    """The parts in square brackets, outer ones whole; one that is not closed runs to the end."""
    found: list[Mark] = []
    depth, start = 0, 0
    for at, letter in enumerate(text):
        if letter == "[":
            start = at if not depth else start
            depth += 1
        elif letter == "]":
            if depth <= 1:
                first = start if depth else at
                found.append(Mark(first, at + 1 - first, _OPEN_GROUND))
            depth = max(depth - 1, 0)
    if depth:
        found.append(Mark(start, len(text) - start, _OPEN_GROUND))
    return found
