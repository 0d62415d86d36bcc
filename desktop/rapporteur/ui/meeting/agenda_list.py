"""The agenda at the side: what is done, what is on, what comes; any item is three keys away."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QFont, QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QLineEdit,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from rapporteur.domain.agenda import CURRENT, DONE, POSTPONED
from rapporteur.domain.dates import shown_date
from rapporteur.domain.sessions import Session
from rapporteur.services.meeting.running import Run, RunItem
from rapporteur.services.search import Query, search_key
from rapporteur.ui.icons import pixmap
from rapporteur.ui.theme import GRID, current_theme

ITEM = Qt.ItemDataRole.UserRole
"""The `RunItem` of a line; None for the heading of a sitting."""

MARK = Qt.ItemDataRole.UserRole + 1
"""The icon that stands for the state."""

_Index = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()
_MARKS = {CURRENT: "right", DONE: "check", POSTPONED: "skip"}
_MARK_WIDTH = 3 * GRID
_WIDTH = 35 * GRID  # beside a margin of one


class AgendaListModel(QAbstractListModel):
    """The items in order, under the heading of each sitting where there are several places."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._lines: list[RunItem | str] = []
        self._keys: dict[int, str] = {}
        self._query = ""
        self._run = Run((), ())
        self._language = ""

    def show_run(self, run: Run, session: Session | None) -> None:
        """Show the agenda; only lines that differ are drawn again where the order is the same."""
        self._run = run
        codes = session.language_codes if session is not None else ()
        self._language = next((code for code in codes if code != "en"), "")
        lines = self._made()
        same = [_identity(line) for line in lines] == [_identity(line) for line in self._lines]
        self._keys = {i.item.id: _key(i) for i in run.items}
        if not same:
            self.beginResetModel()
            self._lines = lines
            self.endResetModel()
            return
        old, self._lines = self._lines, lines
        for row, (before, after) in enumerate(zip(old, lines, strict=True)):
            if before != after:
                self.dataChanged.emit(self.index(row), self.index(row))

    def look_for(self, text: str) -> None:
        """Show only the items of this number, or whose titles hold what is typed."""
        self.beginResetModel()
        self._query = text.strip()
        self._lines = self._made()
        self.endResetModel()

    def row_of(self, item_id: int) -> int:
        """The line of an item; -1 where it is not shown."""
        return next(
            (n for n, line in enumerate(self._lines)
             if isinstance(line, RunItem) and line.item.id == item_id), -1,
        )  # fmt: skip

    def first(self) -> RunItem | None:
        """The first item that is shown."""
        return next((line for line in self._lines if isinstance(line, RunItem)), None)

    def rowCount(self, parent: _Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self._lines)

    def flags(self, index: _Index) -> Qt.ItemFlag:
        if not index.isValid() or isinstance(self._lines[index.row()], str):
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        line = self._lines[index.row()]
        if isinstance(line, str):
            return line if role == Qt.ItemDataRole.DisplayRole else None
        if role == Qt.ItemDataRole.DisplayRole:
            return f"{line.number}  {line.title}".strip()
        if role == ITEM:
            return line
        if role == MARK:
            return _MARKS.get(line.state, "")
        if role == Qt.ItemDataRole.ToolTipRole:
            second = line.item.text("title", self._language or "en")
            return line.title if second == line.title else f"{line.title}\n{second}"
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{line.number} {line.title}, {self._state_word(line.state)}"
        return None

    def _made(self) -> list[RunItem | str]:
        found: list[RunItem | str] = []
        items = [i for i in self._run.items if self._wanted(i)]
        if self._query:
            exact = [i for i in items if _digits(i.number) == _digits(self._query)]
            items = exact + [i for i in items if i not in exact]
            return list(items)
        places: Sequence[int | None] = [*(s.id for s in self._run.sittings), None]
        for place in places:
            here = [i for i in items if i.sitting_id == place]
            if here and (len(self._run.sittings) > 1 or place is None):
                found.append(self._heading(place))
            found += here
        return found

    def _wanted(self, item: RunItem) -> bool:
        if not self._query:
            return True
        number, typed = _digits(item.number), _digits(self._query)
        if number == typed or number.startswith(f"{typed}."):
            return True
        # A number alone finds numbers; letters are looked for in the titles.
        return not typed.replace(".", "").isdigit() and Query(self._query).matches(_key(item))

    def _heading(self, place: int | None) -> str:
        if place is None:
            return self.tr("Parking lot")
        sitting = next(s for s in self._run.sittings if s.id == place)
        parts = [sitting["title_en"] or self.tr("Sitting {0}").format(sitting.position)]
        if sitting["date"]:
            parts.append(shown_date(sitting["date"]))
        return " · ".join(parts)

    def _state_word(self, state: str) -> str:
        return {
            CURRENT: self.tr("being discussed"),
            DONE: self.tr("done"),
            POSTPONED: self.tr("postponed"),
        }.get(state, self.tr("to come"))


