"""Former wordings of an update, out of the history: what it said when it was received or agreed.

Every step that touched the update is a point in time to which one can compare. Those at which
it was received or agreed come first: that is what the other side has seen.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session as Db

from rapporteur.domain.history import StepKind
from rapporteur.domain.subgroups import AGREED_BOTH, AGREED_ONE, RECEIVED, SubGroupUpdate
from rapporteur.services import stored
from rapporteur.services.stored import UPDATES
from rapporteur.services.subgroups.updates import PART_KEYS
from rapporteur.storage.past import rows_then
from rapporteur.storage.tables import ChangeRow, StepRow, SubGroupUpdateRow

_MILESTONES = frozenset({RECEIVED, AGREED_ONE, AGREED_BOTH})
_MOST = 200  # points in time that are offered; the journal has the others


@dataclass(frozen=True, slots=True)
class Point:
    """A step behind which the update stood otherwise. `at` is in UTC.

    `state` is what the step made of the state, "" where it left it; `words` tells whether it
    changed a text of the form.
    """

    step: int
    label: str = field(repr=False)
    at: datetime
    who: str = field(repr=False)
    state: str = ""
    words: bool = False

    @property
    def milestone(self) -> bool:
        """Whether the update was received or agreed with this step."""
        return self.state in _MILESTONES


def points(db: Db, update_id: int) -> list[Point]:
    """The steps that touched the words or the state of an update, the latest first.

    What it said before the oldest of them is found behind the step before it.
    """
    rows = db.execute(
        select(StepRow.id, StepRow.label, StepRow.at, StepRow.who, ChangeRow.after)
        .join(ChangeRow, ChangeRow.step_id == StepRow.id)
        .where(
            ChangeRow.entity == UPDATES.entity,
            ChangeRow.row_id == update_id,
            StepRow.kind == StepKind.EDIT.value,
        )
        .order_by(StepRow.id.desc())
        .limit(_MOST)
    )
    found = []
    for step, label, at, who, after in rows:
        image = json.loads(after) if after else {}
        values = image if isinstance(image, dict) else {}
        state = str(values.get("state", ""))
        words = any(key in values for key in PART_KEYS)
        if state or words:
            found.append(Point(step, label, datetime.fromisoformat(at), who, state, words))
    return found


def wording(db: Db, update: SubGroupUpdate, step: int) -> dict[str, str]:
    """The texts of the form as they stood behind `step`; empty ones where there was none yet."""
    now = {key: update[key] for key in PART_KEYS}
    then = rows_then(db, SubGroupUpdateRow, step)
    if update.id not in then:
        return now
    image = then[update.id]
    if image is None:
        return dict.fromkeys(PART_KEYS, "")
    return {key: str(image.get(key, now[key]) or "") for key in PART_KEYS}


def best_point(db: Db, update: SubGroupUpdate, among: Sequence[Point]) -> Point | None:
    """What one most likely wants to compare with.

    The last time it was received or agreed, if the words differ since; else the step before the
    last one that changed words; else the oldest.
    """
    now = {key: update[key] for key in PART_KEYS}
    for point in among:
        if point.milestone and wording(db, update, point.step) != now:
            return point
    changed = [point for point in among if point.words]
    behind = [point for point in among if changed and point.step < changed[0].step]
    return behind[0] if behind else (among[-1] if among else None)


def of(db: Db, update_id: int) -> SubGroupUpdate:
    """The update itself; UserError "record.gone"."""
    return stored.get(db, UPDATES, update_id)
