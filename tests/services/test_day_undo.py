"""Whatever is done on the session day: undo leads back through it, and redo forward again."""

from __future__ import annotations

import random
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy.orm import Session as Db
from tests.services.conftest import Desk
from tests.storage.contents import agrees, contents

from rapporteur.domain.editing import FieldEdit
from rapporteur.domain.errors import UserError
from rapporteur.domain.readiness.points import TICK_KEYS
from rapporteur.services import attendance, delegates, readiness, sessions, speakers, stored
from rapporteur.services.actions import editing as actions
from rapporteur.services.actions import progress
from rapporteur.services.agenda import circulating, placing, templates
from rapporteur.services.agenda import editing as agenda
from rapporteur.services.meeting import entries, running
from rapporteur.services.subgroups import groups, updates

NOW = datetime(2025, 8, 6, 6, 0, tzinfo=UTC)
_STEPS = 50

Edit = Callable[[Db, "Dice"], object]


class Dice:
    """Random choices among what the file holds; the clock goes on with every edit."""

    def __init__(self, seed: int) -> None:
        self.chance = random.Random(seed)
        self.now = NOW

    def one(self, db: Db, kind: stored.Stored[Any]) -> Any:
        return self.chance.choice(stored.read(db, kind))

    def some(self, db: Db, kind: stored.Stored[Any]) -> list[int]:
        ids = [record.id for record in stored.read(db, kind)]
        return self.chance.sample(ids, min(len(ids), 3))

    def people(self, db: Db) -> list[int]:
        return self.chance.sample([one.id for one in delegates.list_delegates(db)], 2)

    def step(self) -> int:
        return self.chance.choice((-1, 1))

    def word(self) -> str:
        return f"{self.chance.choice('АБВabc')}{self.chance.random()}"


def _place(db: Db, dice: Dice) -> object:
    item, other = dice.one(db, stored.AGENDA_ITEMS), dice.one(db, stored.AGENDA_ITEMS)
    spots: list[placing.Spot] = [placing.PARKED, placing.spot_of(other), (None, other.id)]
    return placing.place(db, item.id, dice.chance.choice(spots), dice.chance.choice((None, 0, 2)))


def _note(db: Db, dice: Dice) -> object:
    item = dice.one(db, stored.AGENDA_ITEMS)
    kind = dice.chance.choice(("decision", "paragraph", "action", "notes"))
    if kind == "notes":
        return entries.write_notes(db, item.id, item["notes"], dice.word())
    if kind == "action":
        return entries.add_action(db, item.id, {"text_en": dice.word(), "due_words": "Q1 2026"})
    return entries.add_record(db, item.id, {"kind": kind, "text_en": dice.word()}, dice.now)


def _speak(db: Db, dice: Dice) -> object:
    item = dice.one(db, stored.AGENDA_ITEMS)
    (person, *_) = delegates.delegates_by_id(db, dice.people(db))
    kind = dice.chance.random()
    if kind < 0.4:
        return speakers.add(db, item.uuid, delegate=person.uuid, now=dice.now)
    if kind < 0.6:
        waiting = speakers.in_turn(speakers.listed(db, item.uuid), alternate=True)
        return speakers.begin(db, waiting[0].id, now=dice.now)
    if kind < 0.8:
        return speakers.move(db, dice.one(db, stored.SPEAKERS).id, dice.step())
    return speakers.remove(db, dice.one(db, stored.SPEAKERS).id)


def _roll(db: Db, dice: Dice) -> object:
    sitting = dice.one(db, stored.SITTINGS)
    state = dice.chance.choice(("present", "absent", "excused", ""))
    if dice.chance.random() < 0.7:
        return attendance.mark(db, sitting.id, dice.people(db), state, now=dice.now)
    return attendance.carry(db, sitting.id)


def _group(db: Db, dice: Dice) -> object:
    group, kind = dice.one(db, stored.SUB_GROUPS), dice.chance.random()
    if kind < 0.2:
        return groups.remove(db, group.id)
    if kind < 0.4:
        return groups.update(db, group.id, {"name_en": FieldEdit(group.name_en, dice.word())})
    if kind < 0.6:
        return groups.add_members(db, group.id, dice.people(db))
    if kind < 0.7:
        return groups.move(db, group.id, dice.step())
    return updates.set_state(db, group.id, dice.chance.choice(("requested", "received", "")))


def _act(db: Db, dice: Dice) -> object:
    item, kind = dice.one(db, stored.ACTION_ITEMS), dice.chance.random()
    if kind < 0.3:
        values = {"text": "Said.", "status": dice.chance.choice(("", "done", "dropped"))}
        return progress.add_progress(db, item.id, values)
    if kind < 0.5:
        values = {"status": "dropped", "closing_remark": "Agreed."}
        return actions.set_for_several(db, [item.id], values)
    if kind < 0.7:
        return actions.move_actions(db, dice.some(db, stored.ACTION_ITEMS), item.id)
    if kind < 0.85:
        return actions.set_for_several(db, [item.id], {"due_words": "end of Q1 2026"})
    return actions.remove_actions(db, dice.some(db, stored.ACTION_ITEMS))


