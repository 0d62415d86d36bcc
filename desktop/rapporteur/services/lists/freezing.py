"""Freezing a side's list: as of when it stands, and the whole list as it stood.

A freeze stores a moment and a step of the history, nobody's data. What the list held follows
from the history, so a freeze costs nothing and erasing a person erases them from it, too.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session as Db

from rapporteur.domain.delegates import DELEGATE, Delegate
from rapporteur.domain.editing import clean_text
from rapporteur.domain.errors import UserError
from rapporteur.domain.freezing import FrozenList
from rapporteur.domain.sessions import Side
from rapporteur.services.delegates import list_delegates
from rapporteur.storage.history import step_of
from rapporteur.storage.images import Image
from rapporteur.storage.past import Touched, images_then, touched_since
from rapporteur.storage.tables import DelegateRow, FrozenListRow


def freeze(
    db: Db, side_id: int, remark: str = "", *, now: datetime | None = None
) -> FrozenList:  # fmt: skip
    """Freeze the list of a side as it stands now, within one `Workspace.edit`.

    The stamp is the present moment: what a list said at another one nobody has seen. `now`
    (with a zone) is for tests. Raises UserError "freeze.nobody" where nobody is on the list.
    """
    if all(person.withdrawn for person in list_delegates(db, side_id)):
        raise UserError(
            "freeze.nobody",
            "There is nobody on this list.",
            safe="Nothing was frozen.",
            advice="Enter or import delegates first.",
        )
    moment = (now or datetime.now(UTC)).astimezone(UTC)
    row = FrozenListRow(
        side_id=side_id,
        at=moment.isoformat(timespec="seconds"),
        step=step_of(db),
        remark=clean_text(remark),
    )
    db.add(row)
    db.flush()
    return frozen_list(db, row.id)


def thaw(db: Db, frozen_id: int) -> None:
    """Take a freeze back, within one `Workspace.edit`; UserError "freeze.gone" where it is gone."""
    row = db.get(FrozenListRow, frozen_id)
    if row is None:
        raise _gone()
    db.delete(row)
    db.flush()


def frozen_lists(db: Db, side_id: int | None = None) -> list[FrozenList]:
    """The freezes of a side, or of both, newest first."""
    statement = select(
        FrozenListRow.id,
        FrozenListRow.side_id,
        FrozenListRow.at,
        FrozenListRow.step,
        FrozenListRow.remark,
    ).order_by(FrozenListRow.step, FrozenListRow.id)
    if side_id is not None:
        statement = statement.where(FrozenListRow.side_id == side_id)
    counts: dict[int, int] = {}
    found = []
    for row in db.execute(statement):
        counts[row.side_id] = number = counts.get(row.side_id, 0) + 1
        at = datetime.fromisoformat(row.at)
        found.append(FrozenList(row.id, row.side_id, at, row.step, row.remark, number))
    return found[::-1]


def last_frozen(db: Db) -> dict[int, FrozenList]:
    """The last freeze of each side that has one, by the id of the side."""
    return {frozen.side_id: frozen for frozen in reversed(frozen_lists(db))}


def last_frozen_of(db: Db, side: Side) -> FrozenList:
    """The last freeze of a side; UserError "freeze.none" where it has none."""
    frozen = last_frozen(db).get(side.id)
    if frozen is None:
        raise UserError(
            "freeze.none",
            f"The list of {side.name()} has not been frozen.",
            safe="No file was written.",
            advice="Freeze it first; what changes afterwards becomes a corrigendum.",
        )
    return frozen


def frozen_list(db: Db, frozen_id: int) -> FrozenList:
    """One freeze; UserError "freeze.gone" where there is none with this id."""
    for frozen in frozen_lists(db):
        if frozen.id == frozen_id:
            return frozen
    raise _gone()


def list_then(db: Db, frozen: FrozenList) -> list[Delegate]:
    """The list as it stood when it was frozen: everybody on it, withdrawn ones too, in order.

    Somebody who has left the file since stands there again, as version 0; of everybody else the
    version is the present one. Values erased from the history are the present ones, and
    somebody who is gone and of whom the history holds nothing any more is left out.
    """
    return list_of_then(frozen, list_delegates(db), touched_after(db, frozen))


def touched_after(db: Db, frozen: FrozenList) -> Touched:
    """What the history holds of everybody touched after a freeze."""
    return touched_since(db, DelegateRow, frozen.step)


def list_of_then(
    frozen: FrozenList, people: Sequence[Delegate], touched: Touched
) -> list[Delegate]:
    """`list_then` of what was read before; `people` are all delegates as they are now."""
    then = images_then(touched)
    found = []
    for person in people:
        image = then.pop(person.id, {})
        if image is not None:
            found.append(_as_then(person, image) if image else person)
    for row_id, image in then.items():
        if image is not None and (gone := _gone_since(row_id, image)) is not None:
            found.append(gone)
    return sorted(
        (person for person in found if person.side_id == frozen.side_id),
        key=lambda person: (person.position, person.id),
    )


def _as_then(person: Delegate, image: Image) -> Delegate:
    values = tuple(image.get(key, text) for key, text in person.as_dict().items())
    return replace(
        person,
        values=values,
        side_id=image.get("side_id", person.side_id),
        position=image.get("position", person.position),
    )


def _gone_since(row_id: int, image: Image) -> Delegate | None:
    """A person out of the history alone; None where it does not hold them whole."""
    if not {"uuid", "side_id", "position"} <= image.keys():
        return None
    values = tuple(image.get(key, "") for key in DELEGATE.keys)
    return Delegate(
        DELEGATE, row_id, image["uuid"], 0, values, image["side_id"], image["position"]
    )  # fmt: skip


def _gone() -> UserError:
    return UserError(
        "freeze.gone",
        "This freeze is no longer there; an undo or another window has taken it back.",
        safe="Nothing was changed.",
        advice="Freeze the list again.",
    )
