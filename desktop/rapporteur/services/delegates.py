"""The delegates of both sides: reading them, editing them, and the protocol order.

Reading selects columns straight into frozen records. Editing goes through the history's
functions, for values just read or for many rows; entities are loaded only to be deleted or
given a photo. The protocol order of a side is dense, 1 to n, withdrawn people included, and a
move writes only the rows whose place differs.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from sqlalchemy import Select, bindparam, func, select
from sqlalchemy.orm import Session as Db

from rapporteur.domain.delegates import CONFIRMED, DELEGATE, WITHDRAWN, Delegate
from rapporteur.domain.editing import FieldEdit, clean_text, resolve
from rapporteur.domain.errors import UserError
from rapporteur.domain.heads import Seniority
from rapporteur.domain.sessions import split_list
from rapporteur.services import referring
from rapporteur.services.values import require_canonical
from rapporteur.storage.history import bulk_insert, bulk_update, update_known
from rapporteur.storage.tables import DelegateRow, SideRow, StoredFileRow, table_of

# Columns of the tables, not attributes of the mapped classes: the ORM would look at each value.
_DELEGATE, _SIDE = table_of(DelegateRow), table_of(SideRow)
_HEAD = ("id", "uuid", "version", "side_id", "position")
_COLUMNS = [_DELEGATE.c[key] for key in (*_HEAD, *DELEGATE.keys)]
_IN_ORDER = (
    select(*_COLUMNS)
    .join(_SIDE, _SIDE.c.id == _DELEGATE.c.side_id)
    .order_by(_SIDE.c.position, _DELEGATE.c.position)
)

_ONE = select(*_COLUMNS).where(_DELEGATE.c.id == bindparam("delegate_id"))

# Rows taken from the database at a time, and ids named in one statement.
_CHUNK = 2000
_IDS = 500

MAX_PHOTO = 10_000_000
_PICTURES = (
    (rb"\xff\xd8\xff", "image/jpeg"),
    (rb"\x89PNG\r\n\x1a\n", "image/png"),
    (rb"RIFF....WEBP", "image/webp"),
)


def list_delegates(
    db: Db, side_id: int | None = None, *, first: int | None = None, withdrawn: bool = True
) -> list[Delegate]:
    """All delegates, by side and protocol order; those of one side where `side_id` is given.

    `first` takes so many from the top of the list and leaves the others unread; without
    `withdrawn`, so many of those who are coming.
    """
    statement = _IN_ORDER.limit(first) if first is not None else _IN_ORDER
    if side_id is not None:
        statement = statement.where(_DELEGATE.c.side_id == side_id)
    if not withdrawn:
        statement = statement.where(_DELEGATE.c.status != WITHDRAWN)
    return _read(db, statement)


def count_delegates(db: Db) -> int:
    """How many people are on the lists, the withdrawn among them."""
    return db.execute(select(func.count()).select_from(_DELEGATE)).scalar_one()


def delegates_by_id(db: Db, ids: Collection[int]) -> list[Delegate]:
    """The delegates with these ids, by side and protocol order; unknown ids are left out."""
    wanted = sorted(ids)
    found: list[Delegate] = []
    for start in range(0, len(wanted), _IDS):
        some = wanted[start : start + _IDS]
        found += _read(db, select(*_COLUMNS).where(_DELEGATE.c.id.in_(some)))
    place = dict(db.execute(select(SideRow.id, SideRow.position)).all())
    return sorted(found, key=lambda d: (place[d.side_id], d.position))


def get_delegate(db: Db, delegate_id: int) -> Delegate:
    """One delegate; UserError "delegate.gone" where there is none with this id."""
    db.flush()
    # Past the ORM, which would take longer than the reading: this runs with every typed field.
    row = db.connection().execute(_ONE, {"delegate_id": delegate_id}).one_or_none()
    if row is None:
        raise _gone()
    return _record(row, {})


def create_delegate(
    db: Db, side_id: int, values: Mapping[str, str] | None = None, after: int | None = None
) -> Delegate:
    """Add a person to a side, behind the delegate `after`, or at the end. Values are canonical."""
    return create_delegates(db, side_id, [values or {}], after)[0]


def create_delegates(
    db: Db,
    side_id: int,
    people: Sequence[Mapping[str, str]],
    after: int | None = None,
    *,
    uuids: Sequence[str] = (),
) -> list[Delegate]:
    """Add several people to a side in their order, behind `after`, or at the end.

    `uuids` are given where they keep the identity that they have in another file.
    """
    for values in people:
        require_canonical(DELEGATE, values)
    place = _position_behind(db, side_id, after)
    _shift(db, side_id, place, len(people))
    rows: list[dict[str, Any]] = [
        {**values, "side_id": side_id, "position": place + at} for at, values in enumerate(people)
    ]
    for row, uuid in zip(rows, uuids, strict=False):
        row["uuid"] = uuid
    ids = bulk_insert(db, DelegateRow, rows)
    return delegates_by_id(db, ids)


def update_delegate(db: Db, delegate_id: int, edits: Mapping[str, FieldEdit]) -> Delegate:
    """Change fields of one person, each from the value its user started from.

    A field that holds the new value already is left alone. Raises Conflict for the first field
    that holds neither, and UserError "delegate.gone"; nothing is changed then.
    """
    require_canonical(DELEGATE, {key: edit.new for key, edit in edits.items()})
    person = get_delegate(db, delegate_id)
    wanted = {
        key: resolve(person[key], edit, key, DELEGATE[key].label) for key, edit in edits.items()
    }
    after = {key: value for key, value in wanted.items() if value is not None}
    if not after:
        return person
    update_known(db, DelegateRow, delegate_id, {key: person[key] for key in after}, after)
    values = tuple(after.get(key, value) for key, value in person.as_dict().items())
    return replace(person, version=person.version + 1, values=values)


def update_delegates(db: Db, edits: Mapping[int, Mapping[str, FieldEdit]]) -> int:
    """Change fields of several people as `update_delegate` does; how many differ now.

    For pasting over existing cells: one conflict refuses the whole.
    """
    current = {d.id: d for d in delegates_by_id(db, edits.keys())}
    changes: dict[int, dict[str, str]] = {}
    for delegate_id, fields in edits.items():
        if delegate_id not in current:
            raise _gone()
        require_canonical(DELEGATE, {key: edit.new for key, edit in fields.items()})
        for key, edit in fields.items():
            value = resolve(current[delegate_id][key], edit, key, DELEGATE[key].label)
            if value is not None:
                changes.setdefault(delegate_id, {})[key] = value
    return bulk_update(db, DelegateRow, changes) if changes else 0


def set_field(db: Db, ids: Collection[int], key: str, value: str) -> int:
    """Give one field of all these people the same canonical value; how many differ now."""
    require_canonical(DELEGATE, {key: value})
    present = _present(db, ids)
    return bulk_update(db, DelegateRow, {row_id: {key: value} for row_id in present})


def withdraw(db: Db, ids: Collection[int]) -> int:
    """Mark people as no longer coming. They keep their row and their place."""
    return set_field(db, ids, "status", WITHDRAWN)


def reinstate(db: Db, ids: Collection[int]) -> int:
    """Mark withdrawn people among these as confirmed again."""
    withdrawn = {d.id for d in delegates_by_id(db, ids) if d.withdrawn}
    return set_field(db, withdrawn, "status", CONFIRMED)


def remove_delegates(db: Db, ids: Collection[int]) -> int:
    """Take people off the list altogether, such as one entered twice; how many went.

    Somebody who is no longer coming is withdrawn instead.
    """
    present = sorted(_present(db, ids))
    gone = [db.get(DelegateRow, row_id) for row_id in present]
    touched = {row.side_id for row in gone if row is not None}
    referring.release(db, DELEGATE.entity, [row.uuid for row in gone if row is not None])
    for row in gone:
        if row is not None:
            db.delete(row)
    db.flush()
    for side_id in touched:
        _write_order(db, side_id, _order(db, side_id))
    return len(present)


def move_delegates(db: Db, ids: Collection[int], before: int | None) -> int:
    """Place people, keeping their order, before the delegate `before` of their side, or last.

    All must belong to one side. Returns how many rows changed their place.
    """
    side_id = _one_side(db, [*ids, *([] if before is None else [before])])
    order = _order(db, side_id)
    moving = set(ids)
    if before is not None and before not in order:
        raise _gone()
    at = len(order) if before is None else order.index(before)
    ahead = [row_id for row_id in order[:at] if row_id not in moving]
    behind = [row_id for row_id in order[at:] if row_id not in moving]
    moved = [row_id for row_id in order if row_id in moving]
    return _write_order(db, side_id, [*ahead, *moved, *behind])


def order_by_rank(db: Db, side_id: int) -> int:
    """Order a side by the rank presets of its side; how many rows changed their place.

    Heads of delegation come first, then the ranks from the highest down, then people without a
    known rank. Within a rank the earlier date in rank comes first, then the order as it was.
    """
    ranks = db.execute(select(SideRow.ranks).where(SideRow.id == side_id)).scalar_one()
    seniority = Seniority(split_list(ranks))
    people = sorted(list_delegates(db, side_id), key=seniority.of)
    return _write_order(db, side_id, [d.id for d in people])


def set_photo(db: Db, delegate_id: int, data: bytes | None, name: str = "") -> Delegate:
    """Give a person the photograph `data`, or none. The bytes are kept under their hash.

    Raises UserError "photo.*" for bytes that are no JPEG, PNG or WebP picture or too many.
    """
    row = db.get(DelegateRow, delegate_id)
    if row is None:
        raise _gone()
    row.photo = "" if data is None else _store_photo(db, data, name)
    db.flush()
    return get_delegate(db, delegate_id)


def photo(db: Db, sha256: str) -> bytes | None:
    """The bytes of a photograph by their hash; None where the file does not hold them."""
    return db.execute(
        select(StoredFileRow.data).where(StoredFileRow.sha256 == sha256)
    ).scalar_one_or_none()


def move_to_side(db: Db, ids: Collection[int], side_id: int) -> int:
    """Move people to the end of the other side's list, in their order; how many moved."""
    people = [d for d in delegates_by_id(db, ids) if d.side_id != side_id]
    last = len(_order(db, side_id))
    moves = {d.id: {"side_id": side_id, "position": last + n} for n, d in enumerate(people, 1)}
    bulk_update(db, DelegateRow, moves)
    for left in {d.side_id for d in people}:
        _write_order(db, left, _order(db, left))
    return len(people)


