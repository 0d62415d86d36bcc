"""The corrigendum on screen: passport data are dots there until somebody asks for them."""

from __future__ import annotations

import threading
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from rapporteur.domain.freezing import ListChange
from rapporteur.services import delegates, sessions
from rapporteur.services.lists import corrigenda, freezing
from rapporteur.ui.dialogs.freezing.corrigendum import CorrigendumDialog
from rapporteur.ui.dialogs.freezing.freeze import FreezeDialog
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


def test_long_lists_are_compared_beside_the_window(
    dialog: CorrigendumDialog, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    threads: list[int] = []
    compare = corrigenda.changes_since

    def noted(*of: Any) -> list[ListChange]:
        threads.append(threading.get_ident())
        return compare(*of)

    monkeypatch.setattr("rapporteur.ui.workers.ON_THE_SPOT", 0)
    monkeypatch.setattr(corrigenda, "changes_since", noted)
    before = dialog.model.rowCount()
    choose(dialog, "gate-pass")
    assert dialog.empty.text().startswith("Comparing")
    assert not dialog.export.isEnabled()
    choose(dialog, "public")  # before the first is there: only the last counts
    qtbot.waitUntil(dialog.export.isEnabled)
    assert dialog.model.rowCount() == before
    assert threading.get_ident() not in threads
    choose(dialog, "gate-pass")
    dialog.reject()
    qtbot.wait(50)
    assert dialog.model.rowCount() == 0


def test_a_list_to_be_frozen_is_looked_at_beside_the_window(
    open_window: MainWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("rapporteur.ui.workers.ON_THE_SPOT", 0)
    made = FreezeDialog(open_window.bridge, open_window.settings, open_window)
    qtbot.addWidget(made)
    made.show()
    assert made.state.text() == "Reading the lists…"
    assert not made.freeze.isEnabled()
    qtbot.waitUntil(made.freeze.isEnabled)
    assert "Not frozen yet." in made.state.text()
    made.reject()


def test_a_file_that_will_be_replaced_is_announced(
    dialog: CorrigendumDialog, tmp_path: Path
) -> None:
    (tmp_path / "old.xlsx").write_bytes(b"old")
    said = [label for label in dialog.findChildren(QLabel) if "will be replaced" in label.text()]
    dialog.name.setText(str(tmp_path / "old"))
    assert [label.isVisible() for label in said] == [True]
    dialog.name.setText(str(tmp_path / "new"))
    assert [label.isVisible() for label in said] == [False]
