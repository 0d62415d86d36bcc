"""The offer under a paragraph that commits: an action item with who and by when filled in."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QPushButton, QWidget

from rapporteur.domain.sessions import Side
from rapporteur.services.protocol.committing import ActionOffer
from rapporteur.ui.theme import GRID


class OfferBar(QWidget):
    """Enter makes the action item, Esc does without."""

    taken = Signal(object)
    """The `ActionOffer` with what was corrected in it."""

    refused = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._offer: ActionOffer | None = None
        label = QLabel(self.tr("Action item"))
        self.bodies = (QLineEdit(), QLineEdit())
        self.due = QLineEdit()
        self.make = QPushButton(self.tr("Make it"))
        self.no = QPushButton(self.tr("No"))
        self.due.setPlaceholderText(self.tr("due"))
        self.due.setAccessibleName(self.tr("Due date of the action item, in words"))
        self.make.setToolTip(self.tr("Make the action item (Enter)"))
        self.no.setToolTip(self.tr("No action item (Esc)"))
        self.no.setFlat(True)
        self.make.clicked.connect(self._take)
        self.no.clicked.connect(self.refused)
        row = QHBoxLayout(self)
        row.setContentsMargins(GRID // 2, 0, GRID // 2, 0)
        row.setSpacing(GRID // 2)
        row.addWidget(label)
        for body in self.bodies:
            row.addWidget(body, 3)
        row.addWidget(self.due, 2)
        row.addWidget(self.make)
        row.addWidget(self.no)
        for part in (*self.bodies, self.due, self.make, self.no):
            part.installEventFilter(self)

    def show_offer(self, offer: ActionOffer, sides: Sequence[Side]) -> None:
        """Offer this; what was typed into the same offer before stays."""
        same = self._offer is not None and self._offer.paragraph_id == offer.paragraph_id
        self._offer = offer
        self.setToolTip("\n".join(text for text in offer.texts.values() if text))
        if same:
            return
        given = (offer.body_first, offer.body_second)
        for box, body, side in zip(self.bodies, given, sides, strict=True):
            box.setText(body)
            box.setCursorPosition(0)
            box.setPlaceholderText(self.tr("body, {side}").format(side=side.name()))
            box.setAccessibleName(
                self.tr("Responsible body of the action item, {side}").format(side=side.name())
            )
        self.due.setText(offer.due_words or offer.due_date)
        self.due.setCursorPosition(0)

    def forget(self) -> None:
        """The offer is over."""
        self._offer = None

    def take_focus(self) -> None:
        """Put the cursor into the first field."""
        self.bodies[0].setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.bodies[0].selectAll()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            if event.key() == Qt.Key.Key_Escape:
                self.refused.emit()
                return True
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                (self.refused.emit if watched is self.no else self._take)()
                return True
        return super().eventFilter(watched, event)

    def _take(self) -> None:
        offer = self._offer
        if offer is None:
            return
        due = self.due.text().strip()
        unchanged = due == (offer.due_words or offer.due_date)
        self.taken.emit(
            replace(
                offer,
                body_first=self.bodies[0].text().strip(),
                body_second=self.bodies[1].text().strip(),
                due_words=offer.due_words if unchanged else due,
                due_date=offer.due_date if unchanged else "",
            )
        )
