"""Undo and redo, over single cases and over random walks."""

from __future__ import annotations

import json
import tempfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, precondition, rule
from sqlalchemy import select
from tests.storage.contents import agrees, contents

from rapporteur.domain.errors import UserError
from rapporteur.domain.history import HistoryState, StepKind
from rapporteur.services.workspace import Workspace
from rapporteur.storage.history import bulk_insert, bulk_update
from rapporteur.storage.tables import (
    ChangeRow,
    DelegateRow,
    DelegateSourceRow,
    ReceivedListRow,
    SessionRow,
    SideRow,
    SubGroupRow,
)


def rename(workspace, name: str, merge: str = ""):
    with workspace.edit(f"Name {name}", merge=merge) as db:
        db.get_one(DelegateRow, 1).family_name = name


def name_of(workspace) -> str:
    with workspace.read() as db:
        return db.get_one(DelegateRow, 1).family_name


def test_undo_and_redo_say_what_they_would_do(workspace):
    rename(workspace, "A")
    assert workspace.history() == HistoryState("Name A", "")
    changed = workspace.undo()
    assert changed.rows == {"delegate": frozenset({1})}
    assert workspace.history() == HistoryState("Sides", "Name A")
    assert name_of(workspace) == "Menon"
    workspace.redo()
    assert workspace.history() == HistoryState("Name A", "")
    assert name_of(workspace) == "A"
    assert workspace.redo() is None


def test_undo_and_redo_stand_in_the_journal(workspace):
    rename(workspace, "A")
    workspace.undo()
    workspace.redo()
    told = [(step.kind, step.target) for step in workspace.journal()]
    assert told == [
        (StepKind.REDO, 2),
        (StepKind.UNDO, 2),
        (StepKind.EDIT, None),
        (StepKind.EDIT, None),
    ]


def test_another_edit_ends_what_redo_would_bring(workspace):
    rename(workspace, "A")
    workspace.undo()
    rename(workspace, "B")
    assert workspace.history() == HistoryState("Name B", "")
    workspace.undo()
    assert name_of(workspace) == "Menon"
    workspace.undo()
    assert workspace.undo() is None


def test_history_survives_a_restart(workspace):
    rename(workspace, "A")
    workspace.undo()
    path = workspace.path
    workspace.close()
    again = Workspace.open(path)
    try:
        again.redo()
        assert name_of(again) == "A"
        again.undo()
        again.undo()
        assert all(not rows for rows in contents(again).values())
    finally:
        again.close()


def test_undo_refuses_where_the_row_no_longer_looks_like_that(workspace):
    rename(workspace, "A")
    with workspace.edit("Behind the history") as db:
        db.connection().execute(DelegateRow.__table__.update().values(family_name="B"))
        db.get_one(SideRow, 1).code = "XX"
    workspace.undo()
    with pytest.raises(UserError) as refused:
        workspace.undo()
    assert refused.value.code == "undo.differs"
    assert name_of(workspace) == "B"
    assert workspace.history().undo_label == "Name A"


def add_list(workspace) -> list[int]:
    """Two people with what a list said of them, in bulk; the ids of the people."""
    with workspace.edit("Import") as db:
        received = ReceivedListRow(name="list.xlsx")
        db.add(received)
        db.flush()
        people = [{"side_id": 1, "position": 2 + n, "family_name": "Pal"} for n in range(2)]
        ids = bulk_insert(db, DelegateRow, people)
        said = {"Имя": 'Pal, "the elder" 100%', "No": 1, "gone": None, "of": [1, {"a": 2}]}
        bulk_insert(
            db,
            DelegateSourceRow,
            [{"delegate_id": i, "list_id": received.id, "row": 1, "base": said} for i in ids],
        )
    return ids


def test_rows_added_in_bulk_go_and_come_back_as_they_were(workspace):
    before = contents(workspace)
    add_list(workspace)
    after = contents(workspace)
    workspace.undo()
    assert contents(workspace) == before
    workspace.redo()
    assert contents(workspace) == after
    workspace.undo()
    assert contents(workspace) == before


@pytest.mark.parametrize(
    ("table", "changes"),
    [(DelegateRow, {"family_name": "Sen"}), (DelegateSourceRow, {"base": {"No": 2}})],
)
def test_rows_added_in_bulk_stay_where_one_was_changed_behind_the_history(
    workspace, table, changes
):
    ids = add_list(workspace)
    with workspace.edit("Behind the history") as db:
        db.connection().execute(table.__table__.update().values(**changes))
        db.get_one(SideRow, 1).code = "XX"
    workspace.undo()
    with pytest.raises(UserError) as refused:
        workspace.undo()
    assert refused.value.code == "undo.differs"
    with workspace.read() as db:
        assert db.get(DelegateRow, ids[0]) is not None


def test_rows_that_the_history_describes_in_another_order_still_go(workspace):
    ids = add_list(workspace)
    with workspace.edit("As an older program wrote it") as db:
        changes = ChangeRow.__table__
        connection = db.connection()
        for found in connection.execute(select(changes).where(changes.c.before.is_(None))).all():
            turned = dict(reversed(json.loads(found.after).items()))
            connection.execute(
                changes.update().where(changes.c.id == found.id).values(after=json.dumps(turned))
            )
    workspace.undo()
    with workspace.read() as db:
        assert db.get(DelegateRow, ids[0]) is None


