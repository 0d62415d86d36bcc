"""A newer list of the same sender: added, removed, changed, moved, and what becomes of each."""

from __future__ import annotations

import hashlib
import string
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from rapporteur.domain.delegates import Delegate
from rapporteur.domain.editing import FieldEdit
from rapporteur.domain.importing import (
    Answer,
    ImportPlan,
    ImportResult,
    PlannedRow,
    RowState,
    Verdict,
)
from rapporteur.domain.names import compose_name, full_name
from rapporteur.domain.sessions import INDIA, RUSSIA
from rapporteur.domain.workbook import Book, Sheet
from rapporteur.services import delegates, sessions
from rapporteur.services.facts import Facts
from rapporteur.services.importing import imports
from rapporteur.services.workspace import Workspace
from rapporteur.storage.tables import DelegateSourceRow

MINES = "Ministry of Mines"
HEADINGS = ("No.", "Name", "Designation", "Phone")
RAO = ("Arvind Rao", "Director", "+911123456701")
BOSE = ("Leela Bose", "Adviser", "+911123456702")
KHAN = ("Imran Khan", "Engineer", "+911123456703")
NAIR = ("Suresh Nair", "Scientist", "+911123456704")
DUTT = ("Meera Dutt", "Secretary", "+911123456705")
PURI = ("Kabir Puri", "Joint Secretary", "+911123456706")
GILL = ("Tara Gill", "Under Secretary", "+911123456707")
ALL = (RAO, BOSE, KHAN, NAIR, DUTT, PURI)

Row = Sequence[str]


def book(rows: Sequence[Row], headings: Sequence[str] = HEADINGS, name: str = "list.xlsx") -> Book:
    """A numbered list, with a hash that follows its content."""
    cells = (tuple(headings), *((number, *row) for number, row in enumerate(rows, 1)))
    digest = hashlib.sha256(repr(cells).encode()).hexdigest()
    return Book(name, digest, (Sheet("Sheet1", False, cells),))


class Desk:
    """A session without people that gets lists of one sender."""

    def __init__(self, workspace: Workspace) -> None:
        self.workspace = workspace

    def plan(self, rows: Sequence[Row], *, side: str = "IN", sender: str = MINES,
             headings: Sequence[str] = HEADINGS) -> ImportPlan:  # fmt: skip
        with self.workspace.read() as db:
            return imports.plan(
                db, book(rows, headings), side=side, sender=sender, as_version=True
            )  # fmt: skip

    def take(self, rows: Sequence[Row], *, accepted: set[int] | None = None,
             side: str = "IN", sender: str = MINES,
             headings: Sequence[str] = HEADINGS) -> ImportResult:  # fmt: skip
        plan = self.plan(rows, side=side, sender=sender, headings=headings)
        return self.commit(plan, accepted)

    def commit(self, plan: ImportPlan, accepted: set[int] | None = None) -> ImportResult:
        with self.workspace.edit("Import of list.xlsx") as db:
            return imports.commit(db, plan, accepted)

    def people(self, side: str = "IN") -> list[Delegate]:
        with self.workspace.read() as db:
            found = delegates.list_delegates(db, sessions.side_by_code(db, side).id)
        assert [person.position for person in found] == list(range(1, len(found) + 1))
        return found

    def coming(self, side: str = "IN") -> list[str]:
        return [full_name(person) for person in self.people(side) if not person.withdrawn]

    def withdrawn(self) -> list[str]:
        return [full_name(person) for person in self.people() if person.withdrawn]

    def named(self, name: str) -> Delegate:
        return next(p for p in self.people() if full_name(p) == name)

    def edit(self, name: str, key: str, new: str) -> None:
        person = self.named(name)
        with self.workspace.edit("Edit") as db:
            delegates.update_delegate(db, person.id, {key: FieldEdit(person[key], new)})


def fresh(path: Path) -> Workspace:
    workspace = Workspace.create(path)
    facts = Facts(
        {"ordinal": "11", "working_group_en": "Group", "start_date": "2025-08-06",
         "languages": "en; ru"},
        (INDIA.values, RUSSIA.values),
    )  # fmt: skip
    with workspace.edit("New session") as db:
        sessions.create_session(db, facts)
    return workspace


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    workspace = fresh(tmp_path / "session.rapporteur")
    yield Desk(workspace)
    workspace.close()


