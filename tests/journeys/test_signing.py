"""To the signature and after: obstacles, the last open words, the seal, the copy of the other
side, and a correction after signing."""

from __future__ import annotations

from pathlib import Path

import docx
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot
from tests.asking import while_asked
from tests.dialogs import inside
from tests.keys import press, type_text
from tests.protocols import write_protocol
from tests.ui.conftest import (  # noqa: F401 - fixtures
    open_window,
    sample_file,
    sample_path,
    settings,
    shipped_fonts,
    themed,
    window,
)

from rapporteur import cli
from rapporteur.domain.editing import FieldEdit
from rapporteur.services.protocol import paragraphs, signing
from rapporteur.services.workspace import Db
from rapporteur.ui.dialogs.protocol.reopen import ReopenDialog
from rapporteur.ui.dialogs.protocol.signing import SigningDialog
from rapporteur.ui.dialogs.protocol.verification import VerificationDialog
from rapporteur.ui.screens.protocol.screen import ProtocolScreen
from rapporteur.ui.window import MainWindow

Key = Qt.Key
CTRL, ALT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier


def finish_texts(db: Db) -> None:
    """What the two sides settle over lunch: no brackets, no language left out."""
    now = paragraphs.protocol(db)
    for one in now.paragraphs:
        if "[" in one["text_en"]:
            edits = {
                "text_en": FieldEdit(now.text(one, "en"), "The Sides agreed to sign by the end of "
                                     "March 2026, as in para 1."),
                "text_ru": FieldEdit(now.text(one, "ru"), "Стороны согласились подписать до конца "
                                     "марта 2026 г., как в п. 1."),
            }  # fmt: skip
            paragraphs.edit(db, one.id, edits)
        elif not one["text_ru"] and not one.withdrawn:
            paragraphs.edit(db, one.id, {"text_ru": FieldEdit("", "Стороны обменялись мнениями.")})


def _screen(frame: MainWindow) -> ProtocolScreen:
    press(Key.Key_6, CTRL)
    screen = frame.page.current if frame.page is not None else None
    assert isinstance(screen, ProtocolScreen)
    return screen


def _back(frame: MainWindow) -> None:
    """The window has the keys again: what a window manager does when a dialog has closed."""
    frame.activateWindow()
    assert QTest.qWaitForWindowActive(frame)


def _paper(path: Path) -> str:
    document = docx.Document(str(path))
    cells = [c.text for t in document.tables for row in t.rows for c in row.cells]
    return "\n".join([p.text for p in document.paragraphs] + cells)


def test_from_the_last_brackets_to_the_seal_and_a_correction(
    open_window: MainWindow,  # noqa: F811
    qtbot: QtBot,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    frame = open_window
    assert frame.bridge is not None
    workspace = frame.bridge.workspace
    frame.bridge.edit("Protocol", write_protocol)
    screen = _screen(frame)
    screen.take_focus()

    # Signing is refused with every reason, and Enter leads to the first of them.
    def look_at_obstacles(dialog: SigningDialog) -> None:
        assert not dialog.sign.isVisible()
        words = [dialog.obstacles.item(row).text() for row in range(dialog.obstacles.count())]
        assert "Paragraph 2: brackets in English and Russian." in words
        assert "Paragraph 4: no text in Russian." in words
        dialog.obstacles.setCurrentRow(words.index("Paragraph 2: brackets in English and Russian."))
        press(Key.Key_Return)

    inside(SigningDialog, look_at_obstacles)
    press(Key.Key_F7, CTRL)
    assert screen.pane.line is not None
    assert "[March][June]" in screen.pane.line.texts["en"]

    _back(frame)

    # The last words are settled, and the texts verified one after the other.
    frame.bridge.edit("Settled", finish_texts)

    def verify(dialog: VerificationDialog) -> None:
        qtbot.waitUntil(lambda: dialog.list.count() > 0, timeout=20_000)
        dialog.list.setCurrentRow(0)
        for _paragraph in range(dialog.list.count()):
            press(Key.Key_Return, CTRL)
        qtbot.waitUntil(lambda: all(
            dialog.list.item(row).data(Qt.ItemDataRole.UserRole).in_step
            for row in range(dialog.list.count())
        ))  # fmt: skip
        press(Key.Key_Escape)

    _back(frame)
    screen.list.setFocus()
    inside(VerificationDialog, verify)
    press(Key.Key_F7)
    _back(frame)
    screen.list.setFocus()
    press(Key.Key_A, CTRL)
    press(Key.Key_4, ALT)
    assert screen.summary() == "All 5 paragraphs agreed"

    # Nothing stands in the way any more: Enter signs and seals.
    inside(SigningDialog, lambda dialog: dialog.sign.click())
    page = frame.page
    press(Key.Key_F7, CTRL)
    qtbot.waitUntil(lambda: frame.page is not page)
    assert workspace.sealed
    assert frame.banner.isVisible()

    _back(frame)

    # The sealed file gives each side its copy, and cannot be edited.
    screen = _screen(frame)
    screen.take_focus()
    before = screen.list.current_id
    press(Key.Key_Delete)
    assert not screen.model.rows[0].heading or before == screen.list.current_id
    with workspace.read() as db:
        assert paragraphs.protocol(db).open == (0, 5)
        last = signing.seal(db)
        assert last is not None
        assert signing.is_whole(db)
    copies = [tmp_path / f"{code}.docx" for code in ("IN", "RU")]
    for path in copies:
        command = ["document", str(workspace.path), "protocol", str(path), "--copy", path.stem]
        assert cli.main([*command, "--languages", "en"]) == 0
    ours, theirs = (_paper(path) for path in copies)
    assert ours.index("For the Indian Side") < ours.index("For the Russian Side")
    assert theirs.index("For the Russian Side") < theirs.index("For the Indian Side")
    assert cli.main(["check", str(workspace.path)]) == 0
    assert "the content is what was sealed" in capsys.readouterr().out

    # A word was wrong: reopened with the reason, corrected, signed again.
    def give_reason() -> None:
        type_text("A misprint in paragraph 5, agreed by both sides")
        press(Key.Key_Return)

    while_asked(ReopenDialog, give_reason)
    page = frame.page
    frame.banner.reopen_wanted.emit()
    qtbot.waitUntil(lambda: frame.page is not page)
    _back(frame)
    assert not workspace.read_only
    assert cli.main(["check", str(workspace.path)]) == 0
    assert "the file was reopened afterwards" in capsys.readouterr().out
    screen = _screen(frame)
    screen.take_focus()
    press(Key.Key_End)
    press(Key.Key_Return)
    press(Key.Key_End, CTRL)
    type_text(" Done.")
    press(Key.Key_Return, CTRL)
    assert screen.summary() == "1 of 5 paragraphs open"
    workspace_steps = [step.label for step in workspace.journal(20)]
    assert "Reopened: A misprint in paragraph 5, agreed by both sides" in workspace_steps
