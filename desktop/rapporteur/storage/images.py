"""Images of rows: what the history keeps of a row, and how two changes of one row combine.

An image is a plain dict of column values without `id` and `version`. A whole image (of a row
that came or went) leaves out empty values, so that a field added to the program later is
simply empty in old history; the image of an update names only the fields it touched.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from sqlalchemy import JSON, Table, Text

from rapporteur.storage.compact import compact_json
from rapporteur.storage.tables import Base, Tracked

Image = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Shape:
    """What the history knows of one entity. `empty` holds the value that stands for nothing.

    `columns` are the `keys` without their order. `rank` grows from parents to children: a row
    may only refer to rows of lower rank. `documents` are the columns that hold JSON, `filled`
    those to which the file itself gives their empty value.
    """

    entity: str
    table: Table
    rank: int
    keys: tuple[str, ...]
    columns: frozenset[str]
    empty: Mapping[str, Any]
    documents: tuple[str, ...]
    filled: frozenset[str]

    def sparse(self, values: Mapping[str, Any]) -> Image:
        """The whole image of a row with `values`: without what is empty."""
        empty = self.empty
        return {key: value for key, value in values.items() if value != empty.get(key, NEVER)}

    def full(self, image: Mapping[str, Any]) -> Image:
        """The values of every column that `image` stands for."""
        return {**self.empty, **image}


NEVER = object()  # equal to no value


@cache
def shapes() -> Mapping[str, Shape]:
    """The shape of each tracked entity by its name."""
    ranks = {table.name: rank for rank, table in enumerate(Base.metadata.sorted_tables)}
    found: dict[str, Shape] = {}
    for mapper in sorted(Base.registry.mappers, key=lambda m: m.class_.__name__):
        table = mapper.local_table
        if issubclass(mapper.class_, Tracked) and isinstance(table, Table):
            columns = [c for c in table.columns if c.name not in {"id", "version"}]
            # SQLAlchemy's names are a kind of text that the driver looks at anew for every row.
            entity = str(table.name)
            found[entity] = Shape(
                entity,
                table,
                ranks[table.name],
                tuple(c.name for c in columns),
                frozenset(c.name for c in columns),
                {c.name: _empty_value(c) for c in columns if _can_be_empty(c)},
                tuple(c.name for c in columns if type(c.type) is JSON),
                frozenset(c.name for c in columns if c.nullable or c.server_default is not None),
            )
    return found


def _can_be_empty(column: Any) -> bool:
    return column.nullable or type(column.type) in {Text, JSON}


def _empty_value(column: Any) -> Any:
    if column.nullable:
        return None
    if not isinstance(column.type, JSON):
        return ""
    return json.loads(column.server_default.arg) if column.server_default is not None else {}


def shape_of(row_class: type[Tracked]) -> Shape:
    """The shape of a mapped class."""
    return shapes()[row_class.__tablename__]


@dataclass(slots=True)
class Change:
    """What one edit does to one row; None where the row is not there."""

    before: Image | None
    after: Image | None

    @property
    def empty(self) -> bool:
        """True where nothing is left of the change."""
        return self.before == self.after

    def then(self, later: Change, shape: Shape) -> Change:
        """This change followed by `later` as one change."""
        if self.before is None and later.after is None:
            return Change(None, None)
        if self.before is None:
            return Change(None, shape.sparse({**(self.after or {}), **(later.after or {})}))
        if later.after is None:
            return Change(shape.sparse({**(later.before or {}), **self.before}), None)
        if self.after is None:  # gone and come back: every field may differ
            return _differing(shape.full(self.before), shape.full(later.after))
        return _differing({**(later.before or {}), **self.before}, {**self.after, **later.after})


def _differing(before: Image, after: Image) -> Change:
    touched = [key for key in after if before.get(key, NEVER) != after[key]]
    return Change({key: before[key] for key in touched}, {key: after[key] for key in touched})


def dump(image: Image | None) -> str | None:
    """An image as a change row stores it."""
    return None if image is None else compact_json(image)


def load(text: str | None) -> Image | None:
    """The image that `dump` has stored."""
    if text is None:
        return None
    image: Image = json.loads(text)
    return image
