"""What a list would do to the session, row by row, and what it then does."""

from __future__ import annotations

import hashlib
import io
from collections.abc import Iterator, Sequence
from pathlib import Path

import openpyxl
import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session as Db

from rapporteur.domain.delegates import Delegate
from rapporteur.domain.editing import FieldEdit
from rapporteur.domain.errors import UserError
from rapporteur.domain.importing import ImportPlan, ImportResult, PlannedRow, RowState
from rapporteur.domain.names import full_name
from rapporteur.domain.sessions import INDIA, RUSSIA
from rapporteur.domain.workbook import Book, Sheet
from rapporteur.services import delegates, sessions
from rapporteur.services.facts import DelegateFacts, Facts
from rapporteur.services.importing import imports
from rapporteur.services.workspace import Workspace
from rapporteur.storage.tables import (
    DelegateSourceRow,
    ReceivedListRow,
    SenderRow,
    StoredFileRow,
)

MENON = {
    "honorific": "Shri", "family_name": "Menon", "given_name": "Raghav",
    "designation": "Director", "organisation": "Ministry of Mines", "phone": "+91 98765 43210",
    "email": "menon@example.org", "diet": "Vegetarian",
}  # fmt: skip
GRUZDEV = {
    "family_name": "Груздев", "given_name": "Алексей", "patronymic": "Владимирович",
    "designation": "Директор", "organisation": "Минпромторг",
}  # fmt: skip
HEADINGS = ("No.", "Name", "Designation", "Organisation", "Mobile", "E-mail")
MENON_ROW = (1, "Shri Raghav Menon", "Director", "Ministry of Mines", "+919876543210",
             "menon@example.org")  # fmt: skip


def book(rows: Sequence[Sequence[object]], headings: Sequence[str] = HEADINGS) -> Book:
    """A list as it comes out of the reading, with a hash that follows its content."""
    cells = (tuple(headings), *(tuple(row) for row in rows))
    digest = hashlib.sha256(repr(cells).encode()).hexdigest()
    return Book("list.xlsx", digest, (Sheet("Sheet1", False, cells),))  # type: ignore[arg-type]  # plain cells


class Desk:
    def __init__(self, workspace: Workspace) -> None:
        self.workspace = workspace

    def plan(self, rows: Sequence[Sequence[object]], *, side: str = "IN", sender: str = "",
             headings: Sequence[str] = HEADINGS) -> ImportPlan:  # fmt: skip
        with self.workspace.read() as db:
            return imports.plan(db, book(rows, headings), side=side, sender=sender)

    def one(self, *row: object, headings: Sequence[str] = HEADINGS) -> PlannedRow:
        (planned,) = self.plan([row], headings=headings).rows
        return planned

    def commit(self, plan: ImportPlan, accepted: set[int] | None = None,
               content: bytes = b"") -> ImportResult:  # fmt: skip
        with self.workspace.edit("Import of list.xlsx") as db:
            return imports.commit(db, plan, accepted, content)

    def people(self, side: str = "IN") -> list[Delegate]:
        with self.workspace.read() as db:
            return delegates.list_delegates(db, sessions.side_by_code(db, side).id)

    def named(self, name: str) -> Delegate:
        with self.workspace.read() as db:
            return next(p for p in delegates.list_delegates(db) if full_name(p) == name)

    def edit(self, name: str, key: str, new: str) -> None:
        person = self.named(name)
        with self.workspace.edit("Edit") as db:
            delegates.update_delegate(db, person.id, {key: FieldEdit(person[key], new)})

    def rows(self, table: type) -> list[object]:
        with self.workspace.read() as db:
            return list(db.execute(select(table)).scalars())


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    workspace = Workspace.create(tmp_path / "session.rapporteur")
    facts = Facts(
        {"ordinal": "11", "working_group_en": "Group", "start_date": "2025-08-06",
         "languages": "en; ru"},
        (INDIA.values, RUSSIA.values),
        delegates=[DelegateFacts(0, MENON), DelegateFacts(1, GRUZDEV)],
    )  # fmt: skip
    with workspace.edit("New session") as db:
        sessions.create_session(db, facts)
    yield Desk(workspace)
    workspace.close()


