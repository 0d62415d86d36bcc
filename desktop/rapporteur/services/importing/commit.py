"""Lists into the session, second half: a plan is written in one step, or not at all."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session as Db

from rapporteur.domain.cancelling import Check, checked, go_on
from rapporteur.domain.delegates import DELEGATE, WITHDRAWN
from rapporteur.domain.editing import clean_text
from rapporteur.domain.errors import UserError
from rapporteur.domain.importing import VERSION, ImportPlan, ImportResult, PlannedRow, RowState
from rapporteur.exchange.lists.headings import REFERENCE
from rapporteur.exchange.lists.marks import is_row_reference
from rapporteur.services.collection import no_collection
from rapporteur.services.delegates import delegates_by_id
from rapporteur.services.importing import identity
from rapporteur.services.importing.decisions import decisions
from rapporteur.services.importing.list_reading import as_kept
from rapporteur.services.importing.placing import VersionOrder
from rapporteur.services.importing.senders import bases_before, remember_mapping
from rapporteur.services.values import require_canonical
from rapporteur.storage.history import bulk_insert, bulk_update, step_of
from rapporteur.storage.tables import (
    DelegateRow,
    DelegateSourceRow,
    ReceivedListRow,
    SideRow,
    StoredFileRow,
    table_of,
)

# States of rows whose person is known: taken or left, they stand in the list.
_ON_BOTH = frozenset({RowState.SAME, RowState.CHANGED, RowState.MOVED})

_CHANGED_HERE = "Somebody on the list was changed here after the preview was made."
_FIELDS = frozenset(DELEGATE.keys)
_MEDIA_TYPES = {
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "xlsb": "application/vnd.ms-excel.sheet.binary.macroEnabled.12",
    "xls": "application/vnd.ms-excel",
    "ods": "application/vnd.oasis.opendocument.spreadsheet",
    "text": "text/csv",
    "table": "text/html",
}


@no_collection()
def commit(
    db: Db,
    plan: ImportPlan,
    accepted: Collection[int] | None = None,
    content: bytes = b"",
    check: Check = go_on,
) -> ImportResult:
    """Write the accepted rows of `plan`, within one `Workspace.edit`.

    `accepted` are indexes into `plan.rows`; None takes the plan's own proposals. A doubtful
    row that is accepted becomes another person; faulty and skipped rows are never taken. Who
    is removed is withdrawn. Of a version, people go where the list has them. What was decided
    about doubts is remembered for the next list, in the same step.
    `content` is the file as received, kept with the session together with the original text
    of every cell. `check` is called now and then; what it raises ends the edit with nothing
    done. Raises UserError "import.stale" where a person was changed since the plan
    was made, and "import.file_changed" where `content` is not the file that was planned;
    nothing is done then.
    """
    if content and hashlib.sha256(content).hexdigest() != plan.file_hash:
        raise _refusal(
            "import.file_changed",
            f"The file {plan.file_name} was changed after it was read.",
        )
    wanted = _wanted(plan, accepted)
    # In the order of the list, which is the order of the delegation; a set has none.
    new = [i for i in sorted(wanted) if plan.rows[i].state in {RowState.NEW, RowState.DOUBTFUL}]
    of = {state: [i for i in sorted(wanted) if plan.rows[i].state is state] for state in RowState}
    changed, removed = of[RowState.CHANGED], _still_removed(plan, of[RowState.REMOVED])
    _check_unchanged(db, plan, changed, [*removed, *of[RowState.MOVED]])
    ids = {i: _id(row) for i, row in enumerate(plan.rows)
           if row.state in _ON_BOTH and row.delegate_id is not None}  # fmt: skip
    left_out = sum(
        i not in wanted and row.state is not RowState.SAME for i, row in enumerate(plan.rows)
    )
    known = _list_already_kept(db, plan)
    taken = new or changed or removed or of[RowState.MOVED]
    if known and not taken and not identity.unknown(db, *decisions(plan, wanted, ids)):
        return ImportResult(0, known, 0, 0, left_out)
    order = VersionOrder(db, plan, wanted)
    ids |= {i: _id(plan.rows[i]) for i in removed}
    bases = bases_before(db, plan.sender, _held_against(plan, ids, wanted))
    list_id = _keep_list(db, plan, content)
    if edits := _edits(plan, order, changed, removed):
        bulk_update(db, DelegateRow, edits)
    ids |= dict(zip(new, _add_people(db, plan, checked(new, check), order), strict=True))
    ids |= {i: ids[row.twin] for i, row in enumerate(plan.rows) if row.repeats and row.twin in ids}
    sources = (
        _source(plan, i, delegate_id, list_id, base=bases.get(delegate_id), wanted=wanted)
        for i, delegate_id in sorted(ids.items())
    )
    bulk_insert(db, DelegateSourceRow, checked(sources, check))
    remember_mapping(db, plan)
    identity.remember(db, *decisions(plan, wanted, ids))
    return ImportResult(
        step_of(db), list_id, len(new), len(changed), left_out,
        moved=len(of[RowState.MOVED]), removed=len(removed),
    )  # fmt: skip


def _edits(
    plan: ImportPlan, order: VersionOrder, changed: Sequence[int], removed: Sequence[int]
) -> dict[int, dict[str, Any]]:
    """What becomes of people who are there: values, places, and who is withdrawn."""
    edits = order.edits()
    for i in changed:
        values = {change.field: change.new for change in plan.rows[i].changes}
        edits.setdefault(_id(plan.rows[i]), {}).update(values)
    for i in removed:
        edits.setdefault(_id(plan.rows[i]), {})["status"] = WITHDRAWN
    return edits


def _still_removed(plan: ImportPlan, removed: Sequence[int]) -> list[int]:
    """Those of whom no row says that they are on the list after all."""
    here = {row.delegate_id for row in plan.rows if row.state in _ON_BOTH and row.row.row}
    return [i for i in removed if plan.rows[i].delegate_id not in here]


def _wanted(plan: ImportPlan, accepted: Collection[int] | None) -> frozenset[int]:
    """The indexes of the rows to be taken, of those that can be."""
    can = {RowState.NEW, RowState.CHANGED, RowState.DOUBTFUL, *VERSION}
    chosen = None if accepted is None else frozenset(accepted)
    return frozenset(
        i
        for i, row in enumerate(plan.rows)
        if row.state in can
        and row.side_id is not None
        and (row.accepted if chosen is None else i in chosen)
    )


def _check_unchanged(
    db: Db, plan: ImportPlan, changed: Collection[int], there_still: Collection[int]
) -> None:
    """Refuse where a person no longer holds the values that the preview has shown.

    People of the rows `there_still` must only be there yet, and on the same side.
    """
    expected: dict[int, Mapping[str, str]] = {
        row.suspect: {}
        for row in plan.rows
        if row.suspect is not None and (row.verdict or row.state is RowState.DOUBTFUL)
    }
    sides = {_id(plan.rows[i]): plan.rows[i].side_id for i in (*changed, *there_still)}
    expected |= {who: {} for who in sides}
    expected |= {
        _id(plan.rows[i]): {change.field: change.old for change in plan.rows[i].changes}
        for i in changed
    }
    known = {row.delegate_id for row in plan.rows if row.state in _ON_BOTH} - {None}
    if not known <= set(db.execute(select(table_of(DelegateRow).c.id)).scalars()):
        raise _refusal("import.stale", _CHANGED_HERE)
    there = {person.id: person for person in delegates_by_id(db, expected.keys())}
    for delegate_id, values in expected.items():
        person = there.get(delegate_id)
        moved_away = person is not None and person.side_id != sides.get(delegate_id, person.side_id)
        changed_here = person is None or any(person[key] != old for key, old in values.items())
        if moved_away or changed_here:
            raise _refusal("import.stale", _CHANGED_HERE)


def _list_already_kept(db: Db, plan: ImportPlan) -> int:
    """The id of this very file's list, imported before; 0 where it was not."""
    found = db.execute(
        select(func.max(ReceivedListRow.id)).where(
            ReceivedListRow.sha256 == plan.file_hash,
            ReceivedListRow.sheet == plan.layout.sheet,
            ReceivedListRow.sender == plan.sender,
        )
    ).scalar_one_or_none()
    return found or 0


