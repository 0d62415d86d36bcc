"""How a row of the list is drawn: number, two lines of text, state, side, a mark per language."""

from __future__ import annotations

from PySide6.QtCore import (
    QCoreApplication,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QRectF,
    QSize,
    Qt,
)
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPen, QTextLayout
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from rapporteur.domain.protocol import PARAGRAPH
from rapporteur.ui.models.protocol_list import ROW
from rapporteur.ui.models.protocol_rows import Row
from rapporteur.ui.screens.protocol import looks
from rapporteur.ui.theme import GRID, current_theme

_Index = QModelIndex | QPersistentModelIndex
_SMALL = 0.88
_TEXT_LINES = 2


def spoken(row: Row) -> str:
    """A row in words: what is drawn as shapes and colours, and the texts themselves."""
    tr = QCoreApplication.translate
    one = row.line.paragraph
    name = f"{looks.kind_words(one['kind'])} {row.line.number}".strip()
    parts = [f"{name}: {row.line.text() or tr('Protocol', 'no text yet')}"]
    if row.heading:
        counted = tr("Protocol", "{0} of {1} paragraphs open").format(row.open, row.standing)
        parts += [counted] if row.standing else []
        parts += [tr("Protocol", "folded")] if row.folded else []
    parts.append(looks.state_words(one["state"]))
    if row.line.side:
        parts.append(tr("Protocol", "proposed by {0}").format(row.line.side))
    for code in row.line.texts:
        state = looks.language_words(one.language_state(code))
        parts.append(f"{looks.language_name(code)} {state}")
    return " · ".join(parts)


class ParagraphLines(QStyledItemDelegate):
    """Paints one row. Everything it paints is said by `spoken` as well."""

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        high = option.fontMetrics.lineSpacing()
        row = index.data(ROW)
        lines = 1 if isinstance(row, Row) and row.heading else _TEXT_LINES + 1
        return QSize(24 * GRID, lines * high + 2 * GRID)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        row = index.data(ROW)
        if not isinstance(row, Row):
            return
        theme = current_theme()
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        ground = theme.accent if chosen else theme.window if row.heading else theme.base
        painter.fillRect(option.rect, QColor(ground))
        area = option.rect.adjusted(GRID, GRID, -GRID, -GRID)
        pen = _Pen(painter, option.font, chosen=chosen)
        if row.heading:
            pen.heading(area, row)
        else:
            pen.paragraph(area, row)
        painter.setPen(QColor(theme.border))
        painter.drawLine(option.rect.bottomLeft(), option.rect.bottomRight())
        if option.state & QStyle.StateFlag.State_HasFocus and not chosen:
            painter.setPen(QPen(QColor(theme.accent), 1, Qt.PenStyle.DotLine))
            painter.drawRect(option.rect.adjusted(1, 1, -2, -2))
        painter.restore()


