"""Pages that paint themselves, and what they are painted on: a PDF, a printer, a picture.

A `Printout` is a list of pages; each knows its layout and paints itself with a `QPainter` whose
origin is the corner of the sheet of paper and whose unit is `UNITS` to the inch, a tenth of a
point. The same painting goes to the PDF, to the printer and to the preview, so they never
differ. Millimetres are true: `mm(20)` is 20 mm on paper.

Needs no window: `prepare` makes a QGuiApplication that draws into memory where none runs (the
command line). All this may happen beside the window's thread, but what is laid out in a thread
is painted there and thrown away there: the letters Qt keeps for it end with the thread. And the
classes of Qt are made before there is a second thread (`ui.classes`).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from PySide6.QtCore import QBuffer, QIODevice, QMarginsF, QSizeF
from PySide6.QtGui import (
    QFontDatabase,
    QGuiApplication,
    QPageLayout,
    QPageSize,
    QPainter,
    QPdfWriter,
)

from rapporteur import paths
from rapporteur.domain.papers.page import PageLayout

UNITS = 720
"""Units to the inch: what a painter of pages counts in."""

FAMILIES = ("Noto Sans", "Noto Sans Devanagari")

_CREATOR = "Rapporteur"
_FONTS = (
    "NotoSans-Regular.ttf",
    "NotoSans-Bold.ttf",
    "NotoSansDevanagari-Regular.ttf",
    "NotoSansDevanagari-Bold.ttf",
)

# Within a table of letters: those of a run of glyphs.
_LETTERS = re.compile(rb"(?<=> )\[<[0-9A-F]{4}>(?: <[0-9A-F]{4}>)*\s*\]")


class PrintingStopped(Exception):  # noqa: N818 - it is no error: somebody pressed Cancel
    """The job was cancelled; nothing was written."""


@dataclass(frozen=True, slots=True)
class Page:
    """One page and how it paints itself; the painter comes as the module says."""

    layout: PageLayout
    paint: Callable[[QPainter], None]


@dataclass(frozen=True, slots=True)
class Printout:
    """A document laid out in pages. `title` is what a PDF viewer shows as its name."""

    title: str
    pages: Sequence[Page]


def mm(millimetres: float) -> float:
    """Millimetres in units of the pages."""
    return millimetres * UNITS / 25.4


def prepare() -> None:
    """Make sure that fonts can be measured. Called by everything that lays text out."""
    if QGuiApplication.instance() is None:
        _without_window()
    _have_fonts()


def page_layout(layout: PageLayout) -> QPageLayout:
    """The sheet of paper for a writer or a printer: without margins, the pages have their own."""
    way = (
        QPageLayout.Orientation.Landscape if layout.landscape else QPageLayout.Orientation.Portrait
    )
    width, height = layout.size.millimetres
    size = QPageSize(
        QSizeF(width, height), QPageSize.Unit.Millimeter, "", QPageSize.SizeMatchPolicy.FuzzyMatch
    )
    return QPageLayout(size, way, QMarginsF())


def write_pdf(
    printout: Printout, path: Path, *, cancelled: Callable[[], bool] = lambda: False
) -> None:
    """Write `printout` to `path`; fonts are embedded, nobody is named as its author.

    Raises OSError where the file cannot be written and `PrintingStopped` once `cancelled`
    answers True. Meant to be called within `replace_file`.
    """
    prepare()
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    writer.setResolution(UNITS)
    writer.setTitle(printout.title)
    writer.setCreator(_CREATOR)
    writer.setPageLayout(page_layout(printout.pages[0].layout))
    painter = QPainter(writer)
    try:
        for at, page in enumerate(printout.pages):
            if cancelled():
                raise PrintingStopped
            if at:
                writer.setPageLayout(page_layout(page.layout))
                writer.newPage()
            paint_page(painter, page, UNITS)
    finally:
        painter.end()
    path.write_bytes(_with_spaces(bytes(buffer.data().data())))


def paint_page(painter: QPainter, page: Page, dots: float) -> None:
    """Paint `page` where `painter` stands, with `dots` of its device to the inch."""
    painter.save()
    painter.scale(dots / UNITS, dots / UNITS)
    painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.TextAntialiasing)
    try:
        page.paint(painter)
    finally:
        painter.restore()


def _with_spaces(content: bytes) -> bytes:
    """The PDF with spaces where Qt says tabs.

    Both have one glyph, and Qt's table for searching and copying names the first letter of it.
    """
    return _LETTERS.sub(lambda found: found[0].replace(b"<0009>", b"<0020>"), content)


@cache
def _without_window() -> QGuiApplication:
    """The application of a process without a window; kept, for Qt ends with it."""
    return QGuiApplication([_CREATOR, "-platform", "offscreen"])


@cache
def _have_fonts() -> None:
    """Register the shipped fonts where the program has not done so for its window."""
    if not all(QFontDatabase.hasFamily(family) for family in FAMILIES):
        for name in _FONTS:
            QFontDatabase.addApplicationFont(str(paths.resource(f"fonts/{name}")))
