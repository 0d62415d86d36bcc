"""How well people are told apart: every list with a truth, and the real one, measured.

`python -m tests.services.told_apart` prints it. A pair of rows is suspected where the plan asks
about one because of the other; rows that are suspected together through a third are, too.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path

from rapporteur.domain.importing import ImportPlan, RowState
from rapporteur.domain.sessions import INDIA, RUSSIA, SIDE, Side
from rapporteur.domain.workbook import ListRow
from rapporteur.exchange.incoming.reading import read_book
from rapporteur.services.importing import imports

LISTS = Path(__file__).parents[1] / "samples" / "lists"
TRUTHS = [*sorted((LISTS / "suite").glob("*.json")), LISTS / "messy-80.truth.json"]
REAL = LISTS / "inc5-parties-1992.xlsx"

Pair = frozenset[int]


@dataclass(frozen=True)
class Measured:
    """One list: its pairs of rows as stated, and as suspected."""

    name: str
    rows: int
    duplicates: frozenset[Pair]
    homonyms: frozenset[Pair]
    suspected: frozenset[Pair]

    @property
    def found(self) -> frozenset[Pair]:
        return self.suspected & self.duplicates

    @property
    def wrong(self) -> frozenset[Pair]:
        """Suspected, and not the same person."""
        return self.suspected - self.duplicates


def plan_of(path: Path) -> ImportPlan:
    """The plan of a list that belongs to one side, in a session without people."""
    both = tuple(
        Side(SIDE, n, f"side-{n}", 1, tuple(preset.values.get(k, "") for k in SIDE.keys), n)
        for n, preset in enumerate((INDIA, RUSSIA), 1)
    )
    known = imports.Known(both, both[0], [], {}, {}, [], "", {}, {}, {})  # type: ignore[arg-type]  # two sides
    return imports.plan_with(known, read_book(path))


def suspected(plan: ImportPlan) -> frozenset[Pair]:
    """The pairs of rows of which the plan asks whether they are one person."""
    groups: dict[int, set[int]] = {}
    for index, planned in enumerate(plan.rows):
        if planned.state is RowState.DOUBTFUL and planned.twin is not None:
            joined = groups.get(planned.twin, {planned.twin}) | groups.get(index, {index})
            groups |= dict.fromkeys(joined, joined)
    numbers = [planned.row.row for planned in plan.rows]
    return frozenset(
        frozenset((numbers[a], numbers[b]))
        for group in groups.values()
        for a, b in combinations(sorted(group), 2)
    )


def measured(truth_path: Path) -> Measured:
    """Compare a list with its truth."""
    truth = json.loads(truth_path.read_text(encoding="utf-8"))
    plan = plan_of(truth_path.with_name(truth["file"]))
    return Measured(
        truth_path.name.split(".")[0],
        len(truth["records"]),
        _closed(truth["duplicates"]),
        frozenset(frozenset(pair) for pair in truth["homonyms"]),
        suspected(plan),
    )


def rate(part: int, whole: int) -> float:
    """A share; 1 of nothing."""
    return part / whole if whole else 1.0


def _closed(duplicates: Iterable[list[int]]) -> frozenset[Pair]:
    """The pairs as stated, and those that follow: a copy of a copy is the same person."""
    groups: dict[int, set[int]] = {}
    for one, other, *_ in duplicates:
        joined = groups.get(one, {one}) | groups.get(other, {other})
        groups |= dict.fromkeys(joined, joined)
    return frozenset(
        frozenset(pair) for group in groups.values() for pair in combinations(group, 2)
    )


def main() -> None:
    """Print precision and recall of every list with a truth, and the doubts of the real one."""
    every = [measured(path) for path in TRUTHS]
    line = "{:<14}{:>6}{:>12}{:>7}{:>7}{:>10}{:>9}"
    print(line.format("list", "rows", "duplicates", "found", "wrong", "homonyms", "flagged"))
    for one in every:
        if one.duplicates or one.homonyms or one.suspected:
            flagged = len(one.suspected & one.homonyms)
            print(line.format(one.name, one.rows, len(one.duplicates), len(one.found),
                              len(one.wrong), len(one.homonyms), flagged))  # fmt: skip
    found, wrong = sum(len(o.found) for o in every), sum(len(o.wrong) for o in every)
    stated = sum(len(o.duplicates) for o in every)
    print(f"precision {rate(found, found + wrong):.3f}  recall {rate(found, stated):.3f}")
    plan = plan_of(REAL)
    doubts = [p for p in plan.rows if p.state is RowState.DOUBTFUL]
    print(f"\n{REAL.name}: {len(plan.rows)} rows, {len(doubts)} doubtful, none merged")
    for planned in doubts:
        twin = plan.rows[planned.twin or 0].row
        print(f"  {_named(twin)} / {_named(planned.row)}: {planned.reason}")


def _named(row: ListRow) -> str:
    return f"{row.row} {row.original['Name']} ({row.original['Delegation']})"


if __name__ == "__main__":
    main()
