"""Meeting mode at the real window, with the keyboard."""

from __future__ import annotations

import threading
from datetime import UTC, datetime, timedelta

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from tests.agendas import lay_agenda
from tests.keys import focused, press, type_text

from rapporteur.domain.errors import UserError
from rapporteur.services import attendance, sessions, speakers, stored
from rapporteur.services.meeting import acts, entries, running
from rapporteur.services.meeting.entries import Noted
from rapporteur.services.stored import ACTION_ITEMS, AGENDA_ITEMS, MEETING_RECORDS
from rapporteur.services.workspace import OpenMode, Workspace
from rapporteur.ui.meeting import doing
from rapporteur.ui.meeting.agenda_list import AgendaListModel
from rapporteur.ui.meeting.noted_list import NotedModel
from rapporteur.ui.meeting.window import MeetingWindow
from rapporteur.ui.room.window import RoomWindow, free_screen
from rapporteur.ui.theme import GRID

Key, Mod = Qt.Key, Qt.KeyboardModifier
CTRL, ALT, SHIFT = Mod.ControlModifier, Mod.AltModifier, Mod.ShiftModifier
NINE = datetime(2025, 8, 6, 4, 30, tzinfo=UTC)


class Room:
    """The meeting window, opened by its key, and the questions tests ask."""

    def __init__(self, window, qtbot):
        self.main = window
        self.qtbot = qtbot
        self.window = None

    def enter(self):
        self.qtbot.waitUntil(self.main.isActiveWindow)
        QCoreApplication.processEvents()
        self.main.page.setFocus()
        QTest.keyClick(QApplication.focusWidget() or self.main, Key.Key_F11)
        self.window = self.main.page.meeting.window
        assert isinstance(self.window, MeetingWindow)
        self.qtbot.waitUntil(self.window.isActiveWindow)
        return self

    def settle(self):
        self.qtbot.waitUntil(lambda: not self.window.writer.busy and not self.window.notes.unsaved)
        QCoreApplication.processEvents()

    def read(self, work):
        return self.main.bridge.read(work)

    def items(self):
        return {i.number: i.item for i in self.read(running.run).items}

    def on(self):
        current = self.read(running.run).current
        return current.number if current else ""

    def actions(self):
        return self.read(lambda db: stored.read(db, ACTION_ITEMS))

    def records(self):
        return self.read(lambda db: stored.read(db, MEETING_RECORDS))


@pytest.fixture
def room(open_window, qtbot):
    open_window.bridge.edit("agenda", lay_agenda)
    made = Room(open_window, qtbot).enter()
    yield made
    if made.window is not None and made.main.page is not None:
        made.window.close()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def test_f11_leads_in_and_out(room):
    assert room.window.isFullScreen()
    assert focused() is room.window.notes
    press(Key.Key_F11)
    assert room.main.page.meeting.window is None
    room.enter()
    press(Key.Key_Escape)
    assert room.main.page.meeting.window is None
    room.window = None


def test_it_is_a_window_again_where_it_was_one(room):
    press(Key.Key_F11, SHIFT)
    assert not room.window.isFullScreen()
    press(Key.Key_W, CTRL)
    room.enter()
    assert not room.window.isFullScreen()
    press(Key.Key_F11, SHIFT)
    assert room.window.isFullScreen()


def test_the_agenda_begins_wide_enough_for_most_titles(room):
    press(Key.Key_F11, SHIFT)
    for width in (1100, 1366, 1920):
        room.window.resize(width, 800)
        room.qtbot.wait(10)
        assert room.window._columns.sizes()[0] == 36 * GRID


def test_on_and_back_with_the_cursor_in_the_notes(room):
    press(Key.Key_Down, CTRL)
    press(Key.Key_Down, CTRL)
    press(Key.Key_Down, CTRL)
    room.settle()
    assert room.on() == "3"
    assert room.window.head.number.text() == "3"
    assert room.window.head.second.text() == "О ходе выполнения Протокола 10-го заседания"
    assert room.window.head.next.text() == "Next: 4.1 Modernisation"
    press(Key.Key_Up, CTRL)
    room.settle()
    assert room.on() == "2"
    assert room.main.bridge.history.undo_label == "Go back to the item before"


