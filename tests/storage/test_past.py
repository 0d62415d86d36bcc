"""What rows looked like behind any step: as they were taken down then, undo and redo included."""

from __future__ import annotations

import random
from typing import Any

import pytest
from sqlalchemy import func, select

from rapporteur.services.workspace import Db, Workspace
from rapporteur.storage.images import shape_of
from rapporteur.storage.past import rows_then
from rapporteur.storage.tables import DelegateRow, SideRow, StepRow

SHAPE = shape_of(DelegateRow)
Rows = dict[int, dict[str, Any]]


def rows(db: Db) -> Rows:
    columns = [SHAPE.table.c.id, *(SHAPE.table.c[key] for key in SHAPE.keys)]
    return {
        row[0]: dict(zip(SHAPE.keys, row[1:], strict=True)) for row in db.execute(select(*columns))
    }


def rows_as_of(db: Db, step: int) -> Rows:
    """The whole table behind `step`: what is known of then, over what is there now."""
    found: Rows = dict(rows(db))
    for row_id, image in rows_then(db, DelegateRow, step).items():
        if image is None:
            found.pop(row_id, None)
        else:
            found[row_id] = {**found.get(row_id, {}), **image}
    return found


def random_step(workspace: Workspace, chance: random.Random) -> None:
    kind = chance.random()
    if kind < 0.25:
        workspace.undo()
    elif kind < 0.4:
        workspace.redo()
    else:
        with workspace.edit("edit") as db:
            ids = list(db.scalars(select(DelegateRow.id)))
            if db.get(SideRow, 1) is None:  # undone, too
                db.add(SideRow(id=1, position=1, code="IN"))
            elif not ids or kind < 0.6:
                db.add(DelegateRow(side_id=1, position=1, remarks=str(kind)))
            elif kind < 0.7:
                db.delete(db.get_one(DelegateRow, chance.choice(ids)))
            else:
                row = db.get_one(DelegateRow, chance.choice(ids))
                row.family_name, row.remarks = chance.choice(["A", "B", ""]), str(kind)


@pytest.mark.parametrize("seed", range(8))
def test_every_state_is_found_again(workspace: Workspace, seed: int) -> None:
    chance = random.Random(seed)
    noted: dict[int, Rows] = {}
    for _ in range(40):
        random_step(workspace, chance)
        with workspace.read() as db:
            step = db.execute(select(func.max(StepRow.id))).scalar_one()
            noted[step] = rows(db)
    with workspace.read() as db:
        for step, expected in noted.items():
            assert rows_as_of(db, step) == expected, f"behind step {step}"