def _lead(db: Db, dice: Dice) -> object:
    item = dice.one(db, stored.AGENDA_ITEMS)
    (person, *_) = delegates.delegates_by_id(db, dice.people(db))
    if dice.chance.random() < 0.3:
        return delegates.remove_delegates(db, [person.id])
    first = sessions.sides(db)[0].id == person.side_id
    key = "lead_first" if first else "lead_second"
    return stored.update(db, stored.AGENDA_ITEMS, item.id, {key: FieldEdit(item[key], person.uuid)})


def _circulation(db: Db, dice: Dice) -> object:
    if sessions.session(db)["agenda_circulated"] and dice.chance.random() < 0.3:
        return circulating.withdraw_circulation(db)
    return circulating.circulate(db, dice.now)


EDITS: tuple[Edit, ...] = (
    lambda db, dice: agenda.add_item(db, {"title_en": dice.word()}),
    lambda db, dice: agenda.add_item(
        db, {"title_en": dice.word()}, after=dice.one(db, stored.AGENDA_ITEMS).id
    ),
    lambda db, dice: agenda.remove_items(db, [dice.one(db, stored.AGENDA_ITEMS).id]),
    lambda db, dice: agenda.add_sitting(db),
    lambda db, dice: agenda.remove_sitting(db, dice.one(db, stored.SITTINGS).id),
    lambda db, dice: agenda.move_sitting(db, dice.one(db, stored.SITTINGS).id, dice.step()),
    lambda db, dice: placing.move(db, dice.one(db, stored.AGENDA_ITEMS).id, dice.step()),
    lambda db, dice: placing.move_in(db, dice.one(db, stored.AGENDA_ITEMS).id),
    lambda db, dice: placing.move_out(db, dice.one(db, stored.AGENDA_ITEMS).id),
    _place,
    _circulation,
    lambda db, dice: running.go_on(db, dice.now),
    lambda db, dice: running.go_back(db, dice.now),
    lambda db, dice: running.pause(db, dice.now),
    lambda db, dice: running.postpone(db, dice.now),
    lambda db, dice: running.add_unplanned(db, {"title_en": dice.word()}, dice.now),
    _note, _note, _speak, _speak, _roll, _group, _act, _lead,
    lambda db, dice: groups.create(db, dice.word()),
    lambda db, dice: readiness.tick(
        db, dice.chance.choice(sorted(TICK_KEYS)), done=dice.chance.random() < 0.6
    ),
)  # fmt: skip


@pytest.mark.parametrize("seed", range(6))
def test_undo_and_redo_lead_through_a_day_of_random_edits(desk: Desk, seed: int) -> None:
    dice, workspace = Dice(seed), desk.workspace
    with workspace.edit("Template") as db:
        templates.add_typical(db)
    states = [contents(workspace)]
    done = 0
    for _ in range(_STEPS):
        dice.now += timedelta(minutes=3)
        edit = dice.chance.choice(EDITS)
        try:
            with workspace.edit("edit") as db:
                edit(db, dice)
        except (UserError, IndexError):  # refused, or nothing there to choose from
            assert contents(workspace) == states[-1]
            continue
        done += 1
        found = contents(workspace)
        if found != states[-1]:
            states.append(found)
        with workspace.read() as db:
            _sound(db)
    assert done > _STEPS // 2
    for state in reversed(states[:-1]):
        assert workspace.undo() is not None
        assert contents(workspace) == state
    assert agrees(workspace)
    for state in states[1:]:
        assert workspace.redo() is not None
        assert contents(workspace) == state
    assert workspace.redo() is None
    assert agrees(workspace)


def _sound(db: Db) -> None:
    """What holds after every edit: nothing dangles, places are dense, no number is twice there."""
    known = {record.uuid for kind in stored.ALL for record in stored.read(db, kind)}
    known |= {one.uuid for one in (*delegates.list_delegates(db), *sessions.sides(db))}
    for kind in stored.ALL:
        for record in stored.read(db, kind):
            for field in kind.catalogue.references:
                assert not record[field.key] or record[field.key] in known, (kind.entity, field.key)
    items = stored.read(db, stored.AGENDA_ITEMS)
    for spot in {placing.spot_of(item) for item in items}:
        places = [item.position for item in items if placing.spot_of(item) == spot]
        assert places == list(range(1, len(places) + 1)), spot
    numbers = [line.number for line in running.run(db).items if line.number]
    assert len(numbers) == len(set(numbers))
    assert sum(item["state"] == "current" for item in items) <= 1
    holders = [s for s in stored.read(db, stored.SPEAKERS) if s["began_at"] and not s["ended_at"]]
    assert len(holders) <= 1
    uuids = {item.uuid for item in items}
    assert all(speaker["agenda_item"] in uuids for speaker in stored.read(db, stored.SPEAKERS))
