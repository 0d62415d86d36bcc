"""The pictures of the README that show the Protocol and the papers; drawn by `screenshots.py`."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime
from functools import partial

from PySide6.QtCore import QSize
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QWidget

from rapporteur.domain.editing import FieldEdit
from rapporteur.domain.protocol import PARAGRAPH
from rapporteur.services.protocol import paragraphs
from rapporteur.services.seating import planning
from rapporteur.services.workspace import Db
from rapporteur.ui.dialogs.protocol.verification import VerificationDialog
from rapporteur.ui.dialogs.seating.dialog import SeatingDialog
from rapporteur.ui.screens.documents.screen import DocumentsScreen
from rapporteur.ui.session_page import SessionPage
from rapporteur.ui.window import MainWindow

DIALOG_SIZE = QSize(1240, 760)
_WRONG = ("31 March 2026", "31 May 2026")

Grab = Callable[[QWidget], QImage]
WaitUntil = Callable[[Callable[[], bool]], None]


def papers(
    window: MainWindow, grab: Grab, wait_until: WaitUntil, saved_at: datetime
) -> Iterator[tuple[str, QImage]]:
    """The Protocol, its verification, the documents, a seating plan; all of it taken back."""
    page = window.page
    if page is None:
        raise RuntimeError("the sample session did not open")
    page.show_screen("protocol")
    page.current.show_record(page.bridge.read(_with_brackets), "text_en")
    window.status.show_saved(saved_at)
    yield "protocol", grab(window)
    yield "verification", _verification(window, page, grab, wait_until)
    yield "seating", _seating(window, page, grab)
    page.show_screen("documents")
    screen = page.current
    if not isinstance(screen, DocumentsScreen):
        raise TypeError("this is not the screen of the documents")
    screen.pane.gallery.choose("protocol")
    view = screen.pane.preview.pages
    wait_until(lambda: view.page_count > 0 and view.picture(1) is not None)
    window.messages.hide()
    window.status.show_saved(saved_at)
    yield "documents", grab(window)


def _with_brackets(db: Db) -> int:
    """The first paragraph in which something stands in brackets."""
    now = paragraphs.protocol(db)
    return next(one.id for one in now.paragraphs if "[" in one["text_en"])


def _verification(
    window: MainWindow, page: SessionPage, grab: Grab, wait_until: WaitUntil
) -> QImage:
    """A date that somebody has mistyped in one language."""
    right, wrong = _WRONG
    now = page.bridge.read(paragraphs.protocol)
    one = next(
        p for p in now.paragraphs if p["kind"] == PARAGRAPH and right in p["text_en"]
    )  # fmt: skip
    text = now.text(one, "en")
    edits = {"text_en": FieldEdit(text, text.replace(right, wrong))}
    page.bridge.edit("Date", partial(paragraphs.edit, paragraph_id=one.id, edits=edits))
    dialog = VerificationDialog(page.bridge, window.settings, window)
    dialog.resize(DIALOG_SIZE)
    dialog.show()
    wait_until(lambda: dialog.list.count() > 0)
    dialog.go_to(one.id)
    dialog.texts.turn(1)
    picture = grab(dialog)
    dialog.done(0)
    dialog.deleteLater()
    page.bridge.undo()
    return picture


def _seating(window: MainWindow, page: SessionPage, grab: Grab) -> QImage:
    """Both delegations seated by the rules."""
    page.bridge.edit("Plan", _plan)
    dialog = SeatingDialog(page.bridge, window.settings, window)
    dialog.resize(DIALOG_SIZE)
    dialog.show()
    picture = grab(dialog)
    dialog.done(0)
    dialog.deleteLater()
    page.bridge.undo()
    return picture


def _plan(db: Db) -> None:
    planning.create_plan(db, "Plenary", planning.usual_customs(db))
