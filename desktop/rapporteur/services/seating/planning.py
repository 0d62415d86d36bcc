"""Making a seating plan and changing it. Each runs within one `Workspace.edit`."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import replace

from sqlalchemy.orm import Session as Db

from rapporteur.domain.errors import UserError
from rapporteur.domain.printing import SeatingPlan
from rapporteur.domain.seating import (
    MOST_ROWS_BEHIND,
    Chair,
    Plan,
    SeatingCustoms,
    chairs,
    check,
    fitted,
    moved,
    seat_everybody,
    without,
)
from rapporteur.services import delegates, sessions, stored
from rapporteur.services.seating.reading import chair_of_row, seat_rows, seating


def create_plan(db: Db, name: str, customs: SeatingCustoms) -> SeatingPlan:
    """A new plan in which everybody who comes is seated by the rules, as far as there are chairs.

    Raises UserError "seating.*" where the switches make no table.
    """
    check(customs)
    values = {"name": name, **_values(db, customs)}
    (plan,) = stored.create(db, stored.SEATING_PLANS, [values])
    _write(db, plan, customs, _by_the_rules(db, customs))
    return plan


def remove_plan(db: Db, plan_id: int) -> None:
    """Take a plan away with its chairs."""
    stored.remove(db, stored.SEATING_PLANS, [plan_id])


def rename_plan(db: Db, plan_id: int, name: str) -> None:
    """Give a plan another name."""
    stored.set_fields(db, stored.SEATING_PLANS, {plan_id: {"name": name}})


def seat_by_rules(db: Db, plan_id: int) -> None:
    """Seat everybody anew, whatever was changed by hand."""
    found = seating(db, plan_id)
    _write(db, found.plan, found.customs, _by_the_rules(db, found.customs))


def set_customs(db: Db, plan_id: int, customs: SeatingCustoms) -> None:
    """Turn the switches. A plan that nobody has changed by hand follows the rules again.

    In any other, whoever sits keeps the chair, unless it is there no longer. Raises UserError
    "seating.*" where the switches make no table.
    """
    check(customs)
    found = seating(db, plan_id)
    by_rules = found.seats == _by_the_rules(db, found.customs)
    stored.set_fields(db, stored.SEATING_PLANS, {plan_id: _values(db, customs)})
    seats = _by_the_rules(db, customs) if by_rules else fitted(found.seats, customs)
    _write(db, found.plan, customs, seats)


def move(db: Db, plan_id: int, uuid: str, to: Chair) -> None:
    """Seat somebody on a chair; whoever sat there gets the chair left behind, if there is one.

    Raises UserError "seating.other_side" for a chair of the other side.
    """
    found = seating(db, plan_id)
    person = next((one for one in found.people if one.uuid == uuid), None)
    if person is None:
        raise stored.gone()
    if found.side_of(person) != to.side:
        raise UserError(
            "seating.other_side",
            "This chair belongs to the other side of the table.",
            safe="Nobody was moved.",
            advice="Choose a chair of the person's own side.",
        )
    _write(db, found.plan, found.customs, moved(found.seats, uuid, to))


def unseat(db: Db, plan_id: int, uuids: Collection[str]) -> None:
    """Let people stand up; the chairs stay free."""
    found = seating(db, plan_id)
    seats: Plan = found.seats
    for uuid in uuids:
        seats = without(seats, uuid)
    _write(db, found.plan, found.customs, seats)


def clear(db: Db, plan_id: int) -> None:
    """Free all chairs."""
    found = seating(db, plan_id)
    _write(db, found.plan, found.customs, {})


def usual_customs(db: Db) -> SeatingCustoms:
    """What a new plan begins with: guests face the door, and chairs for as many as come."""
    guests = next((side.position for side in sessions.sides(db) if side["host"] != "yes"), 2)
    customs = SeatingCustoms(facing_door=guests)
    coming = [len(delegates.list_delegates(db, side.id, withdrawn=False))
              for side in sessions.sides(db)]  # fmt: skip
    rows = -(-max(0, *coming) // customs.at_table) - 1
    return replace(customs, rows_behind=max(1, min(rows, MOST_ROWS_BEHIND)))


def _by_the_rules(db: Db, customs: SeatingCustoms) -> dict[Chair, str]:
    sides = sessions.sides(db)
    people = {
        side.position: delegates.list_delegates(db, side.id, withdrawn=False) for side in sides
    }
    return seat_everybody(customs, people, {side.position: side["ranks"] for side in sides})


def _values(db: Db, customs: SeatingCustoms) -> dict[str, str]:
    """The switches as the file holds them."""
    by_place = {side.position: side.uuid for side in sessions.sides(db)}
    return {
        "seats": str(customs.at_table),
        "door": by_place.get(customs.facing_door, ""),
        "first_hand": customs.first_hand.value,
        "numbered": "yes" if customs.numbered else "",
        "interpreters": "yes" if customs.interpreter_beside else "",
    }


def _write(db: Db, plan: SeatingPlan, customs: SeatingCustoms, seats: Mapping[Chair, str]) -> None:
    """Bring the chairs of a plan into the file; rows that are right already stay untouched."""
    sides = sessions.sides(db)
    by_place = {side.position: side.uuid for side in sides}
    wanted = {chair: seats.get(chair, "") for side in by_place for chair in chairs(customs, side)}
    there = {chair_of_row(row, sides): row for row in seat_rows(db, plan.id)}
    differing = {
        row.id: {"delegate": wanted[chair]}
        for chair, row in there.items()
        if chair in wanted and row["delegate"] != wanted[chair]
    }
    stored.set_fields(db, stored.SEATS, differing)
    stored.remove(db, stored.SEATS, [row.id for chair, row in there.items() if chair not in wanted])
    new: dict[int, list[dict[str, str]]] = {}
    for chair, who in wanted.items():
        if chair not in there:
            values = {"side": by_place[chair.side], "row": str(chair.row), "delegate": who}
            new.setdefault(chair.offset, []).append(values)
    for place, rows in new.items():
        stored.create(db, stored.SEATS, rows, plan_id=plan.id, place=place)