def names(rows: Sequence[Row]) -> list[str]:
    return [row[0] for row in rows]


def states(plan: ImportPlan) -> dict[str, str]:
    """State by name; whoever is the same is left out."""
    return {
        compose_name(row.row.values): row.state.value
        for row in plan.rows
        if row.state is not RowState.SAME
    }


def row_of(plan: ImportPlan, name: str) -> PlannedRow:
    return next(row for row in plan.rows if compose_name(row.row.values) == name)


# ------------------------------------------------------------------ what is found


def test_the_first_list_of_a_sender_says_that_there_is_none_to_compare_with(desk: Desk) -> None:
    plan = desk.plan(ALL)
    assert plan.is_version
    assert plan.counts()["new"] == 6
    assert plan.counts()["removed"] == 0
    (said,) = [issue for issue in plan.issues if issue.code == "first_list"]
    assert MINES in said.message


def test_the_same_list_in_another_file_is_all_the_same(desk: Desk) -> None:
    desk.take(ALL)
    headings = ("S.No.", "Name", "Designation", "Phone")
    assert states(desk.plan(ALL, headings=headings)) == {}


def test_added_removed_changed_and_moved_are_told_apart(desk: Desk) -> None:
    desk.take(ALL)
    director = (BOSE[0], "Director", BOSE[2])
    plan = desk.plan([PURI, RAO, director, GILL, NAIR, DUTT])
    assert states(plan) == {
        "Kabir Puri": "moved",
        "Leela Bose": "changed",
        "Tara Gill": "new",
        "Imran Khan": "removed",
    }
    puri = row_of(plan, "Kabir Puri")
    assert puri.move is not None
    assert (puri.move.old, puri.move.new) == (5, 1)  # among the five on both lists
    (change,) = row_of(plan, "Leela Bose").changes
    assert (change.field, change.old, change.new) == ("designation", "Adviser", "Director")
    gone = row_of(plan, "Imran Khan")
    assert (gone.row.row, gone.delegate_id) == (0, desk.named("Imran Khan").id)
    assert all(row.accepted for row in plan.rows)
    assert plan.counts() == {
        "new": 1, "changed": 1, "same": 3, "moved": 1, "removed": 1,
        "doubtful": 0, "faulty": 0, "skipped": 0,
    }  # fmt: skip


def test_somebody_changed_and_moved_is_changed_with_both(desk: Desk) -> None:
    desk.take(ALL)
    director = (PURI[0], "Director", PURI[2])
    planned = row_of(desk.plan([director, *ALL[:-1]]), "Kabir Puri")
    assert planned.state is RowState.CHANGED
    assert planned.move is not None
    assert planned.changes


def test_who_was_placed_elsewhere_here_has_not_moved(desk: Desk) -> None:
    desk.take(ALL)
    with desk.workspace.edit("Move") as db:
        delegates.move_delegates(db, [desk.named("Kabir Puri").id], desk.people()[0].id)
    assert states(desk.plan([*ALL, GILL])) == {"Tara Gill": "new"}


def test_without_the_comparison_nobody_moves_or_goes(desk: Desk) -> None:
    desk.take(ALL)
    with desk.workspace.read() as db:
        plan = imports.plan(db, book([PURI, RAO]), side="IN", sender=MINES)
    assert not plan.is_version
    assert states(plan) == {}
    assert "removed" not in plan.counts()


def test_a_list_of_another_sender_removes_nobody(desk: Desk) -> None:
    desk.take(ALL)
    assert states(desk.plan([RAO, GILL], sender="Geological Survey")) == {"Tara Gill": "new"}


def test_people_of_a_side_that_the_list_does_not_have_are_not_gone(desk: Desk) -> None:
    desk.take(ALL, side="IN")
    desk.take([("Пётр Власов", "Директор", "+74951234501")], side="RU")
    assert states(desk.plan([("Пётр Власов", "Советник", "+74951234501")], side="RU")) == {
        "Пётр Власов": "changed"
    }
    assert states(desk.plan([*ALL, GILL])) == {"Tara Gill": "new"}


