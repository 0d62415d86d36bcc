"""Name plates, badges and place cards at their window."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from pypdf import PdfReader
from PySide6.QtCore import Qt
from PySide6.QtTest import QSignalSpy
from PySide6.QtWidgets import QApplication, QFileDialog
from pytestqt.qtbot import QtBot
from tests.services.conftest import facts

from rapporteur.domain.editing import FieldEdit
from rapporteur.domain.papers.cards import CardKind
from rapporteur.domain.seating import SeatingCustoms
from rapporteur.services import delegates, sessions
from rapporteur.services.seating import planning
from rapporteur.services.workspace import OpenMode, Workspace
from rapporteur.ui.bridge import FileBridge
from rapporteur.ui.dialogs.cards.dialog import CardsDialog
from rapporteur.ui.dialogs.cards.people import plan_key
from rapporteur.ui.screens.documents.screen import DocumentsScreen
from rapporteur.ui.settings import Settings
from rapporteur.ui.window import MainWindow


@pytest.fixture
def bridge(tmp_path: Path, themed: QApplication) -> Iterator[FileBridge]:
    workspace = Workspace.create(tmp_path / "session.rapporteur")
    with workspace.edit("New session") as db:
        sessions.create_session(db, facts())
    found = FileBridge(workspace)
    yield found
    found.close()


def shown(qtbot: QtBot, dialog: CardsDialog) -> CardsDialog:
    qtbot.addWidget(dialog)
    with qtbot.waitActive(dialog):
        dialog.show()
        dialog.activateWindow()
    return dialog


def names(dialog: CardsDialog) -> list[str]:
    return [card.first for card in dialog.sheet.cards]


def save(
    dialog: CardsDialog, target: Path, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> PdfReader:
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(target), ""))
    dialog.pdf_button.click()
    qtbot.waitUntil(lambda: not dialog.busy)
    return PdfReader(target)


def change(bridge: FileBridge, at: int, key: str, value: str) -> None:
    person = bridge.read(delegates.list_delegates)[at]
    edit = {key: FieldEdit(person[key], value)}
    bridge.edit("edit", lambda db: delegates.update_delegate(db, person.id, edit))


def test_everybody_of_one_side_or_of_a_category_or_only_the_chosen(
    bridge: FileBridge, settings: Settings, qtbot: QtBot
) -> None:
    people = bridge.read(delegates.list_delegates)
    bridge.edit("withdraw", lambda db: delegates.withdraw(db, [people[0].id]))
    change(bridge, 6, "category", "expert")
    dialog = shown(qtbot, CardsDialog(bridge, settings, [people[n].id for n in (0, 1, 7)]))
    assert names(dialog) == ["India2", "Russia3"], "several chosen people are who is meant"
    dialog.choose(CardKind.BADGE, "all")
    assert len(names(dialog)) == 7
    dialog.choose(CardKind.BADGE, f"side:{people[7].side_id}")
    assert names(dialog) == ["Russia1", "Russia2", "Russia3"]
    dialog.choose(CardKind.BADGE, "category:expert")
    assert names(dialog) == ["Russia2"]
    dialog.reject()


def test_one_chosen_person_is_chosen_on_every_screen_and_means_nothing(
    bridge: FileBridge, settings: Settings, qtbot: QtBot
) -> None:
    dialog = shown(qtbot, CardsDialog(bridge, settings, [1]))
    assert len(names(dialog)) == 8
    dialog.reject()


def test_a_pdf_is_remembered_as_a_step_and_then_only_changes_are_offered(
    bridge: FileBridge,
    settings: Settings,
    qtbot: QtBot,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    said = QSignalSpy(bridge.said)
    dialog = shown(qtbot, CardsDialog(bridge, settings, kind=CardKind.PLATE))
    assert not dialog._changed.isEnabled()
    reader = save(dialog, tmp_path / "plates.pdf", monkeypatch, qtbot)
    assert len(reader.pages) == 8
    assert bridge.history.undo_label == "print of 8 cards"
    assert said.at(said.count() - 1)[0].file == tmp_path / "plates.pdf"
    dialog._changed.click()
    assert names(dialog) == []
    assert not dialog.print_button.isEnabled()
    change(bridge, 2, "latin_name", "India Three")
    assert names(dialog) == ["India Three"], "the window follows the file"
    assert dialog._reasons.item(0).text() == "India Three: name: India3 → India Three"
    people = bridge.read(delegates.list_delegates)
    bridge.edit("withdraw", lambda db: delegates.withdraw(db, [people[4].id]))
    assert "India5: take the card away" in dialog._reasons.item(0).text()
    save(dialog, tmp_path / "again.pdf", monkeypatch, qtbot)
    assert "Take away: India5." in said.at(said.count() - 1)[0].text
    assert dialog._reasons.count() == 0
    bridge.undo()
    assert names(dialog) == ["India Three"]
    dialog.reject()


def test_a_refused_file_is_not_remembered(
    bridge: FileBridge,
    settings: Settings,
    qtbot: QtBot,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    dialog = shown(qtbot, CardsDialog(bridge, settings))
    nowhere = str(tmp_path / "none" / "plates.pdf")
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (nowhere, ""))
    before = bridge.history.undo_label
    dialog.pdf_button.click()
    qtbot.waitUntil(lambda: not dialog.busy)
    assert dialog._bar.isVisible()
    assert bridge.history.undo_label == before
    assert not dialog._changed.isEnabled()
    dialog.reject()


def test_plates_of_a_plan_come_in_the_order_of_the_seats_with_their_numbers(
    bridge: FileBridge, settings: Settings, qtbot: QtBot
) -> None:
    plan = bridge.edit(
        "plan", lambda db: planning.create_plan(db, "Plenary", SeatingCustoms(at_table=3)).id
    )
    dialog = shown(qtbot, CardsDialog(bridge, settings, kind=CardKind.PLACE, start=plan_key(plan)))
    assert [(card.first, card.seat) for card in dialog.sheet.cards][:3] == [
        ("India1", "IN 1"), ("India2", "IN 2"), ("India3", "IN 3"),
    ]  # fmt: skip
    dialog.reject()


def test_choices_are_remembered_for_each_kind(
    bridge: FileBridge, settings: Settings, qtbot: QtBot
) -> None:
    dialog = shown(qtbot, CardsDialog(bridge, settings, kind=CardKind.BADGE))
    dialog._choices._codes.click()
    dialog._choices._words.setCurrentIndex(1)
    dialog.reject()
    again = shown(qtbot, CardsDialog(bridge, settings))
    assert again.kind() is CardKind.BADGE
    assert all(card.code for card in again.sheet.cards)
    assert again._choices.options().languages == ("en",)
    again.choose(CardKind.PLATE)
    assert not any(card.code for card in again.sheet.cards)
    assert again._choices.options().languages == ("en", "ru")
    again.reject()


def test_the_list_leads_to_the_sheet_of_a_person(
    bridge: FileBridge, settings: Settings, qtbot: QtBot
) -> None:
    dialog = shown(qtbot, CardsDialog(bridge, settings, kind=CardKind.PLATE))
    pages = dialog._preview.pages
    qtbot.waitUntil(lambda: dialog.sheets == 8)
    dialog._reasons.setFocus(Qt.FocusReason.TabFocusReason)
    dialog._reasons.setCurrentRow(5)
    qtbot.waitUntil(lambda: pages.page == 6)
    dialog.reject()


def test_a_file_that_is_only_viewed_is_printed_and_says_that_nothing_is_remembered(
    bridge: FileBridge,
    settings: Settings,
    qtbot: QtBot,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    copy = tmp_path / "copy.rapporteur"
    bridge.workspace.save_copy(copy)
    viewed = FileBridge(Workspace.open(copy, OpenMode.VIEW))
    try:
        dialog = shown(qtbot, CardsDialog(viewed, settings))
        assert len(save(dialog, tmp_path / "p.pdf", monkeypatch, qtbot).pages) == 8
        assert "not remembered" in dialog._bar._text.text()
        dialog.reject()
    finally:
        viewed.close()


def test_cards_of_the_documents_screen_are_remembered_as_well(
    open_window: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = open_window.page
    assert page is not None
    page.show_screen("documents")
    screen = page.current
    assert isinstance(screen, DocumentsScreen)
    screen.pane.gallery.choose("plates")
    target = tmp_path / "plates.pdf"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_, **__: (str(target), ""))
    screen.desk.save("pdf")
    assert len(PdfReader(target).pages) == 80
    assert page.bridge.history.undo_label == "print of 80 cards"
    dialog = CardsDialog(page.bridge, open_window.settings, kind=CardKind.PLATE)
    assert dialog._reasons.item(0).text().endswith(": as printed"), "both mean the same plate"
    dialog.reject()
    dialog.deleteLater()
