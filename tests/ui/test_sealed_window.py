"""A file that is sealed while the window is at work: nothing is written, nothing typed is lost."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QPlainTextEdit
from pytestqt.qtbot import QtBot
from tests.agendas import lay_agenda
from tests.keys import press, type_text

from rapporteur.domain.agenda import AgendaItem
from rapporteur.services import delegates, stored
from rapporteur.services.meeting.unsaved import Unsaved, notes_key
from rapporteur.services.protocol import signing
from rapporteur.services.workspace import Workspace
from rapporteur.ui.room.window import RoomWindow
from rapporteur.ui.window import MainWindow

ROW = {"signed_on": "2025-08-06", "sealed_at": "2025-08-06T12:00:00+00:00", "digest": "1:"}


@pytest.fixture
def shown(open_window: MainWindow) -> Iterator[MainWindow]:
    """The window with a session that has an agenda."""
    assert open_window.bridge is not None
    open_window.bridge.edit("agenda", lay_agenda)
    yield open_window
    open_window.close_file()
    QCoreApplication.processEvents()


def workspace_of(window: MainWindow) -> Workspace:
    assert window.bridge is not None
    return window.bridge.workspace


def seal(window: MainWindow, qtbot: QtBot) -> None:
    before = window.page
    with workspace_of(window).edit("Sign") as db:
        stored.create(db, stored.SEALS, [ROW])
    qtbot.waitUntil(lambda: window.page is not None and window.page is not before)


def said(window: MainWindow) -> str:
    """What stands in the message bar."""
    return " ".join(label.text() for label in window.messages.findChildren(QLabel))


def an_item(window: MainWindow) -> AgendaItem:
    with workspace_of(window).read() as db:
        return stored.read(db, stored.AGENDA_ITEMS)[0]


def a_person(window: MainWindow) -> int:
    with workspace_of(window).read() as db:
        return delegates.list_delegates(db)[0].id


def test_what_is_typed_in_meeting_mode_when_the_file_is_sealed_comes_back_after_reopening(
    shown: MainWindow, qtbot: QtBot
) -> None:
    assert shown.page is not None
    shown.page.meeting.open()
    meeting = shown.page.meeting.window
    assert meeting is not None
    qtbot.waitUntil(meeting.isActiveWindow)
    press(Qt.Key.Key_Down, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: not meeting.writer.busy)
    type_text("The last words")
    seal(shown, qtbot)
    assert shown.page.meeting.window is None
    assert an_item(shown)["notes"] == ""
    shown.page.meeting.restore()
    assert "kept on this computer" in said(shown)
    signing.reopen(workspace_of(shown), "To add the last words", "tester")
    qtbot.waitUntil(lambda: an_item(shown)["notes"] == "The last words")


def test_notes_left_by_a_kill_do_not_go_into_a_sealed_file(shown: MainWindow, qtbot: QtBot) -> None:
    workspace = workspace_of(shown)
    item = an_item(shown)
    seal(shown, qtbot)
    path = workspace.path
    shown.close_file()
    other = Workspace.open(path)
    with other.read() as db:
        net = Unsaved.of(db, path)
    net.keep(notes_key(item.uuid), {"notes": "Before the kill"}, item["notes"])
    net.close()
    other.close()
    shown.desk.open(path)
    assert shown.page is not None
    shown.page.meeting.restore()
    assert an_item(shown)["notes"] == item["notes"]
    assert "kept on this computer" in said(shown)


def test_the_room_display_stays_when_the_protocol_is_sealed(
    shown: MainWindow, qtbot: QtBot
) -> None:
    assert shown.page is not None
    shown.page.meeting.show_room()
    seal(shown, qtbot)
    assert shown.page is not None
    assert [one.isVisible() for one in shown.page.findChildren(RoomWindow)] == [True]


def test_a_half_typed_word_is_refused_in_words_when_the_file_is_sealed(
    shown: MainWindow, qtbot: QtBot
) -> None:
    assert shown.page is not None
    shown.page.show_screen("delegates")
    shown.page.jump("delegates", a_person(shown), "designation")
    field = QApplication.focusWidget()
    assert isinstance(field, QLineEdit | QPlainTextEdit)
    type_text("half")
    steps = workspace_of(shown).journal()
    with workspace_of(shown).edit("Sign") as db:
        stored.create(db, stored.SEALS, [ROW])
    qtbot.waitUntil(shown.banner.isVisible)
    assert [one.label for one in workspace_of(shown).journal()] == [
        "Sign", *(one.label for one in steps)
    ]  # fmt: skip
    assert "was signed on" in said(shown) + shown.banner.findChildren(QLabel)[1].text()
