"""The corrigendum on screen: passport data are dots there until somebody asks for them."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest
from PySide6.QtTest import QAbstractItemModelTester
from pytestqt.qtbot import QtBot

from rapporteur.services import delegates, sessions
from rapporteur.services.lists import freezing
from rapporteur.ui.dialogs.freezing.corrigendum import CorrigendumDialog
from rapporteur.ui.window import MainWindow

OLD, NEW, OTHER = "P1234567", "P7654321", "P5555555"


@pytest.fixture
def dialog(open_window: MainWindow, qtbot: QtBot) -> CorrigendumDialog:
    """The list of a side was frozen; since then one has another passport, one is new."""
    bridge = open_window.bridge
    side = bridge.read(sessions.sides)[0]
    first = bridge.read(lambda db: delegates.list_delegates(db, side.id))[0].id
    for step in (
        lambda db: delegates.set_field(db, [first], "passport_number", OLD),
        lambda db: freezing.freeze(db, side.id),
        lambda db: delegates.set_field(db, [first], "passport_number", NEW),
        lambda db: delegates.set_field(db, [first], "designation", "Envoy"),
        lambda db: delegates.create_delegate(
            db, side.id, {"family_name": "Sen", "passport_number": OTHER}
        ),
    ):
        bridge.edit("step", step)
    made = CorrigendumDialog(bridge, open_window.settings, 0, open_window)
    qtbot.addWidget(made)
    made.show()
    return made


def texts(dialog: CorrigendumDialog) -> list[list[str]]:
    model = dialog.model
    return [
        [str(model.index(row, column).data()) for column in (3, 5, 6)]
        for row in range(model.rowCount())
    ]


def choose(dialog: CorrigendumDialog, key: str) -> None:
    dialog.columns.setCurrentIndex(dialog.columns.findData(key))


def test_passport_numbers_are_dots_until_asked_for(dialog: CorrigendumDialog) -> None:
    choose(dialog, "gate-pass")
    QAbstractItemModelTester(dialog.model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    assert dialog.private.isVisible()
    cells = {cell for row in texts(dialog) for cell in row}
    assert not cells & {OLD, NEW, OTHER}
    assert ["", "••••", "••••"] in [["", *row[1:]] for row in texts(dialog)]
    assert ["", "", "••••"] in [["", *row[1:]] for row in texts(dialog)]
    assert "Envoy" in cells
    dialog.private.click()
    cells = {cell for row in texts(dialog) for cell in row}
    assert {OLD, NEW, OTHER} <= cells
    choose(dialog, "visa")
    assert {OLD, NEW, OTHER} <= {cell for row in texts(dialog) for cell in row}


def test_sets_without_passports_ask_nothing(dialog: CorrigendumDialog) -> None:
    choose(dialog, "public")
    assert not dialog.private.isVisible()
    assert "Envoy" in {cell for row in texts(dialog) for cell in row}


def test_the_document_holds_what_its_columns_hold(
    dialog: CorrigendumDialog, tmp_path: Path, qtbot: QtBot
) -> None:
    choose(dialog, "gate-pass")
    dialog.name.setText(str(tmp_path / "out.xlsx"))
    dialog.export.click()
    qtbot.waitUntil(lambda: not dialog.busy, timeout=5000)
    sheet = openpyxl.load_workbook(tmp_path / "out.xlsx").active
    assert sheet is not None
    cells = {cell.value for row in sheet.iter_rows() for cell in row}
    assert {OLD, NEW, OTHER} <= cells
    assert "••••" not in cells
