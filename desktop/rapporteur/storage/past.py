"""The past out of the history: what rows looked like behind a given step.

Read forward from that step: the first event that touches a field knows the value the field had
before. An undo or redo has no changes of its own and turns those of the step it names.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session as Db

from rapporteur.domain.history import StepKind
from rapporteur.storage.images import Image, load, shape_of
from rapporteur.storage.tables import ChangeRow, StepRow, Tracked

_STEPS_AT_ONCE = 500

# (id of the row, image before the change, image after it)
_Change = tuple[int, Image | None, Image | None]


def rows_then(db: Db, row_class: type[Tracked], step: int) -> dict[int, Image | None]:
    """What the rows touched after `step` held then, by id: None for those not yet there.

    The image of a row that is still there holds only the fields touched since; of one that is
    gone, all of them. What was erased from the history is missing here: a row whose values are
    not known is left out where the row is gone, and holds its present ones where it is not.
    """
    shape = shape_of(row_class)
    events = db.execute(
        select(StepRow.id, StepRow.kind, StepRow.target)
        .where(StepRow.id > step)
        .order_by(StepRow.id)
    ).all()
    # Only the first time that a step is done or taken back tells something new of its rows.
    first: dict[int, bool] = {}
    for event in events:
        source = event.id if event.target is None else event.target
        first.setdefault(source, event.kind == StepKind.UNDO.value)
    found: dict[int, Image | None] = {}
    for source, changes in _changes(db, shape.entity, list(first)):
        for row_id, before, after in changes:
            was, became = (after, before) if first[source] else (before, after)
            if was is None:
                if became is not None:
                    found.setdefault(row_id, None)  # it came with this event
                continue
            known = found.setdefault(row_id, {})
            if known is not None:
                image = shape.full(was) if became is None else was
                found[row_id] = {**image, **known}
    return found


def _changes(db: Db, entity: str, steps: list[int]) -> Iterator[tuple[int, list[_Change]]]:
    """The changes of each of these steps, in the order of `steps`."""
    for start in range(0, len(steps), _STEPS_AT_ONCE):
        some = steps[start : start + _STEPS_AT_ONCE]
        rows: dict[int, list[_Change]] = {}
        for row in db.execute(
            select(ChangeRow.step_id, ChangeRow.row_id, ChangeRow.before, ChangeRow.after).where(
                ChangeRow.entity == entity, ChangeRow.step_id.in_(some)
            )
        ):
            images = (_image(row.before), _image(row.after))
            rows.setdefault(row.step_id, []).append((row.row_id, *images))
        yield from ((step, rows[step]) for step in some if step in rows)


def _image(text: str | None) -> Image | None:
    image: Any = load(text)
    return image if isinstance(image, dict) else None
