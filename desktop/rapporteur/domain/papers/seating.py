"""A seating plan as it is printed: the table from above, as seen from the door."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime


@dataclass(frozen=True, slots=True)
class PaperChair:
    """A chair and who sits there; `name` is "" for a free one.

    `column` is its place along the table from the left, 0 in the centre; `row` 0 at the table;
    `far` beyond it. `number` is "" where seats bear none. `head` stands out.
    """

    column: int
    row: int
    far: bool
    name: str = field(repr=False)
    number: str
    head: bool = False


@dataclass(frozen=True, slots=True)
class PaperSide:
    """One side of the table: its name, and its place for the colour."""

    label: str
    tint: int


@dataclass(frozen=True, slots=True)
class SeatingPaper:
    """A whole plan. The door is below, or at the right where `door_aside`.

    `heading` are the body and its session, `footer` goes below; `made` is when, with a zone.
    """

    language: str
    heading: tuple[str, ...]
    title: str
    far: PaperSide
    near: PaperSide
    door: str
    door_aside: bool
    chairs: tuple[PaperChair, ...]
    footer: str
    made: datetime
