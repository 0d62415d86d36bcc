"""Lists and notes of the sample session as LibreOffice prints them: whole, in embedded fonts."""

from __future__ import annotations

import re

import pytest
from tests.documents.word.office import fonts, needs_office, page_texts, printed
from tests.services.papers.conftest import NOW

from rapporteur.domain.papers.note import NotePaper
from rapporteur.domain.papers.sheet import PaperRow
from rapporteur.services.documents.catalogue import make
from rapporteur.services.documents.options import Options
from rapporteur.services.documents.writing import write

PAGES = {  # how many pages each takes, about: more would mean that something burst
    "roster-en": ("roster", Options(languages=("en",)), range(3, 6)),
    "roster-hi": ("roster", Options(languages=("hi",), one_list=True), range(3, 6)),
    "gate-pass": ("gate-pass", Options(languages=("ru",)), range(4, 8)),
    "agenda": ("agenda", Options(), range(1, 4)),
    "run-sheet": ("run-sheet", Options(), range(2, 5)),
    "sub-groups": ("sub-groups", Options(), range(4, 6)),
    "actions": ("actions", Options(), range(4, 7)),
    "attendance": ("attendance", Options(empty=True), range(8, 14)),
    "everything": ("roster", Options(columns="everything", languages=("en",)), range(10, 60)),
    "press-note": ("press-note", Options(languages=("en",)), range(1, 2)),
    "press-note-ru": ("press-note", Options(languages=("ru",)), range(1, 2)),
    "report": ("report", Options(languages=("ru",)), range(2, 6)),
}
_BOXES = re.compile("[\ufffd\u25a1\u25af]")


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return tmp_path_factory.mktemp("printed")


@needs_office
@pytest.mark.timeout(600)
@pytest.mark.slow
def test_everything_is_printed_whole(sample, folder):
    papers, paths = {}, []
    with sample.read() as db:
        for name, (key, options, _) in PAGES.items():
            papers[name] = make(db, key, options, now=NOW)
            paths.append(write(papers[name], folder / f"{name}.docx").path)
    for pdf in printed(paths, folder):
        check(papers[pdf.stem], pdf, PAGES[pdf.stem][2])


def check(made, pdf, pages):
    """Number of pages, page numbers, marks, fonts, and every text of the paper in the pages."""
    found = page_texts(pdf)
    assert len(found) in pages, (pdf.stem, len(found))
    assert all(fonts(pdf).values()), f"{pdf.stem}: not every font is embedded"
    for number, page in enumerate(found, 1):
        assert re.search(rf"\b{number} (of|из|/) {len(found)}\b", page), (pdf.stem, number)
        assert not _BOXES.search(page), (pdf.stem, number)
        if made.internal:
            mark = "INTERNAL" if "INTERNAL" in made.name else "ПЕРСОНАЛЬНЫЕ|PERSONAL"
            assert len(re.findall(mark, page)) >= 3, f"{pdf.stem}: page {number} bears no marks"
    whole = folded(" ".join(found))
    for text in texts(made.paper):
        # Letters of Devanagari come out of a PDF in another order; their number is enough.
        if not re.search("[\u0900-\u097f]", text):
            assert folded(text) in whole, (pdf.stem, text)


def texts(paper):
    """Words that must not be cut: each line of each cell, and of a note each paragraph."""
    if isinstance(paper, NotePaper):
        yield from (line for block in paper.blocks for line in block.text.split("\n"))
        return
    for sheet in paper:
        yield sheet.head.title.split("\n")[0]
        for part in sheet.parts:
            if isinstance(part, PaperRow):
                # A row that is not torn stands in one piece, but cells beside each other are read
                # line by line: so word by word.
                yield from (word for cell in part.cells for word in cell.split())


def folded(text):
    return re.sub(r"[\s\u00ad-]", "", text)
