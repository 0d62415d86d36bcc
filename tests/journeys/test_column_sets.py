"""A set of columns for the gala dinner: made, ordered, named in Russian, exported, and back."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import openpyxl
import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QSize, Qt
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget
from pytestqt.qtbot import QtBot
from tests.journeys.test_start import inside
from tests.keys import focused, press, type_text

from rapporteur.exchange.incoming.reading import read_book
from rapporteur.exchange.lists.headings import REFERENCE
from rapporteur.services import sessions
from rapporteur.services.columns import column_sets
from rapporteur.services.facts import sample_facts
from rapporteur.services.importing import imports
from rapporteur.services.workspace import Workspace
from rapporteur.ui.dialogs.column_sets.editor import ColumnSetsEditor
from rapporteur.ui.dialogs.export_roster import ExportDialog
from rapporteur.ui.settings import Settings
from rapporteur.ui.theme import apply_theme
from rapporteur.ui.window import MainWindow

Key = Qt.Key
ALT, CONTROL = Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.ControlModifier
HEADINGS = ("№ места", "Гость", "Откуда", "Меню")
SHIFT = Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def window(qapp: QApplication, tmp_path: Path, qtbot: QtBot) -> Iterator[MainWindow]:
    """The main window with the sample session open."""
    apply_theme(qapp, "light")
    path = tmp_path / "sample.rapporteur"
    workspace = Workspace.create(path)
    with workspace.edit("New session") as db:
        sessions.create_session(db, sample_facts())
    workspace.close()
    shown = MainWindow(Settings(tmp_path / "settings.ini"), size=QSize(1280, 800))
    shown.show()
    shown.activateWindow()
    qtbot.waitActive(shown)
    shown.desk.open(path)
    yield shown
    shown.close()
    shown.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def to(widget: QWidget) -> None:
    """Tab to a part of the dialog, as one does; it must be reached."""
    for _ in range(60):
        if QApplication.focusWidget() is widget:
            return
        press(Key.Key_Tab)
    raise AssertionError(f"Tab never reaches {widget}")


def tick(editor: ColumnSetsEditor, name: str, qtbot: QtBot) -> None:
    """Type the first letters of a field into the tree, and tick it."""
    press(Key.Key_Home)
    qtbot.wait(QApplication.keyboardInputInterval() + 50)
    type_text(name)
    current = editor.chooser.tree.currentItem()
    assert current is not None
    assert current.text(0).startswith(name)
    press(Key.Key_Space)


def make_the_set(editor: ColumnSetsEditor, qtbot: QtBot) -> None:
    press(Key.Key_N, ALT)
    qtbot.waitUntil(lambda: isinstance(focused(), QLineEdit), timeout=5000)
    type_text("Gala dinner")
    press(Key.Key_Return)
    to(editor.form.rows["name_ru"].editor.input)
    type_text("Торжественный ужин")
    to(editor.chooser.tree)
    tick(editor, "Organisation", qtbot)
    tick(editor, "Diet", qtbot)
    type_text("The cook of the gala dinner")  # the question for the purpose is open
    press(Key.Key_Return)
    to(editor.order.table)
    press(Key.Key_Home, CONTROL)
    for heading in HEADINGS:
        press(Key.Key_End)
        press(Key.Key_F2)
        type_text(heading)
        press(Key.Key_Return)
        qtbot.waitUntil(
            lambda heading=heading: editor.order.table.currentIndex().data() == heading,
            timeout=5000,
        )
        press(Key.Key_Down)
    assert [editor.order.model.index(n, 3).data() for n in range(4)] == list(HEADINGS)
    press(Key.Key_Up, ALT)  # what they eat stands before where they come from
    press(Key.Key_Escape)


def export_it(dialog: ExportDialog, target: Path, qtbot: QtBot) -> None:
    press(Key.Key_End)
    assert dialog.column_set().name == "Gala dinner"
    press(Key.Key_H, ALT)
    press(Key.Key_Down)
    press(Key.Key_F, ALT)
    press(Key.Key_A, CONTROL)
    type_text(str(target))
    press(Key.Key_Return)
    qtbot.waitUntil(lambda: not dialog.isVisible(), timeout=20_000)


def test_a_set_is_made_and_used_with_the_keyboard_alone(
    window: MainWindow, tmp_path: Path, qtbot: QtBot
) -> None:
    assert window.page is not None
    bridge = window.page.bridge
    inside(ColumnSetsEditor, lambda editor: make_the_set(editor, qtbot))
    press(Key.Key_E, CONTROL | SHIFT)
    found = bridge.read(lambda db: column_sets.column_set(db, "Gala dinner"))
    assert found.fields == ("number", "full_name", "diet", "organisation")
    assert found.purpose == "The cook of the gala dinner"
    assert found.name_ru == "Торжественный ужин"

    target = tmp_path / "dinner.xlsx"
    inside(ExportDialog, lambda dialog: export_it(dialog, target, qtbot))
    window.activateWindow()
    qtbot.waitUntil(lambda: QApplication.focusWidget() is not None, timeout=5000)
    press(Key.Key_E, CONTROL)
    book = openpyxl.load_workbook(target)
    page = book.worksheets[1]
    rows = list(page.iter_rows(values_only=True))
    header = next(n for n, row in enumerate(rows) if REFERENCE in row)
    assert rows[header][:-1] == ("№ места", "Гость", "Меню", "Откуда")
    assert rows[header + 1][:2] == (1, "Груздев Алексей Владимирович")
    assert any("Торжественный ужин" in str(row[0]) for row in rows[:header])
    assert "cook" in str(book.properties.description)

    with bridge.workspace.read() as db:
        plan = imports.plan(db, read_book(target))
    assert {state for state, count in plan.counts().items() if count} == {"same"}

    steps = 0
    while "Gala dinner" in [s.name for s in bridge.read(column_sets.column_sets)]:
        bridge.undo()
        steps += 1
    assert steps == 9  # a Russian name, two columns, four headings, the order, and the name itself
