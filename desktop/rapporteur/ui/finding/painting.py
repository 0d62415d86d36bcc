"""How a line of the palette is drawn: its words with the hits marked, and what stands below."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPen, QTextCharFormat, QTextLayout
from PySide6.QtWidgets import QListView, QStyledItemDelegate, QStyleOptionViewItem

from rapporteur.services.marking import Marked
from rapporteur.ui.finding.model import LINE, Line, LineKind
from rapporteur.ui.theme import GRID, current_theme

_Index = QModelIndex | QPersistentModelIndex


class LinePainter(QStyledItemDelegate):
    """Draws plain text only; what was typed is bold and underlined, so not told by colour alone."""

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        line = index.data(LINE)
        height = option.fontMetrics.height()
        if isinstance(line, Line) and (line.below.text or line.prefix):
            return QSize(0, 2 * height + GRID)
        return QSize(0, height + GRID)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        line = index.data(LINE)
        if not isinstance(line, Line):
            return
        theme = current_theme()
        view = option.widget
        chosen = isinstance(view, QListView) and view.currentIndex().row() == index.row()
        text, quiet = QColor(theme.text), QColor(theme.muted)
        painter.save()
        area = QRect(option.rect)
        if line.kind is LineKind.HEADING:
            _heading(painter, area, option.font, line, quiet)
            painter.restore()
            return
        if chosen:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(theme.accent))
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.drawRoundedRect(area.adjusted(2, 0, -2, 0), 4, 4)
            text = quiet = QColor(theme.on_accent)
        if line.kind is LineKind.MORE and not chosen:
            text = QColor(theme.link)
        inner = area.adjusted(2 * GRID, GRID // 2, -2 * GRID, -GRID // 2)
        height = option.fontMetrics.height()
        aside = option.fontMetrics.horizontalAdvance(line.aside)
        first = QRect(inner.left(), inner.top(), inner.width() - aside - GRID, height)
        _words(painter, first, option.font, line.title, text)
        if line.aside:
            painter.setPen(quiet)
            painter.drawText(QRect(inner.right() - aside, inner.top(), aside + 1, height),
                             Qt.AlignmentFlag.AlignVCenter, line.aside)  # fmt: skip
        if line.below.text or line.prefix:
            second = QRect(inner.left(), inner.top() + height, inner.width(), height)
            if line.prefix:
                prefix = f"{line.prefix}: "
                painter.setPen(quiet)
                painter.drawText(second, Qt.AlignmentFlag.AlignVCenter, prefix)
                second.setLeft(second.left() + option.fontMetrics.horizontalAdvance(prefix))
            _words(painter, second, option.font, line.below, quiet)
        painter.restore()


def _heading(painter: QPainter, area: QRect, font: QFont, line: Line, colour: QColor) -> None:
    small = QFont(font)
    small.setPointSizeF(font.pointSizeF() * 0.9)
    small.setBold(True)
    painter.setFont(small)
    painter.setPen(colour)
    inner = area.adjusted(2 * GRID, 0, -2 * GRID, -GRID // 4)
    painter.drawText(inner, Qt.AlignmentFlag.AlignBottom, line.title.text)
    painter.drawText(inner, Qt.AlignmentFlag.AlignBottom | Qt.AlignmentFlag.AlignRight, line.aside)


def _words(painter: QPainter, area: QRect, font: QFont, words: Marked, colour: QColor) -> None:
    """One line of text with its marks, cut with dots where the room ends."""
    bold = QFont(font)
    bold.setBold(True)
    metrics = QFontMetrics(bold if words.marks else font)
    shown = metrics.elidedText(words.text, Qt.TextElideMode.ElideRight, area.width())
    kept = len(shown) - 1 if shown != words.text else len(shown)
    layout = QTextLayout(shown, font)
    formats = []
    for first, end in words.marks:
        if first < kept:
            one = QTextLayout.FormatRange()
            one.start, one.length = first, min(end, kept) - first
            look = QTextCharFormat()
            look.setFontWeight(QFont.Weight.Bold)
            look.setFontUnderline(True)
            one.format = look
            formats.append(one)
    layout.setFormats(formats)
    layout.beginLayout()
    line = layout.createLine()
    if line.isValid():
        line.setLineWidth(10_000)
    layout.endLayout()
    painter.setPen(QPen(colour))
    layout.draw(painter, QPointF(area.left(), area.top()))
