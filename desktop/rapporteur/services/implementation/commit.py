"""Taking in what an implementation table reports: one call within one edit, one step to undo."""

from __future__ import annotations

from collections.abc import Collection

from sqlalchemy.orm import Session as Db

from rapporteur.domain.action_sheets import SheetPlan, SheetResult
from rapporteur.services import stored


def commit(db: Db, plan: SheetPlan, accepted: Collection[int]) -> SheetResult:
    """Write the accepted lines of `plan`, named by their places; what has no effect is left out.

    A status goes to the action item, what was reported becomes a progress entry. An item that is
    gone by now is left out.
    """
    statuses = entries = 0
    taken = [plan.lines[at] for at in sorted(accepted) if plan.lines[at].takes_effect]
    ids = {line.action_id for line in taken if line.action_id is not None}
    present = {item.id for item in stored.by_ids(db, stored.ACTION_ITEMS, ids)}
    done = 0
    for line in taken:
        if line.action_id is None or line.action_id not in present:
            continue
        done += 1
        if line.changes:
            values = {change.field: change.new for change in line.changes}
            statuses += bool(stored.set_fields(db, stored.ACTION_ITEMS, {line.action_id: values}))
        if line.entry is not None:
            row = {
                "date": line.entry.date,
                "text": line.entry.text,
                "status": line.entry.status,
                "reported_by": line.entry.reported_by,
            }
            stored.create(db, stored.PROGRESS_ENTRIES, [row], action_id=line.action_id)
            entries += 1
    left = sum(line.takes_effect for line in plan.lines) - done
    return SheetResult(statuses, entries, left)
