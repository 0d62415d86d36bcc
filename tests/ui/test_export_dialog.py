"""The export dialog with the keyboard: what is chosen is written, and private data says so."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import openpyxl
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QSignalSpy
from PySide6.QtWidgets import QApplication, QComboBox, QLabel, QLineEdit, QListWidget, QPushButton
from pytestqt.qtbot import QtBot
from tests.ui.bait import Bait, rendered_as_markup

from rapporteur.domain.delegates import WITHDRAWN
from rapporteur.domain.editing import FieldEdit
from rapporteur.services import delegates, sessions
from rapporteur.services.columns import column_sets
from rapporteur.services.facts import sample_facts
from rapporteur.services.workspace import Workspace
from rapporteur.ui.bridge import FileBridge, Notice
from rapporteur.ui.dialogs.export_roster import ExportDialog
from rapporteur.ui.settings import Settings
from rapporteur.ui.theme import apply_theme
from rapporteur.ui.widgets.message_bar import MessageBar


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
def dialog(bridge: FileBridge, tmp_path: Path, qtbot: QtBot) -> ExportDialog:
    found = ExportDialog(bridge, Settings(tmp_path / "settings.ini"))
    qtbot.addWidget(found)
    with qtbot.waitActive(found):
        found.show()
        found.activateWindow()
    return found


def words(dialog: ExportDialog) -> str:
    return "\n".join(label.text() for label in dialog.findChildren(QLabel) if label.isVisible())


def button(dialog: ExportDialog) -> QPushButton:
    return next(b for b in dialog.findChildren(QPushButton) if b.isDefault())


def choose(dialog: ExportDialog, qtbot: QtBot, name: str) -> None:
    """Type the first letters of a column set into the list, as one does."""
    sets = dialog.findChild(QListWidget)
    assert sets is not None
    sets.setFocus()
    qtbot.keyClicks(sets, name)
    assert dialog.column_set().name.startswith(name)


def test_private_data_is_named_before_anything_is_written(
    dialog: ExportDialog, qtbot: QtBot
) -> None:
    assert "No private data" in words(dialog)
    choose(dialog, qtbot, "Visa")
    assert "passport and birth, travel and stay" in words(dialog)
    assert "Passport number" in words(dialog)
    qtbot.wait(QApplication.keyboardInputInterval() + 50)
    choose(dialog, qtbot, "Meals")
    assert "diet" in words(dialog)
    assert "passport" not in words(dialog)


def test_a_list_is_written_with_the_keyboard_alone(
    dialog: ExportDialog, bridge: FileBridge, qtbot: QtBot, tmp_path: Path
) -> None:
    said = QSignalSpy(bridge.said)
    target = tmp_path / "air port"
    choose(dialog, qtbot, "Airport")
    people = next(b for b in dialog.findChildren(QComboBox) if b.findText("Russia only") >= 0)
    people.setFocus()
    qtbot.keyClick(people, Qt.Key.Key_End)
    assert people.currentText() == "Russia only"
    name = dialog.findChild(QLineEdit)
    assert name is not None
    assert "Airport" in name.text()
    assert "Russia" in name.text()
    name.selectAll()
    qtbot.keyClicks(name, str(target))
    assert "35" in button(dialog).text()
    with qtbot.waitSignal(dialog.accepted, timeout=10_000):
        qtbot.keyClick(name, Qt.Key.Key_Return)
    written = tmp_path / "air port.xlsx"
    book = openpyxl.load_workbook(written)
    assert book.sheetnames == ["Russia"]
    assert said.count() == 1
    notice = said.at(0)[0]
    assert (notice.file, notice.text) == (written, "35 people written to air port.xlsx")


def test_those_who_have_withdrawn_come_only_when_asked_for(
    dialog: ExportDialog, bridge: FileBridge, qtbot: QtBot
) -> None:
    people = bridge.read(delegates.list_delegates)
    staying = [person for person in people if person["status"] != WITHDRAWN]
    assert len(staying) < len(people)
    assert str(len(staying)) in button(dialog).text()
    qtbot.keyClick(dialog, Qt.Key.Key_W, Qt.KeyboardModifier.AltModifier)
    # A mnemonic presses the box visibly, which takes a tenth of a second.
    qtbot.waitUntil(lambda: str(len(people)) in button(dialog).text(), timeout=5000)


def test_a_refusal_is_shown_in_the_dialog_with_advice(
    dialog: ExportDialog, qtbot: QtBot, tmp_path: Path
) -> None:
    name = dialog.findChild(QLineEdit)
    assert name is not None
    name.setText(str(tmp_path / "not there" / "list.xlsx"))
    qtbot.mouseClick(button(dialog), Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: not dialog.busy, timeout=10_000)
    assert "is not there" in words(dialog)
    assert "Nothing was lost" in words(dialog)
    assert "Choose another folder" in words(dialog)
    assert dialog.isVisible()


def test_a_file_that_will_be_replaced_is_announced(dialog: ExportDialog, tmp_path: Path) -> None:
    old = tmp_path / "list.xlsx"
    old.write_bytes(b"old")
    name = dialog.findChild(QLineEdit)
    assert name is not None
    name.setText(str(old))
    assert "will be replaced" in words(dialog)
    name.setText(str(tmp_path / "other.xlsx"))
    assert "will be replaced" not in words(dialog)


def test_the_last_choices_are_remembered(
    dialog: ExportDialog, bridge: FileBridge, qtbot: QtBot, tmp_path: Path
) -> None:
    choose(dialog, qtbot, "Hotel")
    dialog.resize(720, 500)
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    assert not dialog.isVisible()
    again = ExportDialog(bridge, Settings(tmp_path / "settings.ini"))
    qtbot.addWidget(again)
    assert again.column_set().key == "hotel"
    assert again.size() == dialog.size()


def test_own_sets_are_offered_and_remembered(
    bridge: FileBridge, tmp_path: Path, qtbot: QtBot
) -> None:
    with bridge.workspace.edit("Set") as db:
        made = column_sets.create(db, "Gala dinner", like=column_sets.column_set(db, "meals"))
        column_sets.set_heading(db, made.key, "diet", "en", "What they eat")
    first = ExportDialog(bridge, Settings(tmp_path / "settings.ini"))
    qtbot.addWidget(first)
    first.show()
    choose(first, qtbot, "Gala dinner")
    assert "No. · Name · Organisation · What they eat" in words(first)
    assert "Gala dinner · Catering · Destroy after the session" in words(first)
    assert "Private data in this list: diet" in words(first)
    qtbot.keyClick(first, Qt.Key.Key_Escape)
    again = ExportDialog(bridge, Settings(tmp_path / "settings.ini"))
    qtbot.addWidget(again)
    assert again.column_set().key == "gala-dinner"
    with bridge.workspace.edit("Set") as db:
        column_sets.remove(db, "gala-dinner")
    without = ExportDialog(bridge, Settings(tmp_path / "settings.ini"))
    qtbot.addWidget(without)
    assert without.column_set().key == "public"


def test_markup_in_names_is_shown_as_text(
    bridge: FileBridge, dialog: ExportDialog, tmp_path: Path, qtbot: QtBot
) -> None:
    """Names of sides and bodies and the message after writing; row A7 of the reliability page."""
    bait = Bait(tmp_path)
    dialog.close()
    with bridge.workspace.edit("bait") as db:
        side = sessions.sides(db)[0]
        edit = FieldEdit(side["name_en"], bait.text)
        sessions.update_side(db, side.id, {"name_en": edit})
    baited = ExportDialog(bridge, Settings(tmp_path / "other.ini"))
    qtbot.addWidget(baited)
    baited.show()
    bar = MessageBar()
    qtbot.addWidget(bar)
    bar.show_notice(Notice(bait.text))
    bar.show()
    assert any("<img" in text for text in _texts(baited))
    for widget in (baited, bar):
        assert not bait.seen_in(widget)
        assert rendered_as_markup(widget) == []


def _texts(dialog: ExportDialog) -> list[str]:
    """What the dialog shows: its labels, and the words of its boxes."""
    boxes = [box.itemText(i) for box in dialog.findChildren(QComboBox) for i in range(box.count())]
    return [*boxes, words(dialog)]
