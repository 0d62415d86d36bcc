"""Clauses while one writes: the palette over the texts, and the action item that may follow."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint

from rapporteur.services.protocol import clauses, committing
from rapporteur.services.protocol.clauses import ClauseOffer
from rapporteur.services.protocol.committing import ActionOffer
from rapporteur.ui.bridge import Tone
from rapporteur.ui.screens.protocol.clause_palette import ClausePalette

if TYPE_CHECKING:
    from rapporteur.ui.screens.protocol.screen import ProtocolScreen

_LETTERS = 40


class ClauseDesk(QObject):
    """Inserts clauses at the cursors; knows after which paragraph an action item is offered."""

    def __init__(self, screen: ProtocolScreen) -> None:
        super().__init__(screen)
        self._screen = screen
        self._committing = 0  # a paragraph into which a clause that commits was put
        self.palette = ClausePalette(self._find, screen)
        self.palette.chosen.connect(self._insert)
        self.palette.left.connect(screen.go_to_text)
        bar = screen.pane.strip.offer
        bar.taken.connect(self._make_action)
        bar.refused.connect(self._refuse)

    def open_palette(self) -> None:
        """Show the clauses below the cursor of the text; a first paragraph where there is none."""
        screen = self._screen
        if screen.pane.line is None:
            screen.new_paragraph()
        if not screen.pane.commit():
            return
        column = screen.pane.column()
        below = column.box.cursorRect().bottomLeft() + QPoint(0, 4)
        place = screen.mapFromGlobal(column.box.viewport().mapToGlobal(below))
        self.palette.open_at(place, screen.languages)

    def offer_action(self) -> None:
        """Lead to the offer of an action item, for whatever paragraph commits."""
        screen = self._screen
        line = screen.pane.line
        if line is None or not screen.pane.commit():
            return
        offer = screen.bridge.read(lambda db: committing.offer_action(db, line.id))
        if offer is None:
            screen.bridge.say(
                self.tr("This paragraph commits nobody: no “agreed to”, “shall”, “requested”.")
            )
            return
        if offer.existing:
            screen.bridge.say(self.tr("The paragraph leads to an action item already."))
            return
        self._committing = line.id
        screen.pane.strip.show_offer(offer, screen.sides)
        screen.pane.strip.offer.take_focus()

    def follow(self) -> None:
        """After each save: offer the action item as soon as the paragraph says what is agreed."""
        screen = self._screen
        line = screen.pane.line
        if line is None or line.id != self._committing or line.paragraph["action_item"]:
            screen.pane.strip.drop_offer()
            return
        paragraph_id = line.id
        offer = screen.bridge.read(lambda db: committing.offer_action(db, paragraph_id))
        if offer is None or not any(offer.texts.values()):
            screen.pane.strip.drop_offer()
        else:
            screen.pane.strip.show_offer(offer, screen.sides)

    def _find(self, typed: str) -> list[ClauseOffer]:
        return self._screen.bridge.read(lambda db: clauses.find(db, typed))

    def _insert(self, offer: ClauseOffer) -> None:
        screen, pane = self._screen, self._screen.pane
        line = pane.line
        if line is None:
            return
        carets = {code: pane.caret_of(code) for code in screen.languages}
        before = {code: len(text) for code, text in line.texts.items()}
        text = " ".join(next((one for one in offer.texts.values() if one), "").split())
        label = self.tr("clause “{text}” in {name}").format(
            text=text[:_LETTERS], name=screen.operations.named([line])
        )
        done = screen.bridge.perform(
            label, lambda db: clauses.insert(db, offer, line.id, at=carets)
        )
        if done is None or pane.line is None:
            return
        if offer.commits:
            self._committing = line.id
        for code, place in carets.items():
            grown = len(pane.line.texts[code]) - before[code]
            at = before[code] if place is None else min(place, before[code])
            pane.columns[code].place_caret(at + grown)
        screen.go_to_text()
        pane.column().leave_blank()
        self.follow()

    def _make_action(self, offer: ActionOffer) -> None:
        screen = self._screen
        line = screen.pane.line
        name = screen.operations.named([line] if line is not None else [])
        made = screen.bridge.perform(
            self.tr("action item from {name}").format(name=name),
            lambda db: committing.take_offer(db, offer),
        )
        if made is not None:
            said = self.tr("Action item {number} made from {name}.")
            screen.bridge.say(said.format(number=made["number"], name=name), Tone.DONE, undo=True)
            self._refuse()

    def _refuse(self) -> None:
        self._committing = 0
        self._screen.pane.strip.drop_offer()
        self._screen.go_to_text()
