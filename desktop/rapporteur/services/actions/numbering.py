"""The numbers of action items: "11/03" is the third of the 11th Session.

An inherited item keeps the number it had. A number is given once in a session: what has been
removed is remembered by the history, so that nobody's notes come to mean another item. Only a
step that was taken back altogether sets its number free again.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable

from sqlalchemy import select
from sqlalchemy.orm import Session as Db

from rapporteur.domain.actions import ACTION_ITEM
from rapporteur.domain.errors import UserError
from rapporteur.services import sessions
from rapporteur.storage.tables import ActionItemRow, ChangeRow, StepRow, table_of

_HAPPENED = ("done", "base")


def next_number(db: Db) -> str:
    """The number that the next action item of this session gets."""
    prefix = _prefix(db)
    highest = max(_counted(prefix, [*_held(db).values(), *_once_held(db)]), default=0)
    return f"{prefix}{highest + 1:02d}"


def require_free(db: Db, number: str, item_id: int | None = None) -> None:
    """UserError "action.number_taken" where another item has this number."""
    if number and any(n == number and i != item_id for i, n in _held(db).items()):
        raise UserError(
            "action.number_taken",
            "Another action item has this number.",
            safe="The former number is kept.",
            advice="Choose another number; numbers that are free are given by themselves.",
            place="number",
        )


def _prefix(db: Db) -> str:
    ordinal = sessions.session(db)["ordinal"] if sessions.has_session(db) else ""
    return f"{ordinal}/" if ordinal else ""


def _counted(prefix: str, numbers: Iterable[str]) -> Iterable[int]:
    for number in numbers:
        if found := re.fullmatch(rf"{re.escape(prefix)}0*(\d{{1,6}})", number):
            yield int(found[1])


def _held(db: Db) -> dict[int, str]:
    """The numbers of the items that are there, by id."""
    db.flush()
    table = table_of(ActionItemRow)
    rows = db.execute(select(table.c.id, table.c.number).where(table.c.number != ""))
    return {int(row.id): str(row.number) for row in rows}


def _once_held(db: Db) -> list[str]:
    """The numbers that items had before they were removed or renumbered."""
    before = table_of(ChangeRow).c.before
    changes, steps = table_of(ChangeRow), table_of(StepRow)
    rows = db.execute(
        select(before)
        .join(steps, steps.c.id == changes.c.step_id)
        .where(changes.c.entity == ACTION_ITEM.entity)
        .where(steps.c.state.in_(_HAPPENED))
        .where(before.like('%"number":%'))
    )
    return [str(json.loads(text).get("number", "")) for (text,) in rows]
