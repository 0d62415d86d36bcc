"""The preview of an implementation table that came back, with the keyboard."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtTest import QSignalSpy
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot
from tests.keys import press
from tests.services.conftest import facts
from tests.services.implementation import Sheet, add_items, items, plan_of, progress, send_out

from rapporteur.domain.action_sheets import LineState, SheetPlan
from rapporteur.services import sessions, stored
from rapporteur.services.workspace import Workspace
from rapporteur.ui.bridge import FileBridge
from rapporteur.ui.dialogs.implementation.preview import ReturnedTableDialog
from rapporteur.ui.models.returned_table import (
    ACTION,
    NOTE,
    NUMBER,
    STATUS,
    TAKE,
    ReturnedLineModel,
    ReturnedTableModel,
)
from rapporteur.ui.settings import Settings


@pytest.fixture
def bridge(tmp_path: Path, themed: QApplication) -> Iterator[FileBridge]:
    workspace = Workspace.create(tmp_path / "session.rapporteur")
    with workspace.edit("New session") as db:
        sessions.create_session(db, facts())
    add_items(workspace)
    found = FileBridge(workspace)
    yield found
    found.close()


@pytest.fixture
def plan(bridge: FileBridge, tmp_path: Path) -> SheetPlan:
    """One row that changes, one in conflict, one with a cell that nobody can read."""
    work = bridge.workspace
    sheet = Sheet(send_out(work, tmp_path / "table.xlsx"))
    sheet.report("11/01", status="Done", date=date(2025, 8, 1), remark="Report handed over")
    sheet.report("11/02", status="Done")
    sheet.report("11/04", date="some day", remark="Asked again")
    sheet.save()
    with work.edit("Meanwhile") as db:
        row = items(work)["11/02"].id
        stored.set_fields(db, stored.ACTION_ITEMS, {row: {"status": "open"}})
    return plan_of(work, sheet.path)


def shown(qtbot: QtBot, dialog: ReturnedTableDialog) -> ReturnedTableDialog:
    qtbot.addWidget(dialog)
    with qtbot.waitActive(dialog):
        dialog.show()
        dialog.activateWindow()
    return dialog


def texts(dialog: ReturnedTableDialog, column: int) -> list[str]:
    model = dialog.model
    return [model.index(row, column).data() for row in range(model.rowCount())]


def test_the_models_keep_to_the_rules(plan: SheetPlan, qtmodeltester: ModelTester) -> None:
    model = ReturnedTableModel(plan)
    qtmodeltester.check(model)
    model.show_states(frozenset({LineState.CONFLICT}))
    qtmodeltester.check(model)
    changes = ReturnedLineModel()
    changes.show(plan.lines[0])
    qtmodeltester.check(changes)
    assert changes.index(0, 2).data() == "Done"


def test_rows_are_taken_with_the_keyboard_in_one_step_that_undoes(
    bridge: FileBridge, plan: SheetPlan, qtbot: QtBot, tmp_path: Path
) -> None:
    said = QSignalSpy(bridge.said)
    dialog = shown(qtbot, ReturnedTableDialog(bridge, Settings(tmp_path / "s.ini"), plan))
    assert texts(dialog, NUMBER) == ["11/01", "11/02", "11/04"], "what is the same is not shown"
    assert texts(dialog, STATUS) == ["Open → Done", "Open → Done", ""]
    assert "Action items!G" in texts(dialog, NOTE)[2]
    assert "1" in dialog.take.text()
    press(Qt.Key.Key_Down)
    press(Qt.Key.Key_Space)
    assert "2" in dialog.take.text(), "the conflict is decided for the body"
    with qtbot.waitSignal(dialog.accepted):
        press(Qt.Key.Key_Return)
    after = items(bridge.workspace)
    assert [after[n]["status"] for n in ("11/01", "11/02")] == ["done", "done"]
    assert progress(bridge.workspace, "11/04") == []
    assert said.at(0)[0].undo
    bridge.undo()
    assert items(bridge.workspace)["11/01"]["status"] == "open"
    assert progress(bridge.workspace, "11/01") == []


def test_chips_narrow_the_rows_and_the_chosen_one_is_told_in_full(
    bridge: FileBridge, plan: SheetPlan, qtbot: QtBot, tmp_path: Path
) -> None:
    dialog = shown(qtbot, ReturnedTableDialog(bridge, Settings(tmp_path / "s.ini"), plan))
    for state in (LineState.CHANGED, LineState.FAULTY):
        dialog.chips[state].click()
    assert texts(dialog, NUMBER) == ["11/02"]
    words = "\n".join(label.text() for label in dialog.findChildren(QLabel))
    assert "has changed the status since the table was sent" in words
    dialog.leave_all.click()
    dialog.take_all.click()
    assert dialog.model.index(0, TAKE).data(Qt.ItemDataRole.CheckStateRole) is not None
    assert len(dialog.model.accepted) == 2
    QApplication.sendEvent(dialog, QEvent(QEvent.Type.PaletteChange))
    assert texts(dialog, ACTION) == ["Exchange data on carbon fibre"]
