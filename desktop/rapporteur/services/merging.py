"""Two entries of one person made one, in one step that a single Undo takes back.

The entry that stays takes the chosen values; where it came from and what was decided about the
other becomes its own; the other goes, and the history keeps it. Both names lead later lists to
the entry that stays.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sqlalchemy import or_, select
from sqlalchemy.orm import Session as Db

from rapporteur.domain.delegates import DELEGATE, Delegate
from rapporteur.domain.errors import UserError
from rapporteur.domain.importing import Remembered, Verdict
from rapporteur.domain.merging import SIDE, differing, merged
from rapporteur.services import delegates, referring, stored
from rapporteur.services.importing import identity
from rapporteur.services.importing.matching import name_keys
from rapporteur.services.values import require_canonical
from rapporteur.storage.history import bulk_update
from rapporteur.storage.tables import DelegateRow, DelegateSourceRow, IdentityDecisionRow

# What tells a person from a namesake; more of somebody is not kept a second time.
_WITNESSES = (
    "family_name", "given_name", "patronymic", "designation", "organisation", "email", "phone",
    "passport_number", "date_of_birth",
)  # fmt: skip


def merge(db: Db, stays: Delegate, goes: Delegate, taken: frozenset[str] = frozenset()) -> Delegate:
    """Make two entries one, within one `Workspace.edit`; the entry that stays, as it is now.

    `stays` and `goes` are as they were shown; `taken` are the fields (and `merging.SIDE`) whose
    values are those of the entry that goes. With the side it takes its place in the order, too.
    Raises UserError "merge.stale" where either of them is no longer as it was shown, and
    ValueError for one person given twice.
    """
    if stays.id == goes.id:
        raise ValueError("a person is not merged with itself")
    _check_as_shown(db, stays, goes)
    values = merged(stays, goes, taken)
    require_canonical(DELEGATE, values)
    before = stays.as_dict()
    edits = {key: value for key, value in values.items() if before[key] != value}
    if edits:
        bulk_update(db, DelegateRow, {stays.id: edits})
    if SIDE in taken and stays.side_id != goes.side_id:
        delegates.move_to_side(db, [stays.id], goes.side_id)
        delegates.move_delegates(db, [stays.id], goes.id)
    _hand_over(db, stays, goes)
    _hand_over_attendance(db, stays, goes)
    referring.redirect(db, DELEGATE.entity, goes.uuid, stays.uuid)
    delegates.remove_delegates(db, [goes.id])
    # The names as they were lead later lists here, whichever of them was kept.
    identity.remember(db, [*_known_as(goes, stays.id), *_known_as(stays, stays.id)])
    return delegates.get_delegate(db, stays.id)


def _check_as_shown(db: Db, *people: Delegate) -> None:
    there = {person.id: person for person in delegates.delegates_by_id(db, [p.id for p in people])}
    for person in people:
        now = there.get(person.id)
        if now is None or differing(now, person):
            raise UserError(
                "merge.stale",
                "One of the two entries was changed or removed since they were shown.",
                safe="Nothing was merged.",
                advice="Look at both entries again, then merge them.",
            )


def _hand_over(db: Db, stays: Delegate, goes: Delegate) -> None:
    """Sources and decisions of the entry that goes become those of the one that stays."""
    sources = db.execute(
        select(DelegateSourceRow.id).where(DelegateSourceRow.delegate_id == goes.id)
    ).scalars()
    moved: dict[int, Mapping[str, Any]] = {id_: {"delegate_id": stays.id} for id_ in sources}
    if moved:
        bulk_update(db, DelegateSourceRow, moved)
    both = (stays.id, goes.id)
    decisions = db.execute(
        select(IdentityDecisionRow).where(
            or_(
                IdentityDecisionRow.delegate_id.in_(both),
                IdentityDecisionRow.other_id.in_(both),
            )
        )
    ).scalars()
    names = {goes.id: name_keys(stays), stays.id: name_keys(goes)}
    edits: dict[int, dict[str, Any]] = {}
    void: list[int] = []
    for row in decisions:
        ends = {"delegate_id": row.delegate_id, "other_id": row.other_id}
        if set(ends.values()) == set(both):
            void.append(row.id)  # "two people", which they are not
        elif (
            row.other_id is None
            and row.verdict == Verdict.OTHER.value
            and row.name_key in names[row.delegate_id]
        ):
            void.append(row.id)  # the row that was not the one was the other
        elif new := {key: stays.id for key, end in ends.items() if end == goes.id}:
            edits[row.id] = new
    if edits:
        bulk_update(db, IdentityDecisionRow, edits)
    for id_ in void:
        db.delete(db.get_one(IdentityDecisionRow, id_))
    db.flush()


def _hand_over_attendance(db: Db, stays: Delegate, goes: Delegate) -> None:
    """What was noted of the entry that goes holds where nothing was noted of the other."""
    noted = {a.sitting_id for a in stored.read(db, stored.ATTENDANCES, delegate_id=stays.id)}
    moved = {
        a.id: {"delegate_id": stays.id}
        for a in stored.read(db, stored.ATTENDANCES, delegate_id=goes.id)
        if a.sitting_id not in noted
    }
    stored.set_fields(db, stored.ATTENDANCES, moved)


def _known_as(person: Delegate, delegate_id: int) -> list[Remembered]:
    """That whoever is written like `person` is the delegate, by every form of the name."""
    base = {key: person[key] for key in _WITNESSES if person[key]}
    return [Remembered(delegate_id, Verdict.SAME, key, base) for key in sorted(name_keys(person))]
