"""The implementation table goes to a body, comes back filled in, and is read at the window."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import openpyxl
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QFileDialog, QLineEdit, QListWidget
from tests.asking import while_asked
from tests.keys import focused, press, type_text
from tests.services.implementation import items, progress
from tests.ui.conftest import (  # noqa: F401 - fixtures
    open_window,
    sample_file,
    sample_path,
    settings,
    shipped_fonts,
    themed,
    window,
)

from rapporteur.exchange.outgoing.implementation_table import heading
from rapporteur.ui.dialogs.exporting.actions import ActionsExport
from rapporteur.ui.dialogs.exporting.offers import export_actions, read_table
from rapporteur.ui.dialogs.implementation.preview import ReturnedTableDialog
from rapporteur.ui.window import MainWindow

BODY = "Ministry of Mines"


def write_for(folder: Path) -> None:
    """In the export dialog: one file for each body, into `folder`."""
    dialog = focused().window()
    entries = dialog.findChild(QListWidget)
    entries.setFocus()
    press(Qt.Key.Key_Home)
    press(Qt.Key.Key_Down)
    assert not dialog.findChild(QCheckBox).isChecked()
    name = dialog.findChild(QLineEdit)
    name.setFocus()
    name.selectAll()
    type_text(str(folder))
    press(Qt.Key.Key_Return)


def filled_in(path: Path) -> list[str]:
    """What the ministry does: reports on its first two items, and sorts; their numbers."""
    book = openpyxl.load_workbook(path)
    page = book.worksheets[0]
    at = {
        key: next(c for row in page.iter_rows() for c in row if c.value == heading(key, ("en",)))
        for key in ("number", "status", "date", "remark")
    }
    top, columns = at["number"].row, {key: cell.column for key, cell in at.items()}
    rows = [row for row in range(top + 1, page.max_row + 1) if page.cell(row, 1).value]
    assert len(rows) >= 2
    first, second = rows[:2]
    page.cell(first, columns["status"]).value = "Done"
    page.cell(first, columns["date"]).value = date(2025, 8, 20)
    page.cell(first, columns["remark"]).value = "Отчёт передан"
    page.cell(second, columns["remark"]).value = "Two deposits sampled"
    numbers = [str(page.cell(row, columns["number"]).value) for row in (first, second)]
    for column in range(1, page.max_column + 1):
        a, b = page.cell(first, column), page.cell(second, column)
        a.value, b.value = b.value, a.value
    book.save(path)
    return numbers


def test_a_ministrys_table_goes_out_and_comes_back(
    open_window: MainWindow,  # noqa: F811 - the fixture
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    screen = open_window.page.current
    folder = tmp_path / "bodies"
    while_asked(ActionsExport, lambda: write_for(folder))
    export_actions(screen)
    (path,) = [found for found in folder.iterdir() if BODY in found.name]
    numbers = filled_in(path)

    work = open_window.page.bridge.workspace
    before = {number: len(progress(work, number)) for number in numbers}
    states = {number: items(work)[number]["status"] for number in numbers}
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(path), ""))
    while_asked(ReturnedTableDialog, lambda: press(Qt.Key.Key_Return))
    read_table(screen)

    assert items(work)[numbers[0]]["status"] == "done"
    assert items(work)[numbers[0]]["closed_on"] == "2025-08-20"
    assert items(work)[numbers[1]]["status"] == states[numbers[1]]
    for number in numbers:
        entries = progress(work, number)
        assert len(entries) == before[number] + 1
        assert BODY in {entry["reported_by"] for entry in entries}

    open_window.page.bridge.undo()
    assert {n: len(progress(work, n)) for n in numbers} == before, "one step took both back"
    assert {n: items(work)[n]["status"] for n in numbers} == states


def test_a_file_that_is_no_table_is_refused_in_the_window(
    open_window: MainWindow,  # noqa: F811 - the fixture
    tmp_path: Path,
) -> None:
    book = openpyxl.Workbook()
    book.active.append(["Name", "Designation"])
    book.save(tmp_path / "list.xlsx")
    heard: list[str] = []
    open_window.page.bridge.said.connect(lambda notice: heard.append(notice.text))
    read_table(open_window.page.current, tmp_path / "list.xlsx")
    assert "is no implementation table" in heard[0]