def changes(planned: PlannedRow) -> list[tuple[str, str, str]]:
    return [(change.field, change.old, change.new) for change in planned.changes]


# ------------------------------------------------------------------ states of rows


def test_the_same_person_with_the_same_data_is_the_same(desk: Desk) -> None:
    planned = desk.one(*MENON_ROW)
    assert planned.state is RowState.SAME
    assert planned.delegate_id == desk.named("Raghav Menon").id


@pytest.mark.parametrize(
    "name",
    ["Raghav Menon", "MENON Raghav", "Shri Raghav  MENON", "Menon, Raghav", "raghav menon"],
)
def test_another_way_to_write_the_name_is_no_change(desk: Desk, name: str) -> None:
    assert desk.one(1, name, *MENON_ROW[2:]).state is RowState.SAME


def test_a_changed_cell_is_a_change_from_old_to_new(desk: Desk) -> None:
    planned = desk.one(1, "Shri Raghav Menon", "Joint Secretary", *MENON_ROW[3:])
    assert planned.state is RowState.CHANGED
    assert planned.accepted
    assert changes(planned) == [("designation", "Director", "Joint Secretary")]


def test_an_empty_cell_of_a_list_from_outside_says_nothing(desk: Desk) -> None:
    assert desk.one(1, "Raghav Menon", "Director", None, None, None).state is RowState.SAME


def test_somebody_else_is_new_and_comes_at_the_end(desk: Desk) -> None:
    plan = desk.plan([(1, "Dr. Sunita Rao", "Adviser"), (2, "Anil Tripathi", "Director")])
    assert [row.state for row in plan.rows] == [RowState.NEW, RowState.NEW]
    desk.commit(plan)
    assert [full_name(p) for p in desk.people()] == ["Raghav Menon", "Sunita Rao", "Anil Tripathi"]
    assert [p.position for p in desk.people()] == [1, 2, 3]


def test_a_near_name_is_doubtful_and_says_why(desk: Desk) -> None:
    planned = desk.one(1, "Raghav Menonn", "Director", "Ministry of Mines")
    assert planned.state is RowState.DOUBTFUL
    assert not planned.accepted
    assert planned.delegate_id == desk.named("Raghav Menon").id
    assert planned.reason.startswith("May be No. 1, Raghav Menon: ")


def test_one_name_with_another_post_and_contacts_is_asked_about(desk: Desk) -> None:
    planned = desk.one(1, "Raghav Menon", "Manager", "Coal India", "+91 11111 11111", "r@b.in")
    assert planned.state is RowState.DOUBTFUL
    assert "another post" in planned.reason


def test_one_name_with_another_date_of_birth_is_somebody_else(desk: Desk) -> None:
    desk.edit("Raghav Menon", "date_of_birth", "1970-01-01")
    headings = ("Name", "Designation", "Date of birth")
    assert desk.one("Raghav Menon", "Director", "1985-02-03", headings=headings).state is (
        RowState.NEW
    )
    assert desk.one("Raghav Menon", "Adviser", "1970-01-01", headings=headings).state is (
        RowState.CHANGED
    )


def test_of_two_namesakes_each_row_finds_its_own(desk: Desk) -> None:
    other = (2, "Raghav Menon", "Manager", "Coal India", "+91 11111 11111", "other@example.org")
    plan = desk.plan([MENON_ROW, other])
    assert [row.state for row in plan.rows] == [RowState.SAME, RowState.NEW]
    desk.commit(plan)
    again = desk.plan([other, MENON_ROW])
    assert [row.state for row in again.rows] == [RowState.SAME, RowState.SAME]
    assert [row.delegate_id for row in again.rows] == [p.id for p in reversed(desk.people())]


def test_the_same_person_twice_in_the_list_is_asked_about(desk: Desk) -> None:
    plan = desk.plan(
        [
            (1, "Sunita Rao", "Adviser", "Ministry of Coal"),
            (2, "Anil Tripathi", "Director", "Ministry of Steel"),
            (3, "RAO Sunita", "Joint Secretary", "Ministry of Coal"),
            (4, "Anil Tripathy", "Director", "Ministry of Steel"),
        ]
    )
    states = [row.state for row in plan.rows]
    assert states == [RowState.NEW, RowState.NEW, RowState.DOUBTFUL, RowState.DOUBTFUL]
    assert "Also in row 2" in plan.rows[2].reason
    assert "Also in row 3" in plan.rows[3].reason


