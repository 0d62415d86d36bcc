"""Each point of readiness in each of its states, and the phase by the clock of the place."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

import pytest

from rapporteur.domain.actions import ACTION_ITEM, PROGRESS, ActionItem, ProgressEntry
from rapporteur.domain.agenda import AGENDA_ITEM, SITTING, AgendaItem, Sitting
from rapporteur.domain.agenda_tree import Agenda, AgendaLine, SittingPlan
from rapporteur.domain.delegates import DELEGATE, Delegate
from rapporteur.domain.fields import Catalogue
from rapporteur.domain.freezing import ChangeKind, FrozenList, FrozenState, ListChange
from rapporteur.domain.meeting import (
    ATTENDANCE,
    MEETING_RECORD,
    READINESS_TICK,
    SPEAKER,
    Attendance,
    MeetingRecord,
    ReadinessTick,
    Speaker,
)
from rapporteur.domain.protocol import PROTOCOL_PARAGRAPH, Paragraph
from rapporteur.domain.readiness.after import OVERDUE_SHOWN, after
from rapporteur.domain.readiness.before import before
from rapporteur.domain.readiness.during import during
from rapporteur.domain.readiness.points import (
    PLATES_PRINTED,
    Material,
    Phase,
    Point,
    State,
    phase_of,
    share,
    today_of,
)
from rapporteur.domain.sessions import SESSION, SIDE, Session, Side
from rapporteur.domain.subgroups import SUB_GROUP, UPDATE, SubGroup, SubGroupUpdate
from rapporteur.domain.timetable import Planned, timetable

READY, PARTLY, MISSING, NOT_NEEDED = State.READY, State.PARTLY, State.MISSING, State.NOT_NEEDED
TODAY = date(2025, 9, 10)


def _values(catalogue: Catalogue, values: dict[str, str]) -> tuple[str, ...]:
    assert set(values) <= set(catalogue.keys)
    return tuple(values.get(key, "") for key in catalogue.keys)


def _make(cls: Any, catalogue: Catalogue, row_id: int, *heads: Any, **values: str) -> Any:
    uuid = f"{catalogue.entity}-{row_id}"
    return cls(catalogue, row_id, uuid, 1, _values(catalogue, values), *heads)


def session(**values: str) -> Session:
    return _make(Session, SESSION, 1, **{"languages": "en; ru", **values})


INDIA: Side = _make(Side, SIDE, 1, 1, code="IN", name_en="India")
RUSSIA: Side = _make(Side, SIDE, 2, 2, code="RU", name_en="Russia")


def person(row_id: int, side: Side = INDIA, **values: str) -> Delegate:
    given = {"family_name": f"Person{row_id}", "status": "confirmed", **values}
    return _make(Delegate, DELEGATE, row_id, side.id, row_id, **given)


def item(row_id: int, sitting: int | None = 1, parent: int | None = None, **values: str) -> Any:
    given = {"title_en": f"Item {row_id}", **values}
    return _make(AgendaItem, AGENDA_ITEM, row_id, sitting, parent, row_id, **given)


def group(row_id: int = 1, **values: str) -> SubGroup:
    return _make(SubGroup, SUB_GROUP, row_id, row_id, **{"name_en": "Mining", **values})


def update(state: str) -> SubGroupUpdate:
    return _make(SubGroupUpdate, UPDATE, 1, 1, "", state=state)


def action(row_id: int, **values: str) -> ActionItem:
    given = {"text_en": f"Do {row_id}", "status": "open", **values}
    return _make(ActionItem, ACTION_ITEM, row_id, row_id, **given)


def record(row_id: int, **values: str) -> MeetingRecord:
    return _make(MeetingRecord, MEETING_RECORD, row_id, row_id, **{"kind": "paragraph", **values})


def speaker(row_id: int, **values: str) -> Speaker:
    return _make(Speaker, SPEAKER, row_id, row_id, **{"name": "Somebody", **values})


SITTING_1: Sitting = _make(
    Sitting, SITTING, 1, 1, title_en="Morning", date="2025-08-06", start_time="10:00", room_en="A"
)
FACTS = {
    "start_date": "2025-08-06", "venue_en": "V", "city_en": "C", "signing_date": "2025-08-06",
    "time_zone": "Asia/Kolkata",
}  # fmt: skip


def planned(minutes: int) -> Agenda:
    """A sitting of two hours with one item."""
    times = timetable(600, 720, [Planned(1, minutes)])
    line = AgendaLine(item(1), "1", 1, SITTING_1, times.slots[0])
    return Agenda("", (SittingPlan(SITTING_1, (line,), times),), ())


def material(**parts: Any) -> Material:
    return Material(**{"session": session(), "sides": (INDIA, RUSSIA), "people": (), **parts})


def _only(points: list[Point]) -> Point:
    assert len(points) == 1
    return points[0]


def first(key: str, **parts: Any) -> Point:
    """The point of this name; of several the first."""
    return next(point for point in before(material(**parts)) if point.key == key)


def open_(key: str, **parts: Any) -> Point:
    return next(point for point in during(material(**parts)) if point.key == key)


# The phase ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("now", "phase"),
    [
        ("2025-08-05T18:29:59", Phase.BEFORE),  # midnight in New Delhi is 18:30 UTC
        ("2025-08-05T18:30:00", Phase.DURING),
        ("2025-08-07T18:29:59", Phase.DURING),
        ("2025-08-07T18:30:00", Phase.AFTER),
    ],
)
def test_the_phase_follows_the_clock_of_the_place(now: str, phase: Phase) -> None:
    facts = session(start_date="2025-08-06", end_date="2025-08-07", time_zone="Asia/Kolkata")
    assert phase_of(facts, datetime.fromisoformat(now).replace(tzinfo=UTC)) is phase


def test_a_session_without_days_or_with_an_unknown_zone_is_no_fault() -> None:
    now = datetime(2025, 8, 6, 12, tzinfo=UTC)
    assert phase_of(session(), now) is Phase.BEFORE
    assert today_of(session(time_zone="Nowhere/Land"), now) == date(2025, 8, 6)
    assert phase_of(session(start_date="2025-08-06"), now) is Phase.DURING


def test_shares() -> None:
    assert [share(*pair) for pair in ((0, 0), (0, 2), (1, 2), (2, 2))] == [
        NOT_NEEDED, MISSING, PARTLY, READY,
    ]  # fmt: skip


# Before ------------------------------------------------------------------------------


def test_facts() -> None:
    point = first("facts", session=session())
    assert (point.state, point.area, point.field) == (MISSING, "settings", "start_date")
    point = first("facts", session=session(**{**FACTS, "venue_en": ""}))
    assert (point.state, point.field, point.detail) == (PARTLY, "venue_en", "Venue (English)")
    assert first("facts", session=session(**FACTS)).state is READY


def test_the_list_of_a_side() -> None:
    assert first("list").state is MISSING
    unsure = person(2, status="provisional")
    point = first("list", people=[person(1), unsure, person(3, status="withdrawn")])
    assert (point.state, point.done, point.total, point.row_id) == (PARTLY, 1, 2, 2)
    assert first("list", people=[unsure]).state is PARTLY
    assert first("list", people=[person(1)]).state is READY
    sides = [p for p in before(material(people=[person(1, RUSSIA)])) if p.key == "list"]
    assert [(p.side, p.state) for p in sides] == [(1, MISSING), (2, READY)]


def test_the_head_of_a_delegation() -> None:
    point = first("head", people=[person(7)])
    assert (point.state, point.row_id, point.field) == (MISSING, 7, "role")
    point = first("head", people=[person(7), person(8, role="Head of Delegation")])
    assert (point.state, point.row_id, point.field) == (READY, 8, "")
    gone = person(8, role="Head of Delegation", status="withdrawn")
    assert first("head", people=[gone]).state is MISSING


def test_the_frozen_list() -> None:
    assert first("frozen").state is MISSING
    frozen = FrozenList(1, INDIA.id, datetime(2025, 8, 5, tzinfo=UTC), 3, "", 1)
    same = FrozenState(frozen, INDIA, "5 Aug 2025 18:00", ())
    assert first("frozen", frozen={INDIA.id: same}).state is READY
    moved = replace(same, changes=(ListChange(ChangeKind.MOVED, 1, 1, "A", ()),))
    point = first("frozen", frozen={INDIA.id: moved})
    assert (point.state, point.total) == (PARTLY, 1)


def test_the_agenda_its_sittings_times_and_circulation() -> None:
    assert first("agenda").state is MISSING
    assert first("agenda", items=[item(1, None)]).state is PARTLY
    assert first("agenda", items=[item(1), item(2, None)]).state is READY
    assert first("sittings").state is MISSING
    bare = _make(Sitting, SITTING, 2, 2, date="2025-08-07")
    assert first("sittings", sittings=[bare]).state is MISSING
    assert first("sittings", sittings=[SITTING_1, bare]).state is PARTLY
    assert first("sittings", sittings=[SITTING_1]).state is READY
    assert first("times").state is NOT_NEEDED
    timed = item(1, planned_minutes="10")
    point = first("times", items=[timed, item(2)])
    assert (point.state, point.row_id, point.field) == (PARTLY, 2, "planned_minutes")
    assert first("times", items=[timed]).state is READY
    assert first("overrun").state is NOT_NEEDED
    assert first("overrun", agenda=planned(60)).state is READY
    point = first("overrun", agenda=planned(130))
    assert (point.state, point.detail, point.row_id) == (PARTLY, "10", 1)
    assert first("circulated").state is MISSING
    sent = session(agenda_circulated="2025-08-01T20:00:00+00:00", time_zone="Asia/Kolkata")
    point = first("circulated", session=sent, items=[item(1), item(2, late="yes")])
    assert (point.state, point.total) == (READY, 1)
    assert point.detail == "2025-08-02T01:30+05:30"


def test_who_leads_the_items() -> None:
    assert first("leads", items=[item(1, kind="opening")]).state is NOT_NEEDED
    led, bare = item(1, lead_second="uuid"), item(2)
    point = first("leads", items=[led, bare])
    assert (point.state, point.row_id, point.field) == (PARTLY, 2, "lead_first")
    assert first("leads", items=[bare]).state is MISSING
    by_group = item(3, sub_group="sub_group-1")
    assert first("leads", items=[by_group], groups=[group()]).state is MISSING
    assert first("leads", items=[by_group], groups=[group(lead_first="u")]).state is READY
    # Of an item with sub-items, these are led; those of the parking lot wait.
    parts = [item(4), item(5, None, 4, presenters="Somebody"), item(6, None)]
    point = first("leads", items=parts)
    assert (point.state, point.total) == (READY, 1)


def test_co_leads() -> None:
    assert first("co_leads", groups=[group()]).state is MISSING
    point = first("co_leads", groups=[group(lead_first="u")])
    assert (point.state, point.side, point.field) == (PARTLY, 2, "lead_second")
    assert first("co_leads", groups=[group(lead_first="u", lead_second="v")]).state is READY


@pytest.mark.parametrize(
    ("code", "ahead", "there"),
    [
        ("", MISSING, MISSING),
        ("requested", PARTLY, MISSING),
        ("received", READY, PARTLY),
        ("agreed_one", READY, PARTLY),
        ("agreed_both", READY, READY),
    ],
)
def test_the_update_of_a_sub_group(code: str, ahead: State, there: State) -> None:
    parts = {"groups": [group()], "updates": [update(code)]}
    point = first("update", **parts)
    assert (point.state, point.detail) == (ahead, code)
    assert (point.area, point.row_id, point.field) == ("subgroups", 1, "state")
    assert open_("agreed", **parts).state is there
    assert first("update", groups=[group()]).state is MISSING


def test_inherited_action_items() -> None:
    assert first("inherited", actions=[action(1)]).state is NOT_NEEDED
    old = action(1, origin_ordinal="10")
    facts = session(previous_date="2024-10-15")
    assert first("inherited", session=facts, actions=[old]).state is MISSING
    done = action(2, origin_ordinal="10", status="done")
    point = first("inherited", session=facts, actions=[old, done])
    assert (point.state, point.done, point.row_id) == (PARTLY, 1, 1)
    said = _make(ProgressEntry, PROGRESS, 1, 1, date="2025-03-01")
    assert first("inherited", session=facts, actions=[old], progress=[said]).state is READY
    before_ = _make(ProgressEntry, PROGRESS, 1, 1, date="2024-10-15")
    assert first("inherited", session=facts, actions=[old], progress=[before_]).state is MISSING


def _interpreters(**parts: Any) -> list[State]:
    return [p.state for p in before(material(**parts)) if p.key == "interpreters"]


def test_interpreters_of_each_side() -> None:
    assert _interpreters(people=[person(1)]) == [NOT_NEEDED, NOT_NEEDED]
    needing = person(1, interpreter="Needed")
    assert _interpreters(people=[needing]) == [MISSING, MISSING]
    assert _interpreters(people=[person(1, interpreter="Not needed")]) == [NOT_NEEDED] * 2
    assert _interpreters(people=[person(1, interpreter="Не нужен")]) == [NOT_NEEDED] * 2
    consecutive = session(interpretation="160")
    assert _interpreters(session=consecutive) == [MISSING, MISSING]
    theirs = person(2, RUSSIA, role="Переводчик")
    assert _interpreters(people=[needing, theirs]) == [PARTLY, READY]
    ours = person(3, designation="Senior Interpreter")
    assert _interpreters(people=[needing, ours, theirs]) == [READY, READY]


def test_names_for_plates_and_what_a_person_confirms() -> None:
    assert first("plate_names").state is NOT_NEEDED
    latin = person(1)
    cyrillic = person(2, RUSSIA, family_name="Груздев")
    point = first("plate_names", people=[latin, cyrillic])
    assert (point.state, point.row_id, point.field) == (PARTLY, 2, "latin_name")
    assert first("plate_names", people=[cyrillic]).state is MISSING
    written = person(2, RUSSIA, family_name="Груздев", latin_name="Alexey Gruzdev")
    assert first("plate_names", people=[latin, written]).state is READY
    assert first(PLATES_PRINTED).state is MISSING
    tick = _make(ReadinessTick, READINESS_TICK, 1, key=PLATES_PRINTED, done="yes")
    point = first(PLATES_PRINTED, ticks=[tick])
    assert (point.state, point.tick) == (READY, PLATES_PRINTED)
    untick = _make(ReadinessTick, READINESS_TICK, 1, key=PLATES_PRINTED)
    assert first(PLATES_PRINTED, ticks=[untick]).state is MISSING


# During ------------------------------------------------------------------------------


def _noted(delegate_id: int, state: str = "present") -> Attendance:
    return _make(Attendance, ATTENDANCE, delegate_id, 1, delegate_id, state=state)


def test_attendance() -> None:
    people = [person(1), person(2), person(3, status="withdrawn")]
    parts = {"people": people, "sittings": [SITTING_1]}
    assert open_("attendance", **parts).state is MISSING
    point = open_("attendance", **parts, attendances=[_noted(1), _noted(2, ""), _noted(3)])
    assert (point.state, point.done, point.total, point.row_id) == (PARTLY, 1, 2, 2)
    assert open_("attendance", **parts, attendances=[_noted(1), _noted(2)]).state is READY
    assert open_("attendance", sittings=[SITTING_1]).state is NOT_NEEDED


def test_items_taken_up_postponed_and_written_down() -> None:
    assert open_("taken_up").state is NOT_NEEDED
    done, planned = item(1, state="done"), item(2)
    assert open_("taken_up", items=[planned]).state is MISSING
    point = open_("taken_up", items=[done, planned])
    assert (point.state, point.row_id) == (PARTLY, 2)
    assert open_("taken_up", items=[done]).state is READY
    assert open_("postponed", items=[done]).state is NOT_NEEDED
    point = open_("postponed", items=[item(3, None), item(4, state="postponed")])
    assert (point.state, point.total, point.row_id) == (PARTLY, 2, 4)
    assert open_("notes", items=[planned]).state is NOT_NEEDED
    point = open_("notes", items=[done])
    assert (point.state, point.row_id, point.field) == (MISSING, 1, "notes")
    noted = item(5, state="done", notes="They agreed.")
    assert open_("notes", items=[done, noted]).state is PARTLY
    about = record(1, agenda_item=done.uuid)
    assert open_("notes", items=[done, noted], records=[about]).state is READY


def test_speakers_waiting() -> None:
    assert open_("speakers").state is NOT_NEEDED
    heard, waiting = speaker(1, began_at="2025-08-06T05:00:00+00:00"), speaker(2)
    assert open_("speakers", speakers=[waiting]).state is MISSING
    assert open_("speakers", speakers=[heard, waiting]).state is PARTLY
    assert open_("speakers", speakers=[heard]).state is READY


def test_paragraphs_in_every_language() -> None:
    assert open_("paragraphs").state is MISSING
    assert open_("paragraphs", records=[record(1, kind="decision")]).state is MISSING
    half = record(1, text_en="The Sides noted")
    point = open_("paragraphs", records=[half])
    assert (point.state, point.done, point.total) == (PARTLY, 0, 1)
    whole = record(2, text_en="The Sides noted", text_ru="Стороны отметили")
    assert open_("paragraphs", records=[whole]).state is READY


def paragraph(row_id: int, **values: str) -> Paragraph:
    texts = {"text_en": "The Sides noted.", "text_ru": "Стороны отметили."}
    given = {"kind": "paragraph", "state": "agreed", **texts, **values}
    return _make(Paragraph, PROTOCOL_PARAGRAPH, row_id, row_id, **given)


def test_the_protocol_once_it_is_there() -> None:
    taken = record(1, text_en="The Sides noted")
    held = [
        paragraph(1, kind="heading", text_ru=""),
        paragraph(2),
        paragraph(3, state="bracketed", step_ru="out_of_step"),
        paragraph(4, state="withdrawn", text_ru=""),
    ]
    point = open_("agreed_paragraphs", records=[taken], paragraphs=held)
    assert (point.state, point.done, point.total) == (PARTLY, 1, 2)
    assert (point.area, point.row_id) == ("protocol", 3)
    point = open_("in_step", paragraphs=held)
    assert (point.state, point.done, point.total) == (PARTLY, 4, 6)
    assert (point.row_id, point.field) == (1, "text_ru")
    assert open_("agreed_paragraphs", paragraphs=[paragraph(1)]).state is READY
    assert open_("in_step", paragraphs=[paragraph(1)]).state is READY
    assert open_("paragraphs", records=[taken], paragraphs=[held[3]]).total == 1


def test_action_items_with_a_body_and_a_date() -> None:
    assert open_("assigned").state is NOT_NEEDED
    point = open_("assigned", actions=[action(1)])
    assert (point.state, point.field) == (MISSING, "body_first")
    undated = action(2, body_second="MIT")
    assert open_("assigned", actions=[undated]).field == "due_words"
    whole = action(3, body_first="DPIIT", due_words="end of Q1 2026")
    assert open_("assigned", actions=[undated, whole]).state is PARTLY
    assert open_("assigned", actions=[whole, action(4, status="done")]).state is READY


# After -------------------------------------------------------------------------------


def later(key: str, *actions: ActionItem) -> list[Point]:
    return [p for p in after(material(actions=actions), TODAY) if p.key == key]


def test_what_is_overdue_has_a_line_of_its_own_the_oldest_first() -> None:
    assert _only(later("overdue")).state is NOT_NEEDED
    today = action(1, due_date="2025-09-10")
    assert _only(later("overdue", today)).state is READY
    late = [action(2, due_date="2025-09-09"), action(3, due_date="2025-01-31")]
    done = action(4, due_date="2025-01-01", status="done")
    point = _only(later("overdue", today, *late, done))
    assert (point.state, point.total, point.row_id) == (MISSING, 2, 3)
    assert [p.row_id for p in later("overdue_item", today, *late, done)] == [3, 2]
    many = [action(n, due_date="2025-01-31") for n in range(1, 41)]
    assert _only(later("overdue", *many)).total == 40
    assert len(later("overdue_item", *many)) == OVERDUE_SHOWN


def test_what_is_due_this_month_and_how_much_is_closed() -> None:
    assert _only(later("due_this_month")).state is NOT_NEEDED
    next_month = action(1, due_date="2025-10-01")
    assert _only(later("due_this_month", next_month)).state is READY
    point = _only(later("due_this_month", next_month, action(2, due_date="2025-09-30")))
    assert (point.state, point.total, point.row_id) == (PARTLY, 1, 2)
    assert _only(later("closed")).state is NOT_NEEDED
    assert _only(later("closed", next_month)).state is PARTLY
    assert _only(later("closed", action(3, status="dropped"))).state is READY
