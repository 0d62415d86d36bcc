"""What the command line says of an implementation table or an update form that came back."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from rapporteur.domain.subgroups import UPDATE

if TYPE_CHECKING:
    from rapporteur.domain.action_sheets import PlannedLine, SheetPlan
    from rapporteur.services.subgroups.form_import import FormPlan


def table_text(found: SheetPlan, *, dry_run: bool) -> str:
    """What a table changes, in words: only rows that say something."""
    counts = ", ".join(f"{number} {state}" for state, number in found.counts().items())
    lines = [f"{found.file_name}, reported by {found.reported_by}: {counts}."]
    lines += [f"{issue.sheet}!{issue.cell}: {issue.message}" for issue in found.issues]
    lines += [_line(line) for line in found.lines if line.takes_effect or line.reason]
    if dry_run:
        lines.append("Nothing was written.")
    return "\n".join(lines)


def _line(line: PlannedLine) -> str:
    what = [f"{change.field} {change.old or '-'} -> {change.new or '-'}" for change in line.changes]
    if line.entry is not None:
        what.append(f"report of {line.entry.date}")
    where = f"Row {line.row}" if line.row else "No row"
    taken = " (left out)" if line.takes_effect and not line.accepted else ""
    told = "; ".join(what) or line.state.value
    reason = f" {line.reason}" if line.reason else ""
    return f"{where}, {line.number or 'no number'}: {told}{taken}.{reason}"


def table_report(found: SheetPlan) -> dict[str, Any]:
    """The same for a program to read."""
    return {
        "kind": "actions",
        "reported_by": found.reported_by,
        "rows": found.counts(),
        "issues": [
            {"cell": i.cell, "code": i.code, "message": i.message, "sheet": i.sheet}
            for i in found.issues
        ],
        "lines": [
            {
                "row": line.row,
                "number": line.number,
                "state": line.state.value,
                "taken": line.accepted,
                "changes": {c.field: [c.old, c.new] for c in line.changes},
                "reported_on": line.entry.date if line.entry else None,
                "reason": line.reason,
            }
            for line in found.lines
        ],
    }


def update_report(plan: FormPlan) -> dict[str, object]:
    """What a sub-group's form changes, part by part, for --json."""
    return {
        "sub_group": plan.name,
        "certain": plan.certain,
        "unchanged": plan.same,
        "parts": [
            {
                "part": change.key,
                "cell": change.cell,
                "ours": change.ours,
                "theirs": change.theirs,
                "conflict": change.conflict,
            }
            for change in plan.changes
        ],
    }


def update_text(plan: FormPlan) -> str:
    """The same in words."""
    lines = [f"{plan.name}: {len(plan.changes)} parts differ, {plan.same} are the same."]
    for change in plan.changes:
        kept = "; ours changed too and stays" if change.conflict else ""
        lines.append(f"  {UPDATE[change.key].label}, cell {change.cell}{kept}")
    if not plan.certain:
        lines.append("The form is known by the name of its sheet alone.")
    return "\n".join(lines)