def test_both_sides_in_one_list_are_compared_each_for_itself(desk: Desk) -> None:
    headings = ("No.", "Name", "Designation", "Phone", "Country")
    first = [(*RAO, "India"), (*BOSE, "India"), (*KHAN, "India"), (*NAIR, "India"),
             ("Иван Белов", "Директор", "+74951234502", "Russia"),
             ("Олег Гусев", "Советник", "+74951234503", "Russia")]  # fmt: skip
    desk.commit(desk.plan(first, side="", headings=headings))
    second = [first[4], first[3], first[0], first[2],
              ("Ольга Чернова", "Эксперт", "+74951234504", "Russia"), first[5]]  # fmt: skip
    plan = desk.plan(second, side="", headings=headings)
    assert states(plan) == {
        "Suresh Nair": "moved", "Leela Bose": "removed", "Ольга Чернова": "new",
    }  # fmt: skip
    desk.commit(plan)
    assert desk.coming("RU") == ["Иван Белов", "Ольга Чернова", "Олег Гусев"]
    assert desk.coming("IN") == ["Suresh Nair", "Arvind Rao", "Imran Khan"]


def test_many_who_are_gone_at_once_are_not_proposed_and_it_is_said(desk: Desk) -> None:
    desk.take(ALL)
    plan = desk.plan([RAO, BOSE, KHAN])
    gone = [row for row in plan.rows if row.state is RowState.REMOVED]
    assert [row.accepted for row in gone] == [False, False, False]
    (said,) = [issue for issue in plan.issues if issue.code == "many_removed"]
    assert "3 of the 6" in said.message
    two = desk.plan([RAO, BOSE, KHAN, NAIR])
    assert [row.accepted for row in two.rows if row.state is RowState.REMOVED] == [True, True]


def test_who_may_be_in_a_doubtful_row_is_not_proposed_for_removal(desk: Desk) -> None:
    desk.take(ALL)
    misspelt = ("Imrann Khaan", "Engineer", "")
    plan = desk.plan([RAO, BOSE, misspelt, NAIR, DUTT, PURI])
    assert row_of(plan, "Imrann Khaan").state is RowState.DOUBTFUL
    gone = row_of(plan, "Imran Khan")
    assert gone.state is RowState.SKIPPED
    assert "row 4" in gone.reason
    assert plan.counts()["removed"] == 0


def test_who_stands_in_a_row_that_is_not_taken_in_is_not_proposed_for_removal(desk: Desk) -> None:
    headings = ("No.", "Name", "Designation", "Phone", "Country")
    with_country = [(*row, "India") for row in ALL]
    desk.commit(desk.plan(with_country, side="", headings=headings))
    with_country[2] = (*KHAN, "Brazil")
    plan = desk.plan(with_country, side="", headings=headings)
    gone = next(row for row in plan.rows if row.state is RowState.REMOVED)
    assert compose_name(gone.row.values) == "Imran Khan"
    assert not gone.accepted
    assert "Row 4" in gone.reason


def test_an_empty_list_removes_nobody(desk: Desk) -> None:
    desk.take(ALL)
    plan = desk.plan([("", "", ""), ("Total", "", "")])
    assert not [row for row in plan.rows if row.state is RowState.REMOVED]


def test_a_new_post_of_somebody_on_the_last_list_is_a_change_and_no_doubt(desk: Desk) -> None:
    desk.take([(name, post, "") for name, post, _ in ALL])
    newer = [(name, post, "") for name, post, _ in ALL]
    newer[1] = ("Leela Bose", "Commissioner", "")
    assert states(desk.plan(newer)) == {"Leela Bose": "changed"}
    # Another sender may well mean another Leela Bose.
    other = desk.plan([("Leela Bose", "Commissioner", "")], sender="Railways")
    assert states(other) == {"Leela Bose": "doubtful"}


