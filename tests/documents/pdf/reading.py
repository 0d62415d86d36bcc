"""What a test reads back from a printout or its PDF."""

from __future__ import annotations

from pathlib import Path

from pypdf import PdfReader
from PySide6.QtGui import QColor, QImage, QPainter

from rapporteur.documents.pdf.engine import Printout, paint_page, write_pdf

MM = 72 / 25.4  # points


def written(printout: Printout, path: Path) -> PdfReader:
    """The printout as a PDF on the disk, opened."""
    write_pdf(printout, path)
    return PdfReader(path)


def texts(reader: PdfReader) -> list[str]:
    """The text of each page, with single spaces."""
    return [" ".join(page.extract_text().split()) for page in reader.pages]


def fonts(reader: PdfReader) -> dict[str, bool]:
    """Each font of the document, and whether its letters are in the file."""
    found: dict[str, bool] = {}
    for page in reader.pages:
        for reference in page["/Resources"].get("/Font", {}).values():
            font = reference.get_object()["/DescendantFonts"][0].get_object()
            found[str(font["/BaseFont"])] = "/FontFile2" in font["/FontDescriptor"].get_object()
    return found


def image(printout: Printout, at: int, dots: float = 72.0) -> QImage:
    """One page as it is painted, `dots` to the inch."""
    page = printout.pages[at]
    width, height = page.layout.width, page.layout.height
    drawn = QImage(
        round(width * dots / 25.4), round(height * dots / 25.4), QImage.Format.Format_RGB32
    )
    drawn.fill(QColor("white"))
    painter = QPainter(drawn)
    paint_page(painter, page, dots)
    painter.end()
    return drawn


def inked(drawn: QImage) -> tuple[int, int, int, int]:
    """The box around everything that is not white: left, top, right, bottom in pixels."""
    rows = [
        y
        for y in range(drawn.height())
        if any(drawn.pixelColor(x, y).lightness() < 200 for x in range(drawn.width()))
    ]
    columns = [
        x
        for x in range(drawn.width())
        if any(drawn.pixelColor(x, y).lightness() < 200 for y in range(drawn.height()))
    ]
    return columns[0], rows[0], columns[-1], rows[-1]
