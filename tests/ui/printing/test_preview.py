"""The preview: pages as they will be printed, by keyboard, sharp, beside the window."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from pypdf import PdfReader
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from tests.documents.pdf.papers import protocol
from tests.documents.pdf.reading import MM, fonts, image, texts
from tests.keys import press
from tests.ui.conftest import settings, shipped_fonts, themed  # noqa: F401 - fixtures

from rapporteur.documents.pdf.engine import PrintingStopped, Printout
from rapporteur.documents.pdf.writing import lay_out
from rapporteur.domain.errors import UserError
from rapporteur.domain.papers.page import PageLayout, PaperSize
from rapporteur.ui.printing.page_maker import picture
from rapporteur.ui.printing.pages_view import Fit
from rapporteur.ui.printing.paper import paper_size, remember_size
from rapporteur.ui.printing.preview import Preview
from rapporteur.ui.printing.printing import send, size_of
from rapporteur.ui.settings import Settings
from rapporteur.ui.workers import JobControl, Stopped

Key = Qt.Key
Control = Qt.KeyboardModifier.ControlModifier


def making(count: int = 45) -> Callable[[Callable[[], bool]], Printout]:
    return lambda cancelled: lay_out(protocol(count), cancelled=cancelled)


@pytest.fixture
def preview(themed: QApplication, settings: Settings, qtbot: QtBot) -> Iterator[Preview]:  # noqa: F811
    shown = Preview(settings)
    shown.resize(700, 800)
    shown.show()
    shown.activateWindow()
    qtbot.waitActive(shown)
    shown.pages.setFocus()
    yield shown
    shown.stop()
    shown.close()
    shown.deleteLater()


def _ready(preview: Preview, qtbot: QtBot, page: int = 1) -> None:
    qtbot.waitUntil(lambda: preview.pages.picture(page) is not None, timeout=20000)


def test_the_first_page_comes_and_the_others_only_when_looked_at(preview: Preview, qtbot: QtBot):
    preview.show_document(making())
    _ready(preview, qtbot)
    pages = preview.pages
    assert pages.page == 1
    assert pages.page_count > 10
    assert pages.picture(pages.page_count) is None
    press(Key.Key_End)
    assert pages.page == pages.page_count
    _ready(preview, qtbot, pages.page_count)
    assert pages.picture(pages.page_count // 2) is None, "what is not looked at is not painted"


def test_pages_are_turned_by_keys(preview: Preview, qtbot: QtBot):
    preview.show_document(making())
    _ready(preview, qtbot)
    for key, page in ((Key.Key_PageDown, 2), (Key.Key_PageDown, 3), (Key.Key_PageUp, 2),
                      (Key.Key_Home, 1)):  # fmt: skip
        press(key)
        assert preview.pages.page == page


def test_the_wheel_and_the_keys_with_ctrl_change_the_size(preview: Preview, qtbot: QtBot):
    preview.show_document(making(5))
    _ready(preview, qtbot)
    pages = preview.pages
    fitted = pages.zoom
    press(Key.Key_Plus, Control)
    assert pages.zoom == pytest.approx(fitted * 1.25)
    assert pages.fit is Fit.NONE
    press(Key.Key_Minus, Control)
    press(Key.Key_Minus, Control)
    assert pages.zoom == pytest.approx(fitted / 1.25)
    press(Key.Key_0, Control)
    assert pages.fit is Fit.WIDTH
    assert pages.zoom == pytest.approx(fitted)
    at = QPointF(pages.viewport().rect().center())
    wheel = QWheelEvent(
        at, pages.viewport().mapToGlobal(at), QPoint(), QPoint(0, 120), Qt.MouseButton.NoButton,
        Control, Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    QApplication.sendEvent(pages.viewport(), wheel)
    assert pages.zoom > fitted


def test_every_page_is_fitted_by_itself_and_nothing_moves_while_one_scrolls(
    preview: Preview, qtbot: QtBot
):
    turned = PageLayout(landscape=True)

    def mixed(_cancelled: Callable[[], bool]) -> Printout:
        printout = lay_out(protocol(12))
        pages = [
            replace(page, layout=turned) if at == 2 else page
            for at, page in enumerate(printout.pages)
        ]
        return replace(printout, pages=pages)

    preview.show_document(mixed)
    _ready(preview, qtbot)
    pages = preview.pages
    for fit in (Fit.WIDTH, Fit.PAGE):
        pages.set_fit(fit)
        pages.go_to(1)
        frames = [pages._frame(at) for at in range(3)]
        upright, across = pages.zoom, pages._zooms[2]
        assert frames[0].width() == frames[1].width()
        assert across < upright if fit is Fit.WIDTH else across != upright
        if fit is Fit.WIDTH:
            assert abs(frames[2].width() - frames[0].width()) <= 1
            assert frames[0].width() > pages.viewport().width() * 0.9
        bar = pages.verticalScrollBar()
        before = (list(pages._tops), bar.maximum())
        pages.go_to(3)
        assert pages.zoom == across
        assert (list(pages._tops), bar.maximum()) == before, "the pages stay where they are"
        assert pages.horizontalScrollBar().maximum() == 0
        qtbot.waitUntil(lambda: _painted_width(preview, 3) == pages._frame(2).width(), timeout=9000)


def _painted_width(preview: Preview, page: int) -> int:
    drawn = preview.pages.picture(page)
    return 0 if drawn is None else round(drawn.width() / preview.devicePixelRatioF())


def test_a_page_is_as_large_as_on_paper_at_100_per_cent_and_painted_dot_for_dot(
    preview: Preview, qtbot: QtBot
):
    preview.show_document(making(3))
    preview.pages.set_zoom(1.0)
    qtbot.waitUntil(
        lambda: (
            (drawn := preview.pages.picture(1)) is not None
            and drawn.width() == round(210 / 25.4 * 96 * preview.devicePixelRatioF())
        ),
        timeout=20000,
    )
    drawn = preview.pages.picture(1)
    assert drawn == picture(lay_out(protocol(3)).pages[0], 96.0 * preview.devicePixelRatioF())


def test_the_place_is_kept_when_the_document_is_made_anew(preview: Preview, qtbot: QtBot):
    preview.show_document(making())
    _ready(preview, qtbot)
    preview.pages.go_to(7)
    _ready(preview, qtbot, 7)
    with qtbot.waitSignal(preview.pages._maker.laid_out):
        preview.show_document(making(44))
    assert preview.pages.page == 7


def test_a_document_that_cannot_be_made_says_why(preview: Preview, qtbot: QtBot):
    def refuse(_cancelled: Callable[[], bool]) -> Printout:
        raise UserError("export.no_agenda", "The agenda has no item.", advice="Enter one.")

    preview.show_document(making(2))
    _ready(preview, qtbot)
    preview.show_document(refuse)
    qtbot.waitUntil(lambda: preview.pages.page_count == 0)
    assert preview.pages.words == "The agenda has no item. Enter one."


def test_a_newer_document_puts_an_end_to_the_one_being_made(preview: Preview, qtbot: QtBot):
    begun: list[bool] = []
    stopped: list[bool] = []

    def endless(cancelled: Callable[[], bool]) -> Printout:
        begun.append(True)
        while not cancelled():
            pass
        stopped.append(True)
        raise PrintingStopped

    preview.show_document(endless)
    qtbot.waitUntil(lambda: bool(begun))
    preview.show_document(making(2))
    _ready(preview, qtbot)
    assert stopped == [True]
    preview.show_document(endless)  # and the fixture's stop() must not wait for ever


def test_the_size_of_the_pages_is_remembered(preview: Preview, settings: Settings):  # noqa: F811
    preview.pages.set_fit(Fit.PAGE)
    preview.stop()
    again = Preview(settings)
    assert again.pages.fit is Fit.PAGE
    again.stop()
    again.deleteLater()


def test_the_size_of_the_paper_is_remembered(settings: Settings):  # noqa: F811
    for size in PaperSize:
        remember_size(settings, size)
        assert paper_size(settings) is size


def _printer(path: Path) -> QPrinter:
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(path))
    return printer


def _control() -> JobControl:
    return JobControl(lambda _count: None)


@pytest.mark.usefixtures("themed")
def test_a_printer_gets_the_same_pages_of_the_same_size(tmp_path: Path):
    printer = _printer(tmp_path / "p.pdf")
    printout = lay_out(protocol(6), PaperSize.LETTER)
    assert send(printer, printout, _control()) == len(printout.pages)
    reader = PdfReader(tmp_path / "p.pdf")
    assert len(reader.pages) == len(printout.pages)
    assert float(reader.pages[0].mediabox.width) / MM == pytest.approx(215.9, abs=0.3)
    assert "P1x" in texts(reader)[0]
    assert all("NotoSans" in name for name in fonts(reader))
    assert image(printout, 0)  # painting again after printing does no harm


@pytest.mark.usefixtures("themed")
def test_a_range_of_pages_and_copies_are_printed_as_asked(tmp_path: Path):
    printer = _printer(tmp_path / "p.pdf")
    printer.setPrintRange(QPrinter.PrintRange.PageRange)
    printer.setFromTo(2, 3)
    printer.setCopyCount(2)
    printer.setCollateCopies(True)
    sent = send(printer, lay_out(protocol(12)), _control())
    pages = texts(PdfReader(tmp_path / "p.pdf"))
    assert sent == len(pages) == (2 if printer.supportsMultipleCopies() else 4)
    assert "Page 2 of" in pages[0]
    assert "Page 3 of" in pages[1]


@pytest.mark.usefixtures("themed")
def test_printing_can_be_stopped(tmp_path: Path):
    control = _control()
    control.stop()
    with pytest.raises(Stopped):
        send(_printer(tmp_path / "p.pdf"), lay_out(protocol(2)), control)


@pytest.mark.qt_log_ignore("^QPainter::begin")
@pytest.mark.usefixtures("themed")
def test_a_printer_that_takes_nothing_is_named(tmp_path: Path):
    printer = _printer(tmp_path / "no such folder" / "p.pdf")
    with pytest.raises(UserError) as refused:
        send(printer, lay_out(protocol(1)), _control())
    assert refused.value.code == "print.refused"


@pytest.mark.usefixtures("themed")
def test_the_sheet_chosen_in_the_dialog_is_the_one_laid_out_for(tmp_path: Path):
    printer = _printer(tmp_path / "p.pdf")
    assert size_of(printer, PaperSize.A4) in PaperSize
