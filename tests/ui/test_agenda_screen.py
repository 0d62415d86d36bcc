"""The agenda screen: which row is chosen after a removal and its undo, and what is in sight."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from rapporteur.services.meeting import entries
from rapporteur.ui.models.agenda_table import STATE, TITLE
from rapporteur.ui.screens.agenda.screen import AgendaScreen
from rapporteur.ui.theme import GRID
from rapporteur.ui.window import MainWindow

NOW = datetime(2025, 8, 6, 6, 0, tzinfo=UTC)


@pytest.fixture
def screen(open_window: MainWindow, qtbot: QtBot) -> AgendaScreen:
    page = open_window.page
    assert page is not None
    page.show_screen("agenda")
    found = page.current
    assert isinstance(found, AgendaScreen)
    found.take_focus()
    qtbot.wait(10)
    return found


def titles(screen: AgendaScreen) -> list[str]:
    rows = range(screen.model.rowCount())
    return [str(screen.model.index(row, TITLE).data()).split("\n")[0] for row in rows]


def headings(screen: AgendaScreen) -> list[int]:
    """The rows of the sittings' headings."""
    return [screen.model.row_of_sitting(plan.sitting.id) for plan in screen._agenda.plans]


def choose(screen: AgendaScreen, title: str) -> None:
    screen.table.choose_row(titles(screen).index(title))


def chosen(screen: AgendaScreen) -> str:
    """The title of the one selected row, which is the current one and stands in the form."""
    row = screen.table.currentIndex().row()
    assert [one.row() for one in screen.table.selectionModel().selectedRows()] == [row]
    title = titles(screen)[row]
    if screen.form.currentIndex() == 1:
        assert screen.form.item.rows["title_en"].editor.value == title
    return title


def delete(screen: AgendaScreen) -> None:
    QTest.keyClick(screen.table, Qt.Key.Key_Delete)


def test_the_row_in_the_place_of_a_removed_one_is_chosen_and_undo_chooses_the_old_one(
    screen: AgendaScreen,
) -> None:
    choose(screen, "Other matters")
    delete(screen)
    assert "Other matters" not in titles(screen)
    assert chosen(screen) == "Date and place of the 12th Session"
    screen.bridge.undo()
    assert chosen(screen) == "Other matters"
    screen.bridge.redo()
    assert chosen(screen) == "Date and place of the 12th Session"


def test_behind_the_last_item_of_a_sitting_the_one_above_is_chosen(screen: AgendaScreen) -> None:
    """Not the heading: a second Del would take the next sitting away."""
    choose(screen, "Closing remarks")
    delete(screen)
    assert chosen(screen) == "Adoption and signing of the Protocol"
    choose(screen, "Technical textiles")  # the last of all, below the parking lot
    delete(screen)
    assert titles(screen)[-1].startswith("Parking lot")
    assert screen.table.currentIndex().row() == screen.model.rowCount() - 1


def test_an_item_for_which_something_was_noted_stays_and_the_bar_says_why(
    open_window: MainWindow, screen: AgendaScreen
) -> None:
    choose(screen, "Modernisation")
    before = titles(screen)
    item = screen.table.row
    assert item is not None
    assert item.line is not None
    item_id = item.line.id
    values = {"kind": "decision", "text_en": "Agreed."}
    screen.bridge.edit("Note", lambda db: entries.add_record(db, item_id, values, NOW))
    delete(screen)
    assert titles(screen) == before
    assert chosen(screen) == "Modernisation"
    assert "“4.1 Modernisation”" in open_window.messages._text.text()


def test_a_sitting_that_undo_brings_back_is_chosen(screen: AgendaScreen) -> None:
    screen.table.choose_row(headings(screen)[-1])
    old = chosen(screen)
    delete(screen)
    assert old not in titles(screen)
    assert screen.table.currentIndex().row() >= 0
    screen.bridge.undo()
    assert chosen(screen) == old


def test_an_item_the_filter_hides_leaves_the_first_that_is_found(screen: AgendaScreen) -> None:
    choose(screen, "Closing remarks")
    screen.filter.setText("carbon")
    assert chosen(screen) == "Carbon fibre for wind energy"
    screen.filter.clear()
    assert chosen(screen) == "Carbon fibre for wind energy"


def test_with_the_first_item_its_heading_comes_into_sight(
    open_window: MainWindow, screen: AgendaScreen, qtbot: QtBot
) -> None:
    open_window.resize(1100, 500)
    qtbot.wait(10)
    screen.table.choose_row(screen.model.rowCount() - 1)
    assert screen.table.verticalScrollBar().value() > 0
    screen.table.choose_row(1)
    assert screen.table.verticalScrollBar().value() == 0
    for row in headings(screen)[1:]:  # by the keys, from below
        screen.table.choose_row(screen.model.rowCount() - 1)
        screen.table.choose_row(row + 2)
        screen.table.verticalScrollBar().setValue(screen.table.rowViewportPosition(row + 1)
                                                  + screen.table.verticalOffset())  # fmt: skip
        QTest.keyClick(screen.table, Qt.Key.Key_Up)
        assert screen.table.rowViewportPosition(row) >= 0


def test_the_titles_have_the_room_that_remarks_do_not_need(
    open_window: MainWindow, screen: AgendaScreen, qtbot: QtBot
) -> None:
    open_window.resize(1366, 800)
    qtbot.wait(10)
    head = screen.table.horizontalHeader()
    assert head.sectionSize(STATE) <= 15 * GRID
    assert head.sectionSize(TITLE) >= 29 * GRID
    screen.filter.setText("opening")  # no remark is shown now
    assert head.sectionSize(STATE) <= 12 * GRID
    assert head.sectionSize(TITLE) >= 32 * GRID
    screen.filter.clear()
    row = titles(screen).index("Industrial and domestic waste management")
    remark = screen.model.index(row, STATE)
    assert remark.data() == "added after circulation"
    assert screen.table.sizeHintForIndex(remark).width() > head.sectionSize(STATE)
    lines = screen.table.fontMetrics().lineSpacing() * 2
    assert screen.table.rowHeight(row) >= lines + GRID  # so it has two lines
