"""The list of who gets a card and why, and of the cards that are to be taken away."""

from __future__ import annotations

from collections.abc import Collection

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QWidget

from rapporteur.domain.papers.cards import Card, CardChanges, CardPart, PartChange
from rapporteur.ui.icons import icon

_LONGEST = 60  # letters of a text that is quoted


class ReasonList(QListWidget):
    """People of a print, each with what differs from the printed card."""

    wanted = Signal(str)
    """The uuid of the person chosen in the list."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(self.tr("Who gets a card, and why"))
        self.setWordWrap(True)
        self.setUniformItemSizes(False)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.currentItemChanged.connect(self._on_current)

    def show_changes(self, changes: CardChanges, printed: Collection[str]) -> None:
        """Show the people of `printed` with their reasons, and the cards to take away first."""
        with QSignalBlocker(self):
            self._fill(changes, printed)

    def _fill(self, changes: CardChanges, printed: Collection[str]) -> None:
        self.clear()
        for gone in changes.take_away:
            self._add("withdraw", self.tr("{0}: take the card away").format(gone.name), "")
        why = {changed.card.uuid: changed.parts for changed in changes.changed}
        new = {card.uuid for card in changes.fresh}
        cards: list[Card] = [*changes.fresh, *(c.card for c in changes.changed), *changes.same]
        by_uuid = {card.uuid: card for card in cards}
        for uuid in printed:
            card = by_uuid[uuid]
            if uuid in new:
                self._add("add", self.tr("{0}: not printed yet").format(card.first), uuid)
            elif uuid in why:
                words = "; ".join(self._words(part) for part in why[uuid])
                self._add("edit", f"{card.first}: {words}", uuid)
            else:
                self._add("check", self.tr("{0}: as printed").format(card.first), uuid)

    def _add(self, drawing: str, text: str, uuid: str) -> None:
        item = QListWidgetItem(icon(drawing), text, self)
        item.setData(Qt.ItemDataRole.UserRole, uuid)
        item.setToolTip(text)

    def _words(self, change: PartChange) -> str:
        """What differs, such as "designation: Director → Joint Secretary"."""
        name = self._name(change.part)
        if change.part is CardPart.CODE:
            return name
        none = self.tr("nothing")
        before, now = (_short(text) or none for text in (change.before, change.now))
        return f"{name}: {before} → {now}"

    def _name(self, part: CardPart) -> str:
        return {
            CardPart.NAME: self.tr("name"),
            CardPart.SECOND: self.tr("name in the other script"),
            CardPart.DESIGNATION: self.tr("designation"),
            CardPart.ORGANISATION: self.tr("organisation"),
            CardPart.SIDE: self.tr("side"),
            CardPart.ROLE: self.tr("role"),
            CardPart.SEAT: self.tr("seat"),
            CardPart.CODE: self.tr("QR code"),
        }[part]

    def _on_current(self, item: QListWidgetItem | None) -> None:
        uuid = str(item.data(Qt.ItemDataRole.UserRole)) if item is not None else ""
        if uuid:
            self.wanted.emit(uuid)


def _short(text: str) -> str:
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1]}…"
