"""The door of the hall: everybody of both lists comes in and is marked by three letters each."""

from __future__ import annotations

import statistics
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QSize, Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from tests.keys import focused, press, type_text

from rapporteur.domain.meeting import PRESENT
from rapporteur.services import attendance, delegates, sessions
from rapporteur.services.facts import sample_facts
from rapporteur.services.workspace import Workspace
from rapporteur.ui.screens.attendance.screen import AttendanceScreen
from rapporteur.ui.settings import Settings
from rapporteur.ui.theme import apply_theme, load_fonts
from rapporteur.ui.window import MainWindow

_CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def open_window(qapp: QApplication, tmp_path: Path, qtbot: QtBot) -> Iterator[MainWindow]:
    """The main window with the sample session open."""
    path = tmp_path / "sample.rapporteur"
    workspace = Workspace.create(path)
    with workspace.edit("New session") as db:
        sessions.create_session(db, sample_facts())
    workspace.close()
    load_fonts()
    apply_theme(qapp, "light")
    shown = MainWindow(Settings(tmp_path / "settings.ini"), size=QSize(1280, 800))
    shown.show()
    shown.activateWindow()
    qtbot.waitActive(shown)
    shown.desk.open(path)
    yield shown
    shown.close()
    shown.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def test_eighty_people_by_three_letters_each(open_window: MainWindow, qapp: QApplication) -> None:
    open_window.page.show_screen("attendance")
    screen = open_window.page.current
    assert isinstance(screen, AttendanceScreen)
    press_in(open_window, Qt.Key.Key_F)
    assert focused() is screen.quick.line
    people = list(screen.roll.people)
    assert len(people) >= 80
    by_id = {one.id: one for one in screen.bridge.read(delegates.list_delegates)}
    steps_before = len(screen.bridge.workspace.journal(limit=500))
    steps_down, times = 0, []
    for at, one in enumerate(people):
        delegate = by_id[one.delegate_id]
        # By turns as the badge and as the passport of the other side write it.
        written = delegate["native_name"] if at % 2 else ""
        family = written.split()[-1 if one.side == 1 else 0] if written else ""
        began = time.perf_counter()
        type_text((family or delegate["family_name"])[:3])
        while screen.quick.current.delegate_id != one.delegate_id:
            press(Qt.Key.Key_Down)
            steps_down += 1
            assert steps_down < 100, f"not among the matches: number {one.number}"
        press(Qt.Key.Key_Return)
        qapp.processEvents()
        times.append(time.perf_counter() - began)
        assert screen.roll.mark_of(one.delegate_id).state == PRESENT
    assert steps_down < len(people) / 2, "most are the first match"
    assert not any(count.unmarked for count in screen.roll.counts())
    assert screen.bars.texts[0].endswith("45 of 45 present")
    print(f"{len(people)} people, {steps_down} times Down, median "
          f"{statistics.median(times) * 1e3:.0f} ms, worst {max(times) * 1e3:.0f} ms")  # fmt: skip

    journal = screen.bridge.workspace.journal(limit=500)
    assert len(journal) - steps_before == len(people), "each mark is a step of its own"
    for _ in range(3):
        open_window.menus.undo.trigger()
    assert sum(count.unmarked for count in screen.roll.counts()) == 3
    kept = screen.bridge.read(lambda db: attendance.marks(db, screen.roll.sitting.id))
    assert len(kept) == len(people) - 3


def press_in(window: MainWindow, key: Qt.Key) -> None:
    """A key with Ctrl, where the window hears it."""
    window.page.current.table.setFocus()
    press(key, _CTRL)
