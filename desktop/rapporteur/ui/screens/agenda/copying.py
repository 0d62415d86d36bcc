"""Copying the agenda of a previous session: its items with ticks, all of them at first."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from rapporteur.domain.errors import UserError
from rapporteur.services.agenda.copying import Earlier, copy_items, earlier, read_earlier
from rapporteur.ui.bridge import FileBridge, Tone
from rapporteur.ui.dialogs.remembered import RememberedDialog
from rapporteur.ui.dialogs.waiting import wait_for
from rapporteur.ui.settings import Settings
from rapporteur.ui.theme import GRID
from rapporteur.ui.workers import Stopped

_UUID = Qt.ItemDataRole.UserRole


class CopyAgenda(RememberedDialog):
    """Which items are copied; titles, kinds and minutes come with them."""

    def __init__(self, found: Earlier, settings: Settings, parent: QWidget | None = None) -> None:
        super().__init__(settings, QSize(80 * GRID, 70 * GRID), parent)
        self.setWindowTitle(self.tr("Copy the agenda of the {session}").format(session=found.name))
        self.items = QListWidget()
        self.items.setAccessibleName(self.tr("Items of the {session}").format(session=found.name))
        for entry in found.items:
            indent = "      " if entry.level > 1 else ""
            note = "  " + self.tr("(copied before)") if entry.there else ""
            text = f"{indent}{entry.number}  {entry.item.text('title')}{note}"
            line = QListWidgetItem(text)
            line.setData(_UUID, entry.item.uuid)
            line.setFlags(line.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            line.setCheckState(Qt.CheckState.Unchecked if entry.there else Qt.CheckState.Checked)
            self.items.addItem(line)
        hint = QLabel(
            self.tr(
                "Titles, kinds and planned minutes are copied. Space ticks and unticks an item."
            )
        )
        hint.setWordWrap(True)
        self._buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        self.copy: QPushButton = self._buttons.addButton(
            self.tr("&Copy"), QDialogButtonBox.ButtonRole.AcceptRole
        )
        self.copy.setDefault(True)

        self.items.itemChanged.connect(lambda _item: self._show_count())
        self._buttons.accepted.connect(self.accept)
        self._buttons.rejected.connect(self.reject)

        column = QVBoxLayout(self)
        column.addWidget(hint)
        column.addWidget(self.items, 1)
        column.addWidget(self._buttons)
        self._show_count()
        self.items.setCurrentRow(0)
        self.items.setFocus()

    def uuids(self) -> list[str]:
        """The uuids of the ticked items, in their order."""
        lines = (self.items.item(row) for row in range(self.items.count()))
        return [
            str(line.data(_UUID)) for line in lines if line.checkState() is Qt.CheckState.Checked
        ]

    def _show_count(self) -> None:
        count = len(self.uuids())
        self.copy.setText(self.tr("&Copy %n items", "", count))
        self.copy.setEnabled(bool(count))


def copy_from(path: Path, bridge: FileBridge, settings: Settings, parent: QWidget) -> None:
    """Read a previous session's file, ask what is copied, and copy it as one step."""
    words = parent.tr("Reading {name}…").format(name=path.name)
    try:
        old = wait_for(words, lambda control: read_earlier(path, control.check))
        found = bridge.read(lambda db: earlier(db, old))
    except UserError as error:
        bridge.report(error)
        return
    except Stopped:
        return
    if not found.items:
        bridge.say(parent.tr("There is no agenda in {name}.").format(name=path.name), Tone.WARNING)
        return
    dialog = CopyAgenda(found, settings, parent)
    if dialog.exec() == QDialog.DialogCode.Accepted:
        uuids = dialog.uuids()
        made = bridge.perform(
            parent.tr("Agenda of the {session}").format(session=found.name),
            lambda db: copy_items(db, old, uuids),
        )
        if made:
            bridge.say(parent.tr("The agenda was copied."), Tone.DONE, undo=True)
    dialog.deleteLater()
