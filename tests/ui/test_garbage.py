"""Widgets that are cyclic garbage go in the window's thread, whoever makes objects meanwhile."""

from __future__ import annotations

import gc
import threading
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from rapporteur.services.collection import collect_due, no_collection
from rapporteur.ui import garbage
from rapporteur.ui.garbage import GarbageCollector
from rapporteur.ui.workers import Job

MANY = 200_000


class Cycle(QObject):
    """Garbage that only the search for cycles finds; notes in which thread it went."""

    def __init__(self, gone: list[int]) -> None:
        super().__init__()
        self.itself = self
        self.gone = gone

    def __del__(self) -> None:
        self.gone.append(threading.get_ident())


@pytest.fixture
def by_python() -> Iterator[None]:
    """Python searches by itself, as it does before the program takes it over."""
    gc.collect()
    gc.enable()
    yield
    gc.disable()


def make_objects() -> int:
    """What makes Python look for garbage, many times over."""
    return len([[[]] for _ in range(MANY)])


def test_a_job_does_not_destroy_what_belongs_to_the_window(
    qtbot: QtBot, by_python: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(garbage, "_EVERY_MS", 10)
    owner = QObject()
    GarbageCollector(owner)
    gone: list[int] = []
    Cycle(gone)
    job = Job(lambda _control: make_objects(), owner)
    with qtbot.waitSignal(job.done, timeout=20_000) as signal:
        job.start()
    assert signal.args == [MANY]
    kept = [[[]] for _ in range(MANY)]  # now a search is due
    qtbot.waitUntil(lambda: bool(gone))
    assert gone == [threading.get_ident()]
    assert len(kept) == MANY


def test_by_itself_python_would_destroy_it_in_the_thread(by_python: None) -> None:
    """The control; without Qt, which does not survive it."""
    gone: list[int] = []

    class Plain:
        def __init__(self) -> None:
            self.itself = self

        def __del__(self) -> None:
            gone.append(threading.get_ident())

    gc.disable()
    Plain()
    gc.enable()
    thread = threading.Thread(target=make_objects)
    thread.start()
    thread.join()
    gc.collect()
    assert gone == [thread.ident]


def test_nothing_is_due_while_a_long_list_is_worked_through() -> None:
    gc.collect()
    assert collect_due() == -1
    kept = [[[]] for _ in range(MANY)]
    with no_collection():
        assert collect_due() == -1
    assert collect_due() == -1  # what was made meanwhile is among the old, and not looked at
    kept += [[[]] for _ in range(MANY)]
    assert collect_due() >= 0
    assert len(kept) == 2 * MANY


def test_what_became_garbage_while_a_long_list_is_worked_through_goes_in_the_end() -> None:
    gone: list[bool] = []

    class Plain:
        def __init__(self) -> None:
            self.itself = self

        def __del__(self) -> None:
            gone.append(True)

    with no_collection():
        Plain()
    assert not gone
    gc.collect()
    assert gone


def test_the_last_holder_lets_the_search_go_on(by_python: None) -> None:
    first, second = no_collection(), no_collection()
    first.__enter__()
    second.__enter__()
    first.__exit__(None, None, None)
    assert not gc.isenabled()
    second.__exit__(None, None, None)
    assert gc.isenabled()
