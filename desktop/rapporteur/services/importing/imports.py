"""Lists into the session, first half: what a list would do, row by row, before it is done.

`plan` writes nothing. It is made of two parts: `gather` reads what has to be known of the
session, `plan_with` works on plain values alone and so may run beside the window. `commit` (the
second half) writes a plan in one step.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from sqlalchemy.orm import Session as Db

from rapporteur.domain.cancelling import Check, go_on
from rapporteur.domain.delegates import Delegate
from rapporteur.domain.importing import Answer, ImportPlan, PlannedRow, Remembered, RowState
from rapporteur.domain.sessions import Side
from rapporteur.domain.workbook import Book, Issue, Layout, ListRow
from rapporteur.exchange.lists.elsewhere import gathered
from rapporteur.exchange.lists.lines import EMPTIED
from rapporteur.exchange.lists.marks import CORRECTION, Mark, mark_of, row_reference
from rapporteur.services import sessions
from rapporteur.services.collection import no_collection
from rapporteur.services.delegates import list_delegates
from rapporteur.services.importing import identity, sent_back
from rapporteur.services.importing.commit import commit
from rapporteur.services.importing.doubts import (
    DECIDED_BEFORE,
    answered,
    compared_with,
    conflict_in_words,
    decided,
)
from rapporteur.services.importing.list_rows import read_list
from rapporteur.services.importing.matching import Match, match_rows
from rapporteur.services.importing.next_version import OnList, Others, next_version, returns
from rapporteur.services.importing.senders import (
    as_known,
    given_sides,
    last_said,
    lists_of_others,
    own_headings,
    places_before,
    remembered_mapping,
    seen_before,
    senders,
)
from rapporteur.services.importing.sent_back import taken_off
from rapporteur.services.lists import references

__all__ = [
    "Known", "as_known", "commit", "decided", "gather", "given_sides", "plan", "plan_with",
    "senders",
]  # fmt: skip

_OTHER_SIDE = "other_side"
_NO_SIDE = "no_side"
_CORRECTED = "corrected_since"


def plan(
    db: Db,
    book: Book,
    *,
    side: str = "",
    sheet: str | None = None,
    sender: str = "",
    chosen: Mapping[int, str] | None = None,
    header_row: int | None = None,
    as_version: bool = False,
) -> ImportPlan:
    """What importing the list in `book` would do; nothing is written.

    `side` is the code of the side to which the whole list belongs, or "" where the list says
    it, as a sheet of our own that comes back filled in does, its sender too. `sheet`,
    `header_row` and `chosen` (field key by column number, "" for none) overrule what would be
    recognised; what was chosen for an earlier list of `sender` is remembered. `as_version`
    compares the list, whole, with what `sender` sent before; a correction sheet never is whole.
    Raises UserError "import.*" where there is no such sheet or side, or no list.
    """
    sender = as_known(sender, senders(db)) or sent_back.origin(db, book)[1]
    known = gather(db, book, side=side, sender=sender, as_version=as_version)
    return plan_with(
        known, book, sheet=sheet, sender=sender, chosen=chosen, header_row=header_row
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Known:
    """What a plan has to know of the session, as plain values. `forced` is the side to which
    the whole list belongs, `file` the mark of our own lists, `then` what they held by step;
    `taken` and `corrected` are rows of lists by reference, see `sent_back`.
    `before` is where the sender's lists last had whom; None where they are not compared.
    `remembered` is what was decided about doubts of earlier lists, `elsewhere` on which lists of
    other senders people stand.
    """

    sides: tuple[Side, Side]
    forced: Side | None
    people: list[Delegate]
    mapping: Mapping[str, str]
    said: Mapping[int, Mapping[str, str]]
    seen: list[Issue]
    file: str
    then: Mapping[int, Mapping[int, Mapping[str, str]]]
    taken: Mapping[str, sent_back.Taken]
    corrected: Mapping[str, sent_back.Taken]
    before: Mapping[int, OnList] | None = None
    remembered: tuple[Remembered, ...] = ()
    elsewhere: Mapping[int, str] = field(default_factory=dict)


@no_collection()
def gather(
    db: Db, book: Book, *, side: str = "", sender: str = "", as_version: bool = False
) -> Known:
    """Read everything that planning `book` has to know. UserError where there is no such side."""
    said_side, said_sender = sent_back.origin(db, book)
    side, sender = side or said_side, sender or said_sender
    whole = (mark_of(book) or Mark("")).kind != CORRECTION
    file = references.Marks.of(db).file
    steps = references.steps_in(book, file)
    return Known(
        sides=sessions.sides(db),
        forced=sessions.side_by_code(db, side) if side else None,
        people=list_delegates(db),
        mapping={**own_headings(db), **remembered_mapping(db, sender)},
        said=last_said(db, sender, book.sha256),
        seen=seen_before(db, book.sha256),
        file=file,
        then={step: references.values_then(db, step) for step in steps},
        taken=sent_back.taken_rows(db, book),
        corrected=sent_back.corrected_rows(db, book.sha256),
        before=places_before(db, sender) if as_version and whole else None,
        remembered=identity.remembered(db),
        elsewhere=lists_of_others(db, sender) if as_version and whole else {},
    )


@no_collection()
def plan_with(
    known: Known,
    book: Book,
    *,
    sheet: str | None = None,
    sender: str = "",
    chosen: Mapping[int, str] | None = None,
    header_row: int | None = None,
    check: Check = go_on,
) -> ImportPlan:
    """`plan` from what `gather` found; touches no database.

    `check` is called now and then; what it raises ends the planning.
    """
    layouts, rows, elsewhere = read_list(
        book,
        known.sides,
        remembered=known.mapping,
        sheet=sheet,
        chosen=chosen or {},
        header_row=header_row,
        forced=known.forced,
        check=check,
    )
    rows = [_superseded(row, known, book, layouts[0].sheet) for row in rows]
    planner = _Planner(known, layouts, check)
    layout = layouts[0]
    planned = answered(known, layout, planner.planned(rows), planner.answers)
    planned = [_as_corrected(row, known, book, layout.sheet) for row in planned]
    issues = [Issue("", "reading", words, layout.sheet) for words in book.notices]
    issues += [*(issue for one in layouts for issue in one.issues), *known.seen]
    issues += [*elsewhere, *gathered(rows), *planner.issues]
    if known.before is not None:
        others = Others(known.elsewhere, known.said)
        planned, said = next_version(planned, known.people, known.before, sender, others)
        issues = [*said, *issues]
    return ImportPlan(
        book.name, book.sha256, layout, sender, tuple(planned), tuple(issues),
        is_version=known.before is not None, reading=book.reading,
        further=tuple(layouts[1:]),
    )  # fmt: skip


def _superseded(row: ListRow, known: Known, book: Book, sheet: str) -> ListRow:
    """The row; skipped where what its sender corrected in it has been taken in already."""
    if not known.corrected:
        return row
    later = known.corrected.get(row_reference(book.sha256, row.sheet or sheet, row.row))
    if later is None:
        return row
    text = f"This row came back corrected in “{later.list_name}” and was taken from there."
    issue = Issue(f"A{row.row}", _CORRECTED, text, row.sheet or sheet)
    return replace(row, skipped=_CORRECTED, issues=(issue,))


def _as_corrected(planned: PlannedRow, known: Known, book: Book, sheet: str) -> PlannedRow:
    """The row with the person whom its correction made or changed: who is on the list, then."""
    row = planned.row
    if row.skipped != _CORRECTED:
        return planned
    reference = row_reference(book.sha256, row.sheet or sheet, row.row)
    return replace(planned, delegate_id=known.corrected[reference].delegate_id)


class _Planner:
    """Makes planned rows out of list rows."""

    def __init__(self, known: Known, layouts: Sequence[Layout], check: Check) -> None:
        self._known = known
        self._check = check
        self._layouts = {layout.sheet: layout for layout in layouts}
        self._first = layouts[0]
        self._sides = {side["code"]: side for side in known.sides}
        self._forced = known.forced
        self._people = known.people
        self._places: dict[int, int] = {}  # index of a row by that among the rows asked about
        self._emptied: dict[int, Delegate] = {}  # whose line came back empty, by id of the row
        self.issues: list[Issue] = []
        self.answers: dict[int, Answer | None] = {}
        """What was decided for earlier lists about rows of this one, by index."""

    def planned(self, rows: Sequence[ListRow]) -> list[PlannedRow]:
        """The rows with what would become of them."""
        by_uuid = {person.uuid: person for person in self._people}
        by_id = {person.id: person for person in self._people} if self._known.taken else {}
        asked: list[tuple[ListRow, int]] = []
        owners: dict[int, Delegate] = {}
        for place, row in enumerate(rows):
            owner = by_uuid.get(references.person_of(row.reference)) if row.reference else None
            if before := self._known.taken.get(row.reference):
                owner = by_id.get(before.delegate_id)
            if row.skipped == EMPTIED and owner is not None:
                self._emptied[id(row)] = owner
            side = owner.side_id if owner else self._side_of(row)
            if side is None or self._left_out(row) or row.faults or row.doubts:
                continue
            if owner is not None:
                owners[len(asked)] = owner
            self._places[len(asked)] = place
            asked.append((row, side))
        known = self._known
        places = known.before or {}
        matches = match_rows(
            asked, self._people, owners, known.said, known.remembered,
            expected={person for person, place in places.items() if place.row},
            check=self._check,
        )  # fmt: skip
        answers = {id(row): (side, m) for (row, side), m in zip(asked, matches, strict=True)}
        self.answers = {
            self._places[at]: Answer(match.verdict)
            for at, match in enumerate(matches)
            if match.verdict is not None
        }
        return [self._plan_row(row, answers.get(id(row))) for row in rows]

    def _side_of(self, row: ListRow) -> int | None:
        if self._forced is not None:
            return self._forced.id
        side = self._sides.get(row.side)
        return side.id if side else None

    def _left_out(self, row: ListRow) -> bool:
        """Whether a row is nobody, or somebody of neither side while no side was chosen."""
        if row.skipped == _OTHER_SIDE:
            return self._forced is None
        return bool(row.skipped)

    def _plan_row(self, row: ListRow, answer: tuple[int, Match] | None) -> PlannedRow:
        if answer is not None:
            return self._matched(row, *answer)
        if row.skipped == EMPTIED:
            return taken_off(row, self._emptied.get(id(row)))
        side = self._side_of(row)
        if self._left_out(row):
            why = next((i.message for i in row.issues if i.code == row.skipped), row.skipped)
            return PlannedRow(row, RowState.SKIPPED, None, reason=why, accepted=False)
        if row.faults:
            why = " ".join(row.faults)
            return PlannedRow(row, RowState.FAULTY, side, reason=why, accepted=False)
        if side is None:
            names = " or ".join(one["name_en"] for one in self._sides.values())
            why = f"The list does not say whether this is somebody of {names}; choose the side."
            self._no_side(why)
            return PlannedRow(row, RowState.SKIPPED, None, reason=why, accepted=False)
        why = " ".join(row.doubts)
        return PlannedRow(row, RowState.DOUBTFUL, side, reason=why, accepted=False)

    def _no_side(self, why: str) -> None:
        """Say once that the list does not name the side."""
        if not any(issue.code == _NO_SIDE for issue in self.issues):
            self.issues.append(Issue("", _NO_SIDE, why, self._first.sheet))

    def _matched(self, row: ListRow, side: int, match: Match) -> PlannedRow:
        person = match.delegate
        if match.reason or match.verdict is not None:
            return PlannedRow(
                row,
                RowState.DOUBTFUL,
                side,
                person.id if person else None,
                reason=match.reason or DECIDED_BEFORE,
                accepted=False,
                twin=None if match.twin is None else self._places[match.twin],
                rivals=match.rivals,
            )
        if person is None:
            return PlannedRow(row, RowState.NEW, side)
        layout = self._layouts[row.sheet or self._first.sheet]
        compared = compared_with(self._known, row, person, layout if match.own else None)
        back = self._known.before is not None and returns(row, person, self._known.before)
        if person.withdrawn and row.values.get("status", "") == "" and not back:
            sheet = row.sheet or self._first.sheet
            text = "This person is withdrawn here but stands in the list."
            self.issues.append(Issue(f"A{row.row}", "withdrawn_here", text, sheet))
        if not compared.changes:
            return PlannedRow(row, RowState.SAME, side, person.id)
        return PlannedRow(
            row,
            RowState.CHANGED,
            side,
            person.id,
            compared.changes,
            conflict_in_words(compared),
            accepted=not compared.conflicts,
        )
