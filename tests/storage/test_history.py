"""What the history records, and what it refuses."""

from __future__ import annotations

import json

import pytest
from sqlalchemy import delete, insert, select, text, update
from sqlalchemy.orm import Session as Db
from sqlalchemy.orm.exc import StaleDataError
from tests.storage.contents import agrees, contents

from rapporteur.domain.history import StepKind
from rapporteur.storage.history import (
    WriteOutsideEditError,
    bulk_insert,
    bulk_update,
    update_known,
)
from rapporteur.storage.tables import (
    ChangeRow,
    DelegateRow,
    DelegateSourceRow,
    ReceivedListRow,
    StoredFileRow,
)


def changes(workspace, step: int):
    with workspace.read() as db:
        rows = db.scalars(
            select(ChangeRow).where(ChangeRow.step_id == step).order_by(ChangeRow.id)
        ).all()
        return [
            (
                row.entity,
                row.row_id,
                row.before and json.loads(row.before),
                row.after and json.loads(row.after),
            )
            for row in rows
        ]


def test_an_update_keeps_only_the_fields_it_touched(workspace):
    with workspace.edit("Designation") as db:
        db.get_one(DelegateRow, 1).designation = "Директор"
    step = workspace.journal()[0]
    assert (step.label, step.kind, step.rows) == ("Designation", StepKind.EDIT, 1)
    assert changes(workspace, step.id) == [
        ("delegate", 1, {"designation": ""}, {"designation": "Директор"})
    ]


def test_a_new_row_is_kept_whole_without_its_empty_fields(workspace):
    _, row_id, before, after = changes(workspace, 1)[2]
    assert (row_id, before) == (1, None)
    assert set(after) == {"uuid", "side_id", "position", "family_name"}


def test_every_update_raises_the_version(workspace):
    for name in ("a", "b"):
        with workspace.edit("Name") as db:
            db.get_one(DelegateRow, 1).family_name = name
    with workspace.edit("Bulk") as db:
        bulk_update(db, DelegateRow, {1: {"family_name": "c"}})
    workspace.undo()
    with workspace.read() as db:
        assert db.get_one(DelegateRow, 1).version == 5


def test_a_row_that_moved_on_is_not_overwritten(workspace):
    def late(db) -> None:
        row = db.get_one(DelegateRow, 1)
        table = DelegateRow.__table__
        db.connection().execute(update(table).values(version=table.c.version + 1))
        row.family_name = "late"

    with pytest.raises(StaleDataError), workspace.edit("Late") as db:
        late(db)
    with workspace.read() as db:
        assert db.get_one(DelegateRow, 1).family_name == "Menon"


def test_changes_of_several_flushes_become_one(workspace):
    with workspace.edit("Twice") as db:
        row = db.get_one(DelegateRow, 1)
        row.family_name = "first"
        db.flush()
        row.family_name = "second"
        row.rank = "Director"
    assert changes(workspace, 2) == [
        (
            "delegate", 1, {"family_name": "Menon", "rank": ""},
            {"family_name": "second", "rank": "Director"},
        )
    ]  # fmt: skip


def test_there_and_back_again_is_no_step(workspace):
    before = contents(workspace)
    with workspace.edit("Nothing") as db:
        row = db.get_one(DelegateRow, 1)
        row.family_name = "other"
        db.flush()
        row.family_name = "Menon"
        db.flush()
        extra = DelegateRow(side_id=1, position=2)
        db.add(extra)
        db.flush()
        db.delete(extra)
    assert [step.label for step in workspace.journal()] == ["Sides"]
    assert contents(workspace) == before


@pytest.mark.parametrize(
    "statement",
    [
        text("UPDATE side SET code = 'XX'"),
        update(DelegateRow).values(rank="x"),
        delete(DelegateRow),
        insert(DelegateRow).values(side_id=1, position=9),
        DelegateRow.__table__.update().values(rank="x"),
    ],
)
def test_statements_that_pass_the_history_by_are_refused(workspace, statement):
    before = contents(workspace)
    with pytest.raises(WriteOutsideEditError), workspace.edit("By the way") as db:
        db.execute(statement)
    with pytest.raises(WriteOutsideEditError), workspace.read() as db:
        db.execute(statement)
    assert contents(workspace) == before


@pytest.mark.parametrize("name", ["bulk_save_objects", "bulk_insert_mappings"])
def test_the_old_bulk_calls_are_refused(workspace, name):
    with pytest.raises(WriteOutsideEditError), workspace.edit("Old") as db:
        getattr(db, name)([])


