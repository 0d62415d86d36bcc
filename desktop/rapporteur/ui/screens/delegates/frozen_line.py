"""The line about frozen lists: as of when each side stands, and how much changed since."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QToolButton, QWidget

from rapporteur.domain.freezing import FrozenState
from rapporteur.ui.icons import set_icon
from rapporteur.ui.theme import GRID
from rapporteur.ui.widgets.flow_layout import FlowLayout


class FrozenLine(QWidget):
    """A button per frozen side; hidden while no list is frozen."""

    corrigendum_wanted = Signal(int)
    """Show what changed since this freeze (its id)."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._buttons: list[QToolButton] = []
        self._row = FlowLayout(self, spacing=GRID)
        self._row.setContentsMargins(GRID // 2, 2, GRID // 2, 0)
        self.hide()

    def show_states(self, states: Sequence[FrozenState]) -> None:
        """Show these sides and no others; a button that had the keyboard keeps it."""
        # A button out of use is hidden, never taken out: Qt and Python would both free its item.
        while len(self._buttons) < len(states):
            self._buttons.append(self._button())
        for button in self._buttons[len(states) :]:
            button.hide()
        for button, state in zip(self._buttons, states, strict=False):
            words = self.tr("{side} frozen {stamp} · {changes}").format(
                side=state.side.name(), stamp=state.stamp, changes=self._changes(state)
            )
            button.setText(words.replace("&", "&&"))
            button.setAccessibleName(words)
            button.setProperty("freeze", state.frozen.id)
            button.show()
        self.setVisible(bool(states))

    def _changes(self, state: FrozenState) -> str:
        if not state.changes:
            return self.tr("nothing changed since")
        return self.tr("%n changes since", "", len(state.changes))

    def _button(self) -> QToolButton:
        button = QToolButton()
        button.setAutoRaise(True)
        button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        button.setToolTip(self.tr("Show what changed since, and write the corrigendum"))
        set_icon(button, "lock")
        button.clicked.connect(lambda: self.corrigendum_wanted.emit(button.property("freeze")))
        self._row.addWidget(button)
        return button
