"""What the history tells: steps in the journal, and which records a step has touched."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import Enum


class StepKind(Enum):
    """What made a step."""

    EDIT = "edit"
    UNDO = "undo"
    REDO = "redo"


@dataclass(frozen=True, slots=True)
class Step:
    """One named change of the file, as the journal shows it. `at` is in UTC."""

    id: int
    label: str
    at: datetime
    who: str
    kind: StepKind
    target: int | None
    rows: int


@dataclass(frozen=True, slots=True)
class Changed:
    """Sent to every screen after a commit: which rows of which entities differ now.

    `step` is 0 when the whole file must be read again (another file, a restored backup).
    """

    step: int
    label: str
    rows: Mapping[str, frozenset[int]]

    def touches(self, *entities: str) -> bool:
        """True where a row of one of `entities` differs, or everything must be read again."""
        return self.step == 0 or any(self.rows.get(entity) for entity in entities)


@dataclass(frozen=True, slots=True)
class HistoryState:
    """What Undo and Redo would do next, and to how many rows; "" where there is nothing."""

    undo_label: str
    redo_label: str
    undo_rows: int = field(default=0, compare=False)
    redo_rows: int = field(default=0, compare=False)