def test_reading_cannot_write(workspace):
    with workspace.read() as db:
        db.get_one(DelegateRow, 1).rank = "x"
        with pytest.raises(WriteOutsideEditError):
            db.flush()
    with pytest.raises(WriteOutsideEditError), workspace.read() as db:
        bulk_insert(db, DelegateRow, [])
    with pytest.raises(Exception, match="readonly"), workspace.read() as db:
        db.connection().exec_driver_sql("DELETE FROM delegate")


def test_an_ordinary_session_cannot_use_the_bulk_functions():
    with pytest.raises(WriteOutsideEditError), Db() as db:
        bulk_update(db, DelegateRow, {})


def test_bulk_rows_are_recorded_like_others(workspace):
    with workspace.edit("Import") as db:
        received = ReceivedListRow(name="list.xlsx")
        db.add(received)
        db.flush()
        ids = bulk_insert(
            db, DelegateRow, [{"side_id": 1, "position": n, "rank": str(n)} for n in range(2, 9)]
        )
        bulk_insert(
            db,
            DelegateSourceRow,
            [
                {"delegate_id": i, "list_id": received.id, "row": 1, "original": {"ФИО": "я"}}
                for i in ids
            ],
        )
        db.get_one(DelegateRow, ids[0]).remarks = "at once"
        bulk_update(db, DelegateRow, {ids[1]: {"remarks": "in bulk"}, ids[2]: {"rank": "4"}})
        db.delete(db.get_one(DelegateRow, ids[3]))
    assert ids == list(range(2, 9))
    assert len(workspace.journal()) == 2
    assert workspace.journal()[0].rows == 1 + 6 + 6
    assert agrees(workspace)
    after = contents(workspace)
    assert after["delegate"][1][-2] == "at once"
    workspace.undo()
    assert {k: len(v) for k, v in contents(workspace).items() if v} == {"delegate": 1, "side": 2}
    workspace.redo()
    assert contents(workspace) == after


def test_ids_are_never_given_out_twice(workspace):
    with workspace.edit("Import") as db:
        first = bulk_insert(db, DelegateRow, [{"side_id": 1, "position": 2}])
    workspace.undo()
    with workspace.edit("Another") as db:
        second = bulk_insert(db, DelegateRow, [{"side_id": 1, "position": 2}])
        row = DelegateRow(side_id=1, position=3)
        db.add(row)
        db.flush()
        assert row.id > second[0] > first[0]


def test_bulk_functions_name_an_unknown_field(workspace):
    with pytest.raises(ValueError, match="delegate has no"), workspace.edit("Bad") as db:
        bulk_insert(db, DelegateRow, [{"side_id": 1, "position": 2, "shoe_size": "44"}])
    with pytest.raises(ValueError, match="delegate has no"), workspace.edit("Bad") as db:
        bulk_update(db, DelegateRow, {1: {"version": 7}})


def test_bulk_update_leaves_equal_values_alone(workspace):
    with workspace.edit("Same") as db:
        assert bulk_update(db, DelegateRow, {1: {"family_name": "Menon"}}) == 0
    assert len(workspace.journal()) == 1


def test_stored_files_are_kept_outside_history_and_never_change(workspace):
    with workspace.edit("Photo") as db:
        db.add(StoredFileRow(sha256="0" * 64, data=b"x"))
    assert len(workspace.journal()) == 1
    with pytest.raises(WriteOutsideEditError), workspace.edit("Other bytes") as db:
        db.get_one(StoredFileRow, "0" * 64).data = b"y"
    with workspace.read() as db:
        assert db.get_one(StoredFileRow, "0" * 64).data == b"x"


def test_deleting_a_delegate_takes_its_sources_along_and_undo_brings_them_back(workspace):
    with workspace.edit("Source") as db:
        received = ReceivedListRow(name="list.xlsx")
        db.add(received)
        db.flush()
        db.add(DelegateSourceRow(delegate_id=1, list_id=received.id, row=3, base={"a": "b"}))
    full = contents(workspace)
    with workspace.edit("Delete") as db:
        db.delete(db.get_one(DelegateRow, 1))
    assert workspace.journal()[0].rows == 2
    workspace.undo()
    assert contents(workspace) == full


def test_known_values_are_set_with_history_and_only_in_an_edit(workspace):
    with workspace.edit("Rank") as db:
        row = db.get_one(DelegateRow, 1)
        update_known(db, DelegateRow, 1, {"rank": row.rank}, {"rank": "Director"})
        assert row.rank == "Director"
        assert row.version == 2
        with pytest.raises(ValueError, match="crank"):
            update_known(db, DelegateRow, 1, {}, {"crank": "Director"})
    assert agrees(workspace)
    workspace.undo()
    with workspace.read() as db:
        assert db.get_one(DelegateRow, 1).rank == ""
        with pytest.raises(WriteOutsideEditError):
            update_known(db, DelegateRow, 1, {"rank": ""}, {"rank": "x"})
