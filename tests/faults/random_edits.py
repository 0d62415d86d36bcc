"""A busy officer, as a process: random edits of a session file, each acknowledged on a pipe.

Every message is a pair. ("next", digest) announces the content that the edit about to be
committed leads to, since a kill between the commit and its acknowledgement rightly leaves that
content. ("ack", digest) says that the edit was reported as saved.

A `control` makes the process a liar, to prove that the kill test notices: "early" acknowledges
an edit before it is committed, "torn" makes one edit of two transactions.
"""

from __future__ import annotations

import hashlib
import os
import random
from multiprocessing.connection import Connection
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import Session as Db

from rapporteur.services import stored
from rapporteur.services.workspace import Backup, Workspace
from rapporteur.storage.history import bulk_insert
from rapporteur.storage.images import shapes
from rapporteur.storage.tables import DelegateRow, SideRow


def content_digest(db: Db) -> str:
    """A digest of everything people have entered, versions aside."""
    digest = hashlib.sha256()
    for name, shape in sorted(shapes().items()):
        columns = [shape.table.c.id, *(shape.table.c[key] for key in shape.keys)]
        for row in db.connection().execute(select(*columns).order_by(shape.table.c.id)):
            digest.update(repr((name, *row)).encode())
    return digest.hexdigest()


def random_edit(db: Db, chance: random.Random) -> None:
    """One edit as the services make them: a field, a new person, an import, a removal."""
    ids = list(db.scalars(select(DelegateRow.id)))
    side = db.scalars(select(SideRow.id)).first()
    kind = chance.random()
    if side is None:
        db.add_all([SideRow(position=1, code="IN"), SideRow(position=2, code="RU")])
    elif not ids or kind < 0.3:
        name = chance.choice("АБВГД") * chance.randint(1, 9)
        db.add(DelegateRow(side_id=side, position=len(ids) + 1, family_name=name))
    elif kind < 0.4:
        rows = [{"side_id": side, "position": n, "remarks": "x" * 300} for n in range(60)]
        bulk_insert(db, DelegateRow, rows)
    elif kind < 0.5:
        db.delete(db.get_one(DelegateRow, chance.choice(ids)))
    elif kind < 0.75:
        day_edit(db, chance, ids)
    else:
        row = db.get_one(DelegateRow, chance.choice(ids))
        row.remarks = row.designation = f"{chance.random()}"


def day_edit(db: Db, chance: random.Random, people: list[int]) -> None:
    """One edit of the session day: an action with progress, a mark in a sitting, a removal."""
    sittings, actions = (stored.read(db, kind) for kind in (stored.SITTINGS, stored.ACTION_ITEMS))
    kind = chance.random()
    if not sittings or not actions:
        stored.create(db, stored.SITTINGS, [{"title_en": "Plenary"}])
        stored.create(db, stored.ACTION_ITEMS, [{"text_en": "Do", "status": "open"}])
    elif kind < 0.3:
        (made,) = stored.create(db, stored.ACTION_ITEMS, [{"text_en": "x" * chance.randint(1, 99)}])
        entries = [{"date": "2025-08-06", "text": "Begun."}]
        stored.create(db, stored.PROGRESS_ENTRIES, entries, action_id=made.id)
    elif kind < 0.6:
        heads = {"sitting_id": chance.choice(sittings).id, "delegate_id": chance.choice(people)}
        if not stored.read(db, stored.ATTENDANCES, **heads):
            stored.create(db, stored.ATTENDANCES, [{"state": "present"}], **heads)
    elif kind < 0.75:
        stored.remove(db, stored.SITTINGS, [chance.choice(sittings).id])
    elif kind < 0.9:
        stored.remove(db, stored.ACTION_ITEMS, [chance.choice(actions).id])
    else:
        order = [action.id for action in actions]
        chance.shuffle(order)
        stored.arrange(db, stored.ACTION_ITEMS, order)


class Officer:
    """One life of the busy officer, until somebody kills it."""

    def __init__(self, path: Path, seed: int, control: str, pipe: Connection) -> None:
        self._workspace = Workspace.open(path)
        self._chance = random.Random(seed)
        self._control = control
        self._pipe = pipe
        # What undo and redo lead to: the contents before and after each edit of this life.
        self._contents = [self._digest()]
        self._place = 0
        self._backup: tuple[Backup, str] | None = None
        self._say("ack", self._contents[0])

    def live(self) -> None:
        """Work for ever."""
        while True:
            kind = self._chance.random()
            if kind < 0.2:
                self._turn()
            elif kind < 0.24:
                self._back_up_or_restore()
            elif self._control == "torn":
                self._torn_edit()
            else:
                self._edit()

    def _edit(self) -> None:
        with self._workspace.edit("edit") as db:
            random_edit(db, self._chance)
            db.flush()
            digest = content_digest(db)
            self._say("ack" if self._control == "early" else "next", digest)
        self._say("ack", digest)
        self._contents[self._place + 1 :] = [digest]
        self._place += 1

    def _torn_edit(self) -> None:
        for _ in range(2):
            with self._workspace.edit("half an edit") as db:
                random_edit(db, self._chance)
        self._contents = [self._digest()]
        self._place = 0
        self._say("ack", self._contents[0])

    def _turn(self) -> None:
        back = self._place > 0 and self._chance.random() < 0.6
        forth = self._place + 1 < len(self._contents)
        if not back and not forth:
            return
        self._place += -1 if back else 1
        self._say("next", self._contents[self._place])
        changed = self._workspace.undo() if back else self._workspace.redo()
        assert changed is not None
        self._say("ack", self._contents[self._place])

    def _back_up_or_restore(self) -> None:
        if self._backup is None:
            self._backup = (self._workspace.back_up("import"), self._contents[self._place])
            return
        backup, digest = self._backup
        self._say("next", digest)
        self._workspace.restore(backup)
        self._say("ack", digest)
        self._contents, self._place, self._backup = [digest], 0, None

    def _digest(self) -> str:
        with self._workspace.read() as db:
            return content_digest(db)

    def _say(self, kind: str, digest: str) -> None:
        self._pipe.send((kind, digest))


def live(
    path: Path, seed: int, control: str, pipe: Connection, environment: dict[str, str]
) -> None:
    """Entry point of the process, in the environment of the test."""
    os.environ.update(environment)
    Officer(path, seed, control, pipe).live()
