"""The day before the session, by keyboard alone: what is missing, found, put right, looked up."""

from __future__ import annotations

from datetime import datetime

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from tests.keys import press, type_text
from tests.ui.conftest import (  # noqa: F401 - fixtures
    open_window,
    sample_file,
    sample_path,
    settings,
    shipped_fonts,
    themed,
    window,
)

from rapporteur.domain.readiness.points import Point
from rapporteur.services import delegates
from rapporteur.ui.dialogs.journal import JournalDialog
from rapporteur.ui.finding.palette import Palette
from rapporteur.ui.screens.delegates.table import DelegateTable
from rapporteur.ui.screens.overview.screen import OverviewScreen
from rapporteur.ui.window import MainWindow

Key = Qt.Key
Control = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def day_before(monkeypatch: pytest.MonkeyPatch) -> None:
    now = datetime.fromisoformat("2025-08-05T06:00:00+00:00")
    monkeypatch.setattr(OverviewScreen, "clock", staticmethod(lambda: now))


def _overview(frame: MainWindow, qtbot: QtBot) -> OverviewScreen:
    press(Key.Key_1, Control)
    screen = frame.page.current
    assert isinstance(screen, OverviewScreen)
    qtbot.waitUntil(lambda: screen.readiness.model.rowCount() > 0)
    return screen


def _walk_to(screen: OverviewScreen, key: str) -> Point:
    press(Key.Key_F, Control)
    press(Key.Key_Home)
    lines = screen.readiness.list
    for _ in range(screen.readiness.model.rowCount()):
        point = screen.readiness.model.point(lines.currentIndex().row())
        if point.key == key:
            return point
        press(Key.Key_Down)
    raise AssertionError(key)


def _search(frame: MainWindow, qtbot: QtBot, text: str) -> Palette:
    press(Key.Key_K, Control)
    (palette,) = [p for p in frame.findChildren(Palette) if p.isVisible()]
    qtbot.waitUntil(lambda: frame.page.finder.index is not None)
    type_text(text)
    return palette


def test_what_is_missing_is_found_put_right_and_looked_up(
    day_before: None,
    open_window: MainWindow,  # noqa: F811
    qtbot: QtBot,
) -> None:
    frame = open_window
    # The overview says who is not confirmed yet, and Enter leads to that person's status.
    screen = _overview(frame, qtbot)
    point = _walk_to(screen, "list")
    press(Key.Key_Return)
    assert frame.page.current.key == "delegates"
    assert frame.page.current.findChild(DelegateTable).current_id() == point.row_id

    # Somebody telephones about a name heard once: typed in the other script, found, opened.
    _search(frame, qtbot, "груздев")
    press(Key.Key_Return)
    people = frame.bridge.read(delegates.list_delegates)
    (wanted,) = [p for p in people if p["family_name"] == "Gruzdev"]
    table = frame.page.current.findChild(DelegateTable)
    assert table.current_id() == wanted.id

    # His post is to be corrected: words of the post lead into that very field of the form.
    palette = _search(frame, qtbot, "gruzdev deputy minister")
    line = palette.model.line(palette.list.currentIndex().row())
    assert (line.prefix, line.hit.entry.row_id) == ("Designation", wanted.id)
    press(Key.Key_Return)
    press(Key.Key_End)
    type_text(" (acting)")
    press(Key.Key_Return)
    (after,) = frame.bridge.read(lambda db: delegates.delegates_by_id(db, [wanted.id]))
    assert after["designation"] == f"{wanted['designation']} (acting)"

    # Who wrote that, and when? The journal tells, in either script, and leads back.
    _search(frame, qtbot, "journal")
    press(Key.Key_Return)
    (journal,) = frame.findChildren(JournalDialog)
    journal.activateWindow()
    qtbot.waitUntil(lambda: QApplication.focusWidget() is journal.search)
    type_text("груздев acting")
    qtbot.waitUntil(lambda: journal.model.rowCount() == 1)
    qtbot.waitUntil(lambda: journal.changes.index(0, 3).data() == after["designation"])
    press(Key.Key_Escape)
    with qtbot.waitActive(frame):
        frame.activateWindow()

    # The plates are printed: ticked with Space, and the number of open points falls by one.
    screen = _overview(frame, qtbot)
    _walk_to(screen, "plates_printed")
    said = screen.summary()
    press(Key.Key_Space)
    qtbot.waitUntil(lambda: screen.summary() != said, timeout=3000)
    press(Key.Key_Z, Control)
    qtbot.waitUntil(lambda: screen.summary() == said, timeout=3000)
