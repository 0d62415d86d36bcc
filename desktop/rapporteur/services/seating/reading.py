"""A seating plan as it stands in the file: its switches, its chairs and who sits on them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy.orm import Session as Db

from rapporteur.domain.delegates import Delegate
from rapporteur.domain.printing import LEFT, Seat, SeatingPlan
from rapporteur.domain.seating import (
    Chair,
    Hand,
    Plan,
    SeatingCustoms,
    fitted,
    number_of,
    order_of_seats,
)
from rapporteur.domain.sessions import Side
from rapporteur.services import delegates, sessions, stored


@dataclass(frozen=True, slots=True)
class Seating:
    """One plan with everybody it is about.

    `seats` tells who of those coming sits where; `people` are those coming, by side and in
    protocol order; whoever of them has no chair is one of `standing`.
    """

    plan: SeatingPlan
    customs: SeatingCustoms
    seats: Plan
    sides: tuple[Side, ...]
    people: tuple[Delegate, ...]

    @property
    def standing(self) -> tuple[Delegate, ...]:
        """Who of those coming has no chair."""
        seated = set(self.seats.values())
        return tuple(person for person in self.people if person.uuid not in seated)

    def side_of(self, person: Delegate) -> int:
        """The place, 1 or 2, of the side of a person."""
        return next(side.position for side in self.sides if side.id == person.side_id)

    def label(self, chair: Chair) -> str:
        """The number of a chair as it stands on a card, such as "IN 5"; "" without numbers."""
        if not self.customs.numbered:
            return ""
        side = next(side for side in self.sides if side.position == chair.side)
        return f"{side['code']} {number_of(self.customs, chair)}"

    def labels(self) -> dict[str, str]:
        """The numbers of the chairs by who sits on them."""
        return {uuid: self.label(chair) for chair, uuid in self.seats.items()}

    def in_order(self) -> list[Delegate]:
        """Who sits, in the order of the chairs."""
        known = {person.uuid: person for person in self.people}
        return [known[uuid] for uuid in order_of_seats(self.customs, self.seats)]


def plans(db: Db) -> list[SeatingPlan]:
    """The plans of the session, in their order."""
    return stored.read(db, stored.SEATING_PLANS)


def seating(db: Db, plan_id: int) -> Seating:
    """One plan; UserError "record.gone" where there is none with this id."""
    plan = stored.get(db, stored.SEATING_PLANS, plan_id)
    sides = tuple(sessions.sides(db))
    people = tuple(delegates.list_delegates(db, withdrawn=False))
    rows = seat_rows(db, plan_id)
    customs = customs_of(plan, sides, rows)
    coming = {person.uuid for person in people}
    found: dict[Chair, str] = {}
    for row in rows:
        who = row["delegate"]
        # Two entries made one may have had a chair each: the one nearer to the head is kept.
        if who in coming and who not in found.values():
            found[chair_of_row(row, sides)] = who
    return Seating(plan, customs, fitted(found, customs), sides, people)


def customs_of(plan: SeatingPlan, sides: Sequence[Side], rows: Sequence[Seat]) -> SeatingCustoms:
    """The switches of a plan; the rows behind the table are those that it has chairs in."""
    usual = SeatingCustoms()
    return SeatingCustoms(
        facing_door=next((s.position for s in sides if s.uuid == plan["door"]), 0),
        numbered=plan["numbered"] == "yes",
        first_hand=Hand.LEFT if plan["first_hand"] == LEFT else Hand.RIGHT,
        at_table=int(plan["seats"] or usual.at_table),
        rows_behind=max((int(row["row"] or 0) for row in rows), default=0),
        interpreter_beside=plan["interpreters"] == "yes",
    )


def seat_rows(db: Db, plan_id: int) -> list[Seat]:
    """The chairs of a plan, those nearest to the heads first."""
    rows = stored.read(db, stored.SEATS, plan_id=plan_id)
    return sorted(rows, key=lambda row: (int(row["row"] or 0), abs(row.place), -row.place))


def chair_of_row(row: Seat, sides: Sequence[Side]) -> Chair:
    """The chair that a record stands for."""
    side = next((s.position for s in sides if s.uuid == row["side"]), 1)
    return Chair(side, int(row["row"] or 0), row.place)
