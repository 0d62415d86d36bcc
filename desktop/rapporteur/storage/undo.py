"""Undo, redo and the journal: reading the history and turning its steps.

Undo is linear. The edits that stand are "done"; Undo takes the last of them, Redo the first of
those "undone". Rows are written in bulk, so that taking back an import of thousands of rows
costs no more than the import's own commit.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from sqlalchemy import Connection, Row, bindparam, delete, insert, select, update
from sqlalchemy.orm import Session as Db

from rapporteur.domain.cancelling import Check
from rapporteur.domain.errors import UserError
from rapporteur.domain.history import Changed, HistoryState, Step, StepKind
from rapporteur.storage.history import EditDb, begin_step
from rapporteur.storage.images import Image, Shape, load, shapes
from rapporteur.storage.rows import CHUNK, chunks, read_dumps, read_images, write_fields
from rapporteur.storage.tables import ChangeRow, StepRow, table_of

_CHANGES = table_of(ChangeRow)
_STEPS = table_of(StepRow)

_STEP = select(_STEPS.c.id, _STEPS.c.label, _STEPS.c.rows).limit(1)
_LAST_DONE = _STEP.where(_STEPS.c.state == "done").order_by(_STEPS.c.id.desc())
_FIRST_UNDONE = _STEP.where(_STEPS.c.state == "undone").order_by(_STEPS.c.id)

_Found = Row[int, str, int]  # a step: its id, label and number of rows

# (id of the change, id of the row, image that must be there now, image to be there next), the
# images as the history has them: of thousands of rows that go, none need be taken apart.
_Turn = tuple[int, int, str | None, str | None]


def state(db: Db) -> HistoryState:
    """What Undo and Redo would do next."""
    connection = db.connection()
    undone = _next_undo(connection)
    redone = _next_redo(connection)
    return HistoryState(
        undone.label if undone else "",
        redone.label if redone else "",
        undone.rows if undone else 0,
        redone.rows if redone else 0,
    )


_MOST = 2**63 - 1  # beyond every id


def undo(db: EditDb, who: str, check: Check) -> Changed | None:
    """Take back the last edit that stands; None where there is none.

    `check` is called now and then and may raise. Raises `UserError` "undo.differs" when a row no
    longer looks as the edit left it.
    """
    connection = db.connection()
    found = _next_undo(connection)
    return _turn(connection, found, who, StepKind.UNDO, check) if found else None


def redo(db: EditDb, who: str, check: Check) -> Changed | None:
    """Bring back the edit that was undone last; None where there is none.

    `check` is called now and then and may raise. Raises `UserError` "undo.differs" when a row no
    longer looks as the undo left it.
    """
    connection = db.connection()
    found = _next_redo(connection)
    return _turn(connection, found, who, StepKind.REDO, check) if found else None


def journal(db: Db, limit: int, search: str = "") -> list[Step]:
    """The last steps, newest first; with `search` those whose label or author holds it."""
    wanted = search.casefold()
    found: list[Step] = []
    rows = db.connection().execute(
        select(_STEPS).order_by(_STEPS.c.id.desc()).execution_options(yield_per=CHUNK)
    )
    for row in rows:
        if len(found) >= limit:
            break
        if wanted in row.label.casefold() or wanted in row.who.casefold():
            at = datetime.fromisoformat(row.at)
            kind = StepKind(row.kind)
            found.append(Step(row.id, row.label, at, row.who, kind, row.target, row.rows))
    rows.close()
    return found


def _next_undo(connection: Connection) -> _Found | None:
    return connection.execute(_LAST_DONE).one_or_none()


def _next_redo(connection: Connection) -> _Found | None:
    return connection.execute(_FIRST_UNDONE).one_or_none()


def _turn(connection: Connection, found: _Found, who: str, kind: StepKind, check: Check) -> Changed:
    """Turn all changes of one step and write the step that says so."""
    step, label = found.id, found.label
    groups = _groups(connection, step)
    touched: dict[str, set[int]] = {}
    for shape, had, has in sorted(groups, key=lambda group: _order(group, kind)):
        for turns in _stream(connection, step, shape, (had, has), kind):
            check()
            _apply(connection, shape, turns)
            touched.setdefault(shape.entity, set()).update(row_id for _, row_id, _, _ in turns)
    connection.execute(
        update(_STEPS)
        .where(_STEPS.c.id == step)
        .values(state="undone" if kind is StepKind.UNDO else "done")
    )
    rows = sum(len(ids) for ids in touched.values())
    written = begin_step(connection, label, who, kind, target=step, rows=rows)
    return Changed(written, label, {e: frozenset(ids) for e, ids in touched.items()})


def _groups(connection: Connection, step: int) -> list[tuple[Shape, bool, bool]]:
    """The kinds of change in a step: entity, whether rows were there before, and after."""
    had = _CHANGES.c.before.is_not(None)
    has = _CHANGES.c.after.is_not(None)
    rows = connection.execute(
        select(_CHANGES.c.entity, had, has)
        .where(_CHANGES.c.step_id == step)
        .group_by(_CHANGES.c.entity, had, has)
    )
    return [(shapes()[row[0]], bool(row[1]), bool(row[2])) for row in rows]


def _order(group: tuple[Shape, bool, bool], kind: StepKind) -> tuple[int, int]:
    """Rows come parents first, then fields are set, then rows go children first."""
    shape, had, has = group
    there, wanted = (has, had) if kind is StepKind.UNDO else (had, has)
    if not there:
        return (0, shape.rank)
    return (1, shape.rank) if wanted else (2, -shape.rank)


def _stream(
    connection: Connection, step: int, shape: Shape, sides: tuple[bool, bool], kind: StepKind
) -> Iterator[list[_Turn]]:
    """The changes of one kind in a step, a few thousand at a time; an undo goes backwards.

    A row may belong to another of its table: a sub-item went before its item and comes after it.
    """
    had, has = sides
    back = kind is StepKind.UNDO
    order = _CHANGES.c.id
    statement = (
        select(_CHANGES.c.id, _CHANGES.c.row_id, _CHANGES.c.before, _CHANGES.c.after)
        .where(
            _CHANGES.c.step_id == step,
            order < bindparam("last") if back else order > bindparam("last"),
            _CHANGES.c.entity == shape.entity,
            _CHANGES.c.before.is_not(None) if had else _CHANGES.c.before.is_(None),
            _CHANGES.c.after.is_not(None) if has else _CHANGES.c.after.is_(None),
        )
        .order_by(order.desc() if back else order)
        .limit(CHUNK)
    )
    last = _MOST if back else 0
    while rows := connection.execute(statement, {"last": last}).all():
        last = rows[-1][0]
        yield [
            (id_, row_id, after, before) if back else (id_, row_id, before, after)
            for id_, row_id, before, after in rows
        ]


def _apply(connection: Connection, shape: Shape, turns: list[_Turn]) -> None:
    """Check that the rows look as expected, then make them as wanted."""
    if turns[0][3] is None:
        _remove(connection, shape, turns)
        return
    wanted = {row_id: load(text) or {} for _, row_id, _, text in turns}
    found = read_images(connection, shape, list(wanted))
    for _, row_id, expected, _ in turns:
        _check(shape, row_id, found.get(row_id), load(expected), whole=False)
    if turns[0][2] is None:
        connection.execute(
            insert(shape.table),
            [{**shape.full(image), "id": row_id, "version": 1} for row_id, image in wanted.items()],
        )
    else:
        write_fields(connection, shape, wanted)


def _remove(connection: Connection, shape: Shape, turns: list[_Turn]) -> None:
    """Check whole rows, then let them go. Most agree with the history letter by letter."""
    ids = [row_id for _, row_id, _, _ in turns]
    found = read_dumps(connection, shape, ids)
    differing = [
        (row_id, expected) for _, row_id, expected, _ in turns if found.get(row_id) != expected
    ]
    images = read_images(connection, shape, [row_id for row_id, _ in differing])
    for row_id, expected in differing:  # an older program may have written the same otherwise
        _check(shape, row_id, images.get(row_id), load(expected), whole=True)
    identity = shape.table.c.id
    for some in chunks(ids, 500):
        connection.execute(delete(shape.table).where(identity.in_(some)))


def _check(
    shape: Shape, row_id: int, found: Image | None, expected: Image | None, *, whole: bool
) -> None:
    """Raise unless `found` is what the history expects; `whole`: of every field."""
    if found is None or expected is None:
        same = found is None and expected is None
    elif whole:
        same = shape.sparse(found) == expected
    else:
        same = all(found.get(key) == value for key, value in expected.items())
    if not same:
        raise UserError(
            "undo.differs",
            f"This step cannot be taken back: {shape.entity.replace('_', ' ')} {row_id} "
            "no longer looks as the step left it.",
            safe="Nothing was changed.",
            advice="Correct the fields by hand.",
        )