def test_notes_belong_to_the_item_and_are_saved_as_they_are_typed(room):
    press(Key.Key_Down, CTRL)
    room.settle()
    type_text("Слово взял г-н Petrov")
    room.settle()
    assert room.items()["1"]["notes"] == "Слово взял г-н Petrov"
    type_text(", then")
    press(Key.Key_Down, CTRL)  # at once, nothing of it waits for the quarter of a second
    room.settle()
    assert room.window.notes.toPlainText() == ""
    type_text("second")
    room.settle()
    items = room.items()
    assert (items["1"]["notes"], items["2"]["notes"]) == ("Слово взял г-н Petrov, then", "second")
    assert room.window.footer.state.text().startswith("Saved")


def test_one_spell_of_typing_is_one_step(room):
    press(Key.Key_Down, CTRL)
    room.settle()
    for word in ("one ", "two ", "three"):
        type_text(word)
        room.settle()
    assert room.items()["1"]["notes"] == "one two three"
    room.main.bridge.undo()
    assert room.items()["1"]["notes"] == ""
    QCoreApplication.processEvents()
    assert room.window.notes.toPlainText() == ""


def test_ctrl_z_is_the_editors_while_it_has_something_to_take_back(room):
    press(Key.Key_Down, CTRL)
    room.settle()
    type_text("word")
    press(Key.Key_Z, CTRL)
    assert room.window.notes.toPlainText() == ""
    room.settle()
    assert room.on() == "1"
    press(Key.Key_Down, CTRL)
    room.settle()
    press(Key.Key_Z, CTRL)  # nothing typed here: the step of the file
    room.settle()
    assert room.on() == "1"


def test_an_action_item_is_three_keys_away(room):
    for _ in range(4):
        press(Key.Key_Down, CTRL)
    room.settle()
    press(Key.Key_F3)
    type_text("Send the list")
    press(Key.Key_2, ALT)
    press(Key.Key_Tab)
    type_text("Направить перечень")
    press(Key.Key_Tab)
    report = room.items()["4.1"]
    lead = room.read(lambda db: entries.leads(db, report))[1]
    assert focused().text() == lead.body != ""
    press(Key.Key_Tab)
    type_text("end of Q1 2026")
    press(Key.Key_Return)
    room.settle()
    assert focused() is room.window.notes
    (action,) = room.actions()
    item = room.items()["4.1"]
    assert (action["text_en"], action["text_ru"]) == ("Send the list", "Направить перечень")
    assert (action["agenda_item"], action["sub_group"]) == (item.uuid, item["sub_group"])
    assert (action["body_first"], action["body_second"]) == ("", lead.body)
    assert action["person_second"] == lead.person
    assert action["due_date"] == "2026-03-31"
    assert action["due_words"] == "end of Q1 2026"
    press(Key.Key_F5)  # the side is remembered for what follows
    assert room.window.card.side == 2


def test_paragraph_and_decision(room):
    press(Key.Key_Down, CTRL)
    room.settle()
    press(Key.Key_F4)
    type_text("The Sides noted")
    press(Key.Key_Return, SHIFT)
    type_text("with satisfaction")
    press(Key.Key_Return)
    press(Key.Key_F5)
    type_text("agreed")
    press(Key.Key_1, ALT)
    press(Key.Key_Return)
    room.settle()
    paragraph, decision = room.records()
    assert paragraph["text_en"] == "The Sides noted\nwith satisfaction"
    assert (paragraph["kind"], paragraph["side"]) == ("paragraph", "")
    india = room.read(sessions.sides)[0]
    assert (decision["kind"], decision["side"]) == ("decision", india.uuid)
    assert decision["noted_at"]


