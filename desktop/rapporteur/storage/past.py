"""The past out of the history: what rows looked like behind a given step.

Read forward from that step: the first event that touches a field knows the value the field had
before. An undo or redo has no changes of its own and turns those of the step it names.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session as Db

from rapporteur.domain.history import StepKind
from rapporteur.storage.images import Image, Shape, load, shape_of
from rapporteur.storage.tables import ChangeRow, StepRow, Tracked

_STEPS_AT_ONCE = 500


@dataclass(frozen=True, slots=True)
class Touched:
    """What the history holds of the rows touched after a step, as it stands in the file.

    `undone` says of each step, in order, whether the first thing that happened to it was that it
    was taken back; `changes` are (row, before, after) by step.
    """

    shape: Shape
    undone: Mapping[int, bool]
    changes: Mapping[int, Sequence[tuple[int, str | None, str | None]]]


def rows_then(db: Db, row_class: type[Tracked], step: int) -> dict[int, Image | None]:
    """What the rows touched after `step` held then, by id: None for those not yet there.

    The image of a row that is still there holds only the fields touched since; of one that is
    gone, all of them. What was erased from the history is missing here: a row whose values are
    not known is left out where the row is gone, and holds its present ones where it is not.
    """
    return images_then(touched_since(db, row_class, step))


def touched_since(db: Db, row_class: type[Tracked], step: int) -> Touched:
    """Read what `images_then` needs."""
    shape = shape_of(row_class)
    events = db.execute(
        select(StepRow.id, StepRow.kind, StepRow.target)
        .where(StepRow.id > step)
        .order_by(StepRow.id)
    ).all()
    # Only the first time that a step is done or taken back tells something new of its rows.
    undone: dict[int, bool] = {}
    for event in events:
        source = event.id if event.target is None else event.target
        undone.setdefault(source, event.kind == StepKind.UNDO.value)
    return Touched(shape, undone, _changes(db, shape.entity, list(undone)))


def images_then(touched: Touched) -> dict[int, Image | None]:
    """`rows_then` of what was read before; needs no file, and takes longer than the reading."""
    found: dict[int, Image | None] = {}
    for source, undone in touched.undone.items():
        for row_id, *texts in touched.changes.get(source, ()):
            before, after = map(_image, texts)
            was, became = (after, before) if undone else (before, after)
            if was is None:
                if became is not None:
                    found.setdefault(row_id, None)  # it came with this event
                continue
            known = found.setdefault(row_id, {})
            if known is not None:
                image = touched.shape.full(was) if became is None else was
                found[row_id] = {**image, **known}
    return found


def _changes(
    db: Db, entity: str, steps: list[int]
) -> dict[int, list[tuple[int, str | None, str | None]]]:
    """The changes of these steps, as they are stored."""
    found: dict[int, list[tuple[int, str | None, str | None]]] = {}
    for start in range(0, len(steps), _STEPS_AT_ONCE):
        some = steps[start : start + _STEPS_AT_ONCE]
        for step, row_id, before, after in db.execute(
            select(ChangeRow.step_id, ChangeRow.row_id, ChangeRow.before, ChangeRow.after).where(
                ChangeRow.entity == entity, ChangeRow.step_id.in_(some)
            )
        ):
            found.setdefault(step, []).append((row_id, before, after))
    return found


def _image(text: str | None) -> Image | None:
    image: Any = load(text)
    return image if isinstance(image, dict) else None
