"""The start screen: what to open, or what to begin."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPalette, QPen
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from rapporteur.ui.icons import app_icon, set_icon
from rapporteur.ui.moments import moment
from rapporteur.ui.settings import RecentFile, Settings
from rapporteur.ui.theme import GRID, current_theme

_ENTRY = Qt.ItemDataRole.UserRole
_WIDTH = 92 * GRID


class StartScreen(QWidget):
    """Shown while no file is open."""

    new_wanted = Signal()
    open_wanted = Signal()
    sample_wanted = Signal()
    file_wanted = Signal(str)

    def __init__(self, settings: Settings, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._settings = settings

        self.new = self._button(self.tr("&New session…"), "file-new")
        self.open = self._button(self.tr("&Open a file…"), "folder-open")
        self.sample = self._button(self.tr("Open the s&ample session"), "sample")
        self.recent = _RecentList()
        self._heading = QLabel(self.tr("&Recent sessions"))
        self._empty = QLabel(
            self.tr(
                "Nothing here yet. Make a new session, or look around in the sample: "
                "a whole session with 81 delegates, yours to play with."
            )
        )

        self.new.clicked.connect(self.new_wanted)
        self.open.clicked.connect(self.open_wanted)
        self.sample.clicked.connect(self.sample_wanted)
        self.recent.file_wanted.connect(self.file_wanted)
        self.recent.forget_wanted.connect(self._forget)

        self._heading.setBuddy(self.recent)
        self._empty.setWordWrap(True)
        self._empty.setForegroundRole(QPalette.ColorRole.PlaceholderText)
        panel = QWidget()
        panel.setMaximumWidth(_WIDTH)
        column = QVBoxLayout(panel)
        column.setSpacing(2 * GRID)
        column.addStretch(1)
        column.addLayout(self._head())
        column.addSpacing(GRID)
        column.addLayout(self._buttons())
        column.addSpacing(GRID)
        column.addWidget(self._heading)
        column.addWidget(self._empty)
        column.addWidget(self.recent, 4)
        column.addStretch(2)
        outer = QHBoxLayout(self)
        outer.addStretch(1)
        outer.addWidget(panel, 8)
        outer.addStretch(1)

    def load(self) -> None:
        """Show the recent files, and put the cursor on what is likely wanted."""
        files = self._settings.recent_files()
        self.recent.show_files(files)
        self.recent.setVisible(bool(files))
        self._empty.setVisible(not files)
        (self.recent if files else self.new).setFocus()
        self.new.setDefault(not files)

    def _head(self) -> QHBoxLayout:
        picture = QLabel()
        picture.setPixmap(app_icon().pixmap(QSize(72, 72), self.devicePixelRatioF()))
        name = QLabel("Rapporteur")
        font = name.font()
        font.setPointSizeF(font.pointSizeF() * 2.2)
        font.setBold(True)
        name.setFont(font)
        line = QLabel(self.tr("From the delegation lists to the signed Session Protocol"))
        line.setForegroundRole(QPalette.ColorRole.PlaceholderText)
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(name)
        words.addWidget(line)
        head = QHBoxLayout()
        head.setSpacing(2 * GRID)
        head.addWidget(picture)
        head.addLayout(words, 1)
        return head

    def _buttons(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(2 * GRID)
        for button in (self.new, self.open, self.sample):
            row.addWidget(button, 1)
        return row

    def _button(self, text: str, icon_name: str) -> QPushButton:
        button = QPushButton(text)
        set_icon(button, icon_name)
        button.setIconSize(QSize(24, 24))
        button.setMinimumHeight(7 * GRID)
        return button

    def _forget(self, path: str) -> None:
        self._settings.forget_recent(path)
        self.load()


class _RecentList(QListWidget):
    """Recent files: title, folder, date. Enter opens, Delete takes one off the list."""

    file_wanted = Signal(str)
    forget_wanted = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName(self.tr("Recent sessions"))
        self.setItemDelegate(_RecentLine(self))
        self.setFrameShape(QFrame.Shape.StyledPanel)
        self.setMouseTracking(True)
        self.setMinimumHeight(20 * GRID)
        self.itemActivated.connect(self._on_activated)
        self.itemClicked.connect(self._on_activated)

    def show_files(self, files: list[RecentFile]) -> None:
        """Fill the list, the newest first."""
        self.clear()
        for entry in files:
            item = QListWidgetItem(entry.title or Path(entry.path).stem)
            item.setData(_ENTRY, entry.path)
            opened = entry.opened_at
            item.setData(_ENTRY + 1, moment(opened) if opened else "")
            item.setToolTip(entry.path)
            self.addItem(item)
        if files:
            self.setCurrentRow(0)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        item = self.currentItem()
        if event.key() == Qt.Key.Key_Delete and item is not None:
            self.forget_wanted.emit(item.data(_ENTRY))
            return
        super().keyPressEvent(event)

    def _on_activated(self, item: QListWidgetItem) -> None:
        self.file_wanted.emit(item.data(_ENTRY))


class _RecentLine(QStyledItemDelegate):
    """Two lines of text and a date at the right."""

    def sizeHint(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        height = 2 * option.fontMetrics.height() + 2 * GRID
        return QSize(super().sizeHint(option, index).width(), height)

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        theme = current_theme()
        area: QRect = option.rect
        current = bool(option.state & QStyle.StateFlag.State_Selected)
        over = bool(option.state & QStyle.StateFlag.State_MouseOver)
        painter.save()
        if current or over:
            painter.fillRect(area, QColor(theme.info_ground))
        if current:
            painter.fillRect(QRect(area.left(), area.top(), 4, area.height()), QColor(theme.accent))
        inner = area.adjusted(2 * GRID, GRID, -2 * GRID, -GRID)
        metrics = option.fontMetrics
        left, right = Qt.AlignmentFlag.AlignLeft, Qt.AlignmentFlag.AlignRight
        date = str(index.data(_ENTRY + 1))
        date_width = metrics.horizontalAdvance(date) + 2 * GRID
        first = inner.adjusted(0, 0, -date_width, 0)
        elide = Qt.TextElideMode.ElideMiddle
        painter.setPen(QPen(QColor(theme.text)))
        title = metrics.elidedText(str(index.data()), elide, first.width())
        painter.drawText(first, left | Qt.AlignmentFlag.AlignTop, title)
        painter.setPen(QPen(QColor(theme.muted)))
        painter.drawText(inner, right | Qt.AlignmentFlag.AlignTop, date)
        path = metrics.elidedText(str(index.data(_ENTRY)), elide, inner.width())
        painter.drawText(inner, left | Qt.AlignmentFlag.AlignBottom, path)
        painter.restore()
