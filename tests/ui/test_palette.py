"""Ctrl+K at the real window: records and commands by typing, with the keyboard alone."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from tests.keys import press, type_text

from rapporteur.domain.editing import FieldEdit
from rapporteur.services import delegates
from rapporteur.services.marking import Marked
from rapporteur.ui.finding.model import Line, LineKind, PaletteModel
from rapporteur.ui.finding.palette import Palette
from rapporteur.ui.screens.delegates.table import DelegateTable
from rapporteur.ui.widgets.search_field import SearchField
from rapporteur.ui.window import MainWindow

Control = Qt.KeyboardModifier.ControlModifier
_FATAL = QAbstractItemModelTester.FailureReportingMode.Fatal


def _open(window: MainWindow, qtbot: QtBot) -> Palette:
    press(Qt.Key.Key_K, Control)
    (palette,) = [p for p in window.findChildren(Palette) if p.isVisible()]
    if window.page is not None:
        qtbot.waitUntil(lambda: window.page.finder.index is not None)
    return palette


def _texts(palette: Palette, kind: LineKind) -> list[str]:
    lines = [palette.model.line(row) for row in range(palette.model.rowCount())]
    return [line.title.text for line in lines if line.kind is kind]


def _current(palette: Palette) -> Line:
    return palette.model.line(palette.list.currentIndex().row())


def test_the_model_keeps_qts_contract(themed: QApplication) -> None:
    model = PaletteModel()
    tester = QAbstractItemModelTester(model, _FATAL)
    heading = Line(LineKind.HEADING, Marked("Delegates"))
    hit = Line(LineKind.HIT, Marked("Gruzdev"), Marked("Minister"))
    model.show_lines([heading, hit, heading, hit])
    assert not model.flags(model.index(0)) & Qt.ItemFlag.ItemIsSelectable
    assert [model.next_from(row, 1) for row in (-1, 1, 3)] == [1, 3, 1]
    assert [model.next_from(row, -1) for row in (1, 3)] == [3, 1]
    assert model.index(1).data(Qt.ItemDataRole.AccessibleTextRole) == "Gruzdev, Minister"
    model.show_lines([])
    assert model.next_from(-1, 1) == -1
    assert tester.model() is model


@pytest.mark.parametrize("typed", ["gruzd", "грузд", "Gruzdev Alexey", "груздев алекс"])
def test_a_person_is_found_in_either_script_and_enter_goes_there(
    open_window: MainWindow, qtbot: QtBot, typed: str
) -> None:
    palette = _open(open_window, qtbot)
    type_text(typed)
    hits = _texts(palette, LineKind.HIT)
    assert hits[0] == "Mr. Alexey Vladimirovich Gruzdev"
    press(Qt.Key.Key_Return)
    assert not palette.isVisible()
    screen = open_window.page.current
    assert screen.key == "delegates"
    people = open_window.bridge.read(delegates.list_delegates)
    (wanted,) = [p.id for p in people if p["family_name"] == "Gruzdev"]
    assert screen.findChild(DelegateTable).current_id() == wanted


def test_arrows_move_past_the_headings_and_round_the_ends(
    open_window: MainWindow, qtbot: QtBot
) -> None:
    palette = _open(open_window, qtbot)
    type_text("fert")
    first = _current(palette)
    seen = []
    for _ in range(palette.model.rowCount() * 2):
        press(Qt.Key.Key_Down)
        seen.append(_current(palette))
    assert all(line.kind is not LineKind.HEADING for line in seen)
    assert first in seen
    press(Qt.Key.Key_PageDown)
    press(Qt.Key.Key_PageUp)
    press(Qt.Key.Key_Up)
    assert _current(palette).kind is not LineKind.HEADING


def test_show_more_opens_the_group(open_window: MainWindow, qtbot: QtBot) -> None:
    palette = _open(open_window, qtbot)
    type_text("director")
    before = len(_texts(palette, LineKind.HIT))
    while _current(palette).kind is not LineKind.MORE:
        press(Qt.Key.Key_Down)
    press(Qt.Key.Key_Return)
    assert palette.isVisible()
    assert len(_texts(palette, LineKind.HIT)) > before


def test_a_command_is_found_by_its_words_and_runs(open_window: MainWindow, qtbot: QtBot) -> None:
    palette = _open(open_window, qtbot)
    type_text("journ")
    assert _current(palette).title.text == "Journal of changes…"
    assert "Ctrl+J" in _current(palette).aside
    type_text(" nothing like it")
    assert palette.model.rowCount() == 0
    press(Qt.Key.Key_Escape)
    palette = _open(open_window, qtbot)
    type_text("> hecks")
    assert _texts(palette, LineKind.HIT) == []
    assert _current(palette).title.text == "Checks"
    press(Qt.Key.Key_Return)
    # The command of a screen that was not in front: it comes there first.
    assert open_window.page.current.key == "delegates"


def _kinds(palette: Palette) -> list[LineKind]:
    lines = [palette.model.line(row).kind for row in range(palette.model.rowCount())]
    return [kind for kind in lines if kind is not LineKind.HEADING]


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("port", LineKind.COMMAND),  # import and export, before whoever has it within a name
        ("journ", LineKind.COMMAND),
        ("modern", LineKind.HIT),  # a sub-group begins with it
        ("agenda", LineKind.HIT),  # a name has a word that begins with it
    ],
)
def test_commands_stand_before_what_has_the_letters_only_within_its_name(
    open_window: MainWindow, qtbot: QtBot, typed: str, first: LineKind
) -> None:
    palette = _open(open_window, qtbot)
    type_text(typed)
    assert _kinds(palette)[0] is first
    if typed == "port":
        assert LineKind.HIT in _kinds(palette)


def test_a_command_that_is_not_to_be_had_says_so(open_window: MainWindow, qtbot: QtBot) -> None:
    palette = _open(open_window, qtbot)
    type_text("> circulate")  # the sample's agenda has been circulated
    assert _current(palette).title.text == "Circulate"
    press(Qt.Key.Key_Return)
    assert open_window.page.current.key == "agenda"
    assert "Not to be had now: Circulate" in open_window.messages._text.text()


def test_escape_gives_the_cursor_back(open_window: MainWindow, qtbot: QtBot) -> None:
    open_window.page.show_screen("delegates")
    open_window.page.current.focus_filter()
    before = QApplication.focusWidget()
    palette = _open(open_window, qtbot)
    assert QApplication.focusWidget() is palette.typed
    press(Qt.Key.Key_K, Control)
    assert [p for p in open_window.findChildren(Palette) if p.isVisible()] == [palette]
    press(Qt.Key.Key_Escape)
    assert not palette.isVisible()
    assert QApplication.focusWidget() is before


def test_going_elsewhere_closes_it(open_window: MainWindow, qtbot: QtBot) -> None:
    palette = _open(open_window, qtbot)
    open_window.page.navigation.setFocus()
    assert not palette.isVisible()


def test_without_a_file_there_are_the_commands(window: MainWindow, qtbot: QtBot) -> None:
    palette = _open(window, qtbot)
    type_text("new ses")
    assert _current(palette).title.text == "New session…"
    press(Qt.Key.Key_Escape)
    assert not palette.isVisible()


def test_what_changes_is_found_at_once(open_window: MainWindow, qtbot: QtBot) -> None:
    palette = _open(open_window, qtbot)
    type_text("qwertz")
    assert palette.model.rowCount() == 0
    person = open_window.bridge.read(delegates.list_delegates)[0]
    open_window.bridge.edit(
        "Remark",
        lambda db: delegates.update_delegate(
            db, person.id, {"remarks": FieldEdit(person["remarks"], "Qwertzuiop")}
        ),
    )
    qtbot.waitUntil(lambda: bool(_texts(palette, LineKind.HIT)))
    assert _current(palette).prefix == "Remarks"
    press(Qt.Key.Key_Escape)
    open_window.bridge.undo()
    palette = _open(open_window, qtbot)
    type_text("qwertz")
    assert palette.model.rowCount() == 0


def test_the_field_in_the_tool_bar_opens_it(open_window: MainWindow, qtbot: QtBot) -> None:
    (field,) = open_window.menus.toolbar.findChildren(SearchField)
    field.setFocus()
    press(Qt.Key.Key_Space)
    assert [p.isVisible() for p in open_window.findChildren(Palette)] == [True]
    press(Qt.Key.Key_Escape)
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    assert not open_window.findChildren(Palette)


def test_closing_the_file_while_it_is_open_is_no_fault(
    open_window: MainWindow, qtbot: QtBot
) -> None:
    palette = _open(open_window, qtbot)
    type_text("close")
    assert _current(palette).title.text == "Close"
    press(Qt.Key.Key_Return)
    assert open_window.page is None
