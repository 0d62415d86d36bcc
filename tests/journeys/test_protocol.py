"""The Protocol from nothing to agreed, with real keys: draft, both languages, brackets, clauses,
an action item, another order, and no paragraph open at the end."""

from __future__ import annotations

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot
from tests.keys import press, type_text
from tests.protocols import clear_protocol
from tests.ui.conftest import (  # noqa: F401 - fixtures
    open_window,
    sample_file,
    sample_path,
    settings,
    shipped_fonts,
    themed,
    window,
)

from rapporteur.domain.protocol import BRACKETED, OUT_OF_STEP
from rapporteur.services import stored
from rapporteur.ui.screens.protocol.screen import ProtocolScreen
from rapporteur.ui.window import MainWindow

CTRL, ALT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier


def _find(screen: ProtocolScreen, words: str) -> None:
    """Filter with Ctrl+F, take the first paragraph found, and show everything again."""
    press(Qt.Key.Key_F, CTRL)
    type_text(words)
    found = next(row for row in screen.model.rows if not row.heading)
    screen.list.select([found.id])
    press(Qt.Key.Key_Escape)
    press(Qt.Key.Key_Down)
    assert screen.list.current_id == found.id
    assert screen.list.hasFocus()


def _text(screen: ProtocolScreen, code: str = "en") -> str:
    assert screen.desk is not None
    line = screen.desk.line(screen.list.current_id)
    assert line is not None
    return line.texts[code]


def test_from_the_draft_to_no_open_paragraph(
    open_window: MainWindow,  # noqa: F811
    qtbot: QtBot,
) -> None:
    page = open_window.page
    assert page is not None
    page.bridge.edit("clear", clear_protocol)
    press(Qt.Key.Key_6, CTRL)
    screen = page.current
    assert isinstance(screen, ProtocolScreen)
    screen.take_focus()

    # The draft, made with Enter on the first button of the empty screen.
    press(Qt.Key.Key_Return)
    assert screen.summary() == "37 of 37 paragraphs open"

    # Brackets: found by F4 under the filter of brackets, resolved in both languages at once.
    _find(screen, "three-year plan of technology transfer [")
    assert screen.pane.line is not None
    assert screen.pane.line.paragraph["state"] == BRACKETED
    press(Qt.Key.Key_Return)
    press(Qt.Key.Key_End, CTRL)
    press(Qt.Key.Key_Left)
    press(Qt.Key.Key_F8)
    press(Qt.Key.Key_Return)
    assert _text(screen).endswith("technology transfer by the end of March 2026.")
    assert _text(screen, "ru").endswith("передачи технологий до конца марта 2026 г.")
    assert "dropped" not in page.bridge.history.undo_label

    # A word more in the one language puts the other out of step; both are brought together.
    type_text(" ")
    press(Qt.Key.Key_End, CTRL)
    type_text(" It shall be reported in due time.")
    qtbot.waitUntil(lambda: "in due time" in _text(screen), timeout=5_000)
    assert screen.pane.columns["ru"].state == OUT_OF_STEP
    press(Qt.Key.Key_Tab)
    while not screen.pane.columns["ru"].box.hasFocus():
        press(Qt.Key.Key_Tab)
    press(Qt.Key.Key_End, CTRL)
    type_text(" Информация будет представлена в установленные сроки.")
    press(Qt.Key.Key_Return, CTRL)
    assert screen.pane.columns["ru"].state == "agreed"

    # A new paragraph from the clause library, and the action item that follows from it.
    press(Qt.Key.Key_N, CTRL)
    press(Qt.Key.Key_Space, CTRL)
    type_text("agr")
    press(Qt.Key.Key_Return)
    type_text(" exchange lists of laboratories by the end of 2026, as provided for in para 2.")
    screen.finish_editing()
    press(Qt.Key.Key_T, CTRL)
    press(Qt.Key.Key_Return)
    made = screen.list.current_id
    held = page.bridge.read(lambda db: stored.get(db, stored.PARAGRAPHS, made))
    (action,) = page.bridge.read(
        lambda db: stored.read(db, stored.ACTION_ITEMS, uuid=held["action_item"])
    )
    assert action["due_date"] == "2026-12-31"
    number = screen.desk.line(made).number  # type: ignore[union-attr]
    assert action["paragraph"].startswith(f"para {number}")

    # Para 2 is moved down by one: the reference follows, and the action item with it.
    _find(screen, "reviewed the implementation")
    press(Qt.Key.Key_Down, ALT)
    screen.list.select([made])
    assert _text(screen).endswith("as provided for in para 3.")

    # Somebody wants a word more, in brackets; the co-chairs do without it.
    _find(screen, "12th Session")
    before = _text(screen)
    press(Qt.Key.Key_Return)
    press(Qt.Key.Key_Home, CTRL)
    press(Qt.Key.Key_B, CTRL)
    type_text("Having met, ")
    press(Qt.Key.Key_Return, ALT)
    type_text("0")
    assert _text(screen) == before
    assert page.bridge.history.undo_label.endswith("dropped “Having met,”")

    # All texts in step, all paragraphs agreed.
    screen.list.setFocus()
    press(Qt.Key.Key_A, CTRL)
    press(Qt.Key.Key_Return, CTRL)
    press(Qt.Key.Key_4, ALT)
    assert screen.summary() == "All 38 paragraphs agreed"
    press(Qt.Key.Key_F4)
    assert "No paragraph is open" in open_window.messages._text.text()
