"""Jobs: values in, values out; a refusal, a fault and a cancel each arrive as what they are."""

from __future__ import annotations

import threading
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QObject
from PySide6.QtTest import QSignalSpy
from pytestqt.qtbot import QtBot

from rapporteur.domain.errors import UserError
from rapporteur.ui.workers import Job, JobControl


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
