"""The editor of a reference: type a few letters in either script, choose who or what is meant."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QSortFilterProxyModel, Qt
from PySide6.QtGui import QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QComboBox, QCompleter, QLineEdit, QWidget

from rapporteur.domain.directory import Directory
from rapporteur.domain.fields import Field
from rapporteur.services.search import Query
from rapporteur.ui.bridge import Tone
from rapporteur.ui.forms.choice import QuietCombo
from rapporteur.ui.forms.editor import FieldEditor
from rapporteur.ui.theme import GRID

_UUID = Qt.ItemDataRole.UserRole
_KEY = Qt.ItemDataRole.UserRole + 1
# Not a uuid: what is typed names nothing, and `canonical` is never asked about it.
_UNKNOWN = "?"


class ReferenceEditor(FieldEditor):
    """One record of another entity, or nothing. The directory says what there is to choose."""

    input: QComboBox

    def __init__(self, field: Field, parent: QWidget | None = None) -> None:
        self._directory = Directory()
        self._model = QStandardItemModel()
        super().__init__(field, parent)
        self._matching = _Matching(self)
        self._matching.setSourceModel(self._model)
        completer = QCompleter(self._matching, self)
        completer.setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)
        completer.setCompletionRole(Qt.ItemDataRole.DisplayRole)
        self.input.setCompleter(completer)
        self._line().textEdited.connect(self._matching.look_for)
        self._line().textEdited.connect(self.typed_changed)
        if (popup := completer.popup()) is not None:
            popup.activated.connect(self._on_completed)
            popup.clicked.connect(self._on_completed)
        self.input.activated.connect(lambda _index: self.commit())
        self.set_directory(self._directory)

    def make_input(self) -> QWidget:
        box = QuietCombo()
        box.setModel(self._model)
        box.setEditable(True)
        box.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        return box

    def set_directory(self, directory: Directory) -> None:
        """Offer what this directory holds; what is typed stays."""
        self._directory = directory
        typed, touched = self._line().text(), self.half_typed
        self._model.clear()
        self._model.appendRow(QStandardItem(self.field.empty))
        for entry in directory.of(self.field.refers_to, self.field.of_side):
            text = f"{entry.name} – {entry.detail}" if entry.detail else entry.name
            item = QStandardItem(text)
            item.setData(entry.uuid, _UUID)
            item.setData(entry.key, _KEY)
            self._model.appendRow(item)
        if touched:
            self._line().setText(typed)
        else:
            self.put(self._value)

    def put(self, value: str) -> None:
        row = self._row_of(value)
        self.input.setCurrentIndex(row)
        self._line().setText(self._text(value))
        self._line().setCursorPosition(0)

    def typed(self) -> str:
        text = self._line().text().strip()
        if text in ("", self.field.empty):
            return ""
        if text == self._text(self._value):
            return self._value
        current = self.input.currentIndex()
        if current > 0 and self.input.itemText(current) == text:
            return str(self._model.item(current).data(_UUID))
        # One that is left is meant: three letters and Enter are enough.
        query = Query(text)
        items = [self._model.item(row) for row in range(1, self._model.rowCount())]
        found = [i for i in items if i.text() == text] or [
            i for i in items if query.matches(str(i.data(_KEY)))
        ]
        return str(found[0].data(_UUID)) if len(found) == 1 else _UNKNOWN

    def commit(self) -> bool:
        if self.typed() == _UNKNOWN:
            self.message_changed.emit(
                self.tr("Choose one from the list, or empty the field."), Tone.ERROR
            )
            return False
        accepted = super().commit()
        if accepted:
            self._line().setText(self._text(self._value))
        return accepted

    def show_lock(self) -> None:
        self.input.setEnabled(not self.read_only)

    def text_width(self) -> int:
        return super().text_width() + 3 * GRID

    def _text(self, value: str) -> str:
        row = self._row_of(value)
        if row > 0:
            return self._model.item(row).text()
        entry = self._directory.entry(value)
        if entry is not None:
            return entry.name
        return self.tr("(no longer there)") if value else self.field.empty

    def _row_of(self, value: str) -> int:
        for row in range(1, self._model.rowCount()):
            if self._model.item(row).data(_UUID) == value:
                return row
        return 0 if not value else -1

    def _on_completed(self, index: QModelIndex) -> None:
        source = self._matching.mapToSource(index)
        self.input.setCurrentIndex(source.row())
        self.commit()

    def _popup_open(self) -> bool:
        completer = self.input.completer()
        popup = completer.popup() if completer is not None else None
        return self.input.view().isVisible() or (popup is not None and popup.isVisible())

    def _line(self) -> QLineEdit:
        line = self.input.lineEdit()
        if line is None:  # pragma: no cover - an editable combo box always has one
            raise TypeError("not editable")
        return line


class _Matching(QSortFilterProxyModel):
    """The lines in whose search key every typed word occurs."""

    _query = Query("")

    def look_for(self, text: str) -> None:
        """Show what is typed."""
        self.beginFilterChange()
        self._query = Query(text)
        self.endFilterChange()

    def filterAcceptsRow(
        self, source_row: int, source_parent: QModelIndex | QPersistentModelIndex
    ) -> bool:
        if not self._query:
            return True
        index = self.sourceModel().index(source_row, 0, source_parent)
        return self._query.matches(str(index.data(_KEY) or ""))
