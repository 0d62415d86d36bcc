"""Rows that changed by the thousand, read and folded beside the window.

After a change of a few people the screen reads them at once. After an import of a long list, or
its undo, that would hold the window for a second: then the rows follow a moment later.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QObject

from rapporteur.domain.delegates import Delegate
from rapporteur.services.delegates import delegates_by_id
from rapporteur.ui.bridge import FileBridge
from rapporteur.ui.workers import ON_THE_SPOT, Latest


@dataclass(frozen=True, slots=True)
class FreshRows:
    """People as the file has them now, their search keys by id, and the ids of those who went."""

    people: Sequence[Delegate]
    folded: Mapping[int, str]
    gone: Sequence[int]


class LateRows(QObject):
    """Reads what `wants` has taken on, and hands it to `show` in one go."""

    def __init__(
        self,
        bridge: FileBridge,
        fold: Callable[[Delegate], str],
        show: Callable[[FreshRows], None],
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._fold = fold
        self._show = show
        self._ids: frozenset[int] = frozenset()
        self._beside = Latest(self._read, self._on_read, bridge.report, self)

    def wants(self, ids: frozenset[int]) -> bool:
        """Take on rows that are too many to be read on the spot, or that come before such are read.

        False leaves them to the caller. Those that could not be read are read with the next.
        """
        if len(ids | self._ids) <= ON_THE_SPOT and not self._beside.running:
            return False
        self._ids |= ids  # a row that changes again while it is read is read again
        self._beside.ask()
        return True

    def stop(self) -> None:
        """Deliver nothing any more: the file is being closed."""
        self._beside.stop()

    def _read(self) -> FreshRows:
        ids = self._ids
        people = self._bridge.read(lambda db: delegates_by_id(db, ids))
        present = {person.id for person in people}
        folded = {person.id: self._fold(person) for person in people}
        return FreshRows(people, folded, [i for i in ids if i not in present])

    def _on_read(self, rows: FreshRows) -> None:
        self._ids = frozenset()
        self._show(rows)
