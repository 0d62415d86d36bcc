"""How a line of the list of sub-groups is drawn: name, state, and who leads it."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from rapporteur.domain.sessions import Side, split_list
from rapporteur.services.subgroups.overview import GroupLine
from rapporteur.ui.models.sub_group_list import LINE
from rapporteur.ui.screens.subgroups.looks import state_colour, state_shape, state_words
from rapporteur.ui.theme import GRID, current_theme


class GroupLines(QStyledItemDelegate):
    """Three lines of text for each sub-group."""

    sides: tuple[Side, Side] | None = None

    def texts(self, line: GroupLine) -> tuple[str, str, str]:
        """Name; state, how many sit in it and how often they met; co-leads."""
        tr = QCoreApplication.translate
        agreed = line.update["agreed_side"] if line.update is not None else ""
        words = state_words(line.state, agreed, self.sides) if self.sides else ""
        state = f"{state_shape(line.state)} {words}"
        leads = " · ".join(lead for lead in line.leads if lead)
        met = len(split_list(line.update["met_on"])) if line.update is not None else 0
        counts = [
            tr("SubGroups", "members {0}").format(len(line.members)),
            tr("SubGroups", "met {0}×").format(met),
        ]
        said = " · ".join([state, *counts])
        return line.group.name(), said, leads or tr("SubGroups", "no co-leads yet")

    def sizeHint(
        self, option: QStyleOptionViewItem, _index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        return QSize(24 * GRID, 3 * option.fontMetrics.lineSpacing() + 2 * GRID)

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        line = index.data(LINE)
        if not isinstance(line, GroupLine):
            return
        theme = current_theme()
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        painter.save()
        painter.fillRect(option.rect, QColor(theme.accent if chosen else theme.base))
        area = option.rect.adjusted(GRID, GRID, -GRID, -GRID)
        high = option.fontMetrics.lineSpacing()
        colours = (theme.text, state_colour(line.state), theme.muted)
        for at, (text, colour) in enumerate(zip(self.texts(line), colours, strict=True)):
            font = painter.font()
            font.setBold(at == 0)
            painter.setFont(font)
            painter.setPen(QColor(theme.on_accent if chosen else colour))
            row = QRect(area.left(), area.top() + at * high, area.width(), high)
            shown = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, row.width())
            painter.drawText(row, Qt.AlignmentFlag.AlignVCenter, shown)
        painter.setPen(QColor(theme.border))
        painter.drawLine(option.rect.bottomLeft(), option.rect.bottomRight())
        painter.restore()