def test_an_empty_card_is_not_saved_and_says_so(room):
    press(Key.Key_Down, CTRL)
    room.settle()
    press(Key.Key_F3)
    press(Key.Key_Return)
    assert room.window.card.isVisible()
    assert "no text" in room.window.card._error.text()
    press(Key.Key_Escape)
    assert not room.window.card.isVisible()
    assert room.actions() == []


def test_what_is_put_aside_comes_back(room):
    press(Key.Key_Down, CTRL)
    room.settle()
    press(Key.Key_F3)
    type_text("half a sen")
    press(Key.Key_Escape)
    assert focused() is room.window.notes
    assert "a draft is kept" in room.window._noted_title.text()
    press(Key.Key_W, CTRL)
    room.enter()
    press(Key.Key_F3)
    type_text("tence")
    press(Key.Key_Return)
    room.settle()
    assert [a["text_en"] for a in room.actions()] == ["half a sentence"]
    press(Key.Key_F3)
    assert focused().toPlainText() == ""


def test_a_note_becomes_an_action_in_one_step(room):
    press(Key.Key_Down, CTRL)
    room.settle()
    type_text("said this")
    press(Key.Key_Return)
    type_text("направить список")
    press(Key.Key_Return, CTRL)
    room.settle()
    (action,) = room.actions()
    assert (action["text_en"], action["text_ru"]) == ("", "направить список")
    press(Key.Key_Up)
    press(Key.Key_Home)
    for _ in range(4):
        press(Key.Key_Right, SHIFT)
    press(Key.Key_Return, CTRL)
    room.settle()
    assert room.actions()[1]["text_en"] == "said"
    assert room.window.notes.toPlainText() == "said this\nнаправить список"
    room.main.bridge.undo()
    assert len(room.actions()) == 1


def test_go_to_an_item_by_number_or_letters(room):
    press(Key.Key_G, CTRL)
    type_text("4.2")
    press(Key.Key_Return)
    room.settle()
    assert room.on() == "4.2"
    press(Key.Key_G, CTRL)
    type_text("подпис")
    press(Key.Key_Return)
    room.settle()
    assert room.on() == "9"
    press(Key.Key_G, CTRL)
    type_text("1")
    press(Key.Key_Return)
    room.settle()
    assert room.on() == "1", "not 10"


def test_looking_at_another_item_leaves_the_room_where_it_is(room):
    press(Key.Key_Down, CTRL)
    room.settle()
    press(Key.Key_Down, ALT)
    type_text("for later")
    room.settle()
    assert room.on() == "1"
    assert room.items()["2"]["notes"] == "for later"
    assert "the room is at 1" in room.window._strip.text()
    press(Key.Key_Home, ALT)
    assert room.window.notes.toPlainText() == ""
    press(Key.Key_G, CTRL)
    type_text("ado")
    press(Key.Key_Return, SHIFT)
    assert room.window.notes.toPlainText() == "for later"
    assert room.on() == "1"


def test_an_item_that_nobody_planned(room):
    press(Key.Key_Down, CTRL)
    room.settle()
    press(Key.Key_F8)
    type_text("Visa questions")
    press(Key.Key_Tab)
    type_text("О визах")
    press(Key.Key_Return)
    type_text("said at once")
    room.settle()
    assert room.window.head.title.text() == "Visa questions"
    assert {n: i["notes"] for n, i in room.items().items() if i["notes"]} == {"2": "said at once"}
    assert room.items()["1"]["state"] == "done"
    room.window.undo()  # the notes
    room.window.undo()  # the item
    QCoreApplication.processEvents()
    assert room.on() == "1"
    assert "Visa questions" not in {i["title_en"] for i in room.items().values()}
    type_text("on the first again")
    room.settle()
    assert room.items()["1"]["notes"] == "on the first again"


