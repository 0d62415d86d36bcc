"""The papers of the day by keyboard: chosen, seen, written, edited in Word, made anew, printed."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import docx
import pytest
from pypdf import PdfReader
from PySide6.QtCore import Qt
from PySide6.QtPrintSupport import QPrintDialog
from PySide6.QtWidgets import QApplication, QComboBox, QFileDialog
from pytestqt.qtbot import QtBot
from tests.dialogs import inside
from tests.keys import focused, press
from tests.ui.conftest import (  # noqa: F401 - fixtures
    open_window,
    sample_file,
    sample_path,
    settings,
    shipped_fonts,
    themed,
    window,
)

from rapporteur.domain.agenda import AGENDA_ITEM
from rapporteur.domain.editing import FieldEdit
from rapporteur.services import sessions, stored
from rapporteur.services.facts import sample_facts
from rapporteur.services.facts.day import DayFacts
from rapporteur.services.workspace import Workspace
from rapporteur.ui.dialogs.documents.pack import PackDialog
from rapporteur.ui.screens.agenda.screen import AgendaScreen
from rapporteur.ui.screens.documents.pane import DocumentsPane
from rapporteur.ui.screens.documents.screen import DocumentsScreen
from rapporteur.ui.window import MainWindow

Key = Qt.Key
Control = Qt.KeyboardModifier.ControlModifier
Shift = Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def saved(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    """What the file dialog was asked to save; each goes into the test's folder."""
    asked: list[Path] = []

    def answer(_parent: object, _title: str, start: str, *_rest: object, **_more: object):
        asked.append(tmp_path / Path(start).name)
        return str(asked[-1]), ""

    monkeypatch.setattr(QFileDialog, "getSaveFileName", answer)
    return asked


def _documents(frame: MainWindow, qtbot: QtBot) -> DocumentsPane:
    at = [screen.key for screen in frame.page.screens].index("documents") + 1
    press(getattr(Key, f"Key_{at}"), Control)
    screen = frame.page.current
    assert isinstance(screen, DocumentsScreen)
    press(Key.Key_F, Control)
    assert focused() is screen.pane.gallery
    return screen.pane


def _walk_to(pane: DocumentsPane, qtbot: QtBot, key: str) -> None:
    press(Key.Key_Home)
    for _ in range(pane.gallery.count()):
        if pane.document.key == key:
            break
        press(Key.Key_Down)
    assert pane.document.key == key
    qtbot.waitUntil(lambda: pane.made is not None and pane.made.key == key, timeout=20000)
    qtbot.waitUntil(lambda: pane.preview.pages.picture(1) is not None, timeout=20000)


def _choose(pane: DocumentsPane, words: str) -> None:
    """Tab to the box that offers `words`, and take them."""
    for _ in range(12):
        press(Key.Key_Tab)
        box = focused()
        if isinstance(box, QComboBox) and box.findText(words) >= 0:
            press(Key.Key_Home)
            while box.currentText() != words:
                press(Key.Key_Down)
            return
    raise AssertionError(words)


def test_an_agenda_is_chosen_written_edited_and_made_anew(
    open_window: MainWindow,  # noqa: F811
    qtbot: QtBot,
    saved: list[Path],
) -> None:
    pane = _documents(open_window, qtbot)
    _walk_to(pane, qtbot, "agenda")
    assert pane.made is not None
    assert pane.made.languages == ("en", "ru")
    _choose(pane, "Russian")
    qtbot.waitUntil(lambda: pane.made is not None and pane.made.languages == ("ru",))

    press(Key.Key_S, Control)
    (first,) = saved
    assert first.suffix == ".docx"
    text = _text(first)
    assert "Вступительное слово" in text
    assert "Opening remarks" not in text
    assert str(first) in open_window.messages._text.text()

    # Nobody has touched it: the same name again.
    _back(open_window, qtbot)
    press(Key.Key_S, Control)
    assert len(saved) == 2
    assert sorted(first.parent.glob("*.docx")) == [first]

    document = docx.Document(str(first))
    document.add_paragraph("Added by hand.")
    document.save(str(first))
    _back(open_window, qtbot)
    press(Key.Key_S, Control)
    second = first.with_name(f"{first.stem} (2).docx")
    assert len(saved) == 3, (open_window.messages._text.text(), focused())
    assert second.exists()
    assert "Added by hand." in _text(first)
    assert "Added by hand." not in _text(second)
    said = open_window.messages._text.text()
    assert "edited" in said
    assert second.name in said
    assert open_window.messages._folder.isVisible()


