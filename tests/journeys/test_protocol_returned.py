"""The Protocol is sent, the other side edits it, and it is taken in at the window, by keys."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QWidget
from pytestqt.qtbot import QtBot
from tests.asking import while_asked
from tests.keys import press, type_text
from tests.protocols import write_protocol
from tests.returned_documents import add_line, columns, packed, reword
from tests.ui.conftest import (  # noqa: F401 - fixtures
    open_window,
    sample_file,
    sample_path,
    settings,
    shipped_fonts,
    themed,
    window,
)

from rapporteur.domain.protocol import PARAGRAPH
from rapporteur.domain.protocol_returns import ReturnState
from rapporteur.domain.protocol_versions import KeptParagraph
from rapporteur.services.protocol import paragraphs, snapshots
from rapporteur.ui.dialogs.protocol.compare import CompareVersionsDialog
from rapporteur.ui.dialogs.protocol.returned import ReturnedProtocolDialog
from rapporteur.ui.dialogs.protocol.send import KeepVersionDialog
from rapporteur.ui.window import MainWindow

CTRL_SHIFT = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
KEEP, COMPARE, RETURNED = Qt.Key.Key_K, Qt.Key.Key_V, Qt.Key.Key_J


@pytest.fixture
def protocol(open_window: MainWindow, qtbot: QtBot) -> MainWindow:  # noqa: F811 - the fixture
    """The window at a Protocol of a few paragraphs."""
    open_window.bridge.edit("Protocol", write_protocol)
    open_window.page.show_screen("protocol")
    open_window.page.current.take_focus()
    return open_window


def version(window: MainWindow) -> list[KeptParagraph]:  # noqa: F811 - any window
    return window.bridge.read(snapshots.present)


def numbered(window: MainWindow) -> list[KeptParagraph]:  # noqa: F811 - any window
    return [one for one in version(window) if one.kind == PARAGRAPH and one.stands]


def texts(window: MainWindow) -> list[str]:  # noqa: F811 - any window
    return [one.text("en") for one in version(window) if one.stands]


def take_keys(window: MainWindow) -> None:  # noqa: F811 - any window
    """Give the keys back to the screen: there is no window manager that does."""
    window.activateWindow()
    assert QTest.qWaitForWindowActive(window)
    window.page.current.take_focus()


def by_key(window: MainWindow, key: Qt.Key, kind: type[QWidget], act: Callable[[], None]) -> None:  # noqa: F811
    """Press a key of the screen, and act in the dialog that it opens."""
    take_keys(window)
    while_asked(kind, act)
    press(key, CTRL_SHIFT)


def sent(window: MainWindow) -> None:  # noqa: F811 - any window
    """Keep the version that goes out, under the name that is proposed."""
    by_key(window, KEEP, KeepVersionDialog, lambda: press(Qt.Key.Key_Return))


def edited(window: MainWindow, folder: Path) -> Path:  # noqa: F811 - any window
    """What comes back: a word changed in two paragraphs, and one added."""
    document = columns(version(window))
    first, second = numbered(window)[:2]
    reword(document, first.text("en"), f"{first.text('en')} Theirs.")
    reword(document, second.text("en"), f"Theirs: {second.text('en')}")
    add_line(document, second.text("en"), "The Sides welcomed a new paragraph.")
    path = folder / "Protocol from Moscow.docx"
    path.write_bytes(packed(document))
    return path


def test_what_comes_back_is_taken_by_keys_left_and_undone(
    protocol: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    sent(protocol)
    (kept,) = protocol.bridge.read(snapshots.snapshots)
    assert kept["name"] == "Draft 1 to the Russian Side"
    path = edited(protocol, tmp_path)
    before = texts(protocol)
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(path), ""))

    def choose() -> None:
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, ReturnedProtocolDialog)
        model = dialog.model
        shown = [model.line(row).state for row in range(model.rowCount())]
        assert shown == [ReturnState.CHANGED, ReturnState.CHANGED, ReturnState.NEW]
        assert len(model.accepted) == 3
        press(Qt.Key.Key_Down)
        press(Qt.Key.Key_Space)  # the second one is left
        assert len(model.accepted) == 2
        assert "Theirs" in dialog.text.toPlainText()
        press(Qt.Key.Key_Return)

    by_key(protocol, RETURNED, ReturnedProtocolDialog, choose)
    now = texts(protocol)
    assert now != before
    assert sum("Theirs." in text for text in now) == 1
    assert not any(text.startswith("Theirs:") for text in now)
    assert "The Sides welcomed a new paragraph." in now
    assert len(protocol.bridge.read(snapshots.snapshots)) == 2

    protocol.bridge.undo()
    assert texts(protocol) == before
    assert len(protocol.bridge.read(snapshots.snapshots)) == 1


def test_all_or_nothing_by_two_keys_and_escape_leaves_everything(
    protocol: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    sent(protocol)
    path = edited(protocol, tmp_path)
    before = texts(protocol)
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(path), ""))

    def look() -> None:
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, ReturnedProtocolDialog)
        assert dialog.side.currentText() == "Russian Side"
        press(Qt.Key.Key_L, Qt.KeyboardModifier.AltModifier)
        qtbot.waitUntil(lambda: not dialog.model.accepted)
        assert not dialog.take.isEnabled()
        press(Qt.Key.Key_A, Qt.KeyboardModifier.AltModifier)
        qtbot.waitUntil(lambda: len(dialog.model.accepted) == 3)
        press(Qt.Key.Key_Escape)

    by_key(protocol, RETURNED, ReturnedProtocolDialog, look)
    assert texts(protocol) == before


def test_a_document_dropped_on_the_protocol_is_looked_at(
    protocol: MainWindow, tmp_path: Path, qtbot: QtBot
) -> None:
    sent(protocol)
    path = edited(protocol, tmp_path)
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path))])
    while_asked(ReturnedProtocolDialog, lambda: press(Qt.Key.Key_Return))
    at, left, plain = QPoint(5, 5), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    copy = Qt.DropAction.CopyAction
    QApplication.sendEvent(protocol, QDragEnterEvent(at, copy, data, left, plain))
    QApplication.sendEvent(protocol, QDropEvent(QPointF(at), copy, data, left, plain))
    qtbot.waitUntil(
        lambda: "The Sides welcomed a new paragraph." in texts(protocol), timeout=15_000
    )


def test_what_cannot_be_read_is_said_in_the_window(
    protocol: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "old.docx"
    path.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "WordDocument".encode("utf-16-le"))
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(path), ""))
    heard: list[str] = []
    protocol.bridge.said.connect(lambda notice: heard.append(notice.text))
    take_keys(protocol)
    press(RETURNED, CTRL_SHIFT)
    assert "old Word document" in heard[0]


def test_a_correction_after_sending_is_seen_beside_what_was_sent(protocol: MainWindow) -> None:
    sent(protocol)
    one = numbered(protocol)[1]

    def correct(db: object) -> None:
        now = paragraphs.protocol(db)
        held = next(p for p in now.paragraphs if p.uuid == one.uuid)
        paragraphs.withdraw(db, [held.id])

    protocol.bridge.edit("Correction", correct)
    seen: list[str] = []

    def look() -> None:
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, CompareVersionsDialog)
        seen.append(dialog.summary.text())
        seen.append(dialog.text.toPlainText())
        press(Qt.Key.Key_Escape)

    by_key(protocol, COMPARE, CompareVersionsDialog, look)
    assert seen[0] == "1 withdrawn"
    assert " ".join(one.text("en").split()) in " ".join(seen[1].split())


def test_a_day_of_sending_and_a_name_are_typed(protocol: MainWindow) -> None:
    def fill() -> None:
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, KeepVersionDialog)
        type_text("Проект 1")
        dialog.day.setFocus()
        type_text("31.02.2025")
        press(Qt.Key.Key_Return)
        assert dialog.isVisible()  # refused, in words, at its field
        assert dialog.day.hasFocus()
        dialog.day.selectAll()
        type_text("4.8.2025")
        press(Qt.Key.Key_Return)

    by_key(protocol, KEEP, KeepVersionDialog, fill)
    (kept,) = protocol.bridge.read(snapshots.snapshots)
    assert kept["name"] == "Проект 1"
    assert kept["sent_at"].startswith("2025-08-04")


def test_a_comparison_is_exported_as_a_document(
    protocol: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    sent(protocol)
    protocol.bridge.edit("Add", lambda db: paragraphs.add(db, {"text_en": "One more."}))
    path = tmp_path / "comparison"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(path), ""))

    def export() -> None:
        press(Qt.Key.Key_E, Qt.KeyboardModifier.AltModifier)
        qtbot.waitUntil(path.with_suffix(".docx").exists)
        press(Qt.Key.Key_Escape)

    by_key(protocol, COMPARE, CompareVersionsDialog, export)
    assert path.with_suffix(".docx").stat().st_size > 5000