def test_entries_are_changed_and_removed_with_the_keyboard(room):
    press(Key.Key_Down, CTRL)
    room.settle()
    for text in ("one", "two"):
        press(Key.Key_F5)
        type_text(text)
        press(Key.Key_Return)
    room.settle()
    press(Key.Key_L, CTRL)
    press(Key.Key_Home)
    press(Key.Key_F2)
    type_text(" more")
    press(Key.Key_Return)
    room.settle()
    assert [r["text_en"] for r in room.records()] == ["one more", "two"]
    press(Key.Key_L, CTRL)
    press(Key.Key_End)
    press(Key.Key_Delete)
    room.settle()
    assert [r["text_en"] for r in room.records()] == ["one more"]
    press(Key.Key_Z, CTRL)
    room.settle()
    assert [r["text_en"] for r in room.records()] == ["one more", "two"]


def test_break_and_postpone(room):
    press(Key.Key_Down, CTRL)
    press(Key.Key_P, CTRL)
    room.settle()
    assert "Break" in room.window.head.time.text()
    press(Key.Key_P, CTRL)
    press(Key.Key_Down, CTRL | SHIFT)
    room.settle()
    assert room.items()["1"]["state"] == "postponed"
    assert room.on() == "2"


def test_clock_and_plan(open_window, settings):
    open_window.bridge.edit("agenda", lay_agenda)
    open_window.bridge.edit("on", lambda db: running.go_on(db, NINE))
    now = NINE
    desk = open_window.page.meeting
    shown = MeetingWindow(
        open_window.bridge, settings, desk._unsaved(), open_window, now=lambda: now
    )
    assert shown.head.clock.text() == "10:00:00"
    assert shown.head.zone.text() == "Asia/Kolkata"
    now = NINE + timedelta(minutes=4)
    shown._on_tick()
    assert shown.head.time.text() == "4:00 of 10:00, 6:00 left"
    now = NINE + timedelta(minutes=11, seconds=5)
    shown._on_tick()
    assert shown.head.time.text() == "▲ 1:05 over – 11:05 of 10:00"
    shown.close()
    shown.deleteLater()


def test_a_slow_share_does_not_hold_the_keys_up(room, monkeypatch):
    """While a save hangs, typing goes on; everything is in the file afterwards, in order."""
    press(Key.Key_Down, CTRL)
    room.settle()
    gate, real = threading.Event(), entries.write_notes

    def slow(db, *arguments):
        assert gate.wait(20)
        return real(db, *arguments)

    monkeypatch.setattr(entries, "write_notes", slow)
    type_text("one")
    room.qtbot.waitUntil(lambda: room.window.writer.busy)
    type_text(" two")
    press(Key.Key_F3)
    type_text("act")
    press(Key.Key_Return)
    type_text(" three")
    room.qtbot.wait(300)
    assert room.window.writer.busy
    assert room.window.notes.toPlainText() == "one two three"
    gate.set()
    room.settle()
    assert room.items()["1"]["notes"] == "one two three"
    assert [a["text_en"] for a in room.actions()] == ["act"]


def test_a_save_that_fails_is_said_and_tried_again(room, monkeypatch):
    press(Key.Key_Down, CTRL)
    room.settle()
    real, broken = entries.write_notes, True

    def failing(db, *arguments):
        if broken:
            raise UserError("file.gone", "The share is gone.", safe="Kept.", advice="Wait.")
        return real(db, *arguments)

    monkeypatch.setattr(entries, "write_notes", failing)
    monkeypatch.setattr(room.window.notes._again, "start", lambda: None)
    type_text("kept")
    room.qtbot.waitUntil(lambda: room.window.notes.refusal is not None)
    assert "NOT SAVED" in room.window.footer.state.text()
    assert "The share is gone." in room.window.messages._text.text()
    assert room.window.notes.toPlainText() == "kept"
    type_text(" too")
    broken = False
    room.window.notes.save()
    room.settle()
    assert room.items()["1"]["notes"] == "kept too"
    assert room.window.footer.state.text().startswith("Saved")


