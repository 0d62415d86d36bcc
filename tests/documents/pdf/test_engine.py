"""Pages on a PDF: their size, true millimetres, embedded fonts, every script without boxes."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from pypdf import PdfReader
from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QFontDatabase, QPainter
from tests.documents.pdf.reading import MM, fonts, image, inked, texts, written

from rapporteur.documents.pdf.engine import Page, PrintingStopped, Printout, mm, write_pdf
from rapporteur.documents.pdf.texts import TextBlock, Type, font
from rapporteur.domain.papers.page import PageLayout, PaperSize


def _square(painter: QPainter) -> None:
    """20 mm from the left, 30 mm from above, 50 by 40 mm."""
    painter.fillRect(QRectF(mm(20), mm(30), mm(50), mm(40)), QColor("black"))


def _page(layout: PageLayout | None = None) -> Page:
    return Page(layout or PageLayout(), _square)


@pytest.mark.parametrize("size", PaperSize)
@pytest.mark.parametrize("landscape", [False, True])
def test_a_page_has_the_size_of_its_paper(tmp_path: Path, size: PaperSize, landscape: bool):
    layout = PageLayout(size, landscape)
    reader = written(Printout("Test", [_page(layout)]), tmp_path / "a.pdf")
    box = reader.pages[0].mediabox
    assert float(box.width) / MM == pytest.approx(layout.width, abs=0.3)
    assert float(box.height) / MM == pytest.approx(layout.height, abs=0.3)


def test_pages_of_one_document_may_lie_differently(tmp_path: Path):
    pages = [_page(PageLayout(landscape=at == 1)) for at in range(3)]
    reader = written(Printout("Test", pages), tmp_path / "a.pdf")
    assert [float(p.mediabox.width) > float(p.mediabox.height) for p in reader.pages] == [
        False, True, False,
    ]  # fmt: skip


def test_millimetres_are_true(tmp_path: Path):
    left, top, right, bottom = inked(image(Printout("Test", [_page()]), 0, 101.6))
    assert (left, top) == pytest.approx((80, 120), abs=1)
    assert (right, bottom) == pytest.approx((280, 280), abs=1)


def test_millimetres_are_true_in_the_pdf(tmp_path: Path):
    reader = written(Printout("Test", [_page()]), tmp_path / "a.pdf")
    assert _bars(reader) == pytest.approx((20.0, 30.0, 50.0, 40.0), abs=0.1)


def _bars(reader: PdfReader) -> tuple[float, float, float, float]:
    """The one filled bar of a page, in millimetres from its upper left corner."""
    page = reader.pages[0]
    high = float(page.mediabox.height)
    found: list[tuple[float, float, float, float]] = []

    def see(operator: bytes, operands: list, matrix: list[float], _text: list[float]) -> None:
        if operator == b"re":
            x, y, width, height = (float(one) for one in operands)
            a, _, _, d, e, f = matrix
            top = max(y * d, (y + height) * d) + f
            found.append(((x * a + e) / MM, (high - top) / MM, width * abs(a) / MM,
                          height * abs(d) / MM))  # fmt: skip

    page.extract_text(visitor_operand_before=see)
    return next(bar for bar in found if bar[2] < 100)


def test_the_pdf_bears_its_title_and_nobody_s_name(tmp_path: Path):
    reader = written(Printout("Agenda · 11-е заседание", [_page()]), tmp_path / "a.pdf")
    assert reader.metadata is not None
    assert reader.metadata.title == "Agenda · 11-е заседание"
    assert not reader.metadata.author


def test_a_stopped_job_leaves_the_file_as_it_was(tmp_path: Path):
    path = tmp_path / "a.pdf"
    path.write_bytes(b"as it was")
    with pytest.raises(PrintingStopped):
        write_pdf(Printout("Test", [_page()]), path, cancelled=lambda: True)
    assert path.read_bytes() == b"as it was"


TEXT = "Protocol [by 2026] Протокол заседания № 11 — «Стороны» ё й संयुक्त सचिव क्षेत्र ☐ ☒ 15 → 23 ₹ ₽"


def _written_text(painter: QPainter) -> None:
    TextBlock(TEXT, mm(170), Type(11.0)).paint(painter, mm(20), mm(20))
    TextBlock(TEXT, mm(170), Type(11.0, bold=True)).paint(painter, mm(20), mm(60))


def test_every_script_is_written_in_embedded_shipped_fonts(tmp_path: Path):
    reader = written(Printout("Test", [Page(PageLayout(), _written_text)]), tmp_path / "a.pdf")
    found = fonts(reader)
    assert found
    assert all(found.values()), found
    assert all("NotoSans" in name for name in found), "no letter comes from another font"
    text = reader.pages[0].extract_text()
    assert "Протокол заседания № 11" in text, "found by a search, with its spaces"
    assert "\t" not in text


def test_no_letter_is_a_box():
    block = TextBlock(TEXT, mm(170), Type(11.0))
    runs = [run for layout in block._layouts for run in layout.glyphRuns()]
    assert runs
    for run in runs:
        assert "Noto Sans" in run.rawFont().familyName()
        assert 0 not in run.glyphIndexes(), "glyph 0 is the box"


def test_a_word_broader_than_its_column_is_broken_and_not_cut_off():
    block = TextBlock("Gosudarstvennaya" * 4, mm(20), Type(10.0))
    assert block.lines > 1
    assert block.width <= mm(20) + 1


def test_letters_have_their_size_in_points():
    assert font(10.0).pixelSize() == 100, "a tenth of a point to the unit"


def test_a_pdf_is_written_without_a_window_and_without_a_display(tmp_path: Path):
    program = (
        "import sys; from pathlib import Path\n"
        "from rapporteur.documents.pdf.engine import Page, Printout, mm, write_pdf\n"
        "from rapporteur.documents.pdf.texts import TextBlock, Type\n"
        "from rapporteur.domain.papers.page import PageLayout\n"
        "block = TextBlock('Заседание सचिव', mm(100), Type())\n"
        "page = Page(PageLayout(), lambda painter: block.paint(painter, mm(20), mm(20)))\n"
        "write_pdf(Printout('t', [page]), Path(sys.argv[1]))\n"
    )
    path = tmp_path / "a.pdf"
    environment = {"PATH": "", "HOME": str(tmp_path), "PYTHONPATH": ":".join(sys.path)}
    done = subprocess.run(
        [sys.executable, "-c", program, path], env=environment, capture_output=True, check=False
    )
    assert done.returncode == 0, done.stderr
    reader = PdfReader(path)
    assert "Заседание" in texts(reader)[0]
    assert all("NotoSans" in name for name in fonts(reader))


def test_the_fonts_are_there():
    TextBlock("x", mm(20), Type())
    assert QFontDatabase.hasFamily("Noto Sans Devanagari")
