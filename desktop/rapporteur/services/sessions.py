"""The session of a file, its two sides and its sub-groups: made once, editable for ever after."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Any

from sqlalchemy import select
from sqlalchemy.orm import Session as Db

from rapporteur.domain.clocks import today_of
from rapporteur.domain.column_sets import ColumnSet
from rapporteur.domain.editing import FieldEdit, resolve
from rapporteur.domain.errors import UserError
from rapporteur.domain.fields import Catalogue
from rapporteur.domain.sessions import SESSION, SIDE, Session, Side, join_list, split_list
from rapporteur.domain.subgroups import SUB_GROUP, SubGroup
from rapporteur.services import referring, stored
from rapporteur.services.columns.column_sets import take
from rapporteur.services.facts.day import make_day
from rapporteur.services.refusals import no_session
from rapporteur.services.values import require_canonical
from rapporteur.storage.history import bulk_insert, bulk_update, make_floor
from rapporteur.storage.tables import DelegateRow, SessionRow, SideRow, SubGroupRow

if TYPE_CHECKING:
    from rapporteur.services.facts import Facts, SubGroupName

_HEAD = ("id", "uuid", "version")
_SESSION = select(*(getattr(SessionRow, key) for key in (*_HEAD, *SESSION.keys)))
_SIDES = select(*(getattr(SideRow, key) for key in (*_HEAD, "position", *SIDE.keys))).order_by(
    SideRow.position
)


def session(db: Db) -> Session:
    """The session of the file; UserError "session.none" where none was made yet."""
    row = db.execute(_SESSION).first()
    if row is None:
        raise no_session()
    return Session(SESSION, row[0], row[1], row[2], tuple(row[3:]))


def has_session(db: Db) -> bool:
    """Whether a session was made in the file."""
    return db.execute(select(SessionRow.id)).first() is not None


def today(db: Db, now: datetime | None = None) -> date:
    """The day by the clock of the session's place; by the computer's where there is no session."""
    moment = now or datetime.now(UTC)
    return today_of(session(db), moment) if has_session(db) else moment.astimezone().date()


def sides(db: Db) -> tuple[Side, Side]:
    """The two sides in their order; UserError "session.none" where no session was made yet."""
    found = [
        Side(SIDE, row[0], row[1], row[2], tuple(row[4:]), position=row[3])
        for row in db.execute(_SIDES)
    ]
    if len(found) != 2:
        session(db)  # says that there is none
        raise RuntimeError(f"a session has two sides, this file has {len(found)}")
    return found[0], found[1]


def sides_from(db: Db, first: str = "") -> tuple[Side, Side]:
    """The two sides, the one with the code `first` before the other; "" for their own order.

    UserError "side.unknown" where no side has that code, and "session.none".
    """
    one, other = sides(db)
    wanted = first.strip().casefold()
    if not wanted or one["code"].casefold() == wanted:
        return one, other
    if other["code"].casefold() == wanted:
        return other, one
    raise UserError(
        "side.unknown",
        f"There is no side with the code {first}.",
        advice=f"The codes are {one['code']} and {other['code']}.",
    )


def side_by_code(db: Db, code: str) -> Side:
    """The side with the short code `code`, in any case; UserError "side.unknown" otherwise."""
    both = sides(db)
    for side in both:
        if side["code"].casefold() == code.casefold():
            return side
    raise UserError(
        "side.unknown",
        f"This session has no side with the code {code}.",
        safe="Nothing was changed.",
        advice=f"The codes are {both[0]['code']} and {both[1]['code']}.",
    )


def sub_groups(db: Db) -> list[SubGroup]:
    """The sub-groups in their order."""
    return stored.read(db, stored.SUB_GROUPS)


def create_session(db: Db, facts: Facts, column_sets: Sequence[ColumnSet] = ()) -> Session:
    """Make session, sides, sub-groups and delegates out of `facts`, whose values are canonical.

    `column_sets` are those with which the session begins beside the program's own: mostly the
    defaults of the computer. Undo ends here. Raises UserError "session.exists" where the file
    holds one already.
    """
    if has_session(db):
        raise UserError(
            "session.exists",
            "This file holds a session already.",
            safe="It was left as it is.",
            advice="Choose another file name for the new session.",
        )
    require_canonical(SESSION, facts.session)
    db.add(SessionRow(**facts.session))
    rows = []
    for position, values in enumerate(facts.sides, 1):
        require_canonical(SIDE, values)
        rows.append(SideRow(position=position, **values))
    db.add_all(rows)
    db.flush()
    set_sub_groups(db, facts.sub_groups)
    _add_delegates(db, facts, (rows[0].id, rows[1].id))
    make_day(db, facts.day, sides(db))
    take(db, column_sets)
    make_floor(db)
    return session(db)


def update_session(db: Db, edits: Mapping[str, FieldEdit]) -> Session:
    """Change fields of the session; Conflict where the file holds neither old nor new value."""
    row = db.execute(select(SessionRow)).scalar_one_or_none()
    if row is not None:
        _apply(row, edits, SESSION)
    db.flush()
    return session(db)


def update_side(db: Db, side_id: int, edits: Mapping[str, FieldEdit]) -> Side:
    """Change fields of one side; Conflict as above, UserError "side.code" for a code taken.

    One side at most hosts, and one at most is ours: naming one takes it from the other.
    """
    rows = {row.id: row for row in db.execute(select(SideRow)).scalars()}
    if side_id not in rows:
        raise KeyError(side_id)
    row = rows.pop(side_id)
    _apply(row, edits, SIDE)
    for other in rows.values():
        if row.code.casefold() == other.code.casefold():
            raise UserError(
                "side.code",
                "Both sides would have the same short code.",
                safe="The former code is kept.",
                advice="Lists are sorted to the sides by this code; choose another.",
                place="code",
            )
        for key in ("host", "ours"):
            if key in edits and getattr(row, key) and getattr(other, key):
                setattr(other, key, "")
    db.flush()
    return next(side for side in sides(db) if side.id == side_id)


def set_sub_groups(
    db: Db, names: Sequence[SubGroupName], ids: Sequence[int | None] = ()
) -> list[SubGroup]:
    """Make the sub-groups be `names` in this order.

    `ids[i]` says which existing sub-group gets `names[i]` (None: a new one); without `ids` an
    existing one of the same English name is kept. Those left over are removed. People follow
    their sub-group to its new name, as long as one name means one sub-group.
    """
    renamed: dict[str, str] = {}
    left = {row.id: row for row in db.execute(select(SubGroupRow)).scalars()}
    by_name = {row.name_en: row.id for row in left.values()}
    chosen = list(ids) if ids else [by_name.get(name.en) for name in names]
    for position, (name, row_id) in enumerate(zip(names, chosen, strict=True), 1):
        values = {"name_en": name.en, "name_ru": name.ru, "name_hi": name.hi, "position": position}
        row = left.pop(row_id, None) if row_id is not None else None
        if row is None:
            own = {"uuid": name.uuid} if name.uuid else {}
            db.add(SubGroupRow(**values, **own))
        else:
            renamed[row.name_en] = name.en
            _set(row, values)
    referring.release(db, SUB_GROUP.entity, [row.uuid for row in left.values()])
    for row in left.values():
        db.delete(row)
    db.flush()
    taken = [name.en for name in names]
    _rename_members(
        db,
        {
            old: new
            for old, new in renamed.items()
            if old and new and old not in taken and taken.count(new) == 1 and new not in by_name
        },
    )
    return sub_groups(db)


def _apply(row: SessionRow | SideRow, edits: Mapping[str, FieldEdit], catalogue: Catalogue) -> None:
    require_canonical(catalogue, {key: edit.new for key, edit in edits.items()})
    wanted = {
        key: resolve(getattr(row, key), edit, key, catalogue[key].label)
        for key, edit in edits.items()
    }
    _set(row, {key: value for key, value in wanted.items() if value is not None})


def _set(row: SessionRow | SideRow | SubGroupRow, values: Mapping[str, Any]) -> None:
    for key, value in values.items():
        setattr(row, key, value)


def _rename_members(db: Db, renamed: Mapping[str, str]) -> None:
    """Write the new names of sub-groups into the lists of those who sit in them."""
    if not renamed:
        return
    members = db.execute(
        select(DelegateRow.id, DelegateRow.sub_groups).where(DelegateRow.sub_groups != "")
    )
    edits: dict[int, dict[str, str]] = {}
    for row_id, held in members:
        value = join_list([renamed.get(name, name) for name in split_list(held)])
        if value != held:
            edits[row_id] = {"sub_groups": value}
    if edits:
        bulk_update(db, DelegateRow, edits)


def _add_delegates(db: Db, facts: Facts, side_ids: tuple[int, int]) -> None:
    counts = [0, 0]
    rows: list[dict[str, Any]] = []
    for person in facts.delegates:
        counts[person.side] += 1
        rows.append(
            {
                "side_id": side_ids[person.side],
                "position": counts[person.side],
                **person.values,
            }
        )
    if rows:
        bulk_insert(db, DelegateRow, rows)
