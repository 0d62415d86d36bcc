"""The secretariat prepares a session from the previous one, with the keyboard alone."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QSize, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QApplication, QFileDialog, QMenu
from pytestqt.qtbot import QtBot
from tests.dialogs import inside
from tests.keys import press, type_text

from rapporteur.services import sessions
from rapporteur.services.carrying.contents import contents, contents_of
from rapporteur.services.facts import sample_facts
from rapporteur.services.workspace import Workspace
from rapporteur.ui.dialogs.carrying.next_session import NextSessionDialog
from rapporteur.ui.dialogs.carrying.report import CarryReportDialog
from rapporteur.ui.dialogs.new_session import NewSession
from rapporteur.ui.settings import Settings
from rapporteur.ui.theme import apply_theme
from rapporteur.ui.window import MainWindow

Key = Qt.Key
Alt = Qt.KeyboardModifier.AltModifier


@pytest.fixture
def tenth(tmp_path: Path) -> Path:
    """The 10th Session, whose open action items the next inherits."""
    path = tmp_path / "10.rapporteur"
    workspace = Workspace.create(path)
    with workspace.edit("New session") as db:
        sessions.create_session(db, sample_facts("samples/tenth-session.toml"))
    workspace.close()
    return path


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


def choose_from_file_menu(window: MainWindow, action: QAction) -> None:
    """Open the File menu and go down to an action, as by hand."""
    menu = window.menus.file_menu
    menu.popup(window.mapToGlobal(window.rect().topLeft()))
    for _ in range(len(menu.actions())):
        if menu.activeAction() is action:
            break
        press(Key.Key_Down)
    assert isinstance(QApplication.activePopupWidget(), QMenu)
    assert menu.activeAction() is action
    press(Key.Key_Return)


def test_the_eleventh_session_is_made_of_the_tenth(
    window: MainWindow, tenth: Path, tmp_path: Path
) -> None:
    window.desk.open(tenth)
    old = contents_of(tenth)
    said: list[str] = []

    def fill(dialog: NextSessionDialog) -> None:
        inside(CarryReportDialog, read)
        press(Key.Key_A, Qt.KeyboardModifier.ControlModifier)
        type_text("11")
        press(Key.Key_Tab)
        press(Key.Key_A, Qt.KeyboardModifier.ControlModifier)
        type_text("06.08.2025")
        dialog.about.rows["city_ru"].editor.setFocus()
        type_text("Нью-Дели")
        press(Key.Key_Return)
        assert dialog.step == 1
        type_text("yadrintsev")  # a Russian expert, typed in Latin
        press(Key.Key_Down)
        press(Key.Key_Space)
        dialog.lines.filter.setFocus()
        press(Key.Key_A, Qt.KeyboardModifier.ControlModifier)
        type_text("10/20")
        press(Key.Key_Down)
        press(Key.Key_Space)  # this one is not to be inherited
        press(Key.Key_Return)

    def read(dialog: CarryReportDialog) -> None:
        said.append(dialog.text.toPlainText())
        press(Key.Key_Escape)

    inside(NextSessionDialog, fill)
    choose_from_file_menu(window, window.menus.next_session)
    page = window.page
    assert page is not None
    assert page.bridge.workspace.path == tmp_path / "Session 11.rapporteur"
    assert window.windowTitle().startswith("11th Session")
    held = page.bridge.read(contents)
    assert held.session["start_date"] == held.session["end_date"] == "2025-08-06"
    assert held.session["city_ru"] == "Нью-Дели"
    assert held.session["time_zone"] == "Asia/Kolkata"
    numbers = [a["number"] for a in held.actions]
    assert numbers == [
        a["number"] for a in old.actions if not a.closed and a["number"] != "10/20"
    ]  # fmt: skip
    assert any(d["family_name"] == "Yadrintsev" for d in held.delegates)
    unticked = next(row for row in said[0].splitlines() if row.strip().startswith("10/20"))
    assert unticked.endswith("not chosen")
    assert not window.menus.undo.isEnabled()


def test_the_assistant_leads_to_a_previous_session_too(
    window: MainWindow, tenth: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_a, **_k: (str(tenth), ""))

    def go_on(dialog: NextSessionDialog) -> None:
        inside(CarryReportDialog, lambda _dialog: press(Key.Key_Escape))
        press(Key.Key_Return)
        press(Key.Key_Return)
        assert not dialog.isVisible()

    def turn(dialog: NewSession) -> None:
        inside(NextSessionDialog, go_on)
        press(Key.Key_P, Alt)

    inside(NewSession, turn)
    press(Key.Key_Return)  # the start screen stands on "New session"
    assert window.page is not None
    assert window.page.bridge.read(sessions.session)["ordinal"] == "11"
