"""Carrying over from session to session: nothing drops out silently, nothing comes twice."""

from __future__ import annotations

import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.services.conftest import facts
from tests.storage.contents import agrees
from tests.storage.contents import contents as dump

from rapporteur.domain.actions import ACTION_STATES, DONE, DROPPED, IN_PROGRESS, OPEN
from rapporteur.domain.carrying import (
    CarryChoice,
    CarryReport,
    Delegates,
    Fate,
    Part,
    Reason,
    report_text,
)
from rapporteur.domain.column_sets import ColumnSet
from rapporteur.domain.editing import FieldEdit
from rapporteur.domain.errors import UserError
from rapporteur.domain.fields import Privacy
from rapporteur.services import delegates, sessions, stored
from rapporteur.services.agenda.editing import add_item
from rapporteur.services.agenda.reading import agenda
from rapporteur.services.carrying.contents import Contents, contents, contents_of
from rapporteur.services.carrying.founding import NextSession, create_next, plan_next
from rapporteur.services.carrying.planning import make_plan
from rapporteur.services.carrying.taking import take_over
from rapporteur.services.facts import sample_facts
from rapporteur.services.protocol import paragraphs
from rapporteur.services.workspace import Db, OpenMode, Workspace

SAMPLES = Path(__file__).parents[1] / "samples"
NEXT = NextSession({"start_date": "2025-08-06", "city_en": "New Delhi"})


