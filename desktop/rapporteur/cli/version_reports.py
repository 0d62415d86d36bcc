"""What differs between two lists, or a list and the last one, as text and as JSON.

Passport data are said only to have changed, in both, unless they were asked for (`private`).
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from rapporteur.domain.comparison import ComparedRow, Comparison, ReceivedList
    from rapporteur.domain.importing import CellChange, ImportPlan, Move, PlannedRow

_SILENT = frozenset({"same", "skipped"})
_HIDDEN = "••••"


def version_counts(plan: ImportPlan) -> dict[str, int]:
    """Rows by what happened to them since the sender's last list."""
    counts = plan.counts()
    return {"added": counts.pop("new"), **counts}


def version_report(plan: ImportPlan, *, private: bool = False) -> dict[str, Any]:
    """What the comparison adds to the report of an import, for a program to read."""
    return {
        "sender": plan.sender,
        "rows": version_counts(plan),
        "lines": [
            _planned(plan, row, private=private)
            for row in plan.rows
            if row.state.value not in _SILENT
        ],
    }


def version_lines(plan: ImportPlan, *, private: bool = False) -> list[str]:
    """One line of text for every row that differs."""
    return [
        _line(one["kind"], one["row"], one["name"], row.changes, row.move, private=private)
        for row in plan.rows
        if row.state.value in {"new", "changed", "moved", "removed"}
        for one in (_planned(plan, row, private=private),)
    ]


def comparison_report(found: Comparison, *, private: bool = False) -> dict[str, Any]:
    """A comparison of two lists, for a program to read."""
    return {
        "older": found.old_title,
        "newer": found.new_title,
        "rows": {**found.counts(), "skipped": found.skipped},
        "lines": [
            _compared(row, private=private) for row in found.rows if row.kind.value not in _SILENT
        ],
    }


def comparison_text(found: Comparison, *, private: bool = False) -> str:
    """The same in words."""
    counts = ", ".join(f"{number} {kind}" for kind, number in found.counts().items())
    lines = [f"{found.old_title} → {found.new_title}: {counts}."]
    for row in found.rows:
        if row.kind.value in _SILENT:
            continue
        where = row.new_row or row.old_row
        line = _line(row.kind.value, where, row.name, row.changes, row.move, private=private)
        lines.append(f"{line}  {row.reason}" if row.reason else line)
    return "\n".join(lines)


def list_report(one: ReceivedList, side: str) -> dict[str, Any]:
    """One received list, for a program to read."""
    return {
        "list": one.id,
        "sender": one.sender,
        "number": one.number,
        "received": one.received_at,
        "file": one.name,
        "sheet": one.sheet,
        "side": side,
        "people": one.people,
        "first_named": one.first_named,
        "taken_off": one.taken_off,
    }


def _planned(plan: ImportPlan, row: PlannedRow, *, private: bool) -> dict[str, Any]:
    from rapporteur.domain.names import compose_name  # noqa: PLC0415 - start-up time

    kind = "added" if row.state.value == "new" else row.state.value
    name = compose_name(row.row.values) or _first_text(plan, row, private=private)
    line: dict[str, Any] = {"kind": kind, "row": row.row.row, "name": name}
    return line | _said(row.changes, row.move, row.reason, private=private)


def _first_text(plan: ImportPlan, row: PlannedRow, *, private: bool) -> str:
    """What a row without a name is called: its first text, but never that of a passport."""
    silent = set() if private else {
        column.heading
        for layout in (plan.layout, *plan.further)
        for column in layout.columns
        if column.target and _is_private(column.target)
    }  # fmt: skip
    texts = (text for heading, text in row.row.original.items() if heading not in silent)
    return next(filter(None, texts), "")


def _compared(row: ComparedRow, *, private: bool) -> dict[str, Any]:
    line: dict[str, Any] = {
        "kind": row.kind.value, "old_row": row.old_row, "row": row.new_row, "name": row.name,
    }  # fmt: skip
    return line | _said(row.changes, row.move, row.reason, private=private)


def _said(
    changes: Sequence[CellChange], move: Move | None, reason: str, *, private: bool
) -> dict[str, Any]:
    said: dict[str, Any] = {}
    if changes:
        said["changes"] = [_cell(change, private=private) for change in changes]
    if move is not None:
        said["move"] = {"old": move.old, "new": move.new}
    if reason:
        said["reason"] = reason
    return said


def _cell(change: CellChange, *, private: bool) -> dict[str, str]:
    """A change as values; of passport data only which were there before and are there now."""
    old, new = change.old, change.new
    if _is_private(change.field) and not private:
        old, new = (_HIDDEN if text else "" for text in (old, new))
    return {"field": change.field, "old": old, "new": new}


def _is_private(key: str) -> bool:
    """Whether a field is shown only where it was asked for."""
    from rapporteur.domain.delegates import DELEGATE  # noqa: PLC0415 - start-up time

    return DELEGATE[key].privacy.masked


def _line(
    kind: str,
    row: int,
    name: str,
    changes: Sequence[CellChange],
    move: Move | None,
    *,
    private: bool,
) -> str:
    """ "changed   row 14  Anil Rao: Designation: Director → Adviser; place 7 → 3"."""
    said = [_change(change, private=private) for change in changes]
    if move is not None:
        said.append(f"place {move.old} → {move.new}")
    where = f"row {row}" if row else ""
    text = f"{kind:9} {where:8} {name}"
    return f"{text}: {'; '.join(said)}" if said else text


def _change(change: CellChange, *, private: bool) -> str:
    """A cell in words; passport data only as having changed."""
    from rapporteur.domain.delegates import DELEGATE  # noqa: PLC0415 - start-up time

    field = DELEGATE[change.field]
    if field.privacy.masked and not private:
        old, new = (_HIDDEN if text else "—" for text in (change.old, change.new))
    else:
        old, new = field.shown(change.old) or "—", field.shown(change.new) or "—"
    return f"{field.label}: {' '.join(old.split())} → {' '.join(new.split())}"
