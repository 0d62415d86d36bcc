"""The dialogs about received lists: which there are, one opened, two compared."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import openpyxl
import pytest
from PySide6.QtCore import QItemSelectionModel, Qt
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QCheckBox, QDialog, QFileDialog, QPushButton
from pytestqt.qtbot import QtBot

from rapporteur.domain.comparison import Difference
from rapporteur.domain.delegates import Delegate
from rapporteur.domain.names import full_name
from rapporteur.exchange.incoming.reading import read_book
from rapporteur.services import delegates
from rapporteur.services.importing import imports
from rapporteur.ui.dialogs.received.comparison import ComparisonDialog
from rapporteur.ui.dialogs.received.lists import ReceivedListsDialog
from rapporteur.ui.dialogs.received.sheet import KeptListDialog
from rapporteur.ui.models.comparison import DIFFERS, NAME, WHAT
from rapporteur.ui.screens.delegates.origin import OriginLine
from rapporteur.ui.window import MainWindow

MINES = "Ministry of Mines"
RAO = ("Arvind Rao", "Director", "P1234567")
BOSE = ("Leela Bose", "=1+1", "P2345678")
KHAN = ("Imran Khan", "Engineer", "P3456789")


def take(window: MainWindow, folder: Path, name: str, rows: tuple[tuple[str, ...], ...]) -> Path:
    """Import a list as the next version of the ministry's."""
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["No.", "Name", "Designation", "Passport No."])
    for number, row in enumerate(rows, 1):
        sheet.append([number, *row])
        sheet.cell(number + 1, 3).data_type = "s"
    path = folder / name
    book.save(path)

    def work(db: imports.Db) -> None:
        plan = imports.plan(db, read_book(path), side="IN", sender=MINES, as_version=True)
        imports.commit(db, plan, set(range(len(plan.rows))), path.read_bytes())

    window.bridge.edit(f"Import of {name}", work)
    return path


@pytest.fixture
def lists(open_window: MainWindow, tmp_path: Path, qtbot: QtBot) -> Iterator[ReceivedListsDialog]:
    """The dialog with two lists of one ministry."""
    take(open_window, tmp_path, "first.xlsx", (RAO, BOSE, KHAN))
    take(open_window, tmp_path, "second.xlsx",
         (KHAN, RAO, (BOSE[0], "Adviser", "P9999999"), ("Devika Sen", "Expert", "")))  # fmt: skip
    dialog = ReceivedListsDialog(open_window.bridge, open_window.settings, open_window)
    qtbot.addWidget(dialog)
    with qtbot.waitActive(dialog):
        dialog.show()
        dialog.activateWindow()
    # Enter presses the default button, which is another one while a button has the focus.
    dialog.table.setFocus()
    qtbot.waitUntil(dialog.table.hasFocus)
    yield dialog
    qtbot.waitUntil(lambda: not dialog.busy)


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch, qtbot: QtBot) -> list[QDialog]:
    """The dialogs that were opened on top, without waiting for them."""
    found: list[QDialog] = []

    def show(dialog: QDialog) -> int:
        qtbot.addWidget(dialog)
        dialog.show()
        found.append(dialog)
        return 0

    def show_until_read(dialog: ReceivedListsDialog) -> int:
        found.append(dialog)
        dialog.show()
        qtbot.waitUntil(lambda: not dialog.busy, timeout=10_000)
        return 0

    for kind in (KeptListDialog, ComparisonDialog):
        monkeypatch.setattr(kind, "exec", show)
    monkeypatch.setattr(ReceivedListsDialog, "exec", show_until_read)
    return found


def texts(dialog: ReceivedListsDialog) -> list[list[str]]:
    model = dialog.model
    return [
        [str(model.index(row, column).data()) for column in (0, 1, 3, 4, 5, 6)]
        for row in range(model.rowCount())
    ]


def test_the_newest_list_stands_first_with_what_came_of_it(lists: ReceivedListsDialog) -> None:
    assert texts(lists) == [
        [MINES, "2", "second.xlsx", "India", "4", "2 named first"],
        [MINES, "1", "first.xlsx", "India", "3", "3 named first"],
    ]
    QAbstractItemModelTester(lists.model, QAbstractItemModelTester.FailureReportingMode.Fatal)


def test_without_lists_the_dialog_says_what_to_do(open_window: MainWindow, qtbot: QtBot) -> None:
    dialog = ReceivedListsDialog(open_window.bridge, open_window.settings, open_window)
    qtbot.addWidget(dialog)
    dialog.show()
    assert dialog.isVisible()
    assert not dialog.table.isVisible()
    assert not dialog.open_button.isEnabled()


