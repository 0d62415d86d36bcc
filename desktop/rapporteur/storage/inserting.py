"""Inserting many rows at once, past the ORM; only `history` and its kin write like this."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache
from operator import itemgetter
from typing import Any

from sqlalchemy import JSON, Connection, Dialect, Table, column, insert, table

from rapporteur.storage.compact import JsonText, compact_json
from rapporteur.storage.images import Image, Shape

_HEX = 32  # digits of a UUID


def insert_many(
    connection: Connection, into: Table, columns: Sequence[str], rows: Sequence[tuple[Any, ...]]
) -> None:
    """Insert rows given as tuples in the order of `columns`.

    Where the driver takes tuples they go straight to it, which halves the time.
    """
    if not connection.dialect.positional:
        connection.execute(insert(into), [dict(zip(columns, row, strict=True)) for row in rows])
        return
    statement, converted = _positional(connection.dialect, into, tuple(columns))
    if converted:
        rows = [_convert(row, converted) for row in rows]
    connection.exec_driver_sql(statement, list(rows))


def _convert(
    row: tuple[Any, ...], converted: Mapping[int, Callable[[Any], Any]]
) -> tuple[Any, ...]:
    values = list(row)
    for place, convert in converted.items():
        values[place] = convert(values[place])
    return tuple(values)


@lru_cache(maxsize=64)
def _positional(
    dialect: Dialect, into: Table, columns: tuple[str, ...]
) -> tuple[str, dict[int, Callable[[Any], Any]]]:
    """An INSERT for tuples: its text, and which values must be converted."""
    # Of these columns alone: the mapped table would add those that have a default in Python.
    bare = table(into.name, *(column(name, into.c[name].type) for name in columns))
    converted: dict[int, Callable[[Any], Any]] = {
        # What the type itself would come to in the end, after looking for it every time.
        place: compact_json if type(into.c[name].type) is JSON else convert
        for place, name in enumerate(columns)
        if (convert := into.c[name].type.dialect_impl(dialect).bind_processor(dialect))
    }
    return str(insert(bare).compile(dialect=dialect)), converted


def columns_of(shape: Shape, rows: Sequence[Mapping[str, Any]]) -> tuple[str, ...]:
    """The columns to be written so that `rows` are there whole: the file fills in the others."""
    named = {"uuid"}.union(*rows)
    return tuple(key for key in shape.keys if key in named or key not in shape.filled)


def whole_rows(shape: Shape, rows: Sequence[Mapping[str, Any]]) -> list[Image]:
    """The whole images of new rows, with a fresh identity where there is none.

    Documents are JSON already, since they are written twice: in their row and in its history.
    Members stand in the order of the columns: so the text of a row that is read again later can
    be compared with the text in the history, without taking either apart.
    """
    images = []
    for uuid, row in zip(new_uuids(len(rows)), rows, strict=True):
        row = row if "uuid" in row else {"uuid": uuid, **row}  # noqa: PLW2901
        keys, values = _in_order(shape.keys, tuple(row))
        image = dict(zip(keys, values(row), strict=True))
        # Whatever stands for nothing is false, and most rows have nothing of the kind.
        images.append(image if all(image.values()) else shape.sparse(image))
    for key in shape.documents:
        for image in images:
            if key in image:
                image[key] = JsonText(compact_json(image[key]))
    return images


@lru_cache(maxsize=1_000)  # rows of one list name the same columns again and again
def _in_order(
    columns: tuple[str, ...], keys: tuple[str, ...]
) -> tuple[tuple[str, ...], Callable[[Mapping[str, Any]], tuple[Any, ...]]]:
    """`keys` in the order of `columns`, and what takes the values out of a row in this order."""
    ordered = tuple(sorted(keys, key=columns.index))
    return ordered, itemgetter(*ordered) if len(ordered) > 1 else lambda row: (row[ordered[0]],)


def new_uuids(count: int) -> list[str]:
    """As many random identities (RFC 9562, version 4), from one draw of the system's chance."""
    digits = os.urandom(count * _HEX // 2).hex()
    drawn = (digits[at : at + _HEX] for at in range(0, len(digits), _HEX))
    # The version stands in the thirteenth digit, the variant in the upper bits of the next group.
    return [
        f"{d[:8]}-{d[8:12]}-4{d[13:16]}-{'89ab'[int(d[16], 16) % 4]}{d[17:20]}-{d[20:]}"
        for d in drawn
    ]