def test_typing_in_one_field_is_one_step(workspace):
    for name in ("S", "Sh", "Sha"):
        rename(workspace, name, merge="focus 1")
    assert [step.label for step in workspace.journal()] == ["Name Sha", "Sides"]
    assert agrees(workspace)
    workspace.undo()
    assert name_of(workspace) == "Menon"
    workspace.redo()
    assert name_of(workspace) == "Sha"


def test_only_edits_that_follow_each_other_merge(workspace):
    rename(workspace, "A", merge="focus 1")
    rename(workspace, "B", merge="focus 2")
    rename(workspace, "C", merge="focus 1")
    rename(workspace, "D")
    rename(workspace, "E")
    assert len(workspace.journal()) == 6
    workspace.undo()
    rename(workspace, "F", merge="focus 1")
    rename(workspace, "G", merge="focus 1")
    workspace.undo()
    assert name_of(workspace) == "D"


def test_typing_something_and_taking_it_back_leaves_no_step(workspace):
    rename(workspace, "A", merge="focus")
    rename(workspace, "Menon", merge="focus")
    assert [step.label for step in workspace.journal()] == ["Sides"]
    rename(workspace, "B", merge="focus")
    workspace.undo()
    assert name_of(workspace) == "Menon"
    assert agrees(workspace)


def test_the_journal_is_searched_in_any_script(workspace):
    with workspace.edit("Изменена ДОЛЖНОСТЬ") as db:
        db.get_one(DelegateRow, 1).designation = "x"
    assert [step.label for step in workspace.journal(search="должность")] == ["Изменена ДОЛЖНОСТЬ"]
    assert len(workspace.journal(limit=1)) == 1
    assert workspace.journal(search="100%") == []


TEXTS = st.text(alphabet="aя%_'\" \n", max_size=4)


class RandomWalk(RuleBasedStateMachine):
    """Any edits in any order: undone to the last they leave nothing, redone they are all back."""

    @initialize()
    def begin(self):
        self.folder = tempfile.TemporaryDirectory()
        self.workspace = Workspace.create(Path(self.folder.name) / "walk.rapporteur")
        with self.workspace.edit("sides") as db:
            db.add_all([SideRow(position=1, code="IN"), SideRow(position=2, code="RU")])

    def ids(self, db, row_class=DelegateRow):
        return list(db.scalars(select(row_class.id).order_by(row_class.id)))

    @rule(name=TEXTS, text=TEXTS)
    def add(self, name, text):
        with self.workspace.edit("add") as db:
            side = self.ids(db, SideRow)
            if side:
                db.add(DelegateRow(side_id=side[0], position=1, family_name=name, remarks=text))
            db.add(SubGroupRow(position=1, name_en=name))

    @rule(data=st.data(), text=TEXTS, merge=st.sampled_from(["", "focus"]))
    def change(self, data, text, merge):
        with self.workspace.edit("change", merge=merge) as db:
            if ids := self.ids(db):
                db.get_one(DelegateRow, data.draw(st.sampled_from(ids))).remarks = text

    @rule(count=st.integers(0, 5), text=TEXTS, merge=st.sampled_from(["", "focus"]))
    def import_list(self, count, text, merge):
        with self.workspace.edit("import", merge=merge) as db:
            received = ReceivedListRow(name=text)
            db.add(received)
            db.flush()
            rows = [{"side_id": 1, "position": n, "rank": text} for n in range(count)]
            ids = bulk_insert(db, DelegateRow, rows) if self.ids(db, SideRow) else []
            bulk_insert(
                db,
                DelegateSourceRow,
                [
                    {"delegate_id": i, "list_id": received.id, "row": 1, "base": {text: i}}
                    for i in ids
                ],
            )
            bulk_update(db, DelegateRow, {i: {"rank": "x", "hotel": text} for i in ids[::2]})

    @rule(data=st.data())
    def remove(self, data):
        with self.workspace.edit("remove") as db:
            if ids := self.ids(db):
                for row_id in data.draw(st.lists(st.sampled_from(ids), unique=True)):
                    db.delete(db.get_one(DelegateRow, row_id))

    @rule(text=TEXTS)
    def set_session(self, text):
        with self.workspace.edit("session") as db:
            row = db.scalars(select(SessionRow)).first() or SessionRow()
            db.add(row)
            row.venue_ru = text

    @rule()
    def undo(self):
        self.workspace.undo()

    @rule()
    def redo(self):
        self.workspace.redo()

    @precondition(lambda self: hasattr(self, "workspace"))
    @rule()
    def restart(self):
        self.workspace.close()
        self.workspace = Workspace.open(self.workspace.path)

    def teardown(self):
        if not hasattr(self, "workspace"):
            return
        try:
            while self.workspace.redo():
                pass
            full = contents(self.workspace)
            assert agrees(self.workspace)
            while self.workspace.undo():
                pass
            assert all(not rows for rows in contents(self.workspace).values())
            while self.workspace.redo():
                pass
            assert contents(self.workspace) == full
            assert agrees(self.workspace)
        finally:
            self.workspace.close()
            self.folder.cleanup()


TestRandomWalk = RandomWalk.TestCase
TestRandomWalk.settings = settings(
    max_examples=25,
    stateful_step_count=20,
    deadline=None,
    suppress_health_check=list(HealthCheck),
)
