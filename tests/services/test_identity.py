"""What is decided about a doubt is done, remembered for the next list, and taken back by Undo."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest
from tests.services.test_imports import GRUZDEV, HEADINGS, MENON, MENON_ROW, Desk, book, changes
from tests.storage.contents import agrees, contents

from rapporteur.domain.errors import UserError
from rapporteur.domain.importing import Answer, ImportPlan, PlannedRow, RowState, Verdict
from rapporteur.domain.names import full_name
from rapporteur.domain.sessions import INDIA, RUSSIA
from rapporteur.services import delegates, sessions
from rapporteur.services.facts import DelegateFacts, Facts
from rapporteur.services.importing import identity, imports
from rapporteur.services.workspace import Workspace
from rapporteur.storage.tables import IdentityDecisionRow

SAME, OTHER = Answer(Verdict.SAME), Answer(Verdict.OTHER)
THEIRS = Answer(Verdict.SAME, theirs=True)
PASSPORT = ("Name", "Designation", "Passport No.")


Planned = tuple[imports.Known, ImportPlan]


class Table(Desk):
    """A desk at which doubts are answered."""

    def known(self, rows: list[tuple[object, ...]], side: str = "IN",
              headings: tuple[str, ...] = HEADINGS) -> Planned:  # fmt: skip
        with self.workspace.read() as db:
            known = imports.gather(db, book(rows, headings), side=side)
        return known, imports.plan_with(known, book(rows, headings))

    def answered(self, rows: list[tuple[object, ...]], answers: Mapping[int, Answer | None],
                 headings: tuple[str, ...] = HEADINGS, side: str = "IN") -> ImportPlan:  # fmt: skip
        known, plan = self.known(rows, side, headings)
        return imports.decided(known, plan, answers)

    def decisions(self) -> list[tuple[str, str]]:
        rows = self.rows(IdentityDecisionRow)
        return [(row.name_key, row.verdict) for row in rows]  # type: ignore[attr-defined]  # of one table


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Table]:
    workspace = Workspace.create(tmp_path / "session.rapporteur")
    facts = Facts(
        {"ordinal": "11", "working_group_en": "Group", "start_date": "2025-08-06",
         "languages": "en; ru"},
        (INDIA.values, RUSSIA.values),
        delegates=[DelegateFacts(0, MENON), DelegateFacts(1, GRUZDEV)],
    )  # fmt: skip
    with workspace.edit("New session") as db:
        sessions.create_session(db, facts)
    yield Table(workspace)
    workspace.close()


MISSPELT = (1, "Raghav Menonn", "Joint Secretary", "Ministry of Mines", None, None)


def states(plan: ImportPlan) -> list[RowState]:
    return [row.state for row in plan.rows]


# ----------------------------------------------------------------------- somebody there


def test_the_same_person_is_changed_and_keeps_the_name_in_the_session(desk: Table) -> None:
    (row,) = desk.answered([MISSPELT], {0: SAME}).rows
    assert (row.state, row.accepted, row.verdict) == (RowState.CHANGED, True, Verdict.SAME)
    assert changes(row) == [("designation", "Director", "Joint Secretary")]
    (theirs,) = desk.answered([MISSPELT], {0: THEIRS}).rows
    assert ("family_name", "Menon", "Menonn") in changes(theirs)


def test_another_person_is_new_and_the_doubt_can_be_opened_again(desk: Table) -> None:
    known, plan = desk.known([MISSPELT])
    (other,) = imports.decided(known, plan, {0: OTHER}).rows
    assert (other.state, other.accepted, other.verdict) == (RowState.NEW, True, Verdict.OTHER)
    assert imports.decided(known, plan, {0: None}) == plan
    assert imports.decided(known, plan, {}) == plan


def test_initials_of_the_list_do_not_replace_the_name_here(desk: Table) -> None:
    row_of_list = (1, "А.В. Груздев", "Директор", "Минпромторг", "+7 495 111 22 33", None)
    (row,) = desk.answered([row_of_list], {0: SAME}, side="RU").rows
    assert [key for key, _, _ in changes(row)] == ["phone"]


def test_a_decision_is_remembered_and_nobody_is_asked_twice(desk: Table) -> None:
    before = contents(desk.workspace)
    desk.commit(desk.answered([MISSPELT], {0: SAME}))
    assert desk.decisions() == [("menonn raghav", "same")]
    assert full_name(desk.people()[0]) == "Raghav Menon"
    after = contents(desk.workspace)
    (again,) = desk.plan([MISSPELT]).rows
    assert (again.state, again.delegate_id) == (RowState.SAME, desk.people()[0].id)
    newer = (7, "MENONN Raghav", "Secretary", "Ministry of Mines", None, None)
    (row,) = desk.plan([newer]).rows
    assert row.state is RowState.CHANGED
    assert changes(row) == [("designation", "Joint Secretary", "Secretary")]
    desk.workspace.undo()
    assert contents(desk.workspace) == before
    assert desk.plan([MISSPELT]).rows[0].state is RowState.DOUBTFUL
    desk.workspace.redo()
    assert contents(desk.workspace) == after
    assert agrees(desk.workspace)


def test_the_same_list_again_writes_nothing_though_it_was_decided_on(desk: Table) -> None:
    desk.commit(desk.answered([MISSPELT], {0: SAME}))
    held = contents(desk.workspace)
    result = desk.commit(desk.plan([MISSPELT]))
    assert (result.step, contents(desk.workspace)) == (0, held)


def test_a_decision_alone_is_worth_a_step(desk: Table) -> None:
    row = (1, "Raghav Menonn", "Director", "Ministry of Mines", None, None)
    plan = desk.answered([row], {0: SAME})
    assert states(plan) == [RowState.SAME]
    assert desk.commit(plan).step
    assert desk.plan([row]).rows[0].state is RowState.SAME


def test_what_speaks_against_a_decision_makes_it_a_doubt_again(desk: Table) -> None:
    desk.edit("Raghav Menon", "passport_number", "Z1234567")
    row = ("Raghav Menonn", "Director", None)
    desk.commit(desk.answered([row], {0: SAME}, PASSPORT))
    assert desk.plan([row], headings=PASSPORT).rows[0].state is RowState.SAME
    (other,) = desk.plan([("Raghav Menonn", "Director", "A7654321")], headings=PASSPORT).rows
    assert other.state is not RowState.SAME
    assert other.verdict is None


def test_another_person_stays_another_and_the_two_are_told_apart(desk: Table) -> None:
    desk.commit(desk.answered([MISSPELT], {0: OTHER}))
    first, second = desk.people()
    with desk.workspace.read() as db:
        assert identity.told_apart(db) == {identity.pair(first.id, second.id)}
    (again,) = desk.plan([MISSPELT]).rows
    assert (again.state, again.delegate_id) == (RowState.SAME, second.id)


def test_a_row_said_to_be_another_is_not_suspected_again_though_renamed_here(desk: Table) -> None:
    desk.commit(desk.answered([MISSPELT], {0: OTHER}))
    desk.edit("Raghav Menonn", "family_name", "Vaidyanathan")
    (row,) = desk.plan([MISSPELT]).rows
    assert row.delegate_id != desk.named("Raghav Menon").id


def test_a_doubtful_row_that_is_ticked_is_remembered_as_another(desk: Table) -> None:
    plan = desk.plan([MISSPELT])
    desk.commit(plan, accepted={0})
    assert ("menonn raghav", "other") in desk.decisions()


def test_of_namesakes_the_decision_that_fits_best_wins(desk: Table) -> None:
    """One spelling, two people: told apart by post, each row goes to its own."""
    with desk.workspace.edit("A namesake") as db:
        side = sessions.side_by_code(db, "IN").id
        delegates.create_delegate(
            db, side, {"family_name": "Menon", "given_name": "Raghavan", "designation": "Engineer",
                       "organisation": "Coal India", "email": "raghavan@coal.example"}
        )  # fmt: skip
    mines = (1, "R. Menon", "Director", "Ministry of Mines", None, "menon@example.org")
    coal = (2, "R. Menon", "Engineer", "Coal India", None, "raghavan@coal.example")
    known, plan = desk.known([mines, coal])
    first, second = (person.id for person in desk.people())
    assert [row.delegate_id for row in plan.rows] == [first, second]
    desk.commit(imports.decided(known, plan, {0: SAME, 1: SAME}))
    turned = desk.plan([(5, *coal[1:]), (6, *mines[1:])])
    assert [row.delegate_id for row in turned.rows] == [second, first]
    assert states(turned) == [RowState.SAME, RowState.SAME]


def test_a_changed_mind_holds(desk: Table) -> None:
    row = (1, "Raghav Menonn", "Director", "Ministry of Mines", None, None)
    desk.commit(desk.answered([row], {0: SAME}))
    known, plan = desk.known([row])
    assert plan.rows[0].verdict is Verdict.SAME
    (asked,) = imports.decided(known, plan, {0: None}).rows
    assert (asked.state, asked.verdict) == (RowState.DOUBTFUL, None)
    desk.commit(imports.decided(known, plan, {0: OTHER}))
    assert len(desk.people()) == 2
    (again,) = desk.plan([row]).rows
    assert again.delegate_id == desk.named("Raghav Menonn").id


def test_somebody_else_can_be_named(desk: Table) -> None:
    with desk.workspace.edit("Somebody") as db:
        made = delegates.create_delegate(
            db, sessions.side_by_code(db, "IN").id, {"family_name": "Rao", "given_name": "Sunita"}
        )
    married = (1, "Sunita Deshpande", "Adviser", "Coal", None, None)
    known, plan = desk.known([married])
    assert plan.rows[0].state is RowState.NEW
    answer = Answer(Verdict.SAME, delegate_id=made.id, theirs=True)
    (row,) = imports.decided(known, plan, {0: answer}).rows
    assert (row.state, row.delegate_id) == (RowState.CHANGED, made.id)
    assert ("family_name", "Rao", "Deshpande") in changes(row)


def test_somebody_who_left_the_list_after_the_preview_stops_the_import(desk: Table) -> None:
    plan = desk.answered([MISSPELT], {0: OTHER})
    with desk.workspace.edit("Gone") as db:
        delegates.remove_delegates(db, [desk.people()[0].id])
    with pytest.raises(UserError) as refused:
        desk.commit(plan)
    assert refused.value.code == "import.stale"
    assert not desk.people()


def test_decisions_go_with_the_person_and_come_back(desk: Table) -> None:
    desk.commit(desk.answered([MISSPELT], {0: OTHER}))
    before = contents(desk.workspace)
    with desk.workspace.edit("Remove") as db:
        delegates.remove_delegates(db, [desk.people()[1].id])
    with desk.workspace.read() as db:
        assert not identity.told_apart(db)
    desk.workspace.undo()
    assert contents(desk.workspace) == before
    with desk.workspace.edit("Remove") as db:
        delegates.remove_delegates(db, [desk.people()[0].id])
    assert desk.decisions() == []
    desk.workspace.undo()
    assert contents(desk.workspace) == before


# --------------------------------------------------------------- twice in the same list

ADVISER = (1, "Sunita Rao", "Adviser", "Ministry of Coal", "+91 98111 22233", None)
SECRETARY = (2, "RAO Sunita", "Joint Secretary", "Ministry of Coal", None, "rao@coal.example")


def values(row: PlannedRow) -> tuple[str, str, str]:
    return tuple(row.row.values.get(key, "") for key in ("designation", "phone", "email"))  # type: ignore[return-value]  # three keys


def test_the_same_person_twice_comes_in_once_with_what_both_say(desk: Table) -> None:
    known, plan = desk.known([ADVISER, SECRETARY])
    assert (plan.rows[1].state, plan.rows[1].twin) == (RowState.DOUBTFUL, 0)
    kept = imports.decided(known, plan, {1: SAME})
    assert states(kept) == [RowState.NEW, RowState.SAME]
    assert values(kept.rows[0]) == ("Adviser", "+91 98111 22233", "rao@coal.example")
    newer = imports.decided(known, plan, {1: THEIRS})
    assert values(newer.rows[0])[0] == "Joint Secretary"
    assert newer.rows[0].row.values["family_name"].casefold() == "rao"
    assert imports.decided(known, plan, {1: None}) == plan
    apart = imports.decided(known, plan, {1: OTHER})
    assert states(apart) == [RowState.NEW, RowState.NEW]


@pytest.mark.parametrize(("answer", "post"), [(SAME, "Adviser"), (THEIRS, "Joint Secretary")])
def test_a_repeated_row_is_known_on_the_next_list(desk: Table, answer: Answer, post: str) -> None:
    before = contents(desk.workspace)
    result = desk.commit(desk.answered([ADVISER, SECRETARY], {1: answer}))
    assert (result.added, len(desk.people())) == (1, 2)
    rao = desk.people()[1]
    assert rao["designation"] == post
    for rows in ([ADVISER, SECRETARY], [SECRETARY, ADVISER]):
        again = desk.plan([(n, *row[1:]) for n, row in enumerate(rows, 5)])
        assert states(again) == [RowState.SAME, RowState.SAME], rows
        assert {row.delegate_id for row in again.rows} == {rao.id}
    desk.workspace.undo()
    assert contents(desk.workspace) == before


def test_two_rows_for_somebody_there_become_one_change(desk: Table) -> None:
    second = (2, "Menon Raghav", "Adviser", "Ministry of Mines", None, None)
    known, plan = desk.known([MENON_ROW, second])
    assert states(plan) == [RowState.SAME, RowState.DOUBTFUL]
    kept = imports.decided(known, plan, {1: SAME})
    assert states(kept) == [RowState.SAME, RowState.SAME]
    newer = imports.decided(known, plan, {1: THEIRS})
    assert states(newer) == [RowState.CHANGED, RowState.SAME]
    assert ("designation", "Director", "Adviser") in changes(newer.rows[0])
    desk.commit(newer)
    assert len(desk.people()) == 1
    assert desk.people()[0]["designation"] == "Adviser"


def test_two_doubts_about_one_person_do_not_overwrite_each_other(desk: Table) -> None:
    other = (2, "Raghaw Menon", "Director", "Ministry of Mines", None, "second@example.org")
    known, plan = desk.known([MISSPELT, other])
    both = imports.decided(known, plan, {0: SAME, 1: SAME})
    assert states(both)[1] is RowState.SAME
    assert both.rows[1].twin == 0
    assert [key for key, _, _ in changes(both.rows[0])] == ["designation", "email"]
    desk.commit(both)
    assert len(desk.people()) == 1


def test_three_rows_of_one_person_become_one(desk: Table) -> None:
    third = (3, "S. Rao", "Joint Secretary", "Ministry of Coal", None, "rao@coal.example")
    known, plan = desk.known([ADVISER, SECRETARY, third])
    answers = dict.fromkeys((1, 2), SAME)
    once = imports.decided(known, plan, answers)
    assert states(once) == [RowState.NEW, RowState.SAME, RowState.SAME]
    assert desk.commit(once).added == 1


def test_a_person_in_two_scripts_in_one_list_is_one_person_with_both_names(desk: Table) -> None:
    rows: list[tuple[object, ...]] = [
        (1, "Щукин Пётр Юрьевич", "Советник", "Минпромторг", None, "s@example.org"),
        (2, "Shchukin Petr Iurevich", "Adviser", "Ministry", None, "s@example.org"),
    ]
    known, plan = desk.known(rows, "RU")
    assert plan.rows[1].twin == 0
    once = imports.decided(known, plan, {1: SAME})
    assert once.rows[0].row.values["family_name"] == "Щукин"
    assert "Shchukin" in once.rows[0].row.values["latin_name"]
    assert once.rows[0].row.values["designation"] == "Советник"


# ------------------------------------------------------------------------ pairs in the session


def test_two_people_are_told_apart_and_undo_forgets_it(desk: Table) -> None:
    desk.commit(desk.plan([(1, "Sunita Rao", "Adviser")]))
    one, other = (person.id for person in desk.people())
    with desk.workspace.edit("Two people") as db:
        identity.tell_apart(db, other, one)
    with desk.workspace.edit("Again") as db:
        identity.tell_apart(db, one, other)
    assert len(desk.decisions()) == 1
    with desk.workspace.read() as db:
        assert identity.told_apart(db) == {(one, other)}
    desk.workspace.undo()
    with desk.workspace.read() as db:
        assert not identity.told_apart(db)


# ------------------------------------------------------------------------ a newer list


def test_whoever_is_found_in_a_newer_list_is_not_gone(desk: Table) -> None:
    rao = (2, "Sunita Rao", "Adviser", "Ministry of Coal", None, None)
    desk.commit(desk.plan([MENON_ROW, rao], sender="Mines"))
    newer = book([(1, *MISSPELT[1:]), (2, *rao[1:])])
    with desk.workspace.read() as db:
        known = imports.gather(db, newer, side="IN", sender="Mines", as_version=True)
    plan = imports.plan_with(known, newer, sender="Mines")
    # Who may be in a doubtful row is not gone before that is decided.
    assert states(plan) == [RowState.DOUBTFUL, RowState.SAME, RowState.SKIPPED]
    assert "in doubt" in plan.rows[2].reason
    same = imports.decided(known, plan, {0: SAME})
    assert states(same) == [RowState.CHANGED, RowState.SAME, RowState.SKIPPED]
    assert "as row 2" in same.rows[2].reason
    other = imports.decided(known, plan, {0: OTHER})
    assert states(other) == [RowState.NEW, RowState.SAME, RowState.REMOVED]
    assert not other.rows[2].reason
    assert imports.decided(known, plan, {}) == plan
    desk.commit(same)
    assert [p["status"] for p in desk.people()] == ["", ""]
    with desk.workspace.read() as db:
        again = imports.plan(db, newer, side="IN", sender="Mines", as_version=True)
    assert states(again) == [RowState.SAME, RowState.SAME]
    desk.workspace.undo()
    with desk.workspace.read() as db:
        known = imports.gather(db, newer, side="IN", sender="Mines", as_version=True)
    assert states(imports.plan_with(known, newer, sender="Mines"))[0] is RowState.DOUBTFUL
