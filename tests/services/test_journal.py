"""The journal in words: what was changed to what, found in both scripts, and no secrets."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import update
from tests.services.conftest import Desk

from rapporteur.domain.editing import FieldEdit
from rapporteur.domain.history import Step, StepKind
from rapporteur.services import delegates, journal, sessions, stored
from rapporteur.services.journal import PAGE, Page, Reader, Sought, Told
from rapporteur.storage.tables import StepRow


def _labels(page: Page) -> list[str]:
    return [step.label for step in page.steps]


def _found(desk: Desk, words: str = "", **more: object) -> list[str]:
    sought = Sought(words, **more)  # type: ignore[arg-type]
    return _labels(Reader().page(desk.workspace.read, sought))


def _edit(desk: Desk, name: str, **values: str) -> None:
    person = desk.named(name)
    edits = {key: FieldEdit(person[key], value) for key, value in values.items()}
    with desk.workspace.edit(f"Edit {person.position}") as db:
        delegates.update_delegate(db, person.id, edits)


def _told(desk: Desk, step: Step | None = None) -> list[Told]:
    last = step or desk.workspace.journal(limit=1)[0]
    with desk.workspace.read() as db:
        return journal.told(db, last)


def test_a_field_is_told_with_its_record_and_both_values(desk: Desk) -> None:
    _edit(desk, "India2", designation="Director", category="expert")
    lines = {line.key: line for line in _told(desk)}
    assert (lines["designation"].name, lines["designation"].label) == ("India2", "Designation")
    assert (lines["designation"].was, lines["designation"].now) == ("", "Director")
    assert lines["category"].now == "Domain expert"


@pytest.mark.parametrize(
    "words",
    ["india2", "индия2 директор", "Директор", "direktor", "designation", "должность", "edit 2",
     "old post", "india2 director"],
)  # fmt: skip
def test_steps_are_found_by_record_field_and_value_in_either_script(desk: Desk, words: str) -> None:
    _edit(desk, "India2", designation="Old post")
    _edit(desk, "India2", designation="Директор")
    _edit(desk, "India3", organisation="Elsewhere")
    found = _found(desk, words)
    assert "Edit 2" in found
    assert "Edit 3" not in found


def test_masked_values_are_neither_found_nor_told(desk: Desk) -> None:
    secrets = {"passport_number": "CANARY123", "place_of_birth": "CANARYTOWN",
               "date_of_birth": "1971-02-03"}  # fmt: skip
    _edit(desk, "India1", **secrets)
    _edit(desk, "India1", passport_number="CANARY456")
    with desk.workspace.edit("Gone") as db:
        delegates.remove_delegates(db, desk.ids("India1"))
    with desk.workspace.edit("Came") as db:
        delegates.create_delegates(
            db, desk.india.id, [{"family_name": "New", "passport_number": "CANARY789"}]
        )
    for words in ("canary", "canary123", "canarytown", "1971", "3 Feb 1971"):
        assert _found(desk, words) == [], words
    assert _found(desk, "passport number") == ["Edit 1", "Edit 1"]
    steps = desk.workspace.journal(limit=4)
    lines = [line for step in steps for line in _told(desk, step)]
    assert "CANARY" not in repr([(x.name, x.label, x.was, x.now) for x in lines])
    masked = [line for line in lines if line.masked]
    assert {line.key for line in masked} == set(secrets)
    assert all((line.was, line.now) == ("", "") for line in masked)


def test_what_came_and_went_is_told_and_found_by_its_name(desk: Desk) -> None:
    gone = desk.named("Russia3")
    with desk.workspace.edit("Leave") as db:
        delegates.remove_delegates(db, [gone.id])
    (line,) = [x for x in _told(desk) if x.went]
    assert line.name == "Russia3"
    assert "Leave" in _found(desk, "russia3")
    desk.workspace.undo()
    (line,) = [x for x in _told(desk) if x.came]
    assert line.name == "Russia3"
    (step,) = desk.workspace.journal(limit=1)
    assert step.kind is StepKind.UNDO


def test_an_undo_tells_the_values_turned_round(desk: Desk) -> None:
    _edit(desk, "India2", designation="Zoologist")
    desk.workspace.undo()
    (line,) = _told(desk)
    assert (line.was, line.now) == ("Zoologist", "")
    assert _found(desk, "zoologist") == ["Edit 2", "Edit 2"]


def test_filters_by_area_author_and_day(desk: Desk) -> None:
    _edit(desk, "India2", designation="Director")
    with desk.workspace.edit("Agenda") as db:
        stored.create(db, stored.AGENDA_ITEMS, [{"title_en": "Wind tunnel"}], sitting_id=None,
                      parent_id=None)  # fmt: skip
    desk.workspace.undo()
    assert _found(desk, area="agenda") == ["Agenda", "Agenda"]
    assert _found(desk, "tunnel", area="agenda") == ["Agenda", "Agenda"]
    assert _found(desk, area="actions") == []
    assert _found(desk, "director", area="agenda") == []
    with desk.workspace.read() as db:
        (who,) = journal.authors(db)
    assert len(_found(desk, who=who)) == 4
    assert _found(desk, who="somebody else") == []


def test_a_day_is_that_of_the_clock_on_the_wall(desk: Desk) -> None:
    """A step at 20:00 UTC belongs to the next day in New Delhi."""
    _edit(desk, "India2", designation="Director")
    at = datetime(2025, 8, 5, 20, 0, tzinfo=UTC).isoformat()
    (step,) = desk.workspace.journal(limit=1)
    with desk.workspace._write() as db:
        db.connection().execute(update(StepRow).where(StepRow.id == step.id).values(at=at))
        desk.workspace._commit(db)
    zone = ZoneInfo("Asia/Kolkata")
    with desk.workspace.read() as db:
        assert date(2025, 8, 6) in journal.days(db, zone)
    read, reader = desk.workspace.read, Reader()
    of = {d: reader.page(read, Sought(day=date(2025, 8, d)), zone=zone) for d in (5, 6)}
    assert (_labels(of[5]), _labels(of[6])) == ([], ["Edit 2"])


def test_pages_follow_each_other_without_gaps(desk: Desk) -> None:
    person = desk.named("India1")
    for number in range(PAGE + 30):
        with desk.workspace.edit(f"Step {number}") as db:
            delegates.set_field(db, [person.id], "remarks", f"remark {number}")
    reader, seen, before = Reader(), [], 0
    for words in ("", "remark"):
        seen, before = [], 0
        while True:
            page = reader.page(desk.workspace.read, Sought(words), before=before)
            assert len(page.steps) <= PAGE
            seen += _labels(page)
            if not page.more:
                break
            before = page.steps[-1].id
        assert [s for s in seen if s.startswith("Step")] == [
            f"Step {n}" for n in reversed(range(PAGE + 30))
        ]


def test_an_import_of_many_is_found_by_the_people_in_it(desk: Desk) -> None:
    with desk.workspace.edit("Many") as db:
        delegates.create_delegates(
            db, desk.india.id,
            [{"family_name": f"Somebody{n}", "remarks": "zebra"} for n in range(150)],
        )  # fmt: skip
    assert _found(desk, "somebody77") == ["Many"]
    assert len(_told(desk)) == 150


@pytest.mark.parametrize("kind", stored.ALL, ids=lambda kind: kind.entity)
def test_every_kind_of_record_belongs_to_an_area(kind: stored.Stored[object]) -> None:
    assert any(kind.entity in entities for entities in journal.AREAS.values())


def test_a_record_leads_to_where_it_is_shown(desk: Desk) -> None:
    with desk.workspace.edit("Fill") as db:
        group = stored.read(db, stored.SUB_GROUPS)[0]
        (item,) = stored.create(db, stored.AGENDA_ITEMS, [{"title_en": "A"}])
        (action,) = stored.create(db, stored.ACTION_ITEMS, [{"text_en": "B"}])
        (entry,) = stored.create(
            db, stored.PROGRESS_ENTRIES, [{"date": "2025-08-06"}], action_id=action.id
        )
        (made,) = stored.create(db, stored.UPDATES, [{}], sub_group_id=group.id,
                                session_ordinal="")  # fmt: skip
        (topic,) = stored.create(db, stored.TOPICS, [{"title_en": "C", "sub_group": group.uuid}])
        (said,) = stored.create(
            db, stored.MEETING_RECORDS, [{"text_en": "D", "agenda_item": item.uuid}]
        )
    person = desk.named("India1")
    with desk.workspace.read() as db:
        found = {
            entity: journal.place(db, Told(entity, row, "", "remarks"))
            for entity, row in (
                ("delegate", person.id), ("agenda_item", item.id), ("progress_entry", entry.id),
                ("sub_group_update", made.id), ("topic", topic.id), ("meeting_record", said.id),
                ("session", 1), ("unheard_of", 1),
            )
        }  # fmt: skip
    assert found == {
        "delegate": ("delegates", person.id, "remarks"),
        "agenda_item": ("agenda", item.id, "remarks"),
        "progress_entry": ("actions", action.id, ""),
        "sub_group_update": ("subgroups", group.id, "remarks"),
        "topic": ("subgroups", group.id, ""),
        "meeting_record": ("agenda", item.id, ""),
        "session": ("settings", 0, "remarks"),
        "unheard_of": ("", 0, ""),
    }


def test_a_side_is_told_by_its_name(desk: Desk) -> None:
    with desk.workspace.edit("Side") as db:
        sessions.update_side(db, desk.russia.id, {"name_en": FieldEdit("Russia", "Ruritania")})
    (line,) = _told(desk)
    assert (line.name, line.was, line.now) == ("Ruritania", "Russia", "Ruritania")
    assert replace(line, now="") != line
