"""Lists as they were received: which there are, who stands where on them, how two differ."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum

from rapporteur.domain.importing import CellChange, Move


@dataclass(frozen=True, slots=True)
class ReceivedList:
    """One list as received. `number` counts the lists of its sender, or those without one.

    `received_at` is ISO 8601 in UTC, `side_id` None for a list of both sides. `people` stand
    on it; `first_named` of them on no list before, and `taken_off` were on the one before it;
    all three are 0 where they were not asked for.
    """

    id: int
    number: int
    sender: str
    name: str
    received_at: str
    sha256: str
    sheet: str
    side_id: int | None
    people: int = 0
    first_named: int = 0
    taken_off: int = 0


@dataclass(frozen=True, slots=True)
class Source:
    """What one list says of a delegate: `row` of `sheet`, or 0 where it has them no more."""

    list: ReceivedList
    sheet: str
    row: int
    original: Mapping[str, str]


class Difference(Enum):
    """How somebody stands on two lists. In the order in which people read it."""

    ADDED = "added"
    REMOVED = "removed"
    CHANGED = "changed"
    MOVED = "moved"
    DOUBTFUL = "doubtful"  # in the newer list, and may be somebody of the older one
    SAME = "same"


@dataclass(frozen=True, slots=True)
class ComparedRow:
    """One line of a comparison. Rows are 0 on the list on which the person does not stand.

    `changes` are cells old → new; somebody changed may have moved as well. `reason` says why a
    row is doubtful; `old_row` is then that of the person it may be, who is not listed as gone.
    """

    kind: Difference
    name: str
    old_sheet: str = ""
    old_row: int = 0
    new_sheet: str = ""
    new_row: int = 0
    changes: tuple[CellChange, ...] = ()
    move: Move | None = None
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two lists beside each other. `skipped` are rows of either that are nobody's, or faulty."""

    old_title: str
    new_title: str
    rows: tuple[ComparedRow, ...]
    skipped: int = 0

    def counts(self) -> dict[str, int]:
        """Number of lines by kind, every kind named."""
        found = Counter(row.kind for row in self.rows)
        return {kind.value: found.get(kind, 0) for kind in Difference}
