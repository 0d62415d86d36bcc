"""A list of many thousands in the real window: it stays alive, and Cancel leaves nothing behind."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QObject, QSize, QTimer
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot
from tests.benchmarks.material import Material
from tests.storage.contents import agrees

from rapporteur.services import delegates
from rapporteur.services.facts import sample_facts
from rapporteur.services.sessions import create_session
from rapporteur.services.workspace import Workspace
from rapporteur.ui.dialogs import waiting
from rapporteur.ui.dialogs.importing.assistant import COLUMNS, PREVIEW, ImportAssistant
from rapporteur.ui.dialogs.waiting import WaitingDialog
from rapporteur.ui.settings import Settings
from rapporteur.ui.theme import apply_theme
from rapporteur.ui.window import MainWindow

ROWS = 6000


class Heart(QObject):
    """Beats as often as the event loop turns; remembers the longest pause, in seconds."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.longest = 0.0
        self._last = time.perf_counter()
        self._timer = QTimer(self)
        self._timer.timeout.connect(self._beat)
        self._timer.start(0)

    def start_over(self) -> None:
        self.longest, self._last = 0.0, time.perf_counter()

    def stop(self) -> None:
        self._timer.stop()

    def _beat(self) -> None:
        now = time.perf_counter()
        self.longest, self._last = max(self.longest, now - self._last), now


@pytest.fixture(scope="module")
def roster(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return Material(tmp_path_factory.mktemp("long")).roster(ROWS)


@pytest.fixture
def window(tmp_path: Path, qtbot: QtBot, qapp: QApplication) -> Iterator[MainWindow]:
    apply_theme(qapp, "light")
    workspace = Workspace.create(tmp_path / "session.rapporteur")
    with workspace.edit("New session") as db:
        create_session(db, sample_facts())
    found = MainWindow(Settings(tmp_path / "settings.ini"), size=QSize(1280, 800))
    qtbot.addWidget(found)
    found.show()
    found.show_workspace(workspace)
    yield found
    found.close_file()


def people(window: MainWindow) -> int:
    assert window.bridge is not None
    return window.bridge.read(delegates.count_delegates)


def shown(window: MainWindow) -> int | None:
    assert window.page is not None
    return next(s for s in window.page.screens if s.key == "delegates").count()


def onward(assistant: ImportAssistant) -> QPushButton:
    return next(b for b in assistant.findChildren(QPushButton) if b.isDefault())


def to_preview(window: MainWindow, roster: Path, qtbot: QtBot) -> ImportAssistant:
    assert window.bridge is not None
    assistant = ImportAssistant(window.bridge, window.settings, roster, parent=window)
    qtbot.addWidget(assistant)
    assistant.open()
    onward(assistant).click()
    qtbot.waitUntil(lambda: assistant.step == COLUMNS and not assistant.busy, timeout=60_000)
    onward(assistant).click()
    assert assistant.step == PREVIEW
    return assistant


def cancel_when(assistant: ImportAssistant, ready: Callable[[], bool], qtbot: QtBot) -> float:
    """Press Cancel once `ready`; how long it then took, in seconds."""
    qtbot.waitUntil(ready, timeout=30_000)
    started = time.perf_counter()
    assistant.reject()
    qtbot.waitUntil(lambda: not assistant.busy, timeout=30_000)
    return time.perf_counter() - started


def test_the_window_lives_while_a_long_list_is_read_written_and_undone(
    window: MainWindow, roster: Path, qtbot: QtBot
) -> None:
    qtbot.waitUntil(lambda: bool(shown(window)))
    before, listed = people(window), shown(window) or 0
    heart = Heart(window)
    assistant = to_preview(window, roster, qtbot)
    count = len(assistant.draft.accepted)
    assert count > ROWS / 3  # a side's share
    reading, _ = heart.longest, heart.start_over()
    onward(assistant).click()
    assert assistant.busy, "the window waits for the import"
    qtbot.waitUntil(lambda: not assistant.isVisible(), timeout=60_000)
    qtbot.waitUntil(lambda: shown(window) == listed + count, timeout=60_000)
    writing, _ = heart.longest, heart.start_over()
    window.menus.undo.trigger()
    qtbot.waitUntil(lambda: shown(window) == listed, timeout=60_000)
    heart.stop()
    assert people(window) == before
    print(f"longest pause: {reading:.3f} s to the preview, {writing:.3f} s writing, "
          f"{heart.longest:.3f} s undoing")  # fmt: skip


@pytest.mark.slow
def test_cancel_while_planning_returns_to_the_file(
    window: MainWindow, roster: Path, qtbot: QtBot
) -> None:
    assert window.bridge is not None
    before = people(window)
    assistant = ImportAssistant(window.bridge, window.settings, roster, parent=window)
    qtbot.addWidget(assistant)
    assistant.open()
    onward(assistant).click()
    took = cancel_when(assistant, lambda: assistant.busy_with.startswith("Comparing"), qtbot)
    assert assistant.isVisible()
    assert took < 5
    assert people(window) == before
    onward(assistant).click()  # and from there one can begin again
    qtbot.waitUntil(lambda: assistant.step == COLUMNS and not assistant.busy, timeout=60_000)


def test_cancel_while_writing_leaves_nothing_behind(
    window: MainWindow, roster: Path, qtbot: QtBot
) -> None:
    assert window.bridge is not None
    before = people(window)
    steps = len(window.bridge.workspace.journal())
    assistant = to_preview(window, roster, qtbot)
    onward(assistant).click()
    cancel_when(assistant, lambda: assistant.busy, qtbot)
    assert assistant.step == PREVIEW
    assert assistant.isVisible()
    assert people(window) == before
    assert len(window.bridge.workspace.journal()) == steps
    assert agrees(window.bridge.workspace)
    onward(assistant).click()
    qtbot.waitUntil(lambda: not assistant.isVisible(), timeout=60_000)
    assert people(window) > before + ROWS / 3


@pytest.mark.slow
def test_cancel_while_undoing_leaves_everything_there(
    window: MainWindow, roster: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(waiting, "_APPEAR_AFTER_MS", 0)
    assert window.bridge is not None
    assistant = to_preview(window, roster, qtbot)
    onward(assistant).click()
    qtbot.waitUntil(lambda: not assistant.isVisible(), timeout=60_000)
    there = people(window)

    def press_cancel() -> None:
        for dialog in QApplication.topLevelWidgets():
            if isinstance(dialog, WaitingDialog) and dialog.isVisible():
                timer.stop()
                dialog.reject()

    timer = QTimer(window)
    timer.timeout.connect(press_cancel)
    timer.start(0)
    window.activateWindow()
    window.menus.undo.trigger()
    assert not timer.isActive(), "the undo was over before Cancel could be pressed"
    assert people(window) == there
    assert agrees(window.bridge.workspace)
    assert window.bridge.history.undo_label.startswith("Import of")
