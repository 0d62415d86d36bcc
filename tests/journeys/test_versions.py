"""The second version of a ministry's list, with the keyboard: seen, taken in part, taken back."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import openpyxl
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QSignalSpy
from PySide6.QtWidgets import QApplication, QCheckBox, QPushButton, QRadioButton
from pytestqt.qtbot import QtBot
from tests.sample_sessions import sample_session

from rapporteur.domain.delegates import Delegate
from rapporteur.domain.importing import RowState
from rapporteur.domain.names import full_name
from rapporteur.services import delegates
from rapporteur.ui.bridge import FileBridge
from rapporteur.ui.dialogs.importing.assistant import PREVIEW, ImportAssistant
from rapporteur.ui.models.import_rows import NAME, STATE
from rapporteur.ui.settings import Settings
from rapporteur.ui.theme import apply_theme
from rapporteur.ui.widgets.chip import Chip

RAO = ("Arvind Subramaniam", "Director", "+911123456701")
BOSE = ("Leela Bhattacharya", "Adviser", "+911123456702")
KHAN = ("Imran Quraishi", "Engineer", "+911123456703")
NAIR = ("Suresh Pillai", "Scientist", "+911123456704")
DUTT = ("Tara Mirchandani", "Secretary", "+911123456705")
FIRST = (RAO, BOSE, KHAN, NAIR, DUTT)
# Dutt to the front, Bhattacharya with another post, Quraishi gone, Zutshi new.
SECOND = (DUTT, RAO, (BOSE[0], "Commissioner", BOSE[2]), NAIR, ("Omkar Zutshi", "Expert", ""))

Opener = Callable[[Path], ImportAssistant]


@pytest.fixture
def bridge(tmp_path: Path, qapp: QApplication) -> Iterator[FileBridge]:
    apply_theme(qapp, "light")
    workspace = sample_session(tmp_path / "session.rapporteur")
    found = FileBridge(workspace)
    yield found
    found.close()


@pytest.fixture
def opener(bridge: FileBridge, tmp_path: Path, qtbot: QtBot) -> Opener:
    def opened(path: Path) -> ImportAssistant:
        found = ImportAssistant(bridge, Settings(tmp_path / "settings.ini"), path)
        qtbot.addWidget(found)
        with qtbot.waitActive(found):
            found.show()
            found.activateWindow()
        return found

    return opened


def roster(path: Path, rows: tuple[tuple[str, str, str], ...]) -> Path:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["No.", "Name", "Designation", "Mobile"])
    for number, row in enumerate(rows, 1):
        sheet.append([number, *row])
    book.save(path)
    return path


def button(dialog: ImportAssistant, words: str) -> QPushButton:
    """The visible button whose words begin so, mnemonics aside."""
    found = dialog.findChildren(QPushButton)
    return next(
        b for b in found if b.isVisible() and b.text().replace("&", "").startswith(words)
    )  # fmt: skip


def press(dialog: ImportAssistant, qtbot: QtBot, words: str) -> None:
    wanted = button(dialog, words)
    qtbot.waitUntil(wanted.isEnabled, timeout=30_000)
    qtbot.keyClick(wanted, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: not dialog.busy, timeout=30_000)


def to_preview(dialog: ImportAssistant, qtbot: QtBot) -> None:
    press(dialog, qtbot, "Next")
    press(dialog, qtbot, "Next")
    assert dialog.step == PREVIEW


def coming(bridge: FileBridge) -> list[str]:
    """Those of our lists who come, in their order."""
    names = {row[0] for row in (*FIRST, *SECOND)}
    people = bridge.read(delegates.list_delegates)
    return [full_name(p) for p in people if full_name(p) in names and not p.withdrawn]


def named(bridge: FileBridge, name: str) -> Delegate:
    people = bridge.read(delegates.list_delegates)
    return next(person for person in people if full_name(person) == name)


@pytest.fixture
def first(opener: Opener, bridge: FileBridge, tmp_path: Path, qtbot: QtBot) -> list[str]:
    """The first list is in, of India; the names of its people."""
    dialog = opener(roster(tmp_path / "Mines list v1.xlsx", FIRST))
    assert not dialog.file_page.as_version()
    india = next(b for b in dialog.findChildren(QRadioButton) if b.text() == "India")
    india.setFocus()
    qtbot.keyClick(india, Qt.Key.Key_Space)
    to_preview(dialog, qtbot)
    press(dialog, qtbot, "Import 5 people")
    assert coming(bridge) == [row[0] for row in FIRST]
    return coming(bridge)


def lines(dialog: ImportAssistant) -> dict[str, str]:
    """State by name, of the rows shown."""
    model = dialog.preview_page.rows.model()
    return {
        str(model.index(row, NAME).data()): str(model.index(row, STATE).data())
        for row in range(model.rowCount())
    }


def chip(dialog: ImportAssistant, words: str) -> Chip:
    return next(c for c in dialog.findChildren(Chip) if c.text() == words)


def test_the_second_list_shows_what_differs_and_does_it_in_one_step(
    opener: Opener, bridge: FileBridge, first: list[str], tmp_path: Path, qtbot: QtBot
) -> None:
    said = QSignalSpy(bridge.said)
    ids = {person.id for person in bridge.read(delegates.list_delegates)}
    dialog = opener(roster(tmp_path / "Mines list v2.xlsx", SECOND))
    # Who sent it, whose people they are and that there was one before is known.
    assert dialog.file_page.sent_by() == "Mines"
    assert dialog.file_page.side() == "IN"
    assert dialog.file_page.as_version()
    to_preview(dialog, qtbot)
    assert lines(dialog) == {
        "Tara Mirchandani": "Moved · place 4 → 1",
        "Leela Bhattacharya": "Changed",
        "Omkar Zutshi": "Added",
        "Imran Quraishi": "Removed",
    }
    assert chip(dialog, "Added").accessibleName() == "Added 1"
    press(dialog, qtbot, "Accept 4 changes")
    assert coming(bridge) == [row[0] for row in SECOND]
    assert named(bridge, "Imran Quraishi").withdrawn
    assert named(bridge, "Leela Bhattacharya")["designation"] == "Commissioner"
    assert {person.id for person in bridge.read(delegates.list_delegates)} > ids
    notice = said.at(said.count() - 1)[0]
    assert "1 added, 1 changed, 1 moved, 1 withdrawn" in notice.text
    bridge.undo()
    assert coming(bridge) == first
    assert not named(bridge, "Imran Quraishi").withdrawn


def test_a_kind_is_left_out_whole_and_one_of_it_taken_again(
    opener: Opener, bridge: FileBridge, first: list[str], tmp_path: Path, qtbot: QtBot
) -> None:
    shorter = (RAO, BOSE, NAIR, (DUTT[0], "Commissioner", DUTT[2]))
    dialog = opener(roster(tmp_path / "Mines list v2.xlsx", shorter))
    to_preview(dialog, qtbot)
    for kind in ("Changed", "Removed"):
        qtbot.keyClick(chip(dialog, kind), Qt.Key.Key_Space)
        assert kind not in lines(dialog).values()
        qtbot.keyClick(chip(dialog, kind), Qt.Key.Key_Space)
    press(dialog, qtbot, "Leave all shown out (2)")
    assert button(dialog, "Keep the list, change nothing").isEnabled()
    assert not button(dialog, "Leave all shown out").isEnabled()
    qtbot.keyClick(chip(dialog, "Changed"), Qt.Key.Key_Space)
    assert lines(dialog) == {"Imran Quraishi": "Removed"}
    press(dialog, qtbot, "Take all shown (1)")
    press(dialog, qtbot, "Accept 1 change")
    assert named(bridge, "Imran Quraishi").withdrawn
    assert named(bridge, "Tara Mirchandani")["designation"] == "Secretary"


def test_a_list_that_changes_nothing_is_kept_and_said_to_be(
    opener: Opener, bridge: FileBridge, first: list[str], tmp_path: Path, qtbot: QtBot
) -> None:
    said = QSignalSpy(bridge.said)
    again = roster(tmp_path / "Mines list v2.xlsx", FIRST)
    book = openpyxl.load_workbook(again)
    book.active["A1"] = "Sl. No."  # type: ignore[index]  # there is one sheet
    book.save(again)
    dialog = opener(again)
    to_preview(dialog, qtbot)
    assert {row.state for row in dialog.draft.plan.rows} == {RowState.SAME}
    press(dialog, qtbot, "Keep the list, change nothing")
    assert "kept as received, nothing changed" in said.at(said.count() - 1)[0].text
    assert bridge.history.undo_label == "Import of Mines list v2.xlsx"
    assert coming(bridge) == first


def test_without_the_tick_the_list_is_imported_as_any_other(
    opener: Opener, bridge: FileBridge, first: list[str], tmp_path: Path, qtbot: QtBot
) -> None:
    dialog = opener(roster(tmp_path / "Mines list v2.xlsx", SECOND))
    compare = next(
        box for box in dialog.findChildren(QCheckBox) if "last list from Mines" in box.text()
    )  # fmt: skip
    compare.setFocus()
    qtbot.keyClick(compare, Qt.Key.Key_Space)
    assert not dialog.file_page.as_version()
    to_preview(dialog, qtbot)
    assert not dialog.draft.plan.is_version
    assert "Removed" not in lines(dialog).values()
    press(dialog, qtbot, "Import 2 people")
    assert coming(bridge) == [*first, "Omkar Zutshi"]


def test_another_sender_has_nothing_to_compare_with(
    opener: Opener, first: list[str], tmp_path: Path, qtbot: QtBot
) -> None:
    dialog = opener(roster(tmp_path / "Railways.xlsx", SECOND))
    assert dialog.file_page.sent_by() == "Railways"
    assert not dialog.file_page.as_version()
    boxes = [box for box in dialog.findChildren(QCheckBox) if "last list" in box.text()]
    assert not [box for box in boxes if box.isVisible()]