def test_an_entry_that_is_refused_comes_back_into_its_card(room, monkeypatch):
    press(Key.Key_Down, CTRL)
    room.settle()

    def failing(*_arguments):
        raise UserError("file.gone", "The share is gone.", safe="Kept.", advice="Wait.")

    monkeypatch.setattr(entries, "add_action", failing)
    press(Key.Key_F3)
    type_text("precious")
    press(Key.Key_Return)
    room.qtbot.waitUntil(room.window.card.isVisible)
    assert room.window.card.values()["text_en"] == "precious"
    assert "The share is gone." in room.window.card._error.text()


def test_closing_the_file_saves_the_last_key(room, qtbot):
    press(Key.Key_Down, CTRL)
    room.settle()
    path = room.main.bridge.workspace.path
    type_text("last words")
    room.main.close_file()
    room.window = None
    workspace = Workspace.open(path)
    with workspace.read() as db:
        assert stored.read(db, AGENDA_ITEMS)[0]["notes"] == "last words"
    workspace.close()


def test_a_file_for_viewing_is_shown_and_says_so(room):
    press(Key.Key_Down, CTRL)
    room.settle()
    path = room.main.bridge.workspace.path
    room.main.close_file()
    room.main.show_workspace(Workspace.open(path, OpenMode.VIEW))
    room.enter()
    assert room.window.head.number.text() == "1"
    assert room.window.notes.isReadOnly()
    for key in (Key.Key_F3, Key.Key_F8):
        press(key)
        assert not room.window.card.isVisible()
    press(Key.Key_Down, CTRL)
    assert room.window.head.number.text() == "1"
    assert "View only" in room.window.footer.state.text()


def test_without_an_agenda_one_can_begin(open_window, qtbot):
    open_window.bridge.edit("agenda", lambda db: lay_agenda(db, 0))
    room = Room(open_window, qtbot).enter()
    assert room.window._empty.isVisible()
    press(Key.Key_F8)
    type_text("First thing")
    press(Key.Key_Return)
    room.settle()
    assert room.window.head.title.text() == "First thing"
    type_text("said")
    room.settle()
    assert room.items()["1"]["notes"] == "said"
    room.window.close()


def test_what_another_screen_changes_is_shown(room):
    press(Key.Key_Down, CTRL)
    room.settle()
    item = room.items()["1"]
    room.main.bridge.edit(
        "x", lambda db: stored.set_fields(db, AGENDA_ITEMS, {item.id: {"notes": "from elsewhere"}})
    )
    assert room.window.notes.toPlainText() == "from elsewhere"
    type_text("!")
    room.main.bridge.edit(
        "y", lambda db: stored.set_fields(db, AGENDA_ITEMS, {item.id: {"notes": "again"}})
    )
    room.settle()
    assert room.items()["1"]["notes"] == "again\n\nfrom elsewhere!", "neither is lost"


def test_models(qtmodeltester, open_window):
    open_window.bridge.edit("agenda", lambda db: lay_agenda(db, 2))
    run = open_window.bridge.read(running.run)
    agenda = AgendaListModel()
    qtmodeltester.check(agenda)
    agenda.show_run(run, None)
    assert agenda.rowCount() == len(run.items) + 2
    agenda.look_for("mining")
    agenda.look_for("")
    model = NotedModel()
    qtmodeltester.check(model)
    entry = Noted("meeting_record", 1, "decision", "", "text", moment="2025-08-06T04:30:00+00:00")
    from zoneinfo import ZoneInfo

    model.show_entries([entry], ["India", "Russia"], ZoneInfo("Asia/Kolkata"))
    assert model.tail(entry) == "10:00"
    model.show_entries([], ["India", "Russia"], ZoneInfo("Asia/Kolkata"))


def test_what_is_typed_after_going_on_belongs_to_the_next_item_on_a_slow_share(room, monkeypatch):
    press(Key.Key_Down, CTRL)
    room.settle()
    gate, real = threading.Event(), running.go_on

    def slow(db, now):
        assert gate.wait(20)
        return real(db, now)

    monkeypatch.setattr(running, "go_on", slow)
    type_text("to the first")
    press(Key.Key_Down, CTRL)
    press(Key.Key_Down, CTRL)
    type_text("to the third")
    room.qtbot.wait(300)
    gate.set()
    room.settle()
    notes = {number: item["notes"] for number, item in room.items().items()}
    assert (notes["1"], notes["2"], notes["3"]) == ("to the first", "", "to the third")
    assert room.on() == "3"
    assert room.window.notes.toPlainText() == "to the third"


