"""Freezing a list, changing it, sending out the corrigendum: by keys, at the real window."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QSize, Qt, QTimer
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QApplication, QComboBox, QDialog, QLabel, QLineEdit, QToolButton
from pytestqt.qtbot import QtBot
from tests.keys import press, type_text

from rapporteur.domain.delegates import Delegate
from rapporteur.services import delegates, sessions
from rapporteur.services.facts import sample_facts
from rapporteur.services.lists import freezing
from rapporteur.services.workspace import OpenMode, Workspace
from rapporteur.ui.dialogs.export_roster import ExportDialog
from rapporteur.ui.dialogs.freezing.corrigendum import CorrigendumDialog
from rapporteur.ui.dialogs.freezing.freeze import FreezeDialog
from rapporteur.ui.screens.delegates.frozen_line import FrozenLine
from rapporteur.ui.screens.delegates.table import DelegateTable
from rapporteur.ui.screens.overview.sides_card import SidesCard
from rapporteur.ui.settings import Settings
from rapporteur.ui.theme import apply_theme, load_fonts
from rapporteur.ui.window import MainWindow

Key = Qt.Key
Control = Qt.KeyboardModifier.ControlModifier
Shift = Qt.KeyboardModifier.ShiftModifier
Alt = Qt.KeyboardModifier.AltModifier
# Whatever the plural file makes of it: "1 changes" becomes "1 change" there.
ONE = re.compile(r"\b1 changes\b")
NOW = re.compile(r"\d{1,2} [A-Z][a-z]{2} \d{4} \d\d:\d\d")
EVENING = datetime(2025, 8, 5, 12, 30, tzinfo=UTC)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    found = tmp_path / "session.rapporteur"
    workspace = Workspace.create(found)
    with workspace.edit("new session") as db:
        sessions.create_session(db, sample_facts())
    workspace.close()
    return found


@pytest.fixture
def frame(qapp: QApplication, tmp_path: Path, qtbot: QtBot) -> Iterator[MainWindow]:
    """The window without a file."""
    load_fonts()
    apply_theme(qapp, "light")
    shown = MainWindow(Settings(tmp_path / "settings.ini"), size=QSize(1366, 800))
    shown.show()
    shown.activateWindow()
    qtbot.waitActive(shown)
    yield shown
    shown.close()
    shown.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


@pytest.fixture
def window(frame: MainWindow, path: Path, qtbot: QtBot) -> MainWindow:
    """The window at the lists of the sample session."""
    frame.desk.open(path)
    frame.page.show_screen("delegates")
    table(frame).setFocus()
    qtbot.waitUntil(lambda: table(frame).hasFocus())
    return frame


def table(window: MainWindow) -> DelegateTable:
    return window.page.current.findChild(DelegateTable)


def chips(window: MainWindow) -> list[str]:
    """The words about frozen lists below the table."""
    line = window.findChild(FrozenLine)
    if line.isHidden():
        return []
    return [
        ONE.sub("1 change", NOW.sub("NOW", button.text()))
        for button in line.findChildren(QToolButton)
        if not button.isHidden()
    ]


def in_dialog(
    kind: type[QDialog], open_it: Callable[[], object], work: Callable[[Any], object]
) -> None:
    """Open a dialog and work in it; a fault in there closes it and is raised here."""
    faults: list[BaseException] = []
    owner = QApplication.activeWindow()

    def enter() -> None:
        dialog = QApplication.activeModalWidget()
        if dialog is None or not dialog.isActiveWindow():
            return  # not there yet
        timer.stop()
        try:
            assert isinstance(dialog, kind), dialog
            work(dialog)
        except BaseException as fault:  # noqa: BLE001 - or the dialog would stay for ever
            faults.append(fault)
            if isinstance(dialog, QDialog):
                dialog.done(0)

    timer = QTimer()
    timer.timeout.connect(enter)
    timer.start(50)
    open_it()
    if faults:
        raise faults[0]
    if owner is not None:  # no window manager is there to do it
        owner.activateWindow()
        QCoreApplication.processEvents()


def freeze(window: MainWindow, remark: str = "") -> None:
    def work(dialog: FreezeDialog) -> None:
        dialog.remark.setFocus()
        type_text(remark)
        press(Key.Key_Return)

    in_dialog(FreezeDialog, lambda: press(Key.Key_F, Control | Shift), work)


def people(window: MainWindow) -> list[Delegate]:
    return window.bridge.read(delegates.list_delegates)


def test_from_the_freeze_to_the_corrigendum_and_back(
    window: MainWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    assert chips(window) == []
    freeze(window, "sent to DPIIT")
    assert chips(window) == ["India frozen NOW · nothing changed since"]
    first = people(window)[0]
    table(window).select([first.id])
    table(window).setFocus()
    press(Key.Key_Delete)
    press(Key.Key_Down)
    press(Key.Key_Down, Alt)  # the second changes places with the third
    qtbot.waitUntil(lambda: chips(window) == ["India frozen NOW · 2 changes since"])
    target = tmp_path / "corrigendum"

    def export(dialog: CorrigendumDialog) -> None:
        assert "sent to DPIIT" in dialog.since.currentText()
        assert dialog.model.rowCount() == 2
        dialog.name.setFocus()
        dialog.name.selectAll()
        type_text(str(target))
        press(Key.Key_Return)

    in_dialog(CorrigendumDialog, lambda: press(Key.Key_G, Control | Shift), export)
    sheet = openpyxl.load_workbook(target.with_suffix(".xlsx"))["India"]
    kinds = [row[1].value for row in sheet.iter_rows(min_row=7)]
    assert kinds == ["Withdrawn", "Moved"]
    for _ in range(2):
        press(Key.Key_Z, Control)
    qtbot.waitUntil(lambda: chips(window) == ["India frozen NOW · nothing changed since"])
    press(Key.Key_Z, Control)
    assert chips(window) == []
    press(Key.Key_Z, Control | Shift)
    assert chips(window) == ["India frozen NOW · nothing changed since"]


def test_rows_that_changed_since_are_marked_with_what_they_said(
    window: MainWindow, qtbot: QtBot
) -> None:
    freeze(window)
    second = people(window)[1]
    window.bridge.edit(
        "designation", lambda db: delegates.set_field(db, [second.id], "designation", "Envoy")
    )
    model = table(window).model()
    row = model.row_of(second.id)
    qtbot.waitUntil(lambda: "as frozen" in model.marker_text(model.index(row, 0)))
    words = model.marker_text(model.index(row, 0))
    assert f": {second['designation']}" in words
    assert "as frozen" not in model.marker_text(model.index(row + 1, 0))
    icon = model.data(
        model.index(row, model.columns.index("checks")), Qt.ItemDataRole.DecorationRole
    )
    assert not icon.isNull()


def test_the_chip_leads_to_the_changes_and_the_next_freeze(
    window: MainWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    freeze(window)
    fourth = people(window)[3].id
    window.bridge.edit("withdraw", lambda db: delegates.withdraw(db, [fourth]))
    qtbot.waitUntil(lambda: chips(window) == ["India frozen NOW · 1 change since"], timeout=2000)

    def export(dialog: CorrigendumDialog) -> None:
        dialog.name.setText(str(tmp_path / "one.xlsx"))
        press(Key.Key_Z, Alt)
        qtbot.waitUntil(dialog.again.isChecked, timeout=2000)
        press(Key.Key_E, Alt)

    window.findChild(FrozenLine).findChild(QToolButton).setFocus(Qt.FocusReason.TabFocusReason)
    in_dialog(CorrigendumDialog, lambda: press(Key.Key_Space), export)
    assert (tmp_path / "one.xlsx").exists()
    assert chips(window) == ["India frozen NOW · nothing changed since"]
    second, first = window.bridge.read(freezing.frozen_lists)
    assert (first.number, second.number, second.remark) == (1, 2, "Corrigendum No. 1")


def test_nothing_to_correct_and_nothing_frozen_are_said(window: MainWindow, qtbot: QtBot) -> None:
    def nothing_frozen(dialog: CorrigendumDialog) -> None:
        assert "No list is frozen yet" in dialog.empty.text()
        assert not dialog.export.isEnabled()
        press(Key.Key_Escape)

    in_dialog(CorrigendumDialog, lambda: press(Key.Key_G, Control | Shift), nothing_frozen)
    freeze(window)

    def nothing_changed(dialog: CorrigendumDialog) -> None:
        QAbstractItemModelTester(dialog.model, dialog)
        assert "Nothing changed" in dialog.empty.text()
        assert not dialog.export.isEnabled()
        press(Key.Key_Escape)

    in_dialog(CorrigendumDialog, lambda: press(Key.Key_G, Control | Shift), nothing_changed)


def test_a_freeze_is_taken_back_in_the_dialog(window: MainWindow, qtbot: QtBot) -> None:
    freeze(window)

    def take_back(dialog: FreezeDialog) -> None:
        assert "nothing changed since" in dialog.state.text()
        press(Key.Key_B, Alt)

    in_dialog(FreezeDialog, lambda: press(Key.Key_F, Control | Shift), take_back)
    qtbot.waitUntil(lambda: chips(window) == [])


def test_an_export_offers_the_frozen_list_first_while_nothing_changed(
    window: MainWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    window.bridge.edit(
        "freeze", lambda db: freezing.freeze(db, sessions.sides(db)[0].id, now=EVENING)
    )
    seen: list[str] = []

    def look(dialog: ExportDialog) -> None:
        both = [label.text() for label in dialog.findChildren(QLabel) if label.isVisible()]
        assert "S&tate" not in both, "only one of the two sides is frozen"
        side = next(b for b in dialog.findChildren(QComboBox) if b.findText("India only") >= 0)
        side.setFocus()
        press(Key.Key_End)
        press(Key.Key_Up)
        state = next(b for b in dialog.findChildren(QComboBox) if b.findText("As it is now") >= 0)
        seen.append(state.currentText())
        name = dialog.findChild(QLineEdit)
        seen.append(Path(name.text()).name)
        name.setFocus()
        name.selectAll()
        type_text(str(tmp_path / "list.xlsx"))
        press(Key.Key_Return)

    in_dialog(ExportDialog, lambda: press(Key.Key_E, Control), look)
    assert seen == [
        "As frozen on 5 Aug 2025 18:00",
        "11th Session - India - Public annex - as of 2025-08-05 18.00.xlsx",
    ]
    sheet = openpyxl.load_workbook(tmp_path / "list.xlsx")["India"]
    assert sheet["A4"].value == "Frozen as of 5 August 2025, 18:00"
    first = people(window)[0].id
    window.bridge.edit("withdraw", lambda db: delegates.withdraw(db, [first]))
    seen.clear()

    def look_again(dialog: ExportDialog) -> None:
        state = next(b for b in dialog.findChildren(QComboBox) if b.findText("As it is now") >= 0)
        seen.append(state.currentText())
        seen.extend(x.text() for x in dialog.findChildren(QLabel) if "since" in x.text())
        press(Key.Key_Escape)

    in_dialog(ExportDialog, lambda: press(Key.Key_E, Control), look_again)
    assert [ONE.sub("1 change", words) for words in seen] == [
        "As it is now",
        "1 change since 5 Aug 2025 18:00",
    ]


def test_the_overview_says_as_of_when_a_list_is_frozen(window: MainWindow, qtbot: QtBot) -> None:
    freeze(window)
    cards = window.page.screens[0].findChildren(SidesCard)
    words = [NOW.sub("NOW", label.text()) for card in cards for label in card.findChildren(QLabel)]
    window.page.show_screen("overview")

    def said() -> bool:
        texts = [x.text() for card in cards for x in card.findChildren(QLabel) if x.isVisible()]
        return "List frozen NOW · nothing changed since" in [NOW.sub("NOW", t) for t in texts]

    qtbot.waitUntil(said, timeout=3000)
    assert "List frozen NOW · nothing changed since" not in words, "told before it was so"


def test_view_only_shows_freezes_and_freezes_nothing(
    frame: MainWindow, path: Path, qtbot: QtBot
) -> None:
    workspace = Workspace.open(path)
    with workspace.edit("freeze") as db:
        freezing.freeze(db, sessions.sides(db)[0].id)
    with workspace.edit("withdraw") as db:
        delegates.withdraw(db, [delegates.list_delegates(db)[0].id])
    workspace.close()
    frame.show_workspace(Workspace.open(path, OpenMode.VIEW))
    frame.page.show_screen("delegates")
    qtbot.waitUntil(lambda: chips(frame) == ["India frozen NOW · 1 change since"])
    actions = {offer.action.text(): offer.action for offer in frame.page.current.offers}
    assert not actions["&Freeze a list…"].isEnabled()

    def look(dialog: CorrigendumDialog) -> None:
        assert dialog.export.isEnabled()
        assert not dialog.again.isEnabled()
        press(Key.Key_Escape)

    in_dialog(CorrigendumDialog, actions["Corri&gendum…"].trigger, look)
