"""Between the file and the widgets: changes made elsewhere, and what could not be read."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtTest import QSignalSpy
from pytestqt.qtbot import QtBot

from rapporteur.domain.errors import UserError
from rapporteur.services import delegates, sessions
from rapporteur.services.workspace import Db, Workspace
from rapporteur.ui.bridge import FileBridge
from rapporteur.ui.screens.delegates.late_rows import FreshRows, LateRows
from rapporteur.ui.workers import ON_THE_SPOT


@pytest.fixture
def bridge(qapp: object, sample_path: Path) -> Iterator[FileBridge]:
    found = FileBridge(Workspace.open(sample_path))
    yield found
    found.close()
    found.deleteLater()


def add_elsewhere(bridge: FileBridge) -> None:
    """Add a person in another thread, as a job does."""

    def add(db: Db) -> None:
        side = sessions.side_by_code(db, "IN")
        delegates.create_delegate(db, side.id, {"family_name": "Sharma"})

    thread = threading.Thread(target=lambda: bridge.edit("New delegate", add))
    thread.start()
    thread.join()


def test_a_change_made_elsewhere_is_heard_in_the_window(qtbot: QtBot, bridge: FileBridge) -> None:
    heard = QSignalSpy(bridge.changed)
    add_elsewhere(bridge)
    assert heard.count() == 0
    qtbot.waitUntil(lambda: heard.count() == 1)


def test_nothing_is_heard_once_the_file_is_closed(qtbot: QtBot, bridge: FileBridge) -> None:
    heard = QSignalSpy(bridge.changed)
    add_elsewhere(bridge)
    bridge.close()
    qtbot.wait(20)
    assert heard.count() == 0


def test_rows_that_could_not_be_read_are_read_with_the_next(
    qtbot: QtBot, bridge: FileBridge, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown: list[FreshRows] = []
    said = QSignalSpy(bridge.said)
    late = LateRows(bridge, lambda _person: "", shown.append, bridge)
    many = frozenset(range(10_000, 10_001 + ON_THE_SPOT))

    def busy(_work: object) -> None:
        raise UserError("file.busy", "The file is busy.")

    with monkeypatch.context() as patched:
        patched.setattr(bridge, "read", busy)
        assert late.wants(many)
        qtbot.waitUntil(lambda: said.count() == 1)
    assert "The file is busy." in said.at(0)[0].text
    assert shown == []
    assert late.wants(frozenset({9_000}))
    qtbot.waitUntil(lambda: bool(shown))
    assert set(shown[0].gone) == many | {9_000}