def test_speakers_and_attendance_are_one_key_away(room):
    press(Key.Key_Down, CTRL)
    room.settle()
    press(Key.Key_F6)
    assert room.window.side.isVisible()
    type_text("Menon")
    press(Key.Key_Return)
    room.settle()
    item = room.items()["1"]
    (line,) = room.read(lambda db: speakers.listed(db, item.uuid))
    assert "Menon" in line.name
    QCoreApplication.processEvents()
    assert [e.kind for e in room.read(lambda db: entries.noted(db, item))] == ["speaker"]
    assert room.window.noted.entries.rowCount() == 1
    press(Key.Key_Escape)
    assert not room.window.side.isVisible()
    assert focused() is room.window.notes
    press(Key.Key_F7)
    type_text("Menon")
    press(Key.Key_Return)
    room.settle()
    sitting = item.sitting_id
    assert [m.state for m in room.read(lambda db: attendance.marks(db, sitting)).values()] == [
        "present"
    ]
    press(Key.Key_F7)
    assert focused() is room.window.notes


def test_who_has_the_floor_gives_the_side(room):
    press(Key.Key_Down, CTRL)
    room.settle()
    item = room.items()["1"]

    def speak(db):
        speaker = speakers.add(db, item.uuid, name="A guest", side=2)
        speakers.begin(db, speaker.id)

    room.main.bridge.edit("speaks", speak)
    press(Key.Key_F5)
    assert room.window.card.side == 2
    press(Key.Key_Escape)
    press(Key.Key_Down, CTRL)
    room.settle()
    assert room.read(speakers.floor) is None, "nobody speaks on an item that is over"


def test_the_keys_of_a_panel_are_its_own(room):
    press(Key.Key_Down, CTRL)
    room.settle()
    item = room.items()["1"]
    type_text("no action item")
    press(Key.Key_F6)
    type_text("A guest")
    press(Key.Key_2, ALT)
    type_text("Menon")
    press(Key.Key_Return)
    press(Key.Key_Return, CTRL)
    room.settle()
    assert room.actions() == []
    first, second = room.read(lambda db: speakers.listed(db, item.uuid))
    assert (first.side, first.name, first.state) == (2, "A guest", "speaking")
    assert second.state == "waiting"


def test_a_low_window_keeps_room_for_the_notes(room):
    press(Key.Key_F11, SHIFT)
    room.window.resize(910, 512)
    press(Key.Key_Down, CTRL)
    room.settle()
    for key in (Key.Key_F3, Key.Key_F6):
        press(key)
        QCoreApplication.processEvents()
        assert room.window.notes.height() > 4 * room.window.notes.fontMetrics().lineSpacing()
        assert room.window.height() == 512
        press(Key.Key_Escape)


def test_the_room_display_is_one_key_away_and_gives_the_keys_back(room):
    press(Key.Key_Down, CTRL)
    room.settle()
    press(Key.Key_F9)
    (display,) = room.main.page.findChildren(RoomWindow)
    assert display.isVisible()
    assert display.view.current.number == "1"
    room.qtbot.waitUntil(display.isActiveWindow)  # the tests have one screen only
    QTest.keyClick(display, Key.Key_Escape)
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    room.qtbot.waitUntil(room.window.isActiveWindow)
    assert focused() is room.window.notes


