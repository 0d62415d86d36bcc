"""The column sets of a session: those of the program, changed or not, and the session's own.

A row of the file with the key of a built-in set replaces it; one without fields says only at
which place the built-in stands. What comes out of the file has passed `permitted`: a private
field leaves only through a set that names it, its class and a purpose, whoever wrote the row.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from anyascii import anyascii
from sqlalchemy import select
from sqlalchemy.orm import Session as Db

from rapporteur.domain.column_sets import (
    COLUMN_SETS,
    SET_TEXTS,
    ColumnSet,
    checked,
    permitted,
    with_fields,
    with_heading,
    with_texts,
)
from rapporteur.domain.editing import MAX_LENGTH, FieldEdit, clean_text, resolve
from rapporteur.domain.errors import UserError
from rapporteur.services.columns.set_records import from_plain, plain_values
from rapporteur.services.values import require_canonical
from rapporteur.storage.tables import ColumnSetRow

_BUILT_IN = {found.key: found for found in COLUMN_SETS}
_PLACES = {found.key: place for place, found in enumerate(COLUMN_SETS, 1)}
_TEXTS = tuple(field.key for field in SET_TEXTS)
_COLUMNS = (*_TEXTS, "fields", "privacy", "headings")
_NOT_IN_KEYS = re.compile("[^a-z0-9]+")


def column_sets(db: Db) -> tuple[ColumnSet, ...]:
    """All sets of the session in their order."""
    return tuple(found for _, found in _placed(db))


def column_set(db: Db, name: str) -> ColumnSet:
    """The set with this key, or with this name in either language, in any case.

    UserError "column_set.unknown" names those there are.
    """
    there = column_sets(db)
    wanted = name.strip().casefold()
    for found in there:
        if found.key == name:
            return found
    for found in there:
        if wanted and wanted in {found.key, found.name.casefold(), found.name_ru.casefold()}:
            return found
    raise UserError(
        "column_set.unknown",
        f"This session has no set of columns {name}.",
        safe="Nothing was changed.",
        advice=f"The sets are: {', '.join(found.key for found in there)}.",
    )


def is_own(key: str) -> bool:
    """Whether the set was made by the user; False for one that comes with the program."""
    return key not in _BUILT_IN


def is_changed(found: ColumnSet) -> bool:
    """Whether a built-in set differs from how it came with the program."""
    return not is_own(found.key) and found != _BUILT_IN[found.key]


def update(db: Db, key: str, edits: Mapping[str, FieldEdit]) -> ColumnSet:
    """Change texts of a set; keys are those of `SET_TEXTS`.

    UserError "column_set.*" with the place of what is wrong, Conflict where the file holds
    neither the old nor the new value.
    """
    require_canonical(SET_TEXTS, {name: edit.new for name, edit in edits.items()})
    found = column_set(db, key)
    held = found.texts()
    wanted = {
        name: resolve(held[name], edit, name, SET_TEXTS[name].label) for name, edit in edits.items()
    }
    return _save(db, with_texts(found, {k: v for k, v in wanted.items() if v is not None}))


def set_fields(db: Db, key: str, fields: Sequence[str], *, purpose: str | None = None) -> ColumnSet:
    """Give a set these columns in this order, with `purpose` where one is named.

    The classes of its private fields are stated with them. UserError "column_set.purpose" for
    a private field in a set without a purpose.
    """
    found = column_set(db, key)
    if purpose is not None:
        found = replace(found, purpose=clean_text(purpose))
    return _save(db, with_fields(found, fields))


def set_heading(db: Db, key: str, field: str, language: str, text: str) -> ColumnSet:
    """Write another title above a column of a set; "" brings the usual one back."""
    words = clean_text(text)[:MAX_LENGTH]
    return _save(db, with_heading(column_set(db, key), field, language, words))


def create(db: Db, name: str, name_ru: str = "", *, like: ColumnSet | None = None) -> ColumnSet:
    """A new set at the end, with the columns of `like`, else number and name alone.

    UserError "column_set.name_taken" where another set has the name.
    """
    base = like or ColumnSet("", "", "", "", ("number", "full_name"))
    key = _free_key(name, [found.key for found in column_sets(db)])
    return _save(db, replace(base, key=key, name=clean_text(name), name_ru=clean_text(name_ru)))


def free_name(db: Db, name: str) -> str:
    """`name`, with a number where another set has it already."""
    taken = {found.name.casefold() for found in column_sets(db)}
    free, number = name, 2
    while free.casefold() in taken:
        free, number = f"{name} {number}", number + 1
    return free


def remove(db: Db, key: str) -> bool:
    """Delete an own set; bring a built-in one back to how it came, at the place it has.

    False where there was nothing to do. UserError "column_set.name_taken" where another set has
    taken the name that the built-in one had.
    """
    row = _row(db, key)
    if row is None:
        return False
    if not is_own(key):
        _refuse_taken_name(db, _BUILT_IN[key])
    if is_own(key) or row.position == _PLACES[key]:
        db.delete(row)
    else:
        _write(row, {**dict.fromkeys(_TEXTS, ""), "fields": [], "privacy": [], "headings": {}})
    db.flush()
    return True


def move(db: Db, key: str, before: str | None) -> None:
    """Put a set before another; None is the end. Nothing else about any set changes."""
    placed = _placed(db)
    order = [found.key for _, found in placed if found.key != key]
    order.insert(order.index(before) if before in order else len(order), key)
    held = {found.key: position for position, found in placed}
    for position, one in enumerate(order, 1):
        if held[one] == position:
            continue
        row = _row(db, one)
        if row is None:
            db.add(ColumnSetRow(position=position, key=one))
        else:
            row.position = position
    db.flush()


def take(db: Db, sets: Iterable[ColumnSet]) -> tuple[ColumnSet, ...]:
    """Take sets from elsewhere; one with the key of a set that is there replaces it.

    A name that another set has gets a number, so that each set can be told from the others.
    """
    taken = []
    for found in map(permitted, sets):
        if not found.fields or found == _current(db, found.key):
            continue
        others = {s.name.casefold() for s in column_sets(db) if s.key != found.key}
        name = free_name(db, found.name) if found.name.casefold() in others else found.name
        taken.append(_save(db, replace(found, name=name)))
    return tuple(taken)


def _current(db: Db, key: str) -> ColumnSet | None:
    return next((found for found in column_sets(db) if found.key == key), None)


def _placed(db: Db) -> list[tuple[int, ColumnSet]]:
    """The sets with their places, in order. A built-in stands where it came unless a row says."""
    rows = {row.key: row for row in db.execute(select(ColumnSetRow)).scalars()}
    found = []
    for built_in in COLUMN_SETS:
        row = rows.pop(built_in.key, None)
        held = _record(row) if row is not None and row.fields else built_in
        position = _PLACES[built_in.key] if row is None else row.position
        found.append((position, held if held.fields else built_in))
    own = [(row.position, _record(row)) for row in rows.values()]
    found += [(position, one) for position, one in own if one.fields]
    return sorted(found, key=lambda pair: (pair[0], is_own(pair[1].key)))


def _record(row: ColumnSetRow) -> ColumnSet:
    return from_plain(row.key, {name: getattr(row, name) for name in _COLUMNS})


def _save(db: Db, found: ColumnSet) -> ColumnSet:
    """Write a set into the file: into its row, or a new one at its place."""
    checked(found)
    _refuse_taken_name(db, found)
    values = plain_values(found)
    row = _row(db, found.key)
    if row is None:
        placed = _placed(db)
        end = max(position for position, _ in placed) + 1
        held = {one.key: position for position, one in placed}
        db.add(ColumnSetRow(position=held.get(found.key, end), key=found.key, **values))
    else:
        _write(row, values)
    db.flush()
    return found


def _write(row: ColumnSetRow, values: Mapping[str, object]) -> None:
    for name, value in values.items():
        if getattr(row, name) != value:
            setattr(row, name, value)


def _refuse_taken_name(db: Db, found: ColumnSet) -> None:
    for other in column_sets(db):
        if other.key != found.key and other.name.casefold() == found.name.casefold():
            raise UserError(
                "column_set.name_taken",
                f"Another set of columns is called {other.name}.",
                safe="The set is as it was.",
                advice="Choose another name.",
                place="name",
            )


def _row(db: Db, key: str) -> ColumnSetRow | None:
    return db.execute(
        select(ColumnSetRow).where(ColumnSetRow.key == key).limit(1)
    ).scalar_one_or_none()


def _free_key(name: str, taken: Sequence[str]) -> str:
    """A word for scripts out of a name: "Press list" -> "press-list", «Пресса» -> "pressa"."""
    latin = anyascii(name).casefold().replace("'", "")
    plain = _NOT_IN_KEYS.sub("-", latin).strip("-")[:40].strip("-") or "set"
    key, number = plain, 2
    while key in taken or key in _BUILT_IN:
        key, number = f"{plain}-{number}", number + 1
    return key
