"""List, choices and preview beside each other; the document in hand is always shown as it is now.

Reading, laying out and painting go on beside the window. What is shown follows each change of
the session a moment later, while the screen is in front.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QSplitter, QWidget

from rapporteur.documents.pdf.engine import Printout
from rapporteur.documents.pdf.writing import lay_out
from rapporteur.domain.errors import UserError
from rapporteur.domain.papers.page import PaperSize
from rapporteur.services.documents.catalogue import DOCUMENTS, Document, document, make
from rapporteur.services.documents.options import MadeDocument, Options
from rapporteur.ui.bridge import FileBridge
from rapporteur.ui.printing.preview import Preview
from rapporteur.ui.screens.documents.choices import read_material
from rapporteur.ui.screens.documents.facts import FactsPane
from rapporteur.ui.screens.documents.gallery import Gallery
from rapporteur.ui.screens.documents.states import State, read_states
from rapporteur.ui.screens.documents.words import refusal
from rapporteur.ui.settings import Settings
from rapporteur.ui.workers import Latest

_AFTER_CHANGE_MS = 400
_STATES_AFTER_MS = 500
_LAST = "documents/last"
_PARTS = "documents/columns"


class DocumentsPane(QWidget):
    """Everything of the screen; made when it is first looked at. `stop` before it goes."""

    chosen = Signal()
    """Another document is in hand."""

    _found = Signal(object, object)
    """What was asked for, and the `MadeDocument` or the `UserError` that came of it."""

    def __init__(
        self, bridge: FileBridge, settings: Settings, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._settings = settings
        self._asked: object = None
        self.made: MadeDocument | None = None

        self.gallery = Gallery({one.key for one in DOCUMENTS})
        self.facts = FactsPane(settings)
        self.preview = Preview(settings)
        self._splitter = QSplitter()
        self._states = Latest(self._read_states, self._show_states, bridge.report, self)
        self._stopping = False
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_AFTER_CHANGE_MS)

        self._later = QTimer(self)  # what is looked at comes before what stands beside it
        self._later.setSingleShot(True)
        self._later.setInterval(_STATES_AFTER_MS)

        self.gallery.chosen.connect(self._on_chosen)
        self.facts.choices.changed.connect(self.show_pages)
        self._found.connect(self._on_found, Qt.ConnectionType.QueuedConnection)
        self._pause.timeout.connect(self._show_again)
        self._later.timeout.connect(self._states.ask)

        for part in (self.gallery, self.facts, self.preview):
            self._splitter.addWidget(part)
        self._splitter.setStretchFactor(2, 1)
        self._splitter.setChildrenCollapsible(False)
        self._splitter.setHandleWidth(1)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self._splitter)
        settings.restore_parts(_PARTS, self._splitter)
        self.facts.choices.show_material(bridge.read(read_material))
        self.gallery.choose(settings.text(_LAST))

    @property
    def document(self) -> Document:
        """The document in hand."""
        kind = self.gallery.kind()
        return document(kind.key if kind is not None else DOCUMENTS[0].key)

    @property
    def options(self) -> Options:
        """What is chosen for it."""
        return self.facts.choices.options()

    @property
    def paper(self) -> PaperSize:
        """The sheet it is laid out for."""
        return self.facts.choices.paper()

    def make(self) -> MadeDocument:
        """The document in hand as it is now. UserError where there is none."""
        key, options = self.document.key, self.options
        return self._bridge.read(lambda db: make(db, key, options))

    def show_pages(self) -> None:
        """Make the document anew and show its pages."""
        key, options, size = self.document.key, self.options, self.paper
        asked = self._asked = (key, options, size)

        def making(cancelled: Callable[[], bool]) -> Printout:
            try:
                made = self._bridge.read(lambda db: make(db, key, options))
            except UserError as error:
                self._found.emit(asked, error)
                raise UserError(error.code, refusal(error)) from error
            self._found.emit(asked, made)
            return lay_out(made.paper, size, cancelled=cancelled)

        self.preview.show_document(making)

    def show_templates(self) -> None:
        """Other own templates may be there now."""
        found = self.document
        self.facts.choices.show_document(found.key, found.options, _templates(found))

    def changed(self) -> None:
        """The session has changed: what is shown follows when the edits are over."""
        self._pause.start()

    def stop(self) -> None:
        """Remember the layout, and give up what is being read and painted."""
        self._stopping = True
        self._pause.stop()
        self._later.stop()
        self._settings.save_parts(_PARTS, self._splitter)
        self._states.stop()
        self.preview.stop()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._pause.start(0)

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._pause.stop()
        self._later.stop()

    def _show_again(self) -> None:
        if not self._bridge.closed and self.isVisible():
            self.facts.choices.show_material(self._bridge.read(read_material))
            self.show_pages()
            self._later.start()

    def _on_chosen(self, key: str) -> None:
        kind = self.gallery.kind()
        if kind is None:
            return
        found = document(key)
        self._settings.set_text(_LAST, key)
        self.made = None
        self.facts.show_document(kind, found.about, found.formats)
        self.facts.choices.show_document(key, found.options, _templates(found))
        self.chosen.emit()
        self.show_pages()

    def _on_found(self, asked: object, found: MadeDocument | UserError) -> None:
        """The document in hand was made, or cannot be."""
        if asked != self._asked:
            return
        made = self.made = found if isinstance(found, MadeDocument) else None
        self.facts.show_missing(
            made.missing if made else (),
            ready=made is not None,
            internal=bool(made and made.internal),
        )
        self.chosen.emit()

    def _read_states(self) -> Mapping[str, State]:
        with self._bridge.workspace.read() as db:
            return read_states(db, lambda: self._stopping)

    def _show_states(self, states: Mapping[str, State]) -> None:
        self.gallery.show_states(states)


def _templates(found: Document) -> list[Path]:
    """The own templates that the Word form of a document may be made of."""
    if not found.templates:
        return []
    from rapporteur.services.documents.templates import own_templates  # noqa: PLC0415 - brings Word

    return own_templates()
