"""Two hours in the room: sixty entries typed at speed, none by mouse; then all of it taken back."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QSize, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from tests.agendas import lay_agenda
from tests.keys import press, type_text
from tests.storage.contents import contents

from rapporteur.domain.delegates import Delegate
from rapporteur.domain.names import full_name
from rapporteur.domain.running import spent_seconds
from rapporteur.services import delegates, sessions, speakers, stored
from rapporteur.services.facts import sample_facts
from rapporteur.services.meeting import running
from rapporteur.services.workspace import Workspace
from rapporteur.ui.settings import Settings
from rapporteur.ui.theme import apply_theme, load_fonts
from rapporteur.ui.window import MainWindow

Key = Qt.Key
CTRL, ALT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier
NINE = datetime(2025, 8, 6, 4, 30, tzinfo=UTC)
ENTRY = timedelta(minutes=2)
STEPS = ("1", "2", "3", "4.1", "4.2", "4.3", "4.4", "5", "6", "7", "8", "9", "10")
DUE = ("end of Q1 2026", "до 1 сентября 2026 г.", "by March 2026")
DATES = ("2026-03-31", "2026-09-01", "2026-03-31")


@dataclass
class Day:
    """What the typist has typed, as a careful neighbour writes it down on paper."""

    now: datetime = NINE
    notes: dict[str, str] = field(default_factory=dict)
    actions: list[tuple[str, str, str, str]] = field(default_factory=list)
    records: list[tuple[str, str, str, int, str]] = field(default_factory=list)
    spoke: list[tuple[str, str]] = field(default_factory=list)
    entries: int = 0

    def enter(self) -> None:
        """One more entry, two minutes after the one before."""
        self.entries += 1
        self.now += ENTRY


@pytest.fixture
def main(qapp, tmp_path, qtbot):
    """The window with the sample open, and the plain agenda of the tests in it."""
    load_fonts()
    apply_theme(qapp, "light")
    path = tmp_path / "session.rapporteur"
    workspace = Workspace.create(path)
    with workspace.edit("new session") as db:
        sessions.create_session(db, sample_facts())
    with workspace.edit("agenda") as db:
        lay_agenda(db)
    workspace.close()
    shown = MainWindow(Settings(tmp_path / "settings.ini"), size=QSize(1366, 768))
    shown.show()
    shown.activateWindow()
    qtbot.waitUntil(shown.isActiveWindow)
    shown.desk.open(path)
    yield shown
    shown.close()
    shown.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def note(day: Day, number: str, text: str) -> None:
    type_text(text)
    press(Key.Key_Return)
    day.notes[number] = f"{day.notes.get(number, '')}{text}\n"
    day.enter()


def action(day: Day, number: str, english: str, russian: str, due: int) -> None:
    press(Key.Key_F3)
    type_text(english)
    press(Key.Key_Tab)
    type_text(russian)
    press((Key.Key_0, Key.Key_1)[due == 1], ALT)
    for _ in range(2 if due == 1 else 3):  # past the bodies: that of India alone, or both
        press(Key.Key_Tab)
    type_text(DUE[due])
    press(Key.Key_Return)
    day.actions.append((number, english, russian, DATES[due]))
    day.enter()


def record(day: Day, number: str, key: Key, texts: tuple[str, str], side: int) -> None:
    press(key)
    press((Key.Key_0, Key.Key_1, Key.Key_2)[side], ALT)
    type_text(texts[0])
    press(Key.Key_Tab)
    type_text(texts[1])
    press(Key.Key_Return)
    kind = "paragraph" if key is Key.Key_F4 else "decision"
    day.records.append((number, kind, texts[0], side, texts[1]))
    day.enter()


def speaker(day: Day, number: str, person: Delegate) -> None:
    press(Key.Key_F6)
    type_text(person["native_name"] or full_name(person))
    press(Key.Key_Return)
    press(Key.Key_Escape)
    day.spoke.append((number, person.uuid))
    day.enter()


def a_step(day: Day, place: int, number: str, person: Delegate) -> None:
    """What is taken down for one item."""
    note(day, number, f"Item {number}: the Indian Side informed on the state of work.")
    if place % 3 == 0:
        speaker(day, number, person)
    texts = (f"The Sides noted the progress under {number}", f"Стороны отметили ход по {number}")
    record(day, number, Key.Key_F4, texts, place % 3)
    if place % 2:
        texts = (f"agreed under {number}", f"условились по пункту {number}")
        record(day, number, Key.Key_F5, texts, (place + 1) % 3)
    action(day, number, f"Send the list under {number}", f"Направить перечень {number}", place % 3)
    note(day, number, f"Российская Сторона предложила вернуться к вопросу {number}.")


@pytest.mark.timeout(300)
def test_a_two_hour_session_typed_at_speed(main, qtbot):
    day = Day()
    people = main.bridge.read(lambda db: delegates.list_delegates(db, withdrawn=False))
    main.page.meeting.clock = lambda: day.now
    before, label = contents(main.bridge.workspace), main.bridge.history.undo_label
    main.page.setFocus()
    QCoreApplication.processEvents()
    QTest.keyClick(QApplication.focusWidget() or main, Key.Key_F11)
    meeting = main.page.meeting.window
    qtbot.waitUntil(meeting.isActiveWindow)

    for place, number in enumerate(STEPS):
        press(Key.Key_Down, CTRL)
        a_step(day, place, number, people[5 * place])
    day.now = NINE + timedelta(hours=2)
    press(Key.Key_Down, CTRL)
    assert day.entries >= 60
    press(Key.Key_F11)

    path = main.bridge.workspace.path
    main.close_file()
    check(path, day)
    main.desk.open(path)
    steps = 0
    while main.bridge.history.undo_label != label:
        main.bridge.undo()
        steps += 1
    assert steps >= day.entries
    assert contents(main.bridge.workspace) == before


def check(path, day: Day) -> None:
    """The file, entry by entry, against what was written down on paper."""
    workspace = Workspace.open(path)
    with workspace.read() as db:
        run = running.run(db)
        actions = stored.read(db, stored.ACTION_ITEMS)
        records = stored.read(db, stored.MEETING_RECORDS)
        lists = {i.number: speakers.listed(db, i.item.uuid) for i in run.items}
        sides = {side.uuid: side.position for side in sessions.sides(db)}
    workspace.close()
    of = {i.item.uuid: i for i in run.items}
    assert {i.number: i.item["notes"] for i in run.items if i.item["notes"]} == {
        number: text.strip() for number, text in day.notes.items()
    }
    assert [
        (of[a["agenda_item"]].number, a["text_en"], a["text_ru"], a["due_date"]) for a in actions
    ] == day.actions
    first = int(actions[0]["number"].removeprefix("11/"))
    assert [a["number"] for a in actions] == [f"11/{first + n:02}" for n in range(len(actions))]
    for entry in (*actions, *records):
        assert entry["sub_group"] == of[entry["agenda_item"]].item["sub_group"]
    found = [
        (
            of[r["agenda_item"]].number,
            r["kind"],
            r["text_en"],
            sides.get(r["side"], 0),
            r["text_ru"],
        )
        for r in records
    ]
    assert found == day.records
    assert [(n, line.delegate) for n, lines in lists.items() for line in lines] == day.spoke
    assert {i.state for i in run.items} == {"done"}
    steps = [i for i in run.items if not i.heading]
    assert sum(spent_seconds(i.item, day.now) for i in steps) == 2 * 3600
