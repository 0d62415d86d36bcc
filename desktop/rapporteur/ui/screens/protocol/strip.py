"""The strip under the texts: what can be done where the cursor stands.

It always takes the same room, so that nothing moves while one types. Mostly it names the keys; at
a bracket it offers the options, after a clause that commits an action item.
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPalette
from PySide6.QtWidgets import (
    QCheckBox,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSizePolicy,
    QStackedWidget,
    QWidget,
)

from rapporteur.domain.brackets import Options
from rapporteur.domain.sessions import Side
from rapporteur.services.protocol.committing import ActionOffer
from rapporteur.ui.screens.protocol import looks
from rapporteur.ui.screens.protocol.offer_bar import OfferBar
from rapporteur.ui.theme import GRID

_LETTERS = 60  # of all options together
_MOST = 6


class OptionsBar(QWidget):
    """The options at the cursor: which one is kept. Digits choose, Esc goes back to the text."""

    resolved = Signal(int, bool)
    """Which option is kept, -1 for none, and whether in the other languages too."""

    left = Signal()
    """Esc: back to the text."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._label = QLabel(self.tr("Keep"))
        self._buttons: list[QPushButton] = []
        self.drop = QPushButton()
        self.together = QCheckBox()
        self.drop.clicked.connect(lambda: self._choose(-1))
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(GRID // 2, 0, GRID // 2, 0)
        self._row.setSpacing(GRID // 2)
        self._row.addWidget(self._label)
        self._row.addWidget(self.drop)
        self._row.addSpacing(GRID)
        self._row.addWidget(self.together)
        self._row.addStretch(1)
        for at in range(_MOST):
            button = QPushButton()
            button.clicked.connect(lambda _checked=False, at=at: self._choose(at))
            self._row.insertWidget(at + 1, button)
            self._buttons.append(button)
        for part in (*self._buttons, self.drop, self.together):
            part.installEventFilter(self)

    def show_options(self, found: Options, others: Sequence[str]) -> None:
        """Offer these; `others` are the languages whose text has the same options."""
        several = len(found.texts) > 1
        limit = max(_LETTERS // min(len(found.texts), _MOST), 8)
        for at, button in enumerate(self._buttons):
            button.setVisible(at < len(found.texts))
            if at < len(found.texts):
                text = " ".join(found.texts[at].split())
                short = text if len(text) <= limit else f"{text[: limit - 1].rstrip()}…"
                button.setText(f"{at + 1}  {short}".replace("&", "&&"))
                button.setToolTip(text)
                button.setAccessibleName(self.tr("Keep {0}").format(text))
        self.drop.setText(self.tr("0  Drop all") if several else self.tr("0  Drop"))
        names = ", ".join(looks.language_name(code) for code in others)
        self.together.setVisible(bool(others))
        self.together.setText(self.tr("in {languages} too").format(languages=names))
        self.together.setChecked(bool(others))

    def take_focus(self) -> None:
        """Put the cursor on the first option."""
        self._buttons[0].setFocus(Qt.FocusReason.ShortcutFocusReason)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            key, text = event.key(), event.text()
            if key == Qt.Key.Key_Escape:
                self.left.emit()
                return True
            if text.isdigit():
                at = int(text) - 1
                if at < 0 or (self._buttons[min(at, _MOST - 1)].isVisible() and at < _MOST):
                    self._choose(at)
                return True
            if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and isinstance(watched, QPushButton):
                watched.click()
                return True
            if key in (Qt.Key.Key_Left, Qt.Key.Key_Right):
                self.focusNextPrevChild(key == Qt.Key.Key_Right)
                return True
        return super().eventFilter(watched, event)

    def _choose(self, at: int) -> None:
        self.resolved.emit(at, self.together.isVisible() and self.together.isChecked())


class WritingStrip(QStackedWidget):
    """Keys, options, or an offer; one of them."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.hints = QLabel()
        self.hints.setContentsMargins(GRID // 2, 0, 0, 0)
        self.hints.setForegroundRole(QPalette.ColorRole.PlaceholderText)
        self.options = OptionsBar()
        self.offer = OfferBar()
        self._offered = False
        for page in (self.hints, self.options, self.offer):
            self.addWidget(page)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

    def show_words(self, *, agreed: bool, read_only: bool) -> None:
        """What stands there while there is nothing to choose: a warning, or the keys."""
        keys = self.tr("Ctrl+Space clause · Ctrl+B brackets · F8 options · F12 reference")
        warned = self.tr("Agreed: a word changed here makes it a proposal again.")
        self.hints.setText(warned if agreed and not read_only else "" if read_only else keys)

    def show_options(self, found: Options, others: Sequence[str]) -> None:
        """The cursor stands in brackets: offer what they hold."""
        self.options.show_options(found, others)
        self.setCurrentWidget(self.options)

    def show_offer(self, offer: ActionOffer, sides: Sequence[Side]) -> None:
        """Offer an action item, until it is made or refused; options come before it."""
        self._offered = True
        self.offer.show_offer(offer, sides)
        if not self.offers_options:
            self.setCurrentWidget(self.offer)

    def drop_offer(self) -> None:
        """Nothing is offered any more."""
        self._offered = False
        self.offer.forget()
        if not self.offers_options:
            self.setCurrentWidget(self.hints)

    def show_hints(self) -> None:
        """The cursor stands in no brackets."""
        self.setCurrentWidget(self.offer if self._offered else self.hints)

    @property
    def offers_options(self) -> bool:
        """Whether options are to be chosen from."""
        return self.currentWidget() is self.options
