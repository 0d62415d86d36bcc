"""Topics that are ticked and members who are added: the two lists of a sub-group."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QLabel,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QVBoxLayout,
    QWidget,
)

from rapporteur.domain.delegates import Delegate
from rapporteur.domain.directory import Directory
from rapporteur.domain.editing import clean_text
from rapporteur.domain.fields import Field, Kind
from rapporteur.domain.names import full_name
from rapporteur.domain.sessions import Side, split_list
from rapporteur.domain.subgroups import SubGroup, Topic
from rapporteur.ui.forms.reference import ReferenceEditor
from rapporteur.ui.theme import GRID

_ID = Qt.ItemDataRole.UserRole
_TITLE = Qt.ItemDataRole.UserRole + 1
_MEMBER = Field("member", "Add a member", "Добавить члена", "", Kind.REFERENCE, width=28,
                refers_to="delegate")  # fmt: skip


def _bold(text: str) -> QLabel:
    label = QLabel(text)
    font = label.font()
    font.setBold(True)
    label.setFont(font)
    return label


class _List(QListWidget):
    """As high as its lines, within bounds; Del removes the current one."""

    removed = Signal()

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setAccessibleName(name)
        key = QShortcut(QKeySequence("Del"), self)
        key.setContext(Qt.ShortcutContext.WidgetShortcut)
        key.activated.connect(self.removed)
        self.setSelectionMode(QListWidget.SelectionMode.ExtendedSelection)

    def fit(self) -> None:
        """Take the height of the lines, three to eight of them."""
        high = self.fontMetrics().lineSpacing() + GRID
        self.setFixedHeight(high * min(max(self.count(), 3), 8) + 2 * self.frameWidth())


class TopicsBox(QWidget):
    """The topics of a sub-group and the emerging areas; Space ticks, F2 renames, Del removes."""

    ticked = Signal(str, bool)
    added = Signal(str)
    renamed = Signal(int, str, str)
    removed = Signal(int, str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.list = _List(self.tr("Topics"))
        self.new = QLineEdit()
        self.new.setPlaceholderText(self.tr("New topic, Enter adds it"))
        self.new.setAccessibleName(self.tr("New topic"))
        self.list.setSelectionMode(QListWidget.SelectionMode.SingleSelection)
        self.list.itemChanged.connect(self._on_changed)
        self.list.removed.connect(self._on_removed)
        self.new.returnPressed.connect(self._on_new)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GRID // 2)
        column.addWidget(_bold(self.tr("Topics dealt with")))
        column.addWidget(self.list)
        column.addWidget(self.new)
        column.addStretch(1)

    def show_topics(self, topics: Sequence[Topic], group: SubGroup, ticked: str) -> None:
        """Those of the group first, then emerging areas and what else the update names."""
        row = self.list.currentRow()
        on = split_list(ticked)
        own = [(t.id, t["title_en"], "") for t in topics if t["sub_group"] == group.uuid]
        area = self.tr("emerging area")
        own += [(t.id, t["title_en"], area) for t in topics if not t["sub_group"]]
        known = {title for _, title, _ in own}
        own += [(0, title, self.tr("as reported")) for title in on if title not in known]
        with QSignalBlocker(self.list):
            self.list.clear()
            for topic_id, title, detail in own:
                item = QListWidgetItem(title)
                item.setToolTip(detail)
                item.setData(_ID, topic_id)
                item.setData(_TITLE, title)
                item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
                if topic_id:
                    item.setFlags(item.flags() | Qt.ItemFlag.ItemIsEditable)
                state = Qt.CheckState.Checked if title in on else Qt.CheckState.Unchecked
                item.setCheckState(state)
                self.list.addItem(item)
            self.list.setCurrentRow(min(max(row, 0), self.list.count() - 1))
        self.list.fit()

    def _on_changed(self, item: QListWidgetItem) -> None:
        old, new = str(item.data(_TITLE)), clean_text(item.text())
        if new and new != old:
            self.renamed.emit(int(item.data(_ID)), old, new)
        else:
            self.ticked.emit(old, item.checkState() is Qt.CheckState.Checked)

    def _on_new(self) -> None:
        title = clean_text(self.new.text()).replace(";", ",")
        if title:
            self.new.clear()
            self.added.emit(title)

    def _on_removed(self) -> None:
        item = self.list.currentItem()
        if self.list.currentRow() >= 0 and item.data(_ID):
            self.removed.emit(int(item.data(_ID)), str(item.data(_TITLE)))


class MembersBox(QWidget):
    """Who sits in the sub-group; type three letters to add somebody, Del takes somebody out."""

    added = Signal(int)
    removed = Signal(list)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._directory = Directory()
        self.list = _List(self.tr("Members"))
        self.add = ReferenceEditor(_MEMBER)
        label = QLabel(self.tr("Add a member: three letters of the name, Enter"))
        label.setBuddy(self.add.input)
        label.setWordWrap(True)
        self.add.input.setAccessibleName(self.tr("Add a member"))
        self.list.removed.connect(self._on_removed)
        self.add.accepted.connect(self._on_added)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GRID // 2)
        column.addWidget(_bold(self.tr("Members")))
        column.addWidget(self.list)
        column.addWidget(label)
        column.addWidget(self.add)
        column.addStretch(1)

    def show_members(
        self, people: Sequence[Delegate], sides: Sequence[Side], directory: Directory
    ) -> None:
        """Show who sits in it, with the code of their side."""
        self._directory = directory
        self.add.set_directory(directory)
        codes = {side.id: side["code"] for side in sides}
        row = self.list.currentRow()
        self.list.clear()
        for person in people:
            item = QListWidgetItem(f"{codes[person.side_id]}  {full_name(person)}")
            item.setToolTip(person["organisation"])
            item.setData(_ID, person.id)
            self.list.addItem(item)
        self.list.setCurrentRow(min(max(row, 0), self.list.count() - 1))
        self.list.fit()

    def _on_added(self, _key: str, _old: str, uuid: str) -> None:
        entry = self._directory.entry(uuid)
        if entry is not None:
            self.added.emit(entry.row_id)
            self.add.start("")

    def _on_removed(self) -> None:
        ids = [int(item.data(_ID)) for item in self.list.selectedItems()]
        if ids:
            self.removed.emit(ids)
