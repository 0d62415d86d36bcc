"""A note of running text, as pages: the press note, the report to the Commission."""

from __future__ import annotations

from rapporteur.documents.pdf.engine import Printout, mm
from rapporteur.documents.pdf.flow import Cell, Row, fill
from rapporteur.documents.pdf.running import MUTED, Running, Section, bind, room_of
from rapporteur.documents.pdf.texts import CENTRE, TextBlock, Type
from rapporteur.domain.papers.note import NoteBlock, NotePaper, NoteStyle
from rapporteur.domain.papers.page import PageLayout, PaperSize

_TYPES = {
    NoteStyle.HEADING: Type(11.5, bold=True),
    NoteStyle.BODY: Type(11.0),
    NoteStyle.ITEM: Type(11.0),
    NoteStyle.SMALL: Type(9.0, colour=MUTED),
}
_BEFORE = {
    NoteStyle.HEADING: mm(4.5),
    NoteStyle.BODY: mm(2.5),
    NoteStyle.ITEM: mm(1.2),
    NoteStyle.SMALL: mm(4.0),
}
_DASH, _INSET = "–", mm(5.0)


def note_printout(paper: NotePaper, size: PaperSize) -> Printout:
    """The whole note, upright."""
    layout = PageLayout(size, left=25.0, top=20.0, right=20.0, bottom=22.0)
    width, height = room_of(layout)
    rows = [_title(line, Type(11.0, bold=True, align=CENTRE), width) for line in paper.heading]
    rows.append(_title(paper.title, Type(14.0, bold=True, align=CENTRE), width, before=mm(4.0)))
    rows.append(Row((), before=mm(2.0), keep=True))
    rows += [_block(block, width) for block in paper.blocks]
    running = Running((paper.language,), paper.footer)
    return bind(paper.title, [Section(layout, fill(rows, height), running)])


def _title(text: str, look: Type, width: float, before: float = mm(0.5)) -> Row:
    return Row((Cell(TextBlock(text, width, look), 0.0, width),), before=before, keep=True)


def _block(block: NoteBlock, width: float) -> Row:
    look, before = _TYPES[block.style], _BEFORE[block.style]
    if block.style is NoteStyle.ITEM:
        text = TextBlock(block.text, width - _INSET, look)
        cells = (Cell(TextBlock(_DASH, _INSET, look), 0.0, _INSET, last=1),
                 Cell(text, _INSET, width - _INSET))  # fmt: skip
        return Row(cells, before=before, cuttable=text.lines > 3)
    cell = Cell(TextBlock(block.text, width, look), 0.0, width)
    heading = block.style is NoteStyle.HEADING
    return Row((cell,), before=before, keep=heading, cuttable=not heading)