def test_a_second_row_for_somebody_there_is_asked_about(desk: Desk) -> None:
    plan = desk.plan([MENON_ROW, (2, "Raghav Menon", "Adviser", "Ministry of Mines")])
    assert [row.state for row in plan.rows] == [RowState.SAME, RowState.DOUBTFUL]


def test_a_row_without_a_name_is_faulty_and_a_total_is_skipped(desk: Desk) -> None:
    plan = desk.plan(
        [(1, None, "Director", "Ministry of Mines"), (2, "Sunita Rao", "Adviser"), ("Total: 2",)]
    )
    assert [row.state for row in plan.rows] == [RowState.FAULTY, RowState.NEW, RowState.SKIPPED]
    assert all(row.reason for row in plan.rows if row.state is not RowState.NEW)
    result = desk.commit(plan, accepted={0, 1, 2})
    assert (result.added, result.left_out) == (1, 2)


def test_a_name_to_be_confirmed_is_asked_about(desk: Desk) -> None:
    assert desk.one(1, "TBC", "Director", "Ministry of Mines").state is RowState.DOUBTFUL


def test_a_withdrawn_person_in_a_list_is_pointed_out(desk: Desk) -> None:
    with desk.workspace.edit("Withdraw") as db:
        delegates.withdraw(db, [desk.named("Raghav Menon").id])
    plan = desk.plan([MENON_ROW])
    assert plan.rows[0].state is RowState.SAME
    assert "withdrawn_here" in {issue.code for issue in plan.issues}


# -------------------------------------------------------------------------- sides


def test_a_column_sends_each_row_to_its_side_and_others_are_skipped(desk: Desk) -> None:
    rows = [("Sunita Rao", "Adviser", "India"), ("Пётр Орлов", "Советник", "Россия"),
            ("John Smith", "Envoy", "Brazil")]  # fmt: skip
    headings = ("Name", "Designation", "Country")
    plan = desk.plan(rows, side="", headings=headings)
    assert [row.state.value for row in plan.rows] == ["new", "new", "skipped"]
    assert "Brazil" in plan.rows[2].reason
    desk.commit(plan)
    assert len(desk.people("IN")) == len(desk.people("RU")) == 2
    forced = desk.plan(rows, side="ru", headings=headings)
    russia = desk.people("RU")[0].side_id
    assert {row.side_id for row in forced.rows} == {russia}


def test_a_list_of_nobody_knows_whom_is_skipped_until_the_side_is_chosen(desk: Desk) -> None:
    plan = desk.plan([(1, "Sunita Rao", "Adviser")], side="")
    assert plan.rows[0].state is RowState.SKIPPED
    assert "choose the side" in plan.rows[0].reason
    assert [issue.code for issue in plan.issues].count("no_side") == 1


def test_an_unknown_side_is_refused_in_words(desk: Desk) -> None:
    with pytest.raises(UserError) as refused:
        desk.plan([MENON_ROW], side="XX")
    assert "IN" in refused.value.advice


def test_a_name_in_the_other_script_does_not_replace_the_one_that_is_there(desk: Desk) -> None:
    """The Russian list in Latin letters: the same person, and a form that was still missing."""
    with desk.workspace.read() as db:
        plan = imports.plan(
            db, book([(1, "Gruzdev Aleksei Vladimirovich", "Director")]), side="RU"
        )  # fmt: skip
    (planned,) = plan.rows
    assert planned.state in {RowState.CHANGED, RowState.DOUBTFUL}
    assert not {c.field for c in planned.changes} & {"family_name", "given_name", "patronymic"}


# ------------------------------------------------------------------------- commit


def test_nothing_is_written_by_a_plan(desk: Desk) -> None:
    before = desk.workspace.path.read_bytes()
    desk.plan([(1, "Sunita Rao", "Adviser")])
    assert desk.workspace.path.read_bytes() == before


