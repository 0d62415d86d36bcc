"""What the user has decided in an import preview: which rows come in, who doubtful ones are, and
in which spelling they come.

No Qt in it: the preview's widgets show a draft and call its commands, the models read it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from rapporteur.domain.delegates import Delegate
from rapporteur.domain.importing import (
    VERSION,
    Answer,
    ImportPlan,
    PlannedRow,
    RowState,
    Verdict,
)
from rapporteur.domain.suggestions import Suggestion, suggested, with_suggestion
from rapporteur.domain.workbook import Issue, Layout
from rapporteur.services.importing.imports import Known, decided

# States of rows that can come in; the others only say why they cannot.
CHOOSABLE = frozenset({RowState.NEW, RowState.CHANGED, RowState.DOUBTFUL, *VERSION})
# Of a version, these are not what one looks for.
_QUIET = frozenset({RowState.SAME, RowState.SKIPPED})


class ImportDraft:
    """A plan with the user's choices. `people` are those already in the session, by id.

    `known` is what the plan was made from; without it doubts cannot be answered.
    """

    def __init__(
        self, plan: ImportPlan, people: Mapping[int, Delegate], known: Known | None = None
    ) -> None:
        self.plan = plan
        self.people = people
        self._known = known
        self._planned = plan  # without the answers
        self._answers: dict[int, Answer | None] = {}
        self._passed: set[int] = set()  # doubts that are to stay out
        self._instead: dict[int, int] = {}  # whom a row is compared with, other than planned
        self._turned: dict[int | None, bool] = {}  # who is gone or not against the proposal
        self._rewritten: list[Suggestion] = []
        self._offered = _offered(plan)
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
        """Take rows in, or leave them out; rows that cannot come in are passed over.

        A doubtful row that is taken in is another person.
        """
        chosen = {index for index in indexes if self.choosable(index)}
        gone = {
            row.delegate_id: row.accepted for i in chosen if not (row := self.plan.rows[i]).row.row
        }
        chosen = {index for index in chosen if self.plan.rows[index].row.row}
        if yes:
            self.answer({i: Answer(Verdict.OTHER) for i in chosen if self.answerable(i)
                         and self.plan.rows[i].state is RowState.DOUBTFUL})  # fmt: skip
        # Doubts that were answered may have moved the lines of who is gone: those are known by
        # person, the others by their place.
        for who, proposed in gone.items():
            if yes == proposed:
                self._turned.pop(who, None)
            else:
                self._turned[who] = yes
        self.accepted = self.accepted | chosen if yes else self.accepted - chosen
        self._choose_gone()

    def answerable(self, index: int) -> bool:
        """Whether the row is suspected to be somebody, or was when it was decided."""
        planned = self.plan.rows[index]
        doubted = planned.state is RowState.DOUBTFUL or planned.verdict is not None
        suspected = planned.suspect is not None or planned.twin is not None
        return self._known is not None and (index in self._instead or (doubted and suspected))

    def answer(self, answers: Mapping[int, Answer | None]) -> None:
        """Say who rows are; None opens the doubt again. What follows is in the plan at once."""
        if self._known is None or not answers:
            return
        self._passed -= answers.keys()
        self._answers.update(answers)
        before = self.plan.rows
        self.plan = decided(self._known, self._planned, self._answers)
        self._offer_again(before)
        for index, planned in enumerate(self.plan.rows):
            if not planned.row.row or planned is before[index]:
                continue
            was = before[index]
            if index in answers or (planned.state, planned.changes) != (was.state, was.changes):
                self.accepted.discard(index)
                if planned.accepted and planned.state in CHOOSABLE:
                    self.accepted.add(index)
        self._choose_gone()

    def _choose_gone(self) -> None:
        """Choose anew who is taken off.

        Their lines come, go and change places with the answers, so what the user has turned
        is known by person, and the others follow the proposal.
        """
        rows = self.plan.rows
        listed = {i for i in self.accepted if i < len(rows) and rows[i].row.row}
        gone = {
            i
            for i, row in enumerate(rows)
            if row.state is RowState.REMOVED and self._turned.get(row.delegate_id, row.accepted)
        }
        self.accepted = listed | gone

    def _offer_again(self, before: Sequence[PlannedRow]) -> None:
        """Look for suggestions in the rows that an answer has changed; the others are many."""
        rows = self.plan.rows
        old = len(before)
        fresh = [
            i
            for i, row in enumerate(rows)
            if i >= old or (row is not before[i] and row != before[i])
        ]
        some = replace(self.plan, rows=tuple(rows[i] for i in fresh))
        for kind, found in _offered(some).items():
            again = {fresh[at] for at in found}
            kept = {at for at in self._offered[kind] if at < len(rows)}
            self._offered[kind] = frozenset((kept - set(fresh)) | again)

    def pass_over(self, index: int) -> None:
        """Leave a doubtful row out for good, so that it no longer counts as open."""
        self.answer({index: None})
        self.accepted.discard(index)
        self._passed.add(index)

    def compare_with(self, index: int, delegate_id: int) -> None:
        """Set a row beside somebody of the session other than the one suspected."""
        self._instead[index] = delegate_id

    def chosen_by_hand(self, index: int) -> int | None:
        """The person whom the user has set a row beside; None where it is the suspected one."""
        return self._instead.get(index)

    def open_doubts(self) -> list[int]:
        """The doubtful rows of which nothing was said yet."""
        doubts = self.in_state(RowState.DOUBTFUL)
        return [i for i in doubts if i not in self.accepted and i not in self._passed]

    def next_doubt(self, index: int) -> int | None:
        """The open doubt after a row, or from the beginning again; None where none is left."""
        doubts = self.open_doubts()
        return next((i for i in doubts if i > index), doubts[0] if doubts else None)

    @property
    def decided(self) -> bool:
        """Whether something was decided that is worth a step though nobody comes in."""
        answers = (answer for answer in self._answers.values() if answer is not None)
        return any(answer.verdict is Verdict.SAME for answer in answers)

    def in_state(self, state: RowState) -> list[int]:
        """The indexes of the rows in `state`."""
        return [i for i, planned in enumerate(self.plan.rows) if planned.state is state]

    def sure_among(self, indexes: Iterable[int]) -> set[int]:
        """The rows of these that can be taken or left without a question: no doubtful ones."""
        rows = self.plan.rows
        return {
            i for i in indexes if self.choosable(i) and rows[i].state is not RowState.DOUBTFUL
        }  # fmt: skip

    def accept_doubtful(self) -> None:
        """Take every doubtful row in as another person."""
        self.accept(self.in_state(RowState.DOUBTFUL), yes=True)

    def offered(self, kind: Suggestion) -> int:
        """In how many rows that come in `kind` would write something else."""
        return len(self.accepted & self._offered[kind])

    def take(self, kind: Suggestion) -> None:
        """Accept a kind of suggestion throughout the list."""
        self._rewritten.append(kind)
        self._planned = with_suggestion(self._planned, kind)
        self.plan = self._planned
        if self._known is not None and self._answers:
            self.plan = decided(self._known, self._planned, self._answers)
        self._offered = _offered(self.plan)
        self._choose_gone()
        self.accepted = {index for index in self.accepted if self.choosable(index)}

    def keep(self, former: ImportDraft) -> int:
        """Take over what was decided in another draft of the same list.

        A decision holds where the row and the person are the same. Returns how many do not.
        """
        for kind in former._rewritten:
            self.take(kind)
        same = self._same_rows(former)
        answers = {
            same[at]: answer
            for at, answer in former._answers.items()
            if at in same and (answer is None or answer.delegate_id in {None, *self.people})
        }
        self._instead |= {
            same[at]: who
            for at, who in former._instead.items()
            if at in same and who in self.people
        }
        self.answer(answers)
        self._passed |= {same[at] for at in former._passed if at in same}
        lost = len(former._answers) - len(answers) + self._keep_ticks(former, same)
        gone = {row.delegate_id for row in self.plan.rows if row.state is RowState.REMOVED}
        self._turned = {who: yes for who, yes in former._turned.items() if who in gone}
        self._choose_gone()
        return lost + len(former._turned.keys() - gone)

    def _keep_ticks(self, former: ImportDraft, same: Mapping[int, int]) -> int:
        """Take over which rows of the list were turned against the proposal; how many not."""
        lost = 0
        for at, was in enumerate(former.plan.rows):
            taken = at in former.accepted
            if taken == (was.accepted and was.state in CHOOSABLE) or not was.row.row:
                continue
            here = self.plan.rows[same[at]] if at in same else None
            if here is None or (here.state, here.changes) != (was.state, was.changes):
                lost += at not in former._answers  # a lost answer is counted once
            elif taken:
                self.accepted.add(same[at])
            else:
                self.accepted.discard(same[at])
        return lost

    def _same_rows(self, former: ImportDraft) -> dict[int, int]:
        """The rows that are as they were in another draft: its index, and the one here."""
        rows, before = self._planned.rows, former._planned.rows
        at = {_place(row): i for i, row in enumerate(rows) if row.row.row}
        same: dict[int, int] = {}
        for index, was in enumerate(before):
            here = at.get(_place(was)) if was.row.row else None
            if here is None or rows[here].row != was.row or rows[here].suspect != was.suspect:
                continue
            twins = [
                None if row.twin is None else _place(every[row.twin])
                for row, every in ((rows[here], rows), (was, before))
            ]
            person, known = (d.people.get(was.suspect or 0) for d in (self, former))
            values = [None if one is None else one.values for one in (person, known)]
            if twins[0] == twins[1] and values[0] == values[1]:
                same[index] = here
        return same

    def existing(self, index: int) -> Delegate | None:
        """The person the row changes, may be, or was said not to be."""
        found = self._instead.get(index, self.plan.rows[index].suspect)
        return self.people.get(found) if found is not None else None

    def twin(self, index: int) -> PlannedRow | None:
        """The other row of the list that may be, or is, the same person; as it was received."""
        planned = self.plan.rows[index]
        if planned.twin is None or index in self._instead:
            return None
        other = self._planned.rows[planned.twin]
        if other.own is None:
            return other
        return replace(other, row=replace(other.row, values=other.own))

    def issues(self, states: frozenset[RowState] = frozenset()) -> list[tuple[Issue, int | None]]:
        """Every issue once, with the index of its row; the list's own come first, with None.

        With `states`, only rows in them; what is said about the list as a whole stays.
        """
        rows = self.plan.rows
        lines = {
            (p.row.sheet or self._sheet, p.row.row): i for i, p in enumerate(rows) if p.row.row
        }
        own = [issue for planned in rows for issue in _decision(planned)]
        said = [issue for planned in rows for issue in planned.row.issues]
        found: dict[Issue, int | None] = {}
        for issue in (*self.plan.layout.issues, *self.plan.issues, *own, *said):
            named = issue if issue.sheet else replace(issue, sheet=self._sheet)
            found.setdefault(named, lines.get((named.sheet, _row_of(issue.cell))))
        chosen = [
            (issue, index)
            for issue, index in found.items()
            if index is None or self._says_something(issue, rows[index], states)
        ]
        return sorted(chosen, key=lambda pair: -1 if pair[1] is None else pair[1])

    @property
    def _sheet(self) -> str:
        return self.plan.layout.sheet

    @staticmethod
    def _says_something(issue: Issue, planned: PlannedRow, states: frozenset[RowState]) -> bool:
        """Whether an issue belongs to the states, and is not why the list would have skipped a
        row that the user's choice of a side has taken in after all.
        """
        overruled = issue.code == planned.row.skipped and planned.state is not RowState.SKIPPED
        return not overruled and (not states or planned.state in states)

    def states_first_shown(self) -> frozenset[RowState]:
        """Without the skipped rows, where they would bury the others; empty for all.

        Of a version, what differs from the last list.
        """
        counts = self.plan.counts()
        differ = frozenset(s for s in RowState if counts.get(s.value)) - _QUIET
        if self.plan.is_version and differ:
            return differ
        skipped = counts[RowState.SKIPPED.value]
        if 2 * skipped <= len(self.plan.rows) or skipped == len(self.plan.rows):
            return frozenset()
        return frozenset(s for s in RowState if counts.get(s.value)) - {RowState.SKIPPED}


def _offered(plan: ImportPlan) -> dict[Suggestion, frozenset[int]]:
    """The rows for which each kind of suggestion would write something else."""
    return {kind: frozenset(suggested(plan, kind)) for kind in Suggestion}


def _place(planned: PlannedRow) -> tuple[str, int]:
    """Where a row stands in the list."""
    return planned.row.sheet, planned.row.row


def _decision(planned: PlannedRow) -> tuple[Issue, ...]:
    """Why a row is doubtful or faulty, at the cell that stands for the row."""
    if planned.state not in {RowState.DOUBTFUL, RowState.FAULTY} or not planned.reason:
        return ()
    return (Issue(row_cell(planned), planned.state.value, planned.reason, planned.row.sheet),)


def _row_of(cell: str) -> int:
    """The row in the address of a cell ("C14"); 0 where there is none."""
    digits = cell.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ")
    return int(digits) if digits.isdigit() else 0


def row_cell(planned: PlannedRow) -> str:
    """The address of the cell that stands for the whole row: the name, else the first one."""
    cells = planned.row.cells
    named = (cells[key] for key in ("family_name", "given_name") if key in cells)
    return next(named, f"A{planned.row.row}")
