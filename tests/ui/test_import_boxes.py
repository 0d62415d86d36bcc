"""The box of a column and the guess at the sender: small parts of the import assistant."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QSignalSpy
from PySide6.QtWidgets import QApplication, QDialog, QPushButton, QVBoxLayout
from pytestqt.qtbot import QtBot

from rapporteur.ui.dialogs.importing.field_box import FieldBox, FieldChoices
from rapporteur.ui.dialogs.importing.file_page import sender_of
from rapporteur.ui.theme import apply_theme


@pytest.fixture
def dialog(qtbot: QtBot, qapp: QApplication) -> QDialog:
    """A dialog with a default button, as the assistant has one."""
    apply_theme(qapp, "light")
    found = QDialog()
    qtbot.addWidget(found)
    QVBoxLayout(found)
    return found


@pytest.fixture
def box(dialog: QDialog, qtbot: QtBot) -> FieldBox:
    found = FieldBox(FieldChoices(dialog), dialog)
    following = QPushButton("Next", dialog)
    following.setDefault(True)
    following.clicked.connect(dialog.accept)
    layout = dialog.layout()
    assert layout is not None
    layout.addWidget(found)
    layout.addWidget(following)
    with qtbot.waitActive(dialog):
        dialog.show()
        dialog.activateWindow()
    found.set_key("organisation")
    found.setFocus()
    return found


def retype(box: FieldBox, qtbot: QtBot, text: str) -> None:
    line = box.lineEdit()
    assert line is not None
    line.selectAll()
    qtbot.keyClicks(line, text)


def press(box: FieldBox, qtbot: QtBot, key: Qt.Key) -> None:
    """Press a key where the keyboard is: an open list of matches hears it first."""
    qtbot.keyClick(QApplication.activePopupWidget() or box.lineEdit(), key)


def test_typing_finds_a_field_and_enter_takes_it(
    box: FieldBox, dialog: QDialog, qtbot: QtBot
) -> None:
    picked = QSignalSpy(box.picked)
    retype(box, qtbot, "designation")
    press(box, qtbot, Qt.Key.Key_Return)
    assert box.key() == "designation"
    assert [picked.at(i) for i in range(picked.count())] == [["designation"]]
    assert dialog.isVisible(), "Enter chose a field; it must not press Next as well"


def test_half_a_word_takes_the_first_field_that_fits(box: FieldBox, qtbot: QtBot) -> None:
    retype(box, qtbot, "passport exp")
    press(box, qtbot, Qt.Key.Key_Tab)
    assert box.key() == "passport_expiry"
    assert box.currentText() == "Passport expires"


def test_what_is_no_field_goes_back_to_what_was_there(box: FieldBox, qtbot: QtBot) -> None:
    picked = QSignalSpy(box.picked)
    retype(box, qtbot, "zzz")
    press(box, qtbot, Qt.Key.Key_Tab)
    assert (box.key(), box.currentText(), picked.count()) == ("organisation", "Organisation", 0)


def test_an_emptied_box_means_no_field(box: FieldBox, qtbot: QtBot) -> None:
    picked = QSignalSpy(box.picked)
    line = box.lineEdit()
    assert line is not None
    line.selectAll()
    qtbot.keyClick(line, Qt.Key.Key_Delete)
    press(box, qtbot, Qt.Key.Key_Tab)
    assert (box.key(), picked.at(0)) == ("", [""])


@pytest.mark.parametrize(
    ("file", "sender"),
    [
        ("Ministry_of_Mines_list_v3.xlsx", "Ministry of Mines"),
        ("Минпромторг - список делегации 05.08.2025.xlsx", "Минпромторг"),
        ("Tapti Valley Fertilisers (2).xlsx", "Tapti Valley Fertilisers"),
        ("2025-08-05.xlsx", ""),
    ],
)
def test_the_sender_is_guessed_from_the_file_name(file: str, sender: str) -> None:
    assert sender_of(file) == sender
