"""Doubts of an import, answered: what a row does once it was said who it is.

Works on plain values alone, so the window can ask it at every key press. A row that is somebody
of the session changes that person; a row that is the same person as another row of the list is
taken into that one, which then says it once; a row that is somebody else comes in as new.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache
from typing import TYPE_CHECKING

from rapporteur.domain.delegates import DELEGATE, Delegate
from rapporteur.domain.importing import (
    Answer,
    CellChange,
    ImportPlan,
    PlannedRow,
    RowState,
    Verdict,
)
from rapporteur.domain.roster_text import NAME_PARTS
from rapporteur.domain.sessions import split_list
from rapporteur.domain.workbook import Issue, Layout, ListRow
from rapporteur.exchange.lists.marks import is_row_reference
from rapporteur.services.importing.changes import Comparison, compare_own, compare_received
from rapporteur.services.importing.next_version import (
    NOTICES,
    Others,
    as_no_version,
    next_version,
)
from rapporteur.services.lists import references

if TYPE_CHECKING:
    from rapporteur.services.importing.imports import Known

_PARTS = frozenset(NAME_PARTS) - {"honorific"}
_FORMS = frozenset({"native_name", "latin_name", "passport_name"})
DECIDED_BEFORE = "Decided so for an earlier list."
"""The reason of a row for which an earlier decision holds, as long as it does."""
_STANDS = frozenset({RowState.SAME, RowState.CHANGED, RowState.MOVED})


def decided(known: Known, plan: ImportPlan, answers: Mapping[int, Answer | None]) -> ImportPlan:
    """The plan as it is with these answers, by index of the row; None asks about a row again.

    `plan` is as it was planned; what was remembered of earlier lists holds where nothing else
    is answered. The rows keep their places; of a version, who is gone stands behind them.
    """
    listed = [planned for planned in plan.rows if planned.row.row]
    rows = answered(known, plan.layout, listed, answers)
    issues = plan.issues
    if known.before is not None and plan.is_version:
        rows, said = _held_against(known, plan, rows)
        issues = (*said, *(issue for issue in issues if issue.code not in NOTICES))
    return replace(plan, rows=tuple(rows), issues=issues)


def answered(
    known: Known, layout: Layout, rows: Sequence[PlannedRow], answers: Mapping[int, Answer | None]
) -> list[PlannedRow]:
    """The rows of a list with answers to their doubts, by index."""
    if not answers and not any(row.verdict or row.own for row in rows):
        return list(rows)
    work = _Answers(known, layout, rows)
    work.open_again()
    work.answer(answers)
    return work.rows


def may_be_asked(planned: PlannedRow) -> bool:
    """Whether somebody may say who this row is: a doubt, decided or not, or somebody new."""
    if planned.side_id is None:
        return False
    return planned.state in {RowState.DOUBTFUL, RowState.NEW} or planned.verdict is not None


def _held_against(
    known: Known, plan: ImportPlan, rows: Sequence[PlannedRow]
) -> tuple[list[PlannedRow], list[Issue]]:
    """The rows held against the sender's last list anew: who was found is not gone."""
    plain = [as_no_version(row) for row in rows]
    others = Others(known.elsewhere, known.said)
    found, said = next_version(plain, known.people, known.before or {}, plan.sender, others)
    gone = {row.delegate_id: row for row in found[len(rows) :]}
    here = {row.delegate_id: row.row.row for row in rows if row.state in _STANDS}
    tail = []
    for before in plan.rows[len(rows) :]:
        reason = f"Is in the list after all, as row {here.get(before.delegate_id, 0)}."
        skipped = replace(before, state=RowState.SKIPPED, reason=reason, accepted=False)
        tail.append(gone.pop(before.delegate_id, skipped))
    return [*found[: len(rows)], *tail, *gone.values()], said


