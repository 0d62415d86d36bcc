"""The history: what an edit did, written in the same transaction as the edit itself.

`EditDb` is the database session of one edit. It watches the ORM's flushes and, when the edit
ends, writes one `step` and one `change` per row that differs. What would pass the flush by (bulk
UPDATE, DELETE and INSERT statements, textual SQL) is refused, except through `bulk_insert` and
`bulk_update` here, which write rows and their changes in bulk. `ReadDb` refuses every write.

From these rows come undo and redo (`undo.py`), the journal, and the notice to the screens.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime
from itertools import islice
from typing import Any, NoReturn

from sqlalchemy import (
    Connection,
    bindparam,
    delete,
    event,
    func,
    insert,
    select,
    update,
)
from sqlalchemy.orm import ORMExecuteState
from sqlalchemy.orm import Session as Db
from sqlalchemy.orm.attributes import get_history
from sqlalchemy.orm.base import PassiveFlag, instance_state

from rapporteur.domain.history import Changed, StepKind
from rapporteur.storage.images import Change, Image, Shape, dump, load, shape_of, shapes
from rapporteur.storage.inserting import columns_of, insert_many, whole_rows
from rapporteur.storage.rows import CHUNK, chunks, read_images, write_fields
from rapporteur.storage.tables import ChangeRow, StepRow, StoredFileRow, Tracked, table_of

_CHANGES = table_of(ChangeRow)
_STEPS = table_of(StepRow)

# Made once: building a statement costs more than running it, and these run with every edit.
_INSERT_STEP = insert(_STEPS).returning(_STEPS.c.id)
_MAKE_FLOOR = update(_STEPS).where(_STEPS.c.state == "done").values(state="base")
_DROP_UNDONE = update(_STEPS).where(_STEPS.c.state == "undone").values(state="dropped")
_COUNT_CHANGES = (
    select(func.count()).select_from(_CHANGES).where(_CHANGES.c.step_id == bindparam("step"))
)
_DESCRIBE_STEP = (
    update(_STEPS)
    .where(_STEPS.c.id == bindparam("step"))
    .values(rows=bindparam("new_rows"), label=bindparam("new_label"), at=bindparam("new_at"))
)
_HELD_CHANGE = select(_CHANGES.c.id, _CHANGES.c.before, _CHANGES.c.after).where(
    _CHANGES.c.step_id == bindparam("step"),
    _CHANGES.c.entity == bindparam("of_entity"),
    _CHANGES.c.row_id == bindparam("of_row"),
)
_CHANGE_COLUMNS = ("step_id", "entity", "row_id", "before", "after")


class WriteOutsideEditError(RuntimeError):
    """A fault of the program: something was written where the history could not see it."""


class ReadDb(Db):
    """A database session that cannot write.

    `ends_step` is set by whoever hands out the number of the last step: nothing may join that
    step afterwards.
    """

    ends_step = False


class EditDb(Db):
    """The database session of one edit; `recorder` keeps what it does."""

    recorder: Recorder

    def bulk_save_objects(self, *_args: Any, **_kwargs: Any) -> NoReturn:
        """Refused: the history would not see it."""
        raise WriteOutsideEditError("use history.bulk_insert")

    bulk_insert_mappings = bulk_save_objects
    bulk_update_mappings = bulk_save_objects


class Recorder:
    """Collects the changes of one edit and writes them as one step.

    With `into` the changes join that step, which must be the last one.
    """

    def __init__(self, db: EditDb, label: str, who: str, *, into: int | None = None) -> None:
        self._db = db
        self._label = label
        self._who = who
        self._step = into
        self._joins = into is not None  # the step may hold changes of the same rows already
        self._changes: dict[tuple[str, int], Change] = {}
        self._bulk: dict[str, set[int]] = {}
        self._floor = False
        self.wrote_files = False

    def make_floor(self) -> None:
        """Let undo end behind this edit; see the function of this name."""
        self._floor = True

    def note(self, shape: Shape, row_id: int, change: Change) -> None:
        """Add what happened to one row to what happened to it before."""
        key = (shape.entity, row_id)
        earlier = self._changes.get(key)
        self._changes[key] = change if earlier is None else earlier.then(change, shape)

    def note_bulk(
        self, shape: Shape, changes: Sequence[tuple[int, str | None, str | None]]
    ) -> None:
        """Write changes of many rows at once: (row id, before, after), the images dumped."""
        connection = self._db.connection()
        step = self.begin()
        insert_many(
            connection,
            _CHANGES,
            _CHANGE_COLUMNS,
            [(step, shape.entity, row_id, before, after) for row_id, before, after in changes],
        )
        self._bulk.setdefault(shape.entity, set()).update(row_id for row_id, _, _ in changes)

    @property
    def step(self) -> int | None:
        """The id of the step; None before there is one, and where nothing is left of it."""
        return self._step

    def begin(self, rows: int = 0) -> int:
        """The id of the step, which begins with the first change that is written."""
        if self._step is None:
            connection = self._db.connection()
            connection.execute(_DROP_UNDONE)
            self._step = begin_step(
                connection, self._label, self._who, StepKind.EDIT, state="done", rows=rows
            )
        return self._step

    def finish(self) -> Changed | None:
        """Flush, write the step, and say what differs now; None where nothing does."""
        self._db.flush()
        changes = {key: change for key, change in self._changes.items() if not change.empty}
        connection = self._db.connection()
        if not changes and not self._bulk:
            if self._step is not None and not self._joins:  # somebody asked for its number
                self._describe(connection, self._step)
            return None
        fresh = self._step is None
        step = self.begin(len(changes))
        rows = [
            (step, entity, row_id, dump(change.before), dump(change.after))
            for (entity, row_id), change in changes.items()
            if fresh or not self._absorb(connection, step, entity, row_id, change)
        ]
        if rows:
            insert_many(connection, _CHANGES, _CHANGE_COLUMNS, rows)
        if not fresh:
            self._describe(connection, step)
        if self._floor:
            connection.execute(_MAKE_FLOOR)
        touched = {entity: set(ids) for entity, ids in self._bulk.items()}
        for entity, row_id in changes:
            touched.setdefault(entity, set()).add(row_id)
        return Changed(step, self._label, {e: frozenset(ids) for e, ids in touched.items()})

    def _absorb(
        self, connection: Connection, step: int, entity: str, row_id: int, change: Change
    ) -> bool:
        """Join `change` to what the step already holds of the row; False if it holds nothing."""
        if not self._joins and row_id not in self._bulk.get(entity, ()):
            return False
        held = connection.execute(
            _HELD_CHANGE, {"step": step, "of_entity": entity, "of_row": row_id}
        ).one_or_none()
        if held is None:
            return False
        joined = Change(load(held.before), load(held.after)).then(change, shapes()[entity])
        one = _CHANGES.c.id == held.id
        if joined.empty:
            connection.execute(delete(_CHANGES).where(one))
        else:
            connection.execute(
                update(_CHANGES)
                .where(one)
                .values(before=dump(joined.before), after=dump(joined.after))
            )
        return True

    def _describe(self, connection: Connection, step: int) -> None:
        """Count the rows of the step; a step of which nothing is left goes."""
        rows = connection.execute(_COUNT_CHANGES, {"step": step}).scalar_one()
        if rows:
            connection.execute(
                _DESCRIBE_STEP,
                {"step": step, "new_rows": rows, "new_label": self._label, "new_at": now_text()},
            )
        else:
            connection.execute(delete(_STEPS).where(_STEPS.c.id == step))
            self._step = None


def begin_step(
    connection: Connection,
    label: str,
    who: str,
    kind: StepKind,
    *,
    target: int | None = None,
    state: str = "",
    rows: int = 0,
) -> int:
    """Write the row of a new step and return its id."""
    return int(
        connection.execute(
            _INSERT_STEP,
            {
                "label": label,
                "at": now_text(),
                "who": who,
                "kind": kind.value,
                "target": target,
                "state": state,
                "rows": rows,
            },
        ).scalar_one()
    )


def now_text() -> str:
    """The present moment in UTC, as the file stores it."""
    return datetime.now(UTC).isoformat(timespec="milliseconds")


def bulk_insert(db: Db, row_class: type[Tracked], rows: Iterable[Mapping[str, Any]]) -> list[int]:
    """Insert many rows with their changes; the new ids, in the order of `rows`.

    Fields that a row does not name are empty. `rows` may be made while they are asked for, so
    that a long list is never there as a whole. Raises `ValueError` for a name that is no column,
    `WriteOutsideEditError` outside an edit.
    """
    recorder = _recorder(db)
    shape = shape_of(row_class)
    db.flush()  # parents of the new rows must be there
    connection = db.connection()
    first = end = _next_id(connection, shape)
    coming = iter(rows)
    while chunk := list(islice(coming, CHUNK)):
        _refuse_unknown(shape, chunk)
        keys = columns_of(shape, chunk)
        empty = [shape.empty.get(key) for key in keys]
        images = whole_rows(shape, chunk)
        ids = range(end, end + len(chunk))
        end += len(chunk)
        insert_many(
            connection,
            shape.table,
            ("id", "version", *keys),
            [
                (row_id, 1, *map(image.get, keys, empty))
                for row_id, image in zip(ids, images, strict=True)
            ],
        )
        recorder.note_bulk(
            shape,
            [(row_id, None, dump(image)) for row_id, image in zip(ids, images, strict=True)],
        )
    return list(range(first, end))


def bulk_update(db: Db, row_class: type[Tracked], edits: Mapping[int, Mapping[str, Any]]) -> int:
    """Set fields of one row or many by id, with their changes; how many rows differ now.

    This is the fast way for a single field, too: no object is loaded for it.
    Values equal to those in the file are left alone. Raises `KeyError` for an id that is not
    there, `ValueError` for a name that is no column, `WriteOutsideEditError` outside an edit.
    """
    recorder = _recorder(db)
    shape = shape_of(row_class)
    _refuse_unknown(shape, edits.values())
    db.flush()
    connection = db.connection()
    changed = 0
    for ids in chunks(sorted(edits)):
        found = read_images(connection, shape, ids)
        changes: dict[int, tuple[Image, Image]] = {}
        for row_id in ids:
            before = found[row_id]
            after = {k: v for k, v in edits[row_id].items() if before[k] != v}
            if after:
                changes[row_id] = ({key: before[key] for key in after}, after)
        write_fields(connection, shape, {row_id: after for row_id, (_, after) in changes.items()})
        for row_id, (earlier, later) in changes.items():
            recorder.note(shape, row_id, Change(earlier, later))
        changed += len(changes)
    if changed:
        db.expire_all()  # what the session had loaded may be old now
    return changed


def update_known(
    db: Db,
    row_class: type[Tracked],
    row_id: int,
    before: Mapping[str, Any],
    after: Mapping[str, Any],
) -> None:
    """Set the fields `after` of one row, of which the caller has just read that they are `before`.

    The quickest way for a single field: nothing is read again, no object is loaded. Only for
    values read in the same edit, which keeps every other writer out. Raises `ValueError` for a
    name that is no column, `WriteOutsideEditError` outside an edit.
    """
    recorder = _recorder(db)
    shape = shape_of(row_class)
    _refuse_unknown(shape, (before, after))
    db.flush()
    write_fields(db.connection(), shape, {row_id: dict(after)})
    recorder.note(shape, row_id, Change(dict(before), dict(after)))
    db.expire_all()  # what the session had loaded may be old now


def _next_id(connection: Connection, shape: Shape) -> int:
    """An id that no row of the table has or ever had."""
    used = connection.execute(select(func.max(shape.table.c.id))).scalar_one() or 0
    remembered = (
        connection.execute(
            select(func.max(_CHANGES.c.row_id)).where(_CHANGES.c.entity == shape.entity)
        ).scalar_one()
        or 0
    )
    return int(max(used, remembered)) + 1


def _refuse_unknown(shape: Shape, rows: Iterable[Mapping[str, Any]]) -> None:
    for row in rows:
        if not row.keys() <= shape.columns:
            raise ValueError(f"{shape.entity} has no {sorted(row.keys() - shape.columns)}")


def make_floor(db: Db) -> None:
    """Let undo end behind this edit: it and what came before it stay for good.

    For the edit that makes the session, since a file without one is nothing that anybody could
    look at. `WriteOutsideEditError` outside an edit.
    """
    _recorder(db).make_floor()


def step_of(db: Db) -> int:
    """The id of the step that this edit writes; `WriteOutsideEditError` outside an edit."""
    return _recorder(db).begin()


def _recorder(db: Db) -> Recorder:
    if not isinstance(db, EditDb):
        raise WriteOutsideEditError("this session only reads; open one with Workspace.edit")
    return db.recorder


@event.listens_for(ReadDb, "before_flush")
def _refuse_flush(db: ReadDb, *_: object) -> None:
    if db.new or db.deleted or any(db.is_modified(row) for row in db.dirty):
        raise WriteOutsideEditError("this session only reads; open one with Workspace.edit")


@event.listens_for(ReadDb, "do_orm_execute")
@event.listens_for(EditDb, "do_orm_execute")
def _refuse_statements(state: ORMExecuteState) -> None:
    """Only what the ORM flushes is recorded, so only that may write."""
    if not state.is_select:
        raise WriteOutsideEditError(
            "change rows as objects, or by history.bulk_insert, bulk_update"
        )


@event.listens_for(EditDb, "after_flush")
def _record_flush(db: EditDb, *_: object) -> None:
    """Note what this flush wrote. The rows still know their old values here."""
    recorder = db.recorder
    known = shapes()
    for row in db.new:
        if isinstance(row, Tracked):
            shape = known[row.__tablename__]
            values = {key: getattr(row, key) for key in shape.keys}
            recorder.note(shape, row.id, Change(None, shape.sparse(values)))
        elif isinstance(row, StoredFileRow):
            recorder.wrote_files = True
    for row in db.dirty:
        if isinstance(row, Tracked):
            shape = known[row.__tablename__]
            before, after = _touched(row, shape)
            if after:
                recorder.note(shape, row.id, Change(before, after))
        elif db.is_modified(row):
            raise WriteOutsideEditError(f"rows of {row.__tablename__} never change")
    for row in db.deleted:
        if isinstance(row, Tracked):
            shape = known[row.__tablename__]
            values = {key: getattr(row, key) for key in shape.keys}
            values |= _touched(row, shape)[0]
            recorder.note(shape, row.id, Change(shape.sparse(values), None))
        else:
            raise WriteOutsideEditError(f"rows of {row.__tablename__} never go")


def _touched(row: Tracked, shape: Shape) -> tuple[Image, Image]:
    """The fields of `row` that a flush is writing: their old and their new values."""
    before: Image = {}
    after: Image = {}
    # Only what was set since the row was loaded: asking all fifty columns takes longer.
    for key in instance_state(row).committed_state.keys() & shape.columns:
        added, _, deleted = get_history(row, key, PassiveFlag.PASSIVE_NO_INITIALIZE)
        if added and deleted and added[0] != deleted[0]:
            before[key] = deleted[0]
            after[key] = added[0]
    return before, after
