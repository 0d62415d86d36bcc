"""The journal beside the window: search, filters, details, and the way to the record."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from tests.keys import press, type_text

from rapporteur.domain.delegates import Delegate
from rapporteur.domain.editing import FieldEdit
from rapporteur.services import delegates
from rapporteur.services.journal import PAGE, Told
from rapporteur.ui.dialogs.journal import JournalDialog
from rapporteur.ui.models.journal import ChangesModel
from rapporteur.ui.screens.delegates.table import DelegateTable
from rapporteur.ui.window import MainWindow

_FATAL = QAbstractItemModelTester.FailureReportingMode.Fatal
Control = Qt.KeyboardModifier.ControlModifier


def _edit(window: MainWindow, key: str, value: str) -> Delegate:
    person = window.bridge.read(delegates.list_delegates)[3]
    edits = {key: FieldEdit(person[key], value)}
    window.bridge.edit(f"Edit of {key}", lambda db: delegates.update_delegate(db, person.id, edits))
    return person


@pytest.fixture
def journal(open_window: MainWindow, qtbot: QtBot) -> JournalDialog:
    _edit(open_window, "remarks", "Brings a zebra")
    _edit(open_window, "passport_number", "CANARY123")
    open_window.menus.journal.trigger()
    (dialog,) = open_window.findChildren(JournalDialog)
    with qtbot.waitActive(dialog):
        dialog.activateWindow()
    qtbot.waitUntil(lambda: dialog.changes.rowCount() > 0)
    return dialog


def _labels(dialog: JournalDialog) -> list[str]:
    return [dialog.model.step(row).label for row in range(dialog.model.rowCount())]


def test_the_model_of_changes_keeps_qts_contract(themed: QApplication) -> None:
    model = ChangesModel()
    tester = QAbstractItemModelTester(model, _FATAL)
    model.show_lines([
        Told("delegate", 1, "Gruzdev", "designation", "Designation", "", "Deputy\nMinister"),
        Told("delegate", 1, "Gruzdev", "passport_number", "Passport number", masked=True),
        Told("delegate", 2, "Menon", came=True), Told("delegate", 2, "Menon", went=True),
        Told("column_set", 1, "Visa"),
    ])  # fmt: skip
    texts = [[model.index(row, at).data() for at in range(4)] for row in range(5)]
    assert texts[0] == ["Delegates: Gruzdev", "Designation", "", "Deputy Minister"]
    assert texts[1] == ["Delegates: Gruzdev", "Passport number", "", "changed"]
    assert [row[2:] for row in texts[2:]] == [["", "added"], ["removed", ""], ["", "moved"]]
    model.show_lines([])
    assert tester.model() is model


def test_typing_finds_what_was_changed_and_enter_goes_to_the_record(
    open_window: MainWindow, journal: JournalDialog, qtbot: QtBot
) -> None:
    journal.search.setFocus()
    type_text("zebra")
    qtbot.waitUntil(lambda: _labels(journal) == ["Edit of remarks"])
    qtbot.waitUntil(lambda: journal.changes.index(0, 3).data() == "Brings a zebra")
    journal.table.setFocus()
    press(Qt.Key.Key_Return)
    assert journal.focusWidget() is journal.details
    press(Qt.Key.Key_Return)
    screen = open_window.page.current
    assert screen.key == "delegates"
    person = open_window.bridge.read(delegates.list_delegates)[3]
    assert screen.findChild(DelegateTable).current_id() == person.id


def test_masked_values_show_as_changed(journal: JournalDialog, qtbot: QtBot) -> None:
    texts = [
        str(journal.changes.index(row, at).data())
        for row in range(journal.changes.rowCount())
        for at in range(4)
    ]
    assert "changed" in texts
    assert not any("CANARY" in text for text in texts)
    journal.search.setText("canary")
    qtbot.waitUntil(lambda: journal.model.rowCount() == 0)
    qtbot.waitUntil(lambda: journal.changes.rowCount() == 0)


def test_filters_narrow_and_what_happens_is_followed(
    open_window: MainWindow, journal: JournalDialog, qtbot: QtBot
) -> None:
    area = journal.area.findData("agenda")
    journal.area.setFocus()
    while journal.area.currentIndex() != area:
        press(Qt.Key.Key_Down)
    qtbot.waitUntil(lambda: "Edit of remarks" not in _labels(journal))
    journal.area.setCurrentIndex(0)
    qtbot.waitUntil(lambda: "Edit of remarks" in _labels(journal))
    assert journal.day.count() == 2
    assert journal.who.count() == 2
    journal.day.setCurrentIndex(1)
    _edit(open_window, "diet", "Vegan")
    qtbot.waitUntil(lambda: "Edit of diet" in _labels(journal))
    assert journal.day.currentIndex() == 1


def test_older_steps_come_when_the_end_is_reached(
    open_window: MainWindow, journal: JournalDialog, qtbot: QtBot
) -> None:
    person = open_window.bridge.read(delegates.list_delegates)[0]
    open_window.bridge.blockSignals(True)  # the screens need not follow each of them
    for number in range(PAGE + 10):
        open_window.bridge.edit(
            f"Step {number}",
            lambda db, n=number: delegates.set_field(db, [person.id], "remarks", f"r{n}"),
        )
    open_window.bridge.blockSignals(False)
    journal.load()
    qtbot.waitUntil(lambda: journal.model.rowCount() == PAGE)
    journal.table.setFocus()
    press(Qt.Key.Key_End, Control)
    press(Qt.Key.Key_PageDown)
    qtbot.waitUntil(lambda: journal.model.rowCount() > PAGE)
    assert _labels(journal)[PAGE] == "Step 9"


def test_closing_the_file_closes_the_journal(
    open_window: MainWindow, journal: JournalDialog, qtbot: QtBot
) -> None:
    journal.search.setText("zeb")
    open_window.close_file()
    qtbot.wait(250)
    assert open_window.page is None
