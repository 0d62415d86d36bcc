"""Keeping a version of the Protocol: as it was sent, to whom, when; and the versions kept."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QCheckBox,
    QDialogButtonBox,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from rapporteur.domain.errors import UserError
from rapporteur.domain.history import Changed
from rapporteur.domain.languages import LANGUAGES as LANGUAGE_CHOICES
from rapporteur.domain.protocol import Snapshot
from rapporteur.services import sessions
from rapporteur.services.lists.titles import side_title
from rapporteur.services.protocol import paragraphs, snapshots
from rapporteur.ui.bridge import FileBridge, Notice, Tone
from rapporteur.ui.dialogs.protocol.compare import CompareVersionsDialog
from rapporteur.ui.dialogs.received.tables import fit, set_up
from rapporteur.ui.dialogs.remembered import RememberedDialog
from rapporteur.ui.forms.choice import QuietCombo
from rapporteur.ui.icons import set_icon
from rapporteur.ui.models.protocol_versions import NAME, VersionsModel
from rapporteur.ui.settings import Settings
from rapporteur.ui.theme import GRID
from rapporteur.ui.widgets.message_bar import MessageBar

if TYPE_CHECKING:
    from rapporteur.services.workspace import Db

T = TypeVar("T")

_WIDEST = 260


class VersionTable(QTableView):
    """The versions. F2 renames, Del forgets; both are undone as everywhere."""

    def __init__(self, dialog: KeepVersionDialog) -> None:
        super().__init__()
        self._dialog = dialog

    def keyPressEvent(self, event: QKeyEvent) -> None:
        editing = self.state() == QAbstractItemView.State.EditingState
        if event.key() == Qt.Key.Key_Delete and not editing:
            self._dialog.forget_chosen()
            return
        super().keyPressEvent(event)


class KeepVersionDialog(RememberedDialog):
    """A form with one button above the versions that are kept already."""

    jump_wanted = Signal(int, str)
    """Paragraph and field to be shown on the screen of the Protocol; the dialog has closed."""

    def __init__(
        self, bridge: FileBridge, settings: Settings, parent: QWidget | None = None
    ) -> None:
        super().__init__(settings, QSize(100 * GRID, 76 * GRID), parent)
        self.setWindowTitle(self.tr("Keep a version of the Protocol"))
        self._bridge = bridge
        self._session = bridge.read(sessions.session)
        sides = bridge.read(sessions.sides)
        self._sides = {one.uuid: side_title(one, "en") for one in sides}

        self._bar = MessageBar()
        self.name = QLineEdit()
        self.side = QuietCombo()
        self.day = QLineEdit()
        self.languages = {code: QCheckBox(_language(code)) for code in self._codes()}
        self.remarks = QLineEdit()
        self.keep = QPushButton(self.tr("&Keep this version"))
        self.model = VersionsModel(self)
        self.table = VersionTable(self)
        self._title = QLabel()
        self.compare = QPushButton(self.tr("&Compare with the present text…"))
        self.forget = QPushButton(self.tr("&Forget"))
        self.buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)

        self.side.activated.connect(lambda _row: self._propose_name())
        self.keep.clicked.connect(self._on_keep)
        self.compare.clicked.connect(self._on_compare)
        self.forget.clicked.connect(self.forget_chosen)
        self.model.renamed.connect(self._on_renamed)
        self.buttons.rejected.connect(self.reject)
        bridge.changed.connect(self._on_changed)

        self._fill()
        self._lay_out()
        self._show_versions()
        self._propose_name()
        self.name.setFocus()
        self.name.selectAll()

    def chosen(self) -> Snapshot | None:
        """The version chosen in the list."""
        row = self.table.currentIndex().row()
        return self.model.version(row) if 0 <= row < self.model.rowCount() else None

    def forget_chosen(self) -> None:
        """Forget the version chosen; undo brings it back."""
        one = self.chosen()
        if one is None or self._bridge.read_only:
            return
        label = self.tr("version “{name}” forgotten").format(name=one["name"])
        if self._edit(label, lambda db: snapshots.remove(db, [one.id])) is not None:
            words = self.tr("Version “{name}” is forgotten.").format(name=one["name"])
            self._bridge.say(words, Tone.DONE, undo=True)

    # Making --------------------------------------------------------------------------

    def _codes(self) -> tuple[str, ...]:
        return self._bridge.read(paragraphs.protocol).languages

    def _fill(self) -> None:
        self.side.addItem(self.tr("Nobody, only kept"), "")
        for uuid, words in self._sides.items():
            self.side.addItem(words, uuid)
        first, second = self._bridge.read(sessions.sides)
        other = second if first["ours"] else first
        self.side.setCurrentIndex(self.side.findData(other.uuid))
        for box in self.languages.values():
            box.setChecked(True)
        self.day.setPlaceholderText(self.tr("Now, or a day such as 5.8.2025"))
        self.remarks.setPlaceholderText(self.tr("How it was sent; for the secretariat only"))
        set_icon(self.keep, "save-copy")
        self.keep.setDefault(True)
        self.keep.setEnabled(not self._bridge.read_only)

    def _lay_out(self) -> None:
        form = QFormLayout()
        form.setHorizontalSpacing(2 * GRID)
        form.setVerticalSpacing(GRID)
        for words, field in (
            (self.tr("&Name"), self.name),
            (self.tr("&Sent to"), self.side),
            (self.tr("&On"), self.day),
        ):
            label = QLabel(words)
            label.setBuddy(field)
            form.addRow(label, field)
        boxes = QHBoxLayout()
        for box in self.languages.values():
            boxes.addWidget(box)
        boxes.addStretch(1)
        form.addRow(QLabel(self.tr("Languages")), boxes)
        label = QLabel(self.tr("&Remarks"))
        label.setBuddy(self.remarks)
        form.addRow(label, self.remarks)
        self.table.setModel(self.model)
        set_up(self.table, self.tr("Versions kept"))
        self.table.setEditTriggers(
            QAbstractItemView.EditTrigger.EditKeyPressed
            | QAbstractItemView.EditTrigger.DoubleClicked
        )
        font = self._title.font()
        font.setBold(True)
        self._title.setFont(font)
        self.table.selectionModel().currentRowChanged.connect(lambda *_: self._show_allowed())
        keep = QHBoxLayout()
        keep.addStretch(1)
        keep.addWidget(self.keep)
        for button in (self.compare, self.forget):
            button.setAutoDefault(False)
            self.buttons.addButton(button, QDialogButtonBox.ButtonRole.ActionRole)
        column = QVBoxLayout(self)
        column.setContentsMargins(2 * GRID, 2 * GRID, 2 * GRID, GRID)
        column.setSpacing(GRID)
        column.addWidget(self._bar)
        column.addLayout(form)
        column.addLayout(keep)
        column.addWidget(self._title)
        column.addWidget(self.table, 1)
        column.addWidget(self.buttons)

    # Slots ---------------------------------------------------------------------------

    def _propose_name(self) -> None:
        """A name that says which draft it is and for whom, unless one was typed."""
        if self.name.isModified():
            return
        nth = self.model.rowCount() + 1
        side = self.side.currentText() if self.side.currentData() else ""
        words = self.tr("Draft {n} to the {side}") if side else self.tr("Draft {n}")
        self.name.setText(words.format(n=nth, side=side))

    def _on_changed(self, _changed: Changed) -> None:
        self._show_versions()

    def _show_versions(self) -> None:
        if self._bridge.closed:
            return
        chosen = self.chosen()
        found = self._bridge.read(snapshots.snapshots)
        self.model.show(found, self._sides, read_only=self._bridge.read_only)
        fit(self.table, _WIDEST)
        row = self.model.row_of(chosen.id) if chosen is not None else 0
        if found:
            self.table.setCurrentIndex(self.model.index(max(row, 0), NAME))
        words = self.tr("Versions kept: %n", "", len(found))
        self._title.setText(words if found else self.tr("No version is kept yet."))
        self._show_allowed()

    def _show_allowed(self) -> None:
        there = self.chosen() is not None
        self.compare.setEnabled(there)
        self.forget.setEnabled(there and not self._bridge.read_only)

    def _on_keep(self) -> None:
        name, side = self.name.text(), str(self.side.currentData() or "")
        codes = [code for code, box in self.languages.items() if box.isChecked()]
        label = self.tr("version “{name}” kept").format(name=name.strip())
        try:
            when = snapshots.day_sent(self._session, self.day.text())
            made = self._bridge.edit(
                label,
                lambda db: snapshots.keep(
                    db, name, side, codes, remarks=self.remarks.text(), now=when
                ),
            )
        except UserError as error:
            self._bar.show_notice(Notice(str(error), Tone.ERROR))
            (self.day if error.place == "day" else self.name).setFocus()
            return
        words = self.tr("Version “{name}” is kept. What changes from now on can be compared.")
        self._bridge.say(words.format(name=made["name"]), Tone.DONE, undo=True)
        self.accept()

    def _on_renamed(self, held: Snapshot, name: str) -> None:
        label = self.tr("version “{name}” renamed").format(name=held["name"])
        self._edit(label, lambda db: snapshots.rename(db, held.id, held["name"], name))

    def _on_compare(self) -> None:
        one = self.chosen()
        if one is not None:
            dialog = CompareVersionsDialog(self._bridge, self.settings, self, before=one.id)
            dialog.jump_wanted.connect(self._on_jump)
            dialog.exec()
            dialog.deleteLater()

    def _on_jump(self, paragraph: int, field: str) -> None:
        self.reject()
        self.jump_wanted.emit(paragraph, field)

    def _edit(self, label: str, work: Callable[[Db], T]) -> T | None:
        """Like `FileBridge.perform`, with a refusal shown here, where it is seen."""
        try:
            return self._bridge.edit(label, work)
        except UserError as error:
            self._bar.show_notice(Notice(str(error), Tone.ERROR))
            return None


def _language(code: str) -> str:
    return next((choice.label for choice in LANGUAGE_CHOICES if choice.code == code), code)
