"""Reading the history as a journal: steps in pages, and the changes that each of them made."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy import Select, bindparam, exists, func, select
from sqlalchemy.orm import Session as Db

from rapporteur.domain.history import Step, StepKind
from rapporteur.storage.images import Image, load, shapes
from rapporteur.storage.rows import read_images
from rapporteur.storage.tables import ChangeRow, StepRow, table_of

_CHANGES: Any = table_of(ChangeRow).c
_STEPS: Any = table_of(StepRow).c
_IDS = 500


@dataclass(frozen=True, slots=True)
class RawChange:
    """What a step did to one row: its images before and after, as the step had it.

    Of an undo these are turned round already. None: the row was not there.
    """

    step: int
    entity: str
    row_id: int
    before: Image | None = field(repr=False)
    after: Image | None = field(repr=False)


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which steps: by author, from a moment until before another (UTC, ISO), by entities."""

    who: str = ""
    since: str = ""
    until: str = ""
    entities: tuple[str, ...] = ()


def steps(db: Db, wanted: Wanted, limit: int, before: int = 0) -> list[Step]:
    """The newest `limit` steps that are wanted; with `before` only those older than that step."""
    statement: Select[Any] = select(
        _STEPS.id, _STEPS.label, _STEPS.at, _STEPS.who, _STEPS.kind, _STEPS.target, _STEPS.rows
    )
    if before:
        statement = statement.where(_STEPS.id < before)
    if wanted.who:
        statement = statement.where(_STEPS.who == wanted.who)
    if wanted.since:
        statement = statement.where(_STEPS.at >= wanted.since)
    if wanted.until:
        statement = statement.where(_STEPS.at < wanted.until)
    if wanted.entities:
        source = func.coalesce(_STEPS.target, _STEPS.id)
        touched = exists().where(_CHANGES.step_id == source, _CHANGES.entity.in_(wanted.entities))
        statement = statement.where(touched)
    rows = db.execute(statement.order_by(_STEPS.id.desc()).limit(limit))
    return [
        Step(row.id, row.label, datetime.fromisoformat(row.at), row.who, StepKind(row.kind),
             row.target, row.rows)
        for row in rows
    ]  # fmt: skip


def changes(db: Db, some: Sequence[Step], most: int = 0) -> dict[int, list[RawChange]]:
    """What these steps did, by step; of each at most `most` rows where that is given."""
    sources: dict[int, list[Step]] = {}
    for step in some:
        sources.setdefault(step.id if step.target is None else step.target, []).append(step)
    found: dict[int, list[RawChange]] = {step.id: [] for step in some}
    for source, entity, row_id, before, after in _rows(db, list(sources), most):
        for step in sources[source]:
            if most and len(found[step.id]) >= most:
                continue
            was, now = load(before), load(after)
            if step.kind is StepKind.UNDO:
                was, now = now, was
            found[step.id].append(RawChange(step.id, entity, row_id, was, now))
    return found


def authors(db: Db) -> list[str]:
    """Everybody who made a step, in the order of the alphabet."""
    return sorted(who for (who,) in db.execute(select(_STEPS.who).distinct()))


def moments(db: Db) -> list[str]:
    """When there were steps: minutes in UTC ("2025-08-05T14:03"), the newest first."""
    minute = func.substr(_STEPS.at, 1, 16)
    rows = db.execute(select(minute).distinct().order_by(minute.desc()))
    return [row[0] for row in rows]


def count(db: Db) -> int:
    """How many steps there are."""
    return int(db.execute(select(func.count()).select_from(table_of(StepRow))).scalar_one())


def images_of(db: Db, rows: Mapping[str, Collection[int]]) -> dict[tuple[str, int], Image]:
    """The rows as they are now; those that are gone as they were last, where the history knows."""
    found: dict[tuple[str, int], Image] = {}
    for entity, ids in rows.items():
        if entity not in shapes():
            continue
        there = read_images(db.connection(), shapes()[entity], sorted(ids))
        found |= {(entity, row_id): image for row_id, image in there.items()}
        for row_id, image in _last(db, entity, sorted(set(ids) - there.keys())):
            found[entity, row_id] = image
    return found


def _rows(db: Db, sources: list[int], most: int) -> Iterator[Any]:
    columns = (
        _CHANGES.step_id, _CHANGES.entity, _CHANGES.row_id, _CHANGES.before, _CHANGES.after
    )  # fmt: skip
    if most:
        one = (
            select(*columns)
            .where(_CHANGES.step_id == bindparam("source"))
            .order_by(_CHANGES.id)
            .limit(most)
        )
        for source in sources:
            yield from db.execute(one, {"source": source})
        return
    for start in range(0, len(sources), _IDS):
        some = _CHANGES.step_id.in_(sources[start : start + _IDS])
        yield from db.execute(select(*columns).where(some).order_by(_CHANGES.id))


def _last(db: Db, entity: str, ids: Sequence[int]) -> Iterator[tuple[int, Image]]:
    """Rows that are gone, whole, out of the change that took them away."""
    for start in range(0, len(ids), _IDS):
        rows = db.execute(
            select(_CHANGES.row_id, _CHANGES.before, _CHANGES.after)
            .where(_CHANGES.entity == entity, _CHANGES.row_id.in_(ids[start : start + _IDS]))
            .where(_CHANGES.before.is_(None) | _CHANGES.after.is_(None))
            .order_by(_CHANGES.id)
        )
        for row_id, before, after in rows:
            image = load(before if before is not None else after)
            if image is not None:
                yield row_id, image
