"""An agenda from nothing to its circulation, by keys alone, and all of it taken back."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QSize, Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from tests.keys import press, type_text

from rapporteur.services import sessions
from rapporteur.services.agenda.reading import agenda
from rapporteur.services.facts import sample_facts
from rapporteur.services.facts.day import DayFacts
from rapporteur.services.workspace import Workspace
from rapporteur.ui.screens.agenda.screen import AgendaScreen
from rapporteur.ui.settings import Settings
from rapporteur.ui.theme import apply_theme, load_fonts
from rapporteur.ui.window import MainWindow

_CTRL, _ALT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier
_SHIFT = Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def window(qapp: QApplication, tmp_path: Path, qtbot: QtBot) -> Iterator[MainWindow]:
    """A session with delegates and sub-groups, and nothing of its day."""
    path = tmp_path / "session.rapporteur"
    workspace = Workspace.create(path)
    with workspace.edit("New session") as db:
        facts = sample_facts()
        session = {**facts.session, "agenda_circulated": "", "interpretation": ""}
        sessions.create_session(db, replace(facts, session=session, day=DayFacts()))
    workspace.close()
    load_fonts()
    apply_theme(qapp, "light")
    shown = MainWindow(Settings(tmp_path / "settings.ini"), size=QSize(1280, 800))
    shown.show()
    shown.activateWindow()
    qtbot.waitActive(shown)
    shown.desk.open(path)
    assert shown.page is not None
    shown.page.show_screen("agenda")
    shown.page.current.take_focus()
    qtbot.wait(10)
    yield shown
    shown.close()
    shown.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


@pytest.fixture
def screen(window: MainWindow) -> AgendaScreen:
    assert window.page is not None
    assert isinstance(window.page.current, AgendaScreen)
    return window.page.current


def numbered(screen: AgendaScreen) -> list[str]:
    return [line.caption() for line in screen.bridge.read(agenda).lines()]


def new_item(title: str, keys: Qt.KeyboardModifier = _CTRL, key: Qt.Key = Qt.Key.Key_N) -> None:
    """Ctrl+N, the title, Enter, and back to the table."""
    press(key, keys)
    type_text(title)
    press(Qt.Key.Key_Return)


def test_typed_ordered_circulated_and_taken_back(
    window: MainWindow, screen: AgendaScreen, qtbot: QtBot
) -> None:
    for title in ("Opening", "Reports", "Closing"):
        new_item(title)
    assert numbered(screen) == ["1 Opening", "2 Reports", "3 Closing"]
    line = screen.table.row.line
    assert line is not None
    assert line.title() == "Closing"

    screen.table.setFocus()
    press(Qt.Key.Key_Up, _ALT)
    press(Qt.Key.Key_Up, _ALT)
    assert numbered(screen) == ["1 Closing", "2 Opening", "3 Reports"]
    press(Qt.Key.Key_Down, _ALT)
    press(Qt.Key.Key_Down, _ALT)
    press(Qt.Key.Key_Up)  # Reports
    new_item("Горная промышленность", _CTRL | _SHIFT, Qt.Key.Key_I)
    assert numbered(screen) == [
        "1 Opening", "2 Reports", "2.1 Горная промышленность", "3 Closing"
    ]  # fmt: skip

    screen.table.setFocus()
    press(Qt.Key.Key_Left, _ALT)
    assert numbered(screen)[2] == "3 Горная промышленность"
    press(Qt.Key.Key_Right, _ALT)
    assert numbered(screen)[2] == "2.1 Горная промышленность"

    screen.circulate.trigger()
    assert screen.banner.isVisible()
    press(Qt.Key.Key_Up)
    new_item("Added")
    assert numbered(screen) == [
        "1 Opening", "2 Reports", "2.1 Горная промышленность", "2a Added", "3 Closing"
    ]  # fmt: skip
    assert not screen.circulate.isEnabled()

    screen.table.setFocus()
    press(Qt.Key.Key_P, _ALT)
    assert [one.title() for one in screen.bridge.read(agenda).parked_lines()] == ["Added"]
    press(Qt.Key.Key_Delete)
    assert not list(screen.bridge.read(agenda).parked_lines())

    while window.bridge is not None and window.bridge.history.undo_label:
        press(Qt.Key.Key_Z, _CTRL)
    assert numbered(screen) == []
    assert screen.empty.isVisible()


def test_the_ten_typical_items_in_one_step(window: MainWindow, screen: AgendaScreen) -> None:
    press(Qt.Key.Key_Space)
    found = numbered(screen)
    assert [one.split()[0] for one in found] == [
        "1", "2", "3", "4", "4.1", "4.2", "4.3", "4.4", "5", "6", "7", "8", "9", "10",
    ]  # fmt: skip
    press(Qt.Key.Key_F, _CTRL)
    type_text("горно")
    shown = {screen.model.row_at(row) for row in range(screen.model.rowCount())}
    assert [one.line.number for one in shown if one and one.line] == ["4.2"]
    press(Qt.Key.Key_Return)
    assert screen.table.hasFocus()
    press(Qt.Key.Key_Z, _CTRL)
    assert numbered(screen) == []


def test_a_sitting_that_is_too_long_says_so(window: MainWindow, screen: AgendaScreen) -> None:
    press(Qt.Key.Key_Space)
    screen.focus_filter()
    first = next(screen.bridge.read(agenda).lines())
    screen.show_record(first.id, "planned_minutes")
    type_text("600")
    press(Qt.Key.Key_Return)
    heading = screen.model.index(0, 5).data()
    assert "too long by" in heading
    assert "too long" in screen.summary()
    assert "too long" in screen.bar.accessibleName()