def test_the_screens_behind_hear_of_notes_when_the_keys_pause(room):
    press(Key.Key_Down, CTRL)
    room.settle()
    heard = []
    room.main.bridge.changed.connect(heard.append)
    for word in ("one ", "two "):
        type_text(word)
        room.settle()
    assert room.items()["1"]["notes"] == "one two"
    assert heard == []
    room.qtbot.waitUntil(lambda: len(heard) == 1)
    assert heard[0].rows == {"agenda_item": frozenset({room.items()["1"].id})}
    type_text("three")
    room.settle()
    press(Key.Key_F5)
    type_text("agreed")
    press(Key.Key_Return)
    room.settle()
    assert [set(changed.rows) for changed in heard[1:]] == [{"agenda_item"}, {"meeting_record"}]
    type_text("four")
    room.settle()
    press(Key.Key_F11)
    assert set(heard[-1].rows) == {"agenda_item"}
    assert len(heard) == 4
    room.window = None


def lines(room):
    """The list of speakers as it is shown: last names and states."""
    panel = room.window.side.currentWidget()
    return [(line.name.split()[-1], line.state) for line in panel.model.lines]


def slow_acts(monkeypatch):
    """Nothing done in a panel gets into the file before the gate opens."""
    gate, real = threading.Event(), acts.do

    def slow(db, act):
        assert gate.wait(20)
        return real(db, act)

    monkeypatch.setattr(acts, "do", slow)
    return gate


def test_marks_do_not_wait_for_a_slow_share(room, monkeypatch):
    """Each mark is shown with its key; all are in the file afterwards, each a step of its own."""
    press(Key.Key_Down, CTRL)
    room.settle()
    sitting = room.items()["1"].sitting_id
    gate = slow_acts(monkeypatch)
    press(Key.Key_F7)
    panel = room.window.side.currentWidget()
    for typed, key, modifier in (
        ("raghav men", Key.Key_Return, Mod.NoModifier), ("gru", Key.Key_A, ALT),
        ("tripathi", Key.Key_E, ALT), ("gru", Key.Key_Return, Mod.NoModifier),
    ):  # fmt: skip
        type_text(typed)
        press(key, modifier)
        assert panel.quick.line.text() == ""
    states = {panel.roll.person(i).name.split()[-1]: m.state for i, m in panel.roll.marks.items()}
    assert states == {"Menon": "present", "Gruzdev": "present", "Tripathi": "excused"}
    assert room.window.writer.busy
    assert room.window.acts.pending[0]["state"] == "present"
    gate.set()
    room.settle()
    marks = room.read(lambda db: attendance.marks(db, sitting))
    assert marks == panel.roll.marks
    assert sorted(mark.state for mark in marks.values()) == ["excused", "present", "present"]
    assert room.window.acts.pending == []
    assert room.main.bridge.history.undo_label.endswith("Gruzdev: present")
    room.window.undo()
    assert sorted(m.state for m in panel.roll.marks.values()) == ["absent", "excused", "present"]


def test_the_list_of_speakers_does_not_wait_for_a_slow_share(room, monkeypatch):
    press(Key.Key_Down, CTRL)
    room.settle()
    item = room.items()["1"].uuid
    gate = slow_acts(monkeypatch)
    press(Key.Key_F6)
    for typed in ("gru", "raghav men", "tripathi"):
        type_text(typed)
        press(Key.Key_Return)
    type_text("Guest")
    press(Key.Key_1, ALT)
    table = room.window.side.currentWidget().table
    table.setFocus()
    table.selectRow(3)
    assert focused() is table
    press(Key.Key_Up, ALT)
    assert lines(room)[2] == ("Guest", "waiting")
    press(Key.Key_Return, CTRL)
    press(Key.Key_Return, CTRL)
    wanted = [
        ("Menon", "speaking"), ("Guest", "waiting"), ("Tripathi", "waiting"), ("Gruzdev", "spoke"),
    ]  # fmt: skip
    assert lines(room) == wanted
    table.selectRow(2)
    press(Key.Key_Delete)
    del wanted[2]
    assert lines(room) == wanted
    assert room.read(lambda db: speakers.listed(db, item)) == []
    gate.set()
    room.settle()
    assert lines(room) == wanted
    there = room.read(lambda db: speakers.listed(db, item))
    assert [(one.name.split()[-1], one.state) for one in there] == [
        ("Gruzdev", "spoke"), ("Menon", "speaking"), ("Guest", "waiting"),
    ]  # fmt: skip
    assert all(line.id > 0 for line in room.window.side.currentWidget().model.lines)


