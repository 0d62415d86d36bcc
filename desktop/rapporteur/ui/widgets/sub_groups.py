"""The list of sub-groups: names per language, in their order, edited in place."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QPushButton,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from rapporteur.domain.editing import clean_text
from rapporteur.domain.languages import LANGUAGES
from rapporteur.domain.subgroups import SubGroup
from rapporteur.services.facts import SubGroupName
from rapporteur.ui.icons import set_icon
from rapporteur.ui.theme import GRID

_Index = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()


class SubGroupsModel(QAbstractTableModel):
    """Rows of names; `ids` remembers which stored sub-group a row is, None for a new one."""

    edited = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.languages: tuple[str, ...] = ("en",)
        self.rows: list[dict[str, str]] = []
        self.ids: list[int | None] = []

    def show_rows(
        self,
        rows: Sequence[dict[str, str]],
        ids: Sequence[int | None],
        languages: tuple[str, ...],
    ) -> None:
        """Replace everything."""
        self.beginResetModel()
        self.rows, self.ids = [dict(row) for row in rows], list(ids)
        # Without an English name there is no sub-group, so that column is always there.
        self.languages = ("en", *(code for code in languages if code != "en"))
        self.endResetModel()

    def rowCount(self, parent: _Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: _Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self.languages)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        if orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            code = self.languages[section]
            return next(choice.label for choice in LANGUAGES if choice.code == code)
        return None

    def flags(self, index: _Index) -> Qt.ItemFlag:
        own = super().flags(index)
        return own | Qt.ItemFlag.ItemIsEditable if index.isValid() else own

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if index.isValid() and role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.EditRole):
            return self.rows[index.row()].get(self.languages[index.column()], "")
        return None

    def setData(self, index: _Index, value: object, role: int = Qt.ItemDataRole.EditRole) -> bool:
        if role != Qt.ItemDataRole.EditRole or not index.isValid():
            return False
        self.rows[index.row()][self.languages[index.column()]] = clean_text(str(value))
        self.dataChanged.emit(index, index)
        self.edited.emit()
        return True

    def add(self) -> int:
        """Add an empty row at the end and return its number."""
        row = len(self.rows)
        self.beginInsertRows(QModelIndex(), row, row)
        self.rows.append({})
        self.ids.append(None)
        self.endInsertRows()
        return row

    def remove(self, row: int) -> None:
        """Take a row away."""
        self.beginRemoveRows(QModelIndex(), row, row)
        del self.rows[row], self.ids[row]
        self.endRemoveRows()
        self.edited.emit()

    def move(self, row: int, step: int) -> int:
        """Exchange a row with the one above (-1) or below (1) and return where it is now."""
        other = row + step
        if not 0 <= other < len(self.rows):
            return row
        self.beginMoveRows(QModelIndex(), row, row, QModelIndex(), other if step < 0 else other + 1)
        self.rows[row], self.rows[other] = self.rows[other], self.rows[row]
        self.ids[row], self.ids[other] = self.ids[other], self.ids[row]
        self.endMoveRows()
        self.edited.emit()
        return other


class SubGroupsEditor(QWidget):
    """Table and buttons. `names_changed` comes with every accepted cell and every move."""

    names_changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.model = SubGroupsModel(self)
        self.table = QTableView()
        label = QLabel(self.tr("Sub-&groups that report to the session, in their order"))
        self.add = self._button(self.tr("&Add"), "add")
        self.remove = self._button(self.tr("&Remove"), "delete")
        self.up = self._button(self.tr("Move &up"), "up")
        self.down = self._button(self.tr("Move &down"), "down")

        self.model.edited.connect(self.names_changed)
        self.add.clicked.connect(self._on_add)
        self.remove.clicked.connect(self._on_remove)
        self.up.clicked.connect(lambda: self._on_move(-1))
        self.down.clicked.connect(lambda: self._on_move(1))
        for keys, slot in (("Alt+Up", self.up), ("Alt+Down", self.down)):
            shortcut = QShortcut(QKeySequence(keys), self.table)
            shortcut.setContext(Qt.ShortcutContext.WidgetShortcut)
            shortcut.activated.connect(slot.click)

        label.setBuddy(self.table)
        self.table.setModel(self.model)
        self.table.setAccessibleName(self.tr("Sub-groups"))
        self.table.setTabKeyNavigation(False)
        self.table.verticalHeader().setDefaultSectionSize(4 * GRID)
        self.table.verticalHeader().hide()
        self.table.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        self.table.horizontalHeader().setHighlightSections(False)
        buttons = QHBoxLayout()
        buttons.setSpacing(GRID)
        for button in (self.add, self.remove, self.up, self.down):
            buttons.addWidget(button)
        buttons.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GRID)
        column.addWidget(label)
        column.addWidget(self.table, 1)
        column.addLayout(buttons)

    def show_names(self, groups: Sequence[SubGroup], languages: tuple[str, ...]) -> None:
        """Show stored sub-groups, unless a cell is just being edited."""
        rows = [{code: g[f"name_{code}"] for code in ("en", "ru", "hi")} for g in groups]
        waiting = [
            row
            for row, key in zip(self.model.rows, self.model.ids, strict=True)
            if key is None and not row.get("en")
        ]
        if self.table.state() is QTableView.State.EditingState:
            return
        current = self.table.currentIndex()
        self.model.show_rows(
            [*rows, *waiting], [*(g.id for g in groups), *(None for _ in waiting)], languages
        )
        self.table.setCurrentIndex(self.model.index(current.row(), max(current.column(), 0)))

    def start(self, names: Sequence[SubGroupName], languages: tuple[str, ...]) -> None:
        """Show names that are not stored yet."""
        rows = [{"en": name.en, "ru": name.ru, "hi": name.hi} for name in names]
        self.model.show_rows(rows, [None for _ in rows], languages)

    def names(self) -> list[SubGroupName]:
        """The names as they stand; rows without an English name are left out."""
        return [SubGroupName(r["en"], r.get("ru", ""), r.get("hi", "")) for r in self._filled()]

    def ids(self) -> list[int | None]:
        """Which stored sub-group each of `names` is."""
        pairs = zip(self.model.rows, self.model.ids, strict=True)
        return [key for row, key in pairs if row.get("en")]

    def _filled(self) -> list[dict[str, str]]:
        return [row for row in self.model.rows if row.get("en")]

    def _button(self, text: str, icon_name: str) -> QPushButton:
        button = QPushButton(text)
        set_icon(button, icon_name)
        button.setAutoDefault(False)
        return button

    def _on_add(self) -> None:
        row = self.model.add()
        self.table.setCurrentIndex(self.model.index(row, 0))
        self.table.edit(self.model.index(row, 0))

    def _on_remove(self) -> None:
        row = self.table.currentIndex().row()
        if row >= 0:
            self.model.remove(row)

    def _on_move(self, step: int) -> None:
        index = self.table.currentIndex()
        if index.isValid():
            row = self.model.move(index.row(), step)
            self.table.setCurrentIndex(self.model.index(row, index.column()))
