"""Readiness read from a file, and the ticks that a person gives."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from tests.services.conftest import Desk

from rapporteur.domain.readiness.points import PLATES_PRINTED, Phase, Point, State
from rapporteur.services import delegates, readiness, stored

NOW = datetime(2025, 9, 10, 6, tzinfo=UTC)


def _points(desk: Desk) -> dict[Phase, tuple[Point, ...]]:
    with desk.workspace.read() as db:
        return readiness.points(readiness.gather(db, delegates.list_delegates(db)), NOW)


def _ticked(desk: Desk) -> State:
    return next(p.state for p in _points(desk)[Phase.BEFORE] if p.key == PLATES_PRINTED)


def test_everything_is_read_from_the_file(desk: Desk) -> None:
    with desk.workspace.edit("Fill") as db:
        (sitting,) = stored.create(db, stored.SITTINGS, [{"title_en": "Morning"}])
        group = stored.read(db, stored.SUB_GROUPS)[0]
        (item,) = stored.create(
            db, stored.AGENDA_ITEMS, [{"title_en": "Mining"}], sitting_id=sitting.id
        )
        for ordinal, state in (("", "received"), ("10", "agreed_both")):
            stored.create(db, stored.UPDATES, [{"state": state}], sub_group_id=group.id,
                          session_ordinal=ordinal)  # fmt: skip
        (action,) = stored.create(
            db, stored.ACTION_ITEMS,
            [{"text_en": "Send it", "due_date": "2025-09-01", "status": "open"}],
        )  # fmt: skip
        stored.create(db, stored.SPEAKERS, [{"name": "X", "agenda_item": item.uuid}])
    found = _points(desk)
    states = {(p.key, p.subject): p for p in (*found[Phase.BEFORE], *found[Phase.DURING])}
    assert states["list", "India"].total == 5
    assert states["update", "Mining"].detail == "received"  # not that of the 10th session
    assert states["speakers", ""].row_id == item.id
    assert states["attendance", "Morning"].total == 8
    overdue = next(p for p in found[Phase.AFTER] if p.key == "overdue_item")
    assert overdue.row_id == action.id


def test_a_tick_is_one_step_that_is_undone(desk: Desk) -> None:
    assert _ticked(desk) is State.MISSING
    for _ in range(2):  # ticking what is ticked changes nothing
        with desk.workspace.edit("Plates") as db:
            readiness.tick(db, PLATES_PRINTED, done=True)
    assert _ticked(desk) is State.READY
    assert desk.rows_of_last_step() == 1
    with desk.workspace.edit("Not yet") as db:
        readiness.tick(db, PLATES_PRINTED, done=False)
    assert _ticked(desk) is State.MISSING
    desk.workspace.undo()
    assert _ticked(desk) is State.READY
    desk.workspace.undo()
    assert _ticked(desk) is State.MISSING


def test_only_what_a_person_confirms_is_ticked(desk: Desk) -> None:
    with desk.workspace.edit("Wrong") as db, pytest.raises(ValueError, match="no point"):
        readiness.tick(db, "list", done=True)
