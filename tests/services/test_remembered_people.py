"""What was decided about a name does not carry a namesake along, whoever sends the next list."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

import pytest
from tests.services.test_import_versions import ALL, BOSE, MINES, RAO, Desk, Row, book, fresh

from rapporteur.domain.importing import Answer, ImportPlan, Remembered, RowState, Verdict
from rapporteur.domain.names import full_name
from rapporteur.services import delegates, merging, sessions
from rapporteur.services.importing import identity, imports, likeness, matching

HEADINGS = ("No.", "Name", "Designation", "Organisation", "Phone", "Passport No.")
KUMAR = ("Ashok Kumar", "Director", "Ministry of Mines", "+911123456701", "P1234567")
SAME, OTHER = Answer(Verdict.SAME), Answer(Verdict.OTHER)
CHIEF = ("A. Kumar", "Chief Engineer", "RDSO", "", "")


class Table(Desk):
    """A desk at which doubts are answered."""

    def answered(self, rows: Sequence[Row], answers: Mapping[int, Answer | None], *, sender: str,
                 headings: Sequence[str] = HEADINGS) -> ImportPlan:  # fmt: skip
        received = book(rows, headings)
        with self.workspace.read() as db:
            known = imports.gather(db, received, side="IN", sender=sender, as_version=True)
        plan = imports.plan_with(known, received, sender=sender)
        return imports.decided(known, plan, answers)

    def see(self, *rows: Row, sender: str) -> ImportPlan:
        return self.plan(rows, sender=sender, headings=HEADINGS)


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Table]:
    workspace = fresh(tmp_path / "session.rapporteur")
    yield Table(workspace)
    workspace.close()


@pytest.fixture
def kumar(desk: Table) -> Table:
    """A session that has Ashok Kumar."""
    desk.take([KUMAR], headings=HEADINGS)
    return desk


def decide(desk: Table, row: Row, answer: Answer, sender: str = "Embassy") -> None:
    plan = desk.answered([row], {0: answer}, sender=sender)
    assert plan.rows[0].verdict is answer.verdict
    desk.commit(plan)


def listed(plan: ImportPlan) -> list[RowState]:
    return [row.state for row in plan.rows if row.row.row]


# -------------------------------------------------------------------------- the same person


@pytest.mark.parametrize(
    ("decided_on", "row"),
    [
        (("A. Kumar", "", "", "", ""), CHIEF),
        (("A. Kumar", "", "", "", ""), ("A. Kumar", "", "", "", "")),
        (("A. Kumar", "Director", "Ministry of Mines", "", ""),
         ("A. Kumar", "Director", "RDSO", "", "")),
        (("A. Kumar", "Director", "Ministry of Mines", "", ""),
         ("A. Kumar", "Adviser", "Ministry of Mines", "", "")),
        (("A. Kumar", "", "", "", ""), (*CHIEF[:3], "+919811111111", "")),
    ],
)  # fmt: skip
def test_a_namesake_on_another_list_is_asked_about(kumar: Table, decided_on: Row, row: Row) -> None:
    decide(kumar, decided_on, SAME)
    longer = (*row[:4], "", "a remark")  # not the very file that was decided on
    received = kumar.plan([longer], sender="Railways", headings=(*HEADINGS, "Remarks"))
    planned = received.rows[0]
    assert (planned.state, planned.accepted) == (RowState.DOUBTFUL, False)
    assert planned.delegate_id == kumar.named("Ashok Kumar").id
    assert planned.reason


def test_a_second_namesake_of_one_list_does_not_vanish(kumar: Table) -> None:
    decide(kumar, ("A. Kumar", "", "", "", ""), SAME)
    adviser = ("A. Kumar", "Adviser", "SAIL", "", "")
    plan = kumar.see(CHIEF, adviser, sender="Railways")
    assert listed(plan) == [RowState.DOUBTFUL, RowState.DOUBTFUL]
    right = ("A. Kumar", *KUMAR[1:3], "", "")
    plan = kumar.see(right, adviser, sender="Railways")
    assert listed(plan) == [RowState.SAME, RowState.DOUBTFUL]
    assert plan.rows[1].twin == 0
    assert "row 2" in plan.rows[1].reason


def test_two_rows_that_fit_one_decision_are_asked_about_once(kumar: Table) -> None:
    decide(kumar, ("A. Kumar", *KUMAR[1:3], "", ""), SAME)
    rows = [("A. Kumar", *KUMAR[1:4], ""), ("A. Kumar", *KUMAR[1:3], "", KUMAR[4])]
    assert sorted(state.value for state in listed(kumar.see(*rows, sender="Railways"))) == [
        "doubtful", "same",
    ]  # fmt: skip


@pytest.mark.parametrize(
    "row",
    [
        ("A. Kumar", "", "", "", "P1234567"),
        ("A. Kumar", "", "", "+911123456701", ""),
        ("A. Kumar", "Director", "Ministry of Mines", "", ""),
        ("A. Kumar", "Adviser", "Ministry of Coal", "+911123456701", ""),
    ],
)
def test_what_tells_a_person_needs_no_question(kumar: Table, row: Row) -> None:
    decide(kumar, ("A. Kumar", "", "", "", ""), SAME)
    (planned,) = [r for r in kumar.see(row, sender="Railways").rows if r.row.row]
    assert planned.verdict is Verdict.SAME
    assert planned.delegate_id == kumar.named("Ashok Kumar").id


def test_a_sender_who_says_the_same_again_is_not_asked_again(kumar: Table) -> None:
    bare = ("A. Kumar", "", "", "", "")
    decide(kumar, bare, SAME)
    plan = kumar.see(bare, (*RAO[:2], "Coal India", "", ""), sender="Embassy")
    assert listed(plan) == [RowState.SAME, RowState.NEW]
    assert plan.rows[0].delegate_id == kumar.named("Ashok Kumar").id
    (other,) = kumar.see(CHIEF, sender="Embassy").rows[:1]
    assert other.state is RowState.DOUBTFUL


def test_the_name_of_a_merged_entry_is_no_proof(desk: Table) -> None:
    with desk.workspace.edit("Two entries") as db:
        side = sessions.side_by_code(db, "IN").id
        stays = delegates.create_delegate(
            db, side, {"family_name": "Kumar", "given_name": "Rajesh", "designation": "Director",
                       "organisation": "Ministry of Mines"}
        )  # fmt: skip
        goes = delegates.create_delegate(db, side, {"family_name": "Kumar", "given_name": "R."})
    with desk.workspace.edit("Merge") as db:
        merging.merge(db, stays, goes)
    plan = desk.see(("R. Kumar", *CHIEF[1:3], "+919811111111", ""), sender="Railways")
    assert listed(plan) == [RowState.DOUBTFUL]
    assert plan.rows[0].delegate_id == stays.id


# ---------------------------------------------------------------------------- another person


def test_another_person_with_the_same_passport_is_asked_about(kumar: Table) -> None:
    decide(kumar, ("A. Kumar", "", "", "", ""), OTHER)
    first = kumar.named("Ashok Kumar").id
    other = kumar.named("A. Kumar").id
    for cells, proof in (
        (("", "", "", KUMAR[4]), "passport"),
        (("", "", KUMAR[3], ""), "telephone"),
    ):
        (planned,) = kumar.see(("A. Kumar", *cells), sender="Railways").rows
        assert (planned.state, planned.delegate_id) == (RowState.DOUBTFUL, first), proof
        assert proof in planned.reason
    with kumar.workspace.edit("Remove") as db:
        delegates.remove_delegates(db, [other])
    (planned,) = kumar.see(("A. Kumar", *KUMAR[1:]), sender="Railways").rows
    assert (planned.state, planned.delegate_id) == (RowState.DOUBTFUL, first)


def test_a_shared_telephone_that_was_known_then_says_nothing_new(kumar: Table) -> None:
    row = ("A. Kumar", "Adviser", "Ministry of Mines", KUMAR[3], "")
    decide(kumar, row, OTHER)
    (again,) = kumar.see(row, sender="Embassy").rows
    assert (again.state, again.delegate_id) == (RowState.SAME, kumar.named("A. Kumar").id)


def test_a_row_said_to_be_another_loses_the_old_reason(kumar: Table) -> None:
    bare = ("A. Kumar", "", "", "", "")
    decide(kumar, bare, SAME)
    row = kumar.answered([bare], {0: OTHER}, sender="Embassy").rows[0]
    assert (row.state, row.verdict, row.reason) == (RowState.NEW, Verdict.OTHER, "")


@pytest.mark.parametrize("last", [Verdict.SAME, Verdict.OTHER])
def test_of_opposite_decisions_in_one_step_the_last_counts(kumar: Table, last: Verdict) -> None:
    who = kumar.named("Ashok Kumar").id
    first = Verdict.SAME if last is Verdict.OTHER else Verdict.OTHER
    both = [Remembered(who, one, "a kumar", {"family_name": "Kumar"}) for one in (first, last)]
    with kumar.workspace.edit("Decide") as db:
        assert identity.remember(db, both) == 1
        assert [one.verdict for one in identity.remembered(db)] == [last]
        assert identity.remember(db, both) == 0


# ---------------------------------------------------------------------------- the other side


def move(desk: Table, name: str) -> int:
    who = desk.named(name).id
    with desk.workspace.edit("Move") as db:
        delegates.move_to_side(db, [who], sessions.side_by_code(db, "RU").id)
    return who


def test_somebody_given_to_the_other_side_is_not_made_anew(desk: Table) -> None:
    desk.take(ALL)
    moved = move(desk, "Leela Bose")
    plan = desk.plan(ALL)
    assert listed(plan).count(RowState.SAME) == len(ALL) - 1
    row = plan.rows[1]
    assert (row.state, row.delegate_id, row.accepted) == (RowState.DOUBTFUL, moved, False)
    assert "is on the other side's list now" in row.reason
    headings = ("No.", "Name", "Designation", "Phone")
    same = desk.answered(ALL, {1: SAME}, sender=MINES, headings=headings)
    desk.commit(same)
    assert len(desk.people()) == len(ALL) - 1
    assert [full_name(person) for person in desk.people("RU")] == ["Leela Bose"]
    other = desk.answered(ALL, {1: OTHER}, sender=MINES, headings=headings)
    desk.commit(other)
    assert len(desk.people()) == len(ALL)
    assert listed(desk.plan(ALL)) == [RowState.SAME] * len(ALL)


def test_after_a_merge_across_sides_the_next_list_asks(desk: Table) -> None:
    desk.take(ALL)
    desk.take([BOSE], side="RU", sender="Minprom")
    stays, goes = desk.people("RU")[0], desk.named("Leela Bose")
    with desk.workspace.edit("Merge") as db:
        merging.merge(db, stays, goes)
    row = desk.plan(ALL).rows[1]
    assert (row.state, row.delegate_id) == (RowState.DOUBTFUL, stays.id)
    (row,) = desk.plan([BOSE], sender="A third").rows
    assert (row.state, row.delegate_id) == (RowState.DOUBTFUL, stays.id)


def test_somebody_of_the_other_side_is_no_answer(desk: Table) -> None:
    desk.take(ALL[:2])
    desk.take([("Ivan Petrov", "Director", "+74951234567")], side="RU", sender="Minprom")
    petrov = desk.people("RU")[0]
    rows = [*ALL[:2], ("Ivan Petrov", "Director", "+74951234567")]
    headings = ("No.", "Name", "Designation", "Phone")
    answers = {2: Answer(Verdict.SAME, delegate_id=petrov.id)}
    row = desk.answered(rows, answers, sender=MINES, headings=headings).rows[2]
    assert (row.state, row.delegate_id, row.verdict) == (RowState.NEW, None, None)


# -------------------------------------------------------------------------- many of one name


class GivenUpError(Exception):
    """What the check raises."""


def crowd(many: int) -> list[Row]:
    return [("Rajesh Kumar", f"Post {n}", f"+91{n:010d}") for n in range(many)]


def test_many_of_one_name_are_found_again_one_by_one(desk: Table) -> None:
    rows = crowd(300)
    desk.commit(desk.plan(rows), set(range(300)))
    ids = {person["phone"]: person.id for person in desk.people()}
    again = desk.plan(list(reversed(rows)))
    here = [row for row in again.rows if row.row.row]
    assert {row.state for row in here} <= {RowState.SAME, RowState.MOVED}
    assert [row.delegate_id for row in here] == [ids[row.row.values["phone"]] for row in here]


def test_the_comparisons_of_one_name_are_bounded(
    desk: Table, monkeypatch: pytest.MonkeyPatch
) -> None:
    calls = 0
    compare = likeness.compare

    def counted(*args: object) -> object:
        nonlocal calls
        calls += 1
        return compare(*args)  # type: ignore[arg-type]  # handed on

    monkeypatch.setattr(matching, "compare", counted)
    desk.plan(crowd(200))
    few, calls = calls, 0
    desk.plan(crowd(800))
    assert few < calls < 6 * few


def test_planning_rows_of_one_name_can_be_given_up(desk: Table) -> None:
    received = book(crowd(600))
    with desk.workspace.read() as db:
        known = imports.gather(db, received, side="IN", sender=MINES, as_version=True)
    asked = 0

    def count() -> None:
        nonlocal asked
        asked += 1

    imports.plan_with(known, received, sender=MINES, check=count)
    every = asked
    for last in range(1, every + 1):
        asked = 0

        def give_up(last: int = last) -> None:
            nonlocal asked
            asked += 1
            if asked == last:
                raise GivenUpError

        with pytest.raises(GivenUpError):
            imports.plan_with(known, received, sender=MINES, check=give_up)
    assert every >= 9  # reading, pairing, comparing, likeness