def _read(db: Db, statement: Select[Any]) -> list[Delegate]:
    db.flush()  # what an edit has set on objects is not in the tables before
    rows = db.execute(statement.execution_options(yield_per=_CHUNK))
    # Organisations, posts, dates and hotels repeat: kept once, a long list takes half the memory.
    kept: dict[str, str] = {}
    return [_record(row, kept) for row in rows]


def _record(row: Any, kept: dict[str, str]) -> Delegate:
    texts = row[5:]
    values = tuple(map(kept.setdefault, texts, texts))
    return Delegate(DELEGATE, row[0], row[1], row[2], values, row[3], row[4])


def _store_photo(db: Db, data: bytes, name: str) -> str:
    media_type = next((kind for start, kind in _PICTURES if re.match(start, data, re.DOTALL)), "")
    if not media_type:
        raise UserError(
            "photo.kind",
            "This file is not a picture the program can keep.",
            safe="The former photo is kept.",
            advice="Use a JPEG, PNG or WebP file.",
            place="photo",
        )
    if len(data) > MAX_PHOTO:
        raise UserError(
            "photo.too_large",
            f"The picture is larger than {MAX_PHOTO // 1_000_000} MB.",
            safe="The former photo is kept.",
            advice="Save it smaller; a badge needs 600 by 800 points.",
            place="photo",
        )
    sha256 = hashlib.sha256(data).hexdigest()
    if db.get(StoredFileRow, sha256) is None:
        row = StoredFileRow(sha256=sha256, name=clean_text(name), media_type=media_type, data=data)
        db.add(row)
    return sha256