def test_a_namesake_with_other_contacts_or_a_second_one_stays_a_doubt(desk: Desk) -> None:
    desk.take(ALL)
    newer = list(ALL)
    newer[1] = ("Leela Bose", "Commissioner", "+911199999999")
    assert desk.plan(newer).rows[1].state is RowState.DOUBTFUL
    headings = ("No.", "Name", "Designation", "Passport No.")
    passports = [(name, post, f"P12345{n}") for n, (name, post, _) in enumerate(ALL)]
    desk.take(passports, sender="Railways", headings=headings)
    passports[1] = (*passports[1][:2], "P99999")
    asked = desk.plan(passports, sender="Railways", headings=headings).rows[1]
    assert asked.state is RowState.DOUBTFUL
    assert "another passport" in asked.reason
    twice = [*ALL[:1], ("Leela Bose", "Clerk", ""), *ALL[2:], ("Leela Bose", "Driver", "")]
    assert desk.plan(twice).rows[1].state is RowState.DOUBTFUL


def test_who_was_in_doubt_is_gone_once_the_doubt_is_another_person(desk: Desk) -> None:
    desk.take(ALL)
    rows = [RAO, BOSE, ("Imrann Khaan", "Engineer", ""), NAIR, DUTT, PURI]
    with desk.workspace.read() as db:
        known = imports.gather(db, book(rows), side="IN", sender=MINES, as_version=True)
    plan = imports.plan_with(known, book(rows), sender=MINES)
    another = imports.decided(known, plan, {2: Answer(Verdict.OTHER)})
    assert states(another) == {"Imrann Khaan": "new", "Imran Khan": "removed"}
    assert another.rows[-1].accepted
    same = imports.decided(known, plan, {2: Answer(Verdict.SAME)})
    assert same.counts()["removed"] == 0


# ------------------------------------------------------------------ what becomes of it


def test_accepted_removals_are_withdrawn_and_nobody_is_deleted(desk: Desk) -> None:
    desk.take(ALL)
    ids = {person.id for person in desk.people()}
    result = desk.take([RAO, BOSE, NAIR, DUTT, PURI])
    assert result.removed == 1
    assert desk.withdrawn() == ["Imran Khan"]
    assert {person.id for person in desk.people()} == ids
    with desk.workspace.read() as db:
        (source,) = db.execute(
            select(DelegateSourceRow).where(DelegateSourceRow.row == 0)
        ).scalars()
        assert source.base["designation"] == "Engineer"
    assert states(desk.plan([RAO, BOSE, NAIR, DUTT, PURI, GILL])) == {"Tara Gill": "new"}


def test_people_go_where_the_list_has_them(desk: Desk) -> None:
    desk.take(ALL)
    newer = [GILL, PURI, RAO, ("Devika Sen", "Expert", ""), BOSE, KHAN, NAIR, DUTT]
    desk.take(newer)
    assert desk.coming() == names(newer)


def test_added_people_come_into_their_senders_block_not_to_the_end(desk: Desk) -> None:
    desk.take(ALL)
    desk.take([("Other One", "Expert", ""), ("Other Two", "Expert", "")], sender="Railways")
    desk.take([("Asha Front", "Expert", ""), *ALL, GILL])
    assert desk.coming() == ["Asha Front", *names(ALL), "Tara Gill", "Other One", "Other Two"]


def test_what_is_left_out_stays_as_it_was(desk: Desk) -> None:
    desk.take(ALL)
    changed = (BOSE[0], "Director", BOSE[2])
    newer = [PURI, RAO, changed, NAIR, DUTT]
    before = [person.values for person in desk.people()]
    result = desk.take(newer, accepted=set())
    assert [person.values for person in desk.people()] == before
    assert result.left_out == 3
    # The sender has not moved anybody since; what was not taken of the rest is asked again.
    assert states(desk.plan([*newer, GILL])) == {
        "Leela Bose": "changed", "Imran Khan": "removed", "Tara Gill": "new",
    }  # fmt: skip


def test_a_list_that_changes_nothing_is_kept_as_a_version(desk: Desk) -> None:
    first = desk.take(ALL)
    second = desk.commit(desk.plan(ALL, headings=("S.No.", "Name", "Designation", "Phone")))
    assert second.list_id > first.list_id
    with desk.workspace.read() as db:
        found = select(DelegateSourceRow.row).where(DelegateSourceRow.list_id == second.list_id)
        assert list(db.execute(found).scalars()) == [2, 3, 4, 5, 6, 7]


