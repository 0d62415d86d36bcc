"""A sub-group's update from the request to the agreement, with real keys."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QFileDialog
from pytestqt.qtbot import QtBot
from tests.asking import while_asked
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

from rapporteur.domain.subgroups import AGREED_BOTH, RECEIVED, REQUESTED, SubGroupUpdate
from rapporteur.services.subgroups import updates
from rapporteur.ui.screens.subgroups.form_preview import FormPreview
from rapporteur.ui.screens.subgroups.screen import SubGroupsScreen
from rapporteur.ui.window import MainWindow

CTRL, ALT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier


def _held(screen: SubGroupsScreen) -> SubGroupUpdate:
    group = screen.form.group_id
    found = screen.bridge.read(lambda db: updates.this_session(db, group))
    assert found is not None
    return found


def test_from_the_request_to_the_agreement(
    open_window: MainWindow,  # noqa: F811
    qtbot: QtBot,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    assert open_window.page is not None
    open_window.page.show_screen("subgroups")
    screen = open_window.page.current
    assert isinstance(screen, SubGroupsScreen)
    press(Qt.Key.Key_F, CTRL)
    type_text("желез")
    press(Qt.Key.Key_Down)
    assert _held(screen)["state"] == REQUESTED

    # The form goes out; a co-lead fills it in; it comes back.
    path = tmp_path / "railway.xlsx"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(path), ""))
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(path), ""))
    screen._forms.send()
    book = openpyxl.load_workbook(path)
    for row in book.worksheets[0].iter_rows():
        if "key=work_en&" in str(row[3].value):
            row[2].value = "Two inspections were held."
        if "key=work_ru&" in str(row[3].value):
            row[2].value = "Проведены две проверки."
    book.save(path)

    def accept() -> None:
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, FormPreview)
        assert len(dialog.taken()) == 2
        assert "inspections" in dialog.text.toPlainText()
        press(Qt.Key.Key_T, ALT)

    while_asked(FormPreview, accept)
    press(Qt.Key.Key_I, CTRL | SHIFT)
    assert _held(screen)["state"] == RECEIVED
    assert _held(screen)["work_ru"] == "Проведены две проверки."

    # Both agree; then one word is added after all, saved without any key for it.
    open_window.activateWindow()
    qtbot.waitUntil(open_window.isActiveWindow)
    screen.list.setFocus()
    press(Qt.Key.Key_5, ALT)
    assert _held(screen)["state"] == AGREED_BOTH
    press(Qt.Key.Key_Return)
    press(Qt.Key.Key_End, CTRL)
    type_text(" Third one planned.")
    qtbot.waitUntil(lambda: "Third one" in _held(screen)["work_en"], timeout=5_000)
    assert _held(screen)["state"] == RECEIVED
    press(Qt.Key.Key_W, CTRL | SHIFT)
    assert "Third one planned." in screen.compare.text.toPlainText()
    open_window.page.bridge.undo()
    assert _held(screen)["state"] == AGREED_BOTH
    assert _held(screen)["work_en"] == "Two inspections were held."
