"""The seating plan at its window: keys, dropping, switches, undo."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from pypdf import PdfReader
from PySide6.QtCore import QEvent, QMimeData, QPointF, Qt
from PySide6.QtGui import QDropEvent
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import (
    QApplication,
    QCheckBox,
    QComboBox,
    QFileDialog,
    QPushButton,
    QSpinBox,
)
from pytestqt.qtbot import QtBot
from tests.keys import press, type_text
from tests.services.conftest import facts

from rapporteur.domain.seating import Chair
from rapporteur.services import delegates, sessions
from rapporteur.services.workspace import OpenMode, Workspace
from rapporteur.ui.bridge import FileBridge
from rapporteur.ui.dialogs.seating.dialog import SeatingDialog
from rapporteur.ui.models.seating_table import PERSON_TYPE
from rapporteur.ui.settings import Settings

CONTROL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def bridge(tmp_path: Path, themed: QApplication) -> Iterator[FileBridge]:
    workspace = Workspace.create(tmp_path / "session.rapporteur")
    with workspace.edit("New session") as db:
        sessions.create_session(db, facts(14, 12))
    found = FileBridge(workspace)
    yield found
    found.close()


@pytest.fixture
def dialog(bridge: FileBridge, settings: Settings, qtbot: QtBot) -> SeatingDialog:
    found = SeatingDialog(bridge, settings)
    qtbot.addWidget(found)
    with qtbot.waitActive(found):
        found.show()
        found.activateWindow()
    button(found, "Make a plan by the rules").click()
    return found


def button(dialog: SeatingDialog, words: str) -> QPushButton:
    return next(
        one for one in dialog.findChildren(QPushButton) if one.text().replace("&", "") == words
    )


def name_on(dialog: SeatingDialog, chair: Chair) -> str:
    return str(dialog.model.index_of(chair).data() or "")


def uuid_of(dialog: SeatingDialog, name: str) -> str:
    assert dialog.plan is not None
    return next(one.uuid for one in dialog.plan.people if one["family_name"] == name)


def test_the_rules_seat_everybody_and_the_cursor_is_on_our_head(dialog: SeatingDialog) -> None:
    assert name_on(dialog, Chair(1, 0, 0)) == "India1"
    assert name_on(dialog, Chair(2, 0, 1)) == "Russia2"
    assert dialog.view.hasFocus()
    assert dialog.view.chosen() == Chair(1, 0, 0)
    assert "Indian Side, seat 1, at the table, in the centre" in (
        dialog.view.accessibleDescription()
    )


def test_models_keep_to_what_qt_asks_of_them(dialog: SeatingDialog) -> None:
    mode = QAbstractItemModelTester.FailureReportingMode.Fatal
    testers = [QAbstractItemModelTester(m, mode) for m in (dialog.model, dialog.people)]
    dialog.free_person(uuid_of(dialog, "India3"))
    button(dialog, "Free all seats").click()
    button(dialog, "Seat everybody by the rules").click()
    assert len(testers) == 2


def test_arrows_choose_and_control_moves(dialog: SeatingDialog, bridge: FileBridge) -> None:
    press(Qt.Key.Key_Right)
    assert dialog.view.chosen() == Chair(1, 0, 1)
    press(Qt.Key.Key_Right, CONTROL)
    assert name_on(dialog, Chair(1, 0, 2)) == "India2"
    assert name_on(dialog, Chair(1, 0, 1)) == "India4"
    assert dialog.view.chosen() == Chair(1, 0, 2), "the cursor goes along"
    press(Qt.Key.Key_Down, CONTROL)
    assert name_on(dialog, Chair(1, 1, 2)) == "India2"
    press(Qt.Key.Key_Up, CONTROL)
    assert name_on(dialog, Chair(1, 0, 2)) == "India2"
    assert bridge.history.undo_label == "seat of India2"


def test_nobody_crosses_the_table_with_keys(dialog: SeatingDialog, bridge: FileBridge) -> None:
    before = bridge.history.undo_label
    press(Qt.Key.Key_Up, CONTROL)
    assert name_on(dialog, Chair(1, 0, 0)) == "India1"
    assert bridge.history.undo_label == before
    press(Qt.Key.Key_Up)
    assert dialog.view.chosen() == Chair(2, 0, 0), "the cursor passes over the table"


def test_del_frees_a_seat_and_enter_fills_it_again(dialog: SeatingDialog) -> None:
    press(Qt.Key.Key_Delete)
    assert name_on(dialog, Chair(1, 0, 0)) == ""
    assert dialog.people.rowCount() == 1
    press(Qt.Key.Key_Return)
    assert dialog.standing.search.hasFocus()
    type_text("dia1")
    press(Qt.Key.Key_Return)
    assert name_on(dialog, Chair(1, 0, 0)) == "India1"
    assert dialog.people.rowCount() == 0
    assert dialog.view.hasFocus()


def test_a_seat_of_the_other_side_is_refused_in_the_window(dialog: SeatingDialog) -> None:
    dialog.view.choose(Chair(2, 0, 0))
    press(Qt.Key.Key_Delete)
    dialog.view.choose(Chair(1, 0, 0))
    dialog.standing.wanted.emit(uuid_of(dialog, "Russia1"))
    assert name_on(dialog, Chair(1, 0, 0)) == "India1"
    assert dialog._bar.isVisible()


def test_undo_and_redo_inside_the_window(dialog: SeatingDialog) -> None:
    press(Qt.Key.Key_Delete)
    press(Qt.Key.Key_Z, CONTROL)
    assert name_on(dialog, Chair(1, 0, 0)) == "India1"
    press(Qt.Key.Key_Z, CONTROL | Qt.KeyboardModifier.ShiftModifier)
    assert name_on(dialog, Chair(1, 0, 0)) == ""


def drop(dialog: SeatingDialog, uuid: str, chair: Chair) -> bool:
    """Drop somebody on a chair, as the mouse does; whether the view took it."""
    data = QMimeData()
    data.setData(PERSON_TYPE, uuid.encode())
    at = QPointF(dialog.view.visualRect(dialog.model.index_of(chair)).center())
    event = QDropEvent(
        at, Qt.DropAction.MoveAction, data, Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier, QEvent.Type.Drop,
    )  # fmt: skip
    allowed = dialog.model.canDropMimeData(
        data, Qt.DropAction.MoveAction, -1, -1, dialog.model.index_of(chair)
    )
    if allowed:
        dialog.view.dropEvent(event)
        QApplication.processEvents()
    return allowed


def test_dropping_on_a_taken_chair_lets_two_change_places(dialog: SeatingDialog) -> None:
    assert drop(dialog, uuid_of(dialog, "India5"), Chair(1, 0, 1))
    assert name_on(dialog, Chair(1, 0, 1)) == "India5"
    assert name_on(dialog, Chair(1, 0, -2)) == "India2"
    assert not drop(dialog, uuid_of(dialog, "India5"), Chair(2, 0, 1))
    assert dialog.model.rowCount() == 5, "the view took nothing away"


def test_dropping_on_the_list_frees_the_seat(dialog: SeatingDialog) -> None:
    data = QMimeData()
    data.setData(PERSON_TYPE, uuid_of(dialog, "India5").encode())
    assert not dialog.people.dropMimeData(
        data, Qt.DropAction.MoveAction, -1, -1, dialog.people.index(-1)
    )
    QApplication.processEvents()
    assert dialog.people.rowCount() == 1


def test_switches_turn_the_plan(dialog: SeatingDialog) -> None:
    at_table, behind = dialog.findChildren(QSpinBox)[:2]
    at_table.setValue(5)
    behind.setValue(2)
    assert (dialog.model.rowCount(), dialog.model.columnCount()) == (7, 5)
    door = next(b for b in dialog.findChildren(QComboBox) if b.findText("Neither side") >= 0)
    row = dialog.model.index_of(Chair(1, 0, 0)).row()
    assert row > dialog.model.table_row, "the side that faces the door is beyond the table"
    door.setCurrentIndex(door.findText("India"))
    assert dialog.model.index_of(Chair(1, 0, 0)).row() < dialog.model.table_row
    assert dialog._far.text() == "Indian Side – facing the door"
    numbered = next(
        t for t in dialog.findChildren(QCheckBox) if "numbered" in t.text().replace("&", "")
    )
    numbered.click()
    assert dialog.model.number_at(dialog.model.index_of(Chair(1, 0, 0))) == ""


def test_a_person_who_withdraws_leaves_the_plan_at_once(
    dialog: SeatingDialog, bridge: FileBridge
) -> None:
    person = bridge.read(delegates.list_delegates)[1]
    bridge.edit("withdraw", lambda db: delegates.withdraw(db, [person.id]))
    assert name_on(dialog, Chair(1, 0, 1)) == ""
    assert dialog.people.rowCount() == 0


def test_plans_are_made_renamed_removed(dialog: SeatingDialog, bridge: FileBridge) -> None:
    button(dialog, "New plan").click()
    assert dialog._plans.currentText() == "Negotiations 2"
    dialog._name.setFocus()
    dialog._name.selectAll()
    type_text("Обед")
    press(Qt.Key.Key_Return)
    assert dialog._plans.currentText() == "Обед"
    assert bridge.history.undo_label == "name of seating plan Negotiations 2"
    button(dialog, "Remove").click()
    assert dialog._plans.count() == 1
    button(dialog, "Remove").click()
    assert dialog.plan is None
    assert button(dialog, "Make a plan by the rules").isVisible()


def test_chairs_grow_and_fit_the_window_again(dialog: SeatingDialog) -> None:
    dialog.resize(1200, 700)
    QApplication.processEvents()
    before = dialog.view.columnWidth(0)
    press(Qt.Key.Key_Plus, CONTROL)
    assert dialog.view.columnWidth(0) > before
    press(Qt.Key.Key_0, CONTROL)
    assert dialog.view.columnWidth(0) == before


def test_the_plan_is_written_as_pdf(
    dialog: SeatingDialog, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    target = tmp_path / "plan.pdf"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(target), ""))
    QTest.mouseClick(button(dialog, "Save as PDF…"), Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: target.exists() and not dialog._paper.busy)
    assert "India1" in PdfReader(target).pages[0].extract_text()


def test_a_file_that_is_only_viewed_can_be_looked_at_and_not_changed(
    bridge: FileBridge, dialog: SeatingDialog, settings: Settings, qtbot: QtBot, tmp_path: Path
) -> None:
    copy = tmp_path / "copy.rapporteur"
    bridge.workspace.save_copy(copy)
    viewed = FileBridge(Workspace.open(copy, OpenMode.VIEW))
    try:
        found = SeatingDialog(viewed, settings)
        qtbot.addWidget(found)
        with qtbot.waitActive(found):
            found.show()
            found.activateWindow()
        found.view.choose(Chair(1, 0, 0))
        found.view.setFocus()
        press(Qt.Key.Key_Delete)
        press(Qt.Key.Key_Right, CONTROL)
        assert name_on(found, Chair(1, 0, 0)) == "India1"
        assert not button(found, "Free all seats").isEnabled()
        assert button(found, "Save as PDF…").isEnabled()
        found.reject()
    finally:
        viewed.close()
