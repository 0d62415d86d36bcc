"""What the commands print: plans and findings as text and as JSON."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from rapporteur.cli.version_reports import version_counts, version_lines, version_report

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rapporteur.domain.checks import Finding
    from rapporteur.domain.column_sets import ColumnSet
    from rapporteur.domain.importing import ImportPlan


def plan_report(plan: ImportPlan, *, private: bool = False) -> dict[str, Any]:
    """What a list would do, or did, for a program to read; passport data where `private`."""
    layout = plan.layout
    version = version_report(plan, private=private) if plan.is_version else {}
    return {
        "sheet": layout.sheet,
        "header_row": layout.header_rows[-1] if layout.header_rows else None,
        "mapping": layout.mapping,
        "unmapped": list(layout.unmapped),
        "rows": plan.counts(),
        "issues": [
            {"cell": i.cell, "code": i.code, "message": i.message, "sheet": i.sheet}
            for i in plan.issues
        ],
        **version,
    }


def plan_text(plan: ImportPlan, *, dry_run: bool, private: bool = False) -> str:
    """The same in words."""
    layout = plan.layout
    found = version_counts(plan) if plan.is_version else plan.counts()
    counts = ", ".join(f"{number} {state}" for state, number in found.items())
    lines = [f"{plan.file_name}, sheet {layout.sheet}: {counts}."]
    if layout.unmapped:
        lines.append(f"Columns without a field: {', '.join(layout.unmapped)}.")
    lines += [f"{issue.cell or layout.sheet}: {issue.message}" for issue in plan.issues]
    if plan.is_version:
        lines += version_lines(plan, private=private)
    reasons: dict[str, list[int]] = {}
    for row in plan.rows:
        if row.reason and row.row.row:
            reasons.setdefault(row.reason, []).append(row.row.row)
    lines += [f"{_rows(numbers)}: {reason}" for reason, numbers in reasons.items()]
    if dry_run:
        lines.append("Nothing was written.")
    return "\n".join(lines)


def _rows(numbers: list[int]) -> str:
    """Row numbers in few words: [7, 8, 9, 12] -> "Rows 7-9, 12"."""
    runs: list[tuple[int, int]] = []
    for number in sorted(numbers):
        if runs and number == runs[-1][1] + 1:
            runs[-1] = (runs[-1][0], number)
        else:
            runs.append((number, number))
    shown = ", ".join(f"{first}" if first == last else f"{first}-{last}" for first, last in runs)
    return f"{'Row' if len(numbers) == 1 else 'Rows'} {shown}"


def finding_report(finding: Finding, codes: dict[int | None, str]) -> dict[str, Any]:
    """One finding of the checks; `codes` are the sides by id."""
    return {
        "code": finding.code,
        "severity": finding.severity.value,
        "message": finding.message,
        "side": codes.get(finding.side_id, ""),
        "delegate": finding.delegate_id,
        "field": finding.field,
    }


def set_report(found: ColumnSet) -> dict[str, Any]:
    """One set of columns for a program to read."""
    return {
        "key": found.key,
        "name": found.name,
        "name_ru": found.name_ru,
        "purpose": found.purpose,
        "retention": found.retention,
        "fields": list(found.fields),
        "private": [one.value for one in found.private_classes()],
        "headings": {key: dict(words) for key, words in found.headings.items()},
    }


def sets_text(sets: Sequence[ColumnSet]) -> str:
    """The sets in words, three lines each."""
    lines = []
    for found in sets:
        private = ", ".join(one.value for one in found.private_classes()) or "none"
        lines.append(f"{found.key}: {found.name}" + (f" ({found.purpose})" * bool(found.purpose)))
        lines.append(f"    columns: {', '.join(found.fields)}")
        kept = f"; {found.retention}" if found.retention else ""
        lines.append(f"    private data: {private}{kept}")
    return "\n".join(lines)


def count(number: int, noun: str) -> str:
    """A number with its noun: 1 finding, 2 findings."""
    return f"{number} {noun}{'' if number == 1 else 's'}"


def as_json(report: dict[str, Any]) -> str:
    """A report as JSON text."""
    return json.dumps(report, ensure_ascii=False, indent=2)
