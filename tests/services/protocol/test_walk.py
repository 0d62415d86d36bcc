"""A random day with the Protocol: nothing typed is lost, and undo brings everything back."""

from __future__ import annotations

import random
from contextlib import closing

import pytest
from tests.services.protocol.sample import bare_sample, protocol_of, typed
from tests.storage.contents import agrees, contents

from rapporteur.services import stored
from rapporteur.services.actions.reading import actions
from rapporteur.services.protocol import assembling, clauses, paragraphs
from rapporteur.services.protocol.committing import offer_action, take_offer


def type_into(workspace, chance, texts):
    now = protocol_of(workspace)
    one = chance.choice([p for p in now.paragraphs if not p.withdrawn])
    code = chance.choice(now.languages)
    text = f"{now.text(one, code)} ({chance.randrange(10**9)})"
    typed(workspace, one, code, text)
    texts[one.uuid, code] = text.rsplit("(", 1)[1]


def change_source(workspace, chance, _texts):
    with workspace.edit("Source") as db:
        kind, stems = chance.choice(
            [
                (stored.UPDATES, ("work_en", "protocol_text_ru")),
                (stored.MEETING_RECORDS, ("text_en", "text_ru")),
                (stored.ACTION_ITEMS, ("text_en",)),
                (stored.AGENDA_ITEMS, ("title_en",)),
            ]
        )
        one = chance.choice(stored.read(db, kind))
        key = chance.choice(stems)
        stored.set_fields(db, kind, {one.id: {key: f"{one[key]} {chance.randrange(99)}".strip()}})


def lose_source(workspace, chance, _texts):
    with workspace.edit("Lose") as db:
        held = stored.read(db, stored.MEETING_RECORDS)
        if held:
            stored.remove(db, stored.MEETING_RECORDS, [chance.choice(held).id])


def new_source(workspace, chance, _texts):
    with workspace.edit("New") as db:
        item = chance.choice(stored.read(db, stored.AGENDA_ITEMS))
        values = {"kind": "decision", "text_en": "Open an office.", "agenda_item": item.uuid}
        stored.create(db, stored.MEETING_RECORDS, [values])


def take_safe(workspace, _chance, _texts):
    with workspace.edit("Assemble") as db:
        assembling.take(db, assembling.safe(assembling.plan(db)))


def move(workspace, chance, _texts):
    held = protocol_of(workspace).paragraphs
    with workspace.edit("Move") as db:
        paragraphs.move(db, [chance.choice(held).id], chance.choice(held).id)


def insert(workspace, chance, _texts):
    held = protocol_of(workspace).paragraphs
    with workspace.edit("Clause") as db:
        offer = chance.choice(clauses.find(db, "sides"))
        clauses.insert(db, offer, chance.choice(held).id)


def act(workspace, chance, _texts):
    held = protocol_of(workspace).paragraphs
    with workspace.edit("Action") as db:
        offer = offer_action(db, chance.choice(held).id)
        if offer is not None:
            take_offer(db, offer)


STEPS = (type_into, type_into, change_source, lose_source, new_source, take_safe, move, insert, act)


@pytest.mark.parametrize("seed", range(3))
def test_nothing_typed_is_lost_and_undo_brings_everything_back(tmp_path, seed):
    chance = random.Random(seed)
    with closing(bare_sample(tmp_path / "eleventh.rapporteur")) as workspace:
        walk(workspace, chance)


def walk(workspace, chance):
    before = contents(workspace)
    with workspace.edit("Assemble") as db:
        assembling.assemble(db)
    texts: dict[tuple[str, str], str] = {}
    for _ in range(25):
        chance.choice(STEPS)(workspace, chance, texts)
    now = protocol_of(workspace)
    held = {one.uuid: one for one in now.paragraphs}
    for (uuid, code), mark in texts.items():
        assert mark in held[uuid][f"text_{code}"]
    with workspace.read() as db:
        for item in actions(db):
            leading = [now.number(o) for o in now.paragraphs if o["action_item"] == item.uuid]
            if any(leading):
                assert set(filter(None, leading)) <= set(
                    item["paragraph"].replace(",", " ").split()
                )
    while protocol_of(workspace).paragraphs:
        workspace.undo()
    assert contents(workspace) == before
    assert agrees(workspace)
