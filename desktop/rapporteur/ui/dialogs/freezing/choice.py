"""For an export: the list as it was frozen, or as it is now; and what lies between the two.

Long lists are read and compared beside the window; until that is done there is nothing to choose.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from rapporteur.domain.delegates import Delegate
from rapporteur.domain.freezing import FrozenState
from rapporteur.domain.history import Changed
from rapporteur.services.delegates import count_delegates, list_delegates
from rapporteur.services.lists import corrigenda
from rapporteur.ui.bridge import FileBridge
from rapporteur.ui.settings import Settings
from rapporteur.ui.theme import GRID
from rapporteur.ui.workers import Latest

if TYPE_CHECKING:
    from rapporteur.services.workspace import Db

_FROZEN, _NOW = "frozen", "now"


@dataclass(frozen=True, slots=True)
class _Known:
    """Everybody as they are now, and the last freezes by the id of the side."""

    people: Sequence[Delegate]
    states: Mapping[int, FrozenState]


class FrozenChoice(QWidget):
    """Offers something only where all the sides in question are frozen.

    A list that nobody has touched since goes out as frozen unless the user says otherwise; of
    one that was changed, the present state is what is most often meant. `load` comes first.
    """

    changed = Signal()
    """The other state was chosen, or there is something else to choose from."""

    refused = Signal(object)
    """A `UserError`: the lists could not be read."""

    def __init__(
        self, bridge: FileBridge, settings: Settings, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._settings = settings
        self._beside = Latest(self._read, self._on_read, self.refused.emit, self)
        self._side_ids: Collection[int] = ()
        self._known: _Known | None = None
        self._shown: list[FrozenState] = []

        self.combo = QComboBox()
        self._since = QLabel()
        self._corrigendum = QPushButton(self.tr("Corri&gendum…"))

        self.combo.currentIndexChanged.connect(lambda _at: self.changed.emit())
        self._corrigendum.clicked.connect(self._on_corrigendum)
        bridge.changed.connect(self._on_changed)

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
    def ready(self) -> bool:
        """Whether the lists are read."""
        return self._known is not None

    @property
    def reading(self) -> bool:
        """Whether the lists are being read."""
        return self._beside.running

    @property
    def offered(self) -> bool:
        """Whether there is anything to choose."""
        return bool(self._shown)

    @property
    def as_frozen(self) -> bool:
        """Whether the lists are wanted as they were frozen."""
        return self.offered and self.combo.currentData() == _FROZEN

    def load(self) -> None:
        """Read the lists, and say `changed`."""
        self._known = None
        self._beside.ask_for(self._bridge.read(count_delegates))
        if self._known is None:
            self.show_sides(self._side_ids)
            self.changed.emit()

    def stop(self) -> None:
        """Say nothing any more."""
        self._beside.stop()

    def people(self) -> Sequence[Delegate]:
        """Everybody on the lists in the state that is chosen; nobody until they are read."""
        if self.as_frozen:
            return [person for state in self._shown for person in state.then]
        return self._known.people if self._known is not None else ()

    def show_sides(self, side_ids: Collection[int]) -> None:
        """Offer the choice for these sides; says nothing through `changed`."""
        self._side_ids = side_ids
        known = self._known.states if self._known is not None else {}
        states = [known[one] for one in side_ids if one in known]
        before, self._shown = self._shown, states if len(states) == len(side_ids) else []
        if self._shown == before:
            return
        shown = self._shown
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

    def _read(self) -> _Known:
        """Also called beside the window."""

        def work(db: Db) -> tuple[list[Delegate], corrigenda.Frozen]:
            people = list_delegates(db)
            return people, corrigenda.gather(db, people)

        people, records = self._bridge.read(work)
        states = corrigenda.states_of(records)
        return _Known(people, {state.side.id: state for state in states})

    def _on_read(self, known: _Known) -> None:
        self._known = known
        self.show_sides(self._side_ids)
        self.changed.emit()

    def _on_changed(self, changed: Changed) -> None:
        """A dialog opened from here has changed something, or an undo in it has."""
        if changed.touches("delegate", "frozen_list", "side", "session", "column_set"):
            self.load()

    def _on_corrigendum(self) -> None:
        from rapporteur.ui.dialogs.freezing.corrigendum import CorrigendumDialog  # noqa: PLC0415 - late

        changed = next(state for state in self._shown if state.changes)
        dialog = CorrigendumDialog(self._bridge, self._settings, changed.frozen.id, self)
        dialog.exec()
        dialog.deleteLater()
