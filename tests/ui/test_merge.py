"""Two entries of one person become one with the keyboard, and Undo brings both back."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot
from tests.asking import while_asked
from tests.keys import press, type_text
from tests.storage.contents import agrees, contents

from rapporteur.domain.delegates import Delegate
from rapporteur.domain.names import full_name
from rapporteur.services import delegates
from rapporteur.services.importing import identity
from rapporteur.ui.dialogs.find_person import FindPerson
from rapporteur.ui.dialogs.merge import MergeDialog
from rapporteur.ui.models.merge_fields import FIRST, RESULT, SECOND, MergeModel
from rapporteur.ui.screens.delegates.screen import DelegatesScreen
from rapporteur.ui.window import MainWindow

CTRL, ALT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier


@pytest.fixture
def screen(open_window: MainWindow, qtbot: QtBot) -> DelegatesScreen:
    open_window.page.show_screen("delegates")
    found = open_window.page.findChild(DelegatesScreen)
    assert found is not None
    with qtbot.waitActive(open_window):
        open_window.activateWindow()
    return found


@pytest.fixture
def twice(screen: DelegatesScreen) -> tuple[Delegate, Delegate]:
    """The second of the list, once more at its end under initials, with a new post."""
    bridge = screen.bridge
    first = bridge.read(delegates.list_delegates)[1]
    again = {
        "family_name": first["family_name"],
        "given_name": f"{first['given_name'][0]}.",
        "designation": "Secretary",
        "organisation": first["organisation"],
        "email": first["email"],
        "diet": "Jain",
        "passport_number": "Z1234567",
    }
    second = bridge.edit("Twice", lambda db: delegates.create_delegate(db, first.side_id, again))
    return first, second


def people(screen: DelegatesScreen) -> list[Delegate]:
    return screen.bridge.read(delegates.list_delegates)


def dialog() -> MergeDialog:
    found = QApplication.activeModalWidget()
    assert isinstance(found, MergeDialog)
    return found


def select(screen: DelegatesScreen, *who: Delegate) -> None:
    screen._table.setFocus()
    screen._table.select([person.id for person in who], who[0].id)


def test_two_entries_become_one_by_keys(
    screen: DelegatesScreen, twice: tuple[Delegate, Delegate], qtbot: QtBot
) -> None:
    first, second = twice
    workspace = screen.bridge.workspace
    before = contents(workspace)
    count = len(people(screen))
    select(screen, first, second)
    results: list[str] = []

    def choose() -> None:
        asked = dialog()
        model = asked.model
        assert asked.stays.id == first.id, "who stands first on the list stays"
        assert model.chosen("diet") == (0 if first["diet"] else 1)
        press(Qt.Key.Key_Home, CTRL)
        for key in model.keys:
            if key == "designation":
                press(Qt.Key.Key_Right)
                break
            press(Qt.Key.Key_Down)
        row = model.keys.index("designation")
        results.append(model.index(row, RESULT).data())
        press(Qt.Key.Key_M, ALT)

    while_asked(MergeDialog, choose)
    press(Qt.Key.Key_M, CTRL)
    assert results == ["Secretary"]
    now = people(screen)
    assert len(now) == count - 1
    kept = next(person for person in now if person.id == first.id)
    assert (kept["designation"], kept["given_name"]) == ("Secretary", first["given_name"])
    assert kept["passport_number"] == first["passport_number"] or "Z1234567"
    assert screen._table.selected_ids() == [first.id]
    assert agrees(workspace)
    with qtbot.waitActive(screen.window()):
        screen.window().activateWindow()
    screen._table.setFocus()
    press(Qt.Key.Key_Z, CTRL)
    assert contents(workspace) == before


def test_the_other_entry_can_stay(
    screen: DelegatesScreen, twice: tuple[Delegate, Delegate]
) -> None:
    first, second = twice
    select(screen, first, second)

    def choose() -> None:
        press(Qt.Key.Key_2, ALT)
        QTest.qWait(200)  # a mnemonic shows the button going down first
        assert dialog().stays.id == second.id
        press(Qt.Key.Key_M, ALT)

    while_asked(MergeDialog, choose)
    press(Qt.Key.Key_M, CTRL)
    ids = {person.id for person in people(screen)}
    assert second.id in ids
    assert first.id not in ids


def test_escape_merges_nobody(screen: DelegatesScreen, twice: tuple[Delegate, Delegate]) -> None:
    before = contents(screen.bridge.workspace)
    select(screen, *twice)
    while_asked(MergeDialog, lambda: press(Qt.Key.Key_Escape))
    press(Qt.Key.Key_M, CTRL)
    assert contents(screen.bridge.workspace) == before


def test_the_second_person_is_found_by_letters(
    screen: DelegatesScreen, twice: tuple[Delegate, Delegate]
) -> None:
    first, second = twice
    select(screen, first)

    def find() -> None:
        finder = QApplication.activeModalWidget()
        assert isinstance(finder, FindPerson)
        assert finder.list.item(0).data(Qt.ItemDataRole.UserRole) == second.id, "the likeliest"
        type_text("Secretary " + first["family_name"][:3])
        while_asked(MergeDialog, lambda: press(Qt.Key.Key_M, ALT))
        press(Qt.Key.Key_Return)

    while_asked(FindPerson, find)
    press(Qt.Key.Key_M, CTRL)
    assert second.id not in {person.id for person in people(screen)}


def test_the_checks_and_the_form_ask_until_it_is_said(
    screen: DelegatesScreen, twice: tuple[Delegate, Delegate], qtbot: QtBot
) -> None:
    first, second = twice
    panel = screen._panel
    if panel.isHidden():
        press(Qt.Key.Key_C, CTRL | Qt.KeyboardModifier.ShiftModifier)

    def doubts() -> list[tuple[int | None, int | None]]:
        return [(f.delegate_id, f.other_id) for f in screen._findings if f.other_id]

    qtbot.waitUntil(lambda: (second.id, first.id) in doubts(), timeout=5000)
    select(screen, second)
    form = screen._form
    qtbot.waitUntil(lambda: [m.delegate_id for m in form.similar()] == [first.id], timeout=5000)
    spoken = {b.accessibleName() for b in form.findChildren(QPushButton) if b.isVisible()}
    assert any(name.startswith(f"Merge with {full_name(first)}") for name in spoken)

    tree = panel._list
    for group in range(tree.topLevelItemCount()):
        top = tree.topLevelItem(group)
        for child in range(top.childCount()):
            if "twice" in top.child(child).text(0) and second["given_name"] in top.child(
                child
            ).text(0):
                tree.setCurrentItem(top.child(child))
    apart = next(b for b in panel.findChildren(QPushButton) if "different" in b.text())
    assert apart.isVisible()
    qtbot.keyClick(apart, Qt.Key.Key_Space)
    assert screen.bridge.read(identity.told_apart) == {identity.pair(first.id, second.id)}
    qtbot.waitUntil(lambda: (second.id, first.id) not in doubts(), timeout=5000)
    qtbot.waitUntil(lambda: form.similar() == [], timeout=5000)
    screen.bridge.undo()
    qtbot.waitUntil(lambda: (second.id, first.id) in doubts(), timeout=5000)


def test_two_different_people_can_be_said_in_the_dialog(
    screen: DelegatesScreen, twice: tuple[Delegate, Delegate]
) -> None:
    first, second = twice
    select(screen, first, second)
    while_asked(MergeDialog, lambda: press(Qt.Key.Key_T, ALT))
    press(Qt.Key.Key_M, CTRL)
    assert screen.bridge.read(identity.told_apart) == {identity.pair(first.id, second.id)}
    assert len({p.id for p in people(screen)} & {first.id, second.id}) == 2


def test_the_model_keeps_to_qts_rules_and_hides_passports(
    screen: DelegatesScreen, twice: tuple[Delegate, Delegate]
) -> None:
    sides = screen._sides
    model = MergeModel(twice, sides)
    QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    row = model.keys.index("passport_number")
    assert "Z1234567" not in model.index(row, SECOND).data()
    assert model.has_masked()
    model.set_masked(False)
    assert "Z1234567" in model.index(row, SECOND).data()
    model.choose(row, 0)
    spoken = model.index(row, FIRST).data(Qt.ItemDataRole.AccessibleTextRole)
    assert spoken.endswith("(chosen)")
    model.set_stays(1)
    assert model.chosen("passport_number") == 0, "what was chosen by hand stays chosen"
    assert model.chosen("designation") == 1
    assert "passport_number" in model.taken
