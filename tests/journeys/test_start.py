"""From the start screen to a session of one's own, with the keyboard alone."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QSize, Qt, QTimer
from PySide6.QtWidgets import QApplication, QMessageBox, QWidget
from pytestqt.qtbot import QtBot
from tests.keys import press, type_text

from rapporteur import paths
from rapporteur.domain.column_sets import COLUMN_SETS, ColumnSet
from rapporteur.services import delegates, sessions
from rapporteur.services.columns import column_sets
from rapporteur.services.columns.set_defaults import keep_default
from rapporteur.services.workspace import OpenMode, Workspace
from rapporteur.ui.dialogs.new_session import NewSession
from rapporteur.ui.settings import Settings
from rapporteur.ui.theme import apply_theme
from rapporteur.ui.window import MainWindow

Key = Qt.Key
Control = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def window(qapp: QApplication, tmp_path: Path, qtbot: QtBot) -> Iterator[MainWindow]:
    """A fresh program; new files go to `tmp_path`."""
    apply_theme(qapp, "light")
    settings = Settings(tmp_path / "settings.ini")
    settings.set_text("files/folder", str(tmp_path))
    shown = MainWindow(settings, size=QSize(1280, 800))
    shown.show()
    shown.activateWindow()
    qtbot.waitActive(shown)
    yield shown
    shown.close()
    shown.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def inside(kind: type[QWidget], act: Callable[[QWidget], None]) -> None:
    """Do `act` to the next dialog of `kind`: it blocks whoever opens it."""

    def look() -> None:
        dialog = QApplication.activeModalWidget()
        focus = QApplication.focusWidget()
        # A dialog is modal a moment before it has the keyboard.
        if isinstance(dialog, kind) and focus is not None and focus.window() is dialog:
            act(dialog)
        else:
            QTimer.singleShot(20, look)

    QTimer.singleShot(0, look)


def test_enter_alone_makes_a_usable_session(window: MainWindow, tmp_path: Path) -> None:
    def enter_through(dialog: QWidget) -> None:
        for _page in range(5):
            press(Key.Key_Return)

    inside(NewSession, enter_through)
    press(Key.Key_Return)  # the start screen stands on "New session"
    assert window.page is not None
    with window.page.bridge.workspace.read() as db:
        session, sides = sessions.session(db), sessions.sides(db)
        assert (session["ordinal"], [s["code"] for s in sides]) == ("12", ["IN", "RU"])
        assert [group.name_en for group in sessions.sub_groups(db)]
    assert (tmp_path / "Session 12.rapporteur").exists()
    assert window.windowTitle().startswith("12th Session")


def test_a_new_session_begins_with_the_column_sets_of_the_computer(window: MainWindow) -> None:
    press_list = ColumnSet("press", "Press", "Пресса", "", ("full_name", "organisation"))
    keep_default(press_list)
    inside(NewSession, lambda _dialog: [press(Key.Key_Return) for _page in range(5)])
    press(Key.Key_Return)
    assert window.page is not None
    assert window.page.bridge.read(column_sets.column_sets) == (*COLUMN_SETS, press_list)
    assert not window.menus.undo.isEnabled()


def test_damaged_column_sets_of_the_computer_are_said_and_stop_no_session(
    window: MainWindow,
) -> None:
    said = []

    def read_and_close(box: QWidget) -> None:
        assert isinstance(box, QMessageBox)
        said.append(box.text())
        press(Key.Key_Return)

    def enter_through(dialog: QWidget) -> None:
        for _page in range(5):
            press(Key.Key_Return)
        inside(QMessageBox, read_and_close)

    (paths.config_dir() / "column-sets.json").write_text("[", encoding="utf-8")
    inside(NewSession, enter_through)
    press(Key.Key_Return)
    assert "column-sets.json (damaged" in said[0]
    assert window.page is not None
    assert window.page.bridge.read(column_sets.column_sets) == COLUMN_SETS


def test_what_is_typed_in_the_assistant_is_in_the_file(window: MainWindow) -> None:
    def fill(dialog: QWidget) -> None:
        assert isinstance(dialog, NewSession)
        press(Key.Key_A, Control)
        type_text("13")
        press(Key.Key_Return)
        press(Key.Key_A, Control)
        type_text("31.2.2027")  # no such day: the assistant stays and says so
        press(Key.Key_Return)
        assert dialog.place.rows["start_date"].message
        press(Key.Key_A, Control)
        type_text("5 мая 2027")
        press(Key.Key_Tab)
        press(Key.Key_A, Control)
        type_text("6 мая 2027")
        press(Key.Key_Return)
        press(Key.Key_Return)  # sides
        press(Key.Key_Tab)
        type_text("Shri Raghav Menon")
        press(Key.Key_Return)
        press(Key.Key_Return)

    inside(NewSession, fill)
    press(Key.Key_N, Control | Qt.KeyboardModifier.ShiftModifier)
    assert window.page is not None
    with window.page.bridge.workspace.read() as db:
        session = sessions.session(db)
        assert session["ordinal"] == "13"
        assert (session["start_date"], session["end_date"]) == ("2027-05-05", "2027-05-06")
        (chair,) = delegates.list_delegates(db)
        assert (chair["honorific"], chair["family_name"]) == ("Shri", "Menon")
        assert chair["role"] == "Co-Chair, Head of Delegation"


def test_the_making_of_the_session_is_not_undone(window: MainWindow) -> None:
    window.desk.open_sample()
    assert window.page is not None
    press(Key.Key_Z, Control)
    with window.page.bridge.workspace.read() as db:
        assert sessions.has_session(db)
    assert not window.menus.undo.isEnabled()


def test_a_closed_session_is_first_among_the_recent_ones(window: MainWindow) -> None:
    window.desk.open_sample()
    press(Key.Key_W, Control)
    assert window.page is None
    press(Key.Key_Return)
    assert window.page is not None
    assert "11th Session" in window.windowTitle()


def test_a_file_in_use_opens_for_viewing_by_enter(window: MainWindow, tmp_path: Path) -> None:
    window.desk.open_sample()
    assert window.page is not None
    path = tmp_path / "colleague.rapporteur"
    window.page.bridge.workspace.save_copy(path)
    colleague = Workspace.open(path, OpenMode.EDIT)
    try:
        inside(QMessageBox, lambda _box: press(Key.Key_Return))
        window.desk.open(path)
        assert window.page.bridge.read_only
        assert not window.banner.isHidden()
        assert window.windowTitle().endswith("colleague.rapporteur")
    finally:
        colleague.close()


def test_a_file_that_is_no_session_is_refused_in_words(window: MainWindow, tmp_path: Path) -> None:
    stranger = tmp_path / "letter.rapporteur"
    stranger.write_text("Dear colleague", encoding="utf-8")
    said: list[str] = []

    def read(box: QWidget) -> None:
        assert isinstance(box, QMessageBox)
        said.append(box.text())
        press(Key.Key_Escape)

    inside(QMessageBox, read)
    window.desk.open(stranger)
    assert said
    assert "letter.rapporteur" in said[0]
    assert window.page is None
    assert stranger.read_text(encoding="utf-8") == "Dear colleague"