class _Pen:
    """Draws the parts of one row."""

    def __init__(self, painter: QPainter, font: QFont, *, chosen: bool) -> None:
        self._painter = painter
        self._font = font
        self._chosen = chosen
        self._theme = current_theme()
        self._high = QFontMetrics(font).lineSpacing()

    def heading(self, area: QRect, row: Row) -> None:
        """One line in bold: the fold, the words, and what is open under it."""
        painter, bold = self._painter, QFont(self._font)
        bold.setBold(True)
        bold.setStrikeOut(row.line.paragraph.withdrawn)
        painter.setFont(bold)
        painter.setPen(self._colour(self._theme.text))
        painter.drawText(area, Qt.AlignmentFlag.AlignVCenter, "▸" if row.folded else "▾")
        right = self._marks(area, row)
        if row.open:
            said = QCoreApplication.translate("Protocol", "{0} open").format(row.open)
            painter.setFont(self._font)
            painter.setPen(self._colour(self._theme.warning))
            width = painter.fontMetrics().horizontalAdvance(said)
            place = QRect(right - width, area.top(), width, area.height())
            painter.drawText(place, Qt.AlignmentFlag.AlignVCenter, said)
            right -= width + GRID
        painter.setFont(bold)
        painter.setPen(self._colour(self._theme.text))
        words = QRect(area.left() + 2 * GRID, area.top(), right - area.left() - 3 * GRID,
                      area.height())  # fmt: skip
        text = row.line.text() or QCoreApplication.translate("Protocol", "(no heading yet)")
        shown = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, words.width())
        painter.drawText(words, Qt.AlignmentFlag.AlignVCenter, shown)

    def paragraph(self, area: QRect, row: Row) -> None:
        """Number, two lines of text, and a line of marks."""
        painter, one = self._painter, row.line.paragraph
        indent = 4 * GRID
        bold = QFont(self._font)
        bold.setBold(True)
        painter.setFont(bold)
        painter.setPen(self._colour(self._theme.muted if one.withdrawn else self._theme.text))
        number = QRect(area.left(), area.top(), indent, self._high)
        sign = "" if one["kind"] == PARAGRAPH else "§"
        painter.drawText(number, Qt.AlignmentFlag.AlignVCenter, row.line.number or sign)
        words = area.adjusted(indent, 0, 0, 0)
        self._words(words, row)
        below = QRect(words.left(), area.top() + _TEXT_LINES * self._high, words.width(),
                      self._high)  # fmt: skip
        self._chip(below, row)
        self._marks(below, row)

    def _words(self, area: QRect, row: Row) -> None:
        one = row.line.paragraph
        text = " ".join(row.line.text().split())
        font = QFont(self._font)
        font.setStrikeOut(one.withdrawn)
        faint = one.withdrawn or not text
        if not text:
            text = QCoreApplication.translate("Protocol", "(no text yet)")
        self._painter.setPen(self._colour(self._theme.muted if faint else self._theme.text))
        metrics = QFontMetrics(font)
        layout = QTextLayout(text[:400], font)
        layout.beginLayout()
        for at in range(_TEXT_LINES):
            line = layout.createLine()
            if not line.isValid():
                break
            line.setLineWidth(area.width())
            begin, length = line.textStart(), line.textLength()
            last = at == _TEXT_LINES - 1
            piece = text[begin:] if last else text[begin : begin + length]
            shown = metrics.elidedText(piece, Qt.TextElideMode.ElideRight, area.width())
            self._painter.setFont(font)
            place = QRect(area.left(), area.top() + at * self._high, area.width(), self._high)
            self._painter.drawText(place, Qt.AlignmentFlag.AlignVCenter, shown)
        layout.endLayout()

    def _chip(self, area: QRect, row: Row) -> None:
        """The state between the sides as a word on a ground, and who proposes it."""
        painter, state = self._painter, row.line.paragraph["state"]
        words, ground = looks.state_colours(state)
        painter.setFont(self._small())
        text = f"{looks.state_shape(state)} {looks.state_words(state)}"
        width = painter.fontMetrics().horizontalAdvance(text) + GRID
        box = QRectF(area.left(), area.top() + 1, width, area.height() - 2)
        self._box(box, ground, words)
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, text)
        if row.line.side:
            said = QCoreApplication.translate("Protocol", "by {0}").format(row.line.side)
            painter.setPen(self._colour(self._theme.muted))
            beside = area.adjusted(width + GRID, 0, 0, 0)
            painter.drawText(beside, Qt.AlignmentFlag.AlignVCenter, said)

    def _marks(self, area: QRect, row: Row) -> int:
        """A mark per language at the right edge; where the leftmost one begins."""
        painter, right = self._painter, area.right()
        painter.setFont(self._small())
        high = self._high - 2
        for code in reversed(tuple(row.line.texts)):
            state = row.line.paragraph.language_state(code)
            words, ground = looks.language_colours(state)
            text = f"{code.upper()} {looks.language_sign(state)}"
            width = painter.fontMetrics().horizontalAdvance(text) + GRID
            top = area.center().y() - high / 2 + 1
            box = QRectF(right - width, top, width, high)
            self._box(box, ground, words)
            painter.drawText(box, Qt.AlignmentFlag.AlignCenter, text)
            right -= width + GRID // 2
        return right - GRID // 2

    def _box(self, box: QRectF, ground: str, words: str) -> None:
        painter = self._painter
        painter.setPen(QPen(self._colour(self._theme.border), 1))
        painter.setBrush(QColor(self._theme.accent if self._chosen else ground))
        painter.drawRoundedRect(box, 3, 3)
        painter.setPen(self._colour(words))

    def _small(self) -> QFont:
        small = QFont(self._font)
        small.setPointSizeF(self._font.pointSizeF() * _SMALL)
        return small

    def _colour(self, colour: str) -> QColor:
        return QColor(self._theme.on_accent if self._chosen else colour)
