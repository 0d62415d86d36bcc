"""What an import has to remember of the decisions that were made about its doubts."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from rapporteur.domain.importing import ImportPlan, PlannedRow, Remembered, RowState, Verdict
from rapporteur.services.importing.identity import Pair, pair
from rapporteur.services.importing.matching import name_key


def decisions(
    plan: ImportPlan, wanted: Collection[int], ids: Mapping[int, int]
) -> tuple[list[Remembered], list[Pair]]:
    """What is to be remembered: of rows who they are or are not, of new people whom they are not.

    `wanted` are the rows taken, `ids` the delegates of rows by index. Of rows that are one
    person those are remembered whose values were not wanted: the others will be known by what
    the session holds.
    """
    found: list[Remembered] = []
    pairs: list[Pair] = []
    outdone: set[int] = set()  # rows that took in others, whose values were preferred
    for index, row in enumerate(plan.rows):
        who = ids.get(index, row.delegate_id)
        if row.verdict is Verdict.SAME:
            if who is not None:
                found.append(_of(row, who, Verdict.SAME))
            if row.twin is not None and row.theirs:
                outdone.add(row.twin)
        elif index in wanted and (row.verdict is Verdict.OTHER or row.state is RowState.DOUBTFUL):
            if row.suspect is not None:
                found.append(_of(row, row.suspect, Verdict.OTHER))
            others = {row.suspect, None if row.twin is None else ids.get(row.twin)}
            pairs += [pair(who, o) for o in others if who is not None and o not in {None, who}]
    for index in sorted(outdone):
        row = plan.rows[index]
        who = ids.get(index, row.delegate_id)
        if row.verdict is None and who is not None:
            found.append(_of(row, who, Verdict.SAME))
    return found, pairs


def _of(row: PlannedRow, delegate_id: int, verdict: Verdict) -> Remembered:
    said = row.row.values if row.own is None else row.own
    return Remembered(delegate_id, verdict, name_key(said), said)
