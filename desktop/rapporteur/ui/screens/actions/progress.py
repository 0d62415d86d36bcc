"""The progress of one action item: a line to add to it, what was reported, an entry to correct."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QPalette
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from rapporteur.domain.actions import ACTION_STATES, PROGRESS, ActionItem, ProgressEntry
from rapporteur.domain.dates import shown_date
from rapporteur.domain.editing import clean_text
from rapporteur.services import actions as action_service
from rapporteur.services.stored import PROGRESS_ENTRIES
from rapporteur.ui.bridge import FileBridge
from rapporteur.ui.forms.record_form import RecordForm
from rapporteur.ui.icons import set_icon
from rapporteur.ui.theme import GRID
from rapporteur.ui.widgets.text_drops import leave_to_window

_ID = Qt.ItemDataRole.UserRole
_MOST_LINES = 10


class _Entries(QListWidget):
    """The list of entries; Del and Enter are for the panel."""

    remove_wanted = Signal()
    edit_wanted = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Delete:
            self.remove_wanted.emit()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_F2):
            self.edit_wanted.emit()
        else:
            super().keyPressEvent(event)


class ProgressPanel(QWidget):
    """Entries of one item, the newest first. Enter in the line adds one of today."""

    def __init__(self, bridge: FileBridge, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._item: ActionItem | None = None
        self._entries: list[ProgressEntry] = []

        self.line = QLineEdit()
        self.status = QComboBox()
        self.add_button = QPushButton(self.tr("Add"))
        self.list = _Entries()
        self.form = RecordForm(
            bridge,
            PROGRESS_ENTRIES,
            lambda field, entry: self.tr("{field} of progress of {date}").format(
                field=field.label, date=shown_date(entry["date"])
            ),
            save=action_service.update_progress,
        )
        heading = QLabel(self.tr("Progress"))
        self._none = QLabel(self.tr("Nothing reported yet."))
        font = heading.font()
        font.setBold(True)
        heading.setFont(font)

        self.line.setPlaceholderText(self.tr("What was reported … Enter adds it, dated today"))
        self.line.setAccessibleName(self.tr("New progress"))
        self.status.setAccessibleName(self.tr("Status with the new progress"))
        self.status.addItem(self.tr("Status as it is"), "")
        for choice in ACTION_STATES:
            self.status.addItem(choice.label, choice.code)
        self.add_button.setAccessibleName(self.tr("Add progress"))
        set_icon(self.add_button, "add")
        self.list.setAccessibleName(self.tr("Progress, newest first"))
        self.list.setWordWrap(True)
        self.list.setAlternatingRowColors(True)
        self._none.setForegroundRole(QPalette.ColorRole.PlaceholderText)
        self.form.hide()
        leave_to_window(self.line)

        self.line.returnPressed.connect(self.add)
        self.add_button.clicked.connect(lambda _on: self.add())
        self.list.currentItemChanged.connect(lambda *_: self._show_entry())
        self.list.remove_wanted.connect(self._remove)
        self.list.edit_wanted.connect(lambda: self.form.go_to("text"))
        self.list.itemDoubleClicked.connect(lambda _item: self.form.go_to("text"))

        row = QHBoxLayout()
        row.setSpacing(GRID // 2)
        row.addWidget(self.status, 1)
        row.addWidget(self.add_button)
        page = QVBoxLayout(self)
        page.setContentsMargins(0, 0, 0, GRID)
        page.setSpacing(GRID // 2)
        page.addWidget(heading)
        page.addWidget(self.line)
        page.addLayout(row)
        page.addWidget(self._none)
        page.addWidget(self.list)
        page.addWidget(self.form)

    # ------------------------------------------------------------------ what is shown

    def show_item(self, item: ActionItem | None, entries: Sequence[ProgressEntry]) -> None:
        """Show what was reported of this item; what is half typed for the same one stays."""
        if item is None or self._item is None or item.id != self._item.id:
            self.form.show_record(None)
            self.line.clear()
            self.status.setCurrentIndex(0)
        self._item = item
        self.setVisible(item is not None)
        if list(entries) != self._entries:
            self._entries = list(entries)
            self._fill()

    def set_read_only(self, *, read_only: bool) -> None:
        """Forbid typing where the file cannot be edited."""
        for widget in (self.line, self.status, self.add_button):
            widget.setEnabled(not read_only)
        self.form.set_read_only(read_only=read_only)

    def begin(self) -> None:
        """Put the cursor into the line for what was reported."""
        self.line.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def commit(self) -> bool:
        """Accept what is typed in an entry; the line waits for Enter."""
        return self.form.commit() if self.form.record is not None else True

    # ---------------------------------------------------------------------------- slots

    def add(self) -> None:
        """Add what is typed as an entry of today; nothing typed and no status adds nothing."""
        item, text = self._item, clean_text(self.line.text())
        status = str(self.status.currentData() or "")
        if item is None or not (text or status):
            return
        label = self.tr("Progress of {number}").format(number=item["number"])

        def write(db: Any) -> ProgressEntry:
            return action_service.add_progress(db, item.id, {"text": text, "status": status})

        if self._bridge.perform(label, write) is not None:
            self.line.clear()
            self.status.setCurrentIndex(0)

    def _remove(self) -> None:
        entry_id, item = self._chosen(), self._item
        if entry_id is None or item is None or self._bridge.read_only:
            return
        label = self.tr("Remove progress of {number}").format(number=item["number"])
        if self._bridge.perform(label, lambda db: action_service.remove_progress(db, [entry_id])):
            self._bridge.say(self.tr("The entry was removed."), undo=True)

    def _fill(self) -> None:
        chosen = self._chosen()
        blocked = self.list.blockSignals(True)
        self.list.clear()
        for entry in self._entries:
            row = QListWidgetItem(self._words(entry))
            row.setData(_ID, entry.id)
            self.list.addItem(row)
            if entry.id == chosen:
                self.list.setCurrentItem(row)
        self.list.blockSignals(blocked)
        self.list.setVisible(bool(self._entries))
        self._none.setVisible(not self._entries)
        # A report is seldom longer than two lines; a longer list scrolls.
        lines = min(3 * len(self._entries), _MOST_LINES)
        self.list.setFixedHeight(lines * self.fontMetrics().lineSpacing() + GRID)
        self._show_entry()

    def _chosen(self) -> int | None:
        """The id of the entry with the cursor."""
        at = self.list.currentRow()
        return int(self.list.item(at).data(_ID)) if at >= 0 else None

    def _show_entry(self) -> None:
        wanted = self._chosen()
        entry = next((e for e in self._entries if e.id == wanted), None)
        self.form.setVisible(entry is not None)
        self.form.show_record(entry)
        if entry is not None:
            self.form.setFixedHeight(self.form.body.sizeHint().height() + GRID)

    @staticmethod
    def _words(entry: ProgressEntry) -> str:
        head = (
            shown_date(entry["date"]),
            PROGRESS["status"].shown(entry["status"]),
            entry["reported_by"],
        )
        return "\n".join(filter(None, (" · ".join(filter(None, head)), entry["text"])))
