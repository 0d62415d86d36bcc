"""Jobs: values in, values out; a refusal, a fault and a cancel each arrive as what they are."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import QObject
from PySide6.QtTest import QSignalSpy
from pytestqt.qtbot import QtBot

from rapporteur.domain.errors import UserError
from rapporteur.ui.workers import Job, JobControl, Latest


@pytest.fixture
def owner(qapp: object) -> Iterator[QObject]:
    found = QObject()
    yield found
    found.deleteLater()


def test_a_result_arrives_in_the_windows_thread(qtbot: QtBot, owner: QObject) -> None:
    seen: list[tuple[object, bool]] = []
    threads: list[int] = []

    def work(control: JobControl) -> str:
        threads.append(threading.get_ident())
        control.report(7)
        return "read"

    job = Job(work, owner)
    progress = QSignalSpy(job.progressed)
    here = threading.get_ident()
    job.done.connect(lambda result: seen.append((result, threading.get_ident() == here)))
    with qtbot.waitSignal(job.done, timeout=5000):
        job.start()
    assert seen == [("read", True)]
    assert threads != [here]
    assert (progress.count(), progress.at(0)) == (1, [7])


def test_a_refusal_arrives_as_a_user_error(qtbot: QtBot, owner: QObject) -> None:
    def work(_control: JobControl) -> None:
        raise UserError("workbook.missing", "The file is not there.")

    job = Job(work, owner)
    with qtbot.waitSignal(job.failed, timeout=5000) as signal:
        job.start()
    assert signal.args is not None
    assert signal.args[0].code == "workbook.missing"


def test_a_cancelled_job_delivers_nothing(qtbot: QtBot, owner: QObject) -> None:
    started = threading.Event()

    def work(control: JobControl) -> str:
        started.set()
        while not control.cancelled():
            control_waits.wait(0.01)
        return "too late"

    control_waits = threading.Event()
    job = Job(work, owner)
    done = QSignalSpy(job.done)
    with qtbot.waitSignal(job.stopped, timeout=5000):
        job.start()
        assert started.wait(5)
        job.cancel()
    assert done.count() == 0


def test_a_fault_is_raised_where_faults_are_handled(qtbot: QtBot, owner: QObject) -> None:
    def work(_control: JobControl) -> None:
        raise ZeroDivisionError("a bug")

    job = Job(work, owner)
    with (
        qtbot.captureExceptions() as faults,
        qtbot.waitSignal(job.stopped, timeout=5000),
    ):
        job.start()
    assert [kind for kind, _, _ in faults] == [ZeroDivisionError]


def test_giving_up_waits_for_the_end_and_says_nothing(qtbot: QtBot, owner: QObject) -> None:
    ended: list[bool] = []

    def work(control: JobControl) -> None:
        while not control.cancelled():
            pause.wait(0.01)
        ended.append(True)
        control.check()

    pause = threading.Event()
    job = Job(work, owner)
    spies = [QSignalSpy(signal) for signal in (job.done, job.failed, job.stopped)]
    job.start()
    job.give_up()
    qtbot.wait(20)
    assert ended == [True]
    assert [spy.count() for spy in spies] == [0, 0, 0]


def test_a_job_given_up_after_its_end_says_nothing_either(qtbot: QtBot, owner: QObject) -> None:
    def work(control: JobControl) -> str:
        control.report(7)
        return "written"

    job = Job(work, owner, lasting=True)
    spies = [QSignalSpy(s) for s in (job.done, job.failed, job.stopped, job.progressed)]
    job.start()
    assert job.wait(5000)
    time.sleep(0.05)  # what the thread has said is on its way to the window now
    job.give_up()
    qtbot.wait(20)
    assert [spy.count() for spy in spies] == [0, 0, 0, 0]


class Asked:
    """A `Latest` whose first run waits until it is let go and then ends as it is told."""

    def __init__(self, owner: QObject, first: Callable[[], int]) -> None:
        self.runs = 0
        self.shown: list[int] = []
        self.refused: list[UserError] = []
        self.go = threading.Event()
        self._first = first
        self.latest = Latest(self._work, self.shown.append, self.refused.append, owner)

    def _work(self) -> int:
        self.runs += 1
        if self.runs == 1:
            assert self.go.wait(5)
            return self._first()
        return self.runs


def busy() -> int:
    raise UserError("file.busy", "The file is busy.")


def fault() -> int:
    raise ZeroDivisionError("a bug")


def test_what_was_asked_for_during_a_run_that_fails_is_run(qtbot: QtBot, owner: QObject) -> None:
    asked = Asked(owner, busy)
    asked.latest.ask()
    asked.latest.ask()
    asked.go.set()
    qtbot.waitUntil(lambda: not asked.latest.running)
    assert (asked.runs, asked.shown, asked.refused) == (2, [2], [])


def test_what_was_asked_for_during_a_faulty_run_is_run(qtbot: QtBot, owner: QObject) -> None:
    asked = Asked(owner, fault)
    asked.latest.ask()
    asked.latest.ask()
    with qtbot.captureExceptions() as faults:
        asked.go.set()
        qtbot.waitUntil(lambda: not asked.latest.running)
    assert [kind for kind, _, _ in faults] == [ZeroDivisionError]
    assert (asked.runs, asked.shown) == (2, [2])


def test_why_the_newest_could_not_be_found_out_is_said(qtbot: QtBot, owner: QObject) -> None:
    asked = Asked(owner, busy)
    asked.latest.ask()
    asked.go.set()
    qtbot.waitUntil(lambda: not asked.latest.running)
    assert (asked.runs, asked.shown) == (1, [])
    assert [error.code for error in asked.refused] == ["file.busy"]
    asked.latest.ask()
    qtbot.waitUntil(lambda: not asked.latest.running)
    assert asked.shown == [2]
