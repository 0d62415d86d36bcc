"""Paper out of a printer: the dialog of the system, then the same pages as in the preview."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QPageLayout, QPageSize, QPainter
from PySide6.QtPrintSupport import QPrintDialog, QPrinter, QPrinterInfo
from PySide6.QtWidgets import QWidget

from rapporteur.documents.pdf.engine import Page, Printout, page_layout, paint_page
from rapporteur.domain.errors import UserError
from rapporteur.domain.papers.page import PaperSize
from rapporteur.ui.dialogs.waiting import wait_for
from rapporteur.ui.workers import JobControl

Laying = Callable[[PaperSize, Callable[[], bool]], Printout]
"""Makes the document for sheets of a size; asks the function whether it is still wanted."""


def print_document(parent: QWidget, title: str, size: PaperSize, pages: int, laying: Laying) -> int:
    """Ask for printer, pages and copies, and print; how many pages went out, 0 for none.

    `pages` is how many there are, as far as that is known. Where another sheet is chosen in the
    dialog the document is laid out for that one. Raises UserError where the printer refuses, and
    `Stopped` where the user cancelled.
    """
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setDocName(title)
    printer.setPageSize(_page_size(size))
    if not QPrinterInfo.availablePrinterNames():
        # Without a printer the dialog offers a file, and would offer one without a name.
        printer.setOutputFileName(str(Path.home() / f"{title}.pdf"))
    dialog = QPrintDialog(printer, parent)
    dialog.setWindowTitle(QCoreApplication.translate("Printing", "Print {0}").format(title))
    if pages:
        dialog.setMinMax(1, pages)
        dialog.setFromTo(1, pages)
        dialog.setOption(QPrintDialog.PrintDialogOption.PrintPageRange)
    accepted = dialog.exec() == QPrintDialog.DialogCode.Accepted
    dialog.deleteLater()
    if not accepted:
        return 0
    chosen = size_of(printer, size)
    words = QCoreApplication.translate("Printing", "Printing {0}…").format(title)

    def work(control: JobControl) -> int:
        printout = laying(chosen, control.cancelled)
        return send(printer, printout, control)

    return wait_for(words, work, parent)


def send(printer: QPrinter, printout: Printout, control: JobControl) -> int:
    """Print what the printer's settings ask for, page by page, and return how many went out."""
    wanted = pages_to_print(printer, printout.pages)
    if not wanted:
        return 0
    printer.setFullPage(True)
    _lay_sheet(printer, wanted[0])
    painter = QPainter()
    if not painter.begin(printer):
        raise _refused(printer)
    try:
        for at, page in enumerate(wanted):
            control.check()
            if at:
                _lay_sheet(printer, page)
                if not printer.newPage():
                    raise _refused(printer)
            paint_page(painter, page, printer.logicalDpiX())
    except BaseException:
        printer.abort()
        raise
    finally:
        painter.end()
    return len(wanted)


def pages_to_print(printer: QPrinter, pages: Sequence[Page]) -> list[Page]:
    """The pages of the range, in the order and as often as asked for."""
    chosen = list(pages)
    if printer.printRange() is QPrinter.PrintRange.PageRange and printer.fromPage():
        chosen = chosen[printer.fromPage() - 1 : printer.toPage()]
    if printer.pageOrder() is QPrinter.PageOrder.LastPageFirst:
        chosen.reverse()
    if printer.supportsMultipleCopies():
        return chosen
    copies = printer.copyCount()
    if printer.collateCopies():
        return chosen * copies
    return [page for page in chosen for _ in range(copies)]


def size_of(printer: QPrinter, size: PaperSize) -> PaperSize:
    """The sheet chosen in the dialog, as far as it is one that documents are laid out for."""
    ids = {QPageSize.PageSizeId.A4: PaperSize.A4, QPageSize.PageSizeId.Letter: PaperSize.LETTER}
    return ids.get(printer.pageLayout().pageSize().id(), size)


def _page_size(size: PaperSize) -> QPageSize:
    a4 = size is PaperSize.A4
    return QPageSize(QPageSize.PageSizeId.A4 if a4 else QPageSize.PageSizeId.Letter)


def _lay_sheet(printer: QPrinter, page: Page) -> None:
    layout = page_layout(page.layout)
    layout.setMode(QPageLayout.Mode.FullPageMode)
    printer.setPageLayout(layout)


def _refused(printer: QPrinter) -> UserError:
    translate = QCoreApplication.translate
    return UserError(
        "print.refused",
        translate("Printing", "{0} took no pages.").format(
            printer.printerName() or printer.outputFileName()
        ),
        safe=translate("Printing", "The document is unchanged."),
        advice=translate("Printing", "Check the printer, or save the document as PDF."),
    )
