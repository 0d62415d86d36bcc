"""The panels of meeting mode for attendance and speakers, typed into with real keys."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QMainWindow, QVBoxLayout, QWidget
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot
from tests.keys import focused, press, type_text

from rapporteur.domain.meeting import ABSENT, EXCUSED, PRESENT
from rapporteur.domain.roll import SPEAKING, SPOKE, WAITING
from rapporteur.services import attendance, delegates, speakers, stored
from rapporteur.services.workspace import Workspace
from rapporteur.ui.bridge import FileBridge
from rapporteur.ui.meeting.attendance_panel import AttendancePanel
from rapporteur.ui.meeting.speakers_panel import SpeakersPanel

KEY = Qt.Key
ALT = Qt.KeyboardModifier.AltModifier
CTRL = Qt.KeyboardModifier.ControlModifier


class Holder(QMainWindow):
    """A window with a menu whose letters are those of the quick line, too."""

    def __init__(self, panel: QWidget) -> None:
        super().__init__()
        self.opened = 0
        for name in ("&Absent things", "&Edit", "&List"):
            self.menuBar().addMenu(name).aboutToShow.connect(self._count)
        middle = QWidget()
        QVBoxLayout(middle).addWidget(panel)
        self.setCentralWidget(middle)

    def _count(self) -> None:
        self.opened += 1


@pytest.fixture
def bridge(themed: QApplication, sample_path: Path) -> Iterator[FileBridge]:
    found = FileBridge(Workspace.open(sample_path))
    yield found
    found.close()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def shown(qtbot: QtBot, panel: AttendancePanel | SpeakersPanel) -> Holder:
    holder = Holder(panel)
    qtbot.addWidget(holder)
    holder.resize(700, 700)
    holder.show()
    holder.activateWindow()
    qtbot.waitActive(holder)
    panel.focus_input()
    return holder


@pytest.fixture
def panel(bridge: FileBridge, qtbot: QtBot) -> AttendancePanel:
    made = AttendancePanel(bridge)
    made.holder = shown(qtbot, made)
    return made


def state_of(panel: AttendancePanel, name: str) -> str:
    (found,) = [one for one in panel.roll.people if name in one.name]
    return panel.roll.mark_of(found.delegate_id).shown_state


def test_three_letters_in_either_script_and_enter_mark_present(panel: AttendancePanel) -> None:
    for typed, key, modifier, name, state in (
        ("gru", KEY.Key_Return, Qt.KeyboardModifier.NoModifier, "Gruzdev", PRESENT),
        ("щер", KEY.Key_A, ALT, "Shcherbakov", ABSENT),
        ("men", KEY.Key_E, ALT, "Raghav Menon", EXCUSED),
        ("त्रिपाठी", KEY.Key_Enter, Qt.KeyboardModifier.KeypadModifier, "Tripathi", PRESENT),
    ):
        type_text(typed)
        assert name in panel.quick.current.name
        press(key, modifier)
        assert state_of(panel, name) == state
        assert focused() is panel.quick.line
        assert panel.quick.line.text() == ""
        assert name in panel.quick.said.text()
    assert panel.holder.opened == 0, "no menu took the keys of the quick line"
    assert panel.bars.texts[0].endswith("1 of 45 present, 1 excused, 43 not marked")


def test_the_keys_are_the_same_in_the_russian_layout(panel: AttendancePanel) -> None:
    type_text("gru")
    line = panel.quick.line
    for kind in (QEvent.Type.ShortcutOverride, QEvent.Type.KeyPress):
        QCoreApplication.sendEvent(line, QKeyEvent(kind, ord("Ф"), ALT, "ф"))
    assert state_of(panel, "Gruzdev") == ABSENT


def test_arrows_choose_among_the_matches_and_marked_people_come_last(
    panel: AttendancePanel,
) -> None:
    type_text("ale")
    names = [one.name for one in panel.quick.found]
    assert len(names) > 2
    press(KEY.Key_Down)
    assert panel.quick.current.name == names[1]
    press(KEY.Key_Up)
    press(KEY.Key_Up)
    assert panel.quick.current.name == names[-1]
    press(KEY.Key_Return)
    type_text("ale")
    assert panel.quick.current.name != names[-1]


def test_leaving_outside_the_hours_is_refused_and_what_is_typed_stays(
    panel: AttendancePanel, bridge: FileBridge
) -> None:
    said = []
    bridge.said.connect(said.append)
    type_text("gru")
    press(KEY.Key_L, ALT)
    assert "does not take place now" in said[0].text
    assert panel.quick.line.text() == "gru"
    assert state_of(panel, "Gruzdev") == ""


def test_esc_empties_the_line_and_then_gives_the_cursor_back(
    panel: AttendancePanel, qtbot: QtBot
) -> None:
    type_text("xyzzy")
    assert panel.quick.said.text() == "Nobody on the lists is called so."
    press(KEY.Key_Return)
    press(KEY.Key_Escape)
    assert panel.quick.line.text() == ""
    with qtbot.waitSignal(panel.done, timeout=500):
        press(KEY.Key_Escape)


def test_each_mark_of_a_burst_is_undone_by_itself(
    panel: AttendancePanel, bridge: FileBridge
) -> None:
    for typed in ("gru", "men"):
        type_text(typed)
        press(KEY.Key_Return)
    assert bridge.history.undo_label == "Raghav Menon: present"
    bridge.undo()
    assert (state_of(panel, "Raghav Menon"), state_of(panel, "Gruzdev")) == ("", PRESENT)
    bridge.undo()
    assert state_of(panel, "Gruzdev") == ""
    assert panel.bars.texts[1].startswith("Russia: 0 of 35 present")


def test_a_hidden_panel_reads_nothing_and_catches_up(
    panel: AttendancePanel, bridge: FileBridge
) -> None:
    sitting = panel.roll.sitting.id
    ids = [one.delegate_id for one in panel.roll.people[:2]]
    panel.hide()
    bridge.edit("Mark", lambda db: attendance.mark(db, sitting, ids[:1], PRESENT))
    bridge.edit("Withdraw", lambda db: delegates.withdraw(db, ids[1:]))
    assert panel.roll.mark_of(ids[0]).state == ""
    panel.show()
    assert panel.roll.mark_of(ids[0]).state == PRESENT
    assert panel.roll.person(ids[1]) is None


def test_another_sitting_has_another_roll(panel: AttendancePanel, bridge: FileBridge) -> None:
    first, second = bridge.read(lambda db: stored.read(db, stored.SITTINGS))
    panel.set_sitting(first.id)
    type_text("gru")
    press(KEY.Key_Return)
    panel.set_sitting(second.id)
    assert "Afternoon" in panel.title.text()
    assert state_of(panel, "Gruzdev") == ""


def test_without_a_sitting_one_is_offered(panel: AttendancePanel, bridge: FileBridge) -> None:
    ids = [s.id for s in panel.roll.sittings]
    bridge.edit("Park", lambda db: stored.set_fields(db, stored.AGENDA_ITEMS, {
        i.id: {"sitting_id": None} for i in stored.read(db, stored.AGENDA_ITEMS)}))  # fmt: skip
    bridge.edit("Sittings", lambda db: stored.remove(db, stored.SITTINGS, ids))
    assert panel.make.isVisible()
    assert not panel.quick.isVisible()
    panel.make.click()
    assert panel.quick.isVisible()
    assert panel.title.text() == "Attendance: 1st sitting · 6 Aug 2025"


# Speakers ----------------------------------------------------------------------------


@pytest.fixture
def item(bridge: FileBridge) -> str:
    return bridge.read(lambda db: stored.read(db, stored.AGENDA_ITEMS))[2].uuid


@pytest.fixture
def speakers_panel(bridge: FileBridge, item: str, qtbot: QtBot) -> SpeakersPanel:
    made = SpeakersPanel(bridge)
    made.set_item(item)
    made.holder = shown(qtbot, made)
    return made


def lines(panel: SpeakersPanel) -> list[tuple[str, str]]:
    return [(one.name.split()[-1], one.state) for one in panel.model.lines]


def ask(*typed: str) -> None:
    for letters in typed:
        type_text(letters)
        press(KEY.Key_Return)


def test_a_list_of_speakers_is_run_from_the_keyboard(
    speakers_panel: SpeakersPanel, bridge: FileBridge, qtmodeltester: ModelTester
) -> None:
    ask("gru", "raghav men")
    type_text("Guest of Honour")
    press(KEY.Key_1, ALT)
    assert lines(speakers_panel) == [
        ("Gruzdev", WAITING), ("Menon", WAITING), ("Honour", WAITING),
    ]  # fmt: skip
    press(KEY.Key_Return)  # nothing typed: the next one speaks
    assert lines(speakers_panel)[0] == ("Gruzdev", SPEAKING)
    press(KEY.Key_Return, CTRL)
    assert lines(speakers_panel) == [
        ("Menon", SPEAKING), ("Honour", WAITING), ("Gruzdev", SPOKE),
    ]  # fmt: skip
    press(KEY.Key_Return, CTRL | Qt.KeyboardModifier.ShiftModifier)
    assert ("Menon", SPOKE) in lines(speakers_panel)
    assert speakers_panel.counts.text() == "India: spoke 1×, 0 min · Russia: spoke 1×, 0 min"
    assert bridge.history.undo_label == "Shri Raghav Menon has spoken"
    bridge.undo()
    assert lines(speakers_panel)[0] == ("Menon", SPEAKING)
    qtmodeltester.check(speakers_panel.model)


def test_the_order_is_changed_with_alt_and_arrows(speakers_panel: SpeakersPanel) -> None:
    ask("gru", "raghav men", "tripathi")
    speakers_panel.table.setFocus()
    speakers_panel.table.selectRow(2)
    press(KEY.Key_Up, ALT)
    assert [name for name, _ in lines(speakers_panel)] == ["Gruzdev", "Tripathi", "Menon"]
    press(KEY.Key_Return)
    assert lines(speakers_panel)[0] == ("Tripathi", SPEAKING)
    press(KEY.Key_Delete)
    assert [name for name, _ in lines(speakers_panel)] == ["Gruzdev", "Menon"]
    press(KEY.Key_Escape)
    assert focused() is speakers_panel.quick.line


def test_the_sides_take_turns_by_a_switch(speakers_panel: SpeakersPanel) -> None:
    ask("raghav men", "tripathi", "gru")
    speakers_panel.in_turn.click()
    assert [name for name, _ in lines(speakers_panel)] == ["Menon", "Gruzdev", "Tripathi"]
    for _ in range(2):
        speakers_panel.give_floor_to_next()
    assert lines(speakers_panel)[0] == ("Gruzdev", SPEAKING)


def test_somebody_who_waits_is_not_listed_twice(
    speakers_panel: SpeakersPanel, bridge: FileBridge
) -> None:
    said = []
    bridge.said.connect(said.append)
    ask("gru", "gru")
    assert len(speakers_panel.model.lines) == 1
    assert "already" in said[0].text
    assert speakers_panel.quick.line.text() == "gru", "what was typed is not lost"


def test_each_item_has_its_own_speakers(
    speakers_panel: SpeakersPanel, bridge: FileBridge, item: str
) -> None:
    ask("gru")
    speakers_panel.set_item("")
    assert not speakers_panel.quick.isEnabled()
    assert speakers_panel.model.lines == []
    speakers_panel.set_item(item)
    assert len(speakers_panel.model.lines) == 1
    assert len(bridge.read(lambda db: speakers.listed(db, item))) == 1
