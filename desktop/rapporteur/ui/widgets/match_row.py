"""One line of the matches: side, name in both scripts, post, and how the person stands."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPalette
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from rapporteur.domain.roll import Called
from rapporteur.ui.icons import icon
from rapporteur.ui.roll_words import state_colour, state_shape
from rapporteur.ui.theme import GRID, current_theme

PERSON = Qt.ItemDataRole.UserRole
STATE = Qt.ItemDataRole.UserRole + 1
_ICON = 16
_STRIPE = 4


class MatchRow(QStyledItemDelegate):
    """Paints a person in one line; names are kept, posts give way first."""

    def sizeHint(
        self, option: QStyleOptionViewItem, _index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        return QSize(10 * GRID, option.fontMetrics.height() + GRID)

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        person = index.data(PERSON)
        if not isinstance(person, Called):
            return
        painter.save()
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        rect: QRect = option.rect
        palette: QPalette = option.palette
        theme = current_theme()
        ground = palette.highlight().color() if chosen else QColor(theme.base)
        text = palette.highlightedText().color() if chosen else QColor(theme.text)
        quiet = text if chosen else QColor(theme.muted)
        painter.fillRect(rect, ground)
        stripe = QRect(rect.left(), rect.top() + 1, _STRIPE, rect.height() - 2)
        painter.fillRect(stripe, QColor(theme.side_mark(person.side)))
        row = rect.adjusted(_STRIPE + GRID, 0, -GRID, 0)
        metrics = QFontMetrics(option.font)
        row = _paint_state(painter, row, metrics, index.data(STATE), text if chosen else None)
        row = _paint(painter, row, option.font, quiet, person.side_code)
        bold = QFont(option.font)
        bold.setBold(True)
        row = _paint(painter, row, bold, text, person.name)
        row = _paint(painter, row, option.font, text, person.other_name)
        post = ", ".join(part for part in (person.designation, person.organisation) if part)
        _paint(painter, row, option.font, quiet, post)
        painter.restore()


def _paint_state(
    painter: QPainter,
    row: QRect,
    metrics: QFontMetrics,
    standing: tuple[str, str],
    colour: QColor | None,
) -> QRect:
    """At the right edge; what is left of the row."""
    state, words = standing
    if not words:
        return row
    shown = colour or QColor(state_colour(state))
    width = metrics.horizontalAdvance(words)
    painter.setPen(shown)
    painter.drawText(row, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, words)
    left = row.right() - width
    if shape := state_shape(state):
        left -= _ICON + GRID // 2
        place = QRect(left, row.center().y() - _ICON // 2 + 1, _ICON, _ICON)
        icon(shape, colour=shown.name()).paint(painter, place)
    return row.adjusted(0, 0, left - row.right() - GRID, 0)


def _paint(painter: QPainter, row: QRect, font: QFont, colour: QColor, text: str) -> QRect:
    """Write `text` at the left of `row`; what is left of the row behind it."""
    if not text or row.width() < GRID:
        return row
    metrics = QFontMetrics(font)
    shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, row.width())
    painter.setFont(font)
    painter.setPen(colour)
    painter.drawText(row, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, shown)
    return row.adjusted(metrics.horizontalAdvance(shown) + GRID, 0, 0, 0)
