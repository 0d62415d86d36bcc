"""The import preview: what a list would do to the session, row by row, before anything is done."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum

from rapporteur.domain.workbook import XLSX, Issue, Layout, ListRow, Reading


class RowState(Enum):
    """What would happen to one row of the list."""

    NEW = "new"
    CHANGED = "changed"
    SAME = "same"
    MOVED = "moved"  # the same, at another place of the sender's list
    REMOVED = "removed"  # on the sender's list before, no longer on it
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


# States that only the comparison with a sender's last list gives.
VERSION = frozenset({RowState.MOVED, RowState.REMOVED})


class Verdict(Enum):
    """What a person decided about a doubtful row."""

    SAME = "same"  # the person that it was suspected to be
    OTHER = "other"  # somebody else, who comes in as a person of their own


@dataclass(frozen=True, slots=True)
class Answer:
    """What a person answers to a doubt.

    `delegate_id` names the person where it is somebody else than the one suspected. `theirs`:
    where two rows of the list are one person, what differs is taken from the later row; where
    the person is in the session, the name is written as in the list. Otherwise the earlier row
    and the name in the session stand; empty fields are filled either way.
    """

    verdict: Verdict
    delegate_id: int | None = None
    theirs: bool = False


@dataclass(frozen=True, slots=True)
class Remembered:
    """A decision of an earlier list: whoever was written like this is the delegate, or is not.

    `name_key` is the folded name without its order, `base` the values of the row that was
    decided on; they tell it from the row of a namesake.
    """

    delegate_id: int
    verdict: Verdict
    name_key: str
    base: Mapping[str, str] = field(repr=False)  # personal data: not for a log


@dataclass(frozen=True, slots=True)
class Move:
    """A new place in the sender's list; places count from 1, among those on both lists."""

    old: int
    new: int


@dataclass(frozen=True, slots=True)
class PlannedRow:
    """One row of the preview. `delegate_id` is the person it changes or may be, or None.

    `reason` says in words why the row is doubtful, faulty or skipped, or why a changed row is
    not proposed. `accepted` is the program's proposal, which the user may turn round: a
    doubtful row is not accepted, and when it is, it becomes another person, never a merge.

    `twin` is the index of the other row of the same list that a doubtful row may repeat; a row
    that does is SAME, and what was to be taken of it stands in that other row, whose `own`
    holds what it said itself. `rivals` are others whom a doubtful row may be, likeliest first.
    `verdict` is what the user has decided about a doubt, now or for an earlier list; None where
    nobody was asked. `theirs` is how (see `Answer`). A row that was said to be somebody else is
    NEW; `not_this` or `twin` still say whom it is not. `move` is
    the new place of somebody whose place in the sender's list differs, changed or not. The row
    of somebody REMOVED is no row of the list: its `row.row` is 0, but for a line of a
    correction sheet that came back empty.
    """

    row: ListRow
    state: RowState
    side_id: int | None
    delegate_id: int | None = None
    changes: tuple[CellChange, ...] = ()
    reason: str = ""
    accepted: bool = True
    twin: int | None = None
    verdict: Verdict | None = None
    move: Move | None = None
    rivals: tuple[int, ...] = ()
    theirs: bool = False
    own: Mapping[str, str] | None = None
    not_this: int | None = None

    @property
    def repeats(self) -> bool:
        """Whether the row was taken into another one of the list, that of `twin`."""
        return self.verdict is Verdict.SAME and self.twin is not None

    @property
    def suspect(self) -> int | None:
        """The person of the session whom the row is, may be, or was said not to be."""
        return self.not_this if self.delegate_id is None else self.delegate_id


@dataclass(frozen=True, slots=True)
class ImportPlan:
    """Everything the preview shows. `file_hash` and `file_name` are of the list as received.

    `is_version` says that the list was compared, whole, with what its sender last sent: only
    then are there rows that moved, and others that were removed than those of people whose line
    of a correction sheet came back empty. `further` are the layouts of the other sheets
    where the list spreads over several.
    """

    file_name: str
    file_hash: str
    layout: Layout
    sender: str
    rows: tuple[PlannedRow, ...]
    issues: tuple[Issue, ...]
    is_version: bool = False
    reading: Reading = XLSX
    further: tuple[Layout, ...] = ()

    def counts(self) -> dict[str, int]:
        """Number of rows by state, every state named that rows of such a plan can have."""
        found = Counter(planned.state for planned in self.rows)
        return {
            state.value: found.get(state, 0)
            for state in RowState
            if self.is_version or state not in VERSION or state in found
        }


@dataclass(frozen=True, slots=True)
class ImportResult:
    """What an import did. `step` is the one step that a single undo takes back."""

    step: int
    list_id: int
    added: int
    changed: int
    left_out: int
    moved: int = 0
    removed: int = 0