class _Answers:
    """The rows of a plan while they are answered."""

    def __init__(self, known: Known, layout: Layout, rows: Iterable[PlannedRow]) -> None:
        self._known = known
        self._layout = layout
        self._people = {person.id: person for person in known.people}
        self.rows = list(rows)
        self._remembered: dict[int, Answer] = {}

    def open_again(self) -> None:
        """Take back what was decided, so that it can be decided anew as a whole."""
        for index, planned in enumerate(self.rows):
            if planned.verdict is None and planned.own is None:
                continue
            if planned.verdict is not None:
                self._remembered[index] = Answer(planned.verdict, theirs=planned.theirs)
            row = planned.row
            if planned.own is not None:
                row = replace(row, values=planned.own)
            who = planned.suspect
            opened = replace(
                planned, row=row, own=None, theirs=False, delegate_id=who, not_this=None
            )
            if planned.verdict is not None:
                self.rows[index] = replace(
                    opened, state=RowState.DOUBTFUL, changes=(), accepted=False, verdict=None
                )
            else:
                self.rows[index] = self._compared_again(opened)

    def answer(self, answers: Mapping[int, Answer | None]) -> None:
        """Apply the answers: first those that need no other row."""
        every = {**self._remembered, **answers}
        wanted = {index: answer for index, answer in every.items() if answer is not None}
        owners = {
            planned.delegate_id: index
            for index, planned in reversed(list(enumerate(self.rows)))
            if planned.delegate_id is not None and planned.state in _STANDS
        }
        for index in sorted(wanted, key=lambda i: (self.rows[i].twin is not None, i)):
            answer, planned = wanted[index], self.rows[index]
            if not may_be_asked(planned):
                continue
            if answer.verdict is Verdict.OTHER:
                self.rows[index] = _another(planned)
                continue
            person = self._people.get(answer.delegate_id or planned.delegate_id or 0)
            if person is not None and not _may_be(planned, person):
                continue  # somebody of the other side was named
            root = planned.twin if person is None else owners.get(person.id)
            if root is not None and (root := self._root(root)) != index:
                self._take_in(index, root, answer)
            elif person is not None:
                owners[person.id] = index
                self.rows[index] = self._matched(planned, person, answer)

    def _root(self, index: int) -> int:
        """The row that speaks for this one."""
        passed = {index}
        while self.rows[index].repeats:
            index = self.rows[index].twin or 0
            if index in passed:
                break
            passed.add(index)
        return index

    def _matched(self, planned: PlannedRow, person: Delegate, answer: Answer) -> PlannedRow:
        """A row that was said to be somebody of the session."""
        answered = replace(planned, verdict=Verdict.SAME, theirs=answer.theirs)
        found = self._against(answered, person)
        # Somebody who was given to the other side stays there.
        return replace(found, delegate_id=person.id, side_id=person.side_id, twin=None)

    def _against(self, planned: PlannedRow, person: Delegate) -> PlannedRow:
        """The row with what it changes about somebody."""
        row = planned.row
        own = bool(row.reference) and references.person_of(row.reference) == person.uuid
        first = row.sheet in {"", self._layout.sheet}
        compared = compared_with(self._known, row, person, self._layout if own and first else None)
        if planned.verdict is Verdict.SAME and not planned.theirs and not own:
            compared = _name_kept(compared)
        state = RowState.CHANGED if compared.changes else RowState.SAME
        conflict = conflict_in_words(compared)
        if planned.verdict is Verdict.SAME:
            conflict = " ".join(text for text in (planned.reason, conflict) if text)
        return replace(
            planned,
            state=state,
            changes=compared.changes,
            reason=conflict,
            accepted=not compared.conflicts,
        )

    def _take_in(self, index: int, root: int, answer: Answer) -> None:
        """Take a row into the other one that is the same person."""
        planned, into = self.rows[index], self.rows[root]
        stands = replace(
            into,
            row=_together(into.row, planned.row, theirs=answer.theirs),
            own=into.row.values if into.own is None else into.own,
        )
        self.rows[root] = self._compared_again(stands)
        self.rows[index] = replace(
            planned,
            state=RowState.SAME,
            delegate_id=into.delegate_id,
            changes=(),
            accepted=False,
            twin=root,
            verdict=Verdict.SAME,
            theirs=answer.theirs,
        )

    def _compared_again(self, planned: PlannedRow) -> PlannedRow:
        person = self._people.get(planned.delegate_id or 0)
        if person is None or planned.state not in _STANDS:
            return planned
        return self._against(planned, person)


def compared_with(known: Known, row: ListRow, person: Delegate, own: Layout | None) -> Comparison:
    """What a row changes about a person; `own` is the layout where it is our own list."""
    if own is None or is_row_reference(row.reference):
        before = known.taken.get(row.reference)
        said = before.base if before else known.said.get(person.id)
        return compare_received(row, person, said)
    step = references.step_of(row.reference, known.file)
    changed = known.then.get(step, {}) if step is not None else {}
    honorifics = _words(tuple(one["honorifics"] for one in known.sides))
    return compare_own(row, own, person, changed.get(person.id, {}), honorifics)


@lru_cache(maxsize=8)  # asked for every row of a list of our own
def _words(lists: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(word for text in lists for word in split_list(text))


def conflict_in_words(compared: Comparison) -> str:
    """Why a changed row is not proposed."""
    if not compared.conflicts:
        return ""
    fields = ", ".join(compared.conflicts)
    return f"Changed here as well since the last list: {fields}. Choose which is right."


def _may_be(planned: PlannedRow, person: Delegate) -> bool:
    """Whether a row can be somebody: of its side, or the one whom the doubt is about."""
    return person.side_id == planned.side_id or person.id in {planned.suspect, *planned.rivals}


def _another(planned: PlannedRow) -> PlannedRow:
    return replace(
        planned,
        state=RowState.NEW,
        delegate_id=None,
        not_this=planned.suspect,
        changes=(),
        accepted=True,
        verdict=Verdict.OTHER,
        reason="" if planned.reason == DECIDED_BEFORE else planned.reason,
    )


def _name_kept(compared: Comparison) -> Comparison:
    """Without another spelling of the name: initials or a slip do not replace what is here."""
    changes = tuple(
        change
        for change in compared.changes
        if change.field not in _PARTS and not (change.field in _FORMS and change.old)
    )
    labels = {DELEGATE[change.field].label for change in changes}
    return Comparison(changes, tuple(c for c in compared.conflicts if c in labels))


def _together(row: ListRow, other: ListRow, *, theirs: bool) -> ListRow:
    """One row out of two about one person. The name is that of one row, as a whole."""
    first, second = (other, row) if theirs else (row, other)
    values = {key: text for key, text in first.values.items() if text}
    lacking = [change for change in _additions(values, second) if change.field not in values]
    if values.keys() & _PARTS:
        lacking = [change for change in lacking if change.field not in _PARTS]
    values |= {change.field: change.new for change in lacking}
    cells = {**second.cells, **first.cells}
    return replace(
        row,
        values={key: values[key] for key in DELEGATE.keys if key in values},
        cells={key: cells[key] for key in values if key in cells},
    )


def _additions(values: Mapping[str, str], row: ListRow) -> Sequence[CellChange]:
    """What a row adds to `values`; a name or post in the other script to its own field."""
    texts = tuple(values.get(key, "") for key in DELEGATE.keys)
    return compare_received(row, Delegate(DELEGATE, 0, "", 1, texts, 0, 0)).changes
