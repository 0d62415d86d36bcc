"""The looks of the delegates screen: tints of the rows, and how list and form share the width."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtGui import QColor

from rapporteur.domain.sessions import Side
from rapporteur.ui.models.delegate_table import RowColours
from rapporteur.ui.theme import GRID, Theme

# The width of the form in pixels, unless the user has dragged its edge.
_NARROW_FORM = 50 * GRID
_WIDE_FORM = 66 * GRID


def row_colours(theme: Theme, sides: Mapping[int, Side]) -> RowColours:
    """Stripe and ground of each side's rows, and the colour of those who have withdrawn."""
    tints = {i: QColor(theme.side_mark(side.position)) for i, side in sides.items()}
    grounds = {
        i: _mixed(QColor(theme.base), QColor(theme.side_ground(side.position)))
        for i, side in sides.items()
    }
    return RowColours(tints, grounds, QColor(theme.muted))


def first_widths(window: int) -> list[int]:
    """Widths of list and form before the user has chosen any; the list needs more room."""
    form = min(max(window // 4, _NARROW_FORM), _WIDE_FORM)
    return [max(window - form, form), form]


def _mixed(ground: QColor, tint: QColor) -> QColor:
    """Half of each: a whole page of rows in the full tint would be loud."""
    return QColor(
        (ground.red() + tint.red()) // 2,
        (ground.green() + tint.green()) // 2,
        (ground.blue() + tint.blue()) // 2,
    )
