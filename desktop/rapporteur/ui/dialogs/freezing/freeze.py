"""Freezing a side's list: which one, how it stands, and the way back."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import (
    QComboBox,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from rapporteur.domain.delegates import Delegate
from rapporteur.domain.errors import UserError
from rapporteur.domain.freezing import FrozenState
from rapporteur.domain.sessions import Side
from rapporteur.services import sessions
from rapporteur.services.delegates import count_delegates, list_delegates
from rapporteur.services.lists import corrigenda, freezing
from rapporteur.services.lists.titles import short_moment
from rapporteur.ui.bridge import FileBridge, Notice, Tone
from rapporteur.ui.dialogs.remembered import RememberedDialog
from rapporteur.ui.icons import set_icon
from rapporteur.ui.settings import Settings
from rapporteur.ui.theme import GRID
from rapporteur.ui.widgets.message_bar import MessageBar
from rapporteur.ui.workers import Latest

if TYPE_CHECKING:
    from rapporteur.services.workspace import Db


class FreezeDialog(RememberedDialog):
    """One side and one button. The stamp is the moment at which the button is pressed."""

    def __init__(
        self, bridge: FileBridge, settings: Settings, parent: QWidget | None = None
    ) -> None:
        super().__init__(settings, QSize(68 * GRID, 36 * GRID), parent)
        self.setWindowTitle(self.tr("Freeze a list"))
        self._bridge = bridge
        self._session = bridge.read(sessions.session)
        self._sides = bridge.read(sessions.sides)
        self._states: dict[int, FrozenState] = {}
        self._coming: Mapping[int, int] | None = None
        self._beside = Latest(self._read, self._on_read, self._on_not_read, self)

        self._bar = MessageBar()
        self.side = QComboBox()
        self.remark = QLineEdit()
        self.state = QLabel()
        hint = QLabel(
            self.tr(
                "Lists that are sent out bear the stamp from now on. Work on the list goes on: "
                "what changes after it becomes a corrigendum."
            )
        )
        self.freeze = QPushButton()
        self.thaw = QPushButton(self.tr("Take the last freeze &back"))
        cancel = QPushButton(self.tr("Cancel"))

        self.side.currentIndexChanged.connect(lambda _at: self._show_state())
        self.freeze.clicked.connect(self._on_freeze)
        self.thaw.clicked.connect(self._on_thaw)
        cancel.clicked.connect(self.reject)

        self.remark.setPlaceholderText(self.tr("For whom, or why; for the secretariat only"))
        for label in (self.state, hint):
            label.setWordWrap(True)
        self.state.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        set_icon(self.freeze, "lock")
        self.freeze.setDefault(True)
        form = QFormLayout()
        form.setHorizontalSpacing(2 * GRID)
        form.setVerticalSpacing(GRID)
        for words, field in ((self.tr("&List of"), self.side), (self.tr("&Remark"), self.remark)):
            label = QLabel(words)
            label.setBuddy(field)
            form.addRow(label, field)
        column = QVBoxLayout(self)
        column.setContentsMargins(2 * GRID, 2 * GRID, 2 * GRID, 2 * GRID)
        column.setSpacing(GRID)
        column.addWidget(self._bar)
        column.addLayout(form)
        column.addWidget(self.state)
        column.addWidget(hint)
        column.addStretch(1)
        column.addLayout(self._buttons(cancel))
        for side in self._sides:
            self.side.addItem(side.name(), side.id)
        self._load()

    def _buttons(self, cancel: QPushButton) -> QHBoxLayout:
        buttons = QHBoxLayout()
        buttons.addWidget(self.thaw)
        buttons.addStretch(1)
        buttons.addWidget(self.freeze)
        buttons.addWidget(cancel)
        return buttons

    def _chosen(self) -> Side:
        return self._sides[max(self.side.currentIndex(), 0)]

    def done(self, result: int) -> None:
        self._beside.stop()
        super().done(result)

    def closeEvent(self, event: QCloseEvent) -> None:
        self._beside.stop()  # Qt does not call `done` for a dialog that was never shown
        super().closeEvent(event)

    def _load(self) -> None:
        """Read the lists and compare them with their last freezes, long ones beside the window."""
        self._beside.ask_for(self._bridge.read(count_delegates))
        if self._coming is None:
            self._show_state()

    def _read(self) -> tuple[Mapping[int, int], list[FrozenState]]:
        """How many of each side are coming, and the freezes; also called beside the window."""

        def work(db: Db) -> tuple[list[Delegate], corrigenda.Frozen]:
            people = list_delegates(db)
            return people, corrigenda.gather(db, people)

        people, records = self._bridge.read(work)
        coming = Counter(person.side_id for person in people if not person.withdrawn)
        return coming, corrigenda.states_of(records)

    def _on_read(self, found: tuple[Mapping[int, int], list[FrozenState]]) -> None:
        self._coming, states = found
        self._states = {state.side.id: state for state in states}
        self._show_state()

    def _on_not_read(self, error: UserError) -> None:
        self.state.clear()
        self._refuse(error)

    def _show_state(self) -> None:
        side = self._chosen()
        state, count = self._states.get(side.id), (self._coming or {}).get(side.id, 0)
        people = self.tr("%n people are coming.", "", count)
        if state is None:
            words = self.tr("Not frozen yet.")
        elif not state.changes:
            words = self.tr("Frozen {stamp}; nothing changed since.").format(stamp=state.stamp)
        else:
            changes = self.tr("%n changes since", "", len(state.changes))
            words = self.tr("Frozen {stamp}; {changes}: write the corrigendum first.").format(
                stamp=state.stamp, changes=changes
            )
        self.state.setText(
            self.tr("Reading the lists…") if self._coming is None else f"{people} {words}"
        )
        self.freeze.setText(
            self.tr("&Freeze {side} as it is now").format(side=side.name().replace("&", "&&"))
        )
        self.freeze.setEnabled(count > 0 and not self._bridge.read_only)
        self.thaw.setEnabled(state is not None and not self._bridge.read_only)

    def _on_freeze(self) -> None:
        side = self._chosen()
        remark = self.remark.text()
        label = self.tr("freeze of the list of {side}").format(side=side.name())
        try:
            frozen = self._bridge.edit(label, lambda db: freezing.freeze(db, side.id, remark))
        except UserError as error:
            self._refuse(error)
            return
        stamp = short_moment(self._session, frozen.at)
        words = self.tr("The list of {side} is frozen as of {stamp}.")
        self._bridge.say(words.format(side=side.name(), stamp=stamp), Tone.DONE, undo=True)
        self.accept()

    def _on_thaw(self) -> None:
        side = self._chosen()
        state = self._states[side.id]
        label = self.tr("freeze of the list of {side} taken back").format(side=side.name())
        try:
            self._bridge.edit(label, lambda db: freezing.thaw(db, state.frozen.id))
        except UserError as error:
            self._refuse(error)
            return
        words = self.tr("The list of {side} is no longer frozen as of {stamp}.")
        self._bridge.say(words.format(side=side.name(), stamp=state.stamp), Tone.DONE, undo=True)
        self.accept()

    def _refuse(self, error: UserError) -> None:
        self._bar.show_notice(Notice(str(error), Tone.ERROR))
