"""A doubtful list is decided with the keyboard, and the next one does not ask again."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot
from tests.asking import while_asked
from tests.journeys.test_import import (
    Opener,
    bridge,
    choose_side,
    next_button,
    opener,
    press_next,
    shown,
    workbook,
)
from tests.keys import press, type_text
from tests.ui import sweep

from rapporteur.domain.delegates import Delegate
from rapporteur.domain.importing import RowState, Verdict
from rapporteur.domain.names import full_name
from rapporteur.services import delegates
from rapporteur.ui.bridge import FileBridge
from rapporteur.ui.dialogs.find_person import FindPerson
from rapporteur.ui.dialogs.importing.assistant import PREVIEW, ImportAssistant
from rapporteur.ui.models.import_rows import STATE

__all__ = ["bridge", "opener"]  # fixtures

ALT = Qt.KeyboardModifier.AltModifier
HEADINGS = ("Name", "Designation", "Organisation", "E-mail")


def india(bridge: FileBridge) -> list[Delegate]:
    people = bridge.read(delegates.list_delegates)
    return [person for person in people if person.side_id == people[0].side_id]


def at_preview(opener: Opener, qtbot: QtBot, path: Path) -> ImportAssistant:
    dialog = opener(path)
    choose_side(dialog, qtbot, "India")
    press_next(dialog, qtbot)
    press_next(dialog, qtbot)
    assert dialog.step == PREVIEW
    return dialog


def visible_buttons(dialog: ImportAssistant) -> set[str]:
    pane = dialog.preview_page.pane
    return {b.text() for b in pane.findChildren(QPushButton) if b.isVisible()}


@pytest.fixture
def doubtful(bridge: FileBridge, tmp_path: Path) -> Path:
    """Two people of the sample misspelt, somebody twice, and somebody quite new."""
    first, second = india(bridge)[1:3]

    def misspelt(person: Delegate) -> str:
        family = person["family_name"]
        return f"{person['given_name']} {family}{family[-1]}"

    return workbook(
        tmp_path / "Mines.xlsx",
        HEADINGS,
        (misspelt(first), "Joint Secretary of Mines", first["organisation"], None),
        (misspelt(second), second["designation"], second["organisation"], None),
        ("Asha Wadhwani", "Director", "Coal India", None),
        ("WADHWANI Asha", "General Manager", "Coal India", "asha@coal.example"),
    )


def test_doubts_are_decided_by_keys_one_after_the_other(
    opener: Opener, bridge: FileBridge, qtbot: QtBot, doubtful: Path
) -> None:
    before = bridge.read(delegates.list_delegates)
    first, second = india(bridge)[1:3]
    dialog = at_preview(opener, qtbot, doubtful)
    page = dialog.preview_page
    page.rows.setFocus()
    assert len(dialog.draft.open_doubts()) == 3
    assert page.rows.currentIndex().row() == 0
    assert full_name(first) in shown(page.pane)
    assert {"&Same person", "&Another person", "L&eave out"} <= visible_buttons(dialog)

    press(Qt.Key.Key_S, ALT)
    qtbot.waitUntil(lambda: page.rows.currentIndex().row() == 1, timeout=5000)
    assert dialog.draft.plan.rows[0].verdict is Verdict.SAME
    assert dialog.draft.plan.rows[0].delegate_id == first.id
    press(Qt.Key.Key_A, ALT)
    qtbot.waitUntil(lambda: page.rows.currentIndex().row() == 3, timeout=5000)
    assert dialog.draft.plan.rows[1].state is RowState.NEW
    assert "row 4" in shown(page.pane)
    press(Qt.Key.Key_W, ALT)
    press(Qt.Key.Key_S, ALT)
    qtbot.waitUntil(lambda: not dialog.draft.open_doubts(), timeout=5000)
    assert dialog.draft.plan.rows[2].row.values["designation"] == "General Manager"
    assert page.rows.currentIndex().siblingAtColumn(STATE).data() == "Same"
    assert "comes in once" in shown(page.pane)

    with qtbot.waitSignal(dialog.accepted, timeout=10_000):
        press_next(dialog, qtbot)
    now = india(bridge)
    assert len(now) == len([p for p in before if p.side_id == now[0].side_id]) + 2
    assert next(p for p in now if p.id == first.id)["designation"] == "Joint Secretary of Mines"
    assert next(p for p in now if p.id == first.id)["family_name"] == first["family_name"]
    assert next(p for p in now if p.id == second.id) == second

    again = at_preview(opener, qtbot, doubtful)
    assert not again.draft.open_doubts()
    assert {row.state for row in again.draft.plan.rows} == {RowState.SAME}
    qtbot.keyClick(again, Qt.Key.Key_Escape)
    bridge.undo()
    after = bridge.read(delegates.list_delegates)
    assert [(p.uuid, p.values) for p in after] == [(p.uuid, p.values) for p in before]
    assert len(at_preview(opener, qtbot, doubtful).draft.open_doubts()) == 3


def test_a_doubt_is_left_out_and_a_decision_taken_back(
    opener: Opener, qtbot: QtBot, doubtful: Path
) -> None:
    dialog = at_preview(opener, qtbot, doubtful)
    page = dialog.preview_page
    page.rows.setFocus()
    press(Qt.Key.Key_E, ALT)
    qtbot.waitUntil(lambda: page.rows.currentIndex().row() == 1, timeout=5000)
    assert len(dialog.draft.open_doubts()) == 2
    page.rows.selectRow(0)
    press(Qt.Key.Key_S, ALT)
    qtbot.waitUntil(lambda: dialog.draft.plan.rows[0].verdict is Verdict.SAME, timeout=5000)
    page.rows.selectRow(0)
    press(Qt.Key.Key_G, ALT)
    qtbot.waitUntil(lambda: dialog.draft.plan.rows[0].state is RowState.DOUBTFUL, timeout=5000)
    assert len(dialog.draft.open_doubts()) == 3
    assert 0 not in dialog.draft.accepted


def test_somebody_else_is_found_by_three_letters_and_set_beside(
    opener: Opener, bridge: FileBridge, qtbot: QtBot, tmp_path: Path
) -> None:
    """Somebody who has married: no likeness of names tells it, the secretariat knows."""
    wanted = india(bridge)[4]
    path = workbook(
        tmp_path / "Steel.xlsx", HEADINGS, ("Zarina Quadri", "Adviser", "Steel", None),
        ("Bal Thapar", "Director", "Steel", None),
    )  # fmt: skip
    dialog = at_preview(opener, qtbot, path)
    page = dialog.preview_page
    page.rows.setFocus()
    assert "&Same person" not in visible_buttons(dialog)

    def choose() -> None:
        finder = QApplication.activeModalWidget()
        assert isinstance(finder, FindPerson)
        type_text(wanted["family_name"][:4])
        for _ in range(finder.list.count()):
            if finder.list.currentItem().data(Qt.ItemDataRole.UserRole) == wanted.id:
                break
            press(Qt.Key.Key_Down)
        press(Qt.Key.Key_Return)

    while_asked(FindPerson, choose)
    press(Qt.Key.Key_O, ALT)
    qtbot.waitUntil(lambda: "&Same person" in visible_buttons(dialog), timeout=5000)
    assert full_name(wanted) in shown(page.pane)
    with qtbot.waitActive(dialog):  # no window manager gives the focus back
        dialog.activateWindow()
    page.rows.setFocus()
    press(Qt.Key.Key_W, ALT)
    press(Qt.Key.Key_S, ALT)
    qtbot.waitUntil(lambda: dialog.draft.plan.rows[0].delegate_id == wanted.id, timeout=5000)
    with qtbot.waitSignal(dialog.accepted, timeout=10_000):
        press_next(dialog, qtbot)
    assert "Quadri" in {p["family_name"] for p in india(bridge) if p.id == wanted.id}


def test_decisions_alone_can_be_kept(
    opener: Opener, bridge: FileBridge, qtbot: QtBot, tmp_path: Path
) -> None:
    person = india(bridge)[1]
    name = f"{person['given_name']} {person['family_name']}{person['family_name'][-1]}"
    path = workbook(
        tmp_path / "One.xlsx", HEADINGS,
        (name, person["designation"], person["organisation"], None),
        (f"{person['given_name'][0]}. {person['family_name']}", None, None, None),
    )  # fmt: skip
    dialog = at_preview(opener, qtbot, path)
    assert not next_button(dialog).isEnabled()
    dialog.preview_page.rows.setFocus()
    press(Qt.Key.Key_S, ALT)
    qtbot.waitUntil(lambda: dialog.draft.decided, timeout=5000)
    remember = next(
        b for b in dialog.findChildren(QPushButton) if "Remember" in b.text().replace("&", "")
    )
    assert remember.isEnabled()
    with qtbot.waitSignal(dialog.accepted, timeout=10_000):
        qtbot.keyClick(remember, Qt.Key.Key_Return)
    again = at_preview(opener, qtbot, path)
    assert again.draft.plan.rows[0].state is RowState.SAME


def test_every_choice_has_a_key_of_its_own(opener: Opener, qtbot: QtBot, doubtful: Path) -> None:
    dialog = at_preview(opener, qtbot, doubtful)
    page = dialog.preview_page
    for row in range(4):
        page.rows.selectRow(row)
        assert sweep.doubled_mnemonics(dialog) == []
        assert sweep.nameless(dialog) == []
    page.rows.selectRow(0)
    press(Qt.Key.Key_S, ALT)
    qtbot.waitUntil(lambda: dialog.draft.plan.rows[0].verdict is Verdict.SAME, timeout=5000)
    page.rows.selectRow(0)
    assert {"&Another person", "Ask a&gain"} <= visible_buttons(dialog)
    assert sweep.doubled_mnemonics(dialog) == []
    assert sweep.cut_off(dialog) == []
