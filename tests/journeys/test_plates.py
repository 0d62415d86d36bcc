"""Plates for everybody, one reprinted after a correction, and a seating plan, by keys alone."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from pypdf import PdfReader
from PySide6.QtCore import QCoreApplication, QEvent, QSize, Qt, QTimer
from PySide6.QtWidgets import QApplication, QComboBox, QDialog, QFileDialog
from pytestqt.qtbot import QtBot
from tests.keys import press, type_text

from rapporteur.domain.papers.cards import CardKind
from rapporteur.domain.seating import Chair
from rapporteur.services import delegates, sessions
from rapporteur.services.facts import sample_facts
from rapporteur.services.workspace import Workspace
from rapporteur.ui.dialogs.cards.dialog import CardsDialog
from rapporteur.ui.dialogs.seating.dialog import SeatingDialog
from rapporteur.ui.screens.delegates.table import DelegateTable
from rapporteur.ui.settings import Settings
from rapporteur.ui.theme import apply_theme, load_fonts
from rapporteur.ui.window import MainWindow

Key = Qt.Key
Control = Qt.KeyboardModifier.ControlModifier
Shift = Qt.KeyboardModifier.ShiftModifier
Alt = Qt.KeyboardModifier.AltModifier


@pytest.fixture
def window(qapp: QApplication, tmp_path: Path, qtbot: QtBot) -> Iterator[MainWindow]:
    """The window at the lists of the sample session."""
    path = tmp_path / "session.rapporteur"
    workspace = Workspace.create(path)
    with workspace.edit("new session") as db:
        sessions.create_session(db, sample_facts())
    workspace.close()
    load_fonts()
    apply_theme(qapp, "light")
    shown = MainWindow(Settings(tmp_path / "settings.ini"), size=QSize(1366, 800))
    shown.show()
    shown.activateWindow()
    qtbot.waitActive(shown)
    shown.desk.open(path)
    shown.page.show_screen("delegates")
    table(shown).setFocus()
    qtbot.waitUntil(lambda: table(shown).hasFocus())
    yield shown
    shown.close()
    shown.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def table(window: MainWindow) -> DelegateTable:
    return window.page.current.findChild(DelegateTable)


def in_dialog(
    kind: type[QDialog], open_it: Callable[[], object], work: Callable[[Any], object]
) -> None:
    """Open a dialog and work in it; a fault in there closes it and is raised here."""
    faults: list[BaseException] = []
    owner = QApplication.activeWindow()

    def enter() -> None:
        dialog = QApplication.activeModalWidget()
        if dialog is None or not dialog.isActiveWindow() or dialog is owner:
            return  # not there yet
        timer.stop()
        try:
            assert isinstance(dialog, kind), dialog
            work(dialog)
        except BaseException as fault:  # noqa: BLE001 - or the dialog would stay for ever
            faults.append(fault)
        if dialog.isVisible():
            dialog.reject()

    timer = QTimer()
    timer.timeout.connect(enter)
    timer.start(20)
    open_it()
    timer.stop()
    if faults:
        raise faults[0]
    if owner is not None:  # no window manager is there to do it
        owner.activateWindow()
        QCoreApplication.processEvents()


def correct_designation(window: MainWindow, name: str, text: str) -> None:
    """Type `text` over the designation of a person in the form."""
    people = window.page.bridge.read(delegates.list_delegates)
    person = next(one for one in people if one["latin_name"] == name)
    window.page.current.show_record(person.id, "designation")
    press(Key.Key_A, Control)
    type_text(text)
    press(Key.Key_Tab)
    table(window).select([person.id], person.id)
    table(window).setFocus()


def save_pdf(
    dialog: CardsDialog | SeatingDialog,
    target: Path,
    monkeypatch: pytest.MonkeyPatch,
    qtbot: QtBot,
) -> PdfReader:
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(target), ""))
    press(Key.Key_S, Alt)
    qtbot.waitUntil(lambda: target.exists() and not busy(dialog), timeout=20_000)
    return PdfReader(target)


def busy(dialog: CardsDialog | SeatingDialog) -> bool:
    return dialog.busy if isinstance(dialog, CardsDialog) else dialog._paper.busy


def test_plates_a_correction_and_the_seats(
    window: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    bridge = window.page.bridge

    def all_plates(dialog: CardsDialog) -> None:
        assert dialog.kind() is CardKind.PLATE
        assert isinstance(QApplication.focusWidget(), QComboBox), "one begins at the kind"
        press(Key.Key_D, Alt)  # with designation and organisation
        qtbot.waitUntil(lambda: any(card.posts for card in dialog.sheet.cards))
        assert all(card.posts for card in dialog.sheet.cards)
        reader = save_pdf(dialog, tmp_path / "plates.pdf", monkeypatch, qtbot)
        assert len(reader.pages) == len(dialog.sheet.cards) == 80
        press(Key.Key_Escape)

    in_dialog(CardsDialog, lambda: press(Key.Key_K, Control | Shift), all_plates)
    assert bridge.history.undo_label == "print of 80 cards"

    correct_designation(window, "Kavita Deshpande", "Additional Secretary")
    qtbot.waitUntil(lambda: bridge.history.undo_label == "designation of Kavita Deshpande")

    def only_what_changed(dialog: CardsDialog) -> None:
        press(Key.Key_C, Alt)
        qtbot.waitUntil(lambda: len(dialog.sheet.cards) < 80)
        (card,) = dialog.sheet.cards
        assert card.first == "Smt. Kavita Deshpande"
        assert dialog._reasons.count() == 1
        assert dialog._reasons.item(0).text() == (
            "Smt. Kavita Deshpande: designation: Joint Secretary → Additional Secretary"
        )
        reader = save_pdf(dialog, tmp_path / "one.pdf", monkeypatch, qtbot)
        assert len(reader.pages) == 1
        assert "Additional Secretary" in " ".join(reader.pages[0].extract_text().split())
        assert dialog.sheet.cards == ()

    in_dialog(CardsDialog, lambda: press(Key.Key_K, Control | Shift), only_what_changed)

    order: list[str] = []
    seen: list[str] = []

    def seats(dialog: SeatingDialog) -> None:
        press(Key.Key_Y, Alt)  # make a plan by the rules
        qtbot.waitUntil(lambda: dialog.plan is not None)
        view, model = dialog.view, dialog.model

        def name(chair: Chair) -> str:
            return str(model.index_of(chair).data())

        assert view.hasFocus()
        assert name(Chair(1, 0, 0)) == "Amardeep Singh Bhatia"
        assert name(Chair(2, 0, 0)) == "Alexey Gruzdev"
        right, left = name(Chair(1, 0, 1)), name(Chair(1, 0, -1))
        press(Key.Key_Right)
        press(Key.Key_Right, Control)
        assert name(Chair(1, 0, 2)) == right
        press(Key.Key_Z, Control)
        assert name(Chair(1, 0, 1)) == right, "undo inside the window"
        press(Key.Key_Left, Control)
        assert name(Chair(1, 0, 0)) == right
        press(Key.Key_Z, Control)
        press(Key.Key_Left)
        press(Key.Key_Left)
        press(Key.Key_Delete)
        assert [model.chair_of(p.uuid) for p in dialog.plan.standing] == [None]
        press(Key.Key_Return)
        type_text(left.split()[0][:3])
        press(Key.Key_Return)
        assert name(Chair(1, 0, -1)) == left, "three letters and Enter seat somebody again"
        order.extend(person["latin_name"] for person in dialog.plan.in_order())

        def open_plates() -> None:
            press(Key.Key_L, Alt)
            qtbot.waitUntil(lambda: bool(seen))

        in_dialog(CardsDialog, open_plates, plates_in_order)
        reader = save_pdf(dialog, tmp_path / "plan.pdf", monkeypatch, qtbot)
        assert "Amardeep" in reader.pages[0].extract_text()

    def plates_in_order(dialog: CardsDialog) -> None:
        assert dialog.kind() is CardKind.PLATE
        cards = dialog.sheet.cards
        assert [card.first.endswith(name) for card, name in zip(cards, order, strict=True)] == [
            True
        ] * len(order)
        assert [card.seat for card in cards][:3] == ["IN 1", "IN 2", "IN 3"]
        seen.append(cards[0].first)

    in_dialog(SeatingDialog, lambda: press(Key.Key_J, Control | Shift), seats)
    assert order[0] == "Amardeep Singh Bhatia"
    for _ in range(20):
        if bridge.history.undo_label == "print of 80 cards":
            break
        bridge.undo()
    assert bridge.history.undo_label == "print of 80 cards", "every step since was taken back"
