"""The bottom of the meeting window: the keys, which can be clicked as well, and what is saved."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QColor, QKeySequence
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QSizePolicy, QWidget

from rapporteur.ui.theme import GRID, current_theme
from rapporteur.ui.widgets.flow_layout import FlowLayout


class Footer(QWidget):
    """A flat button for each action, named by its key; the state of saving at the right."""

    def __init__(self, actions: Sequence[QAction], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.state = QLabel()
        self.state.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self._left_out: tuple[QAction, ...] = ()
        self._buttons: list[tuple[QAction, QPushButton]] = []
        keys = QWidget()
        flow = FlowLayout(keys, spacing=2)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        keys.setSizePolicy(policy)
        for action in actions:
            button = QPushButton(_words(action))
            button.setFlat(True)
            button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            button.clicked.connect(action.trigger)
            action.changed.connect(self._follow)
            self._buttons.append((action, button))
            flow.addWidget(button)
        row = QHBoxLayout(self)
        row.setContentsMargins(GRID, 2, 2 * GRID, 2)
        row.setSpacing(GRID)
        row.addWidget(keys, 1)
        row.addWidget(self.state)
        self._follow()

    def leave_out(self, actions: Sequence[QAction]) -> None:
        """Show no buttons for these: there is no room."""
        self._left_out = tuple(actions)
        self._follow()

    def show_state(self, text: str, *, alarming: bool = False) -> None:
        """Say what is saved; an alarm in the colour of errors, with a mark before it."""
        self.state.setText(f"⚠ {text}" if alarming else text)
        theme = current_theme()
        palette = self.state.palette()
        colour = theme.error if alarming else theme.muted
        palette.setColor(palette.ColorRole.WindowText, QColor(colour))
        self.state.setPalette(palette)

    def _follow(self) -> None:
        for action, button in self._buttons:
            button.setEnabled(action.isEnabled())
            button.setVisible(action.isVisible() and action not in self._left_out)


def _words(action: QAction) -> str:
    key = action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
    for name, sign in (("Down", "↓"), ("Up", "↑"), ("Return", "Enter")):
        key = key.replace(name, sign)
    return f"{key}  {action.text().replace('&', '&&')}"