def _gone() -> UserError:
    return UserError(
        "delegate.gone",
        "This person is no longer on a list; an undo or another window has removed the entry.",
        safe="Nothing was changed.",
        advice="Choose the person again, or undo the removal.",
    )


def _order(db: Db, side_id: int) -> list[int]:
    statement = (
        select(DelegateRow.id)
        .where(DelegateRow.side_id == side_id)
        .order_by(DelegateRow.position, DelegateRow.id)
    )
    return list(db.execute(statement).scalars())


def _present(db: Db, ids: Iterable[int]) -> set[int]:
    """Those of `ids` that exist."""
    wanted = sorted(set(ids))
    found: set[int] = set()
    for start in range(0, len(wanted), _IDS):
        some = wanted[start : start + _IDS]
        found.update(db.execute(select(DelegateRow.id).where(DelegateRow.id.in_(some))).scalars())
    return found


def _one_side(db: Db, ids: Collection[int]) -> int:
    found: set[int] = set()
    wanted = sorted(set(ids))
    for start in range(0, len(wanted), _IDS):
        some = wanted[start : start + _IDS]
        found.update(
            db.execute(select(DelegateRow.side_id).where(DelegateRow.id.in_(some))).scalars()
        )
    if not found:
        raise _gone()
    if len(found) > 1:
        raise UserError(
            "order.two_sides",
            "The protocol order is kept within a side, and these people belong to both.",
            safe="Nothing was moved.",
            advice="Choose people of one side, or move them to the other side first.",
        )
    return found.pop()


def _position_behind(db: Db, side_id: int, after: int | None) -> int:
    if after is not None:
        found = db.execute(
            select(DelegateRow.position).where(
                DelegateRow.id == after, DelegateRow.side_id == side_id
            )
        ).scalar_one_or_none()
        if found is not None:
            return found + 1
    last = db.execute(
        select(func.max(DelegateRow.position)).where(DelegateRow.side_id == side_id)
    ).scalar_one()
    return (last or 0) + 1


def _shift(db: Db, side_id: int, first: int, by: int) -> None:
    """Make room: everybody from place `first` on moves `by` places down."""
    rows = db.execute(
        select(DelegateRow.id, DelegateRow.position).where(
            DelegateRow.side_id == side_id, DelegateRow.position >= first
        )
    )
    moves: dict[int, dict[str, Any]] = {row_id: {"position": at + by} for row_id, at in rows}
    if moves:
        bulk_update(db, DelegateRow, moves)


def _write_order(db: Db, side_id: int, order: Sequence[int]) -> int:
    """Number the people of a side as `order` says; only those whose place differs are written."""
    rows = db.execute(
        select(DelegateRow.id, DelegateRow.position).where(DelegateRow.side_id == side_id)
    )
    current = dict(rows.all())
    moves: dict[int, dict[str, Any]] = {
        row_id: {"position": at} for at, row_id in enumerate(order, 1) if current[row_id] != at
    }
    return bulk_update(db, DelegateRow, moves) if moves else 0
