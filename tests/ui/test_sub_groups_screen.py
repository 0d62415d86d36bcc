"""The sub-groups screen at the real window: list, filter, states, texts, topics, comparison."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import (
    QApplication,
    QInputDialog,
    QListView,
    QListWidgetItem,
    QPlainTextEdit,
)
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot
from tests.keys import press, type_text

from rapporteur.domain.subgroups import AGREED_BOTH, RECEIVED, SubGroupUpdate
from rapporteur.domain.wording_diff import Segment, Wording
from rapporteur.services import stored
from rapporteur.services.subgroups import updates
from rapporteur.ui.models.sub_group_list import SubGroupListModel
from rapporteur.ui.screens.subgroups.screen import SubGroupsScreen
from rapporteur.ui.widgets.compared_text import word_format, write_pieces
from rapporteur.ui.window import MainWindow


@pytest.fixture
def screen(open_window: MainWindow) -> SubGroupsScreen:
    assert open_window.page is not None
    open_window.page.show_screen("subgroups")
    found = open_window.page.current
    assert isinstance(found, SubGroupsScreen)
    found.list.setFocus()
    return found


def _update(screen: SubGroupsScreen) -> SubGroupUpdate:
    group = screen.form.group_id
    found = screen.bridge.read(lambda db: updates.this_session(db, group))
    assert found is not None
    return found


def _names(screen: SubGroupsScreen) -> list[str]:
    return [line.group.name() for line in screen.model.lines]


def test_the_list_obeys_qt(
    screen: SubGroupsScreen, qtmodeltester: ModelTester, qtbot: QtBot
) -> None:
    model = SubGroupListModel(lambda line: line.group.name())
    qtmodeltester.check(model)  # type: ignore[no-untyped-call]
    model.show(screen.model.lines)
    model.look_for("mining")
    assert model.rowCount() == 1


def test_the_filter_finds_in_either_script_and_esc_brings_all_back(screen: SubGroupsScreen) -> None:
    screen.focus_filter()
    type_text("удобр")
    assert _names(screen) == ["Fertilisers"]
    assert screen.form.group_id == screen.model.lines[0].group.id
    press(Qt.Key.Key_Escape)
    assert len(_names(screen)) == 4
    type_text("nothing of the kind")
    assert _names(screen) == []
    assert screen._pages.currentWidget() is screen._empty
    press(Qt.Key.Key_Escape)
    assert screen._pages.currentWidget() is screen.form


def test_a_key_sets_the_state_and_an_edit_takes_the_agreement_back(screen: SubGroupsScreen) -> None:
    press(Qt.Key.Key_5, Qt.KeyboardModifier.AltModifier)
    assert _update(screen)["state"] == AGREED_BOTH
    screen.form.go_to("work_en")
    press(Qt.Key.Key_End, Qt.KeyboardModifier.ControlModifier)
    type_text(" One more word.")
    assert screen.form.commit()
    held = _update(screen)
    assert held["state"] == RECEIVED
    assert held["work_en"].endswith("One more word.")
    screen.bridge.undo()
    assert _update(screen)["state"] == AGREED_BOTH


def test_moving_and_removing_by_keys_can_be_undone(screen: SubGroupsScreen) -> None:
    before = _names(screen)
    press(Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    assert _names(screen) == [before[1], before[0], *before[2:]]
    press(Qt.Key.Key_Delete)
    assert before[0] not in _names(screen)
    screen.bridge.undo()
    screen.bridge.undo()
    assert _names(screen) == before


def test_a_topic_is_added_and_ticked(screen: SubGroupsScreen) -> None:
    box = screen.form.topics
    box.new.setFocus()
    type_text("Heat pumps")
    press(Qt.Key.Key_Return)
    (item,) = box.list.findItems("Heat pumps", Qt.MatchFlag.MatchExactly)
    assert isinstance(item, QListWidgetItem)
    item.setCheckState(Qt.CheckState.Checked)
    assert "Heat pumps" in _update(screen)["topics"]


def test_a_member_is_added_by_letters_and_taken_out(screen: SubGroupsScreen) -> None:
    box = screen.form.members
    people = screen.form.members._directory.of("delegate")
    seated = range(box.list.count())
    inside = {box.list.item(row).data(Qt.ItemDataRole.UserRole) for row in seated}
    new = next(entry for entry in people if entry.row_id not in inside)
    before = box.list.count()
    box.added.emit(new.row_id)
    assert box.list.count() == before + 1
    ids = [box.list.item(row).data(Qt.ItemDataRole.UserRole) for row in range(before + 1)]
    box.list.setCurrentRow(ids.index(new.row_id))
    box.list.setFocus()
    press(Qt.Key.Key_Delete)
    assert box.list.count() == before


def test_what_came_is_underlined_and_what_went_is_struck_through(screen: SubGroupsScreen) -> None:
    assert word_format(Wording.ADDED).fontUnderline()
    assert word_format(Wording.REMOVED).fontStrikeOut()
    cursor = QTextCursor(screen.compare.text.document())
    write_pieces(cursor, [Segment(Wording.ADDED, "<img src='x'>")])
    assert "<img" in screen.compare.text.toPlainText()


def test_the_comparison_follows_the_sub_group_and_an_edit(screen: SubGroupsScreen) -> None:
    screen.form.go_to("work_en")
    press(Qt.Key.Key_End, Qt.KeyboardModifier.ControlModifier)
    type_text(" Zebras were counted.")
    press(Qt.Key.Key_W, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier)
    assert screen.compare.isVisible()
    assert "Zebras" in screen.compare.text.toPlainText()
    assert "3" in screen.compare.summary.text()
    screen.list.setCurrentIndex(screen.model.index(1))
    assert "Zebras" not in screen.compare.text.toPlainText()


def test_without_sub_groups_the_screen_says_what_belongs_there(screen: SubGroupsScreen) -> None:
    ids = [line.group.id for line in screen.model.lines]
    screen.bridge.edit("all", lambda db: stored.remove(db, stored.SUB_GROUPS, ids))
    assert isinstance(screen.list, QListView)
    assert screen._pages.currentWidget() is screen._empty
    assert "co-leads" in screen._empty_text.text()
    assert screen._first.isVisible()


def test_another_look_after_the_file_was_closed_asks_it_nothing(
    open_window: MainWindow, screen: SubGroupsScreen, themed: QApplication
) -> None:
    screen._toggle_compare()
    pane = screen.compare
    open_window.close_file()
    QCoreApplication.sendEvent(pane, QEvent(QEvent.Type.PaletteChange))


def test_a_new_sub_group_comes_with_its_key(
    screen: SubGroupsScreen, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(QInputDialog, "getText", lambda *_: (" Aviation ", True))
    press(Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    assert "Aviation" in _names(screen)
    assert screen.model.lines[screen.list.currentIndex().row()].group.name() == "Aviation"


def test_a_long_text_is_shown_whole(screen: SubGroupsScreen, qtbot: QtBot) -> None:
    screen.form.go_to("work_en")
    box = screen.form.rows["sub_group_update", "work_en"].editor.input
    assert isinstance(box, QPlainTextEdit)
    for _ in range(9):
        type_text("many words that go on and on ")
    qtbot.waitUntil(lambda: box.verticalScrollBar().maximum() == 0)
    assert box.verticalScrollBar().maximum() == 0