def _keep_list(db: Db, plan: ImportPlan, content: bytes) -> int:
    """Keep the file as received and say what came in it; the id of the list."""
    name = clean_text(plan.file_name)  # a name may hold bytes that are no text
    if content and db.get(StoredFileRow, plan.file_hash) is None:
        kind = _MEDIA_TYPES.get(plan.reading.kind, "application/octet-stream")
        db.add(StoredFileRow(sha256=plan.file_hash, name=name, media_type=kind, data=content))
    sides = {row.side_id for row in plan.rows if row.side_id is not None}
    received = ReceivedListRow(
        name=name,
        sender=plan.sender,
        received_at=datetime.now(UTC).isoformat(timespec="seconds"),
        sha256=plan.file_hash,
        sheet=plan.layout.sheet,
        side_id=sides.pop() if len(sides) == 1 else None,
        reading=as_kept(plan),
    )
    db.add(received)
    db.flush()
    return received.id


def _add_people(db: Db, plan: ImportPlan, new: Iterable[int], order: VersionOrder) -> list[int]:
    """Add the people of these rows: where a version has them, else at the end of their sides."""
    last = dict.fromkeys(db.execute(select(SideRow.id)).scalars(), 0)
    ends = select(DelegateRow.side_id, func.max(DelegateRow.position)).group_by(DelegateRow.side_id)
    last.update((row[0], row[1]) for row in db.execute(ends))

    def person(index: int) -> dict[str, Any]:
        planned = plan.rows[index]
        values = {k: v for k, v in planned.row.values.items() if v and k in _FIELDS}
        require_canonical(DELEGATE, values)
        side_id = planned.side_id
        if side_id not in last:
            raise _refusal("import.stale", "The sides were changed after the preview was made.")
        position = order.position(index)
        if position is None:
            position = last[side_id] = last[side_id] + 1
        return {**values, "side_id": side_id, "position": position}

    return bulk_insert(db, DelegateRow, map(person, new))


