"""A day with the delegates: everything an officer does with the two lists, by real keys."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QSettings, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QLineEdit, QMainWindow, QWidget
from pytestqt.qtbot import QtBot
from tests.keys import press, type_text

from rapporteur.domain.delegates import Delegate
from rapporteur.services import delegates as service
from rapporteur.services import sessions
from rapporteur.services.facts import sample_facts
from rapporteur.services.workspace import Workspace
from rapporteur.ui.bridge import FileBridge, Notice
from rapporteur.ui.screens.delegates import DelegatesScreen
from rapporteur.ui.screens.delegates.filter_bar import FilterBar
from rapporteur.ui.screens.delegates.form import DelegateForm
from rapporteur.ui.screens.delegates.pasting import PasteDialog
from rapporteur.ui.screens.delegates.table import DelegateTable
from rapporteur.ui.settings import Settings
from rapporteur.ui.theme import apply_theme, load_fonts

FIRST_STEP = "new session"
Key = Qt.Key
Alt = Qt.KeyboardModifier.AltModifier
Control = Qt.KeyboardModifier.ControlModifier


class Day:
    """The screen in a window, with what the tests ask of it."""

    def __init__(self, workspace: Workspace, settings: Settings, qtbot: QtBot) -> None:
        self.workspace = workspace
        self.bridge = FileBridge(workspace)
        self.notices: list[Notice] = []
        self.bridge.said.connect(self.notices.append)
        self.screen = DelegatesScreen(self.bridge, settings)
        self.window = QMainWindow()
        self.window.setCentralWidget(self.screen)
        for offer in self.screen.offers:
            # The frame puts them into menus, where their keys are heard by the whole window.
            if offer.action not in self.table.actions():
                self.window.addAction(offer.action)
        qtbot.addWidget(self.window)
        self.window.resize(1280, 800)
        self.screen.load()
        self.window.show()
        qtbot.waitExposed(self.window)
        self.window.activateWindow()
        self.table.setFocus()
        # The form follows the first paint of the table.
        qtbot.waitUntil(lambda: self.screen.findChild(DelegateForm) is not None)

    @property
    def table(self) -> DelegateTable:
        return self.screen.findChild(DelegateTable)

    @property
    def form(self) -> DelegateForm:
        return self.screen.findChild(DelegateForm)

    @property
    def filter(self) -> QLineEdit:
        return self.screen.findChild(FilterBar).findChild(QLineEdit)

    def people(self) -> list[Delegate]:
        with self.workspace.read() as db:
            return service.list_delegates(db)

    def names(self) -> list[str]:
        return [d["family_name"] for d in self.people()]

    def shown(self) -> list[str]:
        by_id = {d.id: d for d in self.people()}
        return [by_id[i]["family_name"] for i in self.table.shown_ids()]

    def editor(self, key: str) -> QWidget:
        return self.form.field_input(key)

    def undo_all(self) -> int:
        """Take everything back that was done on the screen; how many steps that were."""
        steps = 0
        while self.workspace.history().undo_label:  # the making of the session is none
            self.bridge.undo()
            steps += 1
        return steps


@pytest.fixture(scope="module")
def look(qapp: QApplication) -> None:
    """Fonts and theme, once: both go over every widget there is."""
    load_fonts()
    apply_theme(qapp, "light")


@pytest.fixture
def make_day(tmp_path: Path, qtbot: QtBot, look: None) -> Iterator[object]:
    made: list[Day] = []

    def make(*, people: bool = True) -> Day:
        from dataclasses import replace

        facts = sample_facts() if people else replace(sample_facts(), delegates=())
        workspace = Workspace.create(tmp_path / f"{len(made)}.rapporteur")
        with workspace.edit(FIRST_STEP) as db:
            sessions.create_session(db, facts)
        made.append(Day(workspace, Settings(tmp_path / "settings.ini"), qtbot))
        return made[-1]

    yield make
    for day in made:
        day.screen.save_state()
        day.bridge.close()


@pytest.fixture
def day(make_day: object) -> Day:
    assert callable(make_day)
    return make_day()


@pytest.fixture
def empty_day(make_day: object) -> Day:
    assert callable(make_day)
    return make_day(people=False)


def test_five_delegates_by_keyboard_alone(empty_day: Day) -> None:
    day = empty_day
    names = [("Bhatia", "Asha"), ("मेनन", "राघव"), ("Rao", "Sunita"), ("Груздев", "Алексей"),
             ("Ёлкин", "Пётр")]  # fmt: skip
    day.filter.setFocus()
    for family, given in names:
        press(Key.Key_N, Control)
        assert QApplication.focusWidget() is day.editor("honorific").focusProxy() or (
            QApplication.focusWidget() is day.editor("honorific")
        )
        type_text("Dr.")
        press(Key.Key_Tab)
        type_text(family)
        press(Key.Key_Tab)
        type_text(given)
        press(Key.Key_Tab)
    assert day.names() == [family for family, _ in names]
    assert [d["given_name"] for d in day.people()] == [given for _, given in names]
    assert {d["honorific"] for d in day.people()} == {"Dr."}
    # Three accepted fields each, and each a step of its own.
    assert day.undo_all() == 15
    assert day.table.shown_ids() == []


def test_an_abandoned_new_delegate_leaves_no_row(empty_day: Day) -> None:
    empty_day.filter.setFocus()
    press(Key.Key_N, Control)
    press(Key.Key_Tab)
    press(Key.Key_Tab)
    press(Key.Key_N, Control)
    assert empty_day.people() == []


def test_filter_finds_either_script_from_either_script(day: Day) -> None:
    everybody = len(day.people())
    russian = next(d for d in day.people() if d["native_name"] >= "А" and d["patronymic"] == "")
    day.screen.focus_filter()
    type_text("bhatia")
    assert day.shown() == ["Bhatia"]
    day.filter.clear()
    type_text("Бхатиа")
    assert "Bhatia" in day.shown()
    day.filter.clear()
    assert len(day.shown()) == everybody
    type_text(russian["native_name"].split()[0].upper())
    assert russian["family_name"] in day.shown()


def test_latin_query_finds_the_cyrillic_name(empty_day: Day) -> None:
    day = empty_day
    with day.workspace.edit("two") as db:
        _, russia = sessions.sides(db)
        service.create_delegates(
            db, russia.id, [{"family_name": "Груздёв"}, {"family_name": "Щукина"}]
        )
    day.screen.focus_filter()
    type_text("gruzdev")
    assert day.shown() == ["Груздёв"]
    day.filter.clear()
    type_text("груздев")
    assert day.shown() == ["Груздёв"]
    press(Key.Key_Down)
    assert QApplication.focusWidget() is day.table


def test_reordering_by_keyboard_is_one_step_each_and_undone(day: Day) -> None:
    before = day.names()
    press(Key.Key_Down)
    press(Key.Key_Down)
    press(Key.Key_Up, Alt)
    assert day.names()[:3] == [before[0], before[2], before[1]]
    assert day.people()[1].id == day.table.current_id()
    press(Key.Key_Down, Alt)
    assert day.names() == before
    day.workspace.undo()
    day.workspace.undo()
    assert day.names() == before


def test_order_cannot_be_changed_while_filtered_and_says_why(day: Day) -> None:
    before = day.names()
    day.filter.setText("director")
    day.table.setFocus()
    press(Key.Key_Down, Alt)
    assert day.names() == before
    assert "filter" in day.notices[-1].text


def test_sorting_by_heading_leaves_the_protocol_order(day: Day, qtbot: QtBot) -> None:
    before = day.names()
    header = day.table.horizontalHeader()
    column = day.table.visible_columns().index("designation")
    at = QPoint(header.sectionViewportPosition(column) + 30, header.height() // 2)
    for expected in (True, True, False):
        QTest.mouseClick(header.viewport(), Qt.MouseButton.LeftButton, pos=at)
        assert header.isSortIndicatorShown() is expected
    assert day.shown() == before
    QTest.mouseClick(header.viewport(), Qt.MouseButton.LeftButton, pos=at)
    assert day.shown() != before
    assert day.names() == before


def test_cell_is_edited_in_place_by_f2(day: Day, qtbot: QtBot) -> None:
    column = day.table.visible_columns().index("organisation")
    model = day.table.model()
    day.table.setCurrentIndex(model.index(1, column))
    press(Key.Key_F2)
    type_text("Ministry of Steel")
    press(Key.Key_Return)
    qtbot.waitUntil(lambda: day.people()[1]["organisation"] == "Ministry of Steel")
    assert model.index(1, column).data() == "Ministry of Steel"
    assert day.workspace.history().undo_label.startswith("organisation of ")


def test_an_open_cell_is_accepted_when_the_screen_is_left(day: Day) -> None:
    column = day.table.visible_columns().index("designation")
    day.table.setCurrentIndex(day.table.model().index(1, column))
    press(Key.Key_F2)
    type_text("Adviser")
    day.screen.finish_editing()
    assert day.people()[1]["designation"] == "Adviser"


def test_one_edit_for_several_people_is_one_step(day: Day) -> None:
    for _ in range(2):
        press(Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    assert len(day.form.people) == 3
    field = day.editor("hotel")
    field.setFocus()
    type_text("The Ashok")
    press(Key.Key_Return)
    assert [d["hotel"] for d in day.people()[:4]].count("The Ashok") == 3
    day.workspace.undo()
    assert "The Ashok" not in [d["hotel"] for d in day.people()]


def test_withdraw_is_undoable_and_never_asks(day: Day) -> None:
    first = day.people()[0].id
    press(Key.Key_Delete)
    assert day.people()[0].withdrawn
    assert day.notices[-1].undo
    day.bridge.undo()
    assert not day.people()[0].withdrawn
    assert day.table.current_id() == first


def test_del_in_the_form_deletes_a_letter_not_a_person(day: Day) -> None:
    day.editor("family_name").setFocus()
    press(Key.Key_Home)
    press(Key.Key_Delete)
    assert not day.people()[0].withdrawn


def paste(monkeypatch: pytest.MonkeyPatch, text: str) -> None:
    """Paste `text` in the table and accept the preview."""
    monkeypatch.setattr(PasteDialog, "exec", lambda self: QDialog.DialogCode.Accepted)
    QGuiApplication.clipboard().setText(text)
    press(Key.Key_V, Control)


def test_three_rows_from_a_spreadsheet_become_people_in_one_step(
    day: Day, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = day.names()
    paste(
        monkeypatch,
        "Name\tDesignation\tOrganisation\tCountry\n"
        "Shri Arun Kapoor\tDirector\tSteel Authority\tIndia\n"
        "Груздев Пётр Ильич\tСоветник\tМинпромторг\tRussia\n"
        "Ms. Leela Nambiar\t=1+1\tNITI Aayog\tIndia\n",
    )
    added = [d for d in day.people() if d["family_name"] in {"Kapoor", "Груздев", "Nambiar"}]
    new = [d for d in added if d["designation"] in {"Director", "Советник", "=1+1"}]
    assert [d["honorific"] for d in new if d["family_name"] == "Kapoor"] == ["Shri"]
    assert {d["designation"] for d in new} >= {"Советник", "=1+1"}
    assert len(day.people()) == len(before) + 3
    assert len(day.table.selected_ids()) == 3
    day.workspace.undo()
    assert day.names() == before


def test_cells_are_pasted_downward_from_the_current_one(
    day: Day, monkeypatch: pytest.MonkeyPatch
) -> None:
    column = day.table.visible_columns().index("designation")
    day.table.setCurrentIndex(day.table.model().index(2, column))
    paste(monkeypatch, "Post A\tBody A\nPost B\tBody B\n")
    people = day.people()
    assert [d["designation"] for d in people[2:4]] == ["Post A", "Post B"]
    assert [d["organisation"] for d in people[2:4]] == ["Body A", "Body B"]
    day.workspace.undo()
    assert "Post A" not in [d["designation"] for d in day.people()]


def test_what_is_copied_can_be_pasted_and_holds_no_passport(day: Day) -> None:
    with day.workspace.edit("passport") as db:
        service.set_field(db, [day.people()[0].id], "passport_number", "Z1234567")
    day.table.model().show_columns(("full_name", "passport_number"))
    day.table.select([day.people()[0].id])
    press(Key.Key_C, Control)
    text = QGuiApplication.clipboard().text()
    assert text.startswith("Name\tPassport number\n")
    assert "Z1234567" not in text


def test_wrong_date_stays_in_the_field_with_a_message(day: Day) -> None:
    field = day.editor("arrival_date")
    field.setFocus()
    assert isinstance(field, QLineEdit)
    before = day.people()[0]["arrival_date"]
    field.selectAll()
    type_text("soon")
    press(Key.Key_Return)
    assert field.text() == "soon"
    assert day.form.message("arrival_date")
    assert day.people()[0]["arrival_date"] == before
    field.selectAll()
    type_text("5.8.25")
    press(Key.Key_Return)
    assert day.people()[0]["arrival_date"] == "2025-08-05"
    assert not day.form.message("arrival_date")


def test_transliteration_is_offered_and_taken_by_alt_enter(empty_day: Day, qtbot: QtBot) -> None:
    day = empty_day
    with day.workspace.edit("one") as db:
        _, russia = sessions.sides(db)
        person = service.create_delegate(
            db, russia.id, {"family_name": "Груздев", "given_name": "Алексей"}
        )
    day.screen.show_record(person.id)
    qtbot.waitUntil(lambda: "latin_name" in day.form.offered())
    day.editor("latin_name").setFocus()
    press(Key.Key_Return, Alt)
    assert day.people()[0]["latin_name"] == "Aleksei Gruzdev"


def test_a_conflict_shows_both_values_and_loses_neither(day: Day) -> None:
    field = day.editor("designation")
    field.setFocus()
    assert isinstance(field, QLineEdit)
    field.selectAll()
    type_text("Mine")
    with day.workspace.edit("elsewhere") as db:
        service.set_field(db, [day.people()[0].id], "designation", "Theirs")
    assert field.text() == "Mine"
    press(Key.Key_Return)
    assert day.people()[0]["designation"] == "Theirs"
    assert "Theirs" in day.form.message("designation")
    press(Key.Key_Return, Alt)
    assert day.people()[0]["designation"] == "Mine"


def test_passport_is_masked_until_asked_and_again_for_the_next_person(day: Day) -> None:
    with day.workspace.edit("passports") as db:
        service.set_field(db, [d.id for d in day.people()[:2]], "passport_number", "Z1234567")
    field = day.editor("passport_number")
    assert isinstance(field, QLineEdit)
    day.table.select([day.people()[0].id])
    assert "Z1234567" not in field.text()
    field.setFocus()
    press(Key.Key_Space)
    assert field.text() == "Z1234567"
    day.table.select([day.people()[1].id])
    assert "Z1234567" not in field.text()


def test_checks_jump_to_the_field_and_unmask_nothing(day: Day) -> None:
    person = next(d for d in day.people() if d["passport_number"])
    day.screen.show_record(person.id, "passport_number")
    field = day.editor("passport_number")
    assert QApplication.focusWidget() is field
    assert isinstance(field, QLineEdit)
    assert person["passport_number"] not in field.text()


def test_undo_brings_the_person_back_into_view(day: Day) -> None:
    people = day.people()
    day.table.select([people[5].id])
    field = day.editor("organisation")
    field.setFocus()
    assert isinstance(field, QLineEdit)
    field.selectAll()
    type_text("Elsewhere")
    press(Key.Key_Return)
    day.table.select([people[40].id])
    day.bridge.undo()
    assert day.table.current_id() == people[5].id
    assert field.text() == people[5]["organisation"]


def test_columns_are_remembered(make_day: object, tmp_path: Path) -> None:
    assert callable(make_day)
    first = make_day()
    first.table.model().show_columns(("full_name", "hotel"))
    first.screen.save_state()
    QSettings(str(tmp_path / "settings.ini"), QSettings.Format.IniFormat).sync()
    assert make_day().table.visible_columns() == ["full_name", "hotel"]


def test_tab_reaches_every_field_in_the_order_of_the_catalogue(day: Day) -> None:
    day.editor("honorific").setFocus()
    seen: list[QWidget] = []
    for _ in range(80):
        seen.append(QApplication.focusWidget())
        press(Key.Key_Tab)
    fields = [day.editor(key) for key in day.form.field_keys()]
    reached = [w for w in dict.fromkeys(seen) if w in fields or w.parent() in fields]
    assert len(reached) == len(fields)
    positions = [fields.index(w) if w in fields else fields.index(w.parent()) for w in reached]
    assert positions == sorted(positions)
