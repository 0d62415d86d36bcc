"""What the room's screen is given: nothing that is not public, whatever stands in the file."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from tests.services.conftest import Desk

from rapporteur.domain.agenda import AGENDA_ITEM, CURRENT, SITTING
from rapporteur.domain.delegates import DELEGATE
from rapporteur.domain.fields import Catalogue, Field, Kind, Privacy
from rapporteur.domain.meeting import SPEAKER
from rapporteur.domain.sessions import SESSION
from rapporteur.services import delegates, speakers, stored
from rapporteur.services.room import RoomView, room_view
from rapporteur.storage.history import bulk_update
from rapporteur.storage.tables import DelegateRow, SessionRow

NOW = datetime(2025, 8, 6, 5, 0, tzinfo=UTC)
_TEXTS = frozenset((Kind.TEXT, Kind.LONG, Kind.PRESET, Kind.EMAIL, Kind.PHONE, Kind.LIST))


def canary(catalogue: Catalogue, field: Field) -> str:
    return f"CANARY-{catalogue.entity}-{field.key}"


def canaries(catalogue: Catalogue) -> dict[str, str]:
    """A word in every text field that is not public."""
    return {
        field.key: canary(catalogue, field)
        for field in catalogue
        if field.privacy is not Privacy.PUBLIC and field.kind in _TEXTS
    }


@pytest.fixture
def items(desk: Desk) -> tuple[Any, ...]:
    """Two items of a sitting, the first discussed since half an hour, and everything private."""
    with desk.workspace.edit("Day") as db:
        (sitting,) = stored.create(
            db,
            stored.SITTINGS,
            [{"title_en": "Morning", "title_ru": "Утро", "room_en": "Hall 2",
              "date": "2025-08-06", "start_time": "10:00", **canaries(SITTING)}],
        )  # fmt: skip
        made = stored.create(
            db,
            stored.AGENDA_ITEMS,
            [
                {"title_en": "Reports", "title_ru": "Доклады", "state": CURRENT,
                 "planned_minutes": "45", "spent": "987654",
                 "began_at": "2025-08-06T04:30:00+00:00", **canaries(AGENDA_ITEM)},
                {"title_en": "Closing", "title_hi": "समापन", **canaries(AGENDA_ITEM)},
            ],
            sitting_id=sitting.id,
            parent_id=None,
        )  # fmt: skip
    with desk.workspace.edit("Private") as db:
        people = delegates.list_delegates(db)
        private = canaries(DELEGATE)
        bulk_update(db, DelegateRow, {one.id: private for one in people})
        session = canaries(SESSION)
        if session:
            bulk_update(db, SessionRow, {1: session})
    with desk.workspace.edit("Speaker") as db:
        one = speakers.add(db, made[0].uuid, delegate=desk.named("India1").uuid, now=NOW)
        stored.set_fields(db, stored.SPEAKERS, {one.id: canaries(SPEAKER)})
        speakers.begin(db, one.id, now=NOW)
    return tuple(made)


def view(desk: Desk, **wanted: bool) -> RoomView:
    with desk.workspace.read() as db:
        return room_view(db, now=NOW, **wanted)


def everything(value: object) -> str:
    """All that a view holds, as text, also what its repr hides."""
    if hasattr(value, "__dataclass_fields__"):
        return " ".join(everything(getattr(value, key)) for key in value.__dataclass_fields__)
    if isinstance(value, dict):
        return " ".join(everything(part) for part in value.values())
    if isinstance(value, tuple | list):
        return " ".join(everything(part) for part in value)
    return str(value)


def test_the_file_holds_a_canary_for_every_private_text(desk: Desk, items: object) -> None:
    with desk.workspace.read() as db:
        person = delegates.list_delegates(db)[0]
        item = stored.read(db, stored.AGENDA_ITEMS)[0]
    assert person["passport_number"] == "CANARY-delegate-passport_number"
    assert item["notes"] == "CANARY-agenda_item-notes"
    assert item["run_remarks"] == "CANARY-agenda_item-run_remarks"


@pytest.mark.parametrize("speaker", [False, True])
@pytest.mark.parametrize("timing", [False, True])
def test_nothing_private_is_in_the_view(
    desk: Desk, items: object, *, speaker: bool, timing: bool
) -> None:
    held = everything(view(desk, speaker=speaker, timing=timing))
    assert "CANARY" not in held
    assert ("India1" in held) is speaker
    assert (str(987654 + 1800) in held) is timing, "how long it takes is internal by default"
    assert "04:30" not in held


def test_the_item_stands_in_every_language_it_has(desk: Desk, items: object) -> None:
    found = view(desk)
    assert found.current is not None
    assert (found.current.number, dict(found.current.titles)) == (
        "1", {"en": "Reports", "ru": "Доклады"},
    )  # fmt: skip
    assert found.following is not None
    assert dict(found.following.titles) == {"en": "Closing"}, "Hindi is no language of the session"
    assert dict(found.sittings) == {"en": "Morning", "ru": "Утро"}
    assert dict(found.rooms) == {"en": "Hall 2"}


def test_time_goes_on_between_two_readings(desk: Desk, items: object) -> None:
    timing = view(desk, timing=True).timing
    assert timing is not None
    later = NOW + timedelta(seconds=30)
    assert timing.spent_at(later) - timing.spent == 30


def test_without_an_item_only_the_session_is_told(desk: Desk) -> None:
    found = view(desk, speaker=True, timing=True)
    assert (found.current, found.following, found.timing, found.speaker) == (None, None, None, "")
    assert found.ordinal == "11"
    assert [dict(side)["ru"] for side in found.sides] == ["Индия", "Россия"]
