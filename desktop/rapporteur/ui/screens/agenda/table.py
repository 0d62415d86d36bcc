"""The view of the agenda: headings stand out, sub-items are indented, rows are dragged."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontMetrics, QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from rapporteur.ui.icons import pixmap
from rapporteur.ui.models.agenda_table import (
    MARK_ROLE,
    MINUTES,
    NUMBER,
    ROW_ROLE,
    STATE,
    TIME,
    TITLE,
    WHO,
    AgendaTable,
    Row,
)
from rapporteur.ui.theme import GRID, current_theme

_Index = QModelIndex | QPersistentModelIndex
_ICON = 16
_WIDTHS = {NUMBER: 6, WHO: 17, MINUTES: 9, TIME: 13}
_REMARKS = 15 * GRID  # at most; longer ones have several lines
_WRAPPED = Qt.TextFlag.TextWordWrap


class AgendaView(QTableView):
    """One row at a time; Enter leads to the form, the mouse drags."""

    row_changed = Signal(object)
    """A `Row` or None: what is chosen now."""

    form_wanted = Signal()

    def __init__(self, model: AgendaTable, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setModel(model)
        self._table = model
        self.setAccessibleName(self.tr("Agenda"))
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setTabKeyNavigation(False)
        self.setShowGrid(False)
        self.setWordWrap(True)
        self.setDragEnabled(True)
        self.setAcceptDrops(True)
        self.setDropIndicatorShown(True)
        self.setDragDropMode(QAbstractItemView.DragDropMode.DragDrop)
        self.setDefaultDropAction(Qt.DropAction.MoveAction)
        self.setDragDropOverwriteMode(False)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.setItemDelegate(_Line(self))
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        head = self.horizontalHeader()
        head.setHighlightSections(False)
        head.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        for column, width in _WIDTHS.items():
            head.resizeSection(column, width * GRID)
        head.setSectionResizeMode(TITLE, QHeaderView.ResizeMode.Stretch)
        self.selectionModel().currentRowChanged.connect(self._on_current)
        model.modelReset.connect(self._on_reset)
        model.modelReset.connect(self._fit)
        model.dataChanged.connect(self._fit)

    @property
    def row(self) -> Row | None:
        """What is chosen."""
        return self._table.row_at(self.currentIndex().row())

    def choose_row(self, row: int) -> None:
        """Choose a row and bring it into view."""
        if row >= 0:
            self.setCurrentIndex(self._table.index(row, TITLE))
            self.scrollTo(self.currentIndex())

    def choose_item(self, item_id: int) -> None:
        """Choose an item, if it is shown."""
        self.choose_row(self._table.row_of_item(item_id))

    def scrollTo(
        self,
        index: _Index,
        hint: QAbstractItemView.ScrollHint = QAbstractItemView.ScrollHint.EnsureVisible,
    ) -> None:
        """The heading above the first item of a sitting comes into sight as well."""
        above = self._table.row_at(index.row() - 1)
        if above is not None and above.heading:
            super().scrollTo(self._table.index(index.row() - 1, TITLE), hint)
        super().scrollTo(index, hint)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_F2) and plain:
            self.form_wanted.emit()
            return
        super().keyPressEvent(event)

    def _on_current(self, current: QModelIndex) -> None:
        self.row_changed.emit(self._table.row_at(current.row()))

    def _on_reset(self) -> None:
        self.clearSpans()
        for at in range(self._table.rowCount()):
            row = self._table.row_at(at)
            if row is not None and row.heading:
                self.setSpan(at, TITLE, 1, WHO - TITLE + 1)
        self.row_changed.emit(None)

    def _fit(self) -> None:
        """Remarks take no more than they need: the titles have the rest."""
        head = self.horizontalHeader()
        needed = max(self.sizeHintForColumn(STATE), head.sectionSizeHint(STATE))
        head.resizeSection(STATE, min(needed, _REMARKS))
        self.verticalHeader().resizeSections(QHeaderView.ResizeMode.ResizeToContents)


class _Line(QStyledItemDelegate):
    """Draws one cell: the ground of a heading, the indent of a sub-item, the mark of a remark."""

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        lines = str(index.model().index(index.row(), TITLE).data() or "").count("\n") + 1
        height = option.fontMetrics.lineSpacing() * lines + GRID
        width = super().sizeHint(option, index).width() + 2 * GRID
        if index.column() == STATE:
            mark = _ICON + GRID if index.data(MARK_ROLE) else 0
            width += mark
            room = QRect(0, 0, _REMARKS - 2 * GRID - mark, 0)
            metrics = QFontMetrics(_font(option.font, index))
            text = metrics.boundingRect(room, _WRAPPED, str(index.data() or ""))
            height = max(height, text.height() + GRID)
        return QSize(width, max(height, 4 * GRID))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        row: Row | None = index.data(ROW_ROLE)
        theme = current_theme()
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        painter.save()
        if row is not None and row.heading and not chosen:
            painter.fillRect(option.rect, QColor(theme.window))
        elif chosen:
            painter.fillRect(option.rect, QColor(theme.accent))
        area: QRect = option.rect.adjusted(GRID, 0, -GRID, 0)
        if index.column() in (NUMBER, TITLE) and row and row.line and row.line.level == 2:
            area.setLeft(area.left() + (GRID if index.column() == NUMBER else 2 * GRID))
        mark = str(index.data(MARK_ROLE) or "") if index.column() == STATE else ""
        colour = theme.on_accent if chosen else theme.text
        if mark:
            tint = theme.warning if mark == "warning" and not chosen else colour
            ratio = painter.device().devicePixelRatioF()
            drawing = pixmap(mark, _ICON, colour=tint, ratio=ratio)
            painter.drawPixmap(area.left(), area.center().y() - _ICON // 2 + 1, drawing)
            area.setLeft(area.left() + _ICON + GRID)
            colour = tint
        self._draw_text(painter, option, index, area, colour)
        if not chosen:
            painter.setPen(QColor(theme.border))
            painter.drawLine(option.rect.bottomLeft(), option.rect.bottomRight())
        painter.restore()

    @staticmethod
    def _draw_text(
        painter: QPainter, option: QStyleOptionViewItem, index: _Index, area: QRect, colour: str
    ) -> None:
        painter.setFont(_font(option.font, index))
        if index.column() == STATE:
            painter.setPen(QColor(colour))
            left = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
            painter.drawText(area, left | _WRAPPED, str(index.data() or ""))
            return
        right = index.column() == MINUTES
        side = Qt.AlignmentFlag.AlignRight if right else Qt.AlignmentFlag.AlignLeft
        painter.setPen(QColor(colour))
        lines = str(index.data() or "").split("\n")
        height = painter.fontMetrics().lineSpacing()
        top = area.center().y() - height * len(lines) // 2 + 1
        for at, text in enumerate(lines):
            if at:
                painter.setPen(
                    QColor(colour if colour != current_theme().text else current_theme().muted)
                )
            cut = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, area.width())
            line = QRect(area.left(), top + at * height, area.width(), height)
            painter.drawText(line, side | Qt.AlignmentFlag.AlignVCenter, cut)


def _font(plain: QFont, index: _Index) -> QFont:
    """Bold for headings and for what is being discussed."""
    font = QFont(plain)
    font.setBold(index.data(Qt.ItemDataRole.FontRole) is not None)
    return font
