"""What is overdue, due, or left open once the session is over."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from rapporteur.domain.actions import ActionItem, due_this_month, overdue
from rapporteur.domain.readiness.during import protocol, unassigned
from rapporteur.domain.readiness.points import Material, Phase, Point, State

OVERDUE_SHOWN = 12
"""So many overdue items have a line of their own; the first line counts all."""


def after(material: Material, today: date) -> Iterator[Point]:
    """The points, the most pressing first."""
    open_ = [item for item in material.actions if not item.closed]
    late = sorted((i for i in open_ if overdue(i, today)), key=_due)
    due = sorted((i for i in open_ if due_this_month(i, today) and not overdue(i, today)), key=_due)
    yield _counted("overdue", late, len(open_), State.MISSING)
    for item in late[:OVERDUE_SHOWN]:
        yield Point(
            "overdue_item",
            Phase.AFTER,
            State.MISSING,
            subject=_named(item),
            detail=item["due_date"],
            area="actions",
            row_id=item.id,
        )
    yield _counted("due_this_month", due, len(open_), State.PARTLY)
    yield unassigned(material, Phase.AFTER)
    closed = len(material.actions) - len(open_)
    state = State.NOT_NEEDED if not material.actions else State.PARTLY if open_ else State.READY
    yield Point(
        "closed", Phase.AFTER, state, done=closed, total=len(material.actions), area="actions"
    )
    yield from protocol(material, Phase.AFTER)


def _counted(key: str, found: list[ActionItem], open_: int, state: State) -> Point:
    """A number of items of which there should be none."""
    if not found:
        state = State.READY if open_ else State.NOT_NEEDED
    return Point(
        key,
        Phase.AFTER,
        state,
        done=open_ - len(found),
        total=len(found),
        area="actions",
        row_id=found[0].id if found else 0,
    )


def _due(item: ActionItem) -> str:
    return item["due_date"]


def _named(item: ActionItem) -> str:
    return " ".join(part for part in (item["number"], item.text("text")) if part)
