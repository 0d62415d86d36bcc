"""A run over many mutants: read each, compare what was accepted, tell what it cost.

`python -m tests.faults.hostile.mutants FIRST LAST` prints one JSON object. Processes are started
as `door` says under "forked".
"""

from __future__ import annotations

import json
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path
from typing import Any

from tests.faults.hostile import door
from tests.faults.hostile.differences import explained
from tests.faults.hostile.mutations import Mutator
from tests.faults.hostile.second_reader import SecondReader, trimmed

NOT_COMPARED = {".csv", ".html"}  # there is no other reader for what has no standard


def run(numbers: range, folder: Path) -> dict[str, Any]:
    """Read the mutants with these numbers."""
    mutator, second = Mutator(), SecondReader()
    codes: Counter[str] = Counter()
    differences: Counter[str] = Counter()
    unexplained: list[int] = []
    accepted: list[int] = []
    kinds: Counter[str] = Counter()
    compared = cells = 0
    worst = {"seconds": 0.0, "processor": 0.0, "peak": 0, "silence": 0.0}
    for number in numbers:
        mutant = mutator.mutant(number)
        path = folder / f"mutant{Path(mutant.source).suffix}"
        path.write_bytes(mutant.data)
        outcome = door.read(path)
        codes[outcome.code.removeprefix("workbook.")] += 1
        for what, before in worst.items():
            worst[what] = max(before, getattr(outcome, what))
        if outcome.book is None:
            continue
        accepted.append(number)
        kinds[path.suffix] += 1
        other = second.cells(path) if path.suffix not in NOT_COMPARED else None
        if other is None:
            continue
        ours = {sheet.name: trimmed(sheet.rows) for sheet in outcome.book.sheets}
        compared += 1
        cells += sum(len(row) for rows in ours.values() for row in rows)
        found = explained(mutant.data, ours, other) if ours != other else {}
        differences.update({name: count for name, count in found.items() if name})
        if "" in found:
            unexplained.append(number)
    second.close()
    return {
        "codes": codes, "accepted": accepted, "kinds": kinds, "compared": compared, "cells": cells,
        "differences": differences, "unexplained": unexplained, "worst": worst,
        "lost": second.lost, "left": door.WATCH.started - door.WATCH.waited_for,
    }  # fmt: skip


def main() -> None:
    """The command."""
    door.watch("forked")
    start = time.monotonic()
    with tempfile.TemporaryDirectory() as folder:
        found = run(range(int(sys.argv[1]), int(sys.argv[2])), Path(folder))
    print(json.dumps({**found, "took": time.monotonic() - start}))


if __name__ == "__main__":
    main()
