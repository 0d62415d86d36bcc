"""For an export: the list as it was frozen, or as it is now; and what lies between the two."""

from __future__ import annotations

from collections.abc import Collection

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from rapporteur.domain.delegates import Delegate
from rapporteur.domain.freezing import FrozenState
from rapporteur.services.lists import corrigenda, freezing
from rapporteur.ui.bridge import FileBridge
from rapporteur.ui.settings import Settings
from rapporteur.ui.theme import GRID

_FROZEN, _NOW = "frozen", "now"


class FrozenChoice(QWidget):
    """Offers something only where all the sides in question are frozen.

    A list that nobody has touched since goes out as frozen unless the user says otherwise; of
    one that was changed, the present state is what is most often meant.
    """

    changed = Signal()
    """The other state was chosen."""

    def __init__(
        self, bridge: FileBridge, settings: Settings, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._settings = settings
        self._states = {state.side.id: state for state in bridge.read(corrigenda.frozen_states)}
        self._shown: list[FrozenState] = []
        self._then: list[Delegate] | None = None

        self.combo = QComboBox()
        self._since = QLabel()
        self._corrigendum = QPushButton(self.tr("Corri&gendum…"))

        self.combo.currentIndexChanged.connect(lambda _at: self.changed.emit())
        self._corrigendum.clicked.connect(self._on_corrigendum)

        self._since.setWordWrap(True)
        self._corrigendum.setAutoDefault(False)
        below = QHBoxLayout()
        below.setSpacing(GRID)
        below.addWidget(self._since, 1)
        below.addWidget(self._corrigendum)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GRID // 2)
        column.addWidget(self.combo)
        column.addLayout(below)

    @property
    def offered(self) -> bool:
        """Whether there is anything to choose."""
        return bool(self._shown)

    @property
    def as_frozen(self) -> bool:
        """Whether the lists are wanted as they were frozen."""
        return self.offered and self.combo.currentData() == _FROZEN

    def people(self) -> list[Delegate]:
        """Everybody on the lists as they were frozen."""
        if self._then is None:
            self._then = self._bridge.read(
                lambda db: [p for one in self._shown for p in freezing.list_then(db, one.frozen)]
            )
        return self._then

    def show_sides(self, side_ids: Collection[int]) -> None:
        """Offer the choice for these sides; says nothing through `changed`."""
        states = [self._states[one] for one in side_ids if one in self._states]
        shown = states if len(states) == len(side_ids) else []
        if shown == self._shown:
            return
        self._shown, self._then = shown, None
        changes = sum(len(state.changes) for state in shown)
        stamps = ", ".join(dict.fromkeys(state.stamp for state in shown))
        with QSignalBlocker(self.combo):
            self.combo.clear()
            self.combo.addItem(self.tr("As frozen on {stamp}").format(stamp=stamps), _FROZEN)
            self.combo.addItem(self.tr("As it is now"), _NOW)
            self.combo.setCurrentIndex(1 if changes else 0)
        self._since.setText(
            self.tr("%n changes since {stamp}", "", changes).format(stamp=stamps)
            if changes
            else self.tr("Nothing changed since then.")
        )
        self._corrigendum.setVisible(changes > 0)

    def _on_corrigendum(self) -> None:
        from rapporteur.ui.dialogs.freezing.corrigendum import CorrigendumDialog  # noqa: PLC0415 - late

        changed = next(state for state in self._shown if state.changes)
        dialog = CorrigendumDialog(self._bridge, self._settings, changed.frozen.id, self)
        dialog.exec()
        dialog.deleteLater()
