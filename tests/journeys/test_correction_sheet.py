"""A faulty list goes back to its sender from the preview, and comes in once it is put right."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import openpyxl
import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import (
    QApplication,
    QFileDialog,
    QLabel,
    QLineEdit,
    QPushButton,
    QRadioButton,
    QWidget,
)
from pytestqt.qtbot import QtBot

from rapporteur.exchange.incoming.reading import read_book
from rapporteur.exchange.lists.marks import find_mark
from rapporteur.services import delegates, sessions
from rapporteur.services.facts import sample_facts
from rapporteur.services.workspace import Workspace
from rapporteur.ui.bridge import FileBridge
from rapporteur.ui.dialogs.importing.assistant import PREVIEW, ImportAssistant
from rapporteur.ui.settings import Settings
from rapporteur.ui.theme import apply_theme

Opener = Callable[[Path], ImportAssistant]


@pytest.fixture
def bridge(tmp_path: Path, qapp: QApplication) -> Iterator[FileBridge]:
    apply_theme(qapp, "light")
    workspace = Workspace.create(tmp_path / "session.rapporteur")
    with workspace.edit("New session") as db:
        sessions.create_session(db, sample_facts())
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


def press(dialog: ImportAssistant, qtbot: QtBot, letter: Qt.Key) -> None:
    """Press a mnemonic of the assistant and wait until what it started is over."""
    qtbot.waitUntil(lambda: not dialog.busy, timeout=30_000)
    qtbot.keyClick(dialog, letter, Qt.KeyboardModifier.AltModifier)
    qtbot.wait(200)  # a mnemonic presses visibly
    qtbot.waitUntil(lambda: not dialog.busy, timeout=30_000)


def choose_side(dialog: ImportAssistant, qtbot: QtBot, name: str) -> None:
    button = next(b for b in dialog.findChildren(QRadioButton) if b.text() == name)
    button.setFocus()
    qtbot.keyClick(button, Qt.Key.Key_Space)


def shown(widget: QWidget) -> str:
    return "\n".join(label.text() for label in widget.findChildren(QLabel) if label.isVisible())


def corrections_button(dialog: ImportAssistant) -> QPushButton:
    buttons = dialog.preview_page.findChildren(QPushButton)
    return next(b for b in buttons if b.text().startswith("Co&rrection"))


def import_button(dialog: ImportAssistant) -> QPushButton:
    return next(b for b in dialog.findChildren(QPushButton) if b.text().startswith("&Import"))


def save_as(qtbot: QtBot, path: Path) -> None:
    """Answer the dialog for the name of a file, once it is there, as a person would."""

    def look() -> None:
        dialog = QApplication.activeModalWidget()
        if isinstance(dialog, QFileDialog) and dialog.isVisible():
            QTimer.singleShot(300, lambda: answer(dialog))
        else:
            QTimer.singleShot(50, look)

    def answer(dialog: QFileDialog) -> None:
        name = dialog.findChild(QLineEdit)
        assert name is not None
        name.selectAll()
        qtbot.keyClicks(name, str(path))
        qtbot.keyClick(name, Qt.Key.Key_Return)

    QTimer.singleShot(50, look)


def family_names(bridge: FileBridge) -> set[str]:
    return {person["family_name"] for person in bridge.read(delegates.list_delegates)}


def faulty_list(tmp_path: Path) -> Path:
    book = openpyxl.Workbook()
    assert book.active is not None
    for row in (
        ["Name", "Designation", "Organisation", "Sex"],
        ["Anil Bosekar", "Director", "Ministry of Mines", "M"],
        [None, "Adviser", "Ministry of Mines", "F"],
        ["Rekha Nairkar", "Adviser", "Ministry of Mines", "Q"],
    ):
        book.active.append(row)
    path = tmp_path / "Mines.xlsx"
    book.save(path)
    return path


@pytest.mark.parametrize("meanwhile", ["nothing imported", "the rest imported"])
def test_what_is_faulty_goes_back_and_comes_in_corrected(
    opener: Opener, bridge: FileBridge, qtbot: QtBot, tmp_path: Path, meanwhile: str
) -> None:
    before = family_names(bridge)
    dialog = opener(faulty_list(tmp_path))
    choose_side(dialog, qtbot, "India")
    press(dialog, qtbot, Qt.Key.Key_N)
    press(dialog, qtbot, Qt.Key.Key_N)
    assert dialog.step == PREVIEW
    assert corrections_button(dialog).text() == "Co&rrection sheet… (2)"

    out = tmp_path / "to be corrected"
    save_as(qtbot, out)
    press(dialog, qtbot, Qt.Key.Key_R)
    written = out.with_name("to be corrected.xlsx")
    qtbot.waitUntil(lambda: written.name in shown(dialog), timeout=10_000)
    assert "2 cells to be put right" in shown(dialog)
    assert family_names(bridge) == before, "nothing is imported by asking the sender"
    if meanwhile == "the rest imported":
        with qtbot.waitSignal(dialog.accepted, timeout=10_000):
            qtbot.keyClick(import_button(dialog), Qt.Key.Key_Return)
        assert family_names(bridge) - before == {"Bosekar", "Nairkar"}
    else:
        dialog.reject()

    mark = find_mark(read_book(written).sheets[0])
    assert mark is not None
    at = {key: column for column, key in mark.fields.items()}
    book = openpyxl.load_workbook(written)
    sheet = book.worksheets[0]
    sheet.cell(mark.header_row + 1, at["full_name"], "Sunil Raokar")
    sheet.cell(mark.header_row + 2, at["sex"], "F")
    book.save(written)

    again = opener(written)
    press(again, qtbot, Qt.Key.Key_N)
    assert (again.file_page.side(), again.file_page.sent_by()) == ("IN", "Mines")
    press(again, qtbot, Qt.Key.Key_N)
    assert again.step == PREVIEW
    assert not corrections_button(again).isVisible()
    assert "Noticed: 0" in shown(again)
    with qtbot.waitSignal(again.accepted, timeout=10_000):
        press(again, qtbot, Qt.Key.Key_I)
    found = family_names(bridge) - before
    assert found - {"Bosekar"} == {"Raokar", "Nairkar"}
    people = bridge.read(delegates.list_delegates)
    assert [p["sex"] for p in people if p["family_name"] == "Nairkar"] == ["female"]
    assert not any(p.withdrawn for p in people if p["family_name"] in found), "nobody is gone"


def test_a_refusal_is_said_and_the_preview_stays(
    opener: Opener, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    dialog = opener(faulty_list(tmp_path))
    choose_side(dialog, qtbot, "India")
    press(dialog, qtbot, Qt.Key.Key_N)
    press(dialog, qtbot, Qt.Key.Key_N)
    nowhere = str(tmp_path / "not there" / "sheet.xlsx")
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (nowhere, ""))
    press(dialog, qtbot, Qt.Key.Key_R)
    qtbot.waitUntil(lambda: "is not there" in shown(dialog), timeout=10_000)
    assert "Nothing was lost" in shown(dialog)
    assert dialog.step == PREVIEW
    assert corrections_button(dialog).isEnabled()


def test_what_the_user_has_chosen_is_not_overruled_by_a_sheet(
    opener: Opener, bridge: FileBridge, qtbot: QtBot, tmp_path: Path
) -> None:
    from rapporteur.services.importing import imports
    from rapporteur.services.lists import corrections

    path = faulty_list(tmp_path)
    out = tmp_path / "out.xlsx"
    book = read_book(path)
    plan = bridge.read(lambda db: imports.plan(db, book, side="IN", sender="Mines"))
    bridge.read(lambda db: corrections.export_corrections(db, out, plan, book))
    dialog = opener(out)
    choose_side(dialog, qtbot, "Russia")
    press(dialog, qtbot, Qt.Key.Key_B)  # sent by
    qtbot.keyClicks(QApplication.focusWidget(), "Somebody else")
    press(dialog, qtbot, Qt.Key.Key_N)
    assert (dialog.file_page.side(), dialog.file_page.sent_by()) == ("RU", "Somebody else")
    assert {row.side_id for row in dialog.draft.plan.rows} == {bridge.read(sessions.sides)[1].id}
