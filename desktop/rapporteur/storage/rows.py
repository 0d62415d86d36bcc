"""Rows of any table read and written past the ORM: whole, by their ids, many at a time."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import cache, lru_cache
from typing import Any

from sqlalchemy import (
    Connection,
    Select,
    Text,
    Update,
    bindparam,
    select,
    type_coerce,
    update,
)

from rapporteur.storage.compact import JsonText, compact_json, compact_object
from rapporteur.storage.images import NEVER, Image, Shape, shapes

# Rows per round trip of bulk work: large enough for speed, small enough for memory.
CHUNK = 2000


def chunks(ids: Sequence[int], size: int = CHUNK) -> Iterable[Sequence[int]]:
    """`ids` in pieces of at most `size`."""
    return (ids[start : start + size] for start in range(0, len(ids), size))


def read_images(connection: Connection, shape: Shape, ids: Sequence[int]) -> dict[int, Image]:
    """The full images of the rows with these ids; those that are not there are left out."""
    statement = _reading(shape.entity)
    found: dict[int, Image] = {}
    for some in chunks(ids, 500):
        for row in connection.execute(statement, {"ids": list(some)}):
            found[row[0]] = dict(zip(shape.keys, row[1:], strict=True))
    return found


def read_dumps(connection: Connection, shape: Shape, ids: Sequence[int]) -> dict[int, str]:
    """The whole images of the rows with these ids as the history has them: `dump`ed.

    Documents are not read but taken as the text that they are.
    """
    statement = _reading(shape.entity, documents_as_text=True)
    places = [shape.keys.index(key) for key in shape.documents]
    empty = [
        compact_json(shape.empty[key]) if key in shape.documents else shape.empty.get(key, NEVER)
        for key in shape.keys
    ]
    found: dict[int, str] = {}
    for some in chunks(ids, 500):
        for row in connection.execute(statement, {"ids": list(some)}):
            values = list(row[1:])
            for place in places:
                values[place] = JsonText(values[place])
            columns = zip(shape.keys, values, empty, strict=True)
            found[row[0]] = compact_object({k: v for k, v, none in columns if v != none})
    return found


def write_fields(connection: Connection, shape: Shape, values: Mapping[int, Image]) -> None:
    """Write some fields of many rows, each with its next version."""
    groups: dict[tuple[str, ...], list[dict[str, Any]]] = {}
    for row_id, image in values.items():
        parameters = {"row_id": row_id, **{f"new_{key}": value for key, value in image.items()}}
        groups.setdefault(tuple(sorted(image)), []).append(parameters)
    for keys, parameters_of_group in groups.items():
        connection.execute(_updating(shape.entity, keys), parameters_of_group)


@cache
def _reading(entity: str, *, documents_as_text: bool = False) -> Select[Any]:
    shape = shapes()[entity]
    columns = shape.table.c
    return select(
        columns.id,
        *(
            type_coerce(columns[key], Text)
            if documents_as_text and key in shape.documents
            else columns[key]
            for key in shape.keys
        ),
    ).where(columns.id.in_(bindparam("ids", expanding=True)))


@lru_cache(maxsize=256)
def _updating(entity: str, keys: tuple[str, ...]) -> Update:
    table = shapes()[entity].table
    values = {key: bindparam(f"new_{key}", type_=table.c[key].type) for key in keys}
    return (
        update(table)
        .where(table.c.id == bindparam("row_id"))
        .values(**values, version=table.c.version + 1)
    )
