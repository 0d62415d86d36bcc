"""A morning with the action items, by keys alone."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QSize, Qt
from PySide6.QtWidgets import QApplication
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot
from tests.keys import press, type_text

from rapporteur.domain.actions import DONE, DROPPED, IN_PROGRESS, OPEN, ActionItem
from rapporteur.services import actions, sessions
from rapporteur.services.facts import sample_facts
from rapporteur.services.workspace import Workspace
from rapporteur.ui.models.action_rows import Grouping, Heading
from rapporteur.ui.screens.actions.screen import ActionsScreen
from rapporteur.ui.settings import Settings
from rapporteur.ui.theme import apply_theme, load_fonts
from rapporteur.ui.window import MainWindow

_CTRL, _ALT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier
_SHIFT = Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def window(qapp: QApplication, tmp_path: Path, qtbot: QtBot) -> Iterator[MainWindow]:
    """The sample session at its action items."""
    path = tmp_path / "session.rapporteur"
    workspace = Workspace.create(path)
    with workspace.edit("New session") as db:
        sessions.create_session(db, sample_facts())
    workspace.close()
    load_fonts()
    apply_theme(qapp, "light")
    shown = MainWindow(Settings(tmp_path / "settings.ini"), size=QSize(1280, 800))
    shown.show()
    shown.activateWindow()
    qtbot.waitActive(shown)
    shown.desk.open(path)
    assert shown.page is not None
    shown.page.show_screen("actions")
    shown.page.current.take_focus()
    qtbot.wait(10)
    yield shown
    shown.close()
    shown.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


@pytest.fixture
def screen(window: MainWindow) -> ActionsScreen:
    assert window.page is not None
    assert isinstance(window.page.current, ActionsScreen)
    return window.page.current


def item(screen: ActionsScreen, number: str) -> ActionItem:
    return next(a for a in screen.bridge.read(actions.actions) if a["number"] == number)


def choose(screen: ActionsScreen, number: str) -> ActionItem:
    found = item(screen, number)
    screen.show_record(found.id)
    return found


def test_a_new_action_gets_its_number_and_a_date_out_of_words(
    window: MainWindow, screen: ActionsScreen
) -> None:
    press(Qt.Key.Key_N, _CTRL)
    type_text("Send the list of balances.")
    press(Qt.Key.Key_Tab)
    made = item(screen, "11/15")
    assert (made["text_en"], made["status"]) == ("Send the list of balances.", OPEN)
    screen.show_record(made.id, "due_words")
    type_text("до конца I квартала 2027 г.")
    press(Qt.Key.Key_Return)
    assert item(screen, "11/15")["due_date"] == "2027-03-31"
    press(Qt.Key.Key_Z, _CTRL)
    assert item(screen, "11/15")["due_date"] == ""
    press(Qt.Key.Key_Z, _CTRL)
    assert "11/15" not in {a["number"] for a in screen.bridge.read(actions.actions)}


def test_progress_with_a_status_is_one_step(window: MainWindow, screen: ActionsScreen) -> None:
    before = choose(screen, "11/03")
    press(Qt.Key.Key_P, _CTRL | _SHIFT)
    type_text("Черновик получен.")
    press(Qt.Key.Key_Return)
    found = screen.bridge.read(actions.all_progress).get(before.id, [])
    assert [e["text"] for e in found] == ["Черновик получен."]
    assert window.bridge is not None
    press(Qt.Key.Key_Escape)
    window.bridge.undo()
    assert not screen.bridge.read(actions.all_progress).get(before.id, [])


def test_a_status_by_key_and_taken_back(window: MainWindow, screen: ActionsScreen) -> None:
    choose(screen, "10/05")
    press(Qt.Key.Key_3, _CTRL | _ALT)
    done = item(screen, "10/05")
    assert done["status"] == DONE
    assert done["closed_on"]
    press(Qt.Key.Key_Z, _CTRL)
    assert item(screen, "10/05")["status"] == OPEN


def test_an_inherited_item_is_never_deleted(window: MainWindow, screen: ActionsScreen) -> None:
    choose(screen, "10/01")
    press(Qt.Key.Key_Delete)
    assert item(screen, "10/01").inherited
    choose(screen, "11/02")
    press(Qt.Key.Key_Delete)
    assert "11/02" not in {a["number"] for a in screen.bridge.read(actions.actions)}
    press(Qt.Key.Key_Z, _CTRL)
    assert item(screen, "11/02")["text_en"].startswith("Carry out")


def test_overdue_alone_in_either_script(window: MainWindow, screen: ActionsScreen) -> None:
    assert "overdue" in screen.summary()
    press(Qt.Key.Key_F, _CTRL)
    type_text("удобрен")
    shown = {screen._model.item(at) for at in range(screen._model.rowCount())}
    assert {a["number"] for a in shown if a} == {"10/11", "10/12", "11/08", "11/09"}
    press(Qt.Key.Key_Escape)
    assert screen._model.rowCount() == screen.count()


@pytest.mark.parametrize("by", list(Grouping))
def test_groups_hold_every_item_once_or_for_each_body(
    screen: ActionsScreen, by: Grouping, qtmodeltester: ModelTester
) -> None:
    screen._bar.choose_grouping(by)
    screen._show_rows()
    model = screen._model
    rows = [model.row(at) for at in range(model.rowCount())]
    numbers = [found["number"] for at in range(model.rowCount()) if (found := model.item(at))]
    assert set(numbers) == {a["number"] for a in screen.bridge.read(actions.actions)}
    assert any(isinstance(row, Heading) for row in rows) == (by is not Grouping.NONE)
    qtmodeltester.check(model)


def test_cards_move_between_the_columns_of_the_board(
    window: MainWindow, screen: ActionsScreen, qtmodeltester: ModelTester
) -> None:
    choose(screen, "11/04")
    press(Qt.Key.Key_A, _CTRL | _SHIFT)
    assert screen._board.isVisible()
    assert screen._board.current_id() == item(screen, "11/04").id
    press(Qt.Key.Key_Right, _ALT)
    assert item(screen, "11/04")["status"] == IN_PROGRESS
    press(Qt.Key.Key_Right, _ALT)
    assert item(screen, "11/04")["status"] == DONE
    press(Qt.Key.Key_Left, _ALT)
    assert item(screen, "11/04")["status"] == IN_PROGRESS
    press(Qt.Key.Key_A, _CTRL | _SHIFT)
    assert screen._table.isVisible()
    press(Qt.Key.Key_Z, _CTRL)
    press(Qt.Key.Key_Z, _CTRL)
    press(Qt.Key.Key_Z, _CTRL)
    assert item(screen, "11/04")["status"] == OPEN


def test_rows_are_two_lines_high_again_when_groups_are_gone(screen: ActionsScreen) -> None:
    table = screen._table
    screen._bar.choose_grouping(Grouping.SUB_GROUP)
    screen._bar.choose_grouping(Grouping.NONE)
    heights = {table.rowHeight(row) for row in range(screen._model.rowCount())}
    assert heights == {table.verticalHeader().defaultSectionSize()}


def test_a_drop_thought_better_of_is_not_kept_in_mind(
    window: MainWindow, screen: ActionsScreen
) -> None:
    before = choose(screen, "10/05")
    press(Qt.Key.Key_Delete)
    press(Qt.Key.Key_Escape)
    screen.show_record(before.id, "closing_remark")
    type_text("Reported orally.")
    press(Qt.Key.Key_Tab)
    assert item(screen, "10/05")["closing_remark"] == "Reported orally."
    assert item(screen, "10/05")["status"] == OPEN


def test_an_inherited_item_is_dropped_with_the_words_of_the_agreement(
    window: MainWindow, screen: ActionsScreen
) -> None:
    choose(screen, "10/05")
    press(Qt.Key.Key_Delete)
    type_text("Both sides agreed to drop it.")
    press(Qt.Key.Key_Tab)
    dropped = item(screen, "10/05")
    assert (dropped["status"], dropped["closing_remark"]) == (
        DROPPED,
        "Both sides agreed to drop it.",
    )
    press(Qt.Key.Key_Z, _CTRL)
    assert item(screen, "10/05")["status"] == OPEN


def test_what_is_begun_on_the_board_survives_a_change_from_elsewhere(
    window: MainWindow, screen: ActionsScreen
) -> None:
    other = choose(screen, "11/04")
    press(Qt.Key.Key_A, _CTRL | _SHIFT)
    press(Qt.Key.Key_N, _CTRL)
    type_text("Half a sent")
    screen.bridge.edit("Elsewhere", lambda db: actions.add_progress(db, other.id, {"text": "x"}))
    assert screen._form.adding
    type_text("ence")
    press(Qt.Key.Key_Tab)
    assert item(screen, "11/15")["text_en"] == "Half a sentence"
    assert screen._form.record is not None
    assert screen._form.record["number"] == "11/15"
    assert item(screen, "11/04")["text_en"] == other["text_en"]


def test_the_words_of_an_empty_screen_are_whole(screen: ActionsScreen) -> None:
    press(Qt.Key.Key_F, _CTRL)
    type_text("nothing is called so")
    empty = screen._empty
    assert empty.isVisible()
    empty.show_state(filtered=False, read_only=False)
    QCoreApplication.processEvents()
    assert empty.text.height() >= empty.text.heightForWidth(empty.text.width())
