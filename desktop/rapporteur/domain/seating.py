"""Who sits where at a negotiation table: two rows facing each other, the heads in the centre.

The rules of the custom: the heads of delegation sit in the centre opposite each other; then
alternately at the right and the left hand of the head come the others by rank, nearest first;
whom the table does not hold sits on chairs behind, again from the centre outward. What differs
between ministries is a switch. Nothing here knows a database; a plan is a mapping of chairs.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum

from rapporteur.domain.delegates import Delegate
from rapporteur.domain.errors import UserError
from rapporteur.domain.heads import Seniority

MOST_AT_TABLE = 25
MOST_ROWS_BEHIND = 6

_INTERPRETER = re.compile(r"\binterpreters?\b|\bпереводчи[кц]\w*|दुभाषि", re.IGNORECASE)


class Hand(Enum):
    """On which hand of the head the second person sits."""

    RIGHT = "right"
    LEFT = "left"

    @property
    def sign(self) -> int:
        """1 where the right hand comes first, -1 where the left one does."""
        return 1 if self is Hand.RIGHT else -1


@dataclass(frozen=True, slots=True)
class SeatingCustoms:
    """The switches. `facing_door` is the place of the side that looks at the door, 0 for neither.

    `at_table` are the seats of one side at the table, `rows_behind` the rows of chairs behind
    them, each as long as the table. The interpreter of a head sits on the chair behind, or
    `interpreter_beside`: next to the head, on the hand that does not come first.
    """

    facing_door: int = 2
    numbered: bool = True
    first_hand: Hand = Hand.RIGHT
    at_table: int = 9
    rows_behind: int = 1
    interpreter_beside: bool = False

    @property
    def far_side(self) -> int:
        """The side that is drawn above, beyond the table as seen from the door."""
        return self.facing_door or 2


@dataclass(frozen=True, slots=True, order=True)
class Chair:
    """A chair as the person on it would describe it.

    `side` is the place of the side, 1 or 2; `row` 0 at the table, 1 and more behind; `offset`
    is 0 in the centre, positive at the right hand of who sits there, negative at the left.
    """

    side: int
    row: int
    offset: int

    @property
    def centre(self) -> bool:
        """Whether this is the chair of a head."""
        return self.row == 0 and self.offset == 0


Plan = Mapping[Chair, str]
"""Who sits where: the uuid of a delegate by chair. Nobody sits on two."""


# ------------------------------------------------------------------------- the chairs


def row_of(customs: SeatingCustoms, side: int, row: int) -> tuple[Chair, ...]:
    """The chairs of one row in the order in which they are filled, the centre first.

    An even row is longer by one chair at one end of the table, the same end for both sides, so
    that everybody has somebody opposite: the right hand of side 1 is the left hand of side 2.
    """
    longer, shorter = customs.at_table // 2, (customs.at_table - 1) // 2
    right, left = (longer, shorter) if side == 1 else (shorter, longer)
    first = customs.first_hand.sign
    found = [0]
    for away in range(1, longer + 1):
        found += [offset for offset in (first * away, -first * away) if -left <= offset <= right]
    return tuple(Chair(side, row, offset) for offset in found)


def chairs(customs: SeatingCustoms, side: int) -> tuple[Chair, ...]:
    """All chairs of a side in the order in which they are filled."""
    rows = range(customs.rows_behind + 1)
    return tuple(chair for row in rows for chair in row_of(customs, side, row))


def column(customs: SeatingCustoms, chair: Chair) -> int:
    """The place of a chair along the table as seen from the door, 0 in the centre.

    The side beyond the table looks at whoever stands there: its right is their left.
    """
    return -chair.offset if chair.side == customs.far_side else chair.offset


def number_of(customs: SeatingCustoms, chair: Chair) -> int:
    """The number of a chair within its side, 1 in the centre; it belongs to the chair."""
    found = row_of(customs, chair.side, chair.row).index(chair)
    return chair.row * customs.at_table + found + 1


# ------------------------------------------------------------------------- the people


def is_interpreter(person: Delegate) -> bool:
    """Whether somebody interprets, by role or designation in English, Russian or Hindi."""
    texts = (person["role"], person["designation"], person["designation_native"])
    return any(_INTERPRETER.search(text) for text in texts)


def by_precedence(people: Iterable[Delegate], ranks: Sequence[str]) -> list[Delegate]:
    """The people of one side as they are seated: heads, rank, date in rank, protocol order."""
    seniority = Seniority(ranks)
    return sorted(people, key=lambda person: (*seniority.of(person), person.position))


def seat_side(customs: SeatingCustoms, side: int, people: Sequence[Delegate]) -> dict[Chair, str]:
    """Seat the people of one side, who come in their precedence; whom no chair is left for stands.

    Raises UserError "seating.at_table" where the switches make no table.
    """
    check(customs)
    free = list(chairs(customs, side))
    plan: dict[Chair, str] = {}

    def put(person: Delegate, chair: Chair) -> None:
        plan[chair] = person.uuid
        free.remove(chair)

    interpreters = [person for person in people if is_interpreter(person)]
    others = [person for person in people if person not in interpreters]
    if others:
        put(others.pop(0), Chair(side, 0, 0))
    for person in interpreters:
        wanted = _for_interpreter(customs, side, free)
        if wanted is not None:
            put(person, wanted)
    for person in others[: len(free)]:
        put(person, free[0])
    return plan


def _for_interpreter(customs: SeatingCustoms, side: int, free: Sequence[Chair]) -> Chair | None:
    """The chair for the next interpreter: the one of the custom, else the nearest behind."""
    beside = Chair(side, 0, -customs.first_hand.sign)
    if (customs.interpreter_beside or not customs.rows_behind) and beside in free:
        return beside
    behind = [chair for chair in free if chair.row == 1]
    return behind[0] if behind else (free[-1] if free else None)


def seat_everybody(
    customs: SeatingCustoms, people: Mapping[int, Sequence[Delegate]], ranks: Mapping[int, str]
) -> dict[Chair, str]:
    """Seat both sides by the rules. `people` and the rank presets `ranks` are by place of side."""
    plan: dict[Chair, str] = {}
    for side, found in people.items():
        presets = [rank.strip() for rank in ranks.get(side, "").split(";") if rank.strip()]
        plan |= seat_side(customs, side, by_precedence(found, presets))
    return plan


# --------------------------------------------------------------------- changes by hand


def moved(plan: Plan, uuid: str, to: Chair) -> dict[Chair, str]:
    """The plan once somebody has sat down on `to`; who sat there takes the chair left behind.

    Somebody who had no chair sends whoever sat on `to` away from the table.
    """
    found = dict(plan)
    left = chair_of(plan, uuid)
    before = found.pop(to, None)
    if left is not None:
        found.pop(left, None)
        if before is not None and before != uuid:
            found[left] = before
    found[to] = uuid
    return found


def without(plan: Plan, uuid: str) -> dict[Chair, str]:
    """The plan with the chair of somebody free."""
    return {chair: who for chair, who in plan.items() if who != uuid}


def chair_of(plan: Plan, uuid: str) -> Chair | None:
    """Where somebody sits; None for who does not."""
    return next((chair for chair, who in plan.items() if who == uuid), None)


def fitted(plan: Plan, customs: SeatingCustoms) -> dict[Chair, str]:
    """The plan without the people whose chairs the switches have taken away."""
    there = {chair for side in (1, 2) for chair in chairs(customs, side)}
    return {chair: who for chair, who in plan.items() if chair in there}


def order_of_seats(customs: SeatingCustoms, plan: Plan) -> list[str]:
    """Who sits at the table and behind it, side by side, in the order of the numbers."""
    taken = sorted(plan, key=lambda chair: (chair.side, number_of(customs, chair)))
    return [plan[chair] for chair in taken]


def check(customs: SeatingCustoms) -> None:
    """Raise UserError where no table can be set with these switches."""
    if not 1 <= customs.at_table <= MOST_AT_TABLE:
        raise UserError(
            "seating.at_table",
            f"A side has from 1 to {MOST_AT_TABLE} seats at the table, not {customs.at_table}.",
            safe="The plan is as it was.",
            advice="Let the others sit on the chairs behind.",
            place="at_table",
        )
    if not 0 <= customs.rows_behind <= MOST_ROWS_BEHIND:
        raise UserError(
            "seating.rows_behind",
            f"There are from 0 to {MOST_ROWS_BEHIND} rows of chairs behind a side, not "
            f"{customs.rows_behind}.",
            safe="The plan is as it was.",
            advice="Seat fewer people, or more of them at the table.",
            place="rows_behind",
        )
