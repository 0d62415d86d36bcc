"""The figures of one side's list, and what to do next; plain values, no widgets."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from rapporteur.domain.checks import Finding, Severity
from rapporteur.domain.delegates import CATEGORIES, CONFIRMED, PROVISIONAL, Delegate
from rapporteur.domain.heads import is_head
from rapporteur.domain.names import full_name
from rapporteur.domain.sessions import Side, split_list
from rapporteur.domain.subgroups import SubGroup

MAX_FINDINGS = 5


@dataclass(frozen=True, slots=True)
class SideFigures:
    """How many people a side sends, of which category and status. Withdrawn ones only count so."""

    side: Side
    head: str
    coming: int
    confirmed: int
    provisional: int
    withdrawn: int
    categories: tuple[tuple[str, int], ...]  # (label, people); "" for those without one
    members: tuple[tuple[str, int], ...] = ()  # (sub-group, people of it)


@dataclass(frozen=True, slots=True)
class NextStep:
    """A likely next step: words, an icon, and where it leads."""

    text: str
    icon_name: str
    area: str
    row_id: int = 0
    field: str = ""


def side_figures(
    side: Side, delegates: Sequence[Delegate], groups: Sequence[SubGroup] = ()
) -> SideFigures:
    """Count one side's list."""
    own = [d for d in delegates if d.side_id == side.id]
    coming = [d for d in own if not d.withdrawn]
    statuses = Counter(d["status"] for d in coming)
    categories = Counter(d["category"] for d in coming)
    labelled = [(choice.label, categories[choice.code]) for choice in CATEGORIES]
    unset = len(coming) - sum(number for _label, number in labelled)
    members = Counter(name for d in coming for name in set(split_list(d["sub_groups"])))
    head = next((d for d in coming if is_head(d["role"])), None)
    return SideFigures(
        side=side,
        head=full_name(head, honorific=True) if head else "",
        coming=len(coming),
        confirmed=statuses[CONFIRMED],
        provisional=statuses[PROVISIONAL],
        withdrawn=len(own) - len(coming),
        categories=(*labelled, ("", unset)),
        members=tuple((group.name(), members[group.name_en]) for group in groups),
    )


def worst_first(findings: Sequence[Finding]) -> list[Finding]:
    """The findings worth naming on a page of their own: no mere hints, the gravest first."""
    serious = [finding for finding in findings if finding.severity is not Severity.INFO]
    return serious[:MAX_FINDINGS]