def test_enter_opens_the_list_as_it_came_with_passports_masked(
    lists: ReceivedListsDialog, opened: list[QDialog], qtbot: QtBot
) -> None:
    lists.table.clearSelection()  # a Ctrl that another test left pressed would add to it
    lists.table.selectRow(1)
    qtbot.keyClick(lists.table, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: len(opened) == 1, timeout=10_000)
    (kept,) = opened
    assert isinstance(kept, KeptListDialog)
    assert kept.model.index(1, 1).data() == "Arvind Rao"
    assert kept.model.index(1, 3).data() == "••••"
    assert kept.model.index(2, 2).data() == "=1+1"
    QAbstractItemModelTester(kept.model, QAbstractItemModelTester.FailureReportingMode.Fatal)


def with_hidden_sheets(folder: Path) -> Path:
    """A list with an old one hidden beside it, a heap of cells, and a letter."""
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "List"
    old, heap, letter = (book.create_sheet(name) for name in ("old", "heap", "letter"))
    old.sheet_state = heap.sheet_state = "hidden"
    for row in (
        ["List No. 4"],
        ["Name", "Designation", "Passport No.", "Fee"],
        ["Arvind Rao", "Director", "P1234567", "room 12"],
        ["Leela Bose", "Adviser", "P2345678", "was P7777777"],
        ["Total", "", "P5555555", 2],
    ):
        sheet.append(row)
    old.append(["Passport No.", "Name", "Date of birth", "Place of birth"])
    for number, name in (("P1111111", "Imran Khan"), ("P2222222", "Suresh Nair")):
        old.append([number, name, "1 February 1970", "Pune"])
    heap.append(["to be typed in", "4711"])
    heap.append([date(1970, 2, 1), "1234 567890", "1 Feb 1970", 33445566, "11 No. 1234567"])
    letter.append(["Dear colleagues, the list is of 5 August."])
    book.save(folder / "hidden.xlsx")
    return folder / "hidden.xlsx"


def test_passports_are_dots_on_every_sheet_and_in_every_line(
    open_window: MainWindow, tmp_path: Path, opened: list[QDialog], qtbot: QtBot
) -> None:
    path = with_hidden_sheets(tmp_path)

    def work(db: imports.Db) -> None:
        imports.commit(db, imports.plan(db, read_book(path), side="IN"), None, path.read_bytes())

    open_window.bridge.edit("Import", work)
    lists = ReceivedListsDialog(open_window.bridge, open_window.settings, open_window)
    qtbot.addWidget(lists)
    lists.open_list()
    qtbot.waitUntil(lambda: len(opened) == 1, timeout=10_000)
    (kept,) = opened
    assert isinstance(kept, KeptListDialog)

    def shown(sheet: str) -> list[list[str]]:
        kept.go_to(sheet, 0)
        model = kept.model
        rows = [
            [model.index(row, column) for column in range(model.columnCount())]
            for row in range(model.rowCount())
        ]
        for index in (index for row in rows for index in row):
            assert index.data(Qt.ItemDataRole.AccessibleTextRole).endswith(f": {index.data()}")
        return [[index.data() for index in row] for row in rows]

    dots = "••••"
    assert shown("List") == [
        ["List No. 4", "", "", ""],
        ["Name", "Designation", "Passport No.", "Fee"],
        ["Arvind Rao", "Director", dots, "room 12"],
        ["Leela Bose", "Adviser", dots, dots],
        ["Total", "", dots, "2"],
    ]
    assert shown("old") == [
        ["Passport No.", "Name", "Date of birth", "Place of birth"],
        [dots, "Imran Khan", dots, dots],
        [dots, "Suresh Nair", dots, dots],
    ]
    assert shown("heap") == [["to be typed in", "4711", "", "", ""], [dots] * 5]
    assert shown("letter") == [["Dear colleagues, the list is of 5 August."]]
    kept.findChild(QCheckBox).click()
    assert shown("old")[1] == ["P1111111", "Imran Khan", "1 February 1970", "Pune"]
    assert shown("heap")[1][1] == "1234 567890"


def test_a_row_that_is_asked_for_is_selected(
    lists: ReceivedListsDialog, opened: list[QDialog], qtbot: QtBot
) -> None:
    lists.show_row(lists.model.list_at(0).id, "Sheet", 3)
    qtbot.waitUntil(lambda: len(opened) == 1, timeout=10_000)
    (kept,) = opened
    assert isinstance(kept, KeptListDialog)
    (row,) = kept.table.selectionModel().selectedRows(1)
    assert row.data() == "Arvind Rao"


def test_the_bytes_are_handed_out_as_they_came(lists: ReceivedListsDialog, tmp_path: Path) -> None:
    lists.table.selectRow(1)
    lists.save_to(tmp_path / "copy.xlsx")
    assert (tmp_path / "copy.xlsx").read_bytes() == (tmp_path / "first.xlsx").read_bytes()
    lists.save_to(tmp_path)  # a folder: refused, and said
    assert (tmp_path / "copy.xlsx").exists()