def test_what_is_changed_elsewhere_is_in_the_preview_and_in_the_pdf(
    open_window: MainWindow,  # noqa: F811
    qtbot: QtBot,
    saved: list[Path],
) -> None:
    pane = _documents(open_window, qtbot)
    _walk_to(pane, qtbot, "agenda")
    before = pane.preview.pages.picture(1)
    bridge = open_window.page.bridge
    item = bridge.read(lambda db: stored.read(db, stored.AGENDA_ITEMS))[0]
    old = item["title_en"]
    assert AGENDA_ITEM["title_en"].label
    bridge.edit(
        "Title",
        lambda db: stored.update(
            db, stored.AGENDA_ITEMS, item.id, {"title_en": FieldEdit(old, "Welcome by the hosts")}
        ),
    )
    qtbot.waitUntil(
        lambda: (now := pane.preview.pages.picture(1)) is not None and now != before, timeout=20000
    )
    press(Key.Key_P, Control | Shift)
    (path,) = saved
    assert "Welcome by the hosts" in PdfReader(path).pages[0].extract_text()


def test_a_list_is_printed_from_the_dialog_of_the_system(
    open_window: MainWindow,  # noqa: F811
    qtbot: QtBot,
    tmp_path: Path,
) -> None:
    pane = _documents(open_window, qtbot)
    _walk_to(pane, qtbot, "roster")

    def accept(dialog: QPrintDialog) -> None:
        seen.append(dialog.maxPage())
        press(Key.Key_Return)

    seen: list[int] = []
    inside(QPrintDialog, accept)
    press(Key.Key_P, Control)
    (path,) = tmp_path.rglob("*.pdf")
    pages = pane.preview.pages.page_count
    assert seen == [pages]
    assert len(PdfReader(path).pages) == pages
    assert f"Sent to the printer: {pages} pages" in open_window.messages._text.text()


def test_an_empty_session_says_what_is_missing_and_leads_there(
    window: MainWindow,  # noqa: F811
    qtbot: QtBot,
    tmp_path: Path,
) -> None:
    path = tmp_path / "empty.rapporteur"
    workspace = Workspace.create(path)
    with workspace.edit("New session") as db:
        sessions.create_session(db, replace(sample_facts(), delegates=(), day=DayFacts()))
    workspace.close()
    window.desk.open(path)
    pane = _documents(window, qtbot)
    press(Key.Key_Home)
    while pane.document.key != "agenda":
        press(Key.Key_Down)
    qtbot.waitUntil(lambda: "agenda has no item" in pane.preview.pages.words, timeout=20000)
    assert not pane.facts.buttons["docx"].isEnabled()
    assert pane.facts.source.isVisible()
    press(Key.Key_G, Qt.KeyboardModifier.AltModifier)
    qtbot.waitUntil(lambda: isinstance(window.page.current, AgendaScreen))


def test_everything_is_packed_into_one_folder(
    open_window: MainWindow,  # noqa: F811
    qtbot: QtBot,
    tmp_path: Path,
) -> None:
    _documents(open_window, qtbot)

    def make(dialog: PackDialog) -> None:
        dialog._folder.setText(str(tmp_path))
        press(Key.Key_M, Qt.KeyboardModifier.AltModifier)

    inside(PackDialog, make)
    press(Key.Key_Y, Control | Shift)
    (index,) = tmp_path.rglob("Index.docx")
    assert list(index.parent.rglob("*.pdf"))
    assert "Session pack of" in open_window.messages._text.text()


def _back(frame: MainWindow, qtbot: QtBot) -> None:
    """A window manager gives the keyboard back when a dialog goes; without one we do."""
    qtbot.waitUntil(lambda: QApplication.activeModalWidget() is None)
    frame.activateWindow()
    qtbot.waitActive(frame)
    frame.page.current.take_focus()
    qtbot.waitUntil(lambda: QApplication.focusWidget() is not None)


def _text(path: Path) -> str:
    document = docx.Document(str(path))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return "\n".join([*(one.text for one in document.paragraphs), *cells])