def _source(
    plan: ImportPlan,
    index: int,
    delegate_id: int,
    list_id: int,
    *,
    base: Mapping[str, str] | None,
    wanted: Collection[int],
) -> dict[str, Any]:
    """Where a person stands in the list; `base` is what an earlier one said of them.

    Rows that are one person all have said what the one that speaks for them holds.

    What the list would change and the user left as it was is not remembered as said: there
    stays what was said before, so that the next list of the sender proposes it again, or asks
    again where it was changed here as well.
    """
    planned = plan.rows[index]
    row = planned.row
    at = planned.twin if planned.repeats and planned.twin is not None else index
    speaks = plan.rows[at]
    left = set() if at in wanted else {change.field for change in speaks.changes}
    said: Mapping[str, str] = speaks.row.values
    if left or not said.keys() <= _FIELDS:
        said = {k: v for k, v in said.items() if k in _FIELDS and k not in left}
        said |= {k: v for k, v in (base or {}).items() if k in left}
    # Of a correction it is kept of which row of which list: see `sent_back`.
    listed = row.row if planned.state is not RowState.REMOVED else 0
    corrects = {REFERENCE: row.reference} if is_row_reference(row.reference) else {}
    return {
        "delegate_id": delegate_id,
        "list_id": list_id,
        "sheet": row.sheet or plan.layout.sheet,
        "row": listed,
        "original": dict(row.original.items()) | corrects,
        "base": said if listed else dict(base or {}),
    }


def _held_against(plan: ImportPlan, ids: Mapping[int, int], wanted: Collection[int]) -> list[int]:
    """Of whom it must be known what the sender said before: who is not on the list, withdrawn by
    it or before it, and who would be changed but is left as they are.
    """
    rows = plan.rows
    return [who for i, who in ids.items() if not rows[i].row.row or i not in wanted]


def _id(planned: PlannedRow) -> int:
    if planned.delegate_id is None:
        raise ValueError("a row that is known names its delegate")
    return planned.delegate_id


def _refusal(code: str, message: str) -> UserError:
    return UserError(
        code,
        message,
        safe="Nothing was imported and the session is unchanged.",
        advice="Read the list again and look at the new preview.",
    )
