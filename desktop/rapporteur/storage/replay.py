"""The history replayed against the rows: do they agree?

It takes the history from the beginning and compares what comes out with the tables. Pages of two
generations mixed, or half a transaction, do not pass. It reads everything, so it is used where a
choice depends on it, not at every start.
"""

from __future__ import annotations

import hashlib
from typing import Any

from sqlalchemy import Connection, select

from rapporteur.domain.history import StepKind
from rapporteur.storage.images import Image, load, shapes
from rapporteur.storage.tables import ChangeRow, StepRow, StoredFileRow, table_of

_CHANGES = table_of(ChangeRow)
_STEPS = table_of(StepRow)
_FILES = table_of(StoredFileRow)

_Rows = dict[tuple[str, int], Image]


def history_agrees(connection: Connection) -> bool:
    """Whether the history, played from the beginning, gives exactly the rows of the file."""
    replayed = _replay(connection)
    if replayed is None:
        return False
    count = 0
    for entity, shape in shapes().items():
        keys = shape.keys
        rows = connection.execute(select(shape.table.c.id, *(shape.table.c[k] for k in keys)))
        for row in rows:
            found = shape.sparse(dict(zip(keys, row[1:], strict=True)))
            if replayed.get((entity, row[0])) != found:
                return False
            count += 1
    return count == len(replayed) and _files_agree(connection)


def _replay(connection: Connection) -> _Rows | None:
    rows: _Rows = {}
    for step in connection.execute(select(_STEPS).order_by(_STEPS.c.id)).all():
        changes = connection.execute(
            select(_CHANGES).where(_CHANGES.c.step_id == (step.target or step.id))
        ).all()
        if step.rows != len(changes):
            return None
        for change in changes:
            images = (load(change.before), load(change.after))
            image = images[0] if step.kind == StepKind.UNDO.value else images[1]
            _put(rows, change.entity, change.row_id, image, whole=None in images)
    return rows


def _put(rows: _Rows, entity: str, row_id: int, image: Image | None, *, whole: bool) -> None:
    key = (entity, row_id)
    if image is None:
        rows.pop(key, None)
    else:
        earlier: dict[str, Any] = {} if whole else rows.get(key, {})
        rows[key] = shapes()[entity].sparse({**earlier, **image})


def _files_agree(connection: Connection) -> bool:
    """Whether every stored file still has the content that its name says."""
    return all(
        hashlib.sha256(row.data).hexdigest() == row.sha256
        for row in connection.execute(select(_FILES.c.sha256, _FILES.c.data))
    )
