"""The documents screen as the window sees it; what it shows is made when it is first looked at.

Laying out pages needs parts of Qt and of the program that nothing else does at the start.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtGui import QAction, QShowEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from rapporteur.domain.history import Changed
from rapporteur.ui.bridge import FileBridge
from rapporteur.ui.screens.base import Screen
from rapporteur.ui.screens.documents.words import CARDS, PAPER_OF, PRINT, SEATING, groups
from rapporteur.ui.settings import Settings

if TYPE_CHECKING:
    from rapporteur.ui.screens.documents.desk import DocumentDesk
    from rapporteur.ui.screens.documents.pane import DocumentsPane

_WORD, _PDF, _EXCEL = "docx", "pdf", "xlsx"


class DocumentsScreen(Screen):
    """Every paper of the session: chosen, seen, written, printed."""

    key = "documents"
    icon_name = "documents"

    def __init__(
        self, bridge: FileBridge, settings: Settings, parent: QWidget | None = None
    ) -> None:
        super().__init__(bridge, settings, parent)
        self._pane: DocumentsPane | None = None
        self._desk: DocumentDesk | None = None
        self._writing: dict[str, QAction] = {}
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        self._make_actions()

    @property
    def pane(self) -> DocumentsPane:
        """What the screen shows."""
        return self._build()[0]

    @property
    def desk(self) -> DocumentDesk:
        """Where documents are written."""
        return self._build()[1]

    def title(self) -> str:
        return self.tr("Documents")

    def load(self) -> None:
        """Nothing is read before the screen is looked at."""

    def reload(self, _changed: Changed) -> None:
        if self._pane is not None:
            self._pane.changed()

    def take_focus(self) -> None:
        self.pane.gallery.setFocus()

    def focus_filter(self) -> None:
        """There is nothing to filter: Ctrl+F goes to the list."""
        self.pane.gallery.setFocus()

    def show_record(self, _row_id: int, field: str = "") -> None:
        """Take the document with the key `field` in hand."""
        self.pane.gallery.choose(field)

    def show_paper_of(self, screen: str) -> None:
        """Take the document in hand that shows what is entered on `screen`, where there is one.

        The screen has just come to the front, because somebody wants to print.
        """
        if key := PAPER_OF.get(screen):
            self.pane.gallery.choose(key)
        self.take_focus()
        kind = self.pane.gallery.kind()
        if kind is not None:
            self.bridge.say(self.tr("{0}: Ctrl+P again prints it.").format(kind.title))

    def print_out(self) -> None:
        """Print the document in hand."""
        self.desk.print_out()

    def save_state(self) -> None:
        if self._pane is not None:
            self._pane.stop()

    def showEvent(self, event: QShowEvent) -> None:
        self._build()
        super().showEvent(event)

    def _make_actions(self) -> None:
        for key, text, keys, drawing in (
            (_WORD, self.tr("Save as &Word…"), "Ctrl+S", "protocol"),
            (_PDF, self.tr("Save as P&DF…"), "Ctrl+Shift+P", "file"),
            (_EXCEL, self.tr("Save as E&xcel…"), "Ctrl+Shift+X", "table"),
        ):
            self._writing[key] = self.offer(text, partial(self._save, key), keys=keys, icon=drawing)
        self.offer(
            self.tr("Session pac&k…"), self._pack, keys="Ctrl+Shift+Y", icon="documents", gap=True
        )
        self.offer(self.tr("&Templates…"), self._templates, keys="Ctrl+T", icon="edit")
        for group in groups():
            for at, kind in enumerate(group.kinds):
                self.offer(
                    kind.title,
                    partial(self._choose, kind.key),
                    icon=kind.icon,
                    gap=not at,
                )

    def _choose(self, key: str) -> None:
        self.pane.gallery.choose(key)
        self.pane.gallery.setFocus()

    def _build(self) -> tuple[DocumentsPane, DocumentDesk]:
        """The pane and its desk; made once."""
        if self._pane is None or self._desk is None:
            # Late: the screen is made with the others before anybody looks at it.
            from rapporteur.ui.screens.documents.desk import DocumentDesk  # noqa: PLC0415
            from rapporteur.ui.screens.documents.pane import DocumentsPane  # noqa: PLC0415

            pane = self._pane = DocumentsPane(self.bridge, self.settings)
            self._desk = DocumentDesk(self.bridge, self.settings, pane)
            layout = self.layout()
            if layout is not None:
                layout.addWidget(pane)
            pane.chosen.connect(self._on_chosen)
            pane.gallery.wanted.connect(lambda: self._save(pane.document.formats[0]))
            pane.facts.write_wanted.connect(self._save)
            pane.facts.source_wanted.connect(self._on_source)
            self._on_chosen()
        return self._pane, self._desk

    def _save(self, ending: str) -> None:
        if ending == PRINT:
            self.print_out()
        else:
            self.desk.save(ending)

    def _pack(self) -> None:
        self.desk.pack()

    def _templates(self) -> None:
        self.desk.templates()

    def _on_source(self, area: str) -> None:
        """Where the data of the document in hand are entered: a dialog, or another screen."""
        if area == CARDS:
            self.desk.show_cards()
        elif area == SEATING:
            self.desk.show_seating()
        else:
            self.jump_wanted.emit(area, 0, "")

    def _on_chosen(self) -> None:
        """Other formats, and perhaps nothing to be written at all."""
        if self._pane is None:
            return
        formats = self._pane.document.formats
        for key, action in self._writing.items():
            action.setEnabled(key in formats)
