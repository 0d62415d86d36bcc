"""A list frozen with a stamp, and what became different since: plain values.

A freeze fixes what a list says at a moment; work on the list goes on. A corrigendum says, entry
by entry, what must be corrected in a copy of the frozen list so that it reads as the list now.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from enum import Enum

from rapporteur.domain.delegates import Delegate
from rapporteur.domain.sessions import Side


@dataclass(frozen=True, slots=True)
class FrozenList:
    """A side's list as it was frozen `at` (UTC), which the step `step` of the history did.

    `number` counts the freezes of the side from 1; the first corrigendum is to the first.
    """

    id: int
    side_id: int
    at: datetime
    step: int
    remark: str
    number: int


class ChangeKind(Enum):
    """What happened to one person on a list."""

    ADDED = "added"
    WITHDRAWN = "withdrawn"  # on file, but no longer coming
    REMOVED = "removed"  # no longer on this list at all
    CHANGED = "changed"
    MOVED = "moved"  # to another place; those in between do not count as moved


@dataclass(frozen=True, slots=True)
class Line:
    """One text of an entry: the field it stands under ("" for the entry as a whole), old, new."""

    field: str
    was: str
    now: str


@dataclass(frozen=True, slots=True)
class ListChange:
    """One entry of a corrigendum.

    `number` is the place in the frozen list, or in the present one for somebody added; `name`
    likewise the name as it stands there. Somebody withdrawn or removed has one line at most.
    """

    kind: ChangeKind
    delegate_id: int
    number: int
    name: str
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class FrozenState:
    """The last freeze of a side as the window shows it.

    `stamp` is its moment by the clock of the session's place, "5 Aug 2025 18:00"; `changes` are
    those that show in the public list since then; `then` is everybody on the list as it stood,
    the withdrawn among them.
    """

    frozen: FrozenList
    side: Side
    stamp: str
    changes: tuple[ListChange, ...]
    then: tuple[Delegate, ...] = field(default=(), compare=False, repr=False)
