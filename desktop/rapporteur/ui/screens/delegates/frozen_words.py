"""What changed about a person since the list was frozen, in words for the row in the table."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication

from rapporteur.domain.delegates import DELEGATE
from rapporteur.domain.freezing import ChangeKind, FrozenState, ListChange


def words_since(states: Sequence[FrozenState]) -> dict[int, str]:
    """One line per change, by the id of the delegate."""
    found: dict[int, list[str]] = {}
    for state in states:
        for change in state.changes:
            found.setdefault(change.delegate_id, []).extend(_lines(change, state.stamp))
    return {person: "\n".join(lines) for person, lines in found.items()}


def _lines(change: ListChange, stamp: str) -> list[str]:
    tr = QCoreApplication.translate
    match change.kind:
        case ChangeKind.CHANGED:
            words = tr("FrozenWords", "{field} as frozen {stamp}: {was}")
            empty = tr("FrozenWords", "empty")
            return [
                words.format(field=DELEGATE[line.field].label, stamp=stamp, was=line.was or empty)
                for line in change.lines
            ]
        case ChangeKind.MOVED:
            words = tr("FrozenWords", "No. {number} as frozen {stamp}")
            return [words.format(number=change.number, stamp=stamp)]
        case ChangeKind.ADDED:
            return [tr("FrozenWords", "Not on the list as frozen {stamp}").format(stamp=stamp)]
        case ChangeKind.WITHDRAWN | ChangeKind.REMOVED:
            return [tr("FrozenWords", "Still on the list as frozen {stamp}").format(stamp=stamp)]
