"""The state of an update as it is seen: a word, a shape and a colour, never the colour alone."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication

from rapporteur.domain.sessions import Side
from rapporteur.domain.subgroups import AGREED_BOTH, AGREED_ONE, RECEIVED, REQUESTED, UPDATE_STATES
from rapporteur.ui.theme import current_theme

_SHAPES = {"": "○", REQUESTED: "◔", RECEIVED: "◑", AGREED_ONE: "◕", AGREED_BOTH: "●"}


def state_shape(state: str) -> str:
    """A circle that fills as the update gets on."""
    return _SHAPES.get(state, "○")


def state_words(state: str, agreed_side: str, sides: Sequence[Side]) -> str:
    """ "Agreed by India", "Received", "Not requested yet"."""
    tr = QCoreApplication.translate
    if state == AGREED_ONE:
        for side in sides:
            if side.uuid == agreed_side:
                return tr("SubGroups", "Agreed by {side}").format(side=side.name())
    words = {choice.code: choice.label for choice in UPDATE_STATES}
    return words.get(state) or tr("SubGroups", "Not requested yet")


def state_colour(state: str) -> str:
    """The colour of the words, as "#rrggbb"."""
    theme = current_theme()
    if state in (AGREED_ONE, AGREED_BOTH):
        return theme.good
    return {REQUESTED: theme.warning, RECEIVED: theme.link}.get(state, theme.muted)
