"""Pages are made beside the window, and nothing of Qt is shared with it: the program lives."""

from __future__ import annotations

import gc
import os
import subprocess
import sys
import threading
from collections.abc import Sequence
from pathlib import Path

import pytest
from PySide6.QtCore import QObject
from PySide6.QtGui import QPainter, QTextLayout
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from tests.documents.pdf.papers import protocol
from tests.ui.conftest import shipped_fonts, themed  # noqa: F401 - fixtures
from tests.ui.printing.stress import papers

from rapporteur.documents.pdf.engine import Page, Printout, write_pdf
from rapporteur.documents.pdf.texts import Mark, TextBlock, Type
from rapporteur.documents.pdf.writing import Paper, lay_out
from rapporteur.domain.errors import UserError
from rapporteur.domain.papers.page import PageLayout
from rapporteur.ui.printing.page_maker import PageMaker, Wanted, picture
from rapporteur.ui.workers import Job

HERE = Path(__file__).parent
ROOT = HERE.parents[2]


def _lives(program: str, *words: str) -> str:
    """What `program` printed; it must have come to its end."""
    done = subprocess.run(
        [sys.executable, str(HERE / program), *words],
        capture_output=True, text=True, timeout=200, check=False, cwd=ROOT,
        env={**os.environ, "PYTHONPATH": os.pathsep.join((str(ROOT / "desktop"), str(ROOT)))},
    )  # fmt: skip
    assert done.returncode == 0, done.stderr[:4000]
    return done.stdout


def test_a_class_of_qt_may_be_used_for_the_first_time_in_several_threads_at_once() -> None:
    """PySide makes classes when they are first used, and ends the program if two threads do."""
    _lives("first_use.py")


@pytest.mark.slow
def test_pages_are_painted_and_written_while_the_window_paints() -> None:
    """Nor is any class of Qt made meanwhile."""
    assert "faults []" in _lives("stress.py", "10")


@pytest.mark.proof
def test_the_same_for_minutes() -> None:
    assert "faults []" in _lives("stress.py", "150")


def _layouts() -> int:
    """How many texts laid out there are."""
    return sum(isinstance(one, QTextLayout) for one in gc.get_objects())


class Thing:
    """Notes in which thread it went."""

    def __init__(self, gone: list[int]) -> None:
        self._gone = gone

    def __del__(self) -> None:
        self._gone.append(threading.get_ident())


def _failing(gone: list[int], used: list[int], error: Exception) -> None:
    thing = Thing(gone)
    used.append(threading.get_ident())
    try:
        raise OSError
    except OSError as cause:
        raise error from cause
    finally:
        assert thing


@pytest.mark.parametrize("error", [UserError("print.refused", "It took no pages."), OSError("x")])
def test_what_a_failed_job_had_at_hand_goes_in_its_own_thread(
    themed: QApplication,  # noqa: F811
    qtbot: QtBot,
    error: Exception,
) -> None:
    gone: list[int] = []
    used: list[int] = []
    owner = QObject()
    job = Job(lambda _control: _failing(gone, used, error), owner)
    with qtbot.captureExceptions(), qtbot.waitSignal(job.finished, timeout=5000):
        job.start()
    qtbot.waitUntil(lambda: bool(gone))
    assert gone == used != [threading.get_ident()]
    assert error.__traceback__ is not None, "where it happened is still known"


def test_what_a_page_that_cannot_be_painted_had_at_hand_goes_in_its_own_thread(
    themed: QApplication,  # noqa: F811
    qtbot: QtBot,
) -> None:
    gone: list[int] = []
    used: list[int] = []
    maker = PageMaker()
    page = Page(PageLayout(), lambda _painter: _failing(gone, used, OSError("x")))
    maker.laid_out.connect(lambda *_values: maker.want([Wanted(0, 20.0)]))
    with qtbot.captureExceptions() as caught:
        maker.lay_out(lambda _cancelled: Printout("", [page]))
        qtbot.waitUntil(lambda: bool(caught) and bool(gone))
    maker.end()
    assert gone == used != [threading.get_ident()]


def test_letters_laid_out_in_a_thread_are_not_painted_in_another(
    themed: QApplication,  # noqa: F811
    qtbot: QtBot,
) -> None:
    """It would end the program now and then; so it is refused always."""
    owner = QObject()
    printout = lay_out(protocol(1))
    job = Job(lambda _control: picture(printout.pages[0], 20.0), owner)
    with qtbot.captureExceptions() as caught, qtbot.waitSignal(job.stopped, timeout=5000):
        job.start()
    assert [str(one[1]) for one in caught] == ["laid out in another thread"]


@pytest.mark.parametrize("paper", papers(), ids=lambda one: type(one).__name__)
def test_letters_are_laid_out_painted_and_thrown_away_in_one_thread(
    themed: QApplication,  # noqa: F811
    qtbot: QtBot,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    paper: Paper,
) -> None:
    """And none is left over for the search for cycles, which goes on in the window's thread."""
    threads: dict[str, set[int]] = {"made": set(), "painted": set(), "gone": set()}
    counts = {"made": 0, "gone": 0}

    class Watched(TextBlock):
        def __init__(
            self,
            text: str,
            width: float,
            look: Type,
            marks: Sequence[Mark] = (),
            *,
            hang: float = 0.0,
        ) -> None:
            counts["made"] += 1
            threads["made"].add(threading.get_ident())
            super().__init__(text, width, look, marks, hang=hang)

        def paint(
            self, painter: QPainter, x: float, y: float, first: int = 0, last: int | None = None
        ) -> None:
            threads["painted"].add(threading.get_ident())
            super().paint(painter, x, y, first, last)

        def __del__(self) -> None:
            counts["gone"] += 1
            threads["gone"].add(threading.get_ident())

    assert not gc.isenabled()
    before = _layouts()
    for module in ("sheets", "note", "protocol", "running"):
        monkeypatch.setattr(f"rapporteur.documents.pdf.{module}.TextBlock", Watched)
    owner = QObject()
    job = Job(lambda _control: write_pdf(lay_out(paper), tmp_path / "p.pdf"), owner)
    with qtbot.waitSignal(job.done, timeout=20000):
        job.start()
    assert counts["made"] == counts["gone"]
    assert _layouts() == before
    assert len(set.union(*threads.values())) <= 1
    assert threading.get_ident() not in threads["made"]
