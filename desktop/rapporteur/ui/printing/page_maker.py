"""A thread that lays a document out and paints its pages as pictures, one by one, as wanted.

Qt's letters belong to the thread that laid them out, so one thread does both for as long as a
preview lives. Asked for another document it drops the one in hand; of pages it paints only
those that are wanted at the moment.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QObject, QThread, Signal
from PySide6.QtGui import QColor, QImage, QPainter

from rapporteur.documents.pdf.engine import (
    Page,
    PrintingStopped,
    Printout,
    paint_page,
    prepare,
)
from rapporteur.domain.errors import UserError
from rapporteur.ui.classes import make_classes
from rapporteur.ui.workers import Failed, attempt

Making = Callable[[Callable[[], bool]], Printout]
"""Makes a document; asks its argument now and then whether it is still wanted."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """A page to be painted: its place, and the dots of the picture to the inch."""

    page: int
    dots: float


class PageMaker(QThread):
    """Lays out and paints in the background. Values come back in the window's thread.

    Each signal begins with the number that `lay_out` gave to the document.
    """

    laid_out = Signal(int, object)
    """The layouts of its pages, a list of `PageLayout`."""

    painted = Signal(int, object, object)
    """A `Wanted` and its `QImage`."""

    refused = Signal(int, object)
    """A `UserError`: there is nothing to show."""

    _broke = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        make_classes()
        prepare()  # here, for fonts that come change what the window shows
        self._change = threading.Condition()
        self._number = 0
        self._making: Making | None = None
        self._wanted: list[Wanted] = []
        self._ending = False
        self._broke.connect(self._raise_here)

    def lay_out(self, making: Making) -> int:
        """Have a document made; the one before is forgotten. Returns its number."""
        with self._change:
            self._number += 1
            self._making, self._wanted = making, []
            self._change.notify()
            if not self.isRunning():
                self.start()
            return self._number

    def want(self, pages: Sequence[Wanted]) -> None:
        """These pages are looked at now; others are not painted any more."""
        with self._change:
            self._wanted = list(pages)
            self._change.notify()

    def end(self) -> None:
        """Give everything up, and return once the thread has ended."""
        with self._change:
            self._ending = True
            self._change.notify()
        self.wait()

    def run(self) -> None:
        """Work until `end`; Qt calls this in the thread."""
        printout: Printout | None = None
        number = 0
        while True:
            with self._change:
                while not (self._ending or self._making or (self._wanted and printout)):
                    self._change.wait()
                if self._ending:
                    return
                making, self._making = self._making, None
                if making is not None:
                    number, printout = self._number, None
                wanted = None if making else self._wanted.pop(0)
            if making is not None:
                printout = self._make(number, making)
                making = None  # what it holds is to be thrown away in this thread
            elif printout is not None and wanted is not None:
                self._paint(number, printout, wanted)

    def _make(self, number: int, making: Making) -> Printout | None:
        """The document, once it is said what it is; None where there is none."""
        found = attempt(lambda: making(lambda: self._outdated(number)))
        if isinstance(found, Printout):
            self.laid_out.emit(number, [page.layout for page in found.pages])
            return found
        if isinstance(found.error, UserError):
            self.refused.emit(number, found.error)
        elif not isinstance(found.error, PrintingStopped):
            self._broke.emit(found.error)
        return None

    def _paint(self, number: int, printout: Printout, wanted: Wanted) -> None:
        if wanted.page < len(printout.pages):
            page = printout.pages[wanted.page]
            found = attempt(lambda: picture(page, wanted.dots))
            if isinstance(found, Failed):
                self._broke.emit(found.error)
            else:
                self.painted.emit(number, wanted, found)

    def _outdated(self, number: int) -> bool:
        return self._ending or number != self._number

    def _raise_here(self, error: BaseException) -> None:
        """A fault of the program goes to the one handler for faults."""
        raise error


def picture(page: Page, dots: float) -> QImage:
    """The page on white, `dots` to the inch."""
    width, height = (
        max(round(side * dots / 25.4), 1) for side in (page.layout.width, page.layout.height)
    )
    drawn = QImage(width, height, QImage.Format.Format_RGB32)
    drawn.fill(QColor("white"))
    painter = QPainter(drawn)
    try:
        paint_page(painter, page, dots)
    finally:
        painter.end()  # before the picture goes: Qt does not survive the other order
    return drawn
