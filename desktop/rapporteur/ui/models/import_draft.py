"""What the user has decided in an import preview: which rows come in, and in which spelling.

No Qt in it: the preview's widgets show a draft and call its commands, the models read it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from rapporteur.domain.delegates import Delegate
from rapporteur.domain.importing import ImportPlan, PlannedRow, RowState
from rapporteur.domain.suggestions import Suggestion, suggested, with_suggestion
from rapporteur.domain.workbook import Issue, Layout

# States of rows that can come in; the others only say why they cannot.
CHOOSABLE = frozenset({RowState.NEW, RowState.CHANGED, RowState.DOUBTFUL})


class ImportDraft:
    """A plan with the user's choices. `people` are those already in the session, by id."""

    def __init__(self, plan: ImportPlan, people: Mapping[int, Delegate]) -> None:
        self.plan = plan
        self.people = people
        self.accepted = {
            index
            for index, planned in enumerate(plan.rows)
            if planned.accepted and planned.state in CHOOSABLE
        }

    @classmethod
    def empty(cls) -> ImportDraft:
        """A draft of no list, for models that have nothing to show yet."""
        return cls(ImportPlan("", "", Layout("", (), 1, 0, ()), "", (), ()), {})

    def choosable(self, index: int) -> bool:
        """Whether the row can be taken in or left out."""
        return self.plan.rows[index].state in CHOOSABLE

    def accept(self, indexes: Iterable[int], *, yes: bool) -> None:
        """Take rows in, or leave them out; rows that cannot come in are passed over."""
        chosen = {index for index in indexes if self.choosable(index)}
        self.accepted = self.accepted | chosen if yes else self.accepted - chosen

    def in_state(self, state: RowState) -> list[int]:
        """The indexes of the rows in `state`."""
        return [i for i, planned in enumerate(self.plan.rows) if planned.state is state]

    def accept_doubtful(self) -> None:
        """Take every doubtful row in as another person."""
        self.accept(self.in_state(RowState.DOUBTFUL), yes=True)

    def offered(self, kind: Suggestion) -> int:
        """In how many rows that come in `kind` would write something else."""
        return len(self.accepted & suggested(self.plan, kind).keys())

    def take(self, kind: Suggestion) -> None:
        """Accept a kind of suggestion throughout the list."""
        self.plan = with_suggestion(self.plan, kind)
        self.accepted = {index for index in self.accepted if self.choosable(index)}

    def existing(self, index: int) -> Delegate | None:
        """The person the row changes or may be."""
        found = self.plan.rows[index].delegate_id
        return self.people.get(found) if found is not None else None

    def issues(self, states: frozenset[RowState] = frozenset()) -> list[tuple[Issue, int | None]]:
        """Every issue once, with the index of its row; the list's own come first, with None.

        With `states`, only rows in them; what is said about the list as a whole stays.
        """
        by_row: dict[tuple[str, str, str, str], tuple[Issue, int | None]] = {}
        for index, planned in enumerate(self.plan.rows):
            for issue in row_issues(planned):
                by_row.setdefault(
                    (issue.sheet, issue.cell, issue.code, issue.message), (issue, index)
                )
        whole = [
            (issue, None)
            for issue in dict.fromkeys((*self.plan.issues, *self.plan.layout.issues))
            if (issue.sheet, issue.cell, issue.code, issue.message) not in by_row
        ]
        chosen = [
            (issue, index)
            for issue, index in by_row.values()
            if not states or (index is not None and self.plan.rows[index].state in states)
        ]
        return [*whole, *chosen]

    def states_first_shown(self) -> frozenset[RowState]:
        """Without the skipped rows, where they would bury the others; empty for all."""
        counts = self.plan.counts()
        skipped = counts[RowState.SKIPPED.value]
        if 2 * skipped <= len(self.plan.rows) or skipped == len(self.plan.rows):
            return frozenset()
        return frozenset(s for s in RowState if counts[s.value]) - {RowState.SKIPPED}


def row_issues(planned: PlannedRow) -> tuple[Issue, ...]:
    """What is to be said about one row; why it is doubtful or faulty comes first."""
    if planned.state not in {RowState.DOUBTFUL, RowState.FAULTY} or not planned.reason:
        return planned.row.issues
    own = Issue(row_cell(planned), planned.state.value, planned.reason, planned.row.sheet)
    return (own, *planned.row.issues)


def row_cell(planned: PlannedRow) -> str:
    """The address of the cell that stands for the whole row: the name, else the first one."""
    cells = planned.row.cells
    named = (cells[key] for key in ("family_name", "given_name") if key in cells)
    return next(named, f"A{planned.row.row}")
