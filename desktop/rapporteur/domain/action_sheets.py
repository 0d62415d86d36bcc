"""An implementation table on its way: what was sent, what came back, what that would change.

The table goes to the bodies that are responsible, each of which fills in status, date and remark.
What a row said when it went out travels with it, so that it can be told apart who changed what:
the body in the sheet, or the secretariat in the session.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from enum import Enum

from rapporteur.domain.importing import CellChange
from rapporteur.domain.workbook import CellValue, Issue


@dataclass(frozen=True, slots=True)
class Stamp:
    """The hidden reference of a row: which action item it is, and what was sent of it.

    `entries` is how many progress entries the item had; `due_date` is in canonical form.
    """

    uuid: str
    status: str
    entries: int
    due_date: str = ""


@dataclass(frozen=True, slots=True)
class ReturnedLine:
    """One row of a sheet that came back, cell for cell. `row` counts from 1.

    `cells` says from which cell ("F12") a value came, by key: "number", "status", "date",
    "remark". `stamp` is None where the hidden column is gone or damaged.
    """

    sheet: str
    row: int
    stamp: Stamp | None
    number: str
    text: str = field(repr=False)
    status: str
    date: CellValue
    remark: str = field(repr=False)
    cells: dict[str, str]


@dataclass(frozen=True, slots=True)
class ReturnedTable:
    """Everything that a book holds of an implementation table.

    `body` is to whom it was sent, "" for the whole table and where the sheet does not say it.
    `sent` are the beginnings of the uuids of the items that it had when it went out.
    """

    file_name: str
    body: str
    sent: tuple[str, ...]
    lines: tuple[ReturnedLine, ...]


class LineState(Enum):
    """What would happen to one row."""

    CHANGED = "changed"
    CONFLICT = "conflict"  # both sides changed the same since it was sent
    FAULTY = "faulty"  # a cell that cannot be read
    UNKNOWN = "unknown"  # names no action item of this session
    MISSING = "missing"  # was sent and did not come back
    SAME = "same"


@dataclass(frozen=True, slots=True)
class Entry:
    """A progress entry that would be made; values in canonical form."""

    date: str
    text: str = field(repr=False)
    status: str
    reported_by: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class PlannedLine:
    """One row of the preview. `row` is 0 for an item that did not come back.

    `action_id` is the item it would change, or None. `changes` are fields of the item; `entry`
    is what is added to its progress. `reason` says in words why it is not simply taken, or what
    is remarkable. `accepted` is the program's proposal.
    """

    sheet: str
    row: int
    state: LineState
    number: str
    text: str = field(repr=False)
    action_id: int | None = None
    changes: tuple[CellChange, ...] = ()
    entry: Entry | None = None
    reason: str = ""
    accepted: bool = False
    issues: tuple[Issue, ...] = ()

    @property
    def takes_effect(self) -> bool:
        """Whether taking the row would do anything, so that there is something to choose."""
        return self.action_id is not None and bool(self.changes or self.entry)


@dataclass(frozen=True, slots=True)
class SheetPlan:
    """Everything the preview shows. `reported_by` is who the entries will name."""

    file_name: str
    reported_by: str
    lines: tuple[PlannedLine, ...]

    @property
    def issues(self) -> tuple[Issue, ...]:
        """What could not be read or should be seen, in the order of the rows."""
        return tuple(issue for line in self.lines for issue in line.issues)

    @property
    def proposed(self) -> frozenset[int]:
        """The places of the lines that the program would take."""
        return frozenset(at for at, line in enumerate(self.lines) if line.accepted)

    def counts(self) -> dict[str, int]:
        """Number of rows by state, every state named."""
        found = Counter(line.state for line in self.lines)
        return {state.value: found.get(state, 0) for state in LineState}


@dataclass(frozen=True, slots=True)
class SheetResult:
    """What taking a table in has done."""

    status_changes: int
    entries: int
    left_out: int
