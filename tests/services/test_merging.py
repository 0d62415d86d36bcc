"""Two entries of one person become one, and one Undo brings both back exactly."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import select
from tests.services.test_identity import SAME, Table
from tests.services.test_imports import GRUZDEV, MENON, MENON_ROW
from tests.storage.contents import agrees, contents

from rapporteur.domain.delegates import DELEGATE, Delegate
from rapporteur.domain.errors import UserError
from rapporteur.domain.importing import Remembered, RowState, Verdict
from rapporteur.domain.merging import SIDE, differing, from_the_other, merged
from rapporteur.domain.names import full_name
from rapporteur.domain.sessions import INDIA, RUSSIA
from rapporteur.services import delegates, sessions
from rapporteur.services.facts import DelegateFacts, Facts
from rapporteur.services.importing import identity, imports
from rapporteur.services.merging import merge
from rapporteur.services.workspace import OpenMode, Workspace
from rapporteur.storage.tables import DelegateSourceRow

TWICE = (2, "R. Menon", "Joint Secretary", "Coal India", "+91 11 2345 6789", "r.menon@coal.example")


def make(path: Path) -> Table:
    workspace = Workspace.create(path)
    facts = Facts(
        {"ordinal": "11", "working_group_en": "Group", "start_date": "2025-08-06",
         "languages": "en; ru"},
        (INDIA.values, RUSSIA.values),
        delegates=[DelegateFacts(0, MENON), DelegateFacts(1, GRUZDEV)],
    )  # fmt: skip
    with workspace.edit("New session") as db:
        sessions.create_session(db, facts)
    return Table(workspace)


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Table]:
    made = make(tmp_path / "session.rapporteur")
    # Somebody between the two, so that the order has something to close up.
    rows = [MENON_ROW, (3, "Sunita Rao", "Adviser", "Coal"), TWICE, (4, "Bal Thapar", "Director")]
    plan = made.plan(rows, sender="Coal")
    made.commit(plan, accepted={0, 1, 2, 3})
    yield made
    made.workspace.close()


def join(desk: Table, stays: Delegate, goes: Delegate, taken: frozenset[str]) -> Delegate:
    with desk.workspace.edit("Merge") as db:
        return merge(db, stays, goes, taken)


def pair(desk: Table) -> tuple[Delegate, Delegate]:
    return desk.named("Raghav Menon"), desk.named("R. Menon")


def test_filled_comes_over_empty_and_otherwise_the_one_who_stays(desk: Table) -> None:
    stays, goes = pair(desk)
    taken = from_the_other(goes, stays)
    assert {"diet", "honorific"} <= taken
    values = merged(goes, stays, taken)
    assert (values["diet"], values["designation"]) == ("Vegetarian", "Joint Secretary")
    assert SIDE not in differing(stays, goes)


def test_two_become_one_and_the_order_closes_up(desk: Table) -> None:
    stays, goes = pair(desk)
    before = [full_name(p) for p in desk.people()]
    assert before == ["Raghav Menon", "Sunita Rao", "R. Menon", "Bal Thapar"]
    found = join(desk, stays, goes, frozenset({"designation"}))
    assert (found.id, found["designation"], found["diet"]) == (
        stays.id,
        "Joint Secretary",
        "Vegetarian",
    )
    assert [full_name(p) for p in desk.people()] == ["Raghav Menon", "Sunita Rao", "Bal Thapar"]
    assert [p.position for p in desk.people()] == [1, 2, 3]


def test_one_undo_brings_both_back_exactly_and_redo_merges_again(desk: Table) -> None:
    before = contents(desk.workspace)
    stays, goes = pair(desk)
    join(desk, stays, goes, frozenset({"designation", "email"}))
    after = contents(desk.workspace)
    assert agrees(desk.workspace)
    desk.workspace.undo()
    assert contents(desk.workspace) == before
    desk.workspace.redo()
    assert contents(desk.workspace) == after
    assert agrees(desk.workspace)


def test_where_the_other_came_from_belongs_to_the_one_who_stays(desk: Table) -> None:
    stays, goes = pair(desk)
    join(desk, stays, goes, frozenset())
    with desk.workspace.read() as db:
        sources = db.execute(
            select(DelegateSourceRow.row).where(DelegateSourceRow.delegate_id == stays.id)
        ).scalars()
        assert sorted(sources) == [2, 4]


def test_both_names_lead_the_next_list_to_the_one_who_stays(desk: Table) -> None:
    stays, goes = pair(desk)
    join(desk, stays, goes, frozenset())
    plan = desk.plan([(9, *TWICE[1:])], sender="Embassy")
    assert plan.rows[0].state in {RowState.CHANGED, RowState.SAME}
    assert plan.rows[0].delegate_id == stays.id
    both = desk.plan([MENON_ROW, (9, *TWICE[1:])], sender="Coal")
    assert [row.delegate_id for row in both.rows] == [stays.id, stays.id]
    assert [row.state for row in both.rows] == [RowState.SAME, RowState.SAME]


def test_the_name_given_up_is_remembered_too(desk: Table) -> None:
    stays, goes = pair(desk)
    join(desk, stays, goes, frozenset({"given_name"}))
    assert full_name(desk.people()[0]) == "R. Menon"
    (row,) = desk.plan([MENON_ROW]).rows
    assert row.delegate_id == stays.id
    assert row.state is not RowState.DOUBTFUL


def test_what_was_decided_between_the_two_is_void(desk: Table) -> None:
    """The second row came in as another person; now it is known that this was wrong."""
    stays, goes = pair(desk)
    other = Remembered(stays.id, Verdict.OTHER, "menon r", {"family_name": "Menon"})
    with desk.workspace.edit("Decided") as db:
        identity.remember(db, [other], [identity.pair(stays.id, goes.id)])
    join(desk, stays, goes, frozenset())
    with desk.workspace.read() as db:
        assert not identity.told_apart(db)
        verdicts = {(d.name_key, d.verdict.value) for d in identity.remembered(db)}
    assert verdicts == {("menon raghav", "same"), ("menon r", "same")}


def test_decisions_about_others_are_handed_over(desk: Table) -> None:
    stays, goes = pair(desk)
    thapar, rao = desk.named("Bal Thapar"), desk.named("Sunita Rao")
    with desk.workspace.edit("Two people") as db:
        identity.tell_apart(db, goes.id, thapar.id)
        identity.tell_apart(db, stays.id, rao.id)
    row = (7, "Ragav Menon", "Joint Secretary", "Coal India", None, "r.menon@coal.example")
    known, plan = desk.known([row])
    desk.commit(imports.decided(known, plan, {0: SAME}))
    stays, goes = pair(desk)
    join(desk, stays, goes, frozenset())
    with desk.workspace.read() as db:
        assert identity.told_apart(db) == {
            identity.pair(stays.id, thapar.id),
            identity.pair(stays.id, rao.id),
        }
    assert desk.plan([row]).rows[0].delegate_id == stays.id


def test_the_side_and_the_place_of_the_other_can_be_taken(desk: Table) -> None:
    before = contents(desk.workspace)
    rao, gruzdev = desk.named("Sunita Rao"), desk.people("RU")[0]
    assert differing(rao, gruzdev)[0] == SIDE
    found = join(desk, rao, gruzdev, frozenset({SIDE}))
    assert (found.side_id, found.position) == (gruzdev.side_id, 1)
    assert [p.position for p in desk.people("IN")] == [1, 2, 3]
    assert [full_name(p) for p in desk.people("RU")] == ["Sunita Rao"]
    desk.workspace.undo()
    assert contents(desk.workspace) == before


def test_an_entry_changed_since_it_was_shown_stops_the_merge(desk: Table) -> None:
    stays, goes = pair(desk)
    desk.edit("R. Menon", "diet", "Jain")
    held = contents(desk.workspace)
    with pytest.raises(UserError) as refused:
        join(desk, stays, goes, frozenset())
    assert refused.value.code == "merge.stale"
    assert contents(desk.workspace) == held


def test_nobody_is_merged_with_oneself(desk: Table) -> None:
    stays, _ = pair(desk)
    with pytest.raises(ValueError, match="itself"):
        join(desk, stays, stays, frozenset())


@settings(max_examples=15)
@given(data=st.data())
def test_whatever_is_merged_comes_back_exactly(
    tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
) -> None:
    """Merges of any two, with any choice of values, one after the other; then all undone."""
    desk = make(tmp_path_factory.mktemp("merge") / "session.rapporteur")
    try:
        rows = [MENON_ROW, (3, "Sunita Rao", "Adviser", "Coal"), TWICE,
                (4, "Bal Thapar", "Director"), (5, "RAO Sunita", "Secretary", "Coal")]  # fmt: skip
        desk.commit(desk.plan(rows, sender="Coal"), accepted=set(range(5)))
        held = [contents(desk.workspace)]
        for _ in range(data.draw(st.integers(1, 3))):
            people = [*desk.people("IN"), *desk.people("RU")]
            two = data.draw(st.permutations(people))[:2]
            keys = st.sampled_from((SIDE, *DELEGATE.keys))
            join(desk, two[0], two[1], data.draw(st.frozensets(keys)))
            held.append(contents(desk.workspace))
            for code in ("IN", "RU"):
                side = desk.people(code)
                assert [p.position for p in side] == list(range(1, len(side) + 1))
        assert agrees(desk.workspace)
        for expected in reversed(held[:-1]):
            desk.workspace.undo()
            assert contents(desk.workspace) == expected
        for expected in held[1:]:
            desk.workspace.redo()
            assert contents(desk.workspace) == expected
        assert agrees(desk.workspace)
    finally:
        desk.workspace.close()


def test_a_merge_is_refused_in_view_only_mode(desk: Table) -> None:
    stays, goes = pair(desk)
    path = desk.workspace.path
    desk.workspace.close()
    viewed = Workspace.open(path, OpenMode.VIEW)
    try:
        with pytest.raises(UserError) as refused, viewed.edit("Merge") as db:
            merge(db, stays, goes)
        assert refused.value.code == "file.read_only"
        with viewed.read() as db:
            assert len(delegates.list_delegates(db)) == 5
    finally:
        viewed.close()
