"""The export dialog with the keyboard: what is chosen is written, and private data says so."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from pathlib import Path

import openpyxl
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QSignalSpy
from PySide6.QtWidgets import (
    QApplication,
    QComboBox,
    QLabel,
    QLineEdit,
    QListWidget,
    QProgressBar,
    QPushButton,
)
from pytestqt.qtbot import QtBot
from tests.sample_sessions import sample_session
from tests.ui.bait import Bait, rendered_as_markup

from rapporteur.domain.delegates import WITHDRAWN
from rapporteur.domain.editing import FieldEdit
from rapporteur.domain.errors import UserError
from rapporteur.domain.freezing import FrozenState
from rapporteur.services import delegates, sessions
from rapporteur.services.columns import column_sets
from rapporteur.services.lists import corrigenda, freezing
from rapporteur.ui.bridge import FileBridge, Notice
from rapporteur.ui.dialogs.export_roster import ExportDialog
from rapporteur.ui.settings import Settings
from rapporteur.ui.theme import apply_theme
from rapporteur.ui.widgets.message_bar import MessageBar


@pytest.fixture
def bridge(tmp_path: Path, qapp: QApplication) -> Iterator[FileBridge]:
    apply_theme(qapp, "light")
    workspace = sample_session(tmp_path / "session.rapporteur")
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


def frozen_and_changed(bridge: FileBridge) -> None:
    """The list of the first side is frozen; since then somebody has another post."""
    side = bridge.read(sessions.sides)[0]
    first = bridge.read(lambda db: delegates.list_delegates(db, side.id))[0].id
    bridge.edit("freeze", lambda db: freezing.freeze(db, side.id))
    bridge.edit("post", lambda db: delegates.set_field(db, [first], "designation", "Envoy"))


def test_long_lists_are_read_and_compared_beside_the_window(
    bridge: FileBridge, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    frozen_and_changed(bridge)
    threads: list[int] = []
    compare = corrigenda.states_of

    def noted(records: corrigenda.Frozen) -> list[FrozenState]:
        threads.append(threading.get_ident())
        return compare(records)

    monkeypatch.setattr("rapporteur.ui.workers.ON_THE_SPOT", 0)
    monkeypatch.setattr(corrigenda, "states_of", noted)
    dialog = ExportDialog(bridge, Settings(tmp_path / "settings.ini"))
    qtbot.addWidget(dialog)
    dialog.show()
    assert not button(dialog).isEnabled()
    qtbot.waitUntil(lambda: button(dialog).isEnabled())
    assert len(threads) == 1
    assert threads != [threading.get_ident()]
    people = next(b for b in dialog.findChildren(QComboBox) if b.findText("India only") >= 0)
    people.setCurrentText("India only")
    assert "1 change since" in words(dialog)
    dialog.reject()


def test_a_dialog_closed_while_lists_are_read_is_told_nothing(
    bridge: FileBridge, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("rapporteur.ui.workers.ON_THE_SPOT", 0)
    dialog = ExportDialog(bridge, Settings(tmp_path / "settings.ini"))
    qtbot.addWidget(dialog)
    dialog.show()
    dialog.reject()
    qtbot.wait(50)
    assert not button(dialog).isEnabled()


def test_what_an_undo_takes_back_is_no_longer_counted(
    bridge: FileBridge, tmp_path: Path, qtbot: QtBot
) -> None:
    """Such as one in the editor of the sets, which is opened from here."""
    side = bridge.read(sessions.sides)[0]
    before = bridge.read(delegates.list_delegates)
    staying = sum(person["status"] != WITHDRAWN for person in before)
    bridge.edit("new", lambda db: delegates.create_delegate(db, side.id, {"family_name": "Sen"}))
    dialog = ExportDialog(bridge, Settings(tmp_path / "settings.ini"))
    qtbot.addWidget(dialog)
    assert str(staying + 1) in button(dialog).text()
    bridge.undo()
    assert str(staying) in button(dialog).text()


def test_why_the_lists_could_not_be_read_is_said(
    bridge: FileBridge, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    def busy(_db: object, _people: object) -> None:
        raise UserError("file.busy", "The file is busy.")

    monkeypatch.setattr("rapporteur.ui.workers.ON_THE_SPOT", 0)
    monkeypatch.setattr(corrigenda, "gather", busy)
    dialog = ExportDialog(bridge, Settings(tmp_path / "settings.ini"))
    qtbot.addWidget(dialog)
    dialog.show()
    qtbot.waitUntil(lambda: "The file is busy." in words(dialog))
    assert not button(dialog).isEnabled()
    assert not any(bar.isVisible() for bar in dialog.findChildren(QProgressBar))
    dialog.reject()
