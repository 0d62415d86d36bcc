"""Markup in texts from outside is shown, not rendered (A7); control: without our style it is."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QTextEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot
from tests.ui.bait import Bait, hover, rendered_as_markup

from rapporteur.domain.delegates import DELEGATE
from rapporteur.domain.editing import FieldEdit
from rapporteur.domain.errors import UserError
from rapporteur.domain.fields import Kind
from rapporteur.domain.sessions import SESSION, SIDE
from rapporteur.services import delegates, sessions
from rapporteur.ui.dialogs.journal import JournalDialog
from rapporteur.ui.dialogs.session_settings import SessionSettings
from rapporteur.ui.forms.form import CatalogueForm
from rapporteur.ui.plain import error_box
from rapporteur.ui.window import MainWindow

_TEXTS = {Kind.TEXT, Kind.LONG, Kind.PRESET}


@pytest.fixture
def bait(tmp_path: Path) -> Bait:
    """A picture that must never be opened."""
    return Bait(tmp_path)


def _typable(catalogue: object) -> list[str]:
    return [field.key for field in catalogue if field.kind in _TEXTS]  # type: ignore[attr-defined]


def test_without_our_style_qt_takes_the_bait(qapp: QApplication, bait: Bait, qtbot: QtBot) -> None:
    """The proof that the test would notice."""
    qapp.setStyle("Fusion")
    qapp.setStyleSheet("")
    label = QLabel(bait.text)
    qtbot.addWidget(label)
    label.show()
    assert bait.seen_in(label)
    assert rendered_as_markup(_parent_of(label)) != []


def _parent_of(label: QLabel) -> QWidget:
    holder = QWidget()
    QVBoxLayout(holder).addWidget(label)
    holder.show()
    return holder


def test_labels_tips_and_editors_show_markup_as_text(
    themed: QApplication, bait: Bait, qtbot: QtBot
) -> None:
    holder = QWidget()
    qtbot.addWidget(holder)
    column = QVBoxLayout(holder)
    button = QPushButton(bait.text)
    button.setToolTip(bait.text)
    for widget in (QLabel(bait.text), button, QTextEdit()):
        column.addWidget(widget)
    holder.show()
    tips = hover(button)
    assert len(tips) == 1
    assert not any(bait.seen_in(widget) for widget in (holder, *tips))
    assert rendered_as_markup(holder) == []
    tips[0].hide()


def test_an_error_box_shows_markup_as_text(themed: QApplication, bait: Bait, qtbot: QtBot) -> None:
    error = UserError("test", bait.text, safe=bait.text, advice=bait.text)
    box = error_box(None, bait.text, error)
    qtbot.addWidget(box)
    box.show()
    assert not bait.seen_in(box)
    assert rendered_as_markup(box) == []


def test_a_form_shows_markup_as_text(themed: QApplication, bait: Bait, qtbot: QtBot) -> None:
    form = CatalogueForm(DELEGATE)
    qtbot.addWidget(form)
    form.resize(700, 2400)
    form.show()
    form.start(dict.fromkeys(_typable(DELEGATE), bait.text))
    for row in form.rows.values():
        row.show_message(bait.text)
        row.offer(bait.text)
    assert not bait.seen_in(form)
    assert rendered_as_markup(form) == []


def test_every_screen_of_a_session_full_of_bait(
    open_window: MainWindow, bait: Bait, qtbot: QtBot
) -> None:
    page = open_window.page
    assert page is not None
    with page.bridge.workspace.edit(bait.text) as db:
        person = delegates.list_delegates(db)[0]
        edits = {key: FieldEdit(person[key], bait.text) for key in _typable(DELEGATE)}
        delegates.update_delegate(db, person.id, edits)
        session = sessions.session(db)
        edits = {key: FieldEdit(session[key], bait.text) for key in _typable(SESSION)}
        sessions.update_session(db, edits)
        side = sessions.sides(db)[0]
        keys = [key for key in _typable(SIDE) if key != "code"]
        sessions.update_side(db, side.id, {k: FieldEdit(side[k], bait.text) for k in keys})
    page.bridge.say(bait.text)
    shown: list[QWidget] = [
        open_window,
        JournalDialog(page.bridge, open_window.settings, open_window),
        SessionSettings(page.bridge, open_window.settings, open_window),
    ]
    for screen in page.screens:
        page.show_screen(screen.key)
        for widget in shown:
            widget.show()
            qtbot.wait(350)
            assert not bait.seen_in(widget), screen.key
            assert rendered_as_markup(widget) == [], screen.key
    open_window.close_file()
    assert not bait.seen_in(open_window), "the start screen names the session"