@pytest.fixture(scope="module")
def tenth_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample of the 10th Session."""
    path = tmp_path_factory.mktemp("tenth") / "10.rapporteur"
    workspace = Workspace.create(path)
    with workspace.edit("New session") as db:
        sessions.create_session(db, sample_facts("samples/tenth-session.toml"))
    workspace.close()
    return path


@pytest.fixture
def tenth(tenth_file: Path, tmp_path: Path) -> Path:
    """A copy of it to work in."""
    return Path(shutil.copy(tenth_file, tmp_path / "10.rapporteur"))


def edit(path: Path, work) -> object:
    """Change a file as somebody else would."""
    workspace = Workspace.open(path)
    try:
        with workspace.edit("Edit") as db:
            return work(db)
    finally:
        workspace.close()


def founded(path: Path, target: Path, choice: CarryChoice | None = None, wanted=NEXT):
    """The next session made of `path`: what it holds, and the report."""
    workspace, report = create_next(target, "New session", contents_of(path), wanted, choice)
    with workspace.read() as db:
        held = contents(db)
    assert agrees(workspace)
    workspace.close()
    return held, report


def taken(path: Path, target: Path, choice: CarryChoice | None = None) -> CarryReport:
    """What the report of taking over `path` into `target` says."""
    old = contents_of(path)
    return edit(target, lambda db: take_over(db, old, choice))


def action(held: Contents, number: str):
    (found,) = [a for a in held.actions if a["number"] == number]
    return found


def line(report: CarryReport, part: Part, text: str):
    """The one line of a part whose name begins so."""
    (found,) = [x for x in report.lines if x.part is part and x.name.startswith(text)]
    return found


def set_action(path: Path, number: str, **values: str) -> None:
    held = contents_of(path)
    found = action(held, number)
    edit(path, lambda db: stored.set_fields(db, stored.ACTION_ITEMS, {found.id: values}))


def add_progress(path: Path, number: str, text: str) -> None:
    found = action(contents_of(path), number)
    row = {"date": "2025-09-01", "text": text, "status": IN_PROGRESS}
    edit(
        path, lambda db: stored.create(db, stored.PROGRESS_ENTRIES, [row], action_id=found.id)
    )  # fmt: skip


# A new session ------------------------------------------------------------------------


def test_the_next_session_knows_the_one_before(tenth: Path, tmp_path: Path) -> None:
    held, _ = founded(tenth, tmp_path / "11.rapporteur")
    old = contents_of(tenth)
    assert held.session["ordinal"] == "11"
    assert held.session["previous_ordinal"] == "10"
    assert held.session["previous_date"] == "2024-10-15"
    assert held.session["previous_place_ru"] == "Москва"
    assert held.session["interpretation"] == old.session["interpretation"] != ""
    assert held.session["agenda_circulated"] == ""
    assert held.session["end_date"] == held.session["signing_date"] == "2025-08-06"
    assert [(s.uuid, s["aliases"], s["ranks"]) for s in held.sides] == [
        (s.uuid, s["aliases"], s["ranks"]) for s in old.sides
    ]
    assert [s["host"] for s in old.sides] == ["", "yes"]
    assert [s["host"] for s in held.sides] == ["yes", ""]  # sessions alternate
    assert held.session["time_zone"] == ""  # of the other country, which nobody has said


def test_the_next_session_is_held_where_the_last_protocol_said(tenth: Path, tmp_path: Path) -> None:
    agreed = {"next_place_en": "New Delhi", "next_place_ru": "Нью-Дели", "terms": "the Sides"}

    def said(db: Db) -> None:
        now = sessions.session(db)
        edits = {key: FieldEdit(now[key], text) for key, text in agreed.items()}
        sessions.update_session(db, edits)

    edit(tenth, said)
    wanted = NextSession({"start_date": "2025-08-06"})
    held, _ = founded(tenth, tmp_path / "11.rapporteur", wanted=wanted)
    assert (held.session["city_en"], held.session["city_ru"]) == ("New Delhi", "Нью-Дели")
    assert held.session["terms"] == "the Sides"
    assert held.session["next_place_en"] == ""
    wanted = NextSession({"start_date": "2025-08-06", "city_en": "Mumbai"})
    held, _ = founded(tenth, tmp_path / "11b.rapporteur", wanted=wanted)
    assert (held.session["city_en"], held.session["city_ru"]) == ("Mumbai", "")


def test_the_protocol_stays_and_what_was_agreed_in_it_is_remembered_by_paragraph(
    tmp_path: Path,
) -> None:
    path = tmp_path / "11.rapporteur"
    workspace = Workspace.create(path)
    with workspace.edit("New session") as db:
        sessions.create_session(db, sample_facts())
    with workspace.edit("Renumber") as db:
        now = paragraphs.protocol(db)
        by_number = {number: uuid for uuid, number in now.numbers.items()}
        first, ninth, twelfth = (
            next(one.id for one in now.paragraphs if one.uuid == by_number[number])
            for number in (1, 9, 12)
        )
        paragraphs.withdraw(db, [first, ninth])
        paragraphs.add(db, {"text_en": "The Sides agreed."}, after=twelfth)
    workspace.close()
    wanted = NextSession({"start_date": "2026-05-06"})
    held, _ = founded(path, tmp_path / "12.rapporteur", wanted=wanted)
    assert action(held, "11/05")["origin"] == "para 17 of the Protocol of the 11th Session"
    assert action(held, "11/01")["origin"] == "item 11/01 of the 11th Session"
    assert {a["paragraph"] for a in held.actions} == {""}
    workspace = Workspace.open(tmp_path / "12.rapporteur")
    with workspace.read() as db:
        assert paragraphs.protocol(db).paragraphs == ()
    workspace.close()


def test_unfinished_actions_come_with_history_number_and_origin(
    tenth: Path, tmp_path: Path
) -> None:
    held, report = founded(tenth, tmp_path / "11.rapporteur")
    old = contents_of(tenth)
    assert [a.uuid for a in held.actions] == [a.uuid for a in old.actions if not a.closed]
    for new in held.actions:
        before = next(a for a in old.actions if a.uuid == new.uuid)
        for key in ("number", "text_en", "text_ru", "due_words", "due_date", "status", "remarks"):
            assert new[key] == before[key]
        assert new["origin_ordinal"] == "10"
        assert new["origin"] == f"{before['paragraph']} of the Protocol of the 10th Session"
        assert new["paragraph"] == ""
        assert [
            (e.uuid, e.values) for e in held.progress_of.get(new.id, [])
        ] == [(e.uuid, e.values) for e in old.progress_of.get(before.id, [])]  # fmt: skip
    assert sum(map(len, held.progress_of.values())) > 5
    done = [a for a in old.actions if a.closed]
    assert done
    for one in done:
        said = line(report, Part.ACTIONS, one["number"])
        assert (said.fate, said.reason) == (Fate.LEFT, Reason.DONE)
        assert said.words().startswith("done on ")


def test_the_review_lists_what_is_inherited(tenth: Path, tmp_path: Path) -> None:
    held, _ = founded(tenth, tmp_path / "11.rapporteur")
    (review,) = [i for i in held.items if i["kind"] == "review" and i.parent_id is None]
    assert review["title_en"] == "Review of the implementation of the Protocol of the 10th Session"
    below = {i.uuid: i for i in held.items if i.parent_id == review.id}
    assert sorted(i.position for i in below.values()) == list(range(1, len(below) + 1))
    for one in held.actions:
        item = below[one["agenda_item"]]
        assert item["title_en"] == f"Implementation of {one['origin']}"
        assert item["title_ru"].startswith("Выполнение пункта ")
        assert item["title_hi"] == ""  # no language of this session


def test_actions_of_one_paragraph_are_reviewed_as_one(tenth: Path, tmp_path: Path) -> None:
    set_action(tenth, "10/02", paragraph="para 8")
    set_action(tenth, "10/05", paragraph="", agenda_item="")
    held, _ = founded(tenth, tmp_path / "11.rapporteur")
    one, two = (action(held, number) for number in ("10/01", "10/02"))
    assert one["agenda_item"] == two["agenda_item"] != ""
    item = next(i for i in held.items if i.uuid == action(held, "10/05")["agenda_item"])
    assert item["title_en"] == "Implementation of item 10/05 of the 10th Session"


def test_the_agenda_keeps_its_skeleton_and_nothing_of_that_day(tenth: Path, tmp_path: Path) -> None:
    def prepare(db: Db) -> None:
        items = stored.read(db, stored.AGENDA_ITEMS)
        noted = {"notes": "Heard", "state": "done", "run_remarks": "x", "fixed_start": "17:00"}
        stored.set_fields(db, stored.AGENDA_ITEMS, {i.id: noted for i in items})
        top = next(i for i in items if i["kind"] == "other")
        for title, state in (("A letter", ""), ("A film", "postponed")):
            stored.create(
                db, stored.AGENDA_ITEMS, [{"title_en": title, "state": state}],
                parent_id=top.id, sitting_id=None,
            )  # fmt: skip
        parked = [{"title_en": "Waiting"}]
        stored.create(db, stored.AGENDA_ITEMS, parked, parent_id=None, sitting_id=None)

    edit(tenth, prepare)
    held, report = founded(tenth, tmp_path / "11.rapporteur")
    old = contents_of(tenth)
    assert not any(
        i[key] for i in held.items
        for key in ("notes", "state", "run_remarks", "fixed_start", "number", "late", "began_at")
    )  # fmt: skip
    titles = [i["title_en"] for i in held.items]
    assert "Date and place of the 12th Session" in titles
    assert "A film" in titles
    assert "A letter" not in titles
    assert line(report, Part.AGENDA, "A letter").reason is Reason.OF_THAT_SESSION
    (waiting,) = [i for i in held.items if i["title_en"] == "Waiting"]
    assert waiting.sitting_id is None
    reports = {i["sub_group"] for i in held.items if i["sub_group"]}
    assert reports == {g.uuid for g in held.sub_groups}
    assert [s["date"] for s in held.sittings][:1] == ["2025-08-06"]
    assert [s["start_time"] for s in held.sittings] == [s["start_time"] for s in old.sittings]
    minutes = {i["title_en"]: i["planned_minutes"] for i in old.items}
    same = [i for i in held.items if i["title_en"] in minutes]
    assert len(same) > 8
    assert all(i["planned_minutes"] == minutes[i["title_en"]] for i in same)


def test_heads_and_co_leads_come_without_private_data(tenth: Path, tmp_path: Path) -> None:
    def prepare(db: Db) -> None:
        for person in delegates.list_delegates(db):
            private = {"passport_number": "P1", "hotel": "Hotel", "diet": "Jain", "phone": "+91 1"}
            edits = {key: FieldEdit(person[key], text) for key, text in private.items()}
            delegates.update_delegate(db, person.id, edits)

    edit(tenth, prepare)
    held, report = founded(tenth, tmp_path / "11.rapporteur")
    old = contents_of(tenth)
    leads = {g[key] for g in old.sub_groups for key in ("lead_first", "lead_second")}
    assert {d.uuid for d in held.delegates} >= leads
    assert any("Co-Chair" in d["role"] for d in held.delegates)
    assert 2 < len(held.delegates) < len(old.delegates)
    assert {d["status"] for d in held.delegates} == {"provisional"}
    assert {(d["passport_number"], d["hotel"], d["diet"]) for d in held.delegates} == {("", "", "")}
    assert {d["phone"] for d in held.delegates} == {"+91 1"}
    assert all(g["lead_first"] and g["lead_second"] for g in held.sub_groups)
    assert "passport data, travel and stay, diet, photographs" in report_text(report)
    choice = CarryChoice(Delegates.ALL, frozenset({Privacy.IDENTITY}))
    held, _ = founded(tenth, tmp_path / "all.rapporteur", choice)
    assert len(held.delegates) == len(old.delegates)
    assert {(d["passport_number"], d["hotel"], d["diet"]) for d in held.delegates} == {
        ("P1", "", "")
    }
    for side in held.sides:
        order = [d.uuid for d in held.delegates if d.side_id == side.id]
        before = next(s for s in old.sides if s.uuid == side.uuid)
        assert order == [d.uuid for d in old.delegates if d.side_id == before.id]


def test_a_lead_who_does_not_come_over_is_no_lead_and_is_named(tenth: Path, tmp_path: Path) -> None:
    held, report = founded(tenth, tmp_path / "11.rapporteur", CarryChoice(Delegates.NONE))
    assert held.delegates == ()
    assert not any(g["lead_first"] or g["lead_second"] for g in held.sub_groups)
    said = line(report, Part.SUB_GROUPS, "Mining")
    assert (said.fate, said.reason) == (Fate.TAKEN, Reason.NO_LEAD)
    assert "Rao" in said.said
    assert "Shcherbakov" in said.said


def test_reports_are_kept_under_the_number_of_their_session(tenth: Path, tmp_path: Path) -> None:
    held, _ = founded(tenth, tmp_path / "11.rapporteur")
    old = contents_of(tenth)
    assert {u.session_ordinal for u in held.updates} == {"10"}
    texts = {u.uuid: u["work_en"] for u in old.updates if u["work_en"]}
    assert {u.uuid: u["work_en"] for u in held.updates} == texts


def test_what_is_not_chosen_is_said_and_its_sub_group_too(tenth: Path, tmp_path: Path) -> None:
    old = contents_of(tenth)
    plan = plan_next(old, NEXT)
    mining = next(g for g in old.sub_groups if g.name_en == "Mining")
    first = next(a for a in old.actions if a["sub_group"] == mining.uuid and not a.closed)
    chosen = plan.proposed() - {f"sub-groups:{mining.uuid}"}
    other = action(old, "10/01")
    chosen -= {f"action:{other.uuid}"}
    held, report = founded(tenth, tmp_path / "11.rapporteur", CarryChoice(chosen=chosen))
    assert "Mining" not in [g.name_en for g in held.sub_groups]
    assert action(held, first["number"])["sub_group"] == ""
    assert line(report, Part.ACTIONS, first["number"]).reason is Reason.NO_SUB_GROUP
    assert line(report, Part.ACTIONS, "10/01").reason is Reason.NOT_CHOSEN
    lost = line(report, Part.REPORTS, "Mining")
    assert (lost.fate, lost.reason) == (Fate.LEFT, Reason.NO_SUB_GROUP)


def test_column_sets_of_the_session_come_and_win_over_those_of_the_computer(
    tenth: Path, tmp_path: Path
) -> None:
    from rapporteur.services.columns.column_sets import column_sets, take

    own = ColumnSet("press", "Press", "Пресса", "The press", ("full_name",))
    edit(tenth, lambda db: take(db, [own]))
    kept = [ColumnSet("press", "Journalists", "", "x", ("number",)),
            ColumnSet("band", "Band", "", "x", ("number",))]  # fmt: skip
    workspace, _ = create_next(
        tmp_path / "11.rapporteur", "New", contents_of(tenth), NEXT, column_sets=kept
    )
    with workspace.read() as db:
        found = {s.key: s for s in column_sets(db)}
    workspace.close()
    assert found["press"] == own
    assert found["band"].name == "Band"


def test_undo_does_not_go_below_a_new_session(tenth: Path, tmp_path: Path) -> None:
    workspace, _ = create_next(tmp_path / "11.rapporteur", "New", contents_of(tenth), NEXT)
    assert workspace.history().undo_label == ""
    workspace.close()


@pytest.mark.parametrize(
    ("wanted", "code"),
    [
        (NextSession({"ordinal": "10", "start_date": "2025-08-06"}), "carry.later"),
        (NextSession({"start_date": "2024-01-01"}), "carry.dates"),
        (NextSession({"start_date": "2025-08-06", "end_date": "2025-08-05"}), "carry.dates"),
        (NextSession({"start_date": "2025-08-06"}, host="XX"), "side.unknown"),
    ],
)
def test_a_session_that_cannot_follow_leaves_no_file(
    tenth: Path, tmp_path: Path, wanted: NextSession, code: str
) -> None:
    target = tmp_path / "new.rapporteur"
    with pytest.raises(UserError) as refused:
        create_next(target, "New", contents_of(tenth), wanted)
    assert refused.value.code == code
    assert not target.exists()


# From session to session --------------------------------------------------------------


def test_three_sessions_in_a_chain_keep_the_first_origin(tenth: Path, tmp_path: Path) -> None:
    eleventh = tmp_path / "11.rapporteur"
    founded(tenth, eleventh)
    set_action(eleventh, "10/05", paragraph="para 7", remarks="Ask again.")
    twelfth, _ = founded(
        eleventh, tmp_path / "12.rapporteur", wanted=NextSession({"start_date": "2026-09-01"})
    )
    assert twelfth.session["ordinal"] == "12"
    again = action(twelfth, "10/05")
    assert again["origin"] == "para 12 of the Protocol of the 10th Session"
    assert again["origin_ordinal"] == "10"
    assert again["remarks"] == "Ask again.\nAlso para 7 of the Protocol of the 11th Session."
    titles = {i.uuid: i["title_en"] for i in twelfth.items}
    assert (
        titles[again["agenda_item"]]
        == "Implementation of para 7 of the Protocol of the 11th Session"
    )
    other = action(twelfth, "10/01")
    assert titles[other["agenda_item"]].endswith("para 8 of the Protocol of the 10th Session")
    assert {u.session_ordinal for u in twelfth.updates} == {"10"}
    assert "Date and place of the 13th Session" in titles.values()
    assert not any("9th" in title for title in titles.values())


def test_taking_over_twice_changes_nothing_and_leaves_no_step(tenth: Path, tmp_path: Path) -> None:
    target = tmp_path / "11.rapporteur"
    founded(tenth, target)
    before = contents_of(target)
    report = taken(tenth, target)
    after = contents_of(target)
    assert report.counts()[Fate.TAKEN] == report.counts()[Fate.UPDATED] == 0
    for part in ("actions", "progress", "items", "delegates", "topics", "sub_groups", "updates"):
        assert getattr(before, part) == getattr(after, part), part
    workspace = Workspace.open(target)
    assert [step.label for step in workspace.journal()] == ["New session"]
    workspace.close()


def test_into_an_existing_session_it_is_one_step_that_undo_takes_back(
    tenth: Path, tmp_path: Path
) -> None:
    target = tmp_path / "11.rapporteur"
    workspace = Workspace.create(target)
    with workspace.edit("New session") as db:
        sessions.create_session(db, facts())
    before = dump(workspace)
    old = contents_of(tenth)
    with workspace.edit("Take over") as db:
        report = take_over(db, old)
    assert report.counts()[Fate.TAKEN] > 40
    with workspace.read() as db:
        held = contents(db)
    assert held.session["previous_ordinal"] == "10"
    mining = next(g for g in held.sub_groups if g.name_en == "Mining")
    assert sum(g.name_en in ("Mining", "Fertilisers") for g in held.sub_groups) == 2
    old_mining = next(g for g in old.sub_groups if g.name_en == "Mining")
    assert mining.uuid != old_mining.uuid
    inherited = [a for a in old.actions if a["sub_group"] == old_mining.uuid and not a.closed]
    assert {action(held, a["number"])["sub_group"] for a in inherited} == {mining.uuid}
    assert {u.sub_group_id for u in held.updates} <= {g.id for g in held.sub_groups}
    assert agrees(workspace)
    workspace.undo()
    assert dump(workspace) == before
    workspace.close()


def test_sides_that_stand_the_other_way_round_keep_what_is_theirs(
    tenth: Path, tmp_path: Path
) -> None:
    target = tmp_path / "11.rapporteur"
    workspace = Workspace.create(target)
    given = facts(0, 0)
    with workspace.edit("New session") as db:
        sessions.create_session(
            db, type(given)(given.session, (given.sides[1], given.sides[0]), (), ())
        )
        take_over(db, contents_of(tenth))
        held = contents(db)
    workspace.close()
    old = contents_of(tenth)
    for new in held.actions:
        before = next(a for a in old.actions if a.uuid == new.uuid)
        assert (new["body_first"], new["body_second"]) == (
            before["body_second"], before["body_first"],
        )  # fmt: skip
    for group in held.sub_groups:
        before = next(g for g in old.sub_groups if g.uuid == group.uuid)
        assert group["lead_first"] == before["lead_second"] != ""
    by_uuid = {d.uuid: d for d in old.delegates}
    for person in held.delegates:
        there = old.side_of[by_uuid[person.uuid].side_id]
        assert held.side_of[person.side_id]["code"] == there["code"]


def test_progress_and_closing_since_are_offered_and_taken(tenth: Path, tmp_path: Path) -> None:
    target = tmp_path / "11.rapporteur"
    founded(tenth, target)
    add_progress(tenth, "10/05", "A letter was sent.")
    set_action(tenth, "10/05", status=IN_PROGRESS)
    set_action(tenth, "10/08", status=DONE, closed_on="2025-07-01", closing_remark="Trained.")
    set_action(target, "10/01", text_en="Changed here")
    report = taken(tenth, target)
    held = contents_of(target)
    assert [e["text"] for e in held.progress_of[action(held, "10/05").id]] == ["A letter was sent."]
    assert action(held, "10/05")["status"] == IN_PROGRESS
    closed = action(held, "10/08")
    assert (closed["status"], closed["closed_on"]) == (DONE, "2025-07-01")
    assert closed["closing_remark"] == "Trained."
    assert action(held, "10/01")["text_en"] == "Changed here"
    said = line(report, Part.ACTIONS, "10/01")
    assert (said.fate, said.reason) == (Fate.DIFFERS, Reason.HERE_OTHERWISE)
    assert "closed there meanwhile: done on 1 Jul 2025" in report_text(report)
    again = taken(tenth, target)
    assert again.counts()[Fate.UPDATED] == 0


def test_what_is_offered_since_may_be_declined(tenth: Path, tmp_path: Path) -> None:
    target = tmp_path / "11.rapporteur"
    founded(tenth, target)
    set_action(tenth, "10/08", status=DONE)
    report = taken(tenth, target, CarryChoice(chosen=frozenset()))
    assert action(contents_of(target), "10/08")["status"] == OPEN
    assert line(report, Part.ACTIONS, "10/08").reason is Reason.NOT_CHOSEN


def test_what_is_closed_here_is_never_opened_again(tenth: Path, tmp_path: Path) -> None:
    target = tmp_path / "11.rapporteur"
    founded(tenth, target)
    set_action(target, "10/05", status=DONE)
    set_action(tenth, "10/05", status=IN_PROGRESS)
    add_progress(tenth, "10/05", "A letter was sent.")
    taken(tenth, target)
    held = contents_of(target)
    assert action(held, "10/05")["status"] == DONE
    assert len(held.progress_of[action(held, "10/05").id]) == 1


def test_a_person_on_a_new_list_is_met_by_name(tenth: Path, tmp_path: Path) -> None:
    target = tmp_path / "11.rapporteur"
    workspace = Workspace.create(target)
    with workspace.edit("New session") as db:
        sessions.create_session(db, facts(0, 0))
        _, russia = sessions.sides(db)
        typed = delegates.create_delegate(
            db, russia.id,
            {"family_name": "SAFONOVA", "given_name": "Elena Viktorovna", "designation": "Chief"},
        )  # fmt: skip
        report = take_over(db, contents_of(tenth))
        held = contents(db)
    workspace.close()
    assert [d["family_name"].lower() for d in held.delegates].count("safonova") == 1
    group = next(g for g in held.sub_groups if g.name_en == "Modernisation")
    assert group["lead_second"] == typed.uuid
    said = line(report, Part.DELEGATES, "Ms. Elena Viktorovna Safonova")
    assert (said.fate, said.reason) == (Fate.DIFFERS, Reason.HERE_OTHERWISE)


def test_who_was_moved_to_the_other_side_is_still_the_same_person(
    tenth: Path, tmp_path: Path
) -> None:
    target = tmp_path / "11.rapporteur"
    held, _ = founded(tenth, target)
    person = held.delegates[0]
    other = next(side for side in held.sides if side.id != person.side_id)
    edit(target, lambda db: delegates.move_to_side(db, [person.id], other.id))
    taken(tenth, target, CarryChoice(Delegates.ALL))
    uuids = [d.uuid for d in contents_of(target).delegates]
    assert uuids.count(person.uuid) == 1


def test_a_circulated_agenda_gets_late_sub_items_that_move_nobody(
    tenth: Path, tmp_path: Path
) -> None:
    target = tmp_path / "11.rapporteur"
    old = contents_of(tenth)
    plan = plan_next(old, NEXT)
    first = {f"action:{action(old, number).uuid}" for number in ("10/01", "10/02")}
    chosen = frozenset(k for k in plan.proposed() if not k.startswith("action:")) | first
    founded(tenth, target, CarryChoice(chosen=chosen))

    def circulate(db: Db) -> None:
        numbers = {line.item.id: {"number": line.number} for line in agenda(db).lines()}
        stored.set_fields(db, stored.AGENDA_ITEMS, numbers)
        stamp = FieldEdit("", "2025-08-01T10:00:00+00:00")
        sessions.update_session(db, {"agenda_circulated": stamp})

    edit(target, circulate)
    before = {i.uuid: i["number"] for i in contents_of(target).items}
    assert set(before.values()) >= {"1", "3", "3.1", "3.2", "4.1"}
    taken(tenth, target)
    held = contents_of(target)
    assert {i.uuid: i["number"] for i in held.items if i.uuid in before} == before
    late = [i for i in held.items if i.uuid not in before]
    assert len(late) == sum(not a.closed for a in old.actions) - 2
    assert [i["number"] for i in late] == [f"3.{n}" for n in range(3, 3 + len(late))]
    assert {i["late"] for i in late} == {"yes"}


@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    st.lists(st.sampled_from(["", *(c.code for c in ACTION_STATES)]), min_size=20, max_size=20),
    st.data(),
)
def test_every_action_is_in_the_new_file_or_said_not_to_be(
    tenth_file: Path,
    tmp_path_factory: pytest.TempPathFactory,
    states: list[str],
    data: st.DataObject,
) -> None:
    folder = tmp_path_factory.mktemp("states")
    source = Path(shutil.copy(tenth_file, folder / "10.rapporteur"))

    def change(db: Db) -> None:
        found = stored.read(db, stored.ACTION_ITEMS)
        edits = {a.id: {"status": s} for a, s in zip(found, states, strict=True)}
        stored.set_fields(db, stored.ACTION_ITEMS, edits)

    edit(source, change)
    old = contents_of(source)
    proposed = sorted(plan_next(old, NEXT).proposed())
    left = data.draw(st.sets(st.sampled_from(proposed))) if proposed else set()
    choice = CarryChoice(chosen=frozenset(proposed) - left)
    held, report = founded(source, folder / "11.rapporteur", choice)
    here = {a.uuid for a in held.actions}
    for one in old.actions:
        (said,) = [x for x in report.lines if x.key.endswith(one.uuid)]
        assert (said.fate is Fate.TAKEN) == (one.uuid in here)
        if one.closed:
            assert said.reason in (Reason.DONE, Reason.DROPPED)
            assert (one["status"] == DROPPED) == (said.reason is Reason.DROPPED)
        elif one.uuid not in here:
            assert said.reason is Reason.NOT_CHOSEN
    keys = [x.key for x in plan_next(old, NEXT).lines]
    assert {x.key for x in report.lines} == set(keys)
    assert len(keys) == len(set(keys))


# Files ---------------------------------------------------------------------------------


def test_a_file_that_is_open_elsewhere_is_read_all_the_same(tenth: Path) -> None:
    workspace = Workspace.open(tenth)
    content = tenth.read_bytes()
    assert contents_of(tenth).session["ordinal"] == "10"
    assert tenth.read_bytes() == content
    workspace.close()


@pytest.mark.parametrize("version", [1, 2])
def test_a_file_of_an_older_version_is_read_without_being_touched(
    version: int, tmp_path: Path
) -> None:
    path = Path(shutil.copy(SAMPLES / f"version-{version}.rapporteur", tmp_path))
    content = path.read_bytes()
    old = contents_of(path)
    assert old.sides[0]["code"]
    assert path.read_bytes() == content
    held, _ = founded(
        path, tmp_path / "next.rapporteur", wanted=NextSession({"start_date": "2030-01-01"})
    )
    assert held.session["previous_ordinal"] == old.session["ordinal"]


def test_files_that_cannot_be_taken_from_are_refused_in_words(tenth: Path, tmp_path: Path) -> None:
    def code(path: Path) -> str:
        with pytest.raises(UserError) as refused:
            contents_of(path)
        return refused.value.code

    assert code(tmp_path / "nowhere.rapporteur") == "file.missing"
    text = tmp_path / "text.rapporteur"
    text.write_text("Delegates\n" * 50)
    assert code(text) == "file.foreign"
    damaged = tmp_path / "damaged.rapporteur"
    damaged.write_bytes(tenth.read_bytes()[:20_480])
    assert code(damaged) == "file.damaged"
    empty = tmp_path / "empty.rapporteur"
    Workspace.create(empty).close()
    assert code(empty) == "session.none"
    newer = Path(shutil.copy(tenth, tmp_path / "newer.rapporteur"))
    with closing(sqlite3.connect(newer)) as connection:
        connection.execute("PRAGMA user_version=99")
        connection.commit()
    assert code(newer) == "carry.newer"


def test_only_an_earlier_session_of_the_same_sides_is_taken_over(
    tenth: Path, tmp_path: Path
) -> None:
    target = tmp_path / "11.rapporteur"
    founded(tenth, target)

    def code(source: Path, into: Path) -> str:
        with pytest.raises(UserError) as refused:
            taken(source, into)
        return refused.value.code

    assert code(target, tenth) == "carry.later"
    copy = Path(shutil.copy(target, tmp_path / "copy.rapporteur"))
    assert code(target, copy) == "carry.same"
    side = contents_of(target).sides[0]
    other = {"code": FieldEdit(side["code"], "JP")}
    edit(target, lambda db: sessions.update_side(db, side.id, other))
    assert code(tenth, target) == "carry.sides"


def test_the_previous_session_is_not_confused_with_an_older_one(
    tenth: Path, tmp_path: Path
) -> None:
    target = tmp_path / "12.rapporteur"
    founded(tenth, target, wanted=NextSession({"ordinal": "12", "start_date": "2026-08-06"}))
    session = contents_of(target).session

    def change(db: Db) -> None:
        sessions.update_session(
            db,
            {
                "previous_ordinal": FieldEdit(session["previous_ordinal"], "11"),
                "previous_date": FieldEdit(session["previous_date"], ""),
            },
        )

    edit(target, change)
    taken(tenth, target)
    held = contents_of(target)
    assert (held.session["previous_ordinal"], held.session["previous_date"]) == ("11", "")


def test_a_plan_can_be_made_while_the_file_is_only_viewed(tenth: Path, tmp_path: Path) -> None:
    target = tmp_path / "11.rapporteur"
    founded(tenth, target)
    workspace = Workspace.open(target, OpenMode.VIEW)
    with workspace.read() as db:
        plan = make_plan(contents_of(tenth), contents(db))
    workspace.close()
    assert plan.proposed() == frozenset()


def test_what_was_added_on_that_day_does_not_come_by_itself(tenth: Path, tmp_path: Path) -> None:
    def add(db: Db) -> object:
        return add_item(db, {"title_en": "Opening photo"})

    made = edit(tenth, add)
    assert made["late"], "the agenda of the sample has been circulated"
    held, report = founded(tenth, tmp_path / "11.rapporteur")
    assert "Opening photo" not in {item["title_en"] for item in held.items}
    left = line(report, Part.AGENDA, "Opening photo")
    assert left.reason is Reason.OF_THAT_SESSION
