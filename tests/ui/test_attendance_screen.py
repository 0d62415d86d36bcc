"""The attendance screen in the real window, with real keys."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot
from tests.keys import focused, press, type_text

from rapporteur.domain.meeting import ABSENT, EXCUSED, PRESENT
from rapporteur.domain.roll import LEFT
from rapporteur.services import delegates, stored
from rapporteur.ui.models.roll_table import COLUMNS
from rapporteur.ui.screens.attendance.screen import AttendanceScreen
from rapporteur.ui.window import MainWindow

KEY = Qt.Key
CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def screen(open_window: MainWindow) -> AttendanceScreen:
    open_window.page.show_screen("attendance")
    found = open_window.page.current
    assert isinstance(found, AttendanceScreen)
    return found


def states(screen: AttendanceScreen, count: int) -> list[str]:
    people = screen.model.people[:count]
    return [screen.roll.mark_of(one.delegate_id).shown_state for one in people]


def test_one_key_each_calls_the_roll_from_top_to_bottom(
    screen: AttendanceScreen, qtmodeltester: ModelTester
) -> None:
    screen.table.setFocus()
    for key in (KEY.Key_P, KEY.Key_A, KEY.Key_E, KEY.Key_Space):
        press(key)
    assert states(screen, 5) == [PRESENT, ABSENT, EXCUSED, PRESENT, ""]
    assert screen.table.currentIndex().row() == 4
    press(KEY.Key_Up)
    press(KEY.Key_Space)
    assert states(screen, 4)[3] == "", "Space takes back what it gave"
    press(KEY.Key_Up)
    press(KEY.Key_Up)
    press(KEY.Key_Delete)
    assert states(screen, 3) == [PRESENT, ABSENT, ""]
    qtmodeltester.check(screen.model)


def test_several_are_marked_in_one_step(screen: AttendanceScreen) -> None:
    screen.table.setFocus()
    for _ in range(3):
        press(KEY.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    press(KEY.Key_E)
    assert states(screen, 5) == [EXCUSED] * 4 + [""]
    press(KEY.Key_Z, CTRL)
    assert states(screen, 5) == [""] * 5


def test_a_letter_in_the_quick_line_marks_nobody(screen: AttendanceScreen) -> None:
    press(KEY.Key_F, CTRL)
    assert focused() is screen.quick.line
    type_text("pale")
    assert screen.roll.marks == {}
    assert screen.quick.line.text() == "pale"


def test_times_are_typed_into_the_table(screen: AttendanceScreen, qtbot: QtBot) -> None:
    said = []
    screen.bridge.said.connect(said.append)
    screen.table.setFocus()
    screen.table.setCurrentIndex(screen.model.index(2, COLUMNS.index("left")))
    press(KEY.Key_F2)
    type_text("soon")
    press(KEY.Key_Return)
    assert said, "a time that cannot be read is refused"
    assert focused().text() == "soon", "and stays to be corrected"
    focused().selectAll()
    type_text("16.20")
    press(KEY.Key_Return)
    qtbot.waitUntil(lambda: states(screen, 3)[2] == LEFT, timeout=1000)
    assert screen.model.index(2, COLUMNS.index("left")).data() == "16:20"


def test_only_those_not_marked_are_shown_and_go_one_by_one(screen: AttendanceScreen) -> None:
    total = screen.model.rowCount()
    screen.bar.unmarked.click()
    screen.bar.sides[1].click()
    assert screen.model.rowCount() == 35
    screen.table.setFocus()
    first, second, third = (one.name for one in screen.model.people[:3])
    press(KEY.Key_P)
    press(KEY.Key_P)
    assert screen.model.people[0].name == third
    assert {first, second}.isdisjoint(one.name for one in screen.model.people)
    screen.roll.all_present(2)
    assert screen.empty.isVisible()
    screen.empty.everybody.click()
    assert screen.model.rowCount() == total
    assert screen.table.isVisible()


def test_the_chosen_sitting_has_a_roll_of_its_own(screen: AttendanceScreen) -> None:
    screen.table.setFocus()
    press(KEY.Key_P)
    screen.bar.sittings.setFocus()
    press(KEY.Key_Up)
    assert screen.roll.sitting.position == 1
    assert screen.roll.marks == {}
    screen.roll.all_present(1)
    screen.bar.sittings.setFocus()
    press(KEY.Key_Down)
    screen.roll.carry()
    assert screen.roll.counts()[0].present == 45


def test_a_withdrawn_delegate_leaves_the_roll_and_the_jump_finds_a_person(
    screen: AttendanceScreen,
) -> None:
    one = screen.model.people[0].delegate_id
    screen.bridge.edit("Withdraw", lambda db: delegates.withdraw(db, [one]))
    assert screen.model.row_of(one) == -1
    screen.bar.sides[1].click()
    wanted = screen.roll.people[3].delegate_id
    screen.show_record(wanted)
    assert screen.model.at(screen.table.currentIndex().row()).delegate_id == wanted


def test_the_empty_states_offer_the_next_step(screen: AttendanceScreen) -> None:
    def no_sittings(db: object) -> None:
        items = stored.read(db, stored.AGENDA_ITEMS)
        stored.set_fields(db, stored.AGENDA_ITEMS, {i.id: {"sitting_id": None} for i in items})
        ids = [sitting.id for sitting in stored.read(db, stored.SITTINGS)]
        stored.remove(db, stored.SITTINGS, ids)

    screen.bridge.edit("No sittings", no_sittings)
    assert screen.empty.sitting.isVisible()
    assert screen.empty.title.text() == "No sitting yet"
    assert not screen.quick.isEnabled()
    screen.empty.sitting.click()
    assert screen.table.isVisible()
    people = [one.delegate_id for one in screen.roll.people]
    screen.bridge.edit("Nobody", lambda db: delegates.withdraw(db, people))
    assert screen.empty.lists.isVisible()
    jumps = []
    screen.jump_wanted.disconnect()
    screen.jump_wanted.connect(lambda *jump: jumps.append(jump))
    screen.empty.lists.click()
    assert jumps == [("import", 0, "")]