def test_who_returns_is_reinstated_at_their_new_place(desk: Desk) -> None:
    desk.take(ALL)
    desk.take([RAO, BOSE, NAIR, DUTT, PURI])
    back = [KHAN, RAO, BOSE, NAIR, DUTT, PURI]
    plan = desk.plan(back)
    planned = row_of(plan, "Imran Khan")
    assert planned.state is RowState.CHANGED
    assert [(c.field, c.old, c.new) for c in planned.changes] == [
        ("status", "withdrawn", "confirmed")
    ]
    assert not [issue for issue in plan.issues if issue.code == "withdrawn_here"]
    desk.commit(plan)
    assert desk.coming() == names(back)


def test_whom_only_we_withdrew_the_unchanged_list_does_not_bring_back(desk: Desk) -> None:
    desk.take(ALL)
    desk.edit("Imran Khan", "status", "withdrawn")
    plan = desk.plan([*ALL, GILL])
    assert states(plan) == {"Tara Gill": "new"}
    assert "withdrawn_here" in {issue.code for issue in plan.issues}


def test_whom_we_withdrew_and_the_list_drops_is_the_same_until_they_return(desk: Desk) -> None:
    desk.take(ALL)
    desk.edit("Imran Khan", "status", "withdrawn")
    without = [RAO, BOSE, NAIR, DUTT, PURI]
    plan = desk.plan(without)
    assert states(plan) == {}
    assert plan.counts()["removed"] == 0
    desk.commit(plan)
    assert states(desk.plan(ALL)) == {"Imran Khan": "changed"}


def test_one_undo_takes_the_version_back(desk: Desk) -> None:
    desk.take(ALL)
    before = [(p.id, p.position, p.values) for p in desk.people()]
    desk.take([GILL, PURI, (RAO[0], "Adviser", RAO[2]), BOSE, NAIR, DUTT])
    assert [(p.id, p.position, p.values) for p in desk.people()] != before
    desk.workspace.undo()
    assert [(p.id, p.position, p.values) for p in desk.people()] == before
    assert states(desk.plan(ALL)) == {}


# ------------------------------------------------------------------ any edit of a list

_GIVEN = ("Arvind", "Leela", "Imran", "Suresh", "Meera", "Kabir", "Tara", "Devika", "Rohan",
          "Vikram", "Jaya", "Omkar")  # fmt: skip
_FAMILY = ("Bhattacharya", "Quraishi", "Subramaniam", "Ghoshal", "Fernandes", "Zutshi", "Ludhiana",
           "Mirchandani", "Okafor", "Wadhwa", "Yechury", "Pillai")  # fmt: skip
PEOPLE = [(f"{given} {family}", "Expert", f"+9111234567{number:02}")
          for number, (given, family) in enumerate(zip(_GIVEN, _FAMILY, strict=True))]  # fmt: skip


@st.composite
def versions(draw: st.DrawFn) -> list[list[Row]]:
    """Some lists, each with its own people, posts and order, of a dozen people."""
    posts = st.sampled_from([f"Post {letter}" for letter in string.ascii_uppercase[:4]])
    found = []
    for _ in range(draw(st.integers(2, 4))):
        some = draw(st.lists(st.sampled_from(PEOPLE), min_size=1, unique=True))
        found.append([(name, draw(posts), phone) for name, _, phone in some])
    return found


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(versions())
def test_any_version_taken_whole_gives_the_list_and_undo_gives_the_former(
    lists: list[list[Row]],
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        workspace = fresh(Path(folder) / "session.rapporteur")
        desk = Desk(workspace)
        former: list[list[tuple[object, ...]]] = []
        known: set[int] = set()
        for rows in lists:
            before = [(p.id, p.position, p.values) for p in desk.people()]
            plan = desk.plan(rows)
            assert not [r for r in plan.rows if r.state in {RowState.DOUBTFUL, RowState.FAULTY}]
            if desk.commit(plan, set(range(len(plan.rows)))).step:
                former.append(before)  # the very same file again makes no step
            assert desk.coming() == names(rows)
            posts = {full_name(p): p["designation"] for p in desk.people()}
            assert [posts[row[0]] for row in rows] == [row[1] for row in rows]
            ids = {person.id for person in desk.people()}
            assert ids >= known
            known = ids
        for before in reversed(former):
            workspace.undo()
            assert [(p.id, p.position, p.values) for p in desk.people()] == before
        workspace.close()