def test_the_same_list_again_changes_nothing(desk: Desk) -> None:
    rows = [MENON_ROW, (2, "SUNITA RAO", "Adviser", "Ministry of Coal", "009198", "s@example.org"),
            (3, "Груздев А.В.", "Директор", "Завод")]  # fmt: skip
    desk.commit(desk.plan(rows))
    steps = len(desk.workspace.journal())
    again = desk.plan(rows)
    assert {row.state for row in again.rows} == {RowState.SAME}
    assert "seen_before" in {issue.code for issue in again.issues}
    result = desk.commit(again)
    assert (result.step, result.added, result.changed) == (0, 0, 0)
    assert len(desk.workspace.journal()) == steps
    assert len(desk.rows(ReceivedListRow)) == 1


def test_one_undo_takes_the_whole_import_back(desk: Desk) -> None:
    before = [p.values for p in desk.people()]
    plan = desk.plan([(1, "Raghav Menon", "Secretary", "Ministry of Mines"), (2, "Sunita Rao", "")])
    result = desk.commit(plan)
    assert (result.added, result.changed, result.left_out) == (1, 1, 0)
    assert desk.workspace.journal(limit=1)[0].id == result.step
    assert len(desk.rows(DelegateSourceRow)) == 2
    desk.workspace.undo()
    assert [p.values for p in desk.people()] == before
    assert not desk.rows(DelegateSourceRow)
    assert not desk.rows(ReceivedListRow)
    desk.workspace.redo()
    assert [p["designation"] for p in desk.people()] == ["Secretary", ""]
    assert len(desk.rows(DelegateSourceRow)) == 2


def test_people_come_in_the_order_of_the_list_though_most_rows_are_skipped(desk: Desk) -> None:
    """Row numbers far apart: gathered in a set, they would come in the order of their hashes."""
    names = ("Zoya Merchant", "Bal Thapar", "Om Wadhwa", "Ira Chopra", "Dev Solanki", "Uma Kaul")
    wanted = dict(zip((3, 70, 129, 500, 1030, 1100), names, strict=True))
    rows = [
        ("India" if at in wanted else "Peru", wanted.get(at, "Juan Perez"), f"Post {at}")
        for at in range(1, 1168)
    ]
    desk.commit(desk.plan(rows, side="", headings=("Delegation", "Name", "Designation")))
    came = [full_name(person) for person in desk.people()]
    assert [name for name in came if name in names] == list(names)


def test_rows_can_be_left_out_and_doubtful_ones_become_another_person(desk: Desk) -> None:
    plan = desk.plan(
        [
            (1, "Raghav Menon", "Secretary", "Ministry of Mines"),
            (2, "Raghav Menonn", "Director", "Ministry of Mines"),
            (3, "Sunita Rao", "Adviser"),
        ]
    )
    result = desk.commit(plan, accepted={1})
    assert (result.added, result.changed, result.left_out) == (1, 0, 2)
    assert [full_name(p) for p in desk.people()] == ["Raghav Menon", "Raghav Menonn"]
    assert desk.named("Raghav Menon")["designation"] == "Director"
    # What was left out is offered again.
    assert desk.plan([(1, "Raghav Menon", "Secretary", "Ministry of Mines")]).rows[0].changes


def test_the_original_text_of_every_cell_and_the_file_are_kept(desk: Desk) -> None:
    stream = io.BytesIO()
    made = openpyxl.Workbook()
    made.active.append(["x"])
    made.save(stream)
    content = stream.getvalue()
    plan = desk.plan([(1, "  Dr.  Sunita RAO ", "Adviser", None, "98765", None)], sender="Ministry")
    with pytest.raises(UserError, match="was changed after it was read"):
        desk.commit(plan, content=content)
    assert len(desk.people()) == 1
    digest = hashlib.sha256(content).hexdigest()
    desk.commit(ImportPlan(plan.file_name, digest, plan.layout, plan.sender, plan.rows, ()),
                content=content)  # fmt: skip
    (kept,) = desk.rows(ReceivedListRow)
    assert (kept.name, kept.sender, kept.sha256) == ("list.xlsx", "Ministry", digest)  # type: ignore[attr-defined]  # rows of one table
    (source,) = desk.rows(DelegateSourceRow)
    assert source.original["Name"] == "  Dr.  Sunita RAO "  # type: ignore[attr-defined]
    assert (source.sheet, source.row) == ("Sheet1", 2)  # type: ignore[attr-defined]
    (stored,) = desk.rows(StoredFileRow)
    assert stored.data == content  # type: ignore[attr-defined]


