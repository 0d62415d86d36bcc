"""The dialogs that ask a side for its list or its missing data, with the keyboard."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import openpyxl
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QSignalSpy
from PySide6.QtWidgets import (
    QApplication,
    QComboBox,
    QDialog,
    QLabel,
    QLineEdit,
    QListWidget,
    QPushButton,
    QSpinBox,
)
from pytestqt.qtbot import QtBot
from tests.sample_sessions import sample_session

from rapporteur.exchange.incoming.reading import read_book
from rapporteur.exchange.lists.marks import find_mark
from rapporteur.ui.bridge import FileBridge
from rapporteur.ui.dialogs.asking.missing import MissingDialog
from rapporteur.ui.dialogs.asking.template import TemplateDialog
from rapporteur.ui.settings import Settings
from rapporteur.ui.theme import apply_theme


@pytest.fixture
def bridge(tmp_path: Path, qapp: QApplication) -> Iterator[FileBridge]:
    apply_theme(qapp, "light")
    workspace = sample_session(tmp_path / "session.rapporteur")
    found = FileBridge(workspace)
    yield found
    found.close()


def shown(qtbot: QtBot, dialog: QDialog) -> QDialog:
    qtbot.addWidget(dialog)
    with qtbot.waitActive(dialog):
        dialog.show()
        dialog.activateWindow()
    return dialog


def words(dialog: QDialog) -> str:
    return "\n".join(label.text() for label in dialog.findChildren(QLabel) if label.isVisible())


def entries(dialog: QDialog) -> QListWidget:
    found = dialog.findChild(QListWidget)
    assert found is not None
    return found


def name_field(dialog: QDialog) -> QLineEdit:
    """The field for the file; the spin box has a line of its own."""
    return next(
        e for e in dialog.findChildren(QLineEdit) if e.objectName() != "qt_spinbox_lineedit"
    )


def write(dialog: QDialog, qtbot: QtBot, path: Path) -> None:
    name = name_field(dialog)
    name.setFocus()
    name.selectAll()
    qtbot.keyClicks(name, str(path))
    with qtbot.waitSignal(dialog.accepted, timeout=10_000):
        qtbot.keyClick(name, Qt.Key.Key_Return)


def box(dialog: QDialog, text: str) -> QComboBox:
    return next(b for b in dialog.findChildren(QComboBox) if b.findText(text) >= 0)


def test_a_blank_list_is_written_with_the_keyboard_alone(
    bridge: FileBridge, qtbot: QtBot, tmp_path: Path
) -> None:
    said = QSignalSpy(bridge.said)
    dialog = shown(qtbot, TemplateDialog(bridge, Settings(tmp_path / "s.ini")))
    assert box(dialog, "Russia").currentText() == "Russia", "the side that is not ours is asked"
    assert box(dialog, "Russian").currentText() == "Russian", "in its own language"
    qtbot.keyClicks(entries(dialog), "Visa")
    assert "Номер паспорта" in words(dialog)
    assert "Россия - Визовая поддержка - бланк.xlsx" in name_field(dialog).text()
    lines = dialog.findChild(QSpinBox)
    assert lines is not None
    lines.setFocus()
    lines.selectAll()
    qtbot.keyClicks(lines, "12")
    write(dialog, qtbot, tmp_path / "blank")

    path = tmp_path / "blank.xlsx"
    mark = find_mark(read_book(path).sheets[0])
    assert mark is not None
    assert (mark.kind, mark.side) == ("template", "RU")
    assert openpyxl.load_workbook(path).worksheets[0].max_row == mark.header_row + 12
    notice = said.at(0)[0]
    assert (notice.file, notice.text) == (path, "Blank list written to blank.xlsx")


def test_missing_data_is_counted_before_it_is_asked_for(
    bridge: FileBridge, qtbot: QtBot, tmp_path: Path
) -> None:
    dialog = shown(qtbot, MissingDialog(bridge, Settings(tmp_path / "s.ini")))
    write_button = next(b for b in dialog.findChildren(QPushButton) if b.isDefault())
    assert "Nothing is missing" in words(dialog)
    assert not write_button.isEnabled()
    qtbot.keyClicks(entries(dialog), "Visa")
    assert "6 people, " in words(dialog)
    assert write_button.isEnabled()
    write(dialog, qtbot, tmp_path / "missing")
    assert find_mark(read_book(tmp_path / "missing.xlsx").sheets[0]) is not None


def test_hosts_owe_nothing_for_a_visa(bridge: FileBridge, qtbot: QtBot, tmp_path: Path) -> None:
    dialog = shown(qtbot, MissingDialog(bridge, Settings(tmp_path / "s.ini")))
    qtbot.keyClicks(entries(dialog), "Visa")
    sides = box(dialog, "India")
    sides.setFocus()
    qtbot.keyClick(sides, Qt.Key.Key_Home)
    assert "Nothing is missing" in words(dialog)
    assert box(dialog, "English").currentText() == "English"


def test_a_refusal_stays_in_the_dialog(bridge: FileBridge, qtbot: QtBot, tmp_path: Path) -> None:
    dialog = shown(qtbot, TemplateDialog(bridge, Settings(tmp_path / "s.ini")))
    name_field(dialog).setText(str(tmp_path / "not there" / "list.xlsx"))
    qtbot.keyClick(name_field(dialog), Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: "is not there" in words(dialog), timeout=10_000)
    assert "Nothing was lost" in words(dialog)
    assert dialog.isVisible()


def test_the_last_choices_are_remembered(bridge: FileBridge, qtbot: QtBot, tmp_path: Path) -> None:
    settings = Settings(tmp_path / "s.ini")
    dialog = shown(qtbot, TemplateDialog(bridge, settings))
    qtbot.keyClicks(entries(dialog), "Hotel")
    sides = box(dialog, "India")
    sides.setFocus()
    qtbot.keyClick(sides, Qt.Key.Key_Home)
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    assert not dialog.isVisible()
    again = shown(qtbot, TemplateDialog(bridge, Settings(tmp_path / "s.ini")))
    assert again.chosen() == "hotel"
    assert again.side()["code"] == "IN"
