"""The dialogs that write the papers of the session day, with the keyboard."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TypeVar

import openpyxl
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QSignalSpy
from PySide6.QtWidgets import (
    QApplication,
    QCheckBox,
    QComboBox,
    QDialog,
    QLabel,
    QLineEdit,
    QListWidget,
    QPushButton,
)
from pytestqt.qtbot import QtBot
from tests.keys import press, type_text
from tests.services.conftest import facts
from tests.services.implementation import add_items

from rapporteur.services import sessions
from rapporteur.services.workspace import Workspace
from rapporteur.ui.bridge import FileBridge
from rapporteur.ui.dialogs.exporting.actions import ActionsExport
from rapporteur.ui.dialogs.exporting.agenda import AgendaExport
from rapporteur.ui.dialogs.exporting.attendance import AttendanceExport
from rapporteur.ui.settings import Settings
from rapporteur.ui.window import MainWindow

T = TypeVar("T")


@pytest.fixture
def bridge(tmp_path: Path, themed: QApplication) -> Iterator[FileBridge]:
    workspace = Workspace.create(tmp_path / "session.rapporteur")
    with workspace.edit("New session") as db:
        sessions.create_session(db, facts())
    add_items(workspace)
    found = FileBridge(workspace)
    yield found
    found.close()


def shown(qtbot: QtBot, dialog: QDialog) -> QDialog:
    qtbot.addWidget(dialog)
    with qtbot.waitActive(dialog):
        dialog.show()
        dialog.activateWindow()
    return dialog


def part(dialog: QDialog, kind: type[T]) -> T:
    return dialog.findChildren(kind)[0]


def words(dialog: QDialog) -> str:
    return "\n".join(label.text() for label in dialog.findChildren(QLabel) if label.isVisible())


def choose(dialog: QDialog, name: str) -> None:
    entries = part(dialog, QListWidget)
    entries.setFocus()
    (found,) = entries.findItems(name, Qt.MatchFlag.MatchExactly)
    while entries.currentItem() is not found:
        before = entries.currentRow()
        press(Qt.Key.Key_Down if entries.row(found) > before else Qt.Key.Key_Up)


def write(dialog: QDialog, qtbot: QtBot, path: Path) -> None:
    name = part(dialog, QLineEdit)
    name.setFocus()
    name.selectAll()
    type_text(str(path))
    with qtbot.waitSignal(dialog.accepted, timeout=10_000):
        press(Qt.Key.Key_Return)


def test_the_whole_table_is_written_in_both_languages(
    bridge: FileBridge, qtbot: QtBot, tmp_path: Path
) -> None:
    said = QSignalSpy(bridge.said)
    settings = Settings(tmp_path / "s.ini")
    dialog = shown(qtbot, ActionsExport(bridge, settings))
    assert "4 action items" in words(dialog)
    language = next(b for b in dialog.findChildren(QComboBox) if b.isVisible())
    language.setFocus()
    press(Qt.Key.Key_End)
    assert language.currentText() == "English + Russian"
    write(dialog, qtbot, tmp_path / "table")
    page = openpyxl.load_workbook(tmp_path / "table.xlsx").worksheets[0]
    cells = [cell.value for row in page.iter_rows() for cell in row]
    assert "Action /\nПоручение" in cells
    assert said.at(0)[0].file == tmp_path / "table.xlsx"
    again = shown(qtbot, ActionsExport(bridge, settings))
    language = next(b for b in again.findChildren(QComboBox) if b.isVisible())
    assert language.currentText() == "English + Russian", "the choice is remembered"


def test_each_body_gets_a_file_in_a_folder_named_by_the_user(
    bridge: FileBridge, qtbot: QtBot, tmp_path: Path
) -> None:
    dialog = shown(qtbot, ActionsExport(bridge, Settings(tmp_path / "s.ini")))
    choose(dialog, "One file for each body")
    assert "goes to nobody" in words(dialog)
    folder = tmp_path / "папка"
    write(dialog, qtbot, folder)
    assert len(list(folder.iterdir())) == 3
    again = shown(qtbot, ActionsExport(bridge, Settings(tmp_path / "s.ini")))
    choose(again, "One file for each body")
    name = part(again, QLineEdit)
    name.selectAll()
    name.setFocus()
    type_text(str(folder))
    assert "3 files" in words(again), "what will be replaced is said before"


def test_one_body_alone_and_what_it_has_closed_as_well(
    bridge: FileBridge, qtbot: QtBot, tmp_path: Path
) -> None:
    dialog = shown(qtbot, ActionsExport(bridge, Settings(tmp_path / "s.ini")))
    choose(dialog, "ЦАГИ")
    closed = part(dialog, QCheckBox)
    assert not closed.isChecked()
    closed.setFocus()
    press(Qt.Key.Key_Space)
    assert "2 action items" in words(dialog)
    write(dialog, qtbot, tmp_path / "tsagi.xlsx")
    assert (tmp_path / "tsagi.xlsx").exists()


def test_the_run_sheet_gets_a_name_of_its_own_and_attendance_may_be_empty(
    open_window: MainWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    bridge, settings = open_window.page.bridge, open_window.settings
    dialog = shown(qtbot, AgendaExport(bridge, settings))
    assert "Nothing internal" in words(dialog)
    name = part(dialog, QLineEdit)
    assert "INTERNAL" not in name.text()
    choose(dialog, "Run sheet (internal)")
    assert "INTERNAL" in name.text()
    write(dialog, qtbot, tmp_path / "run.xlsx")
    assert "INTERNAL" in openpyxl.load_workbook(tmp_path / "run.xlsx").sheetnames[0]

    dialog = shown(qtbot, AttendanceExport(bridge, settings))
    choose(dialog, "Afternoon sitting")
    empty = part(dialog, QCheckBox)
    empty.setFocus()
    press(Qt.Key.Key_Space)
    write(dialog, qtbot, tmp_path / "roll.xlsx")
    assert openpyxl.load_workbook(tmp_path / "roll.xlsx").sheetnames == ["Afternoon sitting"]


def test_an_empty_session_says_that_there_is_nothing(
    themed: QApplication, qtbot: QtBot, tmp_path: Path
) -> None:
    workspace = Workspace.create(tmp_path / "empty.rapporteur")
    with workspace.edit("New session") as db:
        sessions.create_session(db, facts())
    bridge = FileBridge(workspace)
    dialog = shown(qtbot, ActionsExport(bridge, Settings(tmp_path / "s.ini")))
    assert "no action item" in words(dialog)
    empty = [dialog, *(shown(qtbot, make(bridge, Settings(tmp_path / "s.ini")))
                       for make in (AgendaExport, AttendanceExport))]  # fmt: skip
    for one in empty:
        button = next(b for b in one.findChildren(QPushButton) if b.text() == "&Write")
        assert not button.isEnabled()
    bridge.close()