class AgendaList(QWidget):
    """The list with the line to go to an item by its number or by letters of its title."""

    shown = Signal(int)
    """This item is to be shown; what is discussed stays."""

    taken_up = Signal(int)
    """This item is to be discussed."""

    left = Signal()
    """Esc: back to the notes."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = AgendaListModel(self)
        self.go_to = QLineEdit()
        self.go_to.setPlaceholderText(self.tr("Go to: number or letters (Ctrl+G)"))
        self.go_to.setAccessibleName(self.tr("Go to an item"))
        self.go_to.setClearButtonEnabled(True)
        self.view = QListView()
        self.view.setModel(self._model)
        self.view.setItemDelegate(_Lines(self.view))
        self.view.setAccessibleName(self.tr("Agenda"))
        self.view.setFrameShape(QListView.Shape.NoFrame)
        self.view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.view.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.view.setUniformItemSizes(True)
        self.view.activated.connect(self._on_activated)
        self.view.clicked.connect(self._on_clicked)
        self.go_to.textEdited.connect(self._on_typed)
        self.go_to.textChanged.connect(self._on_cleared)
        self.go_to.installEventFilter(self)
        self.view.installEventFilter(self)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GRID // 2)
        column.addWidget(self.go_to)
        column.addWidget(self.view, 1)

    def sizeHint(self) -> QSize:
        """As wide as most titles, until the splitter is moved."""
        return QSize(_WIDTH, super().sizeHint().height())

    def show_run(self, run: Run, session: Session | None, shown: int) -> None:
        """Show the agenda, with the line of the item that is shown selected."""
        self._model.show_run(run, session)
        if not self.go_to.text():
            self.select(shown)

    def select(self, item_id: int) -> None:
        """Select the line of this item and bring it into view."""
        row = self._model.row_of(item_id)
        if row >= 0:
            self.view.setCurrentIndex(self._model.index(row))
            self.view.scrollTo(self._model.index(row))

    def start_search(self) -> None:
        """Put the cursor into the line to go to an item."""
        self.go_to.setFocus()
        self.go_to.selectAll()

    def clear_search(self) -> None:
        """Show all items again."""
        self.go_to.clear()

    def eventFilter(self, watched: QObject, event: object) -> bool:
        if isinstance(event, QKeyEvent) and event.type() is QKeyEvent.Type.KeyPress:
            key = event.key()
            if key == Qt.Key.Key_Escape:
                self.clear_search()
                self.left.emit()
                return True
            if watched is self.go_to and key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self._choose(event)
                return True
            if watched is self.go_to and key in (Qt.Key.Key_Down, Qt.Key.Key_Up):
                self._step(1 if key == Qt.Key.Key_Down else -1)
                return True
        return False

    def _choose(self, event: QKeyEvent) -> None:
        chosen = self.view.currentIndex().data(ITEM)
        if not isinstance(chosen, RunItem):
            return
        self.clear_search()
        only_shown = event.modifiers() & Qt.KeyboardModifier.ShiftModifier
        (self.shown if only_shown else self.taken_up).emit(chosen.item.id)

    def _step(self, by: int) -> None:
        row = self.view.currentIndex().row() + by
        while 0 <= row < self._model.rowCount():
            index = self._model.index(row)
            if index.data(ITEM) is not None:
                self.view.setCurrentIndex(index)
                return
            row += by

    def _on_typed(self, text: str) -> None:
        self._model.look_for(text)
        first = self._model.first()
        if first is not None and text.strip():
            self.select(first.item.id)

    def _on_cleared(self, text: str) -> None:
        if not text:
            self._model.look_for("")

    def _on_activated(self, index: QModelIndex) -> None:
        item = index.data(ITEM)
        if isinstance(item, RunItem):
            self.taken_up.emit(item.item.id)

    def _on_clicked(self, index: QModelIndex) -> None:
        item = index.data(ITEM)
        if isinstance(item, RunItem):
            self.shown.emit(item.item.id)


class _Lines(QStyledItemDelegate):
    """A mark, the number, and the title as far as it goes; the item that is on in bold."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        theme = current_theme()
        item = index.data(ITEM)
        rect = option.rect
        state = option.state
        selected = bool(state & QStyle.StateFlag.State_Selected)
        painter.save()
        if selected:
            painter.fillRect(rect, QColor(theme.accent))
        colour = theme.on_accent if selected else theme.text
        font = QFont(option.font)
        left = GRID
        if isinstance(item, RunItem):
            mark = str(index.data(MARK))
            bold = item.state == CURRENT
            if mark:
                tint = colour if selected else (theme.accent if bold else theme.muted)
                ratio = painter.device().devicePixelRatio()
                drawn = pixmap(mark, 16, colour=tint, ratio=ratio)
                painter.drawPixmap(rect.left() + GRID // 2, rect.center().y() - 8, drawn)
            if item.state in (DONE, POSTPONED) and not selected:
                colour = theme.muted
            font.setBold(bold)
            left = GRID // 2 + _MARK_WIDTH - GRID // 2 + 2 * GRID * item.depth
        else:
            font.setBold(True)
            colour = theme.muted
        painter.setFont(font)
        painter.setPen(QColor(colour))
        room = QRect(rect.adjusted(left, 0, -GRID, 0))
        text = painter.fontMetrics().elidedText(
            str(index.data()), Qt.TextElideMode.ElideRight, room.width()
        )
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, text)
        painter.restore()

    def sizeHint(self, option: QStyleOptionViewItem, _index: _Index) -> QSize:
        height = option.fontMetrics.height() + GRID + 2
        return QSize(10 * GRID, height)


def _digits(text: str) -> str:
    return text.strip().rstrip(".").replace(",", ".").casefold()


def _key(item: RunItem) -> str:
    titles = "\n".join(item.item[f"title_{code}"] for code in ("en", "ru", "hi"))
    return search_key(f"{item.number}\n{titles}")


def _identity(line: RunItem | str) -> object:
    return line if isinstance(line, str) else line.item.id