def test_a_mark_that_fails_is_said_and_tried_again_in_order(room, monkeypatch):
    press(Key.Key_Down, CTRL)
    room.settle()
    sitting = room.items()["1"].sitting_id
    real, broken = acts.do, True

    def failing(db, act):
        if broken:
            raise UserError("file.gone", "The share is gone.", safe="Kept.", advice="Wait.")
        return real(db, act)

    monkeypatch.setattr(acts, "do", failing)
    monkeypatch.setattr(doing, "AGAIN_MS", 60_000)
    press(Key.Key_F7)
    panel = room.window.side.currentWidget()
    type_text("gru")
    press(Key.Key_A, ALT)
    room.qtbot.waitUntil(lambda: room.window.acts.refusal is not None)
    assert "NOT SAVED" in room.window.footer.state.text()
    assert "The share is gone." in room.window.messages._text.text()
    type_text("gru")
    broken = False
    press(Key.Key_Return)
    room.settle()
    assert room.read(lambda db: attendance.marks(db, sitting)) == {}, "none overtakes another"
    assert [mark.state for mark in panel.roll.marks.values()] == ["present"]
    room.window.acts.try_again()
    room.settle()
    marks = room.read(lambda db: attendance.marks(db, sitting))
    assert [mark.state for mark in marks.values()] == ["present"]
    assert room.window.acts.refusal is None
    assert room.window.footer.state.text().startswith("Saved")


def test_a_mark_that_the_rules_refuse_goes_again_and_says_so(room):
    """The sample's sittings lie in the past: nobody can leave one of them now."""
    press(Key.Key_F7)
    panel = room.window.side.currentWidget()
    type_text("gru")
    press(Key.Key_L, ALT)
    room.settle()
    assert panel.roll.marks == {}
    assert "does not take place now" in room.window.messages._text.text()
    assert "Gruzdev" in panel.quick.line.text()


def test_f1_shows_all_keys_and_esc_takes_them_away(room):
    room.window.showNormal()
    room.window.resize(910, 512)
    type_text("x")
    press(Key.Key_F1)
    sheet = room.window.keys
    assert focused() is sheet
    assert sheet.size() == room.window.size()
    shown = sheet.toPlainText()
    for action in room.window.commands.all:
        assert action.text().replace("&", "") in shown
    press(Key.Key_F3)
    assert not room.window.card.isVisible(), "no key works in what is covered"
    press(Key.Key_Escape)
    assert not sheet.isVisible()
    assert focused() is room.window.notes
    assert room.window.isVisible()


def test_the_room_display_does_not_cover_who_types(room):
    left, right, beamer = object(), object(), object()
    assert free_screen([left, right, beamer], [left, right]) is beamer
    assert free_screen([left, right], [left]) is right
    assert free_screen([left, right], [left, right]) is None
    press(Key.Key_F9)
    (display,) = room.main.page.findChildren(RoomWindow)
    assert not display.isFullScreen(), "the only screen is that of meeting mode"
    QTest.keyClick(display, Key.Key_F)
    assert display.isFullScreen()
    QTest.keyClick(display, Key.Key_Escape)


def test_opening_a_card_reads_nothing(room, monkeypatch):
    """A read would wait for whatever is being committed to a slow share."""
    press(Key.Key_Down, CTRL)
    room.settle()
    item = room.items()["1"]

    def speak(db):
        speakers.begin(db, speakers.add(db, item.uuid, name="A guest", side=1).id)

    room.main.bridge.edit("speaks", speak)
    reads, real = [], room.main.bridge.read
    monkeypatch.setattr(room.main.bridge, "read", lambda work: reads.append(work) or real(work))
    for key in (Key.Key_F3, Key.Key_F4, Key.Key_F5, Key.Key_F3):
        press(key)
        assert room.window.card.isVisible()
        assert room.window.card.side == 1
    assert reads == []
