"""Who is gone from a newer list, where it is not plain: nobody is withdrawn without a word."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

import pytest
from tests.services.test_import_versions import (
    ALL,
    BOSE,
    DUTT,
    GILL,
    KHAN,
    MINES,
    NAIR,
    PURI,
    RAO,
    Desk,
    Row,
    book,
    fresh,
    names,
    row_of,
    states,
)

from rapporteur.domain.errors import UserError
from rapporteur.domain.importing import Answer, ImportPlan, PlannedRow, RowState, Verdict
from rapporteur.services import delegates, sessions
from rapporteur.services.importing import imports
from rapporteur.services.lists.comparison import compare_lists
from rapporteur.services.lists.versions import rows_of_file

EMBASSY = "Embassy"
WITH_SIDE = ("No.", "Name", "Designation", "Phone", "Side")
PETROV = ("Ivan Petrov", "Director", "+74951234567", "Russia")
KUMARS = (
    ("Rajesh Kumar", "Director", "+911111111111"),
    ("Rajesh Kumar", "Engineer", "+912222222222"),
)


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    workspace = fresh(tmp_path / "session.rapporteur")
    yield Desk(workspace)
    workspace.close()


def gone(plan: ImportPlan) -> list[PlannedRow]:
    return [row for row in plan.rows if row.state is RowState.REMOVED]


def answered(desk: Desk, rows: Sequence[Row], answers: Mapping[int, Answer | None]) -> ImportPlan:
    with desk.workspace.read() as db:
        known = imports.gather(db, book(rows), side="IN", sender=MINES, as_version=True)
    return imports.decided(known, imports.plan_with(known, book(rows), sender=MINES), answers)


# ------------------------------------------------------------------ rows nobody can read


@pytest.mark.parametrize("unread", [("", KHAN[1], KHAN[2]), ("TBC", "Engineer", "")])
def test_who_may_be_in_a_row_without_a_name_is_not_plainly_gone(desk: Desk, unread: Row) -> None:
    desk.take(ALL)
    (row,) = gone(desk.plan([*ALL[:2], unread, *ALL[3:]]))
    assert not row.accepted
    assert row.reason == "Row 4 could not be read: it may be this person."


def test_a_row_of_one_word_that_is_somebody_of_the_last_list_is_nobody_else(desk: Desk) -> None:
    desk.take([*ALL, ("Head of delegation", "", "")], accepted=set(range(7)))
    (row,) = gone(desk.plan([*ALL[:2], *ALL[3:], ("Head of delegation", "", "")]))
    assert row.accepted


@pytest.mark.parametrize("unread", [("", "Director", "+74951234567"), ("TBC", "Director", "")])
def test_an_unread_row_does_not_make_a_side_part_of_the_list(desk: Desk, unread: Row) -> None:
    people = [(*row, "India") for row in ALL]
    desk.take([*people, PETROV], side="", headings=WITH_SIDE)
    plan = desk.plan([*people, (*unread, "Russia")], side="", headings=WITH_SIDE)
    assert gone(plan) == []


def test_a_row_without_a_side_may_be_somebody_of_either(desk: Desk) -> None:
    people = [(*row, "India") for row in ALL]
    desk.take([*people, PETROV], side="", headings=WITH_SIDE)
    newer = [*people[:2], *people[3:], PETROV, ("", "Engineer", KHAN[2], "")]
    assert [row.accepted for row in gone(desk.plan(newer, side="", headings=WITH_SIDE))] == [False]


# ------------------------------------------------------------------ namesakes, other senders


def test_one_of_two_namesakes_is_gone_only_where_the_list_says_which(desk: Desk) -> None:
    people = [*KUMARS, *ALL]
    desk.commit(desk.plan(people), set(range(len(people))))
    (row,) = gone(desk.plan([("Rajesh Kumar", "", ""), *ALL]))
    assert not row.accepted
    assert row.reason == "Row 2 has this name too and does not say which of the two it is."
    (row,) = gone(desk.plan([KUMARS[1], *ALL]))
    assert row.accepted
    assert row.row.values["designation"] == "Director"


def test_comparing_two_lists_names_the_other_namesake_doubtful(desk: Desk) -> None:
    with desk.workspace.read() as db:
        both = sessions.sides(db)
    older = rows_of_file(book([*KUMARS, *ALL]), both)
    found = compare_lists(older, rows_of_file(book([("Rajesh Kumar", "", ""), *ALL]), both))
    (line,) = [row for row in found.rows if row.kind.value == "doubtful"]
    assert (line.old_row, line.new_row) == (3, 2)
    assert line.reason == "Row 2 has this name too and does not say which of the two it is."
    assert not [row for row in found.rows if row.kind.value == "removed"]
    plain = compare_lists(older, rows_of_file(book([KUMARS[1], *ALL]), both))
    assert [(r.old_row, r.new_row) for r in plain.rows if r.kind.value == "removed"] == [(2, 0)]


def test_who_stands_on_the_list_of_another_sender_is_not_plainly_gone(desk: Desk) -> None:
    desk.take(ALL, sender=EMBASSY)
    desk.take([*ALL, GILL], sender=EMBASSY)
    desk.take(ALL)
    (row,) = gone(desk.plan(ALL[1:]))
    assert not row.accepted
    assert row.reason == "This person still stands on list 2 from Embassy."
    desk.take(ALL[1:])
    assert desk.withdrawn() == []


def test_whom_the_other_sender_took_off_stands_on_no_list(desk: Desk) -> None:
    desk.take(ALL, sender=EMBASSY)
    desk.take(ALL)
    plan = desk.plan(ALL[1:], sender=EMBASSY)
    desk.commit(plan, {at for at, row in enumerate(plan.rows) if row.state is RowState.REMOVED})
    assert desk.withdrawn() == ["Arvind Rao"]
    desk.edit("Arvind Rao", "status", "confirmed")
    assert [row.accepted for row in gone(desk.plan(ALL[1:]))] == [True]


# ------------------------------------------------------------------ somebody in two rows


def test_who_returns_in_two_rows_leaves_no_gap_in_the_order(desk: Desk) -> None:
    desk.take(ALL)
    desk.take(ALL[1:])
    rows = [BOSE, KHAN, NAIR, RAO, ("A. Rao", "Director", RAO[2]), DUTT, PURI]
    plan = answered(desk, rows, {4: Answer(Verdict.SAME)})
    assert [row.state for row in plan.rows[3:5]] == [RowState.CHANGED, RowState.SAME]
    desk.commit(plan, set(range(len(plan.rows))))
    assert desk.coming() == names([BOSE, KHAN, NAIR, RAO, DUTT, PURI])


@pytest.mark.parametrize("second", [("A. Rao", "Director", ""), ("Arvind Rao", "Director", "")])
@pytest.mark.parametrize("at", [0, 6])
def test_somebody_in_two_rows_has_not_moved(desk: Desk, second: Row, at: int) -> None:
    desk.take(ALL)
    rows = [*ALL[:at], second, *ALL[at:]]
    (doubt,) = [i for i, r in enumerate(answered(desk, rows, {}).rows)
                if r.state is RowState.DOUBTFUL]  # fmt: skip
    desk.commit(answered(desk, rows, {doubt: Answer(Verdict.SAME)}))
    assert [row.move for row in desk.plan(rows).rows if row.move] == []
    # The decision is about the row with the telephone; a bare name before it is asked about.
    asked = {"Arvind Rao": "doubtful"} if at == 0 and second[0] == "Arvind Rao" else {}
    assert states(desk.plan([*rows, GILL])) == {GILL[0]: "new", **asked}


# ------------------------------------------------------------------ what is remembered, refused


def test_what_was_said_of_somebody_withdrawn_here_holds_when_they_return(desk: Desk) -> None:
    desk.take(ALL)
    desk.edit("Arvind Rao", "designation", "Director General")
    desk.edit("Arvind Rao", "status", "withdrawn")
    desk.commit(desk.plan(ALL[1:]))
    (change,) = row_of(desk.plan(ALL), "Arvind Rao").changes  # the post was corrected here
    assert (change.field, change.new) == ("status", "confirmed")


def test_answers_bring_the_notice_of_many_removed_up_to_date(desk: Desk) -> None:
    desk.take(ALL)
    rows = [RAO, BOSE, KHAN, ("S. Nair", "", ""), ("M. Dutt", "", ""), ("K. Puri", "", "")]
    assert "many_removed" not in {issue.code for issue in answered(desk, rows, {}).issues}
    others = answered(desk, rows, {at: Answer(Verdict.OTHER) for at in (3, 4, 5)})
    assert "many_removed" in {issue.code for issue in others.issues}
    assert not any(row.accepted for row in gone(others))
    back = answered(desk, rows, {at: Answer(Verdict.SAME) for at in (3, 4, 5)})
    assert "many_removed" not in {issue.code for issue in back.issues}


@pytest.mark.parametrize(
    "newer", [[PURI, *ALL[:5]], ALL[:5], [*ALL, GILL]], ids=["moved", "removed", "same"]
)
@pytest.mark.parametrize("to_russia", [True, False])
def test_a_plan_about_somebody_who_is_here_no_more_is_refused(
    desk: Desk, newer: Sequence[Row], to_russia: bool
) -> None:
    desk.take(ALL)
    plan = desk.plan(newer)
    puri = desk.named("Kabir Puri").id
    with desk.workspace.edit("Away") as db:
        if to_russia:
            delegates.move_to_side(db, [puri], sessions.side_by_code(db, "RU").id)
        else:
            delegates.remove_delegates(db, [puri])
    if to_russia and len(newer) > len(ALL):
        desk.commit(plan)  # of whom nothing is to change, the list says nothing about the side
        return
    with pytest.raises(UserError) as refused:
        desk.commit(plan)
    assert refused.value.code == "import.stale"
