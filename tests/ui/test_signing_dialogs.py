"""Verification of texts and signing, at their dialogs."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit
from pytestqt.qtbot import QtBot
from tests.keys import type_text

from rapporteur.domain import protocol as rules
from rapporteur.services import stored
from rapporteur.services.protocol import paragraphs, signing
from rapporteur.services.workspace import Workspace
from rapporteur.ui.bridge import FileBridge
from rapporteur.ui.dialogs.protocol.signing import SigningDialog
from rapporteur.ui.dialogs.protocol.verification import VerificationDialog
from rapporteur.ui.settings import Settings

PAIRS = (
    ("The Sides agreed by 31 March 2026.", "Стороны договорились до 31 мая 2026 г."),
    ("The Sides noted the report.", "Стороны отметили доклад."),
    ("The Sides welcomed 45 experts.", "Стороны приветствовали 54 экспертов."),
)


@pytest.fixture
def bridge(themed, sample_path) -> Iterator[FileBridge]:
    """The sample with three paragraphs of its Protocol and no others."""
    workspace = Workspace.open(sample_path)
    with workspace.edit("Texts") as db:
        stored.remove(db, stored.PARAGRAPHS, [p.id for p in paragraphs.protocol(db).paragraphs])
        for english, russian in PAIRS:
            paragraphs.add(db, {"text_en": english, "text_ru": russian})
    found = FileBridge(workspace)
    yield found
    found.close()


@pytest.fixture
def verification(bridge: FileBridge, settings: Settings, qtbot: QtBot) -> VerificationDialog:
    dialog = VerificationDialog(bridge, settings)
    qtbot.addWidget(dialog)
    dialog.show()
    dialog.activateWindow()
    assert QTest.qWaitForWindowActive(dialog)
    qtbot.waitUntil(lambda: dialog.list.count() == 3)
    return dialog


def states(bridge: FileBridge) -> list[tuple[str, str]]:
    now = bridge.read(paragraphs.protocol)
    return [(p.language_state("en"), p.language_state("ru")) for p in now.paragraphs]


def box(dialog: VerificationDialog, language: str) -> QPlainTextEdit:
    found = dialog.texts.rows[language].editor.input
    assert isinstance(found, QPlainTextEdit)
    return found


def findings(dialog: VerificationDialog) -> list[str]:
    return [dialog.texts.findings.item(row).text() for row in range(dialog.texts.findings.count())]


def test_each_finding_leads_to_its_place(verification: VerificationDialog, qtbot: QtBot) -> None:
    assert len(findings(verification)) == 2
    qtbot.keyClick(verification, Qt.Key.Key_F8)
    assert box(verification, "en").textCursor().selectedText() == "31 March 2026"
    assert box(verification, "en").hasFocus()
    qtbot.keyClick(box(verification, "en"), Qt.Key.Key_F8)
    assert box(verification, "ru").textCursor().selectedText() == "31 мая 2026"
    assert len(box(verification, "ru").extraSelections()) == 1


def test_after_the_last_finding_of_a_paragraph_comes_that_of_another(
    verification: VerificationDialog, qtbot: QtBot
) -> None:
    for _ in range(3):
        qtbot.keyClick(verification, Qt.Key.Key_F8)
    assert verification.list.currentRow() == 2  # the second paragraph has none
    assert box(verification, "en").textCursor().selectedText() == "45"
    for _ in range(2):
        qtbot.keyClick(verification, Qt.Key.Key_F8)
    assert verification.list.currentRow() == 0
    qtbot.keyClick(verification, Qt.Key.Key_F8, Qt.KeyboardModifier.ShiftModifier)
    assert verification.list.currentRow() == 2
    assert box(verification, "ru").textCursor().selectedText() == "54"


def test_a_text_is_put_right_on_the_spot_and_marked_verified_by_keys(
    verification: VerificationDialog, bridge: FileBridge, qtbot: QtBot
) -> None:
    for _ in range(2):
        qtbot.keyClick(verification, Qt.Key.Key_F8)
    type_text("31 марта 2026")  # over what is selected
    qtbot.keyClick(box(verification, "ru"), Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    now = bridge.read(paragraphs.protocol)
    assert now.paragraphs[0]["text_ru"] == "Стороны договорились до 31 марта 2026 г."
    assert states(bridge)[0] == (rules.IN_STEP, rules.IN_STEP)
    assert verification.list.currentRow() == 1
    assert findings(verification) == ["Nothing that a machine can find. Read both texts."]
    verification.only.setChecked(True)
    assert verification.list.count() == 2  # the verified one needs no look any more
    bridge.workspace.undo()
    assert states(bridge)[0][0] != rules.IN_STEP


def test_the_walk_ends_where_the_protocol_is_shown(
    verification: VerificationDialog, qtbot: QtBot
) -> None:
    verification.list.setCurrentRow(2)
    qtbot.mouseClick(box(verification, "ru").viewport(), Qt.MouseButton.LeftButton)
    with qtbot.waitSignal(verification.jump_wanted) as wanted:
        qtbot.mouseClick(verification.show_it, Qt.MouseButton.LeftButton)
    assert wanted.args is not None
    assert wanted.args[1] == "text_ru"
    assert not verification.isVisible()


def test_obstacles_lead_to_their_places(
    bridge: FileBridge, settings: Settings, qtbot: QtBot
) -> None:
    dialog = SigningDialog(bridge, settings)
    qtbot.addWidget(dialog)
    dialog.show()
    assert not dialog.sign.isVisible()
    assert dialog.obstacles.item(0).text() == "Paragraph 1: not verified in English and Russian."
    with qtbot.waitSignal(dialog.jump_wanted) as wanted:
        qtbot.keyClick(dialog.obstacles, Qt.Key.Key_Return)
    first = bridge.read(paragraphs.protocol).paragraphs[0]
    assert wanted.args == ["protocol", first.id, "text_en"]


def test_a_signed_file_is_sealed_with_who_where_and_when(
    bridge: FileBridge, settings: Settings, qtbot: QtBot
) -> None:
    with bridge.workspace.edit("Agree") as db:
        ids = [one.id for one in paragraphs.protocol(db).paragraphs]
        paragraphs.set_language_state(db, ids, rules.IN_STEP, ["en", "ru"])
        paragraphs.set_state(db, ids, rules.AGREED)
    dialog = SigningDialog(bridge, settings)
    qtbot.addWidget(dialog)
    dialog.show()
    dialog.activateWindow()
    assert QTest.qWaitForWindowActive(dialog)
    assert dialog.warning.isVisible()  # nobody has put right what the machine finds
    assert "in 4 places" in dialog.warning.text()
    assert "before you sign: 1, 3." in dialog.warning.text()
    dialog.form.go_to("signer_first")
    editor = dialog.form.rows["signer_first"].editor.input
    assert isinstance(editor, QLineEdit)
    editor.selectAll()
    qtbot.keyClick(editor, Qt.Key.Key_Delete)
    dialog.sign.click()
    assert dialog.isVisible()  # nobody has signed for India
    editor.setText("Amardeep Singh Bhatia, Secretary")
    dialog.sign.click()
    assert not dialog.isVisible()
    signed = bridge.read(signing.seal)
    assert signed is not None
    assert signed.holds
    assert signed["signer_first"] == "Amardeep Singh Bhatia, Secretary"
    assert (signed["signed_on"], signed["place_ru"]) == ("2025-08-06", "Нью-Дели")
    assert bridge.read_only
