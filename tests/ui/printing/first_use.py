"""A program for tests: several threads come to a class of Qt for the first time, all at once.

In a process of its own: a class is made once, and what is to be shown is that the process lives.
"""

from __future__ import annotations

import faulthandler
import sys
import threading

from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtWidgets import QApplication, QWidget

from rapporteur.documents.pdf.engine import Page, Printout
from rapporteur.domain.papers.page import PageLayout, PaperSize
from rapporteur.ui.printing.page_maker import PageMaker, Wanted
from rapporteur.ui.workers import Job

THREADS = 4


def main() -> int:
    """Two previews, a job and the window's thread fill a rectangle."""
    faulthandler.enable()
    sys.setswitchinterval(1e-6)
    app = QApplication([])
    owner = QWidget()
    together = threading.Barrier(THREADS)
    done: list[object] = []

    def fill(painter: QPainter) -> None:
        colour, area = QColor("#E3E9F0"), QRectF(0.0, 0.0, 20.0, 20.0)
        together.wait(timeout=30.0)
        painter.fillRect(area, colour)

    def fill_picture() -> None:
        drawn = QImage(20, 20, QImage.Format.Format_RGB32)
        painter = QPainter(drawn)
        fill(painter)
        painter.end()

    def note(*_values: object) -> None:
        done.append(None)
        if len(done) == THREADS - 1:
            app.quit()

    layout = PageLayout(PaperSize.A4)
    makers = [PageMaker(owner) for _ in range(2)]
    for maker in makers:
        maker.laid_out.connect(lambda *_values, one=maker: one.want([Wanted(0, 10.0)]))
        maker.painted.connect(note)
        maker.lay_out(lambda _cancelled: Printout("", [Page(layout, fill)]))
    job = Job(lambda _control: fill_picture(), owner)
    job.done.connect(note)
    job.start()
    while together.n_waiting < THREADS - 1 and not together.broken:
        app.processEvents()
    fill_picture()
    app.exec()
    for maker in makers:
        maker.end()
    return 0


if __name__ == "__main__":
    sys.exit(main())