def test_a_person_changed_after_the_preview_stops_the_import(desk: Desk) -> None:
    plan = desk.plan([(1, "Raghav Menon", "Secretary", "Ministry of Mines"), (2, "Sunita Rao", "")])
    desk.edit("Raghav Menon", "designation", "Adviser")
    with pytest.raises(UserError) as refused:
        desk.commit(plan)
    assert refused.value.code == "import.stale"
    assert len(desk.people()) == 1
    assert not desk.rows(ReceivedListRow)


def test_another_field_changed_after_the_preview_does_not(desk: Desk) -> None:
    plan = desk.plan([(1, "Raghav Menon", "Secretary", "Ministry of Mines")])
    desk.edit("Raghav Menon", "diet", "Jain")
    desk.commit(plan)
    assert desk.named("Raghav Menon")["designation"] == "Secretary"
    assert desk.named("Raghav Menon")["diet"] == "Jain"


def test_what_a_sender_has_not_changed_leaves_the_correction_here_alone(desk: Desk) -> None:
    """The ministry's second list repeats the slip that the secretariat has corrected."""
    desk.commit(desk.plan([(1, "Sunita Rao", "Advisor", "Coal")], sender="Ministry of Coal"))
    desk.edit("Sunita Rao", "designation", "Adviser")
    second = [(1, "Sunita Rao", "Advisor", "Ministry of Coal")]
    (planned,) = desk.plan(second, sender="Ministry of Coal").rows
    assert changes(planned) == [("organisation", "Coal", "Ministry of Coal")]
    (stranger,) = desk.plan(second, sender="Embassy").rows
    assert stranger.state is RowState.DOUBTFUL  # neither post agrees with what is here


def test_what_both_have_changed_is_not_proposed(desk: Desk) -> None:
    desk.commit(desk.plan([(1, "Sunita Rao", "Advisor", "Coal")], sender="Ministry"))
    desk.edit("Sunita Rao", "designation", "Adviser")
    (planned,) = desk.plan([(1, "Sunita Rao", "Director", "Coal")], sender="Ministry").rows
    assert planned.state is RowState.CHANGED
    assert not planned.accepted
    assert "Designation" in planned.reason


def test_a_mapping_is_remembered_per_sender(desk: Desk) -> None:
    headings = ("Name", "Designation", "Kasten")
    rows = [("Sunita Rao", "Adviser", "Ministry of Coal"), ("Anil Tripathi", "Director", "Steel")]
    with desk.workspace.read() as db:
        plan = imports.plan(
            db, book(rows, headings), side="IN", sender="Coal", chosen={3: "organisation"}
        )  # fmt: skip
    desk.commit(plan)
    assert desk.named("Sunita Rao")["organisation"] == "Ministry of Coal"
    with desk.workspace.read() as db:
        assert imports.senders(db) == ["Coal"]
    next_list = [("Kavita Deshpande", "Director", "Railways")]
    remembered = desk.plan(next_list, sender="Coal", headings=headings)
    assert remembered.layout.columns[2].how == "remembered"
    assert desk.plan(next_list, headings=headings).layout.columns[2].target != "organisation"
    desk.workspace.undo()
    assert not desk.rows(SenderRow)


def test_a_text_that_cannot_be_stored_is_cleaned_or_left_out_with_a_word(desk: Desk) -> None:
    plan = desk.plan([(1, "Sunita \u202eRao", "Advi\u200bser\x07", "x" * 40_000)])
    assert plan.rows[0].state is RowState.NEW
    desk.commit(plan)
    (rao,) = [p for p in desk.people() if p["given_name"].startswith("Sunita")]
    assert rao["designation"] == "Adviser"
    assert plan.issues


def test_the_plan_is_the_same_whatever_way_the_session_is_read(desk: Desk, tmp_path: Path) -> None:
    del tmp_path

    def both(db: Db) -> tuple[ImportPlan, ImportPlan]:
        received = book([MENON_ROW, (2, "Sunita Rao", "Adviser")])
        known = imports.gather(db, received, side="IN")
        return imports.plan(db, received, side="IN"), imports.plan_with(known, received)

    with desk.workspace.read() as db:
        one, other = both(db)
    assert one == other
