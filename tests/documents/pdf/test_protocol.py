"""The Protocol on pages: every paragraph in every language, and a last page that is no orphan."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtGui import QImage
from tests.documents.pdf.papers import CLOSING, protocol
from tests.documents.pdf.reading import fonts, image, texts, written

from rapporteur.documents.pdf.protocol import open_brackets, protocol_printout
from rapporteur.domain.papers.page import PaperSize
from rapporteur.domain.papers.protocol import Layout, ProtocolPaper

YELLOW = "#ffe9a8"


def pages(paper: ProtocolPaper, tmp_path: Path, size: PaperSize = PaperSize.A4) -> list[str]:
    return texts(written(protocol_printout(paper, size), tmp_path / "p.pdf"))


@pytest.mark.parametrize("languages", [1, 2, 3])
@pytest.mark.parametrize("layout", Layout)
def test_every_paragraph_is_there_in_every_language(tmp_path: Path, languages: int, layout: Layout):
    whole = " ".join(pages(protocol(15, languages, layout), tmp_path))
    for at in range(1, 16):
        assert whole.count(f"P{at}x") == languages, at
    for at in range(1, 46):
        assert whole.count(f"Delegate{at}x") == 1, at


@pytest.mark.parametrize("size", PaperSize)
@pytest.mark.parametrize("layout", Layout)
@pytest.mark.parametrize("draft", [False, True])
def test_the_closing_formula_and_the_signatures_take_text_along(
    size: PaperSize, layout: Layout, draft: bool
):
    parted = 0
    for count in range(1, 24):
        paper = protocol(count, 2, layout, draft=draft, annexes=False)
        signed = 0
        for page in protocol_printout(paper, size).pages:
            rows = [placed.row for placed in page.paint.args[1]]
            words = [row.cells[-1].text.text if row.cells else "" for row in rows]
            if not any("Российскую" in text or "Russian Side\n" in text for text in words):
                continue
            signed += 1
            closing = next(at for at, text in enumerate(words) if text in CLOSING)
            numbered = [row for row, text in zip(rows, words, strict=True) if f"P{count}x" in text]
            assert closing > 0
            assert numbered, (count, words)
            parted += numbered[0].cells[-1].first > 0
            assert all(cell.lines != 1 or not cell.first for cell in numbered[0].cells)
        assert signed == (1 if layout is Layout.COLUMNS else 2)
    assert parted, "the rule was put to the test at least once"


@pytest.mark.parametrize("layout", Layout)
def test_no_page_is_overfull_and_no_heading_stands_at_its_foot(layout: Layout):
    for count in (5, 9, 11, 21, 30):
        printout = protocol_printout(protocol(count, 2, layout, initials=True), PaperSize.A4)
        for page in printout.pages:
            section, filled = page.paint.args[:2]
            last = filled[-1]
            room = (page.layout.height - page.layout.top - page.layout.bottom) * 720 / 25.4
            assert last.y + last.row.height <= room + 1
            assert not last.row.keep
            assert section.running.initials


def test_an_annex_begins_on_a_sheet_of_its_own_under_its_name(tmp_path: Path):
    found = pages(protocol(3), tmp_path)
    (at,) = [at for at, page in enumerate(found) if "Annex 1" in page]
    assert "Приложение 1" not in found[at], "a sheet bears the name in its own language"
    assert "P3x" not in found[at]
    assert "Delegate1x" in found[at]
    assert f"Page {at + 1} of {len(found)} / Стр. {at + 1} из {len(found)}" in found[at]


def test_the_name_of_an_annex_may_have_several_lines_in_each_language(tmp_path: Path):
    paper = protocol(1)
    names = ("Annex 1\nto the Protocol", "Приложение 1\nк Протоколу")
    named = replace(paper, annexes=(replace(paper.annexes[0], titles=names, sheets=()),))
    text = next(page for page in pages(named, tmp_path) if "Annex 1" in page)
    assert "Annex 1 to the Protocol Приложение 1 к Протоколу" in text


def test_an_annex_without_sheets_still_has_its_sheet(tmp_path: Path):
    paper = protocol(1)
    bare = replace(paper, annexes=(replace(paper.annexes[0], sheets=()),))
    assert "Annex 1" in pages(bare, tmp_path)[-1]


def test_whose_copy_it_is_stands_on_the_first_page_and_the_order_is_kept(tmp_path: Path):
    paper = protocol(3)
    assert "Copy of the Indian Side" in pages(paper, tmp_path)[0]
    text = " ".join(pages(paper, tmp_path))
    assert text.index("For the Indian Side") < text.index("For the Russian Side")
    other = replace(paper, signatures=(paper.signatures[1], paper.signatures[0]))
    text = " ".join(pages(other, tmp_path))
    assert text.index("For the Russian Side") < text.index("For the Indian Side")


def _has_yellow(drawn: QImage) -> bool:
    return any(
        drawn.pixelColor(x, y).name() == YELLOW
        for y in range(0, drawn.height(), 2)
        for x in range(0, drawn.width(), 2)
    )


def test_a_draft_shows_brackets_and_states_and_says_so_on_each_page(tmp_path: Path):
    paper = protocol(8, draft=True)
    found = pages(paper, tmp_path)
    assert all(page.count("Working draft – not for signature") == 2 for page in found)
    assert "bracketed, proposed by the Russian Side" in " ".join(found)
    assert _has_yellow(image(protocol_printout(paper, PaperSize.A4), 0))
    clean = replace(paper, draft=False)
    text = " ".join(pages(clean, tmp_path))
    assert "Working draft" not in text
    assert "bracketed, proposed" not in text
    assert not _has_yellow(image(protocol_printout(clean, PaperSize.A4), 0))


def test_initials_stand_on_each_page_where_they_are_wanted(tmp_path: Path):
    assert all("Initials / Парафы" in page for page in pages(protocol(9, initials=True), tmp_path))
    assert not any("Initials" in page for page in pages(protocol(9), tmp_path))


def test_three_scripts_come_from_embedded_shipped_fonts(tmp_path: Path):
    reader = written(protocol_printout(protocol(5, 3), PaperSize.A4), tmp_path / "p.pdf")
    assert all(fonts(reader).values())
    assert all("NotoSans" in name for name in fonts(reader))


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("none", []),
        ("a [b] c", ["[b]"]),
        ("a [b [c] d] e [f]", ["[b [c] d]", "[f]"]),
        ("[A][B]", ["[A]", "[B]"]),
        ("a [b c", ["[b c"]),
        ("a] b", ["]"]),
    ],
)
def test_outer_brackets_are_marked_whole(text: str, parts: list[str]):
    assert [text[m.start : m.start + m.length] for m in open_brackets(text)] == parts
