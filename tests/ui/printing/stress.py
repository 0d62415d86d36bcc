"""A program for tests: pages laid out, painted and written in threads while a window paints.

Called with the seconds it goes on, in a process of its own, since what is to be shown is that
the process lives: `python stress.py 10`. Threads change as often as Python can have them.
"""

from __future__ import annotations

import faulthandler
import gc
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtGui import QColor, QFont, QPainter, QPaintEvent
from PySide6.QtWidgets import QApplication, QWidget
from tests.documents.pdf.papers import MADE, protocol

from rapporteur.documents.pdf.engine import Printout, write_pdf
from rapporteur.documents.pdf.writing import Paper, lay_out
from rapporteur.domain.papers.cards import Card, CardKind, CardPost, CardSheet
from rapporteur.domain.papers.seating import PaperChair, PaperSide, SeatingPaper
from rapporteur.ui.garbage import GarbageCollector
from rapporteur.ui.printing.page_maker import PageMaker, Wanted
from rapporteur.ui.theme import apply_theme, load_fonts
from rapporteur.ui.workers import Job, JobControl

NAMES = ("Raghav Menon", "Александрова Константинополина", "श्रीनिवास तिरुवेंकटनाथन्")
GROUNDS = ("#E3E9F0", "#FFE9A8", "#9B1C1C")


class Board(QWidget):
    """A window that paints what pages are made of, again and again."""

    def __init__(self) -> None:
        super().__init__()
        self.painted = 0
        self.longest = 0.0
        self._last = time.perf_counter()
        self._timer = QTimer(self)
        self._timer.timeout.connect(self.repaint)
        self._timer.start(0)

    def paintEvent(self, event: QPaintEvent) -> None:
        now = time.perf_counter()
        self.longest, self._last = max(self.longest, now - self._last), now
        painter = QPainter(self)
        painter.fillRect(event.rect(), QColor(GROUNDS[self.painted % 3]))
        for at, name in enumerate(NAMES):
            font = QFont(["Noto Sans", "Noto Sans Devanagari"])
            font.setPixelSize(10 + (self.painted + at) % 40)
            painter.setFont(font)
            painter.drawText(10, 60 * (at + 1), name)
        self.painted += 1


def papers() -> Sequence[Paper]:
    """One of each kind."""
    post = CardPost("Deputy Director", "Department for Promotion of Industry and Internal Trade")
    sheets = [
        CardSheet(kind, kind.value, "11th Session", tuple(
            Card(str(at), kind, NAMES[at % 3], "", (post,), "Indian Side", at % 2 + 1,
                 role="Interpreter" if at % 5 == 0 else "", code=f"code {at}")
            for at in range(20)
        ))
        for kind in CardKind
    ]  # fmt: skip
    chairs = tuple(
        PaperChair(column=at % 10, row=0, far=at >= 10, name=NAMES[at % 3], number=str(at))
        for at in range(20)
    )
    plan = SeatingPaper(
        language="en", heading=("11th Session",), title="Plenary",
        far=PaperSide("Russian Side", 2), near=PaperSide("Indian Side", 1), door="Door",
        door_aside=False, chairs=chairs, footer="", made=MADE,
    )  # fmt: skip
    lists = [sheet for annex in protocol(1).annexes for sheet in annex.sheets]
    return (lists, protocol(6, draft=True), *sheets, plan, protocol(4, 3))


def writing(paper: Paper, folder: Path) -> Callable[[JobControl], int]:
    """Work of a job: lay out and write, again and again."""

    def work(control: JobControl) -> int:
        count = 0
        while not control.cancelled():
            write_pdf(lay_out(paper), folder / f"{id(paper)}.pdf")
            count += 1
        return count

    return work


class Stress:
    """Two previews that never rest, two jobs that write, and the board."""

    def __init__(self, folder: Path) -> None:
        self.board = Board()
        self.board.resize(600, 400)
        self.pictures = 0
        self.faults: list[object] = []
        self._papers = papers()
        self._next = 0
        self._last: dict[PageMaker, int] = {}
        self.makers = [PageMaker(self.board) for _ in range(2)]
        for maker in self.makers:
            maker.laid_out.connect(lambda _n, found, m=maker: self._want(m, len(found)))
            maker.painted.connect(lambda _n, one, _picture, m=maker: self._on_painted(m, one))
            maker.refused.connect(lambda _n, error: self.faults.append(error))
        self.jobs = [Job(writing(self._papers[at], folder), self.board) for at in (0, 3)]
        for job in self.jobs:
            job.failed.connect(self.faults.append)

    def start(self) -> None:
        """All at once: what is used for the first time is used by several."""
        for maker in self.makers:
            self._lay_out(maker)
        for job in self.jobs:
            job.start()
        self.board.show()

    def end(self) -> None:
        """Wait for all threads."""
        for job in self.jobs:
            job.give_up()
        for maker in self.makers:
            maker.end()

    def _lay_out(self, maker: PageMaker) -> None:
        paper = self._papers[self._next % len(self._papers)]
        self._next += 1

        def making(cancelled: Callable[[], bool]) -> Printout:
            return lay_out(paper, cancelled=cancelled)

        maker.lay_out(making)

    def _want(self, maker: PageMaker, count: int) -> None:
        last = self._last[maker] = min(count, 3) - 1
        maker.want([Wanted(at, 60.0 + 7 * (self._next % 9)) for at in range(last + 1)])

    def _on_painted(self, maker: PageMaker, one: Wanted) -> None:
        self.pictures += 1
        if one.page == self._last[maker]:
            self._lay_out(maker)


def classes() -> int:
    """How many names the parts of Qt have; more, once another class was made."""
    return sum(len(vars(part)) for name, part in list(sys.modules.items()) if "PySide6.Qt" in name)


def main() -> int:
    """Run for as many seconds as the argument says; what was done is printed."""
    faulthandler.enable()
    sys.setswitchinterval(1e-5)
    app = QApplication([])
    load_fonts()
    apply_theme(app, "light")
    GarbageCollector(app)
    with tempfile.TemporaryDirectory() as folder:
        stress = Stress(Path(folder))
        before = classes()
        stress.start()
        QTimer.singleShot(int(float(sys.argv[1]) * 1000), app.quit)
        app.exec()
        stress.end()
    if classes() != before:
        stress.faults.append("a class of Qt was made while threads ran")
    gc.collect()
    print(f"{stress.board.painted} of the window, {stress.pictures} pages, "
          f"longest {stress.board.longest * 1000:.0f} ms, faults {stress.faults}")  # fmt: skip
    return 1 if stress.faults else 0


if __name__ == "__main__":
    sys.exit(main())
