"""The import preview: what a list would do to the session, row by row, before anything is done."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from enum import Enum

from rapporteur.domain.workbook import Issue, Layout, ListRow


class RowState(Enum):
    """What would happen to one row of the list."""

    NEW = "new"
    CHANGED = "changed"
    SAME = "same"
    DOUBTFUL = "doubtful"  # may be somebody already there, or not a person yet: ask
    FAULTY = "faulty"
    SKIPPED = "skipped"  # of neither side, a total, an empty numbered line


@dataclass(frozen=True, slots=True)
class CellChange:
    """One field that would change. `derived` where the program made the new value itself."""

    field: str
    old: str
    new: str
    derived: bool = False


@dataclass(frozen=True, slots=True)
class PlannedRow:
    """One row of the preview. `delegate_id` is the person it changes or may be, or None.

    `reason` says in words why the row is doubtful, faulty or skipped, or why a changed row is
    not proposed. `accepted` is the program's proposal, which the user may turn round: a
    doubtful row is not accepted, and when it is, it becomes another person, never a merge.
    """

    row: ListRow
    state: RowState
    side_id: int | None
    delegate_id: int | None = None
    changes: tuple[CellChange, ...] = ()
    reason: str = ""
    accepted: bool = True


@dataclass(frozen=True, slots=True)
class ImportPlan:
    """Everything the preview shows. `file_hash` and `file_name` are of the list as received."""

    file_name: str
    file_hash: str
    layout: Layout
    sender: str
    rows: tuple[PlannedRow, ...]
    issues: tuple[Issue, ...]

    def counts(self) -> dict[str, int]:
        """Number of rows by state, every state named."""
        found = Counter(planned.state.value for planned in self.rows)
        return {state.value: found.get(state.value, 0) for state in RowState}


@dataclass(frozen=True, slots=True)
class ImportResult:
    """What an import did. `step` is the one step that a single undo takes back."""

    step: int
    list_id: int
    added: int
    changed: int
    left_out: int
