"""Files dragged onto the window, wherever they are let go."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QTimer, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QAbstractScrollArea, QApplication, QLabel, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from rapporteur.services import delegates
from rapporteur.services.workspace import OpenMode, Workspace
from rapporteur.ui.dialogs.importing.assistant import FILE, ImportAssistant
from rapporteur.ui.window import MainWindow

COPY, LEFT = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton
PLAIN = Qt.KeyboardModifier.NoModifier


def files(*paths: Path) -> QMimeData:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    return data


def let_go(window: QWidget, where: QPoint, data: QMimeData) -> bool:
    """Drag over the window as Qt does it: the innermost widget that takes drags is asked first,
    then those around it. Returns whether anybody took it."""
    target: QWidget | None = window.childAt(where) or window
    while target is not None:
        if target.acceptDrops():
            at = target.mapFrom(window, where)
            entered = QDragEnterEvent(at, COPY, data, LEFT, PLAIN)
            entered.ignore()
            QApplication.sendEvent(target, entered)
            if entered.isAccepted():
                QApplication.sendEvent(target, QDropEvent(QPointF(at), COPY, data, LEFT, PLAIN))
                return True
        target = target.parentWidget() if target is not window else None
    return False


def said(window: MainWindow) -> str:
    return " ".join(label.text() for label in window.messages.findChildren(QLabel))


@pytest.fixture
def opened(qtbot: QtBot) -> Iterator[list[tuple[list[Path], int]]]:
    """The assistants that were opened: their first file, and how many wait. Each is closed."""
    found: list[tuple[list[Path], int]] = []
    timer = QTimer()

    def look() -> None:
        dialog = QApplication.activeModalWidget()
        if isinstance(dialog, ImportAssistant):
            assert dialog.step == FILE
            path = dialog.file_page.path()
            found.append(([path] if path else [], dialog._queue.place[1]))
            dialog.reject()

    timer.timeout.connect(look)
    timer.start(20)
    yield found
    timer.stop()


def test_lists_dropped_on_the_window_open_the_assistant_with_them(
    open_window: MainWindow, opened: list[tuple[list[Path], int]], qtbot: QtBot, tmp_path: Path
) -> None:
    lists = [tmp_path / "Mines.csv", tmp_path / "Steel.ods"]
    assert let_go(open_window, open_window.rect().center(), files(*lists))
    assert opened == [], "the drag ends before a dialog opens"
    qtbot.waitUntil(lambda: len(opened) == 1, timeout=10_000)
    assert opened == [([lists[0]], 2)]
    assert open_window.page is not None
    assert open_window.page.current.key == "delegates"


def test_a_text_field_does_not_take_a_dragged_file_for_text(
    open_window: MainWindow, opened: list[tuple[list[Path], int]], qtbot: QtBot, tmp_path: Path
) -> None:
    assert open_window.page is not None
    open_window.page.show_screen("delegates")
    screen = open_window.page.current
    person = screen.bridge.read(delegates.list_delegates)[0]
    screen.show_record(person.id)
    qtbot.waitUntil(lambda: len(screen.findChildren(QLineEdit)) > 5, timeout=5000)
    fields: list[QWidget] = [f for f in screen.findChildren(QLineEdit) if f.isVisible()]
    fields += [
        area.viewport()
        for area in screen.findChildren(QAbstractScrollArea)
        if area.isVisible() and area.inherits("QPlainTextEdit")
    ]
    assert len(fields) > 5
    for field in fields:
        where = field.mapTo(open_window, field.rect().center())
        before = field.text() if isinstance(field, QLineEdit) else ""
        if open_window.rect().contains(where) and open_window.childAt(where) is field:
            count = len(opened)
            assert let_go(open_window, where, files(tmp_path / "list.xlsx"))
            qtbot.waitUntil(lambda n=count: len(opened) > n, timeout=10_000)  # type: ignore[misc]
        assert not field.acceptDrops(), type(field.parent()).__name__
        assert not isinstance(field, QLineEdit) or field.text() == before
    assert opened


def test_without_a_session_the_window_says_what_to_do(
    window: MainWindow, opened: list[tuple[list[Path], int]], qtbot: QtBot, tmp_path: Path
) -> None:
    assert let_go(window, window.rect().center(), files(tmp_path / "list.xlsx"))
    qtbot.waitUntil(window.messages.isVisible, timeout=5000)
    assert "open a session" in said(window)
    assert opened == []


def test_a_session_to_be_looked_at_takes_no_list(
    window: MainWindow, sample_path: Path, qtbot: QtBot, tmp_path: Path
) -> None:
    window.show_workspace(Workspace.open(sample_path, OpenMode.VIEW))
    assert let_go(window, window.rect().center(), files(tmp_path / "list.xlsx"))
    qtbot.waitUntil(window.messages.isVisible, timeout=5000)
    assert "no list can come in" in said(window)


def test_a_session_dropped_on_the_window_is_opened(
    window: MainWindow, sample_path: Path, qtbot: QtBot
) -> None:
    assert let_go(window, window.rect().center(), files(sample_path))
    qtbot.waitUntil(lambda: window.page is not None, timeout=10_000)


def test_pictures_and_folders_are_not_for_the_window(
    open_window: MainWindow, tmp_path: Path
) -> None:
    data = files(tmp_path / "face.jpg")
    centre = open_window.rect().center()
    entered = QDragEnterEvent(centre, COPY, data, LEFT, PLAIN)
    entered.ignore()
    QApplication.sendEvent(open_window, entered)
    assert not entered.isAccepted()
    assert not open_window._drops.wants(files(tmp_path))