def compare(lists: ReceivedListsDialog, opened: list[QDialog], qtbot: QtBot) -> ComparisonDialog:
    flags = QItemSelectionModel.SelectionFlag.Select | QItemSelectionModel.SelectionFlag.Rows
    lists.table.selectionModel().select(lists.model.index(1, 0), flags)
    assert lists.compare_button.isEnabled()
    assert not lists.open_button.isEnabled()
    lists.compare_button.click()
    qtbot.waitUntil(lambda: len(opened) == 1, timeout=10_000)
    (found,) = opened
    assert isinstance(found, ComparisonDialog)
    return found


def lines(dialog: ComparisonDialog) -> dict[str, str]:
    model = dialog.model
    return {
        str(model.index(row, NAME).data()): str(model.index(row, WHAT).data())
        for row in range(model.rowCount())
    }


def test_two_lists_are_compared_old_beside_new(
    lists: ReceivedListsDialog, opened: list[QDialog], qtbot: QtBot
) -> None:
    dialog = compare(lists, opened, qtbot)
    assert lines(dialog) == {
        "Imran Khan": "Moved", "Leela Bose": "Doubtful", "Devika Sen": "Added",
    }  # fmt: skip
    qtbot.mouseClick(dialog.chips[Difference.MOVED], Qt.MouseButton.LeftButton)
    assert "Imran Khan" not in lines(dialog)
    QAbstractItemModelTester(dialog.model, QAbstractItemModelTester.FailureReportingMode.Fatal)


def test_the_comparison_goes_out_as_text_with_passports_masked(
    open_window: MainWindow, tmp_path: Path, opened: list[QDialog], qtbot: QtBot
) -> None:
    take(open_window, tmp_path, "a.xlsx", (RAO, ("Leela Bose", "=2+2", "")))
    take(open_window, tmp_path, "b.xlsx", (RAO, BOSE))
    lists = ReceivedListsDialog(open_window.bridge, open_window.settings, open_window)
    qtbot.addWidget(lists)
    dialog = compare(lists, opened, qtbot)
    differs = str(dialog.model.index(0, DIFFERS).data())
    assert "=2+2 → =1+1" in differs
    assert "P2345678" not in differs
    target = tmp_path / "out.xlsx"
    dialog.save_to(target)
    sheet = openpyxl.load_workbook(target).active
    assert sheet is not None
    cells = [cell for row in sheet.iter_rows() for cell in row if cell.value is not None]
    assert not [cell for cell in cells if cell.data_type == "f"]
    values = [str(cell.value) for cell in cells]
    assert {"=2+2", "=1+1", "Changed", "Leela Bose", "••••"} <= set(values)
    assert not [value for value in values if "P2345678" in value]


def named(window: MainWindow, name: str) -> Delegate:
    people = window.bridge.read(delegates.list_delegates)
    return next(person for person in people if full_name(person) == name)


def test_the_form_says_where_a_person_comes_from_and_leads_there(
    open_window: MainWindow, tmp_path: Path, opened: list[QDialog], qtbot: QtBot
) -> None:
    page = open_window.page
    assert page is not None
    page.show_screen("delegates")
    screen = next(one for one in page.screens if one.key == "delegates")
    take(open_window, tmp_path, "first.xlsx", (RAO, BOSE))
    screen.show_record(named(open_window, "Leela Bose").id, "honorific")
    line = open_window.findChild(OriginLine)
    assert line is not None
    assert line.isVisible()
    assert line.link.text().startswith("Row 3 of list 1")
    assert f"row 3 of list 1 from {MINES}, " in line.link.accessibleName().lower().replace(
        MINES.lower(), MINES
    )
    line.link.click()
    _, kept = opened
    assert isinstance(kept, KeptListDialog)
    (row,) = kept.table.selectionModel().selectedRows(1)
    assert row.data() == "Leela Bose"
    take(open_window, tmp_path, "second.xlsx", (BOSE, RAO))
    assert line.link.text().startswith("Row 2 of list 2")
    assert line.link.text().endswith("· 2 lists")
    typed = open_window.bridge.read(delegates.list_delegates)[0]
    screen.show_record(typed.id, "honorific")
    assert not line.isVisible()


def test_a_button_for_each_thing_to_do_has_its_key(lists: ReceivedListsDialog) -> None:
    words = [button.text() for button in lists.findChildren(QPushButton) if button.text()]
    keys = [word[word.index("&") + 1].lower() for word in words if "&" in word]
    assert len(keys) == len(set(keys)) >= 3


def test_a_point_in_the_name_of_a_comparison_begins_no_ending(
    lists: ReceivedListsDialog,
    opened: list[QDialog],
    qtbot: QtBot,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    nobodys = tmp_path / "Compare 06.xlsx"
    nobodys.write_bytes(b"something else")
    name = str(tmp_path / "Compare 06.08")
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (name, ""))
    qtbot.mouseClick(compare(lists, opened, qtbot).export, Qt.MouseButton.LeftButton)
    assert nobodys.read_bytes() == b"something else"
    assert openpyxl.load_workbook(tmp_path / "Compare 06.08.xlsx").active is not None
